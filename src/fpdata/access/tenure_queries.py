"""Who held what on a day, and who held an office in turn: *certain*, *presumed* or *possible*, from the tenures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from fpdata.access.absence import explain_absence
from fpdata.access.days import to_period
from fpdata.access.load import load
from fpdata.access.resolver import resolve_name

if TYPE_CHECKING:
    import pyarrow as pa

_ONE_DAY = timedelta(days=1)
_HOLDER_COLUMNS = ["role_id", "actor_id", "actor_name", "title", "basis"]
_DATE_COLUMNS = ["start", "start_min", "start_max", "end", "end_min", "end_max"]
_SPAN_COLUMNS = ["possible_from", "presumed_from", "certain_from", "certain_to", "presumed_to", "possible_to"]
_SEEN_COLUMNS = ["last_seen", "last_seen_document_id"]


class Absence(NamedTuple):
    """Why nobody is found: `kind` is "vacant" by the record, or "not-covered" by it; `text` says it in a sentence."""

    kind: Literal["vacant", "not-covered"]
    text: str


def as_of(
    day: date | str | None = None,
    *,
    office: str | None = None,
    person: str | None = None,
    country: str | None = None,
    organization: str | None = None,
    path: Path | str | None = None,
) -> pa.Table:
    """Return the roles held on a day, or on any day of a month or year: certain, presumed or possible.

    `day` is a date or text: a day (YYYY-MM-DD), a month (YYYY-MM) or a year (YYYY); by default, today. The filters
    are names or ids, and all must hold: `office`, `person` (the holder), `country` (of the role), `organization` (the
    body that the office belongs to). Retired ids resolve to their replacement,
    with a RedirectWarning. `path` is that of `load`.

    Columns: certainty, change, then those of the view role_holders: role_id, actor_id, actor_name, title, basis,
    office_id, …, start and end (EDTF, with bounds as date32), possible_from, presumed_from, certain_from, certain_to,
    presumed_to, possible_to (date32), last_seen (date32) with last_seen_document_id. certainty is

    - "certain": a source shows it;
    - "presumed": it began, no end is recorded, and nothing speaks against it, but the sources do not reach that far:
      last_seen says how far they do;
    - "possible": no date rules it out.

    For a month or year, it is the best answer of any of its days. change is "from" if the role began on the day (or in
    the month or year), "until" if it ended then, "from-until" if both, else null: on a day of transition, both holders
    are found. Rows are ordered by the precedence of the office, then by certainty and start.

    If no role is found, the metadata of the table's schema say why: "absence" is "vacant" by the record or
    "not-covered" by it, "explanation" a sentence.

    Raises UnknownIdError for an unknown name or id, AmbiguousNameError for a name that may be several, ValueError for text that is not a day, month or year, DataNotFoundError if
    the export is missing.

    >>> as_of("2025-11-23", office="secretary-of-state").select(["actor_name", "certainty"]).to_pylist()
    [{'actor_name': 'Marco Rubio', 'certainty': 'certain'}]
    """
    import pyarrow as pa  # keeps `import fpdata` fast
    import pyarrow.compute as pc

    first, last = to_period("day", day)
    roles = _filtered(office, person, country, organization, path)
    found = _held(roles, first, last)
    certainty = pc.if_else(
        _overlaps(found, "certain", first, last),
        "certain",
        pc.if_else(_overlaps(found, "presumed", first, last), "presumed", "possible"),
    )
    change = pc.if_else(
        _on(found, "start", first, last),
        pc.if_else(_on(found, "end", first, last), "from-until", "from"),
        pc.if_else(_on(found, "end", first, last), "until", pa.scalar(None, pa.string())),
    )
    rank = pc.index_in(certainty, pa.array(["certain", "presumed", "possible"]))
    order = [("precedence", "ascending"), ("rank", "ascending"), ("start_min", "ascending"), ("role_id", "ascending")]
    found = found.add_column(0, "change", change).add_column(0, "certainty", certainty)
    found = found.append_column("rank", rank).sort_by(order).drop_columns("rank")
    if found.num_rows:
        return found
    one_office = office is not None and (person, country, organization) == (None, None, None)
    absence = _explain_office(roles, first, last) if one_office else _explain(roles, person)
    return found.replace_schema_metadata({"absence": absence.kind, "explanation": absence.text})


def _filtered(
    office: str | None, person: str | None, country: str | None, organization: str | None, path: Path | str | None
) -> pa.Table:
    import pyarrow.compute as pc

    roles = load("role_holders", path=path)
    if office is not None:
        roles = roles.filter(pc.equal(roles["office_id"], resolve_name("office", office, path)))
    if person is not None:
        roles = roles.filter(pc.equal(roles["actor_id"], resolve_name("person", person, path)))
    if country is not None:
        roles = roles.filter(pc.equal(roles["country_id"], resolve_name("country", country, path)))
    if organization is not None:
        roles = roles.filter(pc.equal(roles["organization_id"], resolve_name("organization", organization, path)))
    return roles


def _held(roles: pa.Table, first: date, last: date) -> pa.Table:
    """Return the roles that were possibly held on a day of a period."""
    import pyarrow as pa
    import pyarrow.compute as pc

    # A role without any bound never began, or nobody knows when.
    dated = pc.or_(pc.is_valid(roles["possible_from"]), pc.is_valid(roles["possible_to"]))
    begun = pc.fill_null(pc.less_equal(roles["possible_from"], pa.scalar(last, pa.date32())), True)
    not_ended = pc.fill_null(pc.greater_equal(roles["possible_to"], pa.scalar(first, pa.date32())), True)
    return roles.filter(pc.and_(dated, pc.and_(begun, not_ended)))


def _overlaps(roles: pa.Table, answer: str, first: date, last: date) -> pa.ChunkedArray:
    import pyarrow as pa
    import pyarrow.compute as pc

    begun = pc.less_equal(roles[f"{answer}_from"], pa.scalar(last, pa.date32()))
    not_ended = pc.greater_equal(roles[f"{answer}_to"], pa.scalar(first, pa.date32()))
    return pc.fill_null(pc.and_(begun, not_ended), False)


def _on(roles: pa.Table, date_column: str, first: date, last: date) -> pa.ChunkedArray:
    """Return whether a date certainly falls into a period."""
    import pyarrow as pa
    import pyarrow.compute as pc

    after = pc.greater_equal(roles[f"{date_column}_min"], pa.scalar(first, pa.date32()))
    before = pc.less_equal(roles[f"{date_column}_max"], pa.scalar(last, pa.date32()))
    return pc.fill_null(pc.and_(after, before), False)


def _explain(roles: pa.Table, person: str | None) -> Absence:
    about = f" of {roles['actor_name'][0]}" if person is not None and roles.num_rows else ""
    text = f"No such role{about} is recorded for this time; 'fpdata coverage roles' says what the sources cover."
    return Absence("not-covered", text)


def _explain_office(roles: pa.Table, first: date, last: date) -> Absence:
    """Return why no role in an office was held from `first` to `last`."""
    rows = [row for row in roles.to_pylist() if _took_office(row)]
    if not rows:
        return Absence("not-covered", "No holder of this office is recorded.")
    title = rows[0]["office_title"]
    undated = sum(row["possible_from"] is row["possible_to"] is None for row in rows)
    before = [row for row in rows if row["possible_to"] and row["possible_to"] < first]
    after = [row for row in rows if row["possible_from"] and row["possible_from"] > last]
    covered = max((row["covered_to"] for row in rows if row["covered_to"]), default=None)
    earlier = max(before, key=lambda row: (row["possible_to"], row["role_id"]), default=None)
    later = min(after, key=lambda row: (row["possible_from"], row["role_id"]), default=None)
    left = earlier and f"{earlier['actor_name']} ({_end(earlier)})"
    right = later and f"{later['actor_name']} (from {later['start'] or later['possible_from']})"
    when = f"between {left} and {right}" if left and right else f"after {left}" if left else f"before {right}"
    if left and covered and last <= covered and not undated:
        return Absence("vacant", f"By the record, nobody held the office {title} {when}.")
    reach = f"; the sources cover it to {covered}" if covered and last > covered else ""
    also = f"; {undated} {'role has' if undated == 1 else 'roles have'} no date" if undated else ""
    return Absence(
        "not-covered", f"No holder of the office {title} is recorded{f' {when}' if left or right else ''}{reach}{also}."
    )


def _took_office(role: dict[str, Any]) -> bool:
    """Return whether a role was held, for all we know: not that of a nominee of whom no later date is recorded."""
    dated = role["start"] or role["end"] or role["possible_from"]
    return bool(role["basis"] != "nominated-not-served" and (dated or role["basis"] != "designated"))


def _end(role: dict[str, Any]) -> str:
    """Return when a role ended, for a reader."""
    return f"until {role['end']}" if role["end"] not in (None, "..") else f"at the latest until {role['possible_to']}"


def office_holders(office: str, *, path: Path | str | None = None) -> pa.Table:
    """Return the holders of an office in order of their start, with the gaps between them.

    `office` is the title or id of an office; a retired one resolves to its replacement, with a RedirectWarning. `path` is that of
    `load`. Whoever was only nominated or designated is left out.

    Columns: role_id, actor_id, actor_name, title, basis; start and end (EDTF) with start_min, start_max, end_min and
    end_max (date32); the days on which the role was certainly held, or is presumed to be, or possibly was
    (possible_from, presumed_from, certain_from, certain_to, presumed_to, possible_to), last_seen and
    last_seen_document_id, as in `as_of`; note, which is

    - null for most holders, and for all of an office with many seats,
    - "overlap" if an earlier holder had not left when this one certainly held the office,
    - "vacant" for days on which no recorded holder can have held it, although the sources cover them: start and end
      are the first and the last of them, and the columns about a holder are null,
    - "not-covered" for such days that the sources do not cover.

    An office for which no role is recorded gives an empty table, with an "explanation" in the metadata of its schema.
    Raises UnknownIdError for an unknown office, AmbiguousNameError for a title that may be several, DataNotFoundError if the export is missing.

    >>> office_holders("secretary-of-state").select(["actor_name", "start", "note"]).to_pylist()[1:3]
    [{'actor_name': None, 'start': '1794-01-01', 'note': 'vacant'},
     {'actor_name': 'Edmund Randolph', 'start': '1794-01-02', 'note': None}]
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    roles = load("role_holders", path=path)
    types = roles.select([*_HOLDER_COLUMNS, *_DATE_COLUMNS, *_SPAN_COLUMNS, *_SEEN_COLUMNS]).schema
    schema = pa.schema([(field.name, field.type) for field in types] + [("note", pa.string())])
    id = resolve_name("office", office, path)
    rows = roles.filter(pc.equal(roles["office_id"], id)).to_pylist()
    holders = pa.Table.from_pylist(_with_gaps(filter(_took_office, rows)), schema)
    return explain_absence(holders, "holder", {"of the office": id}, "roles")


