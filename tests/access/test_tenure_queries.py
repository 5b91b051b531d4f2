"""Who held what on a day: certain, presumed, possible or nobody; in Python, in SQL and on the command line alike."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import fpdata
from fpdata.access.absence import explanation
from fpdata.access.tenure_queries import turns_in_office
from fpdata.export.parquet import build
from fpdata.generate.package import write_package
from fpdata.strategies import PackageDict, packages
from tests.helpers import app, examples
from tests.sample import Row, exported, row, sample

# What the register says of the envoys: start, end, basis; and who certainly, presumably and possibly held the office.
ENVOYS = {
    "first": ("1880-02-03", "1881-04-05", "appointed"),
    "acting": ("1881-04-06", "1881-06", "acting"),
    "second": ("1882", "", "appointed"),
    "third": ("1884-07-08", "", "appointed"),
    "never": ("1886-01-02", "", "nominated-not-served"),
    "fourth": ("1888-05~", "1889-01", "appointed"),
    "fifth": ("1890-02-02", "..", "appointed"),
    "undated": ("", "", "appointed"),
    "named": ("", "", "designated"),
}
ON_A_DAY = [
    ("1880-02-02", "", "", ""),
    ("1880-02-03", "first", "", ""),
    ("1881-04-05", "first", "", ""),
    ("1881-05-31", "acting", "", ""),
    ("1881-06-15", "", "", "acting"),
    ("1881-08-01", "", "", ""),
    ("1882-07-01", "", "", "second"),
    ("1883-07-01", "", "second", ""),
    ("1884-07-08", "third", "", "second"),
    ("1886-02-01", "", "third", ""),
    ("1887-02-01", "", "", "third"),
    ("1888-02-01", "", "", "fourth third"),
    ("1889-01-01", "fourth", "", ""),
    ("1890-02-02", "fifth", "", ""),
    ("1900-01-01", "fifth", "", ""),
    ("1900-01-02", "", "fifth", ""),
    ("1902-01-02", "", "", "fifth"),
    ("1911-01-02", "", "", ""),
    ("1880-02", "first", "", ""),
    ("1881", "acting first", "", ""),
    ("1884-07", "third", "", "second"),
    ("1888-12-31/1890-02-02", "fifth fourth", "", "third"),
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


@pytest.mark.parametrize(("day", "certain", "presumed", "possible"), ON_A_DAY)
def test_a_day_month_or_year(data: Path, day: str, certain: str, presumed: str, possible: str) -> None:
    found: dict[str, set[str]] = {"certain": set(), "presumed": set(), "possible": set()}
    for held in fpdata.as_of(day, office="envoy", path=data).to_pylist():
        found[held["certainty"]].add(held["actor_id"])
    assert [set(names.split()) for names in (certain, presumed, possible)] == list(found.values())


@pytest.mark.parametrize("day", [day for day, *_ in ON_A_DAY if "/" not in day])
def test_the_macro_answers_the_same(data: Path, day: str) -> None:
    columns = ["certainty", "change", "role_id", "last_seen"]
    rows = fpdata.connect(path=data).execute(f"select {', '.join(columns)} from as_of('{day}')").fetchall()
    assert rows == [tuple(row.values()) for row in fpdata.as_of(day, path=data).select(columns).to_pylist()]


def test_on_a_day_of_transition_both_are_found(data: Path) -> None:
    def changes(day: str) -> list[tuple[str, str | None]]:
        found = fpdata.as_of(day, path=data).to_pylist()
        return [(held["actor_id"], held["change"]) for held in found if held["certainty"] == "certain"]

    assert changes("1881-04-05") == [("first", "until")]
    assert changes("1881-04-06") == [("acting", "from")]
    assert changes("1881-04") == [("first", "until"), ("acting", "from")]
    assert changes("1881-05-01") == [("acting", None)]


@pytest.mark.parametrize(
    ("day", "kind", "text"),
    [
        ("1881-08-01", "not-covered", "between acting (until 1881-06) and second (from 1882); 1 role has no date."),
        ("1870", "not-covered", "is recorded before first (from 1880-02-03); 1 role has no date."),
        ("1999", "not-covered", "after fifth (at the latest until 1910-02-02); 1 role has no date."),
    ],
)
def test_an_empty_answer_says_why(data: Path, day: str, kind: str, text: str) -> None:
    about = fpdata.as_of(day, office="envoy", path=data).schema.metadata
    assert about[b"absence"].decode() == kind
    assert about[b"explanation"].decode().endswith(text)


def test_a_vacancy_is_told_from_what_is_not_covered(tmp_path: Path) -> None:
    tables = sample()
    tables["roles"][0] |= {"start": "1891-02-03", "end": "1892-01-01"}
    tables["participations"] = []
    write_package(tmp_path, tables)
    build(tmp_path, tmp_path / "data")

    def why(day: str) -> tuple[str, str]:
        about = fpdata.as_of(day, office="envoy", path=tmp_path / "data").schema.metadata
        return about[b"absence"].decode(), about[b"explanation"].decode()

    held = "Ben Moor (until 1889-03-04)", "Ada Lake (from 1891-02-03)"
    no_holder = "No holder of the office of Envoy is recorded"
    but = "although the sources cover that time; who acted may be missing."
    assert why("1890") == ("vacant", f"{no_holder} between {held[0]} and {held[1]}, {but}")
    assert why("1899") == ("vacant", f"{no_holder} after Ada Lake (until 1892-01-01), {but}")
    assert why("1901") == (
        "not-covered",
        "No holder of the office of Envoy is recorded after Ada Lake (until 1892-01-01); the sources cover it to 1900-01-01.",
    )
    notes = fpdata.office_holders("envoy", path=tmp_path / "data")["note"].to_pylist()
    assert notes == [None, "vacant", None]
    absence = fpdata.as_of("1700", person="ben-moor", path=tmp_path / "data").schema.metadata
    assert absence[b"explanation"].startswith(b"No such role of Ben Moor is recorded for this time")
    absence = fpdata.as_of("1700", path=tmp_path / "data").schema.metadata
    assert absence[b"explanation"].startswith(b"No such role is recorded for this time")


def test_an_empty_answer_names_the_office_that_the_organization_had_before(tmp_path: Path) -> None:
    tables = sample()
    of_gazette = {"kind": "agency-head", "seats": "one", "organization_id": "gazette", "source_id": "register"}
    tables["offices"] += [
        row("offices", office_id="old-director", title="Old Director", end="1884-12-31", **of_gazette),
        row("offices", office_id="new-director", title="New Director", **of_gazette),
        row("offices", office_id="clerk", title="Clerk", **of_gazette),
    ]
    held = row("roles", role_id="old", actor_id="ada-lake", office_id="old-director", title="T", basis="appointed", start="1880-01-02", end="1884", source_id="register")  # fmt: skip
    tables["roles"] += [
        held,
        held
        | {"role_id": "new", "actor_id": "ben-moor", "office_id": "new-director", "start": "1885-01-02", "end": "1889"},
        held | {"role_id": "clerk", "actor_id": "ben-moor", "office_id": "clerk", "start": "1870", "end": "1899"},
    ]
    exported(tmp_path, tables)

    def why(day: str, office: str) -> str:
        return explanation(fpdata.as_of(day, office=office, path=tmp_path / "export"))

    assert why("1882", "new-director").endswith(
        "(from 1885-01-02). At that time, Ada Lake held the office of Old Director (old-director)."
    )
    assert why("1887", "old-director").endswith(
        " At that time, Ben Moor held the office of New Director (new-director)."
    )
    assert why("1875", "new-director").endswith(
        "is recorded before Ben Moor (from 1885-01-02)."
    )  # the clerk is another


def test_an_empty_answer_says_that_the_country_did_not_exist(tmp_path: Path) -> None:
    tables = sample()
    tables["countries"] += [
        row("countries", country_id="new", name="New Land", kind="state", start="1880-02-03", end=".."),
        row("countries", country_id="older", name="Older Land", kind="historical-state", start="1860", end="1870"),
        row("countries", country_id="old", name="Old Land", kind="historical-state", end="1879", successor_id="new"),
    ]
    exported(tmp_path, tables)

    def why(day: str, country: str) -> str:
        return explanation(fpdata.as_of(day, country=country, path=tmp_path / "export"))

    assert why("1870", "new").endswith(" New Land has existed since 1880-02-03.")
    assert why("1890", "old").endswith(" Old Land existed until 1879; see new.")
    assert why("1850", "older").endswith(" Older Land existed from 1860 until 1870.")
    assert why("1890", "new").endswith("what the sources cover.")


def test_an_empty_answer_says_since_when_an_office_was_held(tmp_path: Path) -> None:
    tables = sample()
    tables["countries"].append(row("countries", country_id="new", name="New Land", kind="state", start="1880-02-03"))
    for id, start in (("monarch", "1870-01-02"), ("envoy-of-new", "/1885")):
        tables["offices"].append(row("offices", office_id=id, title=id, kind="foreign", seats="one", country_id="new", source_id="register"))  # fmt: skip
        tables["roles"].append(row("roles", role_id=id, actor_id="ada-lake", office_id=id, title="T", basis="appointed", start=start, end="1889", source_id="register"))  # fmt: skip
    exported(tmp_path, tables)

    def why(day: str, office: str) -> str:
        return explanation(fpdata.as_of(day, office=office, path=tmp_path / "export"))

    assert why("1875", "monarch").endswith("before Ada Lake (from 1880-02-03). New Land has existed since 1880-02-03.")
    assert "before Ada Lake (in office by 1885)" in why("1800", "envoy-of-new")


def test_today_is_the_default(data: Path) -> None:
    assert fpdata.as_of(path=data).equals(fpdata.as_of(date.today(), path=data))


def test_filters(data: Path) -> None:
    assert fpdata.as_of("1880-03-01", path=data).num_rows == 1
    assert fpdata.as_of(date(1880, 3, 1), country="ruritania", path=data).num_rows == 0
    assert fpdata.as_of("1880-03-01", organization="gazette", path=data).num_rows == 0
    for wrong in ("March 1880", "1880-13", "1880-02-30", "188X", "1880-21", "1880~", "18800301", "1881/1880", "..", ""):
        with pytest.raises(ValueError, match="day must be an existing day as YYYY-MM-DD, a month as YYYY-MM or a year"):
            fpdata.as_of(wrong, path=data)


def test_holders_in_turn(data: Path) -> None:
    holders = fpdata.office_holders("envoy", path=data)
    entries = [(entry["actor_name"] or entry["note"], entry["start"], entry["end"]) for entry in holders.to_pylist()]
    assert entries == [
        ("first", "1880-02-03", "1881-04-05"),
        ("acting", "1881-04-06", "1881-06"),
        ("not-covered", "1881-07-01", "1881-12-31"),  # somebody without dates held it at some time
        ("second", "1882", None),
        ("third", "1884-07-08", None),
        ("fourth", "1888-05~", "1889-01"),
        ("not-covered", "1889-02-01", "1890-02-01"),
        ("fifth", "1890-02-02", ".."),
        ("undated", None, None),
    ]
    assert holders.schema.field("start_min").type == pa.date32()
    gap = holders.filter(pc.equal(holders["note"], "not-covered")).to_pylist()[0]
    assert (gap["start_min"], gap["end_max"]) == (date(1881, 7, 1), date(1881, 12, 31))
    (third,) = holders.filter(pc.equal(holders["actor_name"], "third")).to_pylist()
    assert (third["last_seen"], third["last_seen_document_id"]) == (date(1884, 7, 8), "register")
    assert (third["presumed_to"], third["possible_to"]) == (date(1886, 7, 8), date(1888, 12, 31))
    with pytest.raises(fpdata.UnknownIdError, match="unknown office 'consul'"):
        fpdata.office_holders("consul", path=data)


def test_an_overlap_is_named(tmp_path: Path) -> None:
    tables = sample()
    tables["roles"][1]["end"] = "1889-05-01"
    write_package(tmp_path, tables)
    build(tmp_path, tmp_path / "data")
    assert fpdata.office_holders("envoy", path=tmp_path / "data")["note"].to_pylist() == [None, "overlap"]


def test_many_holders_at_once_are_no_overlap(tmp_path: Path) -> None:
    tables = sample()
    tables["roles"][1]["end"] = "1889-05-01"
    tables["offices"][0]["seats"] = "many"
    write_package(tmp_path, tables)
    build(tmp_path, tmp_path / "data")
    assert fpdata.office_holders("envoy", path=tmp_path / "data")["note"].to_pylist() == [None, None]


@given(packages(), st.dates(date(1780, 1, 1), date(2040, 1, 1)), st.integers(1, 40))
@examples(8)
def test_the_answer_for_a_period_is_the_best_of_its_days(
    tmp_path_factory: pytest.TempPathFactory, package: PackageDict, first: date, days: int
) -> None:
    folder = tmp_path_factory.mktemp("tenures")
    exported(folder, package)

    def answers(day: date | str) -> dict[str, str]:
        found = fpdata.as_of(day, path=folder / "export").to_pylist()
        return {role["role_id"]: role["certainty"] for role in found}

    best: dict[str, str] = {}
    for day in range(days):
        for role, answer in answers(first + timedelta(day)).items():
            best[role] = min(answer, best.get(role, answer), key=("certain", "presumed", "possible").index)
    assert answers(f"{first}/{first + timedelta(days - 1)}" if days > 1 else first) == best


def test_travel(tmp_path: Path) -> None:
    tables = sample()

    def event(id: str, kind: str, when: str, whole: str | None = None) -> None:
        tables["events"].append(row("events", event_id=id, kind=kind, name=id, date=when, status="held", country_id="ruritania", part_of_id=whole, source_id="register"))  # fmt: skip
        tables["participations"].append(row("participations", event_id=id, actor_id="ada-lake", part="traveler", presence="confirmed", source_id="register"))  # fmt: skip

    event("journey", "trip", "1891-01-01/1891-01-09")
    event("leg-1", "trip", "1891-01-01/1891-01-04", "journey")
    event("leg-2", "trip", "1891-01-05/1891-01-09", "journey")
    event("stay", "visit", "1892")
    tables["participations"] += [
        row("participations", event_id=id, actor_id="ben-moor", part=part, presence="confirmed", source_id="register")
        for id, part in (("leg-1", "subject"), ("leg-2", "host"), ("stay", "absent"))
    ]
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
        (("as-of", "1880-03-01", "--office", "envoy"), '"certainty": "certain"'),
        (("office", "envoy"), '"note": "not-covered"'),
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


def test_only_the_source_of_an_earlier_holder_shows_that_nobody_followed() -> None:
    def role(year: int, covered: date | None, kind: str) -> dict[str, Any]:
        first, last = date(year, 1, 1), date(year, 12, 31)
        days = dict.fromkeys(("start_min", "possible_from", "certain_from"), first)
        days |= dict.fromkeys(("end_min", "end_max", "possible_to", "certain_to"), last)
        office = {"seats": "one", "office_kind": kind, "covered_to": covered, "basis": "appointed"}
        return {"role_id": str(year), "start": first.isoformat(), "end": last.isoformat(), **office, **days}

    def gap(before: date | None, after: date | None, kind: str = "cabinet") -> Any:
        return turns_in_office([role(1957, before, kind), role(1970, after, kind)])[1]["note"]

    reach = date(2000, 1, 1)
    assert gap(reach, None) == "vacant"
    assert gap(None, reach) == "not-covered"
    assert gap(date(1960, 1, 1), reach) == "not-covered"
    assert gap(reach, reach, "foreign") == "not-covered"  # lists of one day each
