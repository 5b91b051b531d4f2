"""The Spark session: the one that is active, that of spark-submit, or one of our own on this machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_JAVA = 17
#: What a session of our own has, where neither the environment nor spark-defaults.conf says otherwise.
_DEFAULTS = {
    "spark.app.name": "fpdata check",
    "spark.master": "local[*]",
    "spark.driver.host": "localhost",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "16",
    "spark.sql.session.timeZone": "UTC",
}
_QUIET = "rootLogger.level=error\nrootLogger.appenderRef.stderr.ref=stderr\nappender.stderr.type=Console\nappender.stderr.name=stderr\nappender.stderr.target=SYSTEM_ERR\nappender.stderr.layout.type=PatternLayout\nappender.stderr.layout.pattern=%p %c{1}: %m%n\n"


class SparkError(Exception):
    """Spark cannot be used here; the message says what is missing and what to do."""


def session() -> SparkSession:
    """Return the active session, else a new one; raises SparkError where pyspark or Java is missing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # of pandas, which is not used
            from pyspark.sql import SparkSession  # noqa: PLC0415
    except ImportError:
        raise SparkError("pyspark is not installed; run: pip install 'fpdata[spark]'") from None
    if active := SparkSession.getActiveSession():
        return active
    if "SPARK_REMOTE" in os.environ or "PYSPARK_GATEWAY_PORT" in os.environ:  # of Spark Connect, of spark-submit
        return SparkSession.builder.getOrCreate()
    _require_java()
    return _local()


def _local() -> SparkSession:
    from pyspark import SparkConf, SparkContext  # noqa: PLC0415
    from pyspark.sql import SparkSession  # noqa: PLC0415

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else the first python3 of the path
    SparkContext._ensure_initialized()  # reads spark-defaults.conf and SPARK_*
    conf = SparkConf()
    for name, value in _DEFAULTS.items():
        conf.setIfMissing(name, value)
    spark = SparkSession.builder.config(conf=conf).getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def _require_java() -> None:
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=os.path.join(home, "bin")) if home else shutil.which("java")
    todo = f"install Java {_JAVA} or newer, and put it on the path or name it in JAVA_HOME"
    if java is None:
        raise SparkError(f"Spark needs Java, and there is none{f' in JAVA_HOME ({home})' if home else ''}; {todo}")
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr  # noqa: S603
    found = re.search(r'version "(?:1\.)?([0-9]+)', said)
    if found is None or int(found[1]) < _JAVA:
        raise SparkError(f"Spark needs Java {_JAVA} or newer, and {java} is {found[1] if found else 'none'}; {todo}")
