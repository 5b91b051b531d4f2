"""What several test modules need: where the repository is, a package's files and rows, git, the command line."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from hypothesis import settings
from typer.testing import CliRunner, Result

import fpdata.cli.console  # noqa: F401 - made now, so that no test that asks for colors decides for those after it
from fpdata.cli.app import application
from fpdata.edit.tables import Tables, read_tables
from fpdata.package.locate import find_package

ROOT = Path(__file__).parents[1]
#: The command line, with all its commands.
app = application()
#: The date that edits carry in tests.
TODAY = "2026-11-22"
#: How often a random test is repeated: `FPDATA_THOROUGH=10 make test` searches ten times as long.
THOROUGH = int(os.environ.get("FPDATA_THOROUGH", "1"))


def examples(number: int) -> settings:
    """Return how many examples Hypothesis tries: `number`, for a law whose examples are dear, times THOROUGH.

    CI tries them all, the same each time. A developer waits for the answer, and other examples are drawn at the next run.
    """
    return settings(max_examples=number * THOROUGH if os.environ.get("CI") else max(1, number * THOROUGH // 2))


def contents(root: Path) -> dict[str, bytes]:
    """Return the bytes of every file of a package by its path, without the lock and journal in `.fpdata/`."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".fpdata" not in path.parts
    }


def tables_of(root: Path) -> Tables:
    """Return the rows of a package by table."""
    return dict(read_tables(find_package(root)))


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, as somebody and on a branch main; return what it prints."""
    names = ["-c", "user.name=A", "-c", "user.email=a@b", "-c", "init.defaultBranch=main"]
    done = subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def run(*args: object, input: str | bytes | None = None) -> Result:
    """Run the command line in this process."""
    arguments = [str(arg) for arg in args]
    return CliRunner().invoke(app, arguments, input=input)
