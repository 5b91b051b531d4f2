"""Propose the id of a new record: words from its name, date or references, and a number if that id is taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from fpdata.edit.tables import Tables, has_id
from fpdata.model.characters import quote
from fpdata.model.slugs import ID_LENGTH, fold
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict

#: The columns whose values make up an id, in order. Tables that are not listed have keys made of references.
_ID_COLUMNS = {
    "actors": ("name",),
    "roles": ("actor_id", "title", "start"),
    "events": ("date", "name"),
    "statements": ("speaker_id", "date", "summary"),
    "outlets": ("name",),
    "documents": ("outlet_id", "date", "title"),
    "offices": ("title", "country_id"),
    "countries": ("name",),
    "relationships": ("actor_id", "kind", "other_id"),
    "claims": ("statement_id", "predicate"),
    "citations": ("record_id", "field", "document_id"),
    "topics": ("name",),
}
_MAX_WORDS = 6  # of a title or summary: enough to tell it from others


def propose_id(tables: Tables, table: str, row: RowDict) -> str:
    """Return an id for a new record that was never used; empty if `row` has no value to make one from."""
    words: list[str] = []
    for column in _ID_COLUMNS.get(table, ()):
        value = row.get(column) or ""
        if column in ("start", "date"):
            value = re.split("[/?~%]", value)[0]
            words += fold(value[:4] if column == "start" else value).split()
        elif column in ("title", "summary"):
            words += fold(value).split()[:_MAX_WORDS]
        else:
            words += fold(value).split()
    proposal = "-".join(words)[:ID_LENGTH].strip("-")
    if not proposal:
        return ""
    retired = {other["old_id"] for other in tables["redirects"] if other["table"] == table}
    proposals = (id for id in chain([proposal], _numbered(proposal)) if id not in retired)
    return next(id for id in proposals if not has_id(tables, table, id))


def why_no_id(table: str, row: RowDict) -> str | None:
    """Return why `propose_id` makes no id of a row that has what one is made from; None if the row has nothing of it."""
    given = {column: value for column in _ID_COLUMNS.get(table, ()) if (value := row.get(column))}
    if not given:
        return None
    key = TABLES[table].key[0]
    named = " and ".join(f"the {column} {quote(value)}" for column, value in given.items())
    return (
        f"no id can be made of {named}: ids have Latin letters and digits only; "
        f"give one with --set {key}=…, or as a field of the record"
    )


def _numbered(proposal: str) -> Iterator[str]:
    for number in range(2, 10_000):
        yield f"{proposal[: ID_LENGTH - 5]}-{number}"
