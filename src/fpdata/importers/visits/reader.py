"""Visits of foreign leaders to the United States, from 1874.

How an element of upstream becomes a record:

    data/<decade>.xml <visit>   an event of kind visit, and a participation of each visitor
    <visitor>                   an actor: a person where the name is whole, else unnamed, by title and family name
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fpdata.importers.core.draft import (
    Cell,
    Draft,
    DraftRef,
    Finding,
    FindingKind,
    Imported,
    NameOf,
    Person,
    Source,
    TextTemplate,
)
from fpdata.importers.core.source import MalformedError, a_date, folder, required, text, xml_files
from fpdata.importers.countries.reader import country_id
from fpdata.importers.visits.visitors import Guest, Visitor, guests, read_visitors, sort_name
from fpdata.model.slugs import slug

SOURCE = Source(
    "visits",
    "https://github.com/HistoryAtState/visits",
    "Public domain in the U.S. and CC0-1.0",
    "history-at-state",
    "HistoryAtState on GitHub",
    "https://github.com/HistoryAtState",
)

#: What upstream calls a visit at the beginning of its description; all else is a visit.
_SORTS = re.compile(r"(?P<sort>(?:State|Offici?al Working|Offici?al|Working|Private|Informal) Visit)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Visit:
    id: str
    start: str
    end: str
    country_id: str
    visitors: tuple[Visitor, ...]
    sort: str

    @property
    def date(self) -> str:
        return self.start if self.start == self.end else f"{self.start}/{self.end}"


def read_visits(path: Path) -> Imported:
    """Return the drafts of all visits and visitors of a checkout of visits.

    Raises SourceError where `path` is no such folder.
    """
    imported = Imported(SOURCE)
    visits = _unlike(_visits(path, imported), imported)
    known = guests(visitor for visit in visits for visitor in visit.visitors)
    actors = {id(guest): guest for guest in known.values()}
    places = dict(_places(list(actors.values())))
    for guest in actors.values():
        imported.drafts.append(_actor(guest, places[id(guest)]))
    for visit in visits:
        imported.drafts += _event(visit, [(known[visitor], places[id(known[visitor])]) for visitor in visit.visitors])
        imported.see(visit.end)
    missing = "Visitors who were not heads of state or government, but for a few; visits after this day."
    span = {"from": min((visit.start for visit in visits), default=None), "to": imported.newest or None}
    cells = {"table": "events", "scope": "visits of foreign leaders to the United States", **span, "missing": missing}
    imported.drafts.append(Draft("coverage", "visits/coverage", cells))
    return imported


def _visits(path: Path, imported: Imported) -> Iterator[tuple[str, _Visit]]:
    for name, root in xml_files(folder(path, "data"), "*.xml", imported.findings):
        for element in root.iter("visit"):
            try:
                yield name, _visit(element)
            except MalformedError as error:
                id = text(element, "id") or "a record without id"
                imported.findings.append(
                    Finding(FindingKind.MALFORMED, name, id, str(error), ("events", f"visits/{id}"))
                )


def _visit(element: ET.Element) -> _Visit:
    start = a_date(required(element, "start-date"), "start-date") or ""
    end = a_date(text(element, "end-date"), "end-date") or start
    if end < start:
        raise MalformedError(f"it ends ({end}) before it begins ({start})")
    origin = element.find("from")
    if origin is None or not origin.get("id"):
        raise MalformedError("it does not say from where")
    country = country_id(origin.get("id", ""))
    found = _SORTS.match(text(element, "description"))
    sort = found["sort"].capitalize().replace("Offical", "Official") if found else "Visit"
    visitors = tuple(read_visitors(required(element, "visitor"), country, int(start[:4])))
    return _Visit(required(element, "id"), start, end, country, visitors, sort)


def _unlike(found: Iterator[tuple[str, _Visit]], imported: Imported) -> list[_Visit]:
    """Return the visits without those that are there twice, which are reported."""
    seen: dict[tuple[object, ...], _Visit] = {}
    for name, visit in found:
        first = seen.setdefault((visit.start, visit.end, visit.country_id, visit.visitors), visit)
        if first is not visit:
            message = f"the same visitor on the same days as in {first.id}"
            imported.findings.append(Finding(FindingKind.DUPLICATE, name, visit.id, message))
    return list(seen.values())


def _places(actors: list[Guest]) -> Iterator[tuple[int, str]]:
    """Yield a place in the source for each visitor: there is no upstream id, so country and name make one."""
    taken: set[str] = set()
    for guest in actors:
        place = base = f"visitors/{guest.country_id}/{slug(guest.names[0])}"
        if place in taken:
            place = f"{base}/{guest.years[0]}"
        taken.add(place)
        yield id(guest), place


def _actor(guest: Guest, place: str) -> Draft:
    name = guest.names[0]
    if not guest.is_named:
        phrase = TextTemplate((f"{name} (", NameOf("countries", guest.country_id), ")"))
        cells: dict[str, Cell] = {"kind": "unnamed", "name": phrase, "sort_name": name, "country_id": guest.country_id}
        return Draft("actors", place, cells, ((name, guest.country_id),))
    cells = {"kind": "person", "name": name, "sort_name": sort_name(guest), "country_id": guest.country_id}
    person = Person(name, "", guest.country_id, names=tuple(guest.names), goes_by_name=True)
    return Draft("actors", place, cells, ((name,), (name, guest.country_id)), person)


def _event(visit: _Visit, who: list[tuple[Guest, str]]) -> Iterator[Draft]:
    event, actors = DraftRef("events", f"visits/{visit.id}"), [DraftRef("actors", place) for _, place in who]
    names = [part for actor in actors for part in (" and ", NameOf("actors", actor))][1:]
    # The name of an unnamed visitor has the country in it.
    whence = (" (", NameOf("countries", visit.country_id), ")") if all(guest.is_named for guest, _ in who) else ()
    yield Draft(
        "events",
        event.locator,
        {
            "kind": "visit",
            "name": TextTemplate((f"{visit.sort} of ", *names, *whence)),
            "date": visit.date,
            "status": "held",
            "country_id": "united-states",
        },
        ((visit.start, "visit", *actors), (visit.start, "visit", *actors, visit.country_id)),
    )
    for actor, visitor in zip(actors, visit.visitors, strict=True):
        cells: dict[str, Cell] = {"event_id": event, "actor_id": actor, "part": "visitor", "presence": "confirmed"}
        yield Draft("participations", f"visits/{visit.id}", cells | {"title": visitor.title or None}, depends_on=event)
