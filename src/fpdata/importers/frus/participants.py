"""Read who took part in a meeting: the items of the lists of participants, without sides, delegations and office symbols."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field

from fpdata.importers.frus.offices import TitledOffice, office
from fpdata.importers.frus.tei import TEI, Mark, join, normalize, parts, text_of

_HEADS = re.compile(r"PRESENT|PARTICIPANTS|ATTEND|PARTICIPANT|PRINCIPALS", re.IGNORECASE)
#: Heads of lists that do not name the participants: who was absent, or got a copy.
_OTHER_HEADS = re.compile(r"ABSENT|COPIES|DISTRIBUTION|SUBJECT|NOT PRESENT|REF|DATE|PLACE|TIME", re.IGNORECASE)
_US = re.compile(
    r"\b(?:United States|U\.? ?S\.?|American|Americans|State|Department of State|White House|NSC|Defense)\b",
    re.IGNORECASE,
)
_AMERICAN_SIDE = re.compile(
    r"(?:For the |The )?(?:United States|U\.? ?S\.?|Americans?|State|White House)(?: Side| Delegation)?:?"
)
#: Items that are heads of foreign sides, where the sides are not lists of their own.
_FOREIGN_SIDE = re.compile(
    r"(?:.*\b(?:Side|Government|Delegation|Embassy)|Foreign|France|French|(?:United Kingdom|U\.?K\.?|British)|(?:U\.?S\.?S\.?R\.?|Soviets?"
    r"|Soviet Union|Russians)|Germans?|Germany|FRG|Federal Republic(?: of Germany)?|Israelis?|Israel|Ital(?:y|ians)|Canad(?:a|ians)"
    r"|Japan(?:ese)?|Austria|Brazil|Argentina|Greece|Turkey|Chin(?:a|ese)|PRC|GRC|Koreans?|Korea|ROK|Iran|India|Pakistan|Mexic(?:o|ans)"
    r"|[A-Z][a-z]+(?: [A-Z][a-z]+)?(?=:)):?"
)
_TITLE_WITH_NAME = re.compile(
    r"^(?:The )?(?P<title>(?:Vice |Deputy |Under |Acting )?(?:President|Secretary|Under Secretary)(?: of State)?) (?P<name>[A-Z][A-Za-z’'-]+)$"
)
_TITLES = {
    "secretary": "secretary of state",
    "under secretary": "under secretary of state",
    "acting secretary": "acting secretary of state",
    "deputy secretary": "deputy secretary of state",
}


_PERSON_TITLE = (
    r"(?:Prime |Foreign |Vice |Under |Deputy )?(?:King|President|Premier|Minister|Chancellor|Secretary|Sec\.|Ambassador|Governor"
    r"|General|Admiral|Marshal|Senator|Mr\.|Mrs\.|Dr\.)"
)
#: What stands before the name of one who took no part: for whom a participant works, or in whose place he came.
_FOR_ANOTHER = re.compile(
    rf"(?:\S.*\b(?:of|to|for|prepared by)|^\(?for|\bvice)(?: {_PERSON_TITLE})*(?: Chief of Government General \w+)?$"
)

#: An officer whom the head of a conversation names: "Conference With the President", "and Secretary of State Ada".
_OFFICER = re.compile(
    r"(?:\b(?:[Ww]ith|[Bb]etween|[Aa]mong|[Aa]nd)|,) (?:the )?(?P<title>(?:Acting )?(?:President|Secretary of State))"
    r"(?: (?P<name>[A-Z][A-Za-z]+))?(?=,|\.?$|\.? (?:White House|and|at|in|on)\b)"
)
#: An item that names persons with their titles, or one person by first and family name.
_TITLED = re.compile(
    r"^(?!Office|Department|Ministry|Bureau|Embassy)(?:.*\b)?(?:(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Sec|Adm|Col|Capt|Lt|Sr|H\. ?E)\.|M\. [A-Z]"
    r"|(?:Sir|Lord|Madame|Miss|Baron|Count|Viscount|Prince|King|Shah|Ambassador|Minister|General|Admiral|Colonel|Major|Captain|Senator"
    r"|Governor|Professor|Secretary|President|Chancellor|Marshal|Chargé|Interpreters?|Notetakers?)\b)"
)
_NAMED = re.compile(r"(?:[A-Z][\w.’'-]*\s){1,3}[A-Z][\w’'-]+(?:,.*)?")
#: What has the form of a name, and is a state or a body.
_BODY = re.compile(
    r"\b(?:States|Kingdom|Republic|Arabia|Union|New|Great|South|Africa|Nations|Governments?|Department|Side|Staff|House|Delegation"
    r"|Agency|Embassy|EMBASSY|Ministry|Commission|Board|Committee|Council|Group|Mission|Office|Bureau|Company|Force|Representatives?"
    r"|Vice|Affairs|Section|Director|Division|Others?|Participants|For|List)\b"
)
_BEGINS = re.compile(r"\b(?:[Ww]ith|[Bb]etween|[Aa]mong)\b")


@dataclass(frozen=True)
class Participant:
    """Somebody whom a list names: a linked person, or the holder of an office, perhaps with the family name."""

    person: str = ""
    office: TitledOffice | None = None
    name: str = ""
    title: str = field(default="", compare=False)
    """What stands before the name of a linked person."""


def read_participants(document: ET.Element) -> tuple[list[Participant], list[str], list[str]]:
    """Return the participants, the texts of all items, and of those of which nobody was recognized."""
    found: list[Participant] = []
    texts: list[str] = []
    others: list[tuple[Mark, str]] = []
    unknown: list[str] = []
    for item, is_american in _items(document):
        text = text_of(item)
        if not text:
            continue
        texts.append(text)
        linked = [(mark, title, took_part) for mark, title, took_part in _marks(item) if mark.person]
        people = [(mark, title) for mark, title, took_part in linked if took_part]
        others += [(mark, title) for mark, title, took_part in linked if not took_part]
        if people:
            found += _titles_before(item) if is_american and len(people) > 1 else ()
            found += (Participant(mark.person, name=mark.text, title=title) for mark, title in people)
        elif is_american and (holder := _by_office(text)):
            found.append(holder)
        else:
            unknown.append(text)
    # Whom one participant works for may be another, without a link.
    for mark, title in others:
        if sum(bool(re.search(rf"\b{re.escape(mark.text)}\b", text)) for text in texts) > 1:
            found.append(Participant(mark.person, name=mark.text, title=title))
    return list(dict.fromkeys(found)), texts, unknown


def is_person(text: str) -> bool:
    """Whether an item of which nobody was recognized is one or several persons, not a side, a body or a reference."""
    if _TITLED.match(text):
        return True
    return any(
        _NAMED.fullmatch(part) and not _BODY.search(part.partition(",")[0])
        for part in re.split(r"\s*[—(:]\s*| - ", text)
    )


def _marks(item: ET.Element) -> Iterator[tuple[Mark, str, bool]]:
    """Yield the persons marked in an item, each with the words before the name, and whether they are who took part."""
    before = ""
    everything = parts(item)
    for part, after in zip(everything, [*everything[1:], ""], strict=True):
        if isinstance(part, str):
            before += part
            continue
        title = re.split(r"[,;:]", normalize(before))[-1].strip()
        is_owner = isinstance(after, str) and re.match(r"['’]|\s+Transition Team", after)
        if part.is_person:
            yield part, title, not is_owner and not _FOR_ANOTHER.search(title)
        before = ""


def _titles_before(item: ET.Element) -> Iterator[Participant]:
    """Yield the holders of the offices with which an item begins that names several persons: "The President, ..."."""
    first = itertools.takewhile(lambda part: isinstance(part, str), parts(item))
    *titles, _ = re.split(r"[,;]", "".join(map(str, first)))
    for title in titles:
        if (holder := _by_office(normalize(title))) is None:
            return
        yield holder


def _by_office(text: str) -> Participant | None:
    """Return the holder of an American office that an item gives by title, perhaps with the family name."""
    text = re.sub(r"\s*\([^)]*\)$", "", text).strip(" ,.;:")
    if named := _TITLE_WITH_NAME.match(text):
        title = re.sub(r"^the ", "", named["title"].lower())
        meant = office(_TITLES.get(title, title))
        return Participant(office=meant, name=named["name"]) if meant else None
    title = re.sub(r"^the ", "", text.lower())
    meant = office(_TITLES.get(title, title))
    return Participant(office=meant) if meant and not re.search(r"ambassador|minister|charg", title) else None


def _items(document: ET.Element) -> Iterator[tuple[ET.Element, bool]]:
    """Yield the items of the document's own lists of participants that name persons, and whether their side is American."""
    for child in document:
        if child.tag == f"{TEI}list" and child.get("type") != "from" and _is_participants(child):
            yield from _leaves(child, is_american=True)
        elif child.tag in (f"{TEI}opener", f"{TEI}p"):
            for nested in child.findall(f"{TEI}list"):
                if _is_participants(nested):
                    yield from _leaves(nested, is_american=True)


