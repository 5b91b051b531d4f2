"""Parse the visitor strings of visits: one or two persons, each with a title and a name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fpdata.importers.visits.spellings import preferred_spelling
from fpdata.model.slugs import fold

#: Typos in titles, one of them a missing space.
_TYPOS = (
    (re.compile(r"\bPrime Minst?er(e)?\b|\bPrime Ministere\b"), "Prime Minister"),
    (re.compile(r"\bPrime Minister(?=[A-Z])"), "Prime Minister "),
    (re.compile(r"\bPresidetn\b"), "President"),
    (re.compile(r"-\s*(?i:elect)\b"), "-elect"),
    (re.compile(r"-\s*(?i:designate)\b"), "-designate"),
    (re.compile(r"\bPremier & Prince\b"), "Premier and Prince"),
    (re.compile(r"\bal- (?=\w)"), "al-"),
)
#: Titles of monarchs, which are part of the name if it is a single or a numbered one.
RULER_TITLES = (
    r"King|Queen|Emperor|Shah|Sultan|Emir|Amir|Crown Prince|Regent Prince|Prince|Grand Duke|Grand Duchess|Pope|Sheikh?"
)
#: Titles of heads of state or government.
_HEAD_TITLES = (
    r"(?:(?:Acting|Interim|Provisional|Federal|Vice|Deputy) )?"
    r"(?:President of the Council of Ministers|Chairman of the Presidency|Prime Minister|Premier|President|Chancellor"
    r"|Chairman|Taoiseach)(?:-elect|-designate)?"
)
_OTHER_TITLES = (
    r"Premier and Prince|Prime Minister-Prince|Chief of State|Head of State|First Secretary|General Secretary|Governor General"
    r"|Junta Member|Brigadier General|Lieutenant General|General"
)
_TITLE = re.compile(rf"(?P<title>{_OTHER_TITLES}|{_HEAD_TITLES}|(?P<ruler>{RULER_TITLES}))\s+(?P<name>.+)")
#: What separates two visitors in a string.
_SEPARATOR = re.compile(rf"(?:,| and) (?=(?:{_HEAD_TITLES}|{RULER_TITLES}) )")
#: Family names of several words. A visitor named like this is known by family name only.
_FAMILY_NAMES = {
    *("al khouri", "arroyo del rio", "avila camacho", "batlle berres", "ben bella", "ben gurion", "ben halim"),
    *("calderon guardia", "castillo armas", "de gasperi", "de gaulle", "de valera", "diaz ordaz", "douglas home"),
    *(
        "gonzales videla",
        "grau san martin",
        "houphouet boigny",
        "lopez mateos",
        "mackenzie king",
        "mendes france",
        "ortiz rubio",
    ),
    *("paz estenssoro", "prio socarras", "ruiz cortines", "st laurent", "van zeeland", "villeda morales"),
}
#: Persons who have a single name.
_SINGLE_NAMES = {"suharto", "soeharto", "sukarno"}


@dataclass(frozen=True)
class Visitor:
    """A person as the record of a visit names them."""

    country_id: str
    title: str
    name: str
    year: int
    has_full_name: bool
    """Whether the name is more than a family name."""
    is_ruler: bool
    state_id: str = ""
    """The state that the country was in that year, if not the one of today."""


def parse_visitors(text: str, country_id: str, year: int, state_id: str = "") -> list[Visitor]:
    """Return the one or two persons in a visitor string.

    >>> both = parse_visitors("President Stjepan Mesic and Prime Minister Ivica Racan", "croatia", 2000)
    >>> [(one.title, one.name) for one in both]
    [('President', 'Stjepan Mesic'), ('Prime Minister', 'Ivica Racan')]
    """
    for typo, fixed in _TYPOS:
        text = typo.sub(fixed, text)
    parts = _SEPARATOR.split(" ".join(text.split()))
    if len(parts) == 2 and not all(map(_TITLE.fullmatch, parts)):
        parts = [text]
    return [_parse_visitor(part, country_id, year, state_id) for part in parts]


def has_full_name(name: str) -> bool:
    """Whether a name is more than a family name, or the person has no other."""
    folded = fold(name)
    return (" " in folded and folded not in _FAMILY_NAMES) or folded in _SINGLE_NAMES


def _parse_visitor(text: str, country_id: str, year: int, state_id: str) -> Visitor:
    found = _TITLE.fullmatch(text)
    if not found:
        return Visitor(country_id, "", text, year, len(text.split()) > 1, is_ruler=False, state_id=state_id)
    title, name = found["title"], found["name"]
    if found["ruler"] or title == "Premier and Prince":
        is_numbered = re.fullmatch(r"\w+(?: \w+)? [IVX]+", name) is not None
        needs_title = is_numbered or len(fold(name).split()) == 1
        name = f"{title} {name}" if needs_title else name
        return Visitor(country_id, title, name, year, has_full_name=True, is_ruler=True, state_id=state_id)
    is_full = has_full_name(preferred_spelling(country_id, name, year))
    return Visitor(country_id, title, name, year, is_full, is_ruler=False, state_id=state_id)
