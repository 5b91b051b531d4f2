from __future__ import annotations

import functools
import gc
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from typer.main import get_command

from fpdata.export.parquet import build
from fpdata.generate.package import write_package
from tests.helpers import ROOT, examples
from tests.sample import sample

# Whole packages are large examples, and writing them takes time; neither is a fault of the test.
# CI gives the same verdict each time for the same commit; on a developer's machine, the search goes on.
settings.register_profile(
    "fpdata",
    deadline=None,
    max_examples=examples(100).max_examples,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("fpdata")

# As the command line does: by default, Python would search millions of cells for garbage again and again.
gc.set_threshold(100_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def _no_fsync() -> Iterator[None]:
    """No test outlives a power failure, and waiting for the disk takes most of the time of writing a small package."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda descriptor: None)
        yield


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests remember issues in a folder of their own, also in the commands that they start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _one_command_tree() -> Iterator[None]:
    """Typer makes the whole tree of commands anew for each command line that a test runs, which takes 30 ms."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("typer.testing._get_command", functools.cache(get_command))
        yield


@pytest.fixture(scope="session")
def _package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "package"
    write_package(folder, sample())
    return folder


@pytest.fixture
def package(_package: Path, tmp_path: Path) -> Path:
    """The sample package, on disk, for a test to change."""
    return Path(shutil.copytree(_package, tmp_path / "package"))


@pytest.fixture(scope="session")
def _export(_package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "export"
    build(_package, folder)
    return folder


@pytest.fixture
def export(_export: Path, tmp_path: Path) -> Path:
    """The export of the sample package, for a test to change."""
    return Path(shutil.copytree(_export, tmp_path / "export"))


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout. Tests of one xdist group, data_set, share it."""
    folder = tmp_path_factory.mktemp("dist")
    # As an installer builds it, without the isolation that would need a network.
    code = f"import hatchling.build as b; b.build_wheel({str(folder)!r})"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="session")
def data_set(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of this checkout's data, as the wheel carries it. Tests of one xdist group, data_set, share it."""
    folder = tmp_path_factory.mktemp("data-set")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder, [name for name in archive.namelist() if name.startswith("fpdata/data/")])
    return folder / "fpdata" / "data"
