"""Read a table's CSV file record by record, each with the physical line on which it begins.

The dialect is RFC 4180 in UTF-8 without a byte order mark, with LF line ends. What departs from it
is reported as a `Fault` where it stands, and reading goes on wherever the rest still has a meaning.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

# The limit is the module's own and process-wide. A cell of many megabytes is to be reported like any
# other overlong cell, at its place, and not end the reading of the file.
csv.field_size_limit(2**31 - 1)


class CsvRow(NamedTuple):
    """The cells of one record, and the line of the file (1 is the header's) where it begins."""

    line: int
    cells: list[str]


class FileFault(NamedTuple):
    """What is wrong with the file itself: an issue code, the line, and what was found there."""

    code: str
    line: int
    message: str


def read_csv(path: Path) -> Iterator[CsvRow | FileFault]:
    """Yield the header and every record of `path`, and faults in between, in file order.

    Bytes that are not UTF-8 come as lone surrogates (``surrogateescape``), so that whoever judges
    the cell can say so. An unclosed or stray quote ends the reading: nothing after it is certain.
    Raises OSError where the file cannot be read.
    """
    with path.open(encoding="utf-8", errors="surrogateescape", newline="\n") as file:
        yield from CsvReader().read(file)


class CsvReader:
    """The records of one file, read in one go or in stretches; knows the line, and what a file may have once."""

    def __init__(self) -> None:
        self.line = 0
        """The number of lines that were read or skipped."""
        self._returns = False
        self._faults: list[FileFault] = []
        self._ended = True

    def skip(self, lines: int) -> None:
        """Pass over lines that somebody else has read."""
        self.line += lines

    def read(self, lines: Iterable[str]) -> Iterator[CsvRow | FileFault]:
        """Yield the records that the next lines of the file make, and the faults among them."""
        reader = csv.reader(self._watched(lines), strict=True)
        begin = self.line + 1
        try:
            for cells in reader:
                yield from self._noticed()
                yield CsvRow(begin, cells) if cells else FileFault("row-blank-line", begin, "the line is empty")
                begin = self.line + 1
        except csv.Error as error:
            yield from self._noticed()
            yield FileFault("file-quotes", begin, _explain(str(error)))
        if begin > 1 and not self._ended:
            yield FileFault("file-line-ends", begin - 1, "the last line has no line end")

    def _watched(self, lines: Iterable[str]) -> Iterator[str]:
        for raw in lines:
            line = raw
            self.line += 1
            if self.line == 1 and line.startswith("\ufeff"):
                self._faults.append(FileFault("file-bom", 1, "the file begins with a byte order mark"))
                line = line[1:]
            if line.endswith("\r\n"):
                if not self._returns:
                    self._faults.append(FileFault("file-line-ends", self.line, "lines end with CR LF from here on"))
                self._returns = True
                line = line[:-2] + "\n"
            self._ended = line.endswith("\n")
            yield line

    def _noticed(self) -> list[FileFault]:
        """Return what was noticed since the last call."""
        found, self._faults = self._faults, []
        return found


def _explain(message: str) -> str:
    if "unexpected end of data" in message:
        return "a quote is opened in this record and never closed"
    if "expected after" in message:
        return "a quoted cell in this record is followed by other text; a quote in a cell is written twice"
    if "new-line character" in message:
        return "a carriage return stands outside quotes in this record"
    return message
