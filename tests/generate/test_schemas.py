"""What the models generate, each judged by its own reference implementation."""

from __future__ import annotations

import csv
import functools
import json
import re
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import jsonschema
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpdata.export.parquet import build
from fpdata.generate.artifacts import artifacts, stale, write_artifacts
from fpdata.generate.schemas import csv_sql_schema, json_schema, sql_schema, table_schema
from fpdata.model.tables import TABLES
from fpdata.package.transaction import TransactionError, write_lock
from fpdata.strategies import records
from tests.helpers import ROOT, contents, examples, tables_of


def frictionless_errors(descriptor: Path) -> list[Any]:
    report = frictionless.Package(str(descriptor)).validate()
    return [*report.errors, *(error for task in report.tasks for error in task.errors)]


def test_frictionless_finds_the_sample_valid(package: Path) -> None:
    assert frictionless_errors(package / "datapackage.json") == []


def test_frictionless_finds_what_is_wrong(package: Path) -> None:
    path = package / "datasets" / "roles.csv"
    path.write_text(
        path.read_text().replace("Envoy,appointed", "Envoy,apointed", 1).replace("ben-moor,", "ben-more,", 1)
    )
    found = {error.type for error in frictionless_errors(package / "datapackage.json")}
    assert {"constraint-error", "foreign-key"} <= found


@pytest.mark.parametrize("name", TABLES)
def test_schemas_are_schemas(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema(TABLES[name]))
    assert frictionless.Schema.from_descriptor(table_schema(TABLES[name])).field_names


@functools.cache
def validator(name: str) -> jsonschema.Draft202012Validator:
    """Return what judges records of a table; the schema itself is judged above."""
    return jsonschema.Draft202012Validator(json_schema(TABLES[name]))


@given(st.data(), st.sampled_from(list(TABLES)))
@examples(30)
def test_json_schema_accepts_what_the_model_accepts(data: st.DataObject, name: str) -> None:
    validator(name).validate(data.draw(records(name)))


@given(st.data(), st.sampled_from(list(TABLES)))
@examples(30)
def test_json_schema_refuses_an_unknown_code_and_a_missing_value(data: st.DataObject, name: str) -> None:
    row = data.draw(records(name))
    for column in TABLES[name].columns:
        broken = row | {column.name: "no such code"} if column.codes else row | {column.name: None}
        if column.codes or not column.nullable:
            with pytest.raises(jsonschema.ValidationError):
                validator(name).validate(broken)


