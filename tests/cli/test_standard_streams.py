"""Standard streams that are full or closed: the exit status and the message say what was done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fpdata.checks.api import check
from tests.helpers import ROOT, contents, run, tables_of

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full is a device of Linux")


def fpdata(command: str, package: Path, redirect: str) -> subprocess.CompletedProcess[str]:
    """Run a command through a shell, with its standard streams redirected."""
    return subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m fpdata {command} {redirect}'],
        cwd=package,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("command", ["check", "schema --check", "tables --help"])
def test_a_full_output_is_a_failure(package: Path, command: str) -> None:
    done = fpdata(command, package, "> /dev/full")
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize("redirect", ["> /dev/full", "| (exec <&-)"])
def test_a_change_that_cannot_be_reported_was_made(package: Path, redirect: str) -> None:
    assert run("new", "topics", "--set", "name=War", "-p", package).exit_code == 0
    before = contents(package)
    done = fpdata("withdraw war --reason None.", package, redirect)
    assert contents(package) != before
    assert "but the change was made: withdrew war; wrote datasets/" in done.stderr
    assert "Traceback" not in done.stderr
    if redirect == "> /dev/full":  # the status of a pipeline is that of its last command
        assert done.returncode == 2


@pytest.mark.slow
@pytest.mark.parametrize("streams", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_nothing_and_nowhere(package: Path, streams: str) -> None:
    assert fpdata("check", package, streams).returncode == 0
    assert fpdata("new topics --set name=War", package, streams).returncode == 0
    assert check(package).issues == ()
    assert {row["topic_id"] for row in tables_of(package)["topics"]} == {"talks", "war"}
    if "<&-" in streams:
        assert fpdata("new topics", package, streams).returncode == 2
