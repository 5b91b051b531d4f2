"""Known issues: what is remembered of a package is what a check finds, and no package says what is known of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fpdata.checks import known_issues as module
from fpdata.checks.api import check
from fpdata.checks.known_issues import known_issues, remember_issues
from fpdata.edit.change import change
from fpdata.package.locate import find_package
from tests.helpers import contents
from tests.sample import row


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """Remember the issues of small packages, too, in a folder of the test; return the packages that were checked."""
    checked: list[Path] = []

    def counted(root: Path) -> object:
        checked.append(root)
        return check(root)

    monkeypatch.setattr(module, "COLUMNAR_FROM", 0)
    monkeypatch.setattr(module, "check", counted)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return checked


def _spoil(package: Path) -> None:
    path = package / "datasets" / "roles.csv"
    path.write_text(path.read_text().replace("Envoy,appointed", "Envoy,apointed", 1))


def test_a_package_is_checked_once(package: Path, checks: list[Path]) -> None:
    _spoil(package)
    before = contents(package)
    assert known_issues(find_package(package)) == known_issues(find_package(package)) == check(package).issues != ()
    assert checks == [package]
    assert contents(package) == before


def test_any_other_content_is_checked_again(package: Path, checks: list[Path]) -> None:
    assert known_issues(find_package(package)) == ()
    _spoil(package)
    assert known_issues(find_package(package)) == check(package).issues != ()
    assert len(checks) == 2


def test_other_code_checks_again(package: Path, checks: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    known_issues(find_package(package))
    monkeypatch.setattr(module, "code_stamp", lambda: "another rule")
    known_issues(find_package(package))
    assert len(checks) == 2


def test_a_change_leaves_what_the_next_one_needs(package: Path, checks: list[Path]) -> None:
    def add(id: str) -> None:
        change(package, lambda tables: tables["topics"].append(row("topics", topic_id=id, name=id.title())))

    add("war")
    assert known_issues(find_package(package)) == check(package).issues
    assert checks == []


@pytest.mark.parametrize("content", [b"", b"[[1]]", b"{", b'["x"]', b"null"])
def test_a_damaged_memory_is_no_memory(package: Path, checks: list[Path], tmp_path: Path, content: bytes) -> None:
    _spoil(package)
    found = known_issues(find_package(package))
    (file,) = (tmp_path / "cache" / "fpdata" / "issues").iterdir()
    file.write_bytes(content)
    assert known_issues(find_package(package)) == found
    assert len(checks) == 2


def test_without_a_folder_every_command_checks(
    package: Path, checks: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    remember_issues(find_package(package), ())
    known_issues(find_package(package))
    known_issues(find_package(package))
    assert len(checks) == 2


def test_a_package_with_faults_is_not_remembered(package: Path, checks: list[Path]) -> None:
    (package / "datasets" / "notes.csv").write_text("a\n")
    assert known_issues(find_package(package)) == known_issues(find_package(package)) == check(package).issues != ()
    assert len(checks) == 2
