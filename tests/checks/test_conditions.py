"""The conditions of rules find candidates on Arrow columns, all of which are retained."""

from __future__ import annotations

from datetime import date
from unittest import mock

import pyarrow as pa
import pytest

from fpdata.checks.columnar.batch import RowBatch
from fpdata.checks.columnar.candidates import find_candidates
from fpdata.checks.columnar.retained import CODE, followed_references, retain, retained_columns
from fpdata.checks.conditions import Where, path_of
from fpdata.checks.rows.duplicates import no_duplicate_records
from fpdata.checks.rule_runner import ALL_RULES
from fpdata.model.tables import TABLES
from tests.checks.rows.broken_rules import add
from tests.sample import Tables, sample

TODAY = date(1901, 5, 6)


def retained(tables: Tables) -> dict[str, pa.Table]:
    """Return the columns that are retained of each table."""
    found = {}
    for name, table in TABLES.items():
        batch = RowBatch(table, [[record[column] or "" for column in table.names] for record in tables[name]])
        found[name] = retain(batch)
    return found


def test_every_value_of_a_condition_is_retained() -> None:
    for rule in ALL_RULES:
        for each in rule.candidates:
            if not (isinstance(each, Where) and each.is_local):
                values = each.values if hasattr(each, "values") else (each.value,)
                for value in values:
                    path = path_of(each.table, value)
                    assert all(name in followed_references(TABLES[table]) for table, name in path.references)
                    if path.is_reference:
                        assert path.column in followed_references(TABLES[path.table])
                    else:
                        assert path.column + CODE * path.is_code in retained_columns(TABLES[path.table])


@pytest.mark.parametrize(("url", "found"), [("https://gazette.example/8", []), (None, ["again-1", "again-2"])])
def test_documents_of_one_title_and_day_are_candidates_if_one_lacks_an_address(
    url: str | None, found: list[str]
) -> None:
    tables = sample()
    for id, address in (("again-1", "https://gazette.example/7"), ("again-2", url)):
        add("documents", document_id=id, kind="article", title="Talks go on", date="1890-01-03", url=address)(tables)
    columns = retained(tables)
    retained_only = mock.Mock(spec_set=["column"], column=lambda table, name: columns[table][name])
    candidates = find_candidates(no_duplicate_records, retained_only, TODAY)
    rows = [row for table, rows in candidates if table == "documents" for row in rows]
    assert [tables["documents"][row]["document_id"] for row in rows] == found
