"""Commands on who dealt with whom: letters, room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from fpdata.cli.chosen import chosen_id
from fpdata.cli.group import CommandGroup
from fpdata.cli.options import DataOption, FromOption, TableFormatOption, ToOption, first_day, last_day, require_order
from fpdata.cli.output import err, print_line, print_rows, uses_table

if TYPE_CHECKING:
    import pyarrow as pa

app = CommandGroup()

_TABLE_COLUMNS = ("date", "sender_id", "recipient_id", "kind", "title")
_COLUMNS = ("date", "sender_id", "sender_role_id", "recipient_id", "recipient_role_id", "kind", "number", "title")


@app.add(
    "fpdata letters --from john-f-kennedy --to nikita-khrushchev",
    "fpdata letters --to dean-rusk --since 1962-10 --until 1962-10 --format csv",
)
def letters(
    sender: Annotated[str | None, typer.Option("--from", metavar="ACTOR", help="Only what this actor sent.")] = None,
    recipient: Annotated[
        str | None, typer.Option("--to", metavar="ACTOR", help="Only what was sent to this actor.")
    ] = None,
    start: Annotated[
        date | None,
        typer.Option("--since", metavar="DAY", parser=first_day, help="On or after this day, month or year."),
    ] = None,
    end: Annotated[
        date | None,
        typer.Option("--until", metavar="DAY", parser=last_day, help="On or before this day, month or year."),
    ] = None,
    data: DataOption = None,
    format: TableFormatOption = None,
) -> None:
    """List letters, telegrams and memoranda by sender and recipient.

    An actor is a person, department or embassy, by name or id. What the list is taken from, and what that leaves out, is
    printed below it.
    """
    from fpdata.access import letters as queries
    from fpdata.access.absence import explanation

    require_order(start, end, "--since", "--until")
    sender, recipient = chosen_id("sender", sender, data), chosen_id("recipient", recipient, data)
    found = queries.letters(sender=sender, recipient=recipient, start=start, end=end, path=data)
    columns = _TABLE_COLUMNS if uses_table(format) else (*_COLUMNS, "url")
    if explained := explanation(found):
        print_line(explained, err)
    rows = _rows(found, columns)
    if uses_table(format):  # an empty cell would read as the date above it
        rows = [[date or "undated", *others] for date, *others in rows]
    print_rows(columns, rows, format)
    ids = found["document_id"].unique()
    _print_coverage(f"{len(ids):,} documents", "documents", ids, data)


app.command("correspondence", hidden=True, help="The same as 'fpdata letters'.")(letters)


@app.add(
    "fpdata room --with henry-a-kissinger --from 1969-01-20 --to 1969",
    "fpdata room --with steve-witkoff --with vladimir-putin",
)
def room(
    persons: Annotated[
        list[str],
        typer.Option("--with", metavar="PERSON", help="Whose meetings, by name or id; repeat for those of several."),
    ],
    start: FromOption = None,
    end: ToOption = None,
    data: DataOption = None,
    format: TableFormatOption = None,
) -> None:
    """List who met or spoke with a person, the most frequent first.

    'held' is the number of meetings and calls that the record holds, which is not the number that took place. What
    it is taken from, and what that leaves out, is printed below the list.
    """
    from fpdata.access.absence import explanation
    from fpdata.access.room import room as query

    require_order(start, end, "--from", "--to")
    persons = [chosen_id("person", person, data) or person for person in persons]
    found = query(persons, start=start, end=end, path=data)
    columns = ("meetings", "held", "name", "first", "last", "actor_id")
    if explained := explanation(found):
        print_line(explained, err)
    print_rows(columns, _rows(found, columns), format)
    ids = found["event_ids"].combine_chunks().flatten().unique()
    number = found["held"][0].as_py() if found.num_rows else 0
    _print_coverage(f"{number:,} meetings and calls", "events", ids, data)


def _rows(content: pa.Table, columns: Sequence[str]) -> list[list[Any]]:
    return [list(row.values()) for row in content.select(columns).to_pylist()]


def _print_coverage(what: str, table: Literal["documents", "events"], ids: pa.Array, data: Path | None) -> None:
    """Say on standard error what the records with `ids` were taken from, and what their sources leave out."""
    from fpdata.access.coverage import coverage_of

    if not len(ids):
        return
    coverage = coverage_of(table, ids.to_pylist(), data)
    print_line(f"{what} are on record{', taken from:' if coverage.rows else ''}", err)
    for row in coverage.rows:
        span = f"{row['from'] or '…'} to {row['to'] or '…'}"
        print_line(f"  {row['source_id']}: {row['scope']}, {span}. Missing: {row['missing']}", err)
    if coverage.single:
        print_line(f"  {coverage.single:,} from pages that were read one by one; nothing says how many there are.", err)
