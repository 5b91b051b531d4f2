"""Read travels: the travels abroad of Presidents and Secretaries of State.

How an element of upstream becomes a draft:

    <trip>            an event of kind trip: a leg, the stay in one country, with a participation of the traveler
    successive trips  an event of kind trip that they are part of: the journey, even if it has a single leg

Legs of one traveler that are at most a day apart are one journey.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from fpdata.importers.core.draft import (
    ActorRef,
    BoundOfEvents,
    Cell,
    DateInTenure,
    Draft,
    DraftRef,
    IdCandidate,
    IdentifierRef,
    Incumbent,
    NameOf,
    RoleHeld,
    TextTemplate,
)
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
from fpdata.importers.core.source import ImportBatch, Source
from fpdata.importers.countries.crosswalk import state_id
from fpdata.model.slugs import fold

SOURCE = Source.on_github(
    "HistoryAtState/travels", "Public domain in the U.S. and CC0-1.0", outlet_id="history-at-state"
)

_OFFICES = {"president": "president-of-the-united-states", "secretary": "secretary-of-state"}
_FOLDERS = {"president": "president-travels", "secretary": "secretary-travels"}
_SCOPES = {"president": "travels of Presidents", "secretary": "travels of Secretaries of State"}
#: What a remark says of a traveler who is not in office yet.
_CAPACITY = re.compile(r"\[Visit made as ([^.\]]+)\.?\]")
#: Trips that upstream records twice, with different days: the record that is left out, and the fuller one.
_RECORDED_TWICE = {"3994": "4021"}
_MAX_GAP = timedelta(days=1)
#: A single trip this long before or after all others of the traveler has a wrong year.
_MAX_YEARS = timedelta(days=10 * 365)


@dataclass(frozen=True)
class _Leg:
    """A <trip>: the stay of a traveler in one country."""

    file: str
    id: str
    role: str
    """president or secretary."""
    traveler: str
    """A pocom id for a Secretary, a name for a President."""
    start: str
    end: str
    country_id: str
    place: str
    capacity: str
    """What the traveler was then, if not yet in office."""

    @property
    def ref(self) -> DraftRef:
        return DraftRef("events", f"trips/{self.id}")

    @property
    def stay(self) -> tuple[str, ...]:
        """The fields that are equal in two records of one stay."""
        return self.start, self.end, self.country_id, self.place

    @property
    def content(self) -> tuple[object, ...]:
        """The fields that are equal in two copies of a record."""
        return self.traveler, self.capacity, *self.stay


def read_travels(path: Path) -> ImportBatch:
    """Return the drafts of all legs and journeys in a checkout of travels.

    Travelers are looked up in the data set: Presidents among the holders of the office on those days,
    Secretaries by pocom id. So import pocom and legislators first.

    Raises SourceError if a folder of travels is missing from `path`.
    """
    batch = ImportBatch(SOURCE)
    own, shared = split_by_id(_read_legs(path, batch), batch)
    for role, directory in _FOLDERS.items():
        by_traveler: dict[str, list[_Leg]] = defaultdict(list)
        for leg in own + shared:
            if leg.role == role:
                by_traveler[leg.traveler].append(leg)
        drafts: list[Draft] = []
        for traveler, found in by_traveler.items():
            found.sort(key=lambda leg: (leg.start, leg.end, int(leg.id)))
            legs = _drop_duplicates(_drop_outliers(found, batch), batch)
            actor = _traveler(role, traveler, legs)
            for journey in _group_by_journey(legs):
                if _is_clear(journey, shared, batch):
                    drafts += _draft_journey(actor, journey)
                    batch.track_newest(*(leg.end for leg in journey))
        batch.drafts += drafts
        left_out = (one for one in batch.findings if one.file.startswith(directory))
        if drafts:
            batch.drafts += _coverage(
                role, [*(draft.ref for draft in drafts), *(ref for one in left_out for ref in one.drafts)]
            )
    return batch


def _read_legs(path: Path, batch: ImportBatch) -> Iterator[_Leg]:
    """Yield the legs of all Presidents and Secretaries; report malformed ones."""
    files = [
        (role, name, root)
        for role, directory in _FOLDERS.items()
        for name, root in xml_files(folder(path, directory), "*.xml", batch.findings)
    ]
    last_day = horizon(root for _, _, root in files)
    for role, name, root in files:
        elements = list(root.iter("trip"))
        if not elements:
            batch.report(FindingKind.MALFORMED, name, "", "there is no trip in it")
        for element in elements:
            try:
                leg = _parse_leg(name, element, role)
                if leg.end > last_day:
                    raise MalformedError(f"it ends on {leg.end}, and the source is of {last_day}")  # noqa: TRY301
                yield leg
            except MalformedError as error:
                id = text(element, "id") or "a record without id"
                missing = (DraftRef("events", f"{kind}/{id}") for kind in ("trips", "journeys"))
                batch.report(FindingKind.MALFORMED, name, id, str(error), *missing)


def _is_clear(journey: list[_Leg], shared: list[_Leg], batch: ImportBatch) -> bool:
    """Whether no leg of a journey shares its id with another record. If one does, the whole journey is reported."""
    unclear = [leg for leg in journey if leg in shared]
    if not unclear:
        return True
    for leg in journey:
        message = f"the leg {unclear[0].id} of its journey has the id of another record; the journey is left unchanged"
        batch.report(FindingKind.AMBIGUOUS, leg.file, leg.id, message, leg.ref, _journey_ref(journey))
    return False


def _parse_leg(file: str, element: ET.Element, role: str) -> _Leg:
    refuse_several(element, ("id", "start-date", "end-date", "country", "locale"))
    id, traveler, country = required(element, "id"), element.get("who"), element.find("country")
    start = parse_date(required(element, "start-date"), "start-date") or ""
    end = parse_date(present(element, "end-date"), "end-date") or start
    if not id.isdigit() or not traveler or country is None or not country.get("id"):
        raise MalformedError("the number (id), the traveler (who) or the country is missing")
    if len(start) != 10 or len(end) != 10:
        raise MalformedError(f"the dates ({start}, {end}) are not exact days")
    if end < start:
        raise MalformedError(f"it ends ({end}) before it starts ({start})")
    capacity = found[1] if (found := _CAPACITY.search(present(element, "remarks"))) else ""
    place = present(element, "locale")
    state = state_id(country.get("id", ""), start, text(country))
    return _Leg(file, id, role, traveler, start, end, state, place, capacity)


def _drop_outliers(legs: list[_Leg], batch: ImportBatch) -> list[_Leg]:
    """Return the legs without those that are many years from all others of a traveler with several, and report these."""
    days = sorted(date.fromisoformat(leg.start) for leg in legs)
    kept: list[_Leg] = []
    for leg in legs:
        day = date.fromisoformat(leg.start)
        at = days.index(day)
        nearest = min(
            (abs(day - other) for other in days[max(at - 1, 0) : at] + days[at + 1 : at + 2]), default=_MAX_GAP
        )
        if len(legs) > 2 and nearest > _MAX_YEARS:
            message = f"it starts on {leg.start}, many years from all other trips of the traveler"
            missing = (DraftRef("events", f"{kind}/{leg.id}") for kind in ("trips", "journeys"))
            batch.report(FindingKind.MALFORMED, leg.file, leg.id, message, *missing)
        else:
            kept.append(leg)
    return kept


def _drop_duplicates(legs: list[_Leg], batch: ImportBatch) -> list[_Leg]:
    """Return the legs without duplicates; report these, and possible duplicates.

    Two legs with the same content are not duplicates if they are on one day with another country in between.
    """
    kept: list[_Leg] = []
    for leg in legs:
        twin = next((one for one in kept if one.stay == leg.stay), None)
        twin = next((one for one in legs if one.id == _RECORDED_TWICE.get(leg.id)), twin)
        was_elsewhere = any(
            one.country_id != leg.country_id and one.start <= leg.start and leg.end <= one.end for one in legs
        )
        if twin and (leg.start < leg.end or not was_elsewhere):
            batch.report(FindingKind.DUPLICATE, leg.file, leg.id, f"the same stay as {twin.id}")
            continue
        overlapping = next((one for one in kept if one.country_id == leg.country_id and leg.start < one.end), None)
        if overlapping and overlapping.place == leg.place:
            message = f"may duplicate {overlapping.id}: same place on overlapping days; both are kept"
            batch.report(FindingKind.DOUBTFUL, leg.file, leg.id, message)
        kept.append(leg)
    return kept


def _traveler(role: str, traveler: str, legs: list[_Leg]) -> ActorRef:
    if role == "secretary":
        return IdentifierRef("pocom", traveler)
    return Incumbent(_OFFICES[role], tuple(leg.start for leg in legs), frozenset(fold(traveler).split()))


def _group_by_journey(legs: Iterable[_Leg]) -> Iterator[list[_Leg]]:
    """Yield the legs of each journey; `legs` are those of one traveler in order of start."""
    journey: list[_Leg] = []
    last = date.min
    for leg in legs:
        if journey and date.fromisoformat(leg.start) - last > _MAX_GAP:
            yield journey
            journey = []
        journey.append(leg)
        last = max(last, date.fromisoformat(leg.end))
    if journey:
        yield journey


def _journey_ref(legs: Iterable[_Leg]) -> DraftRef:
    return DraftRef("events", f"journeys/{min((leg.id for leg in legs), key=int)}")


def _draft_journey(actor: ActorRef, legs: list[_Leg]) -> Iterator[Draft]:
    """Yield the events and participations of a journey and its legs."""
    journey = _journey_ref(legs)
    start, end = legs[0].start, max(leg.end for leg in legs)
    countries = list(dict.fromkeys(leg.country_id for leg in legs))
    cells: dict[str, Cell] = {
        "name": _event_name("Journey", actor, countries),
        "date": DateInTenure(actor, _OFFICES[legs[0].role], _period(start, end)),
        "country_id": countries[0] if len(countries) == 1 else None,
    }
    yield from _draft_event(journey, actor, legs[0], cells, (start, actor, "journey"))
    for leg in legs:
        cells = {
            "name": _event_name("Trip", actor, [leg.country_id]),
            "date": DateInTenure(actor, _OFFICES[leg.role], _period(leg.start, leg.end)),
            "country_id": leg.country_id,
            "place": leg.place or None,
            "part_of_id": journey,
        }
        yield from _draft_event(leg.ref, actor, leg, cells, (leg.start, actor, leg.country_id))


def _draft_event(
    ref: DraftRef, actor: ActorRef, leg: _Leg, cells: dict[str, Cell], id_candidate: IdCandidate
) -> Iterator[Draft]:
    """Yield an event and the traveler's participation, in the role held at the start of the leg."""
    cells |= {"kind": "trip", "status": "held"}
    yield Draft(ref.table, ref.locator, cells, (id_candidate,))
    participation: dict[str, Cell] = {
        "event_id": ref,
        "actor_id": actor,
        "part": "traveler",
        "presence": "confirmed",
        "role_id": RoleHeld(actor, _OFFICES[leg.role], leg.start),
        "title": leg.capacity or None,
    }
    yield Draft("participations", ref.locator, participation, depends_on=ref)


def _event_name(kind: str, actor: ActorRef, countries: list[str]) -> TextTemplate:
    """Return the name of a trip or journey, such as "Trip of Dean Acheson: France"."""
    listed = [part for country in countries for part in (", ", NameOf("countries", country))]
    return TextTemplate((f"{kind} of ", NameOf("actors", actor), ": ", *listed[1:]))


def _period(start: str, end: str) -> str:
    return start if start == end else f"{start}/{end}"


def _coverage(role: str, refs: list[DraftRef]) -> Iterator[Draft]:
    """Yield the coverage; `refs` are the events of a role, and those of records that are left out now."""
    if legs := tuple(ref for ref in refs if ref.table == "events" and ref.locator.startswith("trips/")):
        cells: dict[str, Cell] = {"table": "events", "scope": _SCOPES[role]}
        cells |= {"from": BoundOfEvents(legs, "first"), "to": BoundOfEvents(legs, "last")}
        missing = (
            "Travels after this day; what happened on them; single cities, where the source lists several in one text."
        )
        yield Draft("coverage", f"trips/{role}", cells | {"missing": missing})
