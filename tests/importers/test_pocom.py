from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fpdata.checks.api import check
from fpdata.importers.core.draft import FindingKind
from fpdata.importers.core.run import run_import
from fpdata.importers.core.source import SourceError
from fpdata.importers.core.upsert import Summary
from fpdata.importers.pocom.reader import read_pocom
from tests.importers import upstream
from tests.importers.upstream import appointment, contents, empty_package, person, rows


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return upstream.pocom(tmp_path / "pocom")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return empty_package(tmp_path / "package")


def run(package: Path, source: Path) -> Summary:
    return run_import(package, read_pocom(source))


def kinds(summary: Summary) -> list[FindingKind]:
    return [finding.kind for finding in summary.findings]


def edit(file: Path, old: str, new: str) -> None:
    content = file.read_text(encoding="utf-8")
    assert old in content
    file.write_text(content.replace(old, new), encoding="utf-8")


def test_a_position_becomes_an_office_and_each_principal_a_role(package: Path, source: Path) -> None:
    assert run(package, source).ok
    assert rows(package, "offices")["secretary-of-state"]["kind"] == "cabinet"
    first, second = (rows(package, "roles")[f"ada-m-lake-secretary-of-state-{year}"] for year in ("1889", "1895"))
    assert (first["start"], first["start_kind"], first["appointed"], first["end"]) == (
        "1889-03-07",
        "took-office",
        "1889-03-05",
        "1892-06-04",
    )
    assert second["end"] == ""  # unknown: never shown as still in office


def test_who_acts_ad_interim_acts_in_the_office_itself(package: Path, source: Path) -> None:
    run(package, source)
    acting = rows(package, "roles")["b-j-moor-acting-secretary-of-state-1892"]
    assert (acting["office_id"], acting["basis"], acting["title"]) == (
        "secretary-of-state",
        "acting",
        "Secretary of State ad interim",
    )


def test_a_chief_of_mission_keeps_all_four_dates_and_the_reason_of_the_end(package: Path, source: Path) -> None:
    run(package, source)
    role = rows(package, "roles")["b-j-moor-ambassador-to-ruritania-1885"]
    assert [role[part] for part in ("appointed", "arrived", "start", "start_kind", "end", "end_kind")] == [
        "1885-04-18",
        "1885-09-01",
        "1885-09-28",
        "credentials",
        "1889-10-24~",
        "left-post",
    ]
    assert role["basis"] == "recess-appointed"
    assert role["country_id"] == "ruritania"
    assert rows(package, "roles")["eve-stone-ambassador-to-ruritania-1890"]["basis"] == "acting"


def test_a_nominee_did_not_serve(package: Path, source: Path) -> None:
    run(package, source)
    assert rows(package, "roles")["carl-wood-jr-ambassador-to-ruritania-1891"]["basis"] == "nominated-not-served"


def test_concurrent_appointments_share_a_group(package: Path, source: Path) -> None:
    run(package, source)
    grouped = [id for id, role in rows(package, "roles").items() if role["concurrent_group"] == "1885-moor-01"]
    assert grouped == ["b-j-moor-ambassador-to-graustark-1885", "b-j-moor-ambassador-to-ruritania-1885"]


def test_the_old_ids_of_a_person_are_kept(package: Path, source: Path) -> None:
    run(package, source)
    assert rows(package, "identifiers")["pocom-old/stone-e"]["actor_id"] == "eve-stone"
    assert rows(package, "names")["b-j-moor/Ben Moor"]["kind"] == "alias"


def test_what_is_imported_is_valid(package: Path, source: Path) -> None:
    run(package, source)
    assert not [issue for issue in check(package).errors if issue.code != "package-descriptor"]


def test_importing_twice_changes_nothing(package: Path, source: Path) -> None:
    run(package, source)
    before = contents(package)
    again = run(package, source)
    assert contents(package) == before
    assert not again.files
    assert {what for _, what in again.counts} <= {"unchanged", "skipped"}


def test_a_new_release_changes_only_what_upstream_changed(package: Path, source: Path) -> None:
    run(package, source)
    before = rows(package, "roles")
    edit(source / "positions-principals/secretary.xml", "1892-06-04", "1892-06-05")
    summary = run(package, source)
    after = rows(package, "roles")
    assert summary.counts["roles", "changed"] == 1
    assert [id for id in after if after[id] != before[id]] == ["ada-m-lake-secretary-of-state-1889"]


@pytest.mark.parametrize("old", [("secr-1889-lake", "secr-1889-lak2"), ("<surname>Lake<", "<surname>Pond<")])
def test_ids_stay_whatever_upstream_renames(package: Path, source: Path, old: tuple[str, str]) -> None:
    run(package, source)
    ids = {table: set(rows(package, table)) for table in ("actors", "roles", "offices")}
    for file in source.rglob("*.xml"):
        file.write_text(file.read_text(encoding="utf-8").replace(*old), encoding="utf-8")
    assert run(package, source).ok
    assert {table: set(rows(package, table)) for table in ids} == ids


