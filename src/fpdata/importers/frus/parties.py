"""Read who sent, received or wrote a document from its head, by the marks in it or, where there are none, by its words."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from fpdata.importers.frus.offices import office
from fpdata.importers.frus.organizations import organization
from fpdata.importers.frus.tei import Mark, join, normalize


@dataclass(frozen=True)
class Party:
    """A sender, recipient or author: a person who is linked or named, or a phrase for an office or a body."""

    part: str
    phrase: str = ""
    """The office or body, as the head names it."""
    person: str = ""
    """The xml:id of the person in the volume's list."""
    name: str = ""
    """The name in the head; empty if an office or body is given only."""
    fault: str = ""
    """What is marked wrong."""


#: The number at the beginning of a head.
_NUMBER = re.compile(
    r"^(?:\[?Document (?:No\. )?[0-9]+[A-Za-z]?\]?\.?|No\. ?[0-9]+[A-Za-z]?\.?|[0-9]+[A-Za-z]?\.)\s+(?=\S)"
)
#: What ends the phrase before a name, and what may stand between a name and its side of the letter.
_LEAD = re.compile(
    r"^[\s,;.:()\[\]–—-]*(?:(?:and|from|to|by|between|with|the|of|for|From|To|By|The|Between|With|of the|for the)\s+)*"
)
_AFTER_FROM = re.compile(r"^.*?\b(?:From|from|[Bb]y|Between|between)\s+(?:the\s+)?", re.DOTALL)
_AFTER_TO = re.compile(r"^.*?\b(?:to|To|for|With|with|and)\s+(?:the\s+)?", re.DOTALL)
_TAIL = re.compile(
    r"(?:, (?:Washington|[A-Z][\w .’'-]+))?, (?:undated|(?:January|February|March|April|May|June|July|August|September|October|November|December)\b.*)$"
)
_SENT = re.compile(
    r"^(?P<what>.*?\b(?:Telegram|Cable|Airgram|Despatch|Instruction|Memorandum|Letter|Message|Note|Backchannel Message|Report|Paper|Brief|Research Memorandum)\b[^⟦]*?)\s*\b[Ff]rom\s+(?P<rest>.+)$",
    re.DOTALL,
)
_TOKEN = re.compile("⟦([0-9]+)⟧")
#: What stands between two names if the first is the last sender and the second the first recipient.
_THEN_TO = re.compile(r"[)\s,]*(?:of (?:the )?(?:[A-Z]\w+,? )+)?to\b")
#: Offices after which the word to begins the name of a country: "Ambassador to Ruritania".
_SENT_TO = re.compile(r"\b(?:Ambassador|Minister|Envoy|Representative|Delegate|Adviser)$")
#: A name after these words is part of the title of somebody else: "Assistant to the Secretary of State".
_IN_TITLE = re.compile(r"\b(?:Assistant|Adviser|Aide|Consultant|Counsel|Deputy|Under|Vice|Former) (?:to )?(?:the )?$")
_WRITTEN_BY = re.compile(r"(?:\b[Bb]y|Prepared by)\s+(?:the\s+)?(?P<phrase>[^⟦]*?)\(?\s*$")


def read_parties(parts: list[str | Mark]) -> list[Party]:
    """Return the senders and recipients that a head gives, in its order, and the author of a memorandum by somebody."""
    sides = [part for part in parts if isinstance(part, Mark) and part.side in ("from", "to")]
    found = _marked(parts) if sides else _unmarked(parts)
    return found or _authors(parts)


def _marked(parts: list[str | Mark]) -> list[Party]:
    found: list[Party] = []
    before = ""
    office_before: Mark | None = None
    sides = _sides_by_words(parts)
    number = -1
    for part in parts:
        if isinstance(part, str):
            before += part
            continue
        if part.side not in ("from", "to"):
            before += part.text
            continue
        number += 1
        side = sides[number] if sides else part.side
        role, fault = "sender" if side == "from" else "recipient", ""
        if side != part.side:
            fault = f"{part.text} is marked {part.side}, and the words of the head say {side}"
        if part.is_person:
            if office_before is not None and office_before.side == part.side and re.fullmatch(r"[\s(,]*", before):
                phrase = office_before.text
                found.pop()
            else:
                phrase = _phrase(before, side)
            found.append(Party(role, phrase, part.person, part.text, fault))
            office_before = None
        else:
            is_part_of_title = _IN_TITLE.search(normalize(before) + " ") or (
                fault and side == "from" and office_before is not None and _SENT_TO.search(office_before.text)
            )
            found.append(Party(role, "" if is_part_of_title else part.text, fault="" if is_part_of_title else fault))
            office_before = part
        before = ""
    return [party for party in found if party.person or party.name or party.phrase]


