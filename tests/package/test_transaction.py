"""Transactions: several files change all or not at all, and writers wait for each other."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from fpdata.package import transaction
from fpdata.package.files import write_atomically
from fpdata.package.locate import PackageError, find_package
from fpdata.package.transaction import TransactionError, recover, replace_files, write_lock
from tests.helpers import contents, run


class KilledError(BaseException):
    pass


@pytest.mark.parametrize("stop", range(13))
def test_an_interrupted_change_is_all_or_nothing(tmp_path: Path, stop: int) -> None:
    """Stop before the nth step of writing three files; the next command sees the old files or the new."""
    root = tmp_path
    names = ["a", "b/c", "d"]
    for name in names:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(b"old")
    steps = 0

    def count(step: object) -> object:
        def wrapped(*args: object, **kwargs: object) -> object:
            nonlocal steps
            steps += 1
            if steps > stop:
                raise KilledError
            return step(*args, **kwargs)  # type: ignore[operator]

        return wrapped

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.replace", count(os.replace))
        patch.setattr(transaction, "write_atomically", count(write_atomically))
        try:
            with write_lock(root):
                replace_files(root, dict.fromkeys(names, b"new"))
        except KilledError:
            pass
    recover(root)
    assert len({(root / name).read_bytes() for name in names}) == 1
    with write_lock(root):
        assert not (root / ".fpdata" / "staged").exists()


CHANGED: dict[str, bytes | Path | None] = {"a": b"new", "b/c": b"new", "d": None, "e/f": b"new", "g": b"new"}


def before_a_change(root: Path) -> dict[str, bytes]:
    """Write the files of which `CHANGED` changes some, deletes one and makes one."""
    for name in ("a", "b/c", "d", "g"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(b"old")
    return contents(root)


def refuse(patch: pytest.MonkeyPatch, name: str, stop: int = 99) -> None:
    """Let nobody replace a file, as if it were immutable; stop before the nth time that any file is replaced after that."""
    replace, refused = os.replace, 0

    def replace_others(old: str | Path, new: str | Path) -> None:
        nonlocal refused
        if refused == stop:
            raise KilledError
        if refused or str(new).endswith(name):
            refused += 1
        if str(new).endswith(name):
            raise PermissionError(errno.EPERM, "Operation not permitted", str(old), None, str(new))
        replace(old, new)

    patch.setattr(os, "replace", replace_others)


@pytest.mark.parametrize("has_links", [True, False])
@pytest.mark.parametrize("name", [name for name, content in CHANGED.items() if content])
def test_if_a_file_cannot_be_replaced_all_are_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, has_links: bool
) -> None:
    before = before_a_change(tmp_path)
    if not has_links:
        monkeypatch.setattr(os, "link", lambda old, _: os.readlink(old))  # which is an OSError for a file
    with monkeypatch.context() as patch:
        refuse(patch, f"/{name}")
        with pytest.raises(TransactionError) as raised, write_lock(tmp_path):
            replace_files(tmp_path, CHANGED)
    assert str(raised.value).startswith(
        f"{name} cannot be written: operation not permitted; nothing was changed; change"
    )
    assert contents(tmp_path) == before
    assert {path.name for path in (tmp_path / ".fpdata").iterdir()} == {".gitignore", "lock"}
    with write_lock(tmp_path):
        replace_files(tmp_path, CHANGED)
    assert contents(tmp_path) == dict.fromkeys(("a", "b/c", "e/f", "g"), b"new")


@pytest.mark.parametrize("stop", range(2, 5))
def test_files_are_put_back_by_the_next_command_if_this_one_is_killed(tmp_path: Path, stop: int) -> None:
    before = before_a_change(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        refuse(patch, "/g", stop)
        with pytest.raises(KilledError), write_lock(tmp_path):
            replace_files(tmp_path, CHANGED)
    assert contents(tmp_path) != before
    recover(tmp_path)
    assert contents(tmp_path) == before


def test_an_interrupted_change_that_cannot_be_completed_is_taken_back(package: Path) -> None:
    before = contents(package)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transaction, "_finish", lambda *_: None)  # the process is killed after the commit
        with write_lock(package):
            replace_files(package, {"datasets/topics.csv": b"new", "datasets/actors.csv": b"new"})
    with pytest.MonkeyPatch.context() as patch:
        refuse(patch, "/actors.csv")
        with pytest.raises(
            PackageError, match=r"cannot be completed: datasets/actors\.csv cannot be written: operation"
        ):
            find_package(package)
    find_package(package)
    assert contents(package) == before


def test_a_full_disk_changes_nothing(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def is_full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with write_lock(package):
        pass
    before = contents(package)
    monkeypatch.setattr(os, "fsync", is_full)
    done = run("rename", "ada-lake", "ada-brook", "-p", package)
    assert done.exit_code == 2
    assert done.stderr.startswith("error: datasets/actors.csv cannot be written: no space left on device; nothing was")
    assert "free some space on the disk, then run this again" in " ".join(done.stderr.split())
    assert contents(package) == before
    assert not (package / ".fpdata" / "staged").exists()


def planted(package: Path) -> Path:
    """Return the package's state folder, with a staged file, as a branch may hold it."""
    folder = package / ".fpdata"
    (folder / "staged").mkdir(parents=True)
    (folder / "staged" / "0").write_text("evil")
    return folder


