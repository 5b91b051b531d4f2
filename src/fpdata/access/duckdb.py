"""All tables and views in DuckDB, for SQL."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from fpdata.access.errors import DataNotFoundError, MissingExtraError, QueryRefusedError
from fpdata.access.locate import readable_file, tables, unreadable, views
from fpdata.checks.suggest import did_you_mean, suggestions
from fpdata.model.characters import SURROGATE
from fpdata.model.presence import NOT_THERE, PRESENCES, ROOM_KINDS

if TYPE_CHECKING:
    import duckdb

#: A hint on a column names so many of the tables that have it.
_OWNERS = 3
#: DuckDB's types of statements that read; MULTI is a PIVOT, which looks up its columns first.
_READING = ("SELECT", "EXPLAIN", "MULTI")
#: The macros that read a table.
_MACROS_OF = {"role_holders": ("as_of",), "participations": ("room",), "actors": ("room",), "events": ("room",)}


# fpdata.as_of in SQL: from as_of('1962-10-22') where office_id = 'secretary-of-state'.
_AS_OF = """
create macro as_of(day) as table
with asked as (
    select
        cast(left(cast(day as text) || '-01-01', 10) as date) as first,
        case length(cast(day as text))
            when 4 then cast(cast(day as text) || '-12-31' as date)
            when 7 then last_day(cast(cast(day as text) || '-01' as date))
            else cast(day as date)
        end as last
),
held as (
    select
        coalesce(start_min >= first and start_max <= last, false) as begun,
        coalesce(end_min >= first and end_max <= last, false) as ended,
        case
            when certain_from <= last and certain_to >= first then 1
            when presumed_from <= last and presumed_to >= first then 2
            else 3
        end as rank,
        r.*
    from role_holders r, asked
    where
        (possible_from is not null or possible_to is not null)
        and coalesce(possible_from <= last, true)
        and coalesce(possible_to >= first, true)
)
select
    case rank when 1 then 'certain' when 2 then 'presumed' else 'possible' end as certainty,
    case
        when begun and ended then 'from-until'
        when begun then 'from'
        when ended then 'until'
    end as change,
    held.* exclude (begun, ended, rank)
from held
order by precedence nulls last, rank, start_min nulls last, role_id
"""

# fpdata.room in SQL: from room('henry-a-kissinger', first := '1969-01-20', last := '1969-12-31').
_ROOM = """
create macro room(person, first := '0001-01-01', last := '9999-12-31') as table
with present as (
    select p.event_id, p.actor_id, a.kind = 'person' as is_person, e.date_min, e.date_max, e.part_of_id
    from participations p
    join events e on e.event_id = p.event_id
    join actors a on a.actor_id = p.actor_id
    where
        e.kind in {kinds}
        and e.status = 'held'
        and p.part not in {not_there}
        and p.presence in {presences}
        and coalesce(e.date_max >= cast(first as date), true)
        and coalesce(e.date_min <= cast(last as date), true)
),
held as (select distinct event_id, part_of_id from present where actor_id = person),
met as (
    select distinct p.event_id, p.actor_id, p.date_min, p.date_max, p.part_of_id
    from present p
    join held h on h.event_id = p.event_id
    where p.actor_id <> person and p.is_person
)
select
    m.actor_id,
    a.name,
    count(*) as meetings,
    (select count(*) from held h where not exists (select 1 from held part where part.part_of_id = h.event_id)) as held,
    min(coalesce(m.date_min, m.date_max)) as first,
    max(coalesce(m.date_max, m.date_min)) as last,
    list(m.event_id order by coalesce(m.date_min, m.date_max), m.event_id) as event_ids
