"""Put drafts in their places in the data set: which row a draft is, and what may become of it.

A row belongs to an import if it names the source's document and the place of an upstream record. Such a row
follows upstream; every other row is left as it is. An id once given stays.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from fpdata.checks.rows.validate import validate_cells
from fpdata.importers.core.corrections import Corrections
from fpdata.importers.core.draft import Draft, Finding, FindingKind, Imported
from fpdata.importers.core.resolve import Resolver, UnresolvedError
from fpdata.importers.core.store import Row, Store, is_imported, key_of
from fpdata.model.edtf import Edtf
from fpdata.model.slugs import slug
from fpdata.model.tables import TABLES

#: A role written by hand is that of upstream if it began within so many days of it.
_NEAR = timedelta(days=45)

#: What stays the same of a record whose place upstream changed, so that it can be known again.
_LASTING = {
    "actors": ("name", "born"),
    "countries": ("name",),
    "events": ("kind", "name", "date"),
    "offices": ("title", "country_id"),
    "relationships": ("actor_id", "kind", "other_id"),
    "roles": ("actor_id", "office_id", "start"),
}


@dataclass
class Summary:
    """What a merge did: how many rows of each table were added, changed and so on, and what was found."""

    source_id: str
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether everything of upstream is in the data set that should be."""
        return not any(finding.kind.is_error for finding in self.findings)


