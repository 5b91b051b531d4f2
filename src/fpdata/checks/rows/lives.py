"""Rules about births, deaths and how long people live and serve."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fpdata.checks.conditions import Among, Empty, Filled, Later, Where, all_of, any_of
from fpdata.checks.issue import Issue
from fpdata.checks.records import LocatedRecord, PackageRecords
from fpdata.checks.rows.days import YEAR, ZONE_DAYS, days_between, on
from fpdata.checks.rule import Rule, rule
from fpdata.model.actors import ActorKind
from fpdata.model.documents import ContributionPart
from fpdata.model.edtf import Edtf
from fpdata.model.events import ParticipationPart, Presence
from fpdata.model.offices import Basis, EndKind

#: Years that nobody is known to have lived.
MAX_AGE = 120
#: Years that few hold one role, and years that those who were elected or born to it may.
LONG_TENURE, LONGEST_TENURE = 45, 75
_FOR_LIFE = frozenset({Basis.ELECTED, Basis.INHERITED, Basis.HONORARY})
#: Parts in an event that do not show that an actor was there and alive.
_NOT_PRESENT = frozenset(
    {ParticipationPart.SUBJECT, ParticipationPart.AUTHOR, ParticipationPart.RECIPIENT, ParticipationPart.ABSENT}
)
#: Parts in a document that one may have long after it was written.
_AFTERWARDS = frozenset({ContributionPart.TRANSLATOR, ContributionPart.EDITOR})


@rule(
    Where("roles", Later("actor_id.born_min", "start_max")),
    Where("statements", Later("speaker_id.born_min", "date_max")),
    Where("participations", Later("actor_id.born_min", "event_id.date_max")),
    Where("contributions", Later("actor_id.born_min", "document_id.date_max")),
)
def not_before_birth(records: PackageRecords) -> Iterator[Issue]:
    """Nobody takes a role, speaks, or takes part in an event or a document on a day that is certainly before their birth."""
    actors, events, documents = (records.by_id(name) for name in ("actors", "events", "documents"))

    def check(table: str, row: LocatedRecord, id: str, when: Edtf | None, field: str, did: str) -> Iterator[Issue]:
        if id in actors and days_between(when, actors[id].born):
            message = f"{id} {did} on {when}, but was not born before {actors[id].born.earliest}"
            yield records[table].issue("rule-birth", row, field, message)

    for row in records.rows("roles"):
        yield from check("roles", row, row.record.actor_id, row.record.start, "start", "took the role")
    for row in records.rows("statements"):
        yield from check("statements", row, row.record.speaker_id, row.record.date, "date", "spoke")
    for row in records.rows("participations"):
        event = events.get(row.record.event_id)
        yield from check("participations", row, row.record.actor_id, event and event.date, "actor_id", "took part")
    for row in records.rows("contributions"):
        document = documents.get(row.record.document_id)
        if row.record.part not in _AFTERWARDS:
            when, did = document and document.date, f"was {row.record.part}"
            yield from check("contributions", row, row.record.actor_id, when, "actor_id", did)


@rule(
    Where("roles", Later("start_min", "actor_id.died_max")),
    Where("roles", Later("end_min", "actor_id.died_max", ZONE_DAYS)),
    Where("roles", all_of(Among("end", frozenset({".."})), Filled("actor_id.died"))),
    Where("participations", Later("event_id.date_min", "actor_id.died_max", ZONE_DAYS)),
)
def not_after_death(records: PackageRecords) -> Iterator[Issue]:
    """No role begins, ends or is ongoing after its holder's death, and nobody takes part in an event after it."""
    actors, events = records.by_id("actors"), records.by_id("events")
    for row in records.rows("roles"):
        actor, role = actors.get(row.record.actor_id), row.record
        if actor is None or actor.died is None:
            continue
        before, field = f"{actor.actor_id} died {on(actor.died)}, ", ""
        if role.end and role.end.is_ongoing:
            field, message = "end", f"{before}but the role is ongoing"
        elif days_between(actor.died, role.start):
            field, message = "start", f"{before}before the role began"
        elif days_between(actor.died, role.end) > ZONE_DAYS:
            field, message = "end", f"{before}but the role ended {on(role.end)}"
        if field:
            yield records["roles"].issue("rule-death", row, field, message)
    for row in records.rows("participations"):
        actor, event = actors.get(row.record.actor_id), events.get(row.record.event_id)
        if actor is None or event is None or row.record.part in _NOT_PRESENT or row.record.presence is Presence.DENIED:
            continue
        if days_between(actor.died, event.date) > ZONE_DAYS:
            message = f"{actor.actor_id} died {on(actor.died)}, but took part {on(event.date)}"
            yield records["participations"].issue("rule-death", row, "actor_id", message)


