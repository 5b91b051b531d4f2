"""What git runs to merge a file: by record where possible, else by line."""

from __future__ import annotations

import subprocess
from pathlib import Path

from fpdata.versioning.git_merge import merge_file


def run_merge_driver(path: str, base: Path, ours: Path, theirs: Path) -> tuple[str, ...]:
    """Merge three versions of the file at `path` of the repository into `ours`; return the conflicts, one line each.

    A file that cannot be merged by record (not a table, or not readable as one) is merged by line, as
    git does without a driver. Raises OSError if one of the three is missing.
    """
    for version in (base, ours, theirs):
        version.stat()  # a missing file is an error, not a conflict
    merged = merge_file(path, base, ours, theirs)
    if merged is not None:
        ours.write_bytes(merged.content)  # a temporary file of git, which discards it if this is killed
        return merged.conflicts
    labels = ["-L", "ours", "-L", "base", "-L", "theirs"]
    done = subprocess.run(["git", "merge-file", *labels, str(ours), str(base), str(theirs)], check=False)  # noqa: S603, S607
    if done.returncode:
        return ("both sides changed the same lines",)
    # git reports success where a side brought in the markers of an earlier, unresolved merge.
    marked = any(line.startswith(b"<<<<<<< ") for line in ours.read_bytes().splitlines())
    return ("a conflict marker (<<<<<<<) of an earlier merge is in the file",) if marked else ()
