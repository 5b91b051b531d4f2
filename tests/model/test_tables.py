"""The models: every field is described, every table is named, strict means strict."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from fpdata.model.fields import Code
from fpdata.model.offices import Basis, Role
from fpdata.model.table import Column, Table
from fpdata.model.tables import TABLES
from fpdata.model.views import VIEWS
from fpdata.package.csv_writer import to_cells
from fpdata.strategies import records
from fpdata.table_names import TableName, ViewName

ALL = [*TABLES.values(), *VIEWS.values()]
COLUMNS = [pytest.param(table, column, id=f"{table.name}.{column.name}") for table in ALL for column in table.columns]


def test_names_are_those_of_the_models() -> None:
    assert get_args(TableName) == tuple(TABLES)
    assert get_args(ViewName) == tuple(VIEWS)


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_every_column_is_described(table: Table, column: Column) -> None:
    assert column.description.endswith(".")
    if column.target_table:
        assert column.target_table in TABLES
    if column.example and table.name in TABLES:
        assert _accepts(column, column.example)


def _accepts(column: Column, value: str) -> bool:
    table = next(t for t in ALL if column in t.columns)
    errors: list[Any] = []
    try:
        table.model.model_validate({column.name: value})
    except ValidationError as error:
        errors = [detail for detail in error.errors() if column.name in detail["loc"]]
    return not errors


@pytest.mark.parametrize("table", ALL, ids=lambda table: table.name)
def test_every_table_has_a_key_and_a_description(table: Table) -> None:
    assert table.description.endswith(".")
    assert set(table.key) <= set(table.names)
    assert not any(table.column(name).nullable for name in table.key)


def test_every_code_is_described() -> None:
    lists = {column.codes for table in ALL for column in table.columns if column.codes}
    assert len(lists) > 20
    for codes in lists:
        assert issubclass(codes, Code)
        assert all(code.description.endswith(".") for code in codes)
        assert len({code.description for code in codes}) == len(codes)


def _role(**values: Any) -> Role:
    return Role.model_validate(
        {"role_id": "a", "actor_id": "b", "title": "T", "basis": "acting", "source_id": "d"} | values
    )


def test_a_record_is_typed_and_immutable() -> None:
    role = _role(start="2025-01-20", end="..")
    assert role.basis is Basis.ACTING
    assert role.end is not None
    assert role.end.is_ongoing
    assert role.identity == "a"
    with pytest.raises(ValidationError):
        role.title = "Another"  # type: ignore[misc]


def test_a_record_has_no_other_fields_and_takes_no_other_types() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        _role(rank="1")
    with pytest.raises(ValidationError, match="valid string"):
        _role(title=7)


def test_a_field_that_python_reserves_goes_by_its_column_name() -> None:
    from fpdata.model.documents import Coverage

    coverage = Coverage.model_validate(
        {"table": "roles", "source_id": "d", "scope": "s", "from": "1789", "missing": "m"}
    )
    assert coverage.from_ == "1789"
    assert to_cells(coverage)["from"] == "1789"


@given(st.data(), st.sampled_from(list(TABLES)))
def test_a_record_survives_its_cells(data: st.DataObject, table: str) -> None:
    cells = data.draw(records(table))
    record = TABLES[table].model.model_validate(cells)
    assert to_cells(record) == cells
