"""A rule across records: one function, and what it reads besides the records that it judges."""

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
    that may break the rule, perhaps some more. `context` names the reference columns that the rule
    follows: the records that candidates refer to by these columns are passed along.
    """

    check: Callable[[PackageRecords], Iterator[Issue]]
    context: tuple[ColumnRef, ...] = ()

    @property
    def name(self) -> str:
        """The name of the function."""
        return self.check.__name__

    def __call__(self, records: PackageRecords) -> Iterator[Issue]:
        """Yield the issues of the records given."""
        return self.check(records)


def rule(*context: ColumnRef) -> Callable[[Callable[[PackageRecords], Iterator[Issue]]], Rule]:
    """Make a rule of a function; `context` as in `Rule`."""
    return lambda check: Rule(check, context)
