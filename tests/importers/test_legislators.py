"""Reading congress-legislators: members, services and committees; and the command that imports them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from fpdata.checks.api import check
from fpdata.importers.core.findings import FindingKind, Summary
from fpdata.importers.core.run import run_import
from fpdata.importers.core.source import SourceError
from fpdata.importers.legislators.reader import read_legislators
from tests.helpers import app
from tests.importers.upstream import contents, holders, import_pocom, rows

pytest.importorskip("yaml")

_HEADER = "last_name,first_name,middle_name,suffix,nickname,full_name,birthday,type,state,party,bioguide_id,thomas_id,opensecrets_id,lis_id,fec_ids,cspan_id,govtrack_id,votesmart_id,icpsr_id,wikipedia_id"


def _member(bioguide: str, first: str, last: str, born: str, *terms: tuple[str, ...], **more: Any) -> dict[str, Any]:
    """Return a record; a term is type, start, end, state and how, and `more` are further ids."""
    names = ("type", "start", "end", "state", "how")
    return {
        "id": {"bioguide": bioguide, "govtrack": 1000 + len(bioguide + first + last) * 31 + ord(last[0]), **more},
        "name": {"first": first, "last": last},
        "bio": {"birthday": born},
        "terms": [dict(zip(names, term, strict=False)) | {"party": "Whig"} for term in terms],
    }


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A President by succession, a senator on the committee and one who is not, and former members."""
    root = tmp_path / "legislators"
    root.mkdir()
    heir = _member(
        "H000001", "Hugh", "Heir", "1840-02-03",
        ("viceprez", "1881-03-04", "1881-09-19", "", "election"),
        ("prez", "1881-09-19", "1885-03-04", "", "succession"),
        ("prez", "1885-03-04", "1889-03-04", "", "election"),
    )  # fmt: skip
    member = _member(
        "M000001", "Mary", "Member", "1960-01-01",
        ("rep", "2001-01-03", "2003-01-03", "NY"),
        ("rep", "2003-01-07", "2005-01-03", "NY"),
        ("sen", "2021-01-03", "2027-01-03", "NY"),
        fec=["S1", "S2"], wikidata="Q1",
    )  # fmt: skip
    other = _member("O000001", "Otto", "Other", "1961-01-01", ("sen", "2025-01-03", "2031-01-03", "OH"))
    files = {
        "executive.yaml": [heir],
        "legislators-current.yaml": [member, other],
        "committee-membership-current.yaml": {
            "SSFR": [{"name": "Mary Member", "bioguide": "M000001", "title": "Chairman"}],
            "HSFA": [],
        },
    }
    for name, content in files.items():  # JSON is YAML
        (root / name).write_text(json.dumps(content), encoding="utf-8")
    former = (
        "Moor,Ben,,,,Ben Moor,1860-05-06,sen,OH,Whig,B000001,,,,,,77,,,",
        "Moor,Bertha,,,,Bertha Moor,1860-05-06,sen,OH,Whig,B000002,,,,,,78,,,",
        "Heir,Hugh,,,,Hugh Heir,1840-02-03,rep,OH,Whig,H000001,,,,,,79,,,",
        "Nobody,,,,,,,sen,,,,,,,,,,,,",
    )
    (root / "legislators-historical.csv").write_text("\n".join((_HEADER, *former)) + "\n", encoding="utf-8")
    return root


def test_successive_terms_on_one_basis_become_one_role(package_with_pocom: Path, source: Path) -> None:
    run_import(package_with_pocom, read_legislators(source))
    roles = rows(package_with_pocom, "roles")
    assert [(roles[f"hugh-heir-president-{year}"]["basis"], roles[f"hugh-heir-president-{year}"]["end"]) for year in (1881, 1885)] == [
        ("inherited", "1885-03-04"),
        ("elected", "1889-03-04"),
    ]  # fmt: skip
    assert roles["mary-member-representative-2001"]["end"] == "2005-01-03"
    service = roles["mary-member-representative-2001"]
    assert (service["party"], service["constituency"]) == ("Whig", "New York")
    assert service["note"] == "Successive terms as one service."


