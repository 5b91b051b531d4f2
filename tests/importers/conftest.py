"""Fixtures of the importer tests: a small pocom, and packages to import it into."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importers import upstream


@pytest.fixture(scope="session")
def empty_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of three countries that no test changes."""
    return upstream.small_package(tmp_path_factory.mktemp("empty") / "package")


@pytest.fixture
def pocom(tmp_path: Path) -> Path:
    """A pocom of four people, one position and two missions."""
    return upstream.pocom(tmp_path / "pocom")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of three countries, before any import."""
    return upstream.small_package(tmp_path / "package")


@pytest.fixture
def package_with_pocom(package: Path, pocom: Path) -> Path:
    """The package after the import of pocom."""
    upstream.import_pocom(package, pocom)
    return package
