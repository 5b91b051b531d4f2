"""The rules across records: what must hold between valid records of one or more tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from fpdata.checks.issue import Issue
from fpdata.checks.records import LocatedRecord, PackageRecords, TableRecords
from fpdata.model.edtf import Edtf
from fpdata.model.offices import Basis, Seats
from fpdata.model.tables import TABLES

NOT_SEATED = {Basis.ACTING, Basis.NOMINATED_NOT_SERVED, Basis.DESIGNATED}


def nobody_acts_before_birth(data: PackageRecords) -> Iterator[Issue]:
    """A role, a statement and a part in an event come after the actor's birth, as far as dates show."""
    born = {id: actor.born.earliest for id, actor in data.by_id("actors").items() if actor.born and actor.born.earliest}
    events = data.by_id("events")

    def check(table: str, row: LocatedRecord, actor: str, when: Edtf | None, field: str, did: str) -> Iterator[Issue]:
        if when and when.latest and actor in born and when.latest < born[actor]:
            message = f"{actor} {did} on {when}, and was born on {born[actor]} at the earliest"
            yield data[table].issue("rule-birth", row, field, message)

    for row in data.rows("roles"):
        yield from check("roles", row, row.record.actor_id, row.record.start, "start", "took the role")
    for row in data.rows("statements"):
        yield from check("statements", row, row.record.speaker_id, row.record.date, "date", "spoke")
    for row in data.rows("participations"):
        event = events.get(row.record.event_id)
        yield from check("participations", row, row.record.actor_id, event and event.date, "actor_id", "took part")


def nobody_serves_after_death(data: PackageRecords) -> Iterator[Issue]:
    """A role of an actor who died has not begun since and does not go on."""
    actors = data.by_id("actors")
    for row in data.rows("roles"):
        actor = actors.get(row.record.actor_id)
        if actor is None or actor.died is None:
            continue
        if row.record.end and row.record.end.is_ongoing:
            yield data["roles"].issue(
                "rule-death", row, "end", f"{actor.actor_id} died on {actor.died}, and the role goes on"
            )
        elif _certainly_before(actor.died, row.record.start):
            yield data["roles"].issue(
                "rule-death", row, "start", f"{actor.actor_id} died on {actor.died}, before the start"
            )


def no_chain_closes(data: PackageRecords) -> Iterator[Issue]:
    """References within a table (part of, copy of, within …) never lead back to where they began."""
    for table in TABLES.values():
        for column in table.references:
            if column.references == table.name:
                yield from _cycles(data[table.name], column.attribute)


def _cycles(table: TableRecords, attribute: str) -> Iterator[Issue]:
    rows = {row.record.identity: row for row in reversed(table.valid)}  # of several with one id the first
    cleared: set[str] = set()
    for start in reversed(rows):
        path: dict[str, None] = {}
        at: str | None = start
        while at is not None and at in rows and at not in cleared and at not in path:
            path[at] = None
            at = getattr(rows[at].record, attribute)
        if at in path:
            ring = list(path)[list(path).index(at) :]
            first = min(ring, key=lambda identity: rows[identity].line)
            begin = ring.index(first)
            chain = " → ".join([*ring[begin:], *ring[:begin], first])
            yield table.issue("rule-cycle", rows[first], attribute, f"{attribute} leads back to itself: {chain}")
        cleared.update(path)


def redirects_end(data: PackageRecords) -> Iterator[Issue]:
    """A redirect leads, in one step or more, to a live record or to a withdrawal; its old id is not in use."""
    redirects = data.redirects
    for row in data.rows("redirects"):
        table, old, new = row.record.table, row.record.old_id, row.record.new_id
        if table not in TABLES:
            yield data["redirects"].issue("key-record", row, "table", f"there is no table {table!r}")
            continue
        if old in data[table].lines:
            yield data["redirects"].issue(
                "key-reused", row, "old_id", f"{old!r} is retired, and a row of {table} has it"
            )
            continue
        seen = {old}
        while new is not None and new not in data[table].lines and new not in seen and (table, new) in redirects:
            seen.add(new)
            new = redirects[table, new]
        if new in seen:
            yield data["redirects"].issue("rule-redirect", row, "new_id", "the redirects lead back to themselves")
        elif new is not None and new not in data[table].lines and data[table].complete:
            yield data["redirects"].issue("rule-redirect", row, "new_id", f"there is no row {new!r} in {table}")


