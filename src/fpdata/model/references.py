"""Which columns refer to the records of a table.

A reference is of one of two kinds: to a record of a fixed table (`roles.actor_id`), or to a record of the
table that the row names (`citations.record_id`, with the table in `citations.table`).
"""

from __future__ import annotations

from functools import cache

from fpdata.model.tables import TABLES

#: The tables whose rows are about records of any table: citations, redirects, corrections, judgements, coverage.
ANNOTATION_TABLES: tuple[str, ...] = tuple(name for name, table in TABLES.items() if table.table_column)


@cache
def referring_columns(table: str) -> tuple[tuple[str, str], ...]:
    """Return every (table, column) that can hold the id of a record of `table`, of both kinds.

    If the first table is one of ANNOTATION_TABLES and the column one of its `record_references`, only rows
    whose `table_column` is `table` refer to records of `table`.

    >>> referring_columns("topics")
    (('events', 'topic_id'), ('statements', 'topic_id'), ('citations', 'record_id'), ('redirects', 'new_id'), \
('corrections', 'record_id'), ('judgements', 'left_id'), ('judgements', 'right_id'))
    """
    fixed = [
        (name, column.name)
        for name, other in TABLES.items()
        for column in other.references
        if column.target_table == table
    ]
    named = [(name, column.name) for name in ANNOTATION_TABLES for column in TABLES[name].record_references]
    return (*fixed, *named)
