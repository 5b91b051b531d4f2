"""Write a table's file in canonical form, so that equal records always give equal bytes.

UTF-8 without a byte order mark, LF, RFC 4180 with minimal quoting, the model's columns in order, records
sorted by primary key (by code point), an empty cell for a missing value, text in Unicode NFC, dates in
normalized EDTF.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from typing import TextIO

from fpdata.model.characters import quote
from fpdata.model.edtf import normalize
from fpdata.model.record import Record
from fpdata.model.table import Table
from fpdata.package.csv_reader import FileFault, foreign_separator, no_header, read_csv

#: A record as cells: column name to text, None if nothing is recorded.
RowDict = dict[str, str | None]
#: A read-only `RowDict` in which columns may be missing.
RowMapping = Mapping[str, str | None]


class FormatError(Exception):
    """A file cannot be rewritten in canonical form; the message says where and why."""


def to_cells(record: Record) -> RowDict:
    """Return a record as cells."""
    return {name: None if value is None else str(value) for name, value in record.model_dump().items()}


def render(table: Table, rows: Iterable[RowMapping]) -> bytes:
    """Return the content of a table's file with `rows`, in canonical form."""
    at = [table.names.index(part) for part in table.key]
    ordered = sorted((_cells(table, row) for row in rows), key=lambda cells: [cells[part] for part in at])
    text = io.StringIO(newline="")
    _write(table, ordered, text)
    return text.getvalue().encode("utf-8", "surrogateescape")


def render_change(table: Table, content: bytes, before: Sequence[RowDict], after: Iterable[RowDict]) -> bytes:
    """Return what `render` does for the rows `after`, sooner: lines of a file that is sorted stay if their row is the same.

    `content` is that of the file with the rows `before`. A row that is not canonical stays as it is, too, until it is
    altered or `fpdata fmt` is run.
    """
    header, *lines = content.splitlines(keepends=True) or [b""]
    keys = [record_key(table, row) for row in before]
    is_sorted = all(one < other for one, other in pairwise(keys))
    if header != _lines([table.names]) or len(lines) != len(before) or not is_sorted or not _are_records(lines):
        return render(table, after)
    old = dict(zip(keys, zip(before, lines, strict=True), strict=True))
    found: list[tuple[tuple[str, ...], bytes]] = []
    for row in after:
        same, line = old.get(key := record_key(table, row), (None, b""))
        if row != same:
            key, line = render_row(table, row)
        found.append((key, line))
    found.sort(key=itemgetter(0))
    return header + b"".join(line for _, line in found)


def render_row(table: Table, row: RowMapping) -> tuple[tuple[str, ...], bytes]:
    """Return the key and the line of a row in canonical form."""
    cells = _cells(table, row)
    return record_key(table, dict(zip(table.names, cells, strict=True))), _lines([cells])


def record_key(table: Table, row: RowMapping) -> tuple[str, ...]:
    """Return the key of a row, by which rows are sorted."""
    return tuple(row.get(part) or "" for part in table.key)


def _are_records(lines: Sequence[bytes]) -> bool:
    """Whether each line is a record, whatever the others are."""
    return all(
        line.endswith(b"\n") and not line.endswith(b"\r\n") and len(line) > 1 and line.count(b'"') % 2 == 0
        for line in lines
    )


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_MINIMAL).writerows(rows)
    return text.getvalue().encode("utf-8", "surrogateescape")


def write_rows(table: Table, rows: Iterable[RowMapping], path: Path) -> None:
    """Write `rows`, sorted by their keys already, to a file in canonical form, one after the other."""
    with path.open("w", encoding="utf-8", errors="surrogateescape", newline="") as file:
        _write(table, (_cells(table, row) for row in rows), file)


def _write(table: Table, rows: Iterable[list[str]], file: TextIO) -> None:
    writer = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(table.names)
    writer.writerows(rows)


def _cells(table: Table, row: RowMapping) -> list[str]:
    cells = [row.get(name) or "" for name in table.names]
    if not "".join(cells).isascii():
        cells = [unicodedata.normalize("NFC", cell) for cell in cells]
    for at in _dates(table):
        if cells[at]:
            cells[at] = normalize(cells[at])
    return cells


@cache
def _dates(table: Table) -> list[int]:
    """Return which columns of a table are dates."""
    return [at for at, column in enumerate(table.columns) if column.kind == "edtf"]


def canonical_bytes(table: Table, path: Path, *, add_columns: bool = False) -> bytes:
    """Return the content of the file at `path` in canonical form; no value changes its meaning.

    Columns may be in any order. Raises FormatError if the header or a record cannot be understood, or if a column of
    the table is missing, unless `add_columns` allows to add it empty; OSError if the file cannot be read.
    """
    return render(table, read_table(table, path, partial=add_columns))


def read_table(table: Table, path: Path, *, partial: bool = False) -> list[RowDict]:
    """Return the records of the file at `path` as cells, valid or not.

    Raises FormatError as `canonical_bytes` does. With `partial`, a column that the file lacks is empty; without, it
    is an error: whoever writes the records back would empty it.
    """
    return list(iter_table(table, path, partial=partial))


def iter_table(table: Table, path: Path, *, partial: bool = False) -> Iterator[RowDict]:
    """Yield what `read_table` returns, one record after the other."""
    header: list[str] | None = None
    is_canonical = False
    for item in read_csv(path):
        if isinstance(item, FileFault):
            if item.fatal:
                raise FormatError(f"{path.name}:{item.line}: {item.message}")
        elif header is None:
            header = item.cells
            if problem := _header_problem(table, header, partial):
                raise FormatError(f"{path.name}:1: {problem}")
            is_canonical = tuple(header) == table.names
        elif item.cells == header:
            continue  # files were joined that both had one
        elif len(item.cells) != len(header):
            raise FormatError(f"{path.name}:{item.line}: {len(item.cells)} cells instead of {len(header)}")
        else:
            cells = dict(zip(header, [cell or None for cell in item.cells], strict=True))
            yield cells if is_canonical else {name: cells.get(name) for name in table.names}
    if header is None:
        raise FormatError(f"{path.name}: the file is empty")


def _header_problem(table: Table, header: Sequence[str], partial: bool) -> str | None:
    """Return why the records under a header cannot be rewritten without a loss; None if they can."""
    repair = "to repair what a spreadsheet changed, run 'fpdata fmt --from-spreadsheet'"
    if separator := foreign_separator(header, table.names):
        return f"cells are separated by {separator}; {repair}"
    if problem := no_header(header, table.names):
        return problem
    if "" in header:
        return f"a column has no name; {repair}"
    if unknown := set(header) - set(table.names):
        return f"{table.name} has no column {quote(min(unknown))}; correct its name"
    if len(set(header)) < len(header):
        return "a column appears twice"
    missing = [name for name in table.names if name not in header]
    if not missing or partial:
        return None
    return (
        f"the file lacks {', '.join(missing)}, and would be written without {'its' if len(missing) == 1 else 'their'} values;"
        f" {repair}; to take the file back: git checkout -- datasets/{table.name}.csv; if the table never had"
        f" {'it' if len(missing) == 1 else 'them'}: fpdata fmt --add-columns"
    )
