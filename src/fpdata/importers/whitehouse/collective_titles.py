"""Titles in the plural, which several persons share: each gets the title."""

from __future__ import annotations

import re

_TITLES = r"Vice President|President|Prime Minister|Foreign Minister|Defen[cs]e Minister|Chancellor|National Security Advis[eo]r|King|Secretary"
_UPPER = "A-ZÀ-ÖØ-ÞĆČĎĐĞŁŃŇŐŘŚŞŠŤŮŰŹŻŽ"
_NAME = rf"[{_UPPER}][\w'.-]*(?: (?:(?:al|bin|de|der|el|von|van) )*[{_UPPER}][\w'-]*)*(?:,? Jr\.)?"
#: A name, with the country that may follow it; "and" ends it, even where a name could go on.
_ONE = rf"{_NAME}(?: of (?:the )?{_NAME})?"
_SHARED = re.compile(
    rf"\b(?P<title>(?:{_TITLES})s|Secretaries) (?P<names>{_ONE}(?:, (?!and ){_ONE})*,? and {_ONE})(?P<rest>(?:'s?)?)"
)
_BETWEEN = re.compile(r", (?!Jr\.)(?:and )?| and ")


def singular_titles(text: str) -> str:
    """Return a text in which each of several persons has the title that they share.

    >>> singular_titles("Call with Presidents Ada Lake of Chile and Bob Moor of Peru")
    'Call with President Ada Lake of Chile and President Bob Moor of Peru'
    """

    def repeated(match: re.Match[str]) -> str:
        title = "Secretary" if match["title"] == "Secretaries" else match["title"][:-1]
        names = _BETWEEN.split(match["names"])
        if any(re.match(rf"(?:{_TITLES})\b", name) for name in names):
            return match[0]
        parts = [f"{title} {name}" for name in names]
        return f"{', '.join(parts[:-1])} and {parts[-1]}{match['rest']}"

    return _SHARED.sub(repeated, text)
