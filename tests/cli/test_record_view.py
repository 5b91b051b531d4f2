"""How a record is shown to a person: heading, fields, groups with sources, and what is cut."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.helpers import run
from tests.sample import exported, row, sample


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """The sample, in which Moor held twelve posts in turn."""
    tables = sample()
    tables["roles"] += [
        row("roles", role_id=f"ben-moor-clerk-{year}", actor_id="ben-moor", title=f"Clerk {year}", basis="appointed", start=str(year), end=str(year + 1), source_id="gazette-1890-01-02")
        for year in range(1881, 1892)
    ]  # fmt: skip
    exported(tmp_path, tables)
    return tmp_path / "export"


def _show(data: Path, *args: object) -> str:
    return run("show", *args, "-f", "text", "--data", data).stdout


def test_the_heading_says_what_it_is_and_what_else_it_may_be(export: Path, many: Path) -> None:
    assert _show(export, "ada-lake").splitlines()[0] == "Ada Lake  person  ada-lake"
    assert _show(export, "envoy").splitlines()[0] == "Envoy  envoy"
    assert "(also: 1890-talks)" in _show(export, "talks").splitlines()[0] or "talks" in _show(export, "talks")


def test_an_open_end_is_now_only_if_a_source_shows_it_today(export: Path) -> None:
    printed = _show(export, "ada-lake")
    assert "   1889-03-04 – ?  Envoy (appointed, last seen 1900-01-01)" in printed
    assert "now" not in printed.split()
    assert "presumed" not in printed


def test_an_unknown_basis_is_not_remarked_on(tmp_path: Path) -> None:
    tables = sample()
    tables["roles"][0]["basis"] = tables["roles"][1]["basis"] = "unknown"
    exported(tmp_path, tables)
    assert "   1889-03-04 – ?  Envoy (last seen 1900-01-01)" in _show(tmp_path / "export", "ada-lake")
    assert "unknown" not in _show(tmp_path / "export", "ben-moor")


def test_each_line_has_the_host_of_its_source(export: Path) -> None:
    line = next(line for line in _show(export, "ada-lake").splitlines() if "Talks" in line)
    assert re.fullmatch(r" +1890-01-01/03  Talks \(head\) +gazette\.example", line)


def test_a_long_group_is_cut_to_the_latest(many: Path) -> None:
    printed = _show(many, "ben-moor")
    assert " Offices and roles (12)" in printed
    assert "   … and 4 earlier: --all" in printed
    assert "Clerk 1891" in printed
    assert "Clerk 1881" not in printed
    everything = _show(many, "ben-moor", "--all")
    assert "Clerk 1881" in everything
    assert "--all" not in everything
    assert len(json.loads(run("show", "ben-moor", "--data", many).stdout)["referred_to_by"]) >= 12


def test_what_the_list_is_about_is_not_repeated(export: Path) -> None:
    printed = _show(export, "ada-lake")
    assert "Ada Lake:" not in printed
    assert "rival of Ben Moor" in printed
    assert "Ada Lake rival of" in _show(export, "ben-moor")


def test_ids_and_dates_are_whole_at_any_width(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for width in (40, 80, 100, 140):
        monkeypatch.setenv("COLUMNS", str(width))
        printed = _show(many, "ben-moor")
        assert "(register)" in printed
        assert "1885-06-07 – 1889-03-04" in printed
        assert "gazette.example" in printed


def test_markdown_has_links_and_no_markup_of_the_data(export: Path) -> None:
    printed = run("show", "lake-wrote-it", "-f", "markdown", "--data", export).stdout
    assert printed.startswith("# lake-wrote-it\n\nstatement · lake-wrote-it\n\nSays her side wrote the plan.\n")
    assert "## Claims (1)" in printed
    assert r"\[Seven-point plan\] was written by Ada Lake \(fact; disputed\) ([gazette.example](https://gazette.example/1))" in printed  # fmt: skip


def test_a_terminal_gets_text_and_a_pipe_json(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert json.loads(run("show", "ada-lake", "--data", export).stdout)["id"] == "ada-lake"
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert run("show", "ada-lake", "--data", export).stdout.startswith("Ada Lake  person")
    assert json.loads(run("show", "ada-lake", "--json", "--data", export).stdout)["id"] == "ada-lake"


def test_the_program_alone_says_where_to_begin() -> None:
    result = run()
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) <= 12
    assert result.stdout.count("\n fpdata ") == 5
    assert "fpdata --help" in result.stdout
