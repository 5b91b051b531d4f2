"""The user's cache folder, for what can be computed again: never in a package, which may come with files of others."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

from fpdata._version import __version__

#: So many folders of one purpose are kept.
_KEPT = 5


def cache_folder(name: str) -> Path | None:
    """Return fpdata's folder of that name in the cache (XDG_CACHE_HOME, by default ~/.cache); None without a home."""
    try:
        folder = Path(os.environ.get("XDG_CACHE_HOME", ""))  # the XDG specification ignores a relative path
        return (folder if folder.is_absolute() else Path.home() / ".cache") / "fpdata" / name
    except RuntimeError:
        return None


def kept_folder(name: str, path: str) -> Path:
    """Return the folder for what is computed of the package or export at `path`, next to those of the same `name`.

    Those that were not used for longest are deleted. If nothing can be written there, it is a temporary folder.
    """
    if (kept := cache_folder(name)) is not None:
        with suppress(OSError):
            folder = kept / folder_key(path)
            folder.mkdir(parents=True, exist_ok=True)
            folder.touch()
            for old in sorted(kept.iterdir(), key=lambda path: path.stat().st_mtime)[:-_KEPT]:
                shutil.rmtree(old, ignore_errors=True)
            return folder
    return temporary_folder(name, path)


@cache
def temporary_folder(_name: str, _path: str) -> Path:
    """Return a temporary folder for what `kept_folder` would hold; it is deleted when the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="fpdata-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def folder_key(path: str) -> str:
    """Return a name for what belongs to a path."""
    return blake2b(path.encode("utf-8", "surrogateescape"), digest_size=10).hexdigest()


def state_key(files: Iterable[Path], *folders: str) -> str:
    """Return a name for what the code, or that of some folders, makes of files: another one after any of them is written."""
    hash = blake2b(code_stamp(*folders).encode(), digest_size=12)
    for file in files:
        status = file.stat()
        hash.update(repr((file.name, status.st_ino, status.st_size, status.st_mtime_ns)).encode())
    return hash.hexdigest()


@cache
def code_stamp(*folders: str) -> str:
    """Return what changes whenever the code does, or that of some folders: in a clone, it may change without the version.

    It is that of the code which this process runs, so it is computed once.
    """
    package = Path(__file__).parents[1]
    files = sorted(file for folder in folders or [""] for file in (package / folder).rglob("*.py"))
    return " ".join([__version__, *(f"{file.stat().st_mtime_ns}" for file in files)])
