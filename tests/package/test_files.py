"""Writing: the old or the new content, never a part."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from fpdata.package.files import replace_folder, temporary_folder, write_atomically


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    write_atomically(path, b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space left") as raised:
        write_atomically(path, b"new")
    assert raised.value.filename == str(path)
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


HOLD = """
import sys, time
from pathlib import Path
from fpdata.package import files
with files.{hold}:
    print(flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="locks on folders")
@pytest.mark.parametrize("hold", ["replace_folder(Path('a folder/out'))", "temporary_folder()"])
def test_what_a_killed_process_leaves_is_removed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hold: str
) -> None:
    """And what a living one is filling is not."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "a folder"))
    (tmp_path / "a folder").mkdir()
    environment = os.environ | {"TMPDIR": str(tmp_path / "a folder")}
    command = [sys.executable, "-c", HOLD.format(hold=hold)]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        (held,) = (tmp_path / "a folder").iterdir()
        same = replace_folder(tmp_path / "a folder" / "out") if "out" in hold else temporary_folder()
        with same:
            assert held.exists()
        process.kill()
    assert held.exists()
    with replace_folder(tmp_path / "a folder" / "out") if "out" in hold else temporary_folder():
        assert not held.exists()


def test_only_leftovers_of_the_same_target_are_removed(tmp_path: Path) -> None:
    names = [".a.csv-abcd1234", ".a.csv.fpdata-abc", ".b.csv.fpdata-abcd1234", "a.csv.fpdata-abcd1234"]
    for name in names:
        (tmp_path / name).write_text("")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "kept").write_text("")
    (tmp_path / ".a.csv.fpdata-abcd0000").symlink_to(tmp_path / "b")
    (tmp_path / ".a.csv.fpdata-abcd1111").write_text("left by a killed process")
    write_atomically(tmp_path / "a.csv", b"new")
    left = [*names, ".a.csv.fpdata-abcd0000", "a.csv", "b"]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(left)
    assert (tmp_path / "b" / "kept").exists()


def test_a_failure_leaves_no_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), replace_folder(tmp_path / "a" / "b" / "out"):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []
