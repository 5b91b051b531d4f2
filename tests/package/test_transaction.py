"""Transactions: several files change all or not at all, and writers wait for each other."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fpdata.package import transaction
from fpdata.package.files import write_atomically
from fpdata.package.locate import PackageError, find_package
from fpdata.package.transaction import TransactionError, recover, replace_files, write_lock


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


@pytest.mark.parametrize("text", ["", "[]", "[" * 9999, '{"files": ["../../x"]}', '{"folder": [1, 2], "files": ["datasets/topics.csv"]}'])  # fmt: skip
def test_a_foreign_journal_writes_nothing(package: Path, text: str) -> None:
    folder = package / ".fpdata"
    (folder / "staged").mkdir(parents=True)
    (folder / "staged" / "0").write_text("evil")
    (folder / "journal.json").write_text(text)
    with pytest.raises(PackageError, match="was written for another folder"):
        find_package(package)
    with pytest.raises(TransactionError, match="is outside"), write_lock(package.parent):
        replace_files(package.parent, {"../x": b""})


def test_a_linked_folder_of_journals_is_refused(package: Path, tmp_path: Path) -> None:
    (package / ".fpdata").symlink_to(tmp_path)
    with pytest.raises(TransactionError, match="symbolic link"), write_lock(package):
        pass


def test_one_command_waits_for_another(package: Path) -> None:
    with write_lock(package), pytest.raises(TransactionError, match=r"for 0\.05 s"), write_lock(package, timeout=0.05):
        pass
