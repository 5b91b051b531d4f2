"""Claims as pages show them: a sentence with links, and who says so."""

from __future__ import annotations

from typing import Any, NamedTuple

from fpdata.access.claim_columns import manner
from fpdata.model.phrases import phrase
from fpdata.site.store import RecordStore, Row

#: The columns of a claim for its subject and its object, each with the table referred to.
_SUBJECTS = (
    ("about_actor_id", "actors"),
    ("about_event_id", "events"),
    ("about_document_id", "documents"),
    ("about_office_id", "offices"),
)
_OBJECTS = (("object_actor_id", "actors"), ("object_document_id", "documents"), ("object_event_id", "events"))


class LinkedRecord(NamedTuple):
    """A record in a sentence."""

    table: str
    id: str


class ClaimLine(NamedTuple):
    """A claim as a sentence, with the statement in which it is made."""

    claim: Row
    statement: Row
    subject: LinkedRecord | None
    words: str
    objects: list[LinkedRecord]
    value: str | None
    topic: LinkedRecord | None
    manner: list[str]


def claim_line(store: RecordStore, claim: Row) -> ClaimLine:
    """Return a claim as a sentence."""
    statement = store["statements"].row(claim["statement_id"]) or {}
    subjects = [LinkedRecord(table, claim[column]) for column, table in _SUBJECTS if claim[column]]
    return ClaimLine(
        claim,
        statement,
        subjects[0] if subjects else None,
        phrase(claim["predicate"], claim["polarity"]),
        [LinkedRecord(table, claim[column]) for column, table in _OBJECTS if claim[column]],
        claim["value"],
        LinkedRecord("topics", claim["topic_id"]) if claim["topic_id"] else None,
        [*([claim["modality"]] if claim["modality"] != "actual" else []), *manner(claim)],
    )


def claims_about(store: RecordStore, column: str, id: str) -> list[ClaimLine]:
    """Return the claims of which a column has an id, by the day on which they were made."""
    lines = [claim_line(store, claim) for claim in store["claims"].rows_with(column, id)]
    return sorted(lines, key=lambda line: by_date(line.statement))


def by_date(row: dict[str, Any]) -> tuple[bool, str]:
    """Return what sorts rows by their day, those without one last."""
    return not day_of(row), day_of(row)


def day_of(row: dict[str, Any]) -> str:
    """Return the first day that the date of a row can mean, or the last, or ""; in reverse, it sorts undated rows last."""
    return row.get("date_min") or row.get("date_max") or ""
