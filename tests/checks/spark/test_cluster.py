"""On a standalone cluster, a check has the same verdict, also if a worker is ended in the middle."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from fpdata.checks.api import check
from fpdata.checks.render import IssueFormat, render_issues
from fpdata.checks.report import Report
from fpdata.checks.spark import engine
from fpdata.generate.package import write_package
from tests.checks.spark.cluster import Cluster, standalone_cluster
from tests.sample import find, row, sample

pytest.importorskip("pyspark.sql", reason="pyspark is not installed: pip install 'fpdata[spark]'", exc_type=ImportError)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::ResourceWarning", "ignore::DeprecationWarning"),
]

_CONF = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.executor.memory": "1g",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
_RECORDS = 2_000


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A master and two workers."""
    with standalone_cluster(tmp_path, workers=2) as cluster:
        yield cluster


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with good rows, and with bad ones of several kinds: within a row, between rows, between tables."""
    tables = sample()
    for number in range(_RECORDS):
        tables["actors"].append(row("actors", actor_id=f"clerk-{number:05}", kind="person" if number % 50 else "persona", name=f"Clerk {number}", sort_name=f"{number}, Clerk", source_id="register"))  # fmt: skip
        tables["names"].append(
            row("names", actor_id=f"clerk-{number * 51 // 50:05}", name=f"C. {number}", kind="alias")
        )
        tables["documents"].append(row("documents", document_id=f"letter-{number - number % 100 // 99:05}", kind="article", title=f"Letter {number}", date="1890"))  # fmt: skip
    find(tables, "actors", "ben-moor")["died"] = "1884"  # before his role
    write_package(tmp_path / "package", tables)
    return tmp_path / "package"


def as_json(report: Report) -> list[str]:
    """Return the issues as the command line prints them."""
    return [*render_issues(report, IssueFormat.JSON)]


def test_the_command_line_on_a_cluster(cluster: Cluster, package: Path) -> None:
    """As docs/spark.md says how to, with the settings of Spark's own that name the master."""
    submit = " ".join(f"--conf {name}={value}" for name, value in _CONF.items())
    settings = {"PYSPARK_SUBMIT_ARGS": f"--master {cluster.master} {submit} pyspark-shell"}

    def run(engine: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "fpdata", "check", "--format", "json", "--engine", engine, str(package)]
        return subprocess.run(command, capture_output=True, env=os.environ | settings, check=False)

    expected, found = run("columnar"), run("spark")
    assert expected.stdout.count(b'"code"') > _RECORDS / 50
    assert (found.stdout, found.returncode) == (expected.stdout, 1), found.stderr.decode()


def test_a_worker_is_ended_in_the_middle(cluster: Cluster, package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pyspark.sql import SparkSession

    from fpdata.checks.spark.engine import check_spark

    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setattr(engine, "PART_BYTES", 20_000)
    builder = SparkSession.builder.master(cluster.master)
    for name, value in _CONF.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    try:
        with ThreadPoolExecutor(1) as pool:
            running = pool.submit(check_spark, package, block_size=400)
            tasks = wait_until_tasks_are_done(spark.sparkContext, 6)
            cluster.end(cluster.workers[0])
            report = running.result()
        assert tasks.numCompletedTasks < tasks.numTasks  # it was in the middle
    finally:
        spark.stop()
    assert as_json(report) == as_json(check(package, engine="columnar"))
    assert len(report.errors) > _RECORDS / 50


def wait_until_tasks_are_done(context: Any, number: int) -> Any:
    """Return how far a stage is of which both workers have done some tasks, once it has done that many."""
    tracker = context.statusTracker()
    for _ in range(6_000):
        for stage in tracker.getActiveStageIds():
            tasks = tracker.getStageInfo(stage)
            if tasks and tasks.numCompletedTasks >= number:
                return tasks
        time.sleep(0.01)
    raise RuntimeError("no stage has done so many tasks")
