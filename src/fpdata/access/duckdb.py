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
select
    case
        when certain_from <= cast(day as date) and certain_to >= cast(day as date) then 'certainly'
        else 'possibly'
    end as certainty,
    r.*
from role_holders r
where
    coalesce(possible_from, certain_from, possible_to) is not null
    and coalesce(possible_from <= cast(day as date), true)
    and coalesce(possible_to >= cast(day as date), true)
order by certainty, office_title, role_id
"""


def connect(*, path: Path | str | None = None) -> duckdb.DuckDBPyConnection:
    """Return a new in-memory DuckDB connection with every table and view of the data set.

    The tables are read-only views of the Parquet files; columns and types are those of `load`. The macro
    ``as_of(day)`` returns the columns of `fpdata.as_of`. `path` is a folder that `build` wrote; by default, the
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
