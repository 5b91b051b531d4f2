"""Each format gives back what was written: every cell of every table, days as days, and codes as they are."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

import fpdata
from fpdata.access.formats.excel import SpreadsheetLimitError
from fpdata.access.formats.exported_table import ExportedTable, to_text
from fpdata.access.formats.stata import stata_names, write_dta
from fpdata.access.locate import tables, views
from fpdata.access.save import SaveFormat, save
from fpdata.export.arrow import ExportedRow
from fpdata.model.actors import ActorKind
from fpdata.model.tables import TABLES
from fpdata.model.views import VIEWS

NAMES = (*tables(), *views())


def loaded(name: str, export: Path) -> pa.Table:
    return fpdata.load(name, path=export)  # type: ignore[arg-type]


def rows_of(name: str, export: Path) -> list[ExportedRow]:
    rows: list[ExportedRow] = loaded(name, export).to_pylist()
    return rows


def as_text(rows: list[ExportedRow]) -> list[dict[str, Any]]:
    return [{name: to_text(value) for name, value in row.items()} for row in rows]


def test_csv(export: Path, tmp_path: Path) -> None:
    save(tmp_path / "csv", SaveFormat.CSV, path=export)
    for name in NAMES:
        with (tmp_path / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header, *cells = csv.reader(file)
        assert header == loaded(name, export).column_names
        expected = [["" if v is None else str(v) for v in row.values()] for row in as_text(rows_of(name, export))]
        assert cells == expected


def test_jsonl(export: Path, tmp_path: Path) -> None:
    save(tmp_path / "jsonl", SaveFormat.JSONL, path=export)
    for name in NAMES:
        lines = (tmp_path / "jsonl" / f"{name}.jsonl").read_text("utf-8").split("\n")
        assert [json.loads(line) for line in lines if line] == as_text(rows_of(name, export))


def test_parquet(export: Path, tmp_path: Path) -> None:
    save(tmp_path / "parquet", SaveFormat.PARQUET, path=export)
    for name in NAMES:
        assert pq.read_table(tmp_path / "parquet" / f"{name}.parquet").equals(loaded(name, export))
        assert fpdata.load("roles", path=tmp_path / "parquet").num_rows == len(rows_of("roles", export))


def test_xlsx(export: Path, tmp_path: Path) -> None:
    save(tmp_path / "xlsx", SaveFormat.XLSX, path=export)
    book = openpyxl.load_workbook(tmp_path / "xlsx" / "fpdata.xlsx")
    assert book.sheetnames == ["about", *NAMES, "columns", "codes"]
    for name in NAMES:
        header, *cells = [list(row) for row in book[name].iter_rows(values_only=True)]
        assert header == loaded(name, export).column_names
        days = [value for row in rows_of(name, export) for value in row.values() if isinstance(value, date)]
        stored = _as_datetime if min(days, default=date.max) >= date(1900, 3, 1) else to_text
        assert cells == [[stored(value) for value in row.values()] for row in rows_of(name, export)]
    assert ("actors", "kind", "person", ActorKind.PERSON.description) in book["codes"].iter_rows(values_only=True)
    columns = {tuple(row[:3]): row[4] for row in book["columns"].iter_rows(values_only=True)}
    assert columns["roles", "start", "edtf"]
    assert columns["roles", "start_min", "date"]


def _as_datetime(value: object) -> object:
    return datetime(value.year, value.month, value.day) if isinstance(value, date) else value


@pytest.mark.parametrize(
    ("first", "cells"),
    [
        (date(1900, 3, 1), [datetime(1900, 3, 1), datetime(2025, 1, 1), None]),
        (date(1882, 5, 18), ["1882-05-18", "2025-01-01", None]),  # also the later day, or 1882 would come after it
    ],
)
def test_the_days_of_a_sheet_are_dates_or_all_are_text(
    export: Path, tmp_path: Path, first: date, cells: list[object]
) -> None:
    from fpdata.access.formats.excel import write_xlsx

    row = loaded("countries", export).to_pylist()[0]
    rows = [row | {"start_min": day, "end_min": date(2020, 1, 1)} for day in (first, date(2025, 1, 1), None)]
    write_xlsx([_exported("countries", rows, export)], tmp_path / "x.xlsx", {"title": "T", "citation": "C"})
    header, *written = openpyxl.load_workbook(tmp_path / "x.xlsx")["countries"].iter_rows(values_only=True)
    assert [row[header.index("start_min")] for row in written] == cells
    assert {type(row[header.index("end_min")]) for row in written} == {type(cells[0])}


def _exported(name: str, rows: list[dict[str, Any]], export: Path) -> ExportedTable:
    schema = loaded(name, export).schema
    return ExportedTable((TABLES | VIEWS)[name], pa.Table.from_pylist(rows, schema=schema))


@pytest.mark.parametrize("text", ["=1+1", "https://a.example", "'x", "-3", "1e5", "_x0041_"])
def test_text_in_excel_is_text(export: Path, tmp_path: Path, text: str) -> None:
    from fpdata.access.formats.excel import write_xlsx

    row = loaded("topics", export).to_pylist()[0] | {"name": text}
    write_xlsx([_exported("topics", [row], export)], tmp_path / "x.xlsx", {"title": "T", "citation": "C"})
    (cell,) = openpyxl.load_workbook(tmp_path / "x.xlsx")["topics"]["B"][1:]
    assert cell.data_type == "s"
    assert str(cell.value).replace("_x005F_", "_") == text
    assert cell.hyperlink is None


def test_what_a_cell_cannot_hold_is_refused(export: Path, tmp_path: Path) -> None:
    from fpdata.access.formats.excel import write_xlsx

    row = loaded("topics", export).to_pylist()[0] | {"description": "x" * 40_000}
    with pytest.raises(SpreadsheetLimitError, match=r"topics\.description has a text of more than 32,767 characters"):
        write_xlsx([_exported("topics", [row], export)], tmp_path / "x.xlsx", {"title": "T", "citation": "C"})


def test_dta(export: Path, tmp_path: Path) -> None:
    save(tmp_path / "dta", SaveFormat.DTA, path=export)
    for name in NAMES:
        expected = rows_of(name, export)
        with pd.read_stata(tmp_path / "dta" / f"{name}.dta", iterator=True) as reader:
            frame = reader.read()
            labels = reader.variable_labels()
        assert list(frame.columns) == stata_names(loaded(name, export).column_names)
        cells = [[_from_stata(value) for value in row] for row in frame.itertuples(index=False)]
        assert cells == [[value if value is not None else "" for value in row.values()] for row in expected]
        assert all(len(label) <= 80 for label in labels.values())
    assert labels["year"]


def _from_stata(value: Any) -> object:
    if not isinstance(value, str) and pd.isna(value):
        return ""
    return value.date() if isinstance(value, pd.Timestamp) else value


def test_codes_in_stata_are_numbers_with_labels(export: Path, tmp_path: Path) -> None:
    save(tmp_path / "dta", SaveFormat.DTA, ["actors"], path=export)
    with pd.read_stata(tmp_path / "dta" / "actors.dta", iterator=True, convert_categoricals=False) as reader:
        frame = reader.read()
        (labels,) = (set for name, set in reader.value_labels().items() if name == "actors_kind")
    assert labels == {number: str(code) for number, code in enumerate(ActorKind, start=1)}
    assert [labels[number] for number in frame["kind"]] == [row["kind"] for row in rows_of("actors", export)]


@pytest.mark.parametrize("text", ["x" * 2045, "x" * 2046, "ž" * 1023, "ž" * 2045, "x" * 40_000])
def test_long_texts_in_stata_are_whole(export: Path, tmp_path: Path, text: str) -> None:
    row = loaded("topics", export).to_pylist()[0]
    rows = [row | {"description": text}, *([row | {"description": None}] * 20)]
    write_dta(_exported("topics", rows, export), tmp_path / "x.dta", "1.0.0")
    assert pd.read_stata(tmp_path / "x.dta")["description"].to_list() == [text, *[""] * 20]


def test_days_of_any_century_are_days_in_stata(export: Path, tmp_path: Path) -> None:
    row = loaded("countries", export).to_pylist()[0]
    days = [date(1, 1, 1), date(756, 1, 1), date(1778, 7, 4), date(1960, 1, 1), date(9999, 12, 31)]
    rows = [row | {"start_min": day} for day in days]
    write_dta(_exported("countries", rows, export), tmp_path / "x.dta", "1.0.0")
    assert [day.date() for day in pd.read_stata(tmp_path / "x.dta")["start_min"]] == days


def test_names_for_stata_are_those_that_it_allows() -> None:
    long = "a" * 40
    assert stata_names(["name", "end", "in", "str5", "1st", "a-b", long, long, "if"]) == [
        "name", "end_", "in_", "str5_", "_1st", "a_b", "a" * 32, "a" * 30 + "_2", "if_",
    ]  # fmt: skip


def test_sqlite(export: Path, tmp_path: Path) -> None:
    save(tmp_path / "sqlite", SaveFormat.SQLITE, path=export)
    with closing(sqlite3.connect(tmp_path / "sqlite" / "fpdata.sqlite")) as database:
        database.row_factory = sqlite3.Row
        for name in NAMES:
            rows = [dict(row) for row in database.execute(f'select * from "{name}"')]
            expected = as_text(rows_of(name, export))
            if name in VIEWS:  # the views are those of the Parquet files, in any order of columns
                assert sorted(map(_items, rows)) == sorted(map(_items, expected))
            else:
                assert rows == expected
        kinds = dict(database.execute("select name, type from sqlite_master where name not like '%\\_%' escape '\\'"))
        assert (kinds["timeline"], kinds["roles"]) == ("view", "table")
        assert not list(database.execute("pragma foreign_key_check"))
        assert [row["table"] for row in database.execute("pragma foreign_key_list(roles)")]
        (meaning,) = database.execute('select meaning from codes where "table" = ? and code = ?', ("actors", "person"))
        assert meaning[0] == ActorKind.PERSON.description


def _items(row: dict[str, Any]) -> list[tuple[str, str]]:
    return sorted((name, str(value)) for name, value in row.items())


def test_some_tables_in_sqlite_refer_only_to_each_other(export: Path, tmp_path: Path) -> None:
    save(tmp_path / "sqlite", SaveFormat.SQLITE, ["roles", "actors", "role_holders"], path=export)
    with closing(sqlite3.connect(tmp_path / "sqlite" / "fpdata.sqlite")) as database:
        assert {row[2] for row in database.execute("pragma foreign_key_list(roles)")} == {"actors"}
        (count,) = database.execute("select count(*) from role_holders").fetchone()
    assert count == len(rows_of("role_holders", export))


def test_days_are_days_and_other_dates_stay_text(export: Path) -> None:
    roles = loaded("roles", export)
    assert pa.types.is_date(roles["start_min"].type)
    assert pa.types.is_string(roles["start"].type)
    assert pc.count(roles["start_min"]).as_py()
