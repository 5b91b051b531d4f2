"""The docs as pages of the site, with the references that are made from the code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from fpdata.site.addresses import root_of
from fpdata.site.api_reference import api_reference
from fpdata.site.cli_reference import cli_reference
from fpdata.site.markdown_docs import DocPart, Docs
from fpdata.site.page import SitePage

API_ADDRESS, CLI_ADDRESS = "docs/api.html", "docs/cli.html"
#: The contents of the docs, by heading; whatever is not named comes last.
_CONTENTS = {
    "Use the data": (
        "README.md",
        "docs/use.md",
        "docs/questions.md",
        "docs/plot.md",
        "docs/panels.md",
        "docs/power.md",
        "docs/cite.md",
    ),
    "In other programs": tuple(
        f"docs/how-to/{name}.md"
        for name in ("pandas", "polars", "duckdb", "r", "stata", "excel", "javascript", "spark")
    ),
    "Know the data": (
        "docs/data-dictionary.md",
        "docs/coverage.md",
        "docs/quality.md",
        "docs/policy.md",
        "docs/versions.md",
        "CHANGELOG.md",
    ),
    "Work on it": ("CONTRIBUTING.md", "docs/issue-codes.md", "docs/design.md"),
}
_TITLES = {
    "README.md": "Guide",
    "CONTRIBUTING.md": "Contributing, and the codebook",
}


def docs_pages(docs: Docs) -> Iterator[SitePage]:
    """Yield every page of the docs."""
    contents = _contents(docs)
    for part in docs.pages():
        yield SitePage(part.address, "docs.html", _context(docs, part, contents))
    api = {"title": "Python reference", "entries": api_reference(), "contents": contents}
    yield SitePage(API_ADDRESS, "docs_api.html", api)
    cli = {"title": "Commands", "groups": cli_reference(), "contents": contents}
    yield SitePage(CLI_ADDRESS, "docs_cli.html", cli)


def _context(docs: Docs, part: DocPart, contents: Any) -> dict[str, Any]:
    whole = part.parent or part
    return {
        "title": _TITLES.get(part.source, part.title) if part is whole else part.title,
        "html": Markup(docs.html(part, root_of(part.address))),  # noqa: S704 - our own docs
        "headings": part.anchors,
        "parent": part.parent,
        "siblings": whole.parts,
        "contents": contents,
    }


def _contents(docs: Docs) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the headings of the contents, each with the addresses and titles below it."""
    named = {source for sources in _CONTENTS.values() for source in sources}
    groups = [
        (heading, [source for source in sources if source in docs.parts]) for heading, sources in _CONTENTS.items()
    ]
    groups[-1][1].extend(source for source in docs.parts if source not in named)
    listed = [
        (heading, [(docs.parts[source].address, _TITLES.get(source, docs.parts[source].title)) for source in sources])
        for heading, sources in groups
    ]
    listed.insert(3, ("References", [(API_ADDRESS, "Python"), (CLI_ADDRESS, "Commands")]))
    return listed
