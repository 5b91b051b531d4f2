"""Draw what happened, was said and written, on a scale of time that runs down the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from fpdata.access.absence import explanation
from fpdata.access.coverage import CoveredTable
from fpdata.access.days import short_date, to_days
from fpdata.access.load import load
from fpdata.access.resolver import resolve_name
from fpdata.access.timeline import timeline as query
from fpdata.plot.canvas import LEADING, text_width, wrap
from fpdata.plot.errors import NothingToDrawError
from fpdata.plot.page import SIGN, FigurePage, Sign, compose
from fpdata.plot.page_size import page_size
from fpdata.plot.source_notes import source_notes
from fpdata.plot.spread import spread
from fpdata.plot.style import BLUE, GREEN, INK, MUTED, ORANGE, PAPER, RULE, VERMILION, require_matplotlib
from fpdata.plot.time_axis import TimeAxis
from fpdata.plot.titles import number, with_period

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from fpdata.plot.canvas import Canvas

#: The kinds of entries: the table whose records they are, a marker, its color, what the legend says.
_KINDS: dict[str, tuple[CoveredTable, str, str, str]] = {
    "event": ("events", "o", BLUE, "event"),
    "statement": ("statements", "D", VERMILION, "statement"),
    "document": ("documents", "s", GREEN, "document"),
    "role-start": ("roles", "^", ORANGE, "role start"),
    "role-end": ("roles", "v", MUTED, "role end"),
}
#: Room between the labels of two entries, by the size of type.
_GAP = 0.35


@dataclass(frozen=True)
class _Entry:
    row: dict[str, Any]
    lines: Sequence[str]
    day: date


def timeline(
    *,
    person: str | None = None,
    topic: str | None = None,
    event: str | None = None,
    start: date | str | None = None,
    end: date | str | None = None,
    kind: Literal["event", "statement", "document", "role-start", "role-end"] | None = None,
    size: str = "page",
    width: float | None = None,
    height: float | None = None,
    path: Path | str | None = None,
) -> Figure:
    """Return a figure of the entries that `fpdata.timeline` finds: each at its day, with its date and its words.

    Time runs down the page. A line joins each entry to its day; an entry of several days has a bar along the scale. The
    filters are those of `fpdata.timeline`, and one of `person`, `topic` and `event` must be given. `size` is "column",
    "page" or "slide"; `width` and `height`, in inches, replace its own. `path` is that of `load`.

    Raises UnknownIdError for an unknown person, topic or event, AmbiguousNameError for a name that may be several;
    NothingToDrawError if there is no entry; TooMuchToDrawError if they do not fit; ValueError for other text or sizes;
    MissingExtraError without the extra 'plot'; DataNotFoundError if the export is missing.

    >>> figure = timeline(person="marco-rubio", start="2025-01", end="2025-02")
    >>> figure.get_label()
    'Timeline of Marco Rubio, 2025-01 to 2025-02'
    """
    require_matplotlib()
    shape = page_size(size, width, height)
    if person is topic is event is None:
        raise ValueError("name a person, a topic or an event")
    first, last = to_days(start, end)
    found = query(person=person, topic=topic, event=event, start=start, end=end, kind=kind, path=path)
    if not found.num_rows:
        raise NothingToDrawError(explanation(found))
    rows = found.to_pylist()
    heading = with_period(f"Timeline of {_subject(person, topic, event, path)}", first, last)
    kinds = [name for name in _KINDS if any(row["kind"] == name for row in rows)]
    counts = [number(sum(row["kind"] == name for row in rows), _KINDS[name][3]) for name in kinds]
    subtitle = ", ".join(counts).replace("begins", "begin").replace("role start", "role start")
    records: defaultdict[CoveredTable, set[str]] = defaultdict(set)
    for row in rows:
        records[_KINDS[row["kind"]][0]].add(row["record_id"])
    own = resolve_name("person", person, path) if person else None
    notes = source_notes(records, path, about=_titles(own, path))
    axis_first, axis_last = _span(rows, first, last)

    def draw(font: float) -> FigurePage:
        page = FigurePage(shape, font, heading, subtitle)
        page.legend([(_sign(*_KINDS[name][1:3]), _KINDS[name][3]) for name in kinds])
        _draw_entries(page, rows, own, axis_first, axis_last)
        page.notes(notes)
        return page

    return compose(shape, draw, "ask for a shorter period or for one kind of entry")


def _subject(person: str | None, topic: str | None, event: str | None, path: Path | str | None) -> str:
    """Return what the timeline is of, in words."""
    names = []
    for kind, table, text in (("person", "actors", person), ("topic", "topics", topic), ("event", "events", event)):
        if text is not None:
            id = resolve_name(kind, text, path)  # type: ignore[arg-type]
            names.append(str(load(table, id=id, path=path)["name"][0]))  # type: ignore[arg-type]
    return " and ".join(names)


def _titles(person: str | None, path: Path | str | None) -> list[str]:
    """Return the titles that a person had."""
    import pyarrow.compute as pc

    roles = load("roles", path=path)
    titles: list[str] = roles["title"].filter(pc.equal(roles["actor_id"], person or "")).to_pylist()
    return titles


def _span(rows: Sequence[dict[str, Any]], first: date | None, last: date | None) -> tuple[date, date]:
    """Return the first and the last day of the scale: of the entries, but not beyond what was asked for."""
    begin = min(_day(row, first, last) for row in rows)
    finish = max(max(_day(row, first, last), min(row["date_max"] or date.min, last or date.max)) for row in rows)
    return begin, max(finish, begin + timedelta(1))


def _day(row: dict[str, Any], first: date | None, last: date | None) -> date:
    """Return the first day of an entry, or the first of the period if that is later."""
    day: date = row["date_min"] or row["date_max"]
    return min(max(day, first or day), last or date.max)


def _draw_entries(page: FigurePage, rows: Sequence[dict[str, Any]], own: str | None, first: date, last: date) -> None:
    font, canvas = page.font, page.canvas
    dates = max(text_width(short_date(row["date"]), font) for row in rows)
    ticks = text_width("88 Mar 8888", font * 0.9)
    scale = page.left + ticks + font * 0.8
    labels = scale + font * 4
    texts = labels + font * 1.2 + dates + font
    stacked = page.right - texts < page.width * 0.4  # then the date stands above the words
    if stacked:
        texts = labels + font * 1.2
    entries = [_Entry(row, wrap(_words(row, own), page.right - texts, font), _day(row, first, last)) for row in rows]
    heights = [(len(entry.lines) + stacked) * font * LEADING + font * _GAP for entry in entries]
    total = sum(heights)
    top = page.y + font * 0.5
    axis = TimeAxis(first, last, top, top + total)
    wanted = [axis.at(entry.day) for entry in entries]
    places = spread(wanted, heights, top)
    _draw_scale(page, axis, scale)
    for entry, place, lane in zip(entries, places, _lanes(entries, axis, font), strict=True):
        row = entry.row
        _, shape, color, _ = _KINDS[row["kind"]]
        day = axis.at(entry.day)
        middle = place + font * LEADING / 2
        begins, ends = row["date_min"] or entry.day, row["date_max"] or entry.day
        x = scale + font * 0.55 * (lane + 1)
        if ends > begins and axis.at(ends, after=True) - axis.at(begins) > font * 0.3:
            canvas.bar(
                x - font * 0.15, axis.at(begins), font * 0.3, axis.at(ends, after=True) - axis.at(begins),
                fill=color if row["kind"] == "event" else PAPER, edge=color, id=f"days:{row['record_id']}", layer=1.5,
            )  # fmt: skip
        canvas.line([(scale, day), (x, day), (labels - font * 0.9, middle), (labels, middle)], "#A0A0A0", 0.5)
        canvas.mark(labels + font * 0.3, middle, shape, font * 0.75, color, id=f"{row['kind']}:{row['record_id']}")
        canvas.text(
            labels + font * 1.2,
            middle,
            short_date(row["date"]),
            font,
            weight="bold" if stacked else "normal",
            color=MUTED,
        )
        canvas.lines(texts, place + stacked * font * LEADING, entry.lines, font, id=f"text:{row['record_id']}")
    page.y = top + total


def _draw_scale(page: FigurePage, axis: TimeAxis, x: float) -> None:
    font, canvas = page.font, page.canvas
    canvas.line([(x, axis.start), (x, axis.end)], INK, 1.0)
    for day, name in axis.ticks(font * 0.9, down=True):
        y = axis.at(day)
        canvas.line([(x - font * 0.4, y), (x, y)], INK, 0.6)
        canvas.text(x - font * 0.6, y, name, font * 0.9, color=MUTED, align="right")


def _lanes(entries: Sequence[_Entry], axis: TimeAxis, font: float) -> list[int]:
    """Return beside which other bars the bar of each entry stands, so that none covers another."""
    ends: list[float] = []
    lanes = []
    for entry in entries:
        begins, until = entry.row["date_min"] or entry.day, entry.row["date_max"] or entry.day
        top, bottom = axis.at(begins), axis.at(until, after=True)
        if until == begins or bottom - top <= font * 0.3:
            lanes.append(0)
            continue
        lane = next((number for number, end in enumerate(ends) if end <= top), len(ends))
        ends[lane : lane + 1] = [bottom]
        lanes.append(min(lane, 4))
    return lanes


def _words(row: dict[str, Any], own: str | None) -> str:
    """Return the words of an entry, after the name of its actor unless the timeline is theirs."""
    text = str(row["text"])
    if row["kind"] in ("role-start", "role-end"):
        text = f"{text} ({'begins' if row['kind'] == 'role-start' else 'ends'})"
    return f"{row['actor_name']}: {text}" if row["actor_name"] and row["actor_id"] != own else text


def _sign(shape: str, color: str) -> Sign:
    def draw(canvas: Canvas, x: float, y: float, font: float) -> None:
        canvas.line([(x, y), (x + font * SIGN, y)], RULE, 0.5)
        canvas.mark(x + font * SIGN / 2, y, shape, font * 0.75, color)

    return draw
