"""Read a table's CSV file record by record, each with the physical line on which it begins.

The dialect is RFC 4180 in UTF-8 without a byte order mark, with LF line ends. What departs from it
is reported as a `Fault` where it stands, and reading goes on wherever the rest still has a meaning.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

# The limit is the module's own and process-wide. A cell of many megabytes is to be reported like any
# other overlong cell, at its place, and not end the reading of the file.
csv.field_size_limit(2**31 - 1)


class Row(NamedTuple):
    """The cells of one record, and the line of the file (1 is the header's) where it begins."""

    line: int
    cells: list[str]


class Fault(NamedTuple):
    """What is wrong with the file itself: an issue code, the line, and what was found there."""

    code: str
    line: int
    message: str


def read_csv(path: Path) -> Iterator[Row | Fault]:
    """Yield the header and every record of `path`, and faults in between, in file order.

    Bytes that are not UTF-8 come as lone surrogates (``surrogateescape``), so that whoever judges
    the cell can say so. An unclosed or stray quote ends the reading: nothing after it is certain.
    Raises OSError where the file cannot be read.
    """
    with path.open(encoding="utf-8", errors="surrogateescape", newline="\n") as file:
        lines = _Lines(file)
        reader = csv.reader(lines, strict=True)
        line = 1
        try:
            for cells in reader:
                yield from lines.faults()
                if cells:
                    yield Row(line, cells)
                else:
                    yield Fault("row-blank-line", line, "the line is empty")
                line = reader.line_num + 1
        except csv.Error as error:
            yield from lines.faults()
            yield Fault("file-quotes", line, _explain(str(error)))
    if line > 1 and not lines.ended:
        yield Fault("file-line-ends", line - 1, "the last line has no line end")


class _Lines:
    """The lines of a file, watched for a byte order mark and foreign line ends."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._number = 0
        self._carriage_returns = 0
        self._faults: list[Fault] = []
        self.ended = True

    def __iter__(self) -> Iterator[str]:
        for raw in self._lines:
            line = raw
            self._number += 1
            if self._number == 1 and line.startswith("\ufeff"):
                self._faults.append(Fault("file-bom", 1, "the file begins with a byte order mark"))
                line = line[1:]
            if line.endswith("\r\n"):
                if not self._carriage_returns:
                    self._faults.append(Fault("file-line-ends", self._number, "lines end with CR LF from here on"))
                self._carriage_returns += 1
                line = line[:-2] + "\n"
            self.ended = line.endswith("\n")
            yield line

    def faults(self) -> list[Fault]:
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
