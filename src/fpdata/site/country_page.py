"""The page of a country: its missions and offices, and its contacts with the United States year by year."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from fpdata.site.claims import day_of
from fpdata.site.excerpt import excerpt
from fpdata.site.office_page import office_turns
from fpdata.site.store import RecordStore, Row
from fpdata.site.templates import date_in_words

_MOST = {"events": 60, "offices": 60, "persons": 60, "missions": 12}
#: What is counted year by year in the view country_years.
_COUNTED = {
    "president_trips": "Journeys of Presidents there",
    "secretary_trips": "Journeys of Secretaries of State there",
    "visits": "Visits of its leaders",
    "meetings": "Meetings",
    "calls": "Calls",
    "letters_to": "Letters to it",
    "letters_from": "Letters from it",
}


def country_page(store: RecordStore, row: Row) -> dict[str, Any]:
    """Return what the page of a country shows."""
    id = row["country_id"]
    offices = store["offices"].rows_with("country_id", id)
    missions = [office for office in offices if office["kind"] in ("chief-of-mission", "envoy")]
    events = sorted(store["events"].rows_with("country_id", id), key=day_of, reverse=True)
    persons = [
        actor for actor in store["actors"].rows_with("country_id", id) if store.has_page("actors", actor["actor_id"])
    ]
    lineage = store["country_lineage"]
    return {
        "title": row["name"],
        "kicker": f"Country · {row['kind'].replace('-', ' ')}",
        "lead": _lead(store, row, missions),
        "successors": [step["successor_id"] for step in lineage.rows_with("country_id", id) if step["steps"]],
        "predecessors": [step["country_id"] for step in lineage.rows_with("successor_id", id) if step["steps"]],
        "missions": missions[: _MOST["missions"]],
        "offices": excerpt(
            [office for office in offices if office not in missions],
            _MOST["offices"],
            f"select * from offices where country_id = '{id}'",
        ),
        "years": contacts_by_year(store["country_years"].rows_with("country_id", id)),
        "events": excerpt(
            events, _MOST["events"], f"select * from events where country_id = '{id}' order by date_min desc"
        ),
        "persons": excerpt(
            sorted(persons, key=lambda actor: actor["sort_name"]),
            _MOST["persons"],
            f"select * from actors where country_id = '{id}' order by sort_name",
        ),
        "outlets": store["outlets"].rows_with("country_id", id)[:30],
    }


def _lead(store: RecordStore, row: Row, missions: list[Row]) -> str:
    period = ""
    if row["start"] or (row["end"] and row["end"] != ".."):
        start = date_in_words(row["start"]) if row["start"] else "an unrecorded day"
        end = f" to {date_in_words(row['end'])}" if row["end"] and row["end"] != ".." else ""
        period = f"{row['name']} is on record from {start}{end}. "
    chiefs = [mission for mission in missions if mission["kind"] == "chief-of-mission"]
    held = [
        turn
        for mission in chiefs
        for turn in office_turns(store["role_holders"].rows_with("office_id", mission["office_id"]))
        if turn.get("role_id")
    ]
    if not held:
        return period.strip()
    last = max(held, key=lambda turn: turn["certain_to"] or turn["possible_to"] or "")
    if last["end"] and last["end"] != "..":
        when = f"to {date_in_words(last['end'])}"
    else:
        when = f"last seen on {date_in_words(last['last_seen'])}" if last["last_seen"] else "with no end on record"
    return f"{period}The last chief of the U.S. mission on record is {last['actor_name']}, {last['title']}, {when}."


def contacts_by_year(years: list[Row]) -> dict[str, Any] | None:
    """Return what was counted in each year as paths of SVG bars, 10 high; None if nothing was."""
    if not years:
        return None
    first, last = years[0]["year"], years[-1]["year"]
    lanes = []
    for column, label in _COUNTED.items():
        counted = {year["year"]: year[column] for year in years if year[column]}
        if counted:
            most = max(counted.values())
            bars = (f"M{year - first + 0.5} 10v-{10 * count / most:.1f}" for year, count in counted.items())
            lanes.append(
                {
                    "label": label,
                    "total": sum(counted.values()),
                    "most": most,
                    "path": Markup("").join(map(Markup, bars)),
                }
            )
    return {"first": first, "last": last, "width": last - first + 1, "lanes": lanes} if lanes else None
