"""Reading visits: who a visitor is, and what becomes of a visit."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.run import run_import
from fpdata.importers.visits.identities import identify_visitors
from fpdata.importers.visits.places import places_of
from fpdata.importers.visits.reader import read_visits
from fpdata.importers.visits.visitor_strings import Visitor, parse_visitors
from tests.importers import upstream
from tests.importers.upstream import contents, replace_in_file, rows, small_package, visit


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
    strelsau = actors["prime-minister-strelsau-ruritania"]
    assert (strelsau["kind"], strelsau["name"], strelsau["sort_name"]) == ("person", "Strelsau", "Strelsau")
    assert actors["king-michael-v"]["name"] == "Michael V"
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
    summary = run_import(package, read_visits(source))
    (part,) = rows(package, "participations").values()
    assert (part["event_id"], part["actor_id"]) == ("1901-01-01-visit-rudolf-rassendyll", "black-michael")
    (removed,) = [one for one in summary.findings if one.kind is FindingKind.REMOVED]
    assert removed.record == "1"
    assert "1901-01-01-visit-rudolf-rassendyll/rudolf-rassendyll/visitor in participations.csv" in removed.message


def test_participants_that_people_added_stay_if_they_cite_the_page(package: Path, tmp_path: Path) -> None:
    source = upstream.visits(
        tmp_path / "visits",
        visit("1", "1901-01-01", "1901-01-02", "King Ivan"),
        visit("2", "1902-01-01", "", "King Otto"),
    )
    run_import(package, read_visits(source))
    visit_1, visit_2 = sorted(rows(package, "events"))
    added = [(visit_1, "king-otto", "participations"), (visit_2, "king-ivan", "events")]
    with (package / "datasets/participations.csv").open("a") as table:
        table.writelines(f"{event},{actor},visitor,confirmed,,,visits\n" for event, actor, _ in added)
    with (package / "datasets/citations.csv").open("a") as table:
        table.writelines(
            f"{actor}-was-there,{cited},{event if cited == 'events' else f'{event}/{actor}/visitor'},,visits,list,supports,,,\n"
            for event, actor, cited in added
        )
    run_import(package, read_visits(source))
    assert {(row["event_id"], row["actor_id"]) for row in rows(package, "participations").values()} == {
        (visit_1, "king-ivan"),
        (visit_1, "king-otto"),
        (visit_2, "king-otto"),
    }


def test_the_visitor_of_a_malformed_visit_is_not_gone(package: Path, tmp_path: Path) -> None:
    visits = [
        visit("1", "1901-01-01", "1901-01-02", "President Rudolf Rassendyll"),
        visit("2", "1902-01-01", "", "King Ivan"),
    ]
    run_import(package, read_visits(upstream.visits(tmp_path / "visits", *visits)))
    upstream.visits(tmp_path / "visits", visits[0].replace("1901-01-02", "1900-01-02"), visits[1])
    summary = run_import(package, read_visits(tmp_path / "visits"))
    assert [(one.kind, one.record) for one in summary.findings] == [(FindingKind.MALFORMED, "1")]


def test_a_document_is_not_dated_by_a_record_that_is_left_out(package: Path, tmp_path: Path) -> None:
    visits = [visit("1", "1901-01-01", "1901-01-02", "King Ivan"), visit("2", "1902-02-01", "", "King Ivan", "nowhere")]
    summary = run_import(package, read_visits(upstream.visits(tmp_path / "visits", *visits)))
    assert not summary.ok
    document = rows(package, "documents")["visits"]
    assert (document["date"], document["note"]) == ("1901-01~", "Dated by its newest record, of 1901-01-02.")


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
        ("Prime MinisterHaidar al- Abadi", [("Prime Minister", "Haidar al-Abadi")]),
        ("King Abdullah and Crown Prince Hussein", [("King", "King Abdullah"), ("Crown Prince", "Crown Prince Hussein")]),
        ("President of the Council of Ministers Hussain Mohammad Ershad", [("President of the Council of Ministers", "Hussain Mohammad Ershad")]),
        ("Acting Prime Minister Sirik Matak", [("Acting Prime Minister", "Sirik Matak")]),
        ("Valdas Adamkus", [("", "Valdas Adamkus")]),
        ("Queen Elizabeth II", [("Queen", "Queen Elizabeth II")]),
        ("Amir Hamad bin Khalifa al-Thani", [("Amir", "Hamad bin Khalifa al-Thani")]),
        ("Prime Minister Amir Abbas Hoveyda", [("Prime Minister", "Amir Abbas Hoveyda")]),
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


_KYR = visit("1", "1901-01-07", "1901-01-07", "Prime Minister Kyr Mits")
_BEN = visit("2", "1901-02-27", "1901-02-27", "Prime Minister Ben Neta", "graustark")


def test_an_id_of_two_visits_leaves_both_unchanged(package: Path, tmp_path: Path) -> None:
    run_import(package, read_visits(upstream.visits(tmp_path / "visits", _KYR, _BEN)))
    before = contents(package)
    copied = upstream.visits(tmp_path / "visits", _KYR, _BEN.replace("<id>2<", "<id>1<"))
    for _ in range(2):
        summary = run_import(package, read_visits(copied))
        assert not summary.ok
        found = [one for one in summary.findings if one.kind.is_error]
        assert [(one.kind, one.file, one.record) for one in found] == [
            (FindingKind.AMBIGUOUS, "data/1900.xml", "1")
        ] * 2
        assert contents(package)["events.csv"] == before["events.csv"]
        assert contents(package)["participations.csv"] == before["participations.csv"]


def test_an_id_of_two_visits_from_the_start_is_imported_once_it_is_mended(package: Path, tmp_path: Path) -> None:
    copied = upstream.visits(tmp_path / "visits", _KYR, _BEN.replace("<id>2<", "<id>1<"))
    assert not run_import(package, read_visits(copied)).ok
    assert not rows(package, "events")
    assert run_import(package, read_visits(upstream.visits(tmp_path / "visits", _KYR, _BEN))).ok
    assert set(rows(package, "events")) == {"1901-01-07-visit-kyr-mits", "1901-02-27-visit-ben-neta"}


@pytest.mark.parametrize("other", [_BEN.replace("<id>2<", "<id>1<"), _KYR.replace("1901", "1931"), _KYR.replace("1901", "2107")])  # fmt: skip
def test_an_id_that_passes_to_another_visit_does_not_change_the_row(package: Path, tmp_path: Path, other: str) -> None:
    run_import(package, read_visits(upstream.visits(tmp_path / "visits", _KYR)))
    before = contents(package)
    assert not run_import(package, read_visits(upstream.visits(tmp_path / "visits", other))).ok
    assert contents(package)["events.csv"] == before["events.csv"]
    assert contents(package)["participations.csv"] == before["participations.csv"]


@pytest.mark.parametrize("element", ["id", "start-date", "end-date", "visitor", "from", "description", "visit"])
def test_a_renamed_element_is_reported_and_loses_nothing(package: Path, tmp_path: Path, element: str) -> None:
    source = upstream.visits(tmp_path / "visits", _KYR)
    run_import(package, read_visits(source))
    before = contents(package)["events.csv"]
    file = source / "data/1900.xml"
    for mark in (f"<{element}>", f"</{element}>", f"<{element} "):
        if mark in file.read_text(encoding="utf-8"):
            replace_in_file(file, mark, mark.replace(element, f"the-{element}"))
    summary = run_import(package, read_visits(source))
    assert {one.file for one in summary.findings if one.kind.is_error} == {"data/1900.xml"}
    assert contents(package)["events.csv"] == before


def test_the_places_that_a_description_names_are_the_place(package: Path, tmp_path: Path) -> None:
    described = visit("1", "1960-01-01", "1960-01-02", "President Rudolf Rassendyll", description="Official visit. Afterwards visited Akron (Ohio) and New York City.")  # fmt: skip
    run_import(package, read_visits(upstream.visits(tmp_path / "visits", described)))
    (event,) = rows(package, "events").values()
    assert event["place"] == "Akron (Ohio), New York City"


@pytest.mark.parametrize(
    ("description", "places"),
    [
        ("Working visit.", ""),
        ("Signed the Washington Declaration; attended the First Washington (Arcadia) Conference.", ""),
        ("Met with President Bush at Camp David, MD. Later visited Seattle Washington.", "Camp David (MD), Seattle, Washington"),
        ("Official working visit to Pittsburgh, PA, and Washington, D.C.", "Pittsburgh (PA), Washington"),
        ("In U.S. March 1–5; visited Williamsburg, New York City, Pennsylvania, and Texas.", "Williamsburg, New York City"),
        ("Attended a forum at New York University; later visited New York.", "New York City"),
        ("Also visited Seattle (Washington) July 25.", "Seattle (Washington)"),
        ("Met with Prime Minister Lincoln; visited Jackson, Wyoming.", "Jackson (Wyoming)"),
    ],
)  # fmt: skip
def test_places_are_found_in_descriptions(description: str, places: str) -> None:
    assert places_of(description) == places


def test_titles_and_ordinals_come_off_names(package: Path, tmp_path: Path) -> None:
    named = [
        "Prime Minister Dato' Seri Anwar bin Ibrahim",
        "President Dr. Hilda C. Heine",
        "President Benigno Aquino 3rd",
    ]
    visits = [visit(str(at), f"190{at}-01-01", f"190{at}-01-01", name) for at, name in enumerate(named)]
    run_import(package, read_visits(upstream.visits(tmp_path / "visits", *visits)))
    names = {actor["name"]: actor["sort_name"] for actor in rows(package, "actors").values()}
    assert names.items() >= {
        ("Anwar bin Ibrahim", "Anwar bin Ibrahim"),
        ("Hilda C. Heine", "Heine, Hilda C."),
        ("Benigno Aquino III", "Aquino, Benigno, III"),
    }


def test_a_family_name_is_one_person_whatever_the_title_and_two_after_a_generation(
    package: Path, tmp_path: Path
) -> None:
    years = (("1920", "President-elect"), ("1922", "President"), ("1946", "President"))
    visits = [visit(year, f"{year}-01-01", f"{year}-01-01", f"{title} Ospina") for year, title in years]
    run_import(package, read_visits(upstream.visits(tmp_path / "visits", *visits)))
    ids = [part["actor_id"] for part in rows(package, "participations").values()]
    assert ids[0] == ids[1] != ids[2]


def test_namesakes_generations_apart_are_two_actors(package: Path, tmp_path: Path) -> None:
    visits = [visit(year, f"{year}-01-01", f"{year}-01-01", "Prime Minister Bjarni Benediktsson") for year in ("1964", "2024")]  # fmt: skip
    source = upstream.visits(tmp_path / "visits", *visits)
    run_import(package, read_visits(source))
    ids = {part["actor_id"] for part in rows(package, "participations").values()}
    assert ids == {"bjarni-benediktsson", "bjarni-benediktsson-2024"}
    assert not run_import(package, read_visits(source)).files


def test_names_that_mean_somebody_else_in_some_years() -> None:
    names = _identified_names(
        ("Prime Minister Karamanlis", "greece", 1961),
        ("Prime Minister Konstantinos Karamanlis", "greece", 1978),
        ("Prime Minister Konstantinos Karamanlis", "greece", 2004),
        ("Prime Minister Konstandinos Karamanlis", "greece", 2005),
        ("President de Gaulle", "france", 1945),
        ("President Charles de Gaulle", "france", 1969),
        ("President Nyerere", "tanzania", 1963),
        ("President Julius K. Nyerere", "tanzania", 1977),
        ("President Jose Figueres Ferrer", "costa-rica", 1970),
        ("President Jose Figueres Ferrer", "costa-rica", 1994),
    )
    assert names == [
        *("Konstantinos Karamanlis", "Konstantinos Karamanlis", "Kostas Karamanlis", "Kostas Karamanlis"),
        *("Charles de Gaulle", "Charles de Gaulle", "Julius K. Nyerere", "Julius K. Nyerere"),
        *("Jose Figueres Ferrer", "José María Figueres Olsen"),
    ]


def test_a_correction_applies_to_the_title_of_a_visitor(tmp_path: Path) -> None:
    correction = {"table": "participations", "record_id": "1901-01-07-visit-kyr-mits/kyr-mits/visitor", "field": "title", "upstream_value": "Prime Minister", "value": "Vice President", "reason": "A slip.", "document_id": "by-hand", "date": "2026-01-01"}  # fmt: skip
    package = small_package(tmp_path / "package", corrections=[correction])
    source = upstream.visits(tmp_path / "visits", _KYR)
    for _ in range(2):
        run_import(package, read_visits(source))
        (part,) = rows(package, "participations").values()
        assert part["title"] == "Vice President"


def test_a_visitor_comes_from_the_state_of_the_time(tmp_path: Path) -> None:
    states = [{"country_id": id, "name": name, "kind": "state"} for id, name in (("russia", "Russia"), ("soviet-union", "Soviet Union"))]  # fmt: skip
    package = small_package(tmp_path / "package", countries=states)
    visits = (
        visit("1", "1959-09-15", "1959-09-15", "Premier Khrushchev", "russia"),
        visit("2", "1992-01-31", "1992-01-31", "President Boris N. Yeltsin", "russia"),
    )
    run_import(package, read_visits(upstream.visits(tmp_path / "visits", *visits)))
    actors = {actor["name"]: actor["country_id"] for actor in rows(package, "actors").values()}
    assert (actors["Khrushchev"], actors["Boris N. Yeltsin"]) == ("soviet-union", "russia")
    names = {event["name"] for event in rows(package, "events").values()}
    assert "Visit of Premier Khrushchev (Soviet Union)" in names


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        ("1901-01-02", "1901-01-01", "it ends (1901-01-01) before it starts (1901-01-02)"),
        ("2021-01-01", "2199-01-01", "2199-01-01"),
    ],
)
def test_a_visit_whose_days_cannot_be_is_reported(
    package: Path, tmp_path: Path, start: str, end: str, message: str
) -> None:
    source = upstream.visits(tmp_path / "visits", visit("1", start, end, "King Ann Hill"))
    (finding,) = run_import(package, read_visits(source)).findings
    assert (finding.kind, message in finding.message) == (FindingKind.MALFORMED, True)
    assert not rows(package, "events")


def test_the_same_visitors_on_the_same_days_are_one_visit(package: Path, tmp_path: Path) -> None:
    twice = [visit(id, "1901-01-01", "1901-01-02", "King Ann Hill") for id in ("1", "2")]
    summary = run_import(package, read_visits(upstream.visits(tmp_path / "visits", *twice)))
    assert [(one.kind, one.record) for one in summary.findings] == [(FindingKind.DUPLICATE, "2")]
    assert len(rows(package, "events")) == 1
