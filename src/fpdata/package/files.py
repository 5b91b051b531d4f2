"""Write files and folders so that an interruption leaves the old or the new, never a part."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` beside `path`, then put it in its place. Raises OSError; `path` is then as before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        os.chmod(name, mode)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def replace_folder(target: Path) -> Iterator[Path]:
    """Yield a new folder beside `target`, to be filled; it takes the target's place on leaving.

    Where the block raises, the target is as before and the new folder is gone.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-"))
    os.chmod(fresh, 0o777 & ~_umask())
    try:
        yield fresh
        if target.exists():
            _exchange(fresh, target)
        else:
            os.rename(fresh, target)
    finally:
        # After an exchange this is the old folder; after a failure, the unfinished one.
        shutil.rmtree(fresh, ignore_errors=True)


def _exchange(one: Path, other: Path) -> None:
    """Swap two folders: in one step where the system can, else in two renames."""
    if not _exchange_in_one_step(os.fsencode(one), os.fsencode(other)):
        aside = one.with_name(one.name + "-old")
        os.rename(other, aside)
        os.rename(one, other)
        os.rename(aside, one)


def _exchange_in_one_step(one: bytes, other: bytes) -> bool:
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
