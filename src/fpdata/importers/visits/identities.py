"""Identify visitors: which mentions, under all spellings and with or without forenames, mean the same person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from fpdata.importers.core.person_names import without_titles
from fpdata.importers.visits.spellings import meaning, name_key, preferred_spelling
from fpdata.importers.visits.visitor_strings import Visitor
from fpdata.model.slugs import fold

#: A family name means the only person of that name and country who visited within this many years of it.
_FAMILY_NAME_YEARS = 10
#: The same full name after this many years means somebody else, until a human judges otherwise.
_SAME_NAME_YEARS = 30
#: The same family name after this many years means somebody else, too.
_SAME_FAMILY_NAME_YEARS = 20
#: States that were succeeded by another under the same leaders.
_SUCCESSORS = {"czechoslovakia": "czechia"}


@dataclass(eq=False)
class VisitorIdentity:
    """A person with all spellings of the name, or of the family name if upstream has no other."""

    country_id: str
    names: list[str]
    """The spelling that the data set uses, then the others. That of a ruler may contain the title."""
    years: list[int]
    """The years of the visits."""
    has_full_name: bool
    is_ruler: bool
    title: str = ""
    """The title of a person who is known by family name only."""
    states: dict[int, str] = field(default_factory=dict)
    """The state that the person came from, by year."""

    @property
    def label(self) -> str:
        """The name that identifies the person within the country; it may contain a title."""
        return self.names[0] if self.has_full_name else f"{self.title} {self.names[0]}"

    @property
    def is_known_by_title(self) -> bool:
        """Whether the name says little without the title: a family name, a single name, or that of a ruler."""
        return (
            not self.has_full_name or " " not in self.bare_name or (self.is_ruler and self.names[0] != self.bare_name)
        )

    @property
    def bare_name(self) -> str:
        """The name without titles."""
        return self.without_titles(self.names[0])

    def without_titles(self, name: str) -> str:
        """Return one of the person's names without titles."""
        return without_titles(name, self.country_id, is_ruler=self.is_ruler)

    @property
    def state_id(self) -> str:
        """The state of the last visit."""
        return self.states[max(self.states)]

    def add(self, visitor: Visitor) -> None:
        """Add a mention."""
        self.years.append(visitor.year)
        self.states[visitor.year] = visitor.state_id or visitor.country_id
        self.is_ruler = self.is_ruler or visitor.is_ruler
        if visitor.name not in self.names and not meaning(visitor.country_id, visitor.name, visitor.year):
            self.names.append(visitor.name)


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
            identity.add(visitor)
            identities[visitor] = identity
    by_family_name: dict[tuple[str, str], list[VisitorIdentity]] = defaultdict(list)
    # In reverse order: each mention adds a year, so a series of them reaches back from a visit with the full name.
    for visitor in (visitor for visitor in reversed(ordered) if not visitor.has_full_name):
        candidates = [one for one in by_country[_country_of_leaders(visitor)] if _is_family_name_of(visitor, one)]
        if len(candidates) == 1:
            identity = candidates[0]
            identity.years.append(visitor.year)
        else:
            name = _preferred_name(visitor)
            namesakes = by_family_name[_country_of_leaders(visitor), name_key(name)]
            found = (one for one in namesakes if min(one.years) - visitor.year < _SAME_FAMILY_NAME_YEARS)
            if (identity := next(found, None)) is None:
                title = visitor.title.partition("-")[0]
                identity = VisitorIdentity(visitor.country_id, [name], [], False, False, title)
                namesakes.append(identity)
            identity.add(visitor)
        identities[visitor] = identity
    return identities


def _country_of_leaders(visitor: Visitor) -> str:
    return _SUCCESSORS.get(visitor.country_id, visitor.country_id)


def _preferred_name(visitor: Visitor) -> str:
    return preferred_spelling(visitor.country_id, visitor.name, visitor.year)


def _is_family_name_of(visitor: Visitor, identity: VisitorIdentity) -> bool:
    if identity.is_ruler or min(abs(visitor.year - year) for year in identity.years) > _FAMILY_NAME_YEARS:
        return False
    family = fold(visitor.name)
    names = [f" {fold(name)} " for name in identity.names]
    return any(name.endswith(f" {family} ") or name.startswith(f" {family} ") for name in names)
