"""Read the dates in the brackets after a name: `(since 5 August 2022)`, `(since June 2025)`, `(13 January 2020)`."""

from __future__ import annotations

import re
from typing import NamedTuple

from fpdata.model.edtf import EdtfError, bounds

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = re.compile(
    rf"(?:(?P<day>\d{{1,2}})\s*)?{_MONTH}(?:\s+(?P<late>\d{{1,2}}))?,?\s*(?P<year>\d{{4}})|(?<!\d)(?P<only>\d{{4}})(?!\d)",
    re.IGNORECASE,
)
#: Brackets that give another date than the start: of a birth, an election, a resignation, a marriage.
_OTHER = re.compile(
    r"^\s*(?:born|re-?elected|resigned|as of|until|left|died|son of|daughter of|formerly|note)\b", re.IGNORECASE
)
_PERIOD = re.compile(r"for the period|since .* (?:-|to|until) \d", re.IGNORECASE)


class Since(NamedTuple):
    """The start that brackets give, and the end if they give one."""

    start: str
    end: str = ""


def read_since(brackets: str) -> Since | None:
    """Return the first date in a text from brackets, in EDTF; None if it has none that is a start.

    >>> read_since("since 5 August 2022"), read_since("since June 2025"), read_since("born 21 October 1969")
    (Since(start='2022-08-05', end=''), Since(start='2025-06', end=''), None)
    """
    if _OTHER.search(brackets):
        return None
    dates = [day for found in _DATE.finditer(brackets) if (day := _edtf(found))]
    if not dates:
        return None
    if _PERIOD.search(brackets) and len(dates) == 2 and dates[0] < dates[1]:
        return Since(*dates)
    return Since(dates[0])


def has_date(text: str) -> bool:
    """Whether a text contains a date or says "since"."""
    return _DATE.search(text) is not None or "since" in text.lower()


def _edtf(found: re.Match[str]) -> str | None:
    if year := found["only"]:
        text = year
    else:
        month = _MONTHS.index(found["month"][:3].lower()) + 1
        text = f"{found['year']}-{month:02}" + (f"-{int(day):02}" if (day := found["day"] or found["late"]) else "")
    try:
        bounds(text)
    except EdtfError:
        return None
    return text