def _with_gaps(roles: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the roles of one office in order, each with its note, and a row for each gap."""
    entries: list[dict[str, Any]] = []
    ordered = sorted(roles, key=_order)
    if ordered and ordered[0]["seats"] != "one":  # several at once are no overlap, and none at all is no vacancy
        return [role | {"note": None} for role in ordered]
    covered = max((role["covered_to"] for role in ordered if role["covered_to"]), default=date.min)
    last_possible: date | None = date.min
    last_held = date.min
    for role in ordered:
        begins = role["possible_from"]
        if entries and begins and last_possible and begins > last_possible + _ONE_DAY:
            entries.append(_gap(last_possible + _ONE_DAY, begins - _ONE_DAY, covered))
        overlaps = role["certain_from"] and role["certain_from"] < last_held
        entries.append(role | {"note": "overlap" if overlaps else None})
        if last_possible is not None:
            last_possible = max(last_possible, role["possible_to"]) if role["possible_to"] else None
        last_held = max(last_held, role["end_min"] or role["certain_to"] or date.min)
    return entries


def _order(role: dict[str, Any]) -> tuple[date, date, str]:
    begins = role["start_min"] or role["end_min"] or role["certain_from"] or role["possible_from"]
    return begins or date.max, role["end_max"] or role["possible_to"] or date.max, role["role_id"]


def _gap(first: date, last: date, covered: date) -> dict[str, Any]:
    starts = {"start": first.isoformat(), "start_min": first, "start_max": first}
    ends = {"end": last.isoformat(), "end_min": last, "end_max": last}
    return starts | ends | {"note": "vacant" if last <= covered else "not-covered"}
