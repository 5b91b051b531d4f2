"""A page of the site before it is rendered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class SitePage(NamedTuple):
    """Where a page is, the template that renders it, and what the template is given (at least `title`)."""

    address: str
    template: str
    context: Mapping[str, Any]


class ToolPage(NamedTuple):
    """A page in which a script answers; `label` is its name in the navigation, "" if it is not listed there."""

    address: str
    template: str
    title: str
    label: str


#: The pages of the scripts in site/src, in the order of the navigation.
TOOL_PAGES = (
    ToolPage("as-of.html", "as_of.html", "Who ran it on a day", "Who ran it"),
    ToolPage("network.html", "network.html", "Who met and wrote to whom", "Network"),
    ToolPage("travel.html", "travel.html", "Journeys and visits", "Travel"),
    ToolPage("sql.html", "sql.html", "Ask the database in SQL", "SQL"),
    ToolPage("search.html", "search.html", "Search", ""),
)
