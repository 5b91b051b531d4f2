"""The commands that answer the usual questions: who held what, who in turn, who travelled, what is covered."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from fpdata.cli.output import TableFormat, err, fail, print_rows

Data = Annotated[
    Path | None, typer.Option("--data", help="A folder that 'fpdata build' wrote, instead of the installed data.")
]
Shown = Annotated[
    TableFormat | None, typer.Option("--format", "-f", help="A table on a terminal, JSON when piped, by default.")
]
Country = Annotated[str | None, typer.Option("--country", help="Only this country, by its id.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(
        "as-of", epilog="Examples: fpdata as-of 1962-10-22 --office secretary-of-state · fpdata as-of 2025-11-23"
    )(_as_of)
    app.command(
        "office", epilog="Examples: fpdata office secretary-of-state · fpdata office -f csv secretary-of-state"
    )(_office)
    app.command(
        "travel",
        epilog="Examples: fpdata travel --person marco-rubio · fpdata travel --country france --from 1961-01-01",
    )(_travel)
    app.command("coverage", epilog="Examples: fpdata coverage · fpdata coverage roles")(_coverage)


def _as_of(
    day: Annotated[str, typer.Argument(help="A day, as 1962-10-22.")],
    office: Annotated[str | None, typer.Option("--office", help="Only this office, by its id.")] = None,
    person: Annotated[str | None, typer.Option("--person", help="Only this holder, by actor id.")] = None,
    country: Country = None,
    organization: Annotated[str | None, typer.Option("--organization", help="Only offices of this actor.")] = None,
    data: Data = None,
    format: Shown = None,
) -> None:
    """Show who held what on a day, certainly or possibly."""
    from fpdata.access.tenure_queries import as_of  # noqa: PLC0415

    try:
        table = as_of(day, office=office, person=person, country=country, organization=organization, path=data)
    except (ValueError, FileNotFoundError) as error:
        fail(str(error))
    columns = ["certainty", "actor_name", "title", "country_name", "basis", "start", "end", "role_id"]
    print_rows(columns, [[row[name] for name in columns] for row in table.to_pylist()], format)
    err.print("An end that is not recorded leaves it open how long a role went on; see 'fpdata coverage roles'.")


def _office(
    office: Annotated[str, typer.Argument(help="The id of an office.")], data: Data = None, format: Shown = None
) -> None:
    """Show who held an office in turn, with gaps and overlaps."""
    from fpdata.access.tenure_queries import office_holders  # noqa: PLC0415

    try:
        table = office_holders(office, path=data)
    except (ValueError, FileNotFoundError) as error:
        fail(str(error))
    columns = ["actor_id", "actor_name", "title", "basis", "start", "end", "note"]
    print_rows(columns, [[row[name] for name in columns] for row in table.to_pylist()], format)


def _travel(
    person: Annotated[str | None, typer.Option("--person", help="Only this actor, by id.")] = None,
    country: Country = None,
    start: Annotated[str | None, typer.Option("--from", help="Not before this day.")] = None,
    end: Annotated[str | None, typer.Option("--to", help="Not after this day.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="trip or visit; both by default.")] = None,
    data: Data = None,
    format: Shown = None,
) -> None:
    """Show trips abroad and visits received, by person, country and period."""
    from fpdata.access.travel import travel  # noqa: PLC0415

    try:
        table = travel(person=person, country=country, start=start, end=end, kind=kind, path=data)  # type: ignore[arg-type]
    except (ValueError, FileNotFoundError) as error:
        fail(str(error))
    columns = ["date", "kind", "country_id", "place", "actor_id", "part", "name"]
    print_rows(columns, [[row[name] for name in columns] for row in table.to_pylist()], format)


def _coverage(
    table: Annotated[str | None, typer.Argument(help="A table; all without it.")] = None,
    data: Data = None,
    format: Shown = None,
) -> None:
    """Show what each source covers, and what it does not."""
    from fpdata.access.load import load  # noqa: PLC0415
    from fpdata.access.locate import require_table  # noqa: PLC0415

    try:
        if table is not None:
            require_table(table)
        rows: list[dict[str, Any]] = load("coverage", path=data).to_pylist()
    except (ValueError, FileNotFoundError) as error:
        fail(str(error))
    columns = ["table", "scope", "from", "to", "missing", "source_id"]
    print_rows(columns, [[row[name] for name in columns] for row in rows if table in (None, row["table"])], format)
