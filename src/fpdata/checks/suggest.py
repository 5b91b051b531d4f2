"""Did you mean: the known id that a wrong one most resembles."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches

#: After so many, hints cost more time than they save.
MAX_LOOKUPS = 50
#: Of more ids than that, only those that begin alike are looked at.
MAX_INDEXED = 20_000
#: So many on each side in order begin alike.
NEIGHBOURS = 100
_MOST_CANDIDATES = 400


class Suggester:
    """Finds the closest of many ids; remembers, and stops after a bounded number of searches."""

    def __init__(self, known: Iterable[str], many: bool = False) -> None:
        """Make one for the ids `known`, which of `many` are at least those next to what will be asked."""
        self._known = sorted({*known} - {""})
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for identity in self._known if len(self._known) <= MAX_INDEXED and not many else ():
            for word in {*identity.split("-"), identity[:3]}:
                self._by_word[word].append(identity)
        self._found: dict[str, str | None] = {}

    def closest(self, wrong: str) -> str | None:
        """Return the id closest to `wrong`, or None where none is close."""
        if wrong not in self._found:
            if len(self._found) >= MAX_LOOKUPS:
                return None
            close = get_close_matches(wrong, self._candidates(wrong), n=1, cutoff=0.6)
            self._found[wrong] = close[0] if close else None
        return self._found[wrong]

    def _candidates(self, wrong: str) -> list[str]:
        """Return ids that share a word with `wrong`, rare words first, and those next to it in order."""
        words = sorted(
            {*wrong.lower().split("-"), wrong[:3]}, key=lambda word: (len(self._by_word.get(word, ())), word)
        )
        candidates: dict[str, None] = {}
        for word in words:
            candidates.update(dict.fromkeys(self._by_word.get(word, ())[:_MOST_CANDIDATES]))
        place = bisect_left(self._known, wrong)
        candidates.update(dict.fromkeys(self._known[max(place - NEIGHBOURS, 0) : place + NEIGHBOURS]))
        return list(candidates)[:_MOST_CANDIDATES]


def closest_match(wrong: str, options: list[str]) -> str | None:
    """Return the option that `wrong` most resembles; None if none is close."""
    close = get_close_matches(wrong, options, n=1, cutoff=0.6)
    return close[0] if close else None
