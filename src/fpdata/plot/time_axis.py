"""A time scale: where a day is, which days are named on it, and how a date is written beside a bar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from fpdata.plot.canvas import Canvas, text_width
from fpdata.plot.style import INK, MUTED, RULE

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
#: Steps between named days: days, months or years.
_DAY_STEPS = (1, 2, 5, 10)
_MONTH_STEPS = (1, 2, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500)


@dataclass(frozen=True)
class TimeAxis:
    """The days from `first` to `last`, from the point `start` to the point `end` of a canvas."""

    first: date
    last: date
    start: float
    end: float

    def at(self, day: date, *, after: bool = False) -> float:
        """Return the place where a day begins, or ends if `after`; days beyond the scale are at its ends."""
        days = (min(max(day, self.first), self.last) - self.first).days
        whole = (self.last - self.first).days + 1
        if day > self.last or (after and self.first <= day):
            days += 1
        return self.start + (self.end - self.start) * days / whole

    def ticks(self, size: float, *, down: bool = False) -> list[tuple[date, str]]:
        """Return the days to name and their names, which do not overlap in a size of type; the scale may run down the page."""
        for found in self._candidates():
            places = [(self.at(day), 1.2 * size if down else text_width(name, size)) for day, name in found]
            apart = all(one[0] + one[1] / 2 + 0.7 * size < other[0] - other[1] / 2 for one, other in pairwise(places))
            if apart:
                return [tick for tick in found if self.first <= tick[0] <= self.last]
        return []

    def _candidates(self) -> Iterator[list[tuple[date, str]]]:
        span = (self.last - self.first).days
        if span <= 70:
            for step in _DAY_STEPS:
                days = [self.first + timedelta(number) for number in range(span + 1)]
                chosen = [day for day in days if step == 1 or (day.day % step == 0 and day.day < 30) or day.day == 1]
                yield [(day, f"{day.day} {_MONTHS[day.month - 1]} {day.year}") for day in chosen]
        if span <= 365 * 12:
            for step in _MONTH_STEPS:
                months = [
                    date(year, month, 1)
                    for year in range(self.first.year, self.last.year + 1)
                    for month in range(1, 13, step)
                ]
                yield [
                    (day, f"{_MONTHS[day.month - 1]} {day.year}") for day in months if self.first <= day <= self.last
                ]
        for step in _YEAR_STEPS:
            years = range(max(-(-self.first.year // step) * step, 1), self.last.year + 1, step)
            if len(years) > 1 or step == 1:
                yield [(day, str(day.year)) for year in years if (day := date(year, 1, 1)) >= self.first]

    def draw(self, canvas: Canvas, top: float, bottom: float, size: float) -> float:
        """Draw the scale below what it is for, with a thin line up to the top at each named day; return where it ends."""
        for day, name in self.ticks(size):
            x = self.at(day)
            canvas.line([(x, top), (x, bottom + size * 0.3)], RULE, 0.4, layer=0.5)
            half = text_width(name, size) / 2
            if x + half <= self.end + size * 0.9:  # within the margin of the page
                canvas.text(x, bottom + size * 1.05, name, size, color=MUTED, align="center")
        canvas.line([(self.start, bottom), (self.end, bottom)], INK, 0.6, layer=3)
        return bottom + size * 1.8


def write_date(text: str | None, first: date | None, last: date | None, *, years: bool) -> str:
    """Return the label of a date (EDTF) beside a bar: a year, or the date as precisely as it is known."""
    about = "c. " if text and ("~" in text or "?" in text or "%" in text) else ""
    if first and last:
        if years or first.year != last.year:
            return about + (str(first.year) if first.year == last.year else f"{first.year}/{last.year}")
        if first == last:
            return about + first.isoformat()
        whole_year = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
        months = f"{first:%Y-%m}" if first.month == last.month else f"{first:%Y-%m}/{last:%m}"
        return about + (str(first.year) if whole_year else months)
    if first:
        return f"after {first.year if years else first}"
    return f"by {last.year if years else last}" if last else "?"


def write_period(row: dict[str, Any], *, years: bool) -> str:
    """Return the dates of a tenure as they stand beside its bar; nothing after the dash is an end that is not recorded."""
    start = write_date(row["start"], row["start_min"], row["start_max"], years=years)
    if row["end_min"] is None and row["end_max"] is None:
        end = ""
    else:
        end = write_date(row["end"], row["end_min"], row["end_max"], years=years)
    if years and start.removeprefix("c. ") == end.removeprefix("c. "):
        return min(start, end)  # without "c. ", if one of them is sure
    return start if start == end else f"{start}–{end}" if years else f"{start} – {end}".rstrip()
