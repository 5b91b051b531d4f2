"""Travels and visits: who went where, and who came."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpdata.importers.core.draft import FindingKind
from fpdata.importers.core.run import run_import
from fpdata.importers.pocom.reader import read_pocom
from fpdata.importers.travels.reader import read_travels
from fpdata.importers.visits.reader import read_visits
from fpdata.importers.visits.visitors import Visitor, guests, read_visitors
from tests.importers import upstream
from tests.importers.upstream import contents, empty_package, rows, trip, visit


@pytest.fixture
def package(tmp_path: Path) -> Path:
    package = empty_package(tmp_path / "package")
    run_import(package, read_pocom(upstream.pocom(tmp_path / "pocom")))
    return package


def test_a_trip_is_a_leg_of_a_journey_in_the_role_held_that_day(package: Path, tmp_path: Path) -> None:
    source = upstream.travels(
        tmp_path / "travels",
        trip("1", "1890-01-01", "1890-01-03", "ruritania", "Strelsau"),
        trip("2", "1890-01-04", "1890-01-04", "graustark", "Edelweiss, Ganlook"),
        trip("3", "1890-01-06", "1890-01-07", "ruritania"),
        trip("4", "1889-01-06", "1889-01-07", "ruritania"),
    )
    assert run_import(package, read_travels(source)).ok
    events = {id: event for id, event in rows(package, "events").items() if event["kind"] == "trip"}
    leg = events["1890-01-04-ada-m-lake-graustark"]
    assert (leg["part_of_id"], leg["place"], leg["name"]) == (
        "1890-01-01-ada-m-lake-journey",
        "Edelweiss, Ganlook",
        "Trip of Ada M. Lake: Graustark",
    )
    journey = events["1890-01-01-ada-m-lake-journey"]
    assert (journey["date"], journey["name"], journey["country_id"]) == (
        "1890-01-01/1890-01-04",
        "Journey of Ada M. Lake: Ruritania, Graustark",
        "",
    )
    assert events["1890-01-06-ada-m-lake-ruritania"]["part_of_id"] == "1890-01-06-ada-m-lake-journey"
    parts = rows(package, "participations")
    assert (
        parts["1890-01-04-ada-m-lake-graustark/ada-m-lake/traveler"]["role_id"] == "ada-m-lake-secretary-of-state-1889"
    )
    assert parts["1889-01-06-ada-m-lake-ruritania/ada-m-lake/traveler"]["role_id"] == ""  # not yet in office
    assert "Prose" not in (package / "datasets/events.csv").read_text(encoding="utf-8")


def test_a_leg_that_is_there_twice_is_one(package: Path, tmp_path: Path) -> None:
    source = upstream.travels(
        tmp_path / "travels",
        trip("1", "1890-01-01", "1890-01-03", "ruritania", "Strelsau"),
        trip("9", "1890-01-01", "1890-01-03", "ruritania", "Strelsau"),
        trip("2", "1890-02-01", "1890-02-01", "ruritania", "Strelsau"),
        trip("3", "1890-02-01", "1890-02-01", "graustark", "Edelweiss"),
        trip("4", "1890-02-01", "1890-02-01", "ruritania", "Strelsau"),
    )
    summary = run_import(package, read_travels(source))
    assert [one.record for one in summary.findings if one.kind is FindingKind.DUPLICATE] == ["9"]
    assert "1890-02-01-ada-m-lake-ruritania-2" in rows(package, "events")  # there and back in a day


def test_a_malformed_trip_is_reported_and_a_changed_one_changes(package: Path, tmp_path: Path) -> None:
    good = trip("1", "1890-01-01", "1890-01-03", "ruritania", "Strelsau")
    source = upstream.travels(tmp_path / "travels", good, trip("2", "1890-02-30", "1890-03-01", "ruritania"))
    summary = run_import(package, read_travels(source))
    (found,) = summary.findings
    assert (found.kind, found.file, found.record) == (FindingKind.MALFORMED, "secretary-travels/lake-ada-mary.xml", "2")
    before = rows(package, "events")
    upstream.travels(tmp_path / "travels", good.replace("Strelsau", "Zenda"))
    run_import(package, read_travels(source))
    after = rows(package, "events")
    assert [id for id in after if after[id] != before.get(id)] == ["1890-01-01-ada-m-lake-ruritania"]


def test_travellers_and_countries_nobody_knows_are_reported(package: Path, tmp_path: Path) -> None:
    source = upstream.travels(
        tmp_path / "travels",
        trip("1", "1890-01-01", "1890-01-03", "laputa"),
        trip("2", "1890-05-01", "1890-05-03", "ruritania", who="gulliver-lemuel"),
    )
    summary = run_import(package, read_travels(source))
    messages = " ".join(one.message for one in summary.findings if one.kind is FindingKind.INVALID)
    assert "laputa" in messages
    assert "gulliver-lemuel" in messages
    assert not summary.ok


def test_visits_have_a_visitor_with_a_title(package: Path, tmp_path: Path) -> None:
    source = upstream.visits(
        tmp_path / "visits",
        visit("1", "1901-01-01", "1901-01-02", "President Rudolf Rassendyll", description="State visit. Prose."),
        visit("2", "1902-01-01", "1902-01-01", "President-elect Rassendyll"),
        visit("3", "1903-01-01", "1903-01-01", "King Michael V and Prime Minister Fritz von Tarlenheim"),
        visit("4", "1950-01-01", "1950-01-01", "Prime Minster Strelsau"),
    )
    assert run_import(package, read_visits(source)).ok
    names = {id: event["name"] for id, event in rows(package, "events").items()}
    assert names["1901-01-01-visit-rudolf-rassendyll"] == "State visit of Rudolf Rassendyll (Ruritania)"
    assert names["1903-01-01-visit-king-michael-v-fritz-von-tarlenheim"] == (
        "Visit of King Michael V and Fritz von Tarlenheim (Ruritania)"
    )
    actors = rows(package, "actors")
    assert actors["prime-minister-strelsau-ruritania"]["kind"] == "unnamed"
    assert names["1950-01-01-visit-prime-minister-strelsau-ruritania"] == "Visit of Prime Minister Strelsau (Ruritania)"
    parts = rows(package, "participations")
    assert parts["1902-01-01-visit-rudolf-rassendyll/rudolf-rassendyll/visitor"]["title"] == "President-elect"
    before = contents(package)
    run_import(package, read_visits(source))
    assert contents(package) == before


def test_who_no_longer_takes_part_is_taken_out_of_the_event(package: Path, tmp_path: Path) -> None:
    source = upstream.visits(tmp_path / "visits", visit("1", "1901-01-01", "1901-01-02", "President Rudolf Rassendyll"))
    run_import(package, read_visits(source))
    upstream.visits(tmp_path / "visits", visit("1", "1901-01-01", "1901-01-02", "Prime Minister Black Michael"))
    run_import(package, read_visits(source))
    (part,) = rows(package, "participations").values()
    assert (part["event_id"], part["actor_id"]) == ("1901-01-01-visit-rudolf-rassendyll", "black-michael")


def test_a_visitor_whom_the_data_set_knows_is_that_actor(tmp_path: Path) -> None:
    actor = {"actor_id": "rupert", "kind": "person", "name": "Rupert of Hentzau", "sort_name": "Hentzau", "country_id": "ruritania", "source_id": "by-hand"}  # fmt: skip
    alias = {"actor_id": "rupert", "name": "Rupert von Hentzau", "kind": "alias"}
    package = empty_package(tmp_path / "package", actors=[actor], names=[alias])
    source = upstream.visits(
        tmp_path / "visits", visit("1", "1901-01-01", "1901-01-02", "Prime Minister Rupert Von Hentzau")
    )
    run_import(package, read_visits(source))
    assert [part["actor_id"] for part in rows(package, "participations").values()] == ["rupert"]
    assert rows(package, "actors")["rupert"]["name"] == "Rupert of Hentzau"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Stjepan Mesic and Prime Minister Ivica Racan", [("President", "Stjepan Mesic"), ("Prime Minister", "Ivica Racan")]),
        ("President Anwar Sadat, Prime Minister Mustafa Khalil", [("President", "Anwar Sadat"), ("Prime Minister", "Mustafa Khalil")]),
        ("Premier & Prince Sihanouk", [("Premier and Prince", "Premier and Prince Sihanouk")]),
        ("President- elect Ernesto Zedillo Ponce de Leon", [("President-elect", "Ernesto Zedillo Ponce de Leon")]),
        ("Prime MinisterHaidar al- Abadi", [("Prime Minister", "Haidar al- Abadi")]),
        ("King Abdullah and Crown Prince Hussein", [("King", "King Abdullah"), ("Crown Prince", "Crown Prince Hussein")]),
        ("President of the Council of Ministers Hussain Mohammad Ershad", [("President of the Council of Ministers", "Hussain Mohammad Ershad")]),
        ("Acting Prime Minister Sirik Matak", [("Acting Prime Minister", "Sirik Matak")]),
        ("Valdas Adamkus", [("", "Valdas Adamkus")]),
        ("Queen Elizabeth II", [("Queen", "Queen Elizabeth II")]),
        ("Amir Hamad bin Khalifa al-Thani", [("Emir", "Hamad bin Khalifa al-Thani")]),
    ],
)  # fmt: skip
def test_visitor_strings_are_title_and_name(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.title, one.name) for one in read_visitors(text, "ruritania", 2000)] == expected


def _guests(*records: tuple[str, str, int]) -> list[str]:
    visitors = [one for text, country, year in records for one in read_visitors(text, country, year)]
    known = guests(visitors)
    return [known[one].names[0] for one in visitors]


def test_one_person_under_three_spellings_is_one() -> None:
    spellings = ("Benjamin Netanyahu", "Benyamin Netanyahu", "Binyamin Netanyahu")
    assert len(set(_guests(*((f"Prime Minister {name}", "israel", 1998) for name in spellings)))) == 1
    assert set(_guests(("President Kim Dae-Jung", "south-korea", 1998), ("President Kim Dae Jung", "south-korea", 2000))) == {"Kim Dae-Jung"}  # fmt: skip


def test_a_family_name_means_the_one_who_came_at_that_time() -> None:
    assert _guests(("Chancellor Erhard", "germany", 1964), ("Chancellor Ludwig Erhard", "germany", 1966)) == ["Ludwig Erhard"] * 2  # fmt: skip
    father_and_son = ("President Somoza", "nicaragua", 1939), ("President Anastasio Somoza Debayle", "nicaragua", 1971)
    assert len(set(_guests(*father_and_son))) == 2
    assert len(set(_guests(("King Hussein", "jordan", 1980), ("Crown Prince Hussein", "jordan", 2010)))) == 2


def test_the_same_name_generations_apart_is_another() -> None:
    visitors = [Visitor("iceland", "Prime Minister", "Bjarni Benediktsson", year, True, False) for year in (1964, 2024)]
    assert len({id(guest) for guest in guests(visitors).values()}) == 2


@given(st.text(max_size=40))
def test_no_visitor_string_is_lost(text: str) -> None:
    found = read_visitors(text, "ruritania", 2000)
    assert 1 <= len(found) <= 2
    known = guests(found)
    assert all(known[one].names for one in found)
