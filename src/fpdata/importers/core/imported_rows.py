"""The rows that earlier imports of a source added: which draft each belongs to, and which are gone upstream."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator

from fpdata.importers.core.draft import Draft, DraftRef
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.source import ImportBatch, Scope
from fpdata.importers.core.store import Store
from fpdata.package.csv_writer import RowDict

#: Columns by which a record is recognized after upstream changed its id, in each table whose rows have locators.
_STABLE_COLUMNS = {
    "actors": ("name", "born"),
    "countries": ("name",),
    "documents": ("title", "date", "url"),
    "events": ("kind", "name", "date"),
    "offices": ("title", "country_id"),
    "outlets": ("name", "url"),
    "relationships": ("actor_id", "kind", "other_id"),
    "roles": ("actor_id", "office_id", "start"),
    "statements": ("speaker_id", "date", "summary"),
}


class ImportedRows:
    """The rows of a source in the data set by table and locator; `gone` has those without a draft in their batch."""

    def __init__(self, store: Store, source_id: str) -> None:
        self._store = store
        self._source_id = source_id
        self.gone: dict[DraftRef, RowDict] = {}
        self._taken: set[DraftRef] = set()
        self._gone_by_content: dict[tuple[str, tuple[str | None, ...]], list[DraftRef]] = {}

    def start(self, batch: ImportBatch) -> None:
        """Find the rows that the records of a batch should be about and are not."""
        in_batch = {draft.ref for draft in batch.drafts}
        in_batch |= {DraftRef(draft.table, other) for draft in batch.drafts for other in draft.also_at}
        left_out = {ref for finding in batch.findings for ref in finding.drafts}
        # If a whole file could not be read, nothing is known about the records in it.
        is_complete = not any(one.kind is FindingKind.MALFORMED and not one.record for one in batch.findings)
        self._gone_by_content = defaultdict(list)
        here = self._participants(left_out)
        for ref, row in self._in_scope(batch.scope) if is_complete else ():
            is_missing = ref not in in_batch and ref not in self._taken
            is_missing = is_missing and not (ref.table == "actors" and row["actor_id"] in here)
            if is_missing and not _depends_on(ref, left_out) and not _depends_on(ref, batch.left_out):
                self.gone[ref] = row
                self._gone_by_content[ref.table, _stable_cells(ref.table, row)].append(ref)

    def _participants(self, left_out: Iterable[DraftRef]) -> set[str | None]:
        """Return who took part in events that could not be read: a visitor is known only from the visits."""
        events = (row for ref in left_out if ref.table == "events" and (row := self.get(ref)))
        below = self._store.tables["participations"].below
        return {row["actor_id"] for event in events for row in below(event["event_id"] or "")}

    def _in_scope(self, scope: Scope | None) -> Iterator[tuple[DraftRef, RowDict]]:
        for table in _STABLE_COLUMNS:
            if scope is None:
                yield from _by_ref(table, self._store.imported_rows(table, self._source_id))
            elif table in scope.tables:
                for part in sorted(scope.parts):
                    yield from _by_ref(table, self._store.imported_from(table, self._source_id, part))

    def get(self, ref: DraftRef) -> RowDict | None:
        """Return the row that an import added for a draft."""
        if ref.table not in _STABLE_COLUMNS:
            return None
        return self._store.imported_at(ref.table, self._source_id, ref.locator)

    def take_gone(self, ref: DraftRef) -> RowDict | None:
        """Return the row at a locator if it is gone, which it then is no longer."""
        row = self.gone.pop(ref, None)
        if row is not None:
            self._taken.add(ref)
        return row

    def find_relocated(self, draft: Draft, cells: RowDict) -> DraftRef | None:
        """Return the former locator of a draft's record: that of the only gone row with the same stable cells."""
        candidates = self._gone_by_content.get((draft.table, _stable_cells(draft.table, cells)), [])
        return candidates[0] if len(candidates) == 1 else None


def _by_ref(table: str, rows: dict[str, RowDict]) -> Iterator[tuple[DraftRef, RowDict]]:
    return ((DraftRef(table, locator), row) for locator, row in rows.items())


def _depends_on(ref: DraftRef, left_out: Container[DraftRef]) -> bool:
    """Whether a record was left out, or is below one that was: the locator of a role may begin with its holder's."""
    if ref in left_out:
        return True
    parts = ref.locator.split("/")
    above = ("/".join(parts[:count]) for count in range(2, len(parts)))
    return any(DraftRef("actors", locator) in left_out for locator in above)


def _stable_cells(table: str, cells: RowDict) -> tuple[str | None, ...]:
    return tuple(cells.get(column) for column in _STABLE_COLUMNS[table])
