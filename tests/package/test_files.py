"""Writing: the old or the new content, never a part."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

import pytest

from fpdata.package.files import replace_folder, write_atomically


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    write_atomically(path, b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o640
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("atomically", [True, False])
def test_a_folder_is_replaced_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, atomically: bool) -> None:
    if not atomically:
        monkeypatch.setattr(ctypes, "CDLL", lambda _: object())  # a system without such a call
    target = tmp_path / "out"
    for name in ("old", "new"):
        with replace_folder(target) as folder:
            (folder / name).write_text(name)
            if name == "new":
                assert [file.name for file in target.iterdir()] == ["old"]
        assert [file.name for file in target.iterdir()] == [name]
    with pytest.raises(RuntimeError), replace_folder(target):
        raise RuntimeError
    assert [file.name for file in target.iterdir()] == ["new"]
    assert [file.name for file in tmp_path.iterdir()] == ["out"]
