"""Read a table as spreadsheets save it: other encodings, separators and line ends, blank rows and columns."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection
from typing import NamedTuple

from fpdata.model.table import Table
from fpdata.package.csv_reader import SEPARATOR_LINE, SEPARATORS, foreign_format, no_header
from fpdata.package.csv_writer import FormatError, RowDict

_BOMS = {
    b"\xff\xfe\0\0": "utf-32", b"\0\0\xfe\xff": "utf-32", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16",
    b"\xef\xbb\xbf": "utf-8-sig",
}  # fmt: skip
#: Of Windows in western and central Europe, and of the Mac.
_CODE_PAGES = ("cp1252", "cp1250", "mac_roman")


class ForeignTable(NamedTuple):
    """A table as it was read: each record with the line where it begins, and the columns that the file has."""

    rows: list[tuple[int, RowDict]]
    columns: list[str]
    changes: list[str]
    """What the file was instead of CSV in UTF-8, a clause each."""


def read_foreign(table: Table, name: str, content: bytes, known_words: Collection[str] = ()) -> ForeignTable:
    """Return the records of a table's file as a spreadsheet saved it; `name` is the file's, for messages.

    Rows and columns without values are left out. Of several encodings that could be meant, the one with the most
    `known_words` is chosen. Raises FormatError if the records cannot be told: a workbook, columns that the table does not
    have, more cells than columns.
    """
    changes: list[str] = []
    text = _decode(name, content, known_words, changes)
    if "\r" in text:
        changes.append("with the line ends of Windows or an old Mac")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    skipped = 0
    if found := SEPARATOR_LINE.fullmatch(first.strip(" ")):
        separator, text, skipped = found[1], rest, 1
    else:
        separator = max([",", *SEPARATORS], key=lambda sign: len(_known(first, sign, table)))
    if separator != ",":
        changes.append(f"with {SEPARATORS.get(separator, repr(separator))} between cells")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    header: list[str] | None = None
    rows: list[tuple[int, list[str]]] = []
    blank, line = 0, 1 + skipped
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            blank += 1
        elif header is None:
            header = [cell.strip().lower() for cell in cells]
        else:
            rows.append((line, cells))
        line = reader.line_num + 1 + skipped
    if header is None:
        raise FormatError(f"{name}: the file is empty")
    if blank:
        changes.append("with blank rows")
    return _by_column(table, name, header, rows, changes)


def _by_column(
    table: Table, name: str, header: list[str], rows: list[tuple[int, list[str]]], changes: list[str]
) -> ForeignTable:
    if problem := no_header(header, table.names):
        raise FormatError(f"{name}: {problem}")
    used = max([len(header), *(len(cells) for _, cells in rows)])
    filled = [index for index in range(used) if any(len(cells) > index and cells[index].strip() for _, cells in rows)]
    columns = {index: header[index] for index in range(len(header)) if header[index] in table.names}
    if foreign := [index for index in filled if index not in columns]:
        index = foreign[0]
        column = (
            repr(header[index]) if index < len(header) and header[index] else f"a column {index + 1} without a name"
        )
        raise FormatError(f"{name}: {table.name} has no {column}, but the file has values there; empty or rename it")
    if len(set(columns.values())) < len(columns):
        raise FormatError(f"{name}: a column appears twice")
    if len(header) > len(columns):
        changes.append("with blank columns")
    records = [
        (line, {column: (cells[index] if index < len(cells) else "") or None for index, column in columns.items()})
        for line, cells in rows
    ]
    return ForeignTable(records, list(columns.values()), changes)


def _known(line: str, separator: str, table: Table) -> set[str]:
    return {cell.strip().strip('"').lower() for cell in line.split(separator)} & set(table.names)


def _decode(name: str, content: bytes, known_words: Collection[str], changes: list[str]) -> str:
    encoding = next((encoding for mark, encoding in _BOMS.items() if content.startswith(mark)), None)
    if encoding is None and b"\0" in content[:200]:
        encoding = "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
    if encoding is None and (kind := foreign_format(content)):
        raise FormatError(f"{name}: the file is {kind}; save it as CSV")
    try:
        text = content.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if encoding is not None:
            raise FormatError(
                f"{name}: the file begins as {encoding.upper()}, but is not from byte {error.start + 1:,} on"
            ) from None
        readings = {page: content.decode(page, "replace") for page in _CODE_PAGES}
        encoding = max(readings, key=lambda page: len(_foreign_words(readings[page]) & set(known_words)))
        text = readings[encoding]
    if encoding == "utf-8-sig":
        text = text.lstrip("\ufeff")
        changes.append("with a byte order mark")
    elif encoding is not None:
        changes.append(f"in {encoding.upper()}")
    return text


def _foreign_words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text) if not word.isascii()}


def foreign_words(rows: Collection[RowDict]) -> set[str]:
    """Return the words of records that have letters outside ASCII, by which the encoding of a file can be told."""
    return {
        word for row in rows for cell in row.values() if cell and not cell.isascii() for word in _foreign_words(cell)
    }
