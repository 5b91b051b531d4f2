"""What bounds a tenure without recorded ends, and the laws that hold for every one, whatever the dates say."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given

from fpdata.export.tenure_bounds import (
    LIFE_YEARS,
    LONGEST_YEARS,
    LONGEST_YEARS_ACTING,
    LONGEST_YEARS_ELSEWHERE,
    LONGEST_YEARS_INHERITED,
)
from fpdata.export.tenures import PRESUMED_YEARS, USUAL_YEARS, compute_tenures
from fpdata.export.views import derived_from_views, derived_tables
from fpdata.model.edtf import bounds
from fpdata.model.offices import NOT_SEATED, OfficeKind
from fpdata.strategies import PackageDict, packages
from tests.helpers import examples
from tests.sample import Row, Tables, exported, row, sample

Days = dict[str, date | None]


def office(id: str, kind: str = "cabinet", **values: str | None) -> Row:
    return row("offices", office_id=id, title=id, kind=kind, seats="one", source_id="register", **values)


def role(
    id: str, actor: str, office: str | None, start: str | None = None, end: str | None = None, **values: str
) -> Row:
    defaults = {"basis": "appointed", "source_id": "register"}
    return row("roles", role_id=id, actor_id=actor, office_id=office, title="T", start=start, end=end, **(defaults | values))  # fmt: skip


def person(id: str, born: str | None = None, died: str | None = None) -> Row:
    return row("actors", actor_id=id, kind="person", name=id, sort_name=id, born=born, died=died, source_id="register")


@pytest.fixture
def tables() -> Tables:
    """The sample without its roles and coverage, but with two people and some offices."""
    tables = sample()
    tables["roles"], tables["participations"], tables["coverage"] = [], [], []
    tables["actors"] += [person("a"), person("b"), person("mortal", "1850", "1885-02-03")]
    tables["offices"] += [office("one"), office("two"), office("mission", "envoy"), office("closed", end="1886")]
    tables["offices"].append(office("abroad", "foreign"))
    return tables


def tenures(folder: Path, tables: Tables) -> dict[str, dict[str, Any]]:
    computed = compute_tenures(exported(folder, tables)).to_pylist()
    return {tenure["role_id"]: tenure for tenure in computed}


def days(tenure: dict[str, Any], *names: str) -> list[str | None]:
    return [tenure[name] and str(tenure[name]) for name in names]


ENDS = ("certain_to", "presumed_to", "possible_to")


@pytest.mark.parametrize(
    ("roles", "ends"),
    [
        # Nothing but the start: presumed for two years, possible for the longest tenure of the kind.
        ([role("r", "a", "one", "1880-01-02")], ["1880-01-02", "1882-01-02", "1895-01-02"]),
        ([role("r", "a", "one", "1880-01-02", basis="acting")], ["1880-01-02", "1881-01-02", "1890-01-02"]),
        # A monarch reigns longer than others hold an office abroad.
        ([role("r", "a", "abroad", "1880-01-02")], ["1880-01-02", "1882-01-02", "1930-01-02"]),
        ([role("r", "a", "abroad", "1880-01-02", basis="inherited")], ["1880-01-02", "1882-01-02", "1951-01-02"]),
        # The holder's death.
        ([role("r", "mortal", "one", "1884-01-02")], ["1884-01-02", "1885-02-03", "1885-02-03"]),
        # The end of the office.
        ([role("r", "a", "closed", "1885-01-02")], ["1885-01-02", "1886-12-31", "1886-12-31"]),
        # The next holder, if he certainly holds the one seat; or who acts in it for long, then on the last day of it.
        (
            [role("r", "a", "one", "1880-01-02"), role("s", "b", "one", "1881-03-04", "1882")],
            ["1880-01-02", "1881-03-03", "1881-03-04"],
        ),
        (
            [role("r", "a", "one", "1880-01-02"), role("s", "b", "one", "1881", "1882")],
            ["1880-01-02", "1880-12-31", "1881-12-31"],
        ),
        (
            [role("r", "a", "one", "1880-01-02"), role("s", "b", "one", "1881-03-04", "1881-08-05", basis="acting")],
            ["1880-01-02", "1881-08-05", "1881-08-05"],
        ),
        (
            [role("r", "a", "one", "1880-01-02"), role("s", "b", "one", "1881-03-04", "1881-05-06", basis="acting")],
            ["1880-01-02", "1882-01-02", "1895-01-02"],
        ),
        # Who acts in a month gives way to the holder who came within it.
        (
            [role("r", "a", "one", "1880-01", basis="acting"), role("s", "b", "one", "1880-01-12", "1882")],
            [None, None, "1880-01-31"],
        ),
        # The holder's own next full-time post; not a mission beside it, nor what the holder only acts in.
        (
            [role("r", "a", "one", "1880-01-02"), role("s", "a", "two", "1881-03-04", "1882")],
            ["1880-01-02", "1881-03-03", "1881-03-04"],
        ),
        (
            [role("r", "a", "one", "1880-01-02"), role("s", "a", "mission", "1881-03-04", "1882")],
            ["1880-01-02", "1882-01-02", "1895-01-02"],
        ),
        (
            [role("r", "a", "one", "1880-01-02"), role("s", "a", "two", "1881-03-04", "1882", basis="acting")],
            ["1880-01-02", "1882-01-02", "1895-01-02"],
        ),
        # Unless somebody held both offices together for long, or one appointment was for both.
        (
            [
                role("r", "a", "one", "1880-01-02"),
                role("s", "a", "two", "1881-03-04", "1882"),
                role("t", "b", "one", "1870-01-01", "1874-01-01"),
                role("u", "b", "two", "1870-01-01", "1874-01-01"),
            ],
            ["1880-01-02", "1882-01-02", "1895-01-02"],
        ),
        (
            [
                role("r", "a", "one", "1880-01-02", concurrent_group="g"),
                role("s", "a", "two", "1881-03-04", "1882", concurrent_group="g"),
            ],
            ["1880-01-02", "1882-01-02", "1895-01-02"],
        ),
        # What is open ends with the document that shows it, and with the next holder even if a document shows more.
        ([role("r", "a", "one", "1889-01-02", "..", source_id="gazette-1890-01-02")], ["1890-01-02", "1892-01-02", "1904-01-02"]),
        (
            [
                role("r", "a", "one", "1889-01-02", "..", source_id="gazette-1890-01-02"),
                role("s", "b", "one", "1889-12-01", "1895-01-01"),
            ],
            ["1889-12-01", "1889-12-01", "1889-12-01"],
        ),
    ],
)  # fmt: skip
def test_what_bounds_an_end(tmp_path: Path, tables: Tables, roles: list[Row], ends: list[str]) -> None:
    tables["roles"] = roles
    assert days(tenures(tmp_path, tables)["r"], *ENDS) == ends


@pytest.mark.parametrize(
    ("roles", "start"),
    [
        ([role("r", "a", "one", None, "1885-06-07")], "1870-06-07"),
        ([role("r", "mortal", "one", None, "1860-06-07")], "1850-01-01"),
        ([role("r", "a", "one", None, "1885-06-07", appointed="1884-05")], "1884-05-01"),
        ([role("r", "a", "one", None, "1885-06-07"), role("s", "b", "one", "1880", "1883-01-02")], "1883-01-02"),
        ([role("r", "a", "one", None, "1885-06-07"), role("s", "a", "two", "1880", "1884-01-02")], "1884-01-02"),
        ([role("r", "a", "one", None, "1885-06-07"), role("s", "b", "two", "1880", "1884-01-02")], "1870-06-07"),
        ([role("r", "a", "founded", None, "1885-06-07")], "1882-01-01"),
    ],
)
def test_what_bounds_a_start(tmp_path: Path, tables: Tables, roles: list[Row], start: str) -> None:
    tables["offices"].append(office("founded", start="1882"))
    tables["roles"] = roles
    tenure = tenures(tmp_path, tables)["r"]
    assert days(tenure, "possible_from") == [start]
    # An end that is a day shows that the role was held on it.
    assert tenure["certain_from"] == tenure["certain_to"] == date.fromisoformat(str(roles[0]["end"]))


def test_a_role_without_dates_is_held_on_the_days_of_its_documents(tmp_path: Path, tables: Tables) -> None:
    talks = row("participations", event_id="1890-talks-dinner", actor_id="b", part="member", presence="reported", role_id="met", source_id="gazette-1890-01-02")  # fmt: skip
    tables["participations"] = [talks]
    tables["citations"] = [
        row("citations", citation_id="c", table="roles", record_id="named", document_id="later", stance="supports")
    ]
    tables["documents"] += [
        row("documents", document_id="later", kind="article", title="Later", date="1890-03-04"),
        row("documents", document_id="copy", kind="page", title="Copy", date="1999", accessed="2020-01-01", copy_of_id="gazette-1890-01-02", copy_kind="archived"),
    ]  # fmt: skip
    tables["roles"] = [
        role("named", "a", None, source_id="gazette-1890-01-02"),
        role("met", "b", "mission"),
        role("copied", "b", None, source_id="copy"),
        role("listed", "a", "one"),  # a data set lists former holders, too
    ]
    found = tenures(tmp_path, tables)
    spans = ("certain_from", "certain_to", "presumed_to", "last_seen_document_id")
    assert days(found["named"], *spans) == ["1890-01-02", "1890-03-04", "1892-03-04", "later"]
    assert days(found["met"], *spans) == ["1890-01-02", "1890-01-02", "1892-01-02", "gazette-1890-01-02"]
    assert days(found["copied"], *spans) == ["1890-01-02", "1890-01-02", "1892-01-02", "copy"]
    assert "listed" not in found


def test_who_is_announced_is_in_office_once_a_later_document_says_so(tmp_path: Path, tables: Tables) -> None:
    tables["documents"].append(row("documents", document_id="later", kind="article", title="Later", date="1890-03-04"))
    tables["citations"] = [
        row("citations", citation_id="c", table="roles", record_id="seen", document_id="later", stance="supports")
    ]
    announced = {"start": "1890-01-02", "start_kind": "announced", "source_id": "gazette-1890-01-02"}
    tables["roles"] = [
        role("named", "a", None, **announced),
        role("seen", "b", None, end="..", **announced),
        role("ended", "b", None, end="1890-05-06", **announced),
    ]
    found = tenures(tmp_path, tables)
    spans = ("possible_from", "certain_from", "certain_to", "presumed_to")
    assert days(found["named"], *spans) == ["1890-01-02", None, None, None]
    assert days(found["seen"], *spans) == ["1890-01-02", "1890-03-04", "1890-03-04", "1892-03-04"]
    assert days(found["ended"], *spans)[1:3] == ["1890-01-02", "1890-05-06"]


def test_a_source_carries_the_presumption_as_far_as_it_reaches(tmp_path: Path, tables: Tables) -> None:
    tables["coverage"] = [
        row("coverage", table="roles", source_id="register", scope=scope, missing="Nothing.") | {"to": to}
        for scope, to in (("cabinet", "1885"), ("envoys", "1899"))
    ]
    tables["roles"] = [
        role("old", "a", "one", "1870-01-02"),
        role("recent", "a", "mission", "1880-01-02"),
        role("new", "b", "two", "1884-07-08"),
        role("open", "b", "mission", "1881-01-02", ".."),
    ]
    found = tenures(tmp_path, tables)
    # Of several scopes, the one that ends first: nothing says to which an office belongs.
    assert days(found["recent"], *ENDS) == ["1880-01-02", "1881-01-01", "1881-01-02"]
    assert days(found["old"], "presumed_to", "covered_to") == [f"{1870 + USUAL_YEARS}-01-02", "1885-01-01"]
    assert days(found["new"], "presumed_to") == [f"{1884 + PRESUMED_YEARS}-07-08"]
    assert days(found["open"], *ENDS) == ["1885-01-01", "1887-01-01", "1901-01-02"]


def test_days_that_a_source_that_lags_shows_last_are_presumed(tmp_path: Path, tables: Tables) -> None:
    """Unless another source shows the holder then, the source says itself when it ended, or somebody followed at home."""
    tables["coverage"] = [
        row("coverage", table="roles", source_id="register", scope="all", to="1890-01-02", lag="60", missing="Nothing.")
    ]
    tables["participations"] = [
        row("participations", event_id="1890-talks", actor_id="b", part="head", presence="confirmed", role_id="met", source_id="gazette-1890-01-02")
    ]  # fmt: skip
    bounds = "1890-02-01/1890-05-06"
    tables["roles"] = [
        role("bounded", "a", "mission", "1885-01-02", bounds),
        role("gap", "ada-lake", None, "1885-01-02", "1890-02-01/"),
        role("stated", "ada-lake", None, "1885-01-02", bounds, end_kind="resigned"),
        role("met", "b", None, "1885-01-02", bounds),
        role("left", "a", "one", "1885-01-02", "1890-02-01/1890-02-08"),
        role("followed", "a", "two", "1885-01-02", "1890-02-01/1890-02-08"),
        role("follower", "b", "two", "1890-02-08"),
        role("open", "b", None, "1886-01-02", ".."),
    ]
    found = tenures(tmp_path, tables)
    assert days(found["bounded"], *ENDS) == ["1889-12-03", "1890-02-01", "1890-05-06"]
    assert days(found["gap"], *ENDS)[:2] == ["1889-12-03", "1890-02-01"]
    assert days(found["stated"], *ENDS) == ["1890-02-01", "1890-02-01", "1890-05-06"]
    assert days(found["met"], *ENDS)[:2] == ["1890-01-01", "1890-02-01"]  # the talks of 1 to 3 January
    assert days(found["left"], *ENDS) == ["1889-12-03", "1890-02-01", "1890-02-08"]
    assert days(found["followed"], *ENDS) == ["1890-02-01", "1890-02-01", "1890-02-08"]
    assert days(found["open"], *ENDS)[:2] == ["1889-12-03", "1892-02-01"]


def test_a_follower_ends_nothing_before_the_recorded_start(tmp_path: Path, tables: Tables) -> None:
    """Not even if the source, which lags, shows the follower to be in office before."""
    tables["coverage"] = [
        row("coverage", table="roles", source_id="register", scope="all", to="1890-01-02", lag="60", missing="Nothing.")
    ]
    tables["roles"] = [role("one", "a", "mission", "1888-01-02"), role("next", "b", "mission", "1889-12-05", "..")]
    assert days(tenures(tmp_path, tables)["one"], "presumed_to") == ["1889-12-04"]


def test_a_new_president_ends_the_presumption_for_those_whom_presidents_choose(tmp_path: Path, tables: Tables) -> None:
    of_state = {"country_id": "ruritania"}
    tables["offices"] += [
        office("president", "head-of-state", precedence="1", **of_state),
        office("minister", **of_state),
        office("consul", "chief-of-mission", **of_state),
    ]
    tables["roles"] = [
        role("first", "a", "president", "1880-01-01", "1884-01-01"),
        role("again", "a", "president", "1884-01-01", "1888-01-01"),
        role("next", "b", "president", "1888-01-01", "1892-01-01"),
        role("minister", "mortal", "minister", "1883-06-01"),
        role("late-minister", "ada-lake", "minister", "1887-06-01"),
        role("consul", "ben-moor", "consul", "1887-06-01"),
    ]
    found = tenures(tmp_path, tables)
    assert days(found["minister"], "presumed_to") == ["1885-02-03"]  # a second term is no change
    assert days(found["late-minister"], "presumed_to") == ["1887-12-31"]
    assert days(found["consul"], "presumed_to") == ["1889-06-01"]


def test_no_office_of_a_state_is_held_before_the_state_began(tmp_path: Path, tables: Tables) -> None:
    """A realm may give a monarch's start in another one."""
    tables["countries"].append(row("countries", country_id="new", name="New", kind="state", start="1885-05-06"))
    tables["offices"] += [
        office("monarch", "foreign", country_id="new"),
        office("consul", "chief-of-mission", country_id="new"),
    ]
    tables["roles"] = [
        role("monarch", "a", "monarch", "1880-01-02", "1889-01-02"),
        role("earlier", "b", "monarch", "1880-01-02", "1884-01-02"),
        role("mission", "a", "consul", "1880-01-02", "1889-01-02"),
    ]
    found = tenures(tmp_path, tables)
    first = ("possible_from", "certain_from")
    assert days(found["monarch"], *first) == ["1885-05-06", "1885-05-06"]
    assert days(found["mission"], *first) == ["1880-01-02", "1880-01-02"]
    assert "earlier" not in found


