"""The page on what the sources cover, and what they leave out."""

from __future__ import annotations

from itertools import groupby

from fpdata.site.page import SitePage
from fpdata.site.store import RecordStore


def coverage_page(store: RecordStore) -> SitePage:
    """Return the page: the rows of the table `coverage`, by table."""
    rows = sorted(store["coverage"].rows, key=lambda row: (row["table"], row["from_min"] or "", row["scope"]))
    described = {row["table"]: row["description"] for row in store["tables"].rows}
    counts = {row["table"]: row["rows"] for row in store["tables"].rows}
    groups = [
        (table, described.get(table, ""), counts.get(table, 0), list(covered))
        for table, covered in groupby(rows, key=lambda row: row["table"])
    ]
    context = {
        "title": "What is covered, and what is not",
        "description": "What each source covers and leaves out.",
        "groups": groups,
    }
    return SitePage("coverage.html", "coverage.html", context)
