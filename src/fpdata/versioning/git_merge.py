"""Merge three versions of a table's file, record by record and field by field: what git runs as a merge driver.

Two branches that add or change different records, or different fields of one, merge. A field that
both change to different values is a conflict: both forms of the record stand between git's markers.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fpdata.checks.rows.validate import record_id, record_key
from fpdata.edit.edit import Row
from fpdata.model.record import Table
from fpdata.model.tables import TABLES
from fpdata.package.csv_reader import CsvRow as Line
from fpdata.package.csv_reader import read_csv
from fpdata.package.csv_writer import FormatError, read_table, render
from fpdata.package.locate import DESCRIPTOR


@dataclass(frozen=True)
class Merged:
    """The merged content, and one line for each conflict in it."""

    content: bytes
    conflicts: tuple[str, ...] = ()


def merge_file(path: str, base: Path, ours: Path, theirs: Path) -> Merged | None:
    """Return the merge of three versions of the file that the package keeps at `path`.

    None where it is no file that can be merged so: another than a table or the descriptor, or one that
    cannot be read.
    """
    name = Path(path).name
    if name == DESCRIPTOR:
        return _merge_descriptor(base, ours, theirs)
    if not name.endswith(".csv") or (table := TABLES.get(name.removesuffix(".csv"))) is None:
        return None
    try:
        versions = [_by_id(table, version) for version in (base, ours, theirs)]
    except (FormatError, OSError):
        return None
    return _merge_rows(table, *versions)


def _by_id(table: Table, path: Path) -> dict[str, Row]:
    if not path.read_bytes():
        return {}  # added by both sides: there is no common version
    header = next((item.cells for item in read_csv(path) if isinstance(item, Line)), [])
    if set(header) != set(table.names):
        raise FormatError("the columns are those of another version")
    rows = read_table(table, path)
    found = {record_id(table, row): row for row in rows}
    if len(found) < len(rows):
        raise FormatError("a key is used twice")
    return found


def _merge_rows(table: Table, base: dict[str, Row], ours: dict[str, Row], theirs: dict[str, Row]) -> Merged:
    merged: list[Row] = []
    disputed: dict[str, tuple[Row | None, Row | None]] = {}
    conflicts: list[str] = []
    for id in {**base, **ours, **theirs}:
        was, mine, other = base.get(id), ours.get(id), theirs.get(id)
        if other in (mine, was):
            row = mine
        elif mine == was:
            row = other
        elif mine is None or other is None:
            conflicts.append(f"{id}: changed on one side and taken out on the other")
            disputed[id] = mine, other
            continue
        else:
            row, their_row, told = _merge_fields(was or {}, mine, other)
            if told:
                conflicts += (f"{id}.{line}" for line in told)
                disputed[id] = row, their_row
                continue
        merged += [row] if row else []
    return Merged(_with_markers(table, merged, disputed), tuple(conflicts))


def _merge_fields(was: Row, mine: Row, other: Row) -> tuple[Row, Row, list[str]]:
    """Return a record as either side would have it, the same where they agree, and a line for each field disputed."""
    my_row, their_row, conflicts = dict(mine), dict(other), []
    for name in mine:
        if mine[name] == was.get(name):
            my_row[name] = other[name]
        elif other[name] == was.get(name):
            their_row[name] = mine[name]
        elif mine[name] != other[name]:
            conflicts.append(f"{name}: {mine[name] or 'empty'} here, {other[name] or 'empty'} there")
    return my_row, their_row, conflicts


def _with_markers(table: Table, rows: list[Row], disputed: dict[str, tuple[Row | None, Row | None]]) -> bytes:
    """Return the canonical file, with both forms of each disputed record between markers where it belongs."""
    if not disputed:
        return render(table, rows)
    header = render(table, []).decode()
    pieces = {record_key(table, row): _lines(table, row, header) for row in rows}
    for mine, other in disputed.values():
        ours, theirs = (_lines(table, row, header) if row else "" for row in (mine, other))
        pieces[record_key(table, mine or other or {})] = f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n"
    return (header + "".join(pieces[key] for key in sorted(pieces))).encode("utf-8", "surrogateescape")


def _lines(table: Table, row: Row, header: str) -> str:
    return render(table, [row]).decode("utf-8", "surrogateescape").removeprefix(header)


def _merge_descriptor(base: Path, ours: Path, theirs: Path) -> Merged | None:
    """Take the side that changes more than hashes and sizes, which follow from the tables and are written anew."""
    try:
        was, mine, other = (_without_sums(json.loads(path.read_bytes() or b"{}")) for path in (base, ours, theirs))
    except (ValueError, OSError):
        return None
    if other in (was, mine):
        return Merged(ours.read_bytes())
    return Merged(theirs.read_bytes()) if mine == was else None


def _without_sums(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_sums(item) for item in value]
    if isinstance(value, dict):
        return {name: _without_sums(item) for name, item in value.items() if name not in ("hash", "bytes")}
    return value
