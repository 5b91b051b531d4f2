"""Merge what was read from a source into the data set: again and again, with the same result."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from fpdata.importers.core.apply_judgements import apply_judgements
from fpdata.importers.core.draft import Draft, Finding, FindingKind, Imported, Person
from fpdata.importers.core.person_index import PersonIndex, ambiguous, names_key
from fpdata.importers.core.resolve import Resolver, UnresolvedError
from fpdata.importers.core.store import Row, Store, is_imported
from fpdata.importers.core.upsert import Summary, Upserter
from fpdata.model.edtf import Edtf
from fpdata.model.tables import TABLES
from fpdata.package.locate import find_package
from fpdata.package.transaction import write_lock

#: What a source may make more exact in the row that another import made of a person, with a citation.
_REFINED = ("born", "died")


def run_import(root: Path | str, imported: Imported) -> Summary:
    """Merge a source into the package at `root`, and write the tables that changed.

    All are written or none. Running it twice changes nothing the second time. Raises PackageError where
    `root` holds no package, SourceError where its files cannot be understood, JournalError where another
    command goes on writing, OSError where they cannot be written.
    """
    root = find_package(root).root
    with write_lock(root):
        store = Store(root)
        merges = apply_judgements(store)
        merging = _Merge(store, imported)
        merging.summary.findings += merges
        merging.run()
        merging.summary.files = store.write()
    return merging.summary


class _Merge:
    def __init__(self, store: Store, imported: Imported) -> None:
        self.store = store
        self.imported = imported
        self.register = PersonIndex(store)
        self.resolver = Resolver(store, self.register)
        self.places = Upserter(store, imported, _document(store, imported), self.resolver)
        self.summary = self.places.summary
        self.several = ambiguous(draft.person for draft in imported.drafts if draft.person)
        self.took_part: set[tuple[str, ...]] = set()

    def run(self) -> None:
        for draft in self.imported.drafts:
            if draft.person:
                self.place_person(draft, draft.person)
            elif not self.is_unwanted(draft):
                self.place(draft)
        self.replace_participations()
        self.places.report_gone()
        self.summary.findings += self.places.corrections.findings
        self.summary.findings += _outdated(self.store, self.imported, self.places.source_id)
        self.summary.findings.sort(
            key=lambda finding: (list(FindingKind).index(finding.kind), finding.file, finding.record)
        )

    def is_unwanted(self, draft: Draft) -> bool:
        """Whether a draft belongs to a person who is not taken up."""
        try:
            return draft.depends_on is not None and not self.resolver.id(draft.depends_on)
        except UnresolvedError:
            return True

    def place(self, draft: Draft) -> None:
        """Put a draft that is no person in its place."""
        if draft.wishes:
            self.places.place(draft)
            return
        try:
            cells = {column: self.resolver.text(cell) for column, cell in draft.cells.items()}
        except UnresolvedError as error:
            self.places.find(FindingKind.INVALID, draft, str(error))
            return
        self.places.put_keyed(draft.table, draft, cells)
        if draft.table == "participations":
            self.took_part.add(tuple(cells[part] or "" for part in TABLES["participations"].key))

    def replace_participations(self) -> None:
        """Take out who no longer takes part in an event that the source still has: they are the event's."""
        seen = {id for (table, _), id in self.resolver.ids.items() if table == "events" and id}
        for key, row in list(self.store.tables["participations"].items()):
            if key[0] in seen and key not in self.took_part and row["source_id"] == self.places.source_id:
                event = self.store.get("events", key[0])
                if event and is_imported(event):
                    self.store.delete("participations", row)
                    self.summary.counts["participations", "removed"] += 1

    # Persons

    def place_person(self, draft: Draft, person: Person) -> None:
        """Find who a person is, or add somebody new; then see to names, identifiers and dates of life."""
        row, actor_id = self.identify(draft, person)
        if actor_id is None and not person.is_wanted:
            self.resolver.ids["actors", draft.locator] = None
            return
        if actor_id is None or row:
            is_new = actor_id is None
            actor_id = self.places.place(draft, row)
            if actor_id is None:
                return
            actor = self.store.tables["actors"][actor_id,]
            if is_new:
                self.doubt(draft, actor)
                self.register.add(actor)
        else:
            self.resolver.ids["actors", draft.locator] = actor_id
            self.refine(actor_id, draft)
        self.register.identify(person, actor_id)
        self.name(draft, person, actor_id)

    def identify(self, draft: Draft, person: Person) -> tuple[Row | None, str | None]:
        """Return the row that this import made of a person earlier, if it did, and the id of the actor."""
        own = self.places.owned("actors", draft.locator)
        if own:
            return own, own["actor_id"]
        actor_id = self.register.known(person) or self.register.called(person)
        if (
            actor_id is None
            and (*names_key(person.surname, person.forename), (person.born or "")[:4]) not in self.several
        ):
            actor_id = self.register.alike(person, self.places.wished(draft))
        row = self.store.get("actors", actor_id) if actor_id else None
        if row and row["source_id"] == self.places.source_id and is_imported(row):
            return self.places.known_again(draft, row["source_locator"] or ""), actor_id
        return None, actor_id

    def name(self, draft: Draft, person: Person, actor_id: str) -> None:
        """Add the identifiers and the other names of a person."""
        for scheme, value in person.identifiers:
            row = self.store.get("identifiers", scheme, value)
            if row is not None and row["actor_id"] != actor_id:
                self.places.find(
                    FindingKind.INVALID, draft, f"{scheme} {value!r} is the identifier of {row['actor_id']}"
                )
            else:
                self.places.put_keyed("identifiers", draft, {"scheme": scheme, "value": value, "actor_id": actor_id})
        actor = self.store.tables["actors"][actor_id,]
        for name in dict.fromkeys(person.names):
            if name != actor["name"]:
                cells: Row = {"actor_id": actor_id, "name": name, "kind": "alias", "language": "en"}
                self.places.put_keyed("names", draft, cells)
                self.register.call(actor, name)

    def refine(self, actor_id: str, draft: Draft) -> None:
        """Make the dates of life in another import's row more exact, and cite this source for them."""
        actor = self.store.tables["actors"][actor_id,]
        if not is_imported(actor):
            return
        for column in _REFINED:
            value, before = self.resolver.text(draft.cells.get(column)), actor[column]
            citation = f"{actor_id}-{column}-{self.places.source_id}"
            is_ours = self.store.get("citations", citation) is not None
            if not value or not (is_ours or _refines(value, before)):
                continue
            refined = actor | {column: value}
            if self.places.put(Draft("actors", draft.locator, {}), refined, actor):
                actor = refined
                cells: Row = {"citation_id": citation, "table": "actors", "record_id": actor_id, "field": column}
                cells |= {"document_id": self.places.source_id, "locator": draft.locator, "stance": "supports"}
                self.places.put_keyed("citations", draft, cells)

    def doubt(self, draft: Draft, actor: Row) -> None:
        """Put before a human who may be the same person: a judgement that nobody has made yet."""
        if draft.person is None or draft.person.goes_by_name:
            return
        for other, reason in self.register.doubtful(actor):
            left, right = sorted((actor["actor_id"] or "", other["actor_id"] or ""))
            cells: Row = {"table": "actors", "left_id": left, "right_id": right, "same": "unsure", "reason": reason}
            self.places.put_keyed("judgements", draft, cells | {"date": datetime.now(UTC).date().isoformat()})
            file, _, record = draft.locator.rpartition("/")
            self.summary.findings.append(Finding(FindingKind.DOUBTFUL, file, record, f"{left} and {right}: {reason}"))


