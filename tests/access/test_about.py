"""What the package says of itself, in a checkout and installed."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message
from importlib import metadata
from pathlib import Path

import pytest

from fpdata.access import about
from fpdata.access.errors import DataNotFoundError
from fpdata.generate.repository_address import repository_address


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package that is not in a checkout, with its citation file."""
    package = tmp_path / "site-packages" / "fpdata"
    (package / "data").mkdir(parents=True)
    citation = Path(__file__).parents[2] / "CITATION.cff"
    (package / "data" / "CITATION.cff").write_bytes(citation.read_bytes())
    monkeypatch.setattr(about, "_PACKAGE", package)
    about._read_about.cache_clear()
    yield package
    about._read_about.cache_clear()


def test_the_address_is_that_of_the_metadata(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Message()
    found["Project-URL"] = "Repository, https://example.org/fpdata"
    monkeypatch.setattr(metadata, "metadata", lambda _: found)
    assert repository_address(installed) == "https://example.org/fpdata"


def test_without_metadata_there_is_no_address(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Message:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "metadata", missing)
    assert not repository_address(installed)


def test_a_missing_citation_file_is_an_error(installed: Path) -> None:
    (installed / "data" / "CITATION.cff").unlink()
    with pytest.raises(DataNotFoundError, match="is missing; install fpdata again"):
        about._read_about()
