"""Joint statements: which states, unions and groups of states issue one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fpdata.importers.core.draft import Cell, Draft, DraftRef
from fpdata.importers.whitehouse.countries import COUNTRY, countries_in, country_places
from fpdata.importers.whitehouse.documents import contribute, state_ref
from fpdata.importers.whitehouse.leaders import Leaders, leaders_in
from fpdata.importers.whitehouse.officials import split_officials
from fpdata.importers.whitehouse.pages import Page

UNITED_STATES = "united-states"

#: Where a title goes on with the matter, or the occasion.
_MATTER = re.compile(
    r" [Oo]n (?!behalf)| of Support\b| [Rr]egarding | [Cc]oncerning | (?:to|To) (?:Mark|Address|Preview)\b"
    r"|[ ,]*\b(?:Announcing|Condemning|Endorsing|Reaffirming|Calling|Following|following|Marking|Commemorating|Welcoming|Launching)\b"
)
#: Who issues a statement, named after the matter.
_AFTER_MATTER = re.compile(
    r" (?:by|from) (?P<who>(?:the )?(?:U\.S\.|President|Prime Minister|Leaders|Governments)\b.*)$"
)
#: The two or more parties of talks or an agreement, as a title joins them.
_PARTIES = re.compile(
    r"\b(?:U\.?S\.?|United States) ?[-–] ?[A-Z][\w.]*(?:(?: [A-Z]\w+)* ?[-–] ?[A-Z]\w+)*(?: [A-Z]\w+)?"
)
_LEADERS_OF = re.compile(r"\b(?:Leaders|Presidents|Ministers) of .*")
#: Words of a first sentence after which other states are what it is about.
_VERBS = re.compile(
    r"\b(?:condemn|welcom|reaffirm|express|call(?:s|ed|ing)? (?:on|for)|underscor|met\b|gathered|convened|announce|discuss|recogni[sz]|remain"
    r"|held|hold|stand|support|commit|share|declare|affirm|issued|released|spoke|intend|agree|celebrat|commemorat|are pleased|launch)"
)
_WE = re.compile(rf"\b[Ww]e,? (?:[-—–] ?)?the [A-Z]?[\w ]{{3,60}}? of (?={COUNTRY})")
_FIRST_SENTENCE = re.compile(r"(?<=[a-z0-9)]\.) (?=[A-Z])")
_NUMBER = re.compile(r"^(?:\d+\\?\.? |- )")
#: A first sentence that names the states one by one as those whose leaders speak.
_LISTED = re.compile(
    rf"^(?:Today,? )?(?:[Ww]e,? )?(?:[-—–] ?)?(?:[Tt]he )?(?:[Ll]eaders|[Hh]eads of [\w ]+|[Gg]overnments?|[Pp]residents) of {COUNTRY}",
)
_AMERICAN = re.compile(r"\b(?:United States|U\.S\.|US\b)")
_GROUPS = {
    "Quad": ("australia", "india", "japan", UNITED_STATES),
    "AUKUS": ("australia", "united-kingdom", UNITED_STATES),
}
_BODIES = (
    (
        "european-commission",
        "European Commission",
        "organization",
        r"European Commission|President (?:Ursula )?von der Leyen",
    ),
    ("european-union", "European Union", "organization", r"European Union|EU"),
    ("group-of-seven", "Group of Seven", "collective", r"G-?7"),
    ("group-of-twenty", "Group of Twenty", "collective", r"G-?20"),
    ("association-of-southeast-asian-nations", "Association of Southeast Asian Nations", "organization", r"ASEAN"),
    ("north-atlantic-treaty-organization", "North Atlantic Treaty Organization", "organization", r"NATO"),
    ("gulf-cooperation-council", "Gulf Cooperation Council", "organization", r"Gulf Cooperation Council"),
    ("african-union", "African Union", "organization", r"African Union"),
    ("council-of-europe", "Council of Europe", "organization", r"Council of Europe"),
    (
        "economic-community-of-west-african-states",
        "Economic Community of West African States",
        "organization",
        r"ECOWAS|Economic Community of West African States",
    ),
    (
        "global-forum-on-cyber-expertise",
        "Global Forum on Cyber Expertise",
        "organization",
        r"Global Forum on Cyber Expertise",
    ),
    (
        "international-criminal-police-organization",
        "International Criminal Police Organization",
        "organization",
        r"INTERPOL|Interpol",
    ),
    (
        "organization-of-american-states",
        "Organization of American States",
        "organization",
        r"Organization of American States",
    ),
)


@dataclass(frozen=True)
class Authors:
    """Who issues a joint statement."""

    states: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    """Unions and groups of states, by the id of the actor."""
    order: tuple[str, ...] = ()
    """All of them in the order in which the page names them."""

    def __bool__(self) -> bool:
        """Whether anybody but the United States issues it."""
        return bool(self.bodies or set(self.states) - {UNITED_STATES})


def authors_of(page: Page, leaders: Leaders) -> Authors:
    """Return who issues a joint statement: those whom the title names before the matter.

    If it names none, those of the talks that it is about, or of the first sentence. The United States, which publishes the page, is one of them, unless the title names two other states only.
    """
    title = " ".join(page.title.replace("’", "'").split())
    head = _MATTER.split(title)[0]
    found = _named(head, page.date, leaders)
    listed = _listed(page) if not set(found.states) - {UNITED_STATES} else Authors()
    officials = split_officials(head, page.date)[0]
    if found and listed:
        found = Authors((*found.states, *listed.states), (*found.bodies, *listed.bodies))
    is_foreign = len(found.states) > 1 and UNITED_STATES not in found.states and not found.bodies and not officials
    if not found and len(officials) < 2:  # two Americans speak for no other state
        found = _after_matter(title, page.date, leaders) or listed or _of_first_sentence(page) or _named_anywhere(title)
    states = found.states if is_foreign else (UNITED_STATES, *found.states)
    unique, bodies = tuple(dict.fromkeys(states)), tuple(dict.fromkeys(found.bodies))
    return Authors(unique, bodies, tuple(_in_order((*unique, *bodies), title, page, leaders)))


def _in_order(ids: tuple[str, ...], title: str, page: Page, leaders: Leaders) -> list[str]:
    """Return authors as the title names them, if it names two at least and the United States; else as the text does."""
    after = _AFTER_MATTER.search(title)
    in_title = _places(after["who"] if after else _MATTER.split(title)[0], page.date, leaders)
    parties = re.search(_PARTIES.pattern, title, re.IGNORECASE) if len(in_title) < 2 else None
    in_title |= _places(parties[0].title(), page.date, leaders) if parties else {}
    named = [id for id in ids if id in in_title]
    if len(named) < 2 or (UNITED_STATES in ids and UNITED_STATES not in named):
        named, in_title = [], {}
    in_text = _places(_NUMBER.sub("", page.text[:_SEARCHED]), page.date, leaders)
    last = len(page.text)
    return sorted(ids, key=lambda one: (one not in named, in_title.get(one, in_text.get(one, last))))


def _places(text: str, day: str, leaders: Leaders) -> dict[str, int]:
    """Return where a text first names each state, by its name or its leader, and each body."""
    plain = text.replace("’", "'")
    places = country_places(plain)
    _, rest = split_officials(plain, day)
    for mention in leaders_in(rest, day):
        leader = leaders.find(mention)
        if leader and leader.country_id:
            at = max(plain.find(mention.name), 0)
            places[leader.country_id] = min(at, places.get(leader.country_id, at))
    americans = [match.start() for match in _AMERICAN.finditer(plain)]
    if len(rest) == len(plain) and "#" in rest:
        americans.append(rest.index("#"))
    if americans:
        places[UNITED_STATES] = min(americans)
    for id, _, _, pattern in _BODIES:
        if found := re.search(rf"(?<!\w)(?:{pattern})(?!\w| Summit)", plain):
            places[id] = found.start()
    return places


#: How much of a text is searched for the order in which it names its authors.
_SEARCHED = 3000


def _named(text: str, day: str, leaders: Leaders) -> Authors:
    """Return the states and bodies that a text names, and those of the leaders in it."""
    states = [*([UNITED_STATES] if _AMERICAN.search(text) else []), *countries_in(text)]
    for group, members in _GROUPS.items():
        if re.search(rf"\b{group}\b", text):
            states = [*states, *members]
    bodies = _bodies_in(text)
    _, rest = split_officials(text, day)
    for mention in leaders_in(rest, day):
        leader = leaders.find(mention)
        if leader and leader.country_id:
            states.append(leader.country_id)
    return Authors(tuple(states), tuple(bodies))


def _bodies_in(text: str) -> list[str]:
    found = {
        match.start(): id
        for id, _, _, pattern in _BODIES
        for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w| Summit)", text)
    }
    return list(dict.fromkeys(found[start] for start in sorted(found)))


def _after_matter(title: str, day: str, leaders: Leaders) -> Authors:
    """Return those whom a title names after the matter, or as the parties or leaders of the talks that it is about."""
    if match := _AFTER_MATTER.search(title):
        return _named(_MATTER.split(match["who"])[0], day, leaders)
    if match := _PARTIES.search(title) or _LEADERS_OF.search(title):
        return _named(match[0], day, leaders)
    _, rest = split_officials(title, day)
    states = [leader.country_id for one in leaders_in(rest, day) if (leader := leaders.find(one)) and leader.country_id]
    return Authors(tuple(states))


def _named_anywhere(title: str) -> Authors:
    return Authors(tuple(countries_in(title))) if _AMERICAN.search(title) else Authors()


def _listed(page: Page) -> Authors:
    """Return the states that the first sentence names one by one as those that speak."""
    return _of_first_sentence(page) if _LISTED.match(page.text) else Authors()


def _of_first_sentence(page: Page) -> Authors:
    first = _FIRST_SENTENCE.split(_NUMBER.sub("", page.text[:1500]))[0].replace("’", "'")
    we = _WE.search(first)
    begin = we.start() if we else 0
    for verb in _VERBS.finditer(first, we.end() if we else 0):
        found = _issuers(first[begin : verb.start()])
        if found or verb[0] not in ("met", "held", "convened", "gathered"):
            return found
    return _issuers(first[begin:])


def _issuers(text: str) -> Authors:
    return Authors(tuple(countries_in(text)), tuple(_bodies_in(text)))


def body_ref(id: str) -> DraftRef:
    """Return the actor that is a union or a group of states."""
    return DraftRef("actors", f"pages/bodies/{id}")


def draft_bodies(ids: Iterable[str]) -> Iterator[Draft]:
    """Yield unions and groups of states as actors."""
    wanted = set(ids)
    for id, name, kind, _ in _BODIES:
        if id in wanted:
            cells: dict[str, Cell] = {"kind": kind, "name": name, "sort_name": name}
            yield Draft("actors", body_ref(id).locator, cells, ((id,),), reuse_existing=True)


def draft_authors(page: Page, authors: Authors) -> Iterator[Draft]:
    """Yield the authors of a joint statement."""
    for sequence, id in enumerate(authors.order, start=1):
        yield contribute(page, state_ref(id) if id in authors.states else body_ref(id), "author", sequence)
