"""A check beside a command that writes: it sees the package before the change or after it, not half of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fpdata.checks import api
from fpdata.export.parquet import BuildError, build
from fpdata.package import transaction
from fpdata.package.locate import find_package


def change_halfway(monkeypatch: pytest.MonkeyPatch, package: Path, name: str, times: int = 1) -> list[int]:
    """Let a function of `api` see, so many times, a package in which only one file of a change has been replaced."""
    original, calls = getattr(api, name), [0]
    table = package / "datasets" / "topics.csv"
    whole = table.read_bytes()

    def halfway(*arguments: Any, **options: Any) -> Any:
        calls[0] += 1
        if calls[0] > times:
            return original(*arguments, **options)
        table.write_bytes(b"topic\n")
        try:
            return original(*arguments, **options)
        finally:
            table.write_bytes(whole)

    monkeypatch.setattr(api, name, halfway)
    return calls


def test_a_check_of_half_a_change_is_made_again(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = change_halfway(monkeypatch, package, "check_rows")
    assert api.check(package, engine="rows").ok
    assert calls == [2]


def test_a_check_ends_though_the_package_goes_on_changing(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = change_halfway(monkeypatch, package, "check_rows", times=9)
    assert not api.check(package, engine="rows").ok
    assert calls == [3]


def test_errors_are_reported_at_once_where_nothing_changes(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = change_halfway(monkeypatch, package, "check_rows", times=0)
    (package / "datasets" / "topics.csv").write_text("topic_id\n")
    assert not api.check(package, engine="rows").ok
    assert calls == [1]


def test_a_build_of_half_a_change_says_so(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = package / "datasets" / "topics.csv"
    whole = table.read_bytes()

    def halfway(*arguments: Any) -> Any:
        table.write_bytes(b"topic\n")
        try:
            return api.check_package(*arguments)
        finally:
            table.write_bytes(whole)

    monkeypatch.setattr("fpdata.export.parquet.check_package", halfway)
    with pytest.raises(BuildError, match="was changed while it was read; nothing was exported; run it again"):
        build(package, tmp_path / "export")
    assert not (tmp_path / "export").exists()


def test_a_change_that_another_command_completes_is_no_fault(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    find_package(package)
    folder = package / transaction.STATE_FOLDER
    folder.mkdir(exist_ok=True)
    (folder / "journal.json").write_text("{}")

    def completed(journal: Path) -> None:
        journal.unlink()
        raise FileNotFoundError(2, "No such file or directory")

    with monkeypatch.context() as patch:
        patch.setattr(transaction, "_parse_journal", completed)
        patch.setattr(transaction, "_finish", lambda root, folder: None)
        assert find_package(package).root == package
