"""Faults of upstream: each is reported with file and record, the rest is imported, and no permanent id means something else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fpdata.checks.api import check
from fpdata.importers.core.draft import Cell, Draft, IdentifierRef
from fpdata.importers.core.findings import FindingKind, Summary
from fpdata.importers.core.run import run_import
from fpdata.importers.core.source import ImportBatch, Source
from fpdata.importers.travels.reader import read_travels
from tests.importers.upstream import (
    appointment,
    contents,
    holders,
    import_pocom,
    kinds,
    person,
    replace_in_file,
    rows,
    small_package,
    travels,
    trip,
    write,
)


def _errors(summary: Summary) -> list[tuple[str, str]]:
    """Return file and record of each finding that is an error."""
    assert not summary.ok
    return [(one.file, one.record) for one in summary.findings if one.kind.is_error]


def test_an_id_given_to_two_people_changes_neither(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
    before = contents(package)
    write(pocom / "people/z/zorn.xml", person("moor-ben", "Zoe", "Zorn", "1901"))
    assert _errors(import_pocom(package, pocom)) == [("people", "moor-ben")]
    assert contents(package) == before


def test_an_id_given_to_two_people_at_first_is_left_out_with_what_depends_on_it(package: Path, pocom: Path) -> None:
    write(pocom / "people/z/zorn.xml", person("moor-ben", "Zoe", "Zorn", "1901"))
    assert ("people", "moor-ben") in _errors(import_pocom(package, pocom))
    assert set(rows(package, "actors")) >= {"ada-m-lake", "eve-stone", "carl-wood-jr"}
    assert not {"b-j-moor", "zoe-zorn"} & set(rows(package, "actors"))


def test_a_record_repeated_word_for_word_is_no_fault(package: Path, pocom: Path) -> None:
    write(pocom / "people/z/moor.xml", (pocom / "people/m/moor.xml").read_text(encoding="utf-8").partition("\n")[2])
    assert import_pocom(package, pocom).ok
    assert "b-j-moor" in rows(package, "actors")


def test_an_id_that_passes_to_another_person_does_not_rename_the_first(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
    before = contents(package)
    write(pocom / "people/m/moor.xml", person("moor-ben", "Zoe", "Zorn", "1901"))
    assert ("people", "moor-ben") in _errors(import_pocom(package, pocom))
    assert contents(package) == before


def test_an_appointment_that_passes_to_another_person_keeps_its_holder(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
    before = contents(package)
    replace_in_file(pocom / "missions-countries/graustark.xml", "moor-ben<", "wood-carl<")
    assert _errors(import_pocom(package, pocom)) == [("missions/graustark", "gr-1885-moor-01")]
    assert contents(package)["roles.csv"] == before["roles.csv"]


def test_the_former_id_of_one_that_is_the_id_of_another_matches_nobody(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
    write(pocom / "people/z/zorn.xml", person("zorn-zoe", "Zoe", "Zorn", "1901", old="moor-ben"))
    assert _errors(import_pocom(package, pocom)) == [("people", "zorn-zoe")]
    assert holders(package)["pocom/moor-ben"] == "b-j-moor"
    assert holders(package)["pocom/zorn-zoe"] == "zoe-zorn"
    assert rows(package, "actors")["b-j-moor"]["name"] == "B. J. Moor"


def test_a_traveler_is_found_by_a_former_id(package: Path, pocom: Path, tmp_path: Path) -> None:
    replace_in_file(pocom / "people/l/lake.xml", "<persName>", "<old-ids><old-id>lake-a</old-id></old-ids><persName>")
    import_pocom(package, pocom)
    upstream = travels(tmp_path / "travels", trip("1", "1890-02-03", "1890-02-05", "ruritania", who="lake-a"))
    assert run_import(package, read_travels(upstream)).ok
    assert rows(package, "participations")["1890-02-03-ada-m-lake-ruritania/ada-m-lake/traveler"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("positions-principals/secretary.xml", "<date>1889-03-07", "<date>2107-03-07"),
        ("positions-principals/secretary.xml", "<date>1892-06-04", "<date>2107"),
        ("positions-principals/secretary.xml", "<date>1889-03-05", "<date>0889-03-05"),
    ],
)
def test_a_date_that_cannot_be_is_reported_and_the_row_stays(
    package: Path, pocom: Path, file: str, old: str, new: str
) -> None:
    import_pocom(package, pocom)
    before = contents(package)
    replace_in_file(pocom / file, old, new)
    assert _errors(import_pocom(package, pocom)) == [(file, "secr-1889-lake")]
    assert contents(package) == before


def test_a_journey_in_the_future_is_reported_and_the_event_stays(package_with_pocom: Path, tmp_path: Path) -> None:
    run_import(
        package_with_pocom,
        read_travels(travels(tmp_path / "first", trip("1", "1890-02-03", "1890-02-05", "ruritania"))),
    )
    before = contents(package_with_pocom)
    slip = travels(tmp_path / "second", trip("1", "2107-02-03", "2107-02-05", "ruritania"))
    assert _errors(run_import(package_with_pocom, read_travels(slip))) == [("secretary-travels/lake-ada-mary.xml", "1")]
    assert contents(package_with_pocom)["events.csv"] == before["events.csv"]


@pytest.mark.parametrize(
    ("file", "old", "new", "reported"),
    [
        ("people/l/lake.xml", "1850", "1900", ("people", "lake-ada-mary")),
        ("people/l/lake.xml", "1920", "1880", ("people", "lake-ada-mary")),
        ("positions-principals/secretary.xml", "1892-06-04", "2025-06-04", ("principals/secretary", "secr-1889-lake")),
    ],
)
def test_what_no_life_can_hold_is_reported_and_the_row_stays(
    package: Path, pocom: Path, tmp_path: Path, file: str, old: str, new: str, reported: tuple[str, str]
) -> None:
    anew = small_package(tmp_path / "anew")
    import_pocom(package, pocom)
    before = contents(package)
    replace_in_file(pocom / file, old, new)
    assert _errors(import_pocom(package, pocom)) == [reported]
    assert contents(package) == before
    summary = import_pocom(anew, pocom)  # the roles are left out: that the person is wrong, nothing shows
    assert {record for _, record in _errors(summary)} <= {"secr-1889-lake", "secr-1895-lake"}
    assert check(anew).ok
    assert ("roles", "added") in summary.counts


def test_a_death_and_the_end_of_a_role_may_be_corrected_together(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
    replace_in_file(pocom / "people/l/lake.xml", "1920", "1891")
    replace_in_file(pocom / "positions-principals/secretary.xml", "1892-06-04", "1891-06-04")
    replace_in_file(pocom / "positions-principals/secretary.xml", "1895-06-10", "1890-06-10")
    assert import_pocom(package, pocom).ok
    assert rows(package, "actors")["ada-m-lake"]["died"] == "1891"


def test_several_elements_of_which_one_would_be_read_are_reported(package: Path, pocom: Path, tmp_path: Path) -> None:
    import_pocom(package, pocom)
    before = contents(package)
    twice = "<persName><surname>Two</surname><forename>B</forename></persName><birth>"
    replace_in_file(pocom / "people/l/lake.xml", "<birth>", twice)
    assert _errors(import_pocom(package, pocom)) == [("people/l/lake.xml", "lake-ada-mary")]
    assert contents(package) == before
    source = travels(tmp_path / "travels", trip("1", "1890-02-03", "1890-02-05", "ruritania"))
    replace_in_file(
        source / "secretary-travels/lake-ada-mary.xml", "<locale>", '<country id="graustark">y</country><locale>'
    )
    assert _errors(run_import(package, read_travels(source))) == [("secretary-travels/lake-ada-mary.xml", "1")]


@pytest.mark.parametrize(
    ("folder", "old", "new", "reported"),
    [
        ("missions-countries", "started>", "begun>", "missions"),
        ("missions-countries", "ended>", "until>", "missions"),
        ("people", "birth>", "born>", "people"),
        ("people", "forename>", "givenname>", "people"),
    ],
)
def test_an_element_that_upstream_renames_empties_nothing(
    package: Path, pocom: Path, folder: str, old: str, new: str, reported: str
) -> None:
    import_pocom(package, pocom)
    before = contents(package)
    for file in (pocom / folder).rglob("*.xml"):
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    summary = import_pocom(package, pocom)
    assert reported in {file for file, _ in _errors(summary)}
    assert FindingKind.GONE not in kinds(summary)
    assert {name: contents(package)[name] for name in ("actors.csv", "roles.csv")} == {
        name: before[name] for name in ("actors.csv", "roles.csv")
    }


def test_a_renamed_kind_of_record_is_reported(package: Path, pocom: Path) -> None:
    for file in (pocom / "missions-countries").iterdir():
        file.write_text(file.read_text(encoding="utf-8").replace("chief>", "head>"), encoding="utf-8")
    assert ("missions-countries/graustark.xml", "gr-1885-moor-01") in _errors(import_pocom(package, pocom))


def test_one_record_without_an_element_is_left_out_alone(package: Path, pocom: Path) -> None:
    replace_in_file(
        pocom / "missions-countries/graustark.xml", "<started><date>1885-10-20</date><note></note></started>", ""
    )
    assert _errors(import_pocom(package, pocom)) == [("missions-countries/graustark.xml", "gr-1885-moor-01")]
    assert "b-j-moor-ambassador-to-ruritania-1885" in rows(package, "roles")


@pytest.mark.parametrize("name", ["Ambassador Ben", "Dr. Ben", "Hon. Ben", "vice president Ben"])
def test_a_title_in_a_name_is_reported_and_the_name_stays(package: Path, pocom: Path, name: str) -> None:
    import_pocom(package, pocom)
    before = contents(package)
    replace_in_file(pocom / "people/m/moor.xml", "<forename>Ben<", f"<forename>{name}<")
    assert _errors(import_pocom(package, pocom)) == [("people/m/moor.xml", "moor-ben")]
    assert contents(package) == before  # the roles, too


@pytest.mark.parametrize("name", ["Major R.", "Secundus", "Judge", "Dean"])
def test_a_name_that_looks_like_a_title_is_none(package: Path, pocom: Path, name: str) -> None:
    replace_in_file(pocom / "people/m/moor.xml", "<forename>Ben<", f"<forename>{name}<")
    assert import_pocom(package, pocom).ok


def test_a_byte_order_mark_hides_no_record(package: Path, pocom: Path) -> None:
    for file in pocom.rglob("*.xml"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert import_pocom(package, pocom).ok
    assert "ada-m-lake-secretary-of-state-1889" in rows(package, "roles")


def test_an_entity_declaration_in_utf_16_is_rejected(package: Path, pocom: Path) -> None:
    bomb = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE person [<!ENTITY a "aaaa">]><person><id>&a;</id></person>'
    (pocom / "people/z").mkdir()
    (pocom / "people/z/z.xml").write_bytes(bomb.encode("utf-16"))
    assert ("people/z/z.xml", "") in _errors(import_pocom(package, pocom))


def test_an_acting_role_entered_by_hand_is_not_the_appointment_that_follows(tmp_path: Path, pocom: Path) -> None:
    actor = {"actor_id": "eve-stone", "kind": "person", "name": "Eve Stone", "sort_name": "Stone, Eve", "source_id": "by-hand"}  # fmt: skip
    office = {"office_id": "ambassador-to-ruritania", "title": "Chief", "kind": "chief-of-mission", "seats": "one", "source_id": "by-hand"}  # fmt: skip
    role = {"role_id": "eve-stone-ambassador-to-ruritania-1904", "actor_id": "eve-stone", "office_id": "ambassador-to-ruritania", "title": "Chargé", "basis": "acting", "start": "1904-04-26", "end": "1904-05-21", "source_id": "by-hand"}  # fmt: skip
    known = {"scheme": "pocom", "value": "stone-eve", "actor_id": "eve-stone"}
    package = small_package(tmp_path / "hand", actors=[actor], offices=[office], roles=[role], identifiers=[known])
    later = appointment("ru-1904-ston-01", "stone-eve", "minister-resident", started="1904-05-21", ended="1907")
    replace_in_file(pocom / "missions-countries/ruritania.xml", "</chiefs>", f"{later}</chiefs>")
    import_pocom(package, pocom)
    roles = rows(package, "roles")
    assert roles["eve-stone-ambassador-to-ruritania-1904"]["basis"] == "acting"
    assert roles["eve-stone-ambassador-to-ruritania-1904-05-21"]["end"] == "1907"


def _event(locator: str, name: str, day: str) -> Draft:
    cells = {"kind": "visit", "name": name, "date": day, "status": "held", "country_id": "ruritania"}
    return Draft("events", locator, cells, ((day, "visit"),))


def _import(package: Path, *drafts: Draft) -> Summary:
    batch = ImportBatch(Source.on_github("somebody/something", "CC0-1.0", outlet_id="somebody"), list(drafts))
    return run_import(package, batch)


def test_an_event_id_given_to_two_records_changes_neither(package: Path) -> None:
    first, second = _event("visits/1", "Visit of A", "1901-01-07"), _event("visits/2", "Visit of B", "1902-02-27")
    _import(package, first, second)
    before = contents(package)
    assert _errors(_import(package, first, _event("visits/1", "Visit of B", "1902-02-27"))) == [("visits", "1")]
    assert contents(package) == before


def test_an_event_id_that_passes_to_another_event_keeps_its_meaning(package: Path) -> None:
    _import(package, _event("visits/1", "Visit of A", "1901-01-07"))
    before = contents(package)
    assert _errors(_import(package, _event("visits/1", "Visit of B", "1950-02-27"))) == [("visits", "1")]
    assert contents(package) == before


def test_a_column_that_most_records_lose_is_kept_and_reported(package: Path) -> None:
    events = [_event(f"visits/{number}", f"Visit {number}", f"190{number}-01-07") for number in range(4)]
    _import(package, *events)
    before = contents(package)
    emptied = [replace(one, cells={**one.cells, "country_id": None}) for one in events]
    assert _errors(_import(package, *emptied)) == [("events.csv", "country_id")]
    assert contents(package) == before


def test_an_identifier_of_two_people_identifies_neither(package: Path, pocom: Path) -> None:
    write(pocom / "people/m/moor.xml", person("moor-ben", "Ben", "Moor", "1860", old="shared-id"))
    write(pocom / "people/s/stone.xml", person("stone-eve", "Eve", "Stone", "1870", old="shared-id"))
    assert _errors(import_pocom(package, pocom)) == [("people", "moor-ben"), ("people", "stone-eve")]
    assert "pocom-old/shared-id" not in holders(package)
    assert {"ben-moor", "eve-stone"} <= set(rows(package, "actors"))


def test_a_reference_by_identifier_prefers_the_present_one(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
    cells: dict[str, Cell] = {
        "actor_id": IdentifierRef("pocom", "stone-e"),
        "name": "Evie Stone",
        "kind": "alias",
        "language": "en",
    }
    assert _import(package, Draft("names", "names/1", cells)).ok
    assert rows(package, "names")["eve-stone/Evie Stone"]


def test_an_identifier_of_somebody_else_stays_theirs(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
    register = package / "datasets/identifiers.csv"
    held = next(line for line in register.read_text(encoding="utf-8").splitlines() if line.startswith("pocom-old,"))
    with register.open("a", encoding="utf-8") as file:
        file.write(held.replace("stone-e,", "stone-eve-2,") + "\n")
    write(pocom / "people/w/wood.xml", person("wood-carl", "Carl", "Wood", "1855", old="stone-eve-2"))
    assert _errors(import_pocom(package, pocom)) == [("people", "wood-carl")]
    assert holders(package)["pocom-old/stone-eve-2"] == "eve-stone"
