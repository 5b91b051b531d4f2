"""The row of documents.csv that describes a source: found or added by its URL, and checked for its date."""

from __future__ import annotations

import re
from collections.abc import Container

from fpdata.importers.core.draft import DraftRef
from fpdata.importers.core.findings import Finding, FindingKind
from fpdata.importers.core.source import ImportBatch
from fpdata.importers.core.store import Store
from fpdata.model.edtf import Edtf
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def ensure_document(store: Store, batch: ImportBatch) -> tuple[str, bool]:
    """Return the id of the document with the source's URL, and whether it is new.

    The document, and its outlet, are added if they are missing.
    """
    source = batch.source
    for row in store.rows("documents"):
        if row["url"] == source.url:
            return row["document_id"] or "", False
    if store.get("outlets", source.outlet_id) is None:
        outlet: RowDict = {"outlet_id": source.outlet_id, "name": source.outlet_name, "kind": "dataset"}
        outlet |= {"control": "unknown", "url": source.outlet_url}
        store.put("outlets", dict.fromkeys(TABLES["outlets"].names) | outlet)
    document: RowDict = {"document_id": source.document_id, "kind": "dataset", "title": source.document_id}
    document |= {"outlet_id": source.outlet_id, "url": source.url, "language": "en", "license": source.license}
    store.put("documents", dict.fromkeys(TABLES["documents"].names) | document)
    date_document(store, source.document_id, batch.newest)
    return source.document_id, True


def date_document(store: Store, document_id: str, newest: str) -> None:
    """Date the document of a source by the day of its newest record, "" if none is known."""
    dated: RowDict = {"date": f"{newest[:7]}~" if newest else None}
    dated["note"] = f"Dated by its newest record, of {newest}." if newest else None
    store.put("documents", store.tables["documents"][document_id,] | dated)


def newest_accepted(batch: ImportBatch, rejected: Container[DraftRef]) -> str:
    """Return the newest date in a batch, or that of the other records if only rejected ones have it."""
    accepted, others = set[str](), set[str]()
    for draft in batch.drafts if batch.newest else ():
        days = accepted if draft.ref not in rejected else others
        if draft.table != "coverage":  # its days are made of those of the records
            days |= {day for cell in draft.cells.values() if isinstance(cell, str) for day in _DAY.findall(cell)}
    if batch.newest not in others - accepted:
        return batch.newest
    return max((day for day in accepted if day <= batch.newest), default="")


def find_outdated(store: Store, newest: str, document_id: str) -> list[Finding]:
    """Return a finding if the source has records newer than the date of its document."""
    document = store.tables["documents"][document_id,]
    last = Edtf(document["date"]).latest if document["date"] else None
    day = Edtf(newest).latest if newest else None
    if last is None or day is None or day <= last:
        return []
    message = f"the date in documents.csv is {document['date']}, but upstream has records up to {newest}"
    return [Finding(FindingKind.OUTDATED, "documents.csv", document_id, f"{message}; update the date")]
