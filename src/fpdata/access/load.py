"""Load an exported table, or one record of it, from the wheel or from a checkout's build."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from fpdata.table_names import TableName, ViewName

if TYPE_CHECKING:
    import pyarrow as pa

_PACKAGE = Path(__file__).parents[1]


class DataNotFoundError(FileNotFoundError):
    """The exported tables are not where they should be; the message says how to make them."""


class RecordNotFoundError(LookupError):
    """There is no record with that id; the message says when and why it was withdrawn, or what was meant."""


class RedirectWarning(UserWarning):
    """An id was given up, and another took its place; the message says which, when and why."""


def tables() -> tuple[str, ...]:
    """Return the names of all tables, the five core ones first."""
    return get_args(TableName)


def views() -> tuple[str, ...]:
    """Return the names of all views."""
    return get_args(ViewName)


def load(table: TableName | ViewName, path: Path | str | None = None, *, id: str | None = None) -> pa.Table:
    """Return a table or view as a pyarrow Table: codes as dictionaries, days as date32.

    Each EDTF column ``x`` comes with ``x_min`` and ``x_max``, the first and last day it can mean.
    `path` is a folder that `build` wrote; without it, the data of this version of fpdata. Takes
    ``.to_pandas()``, ``polars.from_arrow()`` and so on from there. With `id` the table has that one
    record: an id that was given up leads to the one that took its place, with a RedirectWarning.

    Raises ValueError for an unknown name, and for an `id` where rows have none of their own;
    RecordNotFoundError for an unknown or withdrawn id; DataNotFoundError where the export is missing.

    >>> load("countries").column_names[:2]
    ['country_id', 'name']
    >>> load("countries", id="ukraine").num_rows
    1
    """
    return find(table, id, path) if id is not None else _read(table, path)


def find(table: str, id: str, path: Path | str | None = None) -> pa.Table:
    """Return the one row of a table with that id; warns of the caller's caller's id, and raises, as `load` does."""
    import pyarrow.compute as pc  # noqa: PLC0415

    from fpdata.model.redirects import RedirectResolver  # noqa: PLC0415
    from fpdata.model.tables import TABLES  # noqa: PLC0415 - whoever loads whole tables needs no model

    content = _read(table, path)
    if table not in TABLES or len(TABLES[table].key) > 1:
        raise ValueError(f"a row of {table} has no id of its own; filter fpdata.load({table!r}) instead")
    ids = content[TABLES[table].key[0]]
    if (found := content.filter(pc.equal(ids, id))).num_rows:
        return found
    known = ids.to_pylist()
    redirects = {row["old_id"]: row for row in _read("redirects", path).to_pylist() if row["table"] == table}
    resolver = RedirectResolver({old: row["new_id"] for old, row in redirects.items()}, live=frozenset(known))
    outcome, reached = resolver.resolve(id)
    for redirect in map(redirects.__getitem__, resolver.steps(id)):
        if redirect["new_id"] is None:
            raise RecordNotFoundError(f"{table} has no record {reached!r}: {describe_redirect(redirect)}")
        warnings.warn(describe_redirect(redirect), RedirectWarning, stacklevel=3)
    if outcome != "live":
        raise RecordNotFoundError(f"{table} has no record {reached!r}{_did_you_mean(reached, known)}")
    return content.filter(pc.equal(ids, reached))


def describe_redirect(redirect: dict[str, Any]) -> str:
    """Return what became of the id of a redirect, when and why."""
    became = f"replaced by {redirect['new_id']}" if redirect["new_id"] else "withdrawn"
    return f"{redirect['old_id']} was {became} on {redirect['date']}: {redirect['reason']}"


def _read(table: str, path: Path | str | None) -> pa.Table:
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


def _did_you_mean(name: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - needed for a mistake alone

    close = get_close_matches(str(name), known, n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
