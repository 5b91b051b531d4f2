from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from fpdata.generate.package import write_package
from tests.sample import sample

ROOT = Path(__file__).parents[1]

# Whole packages are large examples; what they cost is the file system's time, not the law's.
# What guards main says the same of the same commit; at a desk, chance goes on searching.
settings.register_profile(
    "fpdata",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("fpdata")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The sample package, on disk."""
    write_package(tmp_path / "package", sample())
    return tmp_path / "package"


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    # As an installer builds it, without the isolation that would need a network.
    code = f"import hatchling.build as b; b.build_wheel({str(folder)!r})"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path
