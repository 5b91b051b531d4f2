"""What somebody does by a statement: announce, praise, criticize, demand; by its title, else by its first sentence."""

from __future__ import annotations

import re

from fpdata.importers.whitehouse.pages import Page

_ASSERT = "assert"
#: Verbs that stand in a title just after the speaker.
_IN_TITLE = (
    (re.compile(r"(?:Condemn|Denounc)(?:s|es|ing)\b", re.IGNORECASE), "criticize"),
    (
        re.compile(r"(?:Congratulat|Applaud|Commend|Prais|Honor|Celebrat|Commemorat)(?:s|es|ing)\b", re.IGNORECASE),
        "praise",
    ),
    (re.compile(r"(?:Calls?|Calling) (?:on|for)\b|(?:Urg|Demand)(?:s|es|ing)\b", re.IGNORECASE), "demand"),
    (re.compile(r"(?:Announc|Launch)(?:s|es|ing)\b", re.IGNORECASE), "announce"),
)
_WELCOMES = re.compile(r"Welcom(?:es|ing)\b", re.IGNORECASE)
#: Words by which a title itself judges what it names.
_JUDGES = re.compile(r"\b(?:Unjust\w*|Illegitimate|Sham|Reckless|Brutal|Unprovoked)\b", re.IGNORECASE)
#: Where in a title an occasion begins: what follows is said of it, not by the speaker.
_OCCASION = re.compile(r"(?:\b(?:at|in|during|before|after|following|ahead of|to)\b )", re.IGNORECASE)
#: A first sentence that tells what somebody is going to do.
_ANNOUNCES = re.compile(
    r"\b(?:President|Biden|Trump|Harris|Vance|Lady|Gentleman|Sullivan|Blinken|he|she|I)\b[^.]{0,60}? will (?:also |again )?(?:attend|convene|deliver|host|hold"
    r"|join|lead|meet|participate|receive|send|speak|travel|visit|welcome)\b|^(?:Today|This morning)[^.]{0,40}\b(?:is|are) announcing\b"
    r"|\blooks? forward to (?:welcoming|hosting)\b|^President [^.]{0,20}\bhas invited\b|\b(?:is|are) traveling to\b|\bpleas(?:ure|ed) to announce\b"
)
#: A journey, in the title, and what a first sentence says of one to come.
_JOURNEY = re.compile(r"\b(?:Travel|Trip|Visit)\b", re.IGNORECASE)
_COMING = re.compile(r"\bwill (?:also )?(?:be in|depart|lead|make|travel|visit)\b|\b(?:is|are) traveling\b")
_SPEAKER = (
    r"^(?:(?:Today|Tonight|This (?:morning|evening|week)),? )?(?:On behalf of [^,]{3,80}, )?"
    r"(?:The United States(?: of America)?|We|I|The (?:Biden[- ]Harris |Biden )?Administration)"
    r"(?:,? (?:also|again|strongly|forcefully|unequivocally|warmly|firmly|vigorously|enthusiastically),?)*"
    r"(?: joins? [^.]{3,80}? in)?"
)
_IN_SENTENCE = (
    (re.compile(rf"{_SPEAKER} (?:condemn|denounc)(?:s|es|e|ing)?\b", re.IGNORECASE), "criticize"),
    (
        re.compile(rf"{_SPEAKER} (?:welcom|congratulat|applaud|commend|prais)(?:s|es|e|ing)?\b", re.IGNORECASE),
        "praise",
    ),
    (re.compile(rf"{_SPEAKER} (?:calls? (?:on|for|upon)|urges?|demands?)\b", re.IGNORECASE), "demand"),
    (re.compile(rf"{_SPEAKER} (?:(?:is|are|am) announcing|announces?)\b", re.IGNORECASE), "announce"),
)
#: What the speaker does besides.
_BESIDES = re.compile(
    r"(?:\band|\bbut|,|;) (?:we |I )?(?:also |further |strongly )?(?:condemns?|welcomes?|commends?|applauds?|congratulates?|calls? (?:on|for|upon)|urges?|demands?)\b",
)
_FIRST_SENTENCE = re.compile(r"(?<=[A-Za-z0-9)]{2}\.)(?<!\bDr\.)(?<!\bMr\.) (?=[A-Z])")
_SEARCHED = 700


def act_of(page: Page, who: str, matter: str, medium: str) -> str:
    """Return what the speaker does, by the parts of the title before and after the speaker; `assert` if nothing tells.

    A release shows it in its first sentence, too: if that does two things, neither is meant alone.
    """
    is_speech = medium == "speech"
    said = re.sub(r"^(?:on|regarding|about) (?:the )?", "", matter.strip(), flags=re.IGNORECASE)
    if not _OCCASION.search(who):
        if not is_speech and _WELCOMES.match(said):
            return "praise"
        if found := next((code for pattern, code in _IN_TITLE if pattern.match(said)), None):
            return found
    if _JUDGES.search(matter) and not _OCCASION.match(matter.strip()):
        return "criticize"
    if is_speech:
        return _ASSERT
    text = page.text.removeprefix(page.title).lstrip(" :.")
    first = _FIRST_SENTENCE.split(text[:_SEARCHED])[0].replace("’", "'")
    found = next((code for pattern, code in _IN_SENTENCE if pattern.search(first)), None)
    if found:
        return _ASSERT if _does_more(first, found) else found
    is_coming = _JOURNEY.search(matter) is not None and _COMING.search(first) is not None
    return "announce" if is_coming or _ANNOUNCES.search(first) else _ASSERT


def _does_more(sentence: str, act: str) -> bool:
    """Whether the speaker does something else in the same sentence."""
    besides = _BESIDES.findall(sentence)
    praises = ("welcome", "commend", "applaud", "congratulate")
    return any(not (act == "praise" and any(word in one for word in praises)) for one in besides)
