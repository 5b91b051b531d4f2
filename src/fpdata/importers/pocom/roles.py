"""Draft a role from each appointment of pocom: a <principal> or <chief> element in the file of a post."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from fpdata.importers.core.draft import Cell, Draft
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.parsing import MalformedError, has_all, parse_date, require_all, required, text
from fpdata.importers.core.source import ImportBatch
from fpdata.importers.pocom.end_notes import end_kind, is_approximate
from fpdata.importers.pocom.people import People
from fpdata.importers.pocom.posts import Post, PostFile
from fpdata.importers.pocom.states import state_of_the_time
from fpdata.importers.pocom.titles import title_then

_ACTING_TITLES = {"charge-daffaires-ad-interim", "charge-daffaires-pro-tem", "acting-principal-officer"}
#: Holders of these titles take charge; they present no credentials.
_TITLES_WITHOUT_CREDENTIALS = {*_ACTING_TITLES, "chief", "director", "principal-officer"}

#: The lists of appointments in a file, and what they contain.
_LISTS = ("principals", "chiefs", "other-appointees", "other-nominees")
_APPOINTMENTS = ("principal", "chief")
_IN_LISTS = (*_APPOINTMENTS, "mission-note")
_ELEMENTS = ("id", "person-id", "role-title-id", "appointed/date", "started/date", "ended/date")
#: The elements that every appointment has, even if they are empty, by group of posts. Principals do not arrive.
ELEMENTS = {
    "principals": _ELEMENTS,
    "missions": (*_ELEMENTS, "arrived/date"),
    "organizations": (*_ELEMENTS, "arrived/date"),
}

_NEVER_SERVED = re.compile(r"declined|did not take oath|not commissioned|nomination", re.IGNORECASE)
_NEVER_WENT = re.compile(r"before \w+ proceeded to post|did not (?:proceed to post|serve)", re.IGNORECASE)
_LEFT_POST = re.compile(r"left post|recall|at post", re.IGNORECASE)
_IN_RECESS = re.compile(r"(?:commission|issued)(?:ed|s)?[^.;]* during a? ?recess", re.IGNORECASE)
_RECESS_EXPIRED = re.compile(r"recess appointment expired", re.IGNORECASE)
_CONFIRMED = re.compile(
    r"after (?:senate )?confirmation|(?<!not )confirmed by the senate|senate confirmed", re.IGNORECASE
)
_TOOK_CHARGE = re.compile(r"entered on duty|assumed charge|established|opened", re.IGNORECASE)


@dataclass(frozen=True)
class Appointment:
    """An appointment of a person to a post."""

    post: Post
    id: str
    locator: str
    element: ET.Element
    is_nominee: bool
    """Whether upstream lists it among the nominees who did not serve."""

    def note(self, part: str = "note") -> str:
        """Return the note, or the one on an event."""
        return text(self.element, part)

    @property
    def was_in_office(self) -> bool:
        """Whether upstream records that the appointee took up the post; it does so for some of those it lists as nominees."""
        if _NEVER_WENT.search(self.note()):
            return False
        arrived = self.date("started") or self.date("arrived")
        return bool(arrived or (self.date("ended") and _LEFT_POST.search(self.note("ended/note"))))

    def date(self, part: str) -> str | None:
        """Return the date of an event (appointed, arrived, started, ended), with `~` if its note says that it is approximate."""
        day = parse_date(text(self.element, f"{part}/date"), part)
        return f"{day}~" if day and is_approximate(self.note(f"{part}/note")) else day


def appointment_elements(root: ET.Element) -> list[ET.Element]:
    """Return the elements of the appointments in a file, those of nominees included."""
    return [element for part in root for element in part if element.tag in _APPOINTMENTS]


def read_appointments(file: PostFile, batch: ImportBatch, renamed: Collection[str] = ()) -> Iterator[Appointment]:
    """Yield the appointments of a file, each with a unique locator, and report duplicates.

    Those without an element at a path in `renamed` are left out. Upstream uses some ids twice. Then person and date
    become part of the locator.
    """
    found: list[Appointment] = []
    post = file.post
    if not any(part.tag in _LISTS for part in file.root):
        batch.report(FindingKind.MALFORMED, file.name, "", f"it has none of {', '.join(_LISTS)}")
    for part in file.root:
        is_nominee = part.tag.startswith("other-")
        for element in part:
            if element.tag in _APPOINTMENTS and has_all(element, renamed):
                id = text(element, "id") or f"number {len(found) + 1}"
                locator = f"{post.group}/{post.id}/{'nominees/' if is_nominee else ''}{id}"
                found.append(Appointment(post, id, locator, element, is_nominee))
            elif part.tag in _LISTS and element.tag not in _IN_LISTS:
                message = f"<{element.tag}> is not a known kind of record in <{part.tag}>"
                batch.report(FindingKind.MALFORMED, file.name, text(element, "id"), message)
    counts = Counter(one.locator for one in found)
    same_start = defaultdict(list)
    for one in found:
        if counts[one.locator] == 1:
            yield one
        else:
            starts = [text(one.element, f"{part}/date") for part in ("started", "arrived", "appointed")]
            same_start[one.locator, text(one.element, "person-id"), *starts].append(one)
    for (locator, person, *starts), duplicates in same_start.items():
        kept = max(duplicates, key=lambda one: len(text(one.element, "ended/date")))
        yield replace(kept, locator="/".join((locator, person, next(filter(None, starts), "undated"))))
        for one in duplicates:
            if one is not kept:
                message = "another appointment has the same id, person and start"
                batch.report(FindingKind.DUPLICATE, file.name, one.id, message)


def draft_role(
    appointment: Appointment, titles: Mapping[str, str], people: People, groups: Mapping[tuple[str, str], str]
) -> Draft:
    """Return the draft of a role.

    `titles` are the titles by id, `groups` the concurrent groups by id of the appointment and id of the person.
    Raises MalformedError.
    """
    post, element, title_id = appointment.post, appointment.element, text(appointment.element, "role-title-id")
    require_all(element, ELEMENTS[post.group])
    required(element, "id")
    person_id = required(element, "person-id")
    actor = people[person_id]
    if title_id not in titles:
        raise MalformedError(f"the role-title-id {title_id!r} names no role")
    appointed, arrived, started, ended = (
        appointment.date(part) for part in ("appointed", "arrived", "started", "ended")
    )
    start = started or arrived or appointed or ""
    territory = text(element, "contemporary-territory-id")
    cells: dict[str, Cell] = {
        "actor_id": actor,
        "office_id": post.office,
        "title": _title(appointment, title_id, titles[title_id], start),
        "basis": _basis(appointment, title_id, was_there=bool(started or arrived or ended)),
        "start": start or None,
        "start_kind": _start_kind(appointment, title_id, started, arrived, appointed),
        "appointed": appointed,
        "arrived": arrived,
        "end": ended,
        "end_kind": end_kind(appointment.note("ended/note")),
        "country_id": state_of_the_time(post.id, territory, start, appointment.note()) if post.country_id else None,
        "career_type": people.career_type(person_id, start),
        "concurrent_group": groups.get((appointment.id, people.current_id(person_id))),
    }
    held = ("acting", post.office) if post.is_acting else (post.office,)
    return Draft("roles", appointment.locator, cells, ((actor, *held, start[:4]), (actor, *held, start.rstrip("~"))))


def _title(appointment: Appointment, title_id: str, latest: str, start: str) -> str:
    post = appointment.post
    if title_id != post.id or post.group == "missions":
        return latest  # of a chief of mission: such titles do not change
    return title_then(post.id, latest, start, appointment.note())


def _basis(appointment: Appointment, title_id: str, *, was_there: bool) -> str:
    note = appointment.note()
    is_nominee = appointment.is_nominee and not appointment.was_in_office
    if is_nominee or (not was_there and _NEVER_SERVED.search(note)):
        return "nominated-not-served"
    if title_id in _ACTING_TITLES or appointment.post.is_acting:
        return "acting"
    if _IN_RECESS.search(note) or _RECESS_EXPIRED.search(appointment.note("ended/note")):
        return "recess-appointed"
    return "confirmed" if _CONFIRMED.search(note) else "appointed"


def _start_kind(
    appointment: Appointment, title_id: str, started: str | None, arrived: str | None, appointed: str | None
) -> str | None:
    if started:
        presents_credentials = (
            appointment.post.group != "principals"
            and title_id not in _TITLES_WITHOUT_CREDENTIALS
            and (appointed or title_id != "charge-daffaires")  # who was only left in charge presented none
            and not _TOOK_CHARGE.search(appointment.note("started/note"))
        )
        return "credentials" if presents_credentials else "took-office"
    return "arrived" if arrived else "appointed" if appointed else None
