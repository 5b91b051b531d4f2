"""The commands. Each imports what it needs when it runs, so that help comes at once."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fpdata._version import __version__
from fpdata.cli import edit as changing
from fpdata.cli import imports as importing
from fpdata.cli import query as history
from fpdata.cli import release as releasing
from fpdata.cli import review as reviewing
from fpdata.cli.output import (
    FAILED,
    FOUND,
    TableFormat,
    err,
    fail,
    is_terminal,
    out,
    print_json,
    print_rows,
    progress,
    warnings_as_messages,
)

if TYPE_CHECKING:
    from fpdata.checks.issue import Issue
    from fpdata.checks.report import Report

app = typer.Typer(
    name="fpdata",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with: fpdata tables · fpdata show marco-rubio · fpdata check",
)
app.add_typer(importing.app, name="import")


class Format(StrEnum):
    """In which form issues are shown."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    MARKDOWN = "markdown"


class Engine(StrEnum):
    """On what a check runs."""

    COLUMNAR = "columnar"
    SPARK = "spark"


PackagePath = Annotated[Path, typer.Argument(help="The package: a folder, or its datapackage.json.")]
DataPath = Annotated[
    Path | None, typer.Option("--data", help="A folder that 'fpdata build' wrote, instead of the installed data.")
]

ReferenceOption = Annotated[
    bool, typer.Option("--reference", help="Take the plain path, record by record: the same verdict, slowly.")
]


def _version(wanted: bool) -> None:
    if wanted:
        out.print(f"fpdata {__version__}")
        raise typer.Exit


