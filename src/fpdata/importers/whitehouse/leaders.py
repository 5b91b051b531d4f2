"""Foreign leaders on the pages: how their titles, countries and names are written, and who is meant by a family name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from fpdata.importers.core.draft import Cell, Draft, DraftRef, Person, RoleFor
from fpdata.importers.core.likely_persons import agree, spelling_words
from fpdata.importers.core.person_names import without_titles
from fpdata.importers.core.sort_names import sort_name_of
from fpdata.importers.visits.spellings import preferred_spelling
from fpdata.importers.whitehouse.collective_titles import singular_titles
from fpdata.importers.whitehouse.countries import ADJECTIVE, BODY, COUNTRY, body_of, countries_in, country_of
from fpdata.importers.whitehouse.known_leaders import ELSEWHERE, HEADS_OF_BODIES, KNOWN
from fpdata.model.slugs import fold, slug

#: For how many years before and after a page with the full name a family name means the same person.
_YEARS = 6
_QUALIFIERS = (
    r"(?:Acting|Alternate|Deputy|Vice|First|Interim|Permanent|Senior|Special|Incoming|Outgoing|Former|Transition(?:al)?|Executive"
    r"|State|Federal|Assistant|Under|Diplomatic|Principal|Second|Cabinet|General|Foreign Policy|Foreign|Defen[sc]e|Finance"
    r"|Interior|Trade|National Security|Presidential|Opposition|Strategic Affairs|(?:National )?Security Council|National Security (?:Bureau|Office)|External Relations Commission|Deputy Foreign|Climate|Intelligence"
    r"|Security|Chief|Political|External Affairs|Economy|High)"
)
HEADS = (
    r"(?:Co-)?(?:President|Prime Minister|Premier|Chancellor|Taoiseach|Tánaiste|Minister|Secretary[- ]General|General Secretary|Secretary"
    r"|Advis[eo]r|Chairman|Chairperson|Chair|Chairwoman|Director[- ]General|Director|Representative|Ambassador|Speaker|Leader"
    r"|Commissioner|Coordinator|Envoy|Chief of (?:the )?(?:General|Defen[cs]e) Staff|Chief of Staff|Chief of Defen[cs]e|Leader of the Opposition|Chief|Counsel+or|State Councilor|Governor[- ]General|Administrator|Commander|Spokesperson"
    r"|(?:Communist Party |CCP )?Politburo Member|Cardinal|King|Queen|Crown Prince|Prince|Princess|Amir|Emir|Sultan|Emperor|Pope|Grand Duke|Sheikh|First Lady|Head)"
    r"(?:[- ](?:[Ee]lect|[Dd]esignate))?"
)
_PORTFOLIO = (
    r"(?: (?:of|for) (?:the )?(?:(?:Foreign|External|European|Strategic|Political|International|Home|Public|Economic|Military)"
    r" (?:and \w+ )?Affairs(?: and (?:Expatriates|[A-Z]\w+(?: [A-Z]\w+)?))?|Affairs|Defen[cs]e|State|Finance|National Defen[cs]e|Interior"
    r"|Foreign Affairs and for Defen[cs]e|Foreign Relations|(?:(?:Russian|Ukrainian|Israeli|Polish|Indian) )?(?:National )?Security (?:and Defense )?Council|(?:[A-Z]\w+'s )?National Security Secretariat|National Security (?:Bureau|Office)|International Policy Bureau|Presidential Office|Presidential Administration"
    r"|Office of the (?:Central )?Foreign Affairs Commission|Office of the President|Presidential Executive Office|Strategic Affairs|National Security|Security|Intelligence|Trade|Commerce|the National Assembly"
    r"|National Assembly|(?:the )?Presidency|(?:the )?Government|Staff|Parliament|Cabinet|Foreign Policy|Energy"
    r"|Cooperation|the National Security Council|National Security Council|Mission))?"
)
_ONE_TITLE = rf"(?:{_QUALIFIERS} )*{HEADS}{_PORTFOLIO}"
TITLE = rf"(?:{_ONE_TITLE})(?:,? (?:and|&) {_ONE_TITLE})*"
HONORIFICS = (
    r"(?:(?:His|Her|Their) (?:Majesty|(?:Royal )?Highness|Holiness|Excellency|Eminence|Beatitude)|H\.E\.|Dr\.|Shri|Sheikh"
    r"|Sayyid|General(?! Secretary)|Admiral|Lieutenant|Mr\.|Ms\.|Mrs\.|Sir|Dame|Archbishop|Cardinal|Sultan|the Right Honou?rable)"
)
_PARTICLE = r"(?:bin|Bin|ibn|al|Al|el|El|ben|de|da|do|dos|del|van|von|der|la|le|ould|bint|y|zu|of(?= Wales))"
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĘĖĒĞĢĪĮİĶĻŁŃŅŇŐŒŘŚŞŠŢŤŪŲŮŰŹŻŽȘȚ"
_WORD = rf"(?:(?:al-|el-|Al-|El-|d'|D'|O'|ul-)?[{_UPPER}][\w'’.-]*)"
NAME = rf"{_WORD}(?: (?:{_PARTICLE} )*{_WORD})*"
#: Words that end a name, or show that it is none.
NOT_NAMES = re.compile(
    r"\b(?:Before|After|During|At|On|In|Of|And|To|Call|Meeting|Meetings|Joint|The|Following|As|For|Travel|Trip|Visit|Press"
    r"|Bilateral|Trilateral|Virtual|Expanded|From|With|By|Welcom\w+|Statements?|Readout|Participat\w+|Arrival|Departure"
    r"|Members?|Leaders?|Officials?|Counterparts?|Ministers|Advisors|Advisers|Delegation|President|Prime|Minister|Vice"
    r"|Families|Dialogue|Council|Defen[cs]e|Forces|Staff|Office|National|Security|Affairs|Department|Union|Commission|Summit|Dinner|Republic"
    r"|United|States|America|American|Congress|House|Senate|Foreign|Advisor|Adviser|Chancellor|Secretary|Crown|Deputy"
    r"|General|Day|Upon|Aboard|January|February|March|April|June|July|August|September|October|November|December|Words|Your|Excellency|Ambassadors?|Special|Chief|Political|Military|Kingdom|Cabinet|Communist|Politburo|Party|Director|He|She|They|Today|Earlier|We|It|This|I)\b"
)
_MENTION = re.compile(
    rf"(?:(?:{ADJECTIVE}|(?P<org>{BODY})) )?(?:{HONORIFICS} )*(?P<title>{TITLE})"
    rf"(?: (?:of|to) (?P<of>{COUNTRY.replace('country', 'country1')}))?,?"
    rf" (?:(?:{HONORIFICS}|Ambassador) )*(?P<name>{NAME})(?:,? (?P<suffix>Jr\.?))?"
    rf"(?:,? (?:of|from) (?P<after>{COUNTRY.replace('country', 'country2')}|{BODY.replace('body', 'body2')}))?"
)
_NAME_FIRST = re.compile(
    rf"(?<![\w-])(?:{HONORIFICS} )*(?P<name>{NAME}), (?:[Tt]he )?(?:{ADJECTIVE} )?(?P<title>(?>(?:Chief |Senior )?{TITLE}))"
    rf"(?:(?: (?:to|of|for) (?:the )?[^,;]{{0,60}}?)?? (?:of|to|for) (?P<after>{COUNTRY.replace('country', 'country2')})|(?! [A-Z#]))"
)


#: Titles that a state has, so that the only country of a title is theirs.
_OF_STATE = re.compile(
    r"\b(?:President|Prime Minister|Chancellor|King|Queen|Crown Prince|Amir|Emir|Sultan|Taoiseach|Premier|Minister|Foreign Secretary|Chief of|Leader of the Opposition)\b"
)


#: A blank that a title lacks, so that the name would be another.
_SLIP = re.compile(r"(?<=Khalifa)and ")
_AT_HOME = re.compile(rf"^{ADJECTIVE} ")
_KURDISTAN = re.compile(r"\bKurdistan Region")


@dataclass(frozen=True)
class Mention:
    """A foreign leader as a page names them."""

    title: str
    name: str
    country_id: str
    """Empty for the head of a body of states, and where the page names no country."""
    body: str
    day: str
    of_body: str = ""
    """The title with the words of the page for the body of states that the person leads or serves."""

    @property
    def full_title(self) -> str:
        """The title that tells the post also where no role does."""
        return self.of_body or self.title

    @property
    def is_full(self) -> bool:
        """Whether the name has more than a family name."""
        is_numbered = re.search(r" [IVX]+$", self.name) is not None  # a ruler, who has no family name
        return len(spelling_words(self.name)) > 1 or is_numbered or self.title == "Pope"


def leaders_in(text: str, day: str, country: str = "") -> list[Mention]:
    """Return the foreign leaders whom a text names with a title, in order.

    `country` is the country of those who are named without one.

    >>> [(one.title, one.name, one.country_id) for one in leaders_in("President Xi Jinping of China", "2022-01-01")]
    [('President', 'Xi Jinping', 'china')]
    """
    plain = singular_titles(_SLIP.sub(" and ", text.replace("’", "'")))
    found: dict[int, Mention] = {}
    for match in _NAME_FIRST.finditer(plain):
        if one := _mention(match, plain, day, country):
            found[match.start()] = one
    spans = [(match.start(), match.end()) for match in _NAME_FIRST.finditer(plain) if match.start() in found]
    at = 0
    while (hit := _MENTION.search(plain, at)) is not None:
        at = max(hit.start("name"), hit.start() + 1)
        if any(start <= hit.start("name") < end for start, end in spans):
            continue
        if one := _mention(hit, plain, day, country):
            found[hit.start()] = one
            at = hit.start("name") + len(one.name)
    unique: dict[tuple[str, frozenset[str]], Mention] = {}
    for one in _with_homes(found, plain):
        unique.setdefault((one.country_id, spelling_words(one.name)), one)
    return list(unique.values())


def _with_homes(found: dict[int, Mention], text: str) -> Iterator[Mention]:
    """Yield the mentions in order; ministers and chiefs who are listed after one of a country are of that country."""
    before, end = None, 0
    for start in sorted(found):
        one = found[start]
        is_listed = before is not None and re.fullmatch(r"(?:,|,? and)? ?", text[end:start])
        if before and is_listed and not one.country_id and not one.body and _LISTED.match(one.title):
            one = replace(one, country_id=before.country_id)
        before, end = one, text.find(one.name, start) + len(one.name)
        yield one


_LISTED = re.compile(r"(?:Foreign |Defen[cs]e |Finance )?Minister\b|Chief of\b|Leader of the Opposition")


def _mention(match: re.Match[str], text: str, day: str, country: str) -> Mention | None:
    groups = match.groupdict()
    name = _trim_name(match["name"])
    if not name or country_of(name):
        return None
    is_whole = len(name) == len(match["name"])
    after = groups.get("after") if is_whole else None
    home, body = "", ""
    for key in ("after", "of", "adjective"):
        value = after if key == "after" else groups.get(key)
        if value and not home and not body:
            home = country_of(value) or ""
            body = body_of(value.removeprefix("the ").removeprefix("The ")) or ""
    if not home and not body and groups.get("org"):
        body = body_of(groups["body"] or "") or ""
    if not home and not body and match.re is _NAME_FIRST:
        named = [one for one in countries_in(match[0]) if one != "united-states"]
        home = named[0] if len(named) == 1 else ""
    before = text[max(match.start() - 24, 0) : match.start()]
    if (home, body) == ("", "") and re.search(r"(?:U\.S\.|American|United States) ?$|White House $", before):
        return None
    is_irish = re.search(r"Taoiseach|Tánaiste", match["title"]) is not None
    if not home and not is_irish and re.search(r"\b(?:Biden|Trump|Harris)\b|^Vance$", name):
        return None
    if _WORKS_FOR.search(text[max(match.start() - 40, 0) : match.start()]):
        return None
    is_private = re.search(r"\bCivil (?:Commission|Society)\b", text[match.start() : match.end() + 24]) is not None
    if home == "united-states" or is_private:
        return None
    title = " ".join(match["title"].split())
    if served := re.search(r"((?:[A-Z][\w-]+ |of )*[A-Z][\w-]+ )to the $", text[: match.start()]):
        title = f"{_AT_HOME.sub('', served[0])}{title}"  # an adviser of the President, not the President
    if match.re is _NAME_FIRST and (whom := _SERVES.match(text[match.end("title") :])):
        title = f"{title} {whom['link']} the {whom['whom']}"
    if title == "Crown Prince" and "Abu Dhabi" in match[0]:
        title = "Crown Prince of Abu Dhabi"
    if _KURDISTAN.search(text[max(match.start() - 40, 0) : match.end() + 40]):
        title = f"{title} of the Kurdistan Region"
    of_body = _title_of_body(title, groups) if body and not home else ""
    if groups.get("suffix"):
        name = f"{name} Jr."
    if title == "Pope":
        home, body = "holy-see", ""
    if title.endswith("Ambassador") and (not groups.get("adjective")) and f"{title} to " in match[0]:
        return None  # the American ambassador there
    heads = HEADS_OF_BODIES if re.search(r"Secretary[- ]General", title) else {}
    if known := KNOWN.get(heads.get(fold(name), fold(name))):
        home, name = known
        body = ""
    is_of_state = _OF_STATE.search(title) is not None
    return Mention(title, name, home or ("" if body or not is_of_state else country), body, day, of_body)


def _title_of_body(title: str, groups: Mapping[str, str | None]) -> str:
    """Return a title with the body of states that stands before it or after the name."""
    if before := groups.get("body"):
        return f"{before} {title}"
    after = groups.get("body2")
    return f"{title} of {'' if after in _SHORT_BODIES else 'the '}{after}" if after else ""


#: Bodies that are named without an article.
_SHORT_BODIES = {"NATO", "ASEAN", "UNICEF", "CARICOM"}
#: Where a text goes on with whom somebody works for, who took no part.
_WORKS_FOR = re.compile(r"\b(?:Chief|Head) of (?:Cabinet|Staff) (?:for|to|of) $")


#: Whom an adviser whose title follows the name serves.
_SERVES = re.compile(
    rf" (?P<link>to|of) (?:the )?(?:{ADJECTIVE} )?(?P<whom>(?:Vice )?President|Prime Minister|Chancellor|King)\b"
)


def _trim_name(name: str) -> str:
    plain = re.sub(r"'s?$", "", name.replace("'s ", " 's "))
    plain = plain.partition(" 's")[0]
    plain = re.sub(
        r"(?<=[a-z])(?<!\b[JS]r)\.$", "", plain.partition(". ")[0] if re.search(r"[a-z]{3}\. ", plain) else plain
    )
    if found := NOT_NAMES.search(plain):
        plain = re.sub(r"(?<=[a-z])(?<!\b[JS]r)\.$", "", plain[: found.start()].strip())
    plain = re.sub(rf"(?: {_PARTICLE})+$", "", plain.strip(" ,-"))
    plain = without_titles(plain) if " " in plain else plain
    return plain if re.match(rf"[{_UPPER}]|al-|el-", plain) and len(fold(plain)) > 1 else ""


#: Titles that one person of a country has at a time: with a family name, they tell who it is.
_HEADS_OF_STATES = {"President", "Prime Minister", "Chancellor", "Taoiseach", "Premier"}


_NUMERAL = re.compile(r" ([IVX]+)\b")


def _is_ruler(one: str, other: str) -> bool:
    """Whether two names are those of one ruler: the same number, and the words of the shorter name in the longer one."""
    first, second = _NUMERAL.search(one), _NUMERAL.search(other)
    if not first or not second or first[1] != second[1]:
        return False
    words, others = spelling_words(one), spelling_words(other)
    return words <= others or others <= words


@dataclass(eq=False)
class Leader:
    """A foreign leader with all spellings of the full name, and the years in which pages name them."""

    country_id: str
    body: str
    names: list[str] = field(default_factory=list)
    words: list[frozenset[str]] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)

    def is_named(self, name: str) -> bool:
        """Whether a name may be that of the leader."""
        return any(name == other or agree(name, other) or _is_ruler(name, other) for other in self.names)

    def has_family_name(self, words: frozenset[str]) -> bool:
        """Whether a word is part of the name, in some spelling."""
        return any(words <= other for other in self.words)

    def is_surely(self, one: Mention) -> bool:
        """Whether a family name without a country is the leader's, to the letter, and so is the title."""
        is_spelled = any(fold(one.name) in fold(name).split() for name in self.names)
        return is_spelled and _kind(one.title) in {_kind(title) for title in self.titles}

    @property
    def name(self) -> str:
        """The name as the data set spells it, or as most of its first pages do."""
        return preferred_spelling(self.country_id, self.names[0], min(self.years))

    @property
    def ref(self) -> DraftRef:
        """The draft of the actor."""
        return DraftRef("actors", f"pages/people/{self.country_id or slug(self.body or 'none')}/{slug(self.names[0])}")

    def role(self, day: str, mention: Mention) -> RoleFor | None:
        """The role in which they acted on a day, under the title that a page gives them: none if it is of a body."""
        if mention.of_body or not self.country_id:
            return None
        return RoleFor(self.ref, self.country_id, day, mention.title)


