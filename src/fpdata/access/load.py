"""Load an exported table, or one record of it, as Arrow."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fpdata.access.locate import read_exported
from fpdata.access.redirects import resolve_record
from fpdata.table_names import TableName, ViewName

if TYPE_CHECKING:
    import pyarrow as pa


def load(table: TableName | ViewName, *, id: str | None = None, path: Path | str | None = None) -> pa.Table:
    """Return a table or view, or one record of a table, as a pyarrow Table.

    `table` is one of `tables()`, or a view, such as role_holders, timeline or country_years. With `id`, the
    result has the one row of that record; a retired id resolves to its replacement, with a RedirectWarning.
    `path` is a folder that `build` wrote, or a package, whose tables are read as they are now; by default, the data
    installed with fpdata.

    Columns are those of the data dictionary: codes are dictionaries (int32 to string), days are date32, dates
    are EDTF text. Each EDTF column ``x`` is followed by ``x_min`` and ``x_max`` (date32), the first and last
    day it can mean. For a data frame with dates and ordered categories, use `frame`; ``.to_pandas()``,
    ``polars.from_arrow()`` and so on keep the types of Arrow.

    Raises UnknownIdError for an unknown table or id, ValueError for an `id` in a table whose rows have none,
    DataNotFoundError if the export is missing.

    >>> load("countries").column_names[:2]
    ['country_id', 'name']
    >>> load("countries", id="ukraine").num_rows
    1
    """
    return read_exported(table, path) if id is None else load_record(table, id, path)


def load_record(table: TableName | ViewName, id: str, path: Path | str | None) -> pa.Table:
    """Return the row of one record as a table of one row; warns and raises as `load` does."""
    import pyarrow.compute as pc  # keeps `import fpdata` fast

    column, current = resolve_record(table, id, path)
    content = read_exported(table, path)
    return content.filter(pc.equal(content[column], current))
