"""Find the records of a source that share an id, which then says nothing about any of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol, TypeVar

from fpdata.importers.core.draft import DraftRef
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.source import ImportBatch


class UpstreamRecord(Protocol):
    """A record with the id that upstream gives it."""

    @property
    def file(self) -> str:
        """The file it is in."""

    @property
    def id(self) -> str:
        """Its id, which should be unique in the source."""

    @property
    def ref(self) -> DraftRef:
        """The draft that it becomes."""

    @property
    def content(self) -> tuple[object, ...]:
        """What is equal in two copies of one record."""


Record = TypeVar("Record", bound=UpstreamRecord)


def split_by_id(records: Iterable[Record], batch: ImportBatch) -> tuple[list[Record], list[Record]]:
    """Return the records with an id of their own, then those that share one with a different record; report these.

    Of several copies of one record, the first is returned and the others are reported as duplicates.
    """
    by_id: dict[DraftRef, list[Record]] = defaultdict(list)
    for record in records:
        by_id[record.ref].append(record)
    own: list[Record] = []
    shared: list[Record] = []
    for found in by_id.values():
        if all(one.content == found[0].content for one in found):
            own.append(found[0])
            for copy in found[1:]:
                batch.report(FindingKind.DUPLICATE, copy.file, copy.id, "a copy of the record with this id")
            continue
        shared += found
        for record in found:
            others = ", ".join(dict.fromkeys(one.file for one in found if one is not record))
            message = f"another record has this id too (in {others}); its row, if there is one, is left unchanged"
            batch.report(FindingKind.AMBIGUOUS, record.file, record.id, message, record.ref)
    return own, shared
