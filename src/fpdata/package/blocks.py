"""Read a table's file in blocks of whole lines, as Arrow columns of text.

In a valid file every line is a record, because no cell may contain a line break. So a file can be split after
any line, and each block parsed on its own. `parse_block` verifies afterwards that this was right, and
returns None for a block if it cannot: such a block must be read with `csv_reader`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from fpdata.package.arrow_scalars import number
from fpdata.package.csv_reader import MAX_LINE_BYTES, CsvReader, CsvRow, FileFault

_BOM = b"\xef\xbb\xbf"  # Arrow would drop it
_MIN_BISECTION_BYTES = 32 << 10  # below this, decoding line by line is faster than bisecting


class Block(NamedTuple):
    """Whole lines of a file.

    `line` (1 is the header) and `start` (in bytes) say where the block begins; it has `lines` lines and `size`
    bytes.
    """

    line: int
    start: int
    lines: int
    size: int
    content: bytes


class ParsedBlock(NamedTuple):
    """The cells of a block: one string column per column, one row per line, null for an empty cell.

    An empty line, and one that has the wrong number of cells or is not UTF-8, is a row of nulls; `malformed`
    has these lines by row number (0 is the first of the block).
    """

    columns: pa.Table
    malformed: dict[int, bytes]


def split_blocks(path: Path, size: int) -> Iterator[Block]:
    """Yield the header of a file, then the rest in blocks of about `size` bytes.

    A longer line is a block that exceeds `size`; a last line without a line ending is a block of its own.
    """
    line, start = 1, 0
    with path.open("rb") as file:
        content = file.readline()
        while content:
            lines = content.count(b"\n")
            yield Block(line, start, lines, len(content), content)
            line, start = line + lines, start + len(content)
            file.seek(start + size - 1)  # the block ends with the line that contains its last byte
            rest = len(file.readline())
            file.seek(start)
            content = file.read(size - 1 + rest)
            if not content.endswith(b"\n") and (whole := content.rfind(b"\n") + 1):
                content = content[:whole]  # a last line without a line ending is its own block


def reload_block(path: Path, block: Block) -> Block:
    """Return a block of the file at `path` with its content, for a block that was stored without it."""
    with path.open("rb") as file:
        file.seek(block.start)
        return block._replace(content=file.read(block.size))


def read_block_rows(block: Block, rows: Sequence[int]) -> list[list[str]]:
    """Return the cells of some rows of a block that `parse_block` could read, as `csv_reader` reads them.

    Raises IndexError or ValueError if the file has changed and no longer has such lines.
    """
    lines = _lines(block.content).take(pa.array(rows, pa.int64())).to_pylist()
    return [item.cells if isinstance(item, CsvRow) else [] for item in _parse_lines(lines)]


def read_single_line(line: bytes) -> CsvRow | FileFault:
    """Return a line, not the first of its file, as `csv_reader` reads it."""
    (item,) = _parse_lines([line])
    return item


def _parse_lines(lines: Iterable[bytes]) -> Iterator[CsvRow | FileFault]:
    reader = CsvReader()
    reader.skip(1)  # only in the first line of a file a byte order mark is a fault of the file
    return reader.read(line.decode("utf-8", "surrogateescape") + "\n" for line in lines)


def mask_except(size: int, rows: Iterable[int]) -> pa.BooleanArray:
    """Return a mask of `size` rows that is false for `rows` and true for all others."""
    mask = bytearray(b"\x01") * size
    for row in rows:
        mask[row] = 0
    return pa.Array.from_buffers(pa.uint8(), size, [None, pa.py_buffer(mask)]).cast(pa.bool_())


def parse_block(names: Sequence[str], block: Block) -> ParsedBlock | None:
    """Return the cells of a block under the column `names`.

    None if it is not certain that `csv_reader` would read the same cells.
    """
    content = block.content
    if content.startswith(_BOM) or b"\r" in content or not content.endswith(b"\n") or len(content) > MAX_LINE_BYTES:
        return None
    if not _is_quoting_regular(content):
        return None
    readable = _blank_undecodable(content)
    if readable is None:
        return None
    short: list[int] = []
    try:
        columns = _read(names, readable, short)
    except pa.ArrowInvalid:
        return None
    if columns.num_rows + len(short) != block.lines:
        return None  # a record spans several lines
    if short:
        columns = _insert_null_rows(columns, short)
    if not all(column.null_count for column in columns.columns):
        return ParsedBlock(columns, {})
    return ParsedBlock(columns, dict(_malformed_rows(columns, content)))


def _read(names: Sequence[str], content: bytes | bytearray, short: list[int]) -> pa.Table:
    """Return the columns of some lines. A line with the wrong number of cells is left out; its row goes to `short`."""

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
            check_utf8=False,  # `_blank_undecodable` did
        ),
    )


def _malformed_rows(columns: pa.Table, content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield row number and content of each line that is null throughout: without values, not UTF-8, or inserted."""
    rows = pc.indices_nonzero(reduce(pc.and_, (pc.is_null(column) for column in columns.columns)))
    yield from zip(rows.to_pylist(), _lines(content).take(rows).to_pylist(), strict=True)


