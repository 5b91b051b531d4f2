"""The conditions of rules as SQL find the rows that they find on Arrow columns. DuckDB stands in for Spark."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import duckdb
import pyarrow as pa
import pytest

from fpdata.checks.columnar.batch import RowBatch
from fpdata.checks.columnar.candidates import find_candidates
from fpdata.checks.columnar.keys import PlainKeys
from fpdata.checks.columnar.retained import followed_references, retain, retained_columns, retained_names
from fpdata.checks.conditions import path_of
from fpdata.checks.rows.duplicates import no_duplicate_records
from fpdata.checks.rule import Rule
from fpdata.checks.rule_runner import ALL_RULES
from fpdata.checks.spark.conditions import is_local, query
from fpdata.model.tables import TABLES
from tests.checks.rows.broken_rules import BROKEN, add
from tests.sample import Tables, sample

TODAY = date(1901, 5, 6)
WITH_CONDITIONS = [rule for rule in ALL_RULES if any(not is_local(each) for each in rule.candidates)]


def retained(tables: Tables) -> dict[str, pa.Table]:
    """Return the columns that are retained of each table."""
    found = {}
    for name, table in TABLES.items():
        batch = RowBatch(table, [[record[column] or "" for column in table.names] for record in tables[name]])
        followed = {name: batch[name] for name in followed_references(table)}
        found[name] = pa.table(dict(zip(retained_names(table), retain(batch).columns, strict=True)) | followed)
    return found


class Columns:
    """The columns of tables that are retained."""

    def __init__(self, tables: dict[str, pa.Table]) -> None:
        self.tables = tables

    def column(self, table: str, name: str) -> pa.ChunkedArray:
        return self.tables[table][name]

    def rows(self, table: str, reference: str) -> pa.ChunkedArray:
        target = TABLES[TABLES[table].column(reference).target_table]
        keys = PlainKeys(self.tables[target.name][target.key[0]])
        return pa.chunked_array([keys.rows_of(self.tables[table][reference])], pa.int32())

    def known(self, table: str, ids: pa.ChunkedArray) -> pa.ChunkedArray:
        raise NotImplementedError


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("create macro date_add(day, days) as day + cast(days as integer)")
        yield connection


def by_sql(connection: duckdb.DuckDBPyConnection, rule: Rule, columns: dict[str, pa.Table]) -> set[tuple[str, int]]:
    """Return the candidates of a rule as its queries find them."""
    queries = [query(each, TODAY) for each in rule.candidates if not is_local(each)]
    for name, table in TABLES.items():
        if any(f"{{{name}}}" in text for text in queries):
            key = columns[name][table.key[0]]
            numbered = columns[name].append_column("at", pa.array(range(len(key)))).append_column("identity", key)
            connection.register(name, numbered)
    rows: set[tuple[str, int]] = set()
    for text in queries:
        standard = text.replace("left semi join", "semi join").replace("`", '"')
        rows.update(connection.execute(standard.replace("{", '"').replace("}", '"')).fetchall())
    return rows


@pytest.fixture(scope="module")
def packages() -> list[dict[str, pa.Table]]:
    """The retained columns of the sample, with each of its faults."""
    found = []
    for _, break_it, _ in BROKEN:
        tables = sample()
        break_it(tables)
        found.append(retained(tables))
    return found


@pytest.mark.parametrize("rule", WITH_CONDITIONS, ids=[rule.name for rule in WITH_CONDITIONS])
def test_sql_and_arrow_find_the_same_candidates(
    connection: duckdb.DuckDBPyConnection, rule: Rule, packages: list[dict[str, pa.Table]]
) -> None:
    found = 0
    for columns in packages:
        on_arrow = {(table, row) for table, rows in find_candidates(rule, Columns(columns), TODAY) for row in rows}
        if on_arrow or columns is packages[0]:
            assert by_sql(connection, rule, columns) == on_arrow
        found += len(on_arrow)
    assert found, "no example has a candidate"


def test_every_value_of_a_condition_is_retained() -> None:
    for rule in ALL_RULES:
        for each in rule.candidates:
            if not is_local(each):
                values = each.values if hasattr(each, "values") else (each.value,)
                for value in values:
                    path = path_of(each.table, value)
                    assert all(name in followed_references(TABLES[table]) for table, name in path.references)
                    assert path.column in retained_columns(TABLES[path.table])


@pytest.mark.parametrize(("url", "found"), [("https://gazette.example/8", []), (None, ["again-1", "again-2"])])
def test_documents_of_one_title_and_day_are_candidates_if_one_lacks_an_address(
    url: str | None, found: list[str]
) -> None:
    tables = sample()
    for id, address in (("again-1", "https://gazette.example/7"), ("again-2", url)):
        add("documents", document_id=id, kind="article", title="Talks go on", date="1890-01-03", url=address)(tables)
    columns = retained(tables)
    candidates = find_candidates(no_duplicate_records, Columns(columns), TODAY)
    rows = [row for table, rows in candidates if table == "documents" for row in rows]
    assert [tables["documents"][row]["document_id"] for row in rows] == found
