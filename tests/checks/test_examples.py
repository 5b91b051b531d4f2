"""Every code is explained, and its examples say what is so: the wrong one gives the code, the right one gives nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fpdata.checks.api import check
from fpdata.checks.codes import CODES
from fpdata.checks.examples import EXAMPLES, Content, format_content
from fpdata.generate.data_dictionary import code_pages
from fpdata.model.tables import TABLES
from tests.helpers import app
from tests.sample import row, sample, write_tables


def lay_out(root: Path, place: str, content: Content) -> Path:
    """Write the sample package with an example in its place."""
    tables = sample()
    if place in TABLES and isinstance(content, dict):
        key = TABLES[place].key
        known = [other for other in tables[place] if all(other[part] == content[part] for part in key)]
        if known:
            known[0].update(content)
        else:
            tables[place].append(row(place) | content)
        tables["topics"].append(row("topics", topic_id="chats", name="Chats"))
    write_tables(root, tables)
    path = root / place
    if isinstance(content, str):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode("utf-8", "surrogateescape"))
    elif content is None:
        path.unlink(missing_ok=True)
    elif place == "datapackage.json":
        descriptor = json.loads(path.read_text())
        (resource,) = [
            one for one in descriptor["resources"] if content["name"] == one["name"] or content["path"] == one["path"]
        ]
        resource.update(content)
        path.write_text(json.dumps(descriptor))
    return root


def test_every_code_has_an_example() -> None:
    assert list(EXAMPLES) == list(CODES)


# Permissions do not stop root, and a column is emptied only in a git clone: these have tests of their own.
@pytest.mark.parametrize("code", [code for code in CODES if code not in ("file-unreadable", "file-emptied-column")])
def test_the_examples_are_wrong_and_right(tmp_path: Path, code: str) -> None:
    example = EXAMPLES[code]
    wrong = {
        issue.code for issue in check(lay_out(tmp_path / "wrong", example.place, example.wrong), engine="rows").issues
    }
    # A resource that is no table leaves its table without a file as well; every other example gives its code alone.
    assert code in wrong
    assert wrong <= {code, "file-missing", "package-resource"}
    assert check(lay_out(tmp_path / "right", example.place, example.right), engine="rows").issues == ()


@pytest.mark.parametrize("code", CODES)
def test_explain(code: str) -> None:
    result = CliRunner().invoke(app, ["explain", code])
    assert result.exit_code == 0
    flat = result.output.replace("\n    ", "\n")
    for part in (
        CODES[code].title,
        CODES[code].why,
        CODES[code].fix,
        format_content(EXAMPLES[code].wrong),
        format_content(EXAMPLES[code].right),
    ):
        assert part in flat
    assert format_content(EXAMPLES[code].wrong) in code_pages()


def test_an_unknown_code_gets_a_suggestion() -> None:
    result = CliRunner().invoke(app, ["explain", "row-dates"])
    assert result.exit_code == 2
    assert "did you mean 'row-date'?" in result.output
