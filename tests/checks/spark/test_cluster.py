"""On a standalone cluster, a check has the same verdict, and a build the same rows, also if a worker is ended in the middle."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pyarrow.parquet as pq
import pytest

from fpdata.checks.api import check
from fpdata.checks.render import IssueFormat, render_issues
from fpdata.checks.report import Report
from fpdata.checks.spark import engine
from fpdata.export import partitioned
from fpdata.export.parquet import build
from fpdata.export.verify import verify
from fpdata.generate.package import write_package
from fpdata.model.tables import TABLES
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


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """The cluster of all tests."""
    with standalone_cluster(tmp_path_factory.mktemp("cluster")) as cluster:
        yield cluster


@pytest.fixture
def cluster(master: Cluster) -> Cluster:
    """The cluster, with two workers."""
    while len(master.workers) < 2:
        master.add_worker()
    return master


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


@pytest.fixture
def context(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The context that a check will use: that of the cluster. Files are read in small parts."""
    from pyspark import SparkConf, SparkContext

    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    for module in (engine, partitioned):
        monkeypatch.setattr(module, "PART_BYTES", 20_000)
    conf = SparkConf().setMaster(cluster.master).setAppName("test").setAll([*_CONF.items()])
    context = SparkContext.getOrCreate(conf)
    yield context
    context.stop()


def test_a_worker_is_ended_while_it_checks(cluster: Cluster, context: Any, package: Path) -> None:
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(engine.check_spark, package, block_size=400)
        end_a_worker(cluster, context)
        report = running.result()
    assert as_json(report) == as_json(check(package, engine="columnar"))
    assert len(report.errors) > _RECORDS / 50


def test_a_worker_is_ended_while_it_writes(cluster: Cluster, context: Any, tmp_path: Path) -> None:
    tables = sample()
    aliases = (f"Ben {number:05}" for number in range(_RECORDS * 5))
    tables["names"] += [row("names", actor_id="ben-moor", name=name, kind="alias") for name in aliases]
    write_package(tmp_path / "large", tables)
    is_writing = Event()

    def progress(step: str) -> None:
        if step == "writing":
            is_writing.set()

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(partitioned.build_partitioned, tmp_path / "large", tmp_path / "parts", progress=progress)
        is_writing.wait(60)
        end_a_worker(cluster, context)
        running.result()
    build(tmp_path / "large", tmp_path / "whole", views=False)
    for name in TABLES:
        assert pq.read_table(tmp_path / "parts" / name).equals(pq.read_table(tmp_path / "whole" / f"{name}.parquet"))
    assert verify(tmp_path / "parts") == []


def end_a_worker(cluster: Cluster, context: Any, after: int = 6) -> None:
    """End a worker in the middle: after some tasks, and while others are left."""
    tracker = context.statusTracker()
    for _ in range(6_000):
        for stage in tracker.getActiveStageIds():
            tasks = tracker.getStageInfo(stage)
            if tasks and after <= tasks.numCompletedTasks < tasks.numTasks:
                cluster.end_worker()
                return
        time.sleep(0.01)
    raise RuntimeError("no stage has done so many tasks")
