"""What references in drafts mean: holders of offices, roles on a day, those of several actors who are known."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from fpdata.importers.core.draft import HolderOn, IdentifierRef, Incumbent, RoleFor, SomeOf, TextTemplate
from fpdata.importers.core.person_index import PersonIndex
from fpdata.importers.core.resolve import Resolver, UnresolvedError
from tests.importers.upstream import store_with

_OFFICE = "president-of-ruritania"


def _resolver(package: Path, roles: Mapping[str, Mapping[str, str]]) -> Resolver:
    """Return what resolves references to holders of the offices of a country; their ids are their names."""
    store = store_with(
        package,
        actors=[
            {"actor_id": id, "kind": "person", "name": id.title(), "sort_name": f"{id.title()}, X"}
            | {"country_id": "ruritania"}
            for id in roles
        ],
        offices=[{"office_id": id, "kind": "foreign", "country_id": "ruritania"} for id in (_OFFICE, "minister")],
        roles=[
            {"role_id": f"{id}-role", "actor_id": id, "office_id": _OFFICE, "basis": "elected", "title": "Head"}
            | dict(role)
            for id, role in roles.items()
        ],
        identifiers=[{"scheme": "pocom", "value": id, "actor_id": id} for id in roles],
    )
    return Resolver(store, PersonIndex(store))


_TERMS = {
    "lake": {"start": "1990-01-20", "end": "1994-01-20"},
    "moor": {"start": "1994-01-20", "end": ".."},
    "wood": {"start": "1992-01-20", "end": "1992-02-20", "basis": "acting"},
}


@pytest.mark.parametrize(
    ("name", "days", "actor"),
    [
        ("lake", ("1991-01-01",), "lake"),
        ("moor", ("1993-12-01",), "moor"),  # all the travel was before the inauguration
        ("ada moor", ("1993-12-01", "1995-01-01"), "moor"),
    ],
)
def test_the_incumbent_is_the_holder_of_that_name_or_the_next_one(
    empty_package: Path, name: str, days: tuple[str, ...], actor: str
) -> None:
    assert _resolver(empty_package, _TERMS).id(Incumbent(_OFFICE, days, frozenset(name.split()))) == actor


@pytest.mark.parametrize(("name", "day"), [("lake", "1996-01-01"), ("wood", "1992-02-01"), ("stone", "1991-01-01")])
def test_nobody_is_the_incumbent_after_leaving_or_acting(empty_package: Path, name: str, day: str) -> None:
    incumbent = Incumbent(_OFFICE, (day,), frozenset({name}))
    with pytest.raises(UnresolvedError, match=f"no holder of {_OFFICE} on those days has a family name among '{name}'"):
        _resolver(empty_package, _TERMS).id(incumbent)


@pytest.mark.parametrize(
    ("roles", "day", "actor"),
    [
        (_TERMS, "2020-01-01", "moor"),
        (_TERMS, "1991-01-01", "lake"),
        ({"lake": {"start": "1990-01-20"}}, "1991-01-01", "lake"),
        ({"lake": {"start": "1990-01-20"}}, "1999-01-01", None),  # without an end, not for long
        ({"lake": {"start": "../1990-01-20"}}, "1989-01-01", None),
    ],
)
def test_a_holder_on_a_day_surely_held_the_office(
    empty_package: Path, roles: Mapping[str, Mapping[str, str]], day: str, actor: str | None
) -> None:
    resolver = _resolver(empty_package, roles)
    holder = HolderOn((_OFFICE,), day, frozenset(), is_acting=False)
    if actor:
        assert resolver.id(holder) == actor
    else:
        with pytest.raises(UnresolvedError):
            resolver.id(holder)


def test_the_names_of_those_who_are_known_stand_in_a_text(empty_package: Path) -> None:
    resolver = _resolver(empty_package, _TERMS)
    known, unknown = IdentifierRef("pocom", "lake"), IdentifierRef("pocom", "nobody")
    assert resolver.cell(TextTemplate(("Call of ", SomeOf((unknown, known, known))))) == "Call of Lake"
    assert resolver.candidate(("call", SomeOf((unknown, known)))) == "call-lake"
    with pytest.raises(UnresolvedError, match="none of the actors is known"):
        resolver.cell(TextTemplate((SomeOf((unknown,)),)))
    with pytest.raises(UnresolvedError, match="no actor has the identifier pocom 'nobody'"):
        resolver.id(unknown)


@pytest.mark.parametrize(("title", "role"), [("Head", "lake-role"), ("Minister", None), ("", None)])
def test_of_several_roles_for_a_country_the_title_decides(empty_package: Path, title: str, role: str | None) -> None:
    resolver = _resolver(empty_package, {"lake": {"start": "1990"}})
    store = resolver._store
    for number in (1, 2):
        row = store.tables["roles"]["lake-role",] | {"role_id": f"other-{number}", "title": "Minister"}
        row |= {"office_id": ("minister", _OFFICE)[number - 1]}
        store.tables["roles"][row["role_id"] or "",] = row
    held = RoleFor(IdentifierRef("pocom", "lake"), "ruritania", "1991-01-01", title)
    assert resolver.cell(held) == role


@pytest.mark.parametrize(
    ("end", "title", "is_role"),
    [
        ("1992-01-01/", "Adviser", False),
        ("1992-01-01/", "Acting Head", True),
        ("1992-01-01/", "Head and Minister", True),
        ("1992-01-01/", "Vice Head", False),
        ("1992-01-01/1993-07-01", "Adviser", False),
        ("1994-01-01/", "Adviser", True),
        ("..", "Adviser", True),
    ],
)
def test_a_role_that_may_have_ended_is_the_one_of_the_title_only(
    empty_package: Path, end: str, title: str, is_role: bool
) -> None:
    resolver = _resolver(empty_package, {"lake": {"start": "1990", "end": end}})
    held = RoleFor(IdentifierRef("pocom", "lake"), "ruritania", "1993-01-01", title)
    assert resolver.cell(held) == ("lake-role" if is_role else None)
