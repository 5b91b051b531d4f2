"""Nominations and withdrawals sent to the Senate, and announcements of intent: events, nominees, and what came of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from fpdata.importers.core import person_names
from fpdata.importers.core.draft import Cell, Draft, DraftRef, NameOf, Person, TextTemplate
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.source import ImportBatch
from fpdata.importers.whitehouse.countries import countries_in
from fpdata.importers.whitehouse.documents import cite
from fpdata.importers.whitehouse.offices import NamedOffice, is_foreign_policy, is_same_post, offices_of, words_of
from fpdata.importers.whitehouse.officials import bare_name, split_name
from fpdata.importers.whitehouse.pages import Page
from fpdata.model.slugs import fold, slug

_NAME = r"(?P<name>[A-Z][^,;:()]{2,50}?(?:,? (?:Jr|Sr)\.?|,? I{2,3}|,? IV)?)"
_STATES = (
    r"(?:Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana"
    r"|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska"
    r"|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania"
    r"|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin"
    r"|Wyoming|the District of Columbia|District of Columbia|Puerto Rico|Guam|the Virgin Islands|[A-Z][\w ]{2,24})"
)
_LINE = re.compile(
    rf"^{_NAME}, of {_STATES}, (?P<career>.{{0,140}}?)(?:,? ?to be|,? ?to serve concurrently.{{0,60}}? as"
    rf"|(?:, )?for(?= the rank of Ambassador during)) (?P<office>.{{6,800}})$"
)
_ANNOUNCED = re.compile(
    rf"^(?:[-–•*] ?)?(?:Ambassador |The Honorable |Dr\. )?{_NAME}, (?:(?P<career>[^,]{{0,60}}), )?Nominee (?:for|to be|to serve as|as)"
    r"(?: the| an?)? (?P<office>.{6,600})$"
)
_NEXT_NOMINEE = re.compile(
    r"(?:(?<=[a-z0-9)]\.)|(?<=\(Reappointment\))|(?<=\(New Position\))) (?=[A-Z][a-z]+(?: [A-Z][\w.'-]*){1,3}, of [A-Z][\w ]{2,24}, .{0,140}to be )"
)
_WITHDRAWAL = re.compile(r"^WITHDRAWALS?\b|^Withdrawals? (?:of|sent)", re.IGNORECASE)
_NOMINATION = re.compile(r"^NOMINATIONS?\b", re.IGNORECASE)
_SENT = re.compile(r"which was sent to the Senate on")
_CAREER = re.compile(
    r"Career Member of the Senior Foreign Service|Senior Foreign Service|Foreign Service Officer", re.IGNORECASE
)
#: How long after an announcement the nomination that it means is sent, and for how long it stays before the Senate.
_DAYS_TO_SEND, _DAYS_PENDING = 200, 760


#: Names that pages shorten or misspell, and those under which the person is sent to the Senate, or was at a post before.
_WHOLE_NAMES = {
    "Chris Lu": "Christopher P. Lu",
    "Christy Abizaid": "Christine Abizaid",
    "Cindy Dyer": "Cynthia Dyer",
    "Doug McKalip": "Douglas J. McKalip",
    "Jeremey Neitzke": "Jeremy Neitzke",
    "Julie Smith": "Julianne Smith",
    "Leopoldo Martinez": "Leopoldo Martinez Nucete",
    "M. Fabiana Jorge": "Maria Fabiana Jorge",
}


@dataclass(eq=False)
class Nomination:
    """Somebody is nominated to an office, or the nomination is withdrawn."""

    page: Page
    name: str
    office: str
    offices: list[NamedOffice]
    is_career: bool
    kind: str
    """sent, withdrawn or announced."""
    former: tuple[str, ...] = ()
    """Offices that the announcement says the nominee held before."""
    cited: list[Page] = field(default_factory=list)
    fuller_title: str = ""
    """The post as the announcement words it, where that says more."""

    @property
    def nominee(self) -> DraftRef:
        """The person nominated."""
        return DraftRef("actors", f"pages/people/united-states/{slug(nominee_key(self.name))}")

    @property
    def key(self) -> tuple[str, str]:
        """The nominee and the office."""
        return self.person, self.offices[0].key

    @property
    def person(self) -> str:
        """What is the same in all spellings of the name: the initial and the surname."""
        words = fold(person_names.split_suffix(bare_name(self.name))[0]).split()
        return f"{words[0][:1]} {words[-1]}"

    @property
    def ref(self) -> DraftRef:
        """The event."""
        tail = (
            f"{'withdrawal-' if self.kind == 'withdrawn' else ''}{slug(nominee_key(self.name))}/{self.offices[0].key}"
        )
        return DraftRef("events", f"{self.page.locator}/{tail}")


def nominee_key(name: str) -> str:
    """Return the name by which a nominee is the same from one session to the next: titles and the comma do not count."""
    bare = person_names.normalize(re.sub(r"^(?:Ambassador|Dr\.|Gen\.|General|The Honorable) ", "", name.strip()))
    return _WHOLE_NAMES.get(bare, bare)


def read_nominations(page: Page, batch: ImportBatch) -> list[Nomination]:
    """Return the nominations of a page to offices of foreign policy; report lines that look like one and cannot be read."""
    found: dict[tuple[str, str, str], Nomination] = {}
    is_withdrawal = re.match(r"(?:Press Release: )?Withdrawals? ", page.title) is not None
    for line in _joined(page.paragraphs):
        if _WITHDRAWAL.match(line):
            is_withdrawal = True
        elif _NOMINATION.match(line):
            is_withdrawal = False
        match = _LINE.match(line) or _ANNOUNCED.match(line)
        if match is None:
            if re.search(r"\bto be (?:an? )?Ambassador Extraordinary", line) and len(line) < 600:
                batch.report(
                    FindingKind.MALFORMED, page.file, "", f"the line of a nomination cannot be read: {line[:60]!r}"
                )
            continue
        office = " ".join(match["office"].split())
        if not is_foreign_policy(office):
            continue
        kind = "announced" if match.re is _ANNOUNCED else "sent"
        if is_withdrawal or _SENT.search(office):
            kind = "withdrawn"
        one = Nomination(
            page,
            nominee_key(match["name"]),
            office,
            offices_of(office),
            bool(_CAREER.search(match["career"] or "")),
            kind,
        )
        if kind == "announced":
            one.former = tuple(_former_offices(page, one.name))
        if fold(one.name) and len(fold(one.name).split()) > 1:
            found.setdefault((one.kind, *one.key), one)
    return list(found.values())


_FORMER = re.compile(
    r"(?:U\.S\. |United States )?Ambassador (?:Extraordinary and Plenipotentiary )?to (?P<to>(?:the )?[A-Z][^.;()]{2,80})"
)


def _former_offices(page: Page, name: str) -> Iterator[str]:
    """Yield the missions that a nominee is said to have led, by the paragraph on the nominee below the list."""
    surname = fold(name).split()[-1]
    for line in page.paragraphs:
        if len(line) > 200 and surname in fold(line[:80]):
            for found in _FORMER.finditer(line):
                yield from (f"ambassador-to-{country}" for country in countries_in(found["to"])[:2])
                if re.match(r"the United Nations(?!.{0,30}(?:Agencies|Vienna|Geneva))", found["to"]):
                    yield "representative-to-un"


def _joined(paragraphs: list[str]) -> Iterator[str]:
    """Yield the paragraphs; one that breaks off before the name of a state is joined with the next.

    One with several nominations is divided.
    """
    held = ""
    for line in (part for paragraph in paragraphs for part in _NEXT_NOMINEE.split(paragraph)):
        text = f"{held} {line}".strip()
        held = ""
        if re.search(r"\b(?:to the|of the|to be|of|and)$", text) and len(text) < 400:
            held = text
            continue
        yield text.lstrip("-•* ")
    if held:
        yield held


def settle(nominations: Iterable[Nomination]) -> list[Nomination]:
    """Return the nominations; an announcement becomes a further source of the nomination that was sent after it."""
    read = list(nominations)
    _word_alike(read)
    by_key: dict[tuple[str, str], list[Nomination]] = defaultdict(list)
    for one in read:
        by_key[one.key].append(one)
    kept: list[Nomination] = []
    for found in by_key.values():
        found.sort(key=lambda one: (one.page.date, one.page.file))
        sent = [one for one in found if one.kind == "sent"]
        first: dict[tuple[str, str], Nomination] = {}
        for one in found:
            if (same := first.setdefault((one.kind, one.page.date), one)) is not one:
                same.cited.append(one.page)
                continue
            later = next((other for other in sent if 0 <= _days(one, other) <= _DAYS_TO_SEND), None)
            if one.kind == "announced" and later:
                later.cited.append(one.page)
                later.former += one.former
                later.fuller_title = one.fuller_title
            elif one.kind == "announced" and any(
                other in kept and other.kind == "announced" and _days(other, one) <= _DAYS_TO_SEND for other in found
            ):
                continue
            else:
                kept.append(one)
    return kept


def _word_alike(nominations: list[Nomination]) -> None:
    """Give an announcement the office of the nomination that was sent after it, if that is the same post in other words."""
    sent: dict[str, list[Nomination]] = defaultdict(list)
    for one in nominations:
        if one.kind == "sent":
            sent[one.person].append(one)
    for one in nominations:
        if one.kind != "announced" or any(other.key == one.key for other in sent[one.person]):
            continue
        title = _plain_title(one)
        later = [
            other
            for other in sent[one.person]
            if 0 <= _days(one, other) <= _DAYS_TO_SEND and is_same_post(title, _plain_title(other))
        ]
        if later:
            words = words_of(title)
            best = min(later, key=lambda other: (other.page.date, len(words ^ words_of(_plain_title(other)))))
            if words > words_of(_plain_title(best)) and _NO_PORTFOLIO.match(_plain_title(best)):
                one.fuller_title = title
            one.offices = best.offices


#: What lists call several posts, each of which has its own portfolio.
_NO_PORTFOLIO = re.compile(
    r"(?:Assistant|Deputy) Administrator of the (?:United States )?Agency for International Development$"
)


def _plain_title(one: Nomination) -> str:
    title = one.offices[0].title
    return title if isinstance(title, str) else one.office


def _days(one: Nomination, other: Nomination) -> int:
    return (date.fromisoformat(other.page.date) - date.fromisoformat(one.page.date)).days


def draft_nominations(nominations: list[Nomination]) -> Iterator[Draft]:
    """Yield the nominees and the events."""
    by_nominee: dict[DraftRef, list[Nomination]] = defaultdict(list)
    for one in nominations:
        by_nominee[one.nominee].append(one)
    for found in by_nominee.values():
        yield _draft_nominee(found)
    for one in sorted(nominations, key=lambda one: (one.page.date, one.page.file, one.key)):
        yield from _draft_event(one)


def draft_roles(nominations: list[Nomination], aliases: Mapping[DraftRef, DraftRef]) -> Iterator[Draft]:
    """Yield the roles to which nominees are named: one for a person and an office, under whatever name.

    `aliases` are the drafts of persons that stand for another.
    """
    by_role: dict[tuple[DraftRef, str], list[Nomination]] = defaultdict(list)
    for one in nominations:
        for office in one.offices:
            by_role[aliases.get(one.nominee, one.nominee), office.key].append(one)
    for (_, key), found in by_role.items():
        yield _draft_role(found, key)


def _draft_nominee(found: list[Nomination]) -> Draft:
    last = max(found, key=lambda one: one.page.date)
    forename, surname, suffix = split_name(last.name)
    name = person_names.full_name(forename, surname, suffix)
    cells: dict[str, Cell] = {
        "kind": "person",
        "name": name,
        "sort_name": person_names.sort_name(forename, surname, suffix),
        "country_id": "united-states",
    }
    offices = tuple(
        dict.fromkeys((office.office_id, one.page.date) for one in found for office in one.offices if office.office_id)
    )
    person = Person(
        surname,
        forename,
        "united-states",
        names=(name,),
        seen=int(last.page.date[:4]),
        offices=tuple((office, day) for office, day in offices if office != "ambassador-at-large"),
        former_offices=tuple(dict.fromkeys(office for one in found for office in one.former)),
        is_career=any(one.is_career for one in found),
    )
    return Draft("actors", last.nominee.locator, cells, ((name,), (name, "official")), person)


def _draft_event(one: Nomination) -> Iterator[Draft]:
    office = one.offices[0]
    title = office.title.parts if isinstance(office.title, TextTemplate) else (office.title,)
    for other in one.offices[1:]:
        title = (*title, ", ", *(other.title.parts if isinstance(other.title, TextTemplate) else (other.title,)))
    label = "Withdrawal of the nomination of " if one.kind == "withdrawn" else "Nomination of "
    cells: dict[str, Cell] = {
        "kind": "nomination",
        "name": TextTemplate((label, NameOf("actors", one.nominee), ": ", *title)),
        "date": one.page.date,
        "status": "planned" if one.kind == "announced" else "held",
        "country_id": "united-states",
    }
    word = "withdrawal" if one.kind == "withdrawn" else "nomination"
    candidates = ((one.page.date, word, one.nominee), (one.page.date, word, one.nominee, office.key))
    yield Draft("events", one.ref.locator, cells, candidates)
    part: dict[str, Cell] = {"event_id": one.ref, "actor_id": one.nominee, "part": "subject", "presence": "confirmed"}
    yield Draft("participations", one.ref.locator, part, depends_on=one.ref)
    number = f"{slug(one.name)}-{office.key}"
    for page in dict.fromkeys((one.page, *one.cited)):
        yield cite("events", one.ref, page, number)


def _draft_role(found: list[Nomination], key: str) -> Draft:
    """Return the role of a nominee: not served if the last word on it is a withdrawal, else named to it."""
    sent = {one.page for one in found if one.kind == "sent"}
    # A page that withdraws a nomination and sends it anew corrects it.
    standing = [one for one in found if one.kind != "withdrawn" or one.page not in sent]
    found = sorted(standing, key=lambda one: (one.page.date, one.kind == "withdrawn"))
    last = found[-1]
    office = next(office for office in last.offices if office.key == key)
    title = next((one.fuller_title for one in reversed(found) if one.fuller_title), office.title)
    cells: dict[str, Cell] = {"actor_id": last.nominee, "office_id": office.office_id, "title": title}
    cells["country_id"] = office.country_id
    cells["career_type"] = "career" if any(one.is_career for one in found) else None
    if last.kind == "withdrawn":
        cells |= {"basis": "nominated-not-served", "end": last.page.date, "end_kind": "declined"}
        first = found[0]
        cells |= {"start": first.page.date, "start_kind": "announced"} if first is not last else {}
    else:
        cells |= {"basis": "designated"}
    locator = f"{last.nominee.locator}/nominee/{key}"
    return Draft(
        "roles", locator, cells, ((last.nominee, key, "nominee"), (last.nominee, key, "nominee", found[0].page.date))
    )
