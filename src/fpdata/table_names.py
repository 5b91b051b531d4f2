"""The names of tables and views as types, for editor completion without importing the models."""

from __future__ import annotations

from typing import Literal

TableName = Literal[
    "actors",
    "roles",
    "events",
    "statements",
    "outlets",
    "documents",
    "offices",
    "countries",
    "participations",
    "relationships",
    "statement_links",
    "addressees",
    "claims",
    "citations",
    "contributions",
    "names",
    "identifiers",
    "topics",
    "redirects",
    "corrections",
    "judgements",
    "coverage",
]
ViewName = Literal[
    "role_holders",
    "statement_chain",
    "contested",
    "denials",
    "positions",
    "power",
    "correspondence",
    "country_lineage",
    "timeline",
    "country_years",
    "dyad_years",
]

#: The views that a wheel does not carry, because they come as fast from its tables.
OMITTED_VIEWS: tuple[ViewName, ...] = ("timeline",)
