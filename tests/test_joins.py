"""Which ids are no keys: the same as with Python's sets, however the work is divided."""

from __future__ import annotations

from collections import Counter
from unittest import mock

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from fpdata.check import limits
from fpdata.check.joins import lacking

IDS = st.lists(st.lists(st.one_of(st.none(), st.text("aäb-", max_size=3)), max_size=8), max_size=5)


def chunks(lists: list[list[str | None]]) -> list[pa.Array]:
    return [pa.array(texts, pa.string()) for texts in lists]


@given(IDS, IDS, st.sampled_from([0, 1, 3, 1000]), st.sampled_from([0, 50, 1 << 20]))
def test_what_is_lacking_is_the_difference_of_the_sets(
    ids: list[list[str | None]], keys: list[list[str | None]], few: int, chunk: int
) -> None:
    with mock.patch.multiple(limits, KEYS=few, CHUNK=chunk):
        left = lacking(chunks(ids), pa.chunked_array(chunks(keys), pa.string()))
    known = {key for texts in keys for key in texts}
    wanted = [id for texts in ids for id in texts if id is not None and id not in known]
    assert Counter(left.to_pylist()) == Counter(wanted)
