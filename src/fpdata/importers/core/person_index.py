"""Who is one person across sources.

An identifier that is in the data set settles it. Without one, the same surname, first name and year of
birth make one person, where each side has only one such. Less than that is a doubt: the two stay apart,
and a judgement `unsure` puts them before a human, whose `yes` or `no` every later import honours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from fpdata.importers.core.draft import Person
from fpdata.importers.core.store import Row, Store
from fpdata.model.slugs import fold

_Names = tuple[str, str]


class PersonIndex:
    """The persons of a data set, as far as it is known who they are."""

    def __init__(self, store: Store) -> None:
        self._by_identifier = {
            (row["scheme"] or "", row["value"] or ""): row["actor_id"] or "" for row in store.rows("identifiers")
        }
        self._apart: set[frozenset[str]] = set()
        for row in store.rows("judgements"):
            if row["table"] == "actors" and row["same"] != "yes":
                self._apart.add(frozenset((row["left_id"] or "", row["right_id"] or "")))
        self._by_names: dict[_Names, list[Row]] = defaultdict(list)
        self._by_name: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in store.rows("actors"):
            if row["kind"] in ("person", "unnamed"):
                self.add(row)
        for row in store.rows("names"):
            actor = store.get("actors", row["actor_id"] or "")
            if actor and actor["kind"] in ("person", "unnamed"):
                self.call(actor, row["name"] or "")

    def add(self, actor: Row) -> None:
        """Take an actor up."""
        self._by_names[_names_of(actor)].append(actor)
        self.call(actor, actor["name"] or "")

    def call(self, actor: Row, name: str) -> None:
        """Remember a name under which an actor is known."""
        self._by_name[actor["country_id"] or "", fold(name)].add(actor["actor_id"] or "")

    def identify(self, person: Person, actor_id: str) -> None:
        """Remember the identifiers of a person; one that is somebody else's already stays theirs."""
        for identifier in person.identifiers:
            self._by_identifier.setdefault(identifier, actor_id)

    def with_identifier(self, scheme: str, value: str) -> str | None:
        """Return the actor with an identifier."""
        return self._by_identifier.get((scheme, value))

    def known(self, person: Person) -> str | None:
        """Return the actor that has one of the person's identifiers."""
        former = ((scheme.removesuffix("-old"), value) for scheme, value in person.identifiers)
        return next(filter(None, map(self._by_identifier.get, (*person.identifiers, *former))), None)

    def called(self, person: Person) -> str | None:
        """Return the one actor of the same country who goes by one of the names, if a name makes the person."""
        if not person.goes_by_name:
            return None
        found: set[str] = set()
        for name in person.names:
            found |= self._by_name[person.country_id, fold(name)]
        return found.pop() if len(found) == 1 else None

    def alike(self, person: Person, new_id: str) -> str | None:
        """Return the one actor with the same surname, first name and year of birth, unless judged another."""
        if not person.born or person.goes_by_name:
            return None
        found = [
            row["actor_id"] or ""
            for row in self._by_names[names_key(person.surname, person.forename)]
            if (row["born"] or "")[:4] == person.born[:4]
        ]
        if len(found) != 1 or frozenset((found[0], new_id)) in self._apart:
            return None
        return found[0]

    def doubtful(self, actor: Row) -> list[tuple[Row, str]]:
        """Return the actors who may be the same person, each with the reason; those judged already left out."""
        doubts = []
        for other in self._by_names[_names_of(actor)]:
            pair = frozenset((actor["actor_id"] or "", other["actor_id"] or ""))
            if len(pair) == 2 and pair not in self._apart:
                mine, theirs = (actor["born"] or "")[:4], (other["born"] or "")[:4]
                same_name = fold(actor["name"] or "") == fold(other["name"] or "")
                if mine and mine == theirs:
                    doubts.append((other, f"The same surname, first name and year of birth ({mine})."))
                elif same_name and not (mine and theirs):
                    doubts.append((other, "The same name; the year of birth of one of them is not recorded."))
        return doubts


def ambiguous(persons: Iterable[Person]) -> set[tuple[str, str, str]]:
    """Return the names and years of birth that several persons of one import share."""
    times: dict[tuple[str, str, str], int] = defaultdict(int)
    for person in persons:
        times[(*names_key(person.surname, person.forename), (person.born or "")[:4])] += 1
    return {key for key, count in times.items() if count > 1}


def names_key(surname: str, forename: str) -> _Names:
    """Return what two spellings of a name share: surname and first name, without brackets, accents and case."""
    first = (fold(forename.partition("(")[0] or forename).split() or [""])[0]
    return fold(surname.partition("(")[0] or surname), first


def _names_of(actor: Row) -> _Names:
    surname, _, forename = (actor["sort_name"] or "").partition(", ")
    return names_key(surname, forename)
