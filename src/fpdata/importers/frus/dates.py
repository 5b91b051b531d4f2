"""Read the date of a document from its dateline: the day it bears, in EDTF."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from calendar import month_abbr, month_name
from dataclasses import dataclass
from datetime import date, timedelta

from fpdata.importers.frus.tei import TEI, text_of
from fpdata.model.edtf import known_bounds

_MONTHS = {name.lower(): number for names in (month_name, month_abbr) for number, name in enumerate(names) if name}
_DAY_IN_TEXT = re.compile(
    r"(?P<month>[A-Z][a-z]{2,8})\.? (?P<day>[0-9]{1,2})\b(?:[–-][0-9]{1,2}\b)?(?:,? (?P<year>1[89][0-9]{2}))?"
)
_DAY_FIRST = re.compile(
    r"(?<![–/-])\b(?P<day>[0-9]{1,2})(?:st|nd|rd|th)? (?:of )?(?P<month>[A-Z][a-z]{2,8})\.?,? (?P<year>1[89][0-9]{2})"
)
#: A text that gives one day, and not several of a month.
_ONE_DAY = re.compile(r"[A-Z][a-z]+\.? [0-9]{1,2}, 1[89][0-9]{2}\b")
#: A day of a document may be this many years outside those of its volume: older texts are enclosed, later ones look back.
_YEARS = 2


@dataclass(frozen=True)
class DocumentDate:
    """The date of a document."""

    value: str | None = None
    time: str = ""
    """The local time of day, if it is given."""
    fault: str = ""
    """Why upstream's date is not used, or used with a doubt."""

    @property
    def day(self) -> str:
        """The exact day; empty if it is not known."""
        return self.value if self.value and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", self.value) else ""


def read_date(elements: list[ET.Element], years: tuple[int, int]) -> DocumentDate:
    """Return the date that the first dated one of some elements gives; `years` are those of the volume."""
    dated = [one for one in elements if one.get("when") or one.get("from") or one.get("notBefore")]
    if not dated:
        return DocumentDate()
    if (
        len(dated) > 1
        and (dated[0].tail or "").strip() == "/"
        and _is_new_style(*(_read(one, years) for one in dated[:2]))
    ):
        return _read(dated[1], years)
    return _read(dated[0], years)


def _is_new_style(one: DocumentDate, other: DocumentDate) -> bool:
    """Whether the second of two dates is the first in the Gregorian calendar."""
    if not (one.day and other.day):
        return False
    return date.fromisoformat(other.day) - date.fromisoformat(one.day) in (timedelta(12), timedelta(13))


def _read(element: ET.Element, years: tuple[int, int]) -> DocumentDate:
    text = text_of(element)
    printed = _days_in(text)
    when, *interval = (
        (element.get(one) or element.get(other) or "").strip()
        for one, other in (("when", "when"), ("from", "notBefore"), ("to", "notAfter"))
    )
    value = when[:10] if when else "/".join(dict.fromkeys(day[:10] for day in interval if day))
    if known_bounds(value) is None:
        return DocumentDate(_printed_day(printed), fault=f"the date {when or '/'.join(interval)!r} is not a date")
    year = int(value[:4])
    if not years[0] - _YEARS <= year <= years[1] + _YEARS and str(year) not in text:
        fault = f"the date {value} is years away from the volume's, {years[0]}–{years[1]}"
        return DocumentDate(_printed_day(printed), fault=fault)
    if printed and len(value) == 10 and not re.search(r"[\[/]|[0-9][–-][0-9]", text) and not _agrees(value, printed):
        return DocumentDate(_printed_day(printed), fault=f"the date {value} is not that of its text, {text!r}")
    if "/" in value and len(printed) == 1 and printed[0][2] and _ONE_DAY.match(text):
        return DocumentDate(_printed_day(printed), fault=f"the date {value} is not that of its text, {text!r}")
    time = when[11:16] if len(when) >= 16 else ""
    if time == "00:00" and "midnight" in text.lower():
        value, time = f"{value}~", ""  # the night before it or after it
    return DocumentDate(value, time)


def _days_in(text: str) -> list[tuple[int, int, str]]:
    """Return month, day and year of each day in a text; the year may be missing."""
    found = [*_DAY_IN_TEXT.finditer(text)] or [*_DAY_FIRST.finditer(re.sub(r"\[([a-z]+)\]", r"\1", text))]
    return [
        (_MONTHS[match["month"].lower()], int(match["day"]), match["year"] or "")
        for match in found
        if match["month"].lower() in _MONTHS
    ]


def _agrees(value: str, printed: list[tuple[int, int, str]]) -> bool:
    """Whether one of the printed days is a date."""
    year, month, day = value.split("-")
    return any((int(month), int(day)) == (one[0], one[1]) and (one[2] or year) == year for one in printed)


def _printed_day(printed: list[tuple[int, int, str]]) -> str | None:
    """Return the day that a text gives in full, if it is the only one."""
    if len(printed) != 1 or not printed[0][2]:
        return None
    month, day, year = printed[0]
    value = f"{year}-{month:02}-{day:02}"
    return value if known_bounds(value) else None


def date_elements(document: ET.Element) -> list[ET.Element]:
    """Return the dates of a document itself: in its datelines, else in its head; not those of enclosures and notes."""
    found: list[ET.Element] = []
    in_head: list[ET.Element] = []
    for child in document:
        if child.tag == f"{TEI}head":
            in_head += _dates(child)
        elif child.tag in (f"{TEI}opener", f"{TEI}dateline", f"{TEI}closer"):
            lines = [child] if child.tag == f"{TEI}dateline" else child.iter(f"{TEI}dateline")
            dates = [date for line in lines for date in _dates(line)]
            found = found + dates if child.tag != f"{TEI}closer" else (found or dates)
    return found or in_head or [date for child in document for date in _alone(child)]


def _alone(element: ET.Element) -> list[ET.Element]:
    """Return the date that is all that a paragraph of a document has."""
    dates = _dates(element) if element.tag == f"{TEI}p" else []
    return dates if len(dates) == 1 and text_of(element).rstrip(" .") == text_of(dates[0]).rstrip(" .") else []


def _dates(element: ET.Element) -> list[ET.Element]:
    if element.tag == f"{TEI}note":
        return []
    own = [element] if element.tag == f"{TEI}date" else []
    return own + [date for child in element for date in _dates(child)]
