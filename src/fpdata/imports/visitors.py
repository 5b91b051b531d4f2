"""Who a visitor is: title and name out of one string, and one person out of several spellings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from fpdata.imports.slugs import fold
from fpdata.imports.spellings import SPELLINGS

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

#: A family name means the one person of that name and country who came within so many years of it.
_NEAR = 8
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
    is_whole = (len(words) > 1 and " ".join(words) not in _FAMILY_NAMES) or name.lower() in _WHOLE_NAMES
    return Visitor(country_id, title, name, year, is_whole, is_ruler=False)


def guests(visitors: Iterable[Visitor]) -> dict[Visitor, Guest]:
    """Return who each visitor is; two spellings that are certainly one person's give one guest."""
    found: dict[Visitor, Guest] = {}
    whole: dict[tuple[str, str], list[Guest]] = defaultdict(list)
    ordered = sorted(visitors, key=lambda one: (one.year, one.country_id, one.name))
    for one in (one for one in ordered if one.is_whole):
        guest = next((g for g in whole[one.country_id, _canonical(one)] if one.year - g.years[-1] < _FAR), None)
        if guest is None:
            guest = Guest(one.country_id, _spellings(one), [], is_named=True, is_ruler=one.is_ruler)
            whole[one.country_id, _canonical(one)].append(guest)
        _welcome(guest, one)
        found[one] = guest
    by_country: dict[str, list[Guest]] = defaultdict(list)
    for (country_id, _), group in whole.items():
        by_country[country_id] += group
    unnamed: dict[tuple[str, str, str], Guest] = {}
    for one in (one for one in ordered if not one.is_whole):
        meant = [guest for guest in by_country[one.country_id] if _is_family_name_of(one, guest)]
        guest = meant[0] if len(meant) == 1 else None
        if guest is None:
            title = one.title.partition("-")[0]
            key = one.country_id, title, _canonical(one)
            guest = unnamed.setdefault(
                key, Guest(one.country_id, [f"{title} {_spellings(one)[0]}"], [], is_named=False, is_ruler=False)
            )
            guest.years.append(one.year)
        else:
            _welcome(guest, one)
        found[one] = guest
    return found


def _welcome(guest: Guest, one: Visitor) -> None:
    guest.years.append(one.year)
    if one.is_whole and one.name not in guest.names:
        guest.names.append(one.name)


def _spellings(one: Visitor) -> list[str]:
    """Return the names of a visitor, the one we use first."""
    chosen = _CHOSEN.get((one.country_id, one.key))
    return [chosen] if chosen else [one.name]


def _canonical(one: Visitor) -> str:
    chosen = _CHOSEN.get((one.country_id, one.key))
    return _key(chosen) if chosen else one.key


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
    particle = next(
        (at for at, word in enumerate(words) if at and word in ("de", "da", "dos", "von", "van", "del")), -1
    )
    return f"{' '.join(words[particle:])}, {' '.join(words[:particle])}"
