"""How the limits read CSV with pyarrow: every cell is text, quoted line breaks are part of it."""

from __future__ import annotations

from pyarrow import csv, string

from benchmarks.peers.common import Table


def options(table: Table) -> tuple[csv.ParseOptions, csv.ConvertOptions]:
    """Return how a table is parsed and converted."""
    return (
        csv.ParseOptions(newlines_in_values=True),
        csv.ConvertOptions(
            column_types=dict.fromkeys(table.names, string()),
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
            null_values=[""],
        ),
    )
