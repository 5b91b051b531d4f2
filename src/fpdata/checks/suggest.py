"""Did you mean: the known names or ids that a wrong one most resembles.

Every rule, command and API call that suggests something asks here.
"""

from __future__ import annotations

import textwrap
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from fpdata.model.characters import quote

#: A `Suggester` answers for this many wrong ids; more suggestions would cost more time than they save.
MAX_LOOKUPS = 50
#: Up to this many ids are indexed by word; of more, only the neighbors in sort order are compared.
MAX_INDEXED = 20_000
#: How many neighbors on each side, in sort order, are compared.
NEIGHBORS = 100
_MAX_COMPARED = 400
#: So many candidates are listed; their lines are as long as fits a terminal, and an id beyond this does not widen the column.
LISTED, _LINE, _WIDEST_ID, _LEAST = 10, 76, 40, 12


def suggestions(wrong: str, known: Iterable[str], n: int = 3) -> list[str]:
    """Return up to `n` of the `known` names that `wrong` resembles, the closest first.

    >>> suggestions("rolls", ["actors", "roles"])
    ['roles']
    """
    return Suggester(known).suggestions(wrong, n)


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """Return the question that names the closest of the `known` names, or "" if none is close.

    >>> did_you_mean("rolls", ["actors", "roles"])
    "did you mean 'roles'?"
    """
    return "".join(f"did you mean {quote(name)}?" for name in suggestions(wrong, known, n=1))


def list_candidates(candidates: Sequence[tuple[str, str]]) -> str:
    """Return ids, each with what it is, one a line; of many, the first and how many more there are.

    >>> print(list_candidates([("marco-rubio", "person, Marco Rubio"), ("plan", "document, A plan")]))
      marco-rubio  person, Marco Rubio
      plan         document, A plan
    """
    shown = candidates[:LISTED]
    width = max((len(id) for id, _ in shown if len(id) <= _WIDEST_ID), default=0)
    lines = [f"  {id:<{width}}  {_cut(what, _LINE - max(len(id), width))}".rstrip() for id, what in shown]
    more = len(candidates) - len(shown)
    return "\n".join([*lines, *([f"  and {more:,} more"] if more else [])])


def _cut(text: str, length: int) -> str:
    """Return a text cut between words to a length; "" if little room is left."""
    return textwrap.shorten(text, length, placeholder=" …") if length >= _LEAST else ""


class Suggester:
    """Finds the closest of many ids. Remembers its answers, and gives no more than `MAX_LOOKUPS` of them."""

    def __init__(self, known: Iterable[str], partial: bool = False) -> None:
        """Prepare to search the ids `known`.

        Set `partial` if they are not all ids, only the `NEIGHBORS` of each id that will be looked up: they are then
        searched like more than `MAX_INDEXED` ids, by sort order alone.
        """
        self._known = sorted({*known} - {""})
        self._by_word: dict[str, list[str]] = defaultdict(list)
        # Few ids are all neighbors of each other, and need no index.
        if NEIGHBORS < len(self._known) <= MAX_INDEXED and not partial:
            for id in self._known:
                for word in {*id.split("-"), id[:3]}:
                    self._by_word[word].append(id)
        self._closest: dict[str, str | None] = {}

    def closest(self, wrong: str) -> str | None:
        """Return the id closest to `wrong`, or None if none is close."""
        if wrong not in self._closest:
            if len(self._closest) >= MAX_LOOKUPS:
                return None
            self._closest[wrong] = next(iter(self.suggestions(wrong, n=1)), None)
        return self._closest[wrong]

    def suggestions(self, wrong: str, n: int) -> list[str]:
        """Return up to `n` ids that `wrong` resembles, the closest first."""
        return get_close_matches(wrong, self._candidates(wrong), n, cutoff=0.6)

    def _candidates(self, wrong: str) -> list[str]:
        """Return the ids that share a word with `wrong`, rare words first, then its neighbors in sort order."""
        words = sorted(
            {*wrong.lower().split("-"), wrong[:3]}, key=lambda word: (len(self._by_word.get(word, ())), word)
        )
        candidates: dict[str, None] = {}
        for word in words:
            candidates.update(dict.fromkeys(self._by_word.get(word, ())[:_MAX_COMPARED]))
        position = bisect_left(self._known, wrong)
        candidates.update(dict.fromkeys(self._known[max(position - NEIGHBORS, 0) : position + NEIGHBORS]))
        return list(candidates)[:_MAX_COMPARED]