def test_an_office_and_a_mission_end_with_their_state(tmp_path: Path, tables: Tables) -> None:
    tables["countries"].append(
        row("countries", country_id="old", name="Old", kind="historical-state", start="1870", end="1885-05-06")
    )
    tables["offices"] += [office("king", "foreign", country_id="old"), office("minister", "chief-of-mission")]
    tables["roles"] = [
        role("king", "a", "king", None, "1880-01-02"),
        role("queen", "a", "king", "1884-01-02"),
        role("minister", "b", "minister", "1885-01-02", country_id="old"),
    ]
    found = tenures(tmp_path, tables)
    assert days(found["king"], "possible_from") == ["1870-01-01"]
    assert days(found["queen"], *ENDS) == ["1884-01-02", "1885-05-06", "1885-05-06"]
    assert days(found["minister"], *ENDS) == ["1885-01-02", "1885-05-06", "1885-05-06"]


@pytest.mark.parametrize(("end", "possible_to"), [("../1885-01-01", "1885-01-01"), (None, "1885-02-03")])
def test_a_death_and_a_latest_start_make_no_day_certain(
    tmp_path: Path, tables: Tables, end: str | None, possible_to: str
) -> None:
    """Who began by a day need not have served on it: a role may have ended on the day of its latest end, or before."""
    tables["roles"] = [role("r", "mortal", "one", "../1885-01", end)]
    found = tenures(tmp_path, tables)["r"]
    assert days(found, "certain_from", "certain_to") == [None, None]
    assert days(found, "possible_to") == [possible_to]