def _is_participants(element: ET.Element) -> bool:
    head = element.find(f"{TEI}head")
    text = text_of(head) if head is not None else ""
    if text:
        return (
            not _OTHER_HEADS.search(text)
            if element.get("type") == "participants"
            else bool(_HEADS.search(text)) and not _OTHER_HEADS.search(text)
        )
    return element.get("type") == "participants"


def _leaves(element: ET.Element, *, is_american: bool) -> Iterator[tuple[ET.Element, bool]]:
    for item in element.findall(f"{TEI}item"):
        nested = item.findall(f"{TEI}list")
        if not nested:
            text = text_of(item)
            if _AMERICAN_SIDE.fullmatch(text):
                is_american = True
            elif _FOREIGN_SIDE.fullmatch(text) and not _is_of_persons(item, text):
                is_american = False
            yield item, is_american
            continue
        side = item.text or ""
        for one in nested:
            head = one.find(f"{TEI}head")
            name = join([side]) + " " + (text_of(head) if head is not None else "")
            yield from _leaves(one, is_american=bool(_US.search(name)) or (is_american and not name.strip()))


def _is_of_persons(item: ET.Element, text: str) -> bool:
    """Whether an item that ends like the name of a side is about persons: "Fritz Sapt, Counselor of Embassy"."""
    return is_person(text) or any(mark.person for mark, _, _ in _marks(item))


