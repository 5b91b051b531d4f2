"""Print a record for a person: its fields, then the records that refer to it, by table."""

from __future__ import annotations

from itertools import groupby

from rich.table import Table

from fpdata.access.record_index import RecordView
from fpdata.cli.output import out
from fpdata.edit.terminal import escape_markup
from fpdata.model.record import title_of
from fpdata.model.tables import TABLES

_HEADINGS = {"participations": "Took part in", "names": "Other names"}


def print_record(record: RecordView) -> None:
    """Print a record and everything that refers to it, to the width of the terminal."""
    table = TABLES[record.table]
    out.print(f"[bold]{escape_markup(record.id)}[/]  [dim]{record.table}[/]", soft_wrap=False)
    fields = Table.grid(padding=(0, 2))
    fields.add_column(style="dim", no_wrap=True)
    fields.add_column(overflow="fold")
    for column in table.columns:
        value = record.row[column.name]
        if value is not None and column.name not in table.key:
            name = record.names.get(column.name)
            shown = (
                f"{escape_markup(name)}  [dim]{escape_markup(value)}[/]"
                if name and name != value
                else escape_markup(str(value))
            )
            fields.add_row(column.name, shown)
    out.print(fields, soft_wrap=False)
    for (other, field), backlinks in groupby(record.backlinks, key=lambda backlink: (backlink.table, backlink.field)):
        labels = [backlink.label for backlink in backlinks]
        heading = _HEADINGS.get(other, title_of(other))
        out.print(f"\n[bold]{heading}[/] [dim]({len(labels)}, by {field})[/]", soft_wrap=False)
        listing = Table.grid(padding=(0, 2))
        listing.add_column(overflow="fold")
        for label in labels:
            listing.add_row(f"  {escape_markup(label)}")
        out.print(listing, soft_wrap=False)
