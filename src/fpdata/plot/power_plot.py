"""Draw who led, who was in the room and who was left out: persons by episode, with a mark for each standing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fpdata.access.absence import explanation
from fpdata.access.load import load
from fpdata.access.power import power as query
from fpdata.access.resolver import resolve_name
from fpdata.plot.canvas import LEADING, Canvas, text_width, wrap
from fpdata.plot.errors import NothingToDrawError, TooMuchToDrawError
from fpdata.plot.page import SIGN, FigurePage, Sign, compose
from fpdata.plot.page_size import PageSize, page_size
from fpdata.plot.source_notes import source_notes
from fpdata.plot.style import BLUE, GREEN, INK, MUTED, ORANGE, RULE, VERMILION, require_matplotlib
from fpdata.plot.titles import number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: So many persons, and topics if none are named, are shown unless another number is asked for.
MOST_PERSONS, MOST_TOPICS = 30, 10
#: The mark of each standing: its words, Matplotlib's marker and its color; in this order within a cell.
_SIGNS = {
    "led": ("led", "^", BLUE),
    "in-control": ("in control", "p", INK),
    "took-part": ("took part", "o", GREEN),
    "advised": ("advised", "D", ORANGE),
    "in-the-room": ("in the room", "s", MUTED),
    "left-out": ("left out", "X", VERMILION),
}
#: The sizes of a mark for one account or meeting and of any mark, and what each further one adds, by that of the type.
_ONE, _LARGEST = 0.75, 1.5
#: The distance between marks.
_GAP = 0.2
#: The least by which marks are scaled to fit their cells.
_LEAST = 0.8
#: The size of the names of topics, by that of the other type.
_HEAD = 0.9
#: The largest width of a column, and the longest line of a name that stands upright, by the size of type.
_MOST, _UPRIGHT = 11.0, 14.0
#: The most of the width that the names of persons take.
_NAMES = 0.3
_NOTE = (
    "Marks are claims, and meetings and calls, on record. They do not measure power, and those of one cell may be of "
    "different things in the topic. An empty cell says only that nothing is on record."
)


@dataclass(frozen=True)
class PowerMark:
    """One standing of a person in a topic: by how many accounts, or in how many meetings, and how many deny it."""

    standing: str
    number: int
    denied: int = 0


@dataclass(frozen=True)
class PowerGrid:
    """The names of topics and persons by id, in order, and the marks of each pair of them."""

    topics: Mapping[str, str]
    persons: Mapping[str, str]
    marks: Mapping[tuple[str, str], Sequence[PowerMark]]
    """The marks by the ids of person and topic."""


def power(
    topics: str | Sequence[str] | None = None,
    *,
    most: int = MOST_PERSONS,
    size: str = "page",
    width: float | None = None,
    height: float | None = None,
    path: Path | str | None = None,
) -> Figure:
    """Return a figure of who led, was in control, took part, advised, was in the room or was left out: persons by topic.

    `topics` are names or topic_ids, one or several, in the order of the columns; by default those ten with the most
    claims, by date. `most` is how many persons are shown: of each topic in turn whoever has most accounts and meetings,
    counting both alike. A mark is larger the more accounts say so, or the more meetings the person was in; it is hollow
    if every account denies it, and struck if some do. `size` is "column", "page" or "slide"; `width` and `height`, in
    inches, replace its own. `path` is that of `load`.

    Raises UnknownIdError for an unknown topic, AmbiguousNameError for a name that may be several; NothingToDrawError if
    no person is on record; TooMuchToDrawError if the topics or persons do not fit; ValueError for other sizes;
    MissingExtraError without the extra 'plot'; DataNotFoundError if the export is missing.

    >>> figure = power(["cuban missile crisis", "iraq-weapons-2002"], most=20)
    >>> figure.get_label()
    'Who led, who was in the room, who was left out'
    """
    require_matplotlib()
    shape = page_size(size, width, height)
    if most < 1:
        raise ValueError(f"most must be at least 1, not {most}")
    named = [topics] if isinstance(topics, str) else topics
    ids = [resolve_name("topic", topic, path) for topic in named] if named is not None else None
    found = query(path=path)
    rows = found.to_pylist()
    grid, all_persons = _grid(rows, [*dict.fromkeys(ids)] if ids is not None else _topics(rows), most, path)
    if not grid.persons:
        raise NothingToDrawError(explanation(query(ids[0], path=path) if ids else found) or "No person is on record.")
    heading = "Who led, who was in the room, who was left out"
    if len(grid.topics) == 1:
        heading += f": {next(iter(grid.topics.values()))}"
    subtitle = f"{number(all_persons, 'person')} in {number(len(grid.topics), 'topic')}"
    if all_persons > len(grid.persons):
        in_turn = ", of each topic in turn" if len(grid.topics) > 1 else ""
        subtitle += f"; shown are the {len(grid.persons)} with most accounts and meetings{in_turn}"
    events, statements = (_records(table, grid, path) for table in ("events", "statements"))
    notes = [_NOTE, *source_notes({"events": events, "statements": statements}, path)]
    shape = _with_room(grid, shape)

    def draw(font: float) -> FigurePage:
        page = FigurePage(shape, font, heading, subtitle)
        scale = _scale(page, grid)
        page.legend(_legend(grid, scale))
        _draw_grid(page, grid, scale)
        page.notes(notes)
        return page

    return compose(shape, draw, "ask for fewer persons (most)")


def _topics(rows: Sequence[dict[str, Any]]) -> list[str]:
    """Return the topics with the most claims, by date."""
    claims: Counter[str] = Counter()
    first: dict[str, str] = {}
    for row in rows:
        claims[row["topic_id"]] += row["affirmed"] + row["negated"]
        if row["first"]:
            first[row["topic_id"]] = min(first.get(row["topic_id"], "9"), row["first"].isoformat())
    chosen = sorted(claims, key=lambda topic: (-claims[topic], topic))[:MOST_TOPICS]
    return sorted(chosen, key=lambda topic: (first.get(topic, "9"), topic))


def _grid(
    rows: Sequence[dict[str, Any]], topics: Sequence[str], most: int, path: Path | str | None
) -> tuple[PowerGrid, int]:
    """Return the grid of topics and of the persons who are most prominent in them, and the number of all persons.

    Each person stands with those of the topic in which they are most prominent.
    """
    actors = load("actors", path=path).select(["actor_id", "kind"]).to_pylist()
    persons = {row["actor_id"] for row in actors if row["kind"] == "person"}
    found = [row for row in rows if row["topic_id"] in topics and row["actor_id"] in persons]
    names = {row["actor_id"]: row["actor_name"] for row in found}
    prominence = _prominence(found)
    ranked = {
        topic: sorted(of, key=lambda actor: (-of[actor], names[actor], actor)) for topic, of in prominence.items()
    }
    in_turn = [actor for tied in zip_longest(*(ranked.get(topic, ()) for topic in topics)) for actor in tied if actor]
    shown = [*dict.fromkeys(in_turn)][:most]
    home = {actor: max(topics, key=lambda topic: prominence.get(topic, {}).get(actor, 0)) for actor in shown}
    shown.sort(key=lambda actor: (topics.index(home[actor]), ranked[home[actor]].index(actor)))
    marks = {}
    for pair, group in groupby(sorted(found, key=_pair), _pair):
        standings = {standing: [*of] for standing, of in groupby(group, lambda row: row["standing"])}
        marks[pair] = [_mark(standing, standings[standing]) for standing in _SIGNS if standing in standings]
    titles = {row["topic_id"]: row["name"] for row in load("topics", path=path).to_pylist()}
    grid = PowerGrid({topic: titles[topic] for topic in topics}, {actor: names[actor] for actor in shown}, marks)
    return grid, len(names)


def _prominence(rows: Sequence[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """Return how prominent each actor is in each topic.

    It is the number of accounts by that of the actor with most, and as much for meetings, so that both count alike.
    """
    accounts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    events: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        accounts[row["topic_id"]][row["actor_id"]] += row["account_id"] is not None
        events[row["topic_id"]][row["actor_id"]] += row["events"]
    return {
        topic: {
            actor: sum(counts[topic][actor] / max(*counts[topic].values(), 1) for counts in (accounts, events))
            for actor in of
        }
        for topic, of in accounts.items()
    }


def _pair(row: dict[str, Any]) -> tuple[str, str]:
    return row["actor_id"], row["topic_id"]


def _mark(standing: str, rows: Sequence[dict[str, Any]]) -> PowerMark:
    affirming, denying = sum(row["affirmed"] > 0 for row in rows), sum(row["negated"] > 0 for row in rows)
    return PowerMark(standing, affirming or rows[0]["events"], denying)


def _records(table: str, grid: PowerGrid, path: Path | str | None) -> set[str]:
    """Return the ids of the records of a table on the topics."""
    key = f"{table[:-1]}_id"
    rows = load(table, path=path).select([key, "topic_id"]).to_pylist()  # type: ignore[arg-type]
    return {row[key] for row in rows if row["topic_id"] in grid.topics}


def _with_room(grid: PowerGrid, shape: PageSize) -> PageSize:
    """Return a size whose type is small enough for the marks to fit into their cells, and the names above them.

    Raises TooMuchToDrawError if they do not fit even in the smallest.
    """
    for font in shape.fonts():
        page = FigurePage(shape, font, "", "")
        if _scale(page, grid) >= _LEAST and _column_width(page, grid) >= font * _HEAD * LEADING:
            return replace(shape, type_sizes=(font, shape.type_sizes[1]))
    topics = number(len(grid.topics), "topic")
    raise TooMuchToDrawError(
        f"{topics} do not fit beside each other; name fewer of them, or allow more width (--width)"
    )


def _scale(page: FigurePage, grid: PowerGrid) -> float:
    """Return by how much all marks are made smaller so that those of each cell fit into it."""
    widest = max(
        _width(grid.marks.get((actor, topic), ()), page.font) for actor in grid.persons for topic in grid.topics
    )
    return min(1, (_column_width(page, grid) - page.font * _GAP) / widest)


def _width(marks: Sequence[PowerMark], font: float) -> float:
    """Return the width of marks beside each other."""
    return sum(_size(mark, font) for mark in marks) + font * _GAP * max(len(marks) - 1, 0)


def _names_width(page: FigurePage, grid: PowerGrid) -> float:
    return min(max(text_width(name, page.font) for name in grid.persons.values()), page.width * _NAMES) + page.font


def _column_width(page: FigurePage, grid: PowerGrid) -> float:
    return min((page.width - _names_width(page, grid)) / len(grid.topics), page.font * _MOST)


def _draw_grid(page: FigurePage, grid: PowerGrid, scale: float) -> None:
    font, canvas = page.font, page.canvas
    names, cell = _names_width(page, grid), _column_width(page, grid)
    left = page.left + names
    right = left + cell * len(grid.topics)
    top = y = _draw_topics(page, grid, left, cell)
    for actor, name in grid.persons.items():
        canvas.line([(page.left, y), (right, y)], RULE, 0.4)
        lines = wrap(name, names - font * 0.9, font)
        height = max(len(lines) * font * LEADING, font * (_LARGEST + 0.1))
        canvas.lines(page.left, y + (height - len(lines) * font * LEADING) / 2, lines, font, id=f"name:{actor}")
        for place, topic in enumerate(grid.topics):
            marks = grid.marks.get((actor, topic), ())
            x = left + (place + 0.5) * cell - _width(marks, font) * scale / 2
            for mark in marks:
                size = _size(mark, font) * scale
                _draw_mark(canvas, mark, x + size / 2, y + height / 2, size, f"{mark.standing}:{topic}:{actor}")
                x += size + font * _GAP * scale
        y += height
    canvas.line([(page.left, y), (right, y)], RULE, 0.4)
    for place in range(len(grid.topics) + 1):
        canvas.line([(left + place * cell, top), (left + place * cell, y)], RULE, 0.4)
    page.y = y


def _draw_topics(page: FigurePage, grid: PowerGrid, left: float, cell: float) -> float:
    """Name the columns, upright if a word is wider than they are; return where the rows begin."""
    font, canvas = page.font, page.canvas
    size = font * _HEAD
    room = cell - font * 0.4
    if all(text_width(word, size) <= room for name in grid.topics.values() for word in name.split()):
        heads = {topic: wrap(name, room, size) for topic, name in grid.topics.items()}
        bottom = page.y + max(map(len, heads.values())) * size * LEADING + font * 0.3
        for place, (topic, lines) in enumerate(heads.items()):
            x, y = left + (place + 0.5) * cell, bottom - font * 0.3 - len(lines) * size * LEADING
            canvas.lines(x, y, lines, size, color=MUTED, align="center", id=f"topic:{topic}")
        return bottom
    upright = {topic: wrap(name, _upright(name, size, cell), size) for topic, name in grid.topics.items()}
    longest = max(text_width(line, size) for lines in upright.values() for line in lines)
    bottom = page.y + longest + font * 0.8
    for place, (topic, lines) in enumerate(upright.items()):
        middle = left + (place + 0.5) * cell
        for at, line in enumerate(lines):
            x = middle + (at - (len(lines) - 1) / 2) * size * LEADING
            canvas.text(x, bottom - font * 0.5, line, size, color=MUTED, rotation=90, id=f"topic:{topic}")
    return bottom


def _upright(name: str, size: float, cell: float) -> float:
    """Return the length of lines with which a name that stands upright is no wider than a column."""
    length = size * _UPRIGHT
    while len(wrap(name, length, size)) * size * LEADING > max(cell, size * LEADING):
        length *= 1.1
    return length


def _size(mark: PowerMark, font: float) -> float:
    """Return the size of a mark: it grows with the root of the number of accounts or meetings, as its area is seen."""
    return font * min(_ONE + 0.25 * (sqrt(mark.number or mark.denied) - 1), _LARGEST)


def _draw_mark(canvas: Canvas, mark: PowerMark, x: float, y: float, size: float, id: str | None = None) -> None:
    """Draw a mark: hollow if every account denies it, struck if some do."""
    _, shape, color = _SIGNS[mark.standing]
    canvas.mark(x, y, shape, size, color, hollow=mark.number == 0, id=id)
    if mark.number and mark.denied:
        half = size * 0.62
        struck = id and f"denied:{id}"
        canvas.line([(x - half, y + half), (x + half, y - half)], INK, size * 0.11, layer=5, id=struck)


def _legend(grid: PowerGrid, scale: float) -> list[tuple[Sign, str]]:
    """Return the marks that occur, and what their size and form mean."""
    pairs = {(actor, topic) for actor in grid.persons for topic in grid.topics}
    found = [mark for pair, marks in grid.marks.items() if pair in pairs for mark in marks]
    standings = [standing for standing in _SIGNS if any(mark.standing == standing for mark in found)]
    entries = [(_mark_sign(scale, PowerMark(standing, 4)), _SIGNS[standing][0]) for standing in standings]
    sample = next(iter(standings))
    if any(mark.number == 0 for mark in found):
        entries.append((_mark_sign(scale, PowerMark(sample, 0, 4)), "every account denies it"))
    if any(mark.number and mark.denied for mark in found):
        entries.append((_mark_sign(scale, PowerMark(sample, 4, 1)), "some accounts deny it"))
    if (largest := max(mark.number or mark.denied for mark in found)) > 1:
        for count in (1, min(largest, 9)):
            text = f"{number(count, 'account')} or {'meetings' if count > 1 else 'meeting'}"
            entries.append((_mark_sign(scale, PowerMark(sample, count)), text))
    return entries


def _mark_sign(scale: float, mark: PowerMark) -> Sign:
    def draw(canvas: Canvas, x: float, y: float, font: float) -> None:
        _draw_mark(canvas, mark, x + font * SIGN / 2, y, _size(mark, font) * scale)

    return draw
