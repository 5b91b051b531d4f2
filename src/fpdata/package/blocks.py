"""Read a table's file in blocks of whole lines, as Arrow columns of text.

In a valid file every line is a record, for no cell may hold a line end. So a file is cut after any
line end, and each block is parsed by itself. Whether that was right is proved afterwards, for each
block; a block of which it cannot be proved is for `csvfile` to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from fpdata.package.csv_reader import CsvReader, CsvRow, FileFault

#: Bytes of a block: large enough that the work on a block outweighs starting it, small enough that a
#: few of them fit into the processor's cache and memory.
BLOCK_SIZE = 6 << 20
_BOM = b"\xef\xbb\xbf"  # Arrow would drop it
_MOST = 32 << 20  # a line so long is no record; the standard reader takes it without harm
_FEW = 32 << 10  # bytes so few that to decode their lines one by one is faster than to halve them again


class Block(NamedTuple):
    """Whole lines of a file: the line (1 is the header's) and the byte where they begin, how many they are, and they themselves."""

    line: int
    start: int
    lines: int
    size: int
    content: bytes


class ParsedBlock(NamedTuple):
    """The cells of a block: a column each, a row for each line, null for an empty cell.

    A line that is no record of that many cells in UTF-8, or is empty, is a row of nulls; `odd` has
    such lines by the number of the row.
    """

    columns: pa.Table
    odd: dict[int, bytes]


def split_blocks(path: Path, size: int = BLOCK_SIZE) -> Iterator[Block]:
    """Yield the header of a file, then the rest in blocks of about `size` bytes.

    A line longer than that is not cut; a last line without a line end is a block of its own.
    """
    line, start = 1, 0
    with path.open("rb") as file:
        content = file.readline()
        while content:
            lines = content.count(b"\n")
            yield Block(line, start, lines, len(content), content)
            line, start = line + lines, start + len(content)
            file.seek(start + size - 1)  # a block ends with the line in which its last byte would be
            rest = len(file.readline())
            file.seek(start)
            content = file.read(size - 1 + rest)
            if not content.endswith(b"\n") and (whole := content.rfind(b"\n") + 1):
                content = content[:whole]  # a last line without an end: it comes by itself


def reload_block(path: Path, block: Block) -> Block:
    """Return a block with its content, which was left out."""
    with path.open("rb") as file:
        file.seek(block.start)
        return block._replace(content=file.read(block.size))


def read_block_rows(block: Block, rows: Sequence[int]) -> list[list[str]]:
    """Return the cells of some rows of a block that `parse` could read, as the standard reader gives them.

    Raises IndexError or ValueError where these are no such lines any more.
    """
    lines = _lines(block.content).take(pa.array(rows, pa.int64())).to_pylist()
    return [item.cells if isinstance(item, CsvRow) else [] for item in _read_alone(lines)]


def read_single_line(line: bytes) -> CsvRow | FileFault:
    """Return what the standard reader makes of a line that is a record by itself, but not the first of a file."""
    (item,) = _read_alone([line])
    return item


def _read_alone(lines: Iterable[bytes]) -> Iterator[CsvRow | FileFault]:
    records = CsvReader()
    records.skip(1)  # only the first line may begin with a byte order mark
    return records.read(line.decode("utf-8", "surrogateescape") + "\n" for line in lines)


def mask_except(size: int, rows: Iterable[int]) -> pa.BooleanArray:
    """Return for `size` rows whether each is none of `rows`."""
    mask = bytearray(b"\x01") * size
    for row in rows:
        mask[row] = 0
    return pa.Array.from_buffers(pa.uint8(), size, [None, pa.py_buffer(mask)]).cast(pa.bool_())


def parse_block(names: Sequence[str], block: Block) -> ParsedBlock | None:
    """Return the cells of a block under the column `names`.

    None where it cannot be proved that the standard reader finds the same in these lines.
    """
    content = block.content
    if content.startswith(_BOM) or b"\r" in content or not content.endswith(b"\n") or len(content) > _MOST:
        return None
    if not _quotes_pair(content):
        return None
    shown = _without_undecodable(content)
    if shown is None:
        return None
    short: list[int] = []
    try:
        columns = _read(names, shown, short)
    except pa.ArrowInvalid:
        return None
    if columns.num_rows + len(short) != block.lines:
        return None  # some record has several lines
    if short:
        columns = _with_nulls(columns, short)
    if not all(column.null_count for column in columns.columns):
        return ParsedBlock(columns, {})
    return ParsedBlock(columns, dict(_odd(columns, content, set(short))))


def _read(names: Sequence[str], content: bytes | bytearray, short: list[int]) -> pa.Table:
    """Return the columns of some lines, without those that have another number of cells; their numbers go to `short`."""

    def skip(row: csv.InvalidRow) -> str:
        short.append(row.number - 1)
        return "skip"

    return csv.read_csv(
        pa.BufferReader(content),
        csv.ReadOptions(column_names=names, block_size=len(content) + 1, use_threads=False),
        csv.ParseOptions(ignore_empty_lines=False, invalid_row_handler=skip),
        csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            null_values=[""],
            strings_can_be_null=True,
        ),
    )


