"""What the tables of a generated package say: for every table, the columns that must fit each other or other tables.

A column that is not named here is filled by its kind (see `benchmarks.fill`), so a model may change without this
module, as long as no rule is broken by a value of that kind.
"""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.batch import PREFIXES, Batch, Columns
from benchmarks.curation import CURATION
from benchmarks.words import EXACT, WITHIN_A_YEAR, dates, person, quotes, sentences, some
from benchmarks.world import DAYS, TERM, TERMS, World, mix
from fpdata.model.actors import RelationshipKind
from fpdata.model.claims import Polarity, Verdict
from fpdata.model.events import ParticipationPart
from fpdata.model.fields import Code
from fpdata.model.offices import Basis, EndKind
from fpdata.model.predicates import PREDICATE_USES, STANCES, Predicate, PredicateUse
from fpdata.model.statements import Form, LinkKind
from fpdata.model.tables import TABLES


def _actors(batch: Batch) -> Columns:
    born = [mix(number, 23) % 9000 for number in batch.numbers]
    names = [person(number) for number in batch.numbers]
    died = [mix(number, 29) % 3000 for number in batch.numbers]
    return {
        "kind": ["person" if number % 7 else "organization" for number in batch.numbers],
        "name": [f"{given} {family}" for given, family in names],
        "sort_name": [f"{family}, {given}" for given, family in names],
        # Forty-five years before they act: nobody speaks before being born, however vague the date of birth is.
        "born": some(batch.draw, [_years_before(text, 60) for text in dates(batch.draw, born, EXACT)], 0.6),
        "died": [
            text if batch.world.is_dead(number) else ""
            for number, text in zip(
                batch.numbers, dates(batch.draw, [len(DAYS) - 1 - day for day in died], EXACT), strict=True
            )
        ],
        "parent_id": some(batch.draw, batch.earlier("actors"), 0.2),
    }


def _years_before(text: str, years: int) -> str:
    # February 29 stays a day of the calendar: the difference is a multiple of four.
    return f"{int(text[:4]) - years}{text[4:]}"


