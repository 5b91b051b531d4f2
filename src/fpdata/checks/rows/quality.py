"""Quality rules: records that contradict nothing, but are probably mistaken or not neutral."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fpdata.checks.issue import Issue
from fpdata.checks.records import PackageRecords
from fpdata.checks.rows.duplicates import DUPLICATE_RULES
from fpdata.checks.rows.text_quality import TEXT_RULES
from fpdata.checks.rule import Rule, rule
from fpdata.model.actors import ActorKind
from fpdata.model.documents import DocumentKind
from fpdata.model.edtf import Edtf
from fpdata.model.offices import StartKind

# Labels that judge a person or a side. Terms that also have a neutral use (regime, terrorist, propaganda)
# are left to the reviewer: people ignore a lint that is often wrong.
LABEL_WORDS = (
    "buffoon", "buffoons", "clown", "clowns", "con man", "con men", "conman", "conmen", "convicted felon", "corrupt",
    "cronies", "crony", "crook", "crooks", "cult leader", "despot", "dictator", "disgraced", "evil", "extremist",
    "extremists", "failed president", "fanatic", "fanatics", "fool", "fools", "goon", "goons", "grifter", "grifters",
    "idiot", "idiots", "incompetent", "inept", "lackey", "lackeys", "lapdog", "lapdogs", "liar", "liars", "moron",
    "morons", "notorious", "nut job", "nut jobs", "nutjob", "nutjobs", "puppet", "puppets", "reply guy", "snowflake",
    "snowflakes", "so-called", "stooge", "stooges", "stupid", "thug", "thugs", "traitor", "traitors", "tyrant",
    "war criminal", "warcriminal", "warmonger", "warmongers", "wing-nut", "wing-nuts", "wingnut", "wingnuts",
)  # fmt: skip
LABELS = re.compile(rf"\b(?:{'|'.join(LABEL_WORDS)})\b", re.IGNORECASE)
#: The first or last day of a year.
PLACEHOLDER = re.compile("[0-9]{4}-(?:01-01|12-31)")
#: The columns in which such a day may stand for a year.
PLACEHOLDER_COLUMNS = {"actors": ("born", "died"), "events": ("date",), "roles": ("start", "end")}


def has_label(text: str) -> bool:
    """Whether a text contains a pejorative label."""
    return LABELS.search(text) is not None


@rule(is_by_record=True)
def neutral_text(records: PackageRecords) -> Iterator[Issue]:
    """Text written for this data set contains no pejorative labels."""
    for table in records.values():
        neutral = [column for column in table.table.columns if column.prose]
        for row in table.valid:
            for column in neutral:
                if column.name == "name" and getattr(row.record, "kind", None) is ActorKind.PERSON:
                    continue  # nobody chose to be called Crook or Fox
                text = getattr(row.record, column.attribute)
                if text and (found := LABELS.search(text)):
                    yield table.issue(
                        "quality-label", row, column.name, f"{found[0]!r} is a label, but {column.name} must be neutral"
                    )


@rule(*((table, "source_id") for table in PLACEHOLDER_COLUMNS))
def no_placeholder_dates(records: PackageRecords) -> Iterator[Issue]:
    """January 1 and December 31, in a record taken from a data set, may mean only the year.

    A start that the data set only reports is one that a text gives in words; those say no more than the year if it is
    all they know.
    """
    datasets = {id for id, document in records.by_id("documents").items() if document.kind is DocumentKind.DATASET}
    for table, columns in PLACEHOLDER_COLUMNS.items():
        for row in records.rows(table):
            for field in columns if row.record.source_id in datasets else ():
                value: Edtf | None = getattr(row.record, field)
                is_reported = field == "start" and getattr(row.record, "start_kind", None) is StartKind.REPORTED
                if value and PLACEHOLDER.fullmatch(value) and not is_reported:
                    yield records[table].issue(
                        "quality-placeholder", row, field, f"{value} may mean only the year {value[:4]}"
                    )


@rule()
def no_confusable_ids(records: PackageRecords) -> Iterator[Issue]:
    """No two ids of a table look alike, unless a judgement says that the records differ."""
    for table in records.values():
        if len(table.table.key) > 1:
            continue
        seen: dict[str, str] = {}
        for row in table.valid:
            id = row.record.identity
            first = seen.setdefault(confusable_skeleton(id), id)
            if first != id and not records.judged_different(table.table.name, first, id):
                yield table.issue("quality-lookalike", row, table.table.key[0], f"{id} looks like {first}")


def confusable_skeleton(id: str) -> str:
    """Return the skeleton of an id (UTS 39), which ids that look alike share: 0 becomes o, 1 l, rn m, vv w.

    A word of digits alone is not misread, and does not change.
    """
    words = (word if word.isdecimal() else word.replace("0", "o").replace("1", "l") for word in id.split("-"))
    return "-".join(words).replace("rn", "m").replace("vv", "w")


#: The quality rules, in the order in which they run.
QUALITY_RULES: tuple[Rule, ...] = (neutral_text, no_placeholder_dates, *TEXT_RULES, *DUPLICATE_RULES, no_confusable_ids)
