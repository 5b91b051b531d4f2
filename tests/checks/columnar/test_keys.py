"""Keys are found by their ids, repeated digests among all, and near keys in order, as plain Python finds them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fpdata.checks.columnar.keys import Keys, PlainKeys, keys_of, repeated_digests
from fpdata.checks.columnar.native import has_scan, line_counter
from fpdata.checks.columnar.nearest_keys import nearest_keys

TEXTS = st.one_of(
    st.none(), st.text("aäb-", max_size=3), st.sampled_from(["eight-by", "eight-bytes", "more-than-eight"])
)
CHUNKS = st.lists(st.lists(TEXTS, max_size=80), max_size=4)
#: In C they are hashed in groups of 32, and may begin within a byte of bits.
MANY = [[f"id-{number}" if number % 3 else None for number in range(70)]]


def chunked(lists: list[list[str | None]]) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(texts, pa.string()) for texts in lists], pa.string())


@pytest.mark.parametrize(
    "make", [PlainKeys, pytest.param(keys_of, marks=pytest.mark.skipif(not has_scan(), reason="no scan"))]
)
@given(keys=CHUNKS, ids=CHUNKS, skip=st.integers(0, 40))
@example(MANY, MANY, 0)
@example(MANY, [["id-1", "id-1", "id-2", None, "id-99", "id-4"] * 9], 5)
def test_a_key_is_the_first_row_that_has_it(
    make: Callable[[pa.ChunkedArray], Keys], keys: list[list[str | None]], ids: list[list[str | None]], skip: int
) -> None:
    column = chunked(keys).slice(skip)
    rows: dict[str, int] = {}
    repeated = [
        row for row, key in enumerate(column.to_pylist()) if key is not None and rows.setdefault(key, row) != row
    ]
    found = make(column)
    assert found.repeated == repeated
    for chunk in chunked(ids).slice(skip).chunks:
        result = found.rows_of(chunk)
        result.validate(full=True)
        assert result.to_pylist() == [rows.get(id) for id in chunk.to_pylist()]


@given(
    st.lists(st.lists(st.one_of(st.none(), st.integers(-3, 300), st.integers(-(1 << 63), (1 << 63) - 1)))),
    st.integers(0, 20),
)
@example([[5] * 40, [None, 5, 6]], 3)
def test_repeated_digests_occur_more_than_once(digests: list[list[int | None]], skip: int) -> None:
    column = pa.chunked_array([pa.array(each, pa.int64()) for each in digests], pa.int64()).slice(skip)
    counts = Counter(column.drop_null().to_pylist())
    assert sorted(repeated_digests(column).to_pylist()) == sorted(each for each, count in counts.items() if count > 1)


@given(st.lists(st.sampled_from([b"\n", b"a", b"\x8a", b"\r\n"]), max_size=200))
def test_lines_are_counted(parts: list[bytes]) -> None:
    content = b"".join(parts)
    assert line_counter()(content) == content.count(b"\n")


@given(st.lists(st.lists(st.text("aäb-", max_size=3))), st.sets(st.text("aäb-", max_size=3)), st.integers(1, 3))
def test_nearest_keys_are_next_to_an_id_in_order(keys: list[list[str]], ids: set[str], number: int) -> None:
    known = sorted({key for texts in keys for key in texts})
    expected = set()
    for id in ids:
        place = bisect_left(known, id)
        expected |= {*known[max(place - number, 0) : place + number]}
    assert nearest_keys(map(pa.array, keys, [pa.string()] * len(keys)), ids, number) == expected
