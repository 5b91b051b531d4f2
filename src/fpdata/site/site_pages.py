"""The pages that are not of one record: the front page, disputes, coverage, quality, tools and docs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from fpdata.site.browse_pages import browse_pages
from fpdata.site.contested_pages import contested_pages
from fpdata.site.coverage_page import coverage_page
from fpdata.site.docs_pages import docs_pages
from fpdata.site.front_page import front_page
from fpdata.site.markdown_docs import Docs
from fpdata.site.page import TOOL_PAGES, SitePage
from fpdata.site.store import RecordStore

_TEMPLATES = Path(__file__).parent / "templates"


def site_pages(store: RecordStore, docs: Docs, contexts: Mapping[str, Mapping[str, Any]]) -> Iterator[SitePage]:
    """Yield every page that is not of one record.

    `docs` are those of the clone; `contexts` has what the templates of some tools are given.
    """
    yield front_page(store)
    yield coverage_page(store)
    yield from browse_pages(store)
    yield from contested_pages(store)
    yield from docs_pages(docs)
    for tool in TOOL_PAGES:
        if (_TEMPLATES / tool.template).is_file():
            yield SitePage(tool.address, tool.template, {"title": tool.title, **contexts.get(tool.template, {})})
