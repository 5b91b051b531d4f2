"""Reading visits: who a visitor is, and what becomes of a visit."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpdata.importers.core.run import run_import
from fpdata.importers.visits.identities import identify_visitors
from fpdata.importers.visits.reader import read_visits
from fpdata.importers.visits.visitor_strings import Visitor, parse_visitors
from tests.importers import upstream
from tests.importers.upstream import contents, rows, small_package, visit


def test_a_visit_becomes_an_event_with_titled_visitors(package: Path, tmp_path: Path) -> None:
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


def test_participants_gone_upstream_are_removed_from_the_event(package: Path, tmp_path: Path) -> None:
    source = upstream.visits(tmp_path / "visits", visit("1", "1901-01-01", "1901-01-02", "President Rudolf Rassendyll"))
    run_import(package, read_visits(source))
    upstream.visits(tmp_path / "visits", visit("1", "1901-01-01", "1901-01-02", "Prime Minister Black Michael"))
    run_import(package, read_visits(source))
    (part,) = rows(package, "participations").values()
    assert (part["event_id"], part["actor_id"]) == ("1901-01-01-visit-rudolf-rassendyll", "black-michael")


def test_a_visitor_is_matched_with_a_known_actor_by_name(tmp_path: Path) -> None:
    actor = {"actor_id": "rupert", "kind": "person", "name": "Rupert of Hentzau", "sort_name": "Hentzau", "country_id": "ruritania", "source_id": "by-hand"}  # fmt: skip
    alias = {"actor_id": "rupert", "name": "Rupert von Hentzau", "kind": "alias"}
    package = small_package(tmp_path / "package", actors=[actor], names=[alias])
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
def test_a_visitor_string_is_parsed_into_titles_and_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.title, one.name) for one in parse_visitors(text, "ruritania", 2000)] == expected


def _identified_names(*records: tuple[str, str, int]) -> list[str]:
    """Return the name of the identity of each visitor; a record is visitor string, country and year."""
    visitors = [one for text, country, year in records for one in parse_visitors(text, country, year)]
    identities = identify_visitors(visitors)
    return [identities[one].names[0] for one in visitors]


def test_spellings_of_one_person_share_an_identity() -> None:
    spellings = ("Benjamin Netanyahu", "Benyamin Netanyahu", "Binyamin Netanyahu")
    assert len(set(_identified_names(*((f"Prime Minister {name}", "israel", 1998) for name in spellings)))) == 1
    assert set(_identified_names(("President Kim Dae-Jung", "south-korea", 1998), ("President Kim Dae Jung", "south-korea", 2000))) == {"Kim Dae-Jung"}  # fmt: skip


def test_a_family_name_means_the_only_visitor_of_that_name_in_those_years() -> None:
    assert _identified_names(("Chancellor Erhard", "germany", 1964), ("Chancellor Ludwig Erhard", "germany", 1966)) == ["Ludwig Erhard"] * 2  # fmt: skip
    father_and_son = ("President Somoza", "nicaragua", 1939), ("President Anastasio Somoza Debayle", "nicaragua", 1971)
    assert len(set(_identified_names(*father_and_son))) == 2
    assert len(set(_identified_names(("King Hussein", "jordan", 1980), ("Crown Prince Hussein", "jordan", 2010)))) == 2


def test_namesakes_generations_apart_are_two_identities() -> None:
    visitors = [Visitor("iceland", "Prime Minister", "Bjarni Benediktsson", year, True, False) for year in (1964, 2024)]
    assert len({id(guest) for guest in identify_visitors(visitors).values()}) == 2


@given(st.text(max_size=40))
def test_every_visitor_string_yields_one_or_two_named_visitors(text: str) -> None:
    found = parse_visitors(text, "ruritania", 2000)
    assert 1 <= len(found) <= 2
    identities = identify_visitors(found)
    assert all(identities[one].names for one in found)
