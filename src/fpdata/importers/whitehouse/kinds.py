"""What kind of page a title announces, and what its parts are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from fpdata.importers.whitehouse.countries import countries_in, has_strong_term, is_foreign
from fpdata.importers.whitehouse.pages import Page


class PageKind(Enum):
    """What a page becomes."""

    READOUT = "readout"
    ACTIVITY = "activity"
    """A statement of a spokesperson on a call, a meeting or a journey of somebody else."""
    REMARKS = "remarks"
    BRIEFING = "briefing"
    STATEMENT = "statement"
    JOINT_STATEMENT = "joint statement"
    NOMINATIONS = "nominations"
    DELEGATION = "delegation"
    ORDER = "order"
    RELEASE = "release"
    BESIDE = "remarks beside a foreign leader"
    """They make a meeting, not a statement."""
    OTHER = "other"
    """Domestic: left out."""


_OWNER = r"(?:.{3,90}?(?:'s?|s'))"
#: What somebody did of which a page tells: the group `deed` names the kind of event.
_DEED = re.compile(
    r"(?P<deed>(?:Virtual |Video |Phone |Telephone |Secure )?(?:Phone ?)?[Cc]alls?\b|[Vv]ideo ?conference|Virtual (?:Bilateral )?[Mm]eetings?"
    r"|(?:Trilateral |Bilateral |Pull[- ]Aside )?[Mm]eetings?|Audience|Engagements?|Conversations?|Lunch|Dinner|Bilat\b"
    r"|Travel|[Tt]rip|Visit|Participation in|Discussions?|Consultations?|Talks|Dialogue|Summit|Roundtable|Consultative Group"
    r"|Strategic Dialogue|Working Group|Task ?[Ff]orce|Council\b|Forum|Convening|Session)"
)
_READOUT = re.compile(r"^(?:Joint |NSC |White House |Background )?READOUT\b", re.IGNORECASE)
_STATEMENT = re.compile(
    r"^(?:(?:Press |Joint )?Statement|Press Statement|NSC (?:Press )?Statement|Statement for the Record)"
    r"(?: Statement)?\b[:,]? ?(?P<by>by|from|of|By|From|Of)? ?(?P<rest>.*)$",
    re.IGNORECASE,
)
_ABOUT_DEED = re.compile(
    rf"\b(?:on|regarding|about|announcing)\b (?:the )?(?:Upcoming )?(?P<who>{_OWNER} )?(?:Upcoming |Planned |Bilateral |Trilateral )*"
    r"(?P<what>(?:Phone |Video |Virtual |Secure )?(?:Call|Calls|call|Meeting|Meetings|meeting|meetings|Travel|Trip|travel"
    r"|Videoconference|Conversation|Consultations|Engagements|Visit)\b.*)$"
)
_JOINT = re.compile(
    r"\bJoint\b.{0,40}\b(?:Statement|Declaration|Communiqu|Vision|Press Statement|Fact Sheet)"
    r"|^(?:G7|G20|Quad|AUKUS|U\.S\.-|U\.S\. – |United States-|ASEAN|North American|Leaders'|NATO|Wilmington|Camp David|Los Angeles"
    r"|The Spirit of|Hiroshima|Jerusalem|Trilateral).{0,110}\b(?:Statement|Declaration|Communiqu)"
    r"|^Statement (?:of|by|from) (?:the )?(?:Leaders of|G7|Quad|AUKUS|Members of)|^(?:Jerusalem|Camp David|Washington)\b.*Declaration",
    re.IGNORECASE,
)
_NOMINATIONS = re.compile(
    r"\b(?:Nominations?|Withdrawals?)\b.{0,40}\bSent to\b|Nominations? (?:and|&) Withdrawals?|^Withdrawals? "
    r"|\bAnnounces?\b.*\b(?:Intent to Nominate|Intends? to Nominate|Nominees?|Nominations?|Nominate|Ambassador\w*|to Serve as)\b"
    r"|^Nominations Press Release|\bIntent to Nominate\b",
    re.IGNORECASE,
)
_DELEGATION = re.compile(r"\bPresidential Delegation\b", re.IGNORECASE)
_BRIEFING = re.compile(
    r"^(?:On-the-Record |Background |Virtual )*Press (?:Briefing|Gaggle|Call|Conference)|\bPress (?:Gaggle|Call|Briefing)\b"
    r"|^Background (?:Press|Briefing|Call)|^Call with|\bOn-the-Record\b",
    re.IGNORECASE,
)
_REMARKS = re.compile(
    r"^(?:Remarks|Toasts?|Interview|Keynote|Speech)\b|^Press Conference|^ICYMI: Remarks", re.IGNORECASE
)
_ORDER_TITLE = re.compile(
    r"^(?:Press Release: )?(?:A )?(?:Executive Order|Proclamation|Memorandum|Notice|Presidential Determination"
    r"|National Security (?:Study |Presidential )?(?:Memorandum|Directive)|Presidential Permit|Letters?|Message|Text of|Order)\b",
    re.IGNORECASE,
)
_CEREMONIAL = re.compile(
    r"\b(?:National .{0,60}(?:Day|Week|Month)|(?:Day|Week|Month)(?: of \w+)?(?:, \d{4}| \d{4})?$|Anniversary|Birthday|Heritage"
    r"|Presidential Message|America 250|Bills? Signed|Flag|Half-Staff|Death of (?:Former )?(?:First Lady|Senator|Justice))",
    re.IGNORECASE,
)
_DOMESTIC = re.compile(
    r"\b(?:Campaign|Political Event|Governors?|Mayors?|FEMA|Hurricane|Wildfires?|Tornado|Student|Abortion|Reproductive|Medicare"
    r"|Jobs Report|Infrastructure Law|Union Workers|HBCU|Judges?|Judicial|Health Care|Small Business(?:es)?|Disaster Declaration|Alaska"
    r"|Voting Rights|Gun (?:Violence|Safety)|Black History|Medal of Honor|State Legislat\w+|Easter Egg|Turkeys?|Super ?Bowl"
    r"|Correspondents|Congressional (?:Bills?|Picnic)|National Governors|Veterans Day|Memorial Day|Juneteenth)\b"
)


#: Whom officials met at home, even on a matter abroad.
_DOMESTIC_GROUPS = re.compile(
    r"\b(?:Veterans?|Attorneys General|Congress\w*|Caucus|Listening Session|American (?:\w+ )?Leaders|Civil Rights|Harassment|LGBTQI\w*"
    r"|National Climate Task Force|Mayors?|Governors?|HBCU|Historically Black|Students?|State Legislat\w+|Industry Leaders)\b"
)


def kind_of(page: Page) -> PageKind:
    """Return what a page becomes, by its title and section."""
    title = page.title.replace("’", "'")
    if _NOMINATIONS.search(title):
        return PageKind.NOMINATIONS
    if _DELEGATION.search(title):
        return PageKind.DELEGATION
    if _BRIEFING.search(title) and not _READOUT.match(title):
        return PageKind.BRIEFING
    if _READOUT.match(title):
        if _DOMESTIC_GROUPS.search(title):
            return PageKind.OTHER
        is_meeting = re.search(r"Security Advis[eo]r.*(?:Call|Meeting) with", title) and not _DOMESTIC.search(title)
        return PageKind.READOUT if is_foreign(title) or _starts_foreign(page) or is_meeting else PageKind.OTHER
    if "Disaster" in title or (_DOMESTIC.search(title) and not is_foreign(title)):
        return PageKind.OTHER
    if _REMARKS.match(title):
        return PageKind.REMARKS if is_foreign(_without_place(title)) else PageKind.OTHER
    if _JOINT.search(title):
        return PageKind.JOINT_STATEMENT if is_foreign(title) or _starts_foreign(page) else PageKind.OTHER
    if _STATEMENT.match(title):
        is_about_states = "President" not in title and not _DOMESTIC.search(title) and countries_in(page.text[:250])
        if not (is_foreign(title) or is_about_states):
            return PageKind.OTHER
        return PageKind.ACTIVITY if deed_of_statement(title) else PageKind.STATEMENT
    if page.section == "presidential-actions" or _ORDER_TITLE.match(title):
        is_order = is_foreign(title) or has_strong_term(page.text[:3000])
        return PageKind.ORDER if is_order and not _CEREMONIAL.search(title) else PageKind.OTHER
    is_about = is_foreign(title) or (page.section == "press-briefings" and is_foreign(page.text[:1000]))
    if is_about and not _CEREMONIAL.search(title) and page.section != "blog":
        return PageKind.RELEASE
    return PageKind.OTHER


def _starts_foreign(page: Page) -> bool:
    return is_foreign(page.text[:400]) and not _DOMESTIC.search(page.title)


def _without_place(title: str) -> str:
    """Return a title without the place after a bar, which says nothing of what it is about."""
    return title.partition(" | ")[0]


def deed_of(page: Page, kind: PageKind) -> Deed | None:
    """Return what the title of a readout, or of a statement on a call, a meeting or a journey, tells."""
    return deed_of_readout(page.title) if kind is PageKind.READOUT else deed_of_statement(page.title)


@dataclass(frozen=True)
class Deed:
    """What somebody did of which a page tells."""

    event_kind: str
    noun: str
    who: str
    """The text that names the Americans."""
    whom: str
    """The text that names the others."""


def deed_of_readout(title: str) -> Deed | None:
    """Return what a readout tells: kind of event, and the parts of the title that name the two sides."""
    plain = title.replace("’", "'")
    if " on " in plain[:90] and re.match(r"(?:NSC |Joint )?Readout (?:from|by) ", plain, re.IGNORECASE):
        plain = plain[re.search(r" (?:on|of) ", plain).end() :]  # type: ignore[union-attr]
    elif found := re.match(r"(?:Joint |NSC )?Readout (?:by|from) .{5,80}? of ", plain, re.IGNORECASE):
        plain = plain[found.end() :]
    else:
        plain = re.sub(
            r"^(?:Joint |NSC |White House )?READOUT(?: of(?: the)?| from|:| on)? ?", "", plain, flags=re.IGNORECASE
        )
    return _split(plain)


def deed_of_statement(title: str) -> Deed | None:
    """Return what a statement on somebody's call, meeting or travel tells; None if it is about something else."""
    plain = title.replace("’", "'")
    found = _ABOUT_DEED.search(plain)
    if not found:
        return None
    whole = f"{found['who'] or ''}{found['what']}"
    return _split(whole)


def _split(text: str) -> Deed | None:
    found = _DEED.search(text)
    if not found:
        return None
    noun = found["deed"]
    who, whom = text[: found.start()], text[found.end() :]
    kind = _event_kind(noun)
    return Deed("trip" if kind == "visit" and whom.startswith(" to ") else kind, noun, who, whom)


def _event_kind(noun: str) -> str:
    plain = noun.lower()
    if re.search(r"call|video|virtual|conversation", plain):
        return "call"
    if plain == "visit":
        return "visit"
    if re.search(r"travel|trip", plain):
        return "trip"
    if re.search(r"summit|participation", plain):
        return "summit"
    if re.search(r"dialogue|consult|talks|group|task|council|forum|convening|session|discussion", plain):
        return "talks"
    return "meeting"
