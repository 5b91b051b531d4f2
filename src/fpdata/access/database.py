"""The SQLite database of the data: that of the last build, or one in the user's cache folder."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from fpdata.access.locate import data_folder, parquet_file, tables
from fpdata.package.cache_folder import kept_folder, state_key
from fpdata.package.files import replace_file
from fpdata.package.system_errors import not_written

#: The name of the file; programs that open it call the database after it.
DATABASE = "fpdata.sqlite"
#: Marks a file as one of this program, where SQLite keeps that: "fpdt".
APPLICATION_ID = b"fpdt"
_ID_AT = 68


class DatabaseError(Exception):
    """A database was not written; the message says why."""


def write_database(file: Path, path: Path | str | None) -> None:
    """Write the SQLite database that `fpdata export --to sqlite` writes; it replaces `file` once it is complete.

    `path` is that of `load`. Raises as `load` does, and DatabaseError if the file cannot be written, or is there and was not
    written by this program.
    """
    from fpdata.access.formats.exported_table import describe_data_set, read_tables
    from fpdata.access.formats.sqlite import write_sqlite

    if not _may_be_replaced(file):
        raise DatabaseError(f"{file} was not written by fpdata; nothing was changed; move it to another place")
    exported = read_tables((), path)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with replace_file(file) as fresh:
            write_sqlite(exported, fresh, describe_data_set(exported))
    except (OSError, sqlite3.OperationalError) as error:  # such as a full disk
        raise DatabaseError(not_written(file, error, "it was left as it was")) from error


def _may_be_replaced(file: Path) -> bool:
    """Whether there is no file, or a database that this program wrote."""
    if not file.is_symlink() and not file.exists():
        return True
    if file.is_symlink() or not file.is_file():
        return False
    with file.open("rb") as content:
        return content.read(_ID_AT + 4)[_ID_AT:] == APPLICATION_ID


def find_database(path: Path | str | None) -> Path | None:
    """Return the SQLite database of an export, if one is there: that of its build, or one that was made before."""
    folder = data_folder() if path is None else Path(path)
    built = folder.parent / DATABASE
    kept = _place(path)
    return built if _is_of(built, folder / "datapackage.json") else kept if kept.is_file() else None


def make_database(path: Path | str | None) -> Path:
    """Make the SQLite database of an export, in the user's cache folder, and return it. Raises as `write_database`."""
    file = _place(path)
    for old in file.parent.parent.iterdir():
        shutil.rmtree(old, ignore_errors=True)
    write_database(file, path)
    return file


def _is_of(file: Path, descriptor: Path) -> bool:
    """Whether a database was written after an export, with as many rows of each table."""
    with suppress(OSError, ValueError, LookupError, TypeError, sqlite3.Error):
        if file.stat().st_mtime_ns < descriptor.stat().st_mtime_ns:
            return False
        about = json.loads(descriptor.read_bytes())
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
            rows = dict(database.execute('select "table", rows from tables'))
            version = database.execute("select text from about where item = 'version'").fetchone()
        return version == (about["version"],) and rows == {r["name"]: r["rows"] for r in about["resources"]}
    return False


def _place(path: Path | str | None) -> Path:
    """Return where the database of the tables as they are now is kept: its folder is named after their state."""
    key = state_key(parquet_file(name, path) for name in tables())
    folder = data_folder() if path is None else Path(path)
    return kept_folder("database", str(folder.resolve())) / key / DATABASE