def test_a_current_term_becomes_an_ongoing_role(package_with_pocom: Path, source: Path) -> None:
    run_import(package_with_pocom, read_legislators(source))
    assert rows(package_with_pocom, "roles")["mary-member-senator-2021"]["end"] == ".."


def test_only_selected_or_known_members_are_imported(package_with_pocom: Path, source: Path) -> None:
    summary = run_import(package_with_pocom, read_legislators(source))
    actors = rows(package_with_pocom, "actors")
    assert {"hugh-heir", "mary-member", "b-j-moor"} <= set(actors)
    assert not {"otto-other", "bertha-moor"} & set(actors)
    (found,) = [one for one in summary.findings if one.kind is FindingKind.MALFORMED]
    assert found.file == "legislators-historical.csv"


def test_the_birthday_of_a_known_person_is_refined_with_a_citation(
    package_with_pocom: Path, source: Path, pocom: Path
) -> None:
    run_import(package_with_pocom, read_legislators(source))
    moor = rows(package_with_pocom, "actors")["b-j-moor"]
    assert (moor["born"], moor["source_id"]) == ("1860-05-06", "pocom")
    citation = rows(package_with_pocom, "citations")["b-j-moor-born-congress-legislators"]
    assert (citation["record_id"], citation["field"], citation["document_id"]) == (
        "b-j-moor",
        "born",
        "congress-legislators",
    )
    assert holders(package_with_pocom)["bioguide/B000001"] == "b-j-moor"
    before = contents(package_with_pocom)
    import_pocom(package_with_pocom, pocom)
    run_import(package_with_pocom, read_legislators(source))
    assert contents(package_with_pocom) == before


def test_committee_members_become_relationships(package_with_pocom: Path, source: Path) -> None:
    run_import(package_with_pocom, read_legislators(source))
    (member,) = rows(package_with_pocom, "relationships").values()
    assert (member["actor_id"], member["kind"], member["other_id"], member["end"], member["note"]) == (
        "mary-member",
        "member-of",
        "senate-committee-on-foreign-relations",
        "..",
        "Chairman.",
    )


def test_the_imported_package_is_valid(package_with_pocom: Path, source: Path) -> None:
    run_import(package_with_pocom, read_legislators(source))
    assert not [issue for issue in check(package_with_pocom).errors if issue.code != "package-descriptor"]


def test_a_judgement_no_prevents_a_match(package_with_pocom: Path, source: Path) -> None:
    judgements = package_with_pocom / "datasets/judgements.csv"
    no = "actors,b-j-moor,ben-moor,no,Another Ben Moor.,2026\n"
    judgements.write_text(judgements.read_text(encoding="utf-8") + no, encoding="utf-8")
    run_import(package_with_pocom, read_legislators(source))
    assert rows(package_with_pocom, "actors")["b-j-moor"]["born"] == "1860"
    assert "bioguide/B000001" not in holders(package_with_pocom)


def test_the_command_prints_the_summary(package_with_pocom: Path, source: Path, pocom: Path) -> None:
    runner = CliRunner()
    result = runner.invoke(app, ["import", "legislators", str(source), "--into", str(package_with_pocom)])
    assert result.exit_code == 1  # a former member without an id was left out
    (summary,) = json.loads(result.stdout)
    assert summary["source"] == "congress-legislators"
    assert summary["tables"]["actors"]["added"] == 6
    assert {one["kind"] for one in summary["findings"]} == {"malformed"}
    result = runner.invoke(app, ["import", "pocom", str(pocom), "--into", str(package_with_pocom)])
    assert result.exit_code == 0
    assert json.loads(result.stdout)[0]["written"] == []
    assert runner.invoke(app, ["import", "visits", str(pocom), "--into", str(package_with_pocom)]).exit_code == 2


