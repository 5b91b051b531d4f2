"""Match a person whose name a source spells in its own way, by name, country and office at that time.

A name alone identifies nobody. Here a person is the only actor whose name agrees and who was in office or traveled for
the country within a few years, who held the office in question, or who was in the same service.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache, cached_property

from fpdata.importers.core.draft import Person
from fpdata.importers.core.store import Store
from fpdata.model.offices import ONLY_NAMED
from fpdata.model.slugs import fold
from fpdata.package.csv_writer import RowDict

#: How many years may lie between two occasions on which a person is seen in office, and where a middle name is missing.
_SEEN_WITHIN, _SEEN_WITHIN_SHORT = 12, 6
#: How far from each other a title and a name are that mean the same person.
_TITLE_WITHIN = 3
#: For how long after being named to an office a person may enter it.
_YEARS_TO_ENTER = 3
#: Words that are written or left out as one likes.
_OPTIONAL = {
    *("al", "el", "bin", "ibn", "ben", "bint", "of", "de", "da", "do", "dos", "del", "van", "von", "dr", "sheikh"),
    *("shaikh", "king", "queen", "prince", "crown", "jr", "sr", "ii", "iii", "iv", "his", "her", "majesty", "highness"),
    *("sir", "sayyid", "general", "haji", "dato", "seri", "pope", "emperor", "sultan", "amir", "emir", "shri"),
}
_PATRONYMIC = {"bin", "ibn", "al", "el"}


@cache
def spelling_words(name: str) -> frozenset[str]:
    """Return the words of a name in a form that most spellings share, without initials, particles and titles.

    >>> spelling_words("Volodymyr Zelenskyy") == spelling_words("Volodymyr Zelensky")
    True
    """
    return frozenset(_spelling(word) for word in fold(name).split() if len(word) > 1 and word not in _OPTIONAL)


@cache
def agree(one: str, other: str) -> bool:
    """Whether two names may be those of one person: the words of the shorter one are in the longer one.

    An Arabic name begins with the given name, and what follows are those of father and grandfather: there the first
    words must agree.

    >>> agree("Mohammed bin Salman", "Mohamed bin Salman Al Saud"), agree("David L. Cohen", "David S. Cohen")
    (True, False)
    >>> agree("Salman bin Abdulaziz", "Khalid bin Salman bin Abdulaziz"), agree("Cho Tae-yong", "Cho Taeyong")
    (False, True)
    """
    first, second = spelling_words(one), spelling_words(other)
    if _joined(one) == _joined(other) and len(first) > 1:
        return True
    shared = first & second
    if len(shared) < min(len(first), len(second)) or len(shared) < 2:
        return False
    if _PATRONYMIC & {*fold(one).split(), *fold(other).split()} and _first_word(one) != _first_word(other):
        return False
    return _initials_agree(_middle(one), _middle(other))


def _joined(name: str) -> str:
    return "".join(word for word in map(_spelling, fold(name).split()) if word not in _OPTIONAL)


def _first_word(name: str) -> str:
    words = [word for word in fold(name).split() if word not in _OPTIONAL]
    return _spelling(words[0]) if words else ""


class LikelyPersons:
    """The persons of a data set by country, office and career."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, person: Person) -> str | None:
        """Return the actor who a person is, by whatever of this the source tells; None if that is nobody or several."""
        ways = (
            self.by_office,
            self.by_spelling,
            self.by_former_office,
            self.by_title,
            self.by_career,
            self.by_whole_name,
        )
        return next(filter(None, (way(person) for way in ways)), None)

    def by_spelling(self, person: Person) -> str | None:
        """Return the only actor of the person's country whose name agrees and who was seen at that time."""
        if not person.match_by_name or person.seen is None:
            return None
        found = {
            id
            for id in self._actors_by_country.get(person.country_id, ())
            if self._is_named(id, person) and self._was_seen(id, person.seen)
        }
        return found.pop() if len(found) == 1 else None

    def by_office(self, person: Person) -> str | None:
        """Return the only holder of one of the person's offices at that time, or soon after, whose name agrees."""
        found = {
            row["actor_id"] or ""
            for office, day in person.offices
            for row in self._roles_by_office.get(office, ())
            if row["basis"] not in ONLY_NAMED
            and _is_near(row, day)
            and (self._may_be(row["actor_id"] or "", person) or self._has_whole_name(row["actor_id"] or "", person))
        }
        return found.pop() if len(found) == 1 else None

    def by_former_office(self, person: Person) -> str | None:
        """Return the only former holder of one of the offices that the person is said to have held, whose name agrees."""
        found = {
            row["actor_id"] or ""
            for office in person.former_offices
            for row in self._roles_by_office.get(office, ())
            if row["basis"] not in ONLY_NAMED
            and (row["start"] or "0")[:4] <= str(person.seen)
            and self._may_be(row["actor_id"] or "", person)
        }
        return found.pop() if len(found) == 1 else None

    def by_career(self, person: Person) -> str | None:
        """Return the only career officer whose name agrees and who was seen in office in those years."""
        if not person.is_career or person.seen is None:
            return None
        found = {
            id
            for id in self._namesakes(person)
            if id in self._career_officers
            and self._is_named(id, person)
            and self._may_be(id, person)
            and self._was_seen(id, person.seen)
        }
        return found.pop() if len(found) == 1 else None

    def by_title(self, person: Person) -> str | None:
        """Return the only actor of the country with that family name who had one of the person's titles in those years."""
        if not person.titles or person.seen is None:
            return None
        found = {
            id
            for id in self._namesakes(person)
            if any(
                title in person.titles and abs(person.seen - year) <= _TITLE_WITHIN
                for title, year in self._titles.get(id, ())
            )
        }
        return found.pop() if len(found) == 1 else None

    def by_whole_name(self, person: Person) -> str | None:
        """Return the only actor of the country with the same forename and surname who was in office in those years.

        The middle names must agree; where one side has none, the years must be close.
        """
        if person.match_by_name or person.seen is None:
            return None
        found = set()
        for id in self._namesakes(person):
            for name in self._names.get(id, ()):
                if self._has_name(id, name, person):
                    found.add(id)
        return found.pop() if len(found) == 1 else None

    def _has_name(self, actor_id: str, name: str, person: Person) -> bool:
        for other in person.names:
            both = bool(_middle(name)) == bool(_middle(other))
            years = _SEEN_WITHIN if both else _SEEN_WITHIN_SHORT
            if (
                _first_word(name) == _first_word(other)
                and _initials_agree(_middle(name), _middle(other))
                and self._was_seen(actor_id, person.seen or 0, years)
            ):
                return True
        return False

    def _surname(self, actor_id: str) -> str:
        actor = self._store.get("actors", actor_id) or {}
        return (actor.get("sort_name") or "").partition(", ")[0]

    def _is_named(self, actor_id: str, person: Person) -> bool:
        names = self._names.get(actor_id, ())
        return any(agree(name, other) for name in names for other in person.names)

    def _may_be(self, actor_id: str, person: Person) -> bool:
        """Whether an actor has the surname and the first name, or its initial, of the person."""
        if fold(self._surname(actor_id)) != fold(person.surname):
            return False
        firsts = {fold(name).split()[0][:1] for name in self._names.get(actor_id, ()) if fold(name)}
        return fold(person.forename)[:1] in firsts

    def _has_whole_name(self, actor_id: str, person: Person) -> bool:
        """Whether an actor has the first name and all other names of the person, or the person all of the actor's.

        How a source divides them into forenames and surname does not matter, so this tells only with an office.
        """
        for name in self._names.get(actor_id, ()):
            for other in person.names:
                words, others = spelling_words(name), spelling_words(other)
                is_within = words <= others or others <= words
                if is_within and len(words & others) > 1 and _first_word(name) == _first_word(other):
                    return True
        return False

    def _was_seen(self, actor_id: str, year: int, within: int = _SEEN_WITHIN) -> bool:
        return any(abs(year - seen) <= within for seen in self._years.get(actor_id, ()))

    def _namesakes(self, person: Person) -> list[str]:
        """Return the persons of the country with the surname."""
        return self._by_surname.get((person.country_id, fold(person.surname)), [])

    @cached_property
    def _by_surname(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for country, actors in self._actors_by_country.items():
            for id in actors:
                found[country, fold(self._surname(id))].append(id)
        return found

    @cached_property
    def _actors_by_country(self) -> dict[str, list[str]]:
        by_country: dict[str, list[str]] = defaultdict(list)
        for row in self._store.rows("actors"):
            if row["kind"] == "person":
                by_country[row["country_id"] or ""].append(row["actor_id"] or "")
        return by_country

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = defaultdict(list)
        rows: Iterable[RowDict] = (*self._store.rows("actors"), *self._store.rows("names"))
        for row in rows:
            names[row["actor_id"] or ""].append(row["name"] or "")
        return names

    @cached_property
    def _roles_by_office(self) -> dict[str, list[RowDict]]:
        return self._store.group_by("roles", "office_id")

    @cached_property
    def _career_officers(self) -> set[str]:
        return {row["actor_id"] or "" for row in self._store.rows("roles") if row["career_type"] == "career"}

    @cached_property
    def _titles(self) -> dict[str, set[tuple[str, int]]]:
        """The titles that each actor had at events, with the years."""
        titles: dict[str, set[tuple[str, int]]] = defaultdict(set)
        for row in self._store.rows("participations"):
            year = ((self._store.get("events", row["event_id"] or "") or {}).get("date") or "")[:4]
            if row["title"] and year.isdigit():
                titles[row["actor_id"] or ""].add((row["title"], int(year)))
        return titles

    @cached_property
    def _years(self) -> dict[str, set[int]]:
        """The years in which each actor was in office or took part in an event."""
        years: dict[str, set[int]] = defaultdict(set)
        for row in self._store.rows("roles"):
            dates = [row[column] or "" for column in ("appointed", "arrived", "start", "end")]
            years[row["actor_id"] or ""] |= {int(date[:4]) for date in dates if date[:4].isdigit()}
            if row["end"] == "..":
                years[row["actor_id"] or ""].add(datetime.now(UTC).year)
        for row in self._store.rows("participations"):
            event = self._store.get("events", row["event_id"] or "") or {}
            if (event.get("date") or "")[:4].isdigit():
                years[row["actor_id"] or ""].add(int((event.get("date") or "")[:4]))
        return years


def _is_near(role: RowDict, day: str) -> bool:
    """Whether a role may have been held on a day, or entered soon after it."""
    start, end, year = role["start"] or "", role["end"] or "", int(day[:4])
    begins = int(start[:4]) if start[:4].isdigit() else None
    ends = int(end[:4]) if end[:4].isdigit() else None
    if begins is not None and begins > year + _YEARS_TO_ENTER:
        return False
    if ends is not None and ends < year:
        return False
    return begins is not None or ends is not None or not start


def _middle(name: str) -> list[str]:
    """Return the words between the first and the last one."""
    return [word for word in fold(name).split()[1:-1] if word not in _OPTIONAL]


def _initials_agree(one: list[str], other: list[str]) -> bool:
    """Whether no middle initial of one name contradicts the middle names of the other."""
    return not one or not other or any(a[0] == b[0] for a in one for b in other)


def _spelling(word: str) -> str:
    if re.fullmatch("[ivx]+", word):
        return word  # a numeral, in which a letter that is repeated counts
    plain = (
        word.replace("y", "i")
        .replace("ou", "u")
        .replace("oo", "u")
        .replace("dh", "d")
        .replace("kh", "k")
        .replace("q", "k")
    )
    return "".join(letter for at, letter in enumerate(plain) if at == 0 or plain[at - 1] != letter)