@rule(Where("contributions", Later("document_id.date_min", "actor_id.died_max", ZONE_DAYS)))
def not_signed_after_death(records: PackageRecords) -> Iterator[Issue]:
    """Nobody signs a document after death; what somebody wrote may be published then, and a copy be made."""
    actors, documents = records.by_id("actors"), records.by_id("documents")
    codes = {ContributionPart.SIGNATORY: "rule-death", ContributionPart.AUTHOR: "rule-death-statement"}
    for row in records.rows("contributions"):
        actor, document = actors.get(row.record.actor_id), documents.get(row.record.document_id)
        code = codes.get(row.record.part)
        if actor is None or document is None or document.copy_of_id is not None or code is None:
            continue
        if days_between(actor.died, document.date) > ZONE_DAYS:
            message = f"{actor.actor_id} died {on(actor.died)}, but is {row.record.part} {on(document.date)}"
            yield records["contributions"].issue(code, row, "actor_id", message)


@rule(Where("statements", Later("date_min", "speaker_id.died_max", ZONE_DAYS)))
def no_words_after_death(records: PackageRecords) -> Iterator[Issue]:
    """A statement is dated when it was made, which is not after its speaker's death, even if it is published later."""
    actors = records.by_id("actors")
    for row in records.rows("statements"):
        speaker = actors.get(row.record.speaker_id)
        if speaker is not None and days_between(speaker.died, row.record.date) > ZONE_DAYS:
            message = f"{speaker.actor_id} died {on(speaker.died)}, but spoke {on(row.record.date)}"
            yield records["statements"].issue("rule-death-statement", row, "date", message)


@rule(
    Where(
        "roles",
        all_of(
            Among("end_kind", frozenset({EndKind.DIED})),
            any_of(
                Empty("actor_id.died_max"),
                Later("actor_id.died_min", "end_max", ZONE_DAYS),
                Later("end_min", "actor_id.died_max", ZONE_DAYS),
            ),
        ),
    )
)
def death_in_office_agrees(records: PackageRecords) -> Iterator[Issue]:
    """Who died in office died on the day on which the role ended, and has a date of death."""
    actors = records.by_id("actors")
    for row in records.rows("roles"):
        actor, role = actors.get(row.record.actor_id), row.record
        if role.end_kind is not EndKind.DIED or actor is None:
            continue
        if actor.died is None:
            message = f"the holder died in office, but {actor.actor_id} has no date of death"
            yield records["roles"].issue("rule-died", row, "end_kind", message)
        elif max(days_between(role.end, actor.died), days_between(actor.died, role.end)) > ZONE_DAYS:
            message = f"the holder died in office {on(role.end)}, but {actor.actor_id} died {on(actor.died)}"
            yield records["roles"].issue("rule-died", row, "end_kind", message)


@rule(
    Where("actors", Later("died_min", "born_max", MAX_AGE * YEAR)),
    Where("roles", Later("start_min", "actor_id.born_max", MAX_AGE * YEAR)),
    Where("statements", Later("date_min", "speaker_id.born_max", MAX_AGE * YEAR)),
    Where("participations", Later("event_id.date_min", "actor_id.born_max", MAX_AGE * YEAR)),
)
def plausible_lives(records: PackageRecords) -> Iterator[Issue]:
    """No person lives for more than 120 years, or acts at such an age."""
    actors, events = records.by_id("actors"), records.by_id("events")

    def too_old(actor: Any, when: Edtf | None) -> bool:
        return actor.kind is ActorKind.PERSON and days_between(actor.born, when) > MAX_AGE * YEAR

    for row in records.rows("actors"):
        if too_old(row.record, row.record.died):
            message = f"born {row.record.born} and died {row.record.died}: more than {MAX_AGE} years"
            yield records["actors"].issue("quality-age", row, "died", message)
    for table, holder, field in (
        ("roles", "actor_id", "start"),
        ("statements", "speaker_id", "date"),
        ("participations", "actor_id", "actor_id"),
    ):
        for row in records.rows(table):
            actor = actors.get(getattr(row.record, holder))
            event = events.get(row.record.event_id) if table == "participations" else None
            when = event and event.date if table == "participations" else getattr(row.record, field)
            if actor is None or days_between(actor.died, when) or too_old(actor, actor.died):
                continue  # these are issues of their own
            if too_old(actor, when):
                message = f"{actor.actor_id} was born {actor.born}, more than {MAX_AGE} years before {when}"
                yield records[table].issue("quality-age", row, field, message)


@rule(Where("roles", Later("end_min", "start_max", LONG_TENURE * YEAR)))
def plausible_tenures(records: PackageRecords) -> Iterator[Issue]:
    """Few hold a role for more than 45 years; who was elected or born to it, for more than 75.

    A role that is ongoing is not measured: data that passed must not fail because time goes by.
    """
    for row in records.rows("roles"):
        role = row.record
        years = LONGEST_TENURE if role.basis in _FOR_LIFE else LONG_TENURE
        if days_between(role.start, role.end) > years * YEAR:
            message = f"from {role.start} to {role.end}: more than {years} years"
            yield records["roles"].issue("quality-tenure", row, "end", message)


#: The rules about lives, in the order in which they run.
LIFE_RULES: tuple[Rule, ...] = (
    not_before_birth,
    not_after_death,
    not_signed_after_death,
    no_words_after_death,
    death_in_office_agrees,
    plausible_lives,
    plausible_tenures,
)
