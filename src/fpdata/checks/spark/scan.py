"""Check the blocks of files in a worker: the same block check as on one machine. The driver gets what was found as bytes."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import pyarrow as pa

from fpdata.checks.columnar.block_check import BlockResult, Prepare, check_block, check_rows
from fpdata.checks.columnar.native import line_counter
from fpdata.checks.rule_runner import ALL_RULES
from fpdata.checks.spark.parquet_reader import ParquetCells, as_block, as_rows, read_batches
from fpdata.checks.spark.partitions import FilePart
from fpdata.model.tables import TABLES
from fpdata.package.blocks import Block, split_blocks

_RULES = {rule.name: rule for rule in ALL_RULES}


class Found(NamedTuple):
    """What a worker found in a block, or why it could not read its part of a file."""

    part: FilePart
    block: Block | None = None
    """Its first line is numbered from the beginning of the part. The driver gets it without its content."""
    result: BlockResult | None = None
    """None for the header, and if a line of the block is perhaps no record."""
    error: OSError | ValueError | None = None


def scan_parts(parts: Sequence[FilePart], block_size: int) -> Iterator[bytes]:
    """Yield everything found in some parts of files, in order, for `loads`."""
    for part in parts:
        try:
            for found in scan_part(part, block_size):
                yield _dumps(found)
        except (OSError, ValueError) as error:
            yield _dumps(Found(part, error=error))


def scan_part(part: FilePart, block_size: int, prepare: Prepare | None = None) -> Iterator[Found]:
    """Yield what is found in the blocks of a part of a file, and the rows that an export writes if `prepare` gives them.

    Raises OSError if the file cannot be read, ValueError if it is a Parquet file with other columns than its table.
    """
    is_parquet = part.partition.path.suffix == ".parquet"
    return _scan_parquet(part, prepare) if is_parquet else _scan_csv(part, block_size, prepare)


def _scan_csv(part: FilePart, block_size: int, prepare: Prepare | None) -> Iterator[Found]:
    table, file, is_mostly_open = TABLES[part.partition.table], part.partition.file, False
    for block in split_blocks(part.partition.path, block_size, part.bytes, line_counter()):
        result = check_block(table, file, block, prepare, not is_mostly_open) if block.start else None
        if result is not None:
            is_mostly_open = 2 * result.open_rows > block.lines
        yield Found(part, block, result)


def _scan_parquet(part: FilePart, prepare: Prepare | None) -> Iterator[Found]:
    table, file, path = TABLES[part.partition.table], part.partition.file, part.partition.path
    for batch, columns in read_batches(path, table):
        result = None
        if all(pa.types.is_string(column.type) for column in columns.columns):
            result = check_block(table, file, as_block(batch.first, columns), prepare)
        if result is None:  # a text with a line break, or one that is not UTF-8
            result = check_rows(table, file, as_rows(batch.first, columns), prepare)
        block = Block(batch.first, 0, len(columns), 0, b"")
        yield Found(part, block, replace(result, cells=ParquetCells(path, table.name, batch)))


def _dumps(found: Found) -> bytes:
    block, result = found.block, found.result
    if result is not None:  # rules are functions, which have no place in bytes
        named: dict[Any, list[int]] = {rule.name: rows for rule, rows in result.candidates.items()}
        result = replace(result, block=None, candidates=named)
    return pickle.dumps(found._replace(block=block and block._replace(content=b""), result=result))


def loads(content: bytes) -> Found:
    """Return what a worker found."""
    found: Found = pickle.loads(content)  # noqa: S301 - from our own workers, which Spark trusts anyway
    if found.result is not None:
        found.result.candidates = {_RULES[str(name)]: rows for name, rows in found.result.candidates.items()}
    return found
