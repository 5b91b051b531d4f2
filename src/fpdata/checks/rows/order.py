"""Rules about the order of days: a report after what it reports, a copy after its original, nothing in the future."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fpdata.checks.conditions import TODAY, Later, Where, any_of
from fpdata.checks.issue import Issue
from fpdata.checks.records import PackageRecords
from fpdata.checks.rows.days import ZONE_DAYS, days_between
from fpdata.checks.rule import Rule, rule
from fpdata.model.documents import DocumentKind
from fpdata.model.edtf import Edtf
from fpdata.model.events import EventStatus
from fpdata.model.offices import ONLY_NAMED, EndKind
from fpdata.model.statements import Act, Form, Medium

#: A text may be handed out, or a statement announced, before it is made.
_AHEAD = frozenset({Act.ANNOUNCE, Act.PREDICT, Act.PROMISE})
_HANDED_OUT = frozenset({Medium.SPEECH, Medium.TESTIMONY, Medium.OFFICIAL_RELEASE})
#: Days by which a text is handed out ahead, at most.
_HANDED_OUT_DAYS = 7
#: Documents that are kept up to date under the day on which they first appeared.
_UPDATED = frozenset({DocumentKind.PAGE, DocumentKind.DATASET})
_NOT_YET = frozenset({EventStatus.PLANNED, EventStatus.POSTPONED, EventStatus.CANCELLED})


@rule(
    Where("statements", Later("date_min", "within_id.date_max", ZONE_DAYS)),
    Where("statements", Later("date_min", "document_id.date_max", ZONE_DAYS)),
    ("statements", "event_id"),
)
def not_reported_before_made(records: PackageRecords) -> Iterator[Issue]:
    """A statement was not made after the statement that reports it, or after the document in which it can be read.

    A day may lie between them, because of time zones. Words that were announced, and texts handed out ahead, may be
    reported before.
    """
    statements, documents, events = (records.by_id(name) for name in ("statements", "documents", "events"))
    for row in records.rows("statements"):
        made, outer = row.record, statements.get(row.record.within_id)
        ahead = days_between(outer and outer.date, made.date)
        message = f"made on {made.date}, but {outer.statement_id} reports it on {outer.date}" if outer else ""
        if ahead <= ZONE_DAYS:
            document = documents.get(made.document_id)
            ahead = days_between(_last_seen(document), made.date)
            message = f"made on {made.date}, but read in {made.document_id} of {_last_seen(document)}"
        if ahead > ZONE_DAYS and not _was_expected(made, outer, events.get(made.event_id), ahead):
            yield records["statements"].issue("rule-report-date", row, "date", message)


def _was_expected(made: Any, outer: Any, event: Any, days: int) -> bool:
    """Whether words may be reported some days before they are spoken."""
    return (
        made.form is Form.SUGGESTED
        or made.act in _AHEAD
        or (outer is not None and outer.act in _AHEAD)
        or (event is not None and event.status in _NOT_YET)
        or (made.medium in _HANDED_OUT and days <= _HANDED_OUT_DAYS)
    )


def _last_seen(document: Any) -> Edtf | None:
    """Return when a document last changed, as far as is known; None if it is kept up to date, and not known when."""
    if document is None:
        return None
    dated: Edtf | None = document.date
    seen: Edtf | None = document.accessed
    if document.kind not in _UPDATED:
        return dated
    return seen if days_between(dated, seen) else seen and dated


@rule(Where("events", Later("date_min", "source_id.date_max", ZONE_DAYS)))
def not_reported_before_held(records: PackageRecords) -> Iterator[Issue]:
    """An event that was held is not dated more than a day after the document that says so."""
    documents = records.by_id("documents")
    for row in records.rows("events"):
        event, reported = row.record, _last_seen(documents.get(row.record.source_id))
        if event.status is EventStatus.HELD and days_between(reported, event.date) > ZONE_DAYS:
            message = f"held on {event.date}, but {event.source_id} of {reported} says so"
            yield records["events"].issue("rule-report-date", row, "date", message)


@rule(
    Where("documents", Later("copy_of_id.date_min", "date_max", ZONE_DAYS)),
    Where("documents", Later("revises_id.date_min", "date_max", ZONE_DAYS)),
    Where("documents", Later("date_min", "accessed_max", ZONE_DAYS)),
)
def documents_in_order(records: PackageRecords) -> Iterator[Issue]:
    """A copy is not older than its original, nor a revision than what it revises, and nothing is read before it appears."""
    documents = records.by_id("documents")
    for row in records.rows("documents"):
        document = row.record
        for field, relation in (("copy_of_id", "a copy"), ("revises_id", "a revision")):
            other = documents.get(getattr(document, field))
            if other is not None and days_between(document.date, other.date) > ZONE_DAYS:
                message = f"dated {document.date}, but {relation} of {other.document_id}, which is dated {other.date}"
                yield records["documents"].issue("rule-document-order", row, "date", message)
        if days_between(document.accessed, document.date) > ZONE_DAYS:
            message = f"accessed on {document.accessed}, but dated {document.date}"
            yield records["documents"].issue("rule-document-order", row, "accessed", message)


@rule(
    Where(
        "events",
        any_of(
            Later("date_min", "part_of_id.date_max", ZONE_DAYS), Later("part_of_id.date_min", "date_max", ZONE_DAYS)
        ),
    )
)
def parts_within_whole(records: PackageRecords) -> Iterator[Issue]:
    """A part of an event does not lie outside the whole by more than a day."""
    events = records.by_id("events")
    for row in records.rows("events"):
        part, whole = row.record, events.get(row.record.part_of_id)
        if whole is None:
            continue
        if max(days_between(part.date, whole.date), days_between(whole.date, part.date)) > ZONE_DAYS:
            message = f"on {part.date}, but a part of {whole.event_id}, which was on {whole.date}"
            yield records["events"].issue("rule-part", row, "date", message)


#: Columns that say when something happened; none of it happens in the future.
_PAST_COLUMNS = {
    "actors": ("born", "died"),
    "countries": ("start", "end"),
    "offices": ("start", "end"),
    "roles": ("start", "end"),
    "relationships": ("start", "end"),
    "documents": ("date", "accessed"),
    "events": ("date",),
    "statements": ("date",),
    "redirects": ("date",),
    "corrections": ("date",),
    "judgements": ("date",),
    "coverage": ("to",),
}


@rule(
    *(
        Where(table, any_of(*(Later(f"{column}_min", TODAY, ZONE_DAYS) for column in columns)))
        for table, columns in _PAST_COLUMNS.items()
    )
)
def nothing_in_the_future(records: PackageRecords) -> Iterator[Issue]:
    """What is recorded as past is not dated after the day of the check. Plans and fixed terms may be."""
    for table, columns in _PAST_COLUMNS.items():
        for row in records.rows(table):
            for column in columns:
                when = getattr(row.record, records[table].table.column(column).attribute)
                if days_between(records.today, when) > ZONE_DAYS and not _may_be_ahead(table, column, row.record):
                    yield records[table].issue("rule-future", row, column, f"{when} is in the future")


def _may_be_ahead(table: str, column: str, record: Any) -> bool:
    match table:
        case "events":
            return record.status is not EventStatus.HELD
        case "statements":
            return record.form is Form.SUGGESTED
        case "roles" if column == "start":
            return record.basis in ONLY_NAMED
        case "roles":
            return record.end_kind is EndKind.TERM_ENDED
        case "documents":  # an issue or a book bears the month or year after
            return column == "date" and len(record.date) < len("2025-11-18")
    return False


#: The rules about the order of days, in the order in which they run.
ORDER_RULES: tuple[Rule, ...] = (
    not_reported_before_made,
    not_reported_before_held,
    documents_in_order,
    parts_within_whole,
    nothing_in_the_future,
)