def _blank_undecodable(content: bytes) -> bytes | bytearray | None:
    """Return lines with spaces in place of each that is not UTF-8; None if one of these has an unpaired quote."""
    if not (undecodable := [*_undecodable_lines(content, 0, len(content))]):
        return content
    if any(content.count(b'"', start, end) % 2 for start, end in undecodable):
        return None
    readable = bytearray(content)
    for start, end in undecodable:
        readable[start:end] = b" " * (end - start)
    return readable


def _undecodable_lines(content: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield start and end of each line in `content[start:end]` that is not UTF-8, found by bisection."""
    try:
        _array(memoryview(content)[start:end]).cast(pa.string())
    except pa.ArrowInvalid:
        half = content.rfind(b"\n", start, (start + end) // 2) + 1
        if half and end - start > _MIN_BISECTION_BYTES:
            yield from _undecodable_lines(content, start, half)
            yield from _undecodable_lines(content, half, end)
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
    """Return bytes as an array with one value, without copying."""
    ends = pa.array([0, len(content)], pa.int32()).buffers()[1]
    return pa.Array.from_buffers(pa.binary(), 1, [None, ends, pa.py_buffer(content)])


def _lines(content: bytes) -> pa.BinaryArray:
    """Return the lines of a block, and an empty one after the last line ending."""
    return pc.split_pattern(_array(content), b"\n").values


def _is_quoting_regular(content: bytes) -> bool:
    """Whether every quote opens a cell, closes one, or is doubled within one; `content` starts with a new line.

    Arrow reads ``"ab"c`` as one cell; `csv_reader` rejects it.
    """
    first = content.find(b'"')
    if first < 0:
        return True
    # The quotes cut the content into pieces that are alternately outside and inside quoted cells.
    pieces = pc.split_pattern(_array(content), b'"').values
    if len(pieces) % 2 == 0 or (first > 0 and content[first - 1] not in b",\n"):
        return False
    alternating = pa.py_buffer(b"\xaa" * (len(pieces) // 8 + 1))  # the bits 0, 1, 0, 1 …
    inside = pa.Array.from_buffers(pa.bool_(), len(pieces), [None, alternating])
    empty = pc.equal(pc.binary_length(pieces), number(0))  # between the two quotes of a doubled quote
    begins, ends = (pc.or_(has(pieces, b","), has(pieces, b"\n")) for has in (pc.starts_with, pc.ends_with))
    regular = pc.or_(pc.or_(inside, empty), pc.and_(begins, ends))
    return bool(pc.all(regular[1:]).as_py())


def _insert_null_rows(columns: pa.Table, at: list[int]) -> pa.Table:
    """Return a table with rows of nulls inserted at the positions `at`, in order."""
    filled = mask_except(columns.num_rows + len(at), at)
    rows = pc.subtract(pc.cumulative_sum(filled.cast(pa.int32())), 1)
    return columns.take(pc.if_else(filled, rows, None))
