"""Replace several files of a folder in one transaction, one process at a time.

The new contents are staged in ``.fpdata/`` in the folder, beside the old ones; writing the journal that lists them
commits the transaction. The staged files are then moved into place. A process that is killed before the commit leaves
the old files. One that is killed after it leaves the journal, and the next command completes the work. If a file cannot
be replaced, the old ones are put back: the journal gets another name, so the next command knows in which direction to
go on. What the files had is kept, so that the change can be taken back (`fpdata.package.history`).

Nothing in ``.fpdata/`` is trusted, as it may have come with the files of others: no link is followed, and a
journal that this folder's own commands did not write is ignored, with a warning.
"""

from __future__ import annotations

import errno
import filecmp
import json
import os
import shutil
import stat
import sys
import time
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple

from fpdata.package.files import path_problem, remove_leftovers, write_atomically
from fpdata.package.history import keep_change
from fpdata.package.system_errors import not_written

STATE_FOLDER = ".fpdata"
#: Seconds to wait for another command to release the lock.
LOCK_TIMEOUT = 60.0
#: The journal of a transaction that is completed, and the one of a transaction that is taken back.
_COMMITTED, _ROLLBACK = "journal.json", "rollback.json"
_MAX_JOURNAL_BYTES = 1 << 20  # a journal names a few dozen files


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
        remove_leftovers(folder)
        yield


def replace_files(root: Path, contents: Mapping[str, bytes | Path | None], *, keep: bool = True) -> None:
    """Replace the contents of files of `root` (by relative path, with slashes), all or none. Requires `write_lock`.

    A content is given itself, or as the file that has it; None deletes the file. With `keep`, the change can be taken
    back.
    Raises TransactionError, with nothing changed, if a path leaves `root`, is or passes through a symbolic link, or
    cannot be written.
    """
    if not contents:
        return
    for name in contents:
        _require_writable(root, name)
    folder = _state_folder(root)
    _require_access(folder)
    staged = folder / "staged"
    try:
        for number, (name, content) in enumerate(contents.items()):
            _stage(root / name, content, staged / str(number))
        if keep:
            keep_change(root, contents)
        journal = {
            "folder": _identity(folder),
            "files": list(contents),
            "deleted": [name for name, content in contents.items() if content is None],
            "created": [name for name in contents if not (root / name).exists()],
        }
        write_atomically(folder / _COMMITTED, json.dumps(journal).encode())
    except OSError as error:
        shutil.rmtree(staged, ignore_errors=True)  # which may have filled the disk
        raise TransactionError(not_written(name, error)) from error
    _finish(root, folder)


def recover(root: Path) -> None:
    """Complete a transaction that was committed and interrupted. Call it before reading the folder.

    Also removes what an interrupted command staged, unless another command is writing or the folder is read-only.
    """
    folder = root / STATE_FOLDER
    journals = [folder / name for name in (_COMMITTED, _ROLLBACK) if os.path.lexists(folder / name)]
    if journals:
        with suppress(FileNotFoundError):  # another command completes it at this moment
            _require_own(folder)
            if not any(map(_parse_journal, journals)):
                return
        with write_lock(root):
            pass
    elif (folder / "staged").is_dir():
        with suppress(TransactionError, OSError), write_lock(root, timeout=0):
            pass


def _stage(path: Path, content: bytes | Path | None, staged: Path) -> None:
    """Stage what a file gets; keep what it has beside it, as a link if the file system has them."""
    if content is not None:
        write_atomically(staged, content)
    if path.exists():
        if content is not None:
            shutil.copymode(path, staged)
        staged.parent.mkdir(exist_ok=True)
        try:
            os.link(path, _old(staged))
        except OSError:
            shutil.copy2(path, _old(staged))


def _old(staged: Path) -> Path:
    return staged.with_name(f"{staged.name}.old")


def _finish(root: Path, folder: Path) -> None:
    """Complete a committed transaction, or put the old files back.

    Raises TransactionError if a file cannot be replaced; the old ones are then back. Raises OSError if they cannot be
    put back either, or were not kept: the next command tries again.
    """
    _put_back(root, folder)
    journal = _read_journal(root, folder / _COMMITTED)
    for number, name in enumerate(journal.files):
        content = folder / "staged" / str(number)
        try:
            if name in journal.deleted:
                (root / name).unlink(missing_ok=True)
            elif content.exists():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                _move(content, root / name)
        except OSError as error:
            if journal.created is None:
                raise
            os.replace(folder / _COMMITTED, folder / _ROLLBACK)
            _put_back(root, folder)
            raise TransactionError(not_written(name, error)) from error
    (folder / _COMMITTED).unlink(missing_ok=True)
    shutil.rmtree(folder / "staged", ignore_errors=True)


