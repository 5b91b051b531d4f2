"""The lookup database of an export: a file for each table, made when it is first asked for and after each change.

A look-up thus needs neither Arrow nor the models, whose imports take longer than the look-up itself. The files are in
the user's cache folder, those of each export in a folder of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, cached_property, partial
from hashlib import blake2b
from pathlib import Path
from threading import local
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from fpdata.access import locate
from fpdata.access.locate import parquet_file, read_exported
from fpdata.access.lookup_file import Fill, LookupFile
from fpdata.access.lookup_table import LookupTable, fill_lookup_table
from fpdata.package.cache_folder import code_stamp, kept_folder

if TYPE_CHECKING:
    import pyarrow as pa

Content = TypeVar("Content")

_FOLDER = "lookup"
#: So many files are open at once.
_MOST_HELD = 64


class LookupSource(Protocol):
    """Where the tables of a lookup database come from."""

    def state(self, table: str) -> str:
        """Return what changes whenever the table does."""

    def read(self, table: str) -> pa.Table:
        """Return the table as Arrow."""

    def folder(self) -> Path:
        """Return the folder of the database's files."""


class _ExportSource:
    """The tables of an export, or of a package as it is now; `path` is that of `load`."""

    def __init__(self, path: Path | str | None) -> None:
        self._path = path

    def state(self, table: str) -> str:
        """Return the place of the table's file with its size and time; raises as `parquet_file` does."""
        file = parquet_file(table, self._path)
        status = file.stat()
        return f"{file.absolute()} {status.st_mtime_ns} {status.st_size} {status.st_ino}"

    def read(self, table: str) -> pa.Table:
        """Return the table as Arrow; raises as `read_exported` does."""
        return read_exported(table, self._path)

    def folder(self) -> Path:
        """Return the folder of this export in the cache."""
        return kept_folder(_FOLDER, self._name)

    @cached_property
    def _name(self) -> str:
        return str((locate.data_folder() if self._path is None else Path(self._path)).resolve())


class _Held(local):
    """What this thread has read from files: SQLite's connections are not shared."""

    def __init__(self) -> None:
        self.contents: dict[Path, Any] = {}


_held = _Held()


class LookupDatabase:
    """The tables of one source by name, in the state in which each is first asked for."""

    def __init__(self, source: LookupSource) -> None:
        self._source = source
        self._tables: dict[str, LookupTable] = {}

    def __getitem__(self, name: str) -> LookupTable:
        """Return a table or view; raises as `read_exported` does."""
        if name not in self._tables:
            self._tables[name] = self.read(name, [name], partial(self._prepare, name), partial(LookupTable, name))
        return self._tables[name]

    def read(
        self, name: str, tables: Iterable[str], prepare: Callable[[], Fill], read: Callable[[LookupFile], Content]
    ) -> Content:
        """Return what `read` makes of the file `name`, which depends on some tables.

        If no file matches their state, one is made and filled with what `prepare` returns.
        """
        hash = blake2b(_code().encode(), digest_size=12)
        for table in tables:
            hash.update(f"\n{table} {self._source.state(table)}".encode("utf-8", "surrogateescape"))
        path = self._folder / f"{name}-{hash.hexdigest()}.sqlite"
        held = _held.contents
        if path not in held:
            if len(held) >= _MOST_HELD:
                del held[next(iter(held))]
            held[path] = read(LookupFile(path, prepare))
        content: Content = held[path]
        return content

    @cached_property
    def _folder(self) -> Path:
        return self._source.folder()

    def _prepare(self, name: str) -> Fill:
        from fpdata.model.tables import TABLES
        from fpdata.model.views import VIEWS

        return partial(fill_lookup_table, content=self._source.read(name), described=(TABLES | VIEWS)[name])


def lookup_database(path: Path | str | None) -> LookupDatabase:
    """Return the lookup database of an export, or of a package as it is now; `path` is that of `load`."""
    return LookupDatabase(_ExportSource(path))


def release_files() -> None:
    """Close what this thread has open; it is opened again when it is asked for."""
    _held.contents.clear()


@cache
def _code() -> str:
    """What the files depend on besides the tables."""
    return code_stamp("access", "model")
