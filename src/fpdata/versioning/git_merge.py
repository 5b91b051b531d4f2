"""Merge three versions of a table's file record by record and field by field, as a git merge driver.

Changes to different records, and to different fields of one record, merge. A field that both sides
change to different values is a conflict: the file then has both forms of the record between git's markers.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fpdata.model.table import Table, record_id, record_key
from fpdata.model.tables import TABLES
from fpdata.package.csv_reader import CsvRow, read_csv
from fpdata.package.csv_writer import FormatError, RowDict, read_table, render
from fpdata.package.locate import DESCRIPTOR


@dataclass(frozen=True)
class MergeResult:
    """The merged content of a file, and one line for each conflict in it."""

    content: bytes
    conflicts: tuple[str, ...] = ()


def merge_file(path: str, base: Path, ours: Path, theirs: Path) -> MergeResult | None:
    """Return the merge of the files `ours` and `theirs`, which come from `base`; `path` is their path in the package.

    None if git should merge line by line: the file is neither a table nor the descriptor, cannot be
    parsed, or has the columns of another version; or both sides changed the descriptor.
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


def _by_id(table: Table, path: Path) -> dict[str, RowDict]:
    if not path.read_bytes():
        return {}  # both sides added the file, so there is no base
    header = next((item.cells for item in read_csv(path) if isinstance(item, CsvRow)), [])
    if set(header) != set(table.names):
        raise FormatError("the columns are not those of this version")
    rows = read_table(table, path)
    by_id = {record_id(table, row): row for row in rows}
    if len(by_id) < len(rows):
        raise FormatError("a key is duplicated")
    return by_id


def _merge_rows(
    table: Table, base: dict[str, RowDict], ours: dict[str, RowDict], theirs: dict[str, RowDict]
) -> MergeResult:
    merged: list[RowDict] = []
    disputed: dict[str, tuple[RowDict | None, RowDict | None]] = {}
    conflicts: list[str] = []
    for id in {**base, **ours, **theirs}:
        base_row, our_row, their_row = base.get(id), ours.get(id), theirs.get(id)
        if their_row in (our_row, base_row):
            row = our_row
        elif our_row == base_row:
            row = their_row
        elif our_row is None or their_row is None:
            conflicts.append(f"{id}: changed on one side and deleted on the other")
            disputed[id] = our_row, their_row
            continue
        else:
            row, their_row, field_conflicts = _merge_fields(base_row or {}, our_row, their_row)
            if field_conflicts:
                conflicts += (f"{id}.{conflict}" for conflict in field_conflicts)
                disputed[id] = row, their_row
                continue
        merged += [row] if row else []
    return MergeResult(_with_markers(table, merged, disputed), tuple(conflicts))


def _merge_fields(base: RowDict, ours: RowDict, theirs: RowDict) -> tuple[RowDict, RowDict, list[str]]:
    """Return our and their form of a record, each with the other's changes, and a line for each field in conflict.

    The two forms are equal if there is no conflict.
    """
    our_form, their_form, conflicts = dict(ours), dict(theirs), []
    for name in ours:
        if ours[name] == base.get(name):
            our_form[name] = theirs[name]
        elif theirs[name] == base.get(name):
            their_form[name] = ours[name]
        elif ours[name] != theirs[name]:
            conflicts.append(f"{name}: {ours[name] or 'empty'} here, {theirs[name] or 'empty'} there")
    return our_form, their_form, conflicts


def _with_markers(
    table: Table, rows: list[RowDict], disputed: dict[str, tuple[RowDict | None, RowDict | None]]
) -> bytes:
    """Return the canonical file, with both forms of each disputed record between markers, in the order of keys."""
    if not disputed:
        return render(table, rows)
    header = render(table, []).decode()
    pieces = {record_key(table, row): _lines(table, row, header) for row in rows}
    for our_row, their_row in disputed.values():
        ours, theirs = (_lines(table, row, header) if row else "" for row in (our_row, their_row))
        pieces[record_key(table, our_row or their_row or {})] = f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n"
    return (header + "".join(pieces[key] for key in sorted(pieces))).encode("utf-8", "surrogateescape")


def _lines(table: Table, row: RowDict, header: str) -> str:
    return render(table, [row]).decode("utf-8", "surrogateescape").removeprefix(header)


def _merge_descriptor(base: Path, ours: Path, theirs: Path) -> MergeResult | None:
    """Return the side that changed more than hashes and sizes, which are computed anew after the merge."""
    try:
        versions = [_without_hashes(json.loads(path.read_bytes() or b"{}")) for path in (base, ours, theirs)]
    except (ValueError, RecursionError, OSError):
        return None
    base_content, our_content, their_content = versions
    if their_content in (base_content, our_content):
        return MergeResult(ours.read_bytes())
    return MergeResult(theirs.read_bytes()) if our_content == base_content else None


def _without_hashes(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_hashes(item) for item in value]
    if isinstance(value, dict):
        return {name: _without_hashes(item) for name, item in value.items() if name not in ("hash", "bytes")}
    return value
