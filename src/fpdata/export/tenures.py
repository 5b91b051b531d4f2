"""Compute on which days each role was certainly, presumably and possibly held.

Three spans of days, each within the next one:

- *certain*: a source shows it. From the latest day on which the role can have begun to the earliest on which it can
  have ended; without a recorded end, to the last day on which a document shows the holder in office (`last_seen`).
- *presumed*: it began, no end is recorded, and nothing speaks against it. It lasts for `PRESUMED_YEARS` after the
  holder was last seen, or as far as the role's source reaches, but there for at most `USUAL_YEARS`; and it ends before
  the next holder of a one-seat office begins, or the holder's own next full-time post.
- *possible*: all days that no date rules out. Without an end, it lasts until the first of: the holder's death, the
  next holder of a one-seat office, the holder's own next full-time post, the end of the office or of the state, and
  the longest plausible tenure (`LONGEST_YEARS`) or life (`LIFE_YEARS`). Without a start, it goes back to the last of:
  the holder's birth, the appointment, the previous holder of a one-seat office, the holder's own previous full-time
  post, the beginning of the office or of the state, and the longest plausible tenure.

On all other days it was not held. Nobody holds an office before birth or after death, whatever the dates say, and where
sources give a one-seat office to two holders on one day, the later one is certain. A qualified date (``?``, ``~``,
``%``) is read as the next coarser one: 2025-02-25~ as 2025-02. A nominee who never served has no tenure; neither has a
role that has no date and is in no dated document.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

import pyarrow as pa

from fpdata.export.arrow import ExportedRow
from fpdata.export.sightings import Sighting, covered_to, exported_rows, find_sightings
from fpdata.model.edtf import Bounds, bounds
from fpdata.model.offices import NOT_SEATED, Basis, CountryKind, OfficeKind, Seats

#: For how long after a holder was last seen in office a role without an end is presumed to continue: in every kind of
#: office, most tenures are longer. Acting holders serve for less.
PRESUMED_YEARS, PRESUMED_YEARS_ACTING = 2, 1
#: How far beyond that a source that reaches further carries the presumption: 98 of 100 tenures are shorter.
USUAL_YEARS = 8
#: The longest plausible life, and the longest plausible tenures by kind of office, in years; none recorded is longer.
LIFE_YEARS = 110
LONGEST_YEARS = {
    OfficeKind.HEAD_OF_STATE: 13,
    OfficeKind.CABINET: 15,
    OfficeKind.AGENCY_HEAD: 20,
    OfficeKind.ENVOY: 20,
    OfficeKind.STAFF: 20,
    OfficeKind.CHIEF_OF_MISSION: 25,
    OfficeKind.LEGISLATOR: 60,
}
LONGEST_YEARS_ACTING, LONGEST_YEARS_ELSEWHERE = 10, 40

#: Offices that take all of a holder's time, so that the next one ends the one before, unless somebody held both.
_FULL_TIME = frozenset(OfficeKind) - {OfficeKind.ENVOY, OfficeKind.RANK, OfficeKind.PARTY, OfficeKind.PRIVATE}
#: Roles on these grounds are no post of their own.
_NO_POST = NOT_SEATED | {Basis.INFORMAL, Basis.DE_FACTO, Basis.HONORARY}
_ABROAD = frozenset({OfficeKind.CHIEF_OF_MISSION, OfficeKind.ENVOY})
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


@dataclass(frozen=True)
class _Office:
    """What bounds the roles in an office."""

    kind: OfficeKind | None = None
    single: bool = False
    start: date | None = None
    end: date | None = None


@dataclass(slots=True)
class _Tenure:
    """A role while its days are worked out."""

    row: ExportedRow
    office: _Office
    start: Bounds
    end: Bounds
    born: date | None
    died: date | None
    #: The day to which the role's source reaches.
    covered_to: date | None
    sightings: list[Sighting]
    #: The day by which the role had certainly begun, and the last on which it was certainly held if that is not earlier.
    begun: date | None = None
    certain_to: date | None = None
    last_seen: Sighting | None = None
    #: Whether another holder of a one-seat office certainly took over on `certain_to`.
    succeeded: bool = False

    def __post_init__(self) -> None:
        source = self.row["source_id"]
        if self.start.latest and self.end.earliest and self.end.latest:  # most roles, and the same as below
            self.begun = _latest(min(self.start.latest, self.end.latest), self.born)
            self.last_seen = Sighting(self.end.earliest, self.end.latest, source)
            self.certain_to = _earliest(self.end.earliest, self.died)
            return
        seen = self.sightings + [
            Sighting(earliest, latest, source) for earliest, latest in (self.start, self.end) if earliest and latest
        ]
        begun = _earliest(self.start.latest, *[sighting.latest for sighting in seen])
        self.begun = begun and _latest(begun, self.born)
        # The day of the end, else the newest document; of several, always the same one.
        last = [sighting for sighting in seen if sighting[:2] == self.end] or seen
        self.last_seen = max(last, key=lambda sighting: (sighting.earliest, sighting.document_id), default=None)
        self.certain_to = _earliest(self.died, self.end.earliest or (self.last_seen and self.last_seen.earliest))

    @property
    def certain(self) -> tuple[date, date] | None:
        """The first and the last certain day, if there is one."""
        if self.begun is None or self.certain_to is None or self.begun > self.certain_to:
            return None
        return self.begun, self.certain_to

    @property
    def acting(self) -> bool:
        """Whether the holder only acts in place of a regular one."""
        return bool(self.row["basis"] == Basis.ACTING)

    @property
    def seated(self) -> bool:
        """Whether the role fills the one seat of its office."""
        return self.office.single and self.row["basis"] not in NOT_SEATED

    @property
    def first(self) -> date:
        """The first day on which a role that has begun can have begun, as far as its own dates say."""
        days = [self.start.earliest, self.end.earliest, *(sighting.earliest for sighting in self.sightings)]
        return min(day for day in (*days, self.begun) if day)

    @property
    def longest(self) -> int:
        """The longest plausible tenure in years."""
        kind = self.office.kind
        years = LONGEST_YEARS_ELSEWHERE if kind is None else LONGEST_YEARS.get(kind, LONGEST_YEARS_ELSEWHERE)
        return min(years, LONGEST_YEARS_ACTING) if self.acting else years


def compute_tenures(tables: Mapping[str, pa.Table]) -> pa.Table:
    """Return the tenures of the roles in `tables`, the exported tables of a package, as `TENURE_SCHEMA` describes them."""
    tenures = _read(tables)
    together = _held_together(tenures)
    seats, posts = defaultdict(list), defaultdict(list)
    for tenure in sorted((t for t in tenures if t.begun), key=lambda t: (t.begun, t.certain_to or date.max)):
        if tenure.seated or tenure.acting:
            seats[tenure.row["office_id"]].append(tenure)
        if tenure.office.kind in _FULL_TIME and tenure.row["basis"] not in _NO_POST:
            posts[tenure.row["actor_id"]].append(tenure)
    for holders in seats.values():
        _leave_one_certain([holder for holder in holders if holder.seated and holder.certain])
    rows = []
    for tenure in tenures:
        bounded = tenure.start.earliest and tenure.end.latest
        role = tenure.row
        others = _Others() if bounded else _others(tenure, seats[role["office_id"]], posts[role["actor_id"]], together)
        if row := _row(tenure, others):
            rows.append(row)
    return pa.Table.from_pylist(rows, schema=TENURE_SCHEMA)


def _read(tables: Mapping[str, pa.Table]) -> list[_Tenure]:
    """Return the roles that have dates or are in dated documents, with everything that bounds them on its own."""
    lives = {row["actor_id"]: row for row in exported_rows(tables["actors"], "actor_id", "born_min", "died_max")}
    offices = _offices(tables)
    columns = ("role_id", "actor_id", "office_id", "basis", "start", "end", "appointed", "country_id")
    rows = exported_rows(tables["roles"], *columns, "concurrent_group", "source_id")
    rows = [row for row in rows if row["basis"] != Basis.NOMINATED_NOT_SERVED]
    spans = [(_span(row["start"]), _span(None if row["end"] == ".." else row["end"])) for row in rows]
    reach = _reach(tables, rows, spans)
    unbounded = [row for row in rows if not row["start"] or row["end"] in (None, "..")]
    sightings = find_sightings(tables, unbounded, reach)
    ends = _ends_of_states(tables)
    tenures = []
    for row, (start, end) in zip(rows, spans, strict=True):
        seen = [
            sighting
            for sighting in sightings.get(row["role_id"], ())
            if sighting.latest >= (start.earliest or date.min) and sighting.earliest <= (end.latest or date.max)
        ]
        if start == end == (None, None) and not seen:
            continue
        office = offices.get(row["office_id"], _Office())
        if row["country_id"] in ends:
            office = replace(office, end=_earliest(office.end, ends[row["country_id"]]))
        life = lives[row["actor_id"]]
        tenures.append(
            _Tenure(row, office, start, end, life["born_min"], life["died_max"], reach.get(row["role_id"]), seen)
        )
    return tenures


def _offices(tables: Mapping[str, pa.Table]) -> dict[str | None, _Office]:
    """Return every office; one that belongs to a state, unlike a mission to it, begins and ends with the state."""
    states = {row["country_id"]: row for row in exported_rows(tables["countries"], "country_id", "start_min")}
    ends = _ends_of_states(tables)
    offices: dict[str | None, _Office] = {}
    for row in exported_rows(tables["offices"], "office_id", "kind", "seats", "country_id", "start_min", "end_max"):
        kind, country = OfficeKind(row["kind"]), row["country_id"]
        start = row["start_min"]
        if country and kind not in _ABROAD:
            start = _latest(start, states[country]["start_min"])
        end = _earliest(row["end_max"], ends.get(country))
        offices[row["office_id"]] = _Office(kind, row["seats"] == Seats.ONE, start, end)
    return offices


def _ends_of_states(tables: Mapping[str, pa.Table]) -> dict[str, date]:
    rows = exported_rows(tables["countries"], "country_id", "kind", "end_max")
    return {
        row["country_id"]: row["end_max"]
        for row in rows
        if row["kind"] == CountryKind.HISTORICAL_STATE and row["end_max"]
    }


def _reach(
    tables: Mapping[str, pa.Table], rows: Iterable[ExportedRow], spans: Iterable[tuple[Bounds, Bounds]]
) -> dict[str, date]:
    """Return, by role_id, the day to which its source reaches: for its office, at least its newest date there."""
    covered = covered_to(tables)
    newest: dict[tuple[str, str | None], date] = {}
    sourced = [(row, dates) for row, dates in zip(rows, spans, strict=True) if row["source_id"] in covered]
    for row, dates in sourced:
        key = row["source_id"], row["office_id"]
        days = [covered[key[0]], newest.get(key), *(span.earliest for span in dates)]
        newest[key] = max(day for day in days if day)
    return {row["role_id"]: newest[row["source_id"], row["office_id"]] for row, _ in sourced}


def _held_together(tenures: Iterable[_Tenure]) -> set[frozenset[str]]:
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


def _leave_one_certain(holders: list[_Tenure]) -> None:
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

    next: Sequence[_Tenure] = ()
    previous: Sequence[_Tenure] = ()


def _others(tenure: _Tenure, holders: list[_Tenure], posts: list[_Tenure], together: set[frozenset[str]]) -> _Others:
    if tenure.begun is None:
        return _Others()
    anchor = _latest(tenure.begun, tenure.certain_to) or tenure.begun
    office, group = tenure.row["office_id"], tenure.row["concurrent_group"]
    in_seat = [t for t in holders if t is not tenure and (t.seated or tenure.acting)] if tenure.office.single else []
    own = [
        t
        for t in (posts if tenure.office.kind in _FULL_TIME else ())
        if t.row["office_id"] != office
        and (group is None or t.row["concurrent_group"] != group)
        and frozenset((office, t.row["office_id"])) not in together
    ]
    following = [next((t for t in many if t.begun and t.begun > anchor), None) for many in (in_seat, own)]
    before = [t for t in (*in_seat, *own) if t.certain and t.certain[1] <= tenure.begun and t.certain[0] < tenure.begun]
    return _Others([t for t in following if t], before)


def _row(tenure: _Tenure, others: _Others) -> ExportedRow | None:
    """Return the days of a role; None if it lies outside its holder's life."""
    row, begun, certain = tenure.row, tenure.begun, tenure.certain
    end_is_recorded = row["end"] not in (None, "..")
    limits = [tenure.died, tenure.office.end, years_after(tenure.born, LIFE_YEARS)]
    possible_to = tenure.end.latest
    if possible_to is None:
        longest = years_after(tenure.start.latest or begun, tenure.longest)
        possible_to = _earliest(longest, *limits, *(other.begun for other in others.next))
        if tenure.succeeded:
            possible_to = tenure.certain_to
        possible_to = possible_to and _latest(possible_to, begun, certain and certain[1])
    possible_to = _earliest(possible_to, tenure.died)
    possible_from = tenure.start.earliest
    if possible_from is None and (known := begun or possible_to):
        appointed = _span(row["appointed"]).earliest
        ends = (other.certain[1] for other in others.previous if other.certain)
        possible_from = _latest(appointed, tenure.office.start, years_after(known, -tenure.longest), *ends)
        possible_from = _earliest(possible_from, known)
    possible_from = _latest(possible_from, tenure.born)
    if possible_from and possible_to and possible_from > possible_to:
        return None
    presumed = certain
    if not end_is_recorded and begun and tenure.last_seen and not tenure.succeeded:
        until = _presumed_to(tenure, tenure.last_seen.earliest)
        before = (other.first - _ONE_DAY for other in others.next)
        until = _latest(_earliest(until, possible_to, *limits, *before), certain and certain[1]) or until
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
        "last_seen": last_seen and _earliest(last_seen.earliest, possible_to),
        "last_seen_document_id": last_seen and last_seen.document_id,
        "covered_to": tenure.covered_to,
    }


