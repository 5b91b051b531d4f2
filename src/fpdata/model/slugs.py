"""Ids from names: lower-case ASCII letters and digits, in words joined by hyphens."""

from __future__ import annotations

import re
import unicodedata

#: No id is longer.
ID_LENGTH = 96

# Cyrillic in its usual English form, close to BGN/PCGN and the Ukrainian passport rules; hard and soft signs are dropped.
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ё": "e", "ж": "zh", "з": "z",
    "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "",
    "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia", "ў": "u",
}  # fmt: skip
# Lower-case letters that have no decomposition into an ASCII letter and a mark.
_LATIN = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "ng", "ə": "a",
}  # fmt: skip
_LETTERS = str.maketrans(_CYRILLIC | _LATIN)
_DROPPED = re.compile(r"[.'`´‘’‛′ʹʻʼʾʿ]")
_ASCII_DROPPED = b".'`"
_ASCII_FOLDED = bytes(
    point if point == ord("\n") else ord(chr(point).lower()) if point < 128 and chr(point).isalnum() else ord(" ")
    for point in range(256)
)


def fold(text: str) -> str:
    """Return a text in a form that is equal for most spellings: lower-case ASCII words, separated by single spaces.

    Accents, dots and apostrophes are dropped; other punctuation separates words. Cyrillic is transliterated; letters
    of other scripts are dropped.

    >>> fold("U.S. envoy — Володимир d’Ánge")
    'us envoy volodymyr dange'
    """
    return " ".join(re.findall("[a-z0-9]+", plain_letters(text)))


def plain_letters(text: str) -> str:
    """Return a text with lower-case ASCII letters in place of its letters, as `fold` does, but with its punctuation."""
    return unicodedata.normalize("NFC", _DROPPED.sub("", text).casefold()).translate(_PLAIN)


class _PlainLetters(dict[int, str]):
    """What `plain_letters` leaves of each character; computed when it is first needed."""

    def __missing__(self, point: int) -> str:
        letters = unicodedata.normalize("NFKD", chr(point).translate(_LETTERS))
        self[point] = "".join(
            c if c.isascii() or not (c.isalnum() or unicodedata.combining(c)) else "" for c in letters
        ).lower()  # of a mathematical capital, which has no lower case of its own
        return self[point]


_PLAIN = _PlainLetters()


def fold_ascii_lines(lines: bytes) -> bytes:
    r"""Return the words that `fold` returns for each line of a long ASCII text, each with spaces before and after it.

    >>> fold_ascii_lines(b"U.S. envoy\nO'Neill, Paul")
    b' us envoy \n oneill  paul '
    """
    return b" " + lines.translate(_ASCII_FOLDED, _ASCII_DROPPED).replace(b"\n", b" \n ") + b" "


def words_key(text: str) -> str:
    """Return what two spellings of the same words share, whatever their case, accents, blanks and punctuation.

    >>> words_key("Ours,  every word") == words_key("ours: “Every\N{NO-BREAK SPACE}word”")
    True
    """
    return text.translate(_FOLDED) or "".join(text.casefold().split())


class _Folded(dict[int, str]):
    """What `fold` leaves of each character, for a text in NFC; computed when it is first needed."""

    def __missing__(self, point: int) -> str:
        self[point] = fold(chr(point)).replace(" ", "")
        return self[point]


_FOLDED = _Folded()


def slug(*parts: str, max_length: int = ID_LENGTH) -> str:
    """Return an id made from some texts, at most `max_length` characters long; empty if none has ASCII letters or digits.

    An id that would be too long loses the last words of its longest part.

    >>> slug("George F. Kennan", "ambassador to Russia", "1952")
    'george-f-kennan-ambassador-to-russia-1952'
    """
    words = [folded.split() for part in parts if (folded := fold(part))]
    longest = max(words, key=len, default=[])
    while len(joined := "-".join(word for part in words for word in part)) > max_length and len(longest) > 1:
        longest.pop()
    return joined[:max_length].strip("-")
