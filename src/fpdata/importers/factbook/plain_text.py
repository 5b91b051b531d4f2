"""Reduce a field of the Factbook to plain text: no markup, one kind of apostrophe, without its notes."""

from __future__ import annotations

import html
import re

#: Line breaks and the ends of paragraphs part what follows like a semicolon.
_BREAKS = re.compile(r"<br ?/?>|</p>|</div>", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]*>")
#: The apostrophes and the hyphens that upstream uses in turn.
_PUNCTUATION = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "–": "-", "—": "-", "\u00ad": None})
#: Where notes begin: `; note - …`, `2021)note: …`, `++ note: …`.
_NOTE = re.compile(r"(?:^|(?<=[\s;.,)+]))[+\s]*\(?\s*notes?(?:\(s\)|\s+\d)?\s*[-:]", re.IGNORECASE)
#: What upstream appends: the year of the information, and plus signs between two texts.
_YEAR_OF_INFORMATION = re.compile(r"(?:\s*\(\d{4}\)\s*|\s*\++\s*)+$")


def plain(text: str) -> str:
    """Return a text without tags and entities, with one kind of apostrophe, and with single blanks.

    >>> plain("Ambassador&nbsp;(vacant)<br>Charg&eacute; d&rsquo;Affaires Ian  McCARY")
    "Ambassador (vacant) ; Chargé d'Affaires Ian McCARY"
    """
    for _ in range(2):  # some entities are escaped twice
        text = html.unescape(text)
    text = _TAGS.sub("", _BREAKS.sub(" ; ", text))
    return " ".join(text.translate(_PUNCTUATION).split()).strip(" ;>")


def split_notes(text: str) -> tuple[str, str]:
    """Return a plain text without its notes, and the notes.

    >>> split_notes("Ambassador Claire D. CRONIN (since 10 February 2022); note - also accredited to X")
    ('Ambassador Claire D. CRONIN (since 10 February 2022)', 'also accredited to X')
    """
    found = _NOTE.search(text)
    before, notes = (text[: found.start()], text[found.end() :]) if found else (text, "")
    return _YEAR_OF_INFORMATION.sub("", before).strip(" ;,+("), notes.strip()
