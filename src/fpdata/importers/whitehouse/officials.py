"""Americans on the pages: their titles, the offices that these mean, and who is who under several names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fpdata.importers.core import person_names
from fpdata.importers.core.draft import ActorRef, Cell, Draft, DraftRef, IdentifierRef, Incumbent, Person, RoleHeld
from fpdata.importers.whitehouse.collective_titles import singular_titles
from fpdata.importers.whitehouse.countries import ADJECTIVE, COUNTRY, country_of
from fpdata.importers.whitehouse.posts import POSTS
from fpdata.model.slugs import fold, slug

#: Titles of offices of the data set, whose holder on that day is meant, with the office.
_OFFICES = {
    "President": "president-of-the-united-states",
    "Vice President": "vice-president-of-the-united-states",
    "VP": "vice-president-of-the-united-states",
    "National Security Advisor": "national-security-adviser",
    "National Security Adviser": "national-security-adviser",
    "Assistant to the President for National Security Affairs": "national-security-adviser",
    "APNSA": "national-security-adviser",
    "NSA": "national-security-adviser",
    "NSC": "national-security-adviser",
    "Secretary of State": "secretary-of-state",
    "Secretary of Defense": "secretary-of-defense",
    "Secretary of War": "secretary-of-defense",
    "Deputy Secretary of State": "deputy-secretary-of-state",
    "Director of National Intelligence": "director-of-national-intelligence",
    "CIA Director": "director-of-the-central-intelligence-agency",
    "Director of the Central Intelligence Agency": "director-of-the-central-intelligence-agency",
    "White House Chief of Staff": "white-house-chief-of-staff",
    "Chief of Staff": "white-house-chief-of-staff",
}
#: Names that stand without a forename, or after "Secretary" alone, with the office that their bearer held.
_BY_SURNAME = {
    ("Secretary", "Blinken"): "secretary-of-state",
    ("Secretary", "Rubio"): "secretary-of-state",
    ("Secretary", "Austin"): "secretary-of-defense",
    ("Secretary", "Hegseth"): "secretary-of-defense",
    ("Director", "Burns"): "director-of-the-central-intelligence-agency",
    ("Director", "Haines"): "director-of-national-intelligence",
    ("Ambassador", "Thomas-Greenfield"): "representative-to-un",
    ("Deputy Secretary", "Sherman"): "deputy-secretary-of-state",
    ("Ambassador", "Waltz"): "representative-to-un",
}
#: Officials whom the data set has from other posts, by name: the identifier in the register of the State Department.
#: Their posts there are the ones that the pages which announced them in the White House name.
_IDENTIFIERS = {
    "jon finer": ("pocom", "finer-jon"),
    "jonathan finer": ("pocom", "finer-jon"),
    "philip gordon": ("pocom", "gordon-philip-h"),
    "phil gordon": ("pocom", "gordon-philip-h"),
    "brett mcgurk": ("pocom", "mcgurk-brett-h"),
    "amos hochstein": ("pocom", "hochstein-amos-j"),
    "john kerry": ("pocom", "kerry-john-forbes"),
    "john kirby": ("pocom", "kirby-john-f"),
    "kurt campbell": ("pocom", "campbell-kurt-m"),
}
_TITLES = {**dict.fromkeys(_OFFICES), **dict.fromkeys(POSTS), "Secretary": None, "Director": None, "Ambassador": None}
_NAME = r"(?:(?:[A-Z][\w-]+|[A-Z]\.|JD|de|La|St\.) ){0,3}(?:O')?[A-Z][\w-]+(?:,? (?:Jr|Sr)\.?| I{2,3}(?!\w)| IV)?"
_WORDS = "|".join(re.escape(one) for one in sorted(_TITLES, key=len, reverse=True))
#: The Presidents and Vice Presidents of these years; without a title, "Biden" in a title means the President.
_PRINCIPAL = re.compile(
    r"\b(?:(?:then-)?(?:President|Vice President|VP) )?(?:(?:(?:Joseph R\.,? |Joe )?Biden(?:,? Jr\.?)?)|(?:Donald (?:J\. )?)?Trump"
    r"|(?:Kamala )?Harris|(?:JD |J\.D\. )?Vance)\b"
)
_OFFICIAL = re.compile(
    rf"\b(?P<title>{_WORDS})(?: (?:to|for) the (?P<of>Vice President|President))?,? (?:(?:Dr\.|Mr\.|Ms\.|Gen\.|General|Adm\.|Admiral) )?(?P<name>{_NAME})(?!\w)"
)
_NOT_NAMES = re.compile(
    r"\b(?:Call|Meeting|Travel|Trip|Visit|Lunch|Dinner|And|On|The|Announces?|Senior|Senate|Department|House|White|Nominees?"
    r"|National|Security|Council|Press|Gaggle|Briefing|Day|Administration|Before|After|En|Week|International|Participation"
    r"|Videoconference|Virtual|Engagements?|Keynote|Remarks|Statement|Readout|Joint|General|Minister|Bilateral|Delegation"
    r"|Leading|Welcom\w+|Condemn\w+|Announc\w+|Honoring|Calling|Congratulating|Delivering|Recognizing|Marking|Celebrating"
    r"|Commemorating|Regarding|Following|Launching|During|Aboard|Previewing|Previews|Air|Force|Head|Middle|Spokesperson|Advisor|Chairing|Hosting|Remarks|Calls|Discussions?|To|Of|At|In|By|For|From|With|Amid|Ahead|Adviser|Deputy|Director|Secretary|Coordinator|President|Elect)\b"
)
#: A name that some titles have without the office.
_BARE = re.compile(r"\bJake Sullivan\b")
_SURNAMES = {"biden": "president", "trump": "president", "harris": "vice", "vance": "vice"}


@dataclass(frozen=True)
class Official:
    """An American in office, as a page names them."""

    title: str
    name: str
    office_id: str | None
    day: str

    @property
    def actor(self) -> ActorRef:
        """The actor, as the data set finds them."""
        if self.office_id:
            return Incumbent(self.office_id, (self.day,), frozenset(fold(self.name).split()))
        if identifier := _IDENTIFIERS.get(fold(self.name)):
            return IdentifierRef(*identifier)
        return DraftRef("actors", f"pages/people/united-states/{slug(bare_name(self.name))}")

    def role(self, day: str = "") -> RoleHeld | None:
        """The role in which they acted."""
        return RoleHeld(self.actor, self.office_id, day or self.day) if self.office_id else None

    @property
    def title_cell(self) -> str | None:
        """The title to be recorded where there is no role."""
        return None if self.office_id else self.title or None


_STYLES = re.compile(
    r"\([^)]*\)|“[^”]*”|^(?:(?:T\. ?H\.|The Honorable|Hon\.|Dr\.|Rear Admiral|Vice Admiral|Admiral|Lieutenant General|Major General"
    r"|General|Ambassador|Congress(?:wo)?man|Senator|Representative|Secretary|Colonel|Reverend|Rev\.|Mr\.|Ms\.|Mrs\.) )+"
)


def bare_name(name: str) -> str:
    """Return a name without the title Dr., brackets and a comma before the suffix."""
    return person_names.normalize(" ".join(_STYLES.sub("", name).split()))


def split_officials(text: str, day: str) -> tuple[list[Official], str]:
    """Return the Americans in office whom a text names, with full name or by an office of the data set, and the other text.

    >>> text = "National Security Advisor Jake Sullivan and Vice President Harris"
    >>> [one.name for one in split_officials(text, "2022-01-01")[0]]
    ['Jake Sullivan', 'Harris']
    """
    plain = singular_titles(text.replace("’", "'"))
    found: dict[int, tuple[int, Official]] = {}
    for match in _OFFICIAL.finditer(plain):
        if one := _official(match, day):
            found[match.start()] = (match.start("name") + len(_trim(match["name"])), one)
    for match in _BARE.finditer(plain):
        if not any(begin <= match.start() < stop for begin, (stop, _) in found.items()):
            found[match.start()] = (match.end(), Official("National Security Advisor", match[0], _OFFICES["NSA"], day))
    for start, end, principal in _principals(plain, day):
        if not any(begin <= start < stop for begin, (stop, _) in found.items()):
            found[start] = (end, principal)
    rest = plain
    for start, (end, _) in found.items():
        rest = rest[:start] + "#" * (end - start) + rest[end:]
    unique: dict[tuple[str | None, str], Official] = {}
    for start in sorted(found):
        one = found[start][1]
        unique.setdefault((one.office_id, fold(one.name) if one.office_id is None else ""), one)
    return list(unique.values()), rest


def _principals(text: str, day: str) -> Iterator[tuple[int, int, Official]]:
    for match in _PRINCIPAL.finditer(text):
        words = fold(match[0]).split()
        surname = next((word for word in words if word in _SURNAMES), "")
        if {"jill", "melania", "administration"} & set(words) or text[match.end() :].startswith(
            ("-", " Administration", " administration")
        ):
            continue
        if re.match(
            r"'s? (?:Special|Senior|Envoy|Advis|Coordinator|National|Chief|Homeland|Deputy|Personal|Climate)",
            text[match.end() :],
        ):
            continue  # one of their officials
        before = text[: match.start()].split()[-1:]
        if before and before[0] in {
            "Jill",
            "Melania",
            "Hunter",
            "Beau",
            "Usha",
            "Ivanka",
            "Simon",
            "Todd",
            "Dr.",
            "J.",
        }:
            continue
        if "President" not in match[0] and "VP" not in match[0] and surname in ("harris", "vance"):
            continue
        is_vice = _SURNAMES[surname] == "vice" or "Vice" in match[0]
        office = "vice-president-of-the-united-states" if is_vice else "president-of-the-united-states"
        yield (
            match.start(),
            match.end(),
            Official("Vice President" if is_vice else "President", surname.title(), office, day),
        )


def _official(match: re.Match[str], day: str) -> Official | None:
    title, name = match["title"], _trim(match["name"])
    if _is_foreign_title(match):
        return None
    if match["of"]:
        title = f"{title} to the {match['of']}"
    if not name:
        return None
    surname = name.split()[-1] if not re.fullmatch(r"(?:Jr|Sr)\.?|I+|IV", name.split()[-1]) else name.split()[-2]
    if title == "National Security Advisor" and surname == "Kirby":
        title = "National Security Communications Advisor"
    if office := _BY_SURNAME.get((title, surname)):
        return Official(title, name, office, day)
    if title in ("President", "Vice President", "VP", "Director", "Ambassador", "Secretary"):
        return None  # of another state, or unclear
    if office := _OFFICES.get(title):
        return Official(title, name, office, day)
    post = POSTS.get(title)
    if post is None or len(name.split()) < 2:
        return None
    return Official(post, bare_name(name), None, day)


_ADJECTIVE_BEFORE = re.compile(rf"\b{ADJECTIVE} $")


def _is_foreign_title(match: re.Match[str]) -> bool:
    """Whether a title is that of another state, or a part of a longer one."""
    if _ADJECTIVE_BEFORE.search(match.string[: match.start()]):
        return True
    before = match.string[: match.start()].rstrip().rpartition(" ")[2]
    if before in ("Assistant", "Under", "former", "Former", "Shadow", "Deputy"):
        return True
    if before and country_of(before.removesuffix("'s")) not in (None, "united-states"):
        return True
    after = re.match(rf"(?:,)? of {COUNTRY}", match.string[match.end("name") :])
    return after is not None and after["country"] != "United States"


def _trim(name: str) -> str:
    """Return a name up to the first word that is part of no name."""
    if found := _NOT_NAMES.search(name):
        name = name[: found.start()]
    return name.strip(" ,")


def draft_official(official: Official) -> Draft | None:
    """Return the draft of a person whom the data set may not have yet; None for the holder of an office it has."""
    ref = official.actor
    if not isinstance(ref, DraftRef):
        return None
    forename, surname, suffix = split_name(official.name)
    name = person_names.full_name(forename, surname, suffix)
    cells: dict[str, Cell] = {
        "kind": "person",
        "name": name,
        "sort_name": person_names.sort_name(forename, surname, suffix),
        "country_id": "united-states",
    }
    office = _HELD.get(official.title)
    person = Person(
        surname,
        forename,
        "united-states",
        names=(name,),
        seen=int(official.day[:4]),
        offices=((office, official.day),) if office else (),
    )
    return Draft("actors", ref.locator, cells, ((name,), (name, "official")), person)


#: Posts that the data set has an office for, though not always their holders.
_HELD = {
    "White House Press Secretary": "white-house-press-secretary",
    "White House Communications Director": "white-house-communications-director",
    "U.S. Trade Representative": "us-trade-representative",
    "Administrator of the Agency for International Development": (
        "administrator-of-the-agency-for-international-development"
    ),
}

_PARTICLES = {"de", "del", "la", "van", "von", "der", "di", "du", "st", "le", "dos"}


def split_name(name: str) -> tuple[str, str, str]:
    """Return forenames, surname and suffix of an American name.

    >>> split_name("John N. Nkengasong Jr.")
    ('John N.', 'Nkengasong', 'Jr.')
    """
    bare, suffix = person_names.split_suffix(bare_name(name))
    words = bare.split()
    at = len(words) - 1
    while at > 1 and fold(words[at - 1]) in _PARTICLES:
        at -= 1
    return " ".join(words[:at]), " ".join(words[at:]), suffix