def _roles(batch: Batch) -> Columns:
    world = batch.world
    # One term after another, so that no seat has two holders; the last one may go on.
    begin = [world.first_day_of_role(number) for number in batch.numbers]
    finish = [min(day + TERM - 60 + mix(day, 37) % 10, len(DAYS) - 1) for day in begin]
    goes_on = [number % TERMS == TERMS - 1 and number // TERMS % 3 == 0 for number in batch.numbers]
    exact = dates(batch.draw, begin, EXACT)
    return {
        "appointed": some(batch.draw, exact, 0.6),
        "arrived": some(batch.draw, exact, 0.6),
        "actor_id": [f"actor-{world.actor_of_role(number):08}" for number in batch.numbers],
        "office_id": [f"office-{number // TERMS:08}" for number in batch.numbers],
        "basis": batch.draw.choices([str(Basis.ELECTED), str(Basis.CONFIRMED), str(Basis.ACTING)], k=len(batch)),
        "start": [
            one if now else other
            for one, other, now in zip(exact, dates(batch.draw, begin, WITHIN_A_YEAR), goes_on, strict=True)
        ],
        "end": [".." if now else day for day, now in zip(dates(batch.draw, finish, EXACT), goes_on, strict=True)],
        "end_kind": [
            "" if now else code for code, now in zip(batch.codes(EndKind, EndKind.DIED), goes_on, strict=True)
        ],
        "source_id": [
            f"document-{world.witness(number):08}" if now else source
            for number, source, now in zip(batch.numbers, batch.any_of("documents"), goes_on, strict=True)
        ],
    }


def _offices(batch: Batch) -> Columns:
    # Sentences are not so many that of twenty thousand no two are the same.
    titles = [f"Head of department {number}" for number in batch.numbers]
    return {"title": titles, "start": ["1789"] * len(batch), "end": [".."] * len(batch)}


def _countries(batch: Batch) -> Columns:
    return {
        "start": dates(batch.draw, [0] * len(batch), EXACT),
        "end": [".."] * len(batch),
        "successor_id": some(batch.draw, batch.earlier("countries"), 0.1),
    }


def _documents(batch: Batch) -> Columns:
    world, days = batch.world, [batch.world.day_of_document(number) for number in batch.numbers]
    # A copy and its original have numbers that are both odd or both even, see `World.document_after`. Of a copy there is
    # none: they are rare in the shipped data, too.
    olds = [int(batch.draw.random() * (number // 2)) * 2 + number % 2 for number in batch.numbers]
    copies = [
        mix(number, 41) % 10 == 0 and mix(old, 41) % 10 != 0 and number > 1
        for number, old in zip(batch.numbers, olds, strict=True)
    ]
    kinds = batch.codes(TABLES["documents"].column("copy_kind").codes or Code)
    return {
        "url": [
            f"https://www.outlet-{number % 97}.example/{DAYS[day][:4]}/{DAYS[day][5:7]}/report-{number:x}"
            for number, day in zip(batch.numbers, days, strict=True)
        ],
        "date": dates(batch.draw, days),
        "accessed": [
            "2026-02-03" if world.is_witness(number) else DAYS[day] if number % 2 else ""
            for number, day in zip(batch.numbers, days, strict=True)
        ],
        "copy_of_id": [f"document-{old:08}" if copy else "" for old, copy in zip(olds, copies, strict=True)],
        "copy_kind": [kind if copy else "" for kind, copy in zip(kinds, copies, strict=True)],
        "version_of_id": some(batch.draw, batch.earlier("documents"), 0.02),
        "part_of_id": some(batch.draw, batch.earlier("documents"), 0.02),
        "source_id": some(batch.draw, batch.earlier("documents"), 0.02),
        "revises_id": some(batch.draw, batch.earlier("documents"), 0.02),
    }


def _events(batch: Batch) -> Columns:
    days = [batch.world.day_of_event(number) for number in batch.numbers]
    wholes = [f"event-{number - number % 5:08}" if number % 5 else "" for number in batch.numbers]
    return {
        "name": sentences(batch.draw, len(batch), "day"),
        "date": dates(batch.draw, days),
        "part_of_id": some(batch.draw, wholes, 0.2),
        "source_id": batch.documents_after(days),
    }


def _participations(batch: Batch) -> Columns:
    # Two at each event, in the order of their ids, of whom the first may be there in one of his or her roles.
    world = batch.world
    roles = [mix(number // 2, 47) % world.rows["roles"] for number in batch.numbers]
    actors = [world.actor_of_role(role) for role in roles]
    return {
        "event_id": [f"event-{number // 2:08}" for number in batch.numbers],
        "actor_id": [
            f"actor-{_pair(world, actor)[number % 2]:08}" for number, actor in zip(batch.numbers, actors, strict=True)
        ],
        "part": batch.codes(ParticipationPart),
        "role_id": [
            f"role-{role:08}"
            if number % 6 == 0
            and _pair(world, actor)[0] == actor
            and not world.is_over(role, world.day_of_event(number // 2))
            else ""
            for number, actor, role in zip(batch.numbers, actors, roles, strict=True)
        ],
    }


def _pair(world: World, actor: int) -> tuple[int, int]:
    """Return two living actors in the order of their ids, of whom the first is `actor` where that can be."""
    first = world.living(min(actor, world.rows["actors"] - 10))
    return first, world.living(first + 5)


def _relationships(batch: Batch) -> Columns:
    kinds = batch.codes(RelationshipKind)
    evaluative = {str(kind) for kind in RelationshipKind if kind.evaluative}
    begin = [int(day * 0.8) for day in batch.days()]
    actors = batch.any_of("actors")
    return {
        "actor_id": actors,
        "kind": kinds,
        "other_id": batch.others("actors", actors),
        "start": dates(batch.draw, begin, EXACT),
        "end": [("..", "", DAYS[day + 400])[number % 3] for number, day in zip(batch.numbers, begin, strict=True)],
        "statement_id": [
            said if kind in evaluative else "" for said, kind in zip(batch.any_of("statements"), kinds, strict=True)
        ],
        "source_id": [f"document-{batch.world.witness(number):08}" for number in batch.numbers],
    }


def _statements(batch: Batch) -> Columns:
    world = batch.world
    outer = [world.outer(number) for number in batch.numbers]
    codes = [str(form) for form in Form]
    alone = [code for code in codes if code != Form.SUGGESTED]
    forms = [
        one if within is None else other
        for one, other, within in zip(
            batch.draw.choices(alone, k=len(batch)), batch.draw.choices(codes, k=len(batch)), outer, strict=True
        )
    ]
    quoted = {str(form) for form in Form if form.needs_quote}
    said = [
        pair if form in quoted else ("", "") for form, pair in zip(forms, quotes(batch.draw, len(batch)), strict=True)
    ]
    days = [world.day_of_statement(number) for number in batch.numbers]
    random, actors = batch.draw.random, world.rows["actors"]
    return {
        "speaker_id": [f"actor-{world.living(int(random() * actors)):08}" for _ in batch.numbers],
        "date": dates(batch.draw, days),
        "document_id": batch.documents_after(days),
        "form": forms,
        # Nobody says the same twice on one day: that would be a likely duplicate.
        "quote": [f"{words} {number}" if words else "" for number, (_, words) in zip(batch.numbers, said, strict=True)],
        "language": [language for language, _ in said],
        "original_quote": [""] * len(batch),
        "original_language": [""] * len(batch),
        "topic_id": some(batch.draw, batch.any_of("topics"), 0.7),
        "event_id": some(batch.draw, batch.any_of("events"), 0.3),
        "within_id": ["" if number is None else f"statement-{number:08}" for number in outer],
        "source_locator": [f"paragraph {1 + number % 40}" for number in batch.numbers],
    }


def _statement_links(batch: Batch) -> Columns:
    # Two links from each statement that has any, the kinds in order.
    kinds = sorted(str(kind) for kind in LinkKind)
    half = len(kinds) // 2
    first, second = (batch.draw.choices(some_kinds, k=len(batch)) for some_kinds in (kinds[:half], kinds[half:]))
    from_ids = [f"statement-{number // 2 * 20:08}" for number in batch.numbers]
    return {
        "from_id": from_ids,
        "to_id": batch.others("statements", from_ids),
        "kind": [(first, second)[number % 2][number - batch.start] for number in batch.numbers],
    }


def _addressees(batch: Batch) -> Columns:
    return {
        "statement_id": [f"statement-{number * 50:08}" for number in batch.numbers],
        "actor_id": batch.any_of("actors"),
    }


def _contributions(batch: Batch) -> Columns:
    roles = [mix(number, 71) % batch.world.rows["roles"] for number in batch.numbers]
    holders = [batch.world.actor_of_role(role) for role in roles]
    return {
        "document_id": [f"document-{number * 20:08}" for number in batch.numbers],
        "actor_id": [f"actor-{batch.world.living(holder):08}" for holder in holders],
        "role_id": [
            f"role-{role:08}" if number % 5 < 2 and not batch.world.is_dead(holder) else ""
            for number, role, holder in zip(batch.numbers, roles, holders, strict=True)
        ],
    }


def _outlets(batch: Batch) -> Columns:
    return {"name": [f"The {number + 1:,}th Gazette" for number in batch.numbers]}


def _claims(batch: Batch) -> Columns:
    polarities = batch.codes(Polarity)
    verdicts = [
        str(Verdict.IMPRECISE) if (code, polarity) == (Verdict.CONFIRMED, Polarity.NEGATED) else code
        for code, polarity in zip(batch.codes(Verdict, Verdict.DISPUTED, Verdict.CONTRADICTED), polarities, strict=True)
    ]
    predicates = batch.codes(Predicate, Predicate.DATED, Predicate.DEADLINE, Predicate.POINT_COUNT)
    columns = {
        "statement_id": [f"statement-{min(number * 2, batch.world.statements - 1):08}" for number in batch.numbers],
        "predicate": predicates,
        **_always(batch),
        # Of claims that disagree, none may be confirmed and another not; so none is disputed or contradicted. Nor may
        # both of two opposites be confirmed; so none that is negated is.
        "polarity": polarities,
        "verdict": verdicts,
        "verdict_document_id": [
            f"document-{batch.world.judge(batch.draw.random()):08}" if Verdict(code).needs_source else ""
            for code in verdicts
        ],
    }
    sentence = sentences(batch.draw, len(batch), "point")
    # Each row fills one of the columns that its predicate takes as subject, and one of those that it takes as object.
    for side, salt in (("about_", 53), ("object_", 59)):
        chosen = [
            _choice(PREDICATE_USES[Predicate(code)], side, mix(number, salt))
            for code, number in zip(predicates, batch.numbers, strict=True)
        ]
        for kind in ("actor", "event", "document", "office"):
            if (name := f"{side}{kind}_id") in TABLES["claims"].names:
                ids = batch.any_of(f"{kind}s")
                columns[name] = [id if name == choice else "" for id, choice in zip(ids, chosen, strict=True)]
    # A stance is that of its subject.
    columns["holder_id"] = [
        subject if code in STANCES else other
        for code, subject, other in zip(
            predicates, columns["about_actor_id"], some(batch.draw, batch.any_of("actors"), 0.2), strict=True
        )
    ]
    columns["value"] = [
        ""
        if choice != "value"
        else text
        if (codes := PREDICATE_USES[Predicate(code)].values) is None
        else next(iter(codes))
        for choice, text, code in zip(chosen, sentence, predicates, strict=True)
    ]
    return columns


def _choice(use: PredicateUse, side: str, number: int) -> str:
    fields = sorted(use.subject_fields if side == "about_" else use.object_fields)
    if use.values and side == "object_":
        return "value"
    return fields[number % len(fields)] if fields else ""


def _citations(batch: Batch) -> Columns:
    tables = batch.draw.choices(("statements", "events", "claims", "roles", "documents"), k=len(batch))
    random, rows = batch.draw.random, batch.world.rows
    return {
        "table": tables,
        "record_id": [f"{PREFIXES[table]}-{int(random() * rows[table]):08}" for table in tables],
        "field": [batch.draw.choice(TABLES[table].names) if random() < 0.3 else "" for table in tables],
        "locator": [f"page {1 + number % 300}" for number in batch.numbers],
    }


def _names(batch: Batch) -> Columns:
    # Three names for two actors: the second of one actor is in another script, which sorts behind.
    return {
        "actor_id": [f"actor-{number * 2 // 3:08}" for number in batch.numbers],
        "name": [
            f"Ольга Коваль {number}" if number % 3 == 1 else " ".join(reversed(person(number)))
            for number in batch.numbers
        ],
        "language": ["uk" if number % 3 == 1 else "" for number in batch.numbers],
        "source_id": some(batch.draw, batch.any_of("documents"), 0.5),
        **_always(batch),
    }


def _always(batch: Batch) -> Columns:
    """Return the columns of a period without bounds."""
    return {"start": [""] * len(batch), "end": [""] * len(batch)}


def _identifiers(batch: Batch) -> Columns:
    schemes = ("bioguide", "pocom", "viaf", "wikidata")
    share = -(-batch.world.rows["identifiers"] // len(schemes))
    return {
        "scheme": [schemes[number // share] for number in batch.numbers],
        "value": [f"Q{number:08}" for number in batch.numbers],
        "actor_id": [f"actor-{mix(number, 61) % batch.world.rows['actors']:08}" for number in batch.numbers],
        **_always(batch),
    }


def _topics(batch: Batch) -> Columns:
    return {"name": [f"Talks on question {number}" for number in batch.numbers]}


#: The function that gives the columns of each table.
CONTENT: dict[str, Callable[[Batch], Columns]] = {
    "actors": _actors,
    "roles": _roles,
    "offices": _offices,
    "countries": _countries,
    "documents": _documents,
    "events": _events,
    "participations": _participations,
    "relationships": _relationships,
    "statements": _statements,
    "statement_links": _statement_links,
    "addressees": _addressees,
    "claims": _claims,
    "outlets": _outlets,
    "contributions": _contributions,
    "citations": _citations,
    "names": _names,
    "identifiers": _identifiers,
    "topics": _topics,
    **CURATION,
}
