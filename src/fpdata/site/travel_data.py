"""Write what the travel page reads: every trip abroad and every visit received."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fpdata.model.presence import STAYED
from fpdata.site.store import RecordStore, Row

_KINDS = ("trip", "visit")


def write_travel(store: RecordStore, folder: Path) -> None:
    """Write `travel.json`, by the rules of `fpdata.travel`.

    It has `people` ([id, name] each) and `countries` ([id, name, three letters of ISO 3166] each), numbered from 0, and
    `journeys`, by date: [id, kind, date, first day, last day, countries, place, people]. The countries of a trip are
    where it led, those of a visit where the visitors came from. A former state has the letters of the state that succeeded it.
    """
    people: dict[str, int] = {}
    countries: dict[str, int] = {}
    whole = {row["part_of_id"] for row in store["events"].rows}
    journeys: list[list[Any]] = []
    events = [row for row in store["events"].rows if row["kind"] in _KINDS and row["event_id"] not in whole]
    for event in sorted(events, key=lambda row: (row["date_min"] or row["date_max"] or "", row["event_id"])):
        named = store["participations"].rows_with("event_id", event["event_id"])
        there = sorted({row["actor_id"] for row in named if row["part"] not in STAYED})
        journeys.append(
            [
                *(event[column] for column in ("event_id", "kind", "date", "date_min", "date_max")),
                [countries.setdefault(id, len(countries)) for id in _countries(store, event, there)],
                event["place"],
                [people.setdefault(id, len(people)) for id in there],
            ]
        )
    letters = _letters(store)
    described = {
        "people": [[id, store.name("actors", id)] for id in people],
        "countries": [[id, store.name("countries", id), letters.get(id)] for id in countries],
        "journeys": journeys,
    }
    text = json.dumps(described, ensure_ascii=False, separators=(",", ":"))
    (folder / "travel.json").write_text(text, encoding="utf-8")


def _countries(store: RecordStore, event: Row, people: list[str]) -> list[str]:
    if event["kind"] == "trip":
        return [event["country_id"]] if event["country_id"] else []
    homes = ((store["actors"].row(id) or {}).get("country_id") for id in people)
    return sorted({home for home in homes if home and home != event["country_id"]})


def _letters(store: RecordStore) -> dict[str, str]:
    """Return the letters of ISO 3166 by which a map finds each country, or the last state that succeeded it."""
    found: dict[str, str] = {}
    for row in sorted(store["country_lineage"].rows, key=lambda row: row["steps"]):
        successor = store["countries"].row(row["successor_id"]) or {}
        if successor.get("iso_alpha3"):
            found.setdefault(row["country_id"], successor["iso_alpha3"])
    return found
