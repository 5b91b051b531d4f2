"""Parse what texts say of who left: "resigned on 2 January 2022", "was removed from office", "vacant (since …)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fpdata.importers.factbook.dates import read_since
from fpdata.importers.factbook.executives import leading_title
from fpdata.importers.factbook.holders import BRACKETS, is_upper
from fpdata.importers.factbook.plain_text import split_notes
from fpdata.importers.factbook.titles import read_title


@dataclass(frozen=True)
class Departure:
    """A dated departure: of a person, or, where a text calls an office vacant since a day, of whoever held it before."""

    name: str
    """The words of the name that are in capitals; empty if only the office is named."""
    office: str
    """The office by whose title the person is called; empty if by none that is known."""
    date: str
    kind: str
    """The code of what happened; empty if the text does not say it."""
    may_have_stayed: bool
    """Whether it is a resignation, after which a head of government may stay until there is another one."""
    has_stayed: bool = False
    """Whether the text says so, or that the person came back."""


#: What happened, and its code.
_KINDS = {
    "resigned": "resigned",
    "resigns": "resigned",
    "stepped down": "resigned",
    "left": "left-post",
    "died": "died",
    "removed": "dismissed",
    "dismissed": "dismissed",
    "fired": "dismissed",
    "ousted": "dismissed",
    "deposed": "dismissed",
    "replaced": "superseded",
}
#: Words that may have an object: who did it, rather than who left, stands before them.
_ACTIVE = {"removed", "dismissed", "fired", "ousted", "deposed", "replaced"}
_DATE = r"(?:early |late |mid-? ?)?(?P<date>(?:\d{1,2} )?[A-Z][a-z]{2,8} \d{4})"
#: Words between the verb and the date after which the date is of something else.
_OTHER_DATE = r"(?:on|and|will|party|country|parliament|pending|following|after|before|until|to)"
_LEFT = re.compile(
    rf"\b(?P<verb>{'|'.join(_KINDS)})\b(?P<what>(?: (?!{_OTHER_DATE}\b)[\w.,'-]+){{0,12}}?) (?:on |in |effective )?{_DATE}"
)
_POST = re.compile(r"|(?:his|her|the) (?:office|post)|office")
#: Words that say that somebody stayed, or came back.
_STAYED = re.compile(
    r"\b(?:but|caretaker|stay|remain\w*|continue[sd]?|serving|re-?elected|re-?appointed|reinstated|return\w*)\b"
)
_NO_CONFIDENCE = re.compile(r"\bno[- ]confidence\b")
_VACANT = re.compile(rf"\bvacant\W{{0,3}}(?:since|as of) {_DATE}", re.IGNORECASE)
_SPELLED = re.compile(r",? also spelled (?:[A-Z][\w'-]*[, ]*)+")
_CLAUSES = re.compile(r";|\bnotes?(?: \d)? ?[-:]|\)note\b", re.IGNORECASE)


def read_departures(text: str) -> Iterator[Departure]:
    """Yield the dated departures that a plain text tells.

    >>> list(read_departures("Prime Minister (vacant); note - President Ann ROE resigned on 2 January 2022"))
    [Departure(name='ROE', office='President', date='2022-01-02', kind='resigned', may_have_stayed=True, has_stayed=False)]
    """
    body, _ = split_notes(text)
    for segment in body.split(";"):
        if found := _VACANT.search(segment):
            yield from _departure("", "", found["date"], "", may_have_stayed=True)
    for clause in _CLAUSES.split(text):
        plain = " ".join(_SPELLED.sub(" ", BRACKETS.sub(" ", clause)).split())
        for found in _LEFT.finditer(plain):
            yield from _of_person(plain, found)


def _of_person(clause: str, found: re.Match[str]) -> Iterator[Departure]:
    verb, what, before = found["verb"], found["what"].strip(), clause[: found.start()]
    if verb == "left" and not _POST.fullmatch(what):
        return
    is_active = any(map(is_upper, what.split())) and not re.search(r"\b(?:was|were|been)\s+$", before)
    if is_active and verb not in _ACTIVE:
        return
    names = list(_names(what if is_active else before))
    if not names:
        return
    # "A replaced B and was fired on …": who was fired is the one of whom the whole clause is.
    title, name = names[0] if before.endswith(" and was ") else names[-1]
    kind = _KINDS[verb]
    is_former = re.search(r"\bformer\b", before, re.IGNORECASE) is not None
    may_have_stayed = not is_former and (kind == "resigned" or _NO_CONFIDENCE.search(what) is not None)
    has_stayed = _STAYED.search(clause[found.end() :]) is not None
    yield from _departure(name, title, found["date"], kind, may_have_stayed=may_have_stayed, has_stayed=has_stayed)


def _names(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words in capitals, those of one name together, each with the office by whose title they are called."""
    name: list[str] = []
    before: list[str] = []
    for word in [*text.split(), ""]:
        if is_upper(word.strip(",.'s")):
            name.append(word.strip(","))
            continue
        if name:
            yield _office(before, name[0]), " ".join(name)
            name, before = [], []
        before.append(word)


def _office(words: list[str], name: str) -> str:
    """Return the office whose title stands in words before a name; empty if none does."""
    for position in range(len(words)):
        if title := read_title(leading_title(" ".join([*words[position:], name]))):
            return title.office
    return ""


def _departure(
    name: str, office: str, date: str, kind: str, *, may_have_stayed: bool, has_stayed: bool = False
) -> Iterator[Departure]:
    if since := read_since(date):
        yield Departure(name, office, since.start, kind, may_have_stayed, has_stayed)
