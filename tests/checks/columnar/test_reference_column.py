"""References as numbers: the row of the record, or a number below 0 for an id that no record has."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from fpdata.checks.columnar.keys import PlainKeys
from fpdata.checks.columnar.reference_column import ReferenceColumn

IDS = st.sampled_from("abcdefg")


@given(st.lists(IDS, unique=True), st.lists(st.lists(st.none() | IDS, min_size=1)))
def test_numbers_are_equal_where_ids_are(keys: list[str], blocks: list[list[str | None]]) -> None:
    known = PlainKeys(pa.chunked_array([pa.array(keys, pa.string())]))
    column, first = ReferenceColumn(is_followed=True), 0
    with ThreadPoolExecutor(2) as pool:
        for block in blocks:
            column.add(first, pa.array(block, pa.string()))
            column.submit(lambda: known, pool)
            first += len(block)
    ids = [id for block in blocks for id in block]
    numbers = column.numbers(lambda: known).to_pylist()
    assert len(set(zip(ids, numbers, strict=True))) == len(set(ids)) == len(set(numbers))
    for row, (id, number) in enumerate(zip(ids, numbers, strict=True)):
        if id is None or id in keys:
            assert number == (None if id is None else keys.index(id))
        else:
            assert number < 0
            assert row in column.dangling(lambda: known)
