"""Words of titles: periods, and numbers of things."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def period_words(first: date | None, last: date | None, *, whole_years: bool = False) -> str:
    """Return a period in words, as years where its days begin and end one, or if told to.

    >>> period_words(date(1945, 1, 1), None), period_words(date(2025, 1, 1), date(2025, 12, 31))
    ('since 1945', '2025')
    >>> period_words(date(2025, 11, 1), date(2025, 12, 31))
    '2025-11 to 2025-12'
    >>> period_words(date(1962, 10, 16), date(1962, 10, 28))
    '1962-10-16 to 1962-10-28'
    """
    length = 4 if whole_years else _precision(first, last)
    begin, end = first and first.isoformat()[:length], last and last.isoformat()[:length]
    if begin and end:
        return begin if begin == end else f"{begin} to {end}"
    return f"since {begin}" if begin else f"until {end}" if end else ""


def _precision(first: date | None, last: date | None) -> int:
    """Return how much of the days is needed to name a period: the year, the month or all."""
    if (first and first.day > 1) or (last and last.day < monthrange(last.year, last.month)[1]):
        return 10
    return 7 if (first and first.month > 1) or (last and last.month < 12) else 4


def with_period(words: str, first: date | None, last: date | None) -> str:
    """Return words, followed by a period if there is one."""
    period = period_words(first, last)
    return f"{words}, {period}" if period else words


def number(count: int, thing: str) -> str:
    """Return a number of things.

    >>> number(1, "trip"), number(2000, "country")
    ('1 trip', '2,000 countries')
    """
    plural = "people" if thing == "person" else f"{thing[:-1]}ies" if thing.endswith("y") else f"{thing}s"
    return f"{count:,} {thing if count == 1 else plural}"
