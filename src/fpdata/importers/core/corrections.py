"""Corrections: the only way in which an imported value differs from upstream, and always in the open."""

from __future__ import annotations

from collections import defaultdict

from fpdata.importers.core.draft import Draft, Finding, FindingKind
from fpdata.importers.core.store import Row, Store


class Corrections:
    """The rows of `corrections`, by the record they correct."""

    def __init__(self, store: Store) -> None:
        self._rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in store.rows("corrections"):
            self._rows[row["table"] or "", row["record_id"] or ""].append(row)
        self.findings: list[Finding] = []

    def apply(self, draft: Draft, id: str, cells: Row) -> Row:
        """Return the cells of a record with the corrected values in the place of those they correct.

        Where upstream has a third value, that stands: whoever made the correction did not see it.
        """
        corrected = dict(cells)
        for row in self._rows.get((draft.table, id), ()):
            column, upstream = row["field"] or "", cells.get(row["field"] or "")
            if upstream == row["upstream_value"]:
                corrected[column] = row["value"]
            elif upstream != row["value"]:
                message = f"{id}.{column} is corrected from {row['upstream_value']}, and upstream has {upstream} now"
                file, _, record = draft.locator.rpartition("/")
                self.findings.append(Finding(FindingKind.CORRECTION, file, record, message))
        return corrected
