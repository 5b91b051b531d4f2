"""Place labels beside a scale: each as near to its place as can be, none over another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass
class _Block:
    """Labels without room between them."""

    members: list[int]
    start: float
    height: float


def spread(wanted: Sequence[float], heights: Sequence[float], top: float) -> list[float]:
    """Return where each label begins: in the given order, within the sum of the heights from `top` on or further down.

    Labels whose places overlap become a block, which is moved so that the sum of squared distances from the wanted places
    is the least.

    >>> spread([0, 0, 50], [10, 10, 10], 0)
    [0, 10, 20]
    """
    blocks: list[_Block] = []
    for number, (want, height) in enumerate(zip(wanted, heights, strict=True)):
        blocks.append(_Block([number], max(want, top), height))
        while len(blocks) > 1 and blocks[-2].start + blocks[-2].height > blocks[-1].start:
            last = blocks.pop()
            blocks[-1].members += last.members
            blocks[-1].height += last.height
            blocks[-1].start = max(_best(blocks[-1].members, wanted, heights), top)
    bottom = top + sum(heights)
    places = [0.0] * len(wanted)
    limit = bottom
    for block in reversed(blocks):  # nothing stands below the end of the scale
        block.start = min(block.start, limit - block.height)
        limit = block.start
        place = block.start
        for member in block.members:
            places[member] = place
            place += heights[member]
    return places


def _best(members: Sequence[int], wanted: Sequence[float], heights: Sequence[float]) -> float:
    offset = total = 0.0
    for member in members:
        total += wanted[member] - offset
        offset += heights[member]
    return total / len(members)
