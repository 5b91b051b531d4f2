"""Strategies for single records and whole packages."""

from __future__ import annotations

from hypothesis import strategies as st

from fpdata.model.table import Table, record_key
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict
from fpdata.strategies.repair import PackageDict, fill_annotations, repair_dates, repair_pairs, repair_row
from fpdata.strategies.values import cells, ids


@st.composite
def records(draw: st.DrawFn, table: str) -> RowDict:
    """Return a strategy for single valid records of a table; the records to which they refer need not exist."""
    row = {column.name: draw(cells(column)) for column in TABLES[table].columns}
    repair_row(draw, TABLES[table], row)
    return row


@st.composite
def packages(draw: st.DrawFn, max_rows: int = 3) -> PackageDict:
    """Return a strategy for whole packages with at most `max_rows` rows per table."""
    package: PackageDict = {name: [] for name in TABLES}
    known = _draw_ids(draw, max_rows)
    for name, table in TABLES.items():
        if name in known:
            package[name] = [_draw_row(draw, table, known, position) for position in range(len(known[name]))]
        elif all(known.get(column.target_table) for column in table.references if not column.nullable):
            rows = [_draw_row(draw, table, known, None) for _ in range(draw(st.integers(0, max_rows)))]
            package[name] = rows
    fill_annotations(draw, package)
    for name, table in TABLES.items():
        package[name] = list({record_key(table, row): row for row in package[name]}.values())
    repair_dates(package)
    repair_pairs(package)
    return package


def _draw_ids(draw: st.DrawFn, max_rows: int) -> dict[str, list[str]]:
    """Draw ids for every table that is referred to; none if a required reference would have no target."""
    known: dict[str, list[str]] = {}
    # In an order in which required references come before the tables that need them.
    for name in (
        "documents",
        "outlets",
        "countries",
        "topics",
        "actors",
        "offices",
        "roles",
        "events",
        "statements",
        "relationships",
        "claims",
    ):
        required = {column.target_table for column in TABLES[name].references if not column.nullable}
        room = max_rows if all(known[target or ""] for target in required) else 0
        known[name] = draw(st.lists(ids(), max_size=room, unique=True))
    return known


def _draw_row(draw: st.DrawFn, table: Table, known: dict[str, list[str]], position: int | None) -> RowDict:
    row: RowDict = {}
    for column in table.columns:
        if column.target_table:
            # Within a table, refer only to earlier rows, so that there are no cycles.
            options = known[column.target_table][: position if column.target_table == table.name else None]
            choice = st.sampled_from(options) if options else st.none()
            row[column.name] = draw(st.one_of(st.none(), choice) if column.nullable else choice)
        elif position is not None and table.key == (column.name,):
            row[column.name] = known[table.name][position]
        else:
            row[column.name] = draw(cells(column))
    repair_row(draw, table, row)
    return row
