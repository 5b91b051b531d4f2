"""What a text of the Factbook says of an office: its holders, and the words by which names are told from prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: The office of a chief of mission, and the title of whoever acts in it.
AMBASSADOR, CHARGE = "Ambassador", "Chargé d'Affaires"


@dataclass(frozen=True)
class Holder:
    """A person as one text names them."""

    office: str
    """The name of the office without the country: Ambassador, President, Deputy Prime Minister."""
    title: str
    """The title as held."""
    name: str
    """The name as written, without titles; what is in upper case is the name in use."""
    since: str = ""
    """The date of the start, in EDTF; empty if the text gives none."""
    end: str = ""
    """The date of the end, which few texts give."""
    is_acting: bool = False
    is_designate: bool = False
    represents: bool = False
    """Whether the text calls the person a representative of the chief of state."""


@dataclass(frozen=True)
class Reading:
    """What a text says: who is in office, which offices it calls vacant, and what could not be read."""

    holders: tuple[Holder, ...] = ()
    vacant: tuple[str, ...] = ()
    also_accredited: str = ""
    """The note that names further countries."""
    unread: tuple[str, ...] = ()


BRACKETS = re.compile(r"\(([^()]*)\)?")
NICKNAME = re.compile(r"\([A-Z][\w.'-]*\)\s+(?=[^()]*[A-ZÀ-Þ]{2})")
SUFFIX = re.compile(r"^,?\s*(?:Jr|Sr|II|III|IV|MBE|OBE)\b\.?")
#: Words that show that a text tells what somebody did, instead of who is in office.
LEFT = re.compile(r"\b(?:retired|resigned|departed|dismissed|deposed|removed|ousted|died|announced|suspended)\b")
PROSE = re.compile(
    rf"{LEFT.pattern}|\b(?:became|left|serves|served|will|was|were|is|has|had|until|succeeded|previously)\b"
)
_PARTICLE_WORDS = (
    "al el ul as ad an ar at bin ibn bint binti ben abd abu abou da de do dos das del della di du van von der den ter "
    "la le las los y e i ould el- al- o zu af"
)
PARTICLES = frozenset(_PARTICLE_WORDS.split())
_NO_NAME = frozenset(
    {
        "US",
        "UN",
        "UK",
        "UAE",
        "CEO",
        "GNU",
        "NPP",
        "PL",
        "PNA",
        "HRH",
        "JP",
        "CNSP",
        "SPLA",
        "PCC",
        "MSG",
        "PM",
        "SAC",
        "TBD",
        "VACANT",
        "M.L",
        "M.R",
    }
)


def is_upper(word: str) -> bool:
    """Whether a word is written in capitals, as the name in use is: KENYATTA, McCARY, al-SARAJ, N'GARNIM."""
    letters = re.sub(r"[^\w]|\d|_", "", word)
    return (
        len(re.findall(r"[A-ZÀ-ÞŠŽŁĀĒĪŌŪČĆĐŞĞİ]", letters)) >= 2
        and bool(re.search(r"[A-ZÀ-ÞŠŽŁĀĒĪŌŪČĆĐŞĞİ]['.-]?[A-ZÀ-ÞŠŽŁĀĒĪŌŪČĆĐŞĞİ]", word))
        and word.strip(",.;:()") not in _NO_NAME
    )


def split_outside_brackets(text: str, separator: str) -> Iterator[str]:
    """Yield the parts of a text between separators that are not in brackets."""
    depth, start = 0, 0
    for position, letter in enumerate(text):
        if letter == "(":
            depth += 1
        elif letter == ")":
            depth = max(0, depth - 1)
        elif letter == separator and depth == 0:
            if part := text[start:position].strip():
                yield part
            start = position + 1
    if part := text[start:].strip():
        yield part
