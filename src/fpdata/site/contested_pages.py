"""The pages on which claims disagree: the sides with equal weight, who takes which, when, and what sources say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from fpdata.access.contested import QUESTION
from fpdata.model.phrases import TOWARD, in_sentence, phrase, question
from fpdata.site.addresses import contested_address
from fpdata.site.claims import by_date
from fpdata.site.page import SitePage
from fpdata.site.store import RecordStore, Row
from fpdata.site.time_scale import TimeScale

#: The table of the subjects of claims, by kind.
SUBJECT_TABLES = {"actor": "actors", "event": "events", "document": "documents", "office": "offices"}


class Side(NamedTuple):
    """A position on a dispute: the claims that take it, in order of time."""

    words: str
    object: tuple[str, str] | None
    value: str | None
    claims: list[Row]


class Dispute(NamedTuple):
    """What claims about a subject disagree on."""

    kind: str
    subject: str
    predicate: str
    claims: list[Row]

    @property
    def address(self) -> str:
        """Where its page is."""
        return contested_address(self.kind, self.subject, self.predicate)


def disputes(store: RecordStore) -> list[Dispute]:
    """Return every question on which claims disagree."""
    rows = sorted(store["contested"].rows, key=_key)
    return [Dispute(*key, list(claims)) for key, claims in groupby(rows, key=_key)]


def count_questions(contested: Iterable[Row]) -> int:
    """Return on how many questions claims disagree; a page may have several about one subject and predicate."""
    return len({tuple(row[name] for name in QUESTION) for row in contested})


def contested_pages(store: RecordStore) -> Iterator[SitePage]:
    """Yield the list of questions and the page of each."""
    found = disputes(store)
    listed = [(dispute, len({row["holder_id"] for row in dispute.claims}), _sides(store, dispute)) for dispute in found]
    listed.sort(key=lambda entry: -len(entry[0].claims))
    context = {
        "title": "On what sources disagree",
        "description": "Every question on which claims on record disagree.",
        "disputes": listed,
        "questions": count_questions(store["contested"].rows),
    }
    yield SitePage("contested/index.html", "contested_index.html", context)
    for dispute in found:
        yield SitePage(dispute.address, "contested.html", _page(store, dispute))


def dispute_title(store: RecordStore, kind: str, subject: str, predicate: str) -> str:
    """Return the question on which claims about a subject disagree."""
    name = store.name(SUBJECT_TABLES[kind], subject)
    # What a document or an event is called is a title, which does not always fit into a sentence.
    return question(predicate, f"“{name}”" if kind in ("document", "event") else in_sentence(name))


def _key(row: Row) -> tuple[str, str, str]:
    return row["subject_kind"], row["subject_id"], row["predicate"]


def _page(store: RecordStore, dispute: Dispute) -> dict[str, Any]:
    table = SUBJECT_TABLES[dispute.kind]
    name = store.name(table, dispute.subject)
    sides = _sides(store, dispute)
    holders = list(dict.fromkeys(row["holder_id"] for row in sorted(dispute.claims, key=by_date)))
    grid = [
        (holder, [[row for row in side.claims if row["holder_id"] == holder] for side in sides]) for holder in holders
    ]
    days = [row["date_min"] or row["date_max"] for row in dispute.claims if row["date_min"] or row["date_max"]]
    scale = TimeScale(date.fromisoformat(min(days)), date.fromisoformat(max(days))) if days else None
    return {
        "title": dispute_title(store, *dispute[:3]),
        "it": "It" if dispute.kind in ("document", "event") else in_sentence(name),
        "subject": (table, dispute.subject),
        "lead": f"{len(dispute.claims)} claims on record, of {len(holders)} {'source' if len(holders) == 1 else 'sources'}, take {len(sides)} positions.",
        "positions": [_words(store, side) for side in sides],
        "meaning_of": store.meanings.get(("claims", "predicate", dispute.predicate), ""),
        "sides": sides,
        "grid": grid,
        "scale": scale,
        "statements": {row["statement_id"]: store["statements"].row(row["statement_id"]) for row in dispute.claims},
        "claims": {row["claim_id"]: store["claims"].row(row["claim_id"]) for row in dispute.claims},
        "row_query": f"select * from contested where subject_id = '{dispute.subject}' and predicate = '{dispute.predicate}' order by date_min",
    }


def _words(store: RecordStore, side: Side) -> str:
    """Return a position in words."""
    object = store.name(*side.object) if side.object else ""
    if side.object and side.object[0] == "actors":
        object = in_sentence(object)
    value = f"“{side.value}”" if side.value else ""
    return " ".join(filter(None, [side.words, value, TOWARD if value and object else "", object]))


def _sides(store: RecordStore, dispute: Dispute) -> list[Side]:
    """Return the positions on a dispute, those with the earliest claim first."""
    sides: dict[tuple[Any, ...], list[Row]] = {}
    for row in sorted(dispute.claims, key=by_date):
        sides.setdefault((row["object"], row["target"], row["polarity"], row["modality"]), []).append(row)
    found = []
    for (_, _, polarity, _), rows in sides.items():
        claim = store["claims"].row(rows[0]["claim_id"]) or {}
        objects = (
            ("actors", "object_actor_id"),
            ("documents", "object_document_id"),
            ("events", "object_event_id"),
            ("topics", "topic_id"),
        )
        object = next(
            (
                (table, claim[column])
                for table, column in objects
                if claim[column] and (table != "topics" or not claim["value"])
            ),
            None,
        )
        found.append(Side(phrase(dispute.predicate, polarity), object, claim["value"], rows))
    return found
