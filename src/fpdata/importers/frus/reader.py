"""Read Foreign Relations of the United States, one volume at a time.

How an element of upstream becomes a draft:

    volumes/<id>.xml                     a document of kind book
    <div type="document"> dN             a document of it: kind, number, title, date, place, classification, file
    <head>: <persName>, <gloss>          its senders and recipients, or its author: a person of the volume's list (by the
                                         identifier frus), the holder of an office on that day, or a department or post
    <note type="source"> "Drafted by"    its drafters, as far as they are linked
    <list type="participants">, <head>   a meeting or telephone conversation, and who took part in it
    <item><persName xml:id>, a remark    the roles of the person of which it gives office, start and end (see remarks)

Text, notes and summaries are not read. Nobody is looked up by name alone.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from fpdata.importers.core.draft import (
    ActorRef,
    Cell,
    Draft,
    DraftRef,
    HolderOn,
    IdentifierRef,
    LocatorsOf,
    RoleOn,
    TextTemplate,
)
from fpdata.importers.core.findings import Finding, FindingKind
from fpdata.importers.core.parsing import MalformedError, folder, xml_files
from fpdata.importers.core.run import Batch
from fpdata.importers.core.source import ImportBatch, Scope, Source
from fpdata.importers.frus.links import Links
from fpdata.importers.frus.meetings import Attendance, draft_meeting, meeting_of
from fpdata.importers.frus.offices import PRESIDENT, TitledOffice, office
from fpdata.importers.frus.organizations import organization
from fpdata.importers.frus.participants import Participant, is_person, officers, read_participants, speakers
from fpdata.importers.frus.parties import Party
from fpdata.importers.frus.remarked_roles import RemarkedRoles
from fpdata.importers.frus.same_meeting import MeetingStore
from fpdata.importers.frus.tei import TEI, XML_ID, Mark
from fpdata.importers.frus.volume import Volume, VolumeDocument, documents, parse_document, read_volume, years_of
from fpdata.model.edtf import known_bounds
from fpdata.model.slugs import fold

SOURCE = Source.on_github("HistoryAtState/frus", "Public domain in the U.S.", outlet_id="history-at-state")

_SITE = "https://history.state.gov/historicaldocuments"
_OUTLET = "office-of-the-historian"
_LICENSE = "Public domain in the U.S."
_MEETINGS_IN_BATCH = 1_000
_TITLE_AND_NAME = re.compile(
    r"((?:Acting |Vice |Under )?(?:President|Secretary of State|Secretary)) ([A-Z][a-zA-Z’'-]+)"
)


def read_frus(path: Path) -> Iterator[Batch]:
    """Yield the roles that all volumes in a checkout of frus remark, a batch for each volume, then the meetings of all.

    The roles come first, because documents refer to those that senders and participants held on the day.

    Raises SourceError if `path` has no folder `volumes`.
    """
    findings: list[Finding] = []
    seen: set[str] = set()
    bodies: set[str] = set()
    remarked = RemarkedRoles(folder(path, "volumes"))
    yield lambda store: remarked.batch(store, SOURCE)
    with MeetingStore() as meetings:
        for name, root in xml_files(folder(path, "volumes"), "*.xml", findings):
            batch = ImportBatch(SOURCE, scope=Scope(frozenset(), frozenset()))
            try:
                volume = read_volume(root)
                if volume.id != Path(name).stem:
                    raise MalformedError(f"it is {volume.id}, and named otherwise; is it that volume?")  # noqa: TRY301
            except MalformedError as error:
                batch.report(FindingKind.MALFORMED, name, "", str(error))
            else:
                if _read_volume(name, root, volume, batch, meetings, bodies):
                    seen.add(volume.id)
            yield batch
        yield from _last_batches(meetings, remarked.citations, findings, frozenset(seen))


def _last_batches(
    meetings: MeetingStore, citations: list[Draft], findings: list[Finding], seen: frozenset[str]
) -> Iterator[ImportBatch]:
    scope = Scope(frozenset({"events"}), seen)
    joined = meetings.joined()
    while some := list(islice(joined, _MEETINGS_IN_BATCH)):
        batch = ImportBatch(SOURCE, left_out=meetings.refs, scope=scope)
        for meeting in some:
            event, *others = draft_meeting(meeting)
            batch.drafts += (event, *others)
            if meeting.is_incomplete:
                batch.incomplete.add(event.ref)
        yield batch
    last = ImportBatch(SOURCE, findings=findings, left_out=meetings.refs, scope=scope)
    last.drafts += citations
    for subseries in sorted({_subseries(id) for id in seen}):
        last.drafts.append(_coverage(subseries))
    yield last


@dataclass(frozen=True)
class _Records:
    """The documents of a volume, with the batch to which what is wrong with them is reported."""

    file: str
    volume: Volume
    batch: ImportBatch
    meetings: MeetingStore

    def with_own_id(self, elements: list[ET.Element]) -> Iterator[ET.Element]:
        """Yield the documents whose id no other has, and the first of equal copies."""
        by_id: dict[str, list[ET.Element]] = defaultdict(list)
        for number, element in enumerate(elements):
            by_id[element.get(XML_ID) or f"{number}"].append(element)
        for id, found in by_id.items():
            if len({ET.tostring(one).strip() for one in found}) > 1:
                for one in found:
                    self.leave_out(one, FindingKind.AMBIGUOUS, "another document has this id, too")
                continue
            yield found[0]
            for _ in found[1:]:
                self.batch.report(FindingKind.DUPLICATE, self.file, id, "a copy of the document with this id")

    def leave_out(self, element: ET.Element, kind: FindingKind, message: str) -> None:
        """Report a document that is left out; its row stays, and that of the meeting that it records."""
        number = element.get("n")
        id = element.get(XML_ID) or (f"d{number}" if number else "a document without id")
        ref = DraftRef("documents", f"frus/{self.volume.id}/{id}")
        self.batch.report(kind, self.file, id, message, ref)
        self.meetings.leave_out(ref)


def _read_volume(
    name: str, root: ET.Element, volume: Volume, batch: ImportBatch, meetings: MeetingStore, bodies: set[str]
) -> bool:
    """Add the drafts of a volume and its documents to a batch, and its meetings to `meetings`; return whether it has any."""
    elements = list(documents(root))
    if not elements:
        if root.find(f".//{TEI}div") is not None:
            batch.report(FindingKind.MALFORMED, name, volume.id, "there is no document in it")
        else:
            batch.report(FindingKind.LEFT_OUT, name, volume.id, "there is no text in it yet")
        return False
    for person in sorted(volume.repeated):
        batch.report(FindingKind.AMBIGUOUS, name, person, "several persons of the list have this id; it is not used")
    batch.scope = Scope(frozenset({"documents"}), frozenset({volume.id}))
    book = DraftRef("documents", f"volumes/{volume.id}")
    batch.drafts += (_draft_outlet(), _draft_volume(volume, book))
    links = Links(volume, name, batch)
    counts: Counter[str] = Counter()
    records = _Records(name, volume, batch, meetings)
    for element in records.with_own_id(elements):
        try:
            document = parse_document(element, volume)
        except MalformedError as error:
            records.leave_out(element, FindingKind.MALFORMED, str(error))
            continue
        ref = DraftRef("documents", document.locator)
        batch.drafts.append(_draft_document(document, book))
        if document.is_date_unclear:
            message = f"{document.date.fault}; the date, who wrote and who took part are left as they are"
            batch.report(FindingKind.INVALID, name, document.id, message)
            batch.incomplete.add(ref)
            meetings.leave_out(ref)
            continue
        if document.date.fault:
            taken = f"taken as {document.date.value}" if document.date.value else "left empty"
            batch.report(FindingKind.DOUBTFUL, name, document.id, f"{document.date.fault}; {taken}")
        document = replace(document, parties=tuple(links.check_parties(document)))
        batch.drafts += _draft_contributions(document, ref, links, counts, bodies)
        attendances, items, has_others = _attendances(document, ref, links, counts)
        if meeting := meeting_of(document, ref, attendances, items, has_others):
            meeting.is_incomplete = ref in batch.incomplete
            meetings.add(meeting)
        elif ref in batch.incomplete:
            meetings.leave_out(ref)
    for what, count in counts.items():
        batch.report(FindingKind.UNRESOLVED, name, volume.id, f"{count:,} × {what}")
    return True


def _draft_outlet() -> Draft:
    """Return the draft of the publisher, which the data set may have already."""
    cells: dict[str, Cell] = {"outlet_id": _OUTLET, "name": "Office of the Historian", "kind": "official"}
    return Draft("outlets", "volumes/outlet", cells | {"control": "government", "url": "https://history.state.gov"})


def _draft_volume(volume: Volume, ref: DraftRef) -> Draft:
    cells: dict[str, Cell] = {
        "kind": "book",
        "title": volume.title,
        "outlet_id": _OUTLET,
        "date": volume.year or None,
        "url": f"{_SITE}/{volume.id}",
        "language": "en",
        "license": _LICENSE,
    }
    return Draft(ref.table, ref.locator, cells, ((volume.id,),))


def _draft_document(document: VolumeDocument, book: DraftRef) -> Draft:
    cells: dict[str, Cell] = {
        "kind": document.kind,
        "title": document.title,
        "outlet_id": _OUTLET,
        "date": document.date.value,
        "url": f"{_SITE}/{document.volume}/{document.id}",
        "language": "en",
        "number": document.number,
        "place": document.place,
        "archive_file": document.archive_file,
        "classification": document.classification,
        "part_of_id": book,
    }
    if document.is_date_unclear:
        del cells["date"]
    return Draft("documents", document.locator, cells, ((document.volume, document.id),))


def _draft_contributions(
    document: VolumeDocument, ref: DraftRef, links: Links, counts: Counter[str], bodies: set[str]
) -> Iterator[Draft]:
    """Yield the contributions to a document, with the bodies that have not been drafted yet before them."""
    sequence: Counter[str] = Counter()
    known: set[tuple[str, ActorRef]] = set()
    is_conversation = bool(document.event)
    parties = [party for party in document.parties if not is_conversation or party.part == "author"]
    parties += [Party("drafter", "", mark.person, mark.text) for mark in links.drafters(document)]
    for party in parties:
        actor, office_ids = _actor(party, document, links)
        if actor is None:
            counts[_why_not(party)] += 1
            continue
        if (party.part, actor) in known:
            continue
        known.add((party.part, actor))
        body = organization(party.phrase) if isinstance(actor, DraftRef) else None
        if body and body.ref.locator not in bodies:
            bodies.add(body.ref.locator)
            yield body.draft()
        sequence[party.part] += 1
        day = document.date.day
        cells: dict[str, Cell] = {"document_id": ref, "actor_id": actor, "part": party.part}
        cells["role_id"] = RoleOn(actor, day, office_ids) if day and not body else None
        cells["sequence"] = str(sequence[party.part])
        yield Draft(
            "contributions",
            document.locator,
            cells,
            depends_on=ref,
            if_resolved=f"{party.part} given by office or name, not found in the data set on that day",
        )


def _actor(party: Party, document: VolumeDocument, links: Links) -> tuple[ActorRef | None, tuple[str, ...]]:
    """Return who a party is, and the offices by which the head names them; None if that is not clear."""
    meant = office(party.phrase)
    ids = meant.ids if meant else ()
    if party.person:
        return IdentifierRef("frus", f"{document.volume}/{party.person}"), ids
    if not party.name and (body := organization(party.phrase)):
        return body.ref, ()
    name = party.name
    if not name and (found := _TITLE_AND_NAME.fullmatch(party.phrase)):
        meant, name = office(found[1]), found[2]
    day = _day(document, meant, name)
    if meant is None or not day:
        return None, ()
    if not name and meant.is_acting and party.part == "sender" and (signer := links.only_signer(document)):
        return IdentifierRef("frus", f"{document.volume}/{signer}"), meant.ids
    return HolderOn(meant.ids, day, frozenset(fold(name).split()), meant.is_acting), meant.ids


def _day(document: VolumeDocument, meant: TitledOffice | None, name: str) -> str:
    """Return the day on which an office was held that a document names.

    Without an exact day, only a President named is clear: one day of the document's time, or of its volume's, will do.
    """
    if document.date.day or not (name and meant and meant.ids == PRESIDENT):
        return document.date.day
    bounds = known_bounds(document.date.value) if document.date.value else None
    first = bounds[0] if bounds else None
    return first.isoformat() if first else f"{sum(years_of(document.volume)) // 2}-12-31"


def _why_not(party: Party) -> str:
    if party.name:
        return f"{party.part} named without a link, and without an office that is known"
    return f"{party.part} that is not one body, or an office that is not known"


def _attendances(
    document: VolumeDocument, ref: DraftRef, links: Links, counts: Counter[str]
) -> tuple[list[Attendance], list[str], bool]:
    """Return who took part in the meeting that a document records, the texts of its list, and whether others did, too."""
    if not document.event:
        return [], [], False
    participants, items, unknown = read_participants(document.element)
    if unknown:
        counts["participant named without a link, or a side or group of participants"] += len(unknown)
    has_others = any(map(is_person, unknown))
    found: list[Attendance] = []
    day = document.date.day
    for participant in participants:
        if participant.person:
            mark = Mark(participant.name, participant.person)
            if not links.is_known(participant.person):
                links.report_unknown(document, mark)
                has_others = True
                continue
            mark = links.meant(document, participant.title, links.relinked(document, mark))
            if mark.person:
                (mark,) = links.check(document, [mark]) or (Mark(mark.text),)
            actor, office_ids = _actor(Party("", participant.title, mark.person, mark.text), document, links)
            if actor is not None:
                found.append(Attendance(actor, () if mark.person else office_ids, ref))
            else:
                has_others = True
        elif holder := _holder(participant, day):
            found.append(Attendance(*holder, ref))
    head = document.element.find(f"{TEI}head")
    if head is not None:
        named = [holder for officer in officers(head) if (holder := _holder(officer, day))]
        found = [Attendance(*holder, ref) for holder in named if all(one.actor != holder[0] for one in found)] + found
        by_head = [
            _actor(party, document, links) for party in document.parties if party.part in ("sender", "recipient")
        ]
        by_head += [
            (IdentifierRef("frus", f"{document.volume}/{mark.person}"), ())
            for mark in links.check(document, speakers(head))
            if not mark.side
        ]
        for speaker, office_ids in by_head:
            if isinstance(speaker, IdentifierRef | HolderOn) and all(one.actor != speaker for one in found):
                found.append(Attendance(speaker, office_ids, ref))
    return found, items, has_others


def _holder(participant: Participant, day: str) -> tuple[HolderOn, tuple[str, ...]] | None:
    """Return the holder of the office of a participant on a day, and the office; None if either is not known."""
    if participant.office is None or not day:
        return None
    words = frozenset(fold(participant.name).split())
    return HolderOn(participant.office.ids, day, words, participant.office.is_acting), participant.office.ids


def _subseries(volume: str) -> str:
    """Return the years with which the volumes of a subseries begin, such as frus1961-63."""
    found = re.match(r"frus[0-9]{4}(?:-[0-9]{2,4})?", volume)
    return found[0] if found else volume


def _coverage(subseries: str) -> Draft:
    years = subseries.removeprefix("frus")
    first, _, last = years.partition("-")
    held = LocatorsOf("documents", f"volumes/{subseries}")
    missing = TextTemplate(
        (
            "All volumes of these years but ",
            held,
            "; what their notes say; whom they name without a list of persons; who wrote a letter that a telegram contains.",
        )
    )
    cells: dict[str, Cell] = {"table": "documents", "scope": f"Foreign Relations of the United States, {years}"}
    cells |= {"from": first, "to": (first[:2] + last[-2:]) if last else first, "missing": missing}
    return Draft("coverage", f"volumes/{subseries}/coverage", cells)
