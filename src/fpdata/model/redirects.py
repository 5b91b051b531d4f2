"""Follow a retired id to the record that replaced it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import Literal, NamedTuple


class Resolution(NamedTuple):
    """What an id resolves to.

    - ``live``: `id` is in use.
    - ``withdrawn``: `id` was withdrawn without a replacement.
    - ``unknown``: `id` is neither in use nor redirected.
    - ``cycle``: the redirects lead back to `id`.
    """

    outcome: Literal["live", "withdrawn", "unknown", "cycle"]
    id: str


class RedirectResolver:
    """Follows the redirects of one table; resolving all its ids takes linear time, however long the chains are.

    `redirects` maps each retired id to its replacement, or to None if the record was withdrawn. Ids in `live`
    are in use, and are not followed further. Neither may change afterwards.

    >>> resolver = RedirectResolver({"a": "b", "b": "c", "x": None}, live={"c"})
    >>> resolver.resolve("a"), resolver.resolve("x")
    (Resolution(outcome='live', id='c'), Resolution(outcome='withdrawn', id='x'))
    """

    def __init__(self, redirects: Mapping[str, str | None], live: Container[str] = ()) -> None:
        self._redirects = redirects
        self._live = live
        self._resolved: dict[str, Resolution] = {}

    def resolve(self, id: str) -> Resolution:
        """Return what `id` resolves to."""
        path: list[str] = []
        for step in self.steps(id):
            if known := self._resolved.get(step):
                end = known
                break
            path.append(step)
        else:
            end = self._end(path[-1] if path else id, seen=set(path))
        self._resolved.update(dict.fromkeys(path, end))
        return end

    def steps(self, id: str) -> Iterator[str]:
        """Yield each retired id on the way from `id`, `id` itself first; nothing if `id` is live or unknown.

        In a cycle, every id is yielded once.
        """
        at: str | None = id
        seen: set[str] = set()
        while at is not None and at not in seen and at not in self._live and at in self._redirects:
            yield at
            seen.add(at)
            at = self._redirects[at]

    def _end(self, last: str, seen: set[str]) -> Resolution:
        """Return what the last step of a path leads to; `last` is the id itself if there was no step."""
        to = self._redirects[last] if last in seen else last
        if to is None:
            return Resolution("withdrawn", last)
        if to in seen:
            return Resolution("cycle", to)
        return Resolution("live" if to in self._live else "unknown", to)
