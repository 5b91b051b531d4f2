"""The documents that show who held what, in a few words each, to be named beside the roles."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from fpdata.cli.columns import short_host


class HolderSource(NamedTuple):
    """A document: its id, what it is called in a list, its address, and what it is if the name alone does not say it."""

    id: str
    label: str
    url: str | None
    about: str = ""


def holder_sources(rows: Iterable[dict[str, Any]], data: Path | None) -> dict[str, HolderSource]:
    """Return the documents that show the holders of roles, by id; a web page by its host, a data set by its id."""
    from fpdata.access.lookup_database import lookup_database

    database = lookup_database(data)
    ids = {row["last_seen_document_id"] or row["source_id"] for row in rows} - {None}
    columns = [f'"{name}"' for name in ("document_id", "kind", "url", "outlet_id")]
    found = list(database["documents"].select_with("document_id", sorted(ids), columns))
    outlets = {outlet for _, kind, _, outlet in found if kind == "dataset" and outlet}
    names = dict(database["outlets"].select_with("outlet_id", sorted(outlets), ['"outlet_id"', '"name"']))
    return {
        id: HolderSource(id, id, url, f"data of {names[outlet]}" if outlet else "a data set")
        if kind == "dataset"
        else HolderSource(id, short_host(url) or id, url)
        for id, kind, url, outlet in found
    }
