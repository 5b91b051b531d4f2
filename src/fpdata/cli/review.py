"""The commands for those who review: explain, diff, verify, and what git runs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from fpdata.cli.output import FOUND, err, fail, out, print_json


class DiffFormat(StrEnum):
    """In which form a difference is shown."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(epilog="Examples: fpdata explain key-reference · fpdata explain row-date")(explain)
    app.command(
        epilog="Examples: fpdata diff v0.1.0 . · fpdata diff main HEAD --format markdown · fpdata diff old.whl build/parquet"
    )(diff)
    app.command(
        epilog="Examples: fpdata verify . · fpdata verify build/parquet · fpdata verify dist/fpdata-0.1.0-py3-none-any.whl"
    )(verify)
    app.command(epilog="Examples: fpdata setup-git · fpdata setup-git ../mine")(setup_git)
    app.command(epilog="Examples: fpdata merge-driver %O %A %B %P (in git's configuration)")(merge_driver)


def explain(code: Annotated[str, typer.Argument(help="The code of an issue, as 'fpdata check' prints it.")]) -> None:
    """Explain an issue: what the rule is, why, a wrong and a right example, how to fix it."""
    from fpdata.checks.codes import CODES  # noqa: PLC0415
    from fpdata.checks.examples import EXAMPLES, format_content  # noqa: PLC0415
    from fpdata.checks.suggest import did_you_mean  # noqa: PLC0415

    if code not in CODES:
        fail(f"unknown code {code!r}; {did_you_mean(code, CODES) or 'the codes are ' + ', '.join(CODES)}")
    info, example = CODES[code], EXAMPLES[code]
    out.print(f"{code} ({info.severity}): {info.title}", markup=False, style="bold")
    out.print(f"\n{info.why}", markup=False)
    for word, content in (("Wrong", example.wrong), ("Right", example.right)):
        out.print(f"\n{word}, in {example.place}:\n", markup=False)
        out.print("\n".join(f"    {line}" for line in format_content(content).split("\n")), markup=False)
    out.print(f"\nFix: {info.fix}", markup=False)


def diff(
    old: Annotated[str, typer.Argument(help="A package, a Parquet folder, a wheel, or a git revision.")],
    new: Annotated[str, typer.Argument(help="The same; the package here by default.")] = ".",
    format: Annotated[DiffFormat, typer.Option("--format", "-f", help="How to show it.")] = DiffFormat.TEXT,
    status: Annotated[bool, typer.Option("--exit-code", help="Exit with status 1 if anything differs.")] = False,
) -> None:
    """Show what differs between two versions: records added, changed field by field, moved, withdrawn.

    A revision is one of the git repository here; write rev:NAME where a folder has the same name.
    """
    from fpdata.versioning import diff_render as show  # noqa: PLC0415
    from fpdata.versioning.diff import compare  # noqa: PLC0415
    from fpdata.versioning.snapshot import SnapshotError, read_snapshot  # noqa: PLC0415

    try:
        difference = compare(read_snapshot(old).tables, read_snapshot(new).tables)
    except SnapshotError as error:
        fail(str(error))
    if format is DiffFormat.JSON:
        print_json(difference.to_dict())
    else:
        for line in show.render_text(difference) if format is DiffFormat.TEXT else show.render_markdown(difference):
            typer.echo(line)
    if status and difference:
        raise typer.Exit(FOUND)


def verify(
    path: Annotated[Path, typer.Argument(help="A wheel, a Parquet folder, or a package.")] = Path("."),
) -> None:
    """Verify that files are what their descriptor says: hashes, sizes, rows, columns, version.

    Exit status: 0 if they are, 1 if a byte differs, 2 if there is nothing to verify.
    """
    from fpdata.checks.issue import escape_control  # noqa: PLC0415
    from fpdata.export.verify import VerifyError  # noqa: PLC0415
    from fpdata.export.verify import verify as differences  # noqa: PLC0415

    try:
        found = differences(path)
    except (VerifyError, OSError) as error:
        fail(str(error))
    for line in found:
        err.print(escape_control(line), markup=False)
    if found:
        raise typer.Exit(FOUND)
    out.print(f"{path} is what its descriptor says.", markup=False)


def setup_git(path: Annotated[Path, typer.Argument(help="The folder of the package.")] = Path(".")) -> None:
    """Set up this clone: tables merge record by record, and a commit is checked before it is made."""
    from fpdata.versioning.git_setup import SetupError, set_up  # noqa: PLC0415

    try:
        for line in set_up(path):
            out.print(line, markup=False)
    except (SetupError, OSError) as error:
        fail(str(error))


def merge_driver(
    base: Annotated[Path, typer.Argument(help="The common version (%O).")],
    ours: Annotated[Path, typer.Argument(help="Our version, and where the merge is written (%A).")],
    theirs: Annotated[Path, typer.Argument(help="Their version (%B).")],
    path: Annotated[str, typer.Argument(help="The path of the file in the repository (%P).")],
) -> None:
    """Merge three versions of a table for git, record by record; 'fpdata setup-git' installs it.

    Exit status 1 leaves conflicts between markers: the fields that both sides changed.
    """
    import subprocess  # noqa: PLC0415

    from fpdata.checks.issue import escape_control  # noqa: PLC0415
    from fpdata.package.files import write_atomically  # noqa: PLC0415
    from fpdata.versioning.git_merge import merge_file  # noqa: PLC0415

    merged = merge_file(path, base, ours, theirs)
    if merged is None:  # by lines, as git does without a driver
        labels = ["-L", "ours", "-L", "base", "-L", "theirs"]
        done = subprocess.run(["git", "merge-file", *labels, str(ours), str(base), str(theirs)], check=False)  # noqa: S603, S607
        raise typer.Exit(min(done.returncode, 1))
    write_atomically(ours, merged.content)
    for conflict in merged.conflicts:
        err.print(f"conflict in {path}: {escape_control(conflict)}", markup=False)
    if merged.conflicts:
        err.print(
            f"Keep one form of each record in {path}, without the markers; then run 'fpdata schema'.", markup=False
        )
        raise typer.Exit(FOUND)
