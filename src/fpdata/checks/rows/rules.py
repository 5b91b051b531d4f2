"""Rules across records: what must hold between valid records of one or more tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from fpdata.checks.issue import Issue
from fpdata.checks.records import PackageRecords
from fpdata.checks.rows.claims import CLAIM_RULES
from fpdata.checks.rows.consistency import CONSISTENCY_RULES
from fpdata.checks.rows.cycles import no_cycles
from fpdata.checks.rows.lives import LIFE_RULES
from fpdata.checks.rows.order import ORDER_RULES
from fpdata.checks.rows.references import describe_retired
from fpdata.checks.rule import Rule, rule
from fpdata.model.edtf import Edtf
from fpdata.model.fields import FieldReference, RecordReference
from fpdata.model.offices import NOT_SEATED, Seats
from fpdata.model.references import ANNOTATION_TABLES
from fpdata.model.tables import TABLES


@rule()
def redirects_resolve(records: PackageRecords) -> Iterator[Issue]:
    """A redirect leads, in one step or more, to a live record or a withdrawal; its old id is not in use."""
    redirects = records["redirects"]
    for row in records.rows("redirects"):
        table, old, new = row.record.table, row.record.old_id, row.record.new_id
        if table not in TABLES:
            yield redirects.issue("key-record", row, "table", f"there is no table {table!r}")
        elif old in records[table].ids:
            yield redirects.issue(
                "key-reused", row, "old_id", f"{old!r} is retired, but a record of {table} has this id"
            )
        elif new is not None:
            outcome, end = records.resolve(table, new)
            if outcome == "cycle":
                yield redirects.issue("rule-redirect", row, "new_id", "the redirects form a cycle")
            elif outcome == "unknown" and records[table].complete:
                yield redirects.issue("rule-redirect", row, "new_id", f"there is no record {end!r} in {table}")


@rule()
def record_references_exist(records: PackageRecords) -> Iterator[Issue]:
    """A citation, correction or judgement names a live record and, if it names a field, a column of its table."""
    for name in ANNOTATION_TABLES:
        if name == "redirects":
            continue  # see `redirects_resolve`
        for row in records.rows(name):
            table = row.record.table
            if table not in TABLES:
                yield records[name].issue(
                    "key-record", row, "table", f"there is no table {table!r}", f"The tables are {', '.join(TABLES)}."
                )
                continue
            for column in TABLES[name].columns:
                value = getattr(row.record, column.attribute)
                match column.reference:
                    case RecordReference() if records[table].complete and value not in records[table].ids:
                        if retired := describe_retired(records, table, value):
                            yield records[name].issue("key-redirected", row, column.name, *retired)
                        else:
                            message = f"there is no record {value!r} in {table}"
                            yield records[name].issue("key-record", row, column.name, message)
                    case FieldReference() if value is not None and value not in TABLES[table].names:
                        yield records[name].issue("key-record", row, column.name, f"{table} has no column {value!r}")


@rule(("roles", "office_id"))
def one_holder_per_seat(records: PackageRecords) -> Iterator[Issue]:
    """An office with one seat never certainly has two holders on one day; acting holders do not count."""
    single = {id for id, office in records.by_id("offices").items() if office.seats is Seats.ONE}
    held = defaultdict(list)
    for row in records.rows("roles"):
        role = row.record
        if role.office_id in single and role.basis not in NOT_SEATED and role.start and role.start.latest:
            # The seat is certainly taken from the latest possible start to the earliest possible end.
            last = date.max if role.end and role.end.is_ongoing else role.end and role.end.earliest
            held[role.office_id].append((role.start.latest, last or role.start.latest, row))
    for office, holders in held.items():
        holders.sort(key=lambda holder: (holder[0], holder[1], holder[2].line))
        until, holder = date.min, None
        for start, last, row in holders:
            if holder is not None and start < until:
                message = _overlap(office, holder, row.record)
                yield records["roles"].issue("rule-overlapping-holders", row, "start", message)
            if holder is None or last > until:
                until, holder = last, row.record


def _overlap(office: str, held: Any, role: Any) -> str:
    """Return how two roles of one seat overlap, in the dates that they have."""
    until = "now" if held.end and held.end.is_ongoing else held.end or held.start
    if held.actor_id == role.actor_id:
        return f"{role.actor_id} holds {office} twice: {held.role_id} until {until}, and this role from {role.start}"
    return f"{held.actor_id} holds {office} until {until}, but {role.actor_id} holds it from {role.start}"


@rule(("roles", "source_id"), ("relationships", "source_id"), ("citations", "document_id"))
def ongoing_has_evidence(records: PackageRecords) -> Iterator[Issue]:
    """An open end (``..``) has a document dated after the start as evidence, or a source that is kept up to date."""
    if not records["coverage"].complete or records["coverage"].has_invalid:
        return  # then nobody knows which sources are kept up to date
    documents = records.by_id("documents")
    current = {
        (row.record.table, row.record.source_id)
        for row in records.rows("coverage")
        if row.record.to and row.record.to.is_ongoing
    }
    cited = defaultdict(set)
    for row in records.rows("citations"):
        if row.record.stance == "supports" and row.record.field in (None, "end"):
            cited[row.record.table, row.record.record_id].add(row.record.document_id)
    for table in ("roles", "relationships"):
        for row in records.rows(table):
            if not (row.record.end and row.record.end.is_ongoing):
                continue
            sources = ({row.record.source_id} | cited[table, row.record.identity]) - {None}
            # Of a document that is not there or not valid, another issue says so.
            if sources <= documents.keys() and not any(
                (table, source) in current or _is_evidence(documents.get(source), row.record.start)
                for source in sources
            ):
                start = row.record.start or "unknown"
                message = f"it is ongoing, but no document cited is dated after its start ({start})"
                yield records[table].issue("rule-ongoing", row, "end", message)


def _is_evidence(document: Any, start: Edtf | None) -> bool:
    seen = [when.latest for when in (document.date, document.accessed) if when and when.latest] if document else []
    return any(start is None or start.latest is None or day > start.latest for day in seen)


#: The rules across records, in the order in which they run.
RULES: tuple[Rule, ...] = (
    no_cycles,
    redirects_resolve,
    record_references_exist,
    one_holder_per_seat,
    ongoing_has_evidence,
    *LIFE_RULES,
    *ORDER_RULES,
    *CONSISTENCY_RULES,
    *CLAIM_RULES,
)