@given(packages())
@examples(12)
def test_the_laws_of_tenures(tmp_path_factory: pytest.TempPathFactory, package: PackageDict) -> None:
    tables = exported(tmp_path_factory.mktemp("tenures"), package)
    roles = {role["role_id"]: role for role in package["roles"]}
    actors = {actor["actor_id"]: actor for actor in package["actors"]}
    computed = compute_tenures(tables).to_pylist()
    expected = derived_tables(tables)
    is_known = [any(value is not None for name, value in row.items() if name != "role_id") for row in computed]
    expected["tenures"] = expected["tenures"].filter(pa.array(is_known, pa.bool_()))
    assert derived_from_views(tables) in (expected, None)
    for tenure in computed:
        role = roles[tenure["role_id"]]
        assert role["basis"] != "nominated-not-served"
        assert_nested(tenure)
        assert_within_life(tenure, actors[role["actor_id"]])
        if tenure["last_seen"]:
            assert tenure["last_seen_document_id"]
            assert tenure["last_seen"] <= (tenure["possible_to"] or date.max)
        if role["start"] and tenure["certain_from"] and not role["end"]:
            latest = bounds(role["start"]).latest
            assert (
                latest is None or tenure["certain_from"] <= latest or tenure["certain_from"] == tenure["possible_from"]
            )
    single = {office["office_id"] for office in package["offices"] if office["seats"] == "one"}
    for one, other in combinations([tenure for tenure in computed if tenure["certain_from"]], 2):
        left, right = roles[one["role_id"]], roles[other["role_id"]]
        if left["office_id"] == right["office_id"] in single and left["actor_id"] != right["actor_id"]:
            if left["basis"] in NOT_SEATED or right["basis"] in NOT_SEATED:
                continue
            shared = max(one["certain_from"], other["certain_from"]), min(one["certain_to"], other["certain_to"])
            assert shared[0] >= shared[1]  # at most the day of transition


