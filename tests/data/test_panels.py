"""The panels against counts made from the CSV files by other means, and what must hold in every row of them."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from fpdata import connect
from fpdata.export.state_years import _BESIDE, COVERING, HOME
from tests.helpers import ROOT

pytestmark = pytest.mark.xdist_group("data_set")


@pytest.fixture(scope="module")
def sql(data_set: Path) -> duckdb.DuckDBPyConnection:
    return connect(path=data_set)


def raw(table: str) -> list[dict[str, str]]:
    with (ROOT / "datasets" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("country", ["france", "japan", "kenya", "mexico"])
def test_days_with_an_ambassador_are_those_between_the_dates_of_roles(
    sql: duckdb.DuckDBPyConnection, country: str
) -> None:
    days = set()
    for role in raw("roles"):
        served = role["basis"] not in ("acting", "nominated-not-served", "designated")
        if role["office_id"] == f"ambassador-to-{country}" and role["title"].startswith("Ambassador") and served:
            try:
                first, last = date.fromisoformat(role["start"]), date.fromisoformat(role["end"])
            except ValueError:
                continue  # not in these years
            days |= {first + timedelta(days=n) for n in range((last - first).days + 1)}
    expected = Counter(day.year for day in days)
    query = "select year, ambassador_certain from country_years where country_id = ? and year between 1965 and 2015"
    found = dict(sql.execute(query, [country]).fetchall())
    assert len(found) == 51
    assert found == {year: expected[year] for year in found}
    if country == "france":
        assert found[2012] == 366
        assert found[2013] == 324  # until 20 November


def test_trips_of_kerry_in_2014(sql: duckdb.DuckDBPyConnection) -> None:
    own = {part["event_id"] for part in raw("participations") if part["actor_id"] == "john-f-kerry"}
    stays = Counter(
        event["country_id"]
        for event in raw("events")
        if event["event_id"] in own and event["kind"] == "trip" and event["date"][:4] == "2014" and event["part_of_id"]
    )
    counted = "select country_id, secretary_trips from country_years where year = 2014 and secretary_trips > 0"
    del stays["palestinian-territories"]  # neither COW nor GW has it
    assert dict(sql.execute(counted).fetchall()) == stays
    assert stays["france"] == 11


def test_visits_from_israel(sql: duckdb.DuckDBPyConnection) -> None:
    from_israel = {actor["actor_id"] for actor in raw("actors") if actor["country_id"] == "israel"}
    visitors = defaultdict(set)
    for part in raw("participations"):
        if part["part"] == "visitor":
            visitors[part["event_id"]].add(part["actor_id"])
    visits = [
        event
        for event in raw("events")
        if event["kind"] == "visit" and event["status"] == "held" and visitors[event["event_id"]] & from_israel
    ]
    expected = Counter(int(event["date"][:4]) for event in visits)
    query = "select year, visits from country_years where country_id = 'israel' and visits > 0"
    assert dict(sql.execute(query).fetchall()) == expected


def test_letters_between_washington_and_moscow_in_1962(sql: duckdb.DuckDBPyConnection) -> None:
    countries = {actor["actor_id"]: actor["country_id"] for actor in raw("actors")}
    in_1962 = {document["document_id"] for document in raw("documents") if document["date"].startswith("1962")}
    ends = defaultdict(set)
    for each in raw("contributions"):
        if each["document_id"] in in_1962:
            ends[each["part"], countries[each["actor_id"]]].add(each["document_id"])
    expected = (
        len(ends["sender", HOME] & ends["recipient", "soviet-union"]),
        len(ends["sender", "soviet-union"] & ends["recipient", HOME]),
    )
    query = "select letters_to, letters_from from country_years where country_id = 'soviet-union' and year = 1962"
    assert sql.execute(query).fetchone() == expected
    assert min(expected) > 0


def test_what_must_hold_in_every_row(sql: duckdb.DuckDBPyConnection) -> None:
    wrong = """
        select * from country_years
        where covered_days > days or days > 366
            or ambassador_certain > ambassador_presumed or ambassador_presumed > chief_presumed
            or chief_certain > chief_presumed or chief_presumed > chief_possible or chief_possible > days
            or acting_certain > acting_presumed
            or (covered_days = days and vacant_days + closed_days + chief_possible <> days)
            or (covered_days > 0) <> (vacant_days is not null)
            or 0 in (acting_certain, acting_presumed, meetings, calls, letters_to, letters_from)
            or (chief_presumed > 0) <> (chief_role_id is not null)
    """
    assert sql.execute(wrong).fetchall() == []
    rows = """
        select count(*), count(distinct (country_id, year)), count(*) filter (covered_days = days) > 15000
        from country_years
    """
    count, distinct, covered = sql.execute(rows).fetchone() or ()
    assert count == distinct
    assert covered
    assert sql.execute("select count(*), count(distinct (from_id, to_id, year)) from dyad_years").fetchall() == [
        (2 * count, 2 * count)
    ]


def test_both_panels_agree(sql: duckdb.DuckDBPyConnection) -> None:
    differing = """
        select c.country_id, c.year
        from country_years c
        join dyad_years a on a.to_id = c.country_id and a.year = c.year
        join dyad_years b on b.from_id = c.country_id and b.year = c.year
        where (a.visits, a.secretary_trips, a.ambassador_certain, a.letters, a.meetings, a.calls, b.visits, b.letters, b.calls)
            is distinct from (c.president_trips, c.secretary_trips, c.ambassador_certain, c.letters_to, c.meetings, c.calls,
                c.visits, c.letters_from, c.calls)
    """
    assert sql.execute(differing).fetchall() == []


def test_the_ids_that_the_code_names_are_in_the_data() -> None:
    covered = {(row["table"], row["source_id"], row["scope"]) for row in raw("coverage")}
    assert set().union(*COVERING.values()) <= covered
    former = {row["country_id"] for row in raw("countries") if row["kind"] == "historical-state"}
    assert former >= _BESIDE


def test_the_page_gives_the_years_that_are_covered(sql: duckdb.DuckDBPyConnection) -> None:
    page = (ROOT / "docs" / "panels.md").read_text()
    for words, condition in (
        ("chiefs of mission", "covered_days = days"),
        ("travels of Presidents", "president_trips = 0"),
        ("travels of Secretaries of State", "secretary_trips = 0"),
        ("visits of foreign leaders", "visits = 0"),
    ):
        first, last = sql.execute(f"select min(year), max(year) from country_years where {condition}").fetchone() or ()
        assert f"{words}, {first} to {last}" in page
