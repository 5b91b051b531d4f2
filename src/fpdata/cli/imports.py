"""The commands that import public data sets into a package."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fpdata.cli.output import FOUND, fail, is_terminal, out, print_json, print_table, progress

if TYPE_CHECKING:
    from fpdata.importers.core.findings import Summary
    from fpdata.importers.core.source import ImportBatch

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    help="Bring a public data set into the package, or bring the package up to date with it.",
    epilog="In this order: fpdata import countries · pocom · legislators · travels · visits. Then: fpdata schema · fpdata check",
)

Upstream = Annotated[Path, typer.Argument(help="A checkout or an extracted archive of upstream, laid out as there.")]
Into = Annotated[Path, typer.Option("--into", help="The package: a folder.")]

_EXIT = "Exit status: 0 if all is in, 1 if a record of upstream had to be left out, 2 if nothing could be imported."
_SHOWN = 20  # of each kind of finding, to a person
_ORDER = ("added", "changed", "removed", "unchanged", "skipped", "gone upstream")
_HEADINGS = {
    "malformed": "Left out: upstream's record cannot be understood",
    "invalid": "Left out: the row would not be valid",
    "duplicate": "Left out: upstream has it twice",
    "by-hand": "Left as it is: written by hand",
    "gone": "Stays, and is no longer upstream",
    "renamed": "Upstream gave it another id; ours stays",
    "doubtful": "To be judged: perhaps the same",
    "merged": "Merged, as judged",
    "correction": "To be looked at: a correction that fits no longer",
    "outdated": "To be looked at: documents.csv lags behind upstream",
}


@app.command(epilog=f"Example: fpdata import pocom ../pocom. {_EXIT}")
def pocom(path: Upstream, into: Into = Path(".")) -> None:
    """Principal officers and chiefs of mission (github.com/HistoryAtState/pocom)."""
    from fpdata.importers.pocom.reader import read_pocom  # noqa: PLC0415

    _import(lambda: [read_pocom(path)], into)


@app.command(epilog=f"Needs the extra 'import'. Example: fpdata import legislators ../congress-legislators. {_EXIT}")
def legislators(path: Upstream, into: Into = Path(".")) -> None:
    """Presidents, Vice Presidents and members of Congress (github.com/unitedstates/congress-legislators)."""
    from fpdata.importers.legislators.reader import read_legislators  # noqa: PLC0415

    _import(lambda: [read_legislators(path)], into)


@app.command(epilog=f"Travellers are found in the data, so after pocom and legislators. {_EXIT}")
def travels(path: Upstream, into: Into = Path(".")) -> None:
    """Travels abroad of Presidents and Secretaries of State (github.com/HistoryAtState/travels)."""
    from fpdata.importers.travels.reader import read_travels  # noqa: PLC0415

    _import(lambda: [read_travels(path)], into)


@app.command(epilog=f"Example: fpdata import visits ../visits. {_EXIT}")
def visits(path: Upstream, into: Into = Path(".")) -> None:
    """Visits of foreign leaders to the United States (github.com/HistoryAtState/visits)."""
    from fpdata.importers.visits.reader import read_visits  # noqa: PLC0415

    _import(lambda: [read_visits(path)], into)


@app.command(epilog=f"Before all others. Example: fpdata import countries ../gsh ../country-codes. {_EXIT}")
def countries(
    gsh: Annotated[Path, typer.Argument(help="A checkout or an extracted archive of HistoryAtState/gsh.")],
    country_codes: Annotated[Path, typer.Argument(help="The same of datasets/country-codes.")],
    into: Into = Path("."),
) -> None:
    """Countries and territories (github.com/HistoryAtState/gsh and github.com/datasets/country-codes)."""
    from fpdata.importers.countries.reader import read_countries  # noqa: PLC0415

    _import(lambda: read_countries(gsh, country_codes), into)


def _import(read: Callable[[], Sequence[ImportBatch]], into: Path) -> None:
    from fpdata.importers.core.run import run_import  # noqa: PLC0415
    from fpdata.importers.core.source import SourceError  # noqa: PLC0415
    from fpdata.package.locate import PackageError  # noqa: PLC0415
    from fpdata.package.transaction import TransactionError  # noqa: PLC0415

    try:
        with progress("Importing") as step:
            step("what upstream has")
            found = read()
            step("it into the package")
            summaries = [run_import(into, one) for one in found]
    except (SourceError, PackageError, TransactionError, OSError) as error:
        fail(str(error))
    if is_terminal():
        for summary in summaries:
            _show(summary)
        if any(summary.files for summary in summaries):
            out.print("Now run 'fpdata schema', then 'fpdata check'.")
    else:
        print_json([_to_dict(summary) for summary in summaries])
    if not all(summary.ok for summary in summaries):
        raise typer.Exit(FOUND)


def _show(summary: Summary) -> None:
    tables = list(dict.fromkeys(table for table, _ in summary.counts))
    columns = [what for what in _ORDER if any(summary.counts[table, what] for table in tables)]
    rows = [[table, *(f"{summary.counts[table, what] or ''}" for what in columns)] for table in tables]
    out.print(summary.source_id, style="bold", markup=False)
    print_table(["table", *columns], rows)
    for kind, group in groupby(summary.findings, key=lambda finding: finding.kind):
        findings = list(group)
        out.print(f"{_HEADINGS[kind]} ({len(findings):,})", style="bold red" if kind.is_error else "bold", markup=False)
        for finding in findings[:_SHOWN]:
            out.print(f"  {finding.file}: {finding.record}: {finding.message}", markup=False)
        if len(findings) > _SHOWN:
            out.print(f"  … and {len(findings) - _SHOWN:,} more")


def _to_dict(summary: Summary) -> dict[str, Any]:
    tables: dict[str, dict[str, int]] = {}
    for (table, what), count in summary.counts.items():
        tables.setdefault(table, {})[what.replace(" ", "_")] = count
    return {
        "source": summary.source_id,
        "tables": tables,
        "findings": [
            {"kind": str(one.kind), "file": one.file, "record": one.record, "message": one.message}
            for one in summary.findings
        ],
        "written": [file.name for file in summary.files],
    }
