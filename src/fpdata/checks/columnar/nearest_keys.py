"""The keys nearest to an id in order, from which to suggest another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable
from itertools import chain

import pyarrow as pa
import pyarrow.compute as pc


def nearest_keys(keys: Iterable[pa.StringArray], ids: Collection[str], number: int) -> set[str]:
    """Return, for each id, the `number` keys that sort just before it and just after it."""
    before: dict[str, list[str]] = {id: [] for id in ids}
    after = before.copy()
    for some in map(_sorted, keys):
        for id in ids:
            position = bisect_left(range(len(some)), id, key=lambda at: some[at].as_py())
            before[id] = sorted({*before[id], *some[max(position - number, 0) : position].to_pylist()})[-number:]
            after[id] = sorted({*after[id], *some[position : position + number].to_pylist()})[:number]
    return {*chain(*before.values(), *after.values())}


def _sorted(texts: pa.StringArray) -> pa.StringArray:
    """Return the distinct texts in order."""
    if pc.all(pc.less(texts[:-1], texts[1:])).as_py():
        return texts
    texts = texts.unique()
    return texts.take(pc.sort_indices(texts))
