"""A rule across records: a function, the candidates among which it finds faults, and the references that it follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from fpdata.checks.conditions import Candidates, Occurs, Where, path_of
from fpdata.checks.issue import Issue
from fpdata.checks.records import PackageRecords
from fpdata.model.references import ANNOTATION_TABLES
from fpdata.model.tables import TABLES

#: A reference column: table and column name.
ColumnRef = tuple[str, str]
#: Small tables that people maintain; rules read them whole. `citations` is not among them: it can be large.
CURATION_TABLES = tuple(name for name in ANNOTATION_TABLES if name != "citations")


@dataclass(frozen=True)
class Rule:
    """A rule across records.

    An engine that does not hold the whole package calls a rule with *candidates* only: every record
    that may break the rule, and perhaps others. `candidates` says which these are, unless an engine has a query of
    its own for the rule, or the rule reads only tables that are always loaded. `context` names the reference columns
    that the rule follows, any number in a row: the records to which these lead from candidates are passed, too.
    """

    check: Callable[[PackageRecords], Iterator[Issue]]
    context: tuple[ColumnRef, ...] = ()
    candidates: tuple[Candidates, ...] = ()
    is_by_record: bool = False
    """Whether it looks at each record alone, so that what it finds in a table depends on no other table."""

    def __hash__(self) -> int:
        return hash(self.check)  # its conditions are many

    @property
    def name(self) -> str:
        """The name of the function."""
        return self.check.__name__

    @cached_property
    def tables(self) -> frozenset[str]:
        """The tables that the rule reads: those of its candidates and of its context, and `CURATION_TABLES`.

        All tables, if it names none, or if it follows a column with records of any table.
        """
        named = {table for table, _ in self.context}
        named |= {TABLES[table].column(column).target_table for table, column in self.context}
        for each in self.candidates:
            named |= {each.table, each.other_table} if isinstance(each, Occurs) else {each.table}
        return frozenset({*named, *CURATION_TABLES} if named and "" not in named else TABLES)

    @cached_property
    def table_sets(self) -> tuple[frozenset[str], ...]:
        """The sets of tables of which each has issues of its own: each table, if it looks at each record alone."""
        return tuple(frozenset({name}) for name in TABLES) if self.is_by_record else (self.tables,)

    @property
    def asks_for_today(self) -> bool:
        """Whether the rule asks what the day of the check is."""
        return any(isinstance(each, Where) and each.compares_today for each in self.candidates)

    @property
    def has_steps(self) -> bool:
        """Whether the rule follows a reference of a record that it reaches by another reference."""
        reached = {TABLES[table].column(column).target_table for table, column in self.context}
        return any(table in reached for table, _ in self.context)

    def __call__(self, records: PackageRecords) -> Iterator[Issue]:
        """Yield the issues of `records`."""
        return self.check(records)


def rule(
    *needs: ColumnRef | Candidates, is_by_record: bool = False
) -> Callable[[Callable[[PackageRecords], Iterator[Issue]]], Rule]:
    """Return a decorator that makes a function a `Rule` with these candidates and this context.

    The references by which a condition reaches another record are context without being named.
    """
    candidates = tuple(need for need in needs if not isinstance(need, tuple))
    named = [need for need in needs if isinstance(need, tuple)]
    followed = [
        reference
        for each in candidates
        if isinstance(each, Where)
        for value in each.values
        for reference in path_of(each.table, value).references
    ]
    context = tuple(dict.fromkeys([*named, *followed]))
    return lambda check: Rule(check, context, candidates, is_by_record)
