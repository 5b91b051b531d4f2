"""Upsert persons: match each with the actors of the data set, then add or complete the actor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from fpdata.importers.core.draft import Draft, DraftRef, Person
from fpdata.importers.core.findings import Finding, FindingKind
from fpdata.importers.core.likely_persons import LikelyPersons
from fpdata.importers.core.person_index import PersonIndex, birth_keys, shared_birth_keys, shared_identifiers
from fpdata.importers.core.store import is_imported
from fpdata.importers.core.upsert import Upserter
from fpdata.model.edtf import Edtf
from fpdata.model.slugs import fold, slug
from fpdata.package.csv_writer import RowDict

#: Columns that a source may make more exact in an actor that another source added.
_REFINABLE = ("born", "died", "name", "sort_name")


class PersonUpserter:
    """Upserts the persons of one source, all of whom are in `persons`.

    A name and year of birth, or an identifier, that several of them share matches nobody.
    """

    def __init__(self, upserter: Upserter, index: PersonIndex, persons: Sequence[Person]) -> None:
        self._upserter = upserter
        self._store = upserter.store
        self._ids = upserter.resolver.ids
        self._index = index
        self._likely = LikelyPersons(upserter.store)
        self._shared_birth_keys = shared_birth_keys(persons)
        self._shared_identifiers = shared_identifiers(persons)
        self._claims: dict[str, DraftRef] = {}

    def upsert(self, draft: Draft, person: Person) -> None:
        """Add a person or update the matching actor, with names, identifiers and possible duplicates."""
        row, actor_id = self._match(draft, person)
        if actor_id is None and not person.add_if_unknown:
            self._ids[draft.ref] = None
            return
        if actor_id is None or row:
            is_new = actor_id is None
            actor_id = self._upserter.upsert(draft, row)
            if actor_id is None:
                return
            if is_new:
                actor = self._actor(actor_id)
                self._flag_possible_duplicates(draft, person, actor)
                self._index.add(actor)
        else:  # another source or somebody by hand added the actor
            self._ids[draft.ref] = actor_id
            self._refine(draft, actor_id)
        self._claims.setdefault(actor_id, draft.ref)
        self._index.add_identifiers(person, actor_id)
        self._put_identifiers(draft, person, actor_id)
        self._put_names(draft, person, actor_id)

    def _actor(self, actor_id: str) -> RowDict:
        return self._store.tables["actors"][actor_id,]

    def _match(self, draft: Draft, person: Person) -> tuple[RowDict | None, str | None]:
        """Return the row that this source added for a person, if it did, and the id of the matching actor."""
        if row := self._upserter.imported.get(draft.ref):
            return row, row["actor_id"]
        actor_id = self._index.by_identifiers(person, self._shared_identifiers) or self._index.by_name(person)
        actor_id = actor_id or self._unclaimed(draft, self._index.by_links(person)) or self._likely.find(person)
        if actor_id is None and not birth_keys(person) & self._shared_birth_keys:
            actor_id = self._unclaimed(draft, self._index.by_birth(person, self._upserter.free_id(draft)))
        row = self._store.get("actors", actor_id) if actor_id else None
        if row and self._upserter.owns(row):
            return self._upserter.reclaim(draft, DraftRef("actors", row["source_locator"] or "")), actor_id
        return None, actor_id

    def _unclaimed(self, draft: Draft, actor_id: str | None) -> str | None:
        """Return the actor, unless another person of this source is this actor already; report that."""
        if actor_id is None:
            return None
        claimed_by = self._claims.get(actor_id)
        if claimed_by is None:
            return actor_id
        message = f"{actor_id} seems to be this person, and is {claimed_by.locator} already; both are kept apart"
        self._upserter.summary.findings.append(Finding.at(draft.locator, FindingKind.DOUBTFUL, message))
        return None

    def _put_identifiers(self, draft: Draft, person: Person, actor_id: str) -> None:
        for scheme, value in person.identifiers:
            if (scheme, value) in self._shared_identifiers:
                message = f"{scheme} {value!r} is given to several persons, and is left out"
                self._upserter.skip(DraftRef("identifiers", draft.locator), FindingKind.INVALID, message)
                continue
            holder = self._index.holder(scheme, value)
            if holder and holder != actor_id:
                message = f"{scheme} {value!r} already identifies {holder}"
                self._upserter.skip(draft.ref, FindingKind.INVALID, message)
            else:
                cells: RowDict = {"scheme": scheme, "value": value, "actor_id": actor_id}
                self._upserter.put_keyed(DraftRef("identifiers", draft.locator), cells)

    def _put_names(self, draft: Draft, person: Person, actor_id: str) -> None:
        actor = self._actor(actor_id)
        for name in dict.fromkeys((*person.names, *person.aliases)):
            if name != actor["name"]:
                self._put_name(draft, actor_id, name)
                self._index.add_name(actor, name)

    def _put_name(self, draft: Draft, actor_id: str, name: str) -> None:
        cells: RowDict = {"actor_id": actor_id, "name": name, "kind": "alias", "language": "en"}
        self._upserter.put_keyed(DraftRef("names", draft.locator), cells)

    def _refine(self, draft: Draft, actor_id: str) -> None:
        """Make dates and a bare family name of an actor that another import added more exact, and cite this source."""
        actor = self._actor(actor_id)
        if not is_imported(actor):
            return
        source_id = self._upserter.source_id
        for column in _REFINABLE:
            value, before = self._upserter.resolver.cell(draft.cells.get(column)), actor[column]
            citation_id = slug(actor_id, column, source_id)
            is_cited = self._store.get("citations", citation_id) is not None
            is_better = _is_fuller if column in ("name", "sort_name") else _is_more_exact
            if not value or self._upserter.corrections.replaces("actors", actor_id, column, value):
                continue
            if not (is_cited or is_better(value, before)):
                continue
            refined = actor | {column: value}
            if self._upserter.put(draft.ref, refined, actor):
                if column == "name" and before and before != value:
                    self._put_name(draft, actor_id, before)
                actor = refined
                cells: RowDict = {"citation_id": citation_id, "table": "actors", "record_id": actor_id, "field": column}
                cells |= {"document_id": source_id, "locator": draft.locator, "stance": "supports"}
                self._upserter.put_keyed(DraftRef("citations", draft.locator), cells)

    def _flag_possible_duplicates(self, draft: Draft, person: Person, actor: RowDict) -> None:
        """Add an unsure judgement, to be decided by a human, for each actor who may be the same person."""
        if person.match_by_name:
            return
        for other, reason in self._index.possible_duplicates(actor):
            left, right = sorted((actor["actor_id"] or "", other["actor_id"] or ""))
            cells: RowDict = {"table": "actors", "left_id": left, "right_id": right, "same": "unsure", "reason": reason}
            cells["date"] = datetime.now(UTC).date().isoformat()
            self._upserter.put_keyed(DraftRef("judgements", draft.locator), cells)
            finding = Finding.at(draft.locator, FindingKind.DOUBTFUL, f"{left} and {right}: {reason}")
            self._upserter.summary.findings.append(finding)


def _is_fuller(name: str, before: str | None) -> bool:
    """Whether the name before is a family name only, and `name` has it beside others."""
    words = fold(before or "").split()
    return len(words) == 1 and words[0] in (found := fold(name).split()) and len(found) > 1


def _is_more_exact(value: str, before: str | None) -> bool:
    """Whether a date lies within the one before, or there was none."""
    if before is None:
        return True
    new, old = Edtf(value), Edtf(before)
    if not (new.earliest and new.latest and old.earliest and old.latest) or value == before:
        return False
    return old.earliest <= new.earliest and new.latest <= old.latest
