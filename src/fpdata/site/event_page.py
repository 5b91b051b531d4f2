"""The page of an event: who took part, what was said, and what is disputed."""

from __future__ import annotations

from typing import Any

from fpdata.site.claims import by_date, claims_about
from fpdata.site.excerpt import excerpt
from fpdata.site.store import RecordStore, Row
from fpdata.site.templates import date_in_words

_MOST = {"participants": 120, "statements": 60, "claims": 60, "parts": 60}


def event_page(store: RecordStore, row: Row) -> dict[str, Any]:
    """Return what the page of an event shows."""
    id = row["event_id"]
    participants = store["participations"].rows_with("event_id", id)
    parts = sorted(store["events"].rows_with("part_of_id", id), key=by_date)
    statements = sorted(store["statements"].rows_with("event_id", id), key=by_date)
    claims = claims_about(store, "about_event_id", id) + claims_about(store, "object_event_id", id)
    return {
        "title": row["name"],
        "kicker": f"Event · {row['kind'].replace('-', ' ')}",
        "lead": _lead(store, row),
        "participants": excerpt(
            participants, _MOST["participants"], f"select * from participations where event_id = '{id}'"
        ),
        "parts_of": excerpt(parts, _MOST["parts"], f"select * from events where part_of_id = '{id}' order by date_min"),
        "statements": excerpt(statements, _MOST["statements"], f"select * from statements where event_id = '{id}'"),
        "claims": excerpt(claims, _MOST["claims"], f"select * from claims where about_event_id = '{id}'"),
        "contested": contested_predicates(store, id),
    }


def contested_predicates(store: RecordStore, subject: str) -> list[tuple[str, str]]:
    """Return on what of a record claims disagree: the kind of subject and each predicate."""
    rows = store["contested"].rows_with("subject_id", subject)
    return list(dict.fromkeys((row["subject_kind"], row["predicate"]) for row in rows))


def _lead(store: RecordStore, row: Row) -> str:
    place = ", ".join(
        filter(None, [row["place"], store.name("countries", row["country_id"]) if row["country_id"] else ""])
    )
    wording = f" ({row['date_text']})" if row["date_text"] else ""
    when = f"{date_in_words(row['date'])}{wording}"
    status = "" if row["status"] == "held" else f" {row['status'].capitalize()}."
    summary = f" {row['summary']}" if row["summary"] else ""
    return f"{when}{f', {place}' if place else ''}.{status}{summary}"
