from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from fpdata.export.package import write_package
from tests.sample import sample

ROOT = Path(__file__).parents[1]

# Whole packages are large examples; what they cost is the file system's time, not the law's.
settings.register_profile(
    "fpdata", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile("fpdata")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The sample package, on disk."""
    write_package(tmp_path / "package", sample())
    return tmp_path / "package"
