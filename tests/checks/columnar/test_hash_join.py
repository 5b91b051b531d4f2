"""Anti-join, duplicates and nearest keys give what plain Python gives, however the work is partitioned."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from unittest import mock

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from fpdata.checks.columnar import limits
from fpdata.checks.columnar.hash_join import anti_join, duplicates, nearest_keys

IDS = st.lists(st.lists(st.one_of(st.none(), st.text("aäb-", max_size=3)), max_size=8), max_size=5)


def chunks(lists: list[list[str | None]]) -> list[pa.Array]:
    return [pa.array(texts, pa.string()) for texts in lists]


@given(IDS, IDS, st.sampled_from([0, 1, 3, 1000]), st.sampled_from([0, 50, 1 << 20]))
def test_anti_join_is_the_difference_of_the_sets(
    ids: list[list[str | None]], keys: list[list[str | None]], few: int, chunk: int
) -> None:
    with mock.patch.multiple(limits, MAX_JOIN_KEYS=few, CHUNK_BYTES=chunk):
        left = anti_join(chunks(ids), pa.chunked_array(chunks(keys), pa.string()))
    known = {key for texts in keys for key in texts}
    wanted = [id for texts in ids for id in texts if id is not None and id not in known]
    assert Counter(left.to_pylist()) == Counter(wanted)


@given(IDS, st.sampled_from([0, 1, 3, 1000]), st.sampled_from([0, 50, 1 << 20]))
def test_duplicates_occur_more_than_once(keys: list[list[str | None]], few: int, chunk: int) -> None:
    with mock.patch.multiple(limits, MAX_JOIN_KEYS=few, CHUNK_BYTES=chunk):
        found = duplicates(chunks(keys)).to_pylist()
    counts = Counter(key for texts in keys for key in texts if key is not None)
    assert sorted(found) == sorted(key for key, number in counts.items() if number > 1)


@given(st.lists(st.lists(st.text("aäb-", max_size=3))), st.sets(st.text("aäb-", max_size=3)), st.integers(1, 3))
def test_nearest_keys_are_next_to_an_id_in_order(keys: list[list[str]], ids: set[str], number: int) -> None:
    known = sorted({key for texts in keys for key in texts})
    expected = set()
    for id in ids:
        place = bisect_left(known, id)
        expected |= {*known[max(place - number, 0) : place + number]}
    assert nearest_keys(map(pa.array, keys, [pa.string()] * len(keys)), ids, number) == expected