def speakers(head: ET.Element) -> list[Mark]:
    """Return the persons whom the head of a conversation names as speakers: between whom it was, or with whom."""
    found: list[Mark] = []
    before = ""
    everything = parts(head)
    for part, after in zip(everything, [*everything[1:], ""], strict=True):
        if isinstance(part, str):
            before += part
            continue
        is_owner = isinstance(after, str) and after.startswith(("'", "’"))  # "in Secretary Long's office"
        is_writer = re.search(r"\b(?:[Bb]y|[Pp]repared by|[Ff]rom)\b[^()]*\(?\s*$", before) and not re.search(
            r"\b(?:Between|Among|With|between|with)\b", before
        )
        if (
            part.is_person
            and part.person
            and not is_owner
            and (part.side or not is_writer)
            and re.search(r"\b(?:[Bb]etween|[Aa]mong|[Ww]ith)\b", before)
        ):
            found.append(part)
        before += part.text
    return found


def officers(head: ET.Element) -> list[Participant]:
    """Return the President and the Secretary of State whom the head of a conversation names without a link."""
    text = normalize("".join(map(_without_link, parts(head))))
    begins = _BEGINS.search(text)
    return [
        Participant(office=meant, name=found["name"] or "")
        for found in (_OFFICER.finditer(text, begins.start()) if begins else ())
        if (meant := office(found["title"]))
    ]


def _without_link(part: str | Mark) -> str:
    """Return a part of a text, or a sign for a name that is linked or a side."""
    if isinstance(part, Mark):
        return "…" if part.person or part.side else part.text
    return part
