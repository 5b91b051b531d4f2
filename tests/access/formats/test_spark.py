"""Spark 3.5 and 4 read every Parquet file without a setting for it, days of the year 301 included."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import fpdata
from fpdata.access.locate import tables, views
from fpdata.export.parquet import build
from fpdata.generate.package import write_package
from tests.sample import find, sample
from tests.spark_session import spark_session

pytest.importorskip("pyspark.sql", reason="pyspark is not installed: pip install 'fpdata[spark]'")

pytestmark = pytest.mark.filterwarnings(
    "ignore::FutureWarning", "ignore::ResourceWarning", "ignore::DeprecationWarning"
)


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    with spark_session() as session:
        yield session


def test_spark_reads_every_cell(spark: Any, tmp_path: Path) -> None:
    package = sample()
    find(package, "countries", "ruritania")["start"] = "0301"
    write_package(tmp_path / "package", package)
    build(tmp_path / "package", tmp_path / "export")
    types = set()
    for name in (*tables(), *views()):
        frame = spark.read.parquet(str(tmp_path / "export" / f"{name}.parquet"))
        expected = fpdata.load(name, path=tmp_path / "export").to_pylist()
        assert [row.asDict() for row in frame.collect()] == expected, name
        types |= {kind for _, kind in frame.dtypes}
    assert types == {"string", "int", "date"}  # codes are texts
