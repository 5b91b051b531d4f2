"""Draft the roles that volumes remark: one for all volumes that say the same, if no other source has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from fpdata.importers.core.draft import Cell, Draft, DraftRef, JoinedId
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.parsing import MalformedError, xml_files
from fpdata.importers.core.source import ImportBatch, Scope, Source
from fpdata.importers.core.store import Store, is_imported
from fpdata.importers.countries.crosswalk import state_id
from fpdata.importers.frus.remarks import RemarkedRole, read_remarks
from fpdata.importers.frus.volume import documents, read_volume
from fpdata.model.edtf import known_bounds
from fpdata.model.offices import NOT_SEATED
from fpdata.package.csv_writer import RowDict

#: These list all who held an office, from the commissions: a remark that names somebody else is mistaken.
_COMPLETE = ("pocom", "congress-legislators")
_APART = timedelta(days=183)
_COVERAGE: dict[str, Cell] = {
    "table": "roles",
    "scope": "persons in the lists of volumes of Foreign Relations of the United States",
    "missing": "Everyone whose start and end in an office of the data set the lists do not both give with month and year.",
}

_Days = tuple[date, date]


class RemarkedRoles:
    """The roles that the lists of persons in all volumes of a checkout give with office, start and end."""

    def __init__(self, volumes: Path) -> None:
        self._remarked: list[RemarkedRole] = []
        self._volumes: set[str] = set()
        for name, root in xml_files(volumes, "*.xml", []):
            try:
                volume = read_volume(root)
            except MalformedError:
                continue
            if volume.id == Path(name).stem and next(documents(root), None) is not None:
                self._volumes.add(volume.id)
                self._remarked += read_remarks(root, volume)
        self.citations: list[Draft] = []
        """What other volumes say of the same roles, to be drafted when the documents of all volumes are."""

    def batch(self, store: Store, source: Source) -> ImportBatch:
        """Return the drafts of those roles that the package does not have from another source."""
        batch = ImportBatch(source, scope=Scope(frozenset({"roles"}), frozenset(self._volumes)))
        known = _KnownRoles(store, source.document_id)
        groups: dict[tuple[str, str], list[list[RemarkedRole]]] = defaultdict(list)
        for one in self._remarked:
            if (actor := known.actor(one)) and (office := known.office(one, actor)):
                same = [group for group in groups[actor, office] if _is_same(group[0], one)]
                if same:
                    same[0].append(one)
                else:
                    groups[actor, office].append([one])
        for (actor, office), found in sorted(groups.items()):
            for group in sorted(found, key=lambda group: (group[0].start, group[0].end)):
                if not known.has(actor, office, group) and not _is_doubtful(batch, known, actor, office, group[0]):
                    self._draft(batch, known, actor, office, {_locator(one, office): one for one in group})
        if batch.drafts:
            batch.drafts.append(Draft("coverage", "volumes/roles/coverage", _COVERAGE))
        return batch

    def _draft(
        self, batch: ImportBatch, known: _KnownRoles, actor: str, office: str, located: dict[str, RemarkedRole]
    ) -> None:
        """Draft a role as one volume has it, and what the others say of it."""
        former = known.imported(actor, office, next(iter(located.values())))
        former_at = (former["source_locator"] or "") if former else ""
        if former and former_at not in located and former_at.split("/")[1] not in self._volumes:
            start, end = former["start"] or "", former["end"] or ""
            for one in located.values():
                self.citations += _citations(one, former["role_id"] or "", start, end)
            return
        locator = former_at if former_at in located else _best(located)
        main = located[locator]
        basis = ("acting",) if main.office.is_acting else ()
        ids = ((actor, *basis, office, main.start[:4]), (actor, *basis, office, main.start))
        also_at = (former_at,) if former_at and former_at != locator else ()
        draft = Draft("roles", locator, _cells(main, actor, office, known.country_of(office)), ids, also_at=also_at)
        batch.drafts.append(draft)
        for other, one in located.items():
            if other != locator:
                self.citations += _citations(one, draft.ref, main.start, main.end)


class _KnownRoles:
    """What the package has: the persons of the lists, offices, and roles."""

    def __init__(self, store: Store, source_id: str) -> None:
        self._store = store
        self._own: dict[tuple[str, str], list[RowDict]] = defaultdict(list)
        self._others: dict[str, list[RowDict]] = defaultdict(list)
        for row in store.rows("roles"):
            if is_imported(row) and store.is_from(row, source_id):
                self._own[row["actor_id"] or "", row["office_id"] or ""].append(row)
            elif row["office_id"]:
                self._others[row["office_id"]].append(row)

    def actor(self, one: RemarkedRole) -> str:
        """Return who a person of a list is; empty if the package does not have them."""
        rows = self._store.tables["identifiers"].where("value", f"{one.volume}/{one.person}")
        actors = {row["actor_id"] or "" for row in rows if row["scheme"] == "frus"}
        return actors.pop() if len(actors) == 1 else ""

    def office(self, one: RemarkedRole, actor: str) -> str:
        """Return the only office of the package that a title means, if somebody of that country may hold it."""
        offices = [row for id in one.office.ids if (row := self._store.get("offices", id))]
        if len(offices) != 1 or (offices[0]["source_id"] in _COMPLETE and not one.office.is_acting):
            return ""
        country = (self._store.get("actors", actor) or {}).get("country_id")
        home = offices[0]["country_id"] if offices[0]["kind"] == "foreign" else "united-states"
        return (offices[0]["office_id"] or "") if country in (None, home) else ""

    def country_of(self, office: str) -> tuple[str, str]:
        """Return kind and country of an office."""
        row = self._store.get("offices", office) or {}
        return row.get("kind") or "", row.get("country_id") or ""

    def has(self, actor: str, office: str, group: list[RemarkedRole]) -> bool:
        """Whether another source has the actor in the office at that time, or within half a year of it."""
        for row in self._others[office]:
            first, last = _days(row["start"] or "", row["end"] or "")
            for start, end in (_days(one.start, one.end) for one in group):
                if row["actor_id"] == actor and first <= end + _APART and start - _APART <= last:
                    return True
        return False

    def other_holder(self, actor: str, office: str, one: RemarkedRole) -> str:
        """Return who else certainly held an office at the time, if it has one seat and neither was acting."""
        if one.office.is_acting or (self._store.get("offices", office) or {}).get("seats") != "one":
            return ""
        start, end = _certain_days(one.start, one.end)
        for row in self._others[office]:
            if row["actor_id"] != actor and row["basis"] not in NOT_SEATED and row["start"]:
                first, last = _certain_days(row["start"], row["end"] or row["start"])
                if first < end and start < last:
                    return row["actor_id"] or ""
        return ""

    def imported(self, actor: str, office: str, one: RemarkedRole) -> RowDict | None:
        """Return the row that an earlier import added for a role."""
        start, end = _days(one.start, one.end)
        for row in self._own[actor, office]:
            first, last = _days(row["start"] or "", row["end"] or "")
            if (row["basis"] == "acting") == one.office.is_acting and first <= end and start <= last:
                return row
        return None


def _is_doubtful(batch: ImportBatch, known: _KnownRoles, actor: str, office: str, one: RemarkedRole) -> bool:
    """Whether somebody else held the office at the time, or the dates are reversed; reported."""
    why = ""
    if one.end < one.start[: len(one.end)]:
        why = "the end is before the start"
    elif other := known.other_holder(actor, office, one):
        why = f"{other} held it then"
    if why:
        message = f"{actor} as {office} from {one.start} until {one.end}: {why}; left out"
        batch.report(FindingKind.DOUBTFUL, f"volumes/{one.volume}.xml", one.person, message)
    return bool(why)


def _locator(one: RemarkedRole, office: str) -> str:
    return f"frus/{one.volume}/{one.person}/{office}/{one.start}"


def _cells(one: RemarkedRole, actor: str, office: str, of: tuple[str, str]) -> dict[str, Cell]:
    kind, country = of
    accredited = {"chief-of-mission": state_id(country, one.start), "foreign": country}.get(kind)
    return {
        "actor_id": actor,
        "office_id": office,
        "title": one.title,
        "basis": "acting" if one.office.is_acting else "unknown",
        "start": one.start,
        "end": one.end,
        "country_id": "united-states" if office.endswith("-to-united-states") else accredited,
    }


def _is_same(one: RemarkedRole, other: RemarkedRole) -> bool:
    """Whether two remarks of a person in an office are about one stay: their days overlap."""
    (first, last), (start, end) = _days(one.start, one.end), _days(other.start, other.end)
    is_two = (one.volume, one.person) == (other.volume, other.person)
    return one.office.is_acting == other.office.is_acting and not is_two and first <= end and start <= last


def _best(located: dict[str, RemarkedRole]) -> str:
    """Return where the dates are that most volumes give; the most exact of those, then the first."""

    def rank(locator: str) -> tuple[int, int]:
        one = located[locator]
        agreeing = sum(_agree(one.start, other.start) and _agree(one.end, other.end) for other in located.values())
        return agreeing, len(one.start) + len(one.end)

    return max(located, key=rank)


def _citations(one: RemarkedRole, role: DraftRef | str, start: str, end: str) -> Iterator[Draft]:
    """Yield what a volume says of a role that has its dates from another volume."""
    book = DraftRef("documents", f"volumes/{one.volume}")
    fields = {"start": (one.start, start), "end": (one.end, end)}
    agrees = {field: _agree(*dates) for field, dates in fields.items()}
    for field in (None,) if all(agrees.values()) else fields:
        is_same = field is None or agrees[field]
        cells: dict[str, Cell] = {
            "citation_id": JoinedId((role, *filter(None, (field,)), book)),
            "table": "roles",
            "record_id": role,
            "field": field,
            "document_id": book,
            "locator": one.person,
            "stance": "supports" if is_same else "disputes",
            "reported_value": None if is_same or field is None else fields[field][0],
        }
        depends_on = role if isinstance(role, DraftRef) else None
        yield Draft("citations", _locator(one, "citations"), cells, depends_on=depends_on)


def _days(start: str, end: str) -> _Days:
    """Return the first and the last day that dates can mean; an end that is not known can be any."""
    begun, left = known_bounds(start), known_bounds(end)
    return (begun and begun.earliest) or date.min, (left and left.latest) or date.max


def _certain_days(start: str, end: str) -> _Days:
    """Return the days between which somebody certainly held an office."""
    begun, left = known_bounds(start), known_bounds(end)
    return (begun and begun.latest) or date.max, (left and left.earliest) or date.max


def _agree(one: str, other: str) -> bool:
    """Whether two dates may be the same day."""
    (first, last), (start, end) = _days(one, one), _days(other, other)
    return first <= end and start <= last
