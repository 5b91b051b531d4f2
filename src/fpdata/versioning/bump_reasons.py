"""Derive the bump that the changes since a release require, with reasons, by the rules of docs/versions.md.

The rules protect users of the data: after a MAJOR version a query that worked may miss records or
fail; after a MINOR version it may find more; after a PATCH it may find other values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fpdata.checks.render import count
from fpdata.checks.same_record import why_other
from fpdata.model.escape import escape_control
from fpdata.model.tables import TABLES
from fpdata.versioning.diff import Change, Difference
from fpdata.versioning.semver import Bump

#: A reason names so many records.
_NAMED = 5


@dataclass(frozen=True)
class BumpReason:
    """Something that changed for users, and the bump that it requires."""

    bump: Bump
    text: str
    details: tuple[str, ...] = ()
    """What the maintainer should look at, a line each; cells are as they are."""


def bump_reasons(difference: Difference, old: dict[str, Any], new: dict[str, Any]) -> list[BumpReason]:
    """Return what changed for users, the greatest bump first: in records, and between two descriptors' schemas.

    The list is empty if nothing changed. An empty `old` descriptor means that nothing was released before.
    """
    reasons = [*_record_reasons(difference), *_schema_reasons(_schemas(old), _schemas(new))]
    return sorted(reasons, key=lambda reason: -reason.bump)


def schema_changed(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Return whether tables, columns, types, keys or codes differ between two descriptors; descriptions do not count."""
    return not old or any(reason.bump > Bump.PATCH for reason in _schema_reasons(_schemas(old), _schemas(new)))


def _record_reasons(difference: Difference) -> Iterator[BumpReason]:
    for kind, what in (("withdrawn", "withdrawn"), ("merged", "merged into others"), ("renamed", "renamed")):
        # A row whose key consists of other ids changes with these records, which are counted themselves.
        if moved := [change for change in difference.changes if change.kind == kind and _has_id(change)]:
            yield BumpReason(Bump.MAJOR, f"{_count_records(moved)} {what}")
    removed = difference.of("removed")
    if records := [change for change in removed if _has_id(change)]:
        yield BumpReason(Bump.MAJOR, f"{_count_records(records)} removed")
    if redirects := [change for change in removed if change.table == "redirects"]:
        yield BumpReason(
            Bump.MAJOR, f"{_count_records(redirects)} removed, so these ids lead nowhere: {_name(redirects)}"
        )
    if rows := [change for change in removed if not _has_id(change) and change.table != "redirects"]:
        yield BumpReason(Bump.PATCH, f"{_count_records(rows)} removed")
    if added := difference.of("added"):
        yield BumpReason(Bump.MINOR, f"{_count_records(added)} added")
    others = _other_records(difference)
    if others:  # no version makes this right: whoever cites the id would cite something else
        records = [change for change, _ in others]
        yield BumpReason(
            Bump.MAJOR,
            f"{_count_records(records)} may be another under a released id, which needs a new one: {_name(records)}",
            tuple(f"{change.table} {change.id} {reason}" for change, reason in others),
        )
    mistaken = {(change.table, change.id) for change, _ in others}
    if changed := [change for change in difference.of("changed") if (change.table, change.id) not in mistaken]:
        yield BumpReason(Bump.PATCH, f"{_count_records(changed)} corrected or completed")


def _other_records(difference: Difference) -> list[tuple[Change, str]]:
    """Return the records that changed so much that they may be others, each with the reason."""
    moved = {
        (change.table, change.id): change.to for change in difference.changes if change.kind in ("renamed", "merged")
    }
    found = []
    for change in difference.of("changed"):
        if change.before and change.after and _has_id(change):
            # What refers to a record that was renamed or merged refers to the same record as before.
            targets = {column.name: column.target_table for column in TABLES[change.table].references}
            before = change.before | {
                name: moved.get((targets[name] or "", change.before[name] or ""), change.before[name])
                for name in targets
                if name in change.before
            }
            if reason := why_other(change.table, before, change.after):
                found.append((change, reason))
    return found


def _name(changes: list[Change]) -> str:
    """Return the first of the ids concerned, in words."""
    ids = [(change.before or {}).get("old_id") or change.id for change in changes]
    more = f" and {len(ids) - _NAMED:,} more" if len(ids) > _NAMED else ""
    return ", ".join(map(escape_control, ids[:_NAMED])) + more


def _has_id(change: Change) -> bool:
    return len(TABLES[change.table].key) == 1


def _count_records(changes: list[Change]) -> str:
    counts = Counter(change.table for change in changes)
    return ", ".join(f"{count(number, 'record')} of {table}" for table, number in counts.items())


def _schemas(descriptor: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {resource["name"]: resource.get("schema", {}) for resource in descriptor.get("resources", [])}


def _schema_reasons(old: dict[str, dict[str, Any]], new: dict[str, dict[str, Any]]) -> Iterator[BumpReason]:
    if not old:
        return
    for table in {**old, **new}:
        if table not in new:
            yield BumpReason(Bump.MAJOR, f"table {table} removed")
        elif table not in old:
            yield BumpReason(Bump.MINOR, f"table {table} added")
        else:
            yield from _column_reasons(table, _fields(old[table]), _fields(new[table]))
            for part in ("primaryKey", "foreignKeys"):
                if old[table].get(part) != new[table].get(part):
                    yield BumpReason(Bump.MAJOR, f"{part} of {table} changed")


def _fields(schema: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {field["name"]: field for field in schema.get("fields", [])}


def _column_reasons(table: str, old: dict[str, dict[str, Any]], new: dict[str, dict[str, Any]]) -> Iterator[BumpReason]:
    for name in {**old, **new}:
        column = f"{table}.{name}"
        if name not in new:
            yield BumpReason(Bump.MAJOR, f"column {column} removed")
        elif name not in old:
            yield BumpReason(Bump.MINOR, f"column {column} added")
        else:
            yield from _field_reasons(column, old[name], new[name])


def _field_reasons(column: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[BumpReason]:
    old_constraints, new_constraints = old.get("constraints", {}), new.get("constraints", {})
    old_codes, new_codes = old_constraints.get("enum", []), new_constraints.get("enum", [])
    if removed := [code for code in old_codes if code not in new_codes]:
        yield BumpReason(Bump.MAJOR, f"codes of {column} removed: {', '.join(removed)}")
    if added := [code for code in new_codes if code not in old_codes]:
        yield BumpReason(Bump.MINOR, f"codes of {column} added: {', '.join(added)}")
    if old.get("type") != new.get("type"):
        yield BumpReason(Bump.MAJOR, f"type of {column} changed")
    if old_constraints.get("required") and not new_constraints.get("required"):
        yield BumpReason(Bump.MAJOR, f"{column} may now be empty")
    for part in ("pattern", "maxLength", "unique"):
        if old_constraints.get(part) != new_constraints.get(part):
            yield BumpReason(Bump.MINOR, f"{part} of {column} changed")
    if old.get("description") != new.get("description") or _labels(old) != _labels(new, old_codes):
        yield BumpReason(Bump.PATCH, f"description of {column} changed (MAJOR if its meaning changed)")


def _labels(field: dict[str, Any], codes: list[str] | None = None) -> dict[str, str]:
    """Return the meaning of each code of a field; only of `codes`, if given."""
    labels = {category["value"]: category.get("label", "") for category in field.get("categories", [])}
    return labels if codes is None else {code: label for code, label in labels.items() if code in codes}
