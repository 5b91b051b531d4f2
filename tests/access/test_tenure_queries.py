"""Who held what on a day: certainly, possibly, or nobody; in Python, in SQL and on the command line alike."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from typer.testing import CliRunner

import fpdata
from fpdata.cli.app import app
from fpdata.export.parquet import build
from fpdata.export.tenures import compute_tenures
from fpdata.generate.package import write_package
from fpdata.model.edtf import bounds
from fpdata.strategies import PackageDict, packages
from tests.helpers import examples
from tests.sample import Row, exported, row, sample

# What the register says of the envoys: start, end, basis; and who surely, who possibly held the office on a day.
ENVOYS = {
    "first": ("1880-02-03", "1881-04-05", "appointed"),
    "acting": ("1881-04-06", "1881-06", "acting"),
    "second": ("1882", "", "appointed"),
    "third": ("1884-07-08", "", "appointed"),
    "never": ("1886-01-02", "", "nominated-not-served"),
    "fourth": ("1888-05~", "1889-01", "appointed"),
    "fifth": ("1890-02-02", "..", "appointed"),
    "undated": ("", "", "appointed"),
}
ON_A_DAY = [
    ("1880-02-02", set(), set()),
    ("1880-02-03", {"first"}, set()),
    ("1881-04-05", {"first"}, set()),
    ("1881-05-31", {"acting"}, set()),
    ("1881-06-15", set(), {"acting"}),
    ("1881-08-01", set(), set()),
    ("1882-07-01", set(), {"second"}),
    ("1884-07-08", {"third"}, {"second"}),
    ("1886-02-01", set(), {"third"}),
    ("1888-02-01", set(), {"third", "fourth"}),
    ("1889-01-01", {"fourth"}, set()),
    ("1890-02-02", {"fifth"}, set()),
    ("1900-01-01", {"fifth"}, set()),
    ("1900-01-02", set(), {"fifth"}),
]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tenures")
    tables = sample()
    tables["roles"] = [_role(name, *dates) for name, dates in ENVOYS.items()]
    tables["participations"] = []
    for name in ENVOYS:
        tables["actors"].append(
            row("actors", actor_id=name, kind="person", name=name, sort_name=name, source_id="register")
        )
    write_package(folder, tables)
    build(folder, folder / "data")
    return folder / "data"


def _role(name: str, start: str, end: str, basis: str) -> Row:
    return row("roles", role_id=f"{name}-envoy", actor_id=name, office_id="envoy", title="Envoy", basis=basis, start=start or None, end=end or None, source_id="register")  # fmt: skip


@pytest.mark.parametrize(("day", "certain", "possible"), ON_A_DAY)
def test_a_day(data: Path, day: str, certain: set[str], possible: set[str]) -> None:
    found = {"certainly": set[str](), "possibly": set[str]()}
    for held in fpdata.as_of(day, office="envoy", path=data).to_pylist():
        found[held["certainty"]].add(held["actor_id"])
    assert found == {"certainly": certain, "possibly": possible}
    sql = f"select certainty, actor_id from as_of('{day}') where office_id = 'envoy'"
    assert set(fpdata.connect(path=data).execute(sql).fetchall()) == {
        (c, a) for c, names in found.items() for a in names
    }


def test_filters(data: Path) -> None:
    assert fpdata.as_of("1880-03-01", path=data).num_rows == 1
    assert fpdata.as_of(date(1880, 3, 1), country="ruritania", path=data).num_rows == 0
    assert fpdata.as_of("1880-03-01", organization="gazette", path=data).num_rows == 0
    with pytest.raises(ValueError, match="day must be an existing day as YYYY-MM-DD, not 'March 1880'"):
        fpdata.as_of("March 1880", path=data)


def test_holders_in_turn(data: Path) -> None:
    holders = fpdata.office_holders("envoy", path=data)
    entries = [(entry["actor_name"] or entry["note"], entry["start"], entry["end"]) for entry in holders.to_pylist()]
    assert entries == [
        ("first", "1880-02-03", "1881-04-05"),
        ("acting", "1881-04-06", "1881-06"),
        ("gap", "1881-07-01", "1881-12-31"),
        ("second", "1882", None),
        ("third", "1884-07-08", None),
        ("fourth", "1888-05~", "1889-01"),
        ("gap", "1889-02-01", "1890-02-01"),
        ("fifth", "1890-02-02", ".."),
        ("undated", None, None),
    ]
    assert holders.schema.field("start_min").type == pa.date32()
    gap = holders.filter(pc.equal(holders["note"], "gap")).to_pylist()[0]
    assert (gap["start_min"], gap["end_max"]) == (date(1881, 7, 1), date(1881, 12, 31))
    with pytest.raises(fpdata.UnknownIdError, match="unknown office 'consul'"):
        fpdata.office_holders("consul", path=data)


def test_an_overlap_is_named(tmp_path: Path) -> None:
    tables = sample()
    tables["roles"][1]["end"] = "1889-05-01"
    write_package(tmp_path, tables)
    build(tmp_path, tmp_path / "data")
    assert fpdata.office_holders("envoy", path=tmp_path / "data")["note"].to_pylist() == [None, "overlap"]


@given(packages())
@examples(20)
def test_what_is_certain_is_possible(tmp_path_factory: pytest.TempPathFactory, package: PackageDict) -> None:
    tables = exported(tmp_path_factory.mktemp("tenures"), package)
    roles = {role["role_id"]: role for role in package["roles"]}
    for tenure in compute_tenures(tables).to_pylist():
        role = roles[tenure["role_id"]]
        assert role["basis"] != "nominated-not-served"
        if tenure["certain_from"]:
            assert (tenure["possible_from"] or date.min) <= tenure["certain_from"] <= tenure["certain_to"]
            assert tenure["certain_to"] <= (tenure["possible_to"] or date.max)
        if role["start"] and tenure["certain_from"]:
            latest = bounds(role["start"]).latest
            assert latest is not None
            assert tenure["certain_from"] >= latest


def test_travel(tmp_path: Path) -> None:
    tables = sample()

    def event(id: str, kind: str, when: str, whole: str | None = None) -> None:
        tables["events"].append(row("events", event_id=id, kind=kind, name=id, date=when, status="held", country_id="ruritania", part_of_id=whole, source_id="register"))  # fmt: skip
        tables["participations"].append(row("participations", event_id=id, actor_id="ada-lake", part="traveler", presence="confirmed", source_id="register"))  # fmt: skip

    event("journey", "trip", "1891-01-01/1891-01-09")
    event("leg-1", "trip", "1891-01-01/1891-01-04", "journey")
    event("leg-2", "trip", "1891-01-05/1891-01-09", "journey")
    event("stay", "visit", "1892")
    write_package(tmp_path, tables)
    build(tmp_path, tmp_path / "data")

    def found(**filters: str) -> list[str]:
        return fpdata.travel(path=tmp_path / "data", **filters)["event_id"].to_pylist()  # type: ignore[no-any-return,arg-type]

    assert found(person="ada-lake") == ["leg-1", "leg-2", "stay"]
    assert found(person="ben-moor") == []
    assert found(country="ruritania", start="1891-01-04", end="1891-01-04") == ["leg-1"]
    assert found(start="1892-06-01") == ["stay"]
    assert found(kind="trip", end="1891-01-02") == ["leg-1"]
    with pytest.raises(ValueError, match="kind must be 'trip' or 'visit'"):
        found(kind="flight")


@pytest.mark.parametrize(
    ("command", "shows"),
    [
        (("as-of", "1880-03-01", "--office", "envoy"), '"certainty": "certainly"'),
        (("office", "envoy"), '"note": "gap"'),
        (("travel", "--from", "1800-01-01"), "[]"),
        (("coverage", "roles"), "Envoys after 1900."),
    ],
)
def test_the_commands(data: Path, command: tuple[str, ...], shows: str) -> None:
    result = CliRunner().invoke(app, [*command, "--data", str(data)])
    assert result.exit_code == 0
    assert shows in result.stdout
    missing = CliRunner().invoke(app, [*command, "--data", str(data / "nowhere")])
    assert missing.exit_code == 2


def test_wrong_days_and_offices_fail_with_a_message(data: Path) -> None:
    for command in (("as-of", "yesterday"), ("office", "consul"), ("travel", "--from", "yesterday")):
        assert CliRunner().invoke(app, [*command, "--data", str(data)]).exit_code == 2


def test_every_day_of_a_tenure_is_in_order(data: Path) -> None:
    """Between its first and last possible day a role is found on every day, and on none outside."""
    tenure = next(t for t in fpdata.load("role_holders", path=data).to_pylist() if t["role_id"] == "first-envoy")
    for day, found in (
        (tenure["possible_from"], 1),
        (tenure["possible_to"], 1),
        (tenure["possible_from"] - timedelta(1), 0),
    ):
        assert sum(actor == "first" for actor in fpdata.as_of(day, path=data)["actor_id"].to_pylist()) == found
