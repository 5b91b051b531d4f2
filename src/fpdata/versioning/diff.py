"""Compare two versions of the data, record by record and field by field.

A difference is complete: applied to the old version it gives the new one (`apply`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from fpdata.edit.tables import Tables
from fpdata.export.disagreements import contested_subjects
from fpdata.model.redirects import RedirectResolver
from fpdata.model.table import record_id, record_key
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict

ChangeKind = Literal["added", "changed", "renamed", "merged", "withdrawn", "removed"]
#: In the order in which they are shown: what needs the most careful review comes first.
CHANGE_KINDS: tuple[ChangeKind, ...] = ("removed", "withdrawn", "merged", "renamed", "changed", "added")


@dataclass(frozen=True)
class Change:
    """One record that differs: its row before and after, None if the version has none."""

    kind: ChangeKind
    table: str
    id: str
    before: RowDict | None
    after: RowDict | None
    to: str | None = None
    """The new id of a record that was renamed or merged."""

    @property
    def fields(self) -> dict[str, tuple[str | None, str | None]]:
        """The fields that differ: their values before and after, by name."""
        before, after = self.before or {}, self.after or {}
        names = [*before, *(name for name in after if name not in before)]
        return {
            name: (before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)
        }  # fmt: skip

    def to_dict(self) -> dict[str, Any]:
        """Return the change as a dict to be written as JSON."""
        fields = {name: {"before": before, "after": after} for name, (before, after) in self.fields.items()}
        to = {"to": self.to} if self.to else {}
        return {"kind": self.kind, "table": self.table, "id": self.id, **to, "fields": fields}


@dataclass(frozen=True)
class Difference:
    """Every change between two versions."""

    changes: tuple[Change, ...]
    newly_contested: tuple[tuple[str, str], ...]
    """Subjects ("actor ada-lake") and predicates on which claims disagree in the new version, and not in the old."""

    def of(self, kind: ChangeKind) -> list[Change]:
        """Return the changes of one kind, ordered by table and id."""
        return [change for change in self.changes if change.kind == kind]

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.changes)


def compare(old: Tables, new: Tables) -> Difference:
    """Return what differs from `old` to `new`, in each of which keys must be unique; a missing table counts as empty."""
    changes = [change for table in TABLES for change in _compare_table(table, old, new)]
    kinds = {kind: number for number, kind in enumerate(CHANGE_KINDS)}
    tables = {table: number for number, table in enumerate(TABLES)}
    changes.sort(key=lambda change: (kinds[change.kind], tables[change.table], change.id))
    newly_contested = contested_subjects(new.get("claims", [])) - contested_subjects(old.get("claims", []))
    return Difference(tuple(changes), tuple(sorted(newly_contested)))


def apply(difference: Difference, tables: Tables) -> Tables:
    """Return copies of the tables with the changes made, sorted by key; KeyError if a changed record is missing."""
    result = {name: _by_id(name, rows) for name, rows in tables.items()}
    for change in difference.changes:
        if change.before is not None:
            del result[change.table][change.id]
    for change in difference.changes:
        if change.after is not None:
            rows = result.setdefault(change.table, {})
            rows[record_id(TABLES[change.table], change.after)] = change.after
    return {name: sorted(rows.values(), key=partial(record_key, TABLES[name])) for name, rows in result.items()}


def _compare_table(table: str, old: Tables, new: Tables) -> Iterator[Change]:
    before, after = _by_id(table, old.get(table, [])), _by_id(table, new.get(table, []))
    new_ids = _redirected(table, new) | _redirected_keys(table, before, new)
    renamed: set[str] = set()
    for id, row in before.items():
        if id in after:
            if row != after[id]:
                yield Change("changed", table, id, row, after[id])
        elif id not in new_ids:
            yield Change("removed", table, id, row, None)
        elif (new_id := new_ids[id]) is None:
            yield Change("withdrawn", table, id, row, None)
        elif new_id not in after:
            yield Change("removed", table, id, row, None)
        elif new_id in before or new_id in renamed:
            yield Change("merged", table, id, row, None, new_id)
        else:
            renamed.add(new_id)
            yield Change("renamed", table, id, row, after[new_id], new_id)
    for id, row in after.items():
        if id not in before and id not in renamed:
            yield Change("added", table, id, None, row)


def _redirected(table: str, tables: Tables) -> dict[str, str | None]:
    """Return what each retired id of a table resolves to, None if it was withdrawn."""
    redirects = {row["old_id"] or "": row["new_id"] for row in tables.get("redirects", []) if row["table"] == table}
    resolver = RedirectResolver(redirects)
    ends = {old: resolver.resolve(old) for old in redirects}
    return {old: None if outcome == "withdrawn" else id for old, (outcome, id) in ends.items()}


def _redirected_keys(table: str, before: dict[str, RowDict], tables: Tables) -> dict[str, str | None]:
    """Return the new keys of rows whose key holds ids of other records that were renamed or merged."""
    targets = {
        column.name: column.target_table for column in TABLES[table].references if column.name in TABLES[table].key
    }
    new_ids = {column: _redirected(target or "", tables) for column, target in targets.items()}
    moved: dict[str, str | None] = {}
    for id, row in before.items() if targets else ():
        key = {column: new_ids[column].get(row[column] or "") or row[column] for column in targets}
        if (new_id := record_id(TABLES[table], row | key)) != id:
            moved[id] = new_id
    return moved


def _by_id(table: str, rows: Sequence[RowDict]) -> dict[str, RowDict]:
    return {record_id(TABLES[table], row): row for row in rows}
