"""Meetings and telephone conversations: one event for all documents that record the same one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from fpdata.importers.core.draft import (
    ActorRef,
    Cell,
    Draft,
    DraftRef,
    IdCandidate,
    JoinedId,
    RoleOn,
    SomeOf,
    TextTemplate,
)
from fpdata.importers.countries.crosswalk import state_id
from fpdata.importers.frus.volume import VolumeDocument
from fpdata.model.slugs import fold

_MEETING = re.compile(
    r"\b(?P<number>[0-9]+)(?:st|nd|rd|th|d) (?:[A-Z][a-z]+ )?[Mm]eeting of the (?P<body>National Security Council)|National Security Council Meeting,? No\. (?P<no>[0-9]+)"
)
_CLOCK = re.compile(r"\b[0-9]{1,2}(?::[0-9]{2})?\s*(?:[-–][0-9:]+\s*)?(?:[ap]\. ?m\.|noon|midnight)")
#: Two documents that name so many participants in the same words are of one meeting even if they do not give the hour.
_MANY = 3
#: The countries of the places where most meetings were held, as gsh names them.
_COUNTRIES = {
    **dict.fromkeys(
        ("Washington", "New York", "Camp David", "Hyannis Port", "San Clemente", "Key Biscayne", "Newport"),
        "united-states",
    ),
    **dict.fromkeys(("Paris",), "france"),
    **dict.fromkeys(("London",), "united-kingdom"),
    **dict.fromkeys(("Geneva", "Bern"), "switzerland"),
    **dict.fromkeys(("Bonn",), "germany"),
    **dict.fromkeys(("Moscow",), "russia"),
    **dict.fromkeys(("Tokyo",), "japan"),
    **dict.fromkeys(("Rome",), "italy"),
    **dict.fromkeys(("Ottawa",), "canada"),
    **dict.fromkeys(("Vienna",), "austria"),
    **dict.fromkeys(("Mexico City",), "mexico"),
    **dict.fromkeys(("New Delhi",), "india"),
    **dict.fromkeys(("Tehran",), "iran"),
    **dict.fromkeys(("Manila",), "philippines"),
    **dict.fromkeys(("Bangkok",), "thailand"),
    **dict.fromkeys(("Taipei",), "taiwan"),
    **dict.fromkeys(("Jerusalem", "Tel Aviv"), "israel"),
}


@dataclass(frozen=True)
class Attendance:
    """An actor in a meeting, the offices by which the record names the actor, and the document that does."""

    actor: ActorRef
    office_ids: tuple[str, ...]
    document: DraftRef


@dataclass
class Meeting:
    """A meeting or telephone conversation, as one document or several record it."""

    kind: str
    date: str
    day: str
    title: str
    place: str | None
    documents: list[DraftRef]
    attendances: list[Attendance]
    keys: list[tuple[str, ...]] = field(default_factory=list)
    """What two documents of the same meeting share."""
    is_incomplete: bool = False
    """Whether a document names a participant of whom the link leads nowhere."""
    has_others: bool = False
    """Whether a list names participants whom nobody recognized."""

    @property
    def locators(self) -> list[str]:
        """Where the meeting is in the source: one locator for each document, in order."""
        return sorted({locator_of(document) for document in self.documents})

    def add(self, other: Meeting) -> None:
        """Add what another document says of the same meeting."""
        self.documents += other.documents
        self.attendances += other.attendances
        self.place = self.place or other.place
        self.is_incomplete = self.is_incomplete or other.is_incomplete
        self.has_others = self.has_others or other.has_others

    @property
    def council(self) -> str:
        """The number of a meeting of the National Security Council; empty if it is another meeting."""
        found = _MEETING.search(self.title)
        return (found["number"] or found["no"]) if found else ""


def meeting_of(
    document: VolumeDocument, ref: DraftRef, attendances: list[Attendance], items: list[str], has_others: bool
) -> Meeting | None:
    """Return the meeting that a document records; None if its day is not known, or nobody in it."""
    date = document.date.value
    if not document.event or date is None:
        return None
    day, title, place = document.date.day, document.title, document.place
    meeting = Meeting(document.event, date, day, title, place, [ref], attendances, has_others=has_others)
    when = f"{date}T{document.date.time}"
    folded = sorted(map(fold, items))
    if folded and not any("same list" in item for item in folded) and (document.date.time or len(folded) >= _MANY):
        meeting.keys.append((when, fold(document.place or ""), *folded))
    if meeting.council:
        meeting.keys.append((date, "national security council", meeting.council))
    elif _CLOCK.search(document.title):
        meeting.keys.append((date, fold(document.title)))
    return meeting if attendances or meeting.council else None


def draft_meeting(meeting: Meeting) -> Iterator[Draft]:
    """Yield the event, who took part in it, and citations if several documents record it."""
    first, *others = sorted(dict.fromkeys(meeting.documents), key=lambda ref: ref.locator)
    locators = tuple(meeting.locators)
    ref = DraftRef("events", locators[0])
    attendances = {attendance.actor: attendance for attendance in reversed(meeting.attendances)}
    actors = tuple(dict.fromkeys(attendance.actor for attendance in meeting.attendances))
    country = _COUNTRIES.get((meeting.place or "").split(",")[0])
    what = "call" if meeting.kind == "call" else "meeting"
    day = meeting.date.partition("/")[0].rstrip("~")
    candidate: IdCandidate = (day, what, SomeOf(actors, 2))
    title = "Telephone conversation" if what == "call" else "Meeting"
    name = TextTemplate((title, SomeOf(actors, links=(" with ", " of "), has_others=meeting.has_others)))
    if meeting.council:
        candidate = (day, "national-security-council", meeting.council)
        name = TextTemplate((f"Meeting {meeting.council} of the National Security Council",))
    cells: dict[str, Cell] = {
        "kind": what,
        "name": name,
        "date": meeting.date,
        "status": "held",
        "country_id": state_id(country, day, "") if country else None,
        "place": meeting.place,
    }
    yield Draft(
        "events",
        ref.locator,
        cells,
        (candidate,),
        document=first,
        also_at=locators[1:],
        if_resolved="a meeting or conversation of which no participant is known",
    )
    for actor in actors:
        found = attendances[actor]
        part: dict[str, Cell] = {"event_id": ref, "actor_id": actor, "part": "party", "presence": "confirmed"}
        part["role_id"] = RoleOn(actor, meeting.day, found.office_ids) if meeting.day else None
        yield Draft(
            "participations",
            ref.locator,
            part,
            depends_on=ref,
            document=found.document,
            if_resolved="a participant given by office, or linked to a person whom people lacks",
        )
    for document in (first, *others) if others else ():
        cells = {"citation_id": JoinedId((ref, document)), "table": "events", "record_id": ref}
        cells |= {"document_id": document, "stance": "supports"}
        yield Draft("citations", ref.locator, cells, depends_on=ref)


def locator_of(document: DraftRef) -> str:
    """Return the locator of the meeting that a document records."""
    return document.locator.replace("frus/", "meetings/", 1)
