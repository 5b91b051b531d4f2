"""The page of each record: what all records have in common, around what each kind has of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fpdata.access.bibliography import cited_records
from fpdata.access.bibliography_formats import to_bibtex, to_csl_json, to_plain_text
from fpdata.model.redirects import RedirectResolver
from fpdata.model.tables import TABLES
from fpdata.site.actor_page import actor_page
from fpdata.site.addresses import correction_address, record_address
from fpdata.site.country_page import country_page
from fpdata.site.document_page import document_page
from fpdata.site.event_page import event_page
from fpdata.site.last_changed import Changes
from fpdata.site.linked_data import linked_data
from fpdata.site.office_page import office_page
from fpdata.site.outlet_page import outlet_page
from fpdata.site.page import SitePage
from fpdata.site.statement_page import statement_page
from fpdata.site.store import RecordStore, Row
from fpdata.site.topic_page import topic_page

#: What is particular to the records of a table: `title`, `kicker`, `lead`, and what its template shows.
_CONTENTS: Mapping[str, Callable[[RecordStore, Row], dict[str, Any]]] = {
    "actors": actor_page,
    "offices": office_page,
    "countries": country_page,
    "events": event_page,
    "documents": document_page,
    "statements": statement_page,
    "topics": topic_page,
    "outlets": outlet_page,
}
#: A page lists so many citations.
_MOST_CITATIONS = 40


class RecordPages:
    """Makes the pages of records and of retired ids."""

    def __init__(self, store: RecordStore, changes: Changes, site: Mapping[str, Any]) -> None:
        self._store = store
        self._changes = changes
        self._site = site
        self._redirects = {
            table: RedirectResolver(
                {row["old_id"]: row["new_id"] for row in store["redirects"].rows_with("table", table)},
                {row[TABLES[table].key[0]] for row in store[table].rows},
            )
            for table in _CONTENTS
        }

    def page(self, table: str, id: str) -> SitePage:
        """Return the page of a record, or of a retired id."""
        row = self._store[table].row(id)
        return self._record(table, id, row) if row else self._retired(table, id)

    def _record(self, table: str, id: str, row: Row) -> SitePage:
        store = self._store
        citations = [cited for cited in store["citations"].rows_with("record_id", id) if cited["table"] == table]
        cited = cited_records([(table, row)], store, self._site["version"])
        address = record_address(table, id)
        contents = _CONTENTS[table](store, row)
        common = {
            "table": table,
            "id": id,
            "row": row,
            "description": contents["lead"] or contents["title"],
            "citations": sorted(citations, key=lambda cited: cited["stance"])[:_MOST_CITATIONS],
            "citations_left": max(0, len(citations) - _MOST_CITATIONS),
            "corrections": _of_table(store["corrections"].rows_with("record_id", id), table),
            "judgements": list(_judgements(store, table, id)),
            "former_ids": _of_table(store["redirects"].rows_with("new_id", id), table),
            "changed": self._changes.get(table, {}).get(id),
            "correction": correction_address(self._site["repository"], table, id) if self._site["repository"] else "",
            "row_query": f"select * from {table} where {TABLES[table].key[0]} = '{id}'",
            "cite": {"text": to_plain_text(cited), "bibtex": to_bibtex(cited), "csl": to_csl_json(cited)},
            "linked_data": linked_data(store, table, row, f"{self._site['address']}{address}"),
        }
        return SitePage(address, f"{table}.html", common | contents)

    def _retired(self, table: str, id: str) -> SitePage:
        redirect = next(row for row in self._store["redirects"].rows_with("old_id", id) if row["table"] == table)
        outcome, current = self._redirects[table].resolve(id)
        is_live = outcome == "live" and self._store.has_page(table, current or "")
        context = {"title": id, "table": table, "current": current if is_live else None, "redirect": redirect}
        return SitePage(record_address(table, id), "retired.html", context)


def _of_table(rows: list[Row], table: str) -> list[Row]:
    return [row for row in rows if row["table"] == table]


def _judgements(store: RecordStore, table: str, id: str) -> list[tuple[str, Row]]:
    """Return each record with which this one was compared, and the judgement."""
    found = []
    for side, other in (("left_id", "right_id"), ("right_id", "left_id")):
        found += [(row[other], row) for row in _of_table(store["judgements"].rows_with(side, id), table)]
    return found
