"""Rules about fields that must agree, within a record and with the records that it names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from fpdata.checks.conditions import Among, Differ, Empty, Equal, Filled, Later, Unlike, Where, all_of, any_of
from fpdata.checks.issue import Issue
from fpdata.checks.records import LocatedRecord, PackageRecords
from fpdata.checks.rows.days import YEAR, ZONE_DAYS, days_between, on
from fpdata.checks.rule import Rule, rule
from fpdata.model.edtf import EdtfError, bounds
from fpdata.model.events import ParticipationPart
from fpdata.model.predicates import Predicate
from fpdata.model.tables import TABLES

#: Tables that say in which of their roles actors did something.
_IN_ROLES = ("participations", "contributions")


@rule(
    *(Where(table, Differ("actor_id", "role_id.actor_id")) for table in _IN_ROLES),
    Where("participations", Later("event_id.date_min", "role_id.end_max", ZONE_DAYS)),
    *((table, "actor_id") for table in _IN_ROLES),
    ("roles", "actor_id"),
)
def acts_in_own_roles(records: PackageRecords) -> Iterator[Issue]:
    """Nobody takes part in an event or a document in the role of another actor, or in an event in a role that had ended."""
    roles, actors, events = (records.by_id(name) for name in ("roles", "actors", "events"))
    for table in _IN_ROLES:
        for row in records.rows(table):
            act, role = row.record, roles.get(row.record.role_id)
            if role is None or role.actor_id not in actors or act.actor_id not in actors:
                continue  # a reference to nobody is an issue of its own
            event = events.get(act.event_id) if table == "participations" else None
            message = ""
            if role.actor_id != act.actor_id:
                message = f"{role.role_id} is a role of {role.actor_id}, not of {act.actor_id}"
            elif event and act.part is not ParticipationPart.SUBJECT and days_between(role.end, event.date) > ZONE_DAYS:
                message = f"{role.role_id} ended {on(role.end)}, before {event.event_id} {on(event.date)}"
            if message:
                yield records[table].issue("rule-role-holder", row, "role_id", message)


@rule(
    Where(
        "roles",
        any_of(
            all_of(Filled("end_kind"), any_of(Empty("end"), Among("end", frozenset({".."})))),
            all_of(Filled("start_kind"), Empty("start")),
        ),
    )
)
def kinds_have_dates(records: PackageRecords) -> Iterator[Issue]:
    """How a role began or ended is recorded only if that has a date, and how it ended only if it ended."""
    for row in records.rows("roles"):
        role = row.record
        if role.start_kind is not None and role.start is None:
            yield records["roles"].issue(
                "rule-end-date", row, "start_kind", f"{role.start_kind}, but the role has no start"
            )
        if role.end_kind is not None and (role.end is None or role.end.is_ongoing):
            code, state = ("rule-end-kind", "is ongoing") if role.end else ("rule-end-date", "has no end")
            yield records["roles"].issue(code, row, "end_kind", f"{role.end_kind}, but the role {state}")


#: What relates two records of a table: the columns with their ids.
_RELATED = {
    "relationships": ("actor_id", "other_id"),
    "statement_links": ("from_id", "to_id"),
    "judgements": ("left_id", "right_id"),
}


@rule(*(Where(table, Equal(*columns)) for table, columns in _RELATED.items()))
def no_relation_to_itself(records: PackageRecords) -> Iterator[Issue]:
    """No record is related, responds or is compared to itself."""
    for table, (one, other) in _RELATED.items():
        for row in records.rows(table):
            if getattr(row.record, one) == getattr(row.record, other):
                message = f"{getattr(row.record, one)} is on both sides"
                yield records[table].issue("rule-self", row, other, message)


@rule()
def judged_once(records: PackageRecords) -> Iterator[Issue]:
    """A judgement names two records in the order of their ids, so that no pair is judged twice."""
    judged = {
        (row.record.table, row.record.left_id, row.record.right_id): row.record for row in records.rows("judgements")
    }
    for row in records.rows("judgements"):
        table, left, right, same = row.record.table, row.record.left_id, row.record.right_id, row.record.same
        if left <= right:
            continue
        if (other := judged.get((table, right, left))) is None:
            message = f"{left} sorts after {right}"
        elif other.same is same:
            message = f"{other.identity} says the same of the two"
        else:
            message = f"{left} and {right} are judged {same!s}, but {other.identity} says {other.same!s}"
        yield records["judgements"].issue("rule-judgement", row, "left_id", message)


@rule(("corrections", "record_id"))
def corrections_agree(records: PackageRecords) -> Iterator[Issue]:
    """A correction changes something, and the record has the value to which it was corrected."""
    by_id = cache(records.by_id)
    for row in records.rows("corrections"):
        correction, table = row.record, row.record.table
        if correction.value == correction.upstream_value:
            message = f"{_shown(correction.value)} is the upstream value, too"
            yield records["corrections"].issue("rule-correction", row, "upstream_value", message)
        if table not in TABLES or correction.field not in TABLES[table].names:
            continue  # see `record_references_exist`
        column = TABLES[table].column(correction.field)
        if (corrected := by_id(table).get(correction.record_id)) is not None:
            found = getattr(corrected, column.attribute)
            value = None if found is None else str(found)
            target = column.target_table or (table if column.name in TABLES[table].key else "")
            if value != correction.value and value != _current(records, target, correction.value):
                message = (
                    f"{correction.record_id} has {_shown(value)} for {column.name}, not {_shown(correction.value)}"
                )
                yield records["corrections"].issue("rule-correction", row, "value", message)


def _current(records: PackageRecords, table: str, id: str | None) -> str | None:
    """Return what replaces an id that was retired after the correction, in any number of steps."""
    seen: set[str] = set()
    while id is not None and id not in seen and (table, id) in records.redirects:
        seen.add(id)
        id = records.redirects[table, id]
    return id


def _shown(value: str | None) -> str:
    return repr(value) if value is not None else "nothing"


#: Predicates whose value has a form of its own.
_DATES = frozenset({Predicate.DATED, Predicate.DEADLINE})
_NUMBER = re.compile(r"[0-9]+(?:[-–/][0-9]+)?")


@rule(Where("claims", all_of(Among("predicate", _DATES | {Predicate.POINT_COUNT}), Filled("value"))))
def claimed_values_have_form(records: PackageRecords) -> Iterator[Issue]:
    """A date that is claimed is in EDTF, and a number of points is a number or a range."""
    for row in records.rows("claims"):
        claim = row.record
        if claim.value is None:
            continue
        if claim.predicate is Predicate.DEADLINE and claim.value == "none":
            continue
        if claim.predicate in _DATES and (reason := _not_a_date(claim.value)):
            yield records["claims"].issue("rule-claim-value", row, "value", f"{claim.predicate}: {reason}")
        if claim.predicate is Predicate.POINT_COUNT and not _NUMBER.fullmatch(claim.value):
            message = f"{claim.predicate}: not a number or range, such as 28 or 19-28"
            yield records["claims"].issue("rule-claim-value", row, "value", message)


#: Codes of other registers that have a form of their own: table, column, form, what it is called, and for which scheme.
_FORMS = (
    ("countries", "iso_alpha2", "[A-Z]{2}", "two upper-case letters, such as UA", None),
    ("countries", "iso_alpha3", "[A-Z]{3}", "three upper-case letters, such as UKR", None),
    ("countries", "wikidata", "Q[0-9]+", "Q and a number, such as Q212", None),
    ("identifiers", "value", "Q[0-9]+", "Q and a number, such as Q212", "wikidata"),
)


@rule(
    *(
        Where(
            table,
            all_of(Unlike(column, form), Among("scheme", frozenset({scheme}))) if scheme else Unlike(column, form),
        )
        for table, column, form, _, scheme in _FORMS
    )
)
def codes_have_form(records: PackageRecords) -> Iterator[Issue]:
    """Codes of ISO 3166 and items of Wikidata have the form that these give them."""
    for table, column, form, expected, scheme in _FORMS:
        for row in records.rows(table):
            value = getattr(row.record, column)
            if value is not None and (scheme is None or row.record.scheme == scheme) and not re.fullmatch(form, value):
                yield records[table].issue("rule-register-code", row, column, f"must be {expected}")


def _not_a_date(text: str) -> str:
    try:
        bounds(text)
    except EdtfError as error:
        return str(error)
    return ""


#: Records before the same start that may each be mistaken; of more, the start is.
_MISTAKES = 3
#: What is bounded by the life of what: table, reference, and the columns with its first and last day.
_BOUNDED = (
    ("roles", "office_id", "start", "end"),
    ("roles", "country_id", "start", "end"),
    ("offices", "country_id", "start", "end"),
    ("events", "country_id", "date", "date"),
)


@rule(
    *(
        Where(
            table,
            any_of(
                Later(f"{reference}.start_min", f"{last}_max", YEAR),
                Later(f"{first}_min", f"{reference}.end_max", YEAR),
            ),
        )
        for table, reference, first, last in _BOUNDED
    )
)
def within_existence(records: PackageRecords) -> Iterator[Issue]:
    """A role, office or event is not more than a year before its office or state began, or after it ended."""
    early: dict[tuple[str, str], list[tuple[str, str, LocatedRecord]]] = defaultdict(list)
    for table, reference, first, last in _BOUNDED:
        target = TABLES[table].column(reference).target_table
        others = records.by_id(target)
        for row in records.rows(table):
            other = others.get(getattr(row.record, reference))
            if other and days_between(getattr(row.record, last), other.start) > YEAR:
                early[target, other.identity].append((table, reference, row))
            elif other and days_between(other.end, begins := getattr(row.record, first)) > YEAR:
                message = f"begins {begins}, but {other.identity} ended {other.end}"
                yield records[table].issue("rule-existence", row, reference, message)
    located = {(table, row.record.identity): row for table, _ in early for row in records.rows(table)}
    for (target, identity), rows in early.items():
        bound = located[target, identity]
        if len(rows) > _MISTAKES:
            message = f"began {bound.record.start}, but {len(rows)} records are from before, such as {rows[0][2].record.identity}"
            yield records[target].issue("rule-existence", bound, "start", message)
            continue
        for table, reference, row in rows:
            message = f"is from before {bound.record.start}, when {identity} began"
            yield records[table].issue("rule-existence", row, reference, message)


#: The rules about fields that must agree, in the order in which they run.
CONSISTENCY_RULES: tuple[Rule, ...] = (
    acts_in_own_roles,
    kinds_have_dates,
    no_relation_to_itself,
    judged_once,
    corrections_agree,
    claimed_values_have_form,
    codes_have_form,
    within_existence,
)
