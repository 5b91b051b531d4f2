"""The workers of Spark write the tables that one machine exports: the same rows, types and metadata, in many files."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from fpdata.checks.spark.engine import check_spark
from fpdata.cli.app import application
from fpdata.export import partitioned
from fpdata.export.parquet import BuildError, build
from fpdata.export.partitioned import build_partitioned
from fpdata.export.verify import verify
from fpdata.generate.package import write_package
from fpdata.model.tables import TABLES
from tests.sample import row, sample

pytestmark = [
    pytest.mark.usefixtures("spark"),
    pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::ResourceWarning", "ignore::DeprecationWarning"),
]


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of which a table becomes several files."""
    tables = sample()
    tables["names"] += [
        row("names", actor_id="ben-moor", name=f"Ben {number:04}", kind="alias") for number in range(400)
    ]
    write_package(tmp_path / "large", tables)
    monkeypatch.setattr(partitioned, "PART_BYTES", 4_000)
    return tmp_path / "large"


def test_the_same_tables(large: Path, tmp_path: Path) -> None:
    expected = build(large, tmp_path / "whole", views=False)
    report = build_partitioned(large, tmp_path / "parts")
    assert (report.issues, report.rows, report.ok) == (expected.issues, expected.rows, True)
    assert len(list((tmp_path / "parts" / "names").iterdir())) > 2
    for name in TABLES:
        table = pq.read_table(tmp_path / "parts" / name)
        whole = pq.read_table(tmp_path / "whole" / f"{name}.parquet")
        assert table.equals(whole), name
        assert table.schema.equals(whole.schema, check_metadata=True), name
    assert verify(tmp_path / "parts") == []


def test_it_is_read_by_other_programs(large: Path, tmp_path: Path, spark: Any) -> None:
    duckdb = pytest.importorskip("duckdb")
    pandas = pytest.importorskip("pandas")
    build_partitioned(large, tmp_path / "parts")
    for name in ("names", "roles", "contributions"):
        folder = tmp_path / "parts" / name
        rows = pq.read_table(folder).to_pylist()
        columns = [*rows[0]]
        found = duckdb.sql(
            f"select * from read_parquet('{folder}/*.parquet') order by filename, file_row_number"
        ).fetchall()
        assert [dict(zip(columns, each, strict=True)) for each in found] == rows
        assert len(pandas.read_parquet(folder)) == len(rows)
        on_spark = [each.asDict() for each in spark.read.parquet(str(folder)).collect()]
        assert sorted(on_spark, key=str) == sorted(rows, key=str)


def test_what_was_built_is_a_package_again(large: Path, tmp_path: Path) -> None:
    build_partitioned(large, tmp_path / "parts")
    for name in TABLES:
        (large / "datasets" / f"{name}.csv").unlink()
        shutil.copytree(tmp_path / "parts" / name, large / "datasets" / name)
    assert check_spark(large).issues == ()
    build_partitioned(large, tmp_path / "again")
    assert pq.read_table(tmp_path / "again" / "names").equals(pq.read_table(tmp_path / "parts" / "names"))


def test_an_earlier_build_is_replaced_and_nothing_else(package: Path, tmp_path: Path) -> None:
    to = tmp_path / "out"
    command = ["build", str(package), "--engine", "spark", "--to", str(to)]
    for _ in range(2):
        result = CliRunner().invoke(application(), command)
        assert (result.exit_code, result.output.endswith(f"exported to {to}\n")) == (0, True), result.output
    (to / "roles" / "notes.txt").touch()
    with pytest.raises(BuildError, match="holds roles, which is not part of an export"):
        build_partitioned(package, to)
    (to / "roles" / "notes.txt").unlink()
    build(package, to)  # the other kind of export
    assert (to / "roles.parquet").is_file()


def test_a_package_with_errors_is_not_exported(package: Path, tmp_path: Path) -> None:
    roles = package / "datasets" / "roles.csv"
    roles.write_text(roles.read_text().replace("Envoy,appointed", "Envoy,apointed", 1))
    with pytest.raises(BuildError, match="the package has 1 error; nothing was exported"):
        build_partitioned(package, tmp_path / "new" / "out")
    assert not (tmp_path / "new").exists()
