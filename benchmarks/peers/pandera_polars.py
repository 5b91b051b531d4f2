"""Pandera on polars: a schema for each table, its own checks where it has them and expressions elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors

from benchmarks.peers.common import Column, Specification, Table, run
from benchmarks.peers.expressions import cell, read, row

LEAVES_OUT = (
    "cross-row rules",
    "line and column of an error",
    "invalid UTF-8 or a record with too many cells counts as one problem per table",
    "a record with too few cells passes if the missing ones may be empty",
    "canonical form",
)


def count(specification: Specification) -> int:
    """Return the number of problems found in a package."""
    problems, frames = 0, {}
    for table in specification.tables.values():
        frames[table.name], unread = read(table)
        problems += unread
    keys = {
        table.name: frames[table.name][table.key[0]] for table in specification.tables.values() if len(table.key) == 1
    }
    for table in specification.tables.values():
        try:
            _schema(specification, table, keys).validate(frames[table.name], lazy=True)
        except SchemaErrors as error:
            problems += len(error.failure_cases)
        if table.name not in keys:
            del frames[table.name]
    return problems


def _schema(specification: Specification, table: Table, keys: dict[str, pl.Series]) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(
        {
            column.name: pa.Column(
                pl.String,
                checks=_checks(specification, table, column, keys),
                nullable=column.nullable,
            )
            for column in table.columns
        },
        checks=[_check(rule, name) for name, rule in row(table)],
        unique=table.key,
        strict=True,
        ordered=True,
    )


def _checks(specification: Specification, table: Table, column: Column, keys: dict[str, pl.Series]) -> list[pa.Check]:
    checks = []
    for name, wrong in cell(specification, table, column):
        match name:
            case "code":
                checks.append(pa.Check.isin(column.codes or []))
            case "length":
                checks.append(pa.Check.str_length(max_value=column.max_length))
            case _:
                checks.append(_check(wrong, name))
    if column.references:
        checks.append(_check(~pl.col(column.name).is_in(keys[column.references].implode()), "reference"))
    return checks


def _check(wrong: pl.Expr, name: str) -> pa.Check:
    right: Callable[[pa.PolarsData], pl.LazyFrame] = lambda data: data.lazyframe.select((~wrong).fill_null(True))  # noqa: E731
    return pa.Check(right, name=name)


if __name__ == "__main__":
    run(count)