def test_a_person_with_a_new_id_and_an_old_one_is_the_same(package: Path, source: Path) -> None:
    run(package, source)
    (source / "people/m/moor.xml").unlink()
    upstream.write(source / "people/m/moor.xml", person("moor-benjamin", "Benjamin", "Moor", "1860", old="moor-ben"))
    for file in (source / "missions-countries").iterdir():
        edit(file, "moor-ben<", "moor-benjamin<")
    summary = run(package, source)
    assert FindingKind.RENAMED in kinds(summary)
    assert rows(package, "identifiers")["pocom/moor-benjamin"]["actor_id"] == "b-j-moor"
    assert rows(package, "actors")["b-j-moor"]["name"] == "Benjamin Moor"
    assert FindingKind.GONE not in kinds(summary)


def test_a_malformed_record_is_reported_with_file_and_id_and_the_rest_goes_on(package: Path, source: Path) -> None:
    run(package, source)
    before = rows(package, "roles")
    edit(source / "positions-principals/secretary.xml", "1892-06-04", "June 1892")
    edit(source / "missions-countries/graustark.xml", "1889-10-24", "1889-10-25")
    summary = run(package, source)
    (found,) = [one for one in summary.findings if one.kind is FindingKind.MALFORMED]
    assert (found.file, found.record) == ("positions-principals/secretary.xml", "secr-1889-lake")
    assert "June 1892" in found.message
    assert not summary.ok
    after = rows(package, "roles")
    assert after["ada-m-lake-secretary-of-state-1889"] == before["ada-m-lake-secretary-of-state-1889"]
    assert after["b-j-moor-ambassador-to-graustark-1885"]["end"] == "1889-10-25"
    assert FindingKind.GONE not in kinds(summary)


def test_a_file_that_is_no_xml_is_reported_and_nothing_in_it_is_gone(package: Path, source: Path) -> None:
    run(package, source)
    before = contents(package)
    (source / "positions-principals/secretary.xml").write_text("<principal-position><id>", encoding="utf-8")
    summary = run(package, source)
    assert [one.file for one in summary.findings if one.kind is FindingKind.MALFORMED] == [
        "positions-principals/secretary.xml"
    ]
    assert FindingKind.GONE not in kinds(summary)
    assert contents(package)["roles.csv"] == before["roles.csv"]


def test_a_document_type_is_refused(package: Path, source: Path) -> None:
    bomb = '<!DOCTYPE person [<!ENTITY a "aaaa">]><person><id>&a;</id></person>'
    upstream.write(source / "people/z/z.xml", bomb)
    (found,) = [one for one in run(package, source).findings if one.kind is FindingKind.MALFORMED]
    assert "document type" in found.message


def test_a_person_in_no_file_is_reported(package: Path, source: Path) -> None:
    edit(source / "missions-countries/graustark.xml", "moor-ben", "nobody-at-all")
    (found,) = [one for one in run(package, source).findings if one.kind is FindingKind.MALFORMED]
    assert (found.record, "nobody-at-all" in found.message) == ("gr-1885-moor-01", True)


def test_what_is_gone_upstream_is_reported_and_stays(package: Path, source: Path) -> None:
    run(package, source)
    before = rows(package, "roles")
    (source / "missions-countries/graustark.xml").unlink()
    summary = run(package, source)
    gone = [one.record for one in summary.findings if one.kind is FindingKind.GONE]
    assert gone == ["graustark", "gr-1885-moor-01"]
    assert rows(package, "roles") == before


def test_one_id_for_two_people_makes_two_roles(package: Path, source: Path) -> None:
    twin = appointment("gr-1885-moor-01", "wood-carl", "minister-resident", started="1886-01-02", territory="graustark")
    edit(source / "missions-countries/graustark.xml", "</chiefs>", f"{twin}</chiefs>")
    run(package, source)
    held = [
        role["actor_id"] for role in rows(package, "roles").values() if role["office_id"] == "ambassador-to-graustark"
    ]
    assert sorted(held) == ["b-j-moor", "carl-wood-jr"]
    before = contents(package)
    run(package, source)
    assert contents(package) == before


def test_the_same_appointment_twice_is_one_role(package: Path, source: Path) -> None:
    twin = appointment("gr-1885-moor-01", "moor-ben", "minister-resident", started="1885-10-20", territory="graustark")
    edit(source / "missions-countries/graustark.xml", "<chiefs>", f"<chiefs>{twin}")
    summary = run(package, source)
    assert kinds(summary).count(FindingKind.DUPLICATE) == 1
    assert rows(package, "roles")["b-j-moor-ambassador-to-graustark-1885"]["end"] == "1889-10-24"


