"""The view `timeline`, computed with Arrow: the rows of its SQL in views.sql, in a tenth of the time.

It repeats texts of four tables, in an order in which they hardly compress. So a wheel leaves it out (see
`OMITTED_VIEWS`), and it is computed where it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.export.arrow import arrow_schema, encode_codes
from fpdata.model.views import VIEWS

_BEFORE_ALL = pa.scalar(date.min, pa.date32())  # as SQLite sorts null

#: For each kind of entry: the table, and its columns of the date, the record, the actor, the text and the source.
_ENTRIES: tuple[tuple[str, str, str, str, str | None, str, str], ...] = (
    ("event", "events", "date", "event_id", None, "name", "source_id"),
    ("statement", "statements", "date", "statement_id", "speaker_id", "summary", "document_id"),
    ("document", "documents", "date", "document_id", "author_id", "title", "document_id"),
    ("role-start", "roles", "start", "role_id", "actor_id", "title", "source_id"),
    ("role-end", "roles", "end", "role_id", "actor_id", "title", "source_id"),
)


def compute_timeline(tables: Mapping[str, pa.Table], metadata: dict[str, str]) -> pa.Table:
    """Return the timeline of some exported tables, with its declared schema, to which `metadata` is added."""
    schema = arrow_schema(VIEWS["timeline"], metadata)
    entries = pa.concat_tables([_entries(tables[entry[1]], *entry) for entry in _ENTRIES])
    keys = {
        "first": pc.coalesce(entries["date_min"], entries["date_max"], _BEFORE_ALL),
        "last": pc.coalesce(entries["date_max"], _BEFORE_ALL),
        "kind": entries["kind"],
        "record_id": entries["record_id"],
    }
    entries = entries.take(pc.sort_indices(pa.table(keys), [(name, "ascending") for name in keys]))
    kinds = encode_codes(entries["kind"].combine_chunks(), VIEWS["timeline"].column("kind").codes or ())
    return pa.table([kinds if name == "kind" else entries[name] for name in schema.names], schema=schema)


def _entries(
    rows: pa.Table, kind: str, table: str, day: str, id: str, actor: str | None, text: str, source: str
) -> pa.Table:
    if table == "roles":  # a date that is open on one side would match every day on it
        rows = rows.filter(pc.and_(pc.is_valid(rows[f"{day}_min"]), pc.is_valid(rows[f"{day}_max"])))
    elif table != "events":
        rows = rows.filter(pc.is_valid(rows[day]))
    size = len(rows)
    return pa.table(
        {
            "date": rows[day],
            "date_min": rows[f"{day}_min"],
            "date_max": rows[f"{day}_max"],
            "kind": pa.repeat(pa.scalar(kind, pa.string()), size),
            "record_id": rows[id],
            "actor_id": rows[actor] if actor else pa.nulls(size, pa.string()),
            "text": rows[text],
            "source_id": rows[source],
        }
    )