from met m
join actors a on a.actor_id = m.actor_id
where not exists (select 1 from met part where part.part_of_id = m.event_id and part.actor_id = m.actor_id)
group by m.actor_id, a.name
order by meetings desc, a.name, m.actor_id
"""


def connect(*, path: Path | str | None = None) -> duckdb.DuckDBPyConnection:
    """Return a new in-memory DuckDB connection with every table and view of the data set.

    The tables are read-only views of the Parquet files; columns and types are those of `load`. The macros
    ``as_of(day)``, for a day, month or year, and ``room(person, first := day, last := day)`` return what
    `fpdata.as_of` and `fpdata.room` do. `path` is a folder that `build` wrote; by default, the
    data installed with fpdata.

    Raises MissingExtraError if DuckDB is not installed, DataNotFoundError if the export is missing,
    UnreadableDataError if it is damaged.

    >>> connect().execute("select count(*) > 0 from actors").fetchall()
    [(True,)]
    >>> connect().execute("select actor_id from as_of('1962-10-22') where office_id = 'secretary-of-state'").fetchall()
    [('dean-rusk',)]
    """
    connection = _open()
    for name, file in _files(path).items():
        _create(connection, "view", name, file)
    connection.execute(_room_macro())
    return connection


def connect_confined(sql: str, *, path: Path | str | None = None) -> duckdb.DuckDBPyConnection:
    """Return a connection for a query of somebody else, as from `connect`, but out of reach of any file.

    No statement on it reads or writes a file, loads an extension or changes a setting, however it is put. So the tables
    that the query names are read into memory before; the others can only be described. Raises as `connect` does.
    """
    connection = _open()
    for name, file in _files(path).items():
        is_named = any(word in sql.lower() for word in (name, *_MACROS_OF.get(name, ())))
        _create(connection, "table" if is_named else "view", name, file)
    connection.execute(_room_macro())
    # A variable of this program is no table, either.
    for setting in ("python_enable_replacements", "enable_external_access"):
        connection.execute(f"set {setting} = false")
    connection.execute("set lock_configuration = true")
    return connection


def select(connection: duckdb.DuckDBPyConnection, sql: str) -> duckdb.DuckDBPyConnection:
    """Run one statement that only reads, on a connection of `connect_confined`; return it, to fetch the rows from.

    Raises QueryRefusedError for no statement, several, one that does more than read, or one that reads anything but
    the tables; else as DuckDB does.

    >>> query = "select count(*) > 0 from actors"
    >>> select(connect_confined(query), query).fetchall()
    [(True,)]
    """
    import duckdb

    if SURROGATE.search(sql):
        raise QueryRefusedError("the query is not text in UTF-8")
    statements = connection.extract_statements(sql)
    if not statements:
        raise QueryRefusedError("the query is empty; write a SELECT, or a table: from actors")
    if len(statements) > 1:
        raise QueryRefusedError(f"the query has {len(statements)} statements; write one SELECT")
    if (kind := statements[0].type.name) not in _READING:
        raise QueryRefusedError(f"a query only reads, and {kind.replace('_', ' ')} does more; write a SELECT")
    try:
        return connection.execute(statements[0])
    except duckdb.PermissionException as error:
        reason = str(error).partition("\n")[0]
        raise QueryRefusedError(f"a query reaches no file but the tables and views that it names: {reason}") from None


def _open() -> duckdb.DuckDBPyConnection:
    try:
        import duckdb  # an extra
    except ImportError:
        raise MissingExtraError("SQL needs DuckDB, which is not installed; run: pip install 'fpdata[duckdb]'") from None
    return duckdb.connect()


def _files(path: Path | str | None) -> dict[str, Path]:
    """Return the Parquet file of each table and view that the export has."""
    files: dict[str, Path] = {}
    for name in (*tables(), *views()):
        try:
            files[name] = readable_file(name, path)
        except DataNotFoundError:
            if name in views() and path is not None:  # built with views=False
                continue
            raise
    return files


def _create(connection: duckdb.DuckDBPyConnection, kind: str, name: str, file: Path) -> None:
    """Create a view of a Parquet file, or a table with its rows; and the macro that needs it."""
    import duckdb

    quoted = str(file).replace("'", "''")
    try:
        connection.execute(f"create {kind} \"{name}\" as select * from read_parquet('{quoted}')")  # noqa: S608
        if name == "role_holders":
            connection.execute(_AS_OF)
    except duckdb.Error as error:
        raise unreadable(file, str(error)) from None


def _room_macro() -> str:
    return _ROOM.format_map({"kinds": ROOM_KINDS, "not_there": NOT_THERE, "presences": PRESENCES})


def suggest_names(connection: duckdb.DuckDBPyConnection, error: str) -> str:
    """Return a hint on an error of DuckDB about an unknown table or column, or "" for any other error."""
    if table := re.search(r"Table with name \"?(\w+)\"? does not exist", error):
        known = (*tables(), *views())
        if (meant := re.search(r'Did you mean "(\w+)"', error)) and meant[1] in known:
            return ""
        return did_you_mean(table[1], known).capitalize() or f"The tables are {', '.join(known)}."
    if column := re.search(r'column (?:named )?"(?:\w+\.)?(\w+)"', error):
        query = "select column_name, table_name from duckdb_columns() where not internal order by all"
        columns: dict[str, list[str]] = {}
        for name, owner in connection.execute(query).fetchall():
            columns.setdefault(name, []).append(owner)
        if owners := columns.get(column[1]):
            return f"{column[1]} is a column of {', '.join(owners)}."
        similar = suggestions(column[1], columns)
        described = [f"{name} (of {', '.join(columns[name][:_OWNERS])})" for name in similar]
        return f"Similar columns: {'; '.join(described)}." if similar else ""
    return ""
