"""Presidential delegations: the journey that is announced, who leads it, and the members in public office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fpdata.importers.core import person_names
from fpdata.importers.core.draft import Cell, Draft, DraftRef, NameOf, Person, TextTemplate
from fpdata.importers.whitehouse.countries import countries_in
from fpdata.importers.whitehouse.dates import EventDate, event_date
from fpdata.importers.whitehouse.documents import cite
from fpdata.importers.whitehouse.officials import bare_name, split_name
from fpdata.importers.whitehouse.pages import Page
from fpdata.model.slugs import fold, slug

_MEMBER = re.compile(
    r"^(?:[-•*] ?)?(?P<style>The Honorable|Ambassador|General|Admiral|Secretary|Mr\.|Mrs\.|Ms\.|Dr\.|Rev\. Dr\.|Reverend|Chargé [^,]{0,30})? ?"
    r"(?P<name>[A-Z][^,;:]{3,45}?(?:,? (?:Jr|Sr)\.?|,? I{2,3}|,? IV)?)(?:, Ph\.? ?D\.?)?, (?P<title>.{6,240}?)(?P<lead>,? will lead the delegation\.?)?$"
)
#: A head who is named after the office.
_HEAD = re.compile(
    r"^(?:The Honorable )?(?P<title>(?:First Lady|Second Gentleman|Vice President) of the United States|Secretary|Administrator)"
    r" (?P<name>[A-Z][\w.'-]+(?: [A-Z][\w.'-]*){1,3})(?: of (?:the )?(?P<of>[^,]{5,80}))?,? (?P<lead>will lead the delegation)"
)
#: What stands above a release.
_DATELINE = re.compile(
    r"^(?:FOR IMMEDIATE RELEASE|THE WHITE HOUSE|For Immediate Release)\W+(?:[A-Z][a-z]+ \d{1,2}, \d{4})?"
)
#: Titles that are public offices; persons without one are private, and are not named.
_PUBLIC = re.compile(
    r"\bAmbassador\b|\bSecretary\b|\bAdministrator\b|\bMember of (?:Congress|the (?:U\.S\. |United States )?(?:House|Senate))"
    r"|\b(?:U\.?S\.?|United States) (?:Senator|(?:Trade )?Representative)|\bSenator\b|\bNational Security Council\b|\bSpecial Assistant to the President\b"
    r"|\bAttorney General\b|\bCharg|\bGovernor of\b|\bFirst (?:Lady|Gentleman)|\bSecond (?:Lady|Gentleman)|\bVice President\b"
    r"|\bMillennium Challenge\b|\bDeputy Assistant\b|\bAssistant to the President\b|\bSpecial (?:Presidential )?Envoy\b"
    r"|\bDirector of (?:the )?(?:Peace Corps|National|Central)|\bPeace Corps\b|\bCounselor\b|\bCommander\b|\bDepartment of State\b"
    r"|\bRepresentative of the United States\b|\bTrade and Development Agency\b|\bDevelopment Finance Corporation\b|\bDevelopment Bank\b"
    r"|\bAfrican Development Foundation\b|\bConsul General\b|\bCommissioner General\b|\bNational Endowment for\b|\bCongress(?:wo)?man\b"
    r"|\bOffice of Management and Budget\b|\bCommandant\b|\bUndersecretary\b|\bPresident of the United States\b|\bNational Cyber Director\b"
    r"|, The White House$"
)
#: A sentence on two heads of a delegation, each with a title.
_TWO_HEADS = re.compile(
    r"^(?P<first>[^,]+, [^,]+?),? and (?:The Honorable )?(?P<second>[A-Z][\w'-]+(?: [A-Z]\.)?(?: [A-Z][\w'-]+){1,2}),"
    r" (?P<title>[^,]+),? will lead the delegation\.?$"
)
#: Words that are part of a second title, not of a second name.
_OFFICE_WORDS = re.compile(
    r"\b(?:Director|Secretary|Administrator|Advis[eo]r|Assistant|Counselor|Representative|Ambassador|Envoy|Coordinator|Chair\w*)\b"
)
#: Where a title goes on with an office that the member no longer holds.
_FORMER = re.compile(r",? and (?=[Ff]ormer\b)|, (?=[Ff]ormer\b)")
_AMBASSADOR_TO = re.compile(r"Ambassador (?:to|of the United States to) (?P<to>[^,;]+)")


_OFFICES = (
    (r"(?:United States |U\.S\. )?Secretary of State\b", "secretary-of-state"),
    (
        r"(?:United States |U\.S\. )?Secretary of (?:Defense|War)\b|Secretary of the (?:U\.S\. )?Department of Defense",
        "secretary-of-defense",
    ),
    (r"Vice President of the United States", "vice-president-of-the-united-states"),
    (r"Special Presidential Envoy for Climate", "special-presidential-envoy-for-climate"),
    (
        r"(?:Administrator of the |USAID Administrator|Administrator, ).*",
        "administrator-of-the-agency-for-international-development",
    ),
    (
        r"(?:United States |U\.S\. )?(?:Permanent Representative|Ambassador) to (?:the )?(?:NATO|North Atlantic)",
        "representative-to-nato",
    ),
    (r"(?:United States |U\.S\. )?Trade Representative", "us-trade-representative"),
    (r"Deputy Secretary of State\b(?! for)", "deputy-secretary-of-state"),
    (r"Director of National Intelligence", "director-of-national-intelligence"),
)


@dataclass(frozen=True)
class Delegate:
    """A member of a delegation, in public office."""

    name: str
    title: str
    day: str
    is_head: bool

    @property
    def actor(self) -> DraftRef:
        """The person."""
        return DraftRef("actors", f"pages/people/united-states/{slug(bare_name(self.name))}")


def members_of(page: Page) -> tuple[list[Delegate], int]:
    """Return the members who are in public office, the head first, and how many others there are."""
    found: dict[DraftRef, Delegate] = {}
    private = 0
    for line in _one_each(_joined(page.paragraphs)):
        match = _HEAD.match(line) or _MEMBER.match(line)
        if not match or re.search(r"\btoday announced\b|\bPresident\b.*\bannounc", line):
            continue
        name, title = bare_name(match["name"]), " ".join(match["title"].split()).strip(" ,.")
        if match.re is _HEAD and match["of"]:
            title = f"{title} of the {match['of'].removeprefix('United States Department of the ')}"
        if len(fold(name).split()) < 2:
            continue
        title = _FORMER.split(title)[0]
        if not _PUBLIC.search(title) or re.search(r"\b(?:[Ff]ormer|Bishop|Founder|Chair of the Governing)\b", title):
            private += 1
            continue
        one = Delegate(name, title, page.date, match["lead"] is not None)
        found.setdefault(one.actor, one)
    return sorted(found.values(), key=lambda one: not one.is_head), private


def _one_each(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines with one member each: two who lead a delegation stand in one sentence."""
    for line in lines:
        if (both := _TWO_HEADS.match(line)) and not _OFFICE_WORDS.search(both["second"]):
            yield f"{both['first']}, will lead the delegation."
            yield f"{both['second']}, {both['title']}, will lead the delegation."
        else:
            yield line


