"""Travels abroad of Presidents and Secretaries of State.

How an element of upstream becomes a record:

    <trip>                  an event of kind trip: one country leg, and a participation of the traveller
    trips without a break   an event of kind trip that they are part of: the journey, also where it has one leg

Legs of one traveller between which lies no more than a day are one journey.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from fpdata.importers.core.draft import (
    ActorRef,
    Cell,
    Draft,
    DraftRef,
    Finding,
    FindingKind,
    IdentifierRef,
    Imported,
    Incumbent,
    NameOf,
    RoleHeld,
    Source,
    TextTemplate,
)
from fpdata.importers.core.source import MalformedError, a_date, folder, required, text, xml_files
from fpdata.importers.countries.reader import country_id
from fpdata.model.slugs import fold

SOURCE = Source(
    "travels",
    "https://github.com/HistoryAtState/travels",
    "Public domain in the U.S. and CC0-1.0",
    "history-at-state",
    "HistoryAtState on GitHub",
    "https://github.com/HistoryAtState",
)

_OFFICES = {"president": "president-of-the-united-states", "secretary": "secretary-of-state"}
_FOLDERS = {"president": "president-travels", "secretary": "secretary-travels"}
_BREAK = timedelta(days=1)


@dataclass(frozen=True)
class _Leg:
    """A <trip>: somebody in one country."""

    file: str
    id: str
    role: str
    who: str
    start: str
    end: str
    country_id: str
    place: str

    @property
    def event(self) -> DraftRef:
        return DraftRef("events", f"trips/{self.id}")


def read_travels(path: Path) -> Imported:
    """Return the drafts of all legs and journeys of a checkout of travels.

    Travellers are found in the data set: Presidents among the holders of the office in those days,
    Secretaries by their id in pocom; so pocom and legislators come first. Raises SourceError where
    `path` is no such folder.
    """
    imported = Imported(SOURCE)
    for role in _FOLDERS:
        by_traveller: dict[str, list[_Leg]] = defaultdict(list)
        for leg in _legs(path, role, imported):
            by_traveller[leg.who].append(leg)
        for who, found in by_traveller.items():
            legs = _unlike(sorted(found, key=lambda leg: (leg.start, leg.end, int(leg.id))), imported)
            actor = _traveller(role, who, legs)
            for journey in _journeys(legs):
                imported.drafts += _journey(actor, journey)
            imported.see(*(leg.end for leg in legs))
        imported.drafts += _coverage(role, [leg for legs in by_traveller.values() for leg in legs])
    return imported


def _legs(path: Path, role: str, imported: Imported) -> Iterator[_Leg]:
    for name, root in xml_files(folder(path, _FOLDERS[role]), "*.xml", imported.findings):
        for element in root.iter("trip"):
            try:
                yield _leg(name, element, role)
            except MalformedError as error:
                id = text(element, "id") or "a record without id"
                imported.findings.append(
                    Finding(FindingKind.MALFORMED, name, id, str(error), ("events", f"trips/{id}"))
                )


def _leg(file: str, element: ET.Element, role: str) -> _Leg:
    id, who, country = required(element, "id"), element.get("who"), element.find("country")
    start = a_date(required(element, "start-date"), "start-date") or ""
    end = a_date(text(element, "end-date"), "end-date") or start
    if not id.isdigit() or not who or country is None or not country.get("id"):
        raise MalformedError("it lacks a number, a traveller or a country")
    if len(start) != 10 or len(end) != 10 or end < start:
        raise MalformedError(f"it does not begin on a day ({start}) and end on the same or a later one ({end})")
    return _Leg(file, id, role, who, start, end, country_id(country.get("id", "")), text(element, "locale"))


def _unlike(legs: list[_Leg], imported: Imported) -> list[_Leg]:
    """Return the legs without those that are there twice, which are reported.

    Somebody can be in a country twice in a day, with another between; not twice for the same days.
    """
    kept: list[_Leg] = []
    for leg in legs:
        twin = next((one for one in kept if _facts(one) == _facts(leg)), None)
        elsewhere = any(
            one.country_id != leg.country_id and one.start <= leg.start and leg.end <= one.end for one in legs
        )
        if twin and (leg.start < leg.end or not elsewhere):
            message = f"the same days in the same place as in {twin.id}"
            imported.findings.append(Finding(FindingKind.DUPLICATE, leg.file, leg.id, message))
            continue
        near = next((one for one in kept if one.country_id == leg.country_id and leg.start < one.end), None)
        if near and near.place == leg.place:
            message = f"perhaps the same as {near.id}: some of the same days in the same place; both stay"
            imported.findings.append(Finding(FindingKind.DOUBTFUL, leg.file, leg.id, message))
        kept.append(leg)
    return kept


def _facts(leg: _Leg) -> tuple[str, ...]:
    return leg.start, leg.end, leg.country_id, leg.place


def _traveller(role: str, who: str, legs: list[_Leg]) -> ActorRef:
    if role == "secretary":
        return IdentifierRef("pocom", who)
    return Incumbent(_OFFICES[role], tuple(leg.start for leg in legs), frozenset(fold(who).split()))


def _journeys(legs: Iterable[_Leg]) -> Iterator[list[_Leg]]:
    journey: list[_Leg] = []
    last = date.min
    for leg in legs:
        if journey and date.fromisoformat(leg.start) - last > _BREAK:
            yield journey
            journey = []
        journey.append(leg)
        last = max(last, date.fromisoformat(leg.end))
    if journey:
        yield journey


def _journey(actor: ActorRef, legs: list[_Leg]) -> Iterator[Draft]:
    first = min(legs, key=lambda leg: int(leg.id))
    journey = DraftRef("events", f"journeys/{first.id}")
    start, end = legs[0].start, max(leg.end for leg in legs)
    countries = list(dict.fromkeys(leg.country_id for leg in legs))
    yield from _event(
        journey,
        actor,
        legs[0],
        ("Journey of ", countries),
        {"date": _period(start, end), "country_id": countries[0] if len(countries) == 1 else None},
        (start, actor, "journey"),
    )
    for leg in legs:
        yield from _event(
            leg.event,
            actor,
            leg,
            ("Trip of ", [leg.country_id]),
            {
                "date": _period(leg.start, leg.end),
                "country_id": leg.country_id,
                "place": leg.place or None,
                "part_of_id": journey,
            },
            (leg.start, actor, leg.country_id),
        )


def _event(
    event: DraftRef,
    actor: ActorRef,
    leg: _Leg,
    name: tuple[str, list[str]],
    cells: dict[str, Cell],
    wish: tuple[str | ActorRef, ...],
) -> Iterator[Draft]:
    """Yield an event and the traveller's part in it, in the office that he or she held that day."""
    what, countries = name
    listed = (part for country in countries for part in (", ", NameOf("countries", country)))
    phrase = TextTemplate((what, NameOf("actors", actor), ": ", *list(listed)[1:]))
    yield Draft("events", event.locator, {"kind": "trip", "name": phrase, "status": "held", **cells}, (wish,))
    part: dict[str, Cell] = {"event_id": event, "actor_id": actor, "part": "traveler", "presence": "confirmed"}
    part["role_id"] = RoleHeld(actor, _OFFICES[leg.role], leg.start)
    yield Draft("participations", event.locator, part, depends_on=event)


def _period(start: str, end: str) -> str:
    return start if start == end else f"{start}/{end}"


def _coverage(role: str, legs: list[_Leg]) -> Iterator[Draft]:
    if legs:
        scope = {"president": "travels of Presidents", "secretary": "travels of Secretaries of State"}[role]
        cells = {"table": "events", "scope": scope, "from": min(leg.start for leg in legs)}
        missing = "Travels after this day; what was done on them; cities, where one text holds several."
        yield Draft("coverage", f"trips/{role}", cells | {"to": max(leg.end for leg in legs), "missing": missing})