def _odd(columns: pa.Table, content: bytes, short: set[int]) -> Iterator[tuple[int, bytes]]:
    """Yield number and content of each line that is no record of as many cells in UTF-8."""
    rows = pc.indices_nonzero(reduce(pc.and_, (pc.is_null(column) for column in columns.columns)))
    for row, line in zip(rows.to_pylist(), _lines(content).take(rows).to_pylist(), strict=True):
        if not line or row in short or not _decodes(line):
            yield row, line


def _without_undecodable(content: bytes) -> bytes | bytearray | None:
    """Return whole lines with those that are not UTF-8 filled with blanks; None where such a line has half of a pair of quotes."""
    if not (ill := [*_undecodable(content, 0, len(content))]):
        return content
    if any(content.count(b'"', start, end) % 2 for start, end in ill):
        return None
    shown = bytearray(content)
    for start, end in ill:
        shown[start:end] = b" " * (end - start)
    return shown


def _undecodable(content: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield begin and end of the lines between two places that are not UTF-8, in which no character has a line end."""
    try:
        _array(memoryview(content)[start:end]).cast(pa.string())
    except pa.ArrowInvalid:
        half = content.rfind(b"\n", start, (start + end) // 2) + 1
        if half and end - start > _FEW:
            yield from _undecodable(content, start, half)
            yield from _undecodable(content, half, end)
            return
        for line in content[start:end].splitlines(keepends=True):
            if not _decodes(line):
                yield start, start + len(line) - 1
            start += len(line)


def _decodes(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _array(content: bytes | memoryview) -> pa.BinaryArray:
    """Return bytes as an array of one value, without copying them."""
    ends = pa.array([0, len(content)], pa.int32()).buffers()[1]
    return pa.Array.from_buffers(pa.binary(), 1, [None, ends, pa.py_buffer(content)])


def _lines(content: bytes) -> pa.BinaryArray:
    """Return the lines of a block, and an empty one after the last line end."""
    return pc.split_pattern(_array(content), b"\n").values


def _quotes_pair(content: bytes) -> bool:
    """Whether every quote begins a cell, ends one, or stands doubled within one; `content` begins a line.

    Arrow reads ``"ab"c`` as one cell, the standard reader refuses it.
    """
    first = content.find(b'"')
    if first < 0:
        return True
    # Between the quotes lies what is outside of cells and inside, by turns, beginning and ending outside.
    pieces = pc.split_pattern(_array(content), b'"').values
    if len(pieces) % 2 == 0 or (first > 0 and content[first - 1] not in b",\n"):
        return False
    turns = pa.py_buffer(b"\xaa" * (len(pieces) // 8 + 1))  # the bits 0, 1, 0, 1 …
    inside = pa.Array.from_buffers(pa.bool_(), len(pieces), [None, turns])
    empty = pc.equal(pc.binary_length(pieces), 0)  # between the two quotes of one that is doubled
    begins, ends = (pc.or_(has(pieces, b","), has(pieces, b"\n")) for has in (pc.starts_with, pc.ends_with))
    right = pc.or_(pc.or_(inside, empty), pc.and_(begins, ends))
    return bool(pc.all(right[1:]).as_py())


def _with_nulls(columns: pa.Table, at: list[int]) -> pa.Table:
    """Return a table with rows of nulls at the positions `at`, in order."""
    filled = mask_except(columns.num_rows + len(at), at)
    rows = pc.subtract(pc.cumulative_sum(filled.cast(pa.int32())), 1)
    return columns.take(pc.if_else(filled, rows, None))
