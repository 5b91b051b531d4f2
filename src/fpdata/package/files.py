"""Write files and folders atomically: an interruption leaves the old or the new content, never a part of it.

What a killed process leaves is a temporary file or folder beside the target. A running process holds a lock on its own;
whoever writes to the same target next removes those that nobody holds.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

if sys.platform != "win32":
    import fcntl

_MARK = ".fpdata-"  # in the names of temporary files, which nobody else uses
_TEMPORARY = re.compile(r"\.(?P<target>.+)\.fpdata-[a-z0-9_]{8}(?:-old)?")

_MOST_HASHES = 64
#: The SHA-256 of files by path, each with the state of the file of which it is.
_hashes: dict[Path, tuple[tuple[int, int, int], str]] = {}


def differs(path: Path, content: bytes) -> bool:
    """Whether there is no file at `path`, or one with other content."""
    return not path.is_file() or path.read_bytes() != content


def file_hash(path: Path) -> str:
    """Return the SHA-256 of the content of a file; a command computes it once, unless the file changes. Raises OSError."""
    before, known = _state(path), _hashes.get(path)
    if known and known[0] == before:
        return known[1]
    with path.open("rb") as file:
        hash = hashlib.file_digest(file, "sha256").hexdigest()
    _remember_hash(path, before, hash)
    return hash


def read_hashed(path: Path) -> tuple[bytes, str]:
    """Return the content of a file with its SHA-256, which `file_hash` need not compute again. Raises OSError."""
    before = _state(path)
    content = path.read_bytes()
    hash = hashlib.sha256(content).hexdigest()
    _remember_hash(path, before, hash)
    return content, hash


def remember_hash(path: Path, hash: str) -> None:
    """Remember the SHA-256 of a file that was just put in its place, so that `file_hash` need not read it."""
    with suppress(OSError):
        _remember_hash(path, _state(path), hash)


def _remember_hash(path: Path, before: tuple[int, int, int], hash: str) -> None:
    """Remember the hash of a file, unless it was changed since it had the state `before`."""
    if _state(path) == before:
        if len(_hashes) >= _MOST_HASHES:
            _hashes.clear()
        _hashes[path] = before, hash


def _state(path: Path) -> tuple[int, int, int]:
    status = path.stat()
    return status.st_ino, status.st_mtime_ns, status.st_size


def is_file(path: Path) -> bool:
    """Whether a regular file is at `path`. Raises OSError where that cannot be known, such as without permission.

    The method of Path answers False there, since Python 3.14, as if there were nothing.
    """
    return stat.S_ISREG(_mode(path))


def is_folder(path: Path) -> bool:
    """Whether a folder is at `path`. Raises OSError where that cannot be known, as `is_file` does."""
    return stat.S_ISDIR(_mode(path))


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0


#: File names that mean a device on Windows, whatever follows a dot.
_WINDOWS_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


def path_problem(path: str) -> str | None:
    """Return why a path relative to a folder, with slashes, must not be used; None if it is fine on every system.

    >>> path_problem("datasets/roles.csv"), path_problem("datasets/../../roles.csv")
    (None, 'is absolute or leaves the folder')
    """
    parts = path.split("/")
    if "\0" in path:
        return "contains a NUL, which no file name can"
    if path.startswith(("/", "~")) or "\\" in path or ":" in path or ".." in parts:
        return "is absolute or leaves the folder"
    if any(_WINDOWS_DEVICE.fullmatch(part) or part.endswith((" ", ".")) for part in parts if part != "."):
        return "has a name that Windows reserves or changes"
    return None


def last_change(file: Path) -> int:
    """Return when a file was last written or put in its place, in nanoseconds: the copy of an older file is new."""
    status = file.stat()
    return max(status.st_mtime_ns, status.st_ctime_ns)


def write_atomically(path: Path, data: bytes | Path, *, sync: bool = True) -> None:
    """Write `data`, or what is in that file, to a temporary file and rename it to `path`.

    Without `sync`, a power failure may leave a part of it. Raises OSError, which names `path`, and leaves it as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    remove_leftovers(path.parent, path.name)
    descriptor, name = _new_file(path)
    try:
        with os.fdopen(descriptor, "wb") as file:
            if isinstance(data, Path):
                with data.open("rb") as source:
                    shutil.copyfileobj(source, file)
            else:
                file.write(data)
            file.flush()
            if sync:
                os.fsync(file.fileno())
            mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
            os.chmod(name, mode)
            if sys.platform != "win32":
                os.replace(name, path)  # before the file is closed, which gives up its lock
        if sys.platform == "win32":  # which renames no open file
            os.replace(name, path)
    except BaseException as error:
        Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename in (None, name):  # on a full disk, no file is named
            error.filename, error.filename2 = str(path), None
        raise