@app.callback()
def _fpdata(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback acts on it
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Who makes U.S. foreign policy, on the record: look it up, check it, build it."""
    context.with_resource(warnings_as_messages())


@app.command(
    epilog="Examples: fpdata check · fpdata check ../mine --format json | jq .code · fpdata check --format github"
)
def check(
    path: PackagePath = Path("."),
    format: Annotated[Format, typer.Option("--format", "-f", help="How to show the issues.")] = Format.TEXT,
    most: Annotated[
        int, typer.Option("--most", min=0, help="Issues to show of each code; 0 for all. JSON and GitHub show all.")
    ] = 20,
    since: Annotated[
        str | None, typer.Option("--since", metavar="REV", help="Leave out warnings that were there at a git revision.")
    ] = None,
    reference: ReferenceOption = False,
    engine: Annotated[
        Engine,
        typer.Option("--engine", help="Where to run: on this machine alone, or on Spark, with tables cut into files."),
    ] = Engine.COLUMNAR,
) -> None:
    """Check a package: files, rows, keys, references, and the rules across rows.

    Exit status: 0 if there is no error (there may be warnings), 1 if there is, 2 if the check could not be made.
    """
    from dataclasses import replace  # noqa: PLC0415

    from fpdata.checks import api as checking  # noqa: PLC0415
    from fpdata.checks import render  # noqa: PLC0415
    from fpdata.package.locate import PackageError  # noqa: PLC0415

    if reference and engine is Engine.SPARK:
        fail("--reference is the plain path on this machine; it goes without --engine spark")
    try:
        with progress("Checking") as step:
            report = checking.check(path, progress=step, engine="rows" if reference else engine)
    except PackageError as error:
        fail(str(error))
    known = _known(report, since) if since and report.issues else set()
    report = replace(report, issues=tuple(issue for issue in report.issues if issue not in known))
    for line in render.render_issues(report, render.IssueFormat(format.value), most):
        if format is Format.TEXT:
            out.print(line, markup=False, style=_style(line))
        else:
            typer.echo(line)
    if known:
        err.print(f"{render.count(len(known), 'warning')} left out: known since {since}.", markup=False)
    for note in report.notes:
        err.print(f"note: {note}", markup=False)
    if not report.ok:
        raise typer.Exit(FOUND if report.errors else FAILED)


def _on_spark(path: Path, step: Callable[[str], None]) -> Report:
    from fpdata.checks.spark.engine import check_spark  # noqa: PLC0415
    from fpdata.checks.spark.session import SparkError  # noqa: PLC0415

    try:
        return check_spark(path, step)
    except SparkError as error:
        fail(str(error))


def _known(report: Report, since: str) -> set[Issue]:
    from fpdata.versioning.baseline import known_warnings  # noqa: PLC0415
    from fpdata.versioning.snapshot import SnapshotError  # noqa: PLC0415

    try:
        return known_warnings(report, since)
    except SnapshotError as error:
        fail(str(error))


def _style(line: str) -> str | None:
    return "bold red" if line.startswith("error ") else "bold yellow" if line.startswith("warning ") else None


@app.command(epilog="Examples: fpdata build · fpdata build ../mine --to /tmp/parquet")
def build(
    path: PackagePath = Path("."),
    to: Annotated[
        Path | None, typer.Option("--to", help="The folder to write; build/parquet in the package by default.")
    ] = None,
    views: Annotated[
        bool, typer.Option("--views/--no-views", help="Whether to compute the views; large packages may do without.")
    ] = True,
) -> None:
    """Check a package, then write its Parquet export: every table, every view, and a descriptor.

    The old export stays until the new one is whole. The same input gives the same bytes.
    """
    from fpdata.checks.render import IssueFormat as Shown  # noqa: PLC0415
    from fpdata.checks.render import render_issues, summarize_report  # noqa: PLC0415
    from fpdata.export.parquet import BuildError  # noqa: PLC0415
    from fpdata.export.parquet import build as build_export  # noqa: PLC0415
    from fpdata.package.locate import DESCRIPTOR, PackageError  # noqa: PLC0415

    root = path.parent if path.name == DESCRIPTOR else path
    target = to or root / "build" / "parquet"
    try:
        with progress("Building") as step:
            report = build_export(path, target, views=views, progress=step)
    except PackageError as error:
        fail(str(error))
    except BuildError as error:
        if error.report is None or error.report.ok:
            fail(str(error))
        for line in render_issues(error.report, Shown.TEXT):
            err.print(line, markup=False, style=_style(line))
        err.print(str(error), markup=False)
        raise typer.Exit(FOUND) from None
    out.print(f"{summarize_report(report)}; exported to {target}", markup=False)


@app.command(epilog="Examples: fpdata schema · fpdata schema --check")
def schema(
    path: PackagePath = Path("."),
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail if a file is not up to date.")] = False,
) -> None:
    """Write what is generated from the models: datapackage.json, schema/, and the data dictionary."""
    from fpdata.generate.artifacts import stale, write_artifacts  # noqa: PLC0415
    from fpdata.package.locate import PackageError, find_package  # noqa: PLC0415

    try:
        root = find_package(path).root
        changed = list(stale(root)) if check else write_artifacts(root)
    except (PackageError, OSError) as error:
        fail(str(error))
    for name in changed:
        out.print(f"{'stale' if check else 'wrote'} {name}", markup=False)
    if check and changed:
        err.print("Run 'fpdata schema' and commit what it writes.")
        raise typer.Exit(FOUND)
    if not changed:
        out.print("Everything generated is up to date.")


@app.command(epilog="Examples: fpdata fmt · fpdata fmt --check")
def fmt(
    path: PackagePath = Path("."),
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; show the diff and fail if a file would change.")
    ] = False,
) -> None:
    """Put the CSV files into canonical form: order, quotes, line ends, Unicode NFC, EDTF normal form."""
    import difflib  # noqa: PLC0415

    from fpdata.checks.issue import escape_control  # noqa: PLC0415
    from fpdata.edit.format import format_package, misformatted  # noqa: PLC0415
    from fpdata.package.csv_writer import FormatError  # noqa: PLC0415
    from fpdata.package.locate import PackageError, find_package  # noqa: PLC0415
    from fpdata.package.transaction import TransactionError  # noqa: PLC0415

    try:
        changed = misformatted(find_package(path)) if check else format_package(path)
    except (PackageError, FormatError, TransactionError, OSError) as error:
        fail(str(error))
    for name, (before, after) in changed.items():
        if check:
            old, new = (content.decode("utf-8", "backslashreplace").splitlines() for content in (before, after))
            for line in difflib.unified_diff(old, new, name, name, n=0, lineterm=""):
                out.print(escape_control(line, 10_000), markup=False)
        else:
            out.print(f"formatted {name}", markup=False)
    if check and changed:
        err.print("Run 'fpdata fmt'.")
        raise typer.Exit(FOUND)
    if not changed:
        out.print("Every file is in canonical form.")


@app.command(epilog="Examples: fpdata tables · fpdata tables roles")
def tables(
    name: Annotated[str | None, typer.Argument(help="A table or view, to list its columns.")] = None,
    data: DataPath = None,
) -> None:
    """List the tables and views, or the columns of one."""
    from fpdata.model.tables import TABLES  # noqa: PLC0415
    from fpdata.model.views import VIEWS  # noqa: PLC0415

    if name is None:
        rows: list[dict[str, Any]] = [
            {
                "table": key,
                "rows": _load(key, data).num_rows,
                "kind": "table" if key in TABLES else "view",
                "description": table.description,
            }
            for key, table in (TABLES | VIEWS).items()
        ]
    else:
        schema = _load(name, data).schema
        rows = [
            {
                "column": field.name,
                "type": _type(field),
                "references": _metadata(field, "references"),
                "description": _metadata(field, "description"),
            }
            for field in schema
        ]
    print_rows(list(rows[0]), [list(row.values()) for row in rows], None)


def _type(field: Any) -> str:
    import pyarrow as pa  # noqa: PLC0415

    return "code" if pa.types.is_dictionary(field.type) else str(field.type)


def _metadata(field: Any, name: str) -> str | None:
    value = (field.metadata or {}).get(name.encode())
    return value.decode() if value else None


def _load(name: str, data: Path | None) -> Any:
    from fpdata.access.load import load  # noqa: PLC0415

    try:
        return load(name, path=data)  # type: ignore[arg-type]
    except (ValueError, FileNotFoundError) as error:
        fail(str(error))


@app.command(epilog="Examples: fpdata show jared-kushner · fpdata show plan-28 | jq .referred_to_by")
def show(
    id: Annotated[str, typer.Argument(help="The id of a record.")],
    data: DataPath = None,
    json: Annotated[bool, typer.Option("--json", help="JSON, as when piped.")] = False,
) -> None:
    """Show one record with everything that refers to it."""
    from fpdata.access.record_index import RecordIndex  # noqa: PLC0415
    from fpdata.cli.record_view import show_found  # noqa: PLC0415

    try:
        found = RecordIndex(path=data).look_up(id)
    except (ValueError, FileNotFoundError) as error:
        fail(str(error))
    if json or not is_terminal():
        print_json([one.to_dict() for one in found] if len(found) > 1 else found[0].to_dict())
    else:
        for one in found:
            show_found(one)


@app.command(
    epilog="Examples: fpdata query \"select name from actors where kind = 'faction'\" · fpdata query 'from contested' --format csv"
)
def query(
    sql: Annotated[str, typer.Argument(help="A SELECT over the tables and views, in DuckDB's SQL.")],
    data: DataPath = None,
    format: Annotated[
        TableFormat | None, typer.Option("--format", "-f", help="A table on a terminal, JSON when piped, by default.")
    ] = None,
) -> None:
    """Ask the data in SQL (needs the extra 'duckdb')."""
    from fpdata.access.duckdb import connect  # noqa: PLC0415
    from fpdata.access.errors import MissingExtraError  # noqa: PLC0415

    try:
        connection = connect(path=data)
    except (MissingExtraError, FileNotFoundError) as error:
        fail(str(error))
    import duckdb  # noqa: PLC0415

    try:
        result = connection.execute(sql)
        columns = [column[0] for column in result.description or []]
        rows = result.fetchall()
    except duckdb.Error as error:
        fail(str(error))
    print_rows(columns, rows, format)


history.register(app)
changing.register(app)
reviewing.register(app)
releasing.register(app)
