"""The row of documents.csv that describes a source: found or added by its URL, and checked for its date."""

from __future__ import annotations

from fpdata.importers.core.findings import Finding, FindingKind
from fpdata.importers.core.source import ImportBatch
from fpdata.importers.core.store import Store
from fpdata.model.edtf import Edtf
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict


def ensure_document(store: Store, batch: ImportBatch) -> str:
    """Return the id of the document with the source's URL; add the document, and its outlet, if it is missing."""
    source = batch.source
    for row in store.rows("documents"):
        if row["url"] == source.url:
            return row["document_id"] or ""
    if store.get("outlets", source.outlet_id) is None:
        outlet: RowDict = {"outlet_id": source.outlet_id, "name": source.outlet_name, "kind": "dataset"}
        outlet |= {"control": "unknown", "url": source.outlet_url}
        store.put("outlets", dict.fromkeys(TABLES["outlets"].names) | outlet)
    document: RowDict = {"document_id": source.document_id, "kind": "dataset", "title": source.document_id}
    document |= {"outlet_id": source.outlet_id, "url": source.url, "language": "en", "license": source.license}
    document["date"] = f"{batch.newest[:7]}~" if batch.newest else None
    document["note"] = f"Dated by its newest record, of {batch.newest}." if batch.newest else None
    store.put("documents", dict.fromkeys(TABLES["documents"].names) | document)
    return source.document_id


def find_outdated(store: Store, batch: ImportBatch, document_id: str) -> list[Finding]:
    """Return a finding if the source has records newer than the date of its document."""
    document = store.tables["documents"][document_id,]
    last = Edtf(document["date"]).latest if document["date"] else None
    newest = Edtf(batch.newest).latest if batch.newest else None
    if last is None or newest is None or newest <= last:
        return []
    message = f"the date in documents.csv is {document['date']}, but upstream has records up to {batch.newest}"
    return [Finding(FindingKind.OUTDATED, "documents.csv", document_id, f"{message}; update the date")]
