"""When two records of a table may be the same: which of their fields agree.

Texts agree if their words do, addresses if they lead to the same page, and other fields if they are equal. Engines
find records that may agree by a *digest* of the fields, a number that records that agree share.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fpdata.model.addresses import address_key
from fpdata.model.slugs import words_key
from fpdata.model.table import Column, Table


@dataclass(frozen=True)
class Sameness:
    """Fields in which two records agree that may be the same; of "a or b", the first that is filled counts."""

    name: str
    """The retained column that holds the digest."""
    fields: tuple[str, ...]
    required: tuple[str, ...]
    """Which of `fields` must be filled; in the others, nothing agrees with nothing."""
    unless: str | None
    """The digest that tells apart records that all have it, whatever else agrees."""
    what: str
    """What the records have in common, for a message. The issue is about the last field that is required."""


def _same(
    name: str, *fields: str, required: tuple[str, ...] = (), unless: str | None = None, what: str = ""
) -> Sameness:
    return Sameness(f"same_{name}", fields, required or fields[:1], unless and f"same_{unless}", what)


#: What may be the same in each table; the fields of a record are compared one sameness after the other.
SAMENESS: dict[str, tuple[Sameness, ...]] = {
    "actors": (_same("name", "name", what="name"),),  # and more, see `no_duplicate_actors`
    "names": (_same("name", "name", what="name"),),
    "countries": (_same("name", "name", what="the same name"),),
    "outlets": (
        _same("name", "name", what="the same name"),
        _same("address", "url", what="the same address"),
    ),
    "topics": (_same("name", "name", what="the same name"),),
    "documents": (
        _same("address", "url", what="the same address"),
        # Of one title and day, but at two addresses: two documents.
        _same("title", "date", "title", required=("date", "title"), unless="address", what="the same title and day"),
    ),
    "statements": (
        _same(
            "words", "speaker_id", "date", "quote or summary",
            required=("speaker_id", "date", "quote or summary"), what="the same speaker, day and words",
        ),
    ),
    "events": (_same("name", "kind", "date", "name", required=("kind", "date", "name"), what="the same name, kind and day"),),
    "offices": (_same("title", "title", "organization_id", "country_id", what="the same title and organization"),),
    "roles": (
        _same("start", "actor_id", "office_id", "title", "country_id", "start", required=("actor_id", "start"), what="the same holder, office and start"),
    ),
    "relationships": (
        _same("actors", "actor_id", "kind", "other_id", "start", "statement_id", required=("actor_id",), what="the same actors, kind and start"),
    ),
    "claims": (
        _same(
            "claim", "statement_id", "holder_id", "about_actor_id", "about_event_id", "about_document_id",
            "about_office_id", "predicate", "object_actor_id", "object_document_id", "object_event_id", "value",
            "topic_id", "start", "end", "polarity", "modality",
            required=("statement_id",), what="the same statement, subject, predicate and object",
        ),
    ),
    "identifiers": (
        _same("value", "scheme", "value", "start", "end", required=("scheme", "value"), what="the same identifier at the same time"),
    ),
    "citations": (
        _same(
            "citation", "table", "record_id", "field", "document_id", "locator", "stance", "reported_value",
            required=("table", "record_id"), what="the same record, source, place and stance",
        ),
    ),
}  # fmt: skip

_SUBJECT = ("about_actor_id", "about_event_id", "about_document_id", "about_office_id", "predicate", "modality")
#: What records share that are not the same, but are compared: claims about one matter, and those with one object, too.
_RELATED = {
    "claims": (
        _same("matter", *_SUBJECT, required=("predicate",)),
        _same(
            "assertion", *_SUBJECT, "object_actor_id", "object_document_id", "object_event_id", "value",
            required=("predicate",),
        ),
    ),
}  # fmt: skip
#: All that a digest is computed of, by table.
DIGESTED: dict[str, tuple[Sameness, ...]] = SAMENESS | {
    table: (*SAMENESS[table], *related) for table, related in _RELATED.items()
}

# Of an address, what `address_key` may leave out; a digest has only the letters and digits of the rest.
_NOT_COMPARED = re.compile(r"^https?://(?:www\.)?|:(?:80|443)(?:/|$)|[?#].*$")


def columns_of(field: str) -> list[str]:
    """Return the columns of a field of a `Sameness`, of which the first that is filled counts."""
    return field.split(" or ")


def comparable(column: Column, value: Any) -> str:
    """Return a value of a column in a form that is equal for values that agree."""
    if value is None:
        return ""
    match column.kind:
        case "text":
            return words_key(value)
        case "url":
            return address_key(value)
        case _:
            return str(value)


def row_digest(table: Table, sameness: Sameness, cells: Sequence[str]) -> int | None:
    """Return a number that rows share that agree in the fields of a sameness; None if a required field is empty.

    The scan in C computes the same number of the letters that it knows.
    """
    parts = []
    for field in sameness.fields:
        places = [table.names.index(name) for name in columns_of(field)]
        place = next((place for place in places if cells[place]), places[-1])
        if not cells[place] and field in sameness.required:
            return None
        parts.append(_comparable(table.columns[place], cells[place]))
    return _digest(b"".join(part + b"\x1f" for part in parts))


def _comparable(column: Column, cell: str) -> bytes:
    if column.kind == "url":
        return words_key(_NOT_COMPARED.sub("", cell)).encode()
    return (words_key(cell) if column.kind == "text" else cell).encode("utf-8", "surrogateescape")


def _digest(key: bytes) -> int:
    value = len(key)
    for at in range(0, len(key) // 8 * 8 + 1, 8):
        value = (value ^ int.from_bytes(key[at : at + 8], "little")) * 0x9E3779B97F4A7C15 % (1 << 64)
        value ^= value >> 32
    return value - (value >> 63 << 64)  # as a number with a sign


def column_of(table: str, name: str) -> Sameness | None:
    """Return the sameness whose digest is the retained column `name`; None if it holds something else."""
    return next((each for each in DIGESTED.get(table, ()) if each.name == name), None)
