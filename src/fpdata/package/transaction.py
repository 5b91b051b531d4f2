"""Replace several files of a folder in one transaction, one process at a time.

The new contents are staged in ``.fpdata/`` in the folder; writing the journal that lists them commits the
transaction. The staged files are then moved into place. A process that is killed before the commit leaves
the old files. One that is killed after it leaves the journal, and the next command completes the work.
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
#: Seconds to wait for another command to release the lock.
LOCK_TIMEOUT = 60.0


class TransactionError(Exception):
    """The transaction is not possible, and nothing was changed; the message says why."""


@contextmanager
def write_lock(root: Path, timeout: float = LOCK_TIMEOUT) -> Iterator[None]:
    """Keep other processes from writing to `root` during the block; complete an interrupted transaction first.

    Raises TransactionError if another process holds the lock for more than `timeout` seconds.
    """
    folder = _state_folder(root)
    with (folder / "lock").open("a") as file:
        _wait_for_lock(file, root, timeout)
        _finish(root, folder)
        shutil.rmtree(folder / "staged", ignore_errors=True)
        yield


def replace_files(root: Path, contents: Mapping[str, bytes]) -> None:
    """Replace the contents of files of `root` (by relative path, with slashes), all or none. Requires `write_lock`."""
    if not contents:
        return
    folder = _state_folder(root)
    staged = folder / "staged"
    for number, (name, content) in enumerate(contents.items()):
        _require_inside(root, name)
        write_atomically(staged / str(number), content)
        if (root / name).exists():
            shutil.copymode(root / name, staged / str(number))
    journal = {"folder": _identity(folder), "files": list(contents)}
    write_atomically(folder / "journal.json", json.dumps(journal).encode())
    _finish(root, folder)


def recover(root: Path) -> None:
    """Complete a transaction that was committed and interrupted. Call it before reading the folder."""
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
    if not isinstance(journal, dict) or journal.get("folder") != _identity(folder):
        # A journal that was copied here with other files could overwrite any file.
        raise TransactionError(
            f"{path} was written for another folder; delete {folder} and review what was being changed"
        )
    for number, name in enumerate(journal["files"]):
        _require_inside(root, name)
        content = folder / "staged" / str(number)
        if content.exists():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(content, root / name)
    path.unlink()


def _state_folder(root: Path) -> Path:
    folder = root / STATE_FOLDER
    if folder.is_symlink():
        raise TransactionError(f"{folder} is a symbolic link; delete it")
    if not folder.is_dir():
        folder.mkdir(exist_ok=True)
        write_atomically(folder / ".gitignore", b"*\n")
    return folder


def _identity(folder: Path) -> list[int]:
    """Return what distinguishes the folder from a copy of it: its device and inode."""
    status = folder.stat()
    return [status.st_dev, status.st_ino]


def _require_inside(root: Path, name: str) -> None:
    path = PurePosixPath(name)
    parent = root.resolve() / path.parent
    if path.is_absolute() or ".." in path.parts or parent.resolve() != parent:
        raise TransactionError(f"{name} is outside {root}")


def _wait_for_lock(file: IO[str], root: Path, timeout: float) -> None:
    until = time.monotonic() + timeout
    while not _try_lock(file):
        if time.monotonic() > until:
            raise TransactionError(
                f"another command has been writing to {root} for {timeout:g} s; try again when it is done"
            )
        time.sleep(0.02)


def _try_lock(file: IO[str]) -> bool:
    """Try to take the lock, which the system releases when the process ends; return whether that worked."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
