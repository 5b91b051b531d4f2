"""Write what the network page reads: meetings with who was there, and how many letters went from whom to whom."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from fpdata.model.presence import NOT_THERE, PRESENCES, ROOM_KINDS
from fpdata.site.store import RecordStore, Row


def write_network(store: RecordStore, folder: Path) -> None:
    """Write `network.json`.

    It has `people` ([id, name, 1 if it is a person] each, numbered from 0); `meetings`, by the rules of `fpdata.room`, each [first year, last
    year, number of the meeting of which it is a part, people]; and `letters`, each [sender, recipient, first year, last
    year, number of letters], with null for the years of undated ones.
    """
    people: dict[str, int] = {}

    def number(id: str) -> int:
        return people.setdefault(id, len(people))

    met = _meetings(store)
    numbers = {event["event_id"]: at for at, (event, _) in enumerate(met)}
    meetings = [
        [*_years(event), numbers.get(event["part_of_id"]), [number(actor) for actor in present]]
        for event, present in met
    ]
    letters = [
        [number(sender), number(recipient), *years, count]
        for (sender, recipient, years), count in sorted(_letters(store).items(), key=str)
    ]
    described = {
        "people": [[id, store.name("actors", id), int(_is_person(store, id))] for id in people],
        "meetings": meetings,
        "letters": letters,
    }
    text = json.dumps(described, ensure_ascii=False, separators=(",", ":"))
    (folder / "network.json").write_text(text, encoding="utf-8")


def _meetings(store: RecordStore) -> list[tuple[Row, list[str]]]:
    """Return the meetings and calls that were held, each with the persons who were there, if there were several."""
    found: list[tuple[Row, list[str]]] = []
    for event in store["events"].rows:
        if event["kind"] not in ROOM_KINDS or event["status"] != "held":
            continue
        present = {
            row["actor_id"]
            for row in store["participations"].rows_with("event_id", event["event_id"])
            if row["part"] not in NOT_THERE and row["presence"] in PRESENCES
        }
        persons = sorted(id for id in present if _is_person(store, id))
        if len(persons) > 1:
            found.append((event, persons))
    return found


def _is_person(store: RecordStore, id: str) -> bool:
    return (store["actors"].row(id) or {}).get("kind") == "person"


def _letters(store: RecordStore) -> Counter[tuple[str, str, tuple[int | None, int | None]]]:
    """Return how many documents each sender sent to each recipient, by the years of their dates."""
    sides: defaultdict[str, dict[str, set[str]]] = defaultdict(lambda: {"sender": set(), "recipient": set()})
    for row in store["contributions"].rows:
        if row["part"] in ("sender", "recipient"):
            sides[row["document_id"]][row["part"]].add(row["actor_id"])
    counts: Counter[tuple[str, str, tuple[int | None, int | None]]] = Counter()
    for document, of in sides.items():
        years = _years(store["documents"].row(document) or {})
        for sender in of["sender"]:
            for recipient in of["recipient"]:
                counts[sender, recipient, years] += 1
    return counts


def _years(row: dict[str, Any]) -> tuple[int | None, int | None]:
    """Return the first and the last year that a date can mean; None is open."""
    first, last = row.get("date_min"), row.get("date_max")
    return int(first[:4]) if first else None, int(last[:4]) if last else None
