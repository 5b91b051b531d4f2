"""Find what no single record shows: an id that upstream has twice, and a column that it no longer fills."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from fpdata.importers.core.draft import Draft, DraftRef
from fpdata.importers.core.findings import Finding, FindingKind
from fpdata.importers.core.imported_rows import ImportedRows

#: A column that fewer rows lose may have lost its values one by one.
_MIN_EMPTIED = 2


def find_repeated(drafts: Sequence[Draft]) -> tuple[set[DraftRef], list[Finding]]:
    """Return the drafts whose id upstream has in several different records, and a finding for each.

    Records that are entirely equal are a harmless repetition.
    """
    by_ref: dict[DraftRef, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.person or draft.id_candidates:
            by_ref[draft.ref].append(draft)
    repeated = {ref: found for ref, found in by_ref.items() if any(draft != found[0] for draft in found[1:])}
    return set(repeated), [
        Finding.at(
            ref.locator, FindingKind.AMBIGUOUS, f"{len(found)} different records have this id, and are all left out"
        )
        for ref, found in repeated.items()
    ]


def keep_emptied(drafts: Sequence[Draft], imported: ImportedRows) -> tuple[list[Draft], list[Finding]]:
    """Return the drafts without the columns that most rows would lose, and a finding for each of these.

    Upstream may have renamed the column or the element from which they are read.
    """
    emptied: Counter[tuple[str, str]] = Counter()
    filled: Counter[tuple[str, str]] = Counter()
    for draft in drafts:
        row = imported.get(draft.ref) or {}
        for column, cell in draft.cells.items():
            if row.get(column):
                filled[draft.table, column] += 1
                emptied[draft.table, column] += cell is None
    lost = {key for key, count in emptied.items() if count >= _MIN_EMPTIED and count * 2 > filled[key]}
    if not lost:
        return list(drafts), []
    kept = [
        replace(
            draft, cells={column: cell for column, cell in draft.cells.items() if (draft.table, column) not in lost}
        )
        for draft in drafts
    ]
    return kept, [
        Finding(
            FindingKind.INVALID,
            f"{table}.csv",
            column,
            f"{emptied[table, column]:,} of {filled[table, column]:,} rows would lose their value, and all keep it; "
            "was it renamed upstream?",
        )
        for table, column in sorted(lost)
    ]
