"""Ctrl-C: quiet, with status 130, also before the command has begun."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from tests.helpers import ROOT

# Interrupts the process, as Ctrl-C does, when it is about to import a module.
_MAIN = f"""
import os, sys
class Interrupt:
    def find_spec(self, name, *_):
        if name == sys.argv[-1]:
            os.kill(os.getpid(), {int(signal.SIGINT)})
sys.meta_path.insert(0, Interrupt())
from fpdata.cli import main
main()
"""


@pytest.mark.parametrize("module", ["fpdata.cli.app", "typer", "fpdata.cli.query"])
def test_an_interrupt_while_modules_are_imported_is_quiet(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _MAIN, "tables", module],
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", "")
