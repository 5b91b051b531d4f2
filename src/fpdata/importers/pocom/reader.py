"""Principal officers and chiefs of mission: people, positions, missions and appointments since 1778.

How an element of upstream becomes a record:

    people/<letter>/<id>.xml                      an actor, its other names, its identifiers
    positions-principals/<id>.xml                 an office, and a role for each <principal>
    missions-countries/<territory>.xml            an office "Chief of Mission to …", and a role for each <chief>
    missions-orgs/<id>.xml                        an office, and a role for each <chief>
    concurrent-appointments/<id>.xml              the concurrent_group of the roles it names
    roles-country-chiefs/<id>.xml                 the title of a role
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from fpdata.importers.core.draft import (
    Cell,
    Draft,
    DraftRef,
    Finding,
    FindingKind,
    Imported,
    NameOf,
    Source,
    TextTemplate,
)
from fpdata.importers.core.source import MalformedError, a_date, folder, required, text, texts, xml_files
from fpdata.importers.countries.reader import country_id
from fpdata.importers.pocom.end_notes import end_kind, is_about
from fpdata.importers.pocom.people import SAME_PERSON, People
from fpdata.model.slugs import slug

SOURCE = Source(
    "pocom",
    "https://github.com/HistoryAtState/pocom",
    "Public domain in the U.S. and CC0-1.0",
    "history-at-state",
    "HistoryAtState on GitHub",
    "https://github.com/HistoryAtState",
)

#: Acting holders, whom upstream lists apart, acted in this office.
_ACTING_IN = {"secretary-ad-interim": "secretary"}

_ACTING_TITLES = {"charge-daffaires-ad-interim", "charge-daffaires-pro-tem", "acting-principal-officer"}
#: Holders of these titles present no credentials: they take charge.
_TAKE_CHARGE = {*_ACTING_TITLES, "chief", "director", "principal-officer"}
#: Offices that several hold at once.
_MANY = {"ambassador-at-large", "assistant-secretary2", "career-ambassador"}

_KINDS = {
    "secretary": "cabinet",
    "ambassador-at-large": "envoy",
    "career-ambassador": "rank",
    "us-trade-representative": "cabinet",
}
_DEPARTMENT = "us-department-of-state"
_AGENCIES = "foreign-assistance-agencies"

_NEVER_SERVED = re.compile(r"declined|did not take oath|not commissioned|nomination", re.IGNORECASE)
_IN_RECESS = re.compile(r"commissioned during a? ?recess", re.IGNORECASE)
_CONFIRMED = re.compile(r"after confirmation|was confirmed by the senate", re.IGNORECASE)


@dataclass(frozen=True)
class _Unit:
    """What can be held: a position, or the mission to a country or an organisation."""

    folder: str
    id: str
    title: str
    country_id: str | None = None

    @property
    def office(self) -> DraftRef:
        return DraftRef("offices", f"{self.folder}/{_ACTING_IN.get(self.id, self.id)}")


def read_pocom(path: Path) -> Imported:
    """Return the drafts of all people, offices and roles of a checkout of pocom.

    Raises SourceError where `path` is no such folder.
    """
    imported = Imported(SOURCE)
    groups = dict(_concurrent_groups(path, imported))
    people = People(path, imported)
    imported.drafts.append(_department())
    titles = {
        text(root, "id"): text(root, "names/singular")
        for _, root in xml_files(folder(path, "roles-country-chiefs"), "*.xml", imported.findings)
    }
    files = list(_unit_files(path, imported))
    titles |= {unit.id: unit.title for unit, _, _, _ in files}
    for _, _, _, office in files:
        if office:
            imported.drafts.append(office)
    spans: dict[str, list[str]] = defaultdict(list)
    for unit, name, root, _ in files:
        for record in _appointments(unit, name, root, imported):
            try:
                draft = _role(unit, record, titles, people, groups)
            except MalformedError as error:
                place = ("roles", record.locator)
                imported.findings.append(Finding(FindingKind.MALFORMED, name, record.id, str(error), place))
            else:
                imported.drafts.append(draft)
                if begun := draft.cells["start"]:
                    imported.see(str(begun).rstrip("~"))
                    spans[_scope(unit)].append(str(begun).rstrip("~"))
    imported.drafts += (_coverage(scope, days) for scope, days in spans.items() if days)
    imported.drafts.append(_coverage_of_people())
    return imported


_KEPT_UP = "Secretary and Deputy Secretary of State"
_MISSING = {
    _KEPT_UP: "Acting Deputy Secretaries; ends of roles that upstream does not give.",
    "principals": "Other principal officers after this day, holders then in office until their end included; many "
    "acting officers; names that an office had before its present one.",
    "missions": "Chiefs of mission after this day, holders then in office until their end included; most chargés "
    "d'affaires ad interim.",
    "organizations": "Chiefs of mission to organisations after this day, holders then in office until their end "
    "included; most chargés d'affaires ad interim.",
}
_SCOPE = {
    "principals": "other principal officers",
    "missions": "chiefs of mission to countries",
    "organizations": "chiefs of mission to organisations",
}


def _scope(unit: _Unit) -> str:
    return _KEPT_UP if unit.id in ("secretary", "secretary-ad-interim", "deputy-secretary") else unit.folder


def _coverage(scope: str, days: list[str]) -> Draft:
    cells = {"table": "roles", "scope": _SCOPE.get(scope, scope), "from": min(days), "to": max(days)}
    return Draft("coverage", f"{scope}/coverage", cells | {"missing": _MISSING[scope]})


def _coverage_of_people() -> Draft:
    cells = {"table": "actors", "scope": "principal officers and chiefs of mission", "from": None, "to": None}
    missing = "Days and months of birth and death; most deaths since about 2000, and the years of birth of some 290."
    return Draft("coverage", "people/coverage", cells | {"missing": missing})


# Offices


def _unit_files(path: Path, imported: Imported) -> Iterator[tuple[_Unit, str, ET.Element, Draft | None]]:
    """Yield every file with appointments: what can be held, and the draft of its office."""
    for name, root in xml_files(folder(path, "positions-principals"), "*.xml", imported.findings):
        unit = _Unit("principals", text(root, "id"), text(root, "names/singular"))
        if unit.id and unit.title:
            yield unit, name, root, None if unit.id in _ACTING_IN else _principal_office(unit, root)
        else:
            imported.findings.append(Finding(FindingKind.MALFORMED, name, unit.id, "it has no id or no name"))
    for name, root in xml_files(folder(path, "missions-countries"), "*.xml", imported.findings):
        if territory := text(root, "territory-id"):
            unit = _Unit("missions", territory, "Chief of Mission", country_id(territory))
            yield unit, name, root, _mission_office(unit)
        else:
            imported.findings.append(Finding(FindingKind.MALFORMED, name, "", "it has no territory-id"))
    for name, root in xml_files(folder(path, "missions-orgs"), "*.xml", imported.findings):
        unit = _Unit("organizations", text(root, "id"), _short(text(root, "names/singular")))
        if unit.id and unit.title:
            yield unit, name, root, _organization_office(unit)
        else:
            imported.findings.append(Finding(FindingKind.MALFORMED, name, unit.id, "it has no id or no name"))


def _department() -> Draft:
    cells = {"kind": "organization", "name": "Department of State", "sort_name": "State, Department of"}
    place = f"organizations/{_DEPARTMENT}"
    return Draft("actors", place, cells | {"country_id": "united-states"}, ((_DEPARTMENT,),), adopts=True)


def _principal_office(unit: _Unit, root: ET.Element) -> Draft:
    category = text(root, "category")
    since = min(
        (day for day in texts(root, "principals/principal/appointed/date") if re.match(r"\d{4}", day)), default=""
    )
    return Draft(
        "offices",
        unit.office.locator,
        {
            "title": unit.title,
            "organization_id": None if category == _AGENCIES else _DEPARTMENT,
            "kind": _KINDS.get(unit.id, "agency-head" if category == _AGENCIES else "principal-officer"),
            "seats": "many" if unit.id in _MANY else "one",
            "country_id": "united-states",
        },
        ((unit.title,), (unit.title, since[:4])),
        adopts=unit.id not in _MANY,
    )


def _mission_office(unit: _Unit) -> Draft:
    assert unit.country_id is not None  # noqa: S101
    return Draft(
        "offices",
        unit.office.locator,
        {
            "title": TextTemplate(("Chief of Mission to ", NameOf("countries", unit.country_id))),
            "organization_id": _DEPARTMENT,
            "kind": "chief-of-mission",
            "seats": "one",
            "country_id": unit.country_id,
        },
        (("ambassador-to", unit.country_id),),
        adopts=True,
    )


def _organization_office(unit: _Unit) -> Draft:
    return Draft(
        "offices",
        unit.office.locator,
        {
            "title": unit.title,
            "organization_id": _DEPARTMENT,
            "kind": "chief-of-mission",
            "seats": "one",
            "country_id": "united-states",
        },
        ((unit.id,),),
        adopts=True,
    )


def _short(title: str) -> str:
    """Return the name of an office without the rank that goes with it."""
    return title.partition(", with the rank")[0]


# Roles


@dataclass(frozen=True)
class _Appointment:
    """A <principal> or <chief> where it stands."""

    id: str
    locator: str
    element: ET.Element
    is_nominee: bool

    def date(self, part: str) -> str | None:
        """Return one of the four dates, approximate where the note beside it says so."""
        day = a_date(text(self.element, f"{part}/date"), part)
        return f"{day}~" if day and is_about(text(self.element, f"{part}/note")) else day


def _appointments(unit: _Unit, name: str, root: ET.Element, imported: Imported) -> Iterator[_Appointment]:
    """Yield the appointments of a file, each at a locator of its own: an id alone may be used twice."""
    found: list[_Appointment] = []
    for part in root:
        is_nominee = part.tag.startswith("other-")
        for element in part:
            if element.tag in ("principal", "chief"):
                id = text(element, "id") or f"number {len(found) + 1}"
                locator = f"{unit.folder}/{unit.id}/{'nominees/' if is_nominee else ''}{id}"
                found.append(_Appointment(id, locator, element, is_nominee))
    times = Counter(one.locator for one in found)
    twins = defaultdict(list)
    for one in found:
        if times[one.locator] == 1:
            yield one
        else:
            twins[one.locator, text(one.element, "person-id"), *_beginnings(one.element)].append(one)
    for (locator, person, *days), alike in twins.items():
        best = max(alike, key=lambda one: len(text(one.element, "ended/date")))
        yield replace(best, locator="/".join((locator, person, next(filter(None, days), "undated"))))
        imported.findings += (
            Finding(FindingKind.DUPLICATE, name, one.id, "the same person from the same day on, with the same id")
            for one in alike
            if one is not best
        )


def _beginnings(element: ET.Element) -> tuple[str, ...]:
    return tuple(text(element, f"{part}/date") for part in ("started", "arrived", "appointed"))


def _role(
    unit: _Unit, record: _Appointment, titles: dict[str, str], people: People, groups: dict[tuple[str, str], str]
) -> Draft:
    element, title_id = record.element, text(record.element, "role-title-id")
    required(element, "id")
    person, actor = required(element, "person-id"), people[required(element, "person-id")]
    appointed, arrived, started, ended = (record.date(part) for part in ("appointed", "arrived", "started", "ended"))
    start = started or arrived or appointed
    territory = text(element, "contemporary-territory-id")
    held = ("acting", unit.office) if unit.id in _ACTING_IN else (unit.office,)
    cells: dict[str, Cell] = {
        "actor_id": actor,
        "office_id": unit.office,
        "title": titles.get(title_id) or unit.title,
        "basis": _basis(unit, record, title_id, bool(started or arrived or ended)),
        "start": start,
        "start_kind": _start_kind(unit, title_id, started, arrived, appointed, text(element, "started/note")),
        "appointed": appointed,
        "arrived": arrived,
        "end": ended,
        "end_kind": end_kind(text(element, "ended/note")),
        "country_id": country_id(territory) if territory else unit.country_id,
        "concurrent_group": groups.get((record.id, people[person].locator)),
    }
    year = (start or "")[:4]
    wishes = (actor, *held, year), (actor, *held, (start or "").rstrip("~"))
    return Draft("roles", record.locator, cells, wishes)


def _basis(unit: _Unit, record: _Appointment, title_id: str, was_there: bool) -> str:
    note = text(record.element, "note")
    if record.is_nominee or (not was_there and _NEVER_SERVED.search(note)):
        return "nominated-not-served"
    if title_id in _ACTING_TITLES or unit.id in _ACTING_IN:
        return "acting"
    if _IN_RECESS.search(note):
        return "recess-appointed"
    return "confirmed" if _CONFIRMED.search(note) else "appointed"


def _start_kind(
    unit: _Unit, title_id: str, started: str | None, arrived: str | None, appointed: str | None, note: str
) -> str | None:
    if started:
        takes_charge = unit.folder == "principals" or title_id in _TAKE_CHARGE
        on_duty = re.search(r"entered on duty|assumed charge|established|opened", note, re.IGNORECASE)
        return "took-office" if takes_charge or on_duty else "credentials"
    return "arrived" if arrived else "appointed" if appointed else None


def _concurrent_groups(path: Path, imported: Imported) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield, for each appointment held with others, its id and person, and the id of the group.

    An appointment in two groups belongs to the later one: the group that its holder came to have.
    """
    for name, root in xml_files(folder(path, "concurrent-appointments"), "*.xml", imported.findings):
        try:
            group, person = required(root, "id"), required(root, "person-id")
        except MalformedError as error:
            imported.findings.append(Finding(FindingKind.MALFORMED, name, text(root, "id"), str(error)))
            continue
        for id in texts(root, "chief-id"):
            yield (id, f"people/{SAME_PERSON.get(person, person)}"), slug(group)
