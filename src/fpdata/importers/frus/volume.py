"""Read a volume: its title, years and list of persons, then one document after the other."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field

from fpdata.importers.core.parsing import MalformedError
from fpdata.importers.frus.dates import DocumentDate, date_elements, read_date
from fpdata.importers.frus.kinds import kind_of
from fpdata.importers.frus.known_faults import WRONG_DATES
from fpdata.importers.frus.parties import Party, drafters, read_parties, without_number
from fpdata.importers.frus.source_note import archive_file, classification, is_marking
from fpdata.importers.frus.tei import TEI, XML_ID, Mark, join, normalize, parts, text_of

_YEARS = re.compile(r"(1[89][0-9]{2})(?:[-–]([0-9]{2,4}))?")
_NUMBERED = ("telegram", "despatch")
#: The Department, or a post abroad, by the officer.
_POST = r".*\b(?:Ambassador|Minister|Chargé|Consul|Political Advis[eo]r|Embassy|Legation|Secretary of State|Department|Consulate)\b"
#: "Airgram G–171 From".
_NUMBER_IN_HEAD = re.compile(
    r"(?:Circular )?(?:Telegram|Airgram|Despatch|Instruction)(?: No\.)? ((?:[A-Z][A-Za-z]{0,7}[-– ])?[0-9]{1,6}) [Ff]rom\b"
)
#: Places that are none.
_NO_PLACE = re.compile(
    r"\bnot declassified|\bundated|^\[?n\.?p\.?\]?$|^\W*$|^(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day$", re.IGNORECASE
)
#: What ends with an abbreviation, whose full stop is part of it: "México, D. F.", "Hot Springs, Va.".
_ABBREVIATED = re.compile(
    r"(?:^|[ .])(?:[A-Z]|Ala|Ariz|Ark|Calif?|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kans|Ky|La|Mass|Md|Me|Mich|Minn|Miss|Mo|Mont|"
    r"Nebr?|Nev|Okla|Oreg?|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo)$"
)


@dataclass(frozen=True)
class Volume:
    """A volume of the series."""

    id: str
    title: str
    year: str
    """The year of publication."""
    years: tuple[int, int]
    """The first and the last year that it covers."""
    persons: dict[str, str] = field(default_factory=dict)
    """The names in its list of persons, by xml:id."""
    repeated: frozenset[str] = frozenset()
    """What several persons of its list have as xml:id, which then identifies none of them."""


@dataclass(frozen=True)
class VolumeDocument:
    """A document as a volume prints it."""

    volume: str
    id: str
    title: str
    kind: str
    event: str
    """The kind of event that it records; empty if none."""
    number: str | None
    date: DocumentDate
    place: str | None
    classification: str | None
    archive_file: str | None
    parties: tuple[Party, ...]
    drafters: tuple[Mark, ...]
    element: ET.Element = field(compare=False, repr=False)

    @property
    def is_date_unclear(self) -> bool:
        """Whether it has a date that cannot be used, and it is not known which is meant."""
        return bool(self.date.fault) and self.date.value is None and (self.volume, self.id) not in WRONG_DATES

    @property
    def locator(self) -> str:
        """Where the document is in the source."""
        return f"frus/{self.volume}/{self.id}"


def read_volume(root: ET.Element) -> Volume:
    """Return what a volume says of itself. Raises MalformedError if it has no id or no title."""
    id = root.get(XML_ID) or normalize(root.findtext(f".//{TEI}idno[@type='frus']") or "")
    if not re.fullmatch(r"frus[0-9][A-Za-z0-9-]*", id):
        raise MalformedError("it has no id of a volume, such as frus1961-63v06")
    title = root.find(f".//{TEI}titleStmt/{TEI}title[@type='complete']")
    name = text_of(title) if title is not None else ""
    if not name:
        raise MalformedError("it has no complete title (title)")
    published = root.find(f".//{TEI}publicationStmt/{TEI}date")
    year = _YEARS.search(text_of(published)) if published is not None else None
    persons: dict[str, str] = {}
    repeated: set[str] = set()
    for person in root.iter(f"{TEI}persName"):
        person_id = person.get(XML_ID)
        if person_id and persons.setdefault(person_id, text_of(person)) != text_of(person):
            repeated.add(person_id)
    persons = {id: name for id, name in persons.items() if id not in repeated}
    return Volume(id, name, year[1] if year else "", years_of(id), persons, frozenset(repeated))


def years_of(id: str) -> tuple[int, int]:
    """Return the years in the id of a volume.

    >>> years_of("frus1969-76ve15p1"), years_of("frus1917-72PubDip"), years_of("frus1948v01p1")
    ((1969, 1976), (1917, 1972), (1948, 1948))
    """
    found = _YEARS.search(id)
    if not found:
        return 1861, 2100
    first, last = found[1], found[2] or found[1]
    return int(first), int(last if len(last) == 4 else first[:2] + last[-2:])


def documents(root: ET.Element) -> Iterator[ET.Element]:
    """Yield the elements of the documents of a volume."""
    for element in root.iter(f"{TEI}div"):
        if element.get("type") == "document":
            yield element


def parse_document(element: ET.Element, volume: Volume) -> VolumeDocument:
    """Return a document. Raises MalformedError if it has no id, no head, or another document in it."""
    id = element.get(XML_ID) or ""
    if not re.fullmatch(r"d[0-9]+[A-Za-z]?", id):
        raise MalformedError(f"its id is {id!r}, and should be like d18")
    if len(list(documents(element))) > 1:
        raise MalformedError("there is another document in it")
    head = element.find(f"{TEI}head")
    if head is None:
        raise MalformedError("it has no head")
    found = parts(head)
    note = _source_note(element, head)
    text = join(note)
    title = without_number(join(found))
    is_citation = "mSupp" in volume.id
    if is_citation:
        title = _first_sentence(title)
    kind, event = kind_of(title, text, volume.id)
    date = (
        DocumentDate() if kind == "editorial-note" or is_citation else read_date(date_elements(element), volume.years)
    )
    if (volume.id, id) in WRONG_DATES:
        date = DocumentDate(WRONG_DATES[volume.id, id], fault=f"the date {date.value} has a misprinted year")
    has_parties = kind != "editorial-note" and not is_citation
    parties = tuple(read_parties(found)) if has_parties else ()
    kind = _old_style(kind, title, date, text)
    return VolumeDocument(
        volume.id,
        id,
        title or f"[Document {id[1:]}]",
        kind,
        event if has_parties else "",
        _number(element, kind, title),
        date,
        _place(element) if has_parties else None,
        classification(text, _markings(element)) if has_parties else None,
        archive_file(text) if has_parties else None,
        parties,
        tuple(drafters(note)) if has_parties else (),
        element,
    )


def _first_sentence(citation: str) -> str:
    """Return what the one-line citation of a document on microfiche says of it, without what it says of the contents."""
    found = re.match(r".+?[a-z0-9)”][.](?= +[A-Z“\[])(?<!No\.)(?<!U\.S\.)(?<!Gen\.)(?<!Amb\.)", citation)
    return (found[0] if found else citation)[:300].rstrip(" .")


def _old_style(kind: str, title: str, date: DocumentDate, note: str) -> str:
    """Return the kind of a document of which the head says only who wrote to whom.

    Between a post and the Department it is a telegram if it bears an hour, else a despatch.
    """
    is_post = re.match(rf"The {_POST}.* to the {_POST}", title)
    if kind != "letter" or not is_post or re.search(r":\s*Letter", note):
        return kind
    return "telegram" if date.time else "despatch"


def _source_note(element: ET.Element, head: ET.Element) -> list[str | Mark]:
    """Return the source note: in the head or before it; else the note that begins with "Source:"."""
    notes = [*head.iter(f"{TEI}note"), *element.findall(f"{TEI}note")]
    for note in notes:
        if note.get("type") == "source":
            return parts(note)
    for note in notes:
        found = parts(note)
        if join(found).lstrip("[").startswith("Source:"):
            return found
    return []


def _markings(element: ET.Element) -> Iterator[str]:
    """Yield the short lines in which a document bears its classification."""
    yield from filter(is_marking, _opening(element)[:1])
    for child in element:
        if child.tag in (f"{TEI}opener", f"{TEI}p"):
            text = text_of(child)
            if child.tag == f"{TEI}opener" or (child.get("rend") == "flushleft" and len(text) < 80):
                yield text


def _opening(element: ET.Element) -> list[str]:
    """Return the first three paragraphs that have text."""
    return [text for child in element.findall(f"{TEI}p") if (text := text_of(child))][:3]


def _number(element: ET.Element, kind: str, title: str) -> str | None:
    """Return the number that a telegram or despatch opens with, or that a directive or estimate has in its title."""
    if kind in ("directive", "estimate"):
        found = re.search(
            r"\b(?:Memorandum|Directive|Estimate|Review)(?: No\.| Number)?,? ((?:NIE |SNIE )?[0-9][0-9/.–-]*[0-9]|[0-9])\b",
            title,
        )
        return found[1] if found else None
    if kind not in _NUMBERED:
        return None
    if found := _NUMBER_IN_HEAD.match(title):
        return found[1]
    for line in element.iter(f"{TEI}seg"):
        if found := re.fullmatch(r"No\. ([0-9]{1,5})", text_of(line)):
            return found[1]
    opening = _opening(element)
    opening = opening[is_marking(opening[0]) :][:2] if opening else []
    if opening and (found := re.fullmatch(r"([A-Z][A-Za-z]{2,8} [0-9]{1,6})\.", opening[0])):
        return found[1]  # a series of its own, such as Secto 8
    numbers = [found[1] for text in opening if (found := re.fullmatch(r"([0-9]{1,5})\.", text))]
    if (
        not numbers
        or numbers[0] == "1"
        or (len(numbers) == 2 and int(numbers[1]) == int(numbers[0]) + 1 and int(numbers[0]) < 10)
    ):
        return None
    return numbers[0] if opening[0].startswith(numbers[0]) else None


def _place(element: ET.Element) -> str | None:
    """Return the place in the dateline."""
    for child in element:
        if child.tag in (f"{TEI}opener", f"{TEI}dateline", f"{TEI}closer"):
            for place in child.iter(f"{TEI}placeName"):
                text = re.sub(r"^\[(.*)\]$", r"\1", text_of(place)).strip(" ,[]")
                name = text.strip(" ,.[]")
                if name and not _NO_PLACE.search(name):
                    stop = "." if text.endswith(".") and _ABBREVIATED.search(name) else ""
                    return (name.title() if name.isupper() and len(name) > 4 else name) + stop
    return None