def records_are_named(data: PackageRecords) -> Iterator[Issue]:
    """A citation, a correction or a judgement names a record, and a field of its table where it names one."""
    for name, fields in {
        "citations": ("record_id",),
        "corrections": ("record_id",),
        "judgements": ("left_id", "right_id"),
        "coverage": (),
    }.items():
        for row in data.rows(name):
            table = row.record.table
            if table not in TABLES:
                yield data[name].issue(
                    "key-record", row, "table", f"there is no table {table!r}", f"The tables are {', '.join(TABLES)}."
                )
                continue
            for field in fields:
                identity = getattr(row.record, field)
                if (
                    data[table].complete
                    and data.resolve(table, identity) is None
                    and (table, identity) not in data.redirects
                ):
                    yield data[name].issue("key-record", row, field, f"there is no row {identity!r} in {table}")
            column = getattr(row.record, "field", None)
            if column is not None and column not in TABLES[table].names:
                yield data[name].issue("key-record", row, "field", f"{table} has no column {column!r}")


def one_holder_a_seat(data: PackageRecords) -> Iterator[Issue]:
    """An office with one seat has no two holders on any day, acting ones aside, as far as dates show."""
    single = {id for id, office in data.by_id("offices").items() if office.seats is Seats.ONE}
    held = defaultdict(list)
    for row in data.rows("roles"):
        role = row.record
        if role.office_id in single and role.basis not in NOT_SEATED and role.start and role.start.latest:
            # From the last day it can have begun to the first it can have ended, the seat is surely taken.
            last = date.max if role.end and role.end.is_ongoing else role.end and role.end.earliest
            held[role.office_id].append((role.start.latest, last or role.start.latest, row))
    for office, holders in held.items():
        holders.sort(key=lambda holder: (holder[0], holder[1], holder[2].line))
        until, holder = date.min, None
        for start, last, row in holders:
            if holder is not None and start < until:
                message = f"{office} is held by {holder.actor_id} until {'now' if until == date.max else until}, and from {start} by {row.record.actor_id}"
                yield data["roles"].issue("rule-overlapping-holders", row, "start", message)
            if holder is None or last > until:
                until, holder = last, row.record


def reports_follow(data: PackageRecords) -> Iterator[Issue]:
    """A statement reported within another was not made after it."""
    statements = data.by_id("statements")
    for row in data.rows("statements"):
        outer = statements.get(row.record.within_id)
        if outer is not None and outer.date and _certainly_before(outer.date, row.record.date):
            message = f"made on {row.record.date}, and reported on {outer.date} by {outer.statement_id}"
            yield data["statements"].issue("rule-report-date", row, "date", message)


def what_goes_on_is_witnessed(data: PackageRecords) -> Iterator[Issue]:
    """An open end (``..``) rests on a document dated after the start, or on a source kept up to date."""
    documents = data.by_id("documents")
    current = {
        (row.record.table, row.record.source_id)
        for row in data.rows("coverage")
        if row.record.to and row.record.to.is_ongoing
    }
    cited = defaultdict(set)
    for row in data.rows("citations"):
        if row.record.stance == "supports" and row.record.field in (None, "end"):
            cited[row.record.table, row.record.record_id].add(row.record.document_id)
    for table in ("roles", "relationships"):
        for row in data.rows(table):
            if not (row.record.end and row.record.end.is_ongoing):
                continue
            sources = {row.record.source_id} | cited[table, row.record.identity]
            if not any(
                (table, source) in current or _witnesses(documents.get(source), row.record.start) for source in sources
            ):
                message = (
                    f"it goes on, and no document it cites is dated after its start ({row.record.start or 'unknown'})"
                )
                yield data[table].issue("rule-ongoing", row, "end", message)


def _witnesses(document: Any, start: Edtf | None) -> bool:
    seen = [when.latest for when in (document.date, document.accessed) if when and when.latest] if document else []
    return any(start is None or start.latest is None or day > start.latest for day in seen)


def _certainly_before(one: Edtf | None, other: Edtf | None) -> bool:
    """Whether every day that `one` can mean lies before every day that `other` can mean."""
    last, first = one and one.latest, other and other.earliest
    return bool(last and first and last < first)


RULES: tuple[Callable[[PackageRecords], Iterator[Issue]], ...] = (
    nobody_acts_before_birth,
    nobody_serves_after_death,
    no_chain_closes,
    redirects_end,
    records_are_named,
    one_holder_a_seat,
    reports_follow,
    what_goes_on_is_witnessed,
)
