"""The sentence of a text that tells who met whom, without what they talked of: whom that names was not there."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: How much of a text is searched, and how many of its sentences.
_SEARCHED, _SENTENCES = 1200, 3
_SENTENCE_END = re.compile(r"(?<=[A-Za-z0-9)]{2}\.)(?<!Gen\.)(?<!Adm\.)(?<!\b[MDJS][rst]\.)(?<!D\.C\.) (?=[A-Z])")
_GATHERING = r"(?:calls?|meetings?|talks|discussions|consultations|conversations?|summit|dialogue|session|videoconference|engagement)"
#: What a title or a body is called for short.
_SHORT_FOR = re.compile(r" \([A-Z][A-Za-z]{1,7}\)")
#: What says that people met or spoke.
_VERB = re.compile(
    r"\b(?:spoke|met|convened|gathered|hosted|welcomed|received|joined|participated?|chaired|led a(?= (?:roundtable|meeting|discussion))|(?:meeting|call) included"
    rf"|h[eo]ld(?:s|ing)? (?:[\w-]+ ){{0,6}}?{_GATHERING})\b"
)
#: What follows is an earlier occasion, or another one.
_EARLIER = re.compile(r"^(?:Following|After|Building|Ahead|Before|Launched|As (?:agreed|announced|directed|part))\b")
#: Where the sentence goes on with the purpose, the matter, or other occasions.
_MATTER = re.compile(
    r"(?<!reached out)(?<!spoke)(?<!\w[oe]r) to (?!the (?:President|Prime|Vice)|President|Prime|King)(?=[a-z]+ )"
    r"|,? (?:following|after|ahead of|before|prior to|regarding|concerning|including the|announced by|led by|launched|established|requested by"
    r"|directed by|in (?:response|support|honor|preparation|advance|follow[- ]?up)|as (?:part|agreed|announced|a follow)|as (?:they|the two)"
    r"|where|who|which|that|whose|during which|in order|and (?:discussed|reviewed|reaffirmed|underscored|briefed|welcomed|conveyed|expressed"
    r"|thanked|exchanged|agreed|condemned|emphasized|reiterated)|about|to (?:discuss|review|prepare))\b"
    r"|,? (?:to|in) (?:commemorat|celebrat)\w+"
    r"|,? on (?=(?:[a-z]+ )*(?:efforts?|issues?|situation|matters|Russia|Ukraine|how|ways|the (?:margins|sidelines|implementation|ongoing)))"
)
#: Whom an adviser or envoy serves, and who has not come.
_SERVED = re.compile(
    r"(?<=to )(?:President|Prime Minister|Chancellor|King)(?: of [A-Z]\w+)? (?:[A-ZÀ-Ž][\w'-]+ ?){1,4}(?= of |,|\.| )"
)


@dataclass(frozen=True)
class Telling:
    """What a sentence says of who met whom."""

    subject: str
    """The words before the verb."""
    people: str
    """The words up to the purpose of the meeting."""


def told_of_meeting(text: str) -> list[Telling]:
    """Return what the first sentences of a text say of who met whom, for those that do.

    >>> told_of_meeting("Ada Lake met with Bob Moor to discuss the visit of Cy Field.")[0].people
    'Ada Lake met with Bob Moor'
    """
    found = []
    for sentence in _SENTENCE_END.split(text[:_SEARCHED])[:_SENTENCES]:
        plain = _SHORT_FOR.sub("", sentence.replace("’", "'"))
        verb = _VERB.search(plain)
        if verb is None:
            continue
        is_earlier = _EARLIER.match(plain) is not None
        subject = "" if is_earlier or _MATTER.search(plain[: verb.start()]) else plain[: verb.start()]
        matter = _MATTER.search(plain, verb.end())
        people = f"{subject}{plain[verb.start() : matter.start() if matter else len(plain)]}"
        served = _ADVISER.search(people)
        found.append(Telling(subject, _without_served(people) if served else people))
    return found


_CALLED = re.compile(
    r"\b(?:President|Vice President|Advisor|Biden|Harris|Trump|Vance|Sullivan)\b[^.]{0,40}? called (?:and \w+ )?(?=[A-Z])(?!Jr)"
)


def is_told_caller(text: str) -> bool:
    """Whether the first sentence says that the American placed the call.

    >>> is_told_caller("President Lake called Prime Minister Moor today.")
    True
    """
    return _CALLED.match(re.sub(r"^(?:Today|Yesterday|This \w+|Earlier today),? ", "", text)) is not None


_ADVISER = re.compile(
    r"\b(?:Advis[eo]rs?|Counsel+ors?|Envoys?|Assistants?|Aides?|Secretary|Representatives?)\b", re.IGNORECASE
)


def _without_served(text: str) -> str:
    """Return a text without the names of those whom an adviser in it serves."""
    return _SERVED.sub("the leader", text)
