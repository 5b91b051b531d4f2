"""Polars: the checks as expressions written by hand; keys, references and rules as joins.

Each table is read whole and judged in one query. What other tables need of it stays, the rest goes. Dates are judged
once for each that occurs.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from benchmarks.peers import polars_rules
from benchmarks.peers.common import Specification, Table, run
from benchmarks.peers.expressions import cell, earliest, latest, read, row
from benchmarks.peers.patterns import MISREAD, hasty

LEAVES_OUT = (
    "line, column and message of an error",
    "invalid UTF-8 or a record with too many cells counts as one problem per table",
    "a record with too few cells passes if the missing ones may be empty",
    "canonical form: byte order mark, CRLF, blank lines, a missing final newline",
)


def count(specification: Specification) -> int:
    """Return the number of problems found in a package."""
    problems, kept = 0, {}
    for table in specification.tables.values():
        frame, unread = read(table)
        frame, found = _with_dates(specification, table, frame)
        problems += unread + found + _cells(specification, table, frame)
        kept[table.name] = frame.select(_kept(table))
    for table in specification.tables.values():
        problems += sum(_keys(specification, table, kept))
    return problems + sum(polars_rules.rules(specification, kept))


def _kept(table: Table) -> list[str]:
    names = {*table.key, *(column.name for column in table.references), *polars_rules.KEPT.get(table.name, ())}
    return [*sorted(names), *(f"{column.name}_{side}" for column in table.dates for side in ("first", "last"))]


def _with_dates(specification: Specification, table: Table, frame: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """Return the frame with the bounds of each date beside it, and the number of wrong dates."""
    problems = 0
    for column in table.dates:
        it = pl.col(column.name)
        wrong = pl.any_horizontal(check for _, check in cell(specification, table, column))
        judged = (
            frame.lazy()
            .select(it.drop_nulls().unique())
            .with_columns(
                earliest(it).alias(f"{column.name}_first"),
                latest(it).alias(f"{column.name}_last"),
                wrong.alias("wrong"),
            )
            .collect()
        )
        frame = frame.join(judged.drop("wrong"), on=column.name, how="left", maintain_order="left")
        if judged["wrong"].any():
            problems += frame.join(judged.filter("wrong"), on=column.name, how="semi").height
    return frame, problems


def _cells(specification: Specification, table: Table, frame: pl.DataFrame) -> int:
    """Return the number of wrong cells, dates aside, and of rows that break a rule within a row."""
    checks = [pl.col(column.name).is_null() for column in table.columns if not column.nullable]
    for column in table.columns:
        if column.kind != "edtf":
            checks += [check for _, check in cell(specification, table, column)]
    for name, rule in row(table):
        # The bounds are there already.
        first, last = ("from", "to") if "to" in table.names else ("start", "end")
        first, last = ("born", "died") if "died" in table.names else (first, last)
        checks.append(pl.col(f"{last}_last") < pl.col(f"{first}_first") if name == "period" else rule)
    sums = [check.sum().alias(str(number)) for number, check in enumerate(checks)]
    return sum(frame.lazy().select(sums).collect().row(0))


def _keys(specification: Specification, table: Table, kept: dict[str, pl.DataFrame]) -> Iterator[int]:
    """Yield how many rows repeat a key, stand out of order, refer to nothing, or have an id that passes for another."""
    frame = kept[table.name]
    key = frame.select(pl.struct(table.key) if len(table.key) > 1 else table.key[0]).to_series()
    yield frame.height - key.n_unique()
    if len(table.key) == 1:
        yield int(not key.is_sorted())
        misread = [hasty(identity) for identity in key.filter(key.str.contains(MISREAD))]
        yield len(misread) - len(set(misread)) + int(key.is_in(misread).sum())
    for column in table.references:
        target, known = column.references or "", specification.key_of(column.references or "")
        yield (
            frame.lazy()
            .select(column.name)
            .drop_nulls()
            .join(kept[target].lazy().select(known), left_on=column.name, right_on=known, how="anti")
            .select(pl.len())
            .collect()
            .item()
        )


if __name__ == "__main__":
    run(count)
