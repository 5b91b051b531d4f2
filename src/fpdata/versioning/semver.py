"""Which version follows: MAJOR, MINOR or PATCH, by the rule of docs/versions.md.

The rule is for those who use the data: after a MAJOR version a query that was right may miss records
or fail; after a MINOR version it may find more; after a PATCH it may find other values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from fpdata.checks.render import count
from fpdata.model.tables import TABLES
from fpdata.versioning.diff import Difference


class Bump(IntEnum):
    """How much changes for those who use the data."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


@dataclass(frozen=True)
class Reason:
    """One thing that changed for users, and the version that it asks for."""

    bump: Bump
    text: str


_NUMBER = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)")


def parse(version: str) -> tuple[int, int, int]:
    """Return the three numbers of a version. Raises ValueError where it is none."""
    if (match := _NUMBER.fullmatch(version)) is None:
        raise ValueError(f"{version!r} is no version of three numbers, as 1.4.0")
    major, minor, patch = map(int, match.groups())
    return major, minor, patch


def next_version(version: str, bump: Bump) -> str:
    """Return the version that follows `version`.

    >>> following("1.4.2", Bump.MINOR)
    '1.5.0'
    """
    major, minor, patch = parse(version)
    match bump:
        case Bump.MAJOR:
            return f"{major + 1}.0.0"
        case Bump.MINOR:
            return f"{major}.{minor + 1}.0"
        case Bump.PATCH:
            return f"{major}.{minor}.{patch + 1}"
        case _:
            return version


def version_step(old: str, new: str) -> Bump:
    """Return how far `new` is from `old`: the greatest number that grew; NONE where it is no later version."""
    before, after = parse(old), parse(new)
    if after <= before:
        return Bump.NONE
    grown = [one != other for one, other in zip(before, after, strict=True)].index(True)
    return (Bump.MAJOR, Bump.MINOR, Bump.PATCH)[grown]


def reasons(difference: Difference, old: dict[str, Any], new: dict[str, Any]) -> list[Reason]:
    """Return what changed for users, gravest first: of the records, and of the schemas of two descriptors."""
    found = [*_of_records(difference), *_of_schemas(_schemas(old), _schemas(new))]
    return sorted(found, key=lambda reason: -reason.bump)


def _of_records(difference: Difference) -> Iterator[Reason]:
    for kind, what in (("withdrawn", "withdrawn"), ("merged", "merged into others"), ("renamed", "under another id")):
        # A row whose key is made of ids of others has no id of its own: it goes where they go.
        moved = [change for change in difference.changes if change.kind == kind and len(TABLES[change.table].key) == 1]
        if moved:
            yield Reason(Bump.MAJOR, f"{_records(moved)} {what}")
    removed = difference.of("removed")
    if gone := [change for change in removed if len(TABLES[change.table].key) == 1]:
        yield Reason(Bump.MAJOR, f"{_records(gone)} removed")
    if parts := [change for change in removed if len(TABLES[change.table].key) > 1]:
        yield Reason(Bump.PATCH, f"{_records(parts)} taken out")
    if added := difference.of("added"):
        yield Reason(Bump.MINOR, f"{_records(added)} added")
    if changed := difference.of("changed"):
        yield Reason(Bump.PATCH, f"{_records(changed)} corrected or completed")


def _records(changes: list[Any]) -> str:
    counts: dict[str, int] = {}
    for change in changes:
        counts[change.table] = counts.get(change.table, 0) + 1
    return ", ".join(f"{count(number, 'record')} of {table}" for table, number in counts.items())


def _schemas(descriptor: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {resource["name"]: resource.get("schema", {}) for resource in descriptor.get("resources", [])}


def _of_schemas(old: dict[str, dict[str, Any]], new: dict[str, dict[str, Any]]) -> Iterator[Reason]:
    if not old:
        return  # nothing was released
    for table in [*old, *(name for name in new if name not in old)]:
        if table not in new:
            yield Reason(Bump.MAJOR, f"table {table} removed")
        elif table not in old:
            yield Reason(Bump.MINOR, f"table {table} added")
        else:
            yield from _of_columns(table, _fields(old[table]), _fields(new[table]))
            for part in ("primaryKey", "foreignKeys"):
                if old[table].get(part) != new[table].get(part):
                    yield Reason(Bump.MAJOR, f"{part} of {table} changed")


def _fields(schema: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {field["name"]: field for field in schema.get("fields", [])}


def _of_columns(table: str, old: dict[str, dict[str, Any]], new: dict[str, dict[str, Any]]) -> Iterator[Reason]:
    for name in [*old, *(name for name in new if name not in old)]:
        column = f"{table}.{name}"
        if name not in new:
            yield Reason(Bump.MAJOR, f"column {column} removed")
            continue
        if name not in old:
            yield Reason(Bump.MINOR, f"column {column} added")
            continue
        before, after = old[name], new[name]
        limits, now = before.get("constraints", {}), after.get("constraints", {})
        codes, codes_now = limits.get("enum", []), now.get("enum", [])
        if gone := [code for code in codes if code not in codes_now]:
            yield Reason(Bump.MAJOR, f"codes of {column} removed: {', '.join(gone)}")
        if more := [code for code in codes_now if code not in codes]:
            yield Reason(Bump.MINOR, f"codes of {column} added: {', '.join(more)}")
        if before.get("type") != after.get("type"):
            yield Reason(Bump.MAJOR, f"type of {column} changed")
        if limits.get("required") and not now.get("required"):
            yield Reason(Bump.MAJOR, f"{column} may be empty now")
        for part in ("pattern", "maxLength", "unique"):
            if limits.get(part) != now.get(part):
                yield Reason(Bump.MINOR, f"{part} of {column} changed")
        if before.get("description") != after.get("description") or _meanings(before) != _meanings(after, codes):
            yield Reason(Bump.PATCH, f"{column} is described otherwise (MAJOR, if it means something else)")


def _meanings(field: dict[str, Any], codes: list[str] | None = None) -> dict[str, str]:
    meanings = {category["value"]: category.get("label", "") for category in field.get("categories", [])}
    return meanings if codes is None else {code: meaning for code, meaning in meanings.items() if code in codes}
