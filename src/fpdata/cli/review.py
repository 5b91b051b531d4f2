"""Commands for reviewers and git: diff, setup-git, pre-commit, merge-driver."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from fpdata.cli import build, check
from fpdata.cli.group import CommandGroup
from fpdata.cli.options import PackageArgument
from fpdata.cli.output import FOUND, changes, err, print_line, print_lines

app = CommandGroup()


class DiffFormat(StrEnum):
    """The format in which a difference is printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


@app.add(
    "fpdata diff",
    "fpdata diff 0.1.0",
    "fpdata diff main HEAD --format markdown",
    "fpdata diff old.whl build/parquet",
    pages=True,
)
def diff(
    old: Annotated[
        str | None,
        typer.Argument(
            help="A package, a Parquet folder, a wheel, a release such as 0.1.0 or a git revision (default: the last release)."
        ),
    ] = None,
    new: Annotated[str, typer.Argument(help="The version to compare with it.")] = ".",
    format: Annotated[DiffFormat, typer.Option("--format", "-f", help="Output format.")] = DiffFormat.TEXT,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with status 1 if anything differs.")] = False,
) -> None:
    """Show which records and fields differ between two versions.

    Revisions are those of the git repository in the current folder; write rev:NAME if a folder has the
    same name.
    """
    from fpdata.versioning import diff_render
    from fpdata.versioning.diff import compare
    from fpdata.versioning.snapshot import read_last_release, read_snapshot

    before = read_snapshot(old) if old is not None else read_last_release()
    if old is None:
        print_line(f"Changes since {before.name.removeprefix('rev:')}", err)
    difference = compare(before.tables, read_snapshot(new).tables)
    match format:
        case DiffFormat.JSON:
            print_lines(diff_render.render_json(difference))
        case DiffFormat.TEXT:
            print_lines(diff_render.render_text(difference))
        case DiffFormat.MARKDOWN:
            print_lines(diff_render.render_markdown(difference))
    if exit_code and difference:
        raise typer.Exit(FOUND)


@app.add("fpdata setup-git", "fpdata setup-git ../mine", name="setup-git")
def setup_git(path: Annotated[Path, typer.Argument(help="The folder of the package.")] = Path(".")) -> None:
    """Set up git: merge tables by record, check before commits."""
    from fpdata.versioning.git_setup import set_up

    lines = list(set_up(path))
    changes.append(f"git was set up: {'; '.join(lines)}")
    for line in lines:
        print_line(line)


@app.add("fpdata pre-commit", "fpdata pre-commit --since HEAD", name="pre-commit")
def pre_commit(
    path: PackageArgument = Path("."),
    since: Annotated[
        str | None, typer.Option("--since", metavar="REV", help="Hide warnings that existed at this git revision.")
    ] = None,
) -> None:
    """Check a package as the pre-commit hook does.

    Runs 'check', 'fmt --check' and 'schema --check' to the end, and fails if any of them does. Git runs it before each
    commit after 'setup-git'. Skips what has not changed since the last such check.
    """
    from fpdata.checks.api import check_change
    from fpdata.checks.known_issues import remember_issues
    from fpdata.edit.canonical_files import CanonicalFiles
    from fpdata.edit.format import misformatted
    from fpdata.package.locate import find_package

    package = find_package(path)
    report = check_change(package)
    remember_issues(report.package, report.issues)  # soon those of HEAD
    steps: tuple[Callable[[], None], ...] = (
        lambda: check.report_check(report, since),
        lambda: build.report_misformatted(misformatted(package, known=CanonicalFiles(package.root))),
        lambda: build.schema(path, check=True),  # last, as it must be run again after the others are mended
    )
    if sum(_passes(step) for step in steps) < len(steps):
        raise typer.Exit(FOUND)


def _passes(step: Callable[[], None]) -> bool:
    try:
        step()
    except typer.Exit:
        return False
    return True


@app.add("fpdata merge-driver %O %A %B %P", name="merge-driver")
def merge_driver(
    base: Annotated[Path, typer.Argument(help="The common ancestor (%O).")],
    ours: Annotated[Path, typer.Argument(help="Our version; the merge is written here (%A).")],
    theirs: Annotated[Path, typer.Argument(help="Their version (%B).")],
    path: Annotated[str, typer.Argument(help="The path of the file in the repository (%P).")],
) -> None:
    """Merge a table by record; git runs it after 'setup-git'.

    Exit status 1 if both sides changed the same field: both versions are then left between conflict markers.
    """
    from fpdata.versioning.merge_driver import run_merge_driver

    conflicts = run_merge_driver(path, base, ours, theirs)
    for conflict in conflicts:
        print_line(f"conflict in {path}: {conflict}", err)
    if conflicts:
        print_line(f"Keep one version of each conflict in {path}, remove the markers, then run 'fpdata schema'.", err)
        raise typer.Exit(FOUND)