def _presumed_to(tenure: _Tenure, seen: date) -> date:
    if tenure.acting:
        return years_after(seen, PRESUMED_YEARS_ACTING) or date.max
    reached = _earliest(tenure.covered_to, years_after(seen, USUAL_YEARS)) if tenure.covered_to else None
    return _latest(years_after(seen, PRESUMED_YEARS) or date.max, reached) or seen


def years_after(day: date | None, years: int) -> date | None:
    """Return the same day of another year; None if the calendar has no such year."""
    if day is None or not 1 <= day.year + years <= 9999:
        return None
    return date(day.year + years, day.month, min(day.day, 28))


def _earliest(*days: date | None) -> date | None:
    return min(filter(None, days), default=None)


def _latest(*days: date | None) -> date | None:
    return max(filter(None, days), default=None)


def _span(text: str | None) -> Bounds:
    """Return the days that a date can mean, with a qualified date read as the next coarser one."""
    if text is None:
        return Bounds(None, None)
    first, slash, last = text.partition("/")
    if not slash:
        return bounds(_coarser(text))
    return Bounds(
        bounds(_coarser(first)).earliest if first not in ("", "..") else None,
        bounds(_coarser(last)).latest if last not in ("", "..") else None,
    )


def _coarser(text: str) -> str:
    plain = text.rstrip("?~%")
    if plain == text or "X" in plain:
        return plain
    return plain.rpartition("-")[0] if "-" in plain else re.sub(".$", "X", plain)
