"""Commands that write or verify generated files: build, schema, fmt, verify."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from fpdata.checks.engine import BuildEngine
from fpdata.cli.group import CommandGroup
from fpdata.cli.options import PackageArgument
from fpdata.cli.output import FOUND, changes, err, fail, out, print_line, progress
from fpdata.model.escape import escape_control

app = CommandGroup()

_ALL_CANONICAL = "All files are in canonical form."


@app.add("fpdata build", "fpdata build ../mine --to /tmp/parquet", "fpdata build --engine spark ../corpus")
def build(
    path: PackageArgument = Path("."),
    to: Annotated[
        Path | None, typer.Option("--to", help="The folder to write (default: build/parquet in the package).")
    ] = None,
    views: Annotated[
        bool, typer.Option("--views/--no-views", help="Compute the views; slow for large packages.")
    ] = True,
    database: Annotated[
        bool,
        typer.Option("--database/--no-database", help="Write build/fpdata.sqlite, unless --to or --no-views is given."),
    ] = True,
    engine: Annotated[
        BuildEngine,
        typer.Option("--engine", help="Where to run. On Spark: tables only, each a folder of part-*.parquet."),
    ] = BuildEngine.COLUMNAR,
) -> None:
    """Check a package and export it to Parquet and SQLite.

    Writes every table and view, and a datapackage.json that describes them, to build/parquet; then build/fpdata.sqlite, one
    database with the tables, the views, full-text search and the codebook. What was there is replaced only once the new
    one is complete. The same input gives the same bytes.

    With --engine spark, for packages whose tables may be split into many files, the workers of Spark write the tables to
    build/partitioned, and no views and no database.
    """
    if engine is BuildEngine.SPARK:
        _build_on_spark(path, to)
        return
    from fpdata.access.database import DATABASE, write_database
    from fpdata.checks.render import summarize_report
    from fpdata.export import parquet
    from fpdata.package.locate import DESCRIPTOR

    root = path.parent if path.name == DESCRIPTOR else path
    target = to or root / "build" / "parquet"
    with progress("Building") as step:
        report = parquet.build(path, target, views=views, progress=step)
        changes.append(f"the package was exported to {target}")
        written = str(target)
        if database and views and to is None:
            file = target.with_name(DATABASE)
            step(file.name)
            write_database(file, target)
            changes.append(f"{file} was written")
            written = f"{target} and {file}"
    print_line(f"{summarize_report(report)}; exported to {written}")


def _build_on_spark(path: Path, to: Path | None) -> None:
    from fpdata.checks.render import summarize_report
    from fpdata.export.partitioned import build_partitioned
    from fpdata.package.locate import DESCRIPTOR

    root = path.parent if path.name == DESCRIPTOR else path
    target = to or root / "build" / "partitioned"
    with progress("Building") as step:
        report = build_partitioned(path, target, progress=step)
        changes.append(f"the package was exported to {target}")
    print_line(f"{summarize_report(report)}; exported to {target}")


@app.add("fpdata schema", "fpdata schema --check")
def schema(
    path: PackageArgument = Path("."),
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail if a file is out of date.")] = False,
) -> None:
    """Generate datapackage.json, schema/ and the data dictionary."""
    from fpdata.generate.artifacts import stale, write_artifacts
    from fpdata.package.locate import find_package

    package = find_package(path)
    root = package.root
    missing = [file for file, fault in package.unreadable.values() if fault.code == "file-missing"]
    if missing and not check:  # the descriptor would lose the table, and the next check would ask for this command
        fail(f"{missing[0]} is missing; nothing was written; restore it first: git checkout -- {missing[0]}")
    changed = list(stale(root)) if check else write_artifacts(root)
    if changed and not check:
        changes.append(f"these files were written: {', '.join(changed)}")
    for name in changed:
        print_line(f"{'stale' if check else 'wrote'} {name}")
    if check and changed:
        err.print("Run 'fpdata schema' and commit what it writes.")
        raise typer.Exit(FOUND)
    if not changed:
        out.print("All generated files are up to date.")


@app.add("fpdata fmt", "fpdata fmt --check")
def fmt(
    path: PackageArgument = Path("."),
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; show a diff and fail if a file would change.")
    ] = False,
    from_spreadsheet: Annotated[
        bool,
        typer.Option(
            "--from-spreadsheet", help="Restore from the last commit what a spreadsheet changed, and keep your edits."
        ),
    ] = False,
    add_columns: Annotated[
        bool,
        typer.Option("--add-columns", help="Add the columns that a file lacks, empty, as a new version needs them."),
    ] = False,
) -> None:
    """Rewrite the CSV files in canonical form.

    Sets the order of rows and columns, quoting, line endings, Unicode NFC and the EDTF normal form. A file that lacks
    a column is refused, since a spreadsheet may have lost it.
    """
    from fpdata.edit.format import format_package, misformatted
    from fpdata.package.locate import find_package

    if from_spreadsheet:
        _repair(path, check)
        return
    package = find_package(path)
    if check:
        report_misformatted(misformatted(package, add_columns=add_columns))
        return
    changed = format_package(path, add_columns=add_columns)
    if changed:
        changes.append(f"these files were formatted: {', '.join(changed)}")
    for name in changed:
        print_line(f"formatted {name}")
    if not changed:
        out.print(_ALL_CANONICAL)


def report_misformatted(changed: Mapping[str, tuple[bytes, bytes]]) -> None:
    """Print how files would change if they were formatted; if there are any, fail."""
    for name, (before, after) in changed.items():
        _print_diff(name, before, after)
    if changed:
        print_line("Run 'fpdata fmt'.", err)
        raise typer.Exit(FOUND)
    out.print(_ALL_CANONICAL)


def _print_diff(name: str, before: bytes, after: bytes) -> None:
    import difflib

    old, new = (content.decode("utf-8", "backslashreplace").splitlines() for content in (before, after))
    for line in difflib.unified_diff(old, new, name, name, n=0, lineterm=""):
        print_line(line, wrap=False)


def _repair(path: Path, check: bool) -> None:
    from fpdata.versioning.spreadsheet_repair import repair_package

    repairs = repair_package(path, dry_run=check)
    if written := [repair.file for repair in repairs if repair.after is not None and not check]:
        changes.append(f"these files were repaired: {', '.join(written)}")
    for repair in repairs:
        if check and repair.after is not None:
            _print_diff(repair.file, repair.before, repair.after)
        for line in repair.lines():
            print_line(line)
    if not repairs:
        out.print("No table differs from the last commit in a way that a spreadsheet causes.")
    elif not check:
        print_line(
            "Your own changes are kept; 'fpdata diff HEAD' shows them. Then run 'fpdata schema' and 'fpdata check'."
        )
    if any(repair.left for repair in repairs) or (check and repairs):
        raise typer.Exit(FOUND)


@app.add("fpdata verify .", "fpdata verify build/parquet", "fpdata verify dist/fpdata-0.1.0-py3-none-any.whl")
def verify(
    path: Annotated[Path, typer.Argument(help="A package, an export or a wheel.")] = Path("."),
) -> None:
    """Verify that files match their descriptor.

    Compares hashes, sizes, rows, columns and version. Exit status: 0 if they match, 1 if anything differs, 2 if there is nothing to verify.
    """
    from fpdata.export import verify as export_verify

    differences = export_verify.verify(path)
    for line in differences:
        print_line(escape_control(line, 10_000), err)
    if differences:
        raise typer.Exit(FOUND)
    print_line(f"{path} matches its descriptor.")