def assert_nested(tenure: Days) -> None:
    """What is certain is presumed, and what is presumed is possible."""
    possible = (tenure["possible_from"] or date.min, tenure["possible_to"] or date.max)
    assert possible[0] <= possible[1]
    for inner, outer in (("certain", "presumed"), ("presumed", "possible")):
        first, last = tenure[f"{inner}_from"], tenure[f"{inner}_to"]
        assert (first is None) is (last is None)
        if first and last:
            limits = tenure[f"{outer}_from"], tenure[f"{outer}_to"]
            if outer == "presumed":
                assert limits != (None, None)
            assert (limits[0] or date.min) <= first <= last <= (limits[1] or date.max)


def assert_within_life(tenure: Days, actor: Row) -> None:
    """Nobody holds an office before birth, after death or at an implausible age."""
    born = actor["born"] and bounds(actor["born"]).earliest
    died = actor["died"] and actor["died"] != ".." and bounds(actor["died"]).latest
    if born:
        assert tenure["possible_from"]
        assert tenure["possible_from"] >= born
    if died:
        assert tenure["possible_to"]
        assert tenure["possible_to"] <= died


@pytest.mark.xdist_group("data_set")
def test_no_recorded_tenure_or_life_is_longer_than_the_longest_plausible(data_set: Path) -> None:
    """The numbers of the rules are stated, not computed; what is recorded must bear them out."""
    import duckdb

    connection = duckdb.connect()
    for table in ("role_holders", "actors"):
        connection.execute(f"create view {table} as from read_parquet('{data_set / table}.parquet')")
    years = "date_diff('day', start_min, end_max) / 365.25"
    # An end that is only known to lie within years says little of the length.
    is_known = "date_diff('day', end_min, end_max) <= 366"
    recorded = connection.execute(
        f"select office_kind, basis, {years}, {is_known} from role_holders where start_min is not null and end_max is not null and basis <> 'nominated-not-served'"
    ).fetchall()
    of_basis = {"acting": LONGEST_YEARS_ACTING, "inherited": LONGEST_YEARS_INHERITED}
    for kind, basis, length, _ in recorded:
        longest = LONGEST_YEARS.get(OfficeKind(kind), LONGEST_YEARS_ELSEWHERE) if kind else LONGEST_YEARS_ELSEWHERE
        assert length <= of_basis.get(basis, longest), (kind, basis)
    regular = [length for kind, basis, length, known in recorded if kind and basis != "acting" and known is not False]
    assert sum(length <= USUAL_YEARS + 0.1 for length in regular) / len(regular) > 0.97
    assert sum(length > PRESUMED_YEARS for length in regular) / len(regular) > 0.5
    (oldest,) = connection.execute("select max(date_diff('day', born_min, end_max)) / 365.25 from role_holders join actors using (actor_id)").fetchone() or (0,)  # fmt: skip
    assert oldest < LIFE_YEARS


def test_the_schema_is_that_of_the_view(tables: Tables, tmp_path: Path) -> None:
    tables["roles"] = [role("r", "a", "one", "1880-01-02")]
    data = exported(tmp_path, tables)
    view = data["role_holders"]
    computed = compute_tenures(data)
    assert set(computed.column_names) <= set(view.column_names)
    assert view.select(computed.column_names).cast(computed.schema).to_pylist() == computed.to_pylist()
    assert pa.types.is_date32(view.schema.field("presumed_to").type)