def _joined(paragraphs: list[str]) -> Iterator[str]:
    held = ""
    for line in paragraphs:
        text = f"{held} {line}".strip()
        held = ""
        if re.search(r"\b(?:to the|of the|of|and|for|to)$", text) and len(text) < 300:
            held = text
            continue
        yield text
    if held:
        yield held


def draft_delegation(page: Page, members: list[Delegate]) -> Iterator[Draft]:
    """Yield the journey and its members."""
    ref = DraftRef("events", page.locator)
    when: EventDate = event_date(_DATELINE.sub("", page.text), page.date, page.hour, is_planned=True)
    countries = countries_in(re.split(r" (?:[Tt]o [Aa]ttend|for the|To Pay)", page.title)[0]) or countries_in(
        page.text[:500]
    )
    country = countries[0] if countries else None
    where: tuple[str | NameOf, ...] = (" to ", NameOf("countries", country)) if country else ()
    cells: dict[str, Cell] = {
        "kind": "trip",
        "name": TextTemplate(("Presidential delegation", *where)),
        "date": when.edtf,
        "status": "planned",
        "country_id": country,
    }
    yield Draft("events", ref.locator, cells, ((when.day, "presidential-delegation", country or "abroad"),))
    for one in members:
        part: dict[str, Cell] = {"event_id": ref, "actor_id": one.actor, "presence": "confirmed"}
        part |= {"part": "head" if one.is_head else "member", "title": one.title}
        yield Draft("participations", ref.locator, part, depends_on=ref)
    yield cite("events", ref, page)


def draft_member(one: Delegate) -> Draft:
    """Return the draft of a member of a delegation."""
    forename, surname, suffix = split_name(one.name)
    name = person_names.full_name(forename, surname, suffix)
    cells: dict[str, Cell] = {
        "kind": "person",
        "name": name,
        "sort_name": person_names.sort_name(forename, surname, suffix),
        "country_id": "united-states",
    }
    offices = tuple((office, one.day) for office in _offices(one.title))
    former = ("president-of-the-united-states",) if re.match(r"\d+(?:st|nd|rd|th) President", one.title) else ()
    person = Person(
        surname,
        forename,
        "united-states",
        names=(name,),
        seen=int(one.day[:4]),
        offices=offices,
        former_offices=former,
        links=(elsewhere,) if (elsewhere := _ELSEWHERE.get(fold(name))) else (),
    )
    return Draft("actors", one.actor.locator, cells, ((name,), (name, "official")), person)


#: Members whom the data set has from other posts, by name: the identifier in the register of the State Department.
#: A page names the posts that the register has: in the Senate, in New Zealand and in Samoa.
_ELSEWHERE = {"carol moseley braun": ("pocom", "moseley-braun-carol")}


def posts_of(one: Delegate) -> list[str]:
    """Return the offices and the posts that a member holds, by which another page may know them."""
    return [*_offices(one.title), _OF_THE_COUNTRY.sub("", one.title)]


_OF_THE_COUNTRY = re.compile(r"^(?:The )?(?:United States|U\.S\.) | of the United States(?: of America)?$")


def _offices(title: str) -> Iterator[str]:
    if found := _AMBASSADOR_TO.search(title):
        if re.search(r"\bUnited Nations\b", found["to"]):
            yield "representative-to-un"
        yield from (f"ambassador-to-{country}" for country in countries_in(found["to"]))
    yield from (office for pattern, office in _OFFICES if re.match(pattern, title))
    if re.search(
        r"Member of the (?:U\.S\. |United States )?House|Representative from|(?:U\.S\.|United States) Representative",
        title,
    ):
        yield "us-representative"
    if re.search(r"\bSenat", title):
        yield "us-senator"
