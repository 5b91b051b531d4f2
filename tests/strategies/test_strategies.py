"""The strategies without their extra."""

from __future__ import annotations

import subprocess
import sys


def test_a_missing_extra_is_named() -> None:
    script = "import sys; sys.modules['hypothesis'] = None; import fpdata.strategies"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stderr.endswith(
        "ImportError: fpdata.strategies needs hypothesis; install it with: pip install 'fpdata[strategies]'\n"
    )