def _refines(value: str, before: str | None) -> bool:
    """Whether a date says more than the one before, and nothing against it."""
    if before is None:
        return True
    new, old = Edtf(value), Edtf(before)
    if not (new.earliest and new.latest and old.earliest and old.latest) or value == before:
        return False
    return old.earliest <= new.earliest and new.latest <= old.latest


def _document(store: Store, imported: Imported) -> str:
    """Return the id of the source's row of documents, found by its address; add it where it is missing."""
    source = imported.source
    for row in store.rows("documents"):
        if row["url"] == source.url:
            return row["document_id"] or ""
    if store.get("outlets", source.outlet_id) is None:
        outlet: Row = {"outlet_id": source.outlet_id, "name": source.outlet_name, "kind": "dataset"}
        outlet |= {"control": "unknown", "url": source.outlet_url}
        store.put("outlets", dict.fromkeys(TABLES["outlets"].names) | outlet)
    document: Row = {"document_id": source.document_id, "kind": "dataset", "title": source.document_id}
    document |= {"outlet_id": source.outlet_id, "url": source.url, "language": "en", "license": source.license}
    document["date"] = f"{imported.newest[:7]}~" if imported.newest else None
    document["note"] = f"Dated by its newest record, of {imported.newest}." if imported.newest else None
    store.put("documents", dict.fromkeys(TABLES["documents"].names) | document)
    return source.document_id


def _outdated(store: Store, imported: Imported, source_id: str) -> list[Finding]:
    """Return a finding if upstream has records newer than the date that documents.csv gives it."""
    document = store.tables["documents"][source_id,]
    last = Edtf(document["date"]).latest if document["date"] else None
    newest = Edtf(imported.newest).latest if imported.newest else None
    if last is None or newest is None or newest <= last:
        return []
    message = f"its newest record is of {imported.newest}, and documents.csv dates it {document['date']}"
    return [Finding(FindingKind.OUTDATED, "documents.csv", source_id, message)]
