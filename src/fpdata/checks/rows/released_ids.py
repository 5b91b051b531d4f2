"""Check released ids: each must still resolve. The list of released ids is part of the package."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from fpdata.checks.issue import Issue
from fpdata.checks.records import PackageRecords
from fpdata.model.characters import SURROGATE
from fpdata.model.tables import TABLES
from fpdata.package.csv_reader import CsvReader, CsvRow, FileFault
from fpdata.package.locate import RELEASED_IDS, released_ids_fault

HEADER = ["table", "id"]
_HEADER_LINE = "table,id\n"
#: Faults of a file in which every line can be read.
_HARMLESS = ("file-bom", "file-line-ends")
#: The characters of the names of tables and of ids.
_IN_IDS = b"abcdefghijklmnopqrstuvwxyz0123456789-_"


def read_released_ids(root: Path) -> Iterator[tuple[int, str, str]]:
    """Yield line, table and id of every released id of the package in `root`; both are empty for a malformed line.

    A file that does not begin with the header is one malformed line, its first.
    Yields nothing if the package has no such file, or one that is a fault of the package (see `released_ids_fault`).
    """
    return parse_released_ids(read_released_text(root))


def read_released_text(root: Path) -> str:
    """Return the text of the list of released ids of the package in `root`; "" where `read_released_ids` yields nothing."""
    path = root / RELEASED_IDS
    if not path.is_file() or released_ids_fault(root) is not None:
        return ""
    return path.read_bytes().decode("utf-8", "surrogateescape")


def parse_released_ids(text: str, skip: Collection[str] = ()) -> Iterator[tuple[int, str, str]]:
    """Yield what `read_released_ids` does, of the text of a list and without the ids of the tables to `skip`."""
    if (lines := _lines_as_written(text)) is not None:
        skipped = tuple(f"{table}," for table in skip)
        for number, line in enumerate(lines[1:], 2):
            if not line.startswith(skipped):
                table, _, id = line.partition(",")
                yield number, table, id
        return
    has_header = False
    for item in CsvReader().read(io.StringIO(text, newline="\n")):
        if isinstance(item, FileFault) and item.code in _HARMLESS and not item.fatal:
            continue
        cells = item.cells if isinstance(item, CsvRow) and len(item.cells) == len(HEADER) else ["", ""]
        if not has_header:
            has_header = cells == HEADER
            if not has_header:
                yield 1, "", ""
                return
        elif cells[0] not in skip:
            yield item.line, cells[0], cells[1]


def released_ids_by_table(text: str, skip: Collection[str] = ()) -> dict[str, list[str]]:
    """Return the ids that `parse_released_ids` yields, by table."""
    ids = defaultdict(list)
    if (lines := _lines_as_written(text)) is not None:  # in fewer steps for each of very many lines
        for line in lines[1:]:
            table, _, id = line.partition(",")
            ids[table].append(id)
        return {table: found for table, found in ids.items() if table not in skip}
    for _, table, id in parse_released_ids(text, skip):
        ids[table].append(id)
    return ids


def find_released_ids(
    text: str, wanted: Mapping[str, Collection[str]], skip: Collection[str] = ()
) -> Iterator[tuple[int, str, str]]:
    """Yield those of what `parse_released_ids` does that are `wanted`, by table, and those that are not UTF-8."""
    if (lines := _lines_as_written(text)) is not None:
        found = {f"{table},{id}" for table, ids in wanted.items() for id in ids}
        for number, line in enumerate(lines[1:], 2) if found else ():
            if line in found:
                table, _, id = line.partition(",")
                yield number, table, id
        return
    for number, table, id in parse_released_ids(text, skip):
        if id in wanted.get(table, ()) or (not id.isascii() and SURROGATE.search(id)):
            yield number, table, id


@lru_cache(maxsize=1)
def _lines_as_written(text: str) -> list[str] | None:
    """Return the lines of a list as `fpdata release` writes it, of which none needs a CSV parser; None of any other."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    if not plain.isascii() or not plain.startswith(_HEADER_LINE):
        return None
    rest = plain.encode().translate(None, _IN_IDS)
    return plain.splitlines() if rest == b",\n" * (len(rest) // 2) else None


def check_released_ids(released: Iterable[tuple[int, str, str]], records: PackageRecords) -> Iterator[Issue]:
    """Yield an issue for every released id that is neither in use nor redirected, and for every malformed line."""
    for line, table, id in released:
        if line == 1:
            message = f"the list of released ids is malformed, so none was read: it must begin with {','.join(HEADER)}"
            yield Issue(RELEASED_IDS, line, 0, "file-header", message=message)
        elif not (table or id):
            message = "the line is malformed: it must be the name of a table, a comma, and an id"
            yield Issue(RELEASED_IDS, line, 0, "row-cell-count", message=message)
        elif not (table + id).isascii() and SURROGATE.search(table + id):
            message = "the line is not valid UTF-8"
            yield Issue(RELEASED_IDS, line, HEADER.index("id") + 1, "row-encoding", "", "", "", id, message)
        elif table not in TABLES or (
            records[table].complete and id not in records[table].ids and (table, id) not in records.redirects
        ):
            message = f"{id!r} of {table} was released, but has neither a record nor a redirect"
            yield Issue(RELEASED_IDS, line, HEADER.index("id") + 1, "key-lost", table, id, "", id, message)
