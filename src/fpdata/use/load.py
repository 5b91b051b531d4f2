"""Load an exported table, from the wheel or from a checkout's build."""

from __future__ import annotations

import warnings
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from fpdata.names import TableName, ViewName

if TYPE_CHECKING:
    import pyarrow as pa

_PACKAGE = Path(__file__).parents[1]


class DataNotFoundError(FileNotFoundError):
    """The exported tables are not where they should be; the message says how to make them."""


def tables() -> tuple[str, ...]:
    """Return the names of all tables, the five core ones first."""
    return get_args(TableName)


def views() -> tuple[str, ...]:
    """Return the names of all views."""
    return get_args(ViewName)


def load(table: TableName | ViewName, path: Path | str | None = None) -> pa.Table:
    """Return a table or view as a pyarrow Table: codes as dictionaries, days as date32.

    Each EDTF column ``x`` comes with ``x_min`` and ``x_max``, the first and last day it can mean.
    `path` is a folder that `build` wrote; without it, the data of this version of fpdata. Takes
    ``.to_pandas()``, ``polars.from_arrow()`` and so on from there. Raises ValueError for an unknown
    name, DataNotFoundError where the export is missing.

    >>> load("countries").column_names[:2]
    ['country_id', 'name']
    """
    import pyarrow.parquet as pq  # noqa: PLC0415 - `import fpdata` is to stay light

    return pq.read_table(parquet_file(table, path), memory_map=True)


def parquet_file(table: str, path: Path | str | None = None) -> Path:
    """Return the Parquet file of a table or view; raises as `load` does."""
    if table not in (known := tables() + views()):
        raise ValueError(f"there is no table {table!r}{_did_you_mean(table, known)}; the tables are {', '.join(known)}")
    file = (Path(path) if path else data_folder()) / f"{table}.parquet"
    if not file.is_file():
        raise DataNotFoundError(f"{file} is missing; run 'fpdata build' to write the export")
    return file


@cache
def data_folder() -> Path:
    """Return the folder of exported tables: that of the wheel, or build/parquet of a checkout.

    Warns where the tables of a checkout were edited after the export was built.
    """
    if (packaged := _PACKAGE / "data").is_dir():
        return packaged
    checkout = _PACKAGE.parents[1]
    built = checkout / "build" / "parquet"
    if not built.is_dir():
        raise DataNotFoundError(f"there are no exported tables in {built}; run 'fpdata build {checkout}'")
    edited = max((file.stat().st_mtime for file in (checkout / "datasets").glob("*.csv")), default=0.0)
    if edited > (built / "datapackage.json").stat().st_mtime:
        warnings.warn(f"{checkout / 'datasets'} was edited after {built} was built; run 'fpdata build'", stacklevel=3)
    return built


def _did_you_mean(table: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - needed for a mistake alone

    close = get_close_matches(str(table), known, n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
