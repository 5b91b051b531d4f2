"""The data set itself: valid, formatted, sourced, and able to answer what it was made to answer."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest

from fpdata import connect
from fpdata.checks.api import check
from fpdata.checks.records import PackageRecords
from fpdata.checks.render import summarize_report
from fpdata.checks.report import Report
from fpdata.checks.rows.engine import check_rows
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import canonical_bytes
from fpdata.package.locate import find_package
from tests.helpers import ROOT

pytestmark = pytest.mark.xdist_group("data_set")

ARTICLE = "dcum-weblog-2025-11-26-foreign-policy"
AUTHOR = "dcum-weblog-author"


@pytest.fixture(scope="module")
def report() -> Report:
    return check(ROOT)


@pytest.fixture(scope="module")
def data() -> PackageRecords:
    return check_rows(find_package(ROOT))[0]


@pytest.fixture(scope="module")
def sql(data_set: Path) -> duckdb.DuckDBPyConnection:
    return connect(path=data_set)


@pytest.fixture(scope="module")
def questions(sql: duckdb.DuckDBPyConnection) -> list[list[dict[str, Any]]]:
    """The answers to the questions of docs/questions.md, in order."""
    queries = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / "questions.md").read_text(), re.DOTALL)
    answers = []
    for query in queries:
        result = sql.execute(query)
        names = [column[0] for column in result.description]
        answers.append([dict(zip(names, row, strict=True)) for row in result.fetchall()])
    return answers


def test_the_data_set_is_valid(report: Report) -> None:
    assert report.errors == (), summarize_report(report)


def test_every_file_is_in_canonical_form() -> None:
    for name, table in TABLES.items():
        path = ROOT / "datasets" / f"{name}.csv"
        assert path.read_bytes() == canonical_bytes(table, path), name


def test_labels_of_others_stand_in_quotes_alone(data: PackageRecords) -> None:
    labels = re.compile(
        r"cult leader|convicted felon|failed president|reply guy|\binept\b|secretary for deportations", re.IGNORECASE
    )
    for name in TABLES:
        for line in (ROOT / "datasets" / f"{name}.csv").read_text().splitlines():
            if labels.search(line):
                assert name == "statements", line
    quotes = [row.record for row in data.rows("statements") if row.record.quote and labels.search(row.record.quote)]
    assert {statement.speaker_id for statement in quotes} == {AUTHOR}


def test_quotes_are_few_words(data: PackageRecords) -> None:
    quotes = [row.record.quote for row in data.rows("statements") if row.record.quote]
    assert quotes
    assert max(len(quote.split()) for quote in quotes) <= 16


def test_our_text_is_not_the_article(data: PackageRecords) -> None:
    """No run of nine words of the article stands in our own text (where the article is at hand)."""
    article = ROOT.parent / "shared" / "sources" / "episode" / "article.txt"
    if not article.is_file():
        pytest.skip("the sources are not at hand")
    words = re.findall(r"\w+", article.read_text().lower())
    runs = {tuple(words[n : n + 9]) for n in range(len(words) - 8)}
    for name, table in data.items():
        for row in table.valid:
            for column in TABLES[name].columns:
                if column.prose and (text := getattr(row.record, column.attribute)):
                    ours = re.findall(r"\w+", text.lower())
                    copied = [ours[n : n + 9] for n in range(len(ours) - 8) if tuple(ours[n : n + 9]) in runs]
                    assert not copied, (name, row.record.identity, copied)


def test_the_author_is_not_named(data: PackageRecords) -> None:
    author = data.by_id("actors")[AUTHOR]
    assert author.kind == "unnamed"
    assert not [row for row in data.rows("names") if row.record.actor_id == AUTHOR]


def test_every_page_of_the_notes_is_a_document(data: PackageRecords) -> None:
    notes = ROOT.parent / "shared" / "sources" / "episode"
    if not notes.is_dir():
        pytest.skip("the sources are not at hand")
    urls = {
        url.rstrip(").;,") for file in notes.glob("*.md") for url in re.findall(r"https://[^\s|)]+", file.read_text())
    }
    known = {row.record.url for row in data.rows("documents")}
    assert urls - known == set()


# The questions of docs/questions.md, in their order.


def test_question_1_authorship(questions: list[list[dict[str, Any]]]) -> None:
    positions = {(row["claimant_name"], row["polarity"], row["object"]) for row in questions[0]}
    assert ("Tommy Pigott", "affirmed", "united-states") in positions
    assert ("Marco Rubio", "affirmed", "united-states") in positions
    assert ("Marco Rubio", "affirmed", "russia") in positions
    assert ("Mike Rounds", "affirmed", "russia") in positions
    assert ("The Wall Street Journal", "affirmed", "united-states") in positions
    assert ("Author of the founding article", "affirmed", "russia") in positions
    rubio_private = [
        row["chain"] for row in questions[0] if (row["claimant_name"], row["object"]) == ("Marco Rubio", "russia")
    ]
    assert all(chain.endswith(" > marco-rubio") for chain in rubio_private)
    days = [row["date"][:10] for row in questions[0]]
    assert days == sorted(days)


def test_question_2_wish_list(questions: list[list[dict[str, Any]]]) -> None:
    chains = {row["chain"] for row in questions[1]}
    assert chains == {
        f"{AUTHOR} > us-senators-halifax-2025 > marco-rubio",
        "associated-press > angus-king > marco-rubio",
        "associated-press > angus-king",
    }
    for chain in chains:
        denied = {row["answered_by"] for row in questions[1] if row["chain"] == chain and row["kind"] == "denies"}
        assert denied == {"Tommy Pigott"}


def test_question_3_leaks(questions: list[list[dict[str, Any]]]) -> None:
    suspects = {
        (row["leaked"], row["suspect"], row["claimant"], row["mode"], row["certainty"])
        for row in questions[2]
        if row["polarity"] == "affirmed"
    }
    assert (
        "transcript-2025-10-14",
        "sources-supporting-rubio",
        "Author of the founding article",
        "presumption",
        "likely",
    ) in suspects
    assert {suspect for leaked, suspect, *_ in suspects if leaked == "transcript-2025-10-14"} >= {
        "sources-supporting-rubio", "unnamed-european-service", "us-national-security-agency", "ukraine", "unnamed-russian-faction",
    }  # fmt: skip
    assert ("plan-28", "kirill-dmitriev", "Author of the founding article") in {suspect[:3] for suspect in suspects}
    denials = {(row["leaked"], row["suspect"], row["claimant"]) for row in questions[2] if row["polarity"] == "negated"}
    assert ("plan-28", "kirill-dmitriev", "Axios") in denials


def test_question_4_trump(questions: list[list[dict[str, Any]]]) -> None:
    by_day: dict[str, list[tuple[str, str, str]]] = {}
    for row in questions[3]:
        by_day.setdefault(row["date"], []).append((row["predicate"], row["polarity"], row["object"]))
    assert ("supports", "affirmed", "plan-28") in by_day["2025-11-20"]
    assert ("deadline", "affirmed", "2025-11-27") in by_day["2025-11-21"]
    assert ("status", "affirmed", "not-final") in by_day["2025-11-22"]
    assert {("status", "affirmed", "concept"), ("deadline", "affirmed", "none")} <= set(by_day["2025-11-25"])


def test_question_5_kushner(questions: list[list[dict[str, Any]]]) -> None:
    assert questions[4] == [
        {"day": datetime.date(2025, 11, 23), "had_an_office": False, "title": None},
        {"day": datetime.date(2026, 2, 23), "had_an_office": True, "title": "Special Peace Envoy"},
    ]


def test_question_6_corrections_of_the_article(questions: list[list[dict[str, Any]]]) -> None:
    contradicted = [row["summary"] for row in questions[5] if row["verdict"] == "contradicted"]
    assert any("Switzerland" in text for text in contradicted)
    assert any("aircraft" in text for text in contradicted)
    imprecise = " ".join(row["verdict_note"] or "" for row in questions[5] if row["verdict"] == "imprecise")
    assert "King" in imprecise
    assert "closer to 20" in imprecise
    assert all(row["verdict_document_id"] or row["verdict_note"] for row in questions[5])
    assert {row["verdict"] for row in questions[5]} == {"contradicted", "disputed", "imprecise"}


def test_question_7_points(questions: list[list[dict[str, Any]]]) -> None:
    counts = {(row["version"], row["points"], row["counted_by"]) for row in questions[6]}
    assert {
        ("plan-28", "28", "Axios"),
        ("plan-geneva", "19", "Financial Times"),
        ("plan-geneva", "20", "The New York Times"),
        ("plan-geneva", "20", "Author of the founding article"),
        ("plan-geneva", "22", "Donald Trump"),
        ("plan-geneva", "26-28", "Marco Rubio"),
        ("plan-27-moscow", "27", "Yuri Ushakov"),
        ("plan-20", "20", "Volodymyr Zelensky"),
        ("gaza-20-point-plan", "20", "Axios"),
    } <= counts


def test_question_8_senators(questions: list[list[dict[str, Any]]]) -> None:
    assert len(questions[7]) == 8
    assert [row["name"] for row in questions[7] if row["said_wish_list"]] == ["Angus King"]
    assert [row["name"] for row in questions[7] if row["spoke"]] == ["Angus King", "Jeanne Shaheen", "Mike Rounds"]


def test_question_9_not_public(questions: list[list[dict[str, Any]]]) -> None:
    kinds = Counter(row["availability"] for row in questions[8])
    assert kinds["deleted"] == 1
    assert kinds["never-public"] >= 10
    assert questions[8][0]["quote"] == "He must have got this from K"
    assert any(row["chain_names"].endswith("Bloomberg News > Steve Witkoff > Vladimir Putin") for row in questions[8])


def test_question_10_between_two_days(questions: list[list[dict[str, Any]]]) -> None:
    found = {row["record_id"] for row in questions[9]}
    assert {"2025-11-18-axios-scoop", "witkoff-got-this-from-k", "2025-11-19-driscoll-kyiv", "plan-28"} <= found
    assert "2025-11-22-rubio-post" not in found


def test_question_11_who_led(questions: list[list[dict[str, Any]]]) -> None:
    led = {(row["date"], row["led_by"]): row["basis"] for row in questions[10]}
    assert led["2025-10-24/2025-10-26", "Steve Witkoff"] == "de-facto"
    assert led["2025-11-23", "Marco Rubio"] == "appointed"
    assert led["2025-11-23", "Andriy Yermak"] == "designated"
    assert led["2025-11-19/2025-11-22~", "Daniel Driscoll"] == "confirmed"


def test_question_12_copies(questions: list[list[dict[str, Any]]]) -> None:
    copies: dict[str, set[str]] = {}
    for row in questions[11]:
        copies.setdefault(row["title"], set()).add(row["copy_kind"])
    assert copies["[First report of the 28-point plan]"] >= {"syndicated", "summarized"}
    assert len(questions[11]) >= 20
    assert questions[11][0]["outlet"] == "The New York Times"


def test_the_deepest_chain(sql: duckdb.DuckDBPyConnection) -> None:
    """The author says that Bloomberg says that Witkoff said what Putin should say, and not that Putin said it."""
    query = "select chain, form, quote from statement_chain where depth = (select max(depth) from statement_chain)"
    assert (f"{AUTHOR} > bloomberg-news > steve-witkoff > vladimir-putin", "suggested", "respect that he is a man of peace") in sql.execute(query).fetchall()  # fmt: skip


def test_positions_that_changed(sql: duckdb.DuckDBPyConnection) -> None:
    """The same speaker, subject and predicate at two dates: Trump on the deadline."""
    query = """
        select list(c.value order by s.date_min) from claims c join statements s using (statement_id)
        where s.speaker_id = 'donald-trump' and c.predicate = 'deadline' and c.about_document_id = 'plan-28'
    """
    assert sql.execute(query).fetchall() == [(["2025-11-27", "none"],)]
