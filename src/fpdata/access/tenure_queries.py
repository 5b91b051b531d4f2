"""Who held what on a day, who held an office in turn, and who travelled where: with honest uncertainty."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fpdata.access.load import load

if TYPE_CHECKING:
    import pyarrow as pa

_ONE_DAY = timedelta(days=1)


def as_of(
    day: date | str,
    *,
    office: str | None = None,
    organization: str | None = None,
    country: str | None = None,
    path: Path | str | None = None,
) -> pa.Table:
    """Return the roles held on a day, each *certainly* or *possibly*, as far as their dates show.

    The columns are those of the view `role_holders`, after ``certainty``. `office`, `organization`
    and `country` are ids, and keep the roles of that office, of offices of that organisation, of that
    country. What each source does not cover is said by the table `coverage`. Raises ValueError where
    `day` is no date, as YYYY-MM-DD.

    >>> as_of("2025-11-23", office="secretary-of-state")["actor_name"].to_pylist()
    ['Marco Rubio']
    """
    import pyarrow as pa  # noqa: PLC0415 - `import fpdata` is to stay light
    import pyarrow.compute as pc  # noqa: PLC0415

    on = pa.scalar(day if isinstance(day, date) else date.fromisoformat(day), pa.date32())
    roles = load("role_holders", path)
    # A role without any bound never began, or nobody knows when.
    bounds = (roles[name] for name in ("possible_from", "certain_from", "possible_to"))
    placed = pc.is_valid(pc.coalesce(*bounds))
    begun = pc.fill_null(pc.less_equal(roles["possible_from"], on), True)
    lasting = pc.fill_null(pc.greater_equal(roles["possible_to"], on), True)
    roles = roles.filter(pc.and_(placed, pc.and_(begun, lasting)))
    for column, wanted in (("office_id", office), ("organization_id", organization), ("country_id", country)):
        if wanted is not None:
            roles = roles.filter(pc.equal(roles[column], wanted))
    sure = pc.and_(pc.less_equal(roles["certain_from"], on), pc.greater_equal(roles["certain_to"], on))
    certainty = pc.if_else(pc.fill_null(sure, False), "certainly", "possibly")
    roles = roles.add_column(0, "certainty", certainty)
    return roles.sort_by([("certainty", "ascending"), ("office_title", "ascending"), ("role_id", "ascending")])


def office_holders(office: str, path: Path | str | None = None) -> list[dict[str, Any]]:
    """Return the holders of an office in order, with the gaps between them.

    Each entry has ``actor_id``, ``name``, ``basis``, ``start`` and ``end`` (EDTF, as recorded), and
    ``note``: *overlaps* where the holder before has certainly not left. A gap has no actor, and stands
    where the dates leave at least one day on which nobody recorded can have held the office: ``start``
    and ``end`` are its first and last day. Where the sources cover the office (see the table
    `coverage`), it was vacant. Who never served is left out. Raises ValueError for an office of which
    no role is recorded.
    """
    import pyarrow.compute as pc  # noqa: PLC0415

    table = load("role_holders", path)
    rows = table.filter(pc.equal(table["office_id"], office)).to_pylist()
    if not rows:
        raise ValueError(f"no role in an office {office!r} is recorded")
    served = [row for row in rows if row["basis"] != "nominated-not-served"]
    served.sort(key=lambda row: (row["start_min"] or row["end_min"] or date.max, row["end_max"] or date.max))
    entries: list[dict[str, Any]] = []
    last_possible: date | None = date.min
    last_certain = date.min
    for row in served:
        begins = row["possible_from"]
        if entries and begins and last_possible and begins > last_possible + _ONE_DAY:
            entries.append(_entry(None, last_possible + _ONE_DAY, begins - _ONE_DAY))
        overlaps = bool(row["certain_from"] and row["certain_from"] < last_certain)
        entries.append(_entry(row, row["start"], row["end"], "overlaps" if overlaps else None))
        if last_possible is not None:
            last_possible = max(last_possible, row["possible_to"]) if row["possible_to"] else None
        last_certain = max(last_certain, row["certain_to"] or date.min)
    return entries


def _entry(row: dict[str, Any] | None, start: object, end: object, note: str | None = None) -> dict[str, Any]:
    return {
        "actor_id": row and row["actor_id"],
        "name": row["actor_name"] if row else "nobody recorded",
        "title": row and row["title"],
        "basis": row and row["basis"],
        "start": None if start is None else str(start),
        "end": None if end is None else str(end),
        "note": note,
    }


def travel(
    person: str | None = None,
    country: str | None = None,
    start: date | str | None = None,
    end: date | str | None = None,
    *,
    kind: str | None = None,
    path: Path | str | None = None,
) -> pa.Table:
    """Return trips abroad and visits received: one row for each person's part in each, by date.

    `person` and `country` are ids: of a trip, the country travelled to; of a visit, the visitor's.
    `start` and `end` are days: an event belongs if any of its days does. `kind` is *trip* or *visit*;
    both without it. A journey of several legs is not counted beside its legs. Columns: event_id, kind,
    name, date (with its bounds), country_id, place, actor_id, part, role_id, source_id. Raises
    ValueError for another kind, or for what is no day.
    """
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    if kind not in (None, "trip", "visit"):
        raise ValueError(f"there is no kind of travel {kind!r}; the kinds are trip and visit")
    events = load("events", path)
    events = events.filter(pc.is_in(events["kind"].cast(pa.string()), pa.array([kind] if kind else ["trip", "visit"])))
    events = events.filter(pc.invert(pc.is_in(events["event_id"], events["part_of_id"])))
    for column, bound, compare in (("date_max", start, pc.greater_equal), ("date_min", end, pc.less_equal)):
        if bound is not None:
            limit = pa.scalar(bound if isinstance(bound, date) else date.fromisoformat(bound), pa.date32())
            events = events.filter(pc.fill_null(compare(events[column], limit), True))
    parts = load("participations", path).select(["event_id", "actor_id", "part", "role_id"])
    if person is not None:
        parts = parts.filter(pc.equal(parts["actor_id"], person))
    columns = ["event_id", "kind", "name", "date", "date_min", "date_max", "country_id", "place", "source_id"]
    found = events.select(columns).join(parts, "event_id", join_type="inner")
    if country is not None:
        home = load("actors", path).select(["actor_id", "country_id"]).rename_columns(["actor_id", "home_id"])
        found = found.join(home, "actor_id")
        whose = pc.if_else(pc.equal(found["kind"].cast(pa.string()), "visit"), found["home_id"], found["country_id"])
        found = found.filter(pc.equal(whose, country))
    names = [*columns[:-1], "actor_id", "part", "role_id", "source_id"]
    order = [("date_min", "ascending"), ("event_id", "ascending"), ("actor_id", "ascending")]
    return found.select(names).sort_by(order)
