"""Remember the issues of a package between commands, so that they are not searched again before every change.

What is remembered belongs to a hash of all that a check depends on: the files of the package, the code of fpdata and
the day. It is in the user's cache folder (XDG_CACHE_HOME, by default ~/.cache) and never in the package, because a
branch under review must not say which of its issues are known. Without such a folder, every command checks.
"""

from __future__ import annotations

import json
from dataclasses import astuple
from datetime import date
from hashlib import blake2b
from pathlib import Path

from fpdata.checks.api import COLUMNAR_FROM, check, check_change
from fpdata.checks.issue import Issue
from fpdata.package.cache_folder import cache_folder, code_stamp
from fpdata.package.files import file_hash, write_atomically
from fpdata.package.locate import DESCRIPTOR, RELEASED_IDS, Package

_KEPT = 50


def known_issues(package: Package, *, is_changed: bool = False) -> tuple[Issue, ...]:
    """Return the issues of a package: as remembered, else by a check. Raises as `check` does.

    With `is_changed`, the check is the one of changes, which keeps what it needs for the next one (`check_change`).
    """
    if (file := _file_of(package)) is None:
        return check(package.root).issues
    try:
        return tuple(Issue(*cells) for cells in json.loads(file.read_bytes()))
    except (OSError, ValueError, TypeError):
        issues = (check_change(package) if is_changed else check(package.root)).issues
    _write(file, issues)
    return issues


def remember_issues(package: Package, issues: tuple[Issue, ...]) -> None:
    """Remember that these are the issues of a package, whose files are where they were and may have been changed."""
    if (file := _file_of(package)) is not None:
        _write(file, issues)


def _file_of(package: Package) -> Path | None:
    """Return where the issues of a package are remembered; None if it is small, or not as it should be."""
    if package.faults or sum(path.stat().st_size for path in package.files.values()) < COLUMNAR_FROM:
        return None
    if (folder := cache_folder("issues")) is None:
        return None
    try:
        hash = blake2b(f"{date.today()} {code_stamp()}".encode(), digest_size=20)
        for path in (package.root / DESCRIPTOR, package.root / RELEASED_IDS, *package.files.values()):
            content = file_hash(path) if path.is_file() else ""
            hash.update(f"\n{path.relative_to(package.root).as_posix()} {content}".encode())
    except OSError:  # a file that another process removes
        return None
    return folder / f"{hash.hexdigest()}.json"


def _write(file: Path, issues: tuple[Issue, ...]) -> None:
    try:
        write_atomically(file, json.dumps([astuple(issue) for issue in issues]).encode(), sync=False)
        for old in sorted(file.parent.glob("*.json"), key=lambda path: path.stat().st_mtime)[:-_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return  # a full or read-only home costs time, nothing else
