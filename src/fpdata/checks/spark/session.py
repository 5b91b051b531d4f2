"""The Spark session: the one that is active, that of spark-submit, or one of our own on this machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark import SparkConf
    from pyspark.sql import SparkSession

_JAVA = 17
#: What a session of our own has, where neither the environment nor spark-defaults.conf says otherwise.
_DEFAULTS = {
    "spark.app.name": "fpdata check",
    "spark.master": "local[*]",
    "spark.driver.host": "localhost",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "16",
    "spark.sql.session.timeZone": "UTC",
}


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
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    with _quietly() as said:
        try:
            SparkContext._ensure_initialized(conf=_java())  # starts Java, which reads spark-defaults.conf and SPARK_*
            conf = SparkConf().set("spark.ui.showConsoleProgress", "false")
            for name, value in _DEFAULTS.items():
                conf.setIfMissing(name, value)
            return SparkSession.builder.config(conf=conf).getOrCreate()
        except Exception as error:
            said.seek(0)
            raise SparkError(f"Spark did not start: {error}\n{said.read()[-2000:]}") from error


def _java() -> SparkConf:
    """Return how to start Java, unless somebody has said so.

    With its quick compiler, for the other costs more than it saves, and with half of the machine's
    memory, up to 4 GB, for a driver that does all the work.
    """
    from pyspark import SparkConf  # noqa: PLC0415

    conf = SparkConf(loadDefaults=False)
    if not _configured():
        half = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 21 if hasattr(os, "sysconf") else 1024
        conf.set("spark.driver.memory", f"{min(half, 4096)}m")
        conf.set("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1")
    return conf


def _configured() -> bool:
    return "SPARK_CONF_DIR" in os.environ or "PYSPARK_SUBMIT_ARGS" in os.environ


@contextmanager
def _quietly() -> Iterator[IO[str]]:
    """Let a Java that is started meanwhile write what it logs to a file, where it else would greet us on standard error.

    What goes wrong later comes as an exception. Whoever configures Spark is shown what it logs.
    """
    with tempfile.TemporaryFile("w+", errors="replace") as said:
        if _configured():
            yield said
            return
        sys.stderr.flush()
        own = os.dup(2)
        os.dup2(said.fileno(), 2)
        try:
            yield said
        finally:
            os.dup2(own, 2)
            os.close(own)


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
