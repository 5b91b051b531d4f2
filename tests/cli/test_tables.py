"""Tables for a person: numbers that can be compared, names for ids, and nothing that repeats in every row."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fpdata.cli.output import print_table
from tests.helpers import run
from tests.sample import exported, row, sample


@pytest.fixture
def travels(tmp_path: Path) -> Path:
    """An export with two trips of one person to one state, and a visit."""
    tables = sample()
    tables["countries"].append(row("countries", country_id="utopia", name="Utopia", kind="state"))
    for id, kind, part, date, place in (
        ("trip-1", "trip", "traveler", "1891-01-01/1891-01-04", "Strelsau"),
        ("trip-2", "trip", "traveler", "1891-02-05", "Zenda"),
        ("trip-3", "visit", "head", "1892-03-04", None),
    ):
        tables["events"].append(row("events", event_id=id, kind=kind, name=f"Trip of Ada Lake: {place}", date=date, status="held", country_id="ruritania", place=place, source_id="register"))  # fmt: skip
        tables["participations"].append(row("participations", event_id=id, actor_id="ada-lake", part=part, presence="confirmed", source_id="register"))  # fmt: skip
    exported(tmp_path, tables)
    return tmp_path / "export"


def _lines(*arguments: str | Path) -> list[list[str]]:
    result = run(*arguments, "-f", "table")
    assert result.exit_code == 0, result.output
    return [words for line in result.stdout.splitlines() if (words := line.split())]


@pytest.mark.parametrize("width", [80, 100, 140])
def test_travel_fits_and_says_once_what_all_of_it_has_in_common(
    travels: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    trips = _lines("travel", "--kind", "trip", "--data", travels)
    assert trips[0] == ["kind:", "trip", "·", "person:", "Ada", "Lake"]
    assert trips[1] == ["date", "place"]
    assert trips[3:5] == [["1891-01-01/04", "Strelsau,", "Ruritania"], ["1891-02-05", "Zenda,", "Ruritania"]]
    assert trips[5][:7] == ["2", "journeys", "and", "visits", "are", "on", "record"]
    assert ["1892-03-04", "visit", "Ruritania", "Ada", "Lake", "(head)"] in _lines("travel", "--data", travels)


def test_other_formats_of_travel_have_ids(travels: Path) -> None:
    rows = json.loads(run("travel", "--data", travels).stdout)
    assert [*rows[0]] == ["date", "kind", "country_id", "place", "actor_id", "part", "name"]


def test_numbers_are_aligned_and_counts_have_separators(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["rows", "year", "name"], [[12345, 1969, "a"], [7, None, "b"]], counts={"rows"})
    assert [line.rstrip() for line in capsys.readouterr().out.splitlines()[3:5]] == [
        " 12,345   1969   a",
        "      7          b",
    ]


def test_the_tables_are_counted(export: Path) -> None:
    assert ["actors", "3", "table", "Everyone"] in [line[:4] for line in _lines("tables", "--data", export)]
