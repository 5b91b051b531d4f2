"""The panels: each number is worked out by hand here, and null where no source says that it could be 0."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fpdata.export.mission_days import rank_of
from fpdata.export.views import derived_from_views, derived_tables
from tests.sample import Row, Tables, exported, row, sample

MINISTER, AMBASSADOR = "Envoy Extraordinary and Minister Plenipotentiary", "Ambassador"


def role(id: str, start: str | None, end: str | None, title: str = AMBASSADOR, **values: str | None) -> Row:
    defaults = {"actor_id": id, "office_id": "mission", "basis": "appointed", "country_id": "ruritania", "source_id": "pocom"}  # fmt: skip
    return row("roles", role_id=id, title=title, start=start, end=end, **(defaults | values))


def person(id: str, country: str | None) -> Row:
    return row("actors", actor_id=id, kind="person", name=id, sort_name=id, country_id=country, source_id="register")


def event(id: str, kind: str, day: str, *present: str, **values: str | None) -> tuple[Row, list[Row]]:
    """Return an event with those present: actor, part and role, joined by spaces."""
    happened = row("events", event_id=id, kind=kind, name=id, date=day, source_id="register", **({"status": "held"} | values))  # fmt: skip
    parts = [(*each.split(), None)[:3] for each in present]
    return happened, [
        row("participations", event_id=id, actor_id=actor, part=part, presence="confirmed", role_id=role_id, source_id="register")
        for actor, part, role_id in parts
    ]  # fmt: skip


def covers(source: str, scope: str, start: str, end: str, table: str = "roles") -> Row:
    return row("coverage", table=table, source_id=source, scope=scope, to=end, missing="More.") | {"from": start}


@pytest.fixture
def tables() -> Tables:
    """The United States and Ruritania, of which a source lists all chiefs of mission from 1880 to the middle of 1899."""
    tables = sample()
    tables["roles"], tables["participations"], tables["events"], tables["citations"] = [], [], [], []
    tables["documents"] += [
        row("documents", document_id=id, kind="dataset", title=id, date="1900") for id in ("pocom", "travels", "visits")
    ]
    tables["countries"] = [
        row("countries", country_id="ruritania", name="Ruritania", kind="state", iso_alpha2="RR", iso_alpha3="RUR", cow="901", gw="902"),
        row("countries", country_id="united-states", name="United States", kind="state", iso_alpha3="USA", cow="2", gw="2"),
    ]  # fmt: skip
    tables["coverage"] = [covers("pocom", "chiefs of mission to countries", "1880", "1899-06-30")]
    for office, kind, country in (
        ("mission", "chief-of-mission", "ruritania"),
        ("ambassador-of-ruritania", "foreign", "ruritania"),
        ("president-of-the-united-states", "head-of-state", "united-states"),
        ("secretary-of-state", "cabinet", "united-states"),
    ):
        tables["offices"].append(row("offices", office_id=office, title=office, kind=kind, seats="one", country_id=country, source_id="register"))  # fmt: skip
    tables["actors"] += [person(id, "united-states") for id in ("a", "b", "c", "d")]
    tables["actors"] += [person("prince", "ruritania"), person("nobody", None)]
    return tables


def panel(folder: Path, tables: Tables, view: str = "country_years") -> dict[int, dict[str, Any]]:
    rows: list[dict[str, Any]] = exported(folder, tables)[view].to_pylist()
    return {each["year"]: each for each in rows if view == "dyad_years" or each["country_id"] == "ruritania"}


def values(year: dict[str, Any], *names: str) -> list[Any]:
    return [year[name] for name in names]


DAYS = ("days", "covered_days", "chief_certain", "chief_presumed", "chief_possible", "vacant_days", "closed_days")
AMBASSADOR_DAYS = ("ambassador_certain", "ambassador_presumed")


def test_the_days_of_a_mission(tmp_path: Path, tables: Tables) -> None:
    tables["roles"] = [
        role("a", "1891-03-01", "1892-02-29", MINISTER, career_type="pre-1915"),
        role("b", "1892-07-01", "1893-06-30", end_kind="relations-severed"),
        role("c", "1894-02", "1894-11-15"),
    ]
    years = panel(tmp_path, tables)
    assert list(years) == list(range(1891, 1900))  # from the first year told of it to the last that is covered
    # January and February were before the first chief.
    assert values(years[1891], *DAYS) == [365, 365, 306, 306, 306, 0, 31 + 28]
    assert values(years[1891], "rank", *AMBASSADOR_DAYS) == ["minister", 0, 0]
    # The minister for January and 29 days of February; nobody from March to June; the ambassador for half a year.
    assert values(years[1892], *DAYS) == [366, 366, 60 + 184, 60 + 184, 60 + 184, 31 + 30 + 31 + 30, 0]
    assert values(years[1892], "rank", *AMBASSADOR_DAYS) == ["ambassador", 184, 184]
    assert values(years[1892], "chief_role_id", "career_type") == [
        "b",
        None,
    ]  # the longer one, of whom it is not recorded
    assert values(years[1891], "chief_role_id", "career_type") == ["a", "pre-1915"]
    # There were no relations in the second half of 1893, and until February, on one of whose days the third may have come.
    assert values(years[1893], *DAYS) == [365, 365, 181, 181, 181, 0, 184]
    assert values(years[1894], *DAYS) == [365, 365, 261, 261, 31 + 261 - 4, 46, 31]
    assert years[1894]["chief_last_day"] == date(1894, 11, 15)
    assert values(years[1896], "rank", *DAYS, "chief_last_day") == [None, 366, 366, 0, 0, 0, 366, 0, date(1894, 11, 15)]
    # The source ends in the middle of 1899, so what it does not list may have been.
    assert values(years[1899], *DAYS) == [365, 181, None, None, None, 181, 0]


def test_two_chiefs_on_one_day_are_one_day(tmp_path: Path, tables: Tables) -> None:
    tables["roles"] = [role("a", "1891-01-01", "1891-01-20"), role("b", "1891-01-20", "1891-01-31")]
    assert values(panel(tmp_path, tables)[1891], "chief_certain", "vacant_days") == [31, 365 - 31]


def test_an_acting_chief_leaves_the_post_vacant(tmp_path: Path, tables: Tables) -> None:
    tables["roles"] = [
        role("a", "1890-01-01", "1890-12-31"),
        role("b", "1891-01-01", "1891-01-31", "Chargé d’Affaires ad interim", basis="acting"),
        role("c", None, None, basis="designated"),
        role("d", None, None, basis="nominated-not-served"),
    ]
    years = panel(tmp_path, tables)
    assert values(years[1891], "rank", "acting_certain", "chief_certain", "vacant_days", "chief_role_id") == [
        "charge", 31, 0, 365, None,
    ]  # fmt: skip
    assert values(years[1890], "rank", "acting_certain") == ["ambassador", None]  # most are not on record


def test_a_chief_without_an_end_is_presumed_and_then_possible(tmp_path: Path, tables: Tables) -> None:
    tables["roles"] = [
        role("a", "1890-01-01", None, source_id="register"),
        role("b", "1897-01-01", "1898-12-31"),
    ]
    years = panel(tmp_path, tables)
    assert values(years[1890], "chief_certain", "chief_presumed", "chief_possible") == [1, 365, 365]
    assert values(years[1892], "chief_certain", "chief_presumed", "chief_possible") == [0, 1, 366]
    assert values(years[1894], "rank", "chief_presumed", "chief_possible", "vacant_days") == [None, 0, 365, 0]


def test_states_have_their_own_time(tmp_path: Path, tables: Tables) -> None:
    tables["countries"] += [
        row("countries", country_id="old-ruritania", name="Old", kind="historical-state", start="1885", end="1891", successor_id="ruritania"),
        row("countries", country_id="isle", name="Isle", kind="territory", iso_alpha2="II", iso_alpha3="ISL"),
        row("countries", country_id="disputed", name="Disputed", kind="territory", gw="903", start="1897"),
        row("countries", country_id="unheard", name="Unheard", kind="state", cow="904"),
    ]  # fmt: skip
    tables["roles"] = [
        role("a", "1890-01-01", "1892-01-31", country_id="old-ruritania"),
        role("b", "1892-02-01", "1892-02-29"),
    ]
    met, present = event("dinner", "meeting", "1888-05-06", "prince party", "a party")
    tables["events"], tables["participations"] = [met], present
    found = exported(tmp_path, tables)["country_years"].to_pylist()
    years = {country: [each["year"] for each in found if each["country_id"] == country] for country in
             {each["country_id"] for each in found}}  # fmt: skip
    assert years == {
        "old-ruritania": list(range(1885, 1892)),
        "ruritania": list(range(1892, 1900)),
        "disputed": [1897, 1898, 1899],
    }
    numbers = {(each["country_id"], each["year"]): each for each in found}
    # Who stayed when the state ended counts for its successor, and a prince of today's country for the state of his time.
    assert values(numbers["ruritania", 1892], "chief_certain", "closed_days") == [31 + 29, 0]
    assert numbers["old-ruritania", 1888]["meetings"] == 1
    assert values(numbers["old-ruritania", 1888], "cow", "iso_alpha3") == [None, None]


def test_a_person_counts_for_the_state_of_the_time_however_long_ago(tmp_path: Path, tables: Tables) -> None:
    tables["countries"] += [
        row("countries", country_id=id, name=id, kind="historical-state", start=start, end=end, successor_id=successor)
        for id, start, end, successor in (
            ("empire", "1880", "1885", "kingdom"),
            ("kingdom", "1885", "1890", "ruritania"),
            ("undated", None, None, "ruritania"),
            ("south-vietnam", "1880", "1895", "ruritania"),  # which existed beside its successor
        )
    ]
    dinners = [event(f"in-{year}", "meeting", year, "prince party", "a party") for year in ("1884", "1885", "1892")]
    tables["events"] = [each for each, _ in dinners]
    tables["participations"] = [part for _, parts in dinners for part in parts]
    found = exported(tmp_path, tables)["country_years"].to_pylist()
    met = [(each["country_id"], each["year"]) for each in found if each["meetings"]]
    assert met == [("empire", 1884), ("kingdom", 1885), ("ruritania", 1892)]
    assert "undated" not in {each["country_id"] for each in found}


def test_a_source_that_may_begin_after_its_end_covers_nothing(tmp_path: Path, tables: Tables) -> None:
    tables["coverage"].append(
        covers("visits", "visits of foreign leaders to the United States", "1890", "1890", "events")
    )
    tables["roles"] = [role("a", "1890-01-01", "1890-12-31")]
    assert panel(tmp_path, tables)[1890]["visits"] is None


def test_contacts_are_counted_once_in_the_year_they_began(tmp_path: Path, tables: Tables) -> None:
    tables["roles"] = [
        role("president", "1890", "1899", office_id="president-of-the-united-states", actor_id="b", country_id=None),
        role("secretary", "1890", "1899", office_id="secretary-of-state", actor_id="c", country_id=None),
    ]
    tables["coverage"] += [
        covers("travels", "travels of Presidents", "1890", "1892-12-30", "events"),
        covers("travels", "travels of Secretaries of State", "1891-01-02", "1899", "events"),
        covers("visits", "visits of foreign leaders to the United States", "1890", "1899", "events"),
    ]
    secretary, president = "c traveler secretary", "b traveler president"
    happened = [
        event("journey", "trip", "1891-12-30/1892-01-02", secretary, country_id="ruritania"),
        event("stay", "trip", "1891-12-31", secretary, country_id="ruritania", part_of_id="journey"),
        event("again", "trip", "1891-12-31/1892-01-02", secretary, country_id="ruritania", part_of_id="journey"),
        event("not-made", "trip", "1891-05", secretary, country_id="ruritania", status="cancelled"),
        event("private", "trip", "1891-05", "c traveler", country_id="ruritania"),
        event("with-president", "trip", "1891-06", president, secretary, country_id="ruritania"),
        event("visit", "visit", "1891-07-01", "prince visitor", "b host president", country_id="united-states"),
        event("talks", "talks", "1891-07-01/1891-07-03", "prince head", "c head"),
        event("dinner", "meeting", "1891-07-02", "prince party", "c party", "d party", part_of_id="talks"),
        event("lunch", "meeting", "1891-07-03", "prince party", "nobody party"),
        event("unattended", "meeting", "1891-07-03", "prince party", "c absent"),
        event("call", "call", "1891-08", "prince callee", "b caller"),
    ]
    tables["events"] = [each for each, _ in happened]
    tables["participations"] = [part for _, parts in happened for part in parts]
    tables["documents"] += [
        row("documents", document_id="note", kind="letter", title="Note", date="1891-03-04"),
        row("documents", document_id="reply", kind="letter", title="Reply", date="1892"),
        row("documents", document_id="undated", kind="letter", title="Undated"),
    ]
    sent = [("note", "a", "sender"), ("note", "prince", "recipient"), ("note", "b", "recipient"),
            ("reply", "prince", "sender"), ("reply", "a", "recipient"), ("reply", "b", "recipient"),
            ("undated", "a", "sender"), ("undated", "prince", "recipient")]  # fmt: skip
    tables["contributions"] = [row("contributions", document_id=id, actor_id=actor, part=part) for id, actor, part in sent]  # fmt: skip
    contacts = ("president_trips", "secretary_trips", "visits", "meetings", "calls", "letters_to", "letters_from")
    years = panel(tmp_path, tables)
    # Two stays and the one with the President; the talks count by their dinner.
    assert values(years[1891], *contacts) == [1, 3, 1, 1, 1, 1, None]
    # The source on Presidents ends a day before the year does.
    assert values(years[1892], *contacts) == [None, 0, 0, None, None, None, 1]
    rows = exported(tmp_path / "again", tables)["dyad_years"].to_pylist()
    sides = {each["from_id"]: each for each in rows if each["year"] == 1891}
    exchanged = (
        "to_id",
        "from_cow",
        "to_cow",
        "from_gw",
        "to_iso_alpha3",
        "visits",
        "secretary_trips",
        "meetings",
        "letters",
    )
    assert values(sides["united-states"], *exchanged) == ["ruritania", 2, 901, 2, "RUR", 1, 3, 1, 1]
    assert values(sides["ruritania"], *exchanged) == ["united-states", 901, 2, 902, "USA", 1, None, 1, None]


def test_envoys_to_the_united_states_are_never_known_to_be_none(tmp_path: Path, tables: Tables) -> None:
    tables["roles"] = [
        role("prince", "1891-12-01", "1893-01-01", office_id="ambassador-of-ruritania", country_id="united-states")
    ]
    rows = exported(tmp_path, tables)["dyad_years"].to_pylist()
    days = {(each["from_id"], each["year"]): values(each, "rank", *AMBASSADOR_DAYS) for each in rows}
    assert days["ruritania", 1891] == ["ambassador", 31, 31]
    assert days["ruritania", 1894] == [None, None, None]
    assert days["united-states", 1891] == [None, 0, 0]


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("Ambassador to Togo", "ambassador"),
        ("Ambassador Extraordinary and Plenipotentiary", "ambassador"),
        (f"{MINISTER}/Consul General", "minister"),
        ("Minister", "minister"),
        ("Minister Resident/Consul General", "minister-resident"),
        ("Chargé d'Affaires", "charge"),
        ("Chargé d’Affaires and Consul General", "charge"),
        ("Deputy Chief of Mission", "other"),
        ("Commissioner", "other"),
    ],
)
def test_the_rank_is_read_from_the_title(title: str, rank: str) -> None:
    assert rank_of(title) == rank


def test_a_package_without_coverage_has_no_panel(tmp_path: Path) -> None:
    tables = sample()
    tables["coverage"] = []
    views = exported(tmp_path, tables)
    assert views["country_years"].num_rows == views["dyad_years"].num_rows == 0


def test_views_show_what_they_were_computed_of(tmp_path: Path, tables: Tables) -> None:
    """So the SQLite database of a build need not compute it again."""
    tables["roles"] = [
        role("a", "1891-03-01", "1892-02-29", MINISTER, career_type="pre-1915"),
        role("prince", "1892-07-01", "1893-06-30", office_id="ambassador-of-ruritania"),
    ]
    content = exported(tmp_path, tables)
    derived = derived_tables(content)
    assert derived["panel"].num_rows > 0
    assert derived_from_views(content) == derived
    del content["dyad_years"]
    assert derived_from_views(content) is None
