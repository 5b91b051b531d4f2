"""The page of an outlet: whose it is, and the documents from it that are on record."""

from __future__ import annotations

from typing import Any

from fpdata.site.claims import day_of
from fpdata.site.excerpt import excerpt
from fpdata.site.store import RecordStore, Row

_MOST = 100


def outlet_page(store: RecordStore, row: Row) -> dict[str, Any]:
    """Return what the page of an outlet shows."""
    id = row["outlet_id"]
    documents = sorted(store["documents"].rows_with("outlet_id", id), key=day_of, reverse=True)
    count = f"{len(documents):,} {'document' if len(documents) == 1 else 'documents'} of it on record."
    return {
        "title": row["name"],
        "kicker": f"Outlet · {row['kind'].replace('-', ' ')}",
        "lead": f"{row['description'] or ''} {count}".strip(),
        "documents": excerpt(
            documents, _MOST, f"select * from documents where outlet_id = '{id}' order by date_min desc"
        ),
    }
