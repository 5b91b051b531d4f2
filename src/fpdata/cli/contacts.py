"""Commands on who dealt with whom: letters, room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fpdata.cli.chosen import chosen_id
from fpdata.cli.coverage_view import print_coverage
from fpdata.cli.group import CommandGroup
from fpdata.cli.options import (
    DataOption,
    FromOption,
    TableFormatOption,
    ToOption,
    first_day,
    last_day,
    not_a_period,
    require_order,
)
from fpdata.cli.output import TableFormat, err, print_line, print_rows, print_table, uses_table

if TYPE_CHECKING:
    import pyarrow as pa

app = CommandGroup(pages=True)

_TABLE_COLUMNS = ("date", "sender_id", "recipient_id", "kind", "title")
_COLUMNS = ("date", "sender_id", "sender_role_id", "recipient_id", "recipient_role_id", "kind", "number", "title")


class LetterGroup(StrEnum):
    """What letters are counted by."""

    SENDER = "sender"
    RECIPIENT = "recipient"
    YEAR = "year"


@app.add(
    "fpdata letters --from john-f-kennedy --to nikita-khrushchev",
    "fpdata letters --to dean-rusk --since 1962-10 --until 1962-10 --by sender",
    "fpdata letters --from 'Dean Rusk' --by year --format csv",
)
def letters(
    sender: Annotated[
        str | None,
        typer.Option("--from", metavar="ACTOR", parser=not_a_period, help="Only what this actor sent, by name or id."),
    ] = None,
    recipient: Annotated[
        str | None,
        typer.Option("--to", metavar="ACTOR", parser=not_a_period, help="Only what was sent to this actor."),
    ] = None,
    start: Annotated[
        date | None,
        typer.Option("--since", metavar="DAY", parser=first_day, help="On or after this day, month or year."),
    ] = None,
    end: Annotated[
        date | None,
        typer.Option("--until", metavar="DAY", parser=last_day, help="On or before this day, month or year."),
    ] = None,
    by: Annotated[
        LetterGroup | None,
        typer.Option("--by", help="Count them by sender, recipient or year, the most frequent first."),
    ] = None,
    data: DataOption = None,
    format: TableFormatOption = None,
) -> None:
    """List letters and telegrams by sender and recipient.

    An actor is a person, department or embassy, by name or id. Below the list, it says how many there are, where
    they come from, and what that leaves out.
    """
    from fpdata.access import letters as queries
    from fpdata.access.absence import explanation
    from fpdata.checks.render import count

    require_order(start, end, "--since", "--until")
    sender, recipient = chosen_id("sender", sender, data), chosen_id("recipient", recipient, data)
    found = queries.letters(sender=sender, recipient=recipient, start=start, end=end, path=data)
    if explained := explanation(found):
        print_line(explained, err)
    if by is not None:
        _print_counts(by, queries.count_letters(found, by.value, data), format)
    else:
        rows = _rows(found, _TABLE_COLUMNS if uses_table(format) else (*_COLUMNS, "url"))
        if uses_table(format):  # an empty cell would read as the date above it
            rows = [[date or "undated", *others] for date, *others in rows]
        print_rows(_TABLE_COLUMNS if uses_table(format) else (*_COLUMNS, "url"), rows, format)
    ids = found["document_id"].unique()
    undated = len(found.filter(found["date"].is_null())["document_id"].unique())
    what = f"{count(len(ids), 'document')} {_is(len(ids))} on record" + (f", {undated:,} undated" if undated else "")
    print_coverage(what, "documents", ids, (start, end), format, data)


def _print_counts(by: LetterGroup, counts: pa.Table, format: TableFormat | None) -> None:
    """Print how many letters there are of each sender, recipient or year."""
    columns = counts.column_names
    if uses_table(format):  # short enough for a narrow terminal; a name does for the id
        is_by_year = by is LetterGroup.YEAR
        undated = ["undated"] if any(counts["undated"].to_pylist()) and not is_by_year else []
        columns = ["letters", *undated, "first", "last", "year" if is_by_year else "name"]
        unknown = "undated" if is_by_year else "not named"
        rows = [[*row[:-1], unknown if row[-1] is None else row[-1]] for row in _rows(counts, columns)]
        print_table(columns, rows, counts={"letters", "undated"})
    else:
        print_rows(columns, _rows(counts, columns), format)


app.add(name="correspondence", hidden=True, help="The same as 'fpdata letters'.", epilog="")(letters)


@app.add(
    "fpdata room --with henry-a-kissinger --from 1969-01-20 --to 1969",
    "fpdata room --with steve-witkoff --with vladimir-putin",
)
def room(
    persons: Annotated[
        list[str],
        typer.Option(
            "--with", metavar="PERSON", help="Whose meetings, by name or id; repeat for meetings that several attended."
        ),
    ],
    start: FromOption = None,
    end: ToOption = None,
    data: DataOption = None,
    format: TableFormatOption = None,
) -> None:
    """List who met or spoke with a person, the most frequent first.

    Below the list, it says how many meetings and calls are on record (not how many took place), where they come from,
    and what that leaves out. In JSON and CSV, the number is 'held'.
    """
    from fpdata.access.absence import explanation
    from fpdata.access.room import room as query

    require_order(start, end, "--from", "--to")
    persons = [chosen_id("person", person, data) or person for person in persons]
    found = query(persons, start=start, end=end, path=data)
    columns = ("meetings", "held", "name", "first", "last", "actor_id")
    if explained := explanation(found):
        print_line(explained, err)
    if not uses_table(format):
        print_rows(columns, _rows(found, columns), format)
    elif found.num_rows:  # how many are held is said below, for all together
        shown = ("meetings", "name", "first", "last")
        print_table(shown, _rows(found, shown), counts={"meetings"})
    ids = found["event_ids"].combine_chunks().flatten().unique()
    number = found["held"][0].as_py() if found.num_rows else 0
    what = f"{number:,} {'meeting or call' if number == 1 else 'meetings and calls'} {_is(number)} on record"
    print_coverage(what, "events", ids, (start, end), format, data)


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _rows(content: pa.Table, columns: Sequence[str]) -> list[list[Any]]:
    return [list(row.values()) for row in content.select(columns).to_pylist()]
