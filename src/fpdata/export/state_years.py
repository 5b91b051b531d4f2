"""The states of the panels, each in its own time, and what `coverage` says of a year.

A state is in the panels from its recorded start, or else from the first year of which a source tells something of it,
to its recorded end. What is recorded of a country in another state's time counts for that state: a chief of mission who
stays when a state ends, for its successor; a leader of a country of today, for the state that it succeeded, if that
existed in the year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from fpdata.export.sightings import exported_rows
from fpdata.model.offices import CountryKind

#: The country whose foreign policy this is.
HOME = "united-states"
#: Former states that existed beside the one that followed them, so that nobody from that one came from these.
_BESIDE = frozenset(
    {"german-democratic-republic", "hawaii", "netherlands-antilles", "south-vietnam", "state-of-vietnam", "texas", "two-sicilies"}
)  # fmt: skip
#: The rows of `coverage` (table, source, scope) that say from when to when a source lists everything of a kind.
COVERING = {
    "missions": {
        ("roles", "pocom", "chiefs of mission to countries"),
        ("roles", "factbook", "U.S. chiefs of mission and chargés since 2014"),
    },
    "president_trips": {("events", "travels", "travels of Presidents")},
    "secretary_trips": {("events", "travels", "travels of Secretaries of State")},
    "visits": {("events", "visits", "visits of foreign leaders to the United States")},
}
#: First and last day, as ordinals.
DaySpan = tuple[int, int]


def year_span(year: int) -> DaySpan:
    """Return the days of a year."""
    return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()


def union(spans: Iterable[DaySpan]) -> list[DaySpan]:
    """Return the days that are in any of `spans`, as spans that do not touch, in order."""
    merged: list[DaySpan] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    return merged


def common(left: Sequence[DaySpan], right: Sequence[DaySpan]) -> list[DaySpan]:
    """Return the days that are in spans of both sides, of which those of each do not overlap."""
    return sorted((max(a, c), min(b, d)) for a, b in left for c, d in right if a <= d and c <= b)


def count_days(spans: Iterable[DaySpan]) -> int:
    """Return the number of days of spans that do not overlap."""
    return sum(last - first + 1 for first, last in spans)


@dataclass(frozen=True)
class _StateTime:
    """When a state existed, as far as that is recorded."""

    in_panel: bool
    former: bool
    start: date | None
    end: date | None
    successor_id: str | None


class StateYears:
    """The states by year, from the exported tables of a package."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        """Read `countries` and `coverage`."""
        columns = ("country_id", "kind", "cow", "gw", "start_min", "end_max", "successor_id")
        self._states = {
            row["country_id"]: _StateTime(
                in_panel=row["country_id"] != HOME
                and (row["kind"] != CountryKind.TERRITORY or row["cow"] is not None or row["gw"] is not None),
                former=row["kind"] == CountryKind.HISTORICAL_STATE,
                start=row["start_min"],
                end=row["end_max"],
                successor_id=row["successor_id"],
            )
            for row in exported_rows(tables["countries"], *columns)
        }
        self._predecessors: dict[str, list[tuple[str, int, int]]] = defaultdict(list)  # with first and last year
        for id, state in self._states.items():
            if state.successor_id and id not in _BESIDE and state.start and state.end:
                self._predecessors[state.successor_id].append((id, state.start.year, state.end.year))
        self._states_in: dict[tuple[str, int], str] = {}
        self._covered: dict[str, list[DaySpan]] = {}
        rows = exported_rows(tables["coverage"], "table", "source_id", "scope", "from_max", "to_min", "to_max")
        for kind, wanted in COVERING.items():
            spans = [
                (row["from_max"].toordinal(), row["to_min"].toordinal())
                for row in rows
                if (row["table"], row["source_id"], row["scope"]) in wanted and row["from_max"] and row["to_min"]
            ]
            self._covered[kind] = union(span for span in spans if span[0] <= span[1])
        missions = self._covered["missions"]
        #: The first year of the panels, from which missions are covered, and the last, to which anything is.
        self.first = date.fromordinal(missions[0][0]).year if missions else None
        self.last = max((row["to_max"].year for row in rows if row["to_max"]), default=0)

    def state_in(self, country_id: str, year: int) -> str:
        """Return the state for which counts what is recorded of a country in a year; the country itself if there is no other."""
        known = self._states_in.get((country_id, year))
        if known is None:
            known = self._states_in[country_id, year] = self._find_state_in(country_id, year)
        return known

    def _find_state_in(self, country_id: str, year: int) -> str:
        # The check sees to it that successors form no cycle.
        state = self._states[country_id]
        if state.end and state.end.year < year and state.successor_id:
            return self._find_state_in(state.successor_id, year)
        return self._predecessor_in(country_id, year) or country_id

    def _predecessor_in(self, country_id: str, year: int) -> str | None:
        for id, start, end in self._predecessors[country_id]:
            found = id if start <= year < end else self._predecessor_in(id, year) if year < start else None
            if found:
                return found
        return None

    def years_of(self, country_id: str, told: Iterable[int]) -> list[int]:
        """Return the years of a state in the panels; `told` are those of which a source tells something of it."""
        state, known = self._states[country_id], list(told)
        if not state.in_panel or (state.start is None and not known):
            return []
        begun = state.start.year if state.start else min(known)
        ended = state.end.year if state.end else max(known, default=0) if state.former else self.last
        first = max(begun, self.first or begun)
        return [
            year for year in range(first, min(ended, self.last) + 1) if self.state_in(country_id, year) == country_id
        ]

    def days_of(self, country_id: str, year: int) -> DaySpan:
        """Return the days of a year within the recorded time of a state."""
        first, last = year_span(year)
        state = self._states[country_id]
        return (
            max(first, state.start.toordinal()) if state.start else first,
            min(last, state.end.toordinal()) if state.end else last,
        )

    def covered(self, kind: str, days: DaySpan) -> list[DaySpan]:
        """Return those of some days for which a source lists everything of a kind (see `COVERING`)."""
        return common(self._covered[kind], [days])