def _sides_by_words(parts: list[str | Mark]) -> list[str]:
    """Return the side of each marked name if the head says once, in words, where the recipients begin; else nothing."""
    at = [number for number, part in enumerate(parts) if isinstance(part, Mark) and part.side in ("from", "to")]
    gaps = [
        normalize("".join(part if isinstance(part, str) else part.text for part in parts[one + 1 : other]))
        for one, other in itertools.pairwise(at)
    ]
    splits = [
        number
        for number, gap in enumerate(gaps, 1)
        if _THEN_TO.match(gap) and not _SENT_TO.search(join([parts[at[number - 1]]]))
    ]
    return ["from"] * splits[0] + ["to"] * (len(at) - splits[0]) if len(splits) == 1 else []


def _phrase(before: str, side: str) -> str:
    """Return the title before a name."""
    text = _NUMBER.sub("", normalize(before))
    cut = (_AFTER_FROM if side == "from" else _AFTER_TO).match(text)
    if cut and not text.startswith(")"):
        text = text[cut.end() :]
    return _LEAD.sub("", f"{text} ").strip(" (,")


#: The end of a title that goes on with "to": the Assistant to the President.
_TITLE_GOES_ON = re.compile(
    r"\b(?:Assistants?|Advis[eo]r|Counselor|Secretary|Representatives?|Ambassador|Counsel|Delegate|Consultant|Observer|Delegation"
    r"|Mission|Liaison|Deputy|Envoy|Aide|Message|Note|Reply|Response|Answer)$"
)


def _unmarked(parts: list[str | Mark]) -> list[Party]:
    """Return the parties of a head in which nobody is marked: "Telegram From A to B", "The A to the B"."""
    marks = [part for part in parts if isinstance(part, Mark)]
    numbers = iter(range(len(marks)))
    text = normalize("".join(part if isinstance(part, str) else f"⟦{next(numbers)}⟧" for part in parts))
    text = _TAIL.sub("", re.sub(r"^(?:No\. )?[0-9]+[A-Za-z]?\.? |^Document [0-9]+ ", "", text)).rstrip(" .")
    sent = _SENT.match(text)
    rest = sent["rest"] if sent else text if re.match(r"The [A-Z]", text) else ""
    splits = [(rest[: at.start()], rest[at.end() :]) for at in re.finditer(r"\s+to\s+", rest)]
    for one, other in splits:
        senders, recipients = _party("sender", one, marks), _party("recipient", other, marks)
        if senders and recipients:
            return senders + recipients
    # Of several recipients, or a group of them, only the sender is clear.
    for one, other in splits:
        if senders := _party("sender", one, marks):
            return senders
        # Of several senders, those whom the head links.
        if senders := _party("sender", re.sub(r" and [^⟦]*$", "", one), marks):
            return senders + _party("recipient", other, marks)
    # Of a sender without a link, only the recipient; but "the Special Assistant to the President (X)" is one person.
    for one, other in splits:
        if not _TITLE_GOES_ON.search(one) and (recipients := _party("recipient", other, marks)):
            return recipients
    return _party("sender", rest, marks)


def _party(part: str, text: str, marks: list[Mark]) -> list[Party]:
    """Return the parties that a side of a head names; empty if it is not one, or not understood."""
    tokens = list(_TOKEN.finditer(text))
    if not tokens:
        phrase = _LEAD.sub("", text).strip()
        return [Party(part, phrase)] if organization(phrase) or office(phrase) else []
    last = text[tokens[-1].end() :]
    if not re.fullmatch(r"\)?(?:,? (?:of|in|at) the [A-Z][^()]*)?", last):
        return []
    found, begin = [], 0
    for token in tokens:
        mark = marks[int(token[1])]
        phrase = _LEAD.sub("", text[begin : token.start()]).strip(" (,")
        found.append(Party(part, phrase, mark.person, mark.text))
        begin = token.end()
    return found


def _authors(parts: list[str | Mark]) -> list[Party]:
    """Return the person by whom a memorandum or paper is: "Memorandum by the Director of X (Y)"."""
    before = ""
    for part in parts:
        if isinstance(part, str):
            before += part
        elif part.is_person and (found := _WRITTEN_BY.search(normalize(before) + " ")):
            return [Party("author", found["phrase"].strip(" ("), part.person, part.text)]
        else:
            before += part.text
    return []


def drafters(note: list[str | Mark]) -> list[Mark]:
    """Return the linked persons by whom a source note says that the document was drafted."""
    found: list[Mark] = []
    before = ""
    for part in note:
        if isinstance(part, str):
            before += part
            continue
        if re.search(r"\bDrafted by\s*$", before) or (found and re.fullmatch(r"\s*(?:,|and|, and)\s*", before)):
            found.append(part)
        elif found:
            break
        before = ""
    return [mark for mark in found if mark.person]


def without_number(head: str) -> str:
    """Return a head without its number and final stop.

    >>> without_number("No. 16 The Ambassador in France (Dillon) to the Department of State")
    'The Ambassador in France (Dillon) to the Department of State'
    """
    text = _NUMBER.sub("", normalize(head))
    text = re.sub(r"\(\s+", "(", re.sub(r"\s+([),;:])", r"\1", text))
    return (
        text[:-1].rstrip()
        if text.endswith(".") and not text.endswith("...") and not re.search(r"\b(?:[A-Z]|[a-z]\.m|Jr|Sr)\.$", text)
        else text
    )
