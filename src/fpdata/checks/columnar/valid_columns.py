"""The columns in which candidates are looked for: of valid records, and for each rule only those of the tables it reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.columnar.table_index import TableIndex
from fpdata.checks.rule import Rule
from fpdata.model.tables import TABLES


class ValidColumns:
    """The columns of a package that was read into indexes. What several rules ask for is made once."""

    def __init__(self, indexes: Mapping[str, TableIndex]) -> None:
        self._indexes = indexes
        self.column = cache(self._column)
        self.rows = cache(self._rows)

    def of(self, rule: Rule) -> RuleColumns:
        """Return those of the tables that a rule reads."""
        return RuleColumns(rule, self)

    def _column(self, table: str, name: str) -> pa.ChunkedArray:
        return self._indexes[table].valid_column(name)

    def _rows(self, table: str, reference: str) -> pa.ChunkedArray:
        index, target = self._indexes[table], self._indexes[TABLES[table].column(reference).target_table]
        rows = index.references[reference].rows(target.unique_keys)
        return target.valid_rows(index.null_invalid(rows))

    def known(self, table: str, ids: pa.ChunkedArray) -> pa.ChunkedArray:
        """Return whether each id is a key of a table."""
        index = self._indexes[table]
        if len(ids) > len(index.keys()) // 4:
            keys = index.unique_keys()
            return pa.chunked_array([pc.is_valid(keys.rows_of(chunk)) for chunk in ids.chunks], pa.bool_())
        return pc.is_in(ids, index.keys().filter(pc.is_in(index.keys(), ids)))


@dataclass(frozen=True)
class RuleColumns:
    """The columns of the tables that a rule reads."""

    rule: Rule
    columns: ValidColumns

    def column(self, table: str, name: str) -> pa.ChunkedArray:
        """Return a retained column."""
        self._expect(table)
        return self.columns.column(table, name)

    def rows(self, table: str, reference: str) -> pa.ChunkedArray:
        """Return the row of the record that a reference names; null if there is none."""
        self._expect(table)
        return self.columns.rows(table, reference)

    def known(self, table: str, ids: pa.ChunkedArray) -> pa.ChunkedArray:
        """Return whether each id is a key of a table."""
        self._expect(table)
        return self.columns.known(table, ids)

    def _expect(self, table: str) -> None:
        if table not in self.rule.tables:
            raise RuntimeError(f"{self.rule.name} reads {table} without saying so")
