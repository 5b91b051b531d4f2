"""Candidates for the checks of keys: rows whose keys may be duplicated or out of order."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain, islice

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.columnar import limits
from fpdata.checks.columnar.key_order import is_ascending
from fpdata.checks.columnar.keys import keys_of
from fpdata.checks.columnar.table_index import TableIndex
from fpdata.package.blocks import mask_except


def key_candidates(index: TableIndex) -> list[int]:
    """Return, in order, the rows whose keys may be duplicated or out of order, and those to compare them with."""
    if index.order.ascends:
        return []
    keys = compared = index.keys()
    remaining = _order_violations(index)
    violations = [*islice(remaining, limits.MAX_ORDER_VIOLATIONS)]
    if len(violations) < limits.MAX_ORDER_VIOLATIONS:
        involved = set(chain(*violations))
        rest_ascends = next(_order_violations(index, involved), None) is None
        if rest_ascends:  # then at least one of any two equal keys is involved in a violation
            involved_keys = keys.filter(pc.invert(mask_except(index.rows.size, involved)))
            compared = keys.filter(pc.is_in(keys, involved_keys))
    malformed_keys = index.encodable_malformed_keys()
    repeated = compared.take(pa.array(keys_of(compared).repeated, pa.int64()))
    duplicated = set(index.rows_with(pa.concat_arrays([*repeated.chunks, malformed_keys])))
    candidates = duplicated.union(index.malformed_keys)
    for previous, row in chain(violations, remaining):
        candidates |= {previous, row}
        if row == previous + 1 and row not in duplicated and keys[row].as_py():  # empty keys may be equal
            break  # certainly the first row out of order; only that one is reported
    if index.malformed_keys:
        ignored, size = _ignored(index), index.rows.size
        neighbors = (at for row in ignored for at in (row - 1, row + 1))
        candidates |= {at for at in neighbors if at not in ignored and 0 <= at < size}
    return sorted(candidates)


def _ignored(index: TableIndex) -> set[int]:
    """Return the rows that are not compared on columns: those that are malformed, or whose key is invalid."""
    return {*index.malformed, *index.rows_with_invalid_key()}


def _order_violations(index: TableIndex, skip: Collection[int] = ()) -> Iterator[tuple[int, int]]:
    """Yield (row before, row) for each row whose key is not greater than that of the row before, ignoring rows to `skip`."""
    considered = mask_except(index.rows.size, {*_ignored(index), *skip})
    columns = [index.column(part) for part in index.table.key]
    last: list[pa.Array] = []
    for number, span in enumerate(index.rows.spans):
        mask = considered.slice(span.first, len(span.lines))
        rows = pc.add(pc.indices_nonzero(mask), pa.scalar(span.first, pa.uint64()))
        block = [rows, *(pc.coalesce(column.chunk(number), "").filter(mask) for column in columns)]
        rows, *keys = [pa.concat_arrays(each) for each in zip(last, block, strict=True)] if last else block
        for position in pc.indices_nonzero(pc.invert(is_ascending(keys))).to_pylist():
            yield rows[position].as_py(), rows[position + 1].as_py()
        last = [each[-1:] for each in (rows, *keys)]
