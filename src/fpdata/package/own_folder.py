"""The folder of what commands keep about a package: in git's folder of its clone, or in the user's cache folder.

Never among the files of the package, which may come from others.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from fpdata.package.cache_folder import cache_folder, folder_key

#: A file `.git` of a linked working tree or of a submodule says in one line where git's folder is.
_MAX_POINTER_BYTES = 1 << 12


def own_folder(root: Path, name: str) -> Path | None:
    """Return the folder of that name of the package at `root`, which need not exist; None if there is no place for it."""
    with suppress(OSError):
        if found := git_folder(root):
            git, clone = found
            own = git / "fpdata"
            if not own.is_symlink() and not (own / name).is_symlink():
                return own / name / folder_key(root.relative_to(clone).as_posix())  # a clone may be moved
    cache = cache_folder(name)
    return cache and cache / folder_key(str(root))


def git_folder(root: Path) -> tuple[Path, Path] | None:
    """Return git's folder of the clone that `root` is in, and the clone; None outside git, or if it cannot be written."""
    for clone in (root, *root.parents):
        git = clone / ".git"
        if git.is_symlink():
            continue
        if git.is_file() and git.stat().st_size <= _MAX_POINTER_BYTES:
            git = clone / git.read_text("utf-8", "replace").removeprefix("gitdir:").strip()
        if (git / "HEAD").is_file():
            return (git, clone) if os.access(git, os.W_OK | os.X_OK) else None
    return None
