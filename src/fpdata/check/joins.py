"""Find the ids that are none of the keys of a table: exact, and as fast with many of both as with few.

A hash table of a million keys does not fit into the processor's cache, and a look into it takes ten
times as long as into one of some thousands. So both sides are first parted at the same pivots, as
quicksort does: a partitioned hash join.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.check import limits

_SAMPLE = 31

#: Texts, in any number of chunks.
_Texts = list[pa.StringArray]


def lacking(ids: Iterable[pa.StringArray], keys: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return which of the `ids` are none of the `keys`, in no order; null is no id and no key."""
    left = _lacking([*_joined(ids)], keys.drop_null().chunks)
    return pa.chunked_array((chunk for some in left for chunk in some.chunks), pa.string())


def _lacking(ids: _Texts, keys: _Texts) -> Iterator[pa.ChunkedArray]:
    if not ids:
        return
    number, among = sum(map(len, ids)), sum(map(len, keys))
    if min(number, among) > limits.KEYS:
        pivot = _middle(pa.chunked_array(keys))
        low, high = _parted(keys, pivot)
        if low and high:
            for some, others in zip(_parted(ids, pivot), (low, high), strict=True):
                yield from _lacking(some, others)
            return
    asked, known = pa.chunked_array(ids), pa.chunked_array(keys, pa.string())
    if number < among:  # the smaller side makes the smaller hash table
        known = known.filter(pc.is_in(known, asked))
    yield asked.filter(pc.invert(pc.is_in(asked, known)))


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
        if waiting and size > limits.CHUNK:
            yield pa.concat_arrays(waiting)
            waiting, size = [], chunk.nbytes
        waiting.append(chunk.drop_null())
    if waiting:
        yield pa.concat_arrays(waiting)
