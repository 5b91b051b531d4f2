"""Compute on which days each role was certainly, presumably and possibly held.

Three spans of days, each within the next one:

- *certain*: a source shows it. From the latest day on which the role can have begun to the earliest on which it can
  have ended; without a recorded end, to the last day on which a document shows the holder in office (`last_seen`).
- *presumed*: it began, no end is recorded, and nothing speaks against it. It lasts for `PRESUMED_YEARS` after the
  holder was last seen, or as far as the role's source reaches, but there for at most `USUAL_YEARS`; and it ends before
  the next holder of a one-seat office begins, or the holder's own next full-time post, or another President if the
  office is one that Presidents fill.
- *possible*: all days that no date rules out. Without an end, it lasts until the first of: the holder's death, the
  next holder of a one-seat office, the last certain day of the next to act in it for more than three months, the
  holder's own next full-time post, the end of the office or of the state, and the longest plausible tenure
  (`LONGEST_YEARS`) or life (`LIFE_YEARS`). Without a start, it goes back to the last of:
  the holder's birth, the appointment, the previous holder of a one-seat office, the holder's own previous full-time
  post, the beginning of the office or of the state, and the longest plausible tenure.

On all other days it was not held. Nobody holds an office before birth or after death, or before the state to which it
belongs began, whatever the dates say. Where sources give a one-seat office to two holders on one day, the later one is
certain. A qualified date (``?``, ``~``, ``%``) is read as the next coarser one: 2025-02-25~ as 2025-02. A nominee who
never served has no tenure; neither has a role that has no date and is in no dated document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, pairwise

import pyarrow as pa

from fpdata.export.arrow import ExportedRow
from fpdata.export.tenure_bounds import LIFE_YEARS, Tenure, earliest, latest, read_tenures, span, years_after
from fpdata.model.offices import NOT_SEATED, Basis, OfficeKind

#: For how long after a holder was last seen in office a role without an end is presumed to continue: in every kind of
#: office, most tenures are longer. Acting holders serve for less.
PRESUMED_YEARS, PRESUMED_YEARS_ACTING = 2, 1
#: How far beyond that a source that reaches further carries the presumption: 97 of 100 tenures are shorter.
USUAL_YEARS = 8
#: Offices that take all of a holder's time, so that the next one ends the one before, unless somebody held both.
_FULL_TIME = frozenset(OfficeKind) - {OfficeKind.ENVOY, OfficeKind.RANK, OfficeKind.PARTY, OfficeKind.PRIVATE}
#: Offices whose holders a new head of state replaces, as a rule.
_POLITICAL = frozenset(
    {OfficeKind.CABINET, OfficeKind.PRINCIPAL_OFFICER, OfficeKind.AGENCY_HEAD, OfficeKind.ENVOY, OfficeKind.STAFF}
)
#: Roles on these grounds are no post of their own.
_NO_POST = NOT_SEATED | {Basis.INFORMAL, Basis.DE_FACTO, Basis.HONORARY}
_HANDOVER, _ONE_DAY = timedelta(days=90), timedelta(days=1)

#: One row for each role that has a tenure; a bound is null if it is open, or if there is no such day.
TENURE_SCHEMA = pa.schema(
    [("role_id", pa.string())]
    + [
        (name, pa.date32())
        for name in (
            "possible_from",
            "presumed_from",
            "certain_from",
            "certain_to",
            "presumed_to",
            "possible_to",
            "last_seen",
        )
    ]
    + [("last_seen_document_id", pa.string()), ("covered_to", pa.date32())]
)


def compute_tenures(tables: Mapping[str, pa.Table]) -> pa.Table:
    """Return the tenures of the roles in `tables`, the exported tables of a package, as `TENURE_SCHEMA` describes them."""
    tenures = read_tenures(tables)
    together = _held_together(tenures)
    seats, posts = defaultdict(list), defaultdict(list)
    for tenure in sorted((t for t in tenures if t.begun), key=lambda t: (t.begun, t.certain_to or date.max)):
        if tenure.seated or tenure.acting:
            seats[tenure.row["office_id"]].append(tenure)
        if tenure.office.kind in _FULL_TIME and tenure.row["basis"] not in _NO_POST:
            posts[tenure.row["actor_id"]].append(tenure)
    for holders in seats.values():
        _leave_one_certain([holder for holder in holders if holder.seated and holder.certain])
    heads = _new_heads(seats.values())
    rows = []
    for tenure in tenures:
        bounded = tenure.start.earliest and tenure.end.latest and not tenure.lag
        role = tenure.row
        others = _Others() if bounded else _others(tenure, seats[role["office_id"]], posts[role["actor_id"]], together)
        if row := _row(tenure, others, heads):
            rows.append(row)
    return pa.Table.from_pylist(rows, schema=TENURE_SCHEMA)


def _held_together(tenures: Iterable[Tenure]) -> set[frozenset[str]]:
    """Return the pairs of offices that somebody certainly held at the same time, for longer than a handover."""
    held: dict[str, list[tuple[date, date, str]]] = defaultdict(list)
    for tenure in tenures:
        if tenure.row["office_id"] and tenure.certain:
            held[tenure.row["actor_id"]].append((*tenure.certain, tenure.row["office_id"]))
    return {
        frozenset((left[2], right[2]))
        for roles in held.values()
        for left, right in combinations(roles, 2)
        if min(left[1], right[1]) - max(left[0], right[0]) > _HANDOVER
    }


def _leave_one_certain(holders: list[Tenure]) -> None:
    """Let the certain days of each holder of a one-seat office end when the next one's begin; they are in order."""
    for position, holder in enumerate(holders):
        for other in holders[position + 1 :]:
            if other.row["actor_id"] != holder.row["actor_id"]:
                if holder.certain_to and other.begun and other.begun < holder.certain_to:
                    holder.certain_to, holder.succeeded = other.begun, True
                break


