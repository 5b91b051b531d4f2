"""When the event of a page took place: the date of the page is only that of its publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"),
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH = rf"(?P<month>{'|'.join(MONTHS)})"
_DAY = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?(?![0-9])"
_UNTIL = (
    rf"(?:(?:,? (?:[0-9]{{4}},? )?(?:to|through|and|until|-|–|—) ?|[-–—])(?:(?:{'|'.join(WEEKDAYS)}),? )?"
    rf"(?:(?P<month2>{'|'.join(MONTHS)}) )?(?P<day2>[0-3]?[0-9])(?:st|nd|rd|th)?(?![0-9:]))?"
)
_DATE = re.compile(rf"\b{_MONTH} {_DAY}{_UNTIL}(?:,? (?P<year>20[0-9]{{2}})\b)?")
_TODAY = re.compile(
    r"\b(?:today|tonight|this (?:morning|afternoon|evening)|earlier (?:today|this (?:morning|afternoon|evening)))\b",
    re.I,
)
_YESTERDAY = re.compile(r"\b(?:yesterday|last (?:night|evening))\b", re.IGNORECASE)
_WEEKDAY = re.compile(rf"\b[Oo]n (?P<weekday>{'|'.join(WEEKDAYS)})\b")
#: The first sentences, in which a page says when; a date further on belongs to something else.
_FIRST, _NEXT = 320, 700
#: An earlier occasion, which a text names first.
_EARLIER = re.compile(r"(?:Following|After|Building on)\b[^.,]{3,160}?(?:, 20\d\d)?, (?!20\d\d)")
#: An hour after midnight at which "today" may still be the day before.
_NIGHT = 5
#: How far from the page a date can be that is written out: of something announced, and of something that was held.
_MAX_AHEAD, _MAX_BACK = timedelta(days=120), timedelta(days=21)


@dataclass(frozen=True)
class EventDate:
    """The date of an event, and the words of the page where these leave something open."""

    edtf: str
    text: str | None = None

    @property
    def day(self) -> str:
        """The first day, on which offices and names are looked up."""
        return self.edtf.partition("/")[0].rstrip("~")


def event_date(text: str, published: str, hour: int | None, *, is_planned: bool = False) -> EventDate:
    """Return when the event took place of which a page tells; the date of the page with `~` if it does not say.

    >>> event_date("The Presidents met virtually on November 15.", "2021-11-16", 0).edtf
    '2021-11-15'
    """
    day = date.fromisoformat(published)
    if (earlier := _EARLIER.match(text)) and (
        found := _find(_first_sentence(text[earlier.end() : _NEXT]), day, hour, is_planned=is_planned)
    ):
        return found
    for part in (text[:_FIRST], text[_FIRST:_NEXT]):
        sentences = part if part is not text[:_FIRST] else _first_sentence(part)
        if found := _find(sentences, day, hour, is_planned=is_planned) or _find(part, day, hour, is_planned=is_planned):
            return found
    return EventDate(f"{published}~")


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[a-z0-9)]{2}\.) (?=[A-Z])", text)[0]


def _find(text: str, day: date, hour: int | None, *, is_planned: bool) -> EventDate | None:
    if not is_planned:
        if found := _TODAY.search(text):
            if hour is not None and hour < _NIGHT:
                return EventDate(f"{day - timedelta(days=1)}/{day}", found[0].lower())
            return EventDate(day.isoformat())
        if _YESTERDAY.search(text):
            return EventDate((day - timedelta(days=1)).isoformat())
    for match in _DATE.finditer(text):
        if found_date := _explicit(match, day, is_planned=is_planned):
            return EventDate(found_date)
    if found := _WEEKDAY.search(text):
        gap = (day.weekday() - WEEKDAYS.index(found["weekday"])) % 7
        return EventDate((day + timedelta(days=(7 - gap) % 7) if is_planned else day - timedelta(days=gap)).isoformat())
    return None


def _explicit(match: re.Match[str], published: date, *, is_planned: bool) -> str | None:
    """Return a day or an interval that is written out; None if it is far from the page, so that it means something else."""
    years = [int(match["year"])] if match["year"] else [published.year, published.year - 1, published.year + 1]
    for year in years:
        try:
            start = date(year, MONTHS.index(match["month"]) + 1, int(match["day"]))
            end = start
            if match["day2"]:
                end = date(year, MONTHS.index(match["month2"] or match["month"]) + 1, int(match["day2"]))
        except ValueError:
            continue
        is_in_order = published <= end + timedelta(days=1) if is_planned else start <= published + timedelta(days=1)
        reach = _MAX_AHEAD if is_planned else _MAX_BACK
        if is_in_order and abs(published - start) <= reach and start <= end:
            if not is_planned and end > published + timedelta(days=1):
                end = start
            return start.isoformat() if start == end else f"{start}/{end}"
    return None
