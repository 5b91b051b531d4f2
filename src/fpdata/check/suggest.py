"""Did you mean: the known id that a wrong one most resembles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches

MOST_LOOKUPS = 50  # after so many, hints cost more time than they save
MOST_CANDIDATES = 400


#: Tells of a word how many ids have it, and the first of them, `MOST_CANDIDATES` or more.
Having = Callable[[str], tuple[int, Sequence[str]]]


def words(identity: str) -> set[str]:
    """Return by what an id is found: its words and its beginning."""
    return {*identity.split("-"), identity[:3]}


def asked(wrong: str) -> set[str]:
    """Return the words by which the id closest to `wrong` is looked for."""
    return {*wrong.lower().split("-"), wrong[:3]}


def index(known: Iterable[str]) -> Having:
    """Return what tells which of the ids `known` have a word."""
    by_word: dict[str, list[str]] = defaultdict(list)
    for identity in known:
        for word in words(identity):
            by_word[word].append(identity)

    def having(word: str) -> tuple[int, Sequence[str]]:
        ids = by_word.get(word, ())
        return len(ids), ids

    return having


class Suggester:
    """Finds the closest of many ids; remembers, and stops after a bounded number of searches."""

    def __init__(self, known: Iterable[str] = (), having: Having | None = None) -> None:
        self._having = having or index(known)
        self._found: dict[str, str | None] = {}

    def closest(self, wrong: str) -> str | None:
        """Return the id closest to `wrong`, or None where none is close."""
        if wrong not in self._found:
            if len(self._found) >= MOST_LOOKUPS:
                return None
            found = {word: self._having(word) for word in asked(wrong)}
            candidates: dict[str, None] = {}
            for _, (_, ids) in sorted(found.items(), key=lambda item: (item[1][0], item[0])):  # rare words first
                candidates.update(dict.fromkeys(ids[:MOST_CANDIDATES]))
            close = get_close_matches(wrong, list(candidates)[:MOST_CANDIDATES], n=1, cutoff=0.6)
            self._found[wrong] = close[0] if close else None
        return self._found[wrong]
