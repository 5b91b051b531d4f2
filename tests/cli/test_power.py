"""The command power, as a person reads it at several widths."""

from __future__ import annotations

import csv
import doctest
import io
import json
from pathlib import Path

import pytest

from fpdata.cli import power_view
from tests.helpers import run
from tests.plot.figures import HOSTILE
from tests.power_sample import power_sample, presence
from tests.sample import exported, find, row


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of the sample with two episodes, with a hostile name."""
    folder = tmp_path_factory.mktemp("power")
    tables = power_sample()
    find(tables, "actors", "gazette")["name"] = HOSTILE
    for number in range(30):
        cells = {"kind": "person", "name": f"Guest {number}", "sort_name": f"Guest {number}", "source_id": "register"}
        tables["actors"].append(row("actors", actor_id=f"guest-{number}", **cells))
        tables["participations"].append(presence("1890-talks-dinner", f"guest-{number}"))
    exported(folder, tables)
    return folder / "export"


@pytest.fixture(params=[80, 100, 140])
def width(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Let commands print as on a terminal of that width."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", str(request.param))
    return int(request.param)


def test_examples() -> None:
    results = doctest.testmod(power_view)
    assert (results.attempted > 0, results.failed) == (True, 0)


def test_actors_stand_by_standing_with_their_accounts(data: Path, width: int) -> None:
    lines = run("power", "talks", "--data", data).stdout.splitlines()
    assert lines[0] == "Talks"
    place = lines.index(" Led")
    assert [line.split() for line in lines[place + 1 : place + 3]] == [
        ["Ada", "Lake", "by", "Ada", "Lake,", "Ben", "Moor;", "denied", "by", "Ben", "Moor:", "Talks"],
        ["by", "Ada", "Lake:", "Dinner"],
    ]
    headings = [line for line in lines if line.startswith(" ") and not line.startswith("  ")]
    assert headings == [" Led", " Advised", " In the room (2 meetings and calls on record)", " Left out"]
    assert any("1 of 2, 1890-01-02" in line for line in lines)
    assert max(map(len, lines)) <= width


def test_of_those_in_the_room_all_are_listed_on_request(data: Path, width: int) -> None:
    assert "… and 12 more: --all" in run("power", "talks", "--data", data).stdout
    everything = run("power", "talks", "--all", "--data", data).stdout
    assert all(f"Guest {number} " in everything for number in range(30))
    assert "more: --all" not in everything


def test_without_a_topic_the_topics_are_listed_with_numbers(data: Path, width: int) -> None:
    lines = run("power", "--data", data).stdout.splitlines()
    shown = [line.split()[:7] for line in lines if line.startswith((" talks", " border"))]
    assert shown == [["talks", "1", "0", "0", "1", "32", "1"], ["border", "0", "0", "1", "0", "0", "0"]]
    assert max(map(len, lines)) <= width


def test_words_of_a_topic_need_no_quotes(data: Path) -> None:
    one = run("power", "Border", "dispute", "-f", "csv", "--data", data).stdout
    assert one == run("power", "border", "-f", "csv", "--data", data).stdout
    assert len(one.splitlines()) == 2


def test_other_formats_have_every_column(data: Path) -> None:
    as_json = json.loads(run("power", "talks", "--data", data).stdout)
    as_csv = list(csv.DictReader(io.StringIO(run("power", "talks", "--data", data, "-f", "csv").stdout)))
    assert [*as_json[0]] == [*as_csv[0]]
    assert len(as_json) == len(as_csv) == 36
    assert as_json[0]["affirmed_of"] == ["Dinner", "Talks"]


def test_hostile_names_are_escaped(data: Path, width: int) -> None:
    shown = " ".join(run("power", "talks", "--data", data).stdout.split())
    assert f"by {HOSTILE}: Dinner" in shown


def test_an_empty_answer_says_why_in_every_format(export: Path) -> None:
    for format in ("table", "json", "csv"):
        result = run("power", "talks", "--data", export, "-f", format)
        assert (result.exit_code, "on talks is recorded" in result.stderr) == (0, True)


def test_an_unknown_topic_ends_with_suggestions(data: Path) -> None:
    result = run("power", "talk", "--data", data)
    assert (result.exit_code, "did you mean 'talks'" in result.stderr) == (2, True)
