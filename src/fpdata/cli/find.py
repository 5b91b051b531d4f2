"""The command that finds records by words: find."""

from __future__ import annotations

import shlex
from collections import Counter
from typing import Annotated, Any

import typer
from rich.cells import cell_len

from fpdata.cli.group import CommandGroup
from fpdata.cli.options import DataOption, TableFormatOption
from fpdata.cli.output import FOUND, err, out, print_line, print_rows, uses_table
from fpdata.model.characters import shorten
from fpdata.model.escape import escape_control

app = CommandGroup(pages=True)

_GAP, _INDENT = 2, 5


@app.add("fpdata find witkof", "fpdata find secretary of state", 'fpdata find "wish list" --in statements')
def find(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="Words of a name, title or summary, or an id.")],
    table: Annotated[
        str | None,
        typer.Option(
            "--in",
            metavar="TABLE",
            help="Search only this table: actors, offices, countries, outlets, topics, events, statements or documents.",
        ),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1, help="Show at most this many.")] = 10,
    data: DataOption = None,
    format: TableFormatOption = None,
) -> None:
    """Find records by words of their names, titles and summaries.

    Accents, case and word order do not matter, the start of a word is enough, and small typos are forgiven. The
    best match comes first. Without --in, it lists what has a name, and counts statements, events and documents.
    """
    from fpdata.access.find import FIND_COLUMNS, find_rows
    from fpdata.model.slugs import fold

    asked = " ".join(words)
    if not fold(asked):
        message = f"there is nothing to search for in {escape_control(repr(shorten(asked)))}; use Latin or Cyrillic letters, or digits"
        raise typer.BadParameter(message, param_hint="WORDS")
    rows, counts, meanings = find_rows(asked, table, limit=limit, path=data)  # type: ignore[arg-type]
    if meanings:
        print_line(f"also searched as: {', '.join(meanings)}", err)
    if uses_table(format):
        if rows and rows[0]["match"] == "slips":
            print_line(f"Nothing has the words {shorten(asked)!r} as they are; similar:")
        _print_hits(rows)
    else:
        print_rows(FIND_COLUMNS, [list(row.values()) for row in rows], format)
    _print_counts(Counter(row["table"] for row in rows), counts, asked, table)
    if not rows:
        where = f" in {table}" if table else ""
        print_line(f"Nothing is found for {shorten(asked)!r}{where}. What the data cover: fpdata coverage", err)
        raise typer.Exit(FOUND)


def _print_hits(rows: list[dict[str, Any]]) -> None:
    """Print a line for each record: id, kind, name and description; what does not fit the terminal is cut, but no id."""
    several = {id for id, number in Counter(row["id"] for row in rows).items() if number > 1}
    rows = [row | {"kind": f"{row['kind']} ({row['table']})"} if row["id"] in several else row for row in rows]
    kinds = max((cell_len(row["kind"]) for row in rows), default=0)
    ids = max((len(row["id"]) for row in rows if len(row["id"]) <= out.width * 2 // 5), default=0)
    for row in rows:
        text = _text(row)
        line = f" {row['id']:<{ids}}{'':{_GAP}}{row['kind']:<{kinds}}{'':{_GAP}}"
        room = out.width - cell_len(line)
        if room < cell_len(text) and (len(row["id"]) > ids or room < cell_len(row["name"]) + 2):
            print_line(line.rstrip())
            line, room = " " * _INDENT, out.width - _INDENT
        print_line(line + _cut(text, room))


def _text(row: dict[str, Any]) -> str:
    """Return the name and description of a record in one line; of a statement, who said it comes before the summary."""
    if not row["description"]:
        return str(row["name"])
    if row["table"] == "statements":
        return f"{row['description']}: {row['name']}"
    return f"{row['name']}, {row['description']}"


def _cut(text: str, width: int) -> str:
    """Return a text cut between words to a width."""
    if cell_len(text) <= width:
        return text
    while cell_len(text) > width - 2 and " " in text:
        text = text.rsplit(" ", 1)[0]
    return f"{text.rstrip(',;:')} …"


def _print_counts(listed: Counter[str], counts: dict[str, int], asked: str, table: str | None) -> None:
    """Say how many matches are not listed, and how to list them."""
    command = f"fpdata find {shlex.join(asked.split())}"
    more = [
        f"{counts[name] - listed[name]:,} more {_counted(name, counts[name] - listed[name])}"
        for name in listed
        if counts.get(name, 0) > listed[name]
    ]
    others = [f"{number:,} {_counted(name, number)}" for name, number in counts.items() if name not in listed]
    console = out if uses_table(None) else err
    if more:
        number = sum(counts[name] for name in listed if name in counts)
        print_line(f" {', '.join(more)}   {command}{f' --in {table}' if table else ''} -n {number}", console, "dim")
    if others:
        first = next(name for name in counts if name not in listed)
        print_line(f" {', '.join(others)}   {command} --in {first}", console, "dim")


def _counted(table: str, number: int) -> str:
    """Return the name of a table as the noun for so many of its records."""
    return table if number != 1 else "country" if table == "countries" else table.removesuffix("s")
