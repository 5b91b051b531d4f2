"""The user's cache folder, for what can be computed again: never in a package, which may come with files of others."""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path

from fpdata._version import __version__


def cache_folder(name: str) -> Path | None:
    """Return fpdata's folder of that name in the cache (XDG_CACHE_HOME, by default ~/.cache); None without a home."""
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "fpdata" / name
    except RuntimeError:
        return None


def folder_key(path: str) -> str:
    """Return a name for what belongs to a path."""
    return blake2b(path.encode("utf-8", "surrogateescape"), digest_size=10).hexdigest()


def code_stamp() -> str:
    """Return what changes whenever the code does: in a clone, it may change without the version."""
    files = sorted(Path(__file__).parents[1].rglob("*.py"))
    return " ".join([__version__, *(f"{file.stat().st_mtime_ns}" for file in files)])
