"""Read visits: foreign leaders who visited the United States, from 1874.

How an element of upstream becomes a draft:

    data/<decade>.xml <visit>   an event of kind visit, and a participation of each visitor
    <visitor>                   an actor: a person if the name is full, else unnamed, by title and family name
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from fpdata.importers.core.draft import Cell, Draft, DraftRef, NameOf, Person, TextTemplate
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.parsing import MalformedError, folder, parse_date, required, text, xml_files
from fpdata.importers.core.source import ImportBatch, Source
from fpdata.importers.countries.crosswalk import country_id
from fpdata.importers.visits.identities import VisitorIdentity, identify_visitors, sort_name
from fpdata.importers.visits.visitor_strings import Visitor, parse_visitors
from fpdata.model.slugs import slug

SOURCE = Source.on_github(
    "HistoryAtState/visits", "Public domain in the U.S. and CC0-1.0", outlet_id="history-at-state"
)

#: The type of visit with which some descriptions begin. All others are just called a visit.
_VISIT_TYPE = re.compile(r"(?:State|Offici?al Working|Offici?al|Working|Private|Informal) Visit\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Visit:
    id: str
    start: str
    end: str
    country_id: str
    visitors: tuple[Visitor, ...]
    type: str

    @property
    def date(self) -> str:
        return self.start if self.start == self.end else f"{self.start}/{self.end}"

    @property
    def ref(self) -> DraftRef:
        return DraftRef("events", f"visits/{self.id}")


def read_visits(path: Path) -> ImportBatch:
    """Return the drafts of all visits and visitors in a checkout of visits.

    Raises SourceError if `path` has no folder `data`.
    """
    batch = ImportBatch(SOURCE)
    visits = _drop_duplicates(_read_visits(path, batch), batch)
    identities = identify_visitors(visitor for visit in visits for visitor in visit.visitors)
    actors = dict(_assign_locators(dict.fromkeys(identities.values())))
    batch.drafts += (_draft_actor(identity, ref) for identity, ref in actors.items())
    for visit in visits:
        batch.drafts += _draft_visit(visit, [identities[visitor] for visitor in visit.visitors], actors)
        batch.track_newest(visit.end)
    missing = "Visitors other than heads of state or government, with few exceptions; visits after this day."
    span = {"from": min((visit.start for visit in visits), default=None), "to": batch.newest or None}
    cells = {"table": "events", "scope": "visits of foreign leaders to the United States", **span, "missing": missing}
    batch.drafts.append(Draft("coverage", "visits/coverage", cells))
    return batch


def _read_visits(path: Path, batch: ImportBatch) -> Iterator[tuple[str, _Visit]]:
    """Yield each visit with the name of its file; report malformed ones."""
    for name, root in xml_files(folder(path, "data"), "*.xml", batch.findings):
        for element in root.iter("visit"):
            try:
                yield name, _parse_visit(element)
            except MalformedError as error:
                id = text(element, "id") or "a record without id"
                batch.report(FindingKind.MALFORMED, name, id, str(error), DraftRef("events", f"visits/{id}"))


def _parse_visit(element: ET.Element) -> _Visit:
    start = parse_date(required(element, "start-date"), "start-date") or ""
    end = parse_date(text(element, "end-date"), "end-date") or start
    if end < start:
        raise MalformedError(f"it ends ({end}) before it starts ({start})")
    origin = element.find("from")
    if origin is None or not origin.get("id"):
        raise MalformedError("the country (from) is missing")
    country = country_id(origin.get("id", ""))
    found = _VISIT_TYPE.match(text(element, "description"))
    type = found[0].capitalize().replace("Offical", "Official") if found else "Visit"
    visitors = tuple(parse_visitors(required(element, "visitor"), country, int(start[:4])))
    return _Visit(required(element, "id"), start, end, country, visitors, type)


def _drop_duplicates(visits: Iterable[tuple[str, _Visit]], batch: ImportBatch) -> list[_Visit]:
    """Return the visits without duplicates, and report these."""
    kept: dict[tuple[object, ...], _Visit] = {}
    for name, visit in visits:
        first = kept.setdefault((visit.start, visit.end, visit.country_id, visit.visitors), visit)
        if first is not visit:
            batch.report(FindingKind.DUPLICATE, name, visit.id, f"same visitors and days as {first.id}")
    return list(kept.values())


def _assign_locators(identities: Iterable[VisitorIdentity]) -> Iterator[tuple[VisitorIdentity, DraftRef]]:
    """Yield a locator for each visitor. Upstream gives them no ids, so it consists of country and name.

    The locator of a later namesake ends with the year of their first visit.
    """
    used: set[str] = set()
    for identity in identities:
        locator = base = f"visitors/{identity.country_id}/{slug(identity.names[0])}"
        if locator in used:
            locator = f"{base}/{identity.years[0]}"
        used.add(locator)
        yield identity, DraftRef("actors", locator)


def _draft_actor(identity: VisitorIdentity, ref: DraftRef) -> Draft:
    name, country = identity.names[0], identity.country_id
    if not identity.has_full_name:
        phrase = TextTemplate((f"{name} (", NameOf("countries", country), ")"))
        cells: dict[str, Cell] = {"kind": "unnamed", "name": phrase, "sort_name": name, "country_id": country}
        return Draft(ref.table, ref.locator, cells, ((name, country),))
    cells = {"kind": "person", "name": name, "sort_name": sort_name(identity), "country_id": country}
    person = Person(name, "", country, names=tuple(identity.names), match_by_name=True)
    return Draft(ref.table, ref.locator, cells, ((name,), (name, country)), person)


def _draft_visit(
    visit: _Visit, identities: list[VisitorIdentity], actors: Mapping[VisitorIdentity, DraftRef]
) -> Iterator[Draft]:
    """Yield the event and the participations of its visitors; `identities` are in the order of `visit.visitors`."""
    refs = [actors[identity] for identity in identities]
    names = [part for ref in refs for part in (" and ", NameOf("actors", ref))][1:]
    # The name of an unnamed visitor already contains the country.
    is_country_needed = all(identity.has_full_name for identity in identities)
    country = (" (", NameOf("countries", visit.country_id), ")") if is_country_needed else ()
    yield Draft(
        "events",
        visit.ref.locator,
        {
            "kind": "visit",
            "name": TextTemplate((f"{visit.type} of ", *names, *country)),
            "date": visit.date,
            "status": "held",
            "country_id": "united-states",
        },
        ((visit.start, "visit", *refs), (visit.start, "visit", *refs, visit.country_id)),
    )
    for ref, visitor in zip(refs, visit.visitors, strict=True):
        cells: dict[str, Cell] = {"event_id": visit.ref, "actor_id": ref, "part": "visitor", "presence": "confirmed"}
        cells["title"] = visitor.title or None
        yield Draft("participations", visit.ref.locator, cells, depends_on=visit.ref)
