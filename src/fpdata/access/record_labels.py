"""Label records: one line of text for a record of each table, as it is listed with the record to which it refers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fpdata.access.claim_columns import manner
from fpdata.model.phrases import Named, claim_sentence, is_own_stance

if TYPE_CHECKING:
    from fpdata.access.record_index import RecordIndex
    from fpdata.export.arrow import ExportedRow

#: A statement is listed with so many characters of its quote.
_QUOTED = 200


@dataclass(frozen=True)
class RecordLabel:
    """The date or period of a record as text, "" if it has none, and what it says."""

    when: str
    text: str

    def __str__(self) -> str:
        return f"{self.when}  {self.text}" if self.when else self.text


def record_label(index: RecordIndex, table: str, row: ExportedRow, of: str = "") -> RecordLabel:
    """Return the label of a row of `table`; `index` supplies the names of what it refers to.

    What the column `of` refers to is left out: the label stands in a list of that record.
    """

    def actor(column: str) -> str:
        return index.name("actors", row[column])

    def led(name: str, text: str) -> str:
        """Return a text after the name of an actor, unless the list is about that actor."""
        return text if of == name else f"{actor(name)}: {text}"

    match table:
        case "roles":
            when, seen = _tenure(index, row)
            office = index.name("offices", row["office_id"]) if row["office_id"] else row["title"]
            title = row["title"] if office == row["title"] or of == "office_id" else f"{row['title']}, {office}"
            # That the basis is unknown would read like a remark on the holder.
            told = ", ".join(filter(None, [str(row["basis"]) if row["basis"] != "unknown" else "", seen]))
            manner = f" ({told})" if told else ""
            if of == "office_id" and title == office:
                return RecordLabel(when, f"{actor('actor_id')}{manner}")
            return RecordLabel(when, led("actor_id", f"{title}{manner}"))
        case "events":
            return RecordLabel(row["date"], row["name"])
        case "statements":
            return _said(index, row, with_speaker=of != "speaker_id")
        case "claims":
            return _claim_label(index, row, of)
        case "participations":
            event = index.row("events", row["event_id"]) or {"date": "?", "name": row["event_id"]}
            part = ", ".join([row["part"], *([row["presence"]] if row["presence"] != "confirmed" else [])])
            if of == "event_id":
                return RecordLabel("", f"{actor('actor_id')}, {part}")
            who = "" if of == "actor_id" else f": {actor('actor_id')}"
            return RecordLabel(event["date"], f"{event['name']}{who} ({part})")
        case "relationships":
            parts = [
                actor(name) if name != "kind" else row["kind"].replace("-", " ")
                for name in ("actor_id", "kind", "other_id")
                if name != of
            ]
            return RecordLabel(_period(row), " ".join(parts))
        case "statement_links":
            other = "from_id" if of == "to_id" else "to_id"
            statement = index.row("statements", row[other])
            said = _said(index, statement) if statement else RecordLabel("", row[other])
            return RecordLabel(said.when, f"{row['kind']}: {said.text}")
        case "addressees":
            statement = index.row("statements", row["statement_id"])
            if of == "statement_id" or statement is None:
                return RecordLabel("", f"{row['part']} {actor('actor_id')}")
            said = _said(index, statement)
            who = "" if of == "actor_id" else f" {actor('actor_id')}"
            return RecordLabel(said.when, f"{row['part']}{who}: {said.text}" if who else said.text)
        case "contributions":
            if of == "document_id":
                return RecordLabel("", f"{actor('actor_id')}, {row['part']}")
            document = index.row("documents", row["document_id"]) or {"date": None, "title": row["document_id"]}
            return RecordLabel(document["date"] or "", led("actor_id", f"{document['title']} ({row['part']})"))
        case "documents":
            return RecordLabel(row["date"] or "", row["title"])
        case "identifiers":
            return RecordLabel("", f"{row['scheme']}: {row['value']}")
        case "offices":
            return RecordLabel("", str(row["title"]))
        case "citations":
            value = f": {row['reported_value']}" if row["reported_value"] else ""
            what = row["field"] or "the record"
            if of == "document_id":
                return RecordLabel("", f"{row['stance']} {what} of {row['record_id']}, {row['table']}{value}")
            return RecordLabel("", f"{index.name('documents', row['document_id'])} {row['stance']} {what}{value}")
        case "redirects":
            return RecordLabel(row["date"], f"{row['old_id']} → {row['new_id'] or 'withdrawn'}: {row['reason']}")
        case "corrections":
            values = f"{row['upstream_value'] or 'nothing'} → {row['value'] or 'nothing'}"
            return RecordLabel("", f"{row['field']}: {values}: {row['reason']}")
        case "judgements":
            return RecordLabel("", f"{row['left_id']} and {row['right_id']} the same: {row['same']}: {row['reason']}")
        case "coverage":
            return RecordLabel("", f"{row['table']}, {row['scope']}: {row['missing']}")
        case _:
            return RecordLabel("", str(row["name"]))


def _period(row: ExportedRow) -> str:
    """Return the period of a row; "open" is an end that the source does not know, which says nothing of today."""
    start, end = row["start"] or "?", row["end"] or "?"
    if start == end:
        return str(start)
    return f"{start} – {'open' if end == '..' else end}"


def _tenure(index: RecordIndex, role: ExportedRow) -> tuple[str, str]:
    """Return the period of a role, and when its holder was last seen if no end is recorded.

    It is "now" only if a source shows it today, and "presumed" if it is presumed to be held today.
    """
    if role["end"] not in (None, ".."):
        return _period(role), ""
    tenure = index.tenure(role["role_id"]) or {}
    today = date.today()

    def held(answer: str) -> bool:
        first, last = tenure.get(f"{answer}_from"), tenure.get(f"{answer}_to")
        return bool(first and last and first <= today <= last)

    end = "now" if held("certain") else "presumed" if held("presumed") else "?"
    seen = tenure.get("last_seen")
    return f"{role['start'] or '?'} – {end}", f"last seen {seen}" if seen and end != "now" else ""


def _said(index: RecordIndex, statement: ExportedRow, *, with_speaker: bool = True) -> RecordLabel:
    quote = f" “{statement['quote'][:_QUOTED]}”" if statement["quote"] else ""
    text = f"{statement['summary']}{quote}"
    reporter = _reporter(index, statement)
    if with_speaker:
        return RecordLabel(statement["date"] or "?", f"{_speaker(index, statement)}: {text}")
    return RecordLabel(statement["date"] or "?", f"{text} (per {reporter})" if reporter else text)


def _reporter(index: RecordIndex, statement: ExportedRow) -> str:
    """Return who reports a statement that is quoted within another, or ""."""
    outer = index.row("statements", statement["within_id"]) if statement["within_id"] else None
    return index.name("actors", outer["speaker_id"]) if outer else ""


def _speaker(index: RecordIndex, statement: ExportedRow) -> str:
    """Return the speaker, and who reports the statement if it is quoted within another."""
    name = index.name("actors", statement["speaker_id"])
    reporter = _reporter(index, statement)
    return f"{name} (per {reporter})" if reporter else name


def _claim_label(index: RecordIndex, row: ExportedRow, of: str) -> RecordLabel:
    """Return the date, the claimant, the claim as a sentence with what is unusual about it, and the verdict on it."""
    subject, *objects = (
        _named(index, kind, row[f"{side}_{kind}_id"])
        for side in ("about", "object")
        for kind in ("actor", "event", "document", "office")
        if row.get(f"{side}_{kind}_id")
    )
    alone = not objects and not row["value"] and row["topic_id"]  # else it says only where the matter belongs
    topic = index.name("topics", row["topic_id"]) if alone and row["predicate"] != "happened" else None
    statement = index.row("statements", row["statement_id"]) or {"date": None, "speaker_id": "?", "within_id": None}
    claimant = _speaker(index, statement)
    holder, told = row["holder_id"], of == "holder_id"
    if holder and not told and not is_own_stance(row["predicate"], holder, row["about_actor_id"]):
        claimant += f", on the view of {index.name('actors', holder)}"
    says = claim_sentence(row, subject, objects[0] if objects else None, topic)
    return RecordLabel(statement["date"] or "?", f"{claimant}: {says} ({', '.join(manner(row))}; {row['verdict']})")


def _named(index: RecordIndex, kind: str, id: str) -> Named:
    actor = (index.row("actors", id) or {}) if kind == "actor" else {}
    return Named(kind, index.name(f"{kind}s", id), actor.get("kind") or "")


#: Tables whose rows have no source of their own, the table that has it, and the column that refers to that.
_SOURCED_BY = {
    "claims": ("statements", "statement_id"),
    "addressees": ("statements", "statement_id"),
    "statement_links": ("statements", "from_id"),
}


def source_document(index: RecordIndex, table: str, row: ExportedRow) -> str | None:
    """Return the id of the document in which what a row says can be read."""
    if table == "documents":
        return str(row["document_id"])
    if table in _SOURCED_BY:
        parent, column = _SOURCED_BY[table]
        row = index.row(parent, row[column]) or {}
    # Of an event, `document_id` is what it is about.
    return row.get("source_id" if table == "events" else "document_id") or row.get("source_id")