class Upserter:
    """The rows of a source in the data set, by where they come from, and how drafts get to them."""

    def __init__(self, store: Store, imported: Imported, source_id: str, resolver: Resolver) -> None:
        self.store = store
        self.resolver = resolver
        self.source_id = source_id
        self.summary = Summary(source_id, findings=list(imported.findings))
        self.corrections = Corrections(store)
        self._owned = {table: store.by_place(table, source_id) for table in _LASTING}
        places = {(draft.table, draft.locator) for draft in imported.drafts}
        places |= {finding.place for finding in imported.findings if finding.place}
        # What stands in a file that cannot be read is not gone.
        is_whole = not any(one.kind is FindingKind.MALFORMED and not one.record for one in imported.findings)
        self._gone = {
            (table, place): row
            for table, rows in self._owned.items()
            for place, row in rows.items()
            if is_whole and (table, place) not in places
        }
        self._lost: dict[tuple[str, Row | tuple[str | None, ...]], list[str]] = defaultdict(list)
        for (table, place), row in self._gone.items():
            self._lost[table, tuple(row[column] for column in _LASTING[table])].append(place)
        self._taken = {table: {key[0] for key in rows if len(key) == 1} for table, rows in store.tables.items()}
        for row in store.rows("redirects"):
            self._taken[row["table"] or ""].add(row["old_id"] or "")
        self._roles_by_hand: dict[tuple[str | None, str | None], list[Row]] = defaultdict(list)
        for row in store.rows("roles"):
            if not is_imported(row) and row["office_id"]:
                self._roles_by_hand[row["actor_id"], row["office_id"]].append(row)

    def owned(self, table: str, place: str) -> Row | None:
        """Return the row that an earlier import made of the record at a place."""
        return self._owned[table].get(place)

    def find(self, kind: FindingKind, draft: Draft, message: str) -> None:
        """Report why a draft is left out, and count it."""
        file, _, record = draft.locator.rpartition("/")
        self.summary.findings.append(Finding(kind, file, record, message))
        self.summary.counts[draft.table, "skipped"] += 1

    def wished(self, draft: Draft) -> str:
        """Return the id that a draft would like best of those that are free. Raises UnresolvedError."""
        options = [self._id(wish) for wish in draft.wishes]
        taken, number = self._taken[draft.table], 1
        while free := options.pop(0) if options else "":
            if free not in taken:
                return free
        first = self._id(draft.wishes[0])
        while (free := slug(first, str(number := number + 1))) in taken:
            pass
        return free

    def _id(self, wish: Iterable[object]) -> str:
        return slug(*(part if isinstance(part, str) else self.resolver.id(part) for part in wish))  # type: ignore[arg-type]

    def place(self, draft: Draft, known: Row | None = None) -> str | None:
        """Add or change the row of a draft; return its id, or None where the draft is left out.

        `known` is its row, where something else than the place in the source tells.
        """
        try:
            cells = {column: self.resolver.text(cell) for column, cell in draft.cells.items()}
            before = known or self.owned(draft.table, draft.locator)
            by_hand = None if before else self._by_hand(draft, cells)
            before = before or self._renamed(draft, cells)
            id = by_hand or _id_of(draft.table, before) or self.wished(draft)
        except UnresolvedError as error:
            self.find(FindingKind.INVALID, draft, str(error))
            self.resolver.ids[draft.table, draft.locator] = None
            return None
        placed: str | None = id
        if by_hand:
            self.find(FindingKind.BY_HAND, draft, f"{by_hand} is written by hand")
        elif not self._put(draft, id, cells, before):
            placed = _id_of(draft.table, before)
        self.resolver.ids[draft.table, draft.locator] = placed
        return placed

    def _put(self, draft: Draft, id: str, cells: Row, before: Row | None) -> bool:
        cells = self.corrections.apply(draft, id, cells)
        if before and draft.table == "actors":
            cells = {column: value for column, value in cells.items() if not self.is_cited_elsewhere(id, column)}
        given: Row = {TABLES[draft.table].key[0]: id, "source_id": self.source_id, "source_locator": draft.locator}
        row = (before or dict.fromkeys(TABLES[draft.table].names)) | cells | given
        if not self.put(draft, row, before):
            return False
        self._taken[draft.table].add(id)
        return True

    def put(self, draft: Draft, row: Row, before: Row | None) -> bool:
        """Add a row, or change the one before it, if it is valid; count what was done."""
        table = TABLES[draft.table]
        if row == before:
            self.summary.counts[draft.table, "unchanged"] += 1
            return True
        verdict = validate_cells(table, "", 0, [row[name] or "" for name in table.names])
        if isinstance(verdict, list):
            self.find(FindingKind.INVALID, draft, "; ".join(f"{issue.field}: {issue.message}" for issue in verdict))
            return False
        for column in table.references:
            target = row[column.name]
            if target and self.store.get(column.references or "", target) is None and target != row[table.key[0]]:
                self.find(
                    FindingKind.INVALID, draft, f"{column.name}: there is no row {target!r} in {column.references}"
                )
                return False
        self.store.put(draft.table, row)
        self.summary.counts[draft.table, "changed" if before else "added"] += 1
        return True

    def put_keyed(self, table: str, draft: Draft, cells: Row) -> None:
        """Add or change a row that is known by its key alone; one of another source is left as it is."""
        described = TABLES[table]
        row = dict.fromkeys(described.names) | cells
        if "source_id" in described.names:
            row["source_id"] = self.source_id
        before = self.store.get(table, *key_of(described, row))
        if before and before.get("source_id") != row.get("source_id"):
            self.summary.counts[table, "unchanged"] += 1
            return
        self.put(Draft(table, draft.locator, {}), (before or {}) | row, before)

    def is_cited_elsewhere(self, id: str, column: str) -> bool:
        """Whether another source, by a citation, makes the column of an actor more exact."""
        return (id, column) in self._citations

    @property
    def _citations(self) -> set[tuple[str | None, str | None]]:
        if not hasattr(self, "_cited"):
            self._cited = {
                (row["record_id"], row["field"])
                for row in self.store.rows("citations")
                if row["table"] == "actors" and row["stance"] == "supports" and row["document_id"] != self.source_id
            }
        return self._cited

    def _by_hand(self, draft: Draft, cells: Row) -> str | None:
        """Return the id of the row, written by hand, that says what the draft says; None where there is none."""
        if draft.adopts:
            wish = self._id(draft.wishes[0])
            row = self.store.get(draft.table, wish)
            return wish if row is not None and not (is_imported(row) and row["source_id"] == self.source_id) else None
        if draft.table == "roles":
            for row in self._roles_by_hand[cells["actor_id"], cells["office_id"]]:
                if _begin_together(row["start"], cells["start"]):
                    return row["role_id"]
        return None

    def _renamed(self, draft: Draft, cells: Row) -> Row | None:
        """Return the row of a record that has another place upstream by now, if it is the only such one."""
        lasting = tuple(cells.get(column) for column in _LASTING[draft.table])
        places = self._lost.get((draft.table, lasting), [])
        if len(places) != 1:
            return None
        return self.known_again(draft, places[0])

    def known_again(self, draft: Draft, place: str) -> Row | None:
        """Return the row at a place that upstream gave up for that of the draft; None where it did not."""
        row = self._gone.pop((draft.table, place), None)
        if row is not None:
            file, _, record = draft.locator.rpartition("/")
            self.summary.findings.append(
                Finding(FindingKind.RENAMED, file, record, f"it was {place}; the id of ours stays")
            )
        return row

    def report_gone(self) -> None:
        """Report the rows of earlier imports whose records upstream has no longer."""
        for (table, place), row in self._gone.items():
            file, _, record = place.rpartition("/")
            id = row[TABLES[table].key[0]]
            self.summary.findings.append(Finding(FindingKind.GONE, file, record, f"{id} in {table} stays as it is"))
            self.summary.counts[table, "gone upstream"] += 1


def _id_of(table: str, row: Row | None) -> str | None:
    return row[TABLES[table].key[0]] if row else None


def _begin_together(one: str | None, other: str | None) -> bool:
    """Whether two starts are about the same; two unknown ones are."""
    if one is None or other is None:
        return one is other
    first, second = Edtf(one), Edtf(other)
    if not (first.earliest and first.latest and second.earliest and second.latest):
        return False
    return first.earliest - _NEAR <= second.latest and second.earliest - _NEAR <= first.latest
