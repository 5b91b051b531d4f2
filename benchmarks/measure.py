"""Run a command as a process and measure it: wall and processor time, peak memory."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measurement:
    """What one run cost."""

    wall: float
    """Seconds from start to end, imports included."""
    cpu: float
    """Seconds of all processors, in the process and its children, in user and system mode."""
    memory: int
    """Peak resident memory in bytes, of the process or the child that had most."""
    status: int
    """The exit status; negative where a signal ended it."""
    output: str


def measure(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None, limit: float | None = None
) -> Measurement:
    """Run a command in a folder and measure it; after `limit` seconds it is ended.

    The system counts the memory of this process as that of its child at the start, so this one must stay small.
    """
    with tempfile.TemporaryFile("w+", errors="replace") as output:
        begin = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 (the commands of contenders.py)
            command,
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        timer = threading.Timer(limit, os.killpg, (process.pid, signal.SIGKILL)) if limit else None
        if timer:
            timer.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        finally:
            if timer:
                timer.cancel()
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        return Measurement(
            wall=wall,
            cpu=usage.ru_utime + usage.ru_stime,
            memory=usage.ru_maxrss * 1024,
            status=process.returncode,
            output=output.read(),
        )
