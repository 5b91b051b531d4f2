"""Print trips and visits for a person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fpdata.access.days import short_date
from fpdata.access.lookup_columns import add_names, look_up_columns
from fpdata.cli.output import print_table

if TYPE_CHECKING:
    import pyarrow as pa

#: The parts of travelers that say no more than that they traveled.
_TRAVELED = ("traveler", "visitor")


def print_travel(events: pa.Table, data: Path | None) -> None:
    """Print travel for a person: names for ids, and once what all of it has in common."""
    events = add_names(events, "actor_id", "person", data)
    events = look_up_columns(events, "country_id", "countries", "country_id", {"country": "name"}, data)
    rows = [
        [
            short_date(row["date"]),
            row["kind"],
            ", ".join(filter(None, (row["place"], row["country"]))),
            row["person"] if row["part"] in _TRAVELED else f"{row['person']} ({row['part']})",
        ]
        for row in events.to_pylist()
    ]
    if rows:
        print_table(["date", "kind", "place", "person"], rows, lift=True)
