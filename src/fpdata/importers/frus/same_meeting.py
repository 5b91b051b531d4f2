"""Join the meetings of all volumes: on disk until all are known, since two volumes may print documents of one meeting."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from hashlib import blake2b
from typing import Self

from fpdata.importers.core.draft import DraftRef
from fpdata.importers.frus.meetings import Meeting, locator_of


class MeetingStore:
    """The meetings that documents record. What is in memory of each is where it is on disk and a digest of its keys."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed on leaving the context
        self._offsets: list[int] = []
        self._joined_to: list[int] = []
        """For each meeting the number of an earlier one that is the same; its own if there is none."""
        self._by_key: dict[int, int] = {}
        self.refs: set[DraftRef] = set()
        """What the meetings become, and those that are left out."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._file.close()

    def add(self, meeting: Meeting) -> None:
        """Add the meeting that one document records."""
        number = len(self._offsets)
        self._offsets.append(self._file.tell())
        self._joined_to.append(number)
        self.refs |= {DraftRef("events", locator) for locator in meeting.locators}
        pickle.dump(meeting, self._file)
        for key in meeting.keys:
            digest = blake2b("\0".join((meeting.kind, *key)).encode(), digest_size=8).digest()
            other = self._first(self._by_key.setdefault(int.from_bytes(digest), number))
            first, second = sorted((other, self._first(number)))
            self._joined_to[second] = first

    def leave_out(self, document: DraftRef) -> None:
        """Note that it is not known whether a document still records a meeting."""
        self.refs.add(DraftRef("events", locator_of(document)))

    def _first(self, number: int) -> int:
        """Return the number of the first document's meeting among those that are the same as one."""
        while (other := self._joined_to[number]) != number:
            self._joined_to[number] = number = self._joined_to[other]
        return number

    def joined(self) -> Iterator[Meeting]:
        """Yield one meeting for all that share a key, in order of the first document."""
        groups: dict[int, list[int]] = {}
        for number in range(len(self._offsets)):
            groups.setdefault(self._first(number), []).append(number)
        for numbers in groups.values():
            whole = self._read(numbers[0])
            for number in numbers[1:]:
                whole.add(self._read(number))
            yield whole

    def _read(self, number: int) -> Meeting:
        self._file.seek(self._offsets[number])
        meeting: Meeting = pickle.load(self._file)  # noqa: S301 - this object wrote it
        return meeting
