"""What the checks across records see: every record that is valid by itself, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from fpdata.checks.issue import Issue
from fpdata.model.curation import Same
from fpdata.model.record import Table
from fpdata.model.tables import TABLES


class LocatedRecord(NamedTuple):
    """A valid record and the line of its file on which it begins."""

    line: int
    record: Any


class RawRow(NamedTuple):
    """A record as it was read, valid or not: its line, its cells, and the fields found wrong."""

    line: int
    cells: list[str]
    wrong: frozenset[str]


@dataclass
class TableRecords:
    """One table as it was read."""

    table: Table
    file: str
    complete: bool = False
    """Whether the file was read to its end, so that what is not in it does not exist."""
    raw: list[RawRow] = field(default_factory=list)
    valid: list[LocatedRecord] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    """The line of the first record with each key, valid or not; of many keys perhaps only those that are asked for."""

    def issue(self, code: str, at: LocatedRecord | RawRow, field: str, message: str, hint: str = "") -> Issue:
        """Return an issue about one field of a record of this table."""
        if isinstance(at, RawRow):
            cells = dict(zip(self.table.names, at.cells, strict=False))
            value, identity = cells.get(field, ""), "/".join(cells.get(part, "") for part in self.table.key)
        else:
            value, identity = getattr(at.record, self.table.column(field).attribute) or "", at.record.identity
        return Issue(
            self.file,
            at.line,
            self.table.names.index(field) + 1,
            code,
            self.table.name,
            identity,
            field,
            str(value),
            message,
            hint,
        )


class PackageRecords(dict[str, TableRecords]):
    """All tables by name."""

    def by_id(self, table: str) -> dict[str, Any]:
        """Return the valid records of a table by their key; of several with one key the first."""
        return {located.record.identity: located.record for located in reversed(self[table].valid)}

    def rows(self, table: str) -> Iterator[LocatedRecord]:
        """Return the valid records of a table, in file order."""
        return iter(self[table].valid)

    @cached_property
    def redirects(self) -> dict[tuple[str, str], str | None]:
        """Where each retired id went: (table, old id) to new id, None where it was withdrawn."""
        return {(row.record.table, row.record.old_id): row.record.new_id for row in self["redirects"].valid}

    @cached_property
    def _apart(self) -> set[tuple[str, frozenset[str]]]:
        return {
            (row.record.table, frozenset((row.record.left_id, row.record.right_id)))
            for row in self["judgements"].valid
            if row.record.same is Same.NO
        }

    def judged_apart(self, table: str, one: str, other: str) -> bool:
        """Whether somebody judged that two records of a table are not the same."""
        return (table, frozenset((one, other))) in self._apart

    def resolve(self, table: str, identity: str) -> str | None:
        """Return the live id that `identity` is or leads to; None where there is none."""
        redirects, seen = self.redirects, set()
        while identity not in self[table].lines:
            following = redirects.get((table, identity))
            if following is None or identity in seen:
                return None
            seen.add(identity)
            identity = following
        return identity


def record_noun(table: str) -> str:
    """Return what one record of `table` is called, with its article: 'an actor', 'a statement'."""
    name = TABLES[table].model.__name__
    word = "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()
    return f"{'an' if word[0] in 'aeio' else 'a'} {word}"
