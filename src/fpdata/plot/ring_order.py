"""Order the nodes of a network on a ring so that those with much between them are near each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

#: The search ends after so many rounds without an exchange that is better, or of all nodes.
_ROUNDS = 12


def ring_order(nodes: Sequence[str], weights: Mapping[tuple[str, str], int]) -> list[str]:
    """Return the nodes in the order in which they stand on a ring; `weights` are of pairs, in either order.

    The same input gives the same order.

    >>> ring_order(["a", "b", "c", "d"], {("a", "c"): 5, ("b", "d"): 5})
    ['a', 'c', 'b', 'd']
    """
    between = {frozenset(pair): weight for pair, weight in weights.items()}

    def weight(one: str, other: str) -> int:
        return between.get(frozenset((one, other)), 0)

    order = list(nodes[:1])
    left = list(nodes[1:])
    while left:  # next is the one that is nearest to the last, and to those before it
        near = order[-3:]
        best = max(left, key=lambda node: sum((place + 1) * weight(node, other) for place, other in enumerate(near)))
        order.append(best)
        left.remove(best)
    return _exchange(order, [[weight(one, other) for other in order] for one in order])


def _exchange(order: list[str], weights: list[list[int]]) -> list[str]:
    """Exchange two nodes as long as that brings those with weights nearer to each other."""
    count = len(order)
    at = list(range(count))  # which node stands at each place

    def cost(place: int, node: int, without: int) -> float:
        return sum(
            weights[node][other] * min((place - there) % count, (there - place) % count)
            for there, other in enumerate(at)
            if there not in (place, without)
        )

    for _ in range(_ROUNDS):
        changed = False
        for one in range(count):
            for other in range(one + 1, count):
                now = cost(one, at[one], other) + cost(other, at[other], one)
                then = cost(one, at[other], other) + cost(other, at[one], one)
                if then < now:
                    at[one], at[other] = at[other], at[one]
                    changed = True
        if not changed:
            break
    return [order[node] for node in at]
