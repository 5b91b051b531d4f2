"""Compute the values of the panels: what views.sql joins with the names and codes of the states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import pyarrow as pa

from fpdata.export.contacts_by_year import CONTACTS, count_contacts
from fpdata.export.mission_days import Missions
from fpdata.export.state_years import COVERING, StateYears, count_days

_DAYS = (
    "ambassador_certain",
    "ambassador_presumed",
    "chief_certain",
    "chief_presumed",
    "chief_possible",
    "acting_certain",
    "acting_presumed",
    "vacant_days",
    "closed_days",
)
_EMBASSY = ("rank", "ambassador_certain", "ambassador_presumed")

#: One row for each state and year. What begins with ``their_`` is of the state's own mission to the United States.
PANEL_SCHEMA = pa.schema(
    [("country_id", pa.string()), *((name, pa.int32()) for name in ("year", "days", "covered_days")), ("rank", pa.string())]
    + [(name, pa.int32()) for name in _DAYS]
    + [("chief_role_id", pa.string()), ("career_type", pa.string()), ("chief_last_day", pa.date32())]
    + [(name, pa.int32()) for name in CONTACTS]
    + [(f"their_{name}", pa.string() if name == "rank" else pa.int32()) for name in _EMBASSY]
)  # fmt: skip


def compute_panel(tables: Mapping[str, pa.Table], tenures: pa.Table) -> pa.Table:
    """Return the values of the panels as `PANEL_SCHEMA` describes them.

    `tables` are the exported tables of a package and `tenures` the days on which its roles were held. A number is null
    rather than 0 unless `coverage` says that a source lists everything of its kind for the whole year.
    """
    states = StateYears(tables)
    held = {row["role_id"]: row for row in tenures.to_pylist()}
    missions = Missions(states, tables, held)
    embassies = Missions(states, tables, held, to_home=True)
    contacts = count_contacts(states, tables)
    told = defaultdict(set)
    for country_id, year, _ in contacts:
        told[country_id].add(year)
    for mission in (missions, embassies):
        for country_id, years in mission.told.items():
            told[country_id] |= years
    rows = []
    for country_id in sorted(tables["countries"]["country_id"].to_pylist()):
        for year in states.years_of(country_id, told[country_id]):
            days = states.days_of(country_id, year)
            covered = states.covered("missions", days)
            # No source lists all envoys to the United States without gaps.
            theirs = embassies.ambassadors(country_id, days, complete=False)
            row = {"country_id": country_id, "year": year, "days": count_days([days])}
            row |= {"covered_days": count_days(covered), **missions.year(country_id, days, covered)}
            row |= {f"their_{name}": value for name, value in theirs.items()}
            for kind in CONTACTS:
                whole = kind in COVERING and count_days(states.covered(kind, days)) == row["days"]
                row[kind] = contacts[country_id, year, kind] or (0 if whole else None)
            rows.append(row)
    return pa.Table.from_pylist(rows, schema=PANEL_SCHEMA)