def test_values_are_read_as_they_are_written(package_with_pocom: Path, source: Path) -> None:
    """The identifier 00136 stays text. A term without days is reported, and the other members are imported."""
    path = source / "legislators-current.yaml"
    path.write_text(
        "- id: {bioguide: M000001, govtrack: 400001, thomas: 00136}\n"
        "  name: {first: Mary, last: Member, middle: null}\n"
        "  bio: {birthday: 1960-01-01}\n"
        "  terms: [{type: sen, start: 2021-01-03, end: 2027-01-03, state: NY, party: Whig}]\n"
        "- id: {bioguide: O000001}\n"
        "  name: {first: Otto, last: Other}\n"
        "  terms: [{type: sen, start: 1881, end: 1887-03-04, state: OH, party: Whig}]\n"
        "- id: {bioguide: P000001}\n"
        "  name: {first: Pia, last: Plain}\n"
        "  terms:\n"
        "  - {type: rep, start: 2001-01, end: 2003-01, state: OH, party: Whig}\n"
        "  - {type: rep, start: 2003-01, end: 2005-01, state: OH, party: Whig}\n"
    )
    summary = run_import(package_with_pocom, read_legislators(source))
    assert holders(package_with_pocom)["thomas/00136"] == "mary-member"
    malformed = {finding.record: finding.message for finding in summary.findings if "term from" in finding.message}
    assert malformed == {
        "O000001": "the term from 1881 to 1887-03-04 has no days; give both as YYYY-MM-DD",
        "P000001": "the term from 2001-01 to 2003-01 has no days; give both as YYYY-MM-DD",
    }


def test_a_byte_order_mark_hides_no_column(package_with_pocom: Path, source: Path) -> None:
    path = source / "legislators-historical.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    summary = run_import(package_with_pocom, read_legislators(source))
    assert "bioguide/B000001" in holders(package_with_pocom)
    assert [one.record for one in summary.findings if one.kind is FindingKind.MALFORMED] == ["a record without id"]


def _edit(path: Path, change: Callable[[Any], None]) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def _malformed(summary: Summary) -> list[tuple[str, str]]:
    """Return file and record of what is malformed, except for the former member without an id."""
    found = [(one.file, one.record) for one in summary.findings if one.kind is FindingKind.MALFORMED]
    assert found.pop(found.index(("legislators-historical.csv", "a record without id")))
    return found


def _imported_twice(package: Path, source: Path) -> Mapping[str, bytes]:
    run_import(package, read_legislators(source))
    return contents(package)


def test_an_id_that_two_records_of_a_file_have_changes_nobody(package_with_pocom: Path, source: Path) -> None:
    before = _imported_twice(package_with_pocom, source)
    twin = _member("M000001", "Zoe", "Zorn", "1970-01-01", ("rep", "2023-01-03", "2025-01-03", "OH"))
    _edit(source / "legislators-current.yaml", lambda members: members.append(twin))
    summary = run_import(package_with_pocom, read_legislators(source))
    assert _malformed(summary) == [("legislators-current.yaml", "M000001")]
    assert FindingKind.GONE not in {one.kind for one in summary.findings}
    assert contents(package_with_pocom) == before


def test_an_id_that_two_files_give_to_different_people_changes_nobody(package_with_pocom: Path, source: Path) -> None:
    before = _imported_twice(package_with_pocom, source)
    path = source / "legislators-historical.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Heir,Hugh", "Zorn,Zoe").replace("1840-02-03", "1970-01-01")
    )
    summary = run_import(package_with_pocom, read_legislators(source))
    assert _malformed(summary) == [("legislators-historical.csv", "H000001")]
    assert contents(package_with_pocom) == before


