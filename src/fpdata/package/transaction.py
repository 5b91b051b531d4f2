"""Change several files of a folder as one, and one command at a time.

The new contents are written to ``.fpdata/`` in the folder, then a journal that lists them takes its
place there: from that moment the change is decided. Each content is then moved to where it belongs.
A command that is killed before leaves the old files; one that is killed after leaves the rest to the
next command, which finds the journal and finishes the work.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from fpdata.package.files import write_atomically

STATE_FOLDER = ".fpdata"
_PATIENCE = 60.0  # seconds to wait for another command


class TransactionError(Exception):
    """The folder cannot be changed; the message says why. Nothing was changed."""


@contextmanager
def write_lock(root: Path) -> Iterator[None]:
    """Keep other commands from writing to `root` until the block is left; finish what one of them left.

    Raises JournalError where another command does not end within a minute.
    """
    folder = _own_folder(root)
    with (folder / "lock").open("a") as file:
        _wait_for(file, root)
        _finish(root, folder)
        shutil.rmtree(folder / "staged", ignore_errors=True)
        yield


def replace_files(root: Path, contents: Mapping[str, bytes]) -> None:
    """Give files of `root` (relative path, with slashes) new contents, all or none. Only within `writing`."""
    if not contents:
        return
    folder = _own_folder(root)
    staged = folder / "staged"
    for number, (name, content) in enumerate(contents.items()):
        _require_inside(root, name)
        write_atomically(staged / str(number), content)
        if (root / name).exists():
            shutil.copymode(root / name, staged / str(number))
    journal = {"folder": _which(folder), "files": list(contents)}
    write_atomically(folder / "journal.json", json.dumps(journal).encode())
    _finish(root, folder)


def recover(root: Path) -> None:
    """Finish a change that was decided and interrupted; what every reader calls first."""
    if (root / STATE_FOLDER / "journal.json").exists():
        with write_lock(root):
            pass


def _finish(root: Path, folder: Path) -> None:
    path = folder / "journal.json"
    if not path.exists():
        return
    try:
        journal = json.loads(path.read_bytes())
    except (ValueError, RecursionError, OSError):
        journal = None
    if not isinstance(journal, dict) or journal.get("folder") != _which(folder):
        # A journal that came with the files of others could place files at will.
        raise TransactionError(f"{path} is of another folder; delete {folder} and look at what was being changed")
    for number, name in enumerate(journal["files"]):
        _require_inside(root, name)
        content = folder / "staged" / str(number)
        if content.exists():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(content, root / name)
    path.unlink()


def _own_folder(root: Path) -> Path:
    folder = root / STATE_FOLDER
    if folder.is_symlink():
        raise TransactionError(f"{folder} is a symbolic link; delete it")
    if not folder.is_dir():
        folder.mkdir(exist_ok=True)
        write_atomically(folder / ".gitignore", b"*\n")
    return folder


def _which(folder: Path) -> list[int]:
    """Return what tells the folder from a copy of it."""
    status = folder.stat()
    return [status.st_dev, status.st_ino]


def _require_inside(root: Path, name: str) -> None:
    path = PurePosixPath(name)
    parent = root.resolve() / path.parent
    if path.is_absolute() or ".." in path.parts or parent.resolve() != parent:
        raise TransactionError(f"{name} leads out of {root}")


def _wait_for(file: IO[str], root: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while not _locked(file):
        if time.monotonic() > until:
            raise TransactionError(
                f"another command has been writing to {root} for a minute; try again when it has ended"
            )
        time.sleep(0.02)


def _locked(file: IO[str]) -> bool:
    """Whether the lock could be had; the system releases it when the process ends, however it ends."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
