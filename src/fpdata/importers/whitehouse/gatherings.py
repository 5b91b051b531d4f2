"""Calls, meetings, journeys and talks: the events of readouts, of remarks beside a foreign leader, and of announcements."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from fpdata.importers.core.draft import DraftRef
from fpdata.importers.whitehouse.countries import countries_in
from fpdata.importers.whitehouse.dates import EventDate, event_date
from fpdata.importers.whitehouse.kinds import Deed, PageKind, deed_of
from fpdata.importers.whitehouse.leaders import Leader, Leaders, Mention, leaders_in
from fpdata.importers.whitehouse.officials import Official, split_officials
from fpdata.importers.whitehouse.pages import Page
from fpdata.importers.whitehouse.single_party import parties_in
from fpdata.importers.whitehouse.tellings import Telling, is_told_caller, told_of_meeting
from fpdata.importers.whitehouse.told_places import country_of_place, place_of, told_place

#: Words for others who are not named: their states took part, and who for them is not disclosed.
_UNNAMED = re.compile(
    r"\b(?:Counterparts?|Officials|Advis[eo]rs|Ministers|Leaders|Representatives|Delegations?|Ambassadors|Chiefs|Heads)\b",
    re.I,
)
_JOINED = re.compile(
    r"\b(?:joined (?:on the call |in the meeting )?by|together with|along with|accompanied by) ([^.]{5,400})(?!\w)"
)
_WILL = re.compile(
    r"\bwill (?!be remembered|not)(?:\w+ )?(?:travel|host|welcome|meet|speak|hold|visit|lead|receive|join|convene)\b"
)
_EXPECTED = re.compile(r"\bwill\b|\blook(?:s|ing)? forward\b|\bplans? to\b|\bupcoming\b|\binvited\b", re.IGNORECASE)
_BESIDE = re.compile(
    r"\b(?:Bilat\w*|Trilateral|Meeting|Working (?:Lunch|Dinner|Session)|Pull Aside|Expanded|Restricted|Call|Luncheon)\b",
    re.I,
)
_PRESS = re.compile(
    r"\bJoint (?:Press|Statements?|News)|\bPress (?:Conference|Availability|Statements?)|\bPress Event\b", re.I
)
#: Where a title goes on with the occasion or the matter, which may name other states.
_OCCASION = re.compile(
    r" (?:[Ff]ollowing|[Aa]fter|[Aa]head of|[Aa]mid|[Rr]egarding|[Tt]o [Dd]iscuss|in [Rr]esponse to|on (?!the (?:margins|sidelines))(?=[A-Z]|the ))\b"
)
#: How a statement tells of a call.
_I_SPOKE = re.compile(
    r"(?:(?:This (?:morning|afternoon|evening)|Today|Tonight|Earlier today),? )?I (?:just )?(?:spoke|had a call)(?: by phone)? (?:with|to) (?P<whom>[^.]{5,120})(?!\w)"
)
_MAX_NAME = 150


@dataclass(eq=False)
class Gathering:
    """An event with the people of both sides."""

    page: Page
    """The page it is known from first of all."""
    kind: str
    date: EventDate
    status: str
    officials: list[Official]
    leaders: list[tuple[Leader, Mention]]
    phrase: str
    """What the title says of the others."""
    states: list[str] = field(default_factory=list)
    """The states of others who are not named."""
    also: list[Official] = field(default_factory=list)
    """Americans who joined."""
    countries: list[str] = field(default_factory=list)
    """Where a journey led."""
    place: str = ""
    country_id: str | None = None
    is_place_told: bool = False
    """Whether the place is from a readout, which names it less exactly than a transcript."""
    is_called: bool = False
    """Whether the page says that the Americans called."""
    shown_by: Page | None = None
    """The page that shows that a planned journey was made."""
    cited: list[Page] = field(default_factory=list)

    @property
    def ref(self) -> DraftRef:
        """The event."""
        return DraftRef("events", f"{self.page.locator}{'/press' if self.kind == 'press-conference' else ''}")

    def shares_people(self, officials: Iterable[Official], leaders: Iterable[tuple[Leader, Mention]]) -> bool:
        """Whether one American and one foreign leader at least are the same."""
        mine = {_key(one) for one in self.officials}
        theirs = {leader for leader, _ in self.leaders}
        return bool(mine & {_key(one) for one in officials}) and bool(theirs & {leader for leader, _ in leaders})


class Gatherings:
    """The events of a source; several pages on one event make one."""

    def __init__(self, leaders: Leaders) -> None:
        self._leaders = leaders
        self.all: list[Gathering] = []
        self.unresolved: list[tuple[Page, Mention]] = []

    def add_readout(self, page: Page, kind: PageKind) -> Gathering | None:
        """Add the event of a readout, or of a statement on somebody's call, meeting or journey."""
        deed = deed_of(page, kind)
        if deed is None:
            return None
        words = _EXPECTED if deed.event_kind == "visit" else _WILL
        is_planned = kind is PageKind.ACTIVITY and words.search(page.text[:500]) is not None
        when = event_date(page.text, page.date, page.hour, is_planned=is_planned)
        deed = replace(deed, whom=_OCCASION.split(deed.whom)[0])
        officials, whom_rest = split_officials(f"{deed.who} ~ {deed.whom}", when.day)
        speaker_only = kind is PageKind.ACTIVITY and not officials
        if speaker_only:
            officials = split_officials(page.text[:300], when.day)[0][:1] or _who_tells(page, when.day)
        mentions = leaders_in(whom_rest, when.day, only_country(page.title))
        leaders = self._resolve(page, mentions)
        event_kind = deed.event_kind
        if event_kind == "meeting" and re.search(
            r"\b(?:met|spoke) virtually|\bby (?:phone|video)|virtual meeting", page.text[:300]
        ):
            event_kind = "call"
        told = told_of_meeting(page.text)
        place, land = told_place(told) if event_kind not in ("call", "trip", "visit") else ("", None)
        if when.text and land not in (None, "united-states"):
            when = EventDate(page.date)  # the day there has begun long before
        if not leaders and event_kind not in ("trip", "visit"):
            leaders = self._from_body(told, when.day)
            leaders = leaders or [pair for one in parties_in(deed.whom, when.day) if (pair := self._pair(one))]
        is_told = not officials
        if event_kind not in ("trip", "visit"):
            officials = _with_subject(officials, told, when.day) if officials else _told_officials(told, when.day)
        states = self._unnamed_states(deed, leaders, mentions) if event_kind not in ("trip", "visit") else []
        also = [one for found in _JOINED.finditer(page.text[:900]) for one in split_officials(found[1], when.day)[0]]
        found = Gathering(
            page,
            event_kind,
            when,
            "planned" if is_planned else "held",
            officials,
            leaders,
            _phrase(deed, officials, is_told=is_told),
            states,
            [one for one in also if one.actor not in [other.actor for other in officials]],
            countries_in(deed.whom) if event_kind == "trip" else [],
        )
        found.country_id = found.countries[0] if len(found.countries) == 1 else land
        found.place, found.is_place_told = place, bool(place)
        found.is_called = event_kind == "call" and is_told_caller(page.text)
        self.all.append(found)
        return found

    def add_remarks(self, page: Page) -> bool:
        """Add what remarks beside a foreign leader show: a meeting, or a joint press conference. Return False if nothing."""
        title, _, place = page.title.replace("’", "'").partition(" | ")
        officials, rest = split_officials(title, page.date)
        leaders = self._resolve(page, leaders_in(rest, page.date, only_country(title)))
        if not officials or not leaders:
            return False
        is_press = _PRESS.search(title) is not None
        if not is_press and not _BESIDE.search(title):
            return False
        kind = "press-conference" if is_press else "call" if re.search(r"\bVirtual|\bCall\b", title) else "meeting"
        where = place or place_of(page)
        country = country_of_place(where)
        same = next((one for one in self.all if self._is_same(one, page, kind, officials, leaders)), None)
        if same:
            same.cited.append(page)
            if where and (not same.place or same.is_place_told):
                same.place, same.country_id, same.is_place_told = where, country or same.country_id, False
            return True
        if is_press:
            meeting = next((one for one in self.all if self._is_same(one, page, "meeting", officials, leaders)), None)
            if meeting:
                meeting.cited.append(page)
        found = Gathering(
            page, kind, EventDate(page.date), "held", officials, leaders, "", place=where, country_id=country
        )
        self.all.append(found)
        return True

    def attach(self, page: Page, day: str, countries: Iterable[str]) -> bool:
        """Cite a joint statement for the meeting of that day of the same states' leaders, if there is one."""
        wanted = set(countries) - {"united-states"}
        for one in self.all:
            states = {leader.country_id for leader, _ in one.leaders} | set(one.states)
            if (
                one.kind in ("meeting", "summit", "call", "talks")
                and one.date.day == day
                and wanted
                and wanted <= states
            ):
                one.cited.append(page)
                return True
        return False

    def settle(self) -> None:
        """Turn announcements of what later pages tell into further sources of it."""
        held = [one for one in self.all if one.status == "held"]
        for plan in [one for one in self.all if one.status == "planned"]:
            same = next((one for one in held if _is_of_plan(one, plan)), None)
            if same:
                same.cited.append(plan.page)
                self.all.remove(plan)
            elif plan.kind == "trip" and (there := next((one for one in held if _is_on_trip(one, plan)), None)):
                plan.status = "held"
                plan.shown_by = there.page

    def add_call(self, page: Page) -> bool:
        """Add the call of which a statement tells in the first person. Return False if it tells of none."""
        speakers, _ = split_officials(page.title, page.date)
        told = _I_SPOKE.match(page.text)
        if not speakers or not told:
            return False
        when = event_date(page.text, page.date, page.hour)
        leaders = [pair for one in leaders_in(told["whom"], when.day) if (pair := self._pair(one))]
        if not leaders:
            return False
        same = next((one for one in self.all if self._is_same(one, page, "call", speakers[:1], leaders)), None)
        if same:
            same.cited.append(page)
        else:
            self.all.append(Gathering(page, "call", when, "held", speakers[:1], leaders, ""))
        return True

    def _is_same(
        self, one: Gathering, page: Page, kind: str, officials: list[Official], leaders: list[tuple[Leader, Mention]]
    ) -> bool:
        return one.kind == kind and _includes(one.date, page.date) and one.shares_people(officials, leaders)

    def _resolve(self, page: Page, mentions: Iterable[Mention]) -> list[tuple[Leader, Mention]]:
        resolved: dict[Leader, Mention] = {}
        for one in mentions:
            leader = self._leaders.find(one)
            if leader is None:
                self.unresolved.append((page, one))
            else:
                resolved.setdefault(leader, one)
        return list(resolved.items())

    def _from_body(self, told: list[Telling], day: str) -> list[tuple[Leader, Mention]]:
        """Return the leaders whom the first sentence names that tells who met: the title names a group only."""
        for one in told:
            _, rest = split_officials(one.people, day)
            pairs = [pair for mention in leaders_in(rest, day) if (pair := self._pair(mention))]
            if found := list({leader: (leader, mention) for leader, mention in reversed(pairs)}.values())[::-1]:
                return found
        return []

    def _pair(self, one: Mention) -> tuple[Leader, Mention] | None:
        leader = self._leaders.find(one)
        return (leader, one) if leader else None

    def _unnamed_states(self, deed: Deed, leaders: list[tuple[Leader, Mention]], mentions: list[Mention]) -> list[str]:
        """Return the states for which somebody took part whom the page does not name."""
        named = {leader.country_id for leader, _ in leaders}
        if mentions and not re.search(r"Counterparts|Officials", deed.whom):
            return []
        states = countries_in(f"{deed.who} {deed.whom}") if _UNNAMED.search(deed.whom) else []
        return [one for one in states if one not in named | {"united-states"}]