@pytest.mark.parametrize("column", ["first_name", "birthday", "state", "bioguide_id"])
def test_a_renamed_column_leaves_out_its_file_alone(package_with_pocom: Path, source: Path, column: str) -> None:
    before = _imported_twice(package_with_pocom, source)
    path = source / "legislators-historical.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(f"{column},", f"x{column},"), encoding="utf-8")
    summary = run_import(package_with_pocom, read_legislators(source))
    (found,) = [one for one in summary.findings if one.kind.is_error]
    assert (found.file, column in found.message) == ("legislators-historical.csv", True)
    assert contents(package_with_pocom) == before


@pytest.mark.parametrize(("section", "field"), [("bio", "birthday"), ("terms", "party")])
def test_a_renamed_field_is_reported(package_with_pocom: Path, source: Path, section: str, field: str) -> None:
    path = source / "legislators-current.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(f'"{field}"', f'"new_{field}"'), encoding="utf-8")
    summary = run_import(package_with_pocom, read_legislators(source))
    assert ("legislators-current.yaml", "") in _malformed(summary)
    assert f"{section}.{field}" in " ".join(one.message for one in summary.findings)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2027-01-03", "2107-01-03"),
        ("2021-01-03", "2107-01-03"),
        ("2027-01-03", "2019-01-03"),
        ('"Mary"', '"Senator Mary"'),
        ('"state": "NY"', '"State": "NY"'),
    ],
)
def test_a_member_who_cannot_be_read_stays_as_imported(
    package_with_pocom: Path, source: Path, old: str, new: str
) -> None:
    before = _imported_twice(package_with_pocom, source)
    path = source / "legislators-current.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    summary = run_import(package_with_pocom, read_legislators(source))
    assert _malformed(summary) == [("legislators-current.yaml", "M000001")]
    assert FindingKind.GONE not in {one.kind for one in summary.findings}
    assert contents(package_with_pocom) == before


def test_a_record_that_is_none_is_reported(package_with_pocom: Path, source: Path) -> None:
    _edit(source / "legislators-current.yaml", lambda members: members.append("M000001"))
    summary = run_import(package_with_pocom, read_legislators(source))
    assert _malformed(summary) == [("legislators-current.yaml", "record 3")]


def test_a_missing_committee_is_reported_and_its_members_stay(package_with_pocom: Path, source: Path) -> None:
    before = _imported_twice(package_with_pocom, source)
    _edit(source / "committee-membership-current.yaml", lambda committees: committees.pop("SSFR"))
    summary = run_import(package_with_pocom, read_legislators(source))
    assert _malformed(summary) == [("committee-membership-current.yaml", "SSFR")]
    assert FindingKind.GONE not in {one.kind for one in summary.findings}
    assert contents(package_with_pocom)["relationships.csv"] == before["relationships.csv"]


def test_a_person_is_matched_by_another_first_name(package_with_pocom: Path, source: Path) -> None:
    """Ben Moor is B. J. Moor in the data set; Benny is one of his names in a register."""
    path = source / "legislators-historical.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Moor,Ben,,,,Ben Moor", "Moor,Benny,,,,Ben Moor"))
    run_import(package_with_pocom, read_legislators(source))
    assert holders(package_with_pocom)["bioguide/B000001"] == "b-j-moor"


@pytest.mark.parametrize(("name", "born"), [("Moor,Bob,,,,Bob Moor", "1860-05-06"), ("Moor,Ben,,,,Ben Moor", "1861-05-06")])  # fmt: skip
def test_a_namesake_of_another_year_or_first_name_is_not_matched(
    package_with_pocom: Path, source: Path, name: str, born: str
) -> None:
    path = source / "legislators-historical.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Moor,Ben,,,,Ben Moor,1860-05-06", f"{name},{born}"), encoding="utf-8"
    )
    run_import(package_with_pocom, read_legislators(source))
    assert "bioguide/B000001" not in holders(package_with_pocom)


