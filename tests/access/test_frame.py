"""Frames: dates are dates, codes are ordered categories with every code, sources can be joined."""

from __future__ import annotations

import builtins
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import fpdata
from fpdata.access.errors import MissingExtraError, UnknownIdError
from fpdata.access.frame import SOURCE_COLUMNS, FrameBackend, with_all_codes
from fpdata.access.locate import tables, views
from fpdata.model.tables import TABLES
from fpdata.model.views import VIEWS

NAMES = (*tables(), *views())


def _codes(name: str) -> dict[str, list[str]]:
    return {column.name: [*map(str, column.codes)] for column in (TABLES | VIEWS)[name].columns if column.codes}


@pytest.mark.parametrize("name", NAMES)
def test_every_frame_has_the_cells_of_the_table(export: Path, name: Any) -> None:
    expected = fpdata.load(name, path=export).to_pylist()
    days = {field.name for field in fpdata.load(name, path=export).schema if pa.types.is_date(field.type)}
    frame = fpdata.frame(name, path=export)
    assert {column for column in frame if pd.api.types.is_datetime64_any_dtype(frame[column])} == days
    cells = [[_of_pandas(value) for value in row] for row in frame.astype(object).itertuples(index=False)]
    assert cells == [[*row.values()] for row in expected]
    assert fpdata.frame(name, "polars", path=export).to_dicts() == expected
    relation = fpdata.frame(name, "duckdb", path=export)
    assert [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()] == expected
    assert fpdata.frame(name, "arrow", path=export).to_pylist() == expected


def _of_pandas(value: Any) -> object:
    if pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value


@pytest.mark.parametrize("name", NAMES)
def test_codes_are_ordered_categories_with_every_code(export: Path, name: Any) -> None:
    codes = _codes(name)
    frame = fpdata.frame(name, path=export)
    categories = {column: frame[column].cat for column in frame if isinstance(frame[column].dtype, pd.CategoricalDtype)}
    assert {column: list(cat.categories) for column, cat in categories.items()} == codes
    assert all(cat.ordered for cat in categories.values())
    schema = fpdata.frame(name, "polars", path=export).schema
    assert {n: t.categories.to_list() for n, t in schema.items() if isinstance(t, pl.Enum)} == codes
    relation = fpdata.frame(name, "duckdb", path=export)
    types = dict(zip(relation.columns, relation.types, strict=True))
    assert {n: dict(t.children)["values"] for n, t in types.items() if t.id == "enum"} == codes
    arrow = fpdata.frame(name, "arrow", path=export)
    assert {n: arrow[n].chunk(0).dictionary.to_pylist() for n in codes} == codes
    assert all(arrow.schema.field(n).type.ordered for n in codes)


def test_an_empty_table_has_every_code(export: Path) -> None:
    file = export / "roles.parquet"
    pq.write_table(pq.read_table(file).slice(0, 0), file)
    for backend in get_args(FrameBackend):
        frame = fpdata.frame("roles", backend, path=export)
        assert len(frame) == 0
    assert fpdata.frame("roles", path=export)["basis"].cat.categories.to_list() == _codes("roles")["basis"]


def test_a_code_of_another_version_comes_last(export: Path) -> None:
    roles = fpdata.load("roles", path=export)
    place = roles.column_names.index("basis")
    roles = roles.set_column(place, "basis", pa.array(["by-lot", "acting"]).dictionary_encode())
    basis = with_all_codes("roles", roles)["basis"]
    assert basis.to_pylist() == ["by-lot", "acting"]
    assert basis.chunk(0).dictionary.to_pylist() == [*_codes("roles")["basis"], "by-lot"]


def test_missing_values_are_missing(export: Path) -> None:
    frame = fpdata.frame("actors", path=export)
    assert frame["country_id"].isna().any()
    assert frame["country_id"].dtype == pd.StringDtype()
    assert fpdata.frame("contributions", path=export)["sequence"].dtype == pd.Int32Dtype()
    born = frame.set_index("actor_id")["born_min"]
    assert born["ada-lake"] == pd.Timestamp(1850, 1, 1)
    assert fpdata.frame("actors", "polars", path=export)["born_min"].min() == date(1850, 1, 1)


def test_the_sources_of_a_frame_are_those_of_its_rows(export: Path) -> None:
    documents = {row["document_id"]: row for row in fpdata.load("documents", path=export).to_pylist()}
    statements = {row["statement_id"]: row for row in fpdata.load("statements", path=export).to_pylist()}
    with_sources = 0
    for name in NAMES:
        rows = fpdata.load(name, path=export).to_pylist()
        assert not {*SOURCE_COLUMNS} & {*(TABLES | VIEWS)[name].names}
        if not {"source_id", "document_id", "statement_id"} & {*(TABLES | VIEWS)[name].names}:
            with pytest.raises(ValueError, match=f"{name} refers to no document"):
                fpdata.frame(name, "arrow", sources=True, path=export)
            continue
        found = fpdata.frame(name, "arrow", sources=True, path=export).to_pylist()
        assert [{k: v for k, v in row.items() if k not in SOURCE_COLUMNS} for row in found] == rows
        for row, joined in zip(rows, found, strict=True):
            source = row.get("source_id") or row.get("document_id")
            if "source_id" not in row and "document_id" not in row:
                source = statements[row["statement_id"]]["document_id"]
            document = documents.get(source or "", {})
            assert (joined["source_title"], joined["source_url"]) == (document.get("title"), document.get("url"))
            with_sources += bool(document)
    assert with_sources > 20
    for backend in get_args(FrameBackend):
        frame = fpdata.frame("roles", backend, sources=True, path=export)
        names = frame.column_names if isinstance(frame, pa.Table) else list(frame.columns)
        assert names[-2:] == [*SOURCE_COLUMNS]


def test_what_is_unknown_is_refused(export: Path) -> None:
    with pytest.raises(ValueError, match=r"unknown backend 'panda'; did you mean 'pandas'\?"):
        fpdata.frame("roles", "panda", path=export)  # type: ignore[call-overload]
    with pytest.raises(ValueError, match="unknown backend 7; use one of pandas, polars, duckdb, arrow"):
        fpdata.frame("roles", 7, path=export)  # type: ignore[call-overload]
    with pytest.raises(UnknownIdError, match="did you mean 'roles'"):
        fpdata.frame("roels", path=export)  # type: ignore[call-overload]


@pytest.mark.parametrize("backend", ["pandas", "polars", "duckdb"])
def test_a_missing_library_is_named(export: Path, monkeypatch: pytest.MonkeyPatch, backend: Any) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == backend:
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtraError, match=rf"run: pip install 'fpdata\[{backend}\]'"):
        fpdata.frame("roles", backend, path=export)
