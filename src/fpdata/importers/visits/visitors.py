"""Who a visitor is: title and name out of one string, and one person out of several spellings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from fpdata.importers.visits.spellings import SPELLINGS
from fpdata.model.slugs import fold

#: Misspelt titles, and one without a blank behind it.
_TYPOS = (
    (re.compile(r"\bPrime Minst?er(e)?\b|\bPrime Ministere\b"), "Prime Minister"),
    (re.compile(r"\bPrime Minister(?=[A-Z])"), "Prime Minister "),
    (re.compile(r"\bPresidetn\b"), "President"),
    (re.compile(r"-\s*(?i:elect)\b"), "-elect"),
    (re.compile(r"-\s*(?i:designate)\b"), "-designate"),
    (re.compile(r"\bAmir\b"), "Emir"),
    (re.compile(r"\bPremier & Prince\b"), "Premier and Prince"),
)
_RULERS = r"King|Queen|Emperor|Shah|Sultan|Emir|Crown Prince|Regent Prince|Prince|Grand Duke|Grand Duchess|Pope|Sheikh?"
_HEADS = (
    r"(?:(?:Acting|Interim|Provisional|Federal|Vice|Deputy) )?"
    r"(?:President of the Council of Ministers|Chairman of the Presidency|Prime Minister|Premier|President|Chancellor"
    r"|Chairman|Taoiseach)(?:-elect|-designate)?"
)
_OTHERS = (
    r"Premier and Prince|Prime Minister-Prince|Chief of State|Head of State|First Secretary|General Secretary|Governor General"
    r"|Junta Member|Brigadier General|Lieutenant General|General"
)
_TITLE = re.compile(rf"(?P<title>{_OTHERS}|{_HEADS}|(?P<ruler>{_RULERS}))\s+(?P<name>.+)")
_TWO = re.compile(rf"(?:,| and) (?=(?:{_HEADS}|{_RULERS}) )")

#: Dropped where spellings are compared: they come and go.
_HONORIFICS = {"dr", "sheikh", "sheik", "dato", "seri", "lord"}
#: Family names of two or more words; a visitor of whom there is no more is known by family name only.
_FAMILY_NAMES = {
    *("al khouri", "arroyo del rio", "avila camacho", "batlle berres", "ben bella", "ben gurion", "ben halim"),
    *("calderon guardia", "castillo armas", "de gasperi", "de gaulle", "de valera", "diaz ordaz", "douglas home"),
    *("gonzales videla", "grau san martin", "lopez mateos", "mackenzie king", "mendes france", "ortiz rubio"),
    *("paz estenssoro", "prio socarras", "ruiz cortines", "st laurent", "van zeeland", "villeda morales"),
}
#: Persons who have one name only.
_WHOLE_NAMES = {"suharto", "soeharto", "sukarno"}
_FAMILY_NAME_FIRST = {
    "cambodia",
    "china",
    "north-korea",
    "singapore",
    "south-korea",
    "south-vietnam",
    "taiwan",
    "vietnam",
}

#: States whose leaders went on leading their successor.
_SUCCESSORS = {"czechoslovakia": "czechia"}

#: A family name means the one person of that name and country who came within so many years of it.
_NEAR = 10
#: The same name after so many years is somebody else's, until a human judges otherwise.
_FAR = 30


@dataclass(frozen=True)
class Visitor:
    """Somebody as a record names him or her."""

    country_id: str
    title: str
    name: str
    year: int
    is_whole: bool
    """Whether the name is whole: not only a family name."""
    is_ruler: bool

    @property
    def key(self) -> str:
        """What spellings of one name share: no accents, case, hyphens, initials and honorifics."""
        words = [word for word in fold(self.name).split() if len(word) > 1 and word not in _HONORIFICS]
        return "".join(words) if words else fold(self.name)

    @property
    def canonical(self) -> str:
        """The key of the spelling that we use."""
        chosen = _CHOSEN.get((self.country_id, self.key))
        return _key(chosen) if chosen else self.key

    @property
    def people(self) -> str:
        """The country as far as persons are concerned: who led it before it had another name may have led it after."""
        return _SUCCESSORS.get(self.country_id, self.country_id)


@dataclass
class Guest:
    """One person or unnamed actor, under all spellings."""

    country_id: str
    names: list[str]
    years: list[int]
    is_named: bool
    is_ruler: bool


def read_visitors(text: str, country_id: str, year: int) -> list[Visitor]:
    """Return the one or two persons of a visitor string.

    >>> [(one.title, one.name) for one in read_visitors("President Stjepan Mesic and Prime Minister Ivica Racan", "croatia", 2000)]
    [('President', 'Stjepan Mesic'), ('Prime Minister', 'Ivica Racan')]
    """
    for typo, right in _TYPOS:
        text = typo.sub(right, text)
    parts = _TWO.split(" ".join(text.split()))
    if len(parts) == 2 and not all(map(_TITLE.fullmatch, parts)):
        parts = [text]
    return [_visitor(part, country_id, year) for part in parts]


def _visitor(text: str, country_id: str, year: int) -> Visitor:
    found = _TITLE.fullmatch(text)
    if not found:
        return Visitor(country_id, "", text, year, len(text.split()) > 1, is_ruler=False)
    title, name = found["title"], found["name"]
    words = fold(name).split()
    is_numbered = re.fullmatch(r"\w+(?: \w+)? [IVX]+", name) is not None
    if found["ruler"] or title == "Premier and Prince":
        is_short = len(words) == 1 or is_numbered
        return Visitor(country_id, title, f"{title} {name}" if is_short else name, year, is_whole=True, is_ruler=True)
    meant = fold(_CHOSEN.get((country_id, _key(name)), name))
    is_whole = (" " in meant and meant not in _FAMILY_NAMES) or meant in _WHOLE_NAMES
    return Visitor(country_id, title, name, year, is_whole, is_ruler=False)


def guests(visitors: Iterable[Visitor]) -> dict[Visitor, Guest]:
    """Return who each visitor is; two spellings that are certainly one person's give one guest."""
    ordered = sorted(visitors, key=lambda one: (one.year, one.country_id, one.name))
    found: dict[Visitor, Guest] = {}
    named: dict[str, list[Guest]] = defaultdict(list)
    by_name: dict[tuple[str, str], list[Guest]] = defaultdict(list)
    for one in ordered:
        if one.is_whole:
            known = by_name[one.people, one.canonical]
            guest = next((guest for guest in known if one.year - guest.years[-1] < _FAR), None)
            if guest is None:
                guest = Guest(one.country_id, [_spelling(one)], [], is_named=True, is_ruler=one.is_ruler)
                known.append(guest)
                named[one.people].append(guest)
            guest.years.append(one.year)
            guest.names += [one.name] if one.name not in guest.names else []
            found[one] = guest
    unnamed: dict[tuple[str, str, str], Guest] = {}
    # From the latest back: a family name that is next to a whole name tells who the one before it was.
    for one in (one for one in reversed(ordered) if not one.is_whole):
        meant = [guest for guest in named[one.people] if _is_family_name_of(one, guest)]
        if len(meant) == 1:
            guest = meant[0]
        else:
            title = one.title.partition("-")[0]
            new = Guest(one.country_id, [f"{title} {_spelling(one)}"], [], is_named=False, is_ruler=False)
            guest = unnamed.setdefault((one.country_id, title, one.canonical), new)
        guest.years.append(one.year)
        found[one] = guest
    return found