@dataclass(frozen=True)
class _Others:
    """The roles that bound one: the next and the previous holder of the office, and of the holder's own posts."""

    next: Sequence[Tenure] = ()
    previous: Sequence[Tenure] = ()
    #: The last certain day of the next who acted in the office for so long that nobody else can have held it any more.
    acted_to: date | None = None


def _others(tenure: Tenure, holders: list[Tenure], posts: list[Tenure], together: set[frozenset[str]]) -> _Others:
    if tenure.begun is None:
        return _Others()
    anchor = latest(tenure.begun, tenure.certain_to) or tenure.begun
    if tenure.acting and tenure.certain is None and tenure.last_seen:
        anchor = tenure.last_seen.earliest  # nobody acts for a holder who certainly came within that month or year
    office, group = tenure.row["office_id"], tenure.row["concurrent_group"]
    holders = [t for t in holders if t is not tenure] if tenure.office.single else []
    in_seat = [t for t in holders if t.seated or tenure.acting]
    own = [
        t
        for t in (posts if tenure.office.kind in _FULL_TIME else ())
        if t.row["office_id"] != office
        and (group is None or t.row["concurrent_group"] != group)
        and frozenset((office, t.row["office_id"])) not in together
    ]
    following = [next((t for t in many if t.begun and t.begun > anchor), None) for many in (in_seat, own)]
    before = [t for t in (*in_seat, *own) if t.certain and t.certain[1] <= tenure.begun and t.certain[0] < tenure.begun]
    # Not the day on which they began: it may be that of a deputy's arrival, who acted when the holder had left.
    acted = [t.certain for t in holders if t.acting and t.certain and t.begun and t.begun > anchor]
    acted_to = next((last for first, last in acted if last - first > _HANDOVER), None)
    return _Others([t for t in following if t], before, acted_to)


def _new_heads(offices: Iterable[list[Tenure]]) -> dict[str | None, list[date]]:
    """Return, for each country, the days on which another person became its head of state, the first one aside."""
    heads: dict[str | None, tuple[int, list[date]]] = {}
    for holders in offices:
        office = holders[0].office
        if office.kind is OfficeKind.HEAD_OF_STATE and office.precedence and office.country_id:
            in_turn = [holder for holder in holders if holder.seated and holder.begun]
            days = [
                right.begun
                for left, right in pairwise(in_turn)
                if right.begun and left.row["actor_id"] != right.row["actor_id"]
            ]
            rank, _ = heads.get(office.country_id, (office.precedence + 1, []))
            if office.precedence < rank:
                heads[office.country_id] = office.precedence, days
    return {country: days for country, (_, days) in heads.items()}


def _row(tenure: Tenure, others: _Others, heads: Mapping[str | None, list[date]]) -> ExportedRow | None:
    """Return the days of a role; None if it lies outside its holder's life, or before the state of its office began."""
    row, begun, certain = tenure.row, tenure.begun, tenure.certain
    end_is_recorded = row["end"] not in (None, "..")
    limits = [tenure.died, tenure.office.end, years_after(tenure.born, LIFE_YEARS)]
    possible_to = tenure.end.latest
    if possible_to is None:
        longest = years_after(tenure.start.latest or begun, tenure.longest)
        possible_to = earliest(longest, *limits, others.acted_to, *(other.begun for other in others.next))
        if tenure.succeeded:
            possible_to = tenure.certain_to
        possible_to = possible_to and latest(possible_to, begun, certain and certain[1])
    possible_to = earliest(possible_to, tenure.died)
    possible_from = tenure.start.earliest
    if possible_from is None and (known := begun or possible_to):
        appointed = span(row["appointed"]).earliest
        ends = (other.certain[1] for other in others.previous if other.certain)
        possible_from = latest(appointed, tenure.office.start, years_after(known, -tenure.longest), *ends)
        possible_from = earliest(possible_from, known)
    possible_from = latest(possible_from, tenure.not_before)
    if possible_from and possible_to and possible_from > possible_to:
        return None
    presumed = certain
    if (tenure.lag or not end_is_recorded) and begun and tenure.last_seen and not tenure.succeeded:
        named = tenure.covered_to if row["end"] == ".." else None
        until = tenure.end.earliest if end_is_recorded else None
        until = until or _presumed_to(tenure, latest(tenure.last_seen.earliest, named) or begun)
        before = [other.first - _ONE_DAY for other in others.next]
        if tenure.office.kind in _POLITICAL:
            seen, days = tenure.last_seen.earliest, heads.get(tenure.office.country_id, ())
            before += [day - _ONE_DAY for day in days if day > seen][:1]
        until = latest(earliest(until, possible_to, *limits, *before), certain and certain[1]) or until
        presumed = (begun, until) if begun <= until else certain
    last_seen = tenure.last_seen
    return {
        "role_id": row["role_id"],
        "possible_from": possible_from,
        "presumed_from": presumed and presumed[0],
        "certain_from": certain and certain[0],
        "certain_to": certain and certain[1],
        "presumed_to": presumed and presumed[1],
        "possible_to": possible_to,
        "last_seen": last_seen and earliest(last_seen.earliest, possible_to),
        "last_seen_document_id": last_seen and last_seen.document_id,
        "covered_to": tenure.covered_to,
    }


def _presumed_to(tenure: Tenure, seen: date) -> date:
    if tenure.acting:
        return years_after(seen, PRESUMED_YEARS_ACTING) or date.max
    reached = earliest(tenure.covered_to, years_after(seen, USUAL_YEARS)) if tenure.covered_to else None
    return latest(years_after(seen, PRESUMED_YEARS) or date.max, reached) or seen
