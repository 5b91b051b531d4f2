"""Show one record to a person: its fields, then whatever refers to it, by table."""

from __future__ import annotations

from itertools import groupby

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from fpdata.access.record_index import RecordView
from fpdata.model.tables import TABLES

_HEADINGS = {"statements": "Statements", "participations": "Took part in", "claims": "Claims", "names": "Other names"}


def show_found(found: RecordView) -> None:
    """Print a record and everything that refers to it, to the width of the terminal."""
    console = Console(highlight=False)
    console.print(f"[bold]{escape(found.id)}[/]  [dim]{found.table}[/]")
    fields = Table.grid(padding=(0, 2))
    fields.add_column(style="dim", no_wrap=True)
    fields.add_column(overflow="fold")
    for column in TABLES[found.table].columns:
        value = found.row[column.name]
        if value is not None and column.name not in TABLES[found.table].key:
            name = found.names.get(column.name)
            shown = f"{escape(name)}  [dim]{escape(value)}[/]" if name and name != value else escape(str(value))
            fields.add_row(column.name, shown)
    console.print(fields)
    for (table, field), backlinks in groupby(found.backlinks, key=lambda backlink: (backlink.table, backlink.field)):
        rows = list(backlinks)
        heading = _HEADINGS.get(table, table.replace("_", " ").capitalize())
        console.print(f"\n[bold]{heading}[/] [dim]by {field} ({len(rows)})[/]")
        listing = Table.grid(padding=(0, 2))
        listing.add_column(overflow="fold")
        for backlink in rows:
            listing.add_row(f"  {escape(backlink.label)}")
        console.print(listing)
