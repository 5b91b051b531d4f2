"""What differs between two versions of the data, record by record and field by field.

A difference is whole: applied to the one version it gives the other (`apply`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from fpdata.checks.rows.validate import record_id, record_key
from fpdata.edit.edit import Row, Tables
from fpdata.model.claims import Predicate
from fpdata.model.tables import TABLES

ChangeKind = Literal["added", "changed", "renamed", "merged", "withdrawn", "removed"]
#: In the order in which they are shown: what takes most care to review comes first.
CHANGE_KINDS: tuple[ChangeKind, ...] = ("removed", "withdrawn", "merged", "renamed", "changed", "added")


@dataclass(frozen=True)
class Change:
    """One record that differs. `before` and `after` are its rows, None where it was not or is no more."""

    kind: ChangeKind
    table: str
    id: str
    before: Row | None
    after: Row | None
    to: str | None = None
    """Of a record renamed or merged: the id that took its place."""

    @property
    def fields(self) -> dict[str, tuple[str | None, str | None]]:
        """The fields that differ: name to what it was and what it is."""
        before, after = self.before or {}, self.after or {}
        names = [*before, *(name for name in after if name not in before)]
        return {
            name: (before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)
        }  # fmt: skip

    def to_dict(self) -> dict[str, Any]:
        """Return the change as JSON has it."""
        fields = {name: {"before": before, "after": after} for name, (before, after) in self.fields.items()}
        to = {"to": self.to} if self.to else {}
        return {"kind": self.kind, "table": self.table, "id": self.id, **to, "fields": fields}


@dataclass(frozen=True)
class Difference:
    """Every change between two versions, and the subjects on which claims disagree now and did not before."""

    changes: tuple[Change, ...]
    contested: tuple[tuple[str, str], ...]

    def of(self, kind: ChangeKind) -> list[Change]:
        """Return the changes of one kind, by table and id."""
        return [change for change in self.changes if change.kind == kind]

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.changes)

    def to_dict(self) -> dict[str, Any]:
        """Return the difference as JSON has it."""
        return {
            "counts": {kind: len(self.of(kind)) for kind in CHANGE_KINDS},
            "changes": [change.to_dict() for change in self.changes],
            "newly_contested": [{"subject": subject, "predicate": predicate} for subject, predicate in self.contested],
        }


def compare(old: Tables, new: Tables) -> Difference:
    """Return what differs from `old` to `new`; keys are unique in either."""
    changes = [change for table in TABLES for change in _compare_table(table, old, new)]
    order = {kind: number for number, kind in enumerate(CHANGE_KINDS)}
    changes.sort(key=lambda change: (order[change.kind], list(TABLES).index(change.table), change.id))
    newly = sorted(contested(new.get("claims", [])) - contested(old.get("claims", [])))
    return Difference(tuple(changes), tuple(newly))


def apply(difference: Difference, tables: Tables) -> Tables:
    """Return `tables` with the changes made, sorted by key: the version that the difference leads to."""
    result = {name: _by_id(name, rows) for name, rows in tables.items()}
    for change in difference.changes:
        if change.before is not None:
            del result[change.table][change.id]
    for change in difference.changes:
        if change.after is not None:
            rows = result.setdefault(change.table, {})
            rows[record_id(TABLES[change.table], change.after)] = change.after
    return {name: sorted(rows.values(), key=partial(record_key, TABLES[name])) for name, rows in result.items()}


def contested(claims: Sequence[Row]) -> set[tuple[str, str]]:
    """Return each subject and predicate on which claims disagree, as the view `contested` finds them."""
    affirmed: dict[tuple[str, str], set[str]] = {}
    negated: dict[tuple[str, str], set[str]] = {}
    for row in claims:
        subjects = (f"{kind} {id}" for kind in ("actor", "event", "document") if (id := row.get(f"about_{kind}_id")))
        objects = (row.get(name) for name in ("object_actor_id", "object_document_id", "object_event_id", "value"))
        said = affirmed if row["polarity"] == "affirmed" else negated
        said.setdefault((next(subjects, ""), row["predicate"] or ""), set()).add(next(filter(None, objects), ""))
    single = {str(predicate) for predicate in Predicate if predicate.single}
    return {
        at
        for at, objects in affirmed.items()
        if objects & negated.get(at, set()) or (at[1] in single and len(objects) > 1)
    }


def _compare_table(table: str, old: Tables, new: Tables) -> Iterator[Change]:
    before, after = _by_id(table, old.get(table, [])), _by_id(table, new.get(table, []))
    went = _went(table, new) | _followed(table, before, new)
    taken: set[str] = set()
    for id, row in before.items():
        if id in after:
            if row != after[id]:
                yield Change("changed", table, id, row, after[id])
        elif id not in went:
            yield Change("removed", table, id, row, None)
        elif (to := went[id]) is None:
            yield Change("withdrawn", table, id, row, None)
        elif to not in after:
            yield Change("removed", table, id, row, None)
        elif to in before or to in taken:
            yield Change("merged", table, id, row, None, to)
        else:
            taken.add(to)
            yield Change("renamed", table, id, row, after[to], to)
    for id, row in after.items():
        if id not in before and id not in taken:
            yield Change("added", table, id, None, row)


def _went(table: str, tables: Tables) -> dict[str, str | None]:
    """Return where each retired id of a table leads in the end, None where it was withdrawn."""
    steps = {row["old_id"] or "": row["new_id"] for row in tables.get("redirects", []) if row["table"] == table}
    went: dict[str, str | None] = {}
    for old in steps:
        to: str | None = old
        seen: set[str] = set()
        while to is not None and to in steps and to not in seen:
            seen.add(to)
            to = steps[to]
        went[old] = to
    return went


def _followed(table: str, before: dict[str, Row], tables: Tables) -> dict[str, str | None]:
    """Return what the keys of rows became that hold the id of another record, where that record was given another id."""
    key = set(TABLES[table].key)
    holding = {column.name: column.references or "" for column in TABLES[table].references if column.name in key}
    went = {column: _went(target, tables) for column, target in holding.items()}
    moved: dict[str, str | None] = {}
    for id, row in before.items():
        now = {column: went[column].get(row[column] or "") or row[column] for column in holding}
        if now and (to := record_id(TABLES[table], row | now)) != id:
            moved[id] = to
    return moved


def _by_id(table: str, rows: Sequence[Row]) -> dict[str, Row]:
    return {record_id(TABLES[table], row): row for row in rows}