def _spelling(one: Visitor) -> str:
    """Return the name of a visitor in the spelling that we use."""
    return _CHOSEN.get((one.country_id, one.key), one.name)


def _key(name: str) -> str:
    return Visitor("", "", name, 0, is_whole=True, is_ruler=False).key


_CHOSEN = {
    (country_id, _key(name)): names[0] for country_id, groups in SPELLINGS.items() for names in groups for name in names
}


def _is_family_name_of(one: Visitor, guest: Guest) -> bool:
    if guest.is_ruler or min(abs(one.year - year) for year in guest.years) > _NEAR:
        return False
    family = fold(one.name)
    return any(
        f" {fold(name)} ".endswith(f" {family} ") or f" {fold(name)} ".startswith(f" {family} ") for name in guest.names
    )


def sort_name(guest: Guest) -> str:
    """Return the name of a guest as it is sorted: family name first, as far as the form of the name shows it."""
    name = guest.names[0]
    if guest.is_ruler and (found := re.fullmatch(rf"({_RULERS}) (.+)", name)):
        return f"{found[2]}, {found[1]}"
    if not guest.is_named or guest.is_ruler or " " not in name or guest.country_id in _FAMILY_NAME_FIRST:
        return name
    words = name.removesuffix(" Jr.").removesuffix(",").split()
    if re.fullmatch("[IVX]+", words[-1]):
        return name
    particle = next(
        (at for at, word in enumerate(words) if at and word in ("de", "da", "dos", "von", "van", "del")), -1
    )
    return f"{' '.join(words[particle:])}, {' '.join(words[:particle])}"