class Leaders:
    """The foreign leaders of a source: who is meant by a name with its country."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._by_home: dict[tuple[str, str], list[Leader]] = defaultdict(list)
        full = [one for one in mentions if one.is_full and (one.country_id or one.body)]
        # The longest names first, so that a shorter one finds the one it belongs to.
        for one in sorted(full, key=lambda one: (-len(spelling_words(one.name)), one.day, one.name)):
            self._add(one)
        for leaders in self._by_home.values():
            for leader in leaders:
                leader.names = [
                    name for name, _ in sorted(self._counts[leader].items(), key=lambda pair: (-pair[1], pair[0]))
                ]

    @property
    def _counts(self) -> dict[Leader, dict[str, int]]:
        return self.__dict__.setdefault("_counts_of", defaultdict(lambda: defaultdict(int)))  # type: ignore[no-any-return]

    def _add(self, one: Mention) -> None:
        words, year = spelling_words(one.name), int(one.day[:4])
        leaders = self._by_home[one.country_id, one.body if not one.country_id else ""]
        leader = next((other for other in leaders if other.is_named(one.name)), None)
        if leader is None:
            leader = Leader(one.country_id, one.body if not one.country_id else "")
            leaders.append(leader)
        leader.words.append(words)
        leader.titles.add(one.title)
        leader.years.add(year)
        self._counts[leader][one.name] += 1
        leader.names = list(self._counts[leader])

    def find(self, one: Mention) -> Leader | None:
        """Return the leader whom a mention means; None if the name does not tell."""
        words, year = spelling_words(one.name), int(one.day[:4])
        has_home = bool(one.country_id or one.body)
        if has_home:
            candidates = list(self._by_home[one.country_id, one.body if not one.country_id else ""])
        else:
            candidates = [leader for leaders in self._by_home.values() for leader in leaders]
        found = [
            leader
            for leader in candidates
            if words
            and (
                (words in leader.words and (len(words) > 1 or has_home))
                or (len(words) == 1 and (leader.has_family_name(words) if has_home else leader.is_surely(one)))
                or leader.is_named(one.name)
            )
            and any(abs(year - seen) <= _YEARS for seen in leader.years)
        ]
        if len(found) > 1:
            found = [
                leader for leader in found if _kind(one.title) in {_kind(title) for title in leader.titles}
            ] or found
        return found[0] if len(found) == 1 else None


def _kind(title: str) -> str:
    """Return what a title means, so that President and President-elect are one."""
    return re.sub(r"(?:Acting|Interim|Incoming|Former) |[- ](?:[Ee]lect|[Dd]esignate)", "", title)


def draft_leader(leader: Leader) -> Draft:
    """Return the draft of the actor."""
    name = leader.name
    cells: dict[str, Cell] = {"kind": "person", "name": name, "country_id": leader.country_id or None}
    cells["sort_name"] = sort_name_of(name, leader.country_id)
    surname = (cells["sort_name"] or name).partition(",")[0] if isinstance(cells["sort_name"], str) else name
    person = Person(
        surname,
        "",
        leader.country_id,
        names=tuple(dict.fromkeys((name, *leader.names))),
        match_by_name=True,
        links=(elsewhere,) if (elsewhere := ELSEWHERE.get((leader.country_id, name))) else (),
        seen=max(leader.years),
        titles=tuple(sorted(leader.titles & _HEADS_OF_STATES)),
    )
    return Draft("actors", leader.ref.locator, cells, ((name,), (name, leader.country_id or leader.body)), person)
