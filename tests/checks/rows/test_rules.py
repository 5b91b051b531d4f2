"""Every code has a failing example, and gives that issue alone, at its place."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from fpdata.checks.api import check
from fpdata.generate.package import write_package
from fpdata.model.tables import TABLES
from tests.checks.rows.broken_rules import ACTOR, BROKEN, ROLE, SAID, Change, add, change
from tests.sample import checked, find, row, sample

#: How many rules are broken at once for the columnar engine, which takes long to start.
GROUP = 6


@pytest.mark.parametrize(
    ("code", "break_it", "place"), BROKEN, ids=[f"{n}-{code}" for n, (code, *_) in enumerate(BROKEN)]
)
def test_a_broken_rule_is_found_alone_at_its_place(
    tmp_path: Path, code: str, break_it: Change, place: tuple[str, str, str]
) -> None:
    tables = sample()
    break_it(tables)
    (issue,) = checked(tmp_path, tables, "rows").issues
    assert (issue.code, (issue.table, issue.record, issue.field)) == (code, place)
    assert issue.message
    assert issue.line > 1
    assert issue.column > 0


@pytest.mark.parametrize("first", range(0, len(BROKEN), GROUP))
def test_the_columnar_engine_finds_every_broken_rule(tmp_path: Path, first: int) -> None:
    """Some rules are broken in one package, so that each is tried without a package of its own."""
    tables = sample()
    for _, break_it, _ in BROKEN[first : first + GROUP]:
        with suppress(StopIteration, KeyError, IndexError):  # an earlier one may have taken away what it changes
            break_it(tables)
    found = checked(tmp_path, tables, "columnar").issues
    assert found == check(tmp_path, engine="rows").issues
    assert {code for code, *_ in BROKEN[first : first + GROUP]} & {issue.code for issue in found}


def test_a_table_of_no_rows_is_valid(tmp_path: Path) -> None:
    write_package(tmp_path, {})
    report = check(tmp_path)
    assert report.ok
    assert report.issues == ()
    assert report.rows == 0


def test_an_open_end_needs_a_witness_after_the_start(tmp_path: Path) -> None:
    tables = sample()
    role = find(tables, "roles", "ada-lake-envoy-1889")
    role["source_id"], role["start"] = "gazette-1890-01-02", "1891"
    assert [issue.code for issue in checked(tmp_path, tables).issues] == ["rule-ongoing"]
    tables["citations"].append(
        row("citations", citation_id="later", table="roles", record_id="ada-lake-envoy-1889", document_id="register", stance="supports")
    )  # fmt: skip
    assert checked(tmp_path, tables).issues == ()
    tables["citations"].pop()
    tables["coverage"].append(
        row("coverage", table="roles", source_id="gazette-1890-01-02", scope="envoys", to="..", missing="Nothing.")
    )
    assert checked(tmp_path, tables).issues == ()


@pytest.mark.parametrize("engine", ["rows", "columnar"])
def test_rows_that_repeat_a_key_break_no_other_rule(tmp_path: Path, engine: str) -> None:
    tables = sample()
    repeated = ("roles", "claims", "corrections", "events")
    for name in repeated:
        tables[name] *= 2
    found = checked(tmp_path, tables, engine).issues
    assert {issue.code for issue in found} == {"key-duplicate"}
    assert len(found) == sum(len(sample()[name]) for name in repeated)


@pytest.mark.parametrize("engine", ["rows", "columnar"])
def test_a_fault_of_a_document_says_nothing_of_the_open_ends_that_rest_on_it(tmp_path: Path, engine: str) -> None:
    tables = sample()
    find(tables, "documents", "register")["kind"] = "datazet"
    assert [issue.code for issue in checked(tmp_path, tables, engine).issues] == ["row-code"]
    (tmp_path / "datasets" / "documents.csv").unlink()
    assert "rule-ongoing" not in {issue.code for issue in check(tmp_path, engine=engine).issues}


@pytest.mark.parametrize("engine", ["rows", "columnar"])
def test_a_fault_of_coverage_says_nothing_of_the_open_ends_that_it_covers(tmp_path: Path, engine: str) -> None:
    tables = sample()
    change("roles", "ada-lake-envoy-1889", source_id="gazette-1890-01-02", start="1891")(tables)
    tables["coverage"].append(
        row("coverage", table="roles", source_id="gazette-1890-01-02", scope="envoys", to="...", missing="Nothing.")
    )
    assert [issue.code for issue in checked(tmp_path, tables, engine).issues] == ["row-date"]


def test_a_redirect_may_take_several_steps(tmp_path: Path) -> None:
    tables = sample()
    tables["redirects"].append(row("redirects", table="actors", old_id="ada-pool", new_id="ada-pond", date="1902", reason="Merged."))  # fmt: skip
    assert checked(tmp_path, tables).issues == ()
    find(tables, "roles", "ada-lake-envoy-1889")["actor_id"] = "ada-pool"
    (issue,) = checked(tmp_path, tables).issues
    assert (issue.message, issue.hint) == ("'ada-pool' is retired", "Use 'ada-lake'.")


def test_a_reference_to_what_was_withdrawn(tmp_path: Path) -> None:
    tables = sample()
    tables["redirects"].append(row("redirects", table="actors", old_id="ghost", date="1902", reason="Never lived."))
    find(tables, "roles", "ada-lake-envoy-1889")["actor_id"] = "ghost"
    (issue,) = checked(tmp_path, tables).issues
    assert issue.message == "'ghost' is retired and was not replaced by another record"


def test_an_acting_holder_may_share_the_seat(tmp_path: Path) -> None:
    tables = sample()
    tables["roles"].append(row("roles", role_id="moor-acting", **ROLE | {"actor_id": "ben-moor", "office_id": "envoy", "basis": "acting", "start": "1890", "end": "1891"}))  # fmt: skip
    assert checked(tmp_path, tables).issues == ()


def test_a_judgement_tells_two_of_one_name_apart(tmp_path: Path) -> None:
    tables = sample()
    tables["actors"].append(row("actors", actor_id="ada-lake-2", name="Ada Lake", born="1850", **ACTOR))
    tables["judgements"].append(row("judgements", table="actors", left_id="ada-lake", right_id="ada-lake-2", same="no", reason="Two registers.", date="1901"))  # fmt: skip
    assert checked(tmp_path, tables).issues == ()


@pytest.mark.parametrize(
    "change_it",
    [
        change("statements", "lake-wrote-it", date="1890-01-03"),  # it was the next day where she spoke
        change("statements", "lake-wrote-it", date="1890-02-03", act="announce"),
        change("statements", "gazette-reports", act="predict"),
        change("statements", "lake-wrote-it", date="1890-01-05", medium="speech"),  # handed out before
        change("events", "1890-talks-dinner", date="1890-01-04", source_id="register"),
        change("events", "1890-talks-dinner", date="1890-01-05", status="planned", part_of_id=None),
        change("documents", "gazette-1890-01-02", accessed="1890-01-01"),
        change("documents", "register", kind="page", accessed="1900-05-06"),
        change("roles", "ben-moor-envoy-1885", end="1899", office_id=None, end_kind="died"),
        change("roles", "ben-moor-envoy-1885", start="1885-01-01", start_kind="reported"),  # a text says that day
        change("documents", "plan-7", date="1890", revises_id="gazette-1890-01-02"),
        change("claims", "lake-authored", predicate="point-count", object_actor_id=None, value="19-28"),
        change("claims", "lake-authored", predicate="dated", object_actor_id=None, value="1889-11~"),
        change("claims", "lake-authored", predicate="deadline", object_actor_id=None, value="none"),
        change("documents", "gazette-1890-01-02", url="https://gazette.example/1?page=2#top"),
        change("topics", "talks", description="«\u00a0oui\u00a0» and 10\u202f000"),
        change("topics", "talks", description="A & B, a < b, R&D; and [sic]."),
        add("documents", document_id="talks-2", kind="article", title="Talks open", outlet_id="gazette", date="1890-01-02", url="https://gazette.example/2"),
        add("documents", document_id="copy", kind="article", title="Copy", url="https://gazette.example/1", copy_of_id="gazette-1890-01-02", copy_kind="archived"),
        add("statements", **SAID | {"statement_id": "said-on-another-day", "date": "1889-12-31"}),
        add("actors", actor_id="moor-2", name="Ben Moor", died="1850", **ACTOR),
        add("events", event_id="dinner-abroad", kind="talks", name="Talks", date="1890-01-01/1890-01-03", status="held", country_id="ruritania", part_of_id="1890-talks", source_id="register"),
        add("events", event_id="dinner", kind="call", name="Dinner", date="1890-01-02", status="held", source_id="register"),
        add("actors", actor_id="lake-2", name="A. Lake", born="1811", **ACTOR),
        add("events", event_id="2998-ball", kind="other", name="Ball", date="2998-05-06", status="planned", source_id="register"),
        add("roles", role_id="next", **ROLE | {"actor_id": "gazette", "basis": "designated", "start": "2998-05-06"}),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_fault(tmp_path: Path, change_it: Change) -> None:
    tables = sample()
    change_it(tables)
    assert checked(tmp_path, tables).issues == ()


@pytest.mark.parametrize(
    ("table", "known", "new"),
    [
        ("documents", "gazette-1890-01-02", {"document_id": "gazette-again", "kind": "article", "title": "Again", "url": "https://gazette.example/1/"}),
        ("statements", "lake-wrote-it", SAID | {"statement_id": "wrote-again"}),
        ("events", "1890-talks-dinner", {"event_id": "dinner", "kind": "meeting", "name": "Dinner", "date": "1890-01-02", "status": "held", "source_id": "register"}),
        ("actors", "ada-lake", {"actor_id": "lake-2", "name": "A. Lake", **ACTOR}),
    ],
)  # fmt: skip
def test_a_judgement_tells_two_records_apart(
    tmp_path: Path, table: str, known: str, new: dict[str, str | None]
) -> None:
    tables = sample()
    tables[table].append(row(table, **new))
    assert [issue.code for issue in checked(tmp_path, tables).issues] == ["quality-duplicate"]
    left, right = sorted([known, tables[table][-1][TABLES[table].key[0]] or ""])
    tables["judgements"].append(row("judgements", table=table, left_id=left, right_id=right, same="no", reason="Two.", date="1901"))  # fmt: skip
    assert checked(tmp_path, tables).issues == ()


DINNER = {
    "kind": "meeting",
    "name": "Dinner of Ada Lake",
    "date": "1890-01-02",
    "status": "held",
    "source_id": "register",
}


@pytest.mark.parametrize(
    ("locators", "expected"),
    [
        (("meetings/volume-1/d7", "meetings/volume-1/d8"), []),
        (("meetings/volume-1/d7", "meetings/volume-1/d7"), ["quality-duplicate"]),
        (("meetings/volume-1/d7", "visits/17"), ["quality-duplicate"]),  # two data sets may have one event
        (("meetings/volume-1/d7", None), ["quality-duplicate"]),
        (("p. 7", "p. 8"), ["quality-duplicate"]),
    ],
)
def test_events_at_two_places_of_one_imported_data_set_are_two(
    tmp_path: Path, locators: tuple[str | None, str | None], expected: list[str]
) -> None:
    tables = sample()
    for number, locator in enumerate(locators):
        add("events", event_id=f"dinner-{number}", source_locator=locator, **DINNER)(tables)
    for engine in ("rows", "columnar"):
        assert [issue.code for issue in checked(tmp_path, tables, engine).issues] == expected


@pytest.mark.parametrize(
    ("values", "source", "expected"),
    [
        (("volume-1/p_AL1", "volume-1/p_al1"), "register", []),  # a data set tells them apart by case
        (("volume-1/p_AL1", "volume-1/p_al1"), "plan-7", ["quality-duplicate"]),
        (("volume-1/p_AL1", "volume-1/p_AL1"), "register", ["quality-duplicate"]),
    ],
)
def test_identifiers_of_one_source_that_differ_in_case_are_two(
    tmp_path: Path, values: tuple[str, str], source: str, expected: list[str]
) -> None:
    tables = sample()
    for value, actor, said in zip(values, ("ada-lake", "ben-moor"), ("register", source), strict=True):
        add("identifiers", scheme="frus", value=value, actor_id=actor, source_id=said)(tables)
    for engine in ("rows", "columnar"):
        assert [issue.code for issue in checked(tmp_path, tables, engine).issues] == expected


def test_a_correction_may_name_an_id_that_was_retired_since(tmp_path: Path) -> None:
    tables = sample()
    tables["corrections"].append(row("corrections", table="roles", record_id="ada-lake-envoy-1889", field="actor_id", value="ada-pond", reason="Hers.", date="1901"))  # fmt: skip
    assert checked(tmp_path, tables).issues == ()


def test_many_records_before_a_state_began_speak_against_its_start(tmp_path: Path) -> None:
    tables = sample()
    find(tables, "countries", "ruritania")["start"] = "1950"
    for number in range(4):
        add("events", event_id=f"talks-{number}", kind="talks", name=f"Talks {number}", date="1890", status="held", country_id="ruritania", source_id="register")(tables)  # fmt: skip
    (issue,) = checked(tmp_path, tables).issues
    assert (issue.code, issue.table, issue.field) == ("rule-existence", "countries", "start")
    assert "4 records are from before" in issue.message


def test_a_check_can_be_repeated_for_the_day_on_which_it_was_made(package: Path) -> None:
    for engine in ("rows", "columnar"):
        issues = check(package, engine=engine, today=date(1899, 12, 30)).issues
        # Not the register of 1900: what is printed may bear the next year.
        assert [issue.table for issue in issues] == ["corrections", "coverage", "judgements", "redirects"]
        assert {issue.code for issue in issues} == {"rule-future"}
        assert check(package, engine=engine, today=date(1902, 1, 1)).issues == ()
        # Whoever checks years later finds no more.
        assert check(package, engine=engine, today=date(2998, 1, 1)).issues == ()


def test_an_account_may_pass_from_one_actor_to_another(tmp_path: Path) -> None:
    tables = sample()
    tables["identifiers"] = [
        row("identifiers", scheme="x", value="envoy", actor_id="ben-moor", start="1885", end="1889-03-04"),
        row("identifiers", scheme="x", value="envoy", actor_id="ada-lake", start="1889-03-04", end=".."),
        row("identifiers", scheme="telegram", value="envoy", actor_id="ada-lake"),
    ]
    assert checked(tmp_path, tables, "rows").issues == ()
    assert checked(tmp_path, tables, "columnar").issues == ()


@pytest.mark.parametrize("engine", ["rows", "columnar"])
def test_what_one_may_do_in_a_role_that_ended_and_after_death(tmp_path: Path, engine: str) -> None:
    tables = sample()
    change("actors", "ben-moor", died="1898")(tables)
    change("documents", "register", copy_of_id="plan-7", copy_kind="archived")(tables)
    for part in ("signatory", "author", "recipient"):  # a copy is made at any time
        add("contributions", document_id="register", actor_id="ben-moor", part=part)(tables)
    add("participations", event_id="1890-talks", actor_id="ben-moor", part="subject", presence="confirmed", role_id="ben-moor-envoy-1885", source_id="register")(tables)  # fmt: skip
    for table in ("contributions", "participations"):
        tables[table].sort(key=lambda each: [each[name] or "" for name in TABLES[table].key])
    assert checked(tmp_path, tables, engine).issues == ()