def only_country(title: str) -> str:
    """Return the country of those whom a title names without one: the only other country in it."""
    found = [one for one in countries_in(title) if one != "united-states"]
    return found[0] if len(found) == 1 else ""


def _key(official: Official) -> str:
    """Return what is the same however a text names an official."""
    return official.office_id or official.name


def _with_subject(officials: list[Official], told: list[Telling], day: str) -> list[Official]:
    """Return officials with those whom the text names beside one of them as who met or spoke."""
    for telling in told:
        beside = split_officials(telling.subject, day)[0]
        known = {_key(one) for one in officials}
        if known & {_key(one) for one in beside}:
            return [*officials, *(one for one in beside if _key(one) not in known)]
    return officials


def _told_officials(told: list[Telling], day: str) -> list[Official]:
    """Return the Americans of whom the text says that they met or spoke: the title names none."""
    for telling in told:
        if found := split_officials(telling.subject, day)[0] or split_officials(telling.people, day)[0]:
            return found
    return []


def _who_tells(page: Page, day: str) -> list[Official]:
    """Return the official whose statement a page is, if it is told in the first person."""
    is_first_person = re.search(r"\b(?:I|me|my)\b", page.text[:300]) is not None
    return split_officials(page.title, day)[0][:1] if is_first_person else []


