"""Parse the days that queries accept."""

from __future__ import annotations

from datetime import date, datetime


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
        raise ValueError(f"{name} must be an existing day as YYYY-MM-DD, not {value!r}")
    return day
