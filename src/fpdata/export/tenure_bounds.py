"""Read the roles whose days can be worked out, each with what bounds it on its own: dates, evidence, life, office."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pyarrow as pa

from fpdata.export.arrow import ExportedRow
from fpdata.export.sightings import NO_LAG, Sighting, covered_to, exported_rows, find_sightings, lags_of
from fpdata.model.edtf import Bounds, bounds
from fpdata.model.offices import NOT_SEATED, Basis, CountryKind, OfficeKind, Seats, StartKind

#: The longest plausible life in years, and the longest plausible tenures by kind of office; none recorded is longer.
#: A monarch's are longer. In an office with `KNOWN_TENURES` or more recorded tenures, twice the longest of them is plausible,
#: or `LEAST_YEARS`.
LIFE_YEARS = 110
LONGEST_YEARS = {
    OfficeKind.HEAD_OF_STATE: 13,
    OfficeKind.CABINET: 15,
    OfficeKind.AGENCY_HEAD: 20,
    OfficeKind.ENVOY: 20,
    OfficeKind.STAFF: 20,
    OfficeKind.CHIEF_OF_MISSION: 25,
    OfficeKind.LEGISLATOR: 60,
    OfficeKind.FOREIGN: 50,
}
LONGEST_YEARS_ACTING, LONGEST_YEARS_INHERITED, LONGEST_YEARS_ELSEWHERE = 10, 71, 40
KNOWN_TENURES, LEAST_YEARS = 3, 10

_OFFICE_COLUMNS = ("office_id", "kind", "seats", "precedence", "country_id", "start_min", "end_max")
_ABROAD = frozenset({OfficeKind.CHIEF_OF_MISSION, OfficeKind.ENVOY})


@dataclass(frozen=True)
class OfficeBounds:
    """What bounds the roles in an office."""

    kind: OfficeKind | None = None
    single: bool = False
    start: date | None = None
    #: The first day of the state to which the office belongs, if that is recorded; not of the one to which it is a mission.
    state_start: date | None = None
    end: date | None = None
    longest: int = LONGEST_YEARS_ELSEWHERE
    country_id: str | None = None
    precedence: int | None = None


@dataclass(slots=True)
class Tenure:
    """A role while its days are worked out."""

    row: ExportedRow
    office: OfficeBounds
    start: Bounds
    end: Bounds
    born: date | None
    died: date | None
    #: The day to which the role's source reaches.
    covered_to: date | None
    sightings: list[Sighting]
    #: For how long the role's source may have named the holder after the end, if it only bounds the end.
    lag: timedelta = NO_LAG
    #: The day by which the role had certainly begun, and the last on which it was certainly held if that is not earlier.
    begun: date | None = None
    certain_to: date | None = None
    last_seen: Sighting | None = None
    #: Whether another holder of a one-seat office certainly took over on `certain_to`.
    succeeded: bool = False

    def __post_init__(self) -> None:
        source = self.row["source_id"]
        if self.start.latest and self.end.earliest and self.end.latest:  # most roles, and the same as below
            self.begun = latest(min(self.start.latest, self.end.latest), self.not_before)
            self.last_seen = Sighting(self.end.earliest, self.end.latest, source)
            self.certain_to = earliest(self._shown_to, self.died)
            return
        start = self.start
        if self.row["start_kind"] == StartKind.ANNOUNCED:  # whom a President-elect names is not yet in office
            start = Bounds(start.earliest, None)
        seen = self.sightings + [Sighting(first, last, source) for first, last in (start, self.end) if first and last]
        begun = earliest(start.latest, *[sighting.latest for sighting in seen])
        self.begun = begun and latest(earliest(begun, self.end.latest), self.not_before)  # it began before it ended
        # The day of the end, else the newest document; of several, always the same one.
        last = [sighting for sighting in seen if sighting[:2] == self.end] or seen
        self.last_seen = max(last, key=lambda sighting: (sighting.earliest, sighting.document_id), default=None)
        shown_to = self._shown_to or (self.last_seen and self.last_seen.earliest)
        self.certain_to = shown_to and earliest(shown_to, self.died)  # a death alone shows nobody in office

    @property
    def _shown_to(self) -> date | None:
        """The first day on which the role can have ended; if its source lags, the last on which it had certainly not."""
        end = self.end.earliest
        if end is None or not self.lag:
            return end
        shown = [end - min(self.lag, end - date.min), *(sighting.earliest for sighting in self.sightings)]
        if self.start.earliest:
            shown.append(self.start.latest or self.start.earliest)
        return min(end, max(shown))

    @property
    def certain(self) -> tuple[date, date] | None:
        """The first and the last certain day, if there is one."""
        if self.begun is None or self.certain_to is None or self.begun > self.certain_to:
            return None
        return self.begun, self.certain_to

    @property
    def not_before(self) -> date | None:
        """The day before which nobody held the role, whatever its dates say: a realm may date a monarch by another one."""
        return latest(self.born, self.office.state_start)

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
        if self.start.earliest:  # a source that lags may show the holder before it
            return self.start.earliest
        days = [self.end.earliest, *(sighting.earliest for sighting in self.sightings)]
        return min(day for day in (*days, self.begun) if day)

    @property
    def longest(self) -> int:
        """The longest plausible tenure in years."""
        if self.office.kind is OfficeKind.FOREIGN and self.row["basis"] == Basis.INHERITED:
            return LONGEST_YEARS_INHERITED
        return min(self.office.longest, LONGEST_YEARS_ACTING) if self.acting else self.office.longest


def read_tenures(tables: Mapping[str, pa.Table]) -> list[Tenure]:
    """Return the roles that have dates or are in dated documents, with everything that bounds them on its own."""
    lives = {row["actor_id"]: row for row in exported_rows(tables["actors"], "actor_id", "born_min", "died_max")}
    columns = ("role_id", "actor_id", "office_id", "basis", "start", "start_kind", "end", "end_kind", "appointed")
    rows = exported_rows(tables["roles"], *columns, "country_id", "concurrent_group", "source_id")
    rows = [row for row in rows if row["basis"] != Basis.NOMINATED_NOT_SERVED]
    spans = [(span(row["start"]), span(None if row["end"] == ".." else row["end"])) for row in rows]
    reach = _reach(tables, rows, spans)
    offices = _offices(tables, _recorded_years(rows, spans))
    lags = lags_of(tables)
    unbounded = [row for row in rows if not row["start"] or row["end"] in (None, "..") or row["source_id"] in lags]
    begun = _starts(rows, spans)
    sightings = find_sightings(tables, unbounded, reach)
    ends = _ends_of_states(tables)
    tenures, undated = [], set()
    for row, (start, end) in zip(rows, spans, strict=True):
        announced = start.latest if row["start_kind"] == StartKind.ANNOUNCED else None
        seen = [
            sighting
            for sighting in sightings.get(row["role_id"], ())
            if sighting.latest >= (start.earliest or date.min)
            and sighting.earliest <= (end.latest or date.max)
            and not (announced and sighting.latest <= announced)  # the announcement shows nobody in office
        ]
        if start == end == (None, None) and not seen:
            if row["basis"] != Basis.DESIGNATED:  # who was only named to an office has not filled it
                undated.add(row["office_id"])
            continue
        office = offices.get(row["office_id"], OfficeBounds())
        if row["country_id"] in ends:
            office = replace(office, end=earliest(office.end, ends[row["country_id"]]))
        born, died = lives[row["actor_id"]]["born_min"], lives[row["actor_id"]]["died_max"]
        is_handed_over = not _is_abroad(row, office) and bool(begun[row["office_id"], end.latest] - {row["actor_id"]})
        lag = NO_LAG if row["end_kind"] or is_handed_over else lags.get(row["source_id"], NO_LAG)
        tenures.append(Tenure(row, office, start, end, born, died, reach.get(row["role_id"]), seen, lag))
    for tenure in tenures:
        if tenure.office.single and tenure.row["office_id"] in undated:  # whom that holder followed is not covered
            tenure.covered_to = None
    return tenures


def _starts(
    rows: Iterable[ExportedRow], spans: Iterable[tuple[Bounds, Bounds]]
) -> Mapping[tuple[str | None, date | None], set[str]]:
    """Return who began in each office on each day."""
    starts: dict[tuple[str | None, date | None], set[str]] = defaultdict(set)
    for row, (start, _) in zip(rows, spans, strict=True):
        if start.latest:
            starts[row["office_id"], start.latest].add(row["actor_id"])
    return starts


def _is_abroad(row: ExportedRow, office: OfficeBounds) -> bool:
    """Whether an office is a mission: those may stay vacant for months, while others are handed over."""
    return office.kind in _ABROAD or row["country_id"] not in (None, office.country_id)


def _recorded_years(
    rows: Iterable[ExportedRow], spans: Iterable[tuple[Bounds, Bounds]]
) -> Mapping[str | None, list[int]]:
    """Return, for each office, how many whole years each of its holders may have served."""
    years = defaultdict(list)
    for row, (start, end) in zip(rows, spans, strict=True):
        if start.earliest and end.latest and row["basis"] != Basis.ACTING:
            years[row["office_id"]].append(end.latest.year - start.earliest.year)
    return years


def _offices(
    tables: Mapping[str, pa.Table], recorded: Mapping[str | None, list[int]]
) -> dict[str | None, OfficeBounds]:
    """Return every office; one that belongs to a state, unlike a mission to it, begins and ends with the state."""
    states = {row["country_id"]: row for row in exported_rows(tables["countries"], "country_id", "start_min")}
    ends = _ends_of_states(tables)
    offices: dict[str | None, OfficeBounds] = {}
    for row in exported_rows(tables["offices"], *_OFFICE_COLUMNS):
        kind, country = OfficeKind(row["kind"]), row["country_id"]
        state_start = states[country]["start_min"] if country and kind not in _ABROAD else None
        start = latest(row["start_min"], state_start)
        end = earliest(row["end_max"], ends.get(country))
        longest, known = LONGEST_YEARS.get(kind, LONGEST_YEARS_ELSEWHERE), recorded.get(row["office_id"], ())
        if len(known) >= KNOWN_TENURES:
            longest = min(longest, max(2 * max(known), LEAST_YEARS))
        offices[row["office_id"]] = OfficeBounds(
            kind, row["seats"] == Seats.ONE, start, state_start, end, longest, country, row["precedence"]
        )
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


def years_after(day: date | None, years: int) -> date | None:
    """Return the same day of another year; None if the calendar has no such year."""
    if day is None or not 1 <= day.year + years <= 9999:
        return None
    return date(day.year + years, day.month, min(day.day, 28))


def earliest(*days: date | None) -> date | None:
    """Return the first of some days; None if there is none."""
    return min(filter(None, days), default=None)


def latest(*days: date | None) -> date | None:
    """Return the last of some days; None if there is none."""
    return max(filter(None, days), default=None)


def span(text: str | None) -> Bounds:
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
