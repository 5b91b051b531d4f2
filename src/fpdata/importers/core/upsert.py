"""Upsert drafts: find the row a draft belongs to, then add, update or leave it.

A row belongs to an import if it names the source's document and the locator of an upstream record. Such a row
follows upstream; all other rows are left unchanged. A row keeps its id whatever happens upstream.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta
from functools import cached_property

from fpdata.checks.rows.validate import validate_cells
from fpdata.checks.same_record import why_other_document, why_other_event, why_other_person, why_other_role
from fpdata.importers.core.corrections import Corrections
from fpdata.importers.core.draft import Draft, DraftRef
from fpdata.importers.core.findings import Finding, FindingKind, Summary
from fpdata.importers.core.imported_rows import ImportedRows
from fpdata.importers.core.resolve import Resolver, UnresolvedError
from fpdata.importers.core.source import Scope
from fpdata.importers.core.store import Key, Store, is_imported
from fpdata.model.edtf import Edtf
from fpdata.model.offices import ONLY_NAMED
from fpdata.model.slugs import slug
from fpdata.model.table import record_key
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict

#: A role entered by hand is the same as an upstream one in the same office if their starts are this close.
_START_TOLERANCE = timedelta(days=45)


class Upserter:
    """Adds and updates the rows of one source; `summary` counts and reports what it did."""

    def __init__(self, store: Store, source_id: str, resolver: Resolver) -> None:
        self.store = store
        self.resolver = resolver
        self.source_id = source_id
        self.scope: Scope | None = None
        self.summary = Summary(source_id)
        self.unresolved: Counter[tuple[str, str]] = Counter()
        self.corrections = Corrections(store)
        self.imported = ImportedRows(store, source_id)
        self.changed: dict[tuple[str, Key], tuple[DraftRef, RowDict | None]] = {}
        """Table and key of each row that was added or changed: the draft, and the row before, None if there was none."""
        self.rejected: set[DraftRef] = set()
        """The drafts that were skipped because of an error."""
        self._roles_by_hand: dict[tuple[str | None, str | None], list[RowDict]] = defaultdict(list)
        for row in store.rows("roles"):
            if not is_imported(row) and row["office_id"]:
                self._roles_by_hand[row["actor_id"], row["office_id"]].append(row)

    def upsert(self, draft: Draft, existing: RowDict | None = None) -> str | None:
        """Add or update the row of a draft; return its id, or None if the draft was skipped.

        `existing` is its row if the caller knows; otherwise it is looked up.
        """
        try:
            cells = self.resolver.cells(draft)
            self.document_of(draft)
            row = existing or self._row_of(draft)
            id_by_hand = None if row else self._find_by_hand(draft, cells)
            row = row or self._find_relocated(draft, cells)
            id = id_by_hand or _id_of(draft.table, row) or self.free_id(draft)
        except UnresolvedError as error:
            self.skip_unresolved(draft, error)
            self.resolver.ids[draft.ref] = None
            return None
        corrected = cells if id_by_hand else self.corrections.apply(draft, id, cells)
        upserted: str | None = id
        if reason := self._why_other_record(draft, row, cells, corrected):
            self.skip(draft.ref, FindingKind.INVALID, f"upstream {reason}; {id} is left unchanged")
            upserted = None
        elif id_by_hand:
            self.skip(draft.ref, FindingKind.BY_HAND, f"{id_by_hand} was entered by hand and is left unchanged")
        elif not self._put_draft(draft, id, corrected, row):
            upserted = _id_of(draft.table, row)
        self.resolver.ids[draft.ref] = upserted
        return upserted

    def _row_of(self, draft: Draft) -> RowDict | None:
        """Return the row that an earlier import added for a draft."""
        refs = (draft.ref, *(DraftRef(draft.table, locator) for locator in draft.also_at))
        found = next((row for ref in refs if (row := self.imported.get(ref))), None)
        if found is None and draft.document:
            for citation in self._citations("document_id", self.resolver.id(draft.document), draft.table):
                row = self.store.get(draft.table, citation["record_id"] or "")
                found = row if row and self.owns(row) else None
        return found

    def _citations(self, column: str, value: str, table: str) -> Iterator[RowDict]:
        """Yield the citations in which imported documents of this source support whole records of a table."""
        for row in self.store.tables["citations"].where(column, value):
            if supports_whole(row, table) and self._is_of_source(row["document_id"]):
                yield row

    def _is_of_source(self, document_id: str | None) -> bool:
        document = self.store.get("documents", document_id or "")
        return document is not None and is_imported(document) and document["source_id"] == self.source_id

    def _is_told_elsewhere(self, table: str, id: str) -> bool:
        """Whether documents in parts of the source that the batch is not about support a record, too."""
        if self.scope is None:
            return False
        documents = {row["document_id"] or "" for row in self._citations("record_id", id, table)}
        locators = (self.store.tables["documents"][document,]["source_locator"] or "" for document in documents)
        return any(locator.split("/")[1] not in self.scope.parts for locator in locators)

    def _why_other_record(self, draft: Draft, before: RowDict | None, cells: RowDict, corrected: RowDict) -> str | None:
        """Return why a draft is not the record of the row `before`; None if it may be."""
        if before is None:
            return None
        match draft.table:
            case "actors":
                return why_other_person(before, corrected)
            case "documents":
                return why_other_document(before, corrected)
            case "events" if cells["date"] == corrected["date"]:
                return why_other_event(before, corrected)
            case "roles":
                return why_other_role(before, corrected)
        return None

    def _put_draft(self, draft: Draft, id: str, cells: RowDict, before: RowDict | None) -> bool:
        if before and draft.table == "actors":
            cells = {column: value for column, value in cells.items() if (id, column) not in self._cited_elsewhere}
        if before and draft.document and self._is_told_elsewhere(draft.table, id):
            cells = {column: before[column] for column in cells}
        origin: RowDict = {TABLES[draft.table].key[0]: id, "source_id": self.document_of(draft)}
        origin["source_locator"] = draft.locator
        if before and draft.document:  # it stays with the document that it was first found in
            origin |= {column: before[column] for column in ("source_id", "source_locator")}
        row = (before or dict.fromkeys(TABLES[draft.table].names)) | cells | origin
        return self.put(draft.ref, row, before)

    def document_of(self, draft: Draft) -> str:
        """Return the id of the document that says so: the source as a whole if there is none, or people entered it."""
        id = self.resolver.id(draft.document) if draft.document else self.source_id
        row = self.store.get("documents", id)
        return id if row and is_imported(row) else self.source_id

    def put(self, ref: DraftRef, row: RowDict, before: RowDict | None) -> bool:
        """Add a row, or replace the row `before`, and count it. Return False if the row is invalid and was skipped."""
        table = TABLES[ref.table]
        if row == before:
            self.summary.counts[ref.table, "unchanged"] += 1
            return True
        result = validate_cells(table, "", 0, [row[name] or "" for name in table.names])
        if isinstance(result, list):
            self.skip(ref, FindingKind.INVALID, "; ".join(f"{issue.field}: {issue.message}" for issue in result))
            return False
        for column in table.references:
            target = row[column.name]
            if target and self.store.get(column.target_table, target) is None and target != row[table.key[0]]:
                self.skip(ref, FindingKind.INVALID, f"{column.name}: {target!r} is not in {column.target_table}.csv")
                return False
        self.store.put(ref.table, row)
        self.changed.setdefault((ref.table, record_key(table, row)), (ref, before))
        self.summary.counts[ref.table, "changed" if before else "added"] += 1
        return True

    def put_keyed(self, ref: DraftRef, cells: RowDict, document_id: str | None = None) -> None:
        """Add or update the row with the key in `cells`. A row of another source is left unchanged.

        `document_id` is the document that says so, if not the source as a whole.
        """
        table = TABLES[ref.table]
        row = dict.fromkeys(table.names) | cells
        if ref.table == "judgements":  # whichever of the two the source names first
            row["left_id"], row["right_id"] = sorted((row["left_id"] or "", row["right_id"] or ""))
        if "source_id" in table.names:
            row["source_id"] = document_id or self.source_id
        before = self.store.get(ref.table, *record_key(table, row))
        if before and before.get("source_id") != row.get("source_id"):
            self.summary.counts[ref.table, "unchanged"] += 1
            return
        self.put(ref, (before or {}) | row, before)

    def leave_alone(self, ref: DraftRef) -> None:
        """Leave the row of a draft as it is, if there is one."""
        row = self.imported.get(ref)
        self.resolver.ids[ref] = _id_of(ref.table, row)
        self.summary.counts[ref.table, "unchanged" if row else "skipped"] += 1

    def skip(self, ref: DraftRef, kind: FindingKind, message: str) -> None:
        """Report why a draft is skipped, and count it."""
        if kind.is_error:
            self.rejected.add(ref)
        self.summary.findings.append(Finding.at(ref.locator, kind, message))
        self.summary.counts[ref.table, "skipped"] += 1

    def skip_unresolved(self, draft: Draft, error: UnresolvedError) -> None:
        """Report why a draft is skipped; one of which that was to be expected is counted by its part of the source."""
        if draft.if_resolved:
            self.unresolved[draft.locator.split("/")[1], draft.if_resolved] += 1
        else:
            self.skip(draft.ref, FindingKind.INVALID, str(error))

    def free_id(self, draft: Draft) -> str:
        """Return the first of a draft's id candidates that is free; else the first one, numbered.

        In place of a retired candidate, the id to which it redirects is taken, which is free until its record is imported.

        Raises UnresolvedError.
        """
        candidates = [self.resolver.candidate(candidate) for candidate in draft.id_candidates]
        for candidate in candidates:
            current = self._current_id(draft.table, candidate)
            if current and not self._is_used(draft.table, current):
                return current
        number = 2
        while self._is_used(draft.table, id := slug(candidates[0], str(number))):
            number += 1
        return id

    def _current_id(self, table: str, id: str | None) -> str | None:
        """Return the id that a retired one leads to; None if it was withdrawn."""
        seen: set[str] = set()
        while id and id not in seen and (redirect := self.store.get("redirects", table, id)) is not None:
            seen.add(id)
            id = redirect["new_id"]
        return id

    def _is_used(self, table: str, id: str) -> bool:
        return self.store.get(table, id) is not None or self.store.get("redirects", table, id) is not None

    @cached_property
    def _cited_elsewhere(self) -> set[tuple[str | None, str | None]]:
        """Actor and column of each cell that a citation of another source supports: it may be more exact there."""
        return {
            (row["record_id"], row["field"])
            for row in self.store.rows("citations")
            if row["table"] == "actors" and row["stance"] == "supports" and row["document_id"] != self.source_id
        }

    def _find_by_hand(self, draft: Draft, cells: RowDict) -> str | None:
        """Return the id of the row, entered by hand or by another import, that is the draft's record."""
        if draft.reuse_existing:
            id = self.resolver.candidate(draft.id_candidates[0])
            row = self.store.get(draft.table, id)
            return id if row is not None and not self.owns(row) else None
        if draft.table == "documents" and cells.get("url"):
            return self._documents_by_hand.get(cells["url"])
        if draft.table == "events":
            return self._event_merged_into(draft, cells)
        if draft.table == "roles":
            for row in self._roles_by_hand[cells["actor_id"], cells["office_id"]]:
                if _start_together(row["start"], cells.get("start")) and _hold_alike(row["basis"], cells["basis"]):
                    return row["role_id"]
            if cells["basis"] == "designated":
                return self._role_entered(cells)
        return None

    def _event_merged_into(self, draft: Draft, cells: RowDict) -> str | None:
        """Return the event of another source, into which somebody merged that of a page: the page is cited there."""
        page = self.imported.get(DraftRef("documents", draft.locator))
        for citation in self._citations("document_id", page["document_id"] or "", "events") if page else ():
            row = self.store.get("events", citation["record_id"] or "")
            if row and not self.owns(row) and (row["kind"], row["date"]) == (cells["kind"], cells["date"]):
                return row["event_id"]
        return None

    @cached_property
    def _documents_by_hand(self) -> dict[str | None, str | None]:
        """The documents that people entered, by address."""
        return {row["url"]: row["document_id"] for row in self.store.rows("documents") if not is_imported(row)}

    def _role_entered(self, cells: RowDict) -> str | None:
        """Return the role in which somebody who was named to an office holds it by another source."""
        for row in self._roles_by_holder[cells["actor_id"], cells["office_id"]]:
            is_there = row["basis"] == "designated" and row["start"]  # at the post before the credentials
            if (is_there or row["basis"] not in ONLY_NAMED) and not self.owns(row):
                return row["role_id"]
        return None

    @cached_property
    def _roles_by_holder(self) -> dict[tuple[str | None, str | None], list[RowDict]]:
        roles: dict[tuple[str | None, str | None], list[RowDict]] = defaultdict(list)
        for row in self.store.rows("roles"):
            if row["office_id"]:
                roles[row["actor_id"], row["office_id"]].append(row)
        return roles

    def owns(self, row: RowDict) -> bool:
        """Whether an import of this source added a row."""
        return is_imported(row) and self.store.is_from(row, self.source_id)

    def _find_relocated(self, draft: Draft, cells: RowDict) -> RowDict | None:
        ref = self.imported.find_relocated(draft, cells)
        return self.reclaim(draft, ref) if ref else None

    def reclaim(self, draft: Draft, former: DraftRef) -> RowDict | None:
        """Return the row of a record that upstream moved from `former` to the draft's locator, and report it.

        None if the record is still at `former`, or the row has been reclaimed already.
        """
        row = self.imported.take_gone(former)
        if row is not None:
            message = f"it was {former.locator} upstream; the row keeps its id"
            self.summary.findings.append(Finding.at(draft.locator, FindingKind.RENAMED, message))
        return row

    def report_gone(self) -> None:
        """Report the rows whose records are no longer upstream."""
        for ref, row in self.imported.gone.items():
            message = f"{_id_of(ref.table, row)} in {ref.table}.csv is left unchanged"
            self.summary.findings.append(Finding.at(ref.locator, FindingKind.GONE, message))
            self.summary.counts[ref.table, "gone upstream"] += 1


def supports_whole(citation: RowDict, table: str) -> bool:
    """Whether a citation supports a whole record of a table."""
    return citation["table"] == table and citation["stance"] == "supports" and not citation["field"]


def _id_of(table: str, row: RowDict | None) -> str | None:
    return row[TABLES[table].key[0]] if row else None


def _hold_alike(one: str | None, other: str | None) -> bool:
    """Whether both roles are acting, both were never served, or neither: somebody may act in an office, then be appointed."""
    return one == other or not {one, other} & {"acting", "nominated-not-served"}


def _start_together(one: str | None, other: str | None) -> bool:
    """Whether two starts may be within the tolerance of each other, or are both unknown."""
    if one is None or other is None:
        return one is other
    first, second = Edtf(one), Edtf(other)
    if not (first.earliest and first.latest and second.earliest and second.latest):
        return False
    return first.earliest - _START_TOLERANCE <= second.latest and second.earliest - _START_TOLERANCE <= first.latest
