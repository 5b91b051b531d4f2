"""Say why an answer is empty: what was asked, and where to read what the sources cover."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import pyarrow as pa


class Absence(NamedTuple):
    """Why nothing is found: `kind` is "vacant" by the record, or "not-covered" by it; `text` says it in a sentence."""

    kind: Literal["vacant", "not-covered"]
    text: str


def explain_absence(rows: pa.Table, what: str, asked: Mapping[str, object], table: str) -> pa.Table:
    """Return `rows`; if there are none, the metadata of its schema say that no `what` is recorded.

    `asked` are the filters by the words that introduce them, such as "of"; those that are None are left out. `table` is
    the one whose coverage says more.
    """
    return rows if rows.num_rows else with_explanation(rows, "not-covered", absence_text(what, asked, table))


def absence_text(what: str, asked: Mapping[str, object], table: str) -> str:
    """Return the sentence of `explain_absence`."""
    filters = "".join(f" {words} {_named(value)}" for words, value in asked.items() if value not in (None, [], ()))
    return f"No {what}{filters} is recorded; 'fpdata coverage {table}' says what the sources cover."


def with_explanation(rows: pa.Table, absence: str, text: str) -> pa.Table:
    """Return empty `rows` whose schema's metadata say in a word and in a sentence why there are none."""
    return rows.replace_schema_metadata({"absence": absence, "explanation": text})


def explanation(rows: pa.Table) -> str:
    """Return the sentence that says why an answer is empty; "" if it is not."""
    text: bytes = (rows.schema.metadata or {}).get(b"explanation", b"")
    return text.decode()


def _named(value: object) -> str:
    if isinstance(value, Iterable) and not isinstance(value, str):
        return " and ".join(map(str, value))
    return value.isoformat() if isinstance(value, date) else str(value)
