"""What people type for a record, turned into its id: an id, a retired id, a name, another name, or some words of it.

Every command and function that takes the id of a record asks here. What may be several records is an error in the API,
with the candidates; the command line takes the best known of them, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from fpdata.access.errors import AmbiguousNameError, UnknownIdError
from fpdata.access.find import Candidate, Tier, search
from fpdata.access.lookup_database import LookupDatabase, lookup_database
from fpdata.access.lookup_table import KnownIds
from fpdata.access.redirects import current_id
from fpdata.access.searched_tables import ONLY_IDS, SPECS, SearchedTable
from fpdata.checks.suggest import LISTED, suggestions
from fpdata.model.slugs import fold, slug

#: What a record is called that is looked for.
RecordKind = Literal[
    "office",
    "person",
    "sender",
    "recipient",
    "country",
    "organization",
    "source",
    "topic",
    "event",
    "statement",
    "record",
]

#: The table of each kind; None: any.
TABLE_OF_KIND: dict[RecordKind, SearchedTable | None] = {
    "office": "offices",
    "person": "actors",
    "sender": "actors",
    "recipient": "actors",
    "country": "countries",
    "organization": "actors",
    "source": "documents",
    "topic": "topics",
    "event": "events",
    "statement": "statements",
    "record": None,
}
#: The kinds of actors that a name means first; an id may be that of any actor.
_ACTOR_KINDS: dict[RecordKind, tuple[str, ...]] = {"person": ("person",), "organization": ("organization", "state")}
_MOST = 1000
_SUGGESTED = 3
#: The best known of several candidates is meant if it is referred to so many times as often as the next.
_BETTER_KNOWN = 2


@dataclass(frozen=True)
class ResolvedName:
    """The record that is meant, and the candidates if it was found by a name: the best first, that record itself."""

    id: str
    candidates: tuple[Candidate, ...] = ()

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that have the record; none if it was not found by a name, but by an id that all tables may have."""
        return tuple(candidate.table for candidate in self.candidates if candidate.id == self.id)

    @property
    def others(self) -> tuple[Candidate, ...]:
        """What else may be meant. A record of another table with the same id is the same thing there."""
        return tuple(candidate for candidate in self.candidates if candidate.id != self.id)


def resolve_name(kind: RecordKind, text: str, path: Path | str | None) -> str:
    """Return the id of the record that is meant; a retired id gives a RedirectWarning.

    Raises UnknownIdError with suggestions if there is none, AmbiguousNameError if there are several.
    """
    resolved = _resolve(kind, text, path)
    if resolved.others:
        raise _ambiguous(kind, text, resolved, path)
    return resolved.id


def choose_record(kind: RecordKind, text: str, path: Path | str | None) -> ResolvedName:
    """Return the record that is meant; of several the best known one, if it is far better known than the others.

    The best of the kind "record" is returned in any case. Raises as `resolve_name` does.
    """
    resolved = _resolve(kind, text, path)
    if resolved.others and kind != "record":
        references = resolved.candidates[0].references
        if references < max(_BETTER_KNOWN * resolved.others[0].references, 1):
            raise _ambiguous(kind, text, resolved, path)
    return resolved


def _ambiguous(kind: RecordKind, text: str, resolved: ResolvedName, path: Path | str | None) -> AmbiguousNameError:
    from fpdata.access.descriptions import RecordDescriptions

    describe = RecordDescriptions(lookup_database(path))

    def what(candidate: Candidate) -> str:
        is_a, about = describe(candidate.table, candidate.id)
        parts = (candidate.name, about if candidate.table == "statements" else is_a, about)
        return ", ".join(part.rstrip(".") for part in parts if part)

    candidates = (resolved.candidates[0], *resolved.others)
    described = [(candidate.id, what(candidate)) for candidate in candidates[:LISTED]]
    return AmbiguousNameError(kind, text, [*described, *((one.id, one.name) for one in candidates[LISTED:])])


def _resolve(kind: RecordKind, text: str, path: Path | str | None) -> ResolvedName:
    if not isinstance(text, str):
        raise TypeError(f"{kind} must be a string, not {type(text).__name__}")
    if not text.strip():
        raise UnknownIdError(kind, text, hint="give an id or a name")
    table = TABLE_OF_KIND[kind]
    tables: list[str] = [table] if table else [*SPECS, *ONLY_IDS]
    database = lookup_database(path)
    if (id := current_id(kind, text, tables, database)) is not None:
        return ResolvedName(id)
    found = search(text, [table] if table else None, database, limit=_MOST)[0] if fold(text) else []
    exact = nearest(found)
    if not exact:
        similar = suggestions(slug(text) or text, KnownIds(map(database.__getitem__, tables)))
        close = dict.fromkeys([*(candidate.id for candidate in _of_kind(kind, found, database)[:_SUGGESTED]), *similar])
        raise UnknownIdError(kind, text, [*close][:_SUGGESTED])
    candidates = _of_kind(kind, exact, database)
    return ResolvedName(candidates[0].id, tuple(candidates))


def nearest(found: Sequence[Candidate]) -> list[Candidate]:
    """Return those candidates that a text may mean: with all of its words, and equally near; none if all only resemble."""
    tier = min((candidate.tier for candidate in found), default=Tier.SLIPS)
    return [candidate for candidate in found if candidate.tier is tier] if tier <= Tier.OFFICES else []


def _of_kind(kind: RecordKind, candidates: list[Candidate], database: LookupDatabase) -> list[Candidate]:
    """Return those candidates that are of the kinds that a name means first, or all if there are none."""
    if kind not in _ACTOR_KINDS or len(candidates) == 1:
        return candidates
    ids = [candidate.id for candidate in candidates]
    kinds = database["actors"].select_with("actor_id", ids, ['"actor_id"', '"kind"'])
    meant = {id for id, actor_kind in kinds if actor_kind in _ACTOR_KINDS[kind]}
    return [candidate for candidate in candidates if candidate.id in meant] or candidates
