"""Export one table of a package, without a check of what depends on other tables."""

from __future__ import annotations

import pyarrow as pa

from fpdata.checks.codes import CODES, Severity
from fpdata.checks.columnar.batch import ColumnBatch
from fpdata.checks.columnar.engine import read_rows
from fpdata.checks.issue import Issue
from fpdata.export.arrow import arrow_columns, arrow_schema, sort_by_key
from fpdata.model.table import Table
from fpdata.model.tables import TABLES
from fpdata.package.locate import Package


def export_table(package: Package, name: str, metadata: dict[str, str]) -> tuple[pa.Table, list[Issue]]:
    """Return the valid rows of a table as an export has them, and the errors of its file and of its rows."""
    rows = _ExportedRows(TABLES[name], metadata)
    issues = read_rows(package, name, rows)
    return rows.sorted(), [issue for issue in issues if CODES[issue.code].severity is Severity.ERROR]


class _ExportedRows:
    """Takes the valid rows of one table, block by block."""

    def __init__(self, table: Table, metadata: dict[str, str]) -> None:
        self._table = table
        self._schema = arrow_schema(table, metadata)
        self._rows = [self._schema.empty_table()]

    def prepare(self, batch: ColumnBatch) -> pa.Table:
        """Return some rows with their exported types."""
        return arrow_columns(batch, self._schema)

    def write(self, _table: str, rows: pa.Table) -> None:
        """Take the next rows."""
        self._rows.append(rows)

    def sorted(self) -> pa.Table:
        """Return all rows, sorted by key."""
        return sort_by_key(self._table, pa.concat_tables(self._rows))
