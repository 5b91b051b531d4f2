"""Label records: one line of text for a record of each table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fpdata.export.arrow import ExportedRow

if TYPE_CHECKING:
    from fpdata.access.record_index import RecordIndex


def record_label(index: RecordIndex, table: str, row: ExportedRow) -> str:
    """Return the label of a row of `table`; `index` supplies the names of what it refers to."""

    def actor(column: str) -> str:
        return index.name("actors", row[column])

    match table:
        case "roles":
            office = index.name("offices", row["office_id"]) if row["office_id"] else row["title"]
            title = row["title"] if office == row["title"] else f"{row['title']}, {office}"
            return f"{_period(row)}  {actor('actor_id')}: {title} ({row['basis']})"
        case "events":
            return f"{row['date']}  {row['name']}"
        case "statements":
            quote = f" “{row['quote']}”" if row["quote"] else ""
            return f"{row['date'] or '?'}  {_speaker(index, row)}: {row['summary']}{quote}"
        case "claims":
            return _claim_label(index, row)
        case "participations":
            event = index.row("events", row["event_id"]) or {"date": "?", "name": row["event_id"]}
            return f"{event['date']}  {event['name']}: {actor('actor_id')}, {row['part']} ({row['presence']})"
        case "relationships":
            return f"{_period(row)}  {actor('actor_id')} {row['kind']} {actor('other_id')}"
        case "statement_links":
            return f"{row['from_id']} {row['kind']} {row['to_id']}"
        case "addressees":
            return f"{row['statement_id']} {row['part']} {actor('actor_id')}"
        case "contributions":
            return f"{row['document_id']}: {actor('actor_id')}, {row['part']}"
        case "documents":
            return f"{row['date'] or '?'}  {row['title']}"
        case "identifiers":
            return f"{row['scheme']}: {row['value']}"
        case "offices":
            return str(row["title"])
        case "citations":
            value = f": {row['reported_value']}" if row["reported_value"] else ""
            return f"{row['document_id']} {row['stance']} {row['field'] or 'the record'}{value}"
        case "redirects":
            return f"{row['old_id']} → {row['new_id'] or 'withdrawn'} ({row['date']}): {row['reason']}"
        case "corrections":
            return (
                f"{row['field']}: {row['upstream_value'] or 'nothing'} → {row['value'] or 'nothing'}: {row['reason']}"
            )
        case "judgements":
            return f"{row['left_id']} and {row['right_id']} the same: {row['same']}: {row['reason']}"
        case "coverage":
            return f"{row['table']}, {row['scope']}: {row['missing']}"
        case _:
            return str(row["name"])


def _period(row: ExportedRow) -> str:
    start, end = row["start"] or "?", row["end"] or "?"
    return f"{start} – {'now' if end == '..' else end}"


def _speaker(index: RecordIndex, statement: ExportedRow) -> str:
    """Return the speaker, and who reports the statement if it is quoted within another."""
    name = index.name("actors", statement["speaker_id"])
    outer = index.row("statements", statement["within_id"]) if statement["within_id"] else None
    return f"{name} (per {index.name('actors', outer['speaker_id'])})" if outer else name


def _claim_label(index: RecordIndex, row: ExportedRow) -> str:
    """Return the date, the claimant, the claim with its mode and certainty, and the verdict on it."""
    parts = [
        index.name(f"{kind}s", row[f"{side}_{kind}_id"])
        for side in ("about", "object")
        for kind in ("actor", "event", "document", "office")
        if row.get(f"{side}_{kind}_id")
    ]
    subject, *objects = parts + ([row["value"]] if row["value"] else [])
    objects += [f"({index.name('topics', row['topic_id'])})"] if row["topic_id"] else []
    statement = index.row("statements", row["statement_id"]) or {"date": None, "speaker_id": "?", "within_id": None}
    claimant = _speaker(index, statement)
    if row["holder_id"]:
        claimant += f" of {index.name('actors', row['holder_id'])}"
    says = f"{subject} {'not ' if row['polarity'] == 'negated' else ''}{row['predicate']} {' '.join(objects)}".strip()
    manner = [row["mode"], row["certainty"]]
    manner += [row[name] for name, usual in (("modality", "actual"), ("coding", "explicit")) if row[name] != usual]
    return f"{statement['date'] or '?'}  {claimant}: {says} ({', '.join(manner)}; {row['verdict']})"
