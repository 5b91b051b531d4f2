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

sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed: pip install 'fpdata[spark]'")

pytestmark = pytest.mark.filterwarnings(
    "ignore::FutureWarning", "ignore::ResourceWarning", "ignore::DeprecationWarning"
)
# Small tables: what is interpreted is done before it would be compiled.
_CONF = {
    "spark.master": "local[2]",
    "spark.driver.host": "localhost",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    builder = sql.SparkSession.builder
    for name, value in _CONF.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


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
