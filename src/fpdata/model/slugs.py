"""Ids from names: lower-case ASCII letters and digits, in words joined by hyphens."""

from __future__ import annotations

import re
import unicodedata

from fpdata.model.record import ID_LENGTH

# Letters that have no decomposition into an ASCII letter and a mark.
_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "ı": "i"})


def fold(text: str) -> str:
    """Return a text without what spellings differ in: case, accents, punctuation, double blanks."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", re.sub(r"['`.]", "", plain.lower())).split())


def slug(*parts: str, most: int = ID_LENGTH) -> str:
    """Return the id of some words, at most `most` characters long.

    Where it would be longer, the first part gives way, word by word from its end.

    >>> slug("George F. Kennan", "ambassador to Russia", "1952")
    'george-f-kennan-ambassador-to-russia-1952'
    """
    words = [fold(part).split() for part in parts if fold(part)]
    longest = max(words, key=len, default=[])
    while len(joined := "-".join(word for part in words for word in part)) > most and len(longest) > 1:
        longest.pop()
    return joined[:most].strip("-")
