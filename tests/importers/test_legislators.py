from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from fpdata.checks.api import check
from fpdata.cli.app import app
from fpdata.importers.core.draft import FindingKind
from fpdata.importers.core.run import run_import
from fpdata.importers.legislators.reader import read_legislators
from fpdata.importers.pocom.reader import read_pocom
from tests.importers import upstream
from tests.importers.upstream import contents, empty_package, rows

pytest.importorskip("yaml")

_HEADER = "last_name,first_name,middle_name,suffix,nickname,full_name,birthday,type,state,party,bioguide_id,thomas_id,opensecrets_id,lis_id,fec_ids,cspan_id,govtrack_id,votesmart_id,icpsr_id,wikipedia_id"


def _one(bioguide: str, first: str, last: str, born: str, *terms: tuple[str, ...], **more: Any) -> dict[str, Any]:
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
    heir = _one(
        "H000001", "Hugh", "Heir", "1840-02-03",
        ("viceprez", "1881-03-04", "1881-09-19", "", "election"),
        ("prez", "1881-09-19", "1885-03-04", "", "succession"),
        ("prez", "1885-03-04", "1889-03-04", "", "election"),
    )  # fmt: skip
    member = _one(
        "M000001", "Mary", "Member", "1960-01-01",
        ("rep", "2001-01-03", "2003-01-03", "NY"),
        ("rep", "2003-01-07", "2005-01-03", "NY"),
        ("sen", "2021-01-03", "2027-01-03", "NY"),
        fec=["S1", "S2"], wikidata="Q1",
    )  # fmt: skip
    other = _one("O000001", "Otto", "Other", "1961-01-01", ("sen", "2025-01-03", "2031-01-03", "OH"))
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


@pytest.fixture
def package(tmp_path: Path) -> Path:
    package = empty_package(tmp_path / "package")
    run_import(package, read_pocom(upstream.pocom(tmp_path / "pocom")))
    return package


def test_terms_on_one_basis_without_a_break_are_one_role(package: Path, source: Path) -> None:
    run_import(package, read_legislators(source))
    roles = rows(package, "roles")
    assert [(roles[f"hugh-heir-president-{year}"]["basis"], roles[f"hugh-heir-president-{year}"]["end"]) for year in (1881, 1885)] == [
        ("inherited", "1885-03-04"),
        ("elected", "1889-03-04"),
    ]  # fmt: skip
    assert roles["mary-member-representative-2001"]["end"] == "2005-01-03"
    assert roles["mary-member-representative-2001"]["note"] == "Whig, New York. Successive terms as one service."


def test_the_end_of_a_term_that_runs_is_no_fact(package: Path, source: Path) -> None:
    run_import(package, read_legislators(source))
    assert rows(package, "roles")["mary-member-senator-2021"]["end"] == ".."


def test_only_whoever_is_wanted_or_known_is_taken_up(package: Path, source: Path) -> None:
    summary = run_import(package, read_legislators(source))
    actors = rows(package, "actors")
    assert {"hugh-heir", "mary-member", "b-j-moor"} <= set(actors)
    assert not {"otto-other", "bertha-moor"} & set(actors)
    (found,) = [one for one in summary.findings if one.kind is FindingKind.MALFORMED]
    assert found.file == "legislators-historical.csv"


def test_a_known_person_gets_the_exact_birthday_with_a_citation(package: Path, source: Path, tmp_path: Path) -> None:
    run_import(package, read_legislators(source))
    moor = rows(package, "actors")["b-j-moor"]
    assert (moor["born"], moor["source_id"]) == ("1860-05-06", "pocom")
    citation = rows(package, "citations")["b-j-moor-born-congress-legislators"]
    assert (citation["record_id"], citation["field"], citation["document_id"]) == (
        "b-j-moor",
        "born",
        "congress-legislators",
    )
    assert rows(package, "identifiers")["bioguide/B000001"]["actor_id"] == "b-j-moor"
    before = contents(package)
    run_import(package, read_pocom(tmp_path / "pocom"))
    run_import(package, read_legislators(source))
    assert contents(package) == before


def test_members_of_a_committee_are_related_to_it(package: Path, source: Path) -> None:
    run_import(package, read_legislators(source))
    (member,) = rows(package, "relationships").values()
    assert (member["actor_id"], member["kind"], member["other_id"], member["end"], member["note"]) == (
        "mary-member",
        "member-of",
        "senate-committee-on-foreign-relations",
        "..",
        "Chairman.",
    )


def test_what_is_imported_is_valid(package: Path, source: Path) -> None:
    run_import(package, read_legislators(source))
    assert not [issue for issue in check(package).errors if issue.code != "package-descriptor"]


def test_a_judgement_no_keeps_two_apart(package: Path, source: Path) -> None:
    judgements = package / "datasets/judgements.csv"
    no = "actors,b-j-moor,ben-moor,no,Another Ben Moor.,2026\n"
    judgements.write_text(judgements.read_text(encoding="utf-8") + no, encoding="utf-8")
    run_import(package, read_legislators(source))
    assert rows(package, "actors")["b-j-moor"]["born"] == "1860"
    assert "bioguide/B000001" not in rows(package, "identifiers")


def test_the_command_says_what_it_did(package: Path, source: Path, tmp_path: Path) -> None:
    runner = CliRunner()
    result = runner.invoke(app, ["import", "legislators", str(source), "--into", str(package)])
    assert result.exit_code == 1  # a former member without an id was left out
    (summary,) = json.loads(result.stdout)
    assert summary["source"] == "congress-legislators"
    assert summary["tables"]["actors"]["added"] == 6
    assert {one["kind"] for one in summary["findings"]} == {"malformed"}
    result = runner.invoke(app, ["import", "pocom", str(tmp_path / "pocom"), "--into", str(package)])
    assert result.exit_code == 0
    assert json.loads(result.stdout)[0]["written"] == []
    assert runner.invoke(app, ["import", "visits", str(tmp_path), "--into", str(package)]).exit_code == 2