def test_hand_written_records_are_never_touched(tmp_path: Path, source: Path) -> None:
    actor = {
        "actor_id": "ada-m-lake",
        "kind": "person",
        "name": "Ada Lake",
        "sort_name": "Lake, Ada",
        "source_id": "by-hand",
    }
    office = {
        "office_id": "secretary-of-state",
        "title": "The Secretary",
        "kind": "cabinet",
        "seats": "one",
        "source_id": "by-hand",
    }
    role = {"role_id": "lake-in-office", "actor_id": "ada-m-lake", "office_id": "secretary-of-state", "title": "Secretary", "basis": "confirmed", "start": "1889-03-05", "source_id": "by-hand"}  # fmt: skip
    known = {"scheme": "pocom", "value": "lake-ada-mary", "actor_id": "ada-m-lake"}
    package = empty_package(tmp_path / "package", actors=[actor], offices=[office], roles=[role], identifiers=[known])
    before = {table: rows(package, table) for table in ("actors", "offices", "roles")}
    summary = run(package, source)
    for table, written in before.items():
        assert {id: rows(package, table)[id] for id in written} == written
    assert "ada-m-lake-secretary-of-state-1889" not in rows(package, "roles")
    assert "ada-m-lake-secretary-of-state-1895" in rows(package, "roles")
    assert kinds(summary).count(FindingKind.BY_HAND) == 2


def test_corrections_are_applied_and_reported_when_they_fit_no_longer(tmp_path: Path, source: Path) -> None:
    correction: dict[str, str | None] = {
        "table": "roles", "record_id": "b-j-moor-ambassador-to-graustark-1885", "field": "end",
        "upstream_value": "1889-10-24", "value": "1888-10-24", "reason": "Proven.", "date": "2026",
    }  # fmt: skip
    package = empty_package(tmp_path / "package", corrections=[correction])
    assert run(package, source).ok
    assert rows(package, "roles")["b-j-moor-ambassador-to-graustark-1885"]["end"] == "1888-10-24"
    before = contents(package)
    run(package, source)
    assert contents(package) == before
    edit(source / "missions-countries/graustark.xml", "1889-10-24", "1887-01-01")
    assert FindingKind.CORRECTION in kinds(run(package, source))
    assert rows(package, "roles")["b-j-moor-ambassador-to-graustark-1885"]["end"] == "1887-01-01"


def test_a_row_that_would_not_be_valid_is_left_out(package: Path, source: Path) -> None:
    edit(source / "missions-countries/graustark.xml", "<date>1889-10-24", "<date>1850-10-24")
    summary = run(package, source)
    (found,) = [one for one in summary.findings if one.kind is FindingKind.INVALID]
    assert (found.file, found.record) == ("missions/graustark", "gr-1885-moor-01")
    assert "b-j-moor-ambassador-to-ruritania-1885" in rows(package, "roles")


def test_namesakes_are_two_and_doubtful_ones_are_put_before_a_human(package: Path, source: Path) -> None:
    upstream.write(
        source / "people/m/moor2.xml", person("moor-ben-2", "Ben", "Moor", "1900", more="<altname>B. J. Moor</altname>")
    )
    upstream.write(source / "people/s/stone2.xml", person("stone-eve-x", "Eve X.", "Stone", "1870"))
    run(package, source)
    assert {"b-j-moor", "b-j-moor-1900"} <= set(rows(package, "actors"))
    assert rows(package, "judgements")["actors/eve-stone/eve-x-stone"]["same"] == "unsure"


def test_a_judgement_yes_makes_one_of_two(package: Path, source: Path) -> None:
    upstream.write(source / "people/s/stone2.xml", person("stone-eve-x", "Eve X.", "Stone", "1870"))
    edit(source / "missions-countries/graustark.xml", "moor-ben<", "stone-eve-x<")
    run(package, source)
    judgements = package / "datasets/judgements.csv"
    edit(judgements, "unsure", "yes")
    run(package, source)
    assert "eve-x-stone" not in rows(package, "actors")
    assert rows(package, "redirects")["actors/eve-x-stone"]["new_id"] == "eve-stone"
    assert rows(package, "identifiers")["pocom/stone-eve-x"]["actor_id"] == "eve-stone"
    assert rows(package, "roles")["eve-x-stone-ambassador-to-graustark-1885"]["actor_id"] == "eve-stone"
    before = contents(package)
    run(package, source)
    assert contents(package) == before
    assert not [issue for issue in check(package).errors if issue.code != "package-descriptor"]


def test_what_people_fill_in_beside_the_import_stays(package: Path, source: Path) -> None:
    run(package, source)
    file = package / "datasets/actors.csv"
    edit(file, '"Wood, Carl, Jr.",1855,,united-states,,,', '"Wood, Carl, Jr.",1855,,united-states,,A minister.,')
    run(package, source)
    assert rows(package, "actors")["carl-wood-jr"]["description"] == "A minister."


def test_a_folder_that_is_not_upstreams_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="has no folder"):
        read_pocom(tmp_path)


def test_the_import_waits_for_nothing_but_its_own_files(package: Path, source: Path) -> None:
    shutil.rmtree(source / "missions-orgs")
    with pytest.raises(SourceError, match="missions-orgs"):
        read_pocom(source)
