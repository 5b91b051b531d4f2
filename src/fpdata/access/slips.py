"""Words that were typed with a slip: a letter left out, added, changed, or two of them swapped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def allowed_slips(word: str) -> int:
    """Return how many slips a word may have: none in a short one, where most slips give another word."""
    return 0 if len(word) < 4 or not word.isalpha() else 1 if len(word) < 8 else 2


def slipped_words(word: str, known: Iterable[str]) -> Iterator[str]:
    """Yield the `known` words that were meant if `word` was typed, perhaps not to its end, with a slip or two.

    >>> sorted(slipped_words("wtikoff", ["witkoff", "witcover"]))
    ['witkoff']
    >>> sorted(slipped_words("kissen", ["kissinger", "kiesinger"]))
    ['kissinger']
    """
    limit = allowed_slips(word)
    if not limit:
        return
    letters, shortest = set(word), len(word) - limit
    for other in known:
        # Each letter that the other word lacks is a slip: this excludes nearly all words at little cost.
        if len(other) >= shortest and len(letters.difference(other)) <= limit and slips(word, other, limit) <= limit:
            yield other


def slips(typed: str, meant: str, limit: int) -> int:
    """Return the number of slips between two words, or any number above `limit` if there are more.

    If `typed` has at least five letters, it may be only the beginning of `meant`.

    >>> slips("rubio", "rubio", 1), slips("ruibo", "rubio", 1), slips("rubi", "ruble", 1), slips("zelns", "zelensky", 1)
    (0, 1, 2, 1)
    """
    if len(typed) >= 5:
        meant = meant[: len(typed) + limit]
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for number, letter in enumerate(typed, 1):
        before, last, row = row, before, [number]
        for column, other in enumerate(meant, 1):
            cost = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != other))
            if number > 1 and column > 1 and letter == meant[column - 2] and typed[number - 2] == other:
                cost = min(cost, last[column - 2] + 1)  # two letters swapped
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row) if len(typed) >= 5 else row[-1]
