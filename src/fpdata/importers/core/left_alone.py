"""Find the rows that a left-out record keeps from changing: without it, upstream does not tell what they should say."""

from __future__ import annotations

from fpdata.importers.core.draft import DraftRef
from fpdata.importers.core.imported_rows import ImportedRows
from fpdata.importers.core.source import ImportBatch


def drafts_left_alone(batch: ImportBatch, imported: ImportedRows) -> set[DraftRef]:
    """Return the drafts of the events that are parts of one event with a left-out record, and of that event.

    If the second leg of a journey cannot be parsed, the first and the third would look like two journeys.
    """
    left_out = (imported.get(ref) for finding in batch.findings for ref in finding.drafts)
    wholes = {row["part_of_id"] for row in left_out if row and row.get("part_of_id")}
    if not wholes:
        return set()
    drafts = [draft for draft in batch.drafts if draft.table == "events"]
    rows = {draft.ref: row for draft in drafts if (row := imported.get(draft.ref))}
    alone = {ref for ref, row in rows.items() if wholes & {row["event_id"], row["part_of_id"]}}
    parents = (draft.cells.get("part_of_id") for draft in drafts if draft.ref in alone)
    return alone | {parent for parent in parents if isinstance(parent, DraftRef)}
