"""Who a person is whose name a source spells in its own way: only one whom an office, a title or a career shows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpdata.importers.core.draft import Person
from fpdata.importers.core.likely_persons import LikelyPersons, agree, spelling_words
from tests.importers.upstream import store_with

_NAMES = st.lists(st.sampled_from(["Ada", "B.", "Bin", "Lake", "Moor", "Mary", "Salman", "Q.", "Youssef"]), max_size=5)


@given(st.builds(" ".join, _NAMES), st.builds(" ".join, _NAMES))
def test_agreement_is_mutual_and_needs_two_words_in_common(one: str, other: str) -> None:
    assert agree(one, other) is agree(other, one)
    if agree(one, other):
        assert min(len(spelling_words(one)), len(spelling_words(other))) > 1
    assert agree(one, one) is (len(spelling_words(one)) > 1)


def test_rulers_of_another_number_are_others() -> None:
    assert agree("Ann Mary VI", "Ann VI")
    assert not agree("Ann VI", "Ann VII")


_OFFICES = {"office_id": "adviser", "start": "2010-02-01", "end": "2012-05-01"}


def _likely(
    package: Path,
    actors: Mapping[str, tuple[str, str]],
    roles: Mapping[str, Mapping[str, str]] | None = None,
    visits: Mapping[str, tuple[str, str]] | None = None,
) -> LikelyPersons:
    """Return the persons of a package: name and sort name; one role each; one event each with date and title."""
    people = [
        {"actor_id": id, "kind": "person", "name": name, "sort_name": sort, "country_id": "ruritania"}
        for id, (name, sort) in actors.items()
    ]
    held = [
        {"role_id": f"{id}-role", "actor_id": id, "basis": "appointed"} | dict(one) for id, one in (roles or {}).items()
    ]
    events = [{"event_id": id, "date": day} for id, (day, _) in (visits or {}).items()]
    taken_part = [{"event_id": id, "actor_id": id, "title": title} for id, (_, title) in (visits or {}).items()]
    return LikelyPersons(store_with(package, actors=people, roles=held, events=events, participations=taken_part))


def _person(forename: str, surname: str, **more: object) -> Person:
    return Person(surname, forename, "ruritania", names=(f"{forename} {surname}",), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("role", "forename", "day", "is_found"),
    [
        (_OFFICES, "Ada", "2011-01-01", True),
        (_OFFICES, "A.", "2011-01-01", True),
        (_OFFICES, "Ada", "2008-01-01", True),  # named to it, and soon in it
        (_OFFICES, "Ada", "2006-01-01", False),
        (_OFFICES, "Ada", "2014-01-01", False),
        (_OFFICES, "Ben", "2011-01-01", False),
        ({"office_id": "adviser", "end": "2012-05-01"}, "Ada", "2011-01-01", True),
        ({"office_id": "adviser"}, "Ada", "2011-01-01", True),
        ({"office_id": "adviser", "start": "2010", "basis": "nominated-not-served"}, "Ada", "2011-01-01", False),
    ],
)
def test_a_holder_of_the_office_at_that_time_with_the_name_is_the_person(
    empty_package: Path, role: Mapping[str, str], forename: str, day: str, is_found: bool
) -> None:
    likely = _likely(empty_package, {"lake": ("Ada Lake", "Lake, Ada")}, {"lake": role})
    person = _person(forename, "Lake", offices=(("adviser", day),))
    assert likely.by_office(person) == ("lake" if is_found else None)
    assert likely.find(person) == ("lake" if is_found else None)


def test_how_a_source_divides_a_name_does_not_matter_for_a_holder(empty_package: Path) -> None:
    likely = _likely(empty_package, {"lake": ("Ada Lake Moor", "Lake Moor, Ada")}, {"lake": _OFFICES})
    assert likely.by_office(_person("Ada Lake", "Moor", offices=(("adviser", "2011-01-01"),))) == "lake"
    assert likely.by_office(_person("Eve Lake", "Moor", offices=(("adviser", "2011-01-01"),))) is None


def test_two_holders_of_one_name_are_nobody(empty_package: Path) -> None:
    actors = dict.fromkeys(("elder", "younger"), ("Ada Lake", "Lake, Ada"))
    likely = _likely(empty_package, actors, dict.fromkeys(actors, _OFFICES))
    assert (
        likely.find(_person("Ada", "Lake", offices=(("adviser", "2011-01-01"),), former_offices=("adviser",))) is None
    )


@pytest.mark.parametrize(("seen", "found"), [(2015, "lake"), (2011, "lake"), (2009, None)])
def test_a_former_holder_held_the_office_before(empty_package: Path, seen: int, found: str | None) -> None:
    likely = _likely(empty_package, {"lake": ("Ada Lake", "Lake, Ada")}, {"lake": _OFFICES})
    person = _person("Ada", "Lake", former_offices=("adviser",), seen=seen)
    assert likely.by_former_office(person) == found


@pytest.mark.parametrize(
    ("career", "seen", "found"),
    [("career", 2013, "lake"), ("career", 2030, None), ("political", 2013, None), ("", 2013, None)],
)
def test_a_career_officer_is_one_of_the_career_officers(
    empty_package: Path, career: str, seen: int, found: str | None
) -> None:
    role = _OFFICES | {"career_type": career}
    likely = _likely(empty_package, {"lake": ("Ada M. Lake", "Lake, Ada M.")}, {"lake": role})
    person = _person("Ada Mary", "Lake", is_career=True, seen=seen)
    assert likely.by_career(person) == found
    assert likely.by_career(_person("Ada Quincy", "Lake", is_career=True, seen=seen)) is None
    assert likely.by_career(_person("Ada Mary", "Lake", seen=seen)) is None


@pytest.mark.parametrize(
    ("titles", "seen", "found"),
    [
        (("Foreign Minister",), 2012, "lake"),
        (("Foreign Minister",), 2019, None),
        (("President",), 2012, None),
        ((), 2012, None),
        (("Foreign Minister",), None, None),
    ],
)
def test_a_family_name_with_the_title_of_those_years_is_enough(
    empty_package: Path, titles: tuple[str, ...], seen: int | None, found: str | None
) -> None:
    visits = {"lake": ("2011-04-02", "Foreign Minister"), "moor": ("2011-04-02", "Foreign Minister")}
    likely = _likely(
        empty_package, {"lake": ("Ada Lake", "Lake, Ada"), "moor": ("Ben Moor", "Moor, Ben")}, visits=visits
    )
    assert likely.by_title(Person("Lake", "", "ruritania", names=("Lake",), titles=titles, seen=seen)) == found


@pytest.mark.parametrize(
    ("known", "forename", "seen", "is_found"),
    [
        ("Ada M. Lake", "Ada Mary", 2022, True),
        ("Ada M. Lake", "Ada Quincy", 2012, False),
        ("Ada M. Lake", "Ada", 2016, True),
        ("Ada M. Lake", "Ada", 2022, False),  # no middle name on one side: the years must be close
        ("Ada M. Lake", "Eve", 2012, False),
    ],
)
def test_a_whole_name_is_enough_for_somebody_in_office_in_those_years(
    empty_package: Path, known: str, forename: str, seen: int, is_found: bool
) -> None:
    likely = _likely(empty_package, {"lake": (known, "Lake, Ada M.")}, {"lake": _OFFICES})
    person = _person(forename, "Lake", seen=seen)
    assert likely.by_whole_name(person) == ("lake" if is_found else None)
    assert likely.find(person) == ("lake" if is_found else None)


@pytest.mark.parametrize(("seen", "found"), [(2015, "lake"), (1990, None), (None, None)])
def test_another_spelling_is_enough_where_a_source_gives_nothing_else(
    empty_package: Path, seen: int | None, found: str | None
) -> None:
    likely = _likely(
        empty_package, {"lake": ("Youssef Lake", "Lake, Youssef")}, visits={"lake": ("2011-04-02", "Foreign Minister")}
    )
    assert likely.by_spelling(_person("Yusef", "Lake", match_by_name=True, seen=seen)) == found
    assert likely.by_spelling(_person("Yusef", "Lake", seen=seen)) is None


def test_who_is_in_office_still_is_seen_today(empty_package: Path) -> None:
    role = {"office_id": "adviser", "start": "1990", "end": ".."}
    likely = _likely(empty_package, {"lake": ("Ada Mary Lake", "Lake, Ada Mary")}, {"lake": role})
    assert likely.by_whole_name(_person("Ada Mary", "Lake", seen=2025)) == "lake"
