"""The docs on the site: where their links lead, and that the references are complete."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import fpdata
from fpdata.cli.app import COMMANDS
from fpdata.site.cli_reference import cli_reference
from fpdata.site.markdown_docs import Docs

pytestmark = pytest.mark.xdist_group("site")


@pytest.fixture
def docs(tmp_path: Path) -> Docs:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text(
        "# First\n\n[there](b.md#Part-Two) [self](#one) [code](../src/x.py) [out](https://example.org)\n\n## One\n\ntext\n"
    )
    filler = "word " * 12_000
    (tmp_path / "docs" / "b.md").write_text(
        f"# Long\n\nIntro.\n\n## Part one\n\n{filler}\n\n## Part two\n\nSee [one](#part-one).\n"
    )
    return Docs(tmp_path, "https://code.example/r")


def test_links_lead_to_pages_or_to_the_repository(docs: Docs) -> None:
    html = docs.html(docs.parts["docs/a.md"], "../")
    assert re.findall(r'href="([^"]*)"', html) == [
        "../docs/b.html#Part-Two",
        "../docs/a.html#one",
        "https://code.example/r/blob/main/src/x.py",
        "https://example.org",
    ]
    assert '<h2 id="one">' in html


def test_a_long_file_is_a_page_for_each_heading(docs: Docs) -> None:
    addresses = [part.address for part in docs.pages()]
    assert addresses == ["docs/a.html", "docs/b.html", "docs/b.part-one.html", "docs/b.part-two.html"]
    assert docs.address("docs/b.md", "part-two") == "docs/b.part-two.html#part-two"
    second = docs.parts["docs/b.md"].parts[1]
    assert 'href="../docs/b.part-one.html#part-one"' in docs.html(second, "../")
    assert '<h1 id="part-two">' in docs.html(second, "../")


def test_a_table_scrolls_and_has_no_empty_heading(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "t.md").write_text("# T\n\n| | n |\n| --- | --- |\n| a | 1 |\n\nA <b> as it stands.\n")
    docs = Docs(tmp_path, "")
    html = docs.html(docs.parts["docs/t.md"], "../")
    assert '<div class="scroll" tabindex="0">\n<table>' in html
    assert "<td></td>\n<th>n</th>" in html
    assert "A &lt;b&gt; as it stands." in html


def test_a_query_in_the_docs_can_be_run(site: Path) -> None:
    (page,) = (site / "docs").glob("questions.1-*.html")
    assert 'href="../sql.html?sql=select%20t.claimant_name' in page.read_text("utf-8")


def test_the_api_reference_has_every_public_name(site: Path) -> None:
    html = (site / "docs" / "api.html").read_text("utf-8")
    names = set(fpdata.__all__) - {"__version__"}
    assert names <= set(re.findall(r'<h2 id="(\w+)">', html))
    assert "fpdata.as_of(" in html
    assert "&gt;&gt;&gt; as_of(&quot;2025-11-23&quot;" in html or "&gt;&gt;&gt; as_of(" in html


def test_the_reference_of_commands_has_every_command() -> None:
    groups = dict(cli_reference())
    assert list(groups) == list(COMMANDS)
    (as_of,) = [entry for entry in groups["Look up"] if entry.name == "fpdata as-of"]
    assert any("--office" in parameter.names for parameter in as_of.parameters)
    assert all(example.startswith("fpdata") for example in as_of.examples)
    assert "fpdata import pocom" in [entry.name for entry in groups["Import"]]
