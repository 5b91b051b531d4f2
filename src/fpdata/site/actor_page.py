"""The page of an actor: roles, what was said by and about them, whom they met and wrote to."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fpdata.model.presence import NOT_THERE, PRESENCES, ROOM_KINDS
from fpdata.site.claims import claims_about, day_of
from fpdata.site.excerpt import excerpt
from fpdata.site.linked_data import REGISTERS
from fpdata.site.store import RecordStore, Row
from fpdata.site.templates import date_in_words, years
from fpdata.site.time_scale import scale_of

#: A page lists so many events, documents, statements and persons.
_MOST = {"events": 40, "documents": 40, "statements": 40, "claims": 30, "persons": 25, "roles": 100}
#: Identifiers of volumes are many, and say nothing to a reader.
_SHOWN_SCHEMES = (*REGISTERS, "icpsr", "lis", "thomas")


def actor_page(store: RecordStore, row: Row) -> dict[str, Any]:
    """Return what the page of an actor shows."""
    id = row["actor_id"]
    roles = sorted(store["role_holders"].rows_with("actor_id", id), key=_by_start)
    said = sorted(store["statements"].rows_with("speaker_id", id), key=day_of, reverse=True)
    about = [line for column in ("about_actor_id", "object_actor_id") for line in claims_about(store, column, id)]
    about = [line for line in about if line.statement["speaker_id"] != id]
    about = sorted(
        {line.claim["claim_id"]: line for line in about}.values(), key=lambda line: day_of(line.statement), reverse=True
    )
    events = _events(store, id)
    documents = _documents(store, id)
    return {
        "title": row["name"],
        "kicker": f"Actor · {row['kind']}",
        "lead": _lead(row, roles),
        "counts": [
            (len(found), one, many)
            for found, one, many in (
                (roles, "role", "roles"),
                (events, "event", "events"),
                (documents, "document", "documents"),
                (said, "statement", "statements"),
                (about, "claim that others make about them", "claims that others make about them"),
            )
            if found
        ],
        "roles": excerpt(
            roles, _MOST["roles"], f"select * from role_holders where actor_id = '{id}' order by start_min"
        ),
        "life": _life_line(roles, events, documents),
        "said": excerpt(
            said, _MOST["statements"], f"select * from statements where speaker_id = '{id}' order by date_min"
        ),
        "about": excerpt(
            about, _MOST["claims"], f"select * from claims where '{id}' in (about_actor_id, object_actor_id)"
        ),
        "room": excerpt(_room(store, id), _MOST["persons"]),
        "wrote": [
            (heading, excerpt(counted, _MOST["persons"]))
            for heading, counted in (
                ("Wrote to", _letters(store, id, "sender")),
                ("Had letters from", _letters(store, id, "recipient")),
            )
            if counted
        ],
        "events": excerpt(
            events,
            _MOST["events"],
            f"select e.* from events e join participations p using (event_id) where p.actor_id = '{id}' order by date_min",
        ),
        "documents": excerpt(
            documents,
            _MOST["documents"],
            f"select d.* from documents d join contributions c using (document_id) where c.actor_id = '{id}' order by date_min",
        ),
        "relationships": _relationships(store, id),
        "names": store["names"].rows_with("actor_id", id),
        "identifiers": [
            (known["scheme"], known["value"], REGISTERS.get(known["scheme"], "").format(known["value"]))
            for known in store["identifiers"].rows_with("actor_id", id)
            if known["scheme"] in _SHOWN_SCHEMES
        ],
        "parts_of": sorted(store["actors"].rows_with("parent_id", id), key=lambda part: part["sort_name"])[
            : _MOST["persons"]
        ],
        "offices": sorted(
            store["offices"].rows_with("organization_id", id),
            key=lambda office: (office["precedence"] or 9999, office["title"]),
        ),
    }


def _lead(row: Row, roles: list[Row]) -> str:
    """Return who the actor is, in a sentence."""
    if row["description"]:
        return str(row["description"])
    life = years(row) if row["kind"] == "person" else ""
    who = f"{row['name']} ({life})" if life else str(row["name"])
    held = [role for role in roles if role["basis"] != "nominated-not-served"]
    if not held:
        return f"{who}." if life else ""
    highest = min(held, key=lambda role: role["precedence"] or 9999)
    role = highest if highest["precedence"] and highest["precedence"] < 100 else held[-1]
    start = f"from {date_in_words(role['start'])} " if role["start"] else ""
    if role["end"] and role["end"] != "..":
        return f"{who} was {role['title']} {start}to {date_in_words(role['end'])}."
    seen = f" (last seen in office on {date_in_words(role['last_seen'])})" if role["last_seen"] else ""
    return f"{who} is on record as {role['title']}{' ' + start.strip() if start else ''}{seen}."


def _by_start(role: Row) -> tuple[bool, str, str]:
    day = role["start_min"] or role["certain_from"] or role["possible_from"] or role["end_min"]
    return day is None, day or "", role["role_id"]


def _life_line(
    roles: list[Row], events: list[tuple[Row, Row]], documents: list[tuple[Row, Row]]
) -> dict[str, Any] | None:
    """Return roles as bars, and journeys, meetings and letters as ticks, on one scale of time; None if there is little to see."""
    kinds = {"Journeys": ("trip", "visit"), "Meetings and calls": ("meeting", "call", "talks", "summit", "conference")}
    days = {
        lane: [event["date_min"] for event, _ in events if event["kind"] in of and event["date_min"]]
        for lane, of in kinds.items()
    }
    parts = ("sender", "recipient")
    days["Letters"] = [
        document["date_min"] for document, part in documents if part["part"] in parts and document["date_min"]
    ]
    every_day = [day for lane in days.values() for day in lane]
    scale = scale_of(roles, every_day)
    if scale is None or len(roles) + len(every_day) < 2:
        return None
    return {
        "marks": scale.marks(),
        "roles": [(role, spans) for role in roles if (spans := scale.spans(role))][:30],
        "lanes": [(lane, len(dates), scale.ticks(dates)) for lane, dates in days.items() if dates],
    }


def _events(store: RecordStore, id: str) -> list[tuple[Row, Row]]:
    """Return the events in which an actor took part, the latest first, each with the participation."""
    rows = store["participations"].rows_with("actor_id", id)
    found = [(event, row) for row in rows if (event := store["events"].row(row["event_id"]))]
    return sorted(found, key=lambda pair: day_of(pair[0]), reverse=True)


def _documents(store: RecordStore, id: str) -> list[tuple[Row, Row]]:
    """Return the documents to which an actor contributed, the latest first, each with the contribution."""
    rows = store["contributions"].rows_with("actor_id", id)
    found = [(document, row) for row in rows if (document := store["documents"].row(row["document_id"]))]
    return sorted(found, key=lambda pair: day_of(pair[0]), reverse=True)


def _room(store: RecordStore, id: str) -> list[tuple[str, int]]:
    """Return who was in a room or on the phone with an actor, and at how many events, the most frequent first."""
    met: Counter[str] = Counter()
    for row in store["participations"].rows_with("actor_id", id):
        event = store["events"].row(row["event_id"])
        if event and event["kind"] in ROOM_KINDS and event["status"] == "held" and _is_there(row):
            others = {
                other["actor_id"]
                for other in store["participations"].rows_with("event_id", row["event_id"])
                if _is_there(other)
            }
            met.update(others - {id})
    return _most_frequent(met)


def _is_there(row: Row) -> bool:
    return row["part"] not in NOT_THERE and row["presence"] in PRESENCES


def _letters(store: RecordStore, id: str, side: str) -> list[tuple[str, int]]:
    """Return the actors on the other side of an actor's letters, and how many letters, the most frequent first."""
    other = "recipient" if side == "sender" else "sender"
    written: Counter[str] = Counter()
    for row in store["contributions"].rows_with("actor_id", id):
        if row["part"] == side:
            rows = store["contributions"].rows_with("document_id", row["document_id"])
            written.update({part["actor_id"] for part in rows if part["part"] == other} - {id})
    return _most_frequent(written)


def _most_frequent(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def _relationships(store: RecordStore, id: str) -> list[Row]:
    rows = [*store["relationships"].rows_with("actor_id", id), *store["relationships"].rows_with("other_id", id)]
    return list({row["relationship_id"]: row for row in rows}.values())
