"""References of both kinds are read from the models."""

from __future__ import annotations

from fpdata.model.references import ANNOTATION_TABLES, referring_columns
from fpdata.model.tables import TABLES


def test_annotation_tables_name_the_table_they_are_about() -> None:
    assert ANNOTATION_TABLES == ("citations", "redirects", "corrections", "judgements", "coverage")
    assert {TABLES[name].table_column for name in ANNOTATION_TABLES} == {"table"}
    assert {name: [column.name for column in TABLES[name].record_references] for name in ANNOTATION_TABLES} == {
        "citations": ["record_id"],
        "redirects": ["new_id"],
        "corrections": ["record_id"],
        "judgements": ["left_id", "right_id"],
        "coverage": [],
    }


def test_every_column_that_can_hold_an_id_of_a_table_is_known() -> None:
    columns = referring_columns("offices")
    assert columns == (
        ("roles", "office_id"),
        ("claims", "about_office_id"),
        ("citations", "record_id"),
        ("redirects", "new_id"),
        ("corrections", "record_id"),
        ("judgements", "left_id"),
        ("judgements", "right_id"),
    )
    assert {("citations", "document_id"), ("citations", "record_id")} <= set(referring_columns("documents"))
    assert [name for name, _ in referring_columns("names")] == [name for name, _ in columns[2:]]
