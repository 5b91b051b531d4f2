"""Draw who held an office, or several, and how certain that is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fpdata.access.absence import explanation
from fpdata.access.days import to_days
from fpdata.access.load import load
from fpdata.access.resolver import resolve_name
from fpdata.access.tenure_queries import office_holders
from fpdata.plot.errors import NothingToDrawError
from fpdata.plot.page_size import page_size
from fpdata.plot.source_notes import source_notes
from fpdata.plot.style import require_matplotlib
from fpdata.plot.tenure_bars import TenureGroup, draw_tenures
from fpdata.plot.titles import period_words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_ONE_DAY = timedelta(days=1)


def tenures(
    office: str | Sequence[str],
    *,
    start: date | str | None = None,
    end: date | str | None = None,
    size: str = "page",
    width: float | None = None,
    height: float | None = None,
    path: Path | str | None = None,
) -> Figure:
    """Return a figure of the holders of an office, or of several, in turn: a bar for each tenure.

    Parts of a bar are certain, presumed or possible, as in `as_of`; acting holders have a narrower one. Bands are days
    on which an office with one seat was vacant by the record, or that the sources do not cover.

    `office` is a title or id, or several. `start` and `end` are the first and last day of a period, as a date or text: a
    day, month or year; by default, from the first holder on to the release of the data set. `size` is "column", "page"
    or "slide"; `width` and `height`, in inches, replace its own. `path` is that of `load`.

    Raises UnknownIdError for an unknown office, AmbiguousNameError for a title that may be several; NothingToDrawError
    if no holder is recorded; TooMuchToDrawError if they do not fit; ValueError for other text or sizes;
    MissingExtraError without the extra 'plot'; DataNotFoundError if the export is missing.

    >>> figure = tenures("secretary-of-state", start="2009", end="2024")
    >>> figure.get_label()
    'Who held the office of Secretary of State, 2009 to 2024'
    """
    require_matplotlib()
    shape = page_size(size, width, height)
    first, last = to_days(start, end)
    offices = [office] if isinstance(office, str) else list(office)
    ids = [*dict.fromkeys(resolve_name("office", name, path) for name in offices)]
    titles = _titles(ids, path)
    groups, reasons = [], []
    for id in ids:
        found = office_holders(id, start=first, end=last, path=path)
        reasons.append(explanation(found) or f"No holder of the office of {titles[id]} is recorded for this time.")
        rows = found.to_pylist()
        holders = [row for row in rows if row["actor_id"]]
        gaps = [row for row in rows if not row["actor_id"]]
        if holders:
            groups.append(TenureGroup(id, titles[id], holders, gaps))
    if not groups:
        raise NothingToDrawError(" ".join(reasons) if ids else "no office is named")
    begin, finish = _span([row for group in groups for row in group.holders], first, last, path)
    role_ids = [row["role_id"] for group in groups for row in group.holders]
    named = " and ".join(filter(None, [", ".join(titles[id] for id in ids[:-1]), titles[ids[-1]]]))
    shown = period_words(first, last) if first or last else period_words(begin, finish, whole_years=True)
    heading = f"Who held the office{'s' if len(ids) > 1 else ''} of {named}, {shown}"
    absent = [titles[id] for id in ids if id not in {group.office_id for group in groups}]
    notes = [f"No holder is recorded for this time: {', '.join(absent)}."] if absent else []
    notes += source_notes({"roles": role_ids}, path, about=[titles[id] for id in ids])
    return draw_tenures(groups, begin, finish, heading, notes, shape)


def _titles(ids: Sequence[str], path: Path | str | None) -> dict[str, str]:
    offices = load("offices", path=path).select(["office_id", "title"]).to_pylist()
    titles = {row["office_id"]: row["title"] for row in offices}
    return {id: titles[id] for id in ids}


def _span(
    rows: Sequence[dict[str, Any]], first: date | None, last: date | None, path: Path | str | None
) -> tuple[date, date]:
    """Return the first and the last day to show."""
    begins = [day for row in rows if (day := _earliest(row))]
    ends = [day for row in rows if (day := _latest(row))]
    begin = first or min([*begins, *ends], default=date(1789, 1, 1))
    if last is None and any(row["end_min"] is None and row["end_max"] is None for row in rows):
        last = max([*ends, begin, *filter(None, [_released(path)])])
    finish = last or max([*ends, begin])
    return begin, max(finish, min(begin, date.max - _ONE_DAY) + _ONE_DAY)


def _earliest(row: dict[str, Any]) -> date | None:
    days = (row["start_min"], row["certain_from"], row["presumed_from"], row["start_max"], row["possible_from"])
    return next((day for day in days if day), None)


def _latest(row: dict[str, Any]) -> date | None:
    """Return the last day of a tenure that is recorded: what is presumed or possible of the future is not drawn."""
    days = (row["end_max"], row["end_min"], row["certain_to"], row["last_seen"], row["start_max"], row["possible_to"])
    return next((day for day in days if day), None)


def _released(path: Path | str | None) -> date | None:
    from fpdata.access.about import about_data_set

    version = (load("actors", path=path).schema.metadata or {}).get(b"version", b"").decode()
    released = about_data_set(version).released
    return date.fromisoformat(released) if released else None
