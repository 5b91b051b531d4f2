"""Dataframely: a schema for each table, and its ``filter``, which counts what each rule rejects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import dataframely as dy
import polars as pl

from benchmarks.peers.common import Column, Specification, Table, run
from benchmarks.peers.expressions import cell, read, row

LEAVES_OUT = (
    "cross-row rules",
    "line, column and message of an error",
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
        _, failures = _schema(specification, table, keys).filter(frames[table.name])
        problems += sum(failures.counts().values())
        if table.name not in keys:
            del frames[table.name]
    return problems


def _schema(specification: Specification, table: Table, keys: dict[str, pl.Series]) -> type[dy.Schema]:
    members: dict[str, object] = {column.name: _column(specification, table, column, keys) for column in table.columns}
    for name, wrong in row(table):
        members[f"rule_{name}"] = dy.rule()(_right(wrong))
    return type(table.name, (dy.Schema,), members)


def _column(specification: Specification, table: Table, column: Column, keys: dict[str, pl.Series]) -> dy.String:
    checks = {name: _right(wrong) for name, wrong in cell(specification, table, column) if name != "length"}
    if column.references:
        checks["reference"] = _right(~pl.col(column.name).is_in(keys[column.references].implode()))
    return dy.String(
        nullable=column.nullable,
        primary_key=column.name in table.key,
        max_length=column.max_length,
        check=checks or None,
    )


def _right(wrong: pl.Expr) -> Callable[[Any], pl.Expr]:
    """Return a check as dataframely calls it, which gives whether a row is right; null is."""
    return lambda it: (~wrong).fill_null(value=True)


if __name__ == "__main__":
    run(count)
