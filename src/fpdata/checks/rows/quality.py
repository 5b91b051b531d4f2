"""Quality: what is no contradiction, and still worth a second look."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from fpdata.checks.issue import Issue
from fpdata.checks.records import PackageRecords
from fpdata.model.actors import ActorKind
from fpdata.model.documents import DocumentKind
from fpdata.model.edtf import Edtf

# Labels that judge a person or a side. Terms with a neutral use (regime, terrorist, propaganda) are
# left to the reviewer: a lint that is often wrong is soon ignored.
LABELS = re.compile(
    r"\b(?:cult leader|convicted felon|failed president|reply guy|war ?criminal|dictator|tyrant|despot|puppets?|stooges?|lackeys?|lapdogs?"
    r"|cron(?:y|ies)|thugs?|goons?|clowns?|idiots?|morons?|fools?|buffoons?|liars?|crooks?|grifters?|con ?m[ae]n|warmongers?|traitors?"
    r"|fanatics?|extremists?|nut ?jobs?|wing-?nuts?|snowflakes?|inept|incompetent|stupid|corrupt|evil|disgraced|so-called|notorious)\b",
    re.IGNORECASE,
)
#: The first or last day of a year.
PLACEHOLDER = re.compile("[0-9]{4}-(?:01-01|12-31)")


def has_label(text: str) -> bool:
    """Whether a text holds a pejorative label."""
    return LABELS.search(text) is not None


def our_text_is_neutral(data: PackageRecords) -> Iterator[Issue]:
    """No pejorative label stands in text that is ours."""
    for table in data.values():
        prose = [column for column in table.table.columns if column.prose]
        for row in table.valid:
            for column in prose:
                if column.name == "name" and getattr(row.record, "kind", None) is ActorKind.PERSON:
                    continue  # nobody chose to be called Crook or Fox
                text = getattr(row.record, column.attribute)
                if text and (found := LABELS.search(text)):
                    yield table.issue(
                        "quality-label", row, column.name, f"{found[0]!r} is a label, and {column.name} is our own text"
                    )


def dates_are_no_placeholders(data: PackageRecords) -> Iterator[Issue]:
    """The first or last day of a year, in a role from a data set, may stand for a year alone."""
    datasets = {id for id, document in data.by_id("documents").items() if document.kind is DocumentKind.DATASET}
    for row in data.rows("roles"):
        if row.record.source_id in datasets:
            for field in ("start", "end"):
                value: Edtf | None = getattr(row.record, field)
                if value and PLACEHOLDER.fullmatch(value):
                    yield data["roles"].issue(
                        "quality-placeholder", row, field, f"{value} may stand for {value[:4]} alone"
                    )


def actors_are_not_doubled(data: PackageRecords) -> Iterator[Issue]:
    """No two actors share name, kind and year of birth, unless a judgement tells them apart."""
    alike = defaultdict(list)
    for row in data.rows("actors"):
        born = row.record.born and row.record.born.earliest
        alike[row.record.name.casefold(), row.record.kind, born and born.year].append(row)
    for rows in alike.values():
        for number, row in enumerate(rows):
            same = [
                other.record.actor_id
                for other in rows[:number]
                if not data.judged_apart("actors", other.record.actor_id, row.record.actor_id)
            ]
            if same:
                yield data["actors"].issue(
                    "quality-duplicate", row, "name", f"{same[0]} has the same name, kind and year of birth"
                )


def ids_do_not_look_alike(data: PackageRecords) -> Iterator[Issue]:
    """No two ids of a table are the same to a hasty reader, unless a judgement tells the records apart."""
    for table in data.values():
        if len(table.table.key) > 1:
            continue
        seen: dict[str, str] = {}
        for row in table.valid:
            id = row.record.identity
            first = seen.setdefault(confusable_skeleton(id), id)
            if first != id and not data.judged_apart(table.table.name, first, id):
                yield table.issue("quality-lookalike", row, table.table.key[0], f"{id} looks like {first}")


def confusable_skeleton(id: str) -> str:
    """Return an id as it may be misread. A number that stands alone is read right."""
    words = (word if word.isdecimal() else word.replace("0", "o").replace("1", "l") for word in id.split("-"))
    return "-".join(words).replace("rn", "m").replace("vv", "w")


QUALITY_RULES: tuple[Callable[[PackageRecords], Iterator[Issue]], ...] = (
    our_text_is_neutral,
    dates_are_no_placeholders,
    actors_are_not_doubled,
    ids_do_not_look_alike,
)
