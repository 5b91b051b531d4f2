"""Apply corrections.csv: the only way in which an imported value may differ from upstream, on the record."""

from __future__ import annotations

from collections import defaultdict

from fpdata.importers.core.draft import Draft
from fpdata.importers.core.findings import Finding, FindingKind
from fpdata.importers.core.store import Store
from fpdata.package.csv_writer import RowDict


class Corrections:
    """The rows of `corrections`, by the record they correct."""

    def __init__(self, store: Store) -> None:
        self._by_record: dict[tuple[str, str], list[RowDict]] = defaultdict(list)
        for row in store.rows("corrections"):
            self._by_record[row["table"] or "", row["record_id"] or ""].append(row)
        self.findings: list[Finding] = []

    def replaces(self, table: str, id: str, column: str, value: str) -> bool:
        """Whether a value is one that is corrected, whoever says it."""
        found = self._by_record.get((table, id), ())
        return any(row["field"] == column and row["upstream_value"] == value != row["value"] for row in found)

    def apply(self, draft: Draft, id: str, cells: RowDict) -> RowDict:
        """Return the cells of a record with the corrected values.

        If upstream now has neither the value that was corrected nor the corrected one, its new value is kept
        and the correction is reported: its author has not seen that value.
        """
        corrected = dict(cells)
        for row in self._by_record.get((draft.table, id), ()):
            column, upstream = row["field"] or "", cells.get(row["field"] or "")
            if upstream == row["upstream_value"]:
                corrected[column] = row["value"]
            elif upstream != row["value"]:
                message = (
                    f"the correction of {id}.{column} replaces {row['upstream_value']!r}, but upstream now has "
                    f"{upstream!r}; review it in corrections.csv"
                )
                self.findings.append(Finding.at(draft.locator, FindingKind.CORRECTION, message))
        return corrected
