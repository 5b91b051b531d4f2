"""Import a source: upsert the drafts of a batch into a package. Importing the same batch again changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from fpdata.importers.core.apply_judgements import apply_judgements
from fpdata.importers.core.contradictions import Contradictions
from fpdata.importers.core.draft import Cell, Draft
from fpdata.importers.core.findings import Finding, FindingKind, Summary
from fpdata.importers.core.left_alone import drafts_left_alone
from fpdata.importers.core.person_index import PersonIndex
from fpdata.importers.core.persons import PersonUpserter
from fpdata.importers.core.resolve import Resolver, UnresolvedError
from fpdata.importers.core.source import ImportBatch, SourceError
from fpdata.importers.core.source_document import date_document, ensure_document, find_outdated, newest_accepted
from fpdata.importers.core.store import Key, Store, is_imported
from fpdata.importers.core.suspicious import find_repeated, keep_emptied
from fpdata.importers.core.upsert import Upserter, supports_whole
from fpdata.model.table import record_id, record_key
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict
from fpdata.package.locate import find_package
from fpdata.package.transaction import write_lock

#: Tables whose rows belong to a record of another table, and come and go with what upstream says of it.
_DEPENDENTS = {"participations": "events", "contributions": "documents"}

#: A batch, or a function that makes it from what the package has, for a source whose records are matched with others.
Batch = ImportBatch | Callable[[Store], ImportBatch]


def run_import(root: Path | str, batch: Batch) -> Summary:
    """Import a batch into the package at `root`, write the tables that changed, all or none, and return the summary.

    Raises PackageError if `root` contains no package, SourceError if one of its files cannot be parsed,
    TransactionError while another command is writing, OSError if the files cannot be written.
    """
    return run_imports(root, [batch])


def run_imports(root: Path | str, batches: Iterable[Batch], progress: Callable[[], object] = int) -> Summary:
    """Import the batches of one source as `run_import` does, one after the other; `progress` is called after each.

    Only one batch is in memory at a time.
    """
    root = find_package(root).root
    with write_lock(root):
        store = Store(root)
        merges = apply_judgements(store)
        run: _ImportRun | None = None
        for each in batches:
            batch = each(store) if callable(each) else each
            run = run or _ImportRun(store, batch)
            run.add(batch)
            progress()
        if run is None:
            raise SourceError("the source has no records")
        summary = run.finish()
        summary.findings += merges
        summary.sort_findings()
        summary.files = store.write()
    return summary


class _ImportRun:
    """One import of the batches of a source into the tables of a store."""

    def __init__(self, store: Store, first: ImportBatch) -> None:
        self._store = store
        self._index = PersonIndex(store)
        self._resolver = Resolver(store, self._index)
        document_id, self._is_new_document = ensure_document(store, first)
        self._upserter = Upserter(store, document_id, self._resolver)
        self._batch = first

    def add(self, batch: ImportBatch) -> None:
        """Upsert the drafts of a batch."""
        self._batch = batch
        self._dependents: dict[str, set[Key]] = {table: set() for table in _DEPENDENTS}
        self._owners: dict[str, set[str]] = {table: set() for table in _DEPENDENTS.values()}
        self._unclear: set[tuple[str, str | None, Cell]] = set()
        self._upserter.scope = batch.scope
        self._upserter.imported.start(batch)
        self._drafts, emptied = keep_emptied(batch.drafts, self._upserter.imported)
        self._repeated, repeated = find_repeated(self._drafts)
        self._upserter.summary.findings += (*batch.findings, *emptied, *repeated)
        persons = list({draft.ref: draft.person for draft in self._drafts if draft.person}.values())
        self._persons = PersonUpserter(self._upserter, self._index, persons)
        left_alone = drafts_left_alone(batch, self._upserter.imported)
        left_alone |= {ref for ref in batch.incomplete if self._upserter.imported.get(ref)}
        for draft in self._drafts:
            if draft.ref in self._repeated or (draft.ref in left_alone and draft.table == "events"):
                self._upserter.leave_alone(draft.ref)
            elif draft.person:
                self._persons.upsert(draft, draft.person)
            elif self._is_dependency_skipped(draft):
                continue
            elif draft.id_candidates:
                id = self._upserter.upsert(draft)
                if id and draft.table in self._owners and draft.ref not in batch.incomplete:
                    self._owners[draft.table].add(id)
            else:
                self._upsert_keyed(draft)
        self._remove_former_dependents()
        if batch.scope:
            self._resolver.forget(self._upserter.imported.get)

    def finish(self) -> Summary:
        """Return the summary of all batches, without what contradicts the life of somebody."""
        Contradictions(self._upserter).take_back()
        self._upserter.report_gone()
        summary = self._upserter.summary
        for (file, what), count in self._upserter.unresolved.items():
            summary.findings.append(Finding(FindingKind.UNRESOLVED, file, "", f"{count:,} × {what}"))
        summary.findings += self._upserter.corrections.findings
        newest = newest_accepted(self._batch, self._upserter.rejected)
        if self._is_new_document and newest != self._batch.newest:
            date_document(self._store, self._upserter.source_id, newest)
        summary.findings += find_outdated(self._store, newest, self._upserter.source_id)
        return summary

    def _is_dependency_skipped(self, draft: Draft) -> bool:
        if draft.depends_on is None:
            return False
        return draft.depends_on in self._repeated or self._resolver.id_of(draft.depends_on) is None

    def _upsert_keyed(self, draft: Draft) -> None:
        """Upsert a draft whose cells contain its key."""
        try:
            cells = self._resolver.cells(draft)
            document_id = self._upserter.document_of(draft)
        except UnresolvedError as error:
            self._upserter.skip_unresolved(draft, error)
            if draft.depends_on:
                self._unclear.add((draft.table, self._resolver.id_of(draft.depends_on), draft.cells.get("part")))
            return
        if draft.table == "coverage":
            cells = self._span_with_left_out(cells)
        key = record_id(TABLES[draft.table], cells)
        if draft.table in _DEPENDENTS:
            parts = tuple(cells[part] or "" for part in TABLES[draft.table].key)
            if parts in self._dependents[draft.table]:
                return  # two names of one actor
            self._dependents[draft.table].add(parts)
        self._upserter.put_keyed(draft.ref, self._upserter.corrections.apply(draft, key, cells), document_id)

    def _span_with_left_out(self, cells: RowDict) -> RowDict:
        """Return a row of coverage; it keeps the span that it had while records are left out, since their rows stay."""
        key = [
            self._upserter.source_id if part == "source_id" else cells[part] or "" for part in TABLES["coverage"].key
        ]
        before = self._store.get("coverage", *key)
        if before is None or not any(finding.kind.is_error for finding in self._batch.findings):
            return cells
        first = [day for day in (before["from"], cells["from"]) if day]
        last = [day for day in (before["to"], cells["to"]) if day]
        return cells | {"from": min(first, default=None), "to": max(last, default=None)}

    def _remove_former_dependents(self) -> None:
        """Delete the participations in this source's events, and contributions to its documents, that upstream dropped.

        They have no locators and depend on their event or document, so they are reported, but not kept like other rows.
        What a document outside this batch says stays, and so do actors while upstream names one whom nobody finds, and
        rows for which people cite a page: they found there what upstream has not marked.
        """
        documents = {draft.document for draft in self._drafts if draft.document}
        sources = {self._upserter.source_id, *filter(None, map(self._resolver.id_of, documents))}
        for table, owner_table in _DEPENDENTS.items():
            for id in sorted(self._owners[owner_table]):
                owner = self._store.get(owner_table, id)
                if owner is None or not is_imported(owner):
                    continue
                for row in self._store.tables[table].below(id):
                    is_former = record_key(TABLES[table], row) not in self._dependents[table]
                    is_former = is_former and (table, id, row["part"]) not in self._unclear
                    if is_former and row["source_id"] in sources and not self._is_cited(table, row):
                        self._store.delete(table, row)
                        self._upserter.summary.counts[table, "removed"] += 1
                        record = record_id(TABLES[table], row)
                        message = (
                            f"{record} in {table}.csv was removed; if a page shows it, add it again with a citation"
                        )
                        locator = owner["source_locator"] or ""
                        self._upserter.summary.findings.append(Finding.at(locator, FindingKind.REMOVED, message))

    def _is_cited(self, table: str, row: RowDict) -> bool:
        """Whether a citation supports a row as a whole."""
        citations = self._store.tables["citations"].where("record_id", record_id(TABLES[table], row))
        return any(supports_whole(one, table) for one in citations)
