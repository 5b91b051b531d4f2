"""Draft a role from each appointment of pocom: a <principal> or <chief> element in the file of a post."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from fpdata.importers.core.draft import Cell, Draft
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.parsing import parse_date, required, text
from fpdata.importers.core.source import ImportBatch
from fpdata.importers.countries.crosswalk import country_id
from fpdata.importers.pocom.end_notes import end_kind, is_approximate
from fpdata.importers.pocom.people import People
from fpdata.importers.pocom.posts import Post, PostFile

_ACTING_TITLES = {"charge-daffaires-ad-interim", "charge-daffaires-pro-tem", "acting-principal-officer"}
#: Holders of these titles take charge; they present no credentials.
_TITLES_WITHOUT_CREDENTIALS = {*_ACTING_TITLES, "chief", "director", "principal-officer"}

_NEVER_SERVED = re.compile(r"declined|did not take oath|not commissioned|nomination", re.IGNORECASE)
_IN_RECESS = re.compile(r"commissioned during a? ?recess", re.IGNORECASE)
_CONFIRMED = re.compile(r"after confirmation|was confirmed by the senate", re.IGNORECASE)
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

    def date(self, part: str) -> str | None:
        """Return the date of an event (appointed, arrived, started, ended), with `~` if its note says that it is approximate."""
        day = parse_date(text(self.element, f"{part}/date"), part)
        return f"{day}~" if day and is_approximate(text(self.element, f"{part}/note")) else day


def read_appointments(file: PostFile, batch: ImportBatch) -> Iterator[Appointment]:
    """Yield the appointments of a file, each with a unique locator, and report duplicates.

    Upstream uses some ids twice. Then person and date become part of the locator.
    """
    found: list[Appointment] = []
    post = file.post
    for part in file.root:
        is_nominee = part.tag.startswith("other-")
        for element in part:
            if element.tag in ("principal", "chief"):
                id = text(element, "id") or f"number {len(found) + 1}"
                locator = f"{post.group}/{post.id}/{'nominees/' if is_nominee else ''}{id}"
                found.append(Appointment(post, id, locator, element, is_nominee))
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

    `titles` are the titles by id, `groups` the concurrent groups by id of the appointment and locator of the
    person. Raises MalformedError.
    """
    post, element, title_id = appointment.post, appointment.element, text(appointment.element, "role-title-id")
    required(element, "id")
    actor = people[required(element, "person-id")]
    appointed, arrived, started, ended = (
        appointment.date(part) for part in ("appointed", "arrived", "started", "ended")
    )
    start = started or arrived or appointed or ""
    territory = text(element, "contemporary-territory-id")
    cells: dict[str, Cell] = {
        "actor_id": actor,
        "office_id": post.office,
        "title": titles.get(title_id) or post.title,
        "basis": _basis(appointment, title_id, was_there=bool(started or arrived or ended)),
        "start": start or None,
        "start_kind": _start_kind(appointment, title_id, started, arrived, appointed),
        "appointed": appointed,
        "arrived": arrived,
        "end": ended,
        "end_kind": end_kind(text(element, "ended/note")),
        "country_id": country_id(territory) if territory else post.country_id,
        "concurrent_group": groups.get((appointment.id, actor.locator)),
    }
    held = ("acting", post.office) if post.is_acting else (post.office,)
    return Draft("roles", appointment.locator, cells, ((actor, *held, start[:4]), (actor, *held, start.rstrip("~"))))


def _basis(appointment: Appointment, title_id: str, *, was_there: bool) -> str:
    note = text(appointment.element, "note")
    if appointment.is_nominee or (not was_there and _NEVER_SERVED.search(note)):
        return "nominated-not-served"
    if title_id in _ACTING_TITLES or appointment.post.is_acting:
        return "acting"
    if _IN_RECESS.search(note):
        return "recess-appointed"
    return "confirmed" if _CONFIRMED.search(note) else "appointed"


def _start_kind(
    appointment: Appointment, title_id: str, started: str | None, arrived: str | None, appointed: str | None
) -> str | None:
    if started:
        presents_credentials = (
            appointment.post.group != "principals"
            and title_id not in _TITLES_WITHOUT_CREDENTIALS
            and not _TOOK_CHARGE.search(text(appointment.element, "started/note"))
        )
        return "credentials" if presents_credentials else "took-office"
    return "arrived" if arrived else "appointed" if appointed else None
