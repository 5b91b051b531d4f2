"""Write the exported tables in a format of another program, into a folder of their own."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fpdata.access.locate import readable_file
from fpdata.package.files import replace_folder, write_atomically
from fpdata.package.json_text import parse_json
from fpdata.package.system_errors import not_written

if TYPE_CHECKING:
    from fpdata.access.formats.exported_table import ExportedTable

_DESCRIPTOR = "datapackage.json"
#: The property of a file with several tables that names them.
_TABLES = "tables"
_MEDIA_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "dta": "application/x-stata-dta",
    "sqlite": "application/vnd.sqlite3",
    "parquet": "application/vnd.apache.parquet",
    "jsonl": "application/jsonl",
}


class SaveFormat(StrEnum):
    """The format of another program."""

    CSV = "csv"
    XLSX = "xlsx"
    DTA = "dta"
    SQLITE = "sqlite"
    PARQUET = "parquet"
    JSONL = "jsonl"


#: Formats of which one file has all tables.
_ONE_FILE = (SaveFormat.XLSX, SaveFormat.SQLITE)


class SaveError(Exception):
    """Nothing was written; the message says why."""


def save(
    folder: Path | str,
    format: SaveFormat,
    names: Sequence[str] = (),
    *,
    path: Path | str | None = None,
    progress: Callable[[str], None] = lambda name: None,
) -> list[ExportedTable]:
    """Write tables and views to a folder in a format, and return what was written.

    `names` are the tables and views; by default, all. The folder is new or empty, or has an earlier export in the same
    format, unchanged and with no other tables, which is replaced once the new one is complete. It gets a
    ``datapackage.json`` that describes the files. `path` is that of `load`; `progress` is called with the name of each table before it is written.

    Raises SaveError, with the folder unchanged, if it holds anything else, also other tables, or cannot be written;
    UnknownIdError for an unknown table, MissingExtraError if a format needs a library that is not installed.
    """
    from fpdata.access.formats.exported_table import read_tables

    target = Path(os.path.abspath(folder))
    _require_own(target, format)
    exported = read_tables(names, path)
    _require_none_lost(target, {table.name for table in exported})
    try:
        with replace_folder(target) as fresh:
            files = list(_write(exported, format, fresh, path, progress))
            write_atomically(fresh / _DESCRIPTOR, _descriptor(exported, files, format))
            _require_own(target, format)  # as writing may take long
    except (OSError, sqlite3.OperationalError) as error:  # such as a full disk
        raise SaveError(not_written(target, error)) from error
    return exported


def _write(
    exported: list[ExportedTable],
    format: SaveFormat,
    folder: Path,
    path: Path | str | None,
    progress: Callable[[str], None],
) -> Iterator[tuple[Path, ExportedTable | None]]:
    """Write the files of a format; yield each with the table that it has, None if it has all."""
    from fpdata.access.formats import excel, sqlite, stata, text_files
    from fpdata.access.formats.exported_table import describe_data_set

    if format in _ONE_FILE:
        file = folder / f"fpdata.{format}"
        progress(file.name)
        if format is SaveFormat.XLSX:
            excel.write_xlsx(exported, file, describe_data_set(exported))
        else:
            sqlite.write_sqlite(exported, file, describe_data_set(exported))
        yield file, None
        return
    for table in exported:
        progress(table.name)
        file = folder / f"{table.name}.{format}"
        match format:
            case SaveFormat.CSV:
                text_files.write_csv(table, file)
            case SaveFormat.JSONL:
                text_files.write_jsonl(table, file)
            case SaveFormat.DTA:
                stata.write_dta(table, file, table.version)
            case _:
                shutil.copyfile(readable_file(table.name, path), file)
        yield file, table


def _descriptor(
    exported: list[ExportedTable], files: list[tuple[Path, ExportedTable | None]], format: SaveFormat
) -> bytes:
    from fpdata.generate.descriptor import EXPORTED_BY, PACKAGE, content_hash, dump_json
    from fpdata.generate.schemas import table_schema

    resources = []
    for file, table in files:
        content = file.read_bytes()
        resource: dict[str, Any] = {
            "name": table.name if table else "fpdata",
            "path": file.name,
            "format": str(format),
            "mediatype": _MEDIA_TYPES[format],
            "hash": content_hash(content),
            "bytes": len(content),
        }
        if not table:
            resource[_TABLES] = [each.name for each in exported]
        else:
            resource |= {"description": table.table.description, "rows": table.content.num_rows}
        if table and format is not SaveFormat.DTA:  # whose names may be shorter, and whose codes are numbers
            resource |= {"type": "table", "schema": table_schema(table.table, exported=True)}
        if format is SaveFormat.CSV:
            resource["encoding"] = "utf-8"
        resources.append(resource)
    mark = {EXPORTED_BY: f"fpdata export --to {format}"}
    return dump_json(PACKAGE | {"version": exported[0].version} | mark | {"resources": resources})


def _require_own(target: Path, format: SaveFormat) -> None:
    """Raise SaveError unless a folder can be written: it is new or empty, or all of it is an earlier export as it was."""
    if problem := _problem(target, format):
        raise SaveError(f"{target} {problem}; nothing was changed; use a new folder")


def _require_none_lost(target: Path, written: set[str]) -> None:
    """Raise SaveError if a folder has an export with other tables than those to be written: they would be gone."""
    if lost := [name for name in _earlier_tables(target) if name not in written]:
        tables = f"the table {lost[0]}" if len(lost) == 1 else f"{len(lost)} other tables, such as {lost[0]},"
        raise SaveError(
            f"{target} holds {tables} of an earlier export, which would be lost; nothing was changed; use a new folder, "
            "name these tables as well, or delete the folder first"
        )


def _earlier_tables(target: Path) -> Iterator[str]:
    """Yield the tables of the export that is in a folder, but not those whose files somebody has removed."""
    present = {file.name for file in target.iterdir()} if target.is_dir() else set()
    resources = _read_descriptor(target / _DESCRIPTOR).get("resources")
    for resource in resources if isinstance(resources, list) else ():
        if isinstance(resource, dict) and isinstance(path := resource.get("path"), str) and path in present:
            names = resource.get(_TABLES, [resource.get("name")])
            yield from (name for name in names if isinstance(name, str)) if isinstance(names, list) else ()


def _problem(target: Path, format: SaveFormat) -> str | None:
    from fpdata.generate.descriptor import EXPORTED_BY

    if "\0" in str(target):
        return "contains a NUL, which no file name can"
    if target.is_symlink():
        return "is a symbolic link"
    if Path.cwd().is_relative_to(target):
        return "is the current folder, or one above it"
    if not target.exists():
        return None
    if not target.is_dir():
        return "is a file"
    present = {file.name for file in target.iterdir()}
    if not present:
        return None
    descriptor = _read_descriptor(target / _DESCRIPTOR)
    mark = descriptor.get(EXPORTED_BY)
    if not isinstance(mark, str) or not mark.startswith("fpdata export --to "):
        return f"holds {min(present)}, which 'fpdata export' did not write"
    if mark != f"fpdata export --to {format}":
        return f"holds an export in another format ({mark.removeprefix('fpdata export --to ')[:20]})"
    own = {_DESCRIPTOR}
    resources = descriptor.get("resources")
    for resource in resources if isinstance(resources, list) else ():
        name = resource.get("path") if isinstance(resource, dict) else None
        if isinstance(name, str) and name in present:
            if not _is_as_written(target / name, resource.get("hash")):
                return f"holds {name}, which was changed since it was exported"
            own.add(name)
    other = min(present - own, default=None)
    return other and f"holds {other}, which 'fpdata export' did not write"


def _read_descriptor(path: Path) -> dict[str, Any]:
    """Return a descriptor that any program may have written; empty if it is none."""
    with suppress(OSError, ValueError, RecursionError):
        if path.is_file() and not path.is_symlink():
            descriptor = parse_json(path.read_bytes())
            return descriptor if isinstance(descriptor, dict) else {}
    return {}


def _is_as_written(file: Path, hash: object) -> bool:
    from fpdata.generate.descriptor import content_hash

    return not file.is_symlink() and file.is_file() and content_hash(file.read_bytes()) == hash
