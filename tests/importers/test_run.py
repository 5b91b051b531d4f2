"""Importing a source into a package: again, after changes on either side, and beside records entered by hand."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from fpdata.checks.api import check
from fpdata.checks.same_record import why_other_event
from fpdata.importers.core.findings import Finding, FindingKind
from fpdata.importers.core.parsing import parse_yaml, read_rows, read_yaml, xml_files
from fpdata.importers.core.person_names import common_forenames, has_suffix
from fpdata.importers.core.run import run_imports
from fpdata.importers.core.source import SourceError
from tests.importers.upstream import (
    contents,
    holders,
    import_pocom,
    kinds,
    person,
    replace_in_file,
    rows,
    small_package,
    write,
)


def test_importing_twice_changes_nothing(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
    before = contents(package)
    second = import_pocom(package, pocom)
    assert contents(package) == before
    assert not second.files
    assert {what for _, what in second.counts} <= {"unchanged", "skipped"}


def test_a_new_release_changes_only_what_upstream_changed(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
    before = rows(package, "roles")
    replace_in_file(pocom / "positions-principals/secretary.xml", "1892-06-04", "1892-06-05")
    summary = import_pocom(package, pocom)
    after = rows(package, "roles")
    assert summary.counts["roles", "changed"] == 1
    assert [id for id in after if after[id] != before[id]] == ["ada-m-lake-secretary-of-state-1889"]


@pytest.mark.parametrize("renaming", [("secr-1889-lake", "secr-1889-lak2"), ("<surname>Lake<", "<surname>Pond<")])
def test_a_record_keeps_its_id_when_upstream_renames_it(package: Path, pocom: Path, renaming: tuple[str, str]) -> None:
    import_pocom(package, pocom)
    ids = {table: set(rows(package, table)) for table in ("actors", "roles", "offices")}
    for file in pocom.rglob("*.xml"):
        file.write_text(file.read_text(encoding="utf-8").replace(*renaming), encoding="utf-8")
    assert import_pocom(package, pocom).ok
    assert {table: set(rows(package, table)) for table in ids} == ids


def test_a_person_with_a_new_upstream_id_is_recognized_by_the_old_one(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
    (pocom / "people/m/moor.xml").unlink()
    write(pocom / "people/m/moor.xml", person("moor-benjamin", "Benjamin", "Moor", "1860", old="moor-ben"))
    for file in (pocom / "missions-countries").iterdir():
        replace_in_file(file, "moor-ben<", "moor-benjamin<")
    summary = import_pocom(package, pocom)
    assert FindingKind.RENAMED in kinds(summary)
    assert holders(package)["pocom/moor-benjamin"] == "b-j-moor"
    assert rows(package, "actors")["b-j-moor"]["name"] == "Benjamin Moor"
    assert FindingKind.GONE not in kinds(summary)


def test_records_gone_upstream_are_reported_and_kept(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
    before = rows(package, "roles")
    (pocom / "missions-countries/graustark.xml").unlink()
    summary = import_pocom(package, pocom)
    gone = [one.record for one in summary.findings if one.kind is FindingKind.GONE]
    assert gone == ["graustark", "gr-1885-moor-01"]
    assert rows(package, "roles") == before


def test_records_entered_by_hand_are_left_unchanged(tmp_path: Path, pocom: Path) -> None:
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
    package = small_package(tmp_path / "package", actors=[actor], offices=[office], roles=[role], identifiers=[known])
    before = {table: rows(package, table) for table in ("actors", "offices", "roles")}
    summary = import_pocom(package, pocom)
    for table, written in before.items():
        assert {id: rows(package, table)[id] for id in written} == written
    assert "ada-m-lake-secretary-of-state-1889" not in rows(package, "roles")
    assert "ada-m-lake-secretary-of-state-1895" in rows(package, "roles")
    assert kinds(summary).count(FindingKind.BY_HAND) == 2


def test_corrections_are_applied_and_reported_once_obsolete(tmp_path: Path, pocom: Path) -> None:
    correction: dict[str, str | None] = {
        "table": "roles", "record_id": "b-j-moor-ambassador-to-graustark-1885", "field": "end",
        "upstream_value": "1889-10-24", "value": "1888-10-24", "reason": "Proven.", "date": "2026",
    }  # fmt: skip
    package = small_package(tmp_path / "package", corrections=[correction])
    assert import_pocom(package, pocom).ok
    assert rows(package, "roles")["b-j-moor-ambassador-to-graustark-1885"]["end"] == "1888-10-24"
    before = contents(package)
    import_pocom(package, pocom)
    assert contents(package) == before
    replace_in_file(pocom / "missions-countries/graustark.xml", "1889-10-24", "1887-01-01")
    assert FindingKind.CORRECTION in kinds(import_pocom(package, pocom))
    assert rows(package, "roles")["b-j-moor-ambassador-to-graustark-1885"]["end"] == "1887-01-01"


def test_an_invalid_row_is_skipped_and_reported(package: Path, pocom: Path) -> None:
    replace_in_file(pocom / "missions-countries/graustark.xml", "<date>1889-10-24", "<date>1850-10-24")
    summary = import_pocom(package, pocom)
    (found,) = [one for one in summary.findings if one.kind is FindingKind.INVALID]
    assert (found.file, found.record) == ("missions/graustark", "gr-1885-moor-01")
    assert "b-j-moor-ambassador-to-ruritania-1885" in rows(package, "roles")


def test_namesakes_are_kept_apart_and_possible_duplicates_flagged(package: Path, pocom: Path) -> None:
    write(
        pocom / "people/m/moor2.xml", person("moor-ben-2", "Ben", "Moor", "1900", more="<altname>B. J. Moor</altname>")
    )
    write(pocom / "people/s/stone2.xml", person("stone-eve-x", "Eve X.", "Stone", "1870"))
    write(pocom / "people/s/stone3.xml", person("stone-eve-a", "Eve A.", "Stone", "1870"))
    import_pocom(package, pocom)
    assert {"b-j-moor", "b-j-moor-1900"} <= set(rows(package, "actors"))
    assert rows(package, "judgements")["actors/eve-stone/eve-x-stone"]["same"] == "unsure"
    assert rows(package, "judgements")["actors/eve-a-stone/eve-stone"]["same"] == "unsure"


def test_a_record_imported_anew_has_the_id_to_which_its_retired_one_leads(tmp_path: Path, pocom: Path) -> None:
    chain = [("eve-stone", "eve-ruth-stone"), ("eve-ruth-stone", "e-r-stone")]
    redirects = [{"table": "actors", "old_id": old, "new_id": new, "date": "1900", "reason": "The whole name."} for old, new in chain]  # fmt: skip
    package = small_package(tmp_path / "package", redirects=redirects)
    assert import_pocom(package, pocom).ok
    assert {id for id in rows(package, "actors") if "stone" in id} == {"e-r-stone"}


def test_a_judgement_yes_merges_two_actors(package: Path, pocom: Path) -> None:
    write(pocom / "people/s/stone2.xml", person("stone-eve-x", "Eve X.", "Stone", "1870"))
    replace_in_file(pocom / "missions-countries/graustark.xml", "moor-ben<", "stone-eve-x<")
    import_pocom(package, pocom)
    judgements = package / "datasets/judgements.csv"
    replace_in_file(judgements, "unsure", "yes")
    import_pocom(package, pocom)
    assert "eve-x-stone" not in rows(package, "actors")
    assert rows(package, "redirects")["actors/eve-x-stone"]["new_id"] == "eve-stone"
    assert holders(package)["pocom/stone-eve-x"] == "eve-stone"
    assert rows(package, "roles")["eve-x-stone-ambassador-to-graustark-1885"]["actor_id"] == "eve-stone"
    before = contents(package)
    import_pocom(package, pocom)
    assert contents(package) == before
    assert not [issue for issue in check(package).errors if issue.code != "package-descriptor"]


def test_cells_entered_by_hand_in_an_imported_row_are_kept(package: Path, pocom: Path) -> None:
    import_pocom(package, pocom)
    file = package / "datasets/actors.csv"
    replace_in_file(
        file, '"Wood, Carl, Jr.",1855,,united-states,,,', '"Wood, Carl, Jr.",1855,,united-states,,A minister.,'
    )
    import_pocom(package, pocom)
    assert rows(package, "actors")["carl-wood-jr"]["description"] == "A minister."


def test_a_source_without_records_is_refused(package: Path) -> None:
    with pytest.raises(SourceError, match="the source has no records"):
        run_imports(package, [])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"actor_id,kind\n\xff,person\n", "run 'fpdata check'"),
        (b"actor,kind\nada,person\n", "run 'fpdata check'"),
    ],
)
def test_a_package_that_cannot_be_read_is_not_imported_into(
    package: Path, pocom: Path, content: bytes, message: str
) -> None:
    (package / "datasets/actors.csv").write_bytes(content)
    with pytest.raises(SourceError, match=message):
        import_pocom(package, pocom)
    assert (package / "datasets/actors.csv").read_bytes() == content


def test_a_file_of_a_source_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"name\n\xff\n")
    (tmp_path / "a.yaml").write_text("[", encoding="utf-8")
    for read, file in ((read_rows, "a.csv"), (read_rows, "b.csv"), (read_yaml, "a.yaml"), (read_yaml, "b.yaml")):
        with pytest.raises(SourceError, match=f"cannot read .*{file}"):
            read(tmp_path / file)


def test_a_file_of_a_source_that_may_never_end_is_not_read(tmp_path: Path) -> None:
    """A link to a device and a pipe, which an archive may hold."""
    (tmp_path / "a.csv").symlink_to("/dev/zero")
    (tmp_path / "a.yaml").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "a.xml")
    for read, file in ((read_rows, "a.csv"), (read_yaml, "a.yaml")):
        with pytest.raises(SourceError, match=f"cannot read .*{file}: it is not a regular file"):
            read(tmp_path / file)
    findings: list[Finding] = []
    assert list(xml_files(tmp_path, "*.xml", findings)) == []
    assert [finding.message for finding in findings] == ["cannot read the file: it is not a regular file"]


def test_yaml_needs_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    with pytest.raises(SourceError, match=r"PyYAML is not installed; run pip install 'fpdata\[import\]'"):
        parse_yaml("a: b")


def test_a_common_forenames_keeps_what_follows_an_initial() -> None:
    assert common_forenames("William Averell", "") == "William A."
    assert common_forenames("W. Averell", "") == "W. Averell"
    assert common_forenames("William", "Bill") == "Bill"
    assert has_suffix("Ben Moor Jr.")
    assert not has_suffix("Ben Moor")


@pytest.mark.parametrize(
    ("before", "after", "is_other"),
    [
        ("1890-01-01", "1890-02-01", False),
        ("1890-01-01", "1899-02-01", True),
        ("1890-01-01/..", "1899-02-01", False),  # no last day, from which it moved
    ],
)
def test_an_event_whose_days_move_by_years_is_another(before: str, after: str, is_other: bool) -> None:
    cells = {"name": "Visit", "place": None}
    found = why_other_event(cells | {"date": before}, cells | {"date": after})
    assert (found is not None) is is_other
