"""Commands that find and explain issues: check, explain."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fpdata.checks.engine import Engine
from fpdata.checks.render import IssueFormat, count, render_issues
from fpdata.cli.group import CommandGroup
from fpdata.cli.options import PackageArgument
from fpdata.cli.output import FOUND, err, fail, print_line, print_styled, progress

if TYPE_CHECKING:
    from fpdata.checks.report import Report

app = CommandGroup()


@app.add("fpdata check", "fpdata check ../mine --format json | jq .code", "fpdata check --since HEAD", pages=True)
def check(
    path: PackageArgument = Path("."),
    format: Annotated[IssueFormat, typer.Option("--format", "-f", help="Output format.")] = IssueFormat.TEXT,
    max_issues: Annotated[
        int, typer.Option("--max-issues", min=0, help="Issues to show per code; 0 for all. JSON and GitHub show all.")
    ] = 20,
    since: Annotated[
        str | None, typer.Option("--since", metavar="REV", help="Hide warnings that existed at this git revision.")
    ] = None,
    engine: Annotated[
        Engine | None,
        typer.Option(
            "--engine",
            help="How to run: by row, by column, or on Spark. The results are the same; by default, the size decides.",
        ),
    ] = None,
) -> None:
    """Check a package: files, rows, keys, references and rules.

    Exit status: 0 if there are no errors (warnings are allowed), 1 if there are errors, 2 if the check could not run.
    """
    from fpdata.checks import api

    with progress("Checking") as step:
        report = api.check(path, engine=engine, progress=step)
    report_check(report, since, format, max_issues)


def report_check(
    report: Report, since: str | None, format: IssueFormat = IssueFormat.TEXT, max_issues: int = 20
) -> None:
    """Print a report without the warnings that the package had at a git revision; exit if it has errors."""
    from fpdata.versioning.baseline import known_warnings
    from fpdata.versioning.emptied_columns import emptied_columns

    known = known_warnings(report, since) if since is not None else set()
    new = [issue for issue in report.issues if issue not in known]
    report = replace(report, issues=tuple(sorted([*new, *emptied_columns(report.package, since or "HEAD")])))
    for line in render_issues(report, format, max_issues):
        if format is IssueFormat.TEXT:
            print_styled(line)
        else:
            typer.echo(line)
    if known:
        print_line(f"{count(len(known), 'warning')} hidden: they existed at {since}.", err)
    if not report.ok:
        raise typer.Exit(FOUND)


@app.add("fpdata explain key-reference", "fpdata explain row-date", pages=True)
def explain(code: Annotated[str, typer.Argument(help="An issue code, as 'fpdata check' prints it.")]) -> None:
    """Explain an issue code: the rule, why, examples, the fix."""
    from fpdata.checks.codes import CODES
    from fpdata.checks.examples import EXAMPLES, format_content
    from fpdata.checks.suggest import did_you_mean
    from fpdata.model.characters import quote

    if code not in CODES:
        fail(f"unknown code {quote(code)}; {did_you_mean(code, CODES) or 'the codes are ' + ', '.join(CODES)}")
    info, example = CODES[code], EXAMPLES[code]
    print_line(f"{code} ({info.severity}): {info.title}", style="bold")
    print_line(f"\n{info.why}")
    for label, content in (("Wrong", example.wrong), ("Right", example.right)):
        print_line(f"\n{label}, in {example.place}:\n")
        print_line("\n".join(f"    {line}" for line in format_content(content).split("\n")), wrap=False)
    print_line(f"\nFix: {info.fix}")
