"""Which columns of a table are retained in memory: keys, references within the table, and what rules compare."""

from __future__ import annotations

import pyarrow as pa

from fpdata.checks.columnar.column_checks import ColumnBatch
from fpdata.model.table import Table

#: What the rules compare: columns, and the first (``_min``) or last (``_max``) day of columns of dates.
RULE_COLUMNS: dict[str, tuple[str, ...]] = {
    "actors": ("name", "born_min", "died_max", "died"),
    "roles": ("actor_id", "office_id", "basis", "start_min", "start_max", "end_min", "end", "source_id"),
    "relationships": ("start_max", "end", "source_id"),
    "events": ("date_max",),
    "statements": ("speaker_id", "date_min", "date_max"),
    "documents": ("date_max", "accessed_max"),
    "offices": ("seats",),
    "citations": ("table", "record_id", "field"),
    "coverage": ("table", "source_id", "to"),
}


def retained_columns(table: Table) -> tuple[str, ...]:
    """Return the names of the columns that are retained of a table."""
    inward = (column.name for column in table.self_references)
    return tuple(dict.fromkeys((*table.key, *inward, *RULE_COLUMNS.get(table.name, ()))))


def retain(batch: ColumnBatch) -> pa.Table:
    """Return the retained columns of some rows."""
    return pa.table({name: _column(batch, name) for name in retained_columns(batch.table)})


def is_date(name: str) -> bool:
    """Whether a retained column holds bounds of dates instead of cells."""
    return name.endswith(("_min", "_max"))


def _column(batch: ColumnBatch, name: str) -> pa.Array:
    if not is_date(name):
        return batch[name]
    bounds = batch.date_bounds(name[:-4])
    return bounds.earliest if name.endswith("_min") else bounds.latest
