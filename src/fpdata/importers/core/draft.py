"""Drafts: the rows that the reader of a source returns, before the import matches them with the data set.

A reader sees only its source. If a cell or an id depends on the data set (the id of a person, the role
somebody held on a day, the name of a country), the reader writes a reference, and `resolve` looks it up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DraftRef:
    """The record that the same import drafts for a table at a locator."""

    table: str
    locator: str


@dataclass(frozen=True)
class IdentifierRef:
    """The actor with an identifier."""

    scheme: str
    value: str


@dataclass(frozen=True)
class Incumbent:
    """The actor who held `office_id` on most of `days` and whose family name is among `words`."""

    office_id: str
    days: tuple[str, ...]
    words: frozenset[str]


@dataclass(frozen=True)
class RoleHeld:
    """The role in which an actor held `office_id` on `day`; an empty cell if there is none."""

    actor: ActorRef
    office_id: str
    day: str


@dataclass(frozen=True)
class HolderOn:
    """The only actor who held one of some offices on a day; with `words`, the one whose family name is among these."""

    office_ids: tuple[str, ...]
    day: str
    words: frozenset[str] = frozenset()
    is_acting: bool = False
    """Whether it is an acting holder. With `words`, acting holders count in any case."""


@dataclass(frozen=True)
class RoleOn:
    """The role that an actor held on a day, preferably in one of `office_ids`; an empty cell unless it is clear which."""

    actor: ActorRef
    day: str
    office_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class RoleFor:
    """The only role in which an actor served a country on `day`; an empty cell if there is none, or there are several.

    If only one of several has `title`, it is that one: ends of earlier ones may be unknown.
    """

    actor: ActorRef
    country_id: str
    day: str
    title: str = ""


@dataclass(frozen=True)
class DateInTenure:
    """The date or interval `date`, which must be near the days on which an actor held `office_id`, and in their life."""

    actor: ActorRef
    office_id: str
    date: str


@dataclass(frozen=True)
class BoundOfEvents:
    """The first day (`side` is "first") or the last day of events, as the data set has them after the import."""

    events: tuple[DraftRef, ...]
    side: str


@dataclass(frozen=True)
class NameOf:
    """The `name` of a record, which is given by id or by reference."""

    table: str
    record: RecordRef | str


@dataclass(frozen=True)
class SomeOf:
    """Those of some actors that can be resolved: the first ones by name, and how many more. In an id, their ids."""

    actors: tuple[ActorRef, ...]
    limit: int = 3
    links: tuple[str, str] = ("", "")
    """What stands before one name, and before several, in a text."""
    has_others: bool = False
    """Whether there were others, to whom nothing refers: then the text ends with "and others", not with their number."""


@dataclass(frozen=True)
class LocatorsOf:
    """The last parts of the locators with a prefix of all rows of this source in a table, after the import."""

    table: str
    prefix: str


@dataclass(frozen=True)
class JoinedId:
    """The id that consists of some parts."""

    parts: IdCandidate


@dataclass(frozen=True)
class TextTemplate:
    """A text that contains names of records."""

    parts: tuple[str | NameOf | SomeOf | LocatorsOf, ...]


ActorRef = DraftRef | IdentifierRef | Incumbent | HolderOn
RecordRef = ActorRef
Cell = (
    str
    | RecordRef
    | RoleHeld
    | RoleFor
    | RoleOn
    | DateInTenure
    | BoundOfEvents
    | NameOf
    | JoinedId
    | TextTemplate
    | None
)
#: The parts of an id, to be joined by hyphens.
IdCandidate = tuple["str | RecordRef | SomeOf", ...]


#: The scheme of a link to an actor by its id.
ACTOR = "actor"


@dataclass(frozen=True)
class Person:
    """What identifies a person across sources: names, year of birth, identifiers in registers."""

    surname: str
    forename: str
    country_id: str
    born: str | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    """Pairs of scheme and value."""
    names: tuple[str, ...] = ()
    """Other names of the person, as written."""
    links: tuple[tuple[str, str], ...] = ()
    """Identifiers, as pairs of scheme and value, by which the source refers to the person in another source; or the actor,
    as a pair of `ACTOR` and the id."""
    visitor_names: tuple[tuple[str, str], ...] = ()
    """Country and name under which the source finds the person in the list of visitors."""
    aliases: tuple[str, ...] = ()
    """Names that are not used for a match, because others may have them too."""
    add_if_unknown: bool = True
    """Whether the import adds the person if the data set does not have them yet."""
    match_by_name: bool = False
    """Whether the same name and country suffice for a match: a source of foreign leaders gives nothing else."""
    seen: int | None = None
    """A year in which the person was in public office: the whole name, middle names included, then matches the only actor
    of that country who was in office or traveled at that time. With `match_by_name`, a spelling or a part of it does."""
    offices: tuple[tuple[str, str], ...] = ()
    """Offices that the person held, or was named to, on a day: a holder of that name at that time is the person."""
    former_offices: tuple[str, ...] = ()
    """Offices that the source says the person held before."""
    titles: tuple[str, ...] = ()
    """Titles that the person had in the year `seen`, without the country: with the family name, they tell who it is."""
    is_career: bool = False
    """Whether the person is in the career Foreign Service: so is then the actor of the same name who was in it."""


@dataclass(frozen=True)
class Draft:
    """A row that an import is to add or update.

    The import owns the columns in `cells` only; what people enter in other columns of the row stays.
    """

    table: str
    locator: str
    """Where the record is in the source, such as `people/kennan-george-frost`."""
    cells: Mapping[str, Cell]
    id_candidates: tuple[IdCandidate, ...] = ()
    """Ids for a new row, best first. Without any, the cells contain the key of the row."""
    person: Person | None = None
    reuse_existing: bool = False
    """Whether an existing record with the first id candidate is this one. It is then left unchanged."""
    depends_on: DraftRef | None = None
    """The draft this one belongs to. If that one is skipped, this one is too."""
    document: DraftRef | None = None
    """The document of the source that says so; the source as a whole if there is none."""
    also_at: tuple[str, ...] = ()
    """Other locators at which an earlier import may have found the record."""
    if_resolved: str = ""
    """What the draft is about. If a reference in it cannot be resolved, it is left out, and counted under this name."""

    @property
    def ref(self) -> DraftRef:
        """A reference to this draft."""
        return DraftRef(self.table, self.locator)
