"""Read a table from prefetched blocks; if a block cannot be parsed alone, fall back to the CSV reader.

A block boundary is the end of a line, which in a valid file is the end of a record. If a record spans
lines or has an unbalanced quote, the CSV reader takes over, and reads on until a block boundary is the end of a
record again.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO, TextIOWrapper

from fpdata.checks.columnar.block_check import BlockResult, Prepare, check_rows
from fpdata.checks.columnar.prefetch import BlockPrefetcher
from fpdata.checks.columnar.table_index import TableIndex
from fpdata.checks.file_issues import fault_issue, header_fault, missing_header, unreadable
from fpdata.checks.issue import Issue
from fpdata.package.blocks import Block, reload_block
from fpdata.package.csv_reader import CsvReader, CsvRow, FileFault


def read_results(
    index: TableIndex, blocks: BlockPrefetcher, issues: list[Issue], prepare: Prepare | None
) -> Iterator[tuple[BlockResult, Block | None]]:
    """Yield the results of a table, each with the block from which its rows can be reloaded (None if they cannot).

    Adds the issues of the file to `issues`, and sets `index.complete`.
    """
    table, reader, header, broken = index.table, CsvReader(), False, False
    expected_header = (",".join(table.names) + "\n").encode()

    def report(fault: FileFault) -> None:
        issues.append(fault_issue(index.file, fault, table.name))

    while blocks.table is index:
        block, future = blocks.next()
        if broken:
            continue
        if isinstance(block, OSError):
            report(unreadable(block))
            broken = True
        elif block.content == expected_header and not header:
            reader.skip(1)
            header = True
        elif header and future is not None and (result := future.result()) is not None:
            yield result, block
            reader.skip(block.lines)
        else:
            rows = []
            for item in _read_rows(reader, block, index, blocks):
                if isinstance(item, FileFault):
                    report(item)
                    if item.fatal:
                        broken = True
                        break
                elif header:
                    rows.append(item)
                else:
                    header = True
                    if fault := header_fault(table, item.line, item.cells):
                        report(fault)
                        broken = True
                        break
            if rows:
                yield check_rows(table, index.file, rows, prepare), None
    if not header and not broken:
        report(missing_header())
    index.complete = header and not broken


def _read_rows(
    reader: CsvReader, block: Block, index: TableIndex, blocks: BlockPrefetcher
) -> Iterator[CsvRow | FileFault]:
    """Read rows from this block on, up to the first block boundary that is the end of a record."""
    end = reader.line

    def lines() -> Iterator[str]:
        nonlocal end
        following: Block | OSError = block
        while True:
            if isinstance(following, OSError):
                raise following
            end += following.lines
            if not following.content and following.size:  # another machine has read it
                following = reload_block(index.path, following)
            yield from TextIOWrapper(BytesIO(following.content), "utf-8", "surrogateescape", "\n")
            if blocks.table is not index:
                return
            following, _ = blocks.next()

    try:
        for item in reader.read(lines()):
            yield item
            if reader.line == end and (isinstance(item, CsvRow) or item.code == "row-blank-line"):
                return
    except OSError as error:
        yield unreadable(error)
