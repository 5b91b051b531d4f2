"""The records of a package as checks across records read them: by table, each with its line."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from fpdata.checks.issue import Issue
from fpdata.model.curation import Same
from fpdata.model.redirects import RedirectResolver, Resolution
from fpdata.model.table import Table, record_id
from fpdata.model.tables import TABLES


class LocatedRecord(NamedTuple):
    """A valid record, and the line of the file on which it begins."""

    line: int
    record: Any


class RawRow(NamedTuple):
    """A row as read, valid or not: its line, its cells, and the fields that failed validation."""

    line: int
    cells: list[str]
    invalid_fields: frozenset[str] = frozenset()


@dataclass
class TableRecords:
    """Records of one table: all of them, or those that a check asked for."""

    table: Table
    file: str
    complete: bool = False
    """Whether the file was read to its end, so that a record that was not found does not exist."""
    has_invalid: bool = False
    """Of a curation table, which rules read whole: whether what some of its rows say is not known."""
    raw: list[RawRow] = field(default_factory=list)
    valid: list[LocatedRecord] = field(default_factory=list)
    ids: Collection[str] = ()
    """The primary keys (parts joined by ``/``) of its rows, valid or not."""

    def issue(self, code: str, at: LocatedRecord | RawRow, field: str, message: str, hint: str = "") -> Issue:
        """Return an issue about one field of a record of this table."""
        if isinstance(at, RawRow):
            cells = dict(zip(self.table.names, at.cells, strict=False))
            value, identity = cells.get(field, ""), record_id(self.table, cells)
        else:
            value, identity = getattr(at.record, self.table.column(field).attribute) or "", at.record.identity
        column = self.table.names.index(field) + 1
        return Issue(
            self.file, at.line, column, code, self.table.name, identity, field, str(value), message, hint
        )  # fmt: skip


class PackageRecords(dict[str, TableRecords]):
    """The records of every table, by table name, on the day on which they are checked."""

    def __init__(self, today: date | None = None) -> None:
        super().__init__()
        self.today = today or date.today()

    def by_id(self, table: str) -> dict[str, Any]:
        """Return the valid records of a table by primary key; if several share a key, the first."""
        return {located.record.identity: located.record for located in reversed(self[table].valid)}

    def rows(self, table: str) -> Iterator[LocatedRecord]:
        """Return the valid records of a table, in file order."""
        return iter(self[table].valid)

    @cached_property
    def redirects(self) -> dict[tuple[str, str], str | None]:
        """Every redirect: (table, retired id) to its replacement, None if the record was withdrawn."""
        return {(row.record.table, row.record.old_id): row.record.new_id for row in self["redirects"].valid}

    @cached_property
    def _judged_different(self) -> set[tuple[str, frozenset[str]]]:
        return {
            (row.record.table, frozenset((row.record.left_id, row.record.right_id)))
            for row in self["judgements"].valid
            if row.record.same is Same.NO
        }

    def judged_different(self, table: str, one: str, other: str) -> bool:
        """Whether a judgement says that two records of a table are not the same."""
        return (table, frozenset((one, other))) in self._judged_different

    @cached_property
    def _resolvers(self) -> dict[str, RedirectResolver]:
        redirects: dict[str, dict[str, str | None]] = {name: {} for name in self}
        for (table, old), new in self.redirects.items():
            if table in redirects:
                redirects[table][old] = new
        return {name: RedirectResolver(redirects[name], live=self[name].ids) for name in self}

    def resolve(self, table: str, id: str) -> Resolution:
        """Return what an id resolves to: a live record, a withdrawal, nothing, or a cycle."""
        return self._resolvers[table].resolve(id)


def record_noun(table: str) -> str:
    """Return what one record of `table` is called, with its article: 'an actor', 'a statement'."""
    name = TABLES[table].model.__name__
    word = "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()
    return f"{'an' if word[0] in 'aeio' else 'a'} {word}"
