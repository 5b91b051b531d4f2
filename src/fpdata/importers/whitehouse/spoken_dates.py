"""On what day a press event was held: its transcript may have been published on a later one."""

from __future__ import annotations

import re
from datetime import date, timedelta

from fpdata.importers.whitehouse.dates import MONTHS, WEEKDAYS, EventDate
from fpdata.importers.whitehouse.pages import Page

#: How much of a transcript is read: who opens the event says what day it is, and until when nothing may be published.
_OPENING = 1500
#: How far from its page a press event can be.
_REACH = timedelta(days=4)
#: Hours before which a page is published in the morning, and from which an event is in the evening.
_NOON, _EVENING = 12, 16
_TOMORROW_OR_TODAY = re.compile(
    rf"\b(?P<word>tomorrow|today)(?: (?:morning|afternoon|evening))?[ ,—–]+(?:(?:that's|on) )?(?:(?:{'|'.join(WEEKDAYS)}),? )?"
    rf"(?:[A-Z][a-z]+ (?=\[))?\[?(?P<month>{'|'.join(MONTHS)})\]? (?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b"
)
_WEEKDAY = re.compile(
    rf"\b(?:[Hh]appy|having a good|on (?:this|a)|(?:us|joining) on) (?P<weekday>{'|'.join(WEEKDAYS)})\b"
)
_TONIGHT = re.compile(r"\b(?:tonight|this evening)\b", re.IGNORECASE)
_UNTIL_TOMORROW = re.compile(r"\b(?:embargo\w*|until)\b[^!?]{0,110}\btomorrow\b")
_NOT_TOMORROW = re.compile(r"\bnot (?:\w+ )?tomorrow\b")
_TIME = re.compile(r"\b(?P<hour>1?\d):\d\d (?P<half>[AP])\.M\. (?P<zone>[A-Z]{2,4})\b")
#: By how many hours the clock of a zone is ahead of that of Washington, at most.
_AHEAD = {
    **dict.fromkeys(("EST", "EDT", "ET"), 0),
    **dict.fromkeys(("CST", "CDT"), -1),
    **dict.fromkeys(("MST", "MDT"), -2),
    **dict.fromkeys(("PST", "PDT"), -3),
    **dict.fromkeys(("GMT", "BST"), 5),
    **dict.fromkeys(("CET", "CEST"), 6),
    **dict.fromkeys(("EET", "EEST", "IDT"), 7),
    **dict.fromkeys(("JST", "KST"), 14),
}


def press_date(page: Page) -> EventDate:
    """Return the day on which the press event of a transcript was held; with `~` if the page cannot be of that day.

    A page published before the hour at which the event began is of another day, or its hour is wrong: only the
    words that open the event show which.
    """
    opening, day = page.text[:_OPENING].replace("’", "'"), date.fromisoformat(page.date)
    if given := _dated(opening, day):
        return EventDate(given.isoformat())
    begun = _hour_in_washington(opening)
    is_before = begun is not None and page.hour is not None and page.hour < begun
    if not is_before or begun is None or page.hour is None:
        return EventDate(page.date)
    if (given := _on_weekday(opening, day)) is not None:
        return EventDate(given.isoformat())
    is_evening = begun >= _EVENING and _TONIGHT.search(opening) is not None
    is_embargoed = _UNTIL_TOMORROW.search(opening) is not None and not _NOT_TOMORROW.search(opening)
    if page.hour < _NOON and (is_evening or is_embargoed):
        return EventDate((day - timedelta(days=1)).isoformat())
    return EventDate(f"{page.date}~")


def _dated(opening: str, published: date) -> date | None:
    """Return the day that the opening gives by the date of "today" or "tomorrow"."""
    for match in _TOMORROW_OR_TODAY.finditer(opening):
        try:
            named = date(published.year, MONTHS.index(match["month"]) + 1, int(match["day"]))
        except ValueError:
            continue
        given = named - timedelta(days=1) if match["word"] == "tomorrow" else named
        if given <= published <= given + _REACH:
            return given
    return None


def _on_weekday(opening: str, published: date) -> date | None:
    """Return the day of the week that the opening names, if it is that of the page or of the day before."""
    found = _WEEKDAY.search(opening)
    gap = (published.weekday() - WEEKDAYS.index(found["weekday"])) % 7 if found else _REACH.days
    return published - timedelta(days=gap) if gap <= 1 else None


def _hour_in_washington(opening: str) -> int | None:
    """Return the hour at which the event began, by the clock in Washington on that day; None if it is not known."""
    found = _TIME.search(opening[:400])
    if not found or found["zone"] not in _AHEAD:
        return None
    return int(found["hour"]) % 12 + (12 if found["half"] == "P" else 0) - _AHEAD[found["zone"]]