@contextmanager
def loaded_into_sqlite(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript("\n".join(sql_schema(table, TABLES) for table in TABLES.values()))
        with database:
            for name in TABLES:
                columns = pq.read_table(folder / f"{name}.parquet").columns
                rows = zip(*(column.cast(pa.string()).to_pylist() for column in columns), strict=True)
                database.executemany(f'insert into "{name}" values ({", ".join("?" * len(columns))})', rows)
        database.execute("pragma foreign_keys = on")  # what is loaded is checked at once, by `foreign_key_check`
        yield database


def test_sqlite_takes_an_export_with_all_keys_and_codes(package: Path, tmp_path: Path) -> None:
    build(package, tmp_path / "out")
    with loaded_into_sqlite(tmp_path / "out") as database:
        assert database.execute("pragma foreign_key_check").fetchall() == []
        assert database.execute("select count(*) from statements").fetchone() == (3,)
        for wrong in (
            "update roles set actor_id = 'nobody'",
            "update roles set basis = 'by-lot'",
            "update actors set actor_id = 'gazette' where actor_id = 'ada-lake'",
            "update actors set name = null",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                database.execute(wrong)


@pytest.mark.slow
@pytest.mark.xdist_group("data_set")
def test_sqlite_takes_the_data_set(data_set: Path) -> None:
    with loaded_into_sqlite(data_set) as database:
        assert database.execute("pragma foreign_key_check").fetchall() == []


def _cells(package: Path, name: str) -> list[list[str | None]]:
    with (package / "datasets" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == list(TABLES[name].names)
    return [[cell or None for cell in row] for row in rows]


def _values(name: str, row: Sequence[str | None]) -> list[str | int | None]:
    numbers = [column.kind == "integer" for column in TABLES[name].columns]
    return [int(cell) if cell and number else cell for cell, number in zip(row, numbers, strict=True)]


def test_the_committed_sql_takes_the_csv_files_into_sqlite(package: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript((ROOT / "schema" / "fpdata.sql").read_text())
        for name, table in TABLES.items():
            cells = _cells(package, name)
            marks = ", ".join("?" * len(table.names))
            database.executemany(f'insert into "{name}" values ({marks})', cells)
            loaded = database.execute(f'select * from "{name}" order by rowid').fetchall()
            assert [list(row) for row in loaded] == [_values(name, row) for row in cells]
        for wrong in ("update roles set basis = 'by-lot'", "update actors set name = null"):
            with pytest.raises(sqlite3.IntegrityError):
                database.execute(wrong)


@contextmanager
def _loaded_into_duckdb(package: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Load each table by the command that the committed file shows."""
    sql = (ROOT / "schema" / "fpdata.sql").read_text()
    (command,) = re.findall(r"^-- (copy actors from 'datasets/actors.csv' .*;)$", sql, re.MULTILINE)
    with duckdb.connect() as database:
        database.execute(sql)
        for name in TABLES:
            of_table = command.replace("copy actors", f'copy "{name}"').replace("datasets/actors", f"datasets/{name}")
            database.execute(of_table.replace("datasets/", f"{package}/datasets/"))
        yield database


@pytest.mark.slow
def test_the_committed_sql_takes_the_data_set_into_duckdb() -> None:
    with _loaded_into_duckdb(ROOT) as database:
        for name, rows in tables_of(ROOT).items():
            assert database.execute(f'select count(*) from "{name}"').fetchone() == (len(rows),)


def test_the_committed_sql_takes_the_csv_files_into_duckdb(package: Path) -> None:
    with _loaded_into_duckdb(package) as database:
        for name in TABLES:
            loaded = database.execute(f'select * from "{name}" order by rowid').fetchall()
            assert [list(row) for row in loaded] == [_values(name, row) for row in _cells(package, name)]
        for wrong in ("update roles set basis = 'by-lot'", "update actors set name = null"):
            with pytest.raises(duckdb.ConstraintException):
                database.execute(wrong)


def test_the_sql_of_the_csv_files_names_every_reference() -> None:
    for table in TABLES.values():
        for column in table.references:
            target = TABLES[column.target_table]
            assert f'/* references "{target.name}" ("{target.key[0]}") */' in csv_sql_schema()


def test_the_committed_files_are_up_to_date() -> None:
    assert list(stale(ROOT)) == []


def test_a_stale_file_is_found_and_written(package: Path) -> None:
    write_artifacts(package)
    assert list(stale(package)) == []
    (package / "schema" / "roles.json").write_text("{}")
    (package / "schema" / "fpdata.sql").unlink()
    with (package / "datasets" / "topics.csv").open("a") as file:
        file.write("war,War,\n")
    assert sorted(stale(package)) == ["datapackage.json", "schema/fpdata.sql", "schema/roles.json"]
    assert sorted(write_artifacts(package)) == ["datapackage.json", "schema/fpdata.sql", "schema/roles.json"]
    assert list(stale(package)) == []
    topics = next(
        r for r in json.loads((package / "datapackage.json").read_text())["resources"] if r["name"] == "topics"
    )
    assert topics["bytes"] == (package / "datasets" / "topics.csv").stat().st_size


@pytest.mark.parametrize("name", ["schema", "docs", ".github", "datapackage.json", "schema/roles.json"])
def test_no_generated_file_is_written_through_a_link(package: Path, tmp_path: Path, name: str) -> None:
    (package / "docs").mkdir()
    write_artifacts(package)
    victim = tmp_path / "victim"
    (package / name).rename(victim)
    (package / name).symlink_to(victim)
    with (package / "datasets" / "topics.csv").open("a") as file:
        file.write("war,War,\n")
    for path in [victim] if victim.is_file() else [path for path in victim.rglob("*") if path.is_file()]:
        path.write_text("{}")
    before, theirs = contents(package), contents(tmp_path)
    with pytest.raises(TransactionError, match="is a symbolic link, or is reached through one"):
        write_artifacts(package)
    assert (contents(package), contents(tmp_path)) == (before, theirs)


def test_generated_files_wait_for_another_writer(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wait = functools.partial(write_lock, timeout=0.05)
    monkeypatch.setattr("fpdata.generate.artifacts.write_lock", wait)
    with write_lock(package), pytest.raises(TransactionError, match="another command"):
        write_artifacts(package)


def test_the_package_of_others_keeps_its_name(package: Path) -> None:
    path = package / "datapackage.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"name": "mine", "title": "Mine"}))
    write_artifacts(package)
    assert json.loads(path.read_text())["title"] == "Mine"


def test_no_generated_file_is_left_over() -> None:
    generated = {name for name in artifacts(ROOT) if name.startswith("schema/")}
    kept = {"schema/released-ids.csv"}  # which a release writes
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "schema").iterdir()} == generated | kept


def test_a_copy_of_the_repository_generates_the_same(tmp_path: Path) -> None:
    for part in ("datasets", "docs"):
        shutil.copytree(ROOT / part, tmp_path / part)
    shutil.copy(ROOT / "datapackage.json", tmp_path)
    assert artifacts(tmp_path) == artifacts(ROOT)
