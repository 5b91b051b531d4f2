"""Compute the views of an export: SQLite runs views.sql over the tables, but for the timeline.

SQLite comes with Python, so a build needs no other database, and every reader of the export finds the views as Parquet.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from functools import reduce
from importlib.resources import files

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.export.arrow import CODE, arrow_schema, encode_codes
from fpdata.export.disagreements import disagreements_sql, with_subjects
from fpdata.export.panels import PANEL_SCHEMA, compute_panel
from fpdata.export.state_years import HOME
from fpdata.export.tenures import TENURE_SCHEMA, compute_tenures
from fpdata.export.timeline import compute_timeline
from fpdata.generate.schemas import sql_schema
from fpdata.model.predicates import STANCES
from fpdata.model.presence import NOT_THERE, PRESENCES, ROOM_KINDS
from fpdata.model.tables import TABLES
from fpdata.model.views import OBJECT_LED, STANDINGS, VIEWS, Standing

#: The tables that views read besides those of a package, computed from these.
DERIVED: dict[str, pa.Schema] = {"tenures": TENURE_SCHEMA, "panel": PANEL_SCHEMA}


def derived_tables(tables: Mapping[str, pa.Table], names: Collection[str] = tuple(DERIVED)) -> dict[str, pa.Table]:
    """Return those of the `DERIVED` tables that are named, by default all, from the exported tables of a package."""
    if not names:
        return {}
    tenures = compute_tenures(tables)
    return {name: compute_panel(tables, tenures) if name == "panel" else tenures for name in names}


def derived_from_views(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table] | None:
    """Return the `DERIVED` tables as the views of an export show them, so that they are not computed again.

    `tables` are the exported tables and views. None if these do not show all: a view is missing, or the package lacks the
    state whose missions the panels count. A tenure of which no day is known is left out; no view shows it.
    """
    if not tables.keys() >= {"role_holders", "country_years", "dyad_years"}:
        return None
    held, years, dyads = (tables[name] for name in ("role_holders", "country_years", "dyad_years"))
    has_tenure = reduce(pc.or_, (pc.is_valid(held[name]) for name in TENURE_SCHEMA.names if name != "role_id"))
    tenures = held.filter(has_tenure).select(TENURE_SCHEMA.names).cast(TENURE_SCHEMA)
    theirs = dyads.filter(pc.equal(dyads["to_id"], HOME))
    if not (theirs["from_id"].equals(years["country_id"]) and theirs["year"].equals(years["year"])):
        return None
    columns = [
        (theirs if name.startswith("their_") else years)[name.removeprefix("their_")].cast(type)
        for name, type in zip(PANEL_SCHEMA.names, PANEL_SCHEMA.types, strict=True)
    ]
    return {"tenures": tenures, "panel": pa.Table.from_arrays(columns, schema=PANEL_SCHEMA)}


def views_sql() -> str:
    """Return the CREATE VIEW statements, which both SQLite and DuckDB run."""
    template = files("fpdata.export").joinpath("views.sql").read_text(encoding="utf-8")
    lists = {
        "room_kinds": ROOM_KINDS,
        "not_there": NOT_THERE,
        "presences": PRESENCES,
        "standing_predicates": STANDINGS,
        "stances": sorted(STANCES),
    }
    for name, codes in lists.items():
        template = template.replace(f"{{{name}}}", "(" + ", ".join(f"'{code}'" for code in codes) + ")")
    standings = " ".join(f"when '{predicate}' then '{standing}'" for predicate, standing in STANDINGS.items())
    ranks = " ".join(f"when '{standing}' then {rank}" for rank, standing in enumerate(Standing, 1))
    template = template.replace("{standings}", standings).replace("{ranks}", ranks).replace("{object_led}", OBJECT_LED)
    return with_subjects(template.replace("{disagreements}", disagreements_sql()))


def compute_views(
    tables: Mapping[str, pa.Table], metadata: dict[str, str], names: Collection[str] = tuple(VIEWS)
) -> dict[str, pa.Table]:
    """Return views, by default every one, by name, with their declared schemas.

    `tables` are all exported tables of the package, of which only those that the views need are asked for; `metadata`
    is added to each schema.
    """
    database = _empty_database()
    of_sql = [name for name in names if name != "timeline"]
    try:
        needed = _tables_read(database, of_sql)
        derived = derived_tables(tables, [name for name in needed if name in DERIVED])
        for name in needed:
            content = derived[name] if name in DERIVED else tables[name]
            rows = zip(*map(_sqlite_values, content.columns), strict=True)
            marks = ", ".join("?" * content.num_columns)
            database.executemany(f'insert into "{name}" values ({marks})', rows)  # noqa: S608 - a table's own name
        for table in (TABLES[name] for name in needed if name in TABLES):
            for column in table.references:
                database.execute(f'create index "{table.name}_{column.name}" on "{table.name}" ("{column.name}")')
        views = {name: _fetch(database, name, arrow_schema(VIEWS[name], metadata)) for name in of_sql}
        return {name: views[name] if name in views else compute_timeline(tables, metadata) for name in names}
    finally:
        database.close()


def _empty_database() -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    # Without foreign keys: the references were checked, and tables refer to each other in cycles.
    for name, schema in DERIVED.items():
        database.execute(f"create table {name} ({', '.join(schema.names)})")
    for table in TABLES.values():
        database.execute(sql_schema(table))
    database.executescript(views_sql())
    return database


def _tables_read(database: sqlite3.Connection, views: Collection[str]) -> list[str]:
    """Return the tables that views read, as SQLite says when it compiles them."""
    read: dict[str, None] = {}

    def note(action: int, table: str | None, *_others: object) -> int:
        if action == sqlite3.SQLITE_READ and (table in TABLES or table in DERIVED):
            read[table] = None
        return sqlite3.SQLITE_OK

    database.set_authorizer(note)
    for name in views:
        database.execute(f'explain select * from "{name}"')  # noqa: S608 - a view's own name
    database.set_authorizer(None)
    return list(read)


def _sqlite_values(column: pa.ChunkedArray) -> list[object]:
    """Return a column as SQLite takes it, with days as text."""
    values: list[object] = (column.cast(pa.string()) if pa.types.is_date(column.type) else column).to_pylist()
    return values


def _fetch(database: sqlite3.Connection, name: str, schema: pa.Schema) -> pa.Table:
    names = ", ".join(f'"{column}"' for column in schema.names)
    rows = database.execute(f'select {names} from "{name}"').fetchall()  # noqa: S608 - names from the model
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    codes = {column.name: column.codes or () for column in VIEWS[name].columns}
    arrays = [
        _array(cells, field.type, codes.get(field.name, ())) for cells, field in zip(columns, schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _array(cells: tuple[object, ...], type: pa.DataType, codes: Iterable[str]) -> pa.Array:
    if pa.types.is_integer(type):
        return pa.array(cells, type)
    text = pa.array(cells, pa.string())
    if type != CODE:
        return text.cast(type)
    encoded = encode_codes(text, codes)
    if encoded.null_count > text.null_count:  # the model of the view lacks a code of a table
        found = text.unique().drop_null().to_pylist()
        raise ValueError(f"not all of {', '.join(found)} are among the codes {', '.join(map(str, codes))}")
    return encoded
