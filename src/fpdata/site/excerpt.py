"""The part of a long list that a page shows, so that no page is larger than a phone likes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

Item = TypeVar("Item")


class Excerpt(NamedTuple, Generic[Item]):
    """The first items of a list, how many there are in all, and the query that finds all of them."""

    items: Sequence[Item]
    total: int
    query: str

    @property
    def left(self) -> int:
        """How many are not shown."""
        return self.total - len(self.items)


def excerpt(items: Sequence[Item], most: int, query: str = "") -> Excerpt[Item]:
    """Return the first items of a list, at most `most`."""
    return Excerpt(items[:most], len(items), query)
