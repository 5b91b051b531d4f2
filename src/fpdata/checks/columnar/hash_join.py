"""Exact set operations on ids and keys (anti-join, duplicates, nearest keys), as a partitioned hash join.

A hash table of a million keys does not fit into the processor's cache, and a look-up in it takes ten
times as long as in one of some thousands. So both sides are first partitioned at the same pivots, as
in quicksort, until one side of a partition fits.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.columnar import limits
from fpdata.package.arrow_scalars import number

_SAMPLE_SIZE = 31

#: Texts, in any number of chunks.
_Texts = list[pa.StringArray]


def anti_join(ids: Sequence[pa.StringArray], keys: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the `ids` that are not among the `keys`, in any order. Nulls are ignored on both sides."""
    keys, missing = keys.drop_null(), []
    large = len(keys) > limits.MAX_JOIN_KEYS
    for some_ids, some_keys in _partitions([*_merged(ids)], keys.chunks) if large else [(ids, keys.chunks)]:
        probe, build = (pa.chunked_array(texts, pa.string()) for texts in (some_ids, some_keys))
        if len(probe) < len(build) / 2:  # building a smaller hash table pays for scanning the keys first
            build = build.filter(pc.is_in(build, probe))
        missing += probe.filter(pc.and_(pc.is_valid(probe), pc.invert(pc.is_in(probe, build)))).chunks
    return pa.chunked_array(missing, pa.string())


def duplicates(keys: Iterable[pa.StringArray]) -> pa.ChunkedArray:
    """Return the keys that occur more than once, each once, in any order. Nulls are ignored."""
    texts, found = [*_merged(keys)], []
    for some, _ in _partitions(texts, texts):
        counts = pa.chunked_array(some).value_counts()
        found.append(counts.field("values").filter(pc.greater(counts.field("counts"), number(1))))
    return pa.chunked_array(found, pa.string())


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


def _partitions(ids: _Texts, keys: _Texts) -> Iterator[tuple[_Texts, _Texts]]:
    """Yield the ids and the keys that can match them, in partitions of which one side is small."""
    if not ids:
        return
    if min(sum(map(len, ids)), sum(map(len, keys))) > limits.MAX_JOIN_KEYS:
        pivot = _approximate_median(pa.chunked_array(keys))
        parts = _split(keys, pivot)
        if all(parts):
            for some_ids, some_keys in zip(parts if ids is keys else _split(ids, pivot), parts, strict=True):
                yield from _partitions(some_ids, some_keys)
            return
    yield ids, keys


def _split(texts: _Texts, pivot: str) -> tuple[_Texts, _Texts]:
    """Return the texts less than the pivot, and the others. A chunk that lies on one side is not copied."""
    low, high = [], []
    at = pa.scalar(pivot, pa.string())
    for chunk in texts:
        below = pc.less(chunk, at)
        if not below.true_count:
            high.append(chunk)
        elif not below.false_count:
            low.append(chunk)
        else:
            low.append(chunk.filter(below))
            high.append(chunk.filter(pc.invert(below)))
    return low, high


def _approximate_median(texts: pa.ChunkedArray) -> str:
    sample = sorted(texts[position].as_py() for position in range(0, len(texts), len(texts) // _SAMPLE_SIZE + 1))
    return str(sample[len(sample) // 2])


def _merged(texts: Iterable[pa.StringArray]) -> Iterator[pa.StringArray]:
    """Yield the same texts without nulls, in fewer chunks."""
    pending: _Texts = []
    size = 0
    for chunk in texts:
        size += chunk.nbytes
        if pending and size > limits.CHUNK_BYTES:
            yield pa.concat_arrays(pending)
            pending, size = [], chunk.nbytes
        pending.append(chunk.drop_null())
    if pending:
        yield pa.concat_arrays(pending)