def test_a_row_with_a_cell_too_many_is_reported_alone(package_with_pocom: Path, source: Path) -> None:
    path = source / "legislators-historical.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Moor,Ben,", "Moor,Ben,x,"), encoding="utf-8")
    summary = run_import(package_with_pocom, read_legislators(source))
    assert _malformed(summary) == [("legislators-historical.csv", "line 2")]
    assert "bioguide/B000001" not in holders(package_with_pocom)
    assert "mary-member" in rows(package_with_pocom, "actors")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"type": "sen"', '"type": "tribune"', "'tribune' is not a known type of term"),
        ('"2021-01-03"', '["2021"]', "start: ['2021'] is not a text"),
        ('"2021-01-03"', '""', "the start or the end of a term is missing"),
        ('"bioguide": "M000001", "govtrack":', '"bioguide": "", "govtrack": "", "x":', "neither a bioguide nor a govtrack id"),
    ],
)  # fmt: skip
def test_a_term_that_cannot_be_read_is_reported(
    package_with_pocom: Path, source: Path, old: str, new: str, message: str
) -> None:
    path = source / "legislators-current.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    summary = run_import(package_with_pocom, read_legislators(source))
    assert message in " ".join(one.message for one in summary.findings if one.kind is FindingKind.MALFORMED)


def test_a_member_of_a_committee_without_an_id_is_reported(package_with_pocom: Path, source: Path) -> None:
    _edit(source / "committee-membership-current.yaml", lambda one: one["SSFR"].append({"name": "Nobody"}))
    summary = run_import(package_with_pocom, read_legislators(source))
    assert "a member of SSFR has no bioguide id" in [one.message for one in summary.findings]
    assert len(rows(package_with_pocom, "relationships")) == 1


def test_a_file_without_records_is_refused(package_with_pocom: Path, source: Path) -> None:
    (source / "committee-membership-current.yaml").write_text('{"SSFR": 1}', encoding="utf-8")
    with pytest.raises(SourceError, match="does not contain a list of records for SSFR"):
        read_legislators(source)


def test_identifiers_of_former_members_are_read_one_by_one(package_with_pocom: Path, source: Path) -> None:
    path = source / "legislators-historical.csv"
    text = path.read_text(encoding="utf-8").replace("B000001,,,,,,77", 'B000001,,,,"S3,S4",,77')
    path.write_text(text, encoding="utf-8")
    run_import(package_with_pocom, read_legislators(source))
    assert {"fec/S3", "fec/S4"} <= set(holders(package_with_pocom))


@pytest.mark.parametrize(
    ("file", "content"),
    [("legislators-historical.csv", ""), ("legislators-historical.csv", _HEADER + "\n"), ("executive.yaml", "[]")],
)
def test_an_empty_file_is_refused(source: Path, file: str, content: str) -> None:
    (source / file).write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=rf"{file} "):
        read_legislators(source)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"last": "Heir"', '"last": null', "name.last is missing"),
        ('"last": "Heir"', '"last": {"a": "b"}', "name.last: {'a': 'b'} is not a text"),
        ('"party": "Whig"', '"party": ["Whig"]', "party: ['Whig'] is not a text"),
        ('"name"', '"called"', "there is no name"),
        ('"bio": {"birthday": "1840-02-03"}', '"bio": "1840"', "a field is missing or has another type"),
    ],
)
def test_a_field_of_another_type_is_named(source: Path, old: str, new: str, says: str) -> None:
    file = source / "executive.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    batch = read_legislators(source)
    assert says in [one.message for one in batch.findings if one.file == "executive.yaml"]


def test_a_file_that_is_not_utf_8_is_said_to_be_so(source: Path) -> None:
    (source / "legislators-historical.csv").write_bytes((_HEADER + "\nM").encode() + b"\xfcller")
    with pytest.raises(SourceError, match=rf"byte {len(_HEADER) + 3} is not UTF-8$"):
        read_legislators(source)
