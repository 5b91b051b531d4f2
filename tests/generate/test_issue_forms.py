"""What GitHub runs and shows: forms whose answers are columns, and workflows that a fork cannot abuse."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from fpdata.generate.artifacts import write_artifacts
from fpdata.generate.issue_forms import issue_forms
from fpdata.model.tables import TABLES
from tests.helpers import ROOT

FORMS = {name: yaml.safe_load(content) for name, content in issue_forms().items()}
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("name", FORMS)
def test_answers_are_columns(name: str) -> None:
    form: dict[str, Any] = FORMS[name]
    assert form["name"]
    assert form["description"]
    questions = {question["id"]: question for question in form["body"] if question["type"] != "markdown"}
    new_with_it = {id for id in questions if id == "claims" or id.split("-")[0] == "document"}
    for id in new_with_it:
        assert not questions.pop(id)["validations"]["required"]
    for table in form.get("labels", []):
        columns = {column.name: column for column in TABLES[table].columns}
        assert questions.keys() <= columns.keys()
        assert {name for name, column in columns.items() if not column.nullable} - questions.keys() <= {
            f"{table[:-1]}_id",
            "date",
            *(["document_id"] if new_with_it else []),
        }
        for id, question in questions.items():
            assert question["validations"]["required"] == (not columns[id].nullable)
            if codes := columns[id].codes:
                assert question["attributes"]["options"] == [str(code) for code in codes]
    if not form.get("labels"):
        assert questions["table"]["attributes"]["options"] == list(TABLES)


def test_the_bug_form_is_written_by_hand_and_stays(package: Path) -> None:
    content = (ROOT / ".github/ISSUE_TEMPLATE/bug.yml").read_bytes()
    assert {"name", "description", "body"} <= yaml.safe_load(content).keys()
    form = package / ".github/ISSUE_TEMPLATE/bug.yml"
    form.parent.mkdir(parents=True)
    form.write_bytes(content)
    write_artifacts(package)
    assert form.read_bytes() == content


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_are_safe_for_forks(path: Path) -> None:
    text = path.read_text()
    workflow = yaml.load(text, yaml.BaseLoader)
    assert workflow["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in workflow["on"]
    assert "secrets." not in text
    for used in re.findall(r"uses: (\S+)", text):
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", used), used
    for job in workflow["jobs"].values():
        for step in job["steps"]:
            # What others write (titles, branches, authors) is never part of a command.
            assert not re.search(r"\$\{\{\s*(?:github|inputs)", step.get("run", ""))
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false"
    if "pull_request" in workflow["on"]:
        assert "write" not in str([job.get("permissions") for job in workflow["jobs"].values()])
