"""Count the days of each year on which a mission had an ambassador, a regular chief, an acting one, or none."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

import pyarrow as pa

from fpdata.export.arrow import ExportedRow
from fpdata.export.sightings import exported_rows
from fpdata.export.state_years import HOME, DaySpan, StateYears, common, count_days, union, year_span
from fpdata.model.offices import ONLY_NAMED, Basis, EndKind, OfficeKind
from fpdata.model.panels import MissionRank

#: After these ends there is no mission until the next chief.
_CLOSING = frozenset({EndKind.ABOLISHED, EndKind.RELATIONS_SEVERED})
_RANKS = list(MissionRank)
_CERTAINTIES = ("possible", "presumed", "certain")  # the widest first, for its years are in order


def rank_of(title: str) -> MissionRank:
    """Return the rank that a title as held says.

    >>> rank_of("Envoy Extraordinary and Minister Plenipotentiary") == "minister"
    True
    """
    words = title.casefold()
    if words.startswith("ambassador"):
        return MissionRank.AMBASSADOR
    if words.startswith("minister resident"):
        return MissionRank.MINISTER_RESIDENT
    if "minister plenipotentiary" in words or words == "minister":
        return MissionRank.MINISTER
    return MissionRank.CHARGE if words.startswith("chargé") else MissionRank.OTHER


@dataclass(frozen=True)
class _Service:
    """The days of one chief in the time of one state, by certainty."""

    role_id: str
    rank: MissionRank
    acting: bool
    career_type: str | None
    closing: bool
    days: Mapping[str, DaySpan]


class Missions:
    """The missions of one country to others, or of others to it: who headed each of them on which days."""

    def __init__(
        self,
        states: StateYears,
        tables: Mapping[str, pa.Table],
        held: Mapping[str, ExportedRow],
        *,
        to_home: bool = False,
    ) -> None:
        """Read the chiefs of U.S. missions or, if `to_home`, of missions of other states to the United States.

        `held` has the tenure of each role (see `compute_tenures`).
        """
        self._states = states
        services: dict[str, list[_Service]] = defaultdict(list)
        for country_id, role in _chiefs(tables, to_home):
            if tenure := held.get(role["role_id"]):
                for state, service in self._by_state(country_id, role, tenure):
                    services[state].append(service)
        self._by_year: dict[tuple[str, int], list[_Service]] = defaultdict(list)
        self._histories = {}
        #: For each state, the years in which somebody is certain or presumed to have headed the mission.
        self.told: dict[str, set[int]] = defaultdict(set)
        for state, all_services in services.items():
            all_services.sort(key=lambda service: (service.days["possible"], service.role_id))
            self._histories[state] = _History(all_services)
            for service in all_services:
                for year in _years(service.days["possible"]):
                    self._by_year[state, year].append(service)
                self.told[state].update(_years(service.days.get("presumed")))

    def ambassadors(self, country_id: str, days: DaySpan, *, complete: bool) -> dict[str, Any]:
        """Return the highest rank, and the days with an ambassador, in `days`, some days of one year.

        If the record is not `complete`, a number is null rather than 0.
        """
        services = self._by_year.get((country_id, date.fromordinal(days[0]).year), [])
        shown = [one for one in services if _on([one], "presumed", days)]
        ranked = [one for one in shown if not one.acting] or shown
        found = [one for one in services if not one.acting and one.rank is MissionRank.AMBASSADOR]
        return {
            "rank": min((one.rank for one in ranked), key=_RANKS.index, default=None),
            "ambassador_certain": _number(found, "certain", days, complete),
            "ambassador_presumed": _number(found, "presumed", days, complete),
        }

    def year(self, country_id: str, days: DaySpan, covered: Sequence[DaySpan]) -> dict[str, Any]:
        """Return the values of a mission in `days`, some days of one year; `covered` are those on which all chiefs are listed."""
        services = self._by_year.get((country_id, date.fromordinal(days[0]).year), [])
        complete = count_days(covered) == count_days([days])
        regular = [one for one in services if not one.acting]
        acting = [one for one in services if one.acting]
        history = self._histories.get(country_id, _History([]))
        closed = count_days(common(history.closed, covered))
        unfilled = count_days(covered) - count_days(common(_on(regular, "possible", days), covered))
        held = [(-count_days(_on([one], "presumed", days)), one.role_id, one.career_type) for one in regular]
        longest, role_id, career_type = min(held, default=(0, None, None), key=lambda one: one[:2])
        return self.ambassadors(country_id, days, complete=complete) | {
            "chief_certain": _number(regular, "certain", days, complete),
            "chief_presumed": _number(regular, "presumed", days, complete),
            "chief_possible": _number(regular, "possible", days, complete),
            "acting_certain": _number(acting, "certain", days, complete=False),
            "acting_presumed": _number(acting, "presumed", days, complete=False),
            "vacant_days": unfilled - closed if covered else None,
            "closed_days": closed if covered else None,
            "chief_role_id": role_id if longest else None,
            "career_type": career_type if longest else None,
            "chief_last_day": history.last_day(days[1]),
        }

    def _by_state(self, country_id: str, role: ExportedRow, tenure: ExportedRow) -> Iterable[tuple[str, _Service]]:
        """Yield a role as the services that it is for each state in whose time it was held."""
        pieces: dict[str, dict[str, list[DaySpan]]] = defaultdict(lambda: defaultdict(list))
        for certainty in _CERTAINTIES:
            first, last = self._bounds(tenure, certainty)
            if first is None or last is None:
                continue
            days = first.toordinal(), last.toordinal()
            for year in range(first.year, last.year + 1):
                pieces[self._states.state_in(country_id, year)][certainty] += common([days], [year_span(year)])
        final = list(pieces)[-1:]
        for state, parts in pieces.items():
            yield (
                state,
                _Service(
                    role["role_id"],
                    rank_of(role["title"]),
                    role["basis"] == Basis.ACTING,
                    role["career_type"],
                    role["end_kind"] in _CLOSING and [state] == final,
                    {certainty: (spans[0][0], spans[-1][1]) for certainty, spans in parts.items() if spans},
                ),
            )

    def _bounds(self, tenure: ExportedRow, certainty: str) -> tuple[date | None, date | None]:
        """Return the first and the last day of a certainty in the years of the panels; open ends are theirs."""
        first, last = tenure[f"{certainty}_from"], tenure[f"{certainty}_to"]
        end = date(max(self._states.last, 1), 12, 31)
        if certainty == "possible" and (first or last):
            first, last = first or date(self._states.first or 1, 1, 1), last or end
        return first, min(last, end) if last else None


class _History:
    """All services at a mission in order, of which some end it for a time."""

    def __init__(self, services: Sequence[_Service]) -> None:
        self.closed: list[DaySpan] = []
        reach, closing = date.min.toordinal() - 1, True
        for service in services:
            first, last = service.days["possible"]
            if closing and first > reach + 1:
                self.closed.append((reach + 1, first - 1))
            if last >= reach:
                reach, closing = last, service.closing
        if closing:
            self.closed.append((reach + 1, date.max.toordinal()))
        self._firsts = [service.days["possible"][0] for service in services]
        self._reaches = list(accumulate((service.days["possible"][1] for service in services), max))

    def last_day(self, end: int) -> date | None:
        """Return the last day up to `end` on which somebody possibly headed the mission."""
        begun = bisect_right(self._firsts, end)
        return date.fromordinal(min(self._reaches[begun - 1], end)) if begun else None


def _years(span: DaySpan | None) -> Iterable[int]:
    return range(date.fromordinal(span[0]).year, date.fromordinal(span[1]).year + 1) if span else ()


def _on(services: Iterable[_Service], certainty: str, days: DaySpan) -> list[DaySpan]:
    """Return those of some days on which any of the services was of a certainty."""
    first, last = days
    spans = [
        # Not max() and min(), which take most of the time of a panel.
        (first if span[0] < first else span[0], last if span[1] > last else span[1])
        for one in services
        if (span := one.days.get(certainty)) and span[0] <= last and span[1] >= first
    ]
    return union(spans) if len(spans) > 1 else spans


def _number(services: Iterable[_Service], certainty: str, days: DaySpan, complete: bool) -> int | None:
    return count_days(_on(services, certainty, days)) or (0 if complete else None)


def _chiefs(tables: Mapping[str, pa.Table], to_home: bool) -> Iterable[tuple[str, ExportedRow]]:
    """Yield each role as head of a mission with the other country."""
    offices = {row["office_id"]: row for row in exported_rows(tables["offices"], "office_id", "kind", "country_id")}
    columns = ("role_id", "office_id", "title", "basis", "end_kind", "country_id", "career_type")
    for role in exported_rows(tables["roles"], *columns):
        office = offices.get(role["office_id"])
        if office is None or role["basis"] in ONLY_NAMED:
            continue
        if to_home:
            country_id = office["country_id"]
            wanted = office["kind"] == OfficeKind.FOREIGN and role["country_id"] == HOME
        else:
            country_id = role["country_id"] or office["country_id"]
            wanted = office["kind"] == OfficeKind.CHIEF_OF_MISSION
        if wanted and country_id not in (None, HOME):
            yield country_id, role
