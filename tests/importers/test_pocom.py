"""Reading pocom: what becomes of its records, and of defects in them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fpdata.checks.api import check
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.source import SourceError
from fpdata.importers.pocom.reader import read_pocom
from tests.importers.upstream import appointment, contents, import_pocom, kinds, replace_in_file, rows, write


def test_a_position_becomes_an_office_and_each_principal_a_role(package: Path, pocom: Path) -> None:
    assert import_pocom(package, pocom).ok
    assert rows(package, "offices")["secretary-of-state"]["kind"] == "cabinet"
    first, second = (rows(package, "roles")[f"ada-m-lake-secretary-of-state-{year}"] for year in ("1889", "1895"))
    assert (first["start"], first["start_kind"], first["appointed"], first["end"]) == (
        "1889-03-07",
        "took-office",
        "1889-03-05",
        "1892-06-04",
    )
    assert second["end"] == ""  # unknown: never shown as still in office


def test_an_acting_position_becomes_roles_in_the_office_itself(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
    acting = rows(package, "roles")["b-j-moor-acting-secretary-of-state-1892"]
    assert (acting["office_id"], acting["basis"], acting["title"]) == (
        "secretary-of-state",
        "acting",
        "Secretary of State ad interim",
    )


def test_a_chief_becomes_a_role_with_four_dates_and_a_kind_of_end(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
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


def test_a_nominee_becomes_a_role_that_was_not_served(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
    assert rows(package, "roles")["carl-wood-jr-ambassador-to-ruritania-1891"]["basis"] == "nominated-not-served"


def test_concurrent_appointments_share_a_group(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
    grouped = [id for id, role in rows(package, "roles").items() if role["concurrent_group"] == "1885-moor-01"]
    assert grouped == ["b-j-moor-ambassador-to-graustark-1885", "b-j-moor-ambassador-to-ruritania-1885"]


def test_old_ids_become_identifiers_and_other_names_aliases(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
    assert rows(package, "identifiers")["pocom-old/stone-e"]["actor_id"] == "eve-stone"
    assert rows(package, "names")["b-j-moor/Ben Moor"]["kind"] == "alias"


def test_the_imported_package_is_valid(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
    assert not [issue for issue in check(package).errors if issue.code != "package-descriptor"]


def test_an_appointment_id_used_for_two_people_makes_two_roles(package: Path, pocom: Path) -> None:
    twin = appointment("gr-1885-moor-01", "wood-carl", "minister-resident", started="1886-01-02", territory="graustark")
    replace_in_file(pocom / "missions-countries/graustark.xml", "</chiefs>", f"{twin}</chiefs>")
    import_pocom(package, pocom)
    held = [
        role["actor_id"] for role in rows(package, "roles").values() if role["office_id"] == "ambassador-to-graustark"
    ]
    assert sorted(held) == ["b-j-moor", "carl-wood-jr"]
    before = contents(package)
    import_pocom(package, pocom)
    assert contents(package) == before


def test_duplicate_appointments_become_one_role(package: Path, pocom: Path) -> None:
    twin = appointment("gr-1885-moor-01", "moor-ben", "minister-resident", started="1885-10-20", territory="graustark")
    replace_in_file(pocom / "missions-countries/graustark.xml", "<chiefs>", f"<chiefs>{twin}")
    summary = import_pocom(package, pocom)
    assert kinds(summary).count(FindingKind.DUPLICATE) == 1
    assert rows(package, "roles")["b-j-moor-ambassador-to-graustark-1885"]["end"] == "1889-10-24"


def test_a_malformed_record_is_reported_and_the_others_are_imported(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
    before = rows(package, "roles")
    replace_in_file(pocom / "positions-principals/secretary.xml", "1892-06-04", "June 1892")
    replace_in_file(pocom / "missions-countries/graustark.xml", "1889-10-24", "1889-10-25")
    summary = import_pocom(package, pocom)
    (found,) = [one for one in summary.findings if one.kind is FindingKind.MALFORMED]
    assert (found.file, found.record) == ("positions-principals/secretary.xml", "secr-1889-lake")
    assert "June 1892" in found.message
    assert not summary.ok
    after = rows(package, "roles")
    assert after["ada-m-lake-secretary-of-state-1889"] == before["ada-m-lake-secretary-of-state-1889"]
    assert after["b-j-moor-ambassador-to-graustark-1885"]["end"] == "1889-10-25"
    assert FindingKind.GONE not in kinds(summary)


def test_a_broken_file_is_reported_and_its_records_do_not_count_as_gone(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
    before = contents(package)
    (pocom / "positions-principals/secretary.xml").write_text("<principal-position><id>", encoding="utf-8")
    summary = import_pocom(package, pocom)
    assert [one.file for one in summary.findings if one.kind is FindingKind.MALFORMED] == [
        "positions-principals/secretary.xml"
    ]
    assert FindingKind.GONE not in kinds(summary)
    assert contents(package)["roles.csv"] == before["roles.csv"]


def test_a_document_type_declaration_is_rejected(package: Path, pocom: Path) -> None:
    bomb = '<!DOCTYPE person [<!ENTITY a "aaaa">]><person><id>&a;</id></person>'
    write(pocom / "people/z/z.xml", bomb)
    (found,) = [one for one in import_pocom(package, pocom).findings if one.kind is FindingKind.MALFORMED]
    assert "document type" in found.message


def test_an_appointment_of_an_unknown_person_is_reported(package: Path, pocom: Path) -> None:
    replace_in_file(pocom / "missions-countries/graustark.xml", "moor-ben", "nobody-at-all")
    (found,) = [one for one in import_pocom(package, pocom).findings if one.kind is FindingKind.MALFORMED]
    assert (found.record, "nobody-at-all" in found.message) == ("gr-1885-moor-01", True)


def test_a_folder_without_pocom_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="has no folder"):
        read_pocom(tmp_path)


def test_a_missing_folder_of_pocom_is_an_error(package: Path, pocom: Path) -> None:
    shutil.rmtree(pocom / "missions-orgs")
    with pytest.raises(SourceError, match="missions-orgs"):
        read_pocom(pocom)
