"""The data set itself: valid, formatted, sourced, and able to answer what it was made to answer."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from fpdata import connect
from fpdata.checks.api import check
from fpdata.checks.render import summarize_report
from fpdata.checks.report import Report
from fpdata.edit.tables import Tables, read_tables
from fpdata.model.addresses import address_key
from fpdata.model.table import record_id
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import canonical_bytes
from fpdata.package.locate import find_package
from tests.data.questions_page import PAGE, Answer, answers, with_tables
from tests.helpers import ROOT

pytestmark = pytest.mark.xdist_group("data_set")

ARTICLE = "dcum-weblog-2025-11-26-foreign-policy"
AUTHOR = "dcum-weblog-author"
CLAIM_CODES = ("rule-claim-holder", "rule-verdict-self", "rule-verdict-conflict")


@pytest.fixture(scope="module")
def report() -> Report:
    return check(ROOT)


@pytest.fixture(scope="module")
def data() -> Tables:
    return read_tables(find_package(ROOT))


@pytest.fixture(scope="module")
def sql(data_set: Path) -> duckdb.DuckDBPyConnection:
    return connect(path=data_set)


@pytest.fixture(scope="module")
def questions(sql: duckdb.DuckDBPyConnection) -> list[Answer]:
    """The answers to the questions of docs/questions.md, in order."""
    return answers(PAGE.read_text(), sql)


def test_the_data_set_is_valid(report: Report) -> None:
    assert report.errors == (), summarize_report(report)


def test_claims_have_their_holders_and_verdicts_agree(report: Report) -> None:
    """These are warnings elsewhere; in this data set, nothing excuses them."""
    assert [issue for issue in report.issues if issue.code in CLAIM_CODES] == []


@pytest.mark.slow
def test_every_file_is_in_canonical_form() -> None:
    for name, table in TABLES.items():
        path = ROOT / "datasets" / f"{name}.csv"
        assert path.read_bytes() == canonical_bytes(table, path), name


def test_labels_of_others_stand_in_quotes_alone(data: Tables) -> None:
    labels = ("cult leader", "convicted felon", "failed president", "reply guy", "inept ", "secretary for deportations")

    def found(text: str) -> list[str]:
        text = text.lower()
        return [label for label in labels if label in f"{text} "]

    for name in TABLES:
        assert name == "statements" or not found((ROOT / "datasets" / f"{name}.csv").read_text()), name
    speakers = {row["speaker_id"] for row in data["statements"] if found(row["quote"] or "")}
    assert speakers == {AUTHOR}


def test_quotes_are_few_words(data: Tables) -> None:
    quotes = [quote for row in data["statements"] if (quote := row["quote"])]
    assert quotes
    assert max(len(quote.split()) for quote in quotes) <= 16


def test_our_text_is_not_the_article(data: Tables) -> None:
    """No run of nine words of the article stands in our own text (where the article is at hand)."""
    article = ROOT.parent / "shared" / "sources" / "episode" / "article.txt"
    if not article.is_file():
        pytest.skip("the sources are not at hand")
    words = re.findall(r"\w+", article.read_text().lower())
    runs = {tuple(words[n : n + 9]) for n in range(len(words) - 8)}
    for name, rows in data.items():
        prose = [column.name for column in TABLES[name].columns if column.prose]
        for row in rows:
            for column in prose:
                if text := row[column]:
                    ours = re.findall(r"\w+", text.lower())
                    copied = [ours[n : n + 9] for n in range(len(ours) - 8) if tuple(ours[n : n + 9]) in runs]
                    assert not copied, (name, record_id(TABLES[name], row), copied)


def test_the_author_is_not_named(data: Tables) -> None:
    (author,) = (row for row in data["actors"] if row["actor_id"] == AUTHOR)
    assert author["kind"] == "unnamed"
    assert not [row for row in data["names"] if row["actor_id"] == AUTHOR]


def test_every_page_of_the_notes_is_a_document(data: Tables) -> None:
    notes = ROOT.parent / "shared" / "sources" / "episode"
    if not notes.is_dir():
        pytest.skip("the sources are not at hand")
    urls = {
        url.rstrip(").;,") for file in notes.glob("*.md") for url in re.findall(r"https://[^\s|)]+", file.read_text())
    }
    # This page was read elsewhere, and the document has that address.
    urls.remove(
        "https://www.themoscowtimes.com/2025/11/26/us-envoy-advised-kremlin-official-on-ukraine-deal-and-trump-report-a91244"
    )
    # Copies that gave way to the reports that they copy.
    urls -= {
        "https://1newsday.com/politics/geneva-negotiations-brink-of-collapse.html",
        "https://ard.bingeeducate.com/currentnews/newsheadlines/s-3693045",
        "https://m.ariseright.com/?p=135823",
    }
    known = {address_key(url) for row in data["documents"] if (url := row["url"])}
    assert {url for url in urls if address_key(url) not in known} == set()


def test_a_verdict_that_rests_on_a_source_names_it(sql: duckdb.DuckDBPyConnection) -> None:
    query = """
        select claim_id from claims
        where (verdict in ('not-checkable', 'unchecked')) <> (verdict_document_id is null)
    """
    assert sql.execute(query).fetchall() == []


def test_the_holder_is_not_the_speaker(sql: duckdb.DuckDBPyConnection) -> None:
    query = "select claim_id from claims c join statements s using (statement_id) where c.holder_id = s.speaker_id"
    assert sql.execute(query).fetchall() == []


def test_what_is_said_at_an_event_is_of_its_days(sql: duckdb.DuckDBPyConnection) -> None:
    """What is said about an event, on another day, has it as the subject of a claim."""
    query = """
        select statement_id from statements s join events e using (event_id)
        where s.date not like '%~' and (s.date_min > e.date_max + 1 or s.date_max < e.date_min - 1)
    """
    assert sql.execute(query).fetchall() == []


def test_the_tables_are_the_answers(sql: duckdb.DuckDBPyConnection) -> None:
    page = PAGE.read_text()
    assert page == with_tables(page, sql), "Run `python -m tests.data.questions_page` after `fpdata build`."


# The questions of docs/questions.md, in their order.


def test_question_1_authorship(questions: list[Answer]) -> None:
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


def test_question_2_wish_list(questions: list[Answer]) -> None:
    chains = {row["chain"] for row in questions[1]}
    assert chains == {
        f"{AUTHOR} > us-senators-halifax-2025 > marco-rubio",
        "associated-press > angus-king > marco-rubio",
        "associated-press > angus-king",
    }
    for chain in chains:
        denied = {row["answered_by"] for row in questions[1] if row["chain"] == chain and row["kind"] == "denies"}
        assert denied == {"Tommy Pigott"}


def test_question_3_leaks(questions: list[Answer]) -> None:
    suspects = {
        (row["leaked"], row["suspect"], row["claimant"], row["mode"], row["certainty"])
        for row in questions[2]
        if row["polarity"] == "affirmed"
    }
    assert (
        "recording-2025-10-14",
        "sources-supporting-rubio",
        "Author of the founding article",
        "presumption",
        "likely",
    ) in suspects
    assert {suspect for leaked, suspect, *_ in suspects if leaked == "recording-2025-10-14"} >= {
        "sources-supporting-rubio", "unnamed-european-service", "us-national-security-agency", "ukraine", "unnamed-russian-faction",
    }  # fmt: skip
    assert ("plan-28", "kirill-dmitriev", "Author of the founding article") in {suspect[:3] for suspect in suspects}
    denials = {(row["leaked"], row["suspect"], row["claimant"]) for row in questions[2] if row["polarity"] == "negated"}
    assert ("plan-28", "kirill-dmitriev", "Axios") in denials


def test_question_4_trump(questions: list[Answer]) -> None:
    by_day: dict[str, list[tuple[str, str, str]]] = {}
    for row in questions[3]:
        by_day.setdefault(row["date"], []).append((row["predicate"], row["polarity"], row["value"] or row["about"]))
    assert set(by_day) == {"2025-11-20", "2025-11-21", "2025-11-22", "2025-11-25"}
    assert ("supports", "affirmed", "plan-28") in by_day["2025-11-20"]
    assert ("deadline", "affirmed", "2025-11-27") in by_day["2025-11-21"]
    assert ("status", "affirmed", "not-final") in by_day["2025-11-22"]
    assert {("status", "affirmed", "concept"), ("deadline", "affirmed", "none")} <= set(by_day["2025-11-25"])


def test_question_5_kushner(questions: list[Answer]) -> None:
    assert questions[4] == [
        {"day": "2025-11-23", "had_an_office": False, "title": None},
        {"day": "2026-02-23", "had_an_office": True, "title": "Special Peace Envoy"},
    ]


def test_question_6_corrections_of_the_article(questions: list[Answer]) -> None:
    contradicted = [row["assertion"] for row in questions[5] if row["verdict"] == "contradicted"]
    assert any("Switzerland" in text for text in contradicted)
    assert any("Air Force One" in text for text in contradicted)
    imprecise = " ".join(row["verdict_note"] or "" for row in questions[5] if row["verdict"] == "imprecise")
    assert "King" in imprecise
    assert "closer to 20" in imprecise
    assert all(row["verdict_document_id"] or row["verdict_note"] for row in questions[5])
    assert {row["verdict"] for row in questions[5]} == {"contradicted", "disputed", "imprecise"}


def test_question_7_points(questions: list[Answer]) -> None:
    counts = {(row["version"], row["points"], row["counted_by"]) for row in questions[6]}
    assert {
        ("plan-28", "28", "Axios"),
        ("plan-geneva", "19", "Financial Times"),
        ("plan-geneva", "20", "The New York Times"),
        ("plan-geneva", "20", "Author of the founding article"),
        ("plan-geneva", "22", "Donald Trump"),
        ("plan-28", "26-28", "Marco Rubio"),
        ("plan-27-moscow", "27", "Yuri Ushakov"),
        ("plan-20", "20", "Volodymyr Zelensky"),
        ("gaza-20-point-plan", "20", "Axios"),
    } <= counts


def test_question_8_senators(questions: list[Answer]) -> None:
    assert len(questions[7]) == 8
    assert [row["name"] for row in questions[7] if row["said_wish_list"]] == ["Angus King"]
    assert [row["name"] for row in questions[7] if row["spoke"]] == ["Angus King", "Jeanne Shaheen", "Mike Rounds"]


def test_question_9_not_public(questions: list[Answer]) -> None:
    kinds = Counter(row["availability"] for row in questions[8])
    assert kinds["deleted"] == 1
    assert kinds["never-public"] >= 10
    assert questions[8][0]["quote"] == "He must have got this from K"
    assert any(row["chain_names"].endswith("Bloomberg News > Steve Witkoff > Vladimir Putin") for row in questions[8])


def test_question_10_between_two_days(questions: list[Answer]) -> None:
    found = {row["record_id"] for row in questions[9]}
    assert {"2025-11-18-axios-scoop", "witkoff-got-this-from-k", "2025-11-19-driscoll-kyiv", "plan-28"} <= found
    assert "2025-11-22-rubio-post" not in found


def test_question_11_who_led(questions: list[Answer]) -> None:
    led = {(row["date"], row["led_by"]): row["basis"] for row in questions[10]}
    assert led["2025-10-24/2025-10-26", "Steve Witkoff"] == "de-facto"
    assert led["2025-11-23", "Marco Rubio"] == "appointed"
    assert led["2025-11-23", "Andriy Yermak"] == "designated"
    assert led["2025-11-19/2025-11-22~", "Daniel Driscoll"] == "confirmed"


def test_question_12_copies(questions: list[Answer]) -> None:
    copies: dict[str, set[str]] = {}
    for row in questions[11]:
        copies.setdefault(row["title"], set()).add(row["copy_kind"])
    assert copies["Scoop: U.S. secretly drafting new plan to end Ukraine war"] >= {"syndicated", "summarized"}
    assert len(questions[11]) >= 20
    assert "The New York Times" in {row["outlet"] for row in questions[11]}


def test_question_13_denials(questions: list[Answer]) -> None:
    denials = {(row["by"], row["denial"], row["of_whom"]) for row in questions[12]}
    assert {
        ("Tommy Pigott", "denies", "Angus King"),
        ("Rustem Umerov", "denies", "New York Post"),
        ("Kirill Dmitriev", "denies", "Bloomberg News"),
        ("Axios", "denies", "Steve Witkoff"),
        ("Marco Rubio", "contradicts", "Marco Rubio"),
    } <= denials
    negated = {
        (row["by"], row["what"], row["on_the_view_of"]) for row in questions[12] if row["denial"] == "negated-claim"
    }
    assert {
        ("Tommy Pigott", "plan-28: wish-list-of russia", None),
        ("Axios", "plan-28: leaked kirill-dmitriev", None),
        ("intelliNews", "axios-2025-11-18-scoop: sourced-from kirill-dmitriev", "Axios"),
        ("Angus King", "plan-28: proposal-of united-states", "Marco Rubio"),
        ("Rustem Umerov", "rustem-umerov: supports plan-28", None),
    } <= negated
    assert not [row for row in questions[12] if row["by"] == "Kirill Dmitriev" and "happened" in row["what"]]


def test_question_14_witkoff_and_russia(questions: list[Answer]) -> None:
    met = {row["date"]: set(row["with_whom"].split(", ")) for row in questions[13]}
    assert met["2025-10-14"] == {"Yuri Ushakov"}
    assert met["2025-10-24/2025-10-26"] == {"Kirill Dmitriev"}
    assert {"Vladimir Putin", "Yuri Ushakov", "Kirill Dmitriev"} <= met["2026-01-22/2026-01-23"]
    assert "Rustem Umerov" not in set().union(*met.values())


def test_question_15_without_an_office(questions: list[Answer]) -> None:
    without = {row["name"]: (row["basis"], row["public_offices"]) for row in questions[14]}
    assert without["Jared Kushner"] == ("informal", "none")
    assert without["Steve Witkoff"][0] == "de-facto"
    assert "Special Envoy to the Middle East" in without["Steve Witkoff"][1]
    assert set(without) >= {"Jared Kushner", "Steve Witkoff"}


def test_question_16_unnamed_sources(questions: list[Answer]) -> None:
    rests = {(row["chain_names"].split(" > ")[-1], row["predicate"], row["object"]) for row in questions[15]}
    assert {
        ("U.S. official, quoted by Axios", "drafting-led-by", "steve-witkoff"),
        ("U.S. officials, quoted by the New York Post", "contributed-to", "rustem-umerov"),
        ("U.S. officials, quoted by The Wall Street Journal", "leaked", "unnamed-european-service"),
    } <= rests
    assert all(" > " in row["chain_names"] for row in questions[15])


def test_question_17_trump_by_day(questions: list[Answer]) -> None:
    own = [
        (row["since"], row["predicate"], row["polarity"], row["value"])
        for row in questions[16]
        if row["claimant"] == "Donald Trump" and row["since"]
    ]
    assert own.index(("2025-11-21", "deadline", "affirmed", "2025-11-27")) < own.index(
        ("2025-11-22", "status", "affirmed", "not-final")
    )
    assert ("2025-11-25", "deadline", "affirmed", "none") in own
    assert ("2025-11-25", "status", "affirmed", "concept") in own
    reported = {(row["claimant"], row["predicate"], row["value"]) for row in questions[16]}
    assert ("The New York Times", "status", "near-final") in reported
    assert [row["since"][:10] for row in questions[16] if row["since"]] == sorted(
        row["since"][:10] for row in questions[16] if row["since"]
    )


def test_question_18_rubio_in_private_and_in_public(questions: list[Answer]) -> None:
    held = {(row["heard"], row["predicate"], row["polarity"], row["value"]) for row in questions[17]}
    assert {
        ("public", "authored", "affirmed", "united-states"),
        ("closed", "wish-list-of", "affirmed", "russia"),
        ("closed", "proposal-of", "negated", "united-states"),
        ("as others report", "status", "affirmed", "starting-point"),
    } <= held
    gambit = [row for row in questions[17] if row["chain_names"].endswith("The New York Times")]
    assert {(row["predicate"], row["value"]) for row in gambit} == {("status", "starting-point")}


def test_question_19_not_as_things_are(questions: list[Answer]) -> None:
    other = {(row["modality"], row["about"], row["predicate"], row["holder"]) for row in questions[18]}
    assert {
        ("normative", "marco-rubio", "leads", None),
        ("conditional", "secretary-of-state", "leads", None),
        ("conditional", "russia", "accepts-conditionally", "Russia"),
        ("intended", "plan-20-call", "authored", "Steve Witkoff"),
    } <= other


def test_question_20_advice_and_experience(questions: list[Answer]) -> None:
    found = {(row["predicate"], row["person"], row["topic"], row["advised"]) for row in questions[19]}
    assert {
        ("advised", "Steve Witkoff", "How to approach Donald Trump", "Yuri Ushakov"),
        ("advised", "Yuri Ushakov", "Foreign policy", "Vladimir Putin"),
        ("lacks-experience", "Steve Witkoff", "Diplomacy", None),
        ("lacks-experience", "Steve Witkoff", "Foreign policy", None),
        ("lacks-experience", "Daniel Driscoll", "Foreign policy", None),
    } <= found


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
