"""What an import yields before it meets the data set: drafts of rows, and what is wrong upstream.

A reader sees its source alone. Where a row depends on what the data set holds (the id of a person, the
role somebody held that day, a name), the reader says what it means, and `resolve` finds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True)
class DraftRef:
    """The record that the same import drafts at `locator`."""

    table: str
    locator: str


@dataclass(frozen=True)
class IdentifierRef:
    """The actor with that identifier."""

    scheme: str
    value: str


@dataclass(frozen=True)
class Incumbent:
    """The one actor who held `office_id` on most of `days`, and whose family name is among `words`."""

    office_id: str
    days: tuple[str, ...]
    words: frozenset[str]


@dataclass(frozen=True)
class RoleHeld:
    """The role in which an actor held `office_id` on `day`; nothing where there was none."""

    actor: ActorRef
    office_id: str
    day: str


@dataclass(frozen=True)
class NameOf:
    """What the record is called: its `name`."""

    table: str
    record: RecordRef | str


@dataclass(frozen=True)
class TextTemplate:
    """A text with names in it."""

    parts: tuple[str | NameOf, ...]


ActorRef = DraftRef | IdentifierRef | Incumbent
RecordRef = DraftRef | IdentifierRef | Incumbent | RoleHeld
Cell = str | RecordRef | NameOf | TextTemplate | None
#: The parts of an id, joined by hyphens.
IdCandidate = tuple[str | RecordRef, ...]


@dataclass(frozen=True)
class Person:
    """What tells a person from others: names, year of birth, identifiers in registers."""

    surname: str
    forename: str
    country_id: str
    born: str | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()
    """Other names of the person, as written."""
    is_wanted: bool = True
    """Whether somebody whom the data set does not know yet is to be added."""
    goes_by_name: bool = False
    """Whether a name makes the person, within the country: of foreign leaders a source gives nothing else."""


@dataclass(frozen=True)
class Draft:
    """A row to be: its place in the source, the ids it would like, best first, and its cells.

    Only the columns in `cells` are the import's; what people fill in beside them stays.
    """

    table: str
    locator: str
    cells: Mapping[str, Cell]
    wishes: tuple[IdCandidate, ...] = ()
    person: Person | None = None
    adopts: bool = False
    """Whether a record that has the first wish already is this one, and is left as it is."""
    depends_on: DraftRef | None = None
    """Whose record this belongs to: where that person is not taken up, neither is this."""


class FindingKind(StrEnum):
    """What a finding is about."""

    MALFORMED = "malformed"
    """Upstream's record cannot be understood; it was left out."""
    INVALID = "invalid"
    """The row it would make is refused by the model, or names what is not there; it was left out."""
    DUPLICATE = "duplicate"
    """Upstream has the same record twice; one of them was left out."""
    BY_HAND = "by-hand"
    """The data set has the record already, written by hand; it stays as it is."""
    GONE = "gone"
    """Imported earlier, and no longer upstream; it stays."""
    RENAMED = "renamed"
    """Upstream gave the record another id; ours stays."""
    DOUBTFUL = "doubtful"
    """Perhaps the same person as another; they stay apart until somebody judges."""
    MERGED = "merged"
    """Two actors were judged the same and are one now."""
    CORRECTION = "correction"
    """A correction fits no longer: upstream has another value than the one it corrects."""
    OUTDATED = "outdated"
    """A record written by hand lags behind upstream."""

    @property
    def is_error(self) -> bool:
        """Whether something of upstream is missing because of it that should not be."""
        return self in (FindingKind.MALFORMED, FindingKind.INVALID)


@dataclass(frozen=True, order=True)
class Finding:
    """Something a person should know of: what, in which file of upstream, at which record."""

    kind: FindingKind
    file: str
    record: str
    message: str
    place: tuple[str, str] | None = None
    """Table and locator of the draft that is left out because of it."""


@dataclass(frozen=True)
class Source:
    """A public data set: what its row of documents says, and where its outlet is."""

    document_id: str
    url: str
    license: str
    outlet_id: str
    outlet_name: str
    outlet_url: str


@dataclass
class Imported:
    """What a reader makes of a source: drafts in order of their references, findings, the newest day seen."""

    source: Source
    drafts: list[Draft] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    newest: str = ""

    def see(self, *days: str | None) -> None:
        """Remember the newest of the days on which a record of the source ends or begins."""
        self.newest = max(self.newest, *(day for day in days if day), "")
