"""Who held what on a day, and who held an office in turn: *certainly* or *possibly*, from the tenures of the export."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fpdata.access.days import to_day
from fpdata.access.load import load
from fpdata.access.redirects import resolve_filter

if TYPE_CHECKING:
    import pyarrow as pa

_ONE_DAY = timedelta(days=1)
_HOLDER_COLUMNS = ["role_id", "actor_id", "actor_name", "title", "basis"]
_DATE_COLUMNS = ["start", "start_min", "start_max", "end", "end_min", "end_max"]


def as_of(
    day: date | str,
    *,
    office: str | None = None,
    person: str | None = None,
    country: str | None = None,
    organization: str | None = None,
    path: Path | str | None = None,
) -> pa.Table:
    """Return the roles held on a day, certainly or possibly.

    `day` is a date or text (YYYY-MM-DD). The filters are ids, and all must hold: `office` (office_id), `person`
    (actor_id of the holder), `country` (country_id of the role), `organization` (actor_id of the body that the
    office belongs to). Retired ids resolve to their replacement, with a RedirectWarning. `path` is that of `load`.

    Columns: certainty ("certainly" or "possibly"), then those of the view role_holders: role_id, actor_id,
    actor_name, title, basis, office_id, …, start and end (EDTF, with bounds as date32), possible_from, certain_from,
    certain_to, possible_to (date32). Rows are ordered by certainty, office and role. A role whose end is not recorded
    is possible, not certain, after its first day; the table `coverage` says what each source leaves out.

    Raises UnknownIdError for an unknown id, ValueError for text that is not a day, DataNotFoundError if the
    export is missing.

    >>> as_of("2025-11-23", office="secretary-of-state")["actor_name"].to_pylist()
    ['Marco Rubio']
    """
    import pyarrow as pa  # keeps `import fpdata` fast
    import pyarrow.compute as pc

    on = pa.scalar(to_day("day", day), pa.date32())
    roles = load("role_holders", path=path)
    # A role without any bound never began, or nobody knows when.
    dated = pc.is_valid(pc.coalesce(*(roles[name] for name in ("possible_from", "certain_from", "possible_to"))))
    begun = pc.fill_null(pc.less_equal(roles["possible_from"], on), True)
    not_ended = pc.fill_null(pc.greater_equal(roles["possible_to"], on), True)
    roles = roles.filter(pc.and_(dated, pc.and_(begun, not_ended)))
    if office is not None:
        roles = roles.filter(pc.equal(roles["office_id"], resolve_filter("office", office, path)))
    if person is not None:
        roles = roles.filter(pc.equal(roles["actor_id"], resolve_filter("person", person, path)))
    if country is not None:
        roles = roles.filter(pc.equal(roles["country_id"], resolve_filter("country", country, path)))
    if organization is not None:
        roles = roles.filter(pc.equal(roles["organization_id"], resolve_filter("organization", organization, path)))
    certain = pc.and_(pc.less_equal(roles["certain_from"], on), pc.greater_equal(roles["certain_to"], on))
    roles = roles.add_column(0, "certainty", pc.if_else(pc.fill_null(certain, False), "certainly", "possibly"))
    return roles.sort_by([("certainty", "ascending"), ("office_title", "ascending"), ("role_id", "ascending")])


def office_holders(office: str, *, path: Path | str | None = None) -> pa.Table:
    """Return the holders of an office in order of their start, with the gaps between them.

    `office` is an office_id; a retired one resolves to its replacement, with a RedirectWarning. `path` is that of
    `load`. People who were nominated and never served are left out.

    Columns: role_id, actor_id, actor_name, title, basis; start and end (EDTF) with start_min, start_max, end_min and
    end_max (date32); note, which is

    - null for most holders,
    - "overlap" if an earlier holder had certainly not left when this one certainly held the office,
    - "gap" for the days on which no recorded holder can have held it: start and end are the first and the last of
      them, and the columns about a holder are null. If the sources cover the office (see the table `coverage`),
      it was vacant.

    An office for which no role is recorded gives an empty table. Raises UnknownIdError for an unknown office,
    DataNotFoundError if the export is missing.

    >>> office_holders("secretary-of-state").select(["actor_name", "start", "note"]).to_pylist()[1:3]
    [{'actor_name': None, 'start': '1794-01-01', 'note': 'gap'},
     {'actor_name': 'Edmund Randolph', 'start': '1794-01-02', 'note': None}]
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    roles = load("role_holders", path=path)
    types = roles.select([*_HOLDER_COLUMNS, *_DATE_COLUMNS]).schema
    schema = pa.schema([(field.name, field.type) for field in types] + [("note", pa.string())])
    rows = roles.filter(pc.equal(roles["office_id"], resolve_filter("office", office, path))).to_pylist()
    return pa.Table.from_pylist(_with_gaps(row for row in rows if row["basis"] != "nominated-not-served"), schema)


def _with_gaps(roles: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the roles of one office in order, each with its note, and a row for each gap."""
    entries: list[dict[str, Any]] = []
    last_possible: date | None = date.min
    last_certain = date.min
    for role in sorted(
        roles, key=lambda row: (row["start_min"] or row["end_min"] or date.max, row["end_max"] or date.max)
    ):
        begins = role["possible_from"]
        if entries and begins and last_possible and begins > last_possible + _ONE_DAY:
            entries.append(_gap(last_possible + _ONE_DAY, begins - _ONE_DAY))
        overlaps = role["certain_from"] and role["certain_from"] < last_certain
        entries.append(role | {"note": "overlap" if overlaps else None})
        if last_possible is not None:
            last_possible = max(last_possible, role["possible_to"]) if role["possible_to"] else None
        last_certain = max(last_certain, role["certain_to"] or date.min)
    return entries


def _gap(first: date, last: date) -> dict[str, Any]:
    starts = {"start": first.isoformat(), "start_min": first, "start_max": first}
    return starts | {"end": last.isoformat(), "end_min": last, "end_max": last, "note": "gap"}
