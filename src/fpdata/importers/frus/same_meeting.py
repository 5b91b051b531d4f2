"""Join the meetings of all volumes: on disk until all are known, since two volumes may print documents of one meeting."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterator, MutableSet
from itertools import groupby
from operator import itemgetter
from typing import Self

from fpdata.importers.core.draft import DraftRef
from fpdata.importers.core.row_table import temporary_database
from fpdata.importers.frus.meetings import Meeting, locator_of

#: Meetings are written once and read once, in order.
_CACHE_KIB = 2 << 10
#: `first` is the number of the first of the meetings that are the same.
_TABLES = """
create table meetings (number integer primary key, first integer, content blob);
create index meetings_first on meetings (first, number);
create table keys (key text primary key, number integer) without rowid;
create table refs ("table" text, locator text, primary key ("table", locator)) without rowid;
"""


class MeetingStore:
    """The meetings that documents record."""

    def __init__(self) -> None:
        self._database = temporary_database(_CACHE_KIB)
        self._database.executescript(_TABLES)
        self._count = 0
        self.refs: MutableSet[DraftRef] = _RefsOnDisk(self._database)
        """What the meetings become, and those that are left out."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._database.close()

    def add(self, meeting: Meeting) -> None:
        """Add the meeting that one document records."""
        number, self._count = self._count, self._count + 1
        self._database.execute("insert into meetings values (?, ?, ?)", (number, number, pickle.dumps(meeting)))
        for locator in meeting.locators:
            self.refs.add(DraftRef("events", locator))
        for parts in meeting.keys:
            key = "\0".join((meeting.kind, *parts))
            self._database.execute("insert or ignore into keys values (?, ?)", (key, number))
            ((other,),) = self._database.execute("select number from keys where key = ?", (key,))
            first, second = sorted((self._first(other), self._first(number)))
            if first != second:
                self._database.execute("update meetings set first = ? where first = ?", (first, second))

    def leave_out(self, document: DraftRef) -> None:
        """Note that it is not known whether a document still records a meeting."""
        self.refs.add(DraftRef("events", locator_of(document)))

    def _first(self, number: int) -> int:
        """Return the number of the first document's meeting among those that are the same as one."""
        ((first,),) = self._database.execute("select first from meetings where number = ?", (number,))
        return int(first)

    def joined(self) -> Iterator[Meeting]:
        """Yield one meeting for all that share a key, in order of the first document."""
        found = self._database.execute("select first, content from meetings order by first, number")
        for _, same in groupby(found, key=itemgetter(0)):
            whole, *others = (_unpickled(content) for _, content in same)
            for other in others:
                whole.add(other)
            yield whole


def _unpickled(content: bytes) -> Meeting:
    meeting: Meeting = pickle.loads(content)  # noqa: S301 - a MeetingStore wrote it
    return meeting


class _RefsOnDisk(MutableSet[DraftRef]):
    """A set of references in a database."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def __contains__(self, ref: object) -> bool:
        sql = 'select 1 from refs where "table" = ? and locator = ?'
        found = isinstance(ref, DraftRef) and self._database.execute(sql, (ref.table, ref.locator)).fetchone()
        return bool(found)

    def __iter__(self) -> Iterator[DraftRef]:
        return (DraftRef(*cells) for cells in self._database.execute('select "table", locator from refs'))

    def __len__(self) -> int:
        ((count,),) = self._database.execute("select count(*) from refs")
        return int(count)

    def add(self, value: DraftRef) -> None:
        """Add a reference."""
        self._database.execute("insert or ignore into refs values (?, ?)", (value.table, value.locator))

    def discard(self, value: DraftRef) -> None:
        """Remove a reference, if it is there."""
        self._database.execute('delete from refs where "table" = ? and locator = ?', (value.table, value.locator))
