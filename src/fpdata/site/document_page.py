"""The page of a document: from whom to whom, where it can be read, and what rests on it."""

from __future__ import annotations

from typing import Any

from fpdata.model.documents import ContributionPart
from fpdata.site.claims import by_date, claims_about
from fpdata.site.event_page import contested_predicates
from fpdata.site.excerpt import excerpt
from fpdata.site.store import RecordStore, Row
from fpdata.site.templates import date_in_words

_PARTS = {str(part): place for place, part in enumerate(ContributionPart)}
_MOST = 50
#: A volume lists so many documents.
_MOST_PARTS = 250
#: The tables whose records rest on documents, each with the column and the words for it.
_RESTING = (
    ("events", "source_id", "events"),
    ("roles", "source_id", "roles"),
    ("actors", "source_id", "actors"),
    ("participations", "source_id", "participations"),
    ("offices", "source_id", "offices"),
    ("contributions", "source_id", "contributions"),
    ("documents", "source_id", "documents"),
    ("relationships", "source_id", "relationships"),
    ("citations", "document_id", "further citations"),
)


def document_page(store: RecordStore, row: Row) -> dict[str, Any]:
    """Return what the page of a document shows."""
    id = row["document_id"]
    contributions = sorted(store["contributions"].rows_with("document_id", id), key=_part_order)
    statements = sorted(store["statements"].rows_with("document_id", id), key=by_date)
    events = sorted(store["events"].rows_with("source_id", id), key=by_date)
    parts = sorted(store["documents"].rows_with("part_of_id", id), key=by_date)
    claims = claims_about(store, "about_document_id", id)
    resting = [
        (store_count, words, f"select * from \"{table}\" where {column} = '{id}'")
        for table, column, words in _RESTING
        if (store_count := len(store[table].rows_with(column, id)))
    ]
    return {
        "title": store.name("documents", id),
        "is_our_title": store.name("documents", id) != row["title"],
        "kicker": f"Document · {row['kind'].replace('-', ' ')}",
        "lead": _lead(store, row, contributions),
        "contributions": contributions,
        "is_about": store["events"].rows_with("document_id", id),
        "related": [
            (label, other)
            for label, column in (("Copy of", "copy_of_id"), ("Version of", "version_of_id"), ("Revises", "revises_id"))
            if (other := row[column])
        ]
        + [
            (label, other["document_id"])
            for label, column in (
                ("Copied in", "copy_of_id"),
                ("Has the version", "version_of_id"),
                ("Revised by", "revises_id"),
            )
            for other in store["documents"].rows_with(column, id)
        ],
        "parts_of": excerpt(parts, _MOST_PARTS, f"select * from documents where part_of_id = '{id}' order by date_min"),
        "statements": excerpt(statements, _MOST, f"select * from statements where document_id = '{id}'"),
        "events": excerpt(events, _MOST, f"select * from events where source_id = '{id}' order by date_min"),
        "claims": excerpt(claims, _MOST, f"select * from claims where about_document_id = '{id}'"),
        "contested": contested_predicates(store, id),
        "resting": resting,
        "coverage": store["coverage"].rows_with("source_id", id),
    }


def _part_order(contribution: Row) -> tuple[int, int]:
    """Return what sorts the contributions to a document: authors and senders first, as the model lists them."""
    return _PARTS[contribution["part"]], contribution["sequence"] or 0


def _lead(store: RecordStore, row: Row, contributions: list[Row]) -> str:
    """Return what a document is, in a sentence: "Telegram from A to B, 22 October 1962, Paris."."""
    names = {
        side: [store.name("actors", part["actor_id"]) for part in contributions if part["part"] == side]
        for side in ("author", "sender", "recipient")
    }
    authors = names["author"] or ([store.name("actors", row["author_id"])] if row["author_id"] else [])
    words = [row["kind"].replace("-", " ").capitalize()]
    if names["sender"] or names["recipient"]:
        words += [f"from {_listed(names['sender'])}"] if names["sender"] else []
        words += [f"to {_listed(names['recipient'])}"] if names["recipient"] else []
    elif authors:
        words.append(f"by {_listed(authors)}")
    outlet = store.name("outlets", row["outlet_id"]) if row["outlet_id"] else None
    return ", ".join(filter(None, [" ".join(words), outlet, date_in_words(row["date"]), row["place"]])) + "."


def _listed(names: list[str]) -> str:
    """Return names as a list in a sentence, at most four of them."""
    if len(names) > 4:
        return f"{', '.join(names[:3])} and {len(names) - 3} others"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
