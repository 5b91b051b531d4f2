"""Match persons across sources.

1. An identifier that the data set has decides, unless the source gives it to several persons.
2. Otherwise surname, first name and year of birth decide, if both sides have exactly one such person. The first name
   may be that of any name of the person: Mike Pompeo is Michael R. Pompeo.
3. A source that says which record of another source means the person decides as well: by an identifier, or by the
   country and the name in the list of foreign visitors.
4. Anything less is a possible duplicate: both are kept, and a judgement `unsure` asks a human. The `yes` or
   `no` they answer binds every later import.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator

from fpdata.importers.core.draft import ACTOR, Person
from fpdata.importers.core.store import Store
from fpdata.model.slugs import fold
from fpdata.package.csv_writer import RowDict

#: Ends the scheme of identifiers that upstream has replaced, such as `pocom-old`.
FORMER = "-old"
#: Surname and first name, folded.
_NameKey = tuple[str, str]
#: Surname, first name and year of birth.
BirthKey = tuple[str, str, str]


class PersonIndex:
    """The persons of a data set by identifier, by name, and by name and year of birth."""

    def __init__(self, store: Store) -> None:
        self._by_identifier = {
            (row["scheme"] or "", row["value"] or ""): row["actor_id"] or "" for row in store.rows("identifiers")
        }
        self._actors: set[str] = set()
        self._judged: set[frozenset[str]] = set()
        for row in store.rows("judgements"):
            if row["table"] == "actors" and row["same"] != "yes":
                self._judged.add(frozenset((row["left_id"] or "", row["right_id"] or "")))
        self._by_name_key: dict[_NameKey, list[RowDict]] = defaultdict(list)
        self._by_name: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._visitors: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for row in store.rows("actors"):
            if row["kind"] in ("person", "unnamed"):
                self.add(row)
        for row in store.rows("names"):
            actor = store.get("actors", row["actor_id"] or "")
            if actor and actor["kind"] in ("person", "unnamed"):
                self.add_name(actor, row["name"] or "")

    def add(self, actor: RowDict) -> None:
        """Add a row of `actors`."""
        self._actors.add(actor["actor_id"] or "")
        self._add_name_key(actor, _name_key_of(actor))
        self.add_name(actor, actor["name"] or "")

    def add_name(self, actor: RowDict, name: str) -> None:
        """Add a name of an actor."""
        kind, _, rest = (actor["source_locator"] or "").partition("/")
        if kind == "visitors":
            self._visitors[rest.partition("/")[0]][fold(name)].add(actor["actor_id"] or "")
        self._by_name[actor["country_id"] or "", fold(name)].add(actor["actor_id"] or "")
        surname, _ = _name_key_of(actor)
        if first := _first_name(name, surname):
            self._add_name_key(actor, (surname, first))

    def _add_name_key(self, actor: RowDict, key: _NameKey) -> None:
        if all(other["actor_id"] != actor["actor_id"] for other in self._by_name_key[key]):
            self._by_name_key[key].append(actor)

    def add_identifiers(self, person: Person, actor_id: str) -> None:
        """Add the identifiers of a person, except those that another actor has."""
        for identifier in person.identifiers:
            self._by_identifier.setdefault(identifier, actor_id)

    def holder(self, scheme: str, value: str) -> str | None:
        """Return the actor who has exactly this identifier."""
        return self._by_identifier.get((scheme, value))

    def by_identifier(self, scheme: str, value: str) -> str | None:
        """Return the actor with an identifier, or with one that upstream has replaced."""
        return self._by_identifier.get((scheme, value)) or self._by_identifier.get((f"{scheme}{FORMER}", value))

    def by_identifiers(self, person: Person, ignored: Collection[tuple[str, str]] = ()) -> str | None:
        """Return the actor with one of the person's identifiers, those that upstream has replaced included.

        Those in `ignored`, which identify nobody, are left out.
        """
        usable = [identifier for identifier in person.identifiers if identifier not in ignored]
        former = [(scheme.removesuffix(FORMER), value) for scheme, value in usable]
        return next(filter(None, map(self._by_identifier.get, (*usable, *former))), None)

    def by_name(self, person: Person) -> str | None:
        """Return the only actor of the person's country with one of the person's names, if a name suffices."""
        if not person.match_by_name:
            return None
        found: set[str] = set()
        for name in person.names:
            found |= self._by_name[person.country_id, fold(name)]
        return found.pop() if len(found) == 1 else None

    def by_links(self, person: Person) -> str | None:
        """Return the only actor whom the person's source refers to in other sources; None if there are several."""
        found = {actor for link in person.links if (actor := self._by_link(*link))}
        for country_id, name in person.visitor_names:
            found |= self._visitors[country_id][fold(name)] | self._by_name[country_id, fold(name)]
        if not found:
            found = {id for country_id, name in person.visitor_names for id in self._family(country_id, fold(name))}
        return found.pop() if len(found) == 1 else None

    def _by_link(self, scheme: str, value: str) -> str | None:
        if scheme == ACTOR:
            return value if value in self._actors else None
        return self.by_identifier(scheme, value)

    def _family(self, country_id: str, name: str) -> Iterator[str]:
        """Yield the visitors from a country of whose name `name` is the first or the last part."""
        for whole, ids in self._visitors[country_id].items():
            if whole.endswith(f" {name}") or whole.startswith(f"{name} "):
                yield from ids

    def by_birth(self, person: Person, new_id: str) -> str | None:
        """Return the only actor with the person's surname, first name and year of birth.

        None if a judgement, `no` or still `unsure`, keeps that actor and `new_id` apart; `new_id` is the id
        that the person would get.
        """
        if not person.born or person.match_by_name:
            return None
        found = {
            row["actor_id"] or ""
            for key in name_keys(person)
            for row in self._by_name_key.get(key, ())
            if (row["born"] or "")[:4] == person.born[:4]
        }
        if len(found) != 1 or any(frozenset((id, new_id)) in self._judged for id in found):
            return None
        return found.pop()

    def possible_duplicates(self, actor: RowDict) -> list[tuple[RowDict, str]]:
        """Return the actors who may be the same person, each with the reason. Pairs with a judgement are left out."""
        found = []
        for other in self._by_name_key[_name_key_of(actor)]:
            pair = frozenset((actor["actor_id"] or "", other["actor_id"] or ""))
            if len(pair) == 2 and pair not in self._judged:
                year, other_year = (actor["born"] or "")[:4], (other["born"] or "")[:4]
                same_name = fold(actor["name"] or "") == fold(other["name"] or "")
                if year and year == other_year:
                    found.append((other, f"The same surname, first name and year of birth ({year})."))
                elif same_name and not (year and other_year):
                    found.append((other, "The same name; the year of birth of one of them is not recorded."))
        return found


