"""Read the text of TEI elements: without notes, with line breaks as blanks, with the names marked in it."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

TEI = "{http://www.tei-c.org/ns/1.0}"
FRUS = "{http://history.state.gov/frus/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
#: Elements whose text is not part of the text around them.
_APART = {f"{TEI}note", f"{TEI}pb"}
#: A marked word that is not a person's name here, but the first of that of a building and those who work in it.
_IN_OFFICE = re.compile(r"White\s+House\b")
_LATIN = str.maketrans("άέίόύαεικνορτυχ", "áéíóúaeiknoptux")
_GREEK_IN_LATIN = re.compile(r"[A-Za-z]+[ά-ώ][A-Za-z]+")
_NO_WORD = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028\u2029\ufeff]")


@dataclass(frozen=True)
class Mark:
    """A name marked in a text."""

    text: str
    person: str = ""
    """The xml:id of the person in the volume's list; empty if it is not linked."""
    side: str = ""
    """from or to, in a head."""
    is_person: bool = True


def normalize(text: str) -> str:
    """Return a text with white space normalized, without control characters, HTML references and Greek look-alikes."""
    text = html.unescape(text) if "&" in text else text
    text = _NO_WORD.sub("", text.replace("\t", " ").replace("\n", " ").replace("\r", " "))
    return _GREEK_IN_LATIN.sub(lambda found: found[0].translate(_LATIN), " ".join(text.split()))


def parts(element: ET.Element) -> list[str | Mark]:
    """Return the text of an element as strings and marks, in order."""
    found: list[str | Mark] = []
    _collect(element, found)
    return found


def _collect(element: ET.Element, found: list[str | Mark]) -> None:
    found.append(element.text or "")
    for child in element:
        if child.tag in _APART:
            pass
        elif child.tag == f"{TEI}lb":
            found.append(" ")
        elif child.tag == f"{TEI}persName" or (child.tag == f"{TEI}gloss" and child.get("type") in ("from", "to")):
            is_person = child.tag == f"{TEI}persName"
            if is_person and _IN_OFFICE.match(f"{text_of(child)}{child.tail or ''}"):
                found += [text_of(child), child.tail or ""]
                continue
            person = person_id(child.get("corresp")) if is_person else ""
            found.append(Mark(text_of(child), person, child.get("type") or "", is_person))
        else:
            _collect(child, found)
        found.append(child.tail or "")


def person_id(corresp: str | None) -> str:
    """Return the id of a person in the list of the volume that a reference means; empty if it is not clear.

    >>> person_id("#p_KNS2"), person_id("^#p_FGR_1"), person_id("persons.xml")
    ('p_KNS2', 'p_FGR_1', '')
    """
    found = re.search(r"#([^\s#/:]+)\Z", (corresp or "").strip())
    return found[1] if found else ""


def text_of(element: ET.Element) -> str:
    """Return the text of an element without notes, white space normalized."""
    return join(parts(element))


def join(found: list[str | Mark]) -> str:
    """Return strings and marks as one text."""
    return normalize("".join(part if isinstance(part, str) else part.text for part in found))


def marks(element: ET.Element) -> Iterator[Mark]:
    """Yield the persons marked in an element."""
    for part in parts(element):
        if isinstance(part, Mark) and part.is_person:
            yield part
