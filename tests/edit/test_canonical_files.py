"""A file that was found canonical is not read again for a commit; one that changed is."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest

from fpdata.edit.canonical_files import CanonicalFiles
from fpdata.edit.format import misformatted
from fpdata.package.csv_writer import canonical_bytes
from fpdata.package.locate import find_package
from tests.sample import sample, write_tables


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    write_tables(tmp_path / "package", sample())
    return tmp_path / "package"


def formatted(root: Path) -> tuple[list[str], list[str]]:
    """Return which files are misformatted, and which were read to find out."""
    with mock.patch("fpdata.edit.format.canonical_bytes", wraps=canonical_bytes) as read:
        found = misformatted(find_package(root), known=CanonicalFiles(root))
    return [*found], [call.args[1].name for call in read.call_args_list]


def test_only_changed_files_are_formatted_again(root: Path) -> None:
    assert formatted(root)[0] == []
    assert formatted(root) == ([], [])
    topics = root / "datasets" / "topics.csv"
    canonical = topics.read_bytes()
    topics.write_bytes(canonical.replace(b"\n", b"\r\n"))
    for _ in range(2):  # what is misformatted is not remembered
        assert formatted(root) == (["datasets/topics.csv"], ["topics.csv"])
    topics.write_bytes(canonical)
    assert formatted(root)[0] == []
    assert formatted(root) == ([], [])


def test_the_content_of_one_table_is_not_that_of_another(root: Path) -> None:
    known = CanonicalFiles(root)
    known.add("topics", b"content")
    known.save()
    assert CanonicalFiles(root).has("topics", b"content")
    assert not CanonicalFiles(root).has("actors", b"content")


def test_a_spoiled_memory_is_no_memory(root: Path) -> None:
    formatted(root)
    (file,) = (root.parent / "cache" / "fpdata" / "canonical").rglob("hashes")
    file.write_bytes(b"\xff\0 nonsense")
    assert formatted(root)[0] == []
    assert formatted(root) == ([], [])
