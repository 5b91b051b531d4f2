"""UTF-8 that was read as another encoding: find it, and tell what the text probably was.

``Ã©`` is what the two bytes of ``é`` look like in Windows-1252. A text that is turned back into bytes by such a code
page, and from bytes into valid UTF-8, was hardly meant as it stands, with a few exceptions: a capital letter before
a closing quotation mark (``JÄ“``), and words of Cyrillic letters.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

# Western and Central European Windows, macOS, and DOS as spreadsheets on Windows still write it; Cyrillic Windows.
_CODE_PAGES = ("cp1252", "cp1250", "mac_roman", "cp437", "cp850", "cp1251")
#: Turns that a text has taken through a wrong encoding, at most.
_TURNS = 3
# What may stand behind a capital letter in a text as it should be, and what behind any.
_QUOTES = set("‘’“”„»«›‹–—…")
_SIGNS = _QUOTES | set("·°®™©§ªº\xa0")
# A closing quotation mark in Windows-1252 whose last byte is not in use there, and was lost.
_LOST = "â€"


class _CodePage(NamedTuple):
    name: str
    to_byte: dict[str, int]
    pattern: str
    """Characters that stand for those of UTF-8 of several bytes."""
    sequences: str
    """One or more of these."""


def _page(name: str) -> _CodePage:
    to_byte = {}
    for byte in range(0x80, 0xF5):
        try:
            to_byte[bytes([byte]).decode(name)] = byte
        except UnicodeDecodeError:
            continue  # not in use there; as a control character, it is an error of its own
    two, three, four = (
        f"{_class(to_byte, first, last)}{_class(to_byte, 0x80, 0xBF)}{{{more}}}"
        for first, last, more in ((0xC2, 0xDF, 1), (0xE0, 0xEF, 2), (0xF0, 0xF4, 3))
    )
    # In Cyrillic text, a single pair is two letters of a word.
    least = f"(?:{two}){{2}}" if name == "cp1251" else two
    return _CodePage(name, to_byte, f"{least}|{three}|{four}", f"(?:{two}|{three}|{four})+")


def _class(to_byte: dict[str, int], first: int, last: int) -> str:
    return "[" + "".join(re.escape(c) for c, byte in to_byte.items() if first <= byte <= last) + "]"


_PAGES = [_page(name) for name in _CODE_PAGES]
#: What a text with such a fault contains, and others may: a sequence in one of the code pages.
MOJIBAKE_PATTERN = "|".join([*(page.pattern for page in _PAGES), _LOST])


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern compiled, which takes 10 ms for all of them: few texts have a letter that needs one."""
    return re.compile(pattern)


def likely_reading(text: str) -> str | None:
    """Return what a text probably was before it was read in a wrong encoding; None if it seems to be as it was.

    >>> likely_reading("PÃ©ter PeÄ‡aninâ€™s"), likely_reading("Péter")
    ('Péter Pećanin’s', None)
    """
    reading = text
    for _ in range(_TURNS):
        if reading.isascii() or not _compiled(MOJIBAKE_PATTERN).search(reading):
            break
        before = reading
        for page in _PAGES:
            reading = _compiled(page.sequences).sub(lambda found, page=page: _read(page, found), reading)  # type: ignore[misc]
            if reading != before:
                break
        else:
            break
    reading = reading.replace(_LOST, "”")
    return reading if reading != text else None


def _read(page: _CodePage, found: re.Match[str]) -> str:
    """Return a run of sequences as read in UTF-8, or as it stands if it may be meant so."""
    raw = bytes(page.to_byte[c] for c in found[0])
    try:
        reading = raw.decode()
    except UnicodeDecodeError:
        return found[0]
    return reading if reading.isprintable() and _is_likely(page, found, raw, reading) else found[0]


def _is_likely(page: _CodePage, found: re.Match[str], raw: bytes, reading: str) -> bool:
    if all("\u2010" <= c <= "\u214f" for c in reading):
        return True  # quotation marks, dashes, signs: three characters, of which two are no letters
    if len(reading) > 1 and all(c.isalpha() for c in reading):
        return page.name != "cp1251" or all("\u0400" <= c <= "\u04ff" for c in reading)
    if page.name == "cp1251" or not 0xC2 <= raw[0] <= 0xCA or len(reading) > 1:
        return False
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    sign, within_word = found[0][1], before.islower() or after.islower()
    if raw[0] > 0xC5:
        return within_word and sign not in _SIGNS
    return sign not in _QUOTES or (before.islower() if sign == "’" else within_word)
