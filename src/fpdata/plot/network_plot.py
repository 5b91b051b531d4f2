"""Draw who met whom: persons on a ring, and lines between them that are wider the more often they met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import hypot, sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from fpdata.access.absence import explanation
from fpdata.access.days import to_days
from fpdata.access.load import load
from fpdata.access.resolver import resolve_name
from fpdata.access.room import pairs, room
from fpdata.plot.canvas import LEADING, Canvas, text_width, wrap
from fpdata.plot.errors import NothingToDrawError
from fpdata.plot.page import SIGN, FigurePage, Sign, compose
from fpdata.plot.page_size import page_size
from fpdata.plot.ring_order import ring_order
from fpdata.plot.source_notes import source_notes
from fpdata.plot.style import BLUE, INK, ORANGE, PAPER, require_matplotlib
from fpdata.plot.titles import number, with_period

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: So many persons, or pairs of persons, are shown unless another number is asked for.
MOST_PERSONS, MOST_PAIRS = 24, 30
_THINNEST, _WIDEST = 0.3, 5.0
_GREY = "#ABABAB"
#: The size of the name in the middle, by that of the other type.
_MIDDLE = 1.1
#: How far lines between two persons are bent to the middle, by the distance between them.
_BEND = 0.45
#: The most of the width that names on each side take, and how much of the ring its top and bottom leave free.
_NAMES, _OPEN = 0.3, 0.06


@dataclass(frozen=True)
class Network:
    """Persons by id, how often pairs of them met and, if it is that of somebody, who is in the middle."""

    names: Mapping[str, str]
    weights: Mapping[tuple[str, str], int]
    middle: str | None = None
    """The name of whoever is in the middle."""
    spokes: Mapping[str, int] | None = None
    """How often each person met whoever is in the middle."""


def network(
    person: str | Sequence[str] | None = None,
    *,
    start: date | str | None = None,
    end: date | str | None = None,
    most: int | None = None,
    size: str = "page",
    width: float | None = None,
    height: float | None = None,
    path: Path | str | None = None,
) -> Figure:
    """Return a figure of who met or spoke with whom.

    With a `person`, by name or actor_id, that person is in the middle and around are those who met them most often, as
    `fpdata.room` finds them; several are in the middle together, and only meetings of all of them count. A line between
    two of the others says in how many of these same meetings both took part. Without a person, the figure shows the pairs
    who met most often in the period. `most` is how many persons around, or how many pairs, are shown; by default 24
    persons or 30 pairs. `start` and `end` are as in `fpdata.room`. `size` is "column", "page" or "slide"; `width` and
    `height`, in inches, replace its own. `path` is that of `load`.

    Raises UnknownIdError for an unknown person, AmbiguousNameError for a name that may be several; NothingToDrawError if
    no meeting is on record; TooMuchToDrawError if the persons do not fit; ValueError for other text or sizes;
    MissingExtraError without the extra 'plot'; DataNotFoundError if the export is missing.

    >>> figure = network("henry-kissinger", start="1969", end="1974", most=10)
    >>> figure.get_label()
    'Who met Henry A. Kissinger, 1969 to 1974'
    """
    require_matplotlib()
    shape = page_size(size, width, height)
    if most is not None and most < 1:
        raise ValueError(f"most must be at least 1, not {most}")
    first, last = to_days(start, end)
    if person is None:
        drawn, events, subtitle = _of_pairs(start, end, most or MOST_PAIRS, path)
        heading = with_period("Who met whom most often", first, last)
    else:
        drawn, events, subtitle = _of_person(person, start, end, most or MOST_PERSONS, path)
        heading = with_period(f"Who met {drawn.middle}", first, last)
    notes = ["Meetings and calls on record, which is not all that took place."]
    notes += source_notes({"events": events}, path)
    order = ring_order([*drawn.names], drawn.weights)

    def draw(font: float) -> FigurePage:
        page = FigurePage(shape, font, heading, subtitle)
        page.legend(_legend(drawn))
        _draw_network(page, drawn, order)
        page.notes(notes)
        return page

    return compose(shape, draw, "ask for fewer persons or pairs (most)")


def _of_person(
    person: str | Sequence[str], start: date | str | None, end: date | str | None, most: int, path: Path | str | None
) -> tuple[Network, set[str], str]:
    """Return the network of a person, the ids of all their meetings, and what of it is shown."""
    ids = [resolve_name("person", one, path) for one in ([person] if isinstance(person, str) else person)]
    found = room(ids, start=start, end=end, path=path)
    if not found.num_rows:
        raise NothingToDrawError(explanation(found))
    rows = found.to_pylist()
    shown = rows[:most]
    events = {event for row in rows for event in row["event_ids"]}
    together = Counter[tuple[str, str]]()
    for one, other in combinations(shown, 2):
        if both := len({*one["event_ids"]} & {*other["event_ids"]}):
            together[one["actor_id"], other["actor_id"]] = both
    middle = " and ".join(str(load("actors", id=id, path=path)["name"][0]) for id in dict.fromkeys(ids))
    drawn = Network(
        {row["actor_id"]: row["name"] for row in shown},
        together,
        middle,
        {row["actor_id"]: row["meetings"] for row in shown},
    )
    held = rows[0]["held"]
    subtitle = f"{held:,} {'meeting or call' if held == 1 else 'meetings and calls'} with {number(len(rows), 'person')}"
    return drawn, events, subtitle + (f"; shown are the {len(shown)} most frequent" if len(rows) > len(shown) else "")


def _of_pairs(
    start: date | str | None, end: date | str | None, most: int, path: Path | str | None
) -> tuple[Network, set[str], str]:
    """Return the network of the most frequent pairs, the ids of their meetings, and what of it is shown."""
    found = pairs(start=start, end=end, path=path)
    if not found.num_rows:
        raise NothingToDrawError(explanation(found))
    rows = found.slice(0, most).to_pylist()
    names = {row[id]: row[name] for row in rows for id, name in (("actor_id", "name"), ("other_id", "other_name"))}
    events = {event for row in rows for event in row["event_ids"]}
    drawn = Network(names, {(row["actor_id"], row["other_id"]): row["meetings"] for row in rows})
    shown = f"the {len(rows)} most frequent of {found.num_rows:,} pairs" if found.num_rows > len(rows) else "all pairs"
    return drawn, events, f"{number(len(names), 'person')}; {shown}"


def _draw_network(page: FigurePage, drawn: Network, order: Sequence[str]) -> None:
    font, canvas = page.font, page.canvas
    labels = {id: f"{name} ({drawn.spokes[id]})" if drawn.spokes else name for id, name in drawn.names.items()}
    widest = min(max(text_width(label, font) for label in labels.values()), page.width * _NAMES)
    lines = {id: wrap(label, widest + 0.5, font) for id, label in labels.items()}
    tallest = max(map(len, lines.values()))
    rows = -(-len(order) // 2)
    spacing = font * LEADING * (tallest + 0.25)
    around = min(page.width / 2 - widest - font * 1.5, font * 26)
    middle = _middle_lines(drawn, font, around)
    height = max(rows * spacing, around * (1.2 if len(order) > 4 else 0.8), font * 2 * LEADING * (len(middle) + 1))
    spacing = height / rows
    across, down = (page.left + page.right) / 2, page.y + height / 2 + font * 0.5
    places: dict[str, tuple[float, float]] = {}
    for place, id in enumerate(order):  # down the right side, up the left
        right = place < rows
        row = place if right else len(order) - 1 - place + (2 * rows - len(order)) / 2
        y = (row + 0.5) * spacing - height / 2
        x = around * sqrt(max(1 - (y / (height / 2 * (1 + _OPEN))) ** 2, 0)) * (1 if right else -1)
        places[id] = across + x, down + y
    _draw_lines(canvas, drawn, places, (across, down))
    largest = _largest(drawn)
    for id, (x, y) in places.items():
        weight = drawn.spokes[id] if drawn.spokes else max(w for pair, w in drawn.weights.items() if id in pair)
        canvas.mark(x, y, "o", font * (0.55 + 0.6 * sqrt(weight / largest)), BLUE, id=f"person:{id}")
        side = 1 if x > across or (x == across and order.index(id) < rows) else -1
        top = y - len(lines[id]) * font * LEADING / 2
        align = "left" if side > 0 else "right"
        canvas.lines(x + side * font, top, lines[id], font, align=align, id=f"name:{id}")
    if middle:
        _draw_middle(canvas, middle, across, down, font * _MIDDLE)
    page.y = down + height / 2 + font * 0.5


def _draw_lines(
    canvas: Canvas, drawn: Network, places: Mapping[str, tuple[float, float]], middle: tuple[float, float]
) -> None:
    largest = _largest(drawn)
    for (one, other), weight in sorted(drawn.weights.items(), key=lambda item: item[1]):
        (x1, y1), (x2, y2) = places[one], places[other]
        half = (x1 + x2) / 2, (y1 + y2) / 2
        inward = hypot(middle[0] - half[0], middle[1] - half[1])
        bend = min(_BEND * hypot(x1 - x2, y1 - y2) / inward, 1) if inward else 0
        control = half[0] + (middle[0] - half[0]) * bend, half[1] + (middle[1] - half[1]) * bend
        color = _GREY if drawn.spokes else BLUE
        name = f"met:{one}:{other}"
        canvas.line([(x1, y1), control, (x2, y2)], color, line_width(weight, largest), curved=True, id=name)
    for id, weight in (drawn.spokes or {}).items():
        canvas.line([middle, places[id]], BLUE, line_width(weight, largest), id=f"met:{id}", layer=1.5)


def _middle_lines(drawn: Network, font: float, around: float) -> list[str]:
    """Return the lines of the name in the middle; no word is broken."""
    if not drawn.middle:
        return []
    longest = max(text_width(word, font * _MIDDLE, "bold") for word in drawn.middle.split())
    return wrap(drawn.middle, max(around * 0.9, longest * 1.05), font * _MIDDLE, "bold")


def _draw_middle(canvas: Canvas, lines: Sequence[str], x: float, y: float, size: float) -> None:
    width = max(text_width(line, size, "bold") for line in lines) + size
    height = len(lines) * size * LEADING + size * 0.4
    canvas.bar(x - width / 2, y - height / 2, width, height, fill=PAPER, edge=ORANGE, layer=3)
    canvas.lines(x, y - height / 2 + size * 0.2, lines, size, weight="bold", align="center", color=INK)


def _largest(drawn: Network) -> int:
    return max([*drawn.weights.values(), *(drawn.spokes or {}).values()])


def line_width(weight: int, largest: int) -> float:
    """Return the width of a line in points: in proportion to how often two met."""
    return max(_WIDEST * weight / max(largest, 8), _THINNEST)


def _legend(drawn: Network) -> list[tuple[Sign, str]]:
    largest = _largest(drawn)
    color = BLUE
    samples = sorted({1, max(round(largest / 3), 1), largest})
    entries = [(_line_sign(color, line_width(weight, largest)), number(weight, "meeting")) for weight in samples]
    if drawn.spokes and drawn.weights:
        grey = line_width(max(drawn.weights.values()), largest)
        entries.append((_line_sign(_GREY, min(grey, 2.5)), "both in the same of these meetings"))
    return entries


def _line_sign(color: str, width: float) -> Sign:
    def draw(canvas: Canvas, x: float, y: float, font: float) -> None:
        canvas.line([(x + width / 2, y), (x + font * SIGN - width / 2, y)], color, width)

    return draw
