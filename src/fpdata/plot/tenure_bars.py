"""The drawing of tenures: a row for each, with the holder, the dates and a bar; long lists continue in a further column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from fpdata.model.offices import Basis
from fpdata.plot.canvas import LEADING, POINTS, Canvas, text_width, wrap
from fpdata.plot.page import SIGN, FigurePage, Sign, compose
from fpdata.plot.page_size import PageSize
from fpdata.plot.style import BAND, BLUE, MUTED, ORANGE, PAPER, SKY
from fpdata.plot.time_axis import TimeAxis, write_period
from fpdata.plot.titles import number

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Row = dict[str, Any]
Certainty = Literal["certain", "presumed", "possible"]

_ONE_DAY = timedelta(days=1)
#: Beyond so many years, dates beside bars are years.
_LONG = 25 * 366
#: Most columns of rows, and the width that each needs, by the size of type.
_COLUMNS, _COLUMN_WIDTH = 3, 28
#: The least part of a column that its bars take, and the most that names do.
_BARS, _NAMES = 0.38, 0.42
#: No bar is narrower, in points.
_LEAST_BAR = 1.2
_PROVISIONAL = {Basis.ACTING: "acting", Basis.DESIGNATED: "designated"}


@dataclass(frozen=True)
class TenureGroup:
    """The tenures of one office in turn, and the days on which nobody is known to have held it."""

    office_id: str
    title: str
    holders: Sequence[Row]
    gaps: Sequence[Row]


@dataclass(frozen=True)
class TenurePart:
    """Days of a tenure for which the answer is the same."""

    first: date
    last: date
    certainty: Certainty


@dataclass(frozen=True)
class _Column:
    """Rows that stand below each other, and the time that their scale shows."""

    groups: Sequence[TenureGroup]
    axis_first: date
    axis_last: date


def tenure_parts(row: Row, first: date, last: date) -> list[TenurePart]:
    """Return the parts of a tenure between two days: what is certain, around that what is presumed, then what is possible."""
    parts: list[TenurePart] = []
    inner: tuple[date, date] | None = None
    for certainty in ("certain", "presumed", "possible"):
        begin, end = row[f"{certainty}_from"], row[f"{certainty}_to"]
        if begin is None and end is None:
            continue
        begin, end = max(begin or first, first), min(end or last, last)
        if begin > end:
            continue
        if inner is None:
            spans = [(begin, end)]
        else:
            spans = [(begin, inner[0] - _ONE_DAY), (inner[1] + _ONE_DAY, end)]
            begin, end = min(begin, inner[0]), max(end, inner[1])
        parts += [TenurePart(one, other, certainty) for one, other in spans if one <= other]
        inner = begin, end
    return sorted(parts, key=lambda part: part.first)


def draw_tenures(
    groups: Sequence[TenureGroup], first: date, last: date, title: str, notes: Sequence[str], size: PageSize
) -> Figure:
    """Return the figure of the tenures of offices between two days."""
    tenures = sum(len(group.holders) for group in groups)
    people = len({row["actor_id"] for group in groups for row in group.holders})
    subtitle = f"{number(people, 'person')}, {number(tenures, 'tenure')}"

    def draw(font: float) -> FigurePage:
        # As few columns as fit: the last try has the most that are wide enough.
        most = min(_COLUMNS, max(int(size.width * POINTS / (_COLUMN_WIDTH * font)), 1), tenures)
        page = None
        for columns in range(1, most + 1):
            page = FigurePage(size, font, title, subtitle)
            page.legend(_legend(groups, first, last))
            _draw_columns(page, _columns(groups, columns, first, last), headings=len(groups) > 1)
            page.notes(notes)
            if page.needed <= size.height:
                break
        assert page is not None  # noqa: S101
        return page

    return compose(size, draw, "ask for fewer offices or a shorter period")


def _columns(groups: Sequence[TenureGroup], wanted: int, first: date, last: date) -> list[_Column]:
    """Divide rows among the columns that are wanted; each column of a single office has its own time."""
    total = sum(len(group.holders) for group in groups)
    share = -(-total // wanted)
    columns: list[list[TenureGroup]] = [[]]
    room = share
    for group in groups:
        rest, title = list(group.holders), group.title
        while rest:
            if room == 0:
                columns.append([])
                room = share
            columns[-1].append(TenureGroup(group.office_id, title, rest[:room], group.gaps))
            title = f"{group.title} (continued)"
            rest, room = rest[room:], room - len(rest[:room])
    if len(groups) > 1 or len(columns) == 1:
        return [_Column(column, first, last) for column in columns]
    return [_Column(column, *_own_span(column[0].holders, first, last)) for column in columns]


def _own_span(rows: Sequence[Row], first: date, last: date) -> tuple[date, date]:
    parts = [part for row in rows for part in tenure_parts(row, first, last) if part.certainty != "possible"]
    parts = parts or [part for row in rows for part in tenure_parts(row, first, last)]
    if not parts:
        return first, last
    return min(part.first for part in parts), max(part.last for part in parts)


def _draw_columns(page: FigurePage, columns: Sequence[_Column], *, headings: bool) -> None:
    gutter = page.font * 2
    width = (page.width - gutter * (len(columns) - 1)) / len(columns)
    tops = page.y
    for place, column in enumerate(columns):
        left = page.left + place * (width + gutter)
        page.y = max(page.y, _draw_column(page, column, left, left + width, tops, headings=headings))


def _draw_column(page: FigurePage, column: _Column, left: float, right: float, top: float, *, headings: bool) -> float:
    font, canvas = page.font, page.canvas
    rows = [row for group in column.groups for row in group.holders]
    years = (column.axis_last - column.axis_first).days > _LONG
    width = right - left
    name_width = min(max(text_width(_name(row), font) for row in rows), width * _NAMES)
    if not years and width - name_width - _dates_width(rows, font, years=False) - 2 * font < width * _BARS:
        years = True
    dates_width = _dates_width(rows, font, years=years)
    axis = TimeAxis(column.axis_first, column.axis_last, left + name_width + dates_width + 2 * font, right)
    y = top
    for group in column.groups:
        if headings:
            y += 0 if y == top else font * 0.4
            y = canvas.lines(left, y, wrap(group.title, width, font, "bold"), font, weight="bold")
        begins: list[float] = []
        for row in group.holders:
            begins.append(y)
            lines = wrap(_name(row), name_width + 0.5, font)
            height = len(lines) * font * LEADING
            canvas.lines(left, y, lines, font, id=f"name:{row['role_id']}")
            canvas.text(
                left + name_width + font, y + height / 2, write_period(row, years=years), font * 0.9, color=MUTED
            )
            _draw_bar(canvas, row, axis, y + height / 2, font)
            y += height
        for gap in group.gaps:
            before, after = _rows_around(group.holders, gap)
            if before is not None or after is not None:
                top_row = begins[before if before is not None else 0]
                last_row = after if after is not None else len(begins) - 1
                _draw_gap(canvas, gap, axis, top_row, [*begins[1:], y][last_row])
    return axis.draw(canvas, top, y + font * 0.3, font * 0.9)


def _rows_around(holders: Sequence[Row], gap: Row) -> tuple[int | None, int | None]:
    """Return the places of the last holder before a gap, and of the first after it, as far as they are in a column."""
    before = [at for at, row in enumerate(holders) if row["possible_to"] and row["possible_to"] < gap["start_min"]]
    after = [at for at, row in enumerate(holders) if row["possible_from"] and row["possible_from"] > gap["end_max"]]
    return max(before, default=None), min(after, default=None)


def _dates_width(rows: Sequence[Row], font: float, *, years: bool) -> float:
    return max(text_width(write_period(row, years=years), font * 0.9) for row in rows)


def _name(row: Row) -> str:
    """Return the name of a holder, with what is not regular about the tenure."""
    manner = _PROVISIONAL.get(row["basis"])
    return f"{row['actor_name']} ({manner})" if manner else str(row["actor_name"])


def _draw_bar(canvas: Canvas, row: Row, axis: TimeAxis, middle: float, font: float) -> None:
    provisional = row["basis"] in _PROVISIONAL
    for part in tenure_parts(row, axis.first, axis.last):
        x, end = axis.at(part.first), axis.at(part.last, after=True)
        # A tenure of a few days is widened to be seen, but not beyond the scale.
        width = max(end - x, _LEAST_BAR if part.certainty != "possible" else 2.0)
        x = min(x, axis.end - width)
        draw_part(canvas, x, middle, width, font, part.certainty, provisional, id=f"{part.certainty}:{row['role_id']}")


def draw_part(
    canvas: Canvas,
    x: float,
    middle: float,
    width: float,
    font: float,
    certainty: Certainty,
    provisional: bool,
    id: str | None = None,
) -> None:
    """Draw a part of a bar: what is less certain is lighter, hatched or only an outline; acting is narrow and orange."""
    height = font * (0.42 if provisional else 0.78)
    color = ORANGE if provisional else BLUE
    match certainty:
        case "certain":
            canvas.bar(x, middle - height / 2, width, height, fill=color, id=id)
        case "presumed":
            light = PAPER if provisional else SKY
            canvas.bar(x, middle - height / 2, width, height, fill=light, edge=color, hatch="//////", id=id)
        case _:
            canvas.bar(x, middle - height / 4, width, height / 2, fill=PAPER, edge=MUTED, dashed=True, id=id)


def _draw_gap(canvas: Canvas, gap: Row, axis: TimeAxis, top: float, bottom: float) -> None:
    first, last = gap["start_min"], gap["end_max"]
    if last < axis.first or first > axis.last:
        return
    x, end = axis.at(first), axis.at(last, after=True)
    _fill_gap(canvas, x, max(end - x, 0.5), top, bottom - top, gap["note"])


def _fill_gap(canvas: Canvas, x: float, width: float, top: float, height: float, note: str) -> None:
    if note == "vacant":
        canvas.bar(x, top, width, height, fill=BAND, layer=0.2)
    else:
        canvas.bar(x, top, width, height, fill=PAPER, edge=BAND, hatch="\\\\\\\\", layer=0.2)


def _legend(groups: Sequence[TenureGroup], first: date, last: date) -> list[tuple[Sign, str]]:
    """Return the signs that occur."""
    rows = [row for group in groups for row in group.holders]
    found = {part.certainty for row in rows for part in tenure_parts(row, first, last)}
    regular: list[tuple[Certainty, str]] = [
        ("certain", "certain"),
        ("presumed", "presumed (no end recorded)"),
        ("possible", "possible (not ruled out)"),
    ]
    entries = [(_bar_sign(certainty, False), text) for certainty, text in regular if certainty in found]
    manners = [manner for basis, manner in _PROVISIONAL.items() if any(row["basis"] == basis for row in rows)]
    if manners:
        entries.append((_bar_sign("certain", True), " or ".join(manners)))
    shown = [gap for group in groups for gap in group.gaps if gap["end_max"] >= first and gap["start_min"] <= last]
    for note, text in (("vacant", "vacant by the record"), ("not-covered", "not covered by the sources")):
        if any(gap["note"] == note for gap in shown):
            entries.append((_gap_sign(note), text))
    return entries


def _bar_sign(certainty: Certainty, provisional: bool) -> Sign:
    return lambda canvas, x, y, font: draw_part(canvas, x, y, font * SIGN, font, certainty, provisional)


def _gap_sign(note: str) -> Sign:
    return lambda canvas, x, y, font: _fill_gap(canvas, x, font * SIGN, y - font / 2, font, note)
