"""Where days lie on a bar that is as wide as the page, in percent, and the years that are marked below it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from markupsafe import Markup

#: A scale has at most so many years marked; the steps from which the smallest that fits is taken.
_MOST_MARKS = 8
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100)
#: A year that is marked further to the right would not fit.
_LAST_MARK = 92
#: The answers that are drawn one upon another, the least sure first.
CERTAINTIES = ("possible", "presumed", "certain")
#: So many places on a scale are told apart.
_RESOLUTION = 1000


class Span(NamedTuple):
    """A part of a scale, in percent of its width, with the class by which it is drawn."""

    kind: str
    left: float
    width: float


class YearMark(NamedTuple):
    """A year on a scale, and where it begins."""

    year: int
    left: float


class TimeScale:
    """The time between two days, on a scale of whole years.

    >>> TimeScale(date(1900, 5, 1), date(1909, 12, 31)).place(date(1905, 1, 1))
    50.0
    """

    def __init__(self, first: date, last: date) -> None:
        self.first = date(first.year, 1, 1)
        self._days = (date(min(last.year + 1, 9999), 1, 1) - self.first).days

    def place(self, day: date) -> float:
        """Return where a day is, from 0 to 100."""
        return round(min(100.0, max(0.0, 100 * (day - self.first).days / self._days)), 2)

    def marks(self) -> list[YearMark]:
        """Return the years to be marked."""
        first = self.first.year
        count = round(self._days / 365.2425)
        step = next((step for step in _STEPS if count / step <= _MOST_MARKS), _STEPS[-1])
        marked = range(first + (-first % step), first + count, step)
        marks = [YearMark(year, self.place(date(year, 1, 1))) for year in marked]
        return [mark for mark in marks if mark.left <= _LAST_MARK]

    def spans(self, tenure: Mapping[str, Any]) -> list[Span]:
        """Return the days on which a role was possibly, presumably and certainly held; its dates are text."""
        found = []
        for kind in CERTAINTIES:
            first, last = tenure[f"{kind}_from"], tenure[f"{kind}_to"]
            if first and last:
                left, right = self.place(date.fromisoformat(first)), self.place(date.fromisoformat(last))
                found.append(Span(kind, left, round(max(right - left, 0.2), 2)))
        return found

    def ticks(self, days: Iterable[str]) -> Markup:
        """Return the path of an SVG, 1000 wide, with a line for each day; days that fall on one another are one."""
        places = sorted({round(self.place(date.fromisoformat(day)) * _RESOLUTION / 100) for day in days})
        return Markup("").join(Markup(f"M{place} 0v10") for place in places)  # noqa: S704 - numbers


def scale_of(tenures: Iterable[Mapping[str, Any]], days: Sequence[str] = ()) -> TimeScale | None:
    """Return the scale on which tenures and days fit; None if none of them has a date.

    How long a role was possibly held counts only if nothing more is known of any: it may be for decades to come.
    """
    listed = list(tenures)
    sure = [*days, *_bounds(listed, "certain"), *_bounds(listed, "presumed")]
    bounds = sure or _bounds(listed, "possible")
    return TimeScale(date.fromisoformat(min(bounds)), date.fromisoformat(max(bounds))) if bounds else None


def _bounds(tenures: Iterable[Mapping[str, Any]], kind: str) -> list[str]:
    """Return the first and last days of spans of which both are known; others are not drawn."""
    known = ((tenure[f"{kind}_from"], tenure[f"{kind}_to"]) for tenure in tenures)
    return [day for first, last in known if first and last for day in (first, last)]