@contextmanager
def replace_file(target: Path) -> Iterator[Path]:
    """Yield a new, empty file to fill, which replaces `target` when the block ends.

    If the block raises, `target` is left as it was and the new file is deleted. What was written is not forced to the
    disk, so this is for what can be computed again.
    """
    remove_leftovers(target.parent, target.name)
    descriptor, name = _new_file(target)
    try:
        os.chmod(name, 0o666 & ~_umask())
        yield Path(name)
        if sys.platform != "win32":
            os.replace(name, target)  # before the file is closed, which gives up its lock
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    finally:
        os.close(descriptor)
    if sys.platform == "win32":  # which renames no open file
        os.replace(name, target)


@contextmanager
def replace_folder(target: Path) -> Iterator[Path]:
    """Yield a new folder to fill, which replaces `target` when the block ends.

    If the block raises, `target` is left as it was and the new folder is deleted.
    """
    missing = [parent for parent in target.parents if not parent.exists()]
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with _new_folder(target.parent, target.name) as fresh:
            os.chmod(fresh, 0o777 & ~_umask())
            yield fresh
            if target.exists():
                _exchange(fresh, target)  # and the old folder is deleted instead
            else:
                os.rename(fresh, target)
    except BaseException:
        with suppress(OSError):
            for parent in missing:
                parent.rmdir()
        raise


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Yield a new folder of the system's temporary ones, which is deleted when the block ends."""
    with _new_folder(Path(tempfile.gettempdir()).resolve(), "work") as folder:
        yield folder


def remove_leftovers(folder: Path, target: str | None = None) -> None:
    """Remove what killed processes left in a folder, in place of `target` or of any file: what no process holds."""
    if sys.platform == "win32":
        return  # without locks on folders, nobody knows
    with suppress(OSError):
        for entry in list(os.scandir(folder)):
            found = _TEMPORARY.fullmatch(entry.name)
            if found and target in (None, found["target"]):
                _remove_unless_held(Path(entry.path))


def _remove_unless_held(path: Path) -> None:
    with suppress(OSError):
        status = path.lstat()
        if status.st_uid != os.getuid() or not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            return
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            _lock(descriptor, wait=False)
            if stat.S_ISDIR(status.st_mode):
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()
        finally:
            os.close(descriptor)


def _new_file(path: Path) -> tuple[int, str]:
    """Return the descriptor and the name of a new temporary file for `path`, which this process holds."""
    while True:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}{_MARK}")
        with suppress(OSError):  # a file system without locks, where nothing is taken for a leftover
            _lock(descriptor)
        if sys.platform == "win32" or os.fstat(descriptor).st_nlink:
            return descriptor, name
        os.close(descriptor)  # another process took it for a leftover before it was locked


@contextmanager
def _new_folder(parent: Path, name: str) -> Iterator[Path]:
    """Yield a new temporary folder that this process holds; delete what has that name when the block ends."""
    remove_leftovers(parent, name)
    while True:
        folder = Path(tempfile.mkdtemp(dir=parent, prefix=f".{name}{_MARK}"))
        try:
            descriptor = None if sys.platform == "win32" else os.open(folder, os.O_RDONLY)
        except FileNotFoundError:  # another process took it for a leftover before it was opened
            continue
        if descriptor is None:
            break
        with suppress(OSError):  # as for files
            _lock(descriptor)
        if folder.exists():
            break
        os.close(descriptor)  # another process took it for a leftover before it was locked
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if descriptor is not None:
            os.close(descriptor)


def _lock(descriptor: int, *, wait: bool = True) -> None:
    """Hold a file or folder until its descriptor is closed. Raises OSError if another process does, unless told to wait."""
    if sys.platform != "win32":
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


def _exchange(one: Path, other: Path) -> None:
    """Swap two folders: atomically where the system supports it, else by renaming."""
    if not _exchange_atomically(os.fsencode(one), os.fsencode(other)):
        aside = one.with_name(one.name + "-old")
        os.rename(other, aside)
        os.rename(one, other)
        os.rename(aside, one)


def _exchange_atomically(one: bytes, other: bytes) -> bool:
    import ctypes  # takes 5 ms, and few commands replace a folder

    library: Any = ctypes.CDLL(None) if os.name == "posix" else None
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE: renameat2(2)
        return bool(library.renameat2(here, one, here, other, exchange) == 0)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return bool(library.renamex_np(one, other, 2) == 0)  # RENAME_SWAP: rename(2)
    return False


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
