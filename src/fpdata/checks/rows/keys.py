"""Check primary keys: each must be unique, and records must be sorted by them."""

from __future__ import annotations

from collections.abc import Iterator

from fpdata.checks.issue import Issue
from fpdata.checks.records import TableRecords


def check_keys(records: TableRecords) -> Iterator[Issue]:
    """Yield an issue for every duplicated key, and one for the first row that is out of order.

    A row whose key is invalid is neither: where it belongs is seen once it has its key.
    """
    lines: dict[str, int] = {}
    positions = [records.table.names.index(name) for name in records.table.key]
    ordered, previous = True, ("",) * len(positions)
    for raw in records.raw:
        if len(raw.cells) <= max(positions):
            continue
        key = tuple(raw.cells[position] for position in positions)
        first = lines.setdefault(identity := "/".join(key), raw.line)
        if raw.invalid_fields.intersection(records.table.key):
            continue
        if first != raw.line:
            yield records.issue(
                "key-duplicate", raw, records.table.key[0], f"the key {identity!r} is already used in line {first}"
            )
        elif key < previous and ordered:
            ordered = False
            message = f"{identity!r} is out of order after {'/'.join(previous)!r}"
            yield records.issue("file-order", raw, records.table.key[0], message)
        previous = key