@pytest.mark.parametrize("text", ["", "[]", "[" * 99999, '{"files": ["../../x"]}', '{"folder": [1, 2], "files": ["datasets/topics.csv"]}', " " * 2_000_000, "\xff", "9" * 5000])  # fmt: skip
@pytest.mark.parametrize("name", ["journal.json", "rollback.json"])
def test_a_foreign_or_malformed_journal_is_ignored(package: Path, text: str, name: str) -> None:
    folder = planted(package)
    (folder / name).write_text(text, "latin-1")
    before = contents(package)
    with pytest.warns(UserWarning, match="it is malformed or was written for another folder"):
        find_package(package)
    with pytest.warns(UserWarning, match="ignored"), write_lock(package):
        pass
    assert contents(package) == before
    assert sorted(path.name for path in folder.iterdir()) == ["lock"]
    find_package(package)


@pytest.mark.parametrize("files", [None, {}, "datasets/topics.csv", [1], [["datasets/topics.csv"]]])
def test_a_journal_of_this_folder_may_be_malformed(package: Path, files: object) -> None:
    folder = planted(package)
    journal = {"folder": [folder.stat().st_dev, folder.stat().st_ino], "files": files}
    (folder / "journal.json").write_text(json.dumps(journal))
    with pytest.warns(UserWarning, match="malformed"):
        find_package(package)


@pytest.mark.parametrize("name", ["../x", "/x", ".git/config", ".GIT/hooks/pre-commit", ".fpdata/lock", "datasets/../../x", "", "a\0", "a\\..\\..\\x", "C:x", "datasets/nul.csv", "x."])  # fmt: skip
def test_nothing_outside_the_package_is_written(package: Path, name: str) -> None:
    with pytest.raises(TransactionError, match="is outside"), write_lock(package):
        replace_files(package, {"datasets/topics.csv": b"", name: b""})
    folder = planted(package)
    journal = {"folder": [folder.stat().st_dev, folder.stat().st_ino], "files": ["datasets/topics.csv", name]}
    (folder / "journal.json").write_text(json.dumps(journal))
    before = contents(package)
    with pytest.warns(UserWarning, match="malformed"):
        find_package(package)
    assert contents(package) == before


@pytest.mark.parametrize("name", [".", "lock", "staged", "staged/0", "journal.json", "rollback.json"])
@pytest.mark.parametrize("kind", ["link", "broken", "pipe", "other"])
def test_links_and_other_kinds_in_the_state_folder_are_refused(
    package: Path, tmp_path: Path, name: str, kind: str
) -> None:
    victim = tmp_path / "victim"
    victim.mkdir()
    for number in "01":
        (victim / number).write_text("theirs")
    path = package / ".fpdata" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "other" and name in (".", "staged"):
        path.write_text("")
    elif kind == "other":
        path.mkdir()
    else:
        path.symlink_to(victim if kind == "link" else tmp_path / "nothing")
    with pytest.raises(TransactionError, match="delete"), write_lock(package):
        replace_files(package, {"datasets/topics.csv": b"", "datasets/events.csv": b""})
    assert sorted(tmp_path.iterdir()) == [package, victim]
    assert [(file.name, file.read_text()) for file in sorted(victim.iterdir())] == [("0", "theirs"), ("1", "theirs")]


@pytest.mark.parametrize("name", ["a", "folder/a"])
@pytest.mark.parametrize("obstacle", ["link", "folder", "file", "permissions"])
def test_what_cannot_be_written_is_known_before_anything_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, obstacle: str
) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (root / "first").write_text("old")
    path = root / name.partition("/")[0]
    if obstacle == "link":
        (tmp_path / "victim").mkdir()
        path.symlink_to(tmp_path / "victim")
    elif obstacle == "folder":
        (root / name).mkdir(parents=True)
    elif obstacle == "file":
        path.write_text("")
        name += "/b"
    else:
        access = os.access
        monkeypatch.setattr(os, "access", lambda path, mode: access(path, mode) and path != root)
    with pytest.raises(TransactionError), write_lock(root):
        replace_files(root, {"first": b"new", name: b"new"})
    assert (root / "first").read_text() == "old"
    assert not (tmp_path / "victim" / "a").exists()
    recover(root)


def test_a_journal_is_not_completed_through_a_link(package: Path, tmp_path: Path) -> None:
    folder = planted(package)
    journal = {"folder": [folder.stat().st_dev, folder.stat().st_ino], "files": ["docs/a"]}
    (folder / "journal.json").write_text(json.dumps(journal))
    (tmp_path / "victim").mkdir()
    (package / "docs").symlink_to(tmp_path / "victim")
    with pytest.raises(PackageError, match="reached through one; replace the link"):
        find_package(package)
    assert list((tmp_path / "victim").iterdir()) == []
    (package / "docs").unlink()
    find_package(package)
    assert (package / "docs" / "a").read_text() == "evil"


def test_files_may_be_on_another_file_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = os.replace

    def across(old: str | Path, new: str | Path) -> None:
        if (".fpdata" in Path(old).parent.parts) != (".fpdata" in Path(new).parent.parts):
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        replace(old, new)

    monkeypatch.setattr(os, "replace", across)
    with write_lock(tmp_path):
        replace_files(tmp_path, {"a": b"new", "b/c": b"new"})
    assert contents(tmp_path) == {"a": b"new", "b/c": b"new"}


def test_what_an_interrupted_command_staged_is_removed_by_the_next(package: Path) -> None:
    folder = planted(package)
    (folder / ".journal.json.fpdata-abcd1234").write_text("")
    with write_lock(package):
        (folder / "staged").mkdir()
        find_package(package)  # another command is writing
        assert (folder / "staged").exists()
    find_package(package)
    assert [path.name for path in folder.iterdir()] == ["lock"]


def test_one_command_waits_for_another(package: Path) -> None:
    with write_lock(package), pytest.raises(TransactionError, match=r"for 0\.05 s"), write_lock(package, timeout=0.05):
        pass
