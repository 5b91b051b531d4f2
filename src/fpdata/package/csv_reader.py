"""Read a table's CSV file record by record, each with the physical line on which it begins.

The dialect is RFC 4180 in UTF-8 without a byte order mark, with LF line endings. Deviations are yielded as
`FileFault`s in their place, and reading continues as long as the rest can be understood.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from fpdata.model.characters import MAX_COUNTED

# The limit belongs to the csv module and is process-wide. A cell of many megabytes is reported like any other
# cell that is too long, and must not stop the reader.
csv.field_size_limit(2**31 - 1)

#: What files begin with that are often saved in place of CSV.
_FOREIGN = {
    b"\xff\xfe\0\0": "UTF-32",
    b"\0\0\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
    b"PK\x03\x04": "a workbook or another archive",
    b"\xd0\xcf\x11\xe0": "a workbook of an old Excel",
    b"%PDF": "a PDF",
    b"PAR1": "Parquet",
    b"\x1f\x8b": "compressed",
}
_FIRST_LINE = 1 << 16  # characters of it that tell what a file is

# RFC 4180: a cell is in quotes, or has none. The csv module reads others, too, and other readers read them differently.
_CELL = r'(?:"(?:[^"]|"")*+"|[^",]*+)'
_RECORD = re.compile(rf"{_CELL}(?:,{_CELL})*+\n?")


#: Bytes of a line beyond which it is not a valid record whatever it holds.
MAX_LINE_BYTES = 32 << 20
# Long text, with what is kept of it in such a line: the csv module needs four bytes for each character.
_LONG_TEXT = re.compile(rf'([^",\n]{{{MAX_COUNTED + 1}}})[^",\n]*+')


class CsvRow(NamedTuple):
    """The cells of one record, and the line of the file (1 is the header's) where it begins."""

    line: int
    cells: list[str]


class FileFault(NamedTuple):
    """A fault of the file itself: its issue code, its line (0 for the whole file), and a message."""

    code: str
    line: int
    message: str
    fatal: bool = False
    """Whether nothing behind it can be read."""


def read_csv(path: Path) -> Iterator[CsvRow | FileFault]:
    """Yield the header and every record of the file at `path`, with faults in between, in file order.

    Bytes that are not UTF-8 become lone surrogates (``surrogateescape``), so that validation can report the
    cell. Reading stops at an unclosed or stray quote, because record boundaries after it are unknown.
    Raises OSError if the file cannot be read.
    """
    with path.open(encoding="utf-8", errors="surrogateescape", newline="\n") as file:
        yield from CsvReader().read(file)


class CsvReader:
    """Reads the records of one file, all at once or in pieces, and keeps count of its lines."""

    def __init__(self) -> None:
        self.line = 0
        """The number of lines read or skipped so far."""
        self._has_crlf = False
        self._pending: list[FileFault] = []
        self._quoted: list[str] = []  # the lines of the record that have quotes
        self._ends_with_newline = True

    def skip(self, lines: int) -> None:
        """Count `lines` lines that were read by other means."""
        self.line += lines

    def read(self, lines: Iterable[str]) -> Iterator[CsvRow | FileFault]:
        """Yield the records in the next lines of the file, with faults in between; `lines` keep their line endings."""
        reader = csv.reader(self._normalized(lines), strict=True)
        begin = self.line + 1
        try:
            for cells in reader:
                if self._pending:
                    yield from self._take_pending()
                if self._quoted:
                    if not _RECORD.fullmatch("".join(self._quoted)):
                        yield FileFault("row-quotes", begin, "a cell of this record has a quote, but is not in quotes")
                    self._quoted.clear()
                if any(cells):
                    yield CsvRow(begin, cells)
                else:
                    yield FileFault("row-blank-line", begin, "the row has no values" if cells else "the line is empty")
                begin = self.line + 1
        except csv.Error as error:
            yield from self._take_pending()
            yield FileFault("file-quotes", begin, _explain(str(error)), fatal=True)
        yield from self._take_pending()
        if begin > 1 and not self._ends_with_newline:
            yield FileFault("file-line-ends", begin - 1, "the last line has no line ending")

    def _normalized(self, lines: Iterable[str]) -> Iterator[str]:
        """Yield lines with normalized endings for the csv module; collect the faults of their endings."""
        for raw in lines:
            line = raw
            self.line += 1
            if self.line == 1:
                line = raw.lstrip("\ufeff")
                if fault := _foreign_fault(line):
                    self._pending.append(fault)
                    return
                if marks := len(raw) - len(line):
                    found = "a byte order mark" if marks == 1 else f"{marks} byte order marks"
                    self._pending.append(FileFault("file-bom", 1, f"the file starts with {found}"))
            if line.endswith("\r\n"):
                if not self._has_crlf:
                    self._pending.append(
                        FileFault("file-line-ends", self.line, "lines end with CR LF, from this line on")
                    )
                self._has_crlf = True
                line = line[:-2] + "\n"
            if len(line) > MAX_LINE_BYTES:
                line = _LONG_TEXT.sub(r"\1", line)
            self._ends_with_newline = line.endswith("\n")
            if '"' in line:
                self._quoted.append(line)
            yield line

    def _take_pending(self) -> list[FileFault]:
        pending, self._pending = self._pending, []
        return pending


#: What some spreadsheets write between cells in place of commas, in words.
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
#: A line in front of the header by which a spreadsheet is told the separator, also with the blank cells of other programs.
SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\1*', re.IGNORECASE)


def foreign_separator(header: Sequence[str], names: Iterable[str]) -> str | None:
    """Return what separates the cells of a header in place of commas, in words; None if commas do.

    `names` are the columns of the table, by which the cells are recognized.

    >>> foreign_separator(["topic_id;name;description"], ["topic_id", "name", "description"])
    'semicolons'
    """
    for separator, word in SEPARATORS.items():
        cells = [cell.strip('"') for cell in ",".join(header).split(separator)]
        if len(cells) > len(header) and set(cells) & set(names):
            return word
    return None


def no_header(header: Sequence[str], names: Sequence[str]) -> str | None:
    """Return the message about a first line that names no column of the table, such as a record; None if it names one.

    >>> no_header(["talks", "Talks", ""], ["topic_id", "name", "description"])
    'there is no header: the first line names no column; it must be topic_id,name,description'
    """
    if {cell.strip().lower() for cell in header} & set(names):
        return None
    return f"there is no header: the first line names no column; it must be {','.join(names)}"


def foreign_format(content: bytes) -> str | None:
    """Return what a file is that begins like this, in words, if it is another format than CSV or UTF-8."""
    return next((name for mark, name in _FOREIGN.items() if content.startswith(mark)), None)


def _foreign_fault(line: str) -> FileFault | None:
    """Return why a file with this first line is no CSV in UTF-8; None if it may be."""
    content = line[:_FIRST_LINE].encode("utf-8", "surrogateescape")
    kind = foreign_format(content)
    if kind is None and b"\0" in content:
        kind = "UTF-16 or not text at all"
    if kind is not None:
        return FileFault("file-encoding", 1, f"the file is {kind}, so none of it was read", fatal=True)
    if found := SEPARATOR_LINE.fullmatch(line.strip(" \r\n")):
        first = repr(f"sep={found[1]}")
        message = f"the first line is {first}, which only spreadsheets understand; run 'fpdata fmt --from-spreadsheet'"
        return FileFault("file-header", 1, message, fatal=True)
    if b"\r" in content[:-2].rstrip(b"\r\n"):
        return FileFault("file-line-ends", 1, "lines end with CR alone, so none of them was read", fatal=True)
    return None


def _explain(message: str) -> str:
    if "unexpected end of data" in message:
        return "a quote in this record is never closed"
    if "expected after" in message:
        return "text follows a closing quote in this record; a quote inside a cell must be doubled"
    if "new-line character" in message:
        return "this record has a carriage return outside quotes"
    return message