def _includes(when: EventDate, day: str) -> bool:
    first, _, last = when.edtf.rstrip("~").partition("/")
    return first <= day <= (last or first)


def _is_of_plan(one: Gathering, plan: Gathering) -> bool:
    first, _, last = plan.date.edtf.rstrip("~").partition("/")
    gap = (date.fromisoformat(one.date.day) - date.fromisoformat(first)).days
    length = (date.fromisoformat(last or first) - date.fromisoformat(first)).days
    if not -1 <= gap <= length + 1:
        return False
    if one.page is plan.page:
        return False
    if plan.leaders:
        return one.shares_people(plan.officials, plan.leaders)
    same = {official.name for official in one.officials} & {official.name for official in plan.officials}
    if not one.leaders and _bare_phrase(one) == _bare_phrase(plan):
        return bool(same)
    return one.kind == plan.kind == "trip" and bool(same) and bool(set(one.countries) & set(plan.countries))


def _is_on_trip(one: Gathering, plan: Gathering) -> bool:
    """Whether an event shows that the traveler made a planned journey: it took place there in those days."""
    first, _, last = plan.date.edtf.rstrip("~").partition("/")
    travelers = {_key(official) for official in plan.officials}
    is_traveler = bool(travelers & {_key(official) for official in one.officials})
    return is_traveler and one.country_id in plan.countries and first <= one.date.day <= (last or first)


def _bare_phrase(one: Gathering) -> str:
    return re.sub(r"\b(?:virtual|upcoming|phone|video) ", "", one.phrase.lower())


def _phrase(deed: Deed, officials: list[Official], *, is_told: bool) -> str:
    """Return the words of a title without the Americans, who stand before it in the name of the event."""
    who = deed.who if not officials else re.sub(r"^.*'s? (?=\S|$)", "", deed.who) if is_told else ""
    text = " ".join(f"{who}{deed.noun}{deed.whom}".split())
    return text if len(text) < _MAX_NAME else text[:_MAX_NAME].rpartition(" ")[0]
