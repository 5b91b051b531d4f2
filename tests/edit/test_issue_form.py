"""Answers to the issue forms, as GitHub writes them into the issue, become records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from fpdata.edit.issue_form import read_issue_form
from fpdata.edit.parse_records import parse_records, parse_tables
from fpdata.edit.tables import EditError
from fpdata.generate.issue_forms import FOLDER, issue_forms
from tests.helpers import contents, run, tables_of

LINE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1).map(str.strip).filter(
    lambda text: text not in ("", "_No response_") and not text.startswith(("### ", "```"))
)  # fmt: skip


def as_issue(form: str, answers: dict[str, str]) -> bytes:
    """Return the body of an issue, as GitHub makes it from the answers to a form."""
    asked = [
        question["attributes"]
        for question in yaml.safe_load(issue_forms()[f"{FOLDER}/{form}.yml"])["body"]
        if question["type"] != "markdown"
    ]
    assert answers.keys() <= {question["label"] for question in asked}
    parts = []
    for question in asked:
        answer = answers.get(question["label"], "" if "render" in question else "_No response_")
        parts.append(f"### {question['label']}\n\n{_fenced(answer) if 'render' in question else answer}")
    return "\n\n".join(parts).replace("\n", "\r\n").encode()


def _fenced(answer: str) -> str:
    return f"```yaml\n{answer}\n```"


@given(st.dictionaries(st.sampled_from(["name", "description", "topic_id"]), LINE))
def test_an_answer_is_read_as_it_was_given(answers: dict[str, str]) -> None:
    body = "\n\n".join(
        f"### {name}\n\n{answers.get(name, '_No response_')}" for name in ("topic_id", "name", "description")
    )
    assert read_issue_form(body, parse=str) == answers


STATEMENT = {
    "speaker_id": "Ada Lake",
    "date": "1890-01-04",
    "form": "paraphrase",
    "act": "characterize",
    "medium": "interview",
    "audience": "public",
    "summary": "Calls the new round useful.",
    "availability": "public",
}
DOCUMENT = {
    "document.kind": "article",
    "document.title": "Envoys meet again",
    "document.url": "https://gazette.example/envoys",
    "document.date": "1890-01-04",
}
OUTLET = {
    "document.outlet.name": "The Courier",
    "document.outlet.kind": "newspaper",
    "document.outlet.control": "independent",
}
CLAIMS = """\
- about_actor: Ada Lake
  predicate: supports
  object_actor: Ben Moor
  polarity: affirmed
  modality: actual
  coding: explicit
  mode: opinion
  certainty: stated
  verdict: unchecked
"""


def test_a_statement_its_document_outlet_and_claims_in_one_go(package: Path) -> None:
    before = {table: len(rows) for table, rows in tables_of(package).items()}
    body = as_issue("new-statement", STATEMENT | DOCUMENT | OUTLET | {"claims": CLAIMS})
    result = run("new", "statement", "-p", package, input=body)
    assert result.exit_code == 0, result.output
    added = {table: rows[before[table] :] for table, rows in tables_of(package).items() if len(rows) > before[table]}
    assert {table: len(rows) for table, rows in added.items()} == {
        "outlets": 1,
        "documents": 1,
        "statements": 1,
        "claims": 1,
    }
    by_id = {row["outlet_id"]: row for row in tables_of(package)["outlets"]}
    assert by_id["the-courier"]["kind"] == "newspaper"


def test_a_comment_in_yaml_is_no_question() -> None:
    assert parse_records(b"### A topic of today\n\nname: x\n") == [{"name": "x"}]
    assert parse_records(b"### topic\nname: x\n") == [{"name": "x"}]


def test_any_record_names_its_table() -> None:
    body = as_issue("new-record", {"table": "topics", "record": "name: Arms control\ndescription:"})
    assert parse_tables(body) == [("topics", {"name": "Arms control", "description": None})]


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"document": "gazette-1890-01-02", **DOCUMENT}, "'document' is an existing record and a new one"),
        ({"claims": "- about_actor: x\n  about_actor: y"}, "given twice"),
    ],
)
def test_answers_that_cannot_be_used_are_refused(package: Path, answers: dict[str, str], says: str) -> None:
    before = contents(package)
    result = run("new", "statement", "-p", package, input=as_issue("new-statement", STATEMENT | answers))
    assert result.exit_code == 2
    assert says in result.output
    assert contents(package) == before


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("### name\n\nx\n\n### name\n\ny\n", "asked twice"),
        ("### name.first\n\nx\n\n### name\n\ny\n", "an existing record and a new one"),
        ("### name\n\nx\n\n### name.first\n\ny\n", "an existing record and a new one"),
    ],
)
def test_two_answers_to_one_question_are_refused(body: str, says: str) -> None:
    with pytest.raises(EditError, match=says):
        read_issue_form(body, parse=str)


def test_a_heading_within_a_fence_is_part_of_the_answer() -> None:
    def first_line(text: str) -> Any:
        return text.partition("\n")[0]

    assert read_issue_form("### record\n\n```yaml\n### no heading\nname: x\n```\n", first_line) == {
        "record": "### no heading"
    }
    assert parse_records(b"### claims\n\n```yaml\n\n```\n\n### name\n\nx\n") == [{"name": "x"}]
