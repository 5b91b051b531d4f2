"""Find and read the exported tables: those in the wheel, those a checkout has built, or those at a path."""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Sequence
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from fpdata.access.callers import caller_stacklevel
from fpdata.access.current import CurrentExport, current_export, is_package
from fpdata.access.errors import DataNotFoundError, StaleDataWarning, UnknownIdError, UnreadableDataError
from fpdata.access.omitted_view import omitted_view_file
from fpdata.checks.suggest import suggestions
from fpdata.package.files import last_change
from fpdata.table_names import TableName, ViewName

if TYPE_CHECKING:
    import pyarrow as pa

_PACKAGE = Path(__file__).parents[1]
#: The formats besides Parquet that `fpdata export` writes, by the ends of the files' names.
_OTHER_FORMATS = {".csv", ".dta", ".jsonl", ".sqlite", ".xlsx"}


def tables() -> tuple[TableName, ...]:
    """Return the names of all tables, the five core ones first. Views are not included.

    >>> tables()[:5]
    ('actors', 'roles', 'events', 'statements', 'outlets')
    """
    return get_args(TableName)


def views() -> tuple[ViewName, ...]:
    """Return the names of all views."""
    return get_args(ViewName)


def require_exported(table: str) -> None:
    """Raise UnknownIdError unless `table` is the name of a table or view, and TypeError unless it is a string."""
    if not isinstance(table, str):
        raise TypeError(f"table must be a string, not {type(table).__name__}")
    known: tuple[str, ...] = (*tables(), *views())
    if table not in known:
        raise UnknownIdError("table", table, suggestions(table, known), f"the tables are {', '.join(known)}")


def read_exported(table: str, path: Path | str | None, columns: Sequence[str] | None = None) -> pa.Table:
    """Return an exported table or view, or some columns of it, which are kept; raises as `readable_file` does."""
    file = parquet_file(table, path)
    if columns is None:
        return _read(table, file)
    status = file.stat()
    return _read_columns(table, file, tuple(columns), (status.st_ino, status.st_size, status.st_mtime_ns))


@lru_cache(maxsize=64)
def _read_columns(table: str, file: Path, columns: tuple[str, ...], _version: tuple[int, ...]) -> pa.Table:
    """Return columns of one version of a file: each answer with names reads the same few again."""
    return _read(table, file, [*columns])


def _read(table: str, file: Path, columns: list[str] | None = None) -> pa.Table:
    import pyarrow as pa  # keeps `import fpdata` fast
    import pyarrow.parquet as pq

    _require_readable(table, file)
    try:
        return pq.ParquetFile(file, memory_map=True).read(columns)  # without the machinery of data sets
    except (pa.ArrowException, OSError) as error:
        raise unreadable(file, str(error)) from None


def readable_file(table: str, path: Path | str | None) -> Path:
    """Return the Parquet file of a table or view, whose schema was read.

    Raises as `parquet_file` does, and UnreadableDataError for a file that is damaged or holds another table.
    """
    file = parquet_file(table, path)
    _require_readable(table, file)
    return file


def _require_readable(table: str, file: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        schema = pq.read_schema(file)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise unreadable(file, str(error)) from None
    metadata = schema.metadata or {}
    if metadata.get(b"title") != table.encode() or len(set(schema.names)) < len(schema.names):
        raise unreadable(file, f"it is not the table {table}")
    try:
        described = [field["name"] for field in json.loads(metadata[b"table_schema"])["fields"]]
    except (LookupError, TypeError, ValueError, RecursionError) as error:
        raise unreadable(file, f"its metadata are damaged: {error!r}") from None
    if described != schema.names:
        raise unreadable(file, "its columns are not those that its metadata describe")


def unreadable(file: Path, problem: str) -> UnreadableDataError:
    """Return the error of an exported table that cannot be read."""
    return UnreadableDataError(
        f"{file} cannot be read ({problem.partition(chr(10))[0]}); run 'fpdata build' to write the export again"
    )


def parquet_file(table: str, path: Path | str | None) -> Path:
    """Return the Parquet file of a table or view in `path`, or in the installed data if `path` is None.

    If `path` is a package, the file has the table as it is now in the package. Raises UnknownIdError for an unknown
    table, ValueError for an empty path, DataNotFoundError for a missing file, CurrentExportError for a table of a
    package that cannot be read, and UnreadableDataError for a damaged table of which an omitted view is computed.
    """
    require_exported(table)
    if path == "":
        raise ValueError("path is empty; pass a folder that 'fpdata build' wrote, or omit it")
    if not isinstance(path, str | os.PathLike | None):
        raise TypeError(f"path must be a string or a Path, not {type(path).__name__}")
    file = (data_folder() if path is None else Path(path)) / f"{table}.parquet"
    if not file.is_file():
        if path is not None and (export := current_export(Path(path))) is not None:
            return export.file(table)
        if (computed := omitted_view_file(table, file.parent, _read)) is not None:
            return computed
        raise DataNotFoundError(_explain_missing(file))
    return file


def _explain_missing(file: Path) -> str:
    """Return what is in the folder in which the file of a table was looked for, and what to do."""
    folder = file.parent
    if not folder.is_dir():
        return f"there is no folder {folder}; pass a package, or a folder that 'fpdata build' wrote"
    if folder.name == "datasets" and is_package(folder.parent):
        return f"{folder} is a part of a package; pass the package, {folder.parent.absolute()}"
    if (folder / "parquet" / file.name).is_file():
        return f"{file} is missing; pass {folder / 'parquet'}"
    if kinds := sorted({other.suffix for other in folder.iterdir()} & _OTHER_FORMATS):
        return (
            f"{folder} has {' and '.join(kinds)} files, but data are read from Parquet; "
            "pass a package, or a folder that 'fpdata build' or 'fpdata export --to parquet' wrote"
        )
    return f"{file} is missing; run 'fpdata build' to write the export"


def clone_folder() -> Path | None:
    """Return the package whose data commands read: the one around the current folder, else the checkout they run from.

    None if there is neither: then they read the data installed with fpdata.
    """
    with suppress(OSError):  # the current folder may be gone
        here = Path.cwd()
        if found := next((folder for folder in (here, *here.parents) if is_package(folder)), None):
            return found
    checkout = _PACKAGE.parents[1]
    return checkout if not (_PACKAGE / "data").is_dir() and is_package(checkout) else None


@cache
def data_folder() -> Path:
    """Return the folder of exported tables: the one in the wheel, or build/parquet of a checkout.

    Warns if the tables of a checkout were edited after the export was built. Raises DataNotFoundError if there is
    neither.
    """
    if (packaged := _PACKAGE / "data").is_dir():
        return packaged
    checkout = _PACKAGE.parents[1]
    built = checkout / "build" / "parquet"
    if not built.is_dir():
        raise DataNotFoundError(f"there are no exported tables in {built}; run 'fpdata build {checkout}'")
    edited = max(map(last_change, (checkout / "datasets").glob("*.csv")), default=0)
    if edited > (built / "datapackage.json").stat().st_mtime_ns and CurrentExport(checkout).changed_tables():
        here = Path.cwd() == checkout
        command = "fpdata build" if here else f"fpdata build {checkout}"
        message = f"{'datasets/' if here else checkout / 'datasets'} was edited after the build; run '{command}'"
        warnings.warn(message, StaleDataWarning, stacklevel=caller_stacklevel())
    return built
