"""Read visits: foreign leaders who visited the United States, from 1874.

How an element of upstream becomes a draft:

    data/<decade>.xml <visit>   an event of kind visit, and a participation of each visitor, with the title
    <visitor>                   an actor of kind person, without the title; often only the family name is known
    <description>               the place of the event: the cities that it names, which may be others than Washington
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from fpdata.importers.core.draft import BoundOfEvents, Cell, Draft, DraftRef, NameOf, Person, TextTemplate
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.parsing import (
    MalformedError,
    folder,
    horizon,
    parse_date,
    present,
    refuse_several,
    required,
    text,
    xml_files,
)
from fpdata.importers.core.shared_ids import split_by_id
from fpdata.importers.core.sort_names import sort_name_of
from fpdata.importers.core.source import ImportBatch, Source
from fpdata.importers.countries.crosswalk import country_id, state_id
from fpdata.importers.visits.identities import VisitorIdentity, identify_visitors
from fpdata.importers.visits.places import places_of
from fpdata.importers.visits.visitor_strings import Visitor, parse_visitors
from fpdata.model.slugs import slug

SOURCE = Source.on_github(
    "HistoryAtState/visits", "Public domain in the U.S. and CC0-1.0", outlet_id="history-at-state"
)

#: The type of visit with which some descriptions begin. All others are just called a visit.
_VISIT_TYPE = re.compile(r"(?:State|Offici?al Working|Offici?al|Working|Private|Informal) Visit\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Visit:
    file: str
    id: str
    start: str
    end: str
    state_id: str
    visitors: tuple[Visitor, ...]
    type: str
    place: str

    @property
    def date(self) -> str:
        return self.start if self.start == self.end else f"{self.start}/{self.end}"

    @property
    def ref(self) -> DraftRef:
        return DraftRef("events", f"visits/{self.id}")

    @property
    def stay(self) -> tuple[object, ...]:
        """The fields that are equal in two records of one visit."""
        return self.start, self.end, self.state_id, self.visitors

    @property
    def content(self) -> tuple[object, ...]:
        """The fields that are equal in two copies of a record."""
        return *self.stay, self.type, self.place


def read_visits(path: Path) -> ImportBatch:
    """Return the drafts of all visits and visitors in a checkout of visits.

    Raises SourceError if `path` has no folder `data`.
    """
    batch = ImportBatch(SOURCE)
    own, shared = split_by_id(_read_visits(path, batch), batch)
    visits = _drop_duplicates(own, batch)
    # Whoever is only in a visit that is left out still tells who is meant in the others.
    identities = identify_visitors(visitor for visit in visits + shared for visitor in visit.visitors)
    actors = dict(_assign_locators(dict.fromkeys(identities.values())))
    visiting = {identities[visitor] for visit in visits for visitor in visit.visitors}
    batch.left_out |= {ref for identity, ref in actors.items() if identity not in visiting}
    batch.drafts += (_draft_actor(identity, actors) for identity in actors if identity in visiting)
    for visit in visits:
        batch.drafts += _draft_visit(visit, [identities[visitor] for visitor in visit.visitors], actors)
        batch.track_newest(visit.end)
    missing = "Visitors other than heads of state or government, with few exceptions; visits after this day."
    left_out = (ref for finding in batch.findings for ref in finding.drafts)
    events = (*(visit.ref for visit in visits), *left_out)
    cells: dict[str, Cell] = {"table": "events", "scope": "visits of foreign leaders to the United States"}
    cells |= {"from": BoundOfEvents(events, "first"), "to": BoundOfEvents(events, "last"), "missing": missing}
    if visits:
        batch.drafts.append(Draft("coverage", "visits/coverage", cells))
    return batch


def _read_visits(path: Path, batch: ImportBatch) -> Iterator[_Visit]:
    """Yield each visit; report malformed ones."""
    files = list(xml_files(folder(path, "data"), "*.xml", batch.findings))
    last_day = horizon(root for _, root in files)
    for name, root in files:
        elements = list(root.iter("visit"))
        if not elements:
            batch.report(FindingKind.MALFORMED, name, "", "there is no visit in it")
        for element in elements:
            try:
                visit = _parse_visit(name, element)
                if visit.end > last_day:
                    raise MalformedError(f"it ends on {visit.end}, and the source is of {last_day}")  # noqa: TRY301
                yield visit
            except MalformedError as error:
                id = text(element, "id") or "a record without id"
                batch.report(FindingKind.MALFORMED, name, id, str(error), DraftRef("events", f"visits/{id}"))


def _parse_visit(file: str, element: ET.Element) -> _Visit:
    refuse_several(element, ("id", "start-date", "end-date", "visitor", "from", "description"))
    start = parse_date(required(element, "start-date"), "start-date") or ""
    end = parse_date(present(element, "end-date"), "end-date") or start
    if end < start:
        raise MalformedError(f"it ends ({end}) before it starts ({start})")
    origin = element.find("from")
    if origin is None or not origin.get("id"):
        raise MalformedError("the country (from) is missing")
    country, state = country_id(origin.get("id", "")), state_id(origin.get("id", ""), start, text(origin))
    description = present(element, "description")
    found = _VISIT_TYPE.match(description)
    type = found[0].capitalize().replace("Offical", "Official") if found else "Visit"
    visitors = tuple(parse_visitors(required(element, "visitor"), country, int(start[:4]), state))
    return _Visit(file, required(element, "id"), start, end, state, visitors, type, places_of(description))


def _drop_duplicates(visits: Iterable[_Visit], batch: ImportBatch) -> list[_Visit]:
    """Return the visits without duplicates, and report these."""
    kept: dict[tuple[object, ...], _Visit] = {}
    for visit in visits:
        first = kept.setdefault(visit.stay, visit)
        if first is not visit:
            batch.report(FindingKind.DUPLICATE, visit.file, visit.id, f"same visitors and days as {first.id}")
    return list(kept.values())


def _assign_locators(identities: Iterable[VisitorIdentity]) -> Iterator[tuple[VisitorIdentity, DraftRef]]:
    """Yield a locator for each visitor. Upstream gives them no ids, so it consists of country and name.

    The locator of a later namesake ends with the year of their first visit.
    """
    used: set[str] = set()
    for identity in sorted(identities, key=lambda identity: min(identity.years)):
        locator = base = f"visitors/{identity.country_id}/{slug(identity.label)}"
        if locator in used:
            locator = f"{base}/{min(identity.years)}"
        used.add(locator)
        yield identity, DraftRef("actors", locator)


def _draft_actor(identity: VisitorIdentity, refs: Mapping[VisitorIdentity, DraftRef]) -> Draft:
    ref, label, state = refs[identity], identity.label, identity.state_id
    name, *others = dict.fromkeys(map(identity.without_titles, identity.names))
    cells: dict[str, Cell] = {"kind": "person", "name": name, "country_id": state}
    is_as_it_stands = identity.is_ruler or not identity.has_full_name
    cells["sort_name"] = name if is_as_it_stands else sort_name_of(name, state)
    # A ruler's name, a family name, and the name of an earlier visitor may be somebody else's.
    is_namesake = ref.locator.endswith(f"/{min(identity.years)}")
    names = (name, *others)
    is_sure = not (identity.is_known_by_title or is_namesake)
    person = Person(
        name, "", state, names=names if is_sure else (), aliases=() if is_sure else names, match_by_name=True
    )
    candidates = ((label,), (label, identity.country_id)) if identity.has_full_name else ((label, identity.country_id),)
    if is_namesake:
        candidates = ((label, str(min(identity.years))), *candidates)
    return Draft(ref.table, ref.locator, cells, candidates, person)


def _draft_visit(
    visit: _Visit, identities: list[VisitorIdentity], actors: Mapping[VisitorIdentity, DraftRef]
) -> Iterator[Draft]:
    """Yield the event and the participations of its visitors; `identities` are in the order of `visit.visitors`."""
    refs = [actors[identity] for identity in identities]
    names: list[str | NameOf] = []
    for ref, identity, visitor in zip(refs, identities, visit.visitors, strict=True):
        title = f"{visitor.title} " if identity.is_known_by_title and visitor.title else ""
        names += [" and ", title, NameOf("actors", ref)]
    yield Draft(
        "events",
        visit.ref.locator,
        {
            "kind": "visit",
            "name": TextTemplate((f"{visit.type} of ", *names[1:], " (", NameOf("countries", visit.state_id), ")")),
            "date": visit.date,
            "status": "held",
            "country_id": "united-states",
            "place": visit.place or None,
        },
        ((visit.start, "visit", *refs), (visit.start, "visit", *refs, visit.state_id)),
    )
    for ref, visitor in zip(refs, visit.visitors, strict=True):
        cells: dict[str, Cell] = {"event_id": visit.ref, "actor_id": ref, "part": "visitor", "presence": "confirmed"}
        cells["title"] = visitor.title or None
        yield Draft("participations", visit.ref.locator, cells, depends_on=visit.ref)
