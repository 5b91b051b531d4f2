"""Run tasks on Spark: in the active context, that of spark-submit, or a new one on this machine.

Of Spark, only the RDDs of its core are used, which pass bytes as they are, and which Spark 3.5 and 4 have alike.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyspark import SparkConf, SparkContext

_PYSPARK = (3, 5)
#: Settings of a new context, unless the environment or spark-defaults.conf sets them.
_DEFAULTS = {
    "spark.app.name": "fpdata",
    "spark.master": "local[*]",
    "spark.driver.host": "localhost",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
}


class SparkError(Exception):
    """Spark cannot be used here; the message says what is missing and what to do."""


def spark_context() -> SparkContext:
    """Return the active context, else a new one; raises SparkError if PySpark or Java is missing."""
    _require_pyspark()
    from pyspark import SparkContext

    if SparkContext._active_spark_context or "PYSPARK_GATEWAY_PORT" in os.environ:  # of spark-submit
        return SparkContext.getOrCreate()
    if "SPARK_REMOTE" in os.environ:
        raise SparkError(
            "Spark Connect (SPARK_REMOTE) only runs queries; use spark-submit or the cluster's own notebook"
        )
    require_java()
    return _local()


@contextmanager
def run_tasks(tasks: Sequence[Any], work: Callable[[Any], Iterator[bytes]]) -> Iterator[Iterator[bytes]]:
    """Run `work` on each of `tasks` in a worker; yield an iterator of all that it yields, in the order of the tasks.

    Spark keeps that, on the workers, and runs a task again if its worker is lost. Raises SparkError if this cannot help.
    """
    context = spark_context()
    from pyspark import StorageLevel

    with _explained():
        found = context.parallelize(tasks, max(len(tasks), 1)).flatMap(work).persist(StorageLevel.MEMORY_AND_DISK)
        try:
            found._jrdd.count()  # runs all tasks; the iterator alone would run one after the other
            yield found.toLocalIterator(prefetchPartitions=True)
        finally:
            found.unpersist()


@contextmanager
def _explained() -> Iterator[None]:
    """Raise SparkError in place of the errors of Spark, which are pages long."""
    try:
        yield
    except Exception as error:
        if not type(error).__module__.startswith(("py4j.", "pyspark.")):
            raise
        found = re.findall(r"^ *[\w.]+Error: (.+)$", text := str(error), re.MULTILINE)  # last lines of tracebacks
        if found and "No module named" in found[-1]:
            found[-1] += "; every worker needs fpdata with its dependencies"
        raise SparkError(f"a worker failed: {found[-1]}" if found else f"Spark failed: {text[:2000]}") from error


def _require_pyspark() -> None:
    try:
        version = _version()
    except ImportError as error:
        raise SparkError(f"{error.name} is not installed; run: pip install 'fpdata[spark]'") from None
    if version < _PYSPARK:
        found, needed = (".".join(map(str, each)) for each in (version, _PYSPARK))
        raise SparkError(f"PySpark {found} is too old; run: pip install 'pyspark>={needed}'")


def _version() -> tuple[int, int]:
    major, minor, *_ = import_module("pyspark").__version__.split(".")
    return int(major), int(minor)


def _local() -> SparkContext:
    from pyspark import SparkConf, SparkContext

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else the first python3 of the path
    os.environ.setdefault("PYTHONSAFEPATH", "1")  # else workers import files of the current folder, perhaps anyone's
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    with _log_to_file() as log:
        try:
            SparkContext._ensure_initialized(conf=_java())  # starts Java, which reads spark-defaults.conf and SPARK_*
            conf = SparkConf().set("spark.ui.showConsoleProgress", "false")
            for name, value in _DEFAULTS.items():
                conf.setIfMissing(name, value)
            return SparkContext.getOrCreate(conf)
        except Exception as error:
            log.seek(0)
            raise SparkError(f"Spark did not start: {error}\n{log.read()[-2000:]}") from error


def _java() -> SparkConf:
    """Return how to start Java, unless the user has configured it.

    Only with the fast compiler, since the optimizing one costs more time than it saves here, and with half
    of the machine's memory, up to 4 GB, since the driver does all the work.
    """
    from pyspark import SparkConf

    conf = SparkConf(loadDefaults=False)
    if not _configured():
        half = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 21 if hasattr(os, "sysconf") else 1024
        conf.set("spark.driver.memory", f"{min(half, 4096)}m")
        conf.set("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1")
    return conf


def _configured() -> bool:
    return "SPARK_CONF_DIR" in os.environ or "PYSPARK_SUBMIT_ARGS" in os.environ


@contextmanager
def _log_to_file() -> Iterator[IO[str]]:
    """Redirect what Java logs on standard error while it starts to a file, unless the user has configured Spark.

    Later failures arrive as exceptions.
    """
    with tempfile.TemporaryFile("w+", errors="replace") as log:
        if _configured():
            yield log
            return
        sys.stderr.flush()
        stderr = os.dup(2)
        os.dup2(log.fileno(), 2)
        try:
            yield log
        finally:
            os.dup2(stderr, 2)
            os.close(stderr)


def require_java() -> None:
    """Raise SparkError if Java is missing or too old."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=os.path.join(home, "bin")) if home else shutil.which("java")
    needed = 17 if _version() >= (4, 0) else 8
    fix = f"install Java {needed} or newer, and put it on the path or name it in JAVA_HOME"
    if java is None:
        raise SparkError(f"Spark needs Java, which was not found{f' in JAVA_HOME ({home})' if home else ''}; {fix}")
    done = subprocess.run([java, "-version"], capture_output=True, check=False)  # noqa: S603
    found = re.search(r'version "(?:1\.)?([0-9]+)', done.stderr.decode("utf-8", "replace"))
    if found is None or int(found[1]) < needed:
        raise SparkError(f"Spark needs Java {needed} or newer; {java} is {found[1] if found else 'not Java'}; {fix}")
