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
from fpdata.package.arrow_scalars import number

_NO_ROW = pa.scalar(None, pa.int32())


class ValidColumns:
    """The columns of a package that was read into indexes. What several rules ask for is made once."""

    def __init__(self, indexes: Mapping[str, TableIndex]) -> None:
        self._indexes = indexes
        self.column = cache(self._column)
        self.numbers = cache(self._numbers)
        self.rows = cache(self._rows)

    def of(self, rule: Rule) -> RuleColumns:
        """Return those of the tables that a rule reads."""
        return RuleColumns(rule, self)

    def _column(self, table: str, name: str) -> pa.ChunkedArray:
        return self._indexes[table].valid_column(name)

    def _numbers(self, table: str, reference: str) -> pa.ChunkedArray:
        index = self._indexes[table]
        return index.null_invalid(index.references[reference].numbers(self._target(table, reference).unique_keys))

    def _rows(self, table: str, reference: str) -> pa.ChunkedArray:
        target, numbers = self._target(table, reference), self.numbers(table, reference)
        if target.unique_keys().unknown:
            numbers = pc.if_else(pc.less(numbers, number(0)), _NO_ROW, numbers)
        return target.valid_rows(numbers)

    def _target(self, table: str, reference: str) -> TableIndex:
        return self._indexes[TABLES[table].column(reference).target_table]

    def known(self, table: str, ids: pa.ChunkedArray) -> pa.ChunkedArray:
        """Return whether each id is a key of a table."""
        return self._indexes[table].are_keys(ids)


@dataclass(frozen=True)
class RuleColumns:
    """The columns of the tables that a rule reads."""

    rule: Rule
    columns: ValidColumns

    def column(self, table: str, name: str) -> pa.ChunkedArray:
        """Return a retained column."""
        self._expect(table)
        return self.columns.column(table, name)

    def numbers(self, table: str, reference: str) -> pa.ChunkedArray:
        """Return a number for each reference, equal where they are; null if it is empty."""
        self._expect(table)
        return self.columns.numbers(table, reference)

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
