"""All tables and views in DuckDB, for SQL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fpdata.access.errors import DataNotFoundError, MissingExtraError
from fpdata.access.locate import readable_file, tables, unreadable, views

if TYPE_CHECKING:
    import duckdb


# fpdata.as_of in SQL: from as_of('1962-10-22') where office_id = 'secretary-of-state'.
_MACROS = """
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


def connect(*, path: Path | str | None = None) -> duckdb.DuckDBPyConnection:
    """Return a new in-memory DuckDB connection with every table and view of the data set.

    The tables are read-only views of the Parquet files; columns and types are those of `load`. The macro
    ``as_of(day)`` returns what `fpdata.as_of` does, for a day, month or year. `path` is a folder that `build` wrote; by default, the
    data installed with fpdata.

    Raises MissingExtraError if DuckDB is not installed, DataNotFoundError if the export is missing,
    UnreadableDataError if it is damaged.

    >>> connect().execute("select count(*) > 0 from actors").fetchall()
    [(True,)]
    >>> connect().execute("select actor_id from as_of('1962-10-22') where office_id = 'secretary-of-state'").fetchall()
    [('dean-rusk',)]
    """
    try:
        import duckdb  # an extra
    except ImportError:
        raise MissingExtraError("SQL needs DuckDB, which is not installed; run: pip install 'fpdata[duckdb]'") from None
    connection = duckdb.connect()
    for name in (*tables(), *views()):
        try:
            file = readable_file(name, path)
        except DataNotFoundError:
            if name in views() and path is not None:  # built with views=False
                continue
            raise
        quoted = str(file).replace("'", "''")
        try:
            connection.execute(f"create view \"{name}\" as select * from read_parquet('{quoted}')")  # noqa: S608
            if name == "role_holders":
                connection.execute(_MACROS)
        except duckdb.Error as error:
            raise unreadable(file, str(error)) from None
    return connection
