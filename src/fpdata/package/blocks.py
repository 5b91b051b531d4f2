"""Read a table's file in blocks of whole lines.

In a valid file every line is a record, because no cell may contain a line break. So a file can be split after any line,
and each block scanned on its own. The scan says if this was wrong: such a block must be read with `csv_reader`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pyarrow as pa

from fpdata.package.csv_reader import MAX_LINE_BYTES, CsvReader, CsvRow, FileFault

#: Of every so many lines of a block, it may be known where the first begins.
LINE_STEP = 64
_BOM = b"\xef\xbb\xbf"


class Block(NamedTuple):
    """Whole lines of a file.

    `line` (1 is the header) and `start` (in bytes) say where the block begins; it has `lines` lines and `size`
    bytes. `starts` says where in it every `LINE_STEP`-th line begins; it may be empty.
    """

    line: int
    start: int
    lines: int
    size: int
    content: bytes
    starts: Sequence[int] = ()


def count_line_feeds(content: bytes) -> int:
    """Return how many lines end in some bytes."""
    return content.count(b"\n")


def split_blocks(
    path: Path, size: int, part: range | None = None, count_lines: Callable[[bytes], int] = count_line_feeds
) -> Iterator[Block]:
    """Yield the header of a file, then the rest in blocks of about `size` bytes.

    A longer line is a block that exceeds `size`; a last line without a line ending is a block of its own. With `part`,
    only the lines that begin at these bytes of the file are read, and numbered from 1. Where something counts lines faster
    than Python, give it as `count_lines`.
    """
    line, start, end = 1, 0, part.stop if part else sys.maxsize
    with path.open("rb") as file:
        if part and part.start:
            file.seek(part.start - 1)
            start = part.start - 1 + len(file.readline())
            content = _read_block(file, start, min(size, end - start)) if start < end else b""
        else:
            content = file.readline()
        while content:
            lines = count_lines(content)
            yield Block(line, start, lines, len(content), content)
            line, start = line + lines, start + len(content)
            content = _read_block(file, start, min(size, end - start)) if start < end else b""


def _read_block(file: BinaryIO, start: int, size: int) -> bytes:
    file.seek(start + size - 1)  # the block ends with the line that contains its last byte
    rest = len(file.readline())
    file.seek(start)
    content = file.read(size - 1 + rest)
    if not content.endswith(b"\n") and (whole := content.rfind(b"\n") + 1):
        return content[:whole]  # a last line without a line ending is its own block
    return content


def reload_block(path: Path, block: Block) -> Block:
    """Return a block of the file at `path` with its content, for a block that was stored without it."""
    with path.open("rb") as file:
        file.seek(block.start)
        return block._replace(content=file.read(block.size))


def read_block_rows(block: Block, rows: Iterable[int]) -> list[list[str]]:
    """Return the cells of some rows of a block whose lines are records, as `csv_reader` reads them."""
    lines = block.content.split(b"\n")
    return _cells(lines[row] for row in rows)


def reload_rows(path: Path, block: Block, rows: Iterable[int]) -> list[list[str]]:
    """Return the cells of some rows, in ascending order, of a block of the file at `path` that was stored without content.

    Raises IndexError if the file has changed and no longer has such lines.
    """
    if not block.starts:
        return read_block_rows(reload_block(path, block), rows)
    found = []
    with path.open("rb") as file:
        for step, some in groupby(rows, lambda row: row // LINE_STEP):
            first, end = (*block.starts[step : step + 2], block.size)[:2]
            file.seek(block.start + first)
            lines = file.read(end - first).split(b"\n")
            found += [lines[row % LINE_STEP] for row in some]
    return _cells(found)


def _cells(lines: Iterable[bytes]) -> list[list[str]]:
    return [item.cells if isinstance(item, CsvRow) else [] for item in read_lines(line + b"\n" for line in lines)]


def read_lines(lines: Iterable[bytes]) -> Iterator[CsvRow | FileFault]:
    """Read lines that are records, none of them the first of its file, as `csv_reader` does."""
    reader = CsvReader()
    reader.skip(1)  # only in the first line of a file a byte order mark is a fault of the file
    return reader.read(line.decode("utf-8", "surrogateescape") for line in lines)


def is_plain(content: bytes) -> bool:
    """Whether some lines can be read on their own: all with LF endings, and none that the reader has to shorten."""
    return (
        content.endswith(b"\n")
        and b"\r" not in content
        and not content.startswith(_BOM)
        and len(content) <= MAX_LINE_BYTES
    )


def mask_except(size: int, rows: Iterable[int]) -> pa.BooleanArray:
    """Return a mask of `size` rows that is false for `rows` and true for all others."""
    mask = bytearray(b"\x01") * size
    for row in rows:
        mask[row] = 0
    return pa.Array.from_buffers(pa.uint8(), size, [None, pa.py_buffer(mask)]).cast(pa.bool_())
