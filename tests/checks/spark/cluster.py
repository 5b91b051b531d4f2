"""A standalone Spark cluster on loopback, of the pyspark package: one master, and workers that can be ended."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LOOPBACK = "127.0.0.1"
_SECONDS = 60


class Cluster:
    """Its processes, each the leader of a group with the executors that it starts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self.master = ""
        """Its address, once it was started."""
        self.workers: list[subprocess.Popen[bytes]] = []

    def start_master(self) -> None:
        """Start the master."""
        self.master = self._start("master.Master", r"Starting Spark master at (spark://\S+)")

    def add_worker(self) -> None:
        """Start a worker of one processor, and wait until the master has it."""
        folder = self._folder / f"work-{len(self._processes)}"
        options = ["--cores", "1", "--memory", "1g", "--work-dir", str(folder)]
        self._start("worker.Worker", r"Successfully registered with master (\S+)", *options, self.master)
        self.workers.append(self._processes[-1])

    def end_worker(self) -> None:
        """Kill a worker and the executor that it started, as if its machine had lost power."""
        _end(self.workers.pop())

    def end_all(self) -> None:
        """Kill whatever still runs."""
        for process in reversed(self._processes):
            if process.poll() is None:
                _end(process)

    def _start(self, name: str, message: str, *arguments: str) -> str:
        """Start a process of Spark; return what it logs once it is ready."""
        import pyspark

        log = self._folder / f"{len(self._processes)}.log"
        program = Path(pyspark.__file__).parent / "bin" / "spark-class"
        command = [str(program), f"org.apache.spark.deploy.{name}", "--host", _LOOPBACK, "--port", "0"]
        with log.open("wb") as output:
            process = subprocess.Popen(
                [*command, "--webui-port", "0", *arguments],
                stdout=output,
                stderr=output,
                env=os.environ | {"SPARK_LOCAL_IP": _LOOPBACK, "PYSPARK_PYTHON": sys.executable},
                start_new_session=True,
            )
        self._processes.append(process)
        for _ in range(_SECONDS * 10):
            if found := re.search(message, log.read_text()):
                return found[1]
            if process.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError(f"{name} did not start:\n{log.read_text()}")


def _end(leader: subprocess.Popen[bytes]) -> None:
    os.killpg(leader.pid, signal.SIGKILL)
    leader.wait()


@contextmanager
def standalone_cluster(folder: Path) -> Iterator[Cluster]:
    """Run a cluster, without workers so far, whose files are in `folder`; in the end, nothing of it runs."""
    cluster = Cluster(folder)
    try:
        cluster.start_master()
        yield cluster
    finally:
        cluster.end_all()
