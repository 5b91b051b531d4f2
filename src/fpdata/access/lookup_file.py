"""SQLite files in the user's cache, each written once and then only read.

A file that is damaged, or that anything has written to since, is made again: its time of modification is noted within
it. Files are written beside their place and renamed, so processes that make the same file do not disturb each other.
"""

from __future__ import annotations

import os
import sqlite3
import time
import weakref
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from fpdata.package.files import replace_file

#: What creates and fills the tables of a file.
Fill = Callable[[sqlite3.Connection], None]

#: How SQLite says that a file is damaged; the text of an error can have bytes of it, which are no text.
_DAMAGED = (sqlite3.DatabaseError, UnicodeDecodeError)
#: Some file systems keep times of modification to two seconds.
_RESOLUTION = 2 * 10**9
#: Long texts are read page by page, each of which takes a call to the system.
_PAGE_BYTES = 1 << 14
#: What takes longer, in seconds, is announced.
_NOTICEABLE = 0.5


class LookupFile:
    """A file that is made when it is first read; in memory if it cannot be written."""

    def __init__(self, path: Path, prepare: Callable[[], Fill]) -> None:
        """Open the file at `path`, whose name is a prefix, a dash and the state of what it is made of."""
        self._path = path
        self._prepare = prepare
        self._hold(_open(path) or self._make())

    def fetch(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        try:
            return self._database.execute(sql, values).fetchall()
        except _DAMAGED:  # in a part that nobody has looked at before
            self._hold(self._make())
            return self._database.execute(sql, values).fetchall()

    def _hold(self, database: sqlite3.Connection) -> None:
        self._database = database
        weakref.finalize(self, database.close)

    def _make(self) -> sqlite3.Connection:
        _Preparation.note()
        fill = self._prepare()
        with suppress(OSError):
            _write(self._path, fill)
            for old in self._path.parent.glob(f"{self._path.name.rpartition('-')[0]}-*"):
                if old != self._path:
                    old.unlink(missing_ok=True)
        if (database := _open(self._path)) is None:
            database = sqlite3.connect(":memory:", check_same_thread=False)
            fill(database)
        return database


class _Preparation:
    """Since when files are made in this process, and who says so."""

    announce: Callable[[], None] | None = None
    begun: float | None = None

    @classmethod
    def note(cls) -> None:
        now = time.monotonic()
        if cls.begun is None:
            cls.begun = now
        elif cls.announce and now - cls.begun > _NOTICEABLE:
            cls.announce()
            cls.announce = None


def announce_preparation(announce: Callable[[], None]) -> None:
    """Call a function once, from now on, when files are made for longer than one notices."""
    _Preparation.announce, _Preparation.begun = announce, None


def _open(path: Path) -> sqlite3.Connection | None:
    """Return a connection to a file; None if there is none that is as it was written."""
    with suppress(OSError, *_DAMAGED):
        changed = path.stat().st_mtime_ns
        database = _connect(path, "immutable=1")
        with suppress(*_DAMAGED):
            if database.execute("select at from made").fetchone() == (changed,):
                return database
        database.close()
    return None


def _write(path: Path, fill: Fill) -> None:
    """Write a file; a new one replaces it as a whole. Raises OSError if it cannot be written."""
    made = time.time_ns() // _RESOLUTION * _RESOLUTION
    path.parent.mkdir(parents=True, exist_ok=True)
    with replace_file(path) as temporary:
        try:
            with closing(_connect(temporary, "nolock=1")) as database:
                database.execute(f"pragma page_size = {_PAGE_BYTES}")
                # What is interrupted is deleted, and nobody else sees it.
                database.execute("pragma journal_mode = off")
                database.execute("pragma synchronous = off")
                database.execute("begin")
                database.execute("create table made (at integer)")
                database.execute("insert into made values (?)", (made,))
                fill(database)
                database.commit()
        except sqlite3.OperationalError as error:  # such as a full disk
            raise OSError(f"{path} cannot be written: {error}") from error
        os.utime(temporary, ns=(made, made))


def _connect(path: Path, parameters: str) -> sqlite3.Connection:
    """Return a connection to an existing file, which is never locked: who writes it has it alone, then nobody does."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?{parameters}", uri=True, check_same_thread=False)
