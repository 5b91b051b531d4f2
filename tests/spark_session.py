"""A Spark session on two processors of this machine."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from fpdata.checks.spark.session import SparkError, require_java

# Small tables: what is interpreted is done before it would be compiled.
_CONF = {
    "spark.driver.memory": "1g",
    "spark.master": "local[2]",
    "spark.driver.host": "localhost",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}


@contextmanager
def spark_session() -> Iterator[Any]:
    """Yield the session and stop it; skip the test where PySpark or Java is missing."""
    sql = pytest.importorskip(
        "pyspark.sql", reason="pyspark is not installed: pip install 'fpdata[spark]'", exc_type=ImportError
    )
    try:
        require_java()
    except SparkError as error:
        pytest.skip(str(error))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        builder = sql.SparkSession.builder
        for name, value in _CONF.items():
            builder = builder.config(name, value)
        spark = builder.getOrCreate()
        yield spark
        spark.stop()
