"""Who held what on a day, and who held an office in turn: *certain*, *presumed* or *possible*, from the tenures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from fpdata.access.absence import Absence, absence_text, with_explanation
from fpdata.access.days import to_days, to_period
from fpdata.access.load import load
from fpdata.access.lookup_database import lookup_database
from fpdata.access.resolver import RecordKind, resolve_name
from fpdata.model.offices import OfficeKind

if TYPE_CHECKING:
    import pyarrow as pa

    from fpdata.access.lookup_database import LookupDatabase

_ONE_DAY = timedelta(days=1)
#: An office follows another one if it is first held within so many days of its end.
_HANDOVER = timedelta(days=31)
#: The kinds of offices that lead an organization: of those, one is in place of the other.
_LEADING = frozenset({OfficeKind.AGENCY_HEAD, OfficeKind.CABINET})
#: The columns of `office_holders`.
TURN_COLUMNS = (
    *("role_id", "actor_id", "actor_name", "title", "basis"),
    *("start", "start_min", "start_max", "end", "end_min", "end_max"),
    *("possible_from", "presumed_from", "certain_from", "certain_to", "presumed_to", "possible_to"),
    *("last_seen", "last_seen_document_id", "note"),
)
#: The columns that `as_of` adds to those of role_holders.
_ANSWER_COLUMNS = ("certainty", "change")
_SURE = ("certain", "presumed")
#: The roles that were possibly held between two days, of which the later comes first. A role without any bound never
#: began, or nobody knows when. The inner query reads only an index.
_HELD = """rowid in (
    select rowid from rows
    where (possible_from <= ? or (possible_from is null and possible_to is not null))
    and (possible_to >= ? or possible_to is null)
)"""


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

    answer = roles_held(day, office=office, person=person, country=country, organization=organization, path=path)
    roles = load("role_holders", path=path)
    roles = roles.take(pc.index_in(pa.array([row["role_id"] for row in answer.rows], pa.string()), roles["role_id"]))
    for name in reversed(_ANSWER_COLUMNS):
        roles = roles.add_column(0, name, pa.array([row[name] for row in answer.rows], pa.string()))
    return with_explanation(roles, *answer.absence) if answer.absence else roles


class HeldRoles(NamedTuple):
    """The roles held in a period: the columns and rows of `as_of` in its order; if there are none, why."""

    columns: tuple[str, ...]
    rows: list[dict[str, Any]]
    absence: Absence | None


def roles_held(
    day: date | str | None,
    *,
    office: str | None,
    person: str | None,
    country: str | None,
    organization: str | None,
    path: Path | str | None,
) -> HeldRoles:
    """Return the roles held on a day, or on any day of a month or year; the arguments and errors are those of `as_of`."""
    first, last = to_period("day", day)
    asked: dict[str, tuple[RecordKind, str | None]] = {
        "office_id": ("office", office),
        "actor_id": ("person", person),
        "country_id": ("country", country),
        "organization_id": ("organization", organization),
    }
    tables = lookup_database(path)
    table = tables["role_holders"]
    wanted = {column: resolve_name(kind, text, path) for column, (kind, text) in asked.items() if text is not None}
    filters = " and ".join(["true", *(f'"{column}" = ?' for column in wanted)])
    rows = table.rows(f"{filters} and {_HELD}", *wanted.values(), last.isoformat(), first.isoformat())
    for row in rows:
        row["certainty"] = next((answer for answer in _SURE if _overlaps(row, answer, first, last)), "possible")
        row["change"] = _change(row, first, last)
    rows.sort(key=_precedence)
    if rows:
        return HeldRoles((*_ANSWER_COLUMNS, *table.structure.columns), rows, None)
    of_them = table.rows(filters, *wanted.values())
    if [*wanted] == ["office_id"]:
        (of_office,) = tables["offices"].rows_with("office_id", str(wanted["office_id"]))
        existence = _existence(tables, of_office["country_id"], first, last)
        absence = _explain_office(of_them, first, last, existence or _counterpart(tables, of_them, first, last))
    else:
        absence = _explain(of_them, person, first, _existence(tables, wanted.get("country_id"), first, last))
    return HeldRoles((*_ANSWER_COLUMNS, *table.structure.columns), [], absence)


def _overlaps(role: dict[str, Any], answer: str, first: date, last: date) -> bool:
    begun, ended = role[f"{answer}_from"], role[f"{answer}_to"]
    return bool(begun and ended and begun <= last and ended >= first)


def _change(role: dict[str, Any], first: date, last: date) -> str | None:
    """Return whether a role certainly began or ended in a period."""
    began, ended = (
        bool((low := role[f"{side}_min"]) and (high := role[f"{side}_max"]) and low >= first and high <= last)
        for side in ("start", "end")
    )
    return "from-until" if began and ended else "from" if began else "until" if ended else None


def _precedence(role: dict[str, Any]) -> tuple[object, ...]:
    """Return what orders the roles held: the precedence of the office, then certainty and start, empty ones last."""
    rank = ("certain", "presumed", "possible").index(role["certainty"])
    precedence, start = role["precedence"], role["start_min"]
    return precedence is None, precedence or 0, rank, start is None, start or date.min, role["role_id"]


def _explain(roles: list[dict[str, Any]], person: str | None, first: date, existence: str) -> Absence:
    about = f" of {roles[0]['actor_name']}" if person is not None and roles else ""
    time = f"{first}, which is still to come" if first > date.today() else "this time"
    text = f"No such role{about} is recorded for {time}; 'fpdata coverage roles' says what the sources cover."
    return Absence("not-covered", text + existence)


def _existence(tables: LookupDatabase, country: str | None, first: date, last: date) -> str:
    """Return when a country existed, if it had ended by then or had not begun; "" if neither is on record."""
    rows = tables["countries"].rows_with("country_id", country) if country else []
    for row in rows:
        if not ((row["end_max"] and row["end_max"] < first) or (row["start_min"] and row["start_min"] > last)):
            continue
        ended = row["end"] not in (None, "..")
        began = f" from {row['start']}" if row["start"] and ended else ""
        lived = f"existed{began} until {row['end']}" if ended else f"has existed since {row['start']}"
        return f" {row['name']} {lived}{'; see ' + row['successor_id'] if row['successor_id'] else ''}."
    return ""


def _counterpart(tables: LookupDatabase, roles: list[dict[str, Any]], first: date, last: date) -> str:
    """Return who held the office that an organization had before or after an office; "" if none is on record.

    The Director of Central Intelligence led the CIA until 2005, and its own director since: offices of one kind, of which
    one ended when the other began.
    """
    if not roles or not roles[0]["organization_id"] or roles[0]["office_kind"] not in _LEADING:
        return ""
    alike = '"organization_id" = ? and "office_kind" = ?'
    of_kind = (roles[0]["organization_id"], roles[0]["office_kind"])
    held = tables["role_holders"].rows(f"{alike} and {_HELD}", *of_kind, last.isoformat(), first.isoformat())
    held = [row for row in held if any(_overlaps(row, answer, first, last) for answer in _SURE)]
    for office in dict.fromkeys(row["office_id"] for row in held):
        if _is_next(tables, office, roles[0]["office_id"]) or _is_next(tables, roles[0]["office_id"], office):
            names = dict.fromkeys(row["actor_name"] for row in sorted(held, key=_order) if row["office_id"] == office)
            title = next(row["office_title"] for row in held if row["office_id"] == office)
            return f" At that time, {' and '.join(names)} held the office of {title} ({office})."
    return ""


def _is_next(tables: LookupDatabase, earlier: str, later: str) -> bool:
    """Return whether an office ended when another was first held."""
    (office,) = tables["offices"].rows_with("office_id", earlier)
    begun = [role["start_min"] for role in tables["role_holders"].rows_with("office_id", later) if role["start_min"]]
    return bool(office["end_max"] and begun and abs(min(begun) - office["end_max"]) <= _HANDOVER)


def _explain_office(roles: list[dict[str, Any]], first: date, last: date, also: str) -> Absence:
    """Return why no role in an office was held from `first` to `last`; `also` is what else is to be said."""
    rows = [row for row in roles if _took_office(row)]
    if not rows:
        return Absence("not-covered", "No holder of this office is recorded.")
    title = rows[0]["office_title"]
    undated = sum(row["possible_from"] is row["possible_to"] is None for row in rows)
    before = [row for row in rows if row["possible_to"] and row["possible_to"] < first]
    after = [row for row in rows if row["possible_from"] and row["possible_from"] > last]
    covered = _covered_to(before)
    earlier = max(before, key=lambda row: (row["possible_to"], row["role_id"]), default=None)
    later = min(after, key=lambda row: (row["possible_from"], row["role_id"]), default=None)
    left = earlier and f"{earlier['actor_name']} ({_end(earlier)})"
    right = later and f"{later['actor_name']} ({_begin(later)})"
    when = f"between {left} and {right}" if left and right else f"after {left}" if left else f"before {right}"
    if left and covered and last <= covered and not undated:
        text = f"No holder of the office of {title} is recorded {when}, although the sources cover that time; who acted may be missing."
        return Absence("vacant", text + also)
    reach = f"; the sources cover it to {covered}" if covered and last > covered else ""
    dateless = f"; {undated} {'role has' if undated == 1 else 'roles have'} no date" if undated else ""
    return Absence(
        "not-covered",
        f"No holder of the office of {title} is recorded{f' {when}' if left or right else ''}{reach}{dateless}.{also}",
    )


def _covered_to(before: Iterable[dict[str, Any]]) -> date | None:
    """Return the day up to which the sources of an office show that nobody held it, given the roles before that time.

    What a source covers is one period: if it has an earlier holder, it covers what lies between. Lists of foreign
    officials that appear once in a while show nobody's absence.
    """
    days = (role["covered_to"] for role in before if role["office_kind"] != OfficeKind.FOREIGN)
    return max(filter(None, days), default=None)


def _took_office(role: dict[str, Any]) -> bool:
    """Return whether a role was held, for all we know: not that of a nominee of whom no later date is recorded."""
    dated = role["start"] or role["end"] or role["possible_from"]
    return bool(role["basis"] != "nominated-not-served" and (dated or role["basis"] != "designated"))


def _begin(role: dict[str, Any]) -> str:
    """Return when a role began, for a reader: not before its state did, whatever the source says."""
    if role["start_max"] and role["possible_from"] and role["possible_from"] > role["start_max"]:
        return f"from {role['possible_from']}"
    if role["start"] and role["start"].startswith(("/", "../")):
        return f"in office by {role['start'].lstrip('./')}"
    return f"from {role['start'] or role['possible_from']}"


def _end(role: dict[str, Any]) -> str:
    """Return when a role ended, for a reader."""
    return f"until {role['end']}" if role["end"] not in (None, "..") else f"at the latest until {role['possible_to']}"


def office_holders(
    office: str,
    *,
    start: date | str | None = None,
    end: date | str | None = None,
    path: Path | str | None = None,
) -> pa.Table:
    """Return the holders of an office in order of their start, with the gaps between them.

    `office` is the title or id of an office; a retired one resolves to its replacement, with a RedirectWarning. `start` and
    `end` are the first and last day of a period, as a date or text: a day, month or year; without them, all who held the
    office are returned, else those who did in the period, at least possibly, and the gaps in it. `path` is that of `load`.
    Whoever was only nominated or designated is left out.

    Columns: role_id, actor_id, actor_name, title, basis; start and end (EDTF) with start_min, start_max, end_min and
    end_max (date32); the days on which the role was certainly held, or is presumed to be, or possibly was
    (possible_from, presumed_from, certain_from, certain_to, presumed_to, possible_to), last_seen and
    last_seen_document_id, as in `as_of`; note, which is

    - null for most holders, and for all of an office with many seats,
    - "overlap" if an earlier holder had not left when this one certainly held the office,
    - "vacant" for days on which no recorded holder can have held it, although the source of an earlier one covers
      them: start and end are the first and the last of them, and the columns about a holder are null,
    - "not-covered" for such days that the sources do not cover.

    An office for which no role is recorded gives an empty table, with an "explanation" in the metadata of its schema.
    Raises UnknownIdError for an unknown office, AmbiguousNameError for a title that may be several, ValueError for text that is not a day or if `start` is after `end`, DataNotFoundError if the export is missing.

    >>> office_holders("secretary-of-state").select(["actor_name", "start", "note"]).to_pylist()[1:3]
    [{'actor_name': None, 'start': '1794-01-01', 'note': 'vacant'},
     {'actor_name': 'Edmund Randolph', 'start': '1794-01-02', 'note': None}]
    """
    import pyarrow as pa

    rows, absence = office_turns(office, path, start=start, end=end)
    types = load("role_holders", path=path).schema
    schema = pa.schema(
        [(name, types.field(name).type) for name in TURN_COLUMNS[:-1]] + [(TURN_COLUMNS[-1], pa.string())]
    )
    holders = pa.Table.from_pylist(rows, schema)
    return with_explanation(holders, *absence) if absence else holders


def office_turns(
    office: str, path: Path | str | None, *, start: date | str | None = None, end: date | str | None = None
) -> tuple[list[dict[str, Any]], Absence | None]:
    """Return the rows of `office_holders`, and if there are none, why; the arguments and errors are those of it."""
    first, last = to_days(start, end)
    table = lookup_database(path)["role_holders"]
    id = resolve_name("office", office, path)
    turns = turns_in_office(table.rows_with("office_id", id))
    rows = [{name: turn.get(name) for name in TURN_COLUMNS} for turn in turns if _is_between(turn, first, last)]
    asked = {"of the office": id, "on or after": first, "on or before": last}
    return rows, None if rows else Absence("not-covered", absence_text("holder", asked, "roles"))


def _is_between(turn: dict[str, Any], first: date | None, last: date | None) -> bool:
    """Return whether an office was held, or a gap lasted, on any day of a period, at least possibly."""
    if first is last is None:
        return True
    begins = turn.get("possible_from") or turn["start_min"]
    ends = turn.get("possible_to") or turn["end_max"]
    if begins is ends is None:
        return False
    return (not last or not begins or begins <= last) and (not first or not ends or ends >= first)


def turns_in_office(roles: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the roles of one office that were held, in order, each with its `note`, and a row for each gap.

    `roles` are rows of the view role_holders, with dates as dates; `note` is that of `office_holders`.
    """
    entries: list[dict[str, Any]] = []
    ordered = sorted(filter(_took_office, roles), key=_order)
    if ordered and ordered[0]["seats"] != "one":  # several at once are no overlap, and none at all is no vacancy
        return [role | {"note": None} for role in ordered]
    last_possible: date | None = date.min
    last_held = date.min
    for number, role in enumerate(ordered):
        begins = role["possible_from"]
        if entries and begins and last_possible and begins > last_possible + _ONE_DAY:
            entries.append(_gap(last_possible + _ONE_DAY, begins - _ONE_DAY, _covered_to(ordered[:number])))
        overlaps = role["certain_from"] and role["certain_from"] < last_held
        entries.append(role | {"note": "overlap" if overlaps else None})
        if last_possible is not None:
            last_possible = max(last_possible, role["possible_to"]) if role["possible_to"] else None
        last_held = max(last_held, role["end_min"] or role["certain_to"] or date.min)
    return entries


def _order(role: dict[str, Any]) -> tuple[date, date, str]:
    begins = role["start_min"] or role["end_min"] or role["certain_from"] or role["possible_from"]
    return begins or date.max, role["end_max"] or role["possible_to"] or date.max, role["role_id"]


def _gap(first: date, last: date, covered: date | None) -> dict[str, Any]:
    starts = {"start": first.isoformat(), "start_min": first, "start_max": first}
    ends = {"end": last.isoformat(), "end_min": last, "end_max": last}
    return starts | ends | {"note": "vacant" if covered and last <= covered else "not-covered"}
