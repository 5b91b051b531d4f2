"""Draw who traveled where: a row for each country, a column for each year, and the number of trips where they meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from fpdata.access.absence import explanation
from fpdata.access.days import to_days
from fpdata.access.load import load
from fpdata.access.resolver import resolve_name
from fpdata.access.travel import travel as query
from fpdata.plot.canvas import LEADING, text_width, wrap
from fpdata.plot.errors import NothingToDrawError
from fpdata.plot.page import FigurePage, compose
from fpdata.plot.page_size import page_size
from fpdata.plot.source_notes import source_notes
from fpdata.plot.style import INK, MUTED, PAPER, RULE, Shade, require_matplotlib, shade
from fpdata.plot.titles import number, with_period

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: So many countries have a row of their own, unless another number is asked for.
MOST_COUNTRIES = 40
#: Years in one column; the least number with which the columns are wide enough is taken.
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100)
#: The least and the largest width of a column, and the most of the width that names take, by the size of type and the page.
_LEAST, _LARGEST, _NAMES = 1.5, 6, 0.35
_NOWHERE = "no country recorded"
_OTHERS = "others"
#: The ids of the last rows, which are no countries.
_UNRANKED = (_OTHERS, "")
#: The darkest cells have at least so many trips.
_DARK = 5


@dataclass(frozen=True)
class CountryTrips:
    """The trips to a country, or to several that share a row, by year."""

    id: str
    name: str
    years: Counter[int]


def travel(
    *,
    office: str | None = None,
    person: str | None = None,
    start: date | str | None = None,
    end: date | str | None = None,
    kind: Literal["trip", "visit"] = "trip",
    most: int = MOST_COUNTRIES,
    size: str = "page",
    width: float | None = None,
    height: float | None = None,
    path: Path | str | None = None,
) -> Figure:
    """Return a figure of the trips of a person, or of the holders of an office: the countries, by year.

    Each cell has the number of trips that began in the year, or in the years that share a column; darker is more. The
    `most` visited countries have rows of their own, all others share the last. `kind` "visit" shows visits received in
    the United States instead. The filters are those of `fpdata.travel`, and `person` or `office` must be given. `size` is
    "column", "page" or "slide"; `width` and `height`, in inches, replace its own. `path` is that of `load`.

    Raises UnknownIdError for an unknown person or office, AmbiguousNameError for a name that may be several;
    NothingToDrawError if there is no trip; TooMuchToDrawError if they do not fit; ValueError for other text or sizes;
    MissingExtraError without the extra 'plot'; DataNotFoundError if the export is missing.

    >>> figure = travel(person="marco-rubio", end="2025-02")
    >>> figure.get_label()
    'Trips of Marco Rubio by country, until 2025-02'
    """
    require_matplotlib()
    shape = page_size(size, width, height)
    if person is office is None:
        raise ValueError("name a person or an office")
    if most < 1:
        raise ValueError(f"most must be at least 1, not {most}")
    found = query(person=person, office=office, start=start, end=end, kind=kind, path=path)
    trips = {row["event_id"]: row for row in found.to_pylist()}
    dated = [row for row in trips.values() if row["date_min"]]
    if not dated:
        raise NothingToDrawError(explanation(found) or f"No {kind} has a date.")
    first, last = to_days(start, end)
    whose = ""
    if person is not None:
        whose += f" of {load('actors', id=resolve_name('person', person, path), path=path)['name'][0]}"
    if office is not None:
        whose += f" as {load('offices', id=resolve_name('office', office, path), path=path)['title'][0]}"
    heading = with_period(f"{'Trips' if kind == 'trip' else 'Visits'}{whose} by country", first, last)
    rows = count_trips(dated, most, path)
    countries = len({row["country_id"] for row in dated if row["country_id"]})
    subtitle = f"{number(len(dated), kind)} to {number(countries, 'country')}"
    if office is not None:
        subtitle += f", by {number(len({row['actor_id'] for row in dated}), 'holder')} of the office"
    notes = [f"Numbers are {kind}s by the year in which they began."]
    if len(trips) > len(dated):
        notes.append(f"{number(len(trips) - len(dated), kind)} without a year left out.")
    notes += source_notes({"events": [*trips]}, path, about=_titles(dated, path))

    def draw(font: float) -> FigurePage:
        page = FigurePage(shape, font, heading, subtitle)
        _draw_rows(page, rows)
        page.notes(notes)
        return page

    return compose(shape, draw, "ask for fewer countries (most) or a shorter period")


def count_trips(trips: Sequence[dict[str, Any]], most: int, path: Path | str | None) -> list[CountryTrips]:
    """Return the trips by country, the most frequent first; those to all but the `most` frequent are the last row."""
    countries = load("countries", path=path).select(["country_id", "name"]).to_pylist()
    names = {row["country_id"]: row["name"] for row in countries}
    years: dict[str, Counter[int]] = {}
    for trip in trips:
        years.setdefault(trip["country_id"] or "", Counter())[trip["date_min"].year] += 1
    nowhere = years.pop("", Counter())
    rows = [CountryTrips(id, names.get(id, id), count) for id, count in years.items()]
    rows.sort(key=lambda row: (-row.years.total(), row.name))
    last = [CountryTrips("", _NOWHERE, nowhere)] if nowhere else []
    if len(rows) <= most + 1:
        return [*rows, *last]
    others = sum((row.years for row in rows[most:]), Counter[int]())
    return [*rows[:most], CountryTrips(_OTHERS, f"{len(rows) - most} other countries", others), *last]


def _titles(trips: Sequence[dict[str, Any]], path: Path | str | None) -> list[str]:
    """Return the titles of the roles in which trips were made."""
    roles = load("roles", path=path).select(["role_id", "title"]).to_pylist()
    made = {trip["role_id"] for trip in trips}
    return sorted({row["title"] for row in roles if row["role_id"] in made})


def _draw_rows(page: FigurePage, rows: Sequence[CountryTrips]) -> None:
    font, canvas = page.font, page.canvas
    first, last = min(min(row.years) for row in rows), max(max(row.years) for row in rows)
    names = min(max(text_width(row.name, font) for row in rows), page.width * _NAMES) + font * 0.1
    totals = max(text_width(f"{row.years.total():,}", font) for row in rows) + font
    left, room = page.left + names + font, page.right - page.left - names - font - totals
    step = next((step for step in _STEPS if len(_bins(first, last, step)) * font * _LEAST <= room), _STEPS[-1])
    bins = _bins(first, last, step)
    cell = min(room / len(bins), font * _LARGEST)
    counts = {row.id: Counter({year: _in_bin(row.years, year, step) for year in bins}) for row in rows}
    largest = max([_DARK, *(max(count.values()) for id, count in counts.items() if id not in _UNRANKED)])
    right = left + cell * len(bins)
    y = _draw_years(page, bins, step, left, cell)
    canvas.text(right + totals, y - font * 0.8, "all", font * 0.9, color=MUTED, align="right")
    for row in rows:
        lines = wrap(row.name, names, font)
        height = len(lines) * font * LEADING
        color = MUTED if row.id in _UNRANKED else INK
        canvas.lines(page.left, y, lines, font, color=color, id=f"country:{row.id}")
        canvas.line([(left, y + height), (right, y + height)], RULE, 0.4)
        for place, year in enumerate(bins):
            if count := counts[row.id][year]:
                x, tone = left + place * cell, Shade(PAPER, MUTED) if row.id in _UNRANKED else shade(count / largest)
                canvas.bar(x + 0.4, y + 0.4, cell - 0.8, height - 0.8, fill=tone.fill, id=f"trips:{row.id}:{year}")
                size = min(font * 0.85, font * cell / max(text_width(f"{count}", font), 0.1) * 0.9)
                canvas.text(x + cell / 2, y + height / 2, f"{count}", size, color=tone.ink, align="center")
        canvas.text(right + totals, y + height / 2, f"{row.years.total():,}", font, color=color, align="right")
        y += height
    page.y = y


def _bins(first: int, last: int, step: int) -> range:
    return range(first - first % step, last + 1, step)


def _in_bin(years: Counter[int], begin: int, step: int) -> int:
    return sum(years[year] for year in range(begin, begin + step))


def _draw_years(page: FigurePage, bins: range, step: int, left: float, cell: float) -> float:
    """Name the columns, as many of them as there is room for; return where the rows begin."""
    font, canvas = page.font, page.canvas

    def name(year: int) -> str:
        return str(year) if step == 1 else f"{year}–{(year + step - 1) % 100:02}" if step < 100 else f"{year}s"

    widest = max(text_width(name(year), font * 0.9) for year in bins) + font * 0.6
    every = next(every for every in (1, 2, 5, 10, 20, 50, 100) if cell * every >= widest or every == 100)
    for place, year in enumerate(bins):
        if (year // step) % every == 0 or every > len(bins):
            x = left + (place + 0.5) * cell
            canvas.text(x, page.y + font * 0.65, name(year), font * 0.9, color=MUTED, align="center")
            if every > 1:
                canvas.line([(x, page.y + font * 1.15), (x, page.y + font * LEADING)], MUTED, 0.5)
    return page.y + font * LEADING + font * 0.15
