"""Find ids that are no key of a table, keys that are there twice, keys next to an id: exact, and as fast with many as with few.

A hash table of a million keys does not fit into the processor's cache, and a look into it takes ten
times as long as into one of some thousands. So ids and keys are first parted at the same pivots,
as quicksort does: a partitioned hash join.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.columnar import limits

_SAMPLE = 31

#: Texts, in any number of chunks.
_Texts = list[pa.StringArray]


def anti_join(ids: Sequence[pa.StringArray], keys: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return which of the `ids` are none of the `keys`, in no order; null is no id and no key."""
    keys, left = keys.drop_null(), []
    many = len(keys) > limits.MAX_JOIN_KEYS
    for some, among in _together([*_joined(ids)], keys.chunks) if many else [(ids, keys.chunks)]:
        asked, known = (pa.chunked_array(texts, pa.string()) for texts in (some, among))
        if len(asked) < len(known) / 2:  # a smaller hash table is worth a second look
            known = known.filter(pc.is_in(known, asked))
        left += asked.filter(pc.and_(pc.is_valid(asked), pc.invert(pc.is_in(asked, known)))).chunks
    return pa.chunked_array(left, pa.string())


def duplicates(keys: Iterable[pa.StringArray]) -> pa.ChunkedArray:
    """Return the keys that are there more than once, each once, in no order."""
    texts, found = [*_joined(keys)], []
    for some, _ in _together(texts, texts):
        counts = pa.chunked_array(some).value_counts()
        found.append(counts.field("values").filter(pc.greater(counts.field("counts"), 1)))
    return pa.chunked_array(found, pa.string())


def nearest_keys(keys: Iterable[pa.StringArray], ids: Collection[str], number: int) -> set[str]:
    """Return the `number` keys that come before each of the ids, and those that come after it, in their order."""
    before: dict[str, list[str]] = {id: [] for id in ids}
    after = before.copy()
    for some in map(_sorted, keys):
        for id in ids:
            place = bisect_left(range(len(some)), id, key=lambda at: some[at].as_py())
            before[id] = sorted({*before[id], *some[max(place - number, 0) : place].to_pylist()})[-number:]
            after[id] = sorted({*after[id], *some[place : place + number].to_pylist()})[:number]
    return {*chain(*before.values(), *after.values())}


def _sorted(texts: pa.StringArray) -> pa.StringArray:
    """Return the different texts in order."""
    if pc.all(pc.less(texts[:-1], texts[1:])).as_py():
        return texts
    texts = texts.unique()
    return texts.take(pc.sort_indices(texts))


def _together(ids: _Texts, keys: _Texts) -> Iterator[tuple[_Texts, _Texts]]:
    """Yield ids with those keys that any of them can be, few of either at once."""
    if not ids:
        return
    if min(sum(map(len, ids)), sum(map(len, keys))) > limits.MAX_JOIN_KEYS:
        pivot = _middle(pa.chunked_array(keys))
        low, high = _parted(keys, pivot)
        if low and high:
            for some, among in zip(_parted(ids, pivot), (low, high), strict=True):
                yield from _together(some, among)
            return
    yield ids, keys


def _parted(texts: _Texts, pivot: str) -> tuple[_Texts, _Texts]:
    """Return the texts that are less than the pivot, and the others; a chunk that is all on one side is not copied."""
    low, high = [], []
    for chunk in texts:
        below = pc.less(chunk, pivot)
        if not below.true_count:
            high.append(chunk)
        elif not below.false_count:
            low.append(chunk)
        else:
            low.append(chunk.filter(below))
            high.append(chunk.filter(pc.invert(below)))
    return low, high


def _middle(texts: pa.ChunkedArray) -> str:
    """Return about the median."""
    some = sorted(texts[place].as_py() for place in range(0, len(texts), len(texts) // _SAMPLE + 1))
    return str(some[len(some) // 2])


def _joined(texts: Iterable[pa.StringArray]) -> Iterator[pa.StringArray]:
    """Yield the same texts, nulls aside, in few chunks."""
    waiting: _Texts = []
    size = 0
    for chunk in texts:
        size += chunk.nbytes
        if waiting and size > limits.CHUNK_BYTES:
            yield pa.concat_arrays(waiting)
            waiting, size = [], chunk.nbytes
        waiting.append(chunk.drop_null())
    if waiting:
        yield pa.concat_arrays(waiting)
