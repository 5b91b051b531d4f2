"""Parse the days and periods that queries accept, and write dates as lists show them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from fpdata.model.characters import shorten

_POINT = "[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?"
_PERIOD = f"{_POINT}(?:/{_POINT})?"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DAYS = re.compile(rf"{_DAY.pattern}(/{_DAY.pattern})?")


def to_day(name: str, value: date | str) -> date:
    """Return the day that the argument `name` gives: a date, or text as YYYY-MM-DD.

    Raises ValueError for another text or a day that does not exist, TypeError for another type.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a date or a string, not {type(value).__name__}")
    try:
        day = date.fromisoformat(value)
    except ValueError:
        day = None
    if day is None or value != day.isoformat():  # Python also reads '19621022' and '1962-W43-1'
        raise ValueError(f"{name} must be an existing day as YYYY-MM-DD, not {shorten(value)!r}")
    return day


def to_days(start: date | str | None, end: date | str | None) -> tuple[date | None, date | None]:
    """Return the first and the last day of a period that the arguments `start` and `end` give; None is open.

    A month or a year as `start` begins with its first day, as `end` ends with its last. Raises as `to_period` does,
    and ValueError if `start` is after `end`.
    """
    first = None if start is None else to_period("start", start)[0]
    last = None if end is None else to_period("end", end)[1]
    if first and last and first > last:
        raise ValueError(f"start ({first}) is after end ({last})")
    return first, last


def to_period(name: str, value: date | str | None) -> tuple[date, date]:
    """Return the first and the last day that the argument `name` gives; None is today.

    Text is a day, a month or a year (2025-11-23, 2025-11, 2025), or an interval of two of them with a slash between.
    Raises ValueError for another text or a day that does not exist, TypeError for another type.
    """
    from fpdata.model.edtf import bounds

    if value is None:
        return (today := date.today()), today
    if not isinstance(value, str):
        day = to_day(name, value)
        return day, day
    if re.fullmatch(_PERIOD, value):
        with suppress(ValueError):
            first, last = bounds(value)
            if first and last:
                return first, last
    raise ValueError(
        f"{name} must be an existing day as YYYY-MM-DD, a month as YYYY-MM or a year as YYYY, not {shorten(value)!r}"
    )


def is_of_period(row: Mapping[str, Any], start: date | None, end: date | None) -> bool:
    """Whether an entry of the timeline that may be of a period is of it, by its date (EDTF), `date_min` and `date_max`.

    An event that lasts for known days is if any of them is. Anything else is if all days that its date can mean are: of
    a longer span, such as a year, nobody knows.
    """
    if row["kind"] == "event" and _DAYS.fullmatch(row["date"] or ""):
        return True
    first, last = row["date_min"], row["date_max"]
    return (start is None or (first is not None and first >= start)) and (
        end is None or (last is not None and last <= end)
    )


def short_date(date: str | None) -> str:
    """Return a date (EDTF) as a list shows it: the last day of a span without the year and the month of the first.

    >>> short_date("2025-11-22/2025-11-29"), short_date("2025-11-22/2025-12-01"), short_date("2025-11/2025-12")
    ('2025-11-22/29', '2025-11-22/12-01', '2025-11/2025-12')
    """
    first, _, last = (date or "undated").partition("/")
    if not (_DAY.fullmatch(first) and _DAY.fullmatch(last)):
        return date or "undated"
    return f"{first}/{last[8:] if first[:7] == last[:7] else last[5:] if first[:4] == last[:4] else last}"
