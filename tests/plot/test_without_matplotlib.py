"""Without the extra, a figure is refused with what to install, and nothing else needs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import fpdata
from tests.helpers import run


def test_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(fpdata.MissingExtraError, match=r"pip install 'fpdata\[plot\]'"):
        fpdata.plot.tenures("consul")
    done = run("plot", "tenures", "consul", "-o", tmp_path / "figure.svg")
    assert done.exit_code == 2
    assert "pip install 'fpdata[plot]'" in done.stderr


def test_only_figures_import_matplotlib() -> None:
    code = (
        "import sys, fpdata, fpdata.plot, fpdata.cli.app as app; app.application(); print('matplotlib' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout == b"False\n"
