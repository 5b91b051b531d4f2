"""Whom of a package the persons of the Factbook are, and which of its roles their tenures are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from fpdata.importers.factbook.archive import Entry
from fpdata.importers.factbook.holders import Holder
from fpdata.importers.factbook.known import Known
from fpdata.importers.factbook.persons import ListedPerson, ListedPost
from fpdata.importers.factbook.tenures import EditionText, ListedTenure
from tests.importers.upstream import store_with

_US = "united-states"


def _text(day: str, last: str, holder: Holder) -> EditionText:
    entry = Entry(f"c{day}", datetime.fromisoformat(day).replace(tzinfo=UTC), {})
    return EditionText(entry, date.fromisoformat(last), (holder,), frozenset(), has_text=True)


def _post(
    name: str,
    since: str = "",
    *,
    title: str = "Ambassador",
    code: str = "ke",
    country: str = "kenya",
    day: str = "2020-11-24",
    last: str = "2021-07-01",
    end: str = "",
    is_acting: bool = False,
) -> ListedPost:
    """Return a tenure of one text; a title other than Ambassador is one of a chief of state or government."""
    holder = Holder(title, title, name, since, is_acting=is_acting)
    tenure = ListedTenure(title, [(_text(day, last, holder), holder)], end)
    return ListedPost(code, "from_us" if title == "Ambassador" else "executive", country, tenure)


def _american(name: str, since: str = "", **more: str) -> ListedPerson:
    return ListedPerson(_US, [_post(name, since, **more)])  # type: ignore[arg-type]


def _kenyan(name: str, since: str = "", title: str = "President", **more: str) -> ListedPerson:
    return ListedPerson("kenya", [_post(name, since, title=title, **more)])  # type: ignore[arg-type]


def _known(
    empty_package: Path,
    actors: Mapping[str, tuple[str, str, str]],
    roles: Mapping[str, Mapping[str, str]] | None = None,
    visits: Mapping[str, tuple[str, str]] | None = None,
    more: Mapping[str, Mapping[str, str]] | None = None,
) -> Known:
    """Return what a package knows: persons with name, sort name and country; one role each; visits with date and title."""
    offices = {"ambassador-to-kenya": "chief-of-mission", "president-of-kenya": "foreign", "policy-planner": "staff"}
    persons = [
        {"actor_id": id, "kind": "person", "name": name, "sort_name": sort, "country_id": country}
        | {"source_id": "by-hand"}
        | {column: cell for column, cell in (more or {}).get(id, {}).items() if column != "also"}
        for id, (name, sort, country) in actors.items()
    ]
    store = store_with(
        empty_package,
        actors=persons,
        offices=[
            {"office_id": id, "title": id, "kind": kind, "seats": "one", "source_id": "by-hand"}
            for id, kind in offices.items()
        ],
        roles=[
            {"role_id": f"{id}-role", "actor_id": id, "title": "Title", "basis": "confirmed", "source_id": "by-hand"}
            | dict(role)
            for id, role in (roles or {}).items()
        ],
        events=[
            {"event_id": f"visit-{id}", "kind": "visit", "name": id, "date": day, "status": "held"}
            | {"source_id": "by-hand"}
            for id, (day, _) in (visits or {}).items()
        ],
        participations=[
            {"event_id": f"visit-{id}", "actor_id": id, "part": "visitor", "title": title, "presence": "confirmed"}
            for id, (_, title) in (visits or {}).items()
        ],
        names=[
            {"actor_id": id, "name": one["also"], "kind": "alias", "source_id": "by-hand"}
            for id, one in (more or {}).items()
            if "also" in one
        ],
    )
    return Known(store, "factbook")


_STAFF = {"office_id": "policy-planner", "start": "2005-03-01", "end": "2009-01-20"}
_IN_KENYA = {"office_id": "ambassador-to-kenya", "start": "2019-03-12", "end": "2021-01-20"}


@pytest.mark.parametrize(
    ("known", "role", "written"),
    [
        ("Robert Q. Moor", _STAFF, "Bob MOOR"),  # a short form, and a career at the time
        ("Robert Quincy Moor", _STAFF, "Robert Q. MOOR"),
        ("Robert Moor Jr.", _STAFF, "Robert MOOR"),
        ("Ann Van Roe", _STAFF, "Ann VANROE"),
        ("Robert Moor", {"office_id": "policy-planner", "appointed": "2005-03"}, "Robert MOOR"),
        (
            "Robert Q. Moor",
            {"office_id": "ambassador-to-kenya"},
            "Robert Q. MOOR",
        ),  # a nominee, of whom no date is known
        ("Kyle Moorhead", _IN_KENYA, "Kyle MOOREHEAD"),  # one office at one time, with a slip of the keyboard
        ("K. Moor", _IN_KENYA, "Kyle MOOR"),
    ],
)
def test_an_american_is_who_had_that_office_or_a_career_then(
    empty_package: Path, known: str, role: Mapping[str, str], written: str
) -> None:
    knows = _known(empty_package, {"moor": (known, "Moor", _US)}, {"moor": role})
    assert knows.find_person(_american(written, "2019-03-12")) == ("moor", [])


@pytest.mark.parametrize(
    ("known", "role", "written", "candidates"),
    [
        ("Robert Moor", {"office_id": "policy-planner", "start": "1905-03-01"}, "Robert MOOR", ["moor"]),
        ("Robert Moor", {"office_id": "president-of-kenya", "start": "2015"}, "Robert MOOR", ["moor"]),
        ("Robert Moor", {"office_id": "policy-planner"}, "Robert MOOR", ["moor"]),  # no initials, no date
        ("Robert Q. Moor", _STAFF, "Robert S. MOOR", []),
        ("Robert Moor", _STAFF, "Ann MOOR", []),
        ("Moor", _STAFF, "Robert MOOR", []),
        ("Robert Moor", _STAFF, "Robert MORE", []),
    ],
)
def test_a_name_alone_makes_no_american_but_is_told(
    empty_package: Path, known: str, role: Mapping[str, str], written: str, candidates: list[str]
) -> None:
    knows = _known(empty_package, {"moor": (known, "Moor", _US)}, {"moor": role})
    assert knows.find_person(_american(written, "2019-03-12")) == (None, candidates)


@pytest.mark.parametrize(
    ("life", "is_found"),
    [({"born": "1960"}, True), ({"died": "2018-05-01"}, False), ({"born": "2005"}, False), ({"born": "1900"}, False)],
)
def test_nobody_serves_before_twenty_nor_after_death(
    empty_package: Path, life: Mapping[str, str], is_found: bool
) -> None:
    knows = _known(empty_package, {"moor": ("Robert Moor", "Moor, Robert", _US)}, {"moor": _STAFF}, more={"moor": life})
    assert knows.find_person(_american("Robert MOOR", "2019-03-12")) == ("moor" if is_found else None, [])


@pytest.mark.parametrize(("name", "is_found"), [("Robert Q. Moor", True), ("Robert Moor", False)])
def test_the_register_of_chiefs_of_mission_needs_a_middle_name(empty_package: Path, name: str, is_found: bool) -> None:
    in_register = {"moor": {"source_locator": "people/moor-robert"}}
    knows = _known(empty_package, {"moor": (name, "Moor, Robert", _US)}, more=in_register)
    actor, _ = knows.find_person(_american("Robert Q. MOOR", "2019-03-12"))
    assert actor == ("moor" if is_found else None)


def test_of_namesakes_it_is_who_held_that_office(empty_package: Path) -> None:
    actors = dict.fromkeys(("elder", "younger"), ("Robert Moor", "Moor, Robert", _US))
    knows = _known(empty_package, actors, {"elder": _STAFF, "younger": _IN_KENYA})
    assert knows.find_person(_american("Robert MOOR", "2019-03-12")) == ("younger", [])


def test_of_namesakes_it_is_whose_name_is_clearly_more_alike(empty_package: Path) -> None:
    actors = {"one": ("Robert Moor", "Moor, Robert", _US), "other": ("Robert Quincy Moor", "Moor, Robert Quincy", _US)}
    knows = _known(empty_package, actors, {"one": _STAFF, "other": _STAFF})
    assert knows.find_person(_american("Robert Quincy MOOR", "2019-03-12")) == ("other", [])


def test_namesakes_with_one_career_each_are_both_told(empty_package: Path) -> None:
    actors = dict.fromkeys(("one", "other"), ("Robert Moor", "Moor, Robert", _US))
    knows = _known(empty_package, actors, {"one": _STAFF, "other": _STAFF})
    assert knows.find_person(_american("Robert MOOR", "2019-03-12")) == (None, ["one", "other"])


def test_another_name_of_the_package_counts(empty_package: Path) -> None:
    knows = _known(
        empty_package, {"moor": ("Ann Lake", "Lake, Ann", _US)}, {"moor": _STAFF}, more={"moor": {"also": "Ann Moor"}}
    )
    assert knows.find_person(_american("Ann MOOR", "2019-03-12")) == ("moor", [])
    assert knows.names_of("moor") == {"Ann Lake", "Ann Moor"}


_PRESIDENT = {"office_id": "president-of-kenya", "start": "2018-04-09", "end": "2022-09-13"}


@pytest.mark.parametrize(
    ("known", "role", "visit", "written", "title"),
    [
        ("Uhuru Moor", _PRESIDENT, None, "Uhuru MOOR", "President"),
        ("Moor Uhuru", _PRESIDENT, None, "Uhuru MOOR", "President"),
        ("Uhuru Kamau Moor", _PRESIDENT, None, "Uhuru MOOR", "President"),
        ("Uhuru Mour", _PRESIDENT, None, "Uhuru MOOR", "President"),  # a transcription, in the same office
        ("Uhuru Mour", None, ("2019-05-01", "President"), "Uhuru MOOR", "President"),
        (
            "Uhuru Mour",
            None,
            ("2021-12-01", "Acting President"),
            "Uhuru MOOR",
            "President",
        ),  # within a year of the text
        ("Salim Mour", None, ("2019-05-01", "King"), "Salim MOOR", "Monarch"),
        ("Uhuru Moor", None, ("2019-05-01", "Professor"), "Uhuru MOOR", "President"),  # the name and the time
        ("Uhuru Moor", None, ("1995-05-01", "Professor"), "Uhuru MOOR", "President"),  # within a life's work
        ("Uhuru Moor", {"office_id": "policy-planner", "start": "2010-04"}, None, "Uhuru Kamau MOOR", "President"),
    ],
)
def test_a_foreigner_is_who_had_the_office_or_visited_with_its_title(
    empty_package: Path,
    known: str,
    role: Mapping[str, str] | None,
    visit: tuple[str, str] | None,
    written: str,
    title: str,
) -> None:
    knows = _known(
        empty_package,
        {"moor": (known, "Moor, Uhuru", "kenya")},
        {"moor": role} if role else {},
        {"moor": visit} if visit else {},
    )
    person = _kenyan(written, "2018-04-09", title)
    person.posts[0].tenure.end = "2021-07-01/"
    assert knows.find_person(person) == ("moor", [])


@pytest.mark.parametrize(
    ("known", "visit", "written", "candidates"),
    [
        ("Uhuru Moor", None, "Uhuru MOOR", ["moor"]),  # nothing but the name
        ("Uhuru Moor", ("1971-05-01", "Professor"), "Uhuru MOOR", ["moor"]),
        ("Uhuru Moor", ("1999-05-01", "Professor"), "Uhuru Kamau MOOR", []),  # part of the name, and long ago
        ("Uhuru Mour", ("2019-05-01", "Prime Minister"), "Uhuru MOOR", []),
        ("Uhuru Mour", ("1985-05-01", "President"), "Uhuru MOOR", []),
        ("Ben Stone", ("2019-05-01", "President"), "Uhuru MOOR", []),
    ],
)
def test_a_name_alone_makes_no_foreigner(
    empty_package: Path, known: str, visit: tuple[str, str] | None, written: str, candidates: list[str]
) -> None:
    visits = {"moor": visit} if visit else {}
    knows = _known(empty_package, {"moor": (known, "", "kenya")}, visits=visits)
    assert knows.find_person(_kenyan(written, "2018-04-09")) == (None, candidates)


def test_listed_names_mean_an_actor_or_nobody_else(empty_package: Path) -> None:
    actors = {
        "sheikh-hasina": ("Sheikh Hasina", "Sheikh Hasina", "bangladesh"),
        "sabah": ("Sabah Khalid al-Hamad al-Sabah", "Sabah", "kuwait"),
    }
    knows = _known(empty_package, actors)
    hasina = ListedPerson("bangladesh", [_post("HASINA Wazed", "2009-01-06", title="Prime Minister", code="bg")])
    sabah = ListedPerson("kuwait", [_post("SABAH KHALID al-Hamad al-Sabah", title="Prime Minister", code="ku")])
    assert knows.find_person(hasina) == ("sheikh-hasina", [])
    assert knows.find_person(sabah) == (None, [])


def test_who_holds_a_role_of_the_last_import_is_the_person_still(empty_package: Path) -> None:
    person = _kenyan("Uhuru MOOR", "2018-04-09")
    role = _PRESIDENT | {"source_id": "factbook", "source_locator": person.posts[0].locator}
    knows = _known(empty_package, {"merged": ("Someone Else", "Else, Someone", "kenya")}, {"merged": role})
    assert knows.find_person(person) == ("merged", [])
    assert knows.find_role("merged", person.posts[0]) is None  # that role is the Factbook's own


@pytest.mark.parametrize(
    ("role", "since", "is_same"),
    [
        ({"start": "2019-03-12", "end": "2021-01-20"}, "2019-03-12", True),
        ({"start": "2019-01-02", "end": "2021-01-20"}, "2019-03-12", True),  # credentials and arrival are weeks apart
        ({"start": "2018-01-02", "end": "2021-01-20"}, "2019-03-12", True),  # another date of the same stay
        ({"start": "2018-09-02", "end": ""}, "2019-03-12", True),  # within the year
        ({"start": "2016-09-02", "end": ""}, "2019-03-12", False),
        ({"start": "2016-09-02", "end": "2018-01-01"}, "2019-03-12", False),
        ({"appointed": "2019-02-12"}, "2019-03-12", True),
        ({"start": "2016-09-02", "end": "2020-01-01"}, "", True),  # no date in the texts: they lag
        ({"start": "2010-09-02", "end": "2013-01-01"}, "", False),
        ({"start": "2022-09-02"}, "", False),
        ({}, "2019-03-12", True),
        ({"start": "2019-03-12", "basis": "designated"}, "2019-03-12", False),
        ({"start": "2019-03-12", "basis": "acting"}, "2019-03-12", False),
        ({"start": "2019-03-12", "title": "Chargé d'Affaires"}, "2019-03-12", False),
        ({"start": "2019-03-12", "office_id": "policy-planner"}, "2019-03-12", False),
    ],
)
def test_a_role_is_the_tenure_if_their_dates_may_be_of_one_stay(
    empty_package: Path, role: Mapping[str, str], since: str, is_same: bool
) -> None:
    actors = {"moor": ("Kyle Moor", "Moor, Kyle", _US)}
    knows = _known(empty_package, actors, {"moor": {"office_id": "ambassador-to-kenya"} | dict(role)})
    found = knows.find_role("moor", _post("Kyle MOOR", since))
    assert (found is not None and found["role_id"] == "moor-role") is is_same
