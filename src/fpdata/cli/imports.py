"""Commands that import public data sets into a package."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fpdata.cli.group import CommandGroup
from fpdata.cli.output import FOUND, changes, is_terminal, out, print_json, print_line, print_table, progress

if TYPE_CHECKING:
    from fpdata.importers.core.findings import Summary
    from fpdata.importers.core.run import Batch

app = CommandGroup(
    name="import",
    no_args_is_help=True,
    help="""Import a public data set, or update what was imported.

    Exit status: 0 if everything was imported, 1 if records were left out, 2 if nothing could be imported.""",
    epilog="Order: countries, pocom, legislators, travels, visits, people, frus, factbook, whitehouse. "
    "Then: fpdata schema && fpdata check",
)

SourceArgument = Annotated[Path, typer.Argument(help="A checkout or extracted archive of the source.")]
IntoOption = Annotated[Path, typer.Option("--into", help="The package to import into: a folder.")]

_MAX_FINDINGS = 20  # of each kind, on a terminal
_ORDER = ("added", "changed", "removed", "unchanged", "skipped", "gone upstream")
_HEADINGS = {
    "malformed": "Left out: the upstream record cannot be parsed",
    "invalid": "Left out: the row would be invalid",
    "ambiguous": "Left out: upstream has several records with one id",
    "duplicate": "Left out: duplicated upstream",
    "by-hand": "Unchanged: edited by hand",
    "gone": "Kept: no longer upstream",
    "removed": "Removed: upstream no longer names them there",
    "renamed": "Id kept: upstream changed the id of the record",
    "doubtful": "Review: possibly the same person",
    "left-out": "Left out: not within the scope of the data set",
    "unresolved": "Imported without actors that could not be resolved",
    "merged": "Merged: judged to be the same",
    "correction": "Review: the correction no longer applies",
    "outdated": "Review: documents.csv is older than upstream",
}


@app.add("fpdata import countries ../gsh ../country-codes")
def countries(
    gsh: Annotated[Path, typer.Argument(help="A checkout or extracted archive of HistoryAtState/gsh.")],
    country_codes: Annotated[Path, typer.Argument(help="A checkout or extracted archive of datasets/country-codes.")],
    into: IntoOption = Path("."),
) -> None:
    """Import countries and territories; run this import first.

    Sources: github.com/HistoryAtState/gsh and github.com/datasets/country-codes.
    """
    from fpdata.importers.countries.reader import read_countries

    _import(lambda: read_countries(gsh, country_codes), into)


@app.add("fpdata import pocom ../pocom")
def pocom(path: SourceArgument, into: IntoOption = Path(".")) -> None:
    """Import principal officers and chiefs of mission.

    Source: github.com/HistoryAtState/pocom.
    """
    from fpdata.importers.pocom.reader import read_pocom

    _import(lambda: [read_pocom(path)], into)


@app.add("fpdata import legislators ../congress-legislators")
def legislators(path: SourceArgument, into: IntoOption = Path(".")) -> None:
    """Import Presidents, Vice Presidents and members of Congress.

    Source: github.com/unitedstates/congress-legislators. Needs the extra 'import'.
    """
    from fpdata.importers.legislators.reader import read_legislators

    _import(lambda: [read_legislators(path)], into)


@app.add("fpdata import travels ../travels")
def travels(path: SourceArgument, into: IntoOption = Path(".")) -> None:
    """Import travels abroad of Presidents and Secretaries of State.

    Source: github.com/HistoryAtState/travels. Import pocom and legislators first: travelers must exist.
    """
    from fpdata.importers.travels.reader import read_travels

    _import(lambda: [read_travels(path)], into)


@app.add("fpdata import visits ../visits")
def visits(path: SourceArgument, into: IntoOption = Path(".")) -> None:
    """Import visits of foreign leaders to the United States.

    Source: github.com/HistoryAtState/visits.
    """
    from fpdata.importers.visits.reader import read_visits

    _import(lambda: [read_visits(path)], into)


@app.add("fpdata import people ../people")
def people(path: SourceArgument, into: IntoOption = Path(".")) -> None:
    """Import the persons in the volumes of the Historian's Office.

    Source: github.com/HistoryAtState/people. Import pocom, legislators and visits first, whose persons it finds again.
    """
    from fpdata.importers.people.reader import read_people

    _import(lambda: [read_people(path)], into)


@app.add("fpdata import frus ../frus")
def frus(path: SourceArgument, into: IntoOption = Path(".")) -> None:
    """Import documents of Foreign Relations of the United States.

    With who wrote to whom, and who met whom. Source: github.com/HistoryAtState/frus; any set of volumes. Import people
    first, whom the volumes name.
    """
    from fpdata.importers.frus.reader import read_frus

    _import(lambda: [], into, stream=lambda: read_frus(path))


@app.add("fpdata import factbook ../factbook.json")
def factbook(path: SourceArgument, into: IntoOption = Path(".")) -> None:
    """Import chiefs of mission, of state and of government.

    Source: github.com/factbook/factbook.json, as a git checkout with its history or as an archive of extracts.
    """
    from fpdata.importers.factbook.reader import read_factbook

    _import(lambda: [read_factbook(path)], into)


@app.add("fpdata import whitehouse ../wh-briefings")
def whitehouse(path: SourceArgument, into: IntoOption = Path(".")) -> None:
    """Import pages of the White House since 2021.

    Calls, meetings, statements, nominations and orders. Source: github.com/brian14708/wh-briefings. Import pocom,
    legislators and visits first. Needs the extra 'import'.
    """
    from fpdata.importers.whitehouse.reader import read_whitehouse

    _import(lambda: read_whitehouse(path), into)


def _import(
    read: Callable[[], Sequence[Batch]], into: Path, stream: Callable[[], Iterable[Batch]] | None = None
) -> None:
    """Import the batches of several sources, or those of one source that `stream` yields one after the other."""
    from fpdata.importers.core.run import run_imports

    with progress("Importing:") as step:
        step("reading the source")
        sources: list[Iterable[Batch]] = [[batch] for batch in read()]
        if stream:
            sources.append(stream())
        step("updating the package")
        summaries = []
        for batches in sources:
            summaries.append(run_imports(into, batches, lambda: step("updating the package")))
            if written := summaries[-1].files:
                changes.append(
                    f"{summaries[-1].source_id} was imported into {', '.join(file.name for file in written)}"
                )
    if is_terminal():
        for summary in summaries:
            _print_summary(summary)
        if any(summary.files for summary in summaries):
            out.print("Now run 'fpdata schema', then 'fpdata check'.")
    else:
        print_json([_to_dict(summary) for summary in summaries])
    if not all(summary.ok for summary in summaries):
        raise typer.Exit(FOUND)


def _print_summary(summary: Summary) -> None:
    tables = list(dict.fromkeys(table for table, _ in summary.counts))
    columns = [outcome for outcome in _ORDER if any(summary.counts[table, outcome] for table in tables)]
    rows = [[table, *(f"{summary.counts[table, outcome] or ''}" for outcome in columns)] for table in tables]
    print_line(summary.source_id, style="bold")
    print_table(["table", *columns], rows)
    for kind, group in groupby(summary.findings, key=lambda finding: finding.kind):
        findings = list(group)
        print_line(f"{_HEADINGS[kind]} ({len(findings):,})", style="bold red" if kind.is_error else "bold")
        for finding in findings[:_MAX_FINDINGS]:
            print_line(f"  {finding.file}: {finding.record}: {finding.message}")
        if len(findings) > _MAX_FINDINGS:
            print_line(f"  … and {len(findings) - _MAX_FINDINGS:,} more")


def _to_dict(summary: Summary) -> dict[str, Any]:
    tables: dict[str, dict[str, int]] = {}
    for (table, outcome), count in summary.counts.items():
        tables.setdefault(table, {})[outcome.replace(" ", "_")] = count
    return {
        "source": summary.source_id,
        "tables": tables,
        "findings": [
            {"kind": str(finding.kind), "file": finding.file, "record": finding.record, "message": finding.message}
            for finding in summary.findings
        ],
        "written": [file.name for file in summary.files],
    }
