"""The releases of a package: the tags ``v*`` of its git repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

from fpdata.versioning.semver import VERSION, parse_version


def release_tag(version: str) -> str | None:
    """Return the tag of the release of a version, such as ``v0.1.0`` of 0.1.0; None if that is not a version."""
    return f"v{version}" if VERSION.fullmatch(version) else None


def newest_release(root: Path) -> str | None:
    """Return the tag of the newest release on which the checkout at `root` builds; None if there is none, or no git."""
    command = ["git", "-C", str(root), "tag", "--list", "v*", "--merged", "HEAD"]
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)  # noqa: S603
    except FileNotFoundError:
        return None
    tags = [tag for tag in done.stdout.split() if VERSION.fullmatch(tag.removeprefix("v"))]
    return max(tags, key=lambda tag: parse_version(tag[1:]), default=None)