def birth_keys(person: Person) -> set[BirthKey]:
    """Return surname, first name and year of birth of a person, by each of the names; the year may be empty."""
    return {(*key, (person.born or "")[:4]) for key in name_keys(person)}


def shared_birth_keys(persons: Iterable[Person]) -> set[BirthKey]:
    """Return the birth keys that several persons of one source share, so that they identify nobody."""
    return {key for key, count in Counter(key for person in persons for key in birth_keys(person)).items() if count > 1}


def shared_identifiers(persons: Iterable[Person]) -> set[tuple[str, str]]:
    """Return the identifiers that several persons of one source have, so that they identify nobody.

    A former identifier of one person that is the present one of another counts as well.
    """
    counts = Counter(identifier for person in persons for identifier in dict.fromkeys(person.identifiers))
    shared = {identifier for identifier, count in counts.items() if count > 1}
    present = {(scheme, value) for scheme, value in counts if not scheme.endswith(FORMER)}
    return shared | {
        (scheme, value)
        for scheme, value in counts
        if scheme.endswith(FORMER) and (scheme.removesuffix(FORMER), value) in present
    }


def name_keys(person: Person) -> set[_NameKey]:
    """Return surname and first name of a person, by each of the names."""
    surname, first = _name_key(person.surname, person.forename)
    return {(surname, first)} | {(surname, other) for name in person.names if (other := _first_name(name, surname))}


def _first_name(name: str, surname: str) -> str:
    """Return the first word of a name that contains the (folded) surname later on; empty if it is an initial."""
    words = fold(name).split()
    is_whole = len(words) > 1 and f" {surname} " in f" {' '.join(words[1:])} "
    return words[0] if is_whole and len(words[0]) > 1 else ""


def _name_key(surname: str, forename: str) -> _NameKey:
    """Return the surname and the first of the forenames: without brackets, accents and case."""
    first = (fold(forename.partition("(")[0] or forename).split() or [""])[0]
    return fold(surname.partition("(")[0] or surname), first


def _name_key_of(actor: RowDict) -> _NameKey:
    surname, _, forename = (actor["sort_name"] or "").partition(", ")
    return _name_key(surname, forename)