def _put_back(root: Path, folder: Path) -> None:
    """Give the files of a transaction that failed what they had, if there is one."""
    if not (folder / _ROLLBACK).exists():
        return
    journal = _read_journal(root, folder / _ROLLBACK)
    for number, name in enumerate(journal.files):
        path, old = root / name, _old(folder / "staged" / str(number))
        if name in (journal.created or ()):
            path.unlink(missing_ok=True)
        elif old.exists() and not (path.exists() and filecmp.cmp(old, path, shallow=False)):
            _move(old, path)
    (folder / _ROLLBACK).unlink(missing_ok=True)
    shutil.rmtree(folder / "staged", ignore_errors=True)


class _Journal(NamedTuple):
    """The files of a transaction, and which of them are deleted and created; None if no old file is kept."""

    files: Sequence[str]
    deleted: Sequence[str]
    created: Sequence[str] | None


def _read_journal(root: Path, path: Path) -> _Journal:
    """Return what a journal says: nothing if there is none, nor, with a warning, if it is not one of its folder.

    Raises TransactionError if a file that it names is a link, or is reached through one.
    """
    journal = _parse_journal(path) if path.exists() else None
    for name in journal.files if journal else ():
        _require_inside(root, name)
    return journal or _Journal((), (), ())


def _parse_journal(path: Path) -> _Journal | None:
    try:
        journal = json.loads(path.read_bytes()) if path.stat().st_size <= _MAX_JOURNAL_BYTES else None
    except (ValueError, RecursionError):
        journal = None
    own = journal if isinstance(journal, dict) and journal.get("folder") == _identity(path.parent) else {}
    names, deleted, created = own.get("files"), own.get("deleted", []), own.get("created")
    if isinstance(names, list) and all(isinstance(name, str) and _is_inside(name) for name in names):
        return _Journal(
            names, deleted if isinstance(deleted, list) else [], created if isinstance(created, list) else None
        )
    # A journal that was copied here with other files could overwrite any file.
    warnings.warn(
        f"ignored {path}: it is malformed or was written for another folder; if this is a copy, compare it with the"
        " original; the next command that writes will delete the journal",
        stacklevel=2,
    )
    return None


def _move(content: Path, target: Path) -> None:
    try:
        os.replace(content, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        write_atomically(target, content.read_bytes())  # the target's folder is on another file system
        content.unlink()


def _state_folder(root: Path) -> Path:
    folder = root / STATE_FOLDER
    if not os.path.lexists(folder):
        folder.mkdir(exist_ok=True)
        write_atomically(folder / ".gitignore", b"*\n")
    _require_own(folder)
    return folder


def _require_own(folder: Path) -> None:
    """Raise TransactionError if the state folder, or what commands use in it, is a link or of another kind."""
    staged = folder / "staged"
    for path in (folder, staged, folder / "lock", folder / _COMMITTED, folder / _ROLLBACK):
        if os.path.lexists(path):
            mode = path.lstat().st_mode
            if stat.S_ISLNK(mode):
                raise TransactionError(f"{path} is a symbolic link; delete it")
            if not (stat.S_ISDIR(mode) if path in (folder, staged) else stat.S_ISREG(mode)):
                raise TransactionError(f"{path} is not a {'folder' if path in (folder, staged) else 'file'}; delete it")
    for path in staged.iterdir() if staged.exists() else ():
        if not stat.S_ISREG(path.lstat().st_mode):
            raise TransactionError(f"{path} is not a file; delete {folder}")


def _identity(folder: Path) -> list[int]:
    """Return what distinguishes the folder from a copy of it: its device and inode."""
    status = folder.stat()
    return [status.st_dev, status.st_ino]


def _is_inside(name: str) -> bool:
    """Whether a path stays in the package, and is neither git's nor the state folder's."""
    path = PurePosixPath(name)
    hidden = {".git", STATE_FOLDER} & {part.casefold() for part in path.parts}
    return bool(path.name) and path_problem(name) is None and not hidden


def _require_inside(root: Path, name: str) -> None:
    if not _is_inside(name):
        raise TransactionError(f"{name} is outside {root}")
    parent = root.resolve() / PurePosixPath(name).parent
    if parent.resolve() != parent or (root / name).is_symlink():
        raise TransactionError(
            f"{name} is a symbolic link, or is reached through one; replace the link by what it names"
        )


def _require_writable(root: Path, name: str) -> None:
    """Raise TransactionError if a file cannot be replaced: known only after the commit, that would leave half a change."""
    _require_inside(root, name)
    path = root / name
    if path.exists() and not path.is_file():
        raise TransactionError(f"{name} is not a file; move it away")
    folder = next(parent for parent in path.parents if parent.exists())
    if not folder.is_dir():
        raise TransactionError(f"{folder} is not a folder; move it away")
    _require_access(folder)


def _require_access(folder: Path) -> None:
    if not os.access(folder, os.W_OK | os.X_OK):
        raise TransactionError(f"{folder} is not writable; nothing was changed; change its permissions")


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
