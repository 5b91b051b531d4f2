"""A rule across records: a function, and the references that it follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fpdata.checks.issue import Issue
from fpdata.checks.records import PackageRecords

#: A reference column: table and column name.
ColumnRef = tuple[str, str]


@dataclass(frozen=True)
class Rule:
    """A rule across records.

    An engine that does not hold the whole package calls a rule with *candidates* only: every record
    that may break the rule, and perhaps others. `context` names the reference columns that the rule
    follows: the records that candidates refer to by these columns are passed, too.
    """

    check: Callable[[PackageRecords], Iterator[Issue]]
    context: tuple[ColumnRef, ...] = ()

    @property
    def name(self) -> str:
        """The name of the function."""
        return self.check.__name__

    def __call__(self, records: PackageRecords) -> Iterator[Issue]:
        """Yield the issues of `records`."""
        return self.check(records)


def rule(*context: ColumnRef) -> Callable[[Callable[[PackageRecords], Iterator[Issue]]], Rule]:
    """Return a decorator that makes a function a `Rule` with this context."""
    return lambda check: Rule(check, context)
