"""The commands timeline, chain and contested, as a person reads them at several widths."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import fpdata
from fpdata.cli.accounts_view import print_contested
from tests.helpers import run


@pytest.fixture(params=[80, 100, 140])
def width(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Let commands print as on a terminal of that width."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", str(request.param))
    return int(request.param)


def test_a_chain_is_nested_and_what_responds_stands_below(export: Path, width: int) -> None:
    lines = run("chain", "lake-wrote-it", "--data", export).stdout.splitlines()
    assert lines[0].split() == ["The", "Gazette", "said", "1890-01-02", "article", "gazette.example", "↗"]
    assert lines[1].split() == ["└", "that", "Ada", "Lake", "said:", "1890-01-01", "interview"]
    assert lines[2:4] == ["      Says her side wrote the plan.", "      “ours, every word”"]
    assert lines[5].startswith("Denied by  1890-01-03  Ben Moor: Says she did not.")
    assert max(map(len, lines)) <= width


def test_contested_claims_stand_under_their_position(export: Path, width: int) -> None:
    printed = run("contested", "plan-7", "authored", "--data", export).stdout
    lines = printed.splitlines()
    assert lines[0] == "Who wrote [Seven-point plan]? (2 claims)"
    assert lines[1:3] == ["1 says Ada Lake · 1 denies Ada Lake", " Ada Lake"]
    assert lines[3].startswith("   1890-01-01  Ada Lake, per The Gazette (interview)")
    assert max(map(len, lines)) <= width


def test_claims_that_read_the_same_stand_on_one_line(export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = fpdata.contested("plan-7", "authored", path=export).to_pylist()
    print_contested([rows[0], rows[1], rows[1] | {"claim_id": "another"}])
    printed = capsys.readouterr().out
    assert "2 deny Ada Lake · 1 says Ada Lake" in printed
    assert printed.count("Ben Moor") == 1
    assert "Ben Moor (interview) (2 claims)" in printed


def test_what_is_inferred_or_only_partly_claimed_says_so(export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = fpdata.contested("plan-7", "authored", path=export).to_pylist()
    assert (first["coding"], first["extent"]) == ("explicit", None)
    print_contested([first, second | {"coding": "inferred", "extent": "partly"}])
    printed = capsys.readouterr().out
    assert "Ben Moor (interview, partly, inferred)" in printed
    assert "per The Gazette (interview)" in printed


def test_without_a_subject_every_question_is_listed(export: Path, width: int) -> None:
    printed = run("contested", "--data", export).stdout
    assert printed.startswith("1 question on which claims disagree: 2 claims\n")
    assert " plan-7 authored" in printed


def test_what_is_denied_stands_below_the_denial(export: Path, width: int) -> None:
    lines = run("denials", "plan-7", "--by", "ben-moor", "--data", export).stdout.splitlines()
    assert lines[0].split()[:8] == ["1890-01-03", "Ben", "Moor:", "Says", "she", "did", "not.", "gazette.example"]
    below = " ".join(" ".join(lines[1:]).split())
    assert "└ denies Ada Lake: Says her side wrote the plan." in below
    assert "└ not so: [Seven-point plan] was written by Ada Lake" in below
    assert max(map(len, lines)) <= width


def test_a_long_list_of_denials_is_cut_and_says_so(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fpdata.cli.accounts_view._LISTED", 0)
    assert " … and 1 more: --all" in run("denials", "-f", "table", "--data", export).stdout
    assert "Ben Moor" in run("denials", "-f", "table", "--all", "--data", export).stdout


def test_a_timeline_repeats_no_date_and_breaks_none(export: Path, width: int) -> None:
    printed = run("timeline", "--event", "1890-talks", "--data", export).stdout
    assert [line.split()[0] for line in printed.splitlines()[:2]] == ["1890-01-01/03", "1890-01-02"]
    of_a_person = run("timeline", "--person", "Ada Lake", "--data", export).stdout
    assert run("timeline", "Ada", "Lake", "--data", export).stdout == of_a_person
    assert "Begins as Envoy" in of_a_person
    assert "Says her side wrote the plan." in " ".join(of_a_person.split())
    assert "Ada Lake:" not in of_a_person


def test_a_long_timeline_is_cut_and_says_so(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fpdata.cli.accounts_view._LISTED", 2)
    assert " … and 9 more: --all" in run("timeline", "-f", "table", "--data", export).stdout
    assert "more: --all" not in run("timeline", "-f", "table", "--all", "--data", export).stdout


def test_other_formats_have_every_column(export: Path) -> None:
    for command in (["timeline"], ["chain", "lake-wrote-it"], ["contested", "plan-7"], ["denials"]):
        as_json = json.loads(run(*command, "--data", export).stdout)
        as_csv = list(csv.DictReader(io.StringIO(run(*command, "--data", export, "-f", "csv").stdout)))
        assert [*as_json[0]] == [*as_csv[0]]
        assert len(as_json) == len(as_csv) > 0
        assert "url" in as_json[0]


def test_an_empty_answer_says_why_in_every_format(export: Path) -> None:
    for format in ("table", "json", "csv"):
        result = run("contested", "ben-moor", "--data", export, "-f", format)
        assert (result.exit_code, "none contradicts another" in result.stderr) == (0, True)
        result = run("timeline", "--person", "ada-lake", "--from", "1950", "--data", export, "-f", format)
        assert (result.exit_code, "No dated entry of ada-lake" in result.stderr) == (0, True)


def test_unknown_names_end_with_suggestions(export: Path) -> None:
    for command in (["chain", "moor-deneis"], ["contested", "plan-77"], ["timeline", "--event", "1890-talk"]):
        result = run(*command, "--data", export)
        assert (result.exit_code, "did you mean" in result.stderr) == (2, True), command


def test_the_timeline_of_a_period_begins_with_what_is_of_it(export: Path, width: int) -> None:
    shown = run("timeline", "--from", "1890-01-02", "--data", export).stdout
    assert shown.splitlines()[0].split()[0].startswith("1890-01-0")
    counted = " ".join(shown.split())
    assert "dated less exactly" in counted
    everything = run("timeline", "--from", "1890-01-02", "--all", "--data", export).stdout
    assert everything.splitlines()[0] == shown.splitlines()[0]
    assert "dated less exactly, which may be of this time" in everything
    assert max(map(len, shown.splitlines())) <= width
