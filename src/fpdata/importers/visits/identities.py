"""Identify visitors: which mentions, under all spellings and with or without forenames, mean the same person."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from fpdata.importers.visits.spellings import name_key, preferred_spelling
from fpdata.importers.visits.visitor_strings import RULER_TITLES, Visitor
from fpdata.model.slugs import fold

#: A family name means the only person of that name and country who visited within this many years of it.
_FAMILY_NAME_YEARS = 10
#: The same full name after this many years means somebody else, until a human judges otherwise.
_SAME_NAME_YEARS = 30
#: States that were succeeded by another under the same leaders.
_SUCCESSORS = {"czechoslovakia": "czechia"}
_FAMILY_NAME_FIRST = {
    *("cambodia", "china", "north-korea", "singapore", "south-korea", "south-vietnam", "taiwan", "vietnam"),
}


@dataclass(eq=False)
class VisitorIdentity:
    """A person, or an unnamed actor known by title and family name, with all spellings of the name."""

    country_id: str
    names: list[str]
    """The spelling that the data set uses, then the others."""
    years: list[int]
    """The years of the visits."""
    has_full_name: bool
    is_ruler: bool


def identify_visitors(visitors: Iterable[Visitor]) -> dict[Visitor, VisitorIdentity]:
    """Return who each visitor is. Two spellings share an identity only if they certainly mean one person."""
    ordered = sorted(visitors, key=lambda visitor: (visitor.year, visitor.country_id, visitor.name))
    identities: dict[Visitor, VisitorIdentity] = {}
    by_country: dict[str, list[VisitorIdentity]] = defaultdict(list)
    by_name: dict[tuple[str, str], list[VisitorIdentity]] = defaultdict(list)
    for visitor in ordered:
        if visitor.has_full_name:
            country, name = _country_of_leaders(visitor), _preferred_name(visitor)
            namesakes = by_name[country, name_key(name)]
            identity = next((one for one in namesakes if visitor.year - one.years[-1] < _SAME_NAME_YEARS), None)
            if identity is None:
                identity = VisitorIdentity(
                    visitor.country_id, [name], [], has_full_name=True, is_ruler=visitor.is_ruler
                )
                namesakes.append(identity)
                by_country[country].append(identity)
            identity.years.append(visitor.year)
            if visitor.name not in identity.names:
                identity.names.append(visitor.name)
            identities[visitor] = identity
    unnamed: dict[tuple[str, str, str], VisitorIdentity] = {}
    # In reverse order: each mention adds a year, so a series of them reaches back from a visit with the full name.
    for visitor in (visitor for visitor in reversed(ordered) if not visitor.has_full_name):
        candidates = [one for one in by_country[_country_of_leaders(visitor)] if _is_family_name_of(visitor, one)]
        if len(candidates) == 1:
            identity = candidates[0]
        else:
            title, name = visitor.title.partition("-")[0], _preferred_name(visitor)
            new = VisitorIdentity(visitor.country_id, [f"{title} {name}"], [], has_full_name=False, is_ruler=False)
            identity = unnamed.setdefault((visitor.country_id, title, name_key(name)), new)
        identity.years.append(visitor.year)
        identities[visitor] = identity
    return identities


def _country_of_leaders(visitor: Visitor) -> str:
    return _SUCCESSORS.get(visitor.country_id, visitor.country_id)


def _preferred_name(visitor: Visitor) -> str:
    return preferred_spelling(visitor.country_id, visitor.name)


def _is_family_name_of(visitor: Visitor, identity: VisitorIdentity) -> bool:
    if identity.is_ruler or min(abs(visitor.year - year) for year in identity.years) > _FAMILY_NAME_YEARS:
        return False
    family = fold(visitor.name)
    names = [f" {fold(name)} " for name in identity.names]
    return any(name.endswith(f" {family} ") or name.startswith(f" {family} ") for name in names)


def sort_name(identity: VisitorIdentity) -> str:
    """Return the name to sort by: the family name first, if the form of the name shows which it is."""
    name = identity.names[0]
    if identity.is_ruler and (found := re.fullmatch(rf"({RULER_TITLES}) (.+)", name)):
        return f"{found[2]}, {found[1]}"
    is_as_written = identity.is_ruler or " " not in name or identity.country_id in _FAMILY_NAME_FIRST
    if is_as_written or not identity.has_full_name:
        return name
    words = name.removesuffix(" Jr.").removesuffix(",").split()
    if re.fullmatch("[IVX]+", words[-1]):
        return name
    particles = ("de", "da", "dos", "von", "van", "del")
    family_at = next((at for at, word in enumerate(words) if at and word in particles), -1)
    return f"{' '.join(words[family_at:])}, {' '.join(words[:family_at])}"
