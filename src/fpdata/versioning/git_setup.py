"""Set up a git repository for a package: a merge driver for tables, and hooks that check commits."""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from fpdata.package.files import write_atomically
from fpdata.package.locate import DESCRIPTOR, TABLES_FOLDER

_ATTRIBUTES = ("datasets/*.csv text eol=lf merge=fpdata", "datapackage.json text eol=lf merge=fpdata")
_MARKER = "Written by 'fpdata setup-git'"
_HOOKS = {
    # Checks the working tree, which is what its author can fix. Warnings that were there before are left
    # out, as they would hide those of this commit.
    "pre-commit": (
        "git rev-parse --quiet --verify HEAD > /dev/null || exec {fpdata} pre-commit\n"
        "{fpdata} pre-commit --since HEAD\n"
    ),
    "pre-merge-commit": "{fpdata} check\n",
    # A rebase and a cherry-pick run no hook that could update the descriptor, so a stale one is caught here.
    "pre-push": "git diff --quiet HEAD -- . || exit 0\n{fpdata} schema --check\n",
    # The descriptor holds hashes of the tables, and those of the merged tables are known only now. Git ignores
    # what pre-merge-commit stages, so the merge commit is replaced by one with the updated descriptor.
    "post-merge": (
        "git rev-parse --quiet --verify HEAD^2 > /dev/null || exit 0\n"
        "{fpdata} schema > /dev/null\n"
        "git diff --quiet -- datapackage.json && exit 0\n"
        "git add datapackage.json\n"
        "parents=$(git rev-parse HEAD^@ | sed 's/^/-p /')\n"
        "merge=$(git log -1 --format=%B | git commit-tree $parents $(git write-tree))\n"
        "git update-ref -m 'merge: update datapackage.json' HEAD $merge\n"
    ),
}
# A branch may lack the package, and is then none of the hooks' business.
_ONLY_IN_A_PACKAGE = f"[ -e {DESCRIPTOR} ] || [ -d {TABLES_FOLDER} ] || exit 0\n"


class SetupError(Exception):
    """The repository cannot be set up; the message says why."""


def set_up(folder: Path) -> Iterator[str]:
    """Set up the repository that holds the package at `folder`; yield a line for each thing done.

    An existing hook of another tool is kept, and the line says what to add to it. Running this again updates
    the files that it wrote. Raises SetupError, with nothing changed, if git fails, for example outside a
    repository, or if it runs hooks of a folder outside this clone.
    """
    # Without -P and -E, Python would import files of the current folder, which is whatever a branch holds:
    # a typer.py in a pull request would run on the machine of its reviewer.
    fpdata = f"{shlex.quote(sys.executable)} -P -E -m fpdata"
    hooks = _hooks_folder(folder)
    attributes = folder / ".gitattributes"
    if attributes.is_symlink():
        raise SetupError(f"{attributes} is a symbolic link, which git does not follow; replace it with a file")
    lines = attributes.read_text("utf-8").splitlines() if attributes.is_file() else []
    if missing := [line for line in _ATTRIBUTES if line not in lines]:
        write_atomically(attributes, "\n".join([*lines, *missing, ""]).encode())
        yield f"wrote {attributes.name}: git merges tables record by record (commit this file)"
    _git(folder, "config", "--local", "merge.fpdata.name", "fpdata: merge tables record by record")
    # A file may be called --help, so the names are marked as arguments.
    _git(folder, "config", "--local", "merge.fpdata.driver", f"{fpdata} merge-driver -- %O %A %B %P")
    yield "set merge.fpdata in this clone's git configuration"
    prefix = _git(folder, "rev-parse", "--show-prefix")
    change_folder = f"cd ./{shlex.quote(prefix)} 2> /dev/null || exit 0\n" if prefix else ""
    for name, commands in _HOOKS.items():
        hook = hooks / name
        if hook.is_symlink() or (hook.exists() and _MARKER not in hook.read_text("utf-8", "replace")):
            yield f"kept the existing hook {hook}; add to it: {commands.format(fpdata='fpdata').strip()}"
            continue
        script = (
            f"#!/bin/sh\n# {_MARKER}; run that again to update.\nset -e\n"
            f"{change_folder}{_ONLY_IN_A_PACKAGE}{commands.format(fpdata=fpdata)}"
        )
        write_atomically(hook, script.encode())
        hook.chmod(0o755)
        yield f"wrote the hook {hook}"


def _hooks_folder(folder: Path) -> Path:
    """Return the folder of git's hooks. Raises SetupError if other repositories may run those, too."""
    hooks = (folder / _git(folder, "rev-parse", "--git-path", "hooks")).resolve()
    repository = (folder / _git(folder, "rev-parse", "--git-common-dir")).resolve()
    working_tree = (folder / _git(folder, "rev-parse", "--show-toplevel")).resolve()
    scope, _, path = _git(folder, "config", "--show-scope", "--default", "", "--get", "core.hooksPath").partition("\t")
    shared = path and scope not in ("local", "worktree")
    if shared or not (hooks.is_relative_to(repository) or hooks.is_relative_to(working_tree)):
        own = shlex.quote(str(repository / "hooks"))
        raise SetupError(
            f"git runs the hooks in {hooks} (core.hooksPath), which other repositories may run, too; nothing was changed."
            f" To use hooks of this clone alone, run: git config --local core.hooksPath {own}"
        )
    return hooks


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603
            ["git", "-C", str(folder), *arguments],  # noqa: S607
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",  # as Python reads paths
            check=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        reason = error.stderr.strip() if isinstance(error, subprocess.CalledProcessError) else str(error)
        raise SetupError(f"git: {reason}") from None
    return done.stdout.strip()
