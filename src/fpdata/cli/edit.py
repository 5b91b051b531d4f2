"""Commands that change records: edit, rename, merge, withdraw."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fpdata.cli.change_report import print_change
from fpdata.cli.group import CommandGroup
from fpdata.cli.options import PackageOption
from fpdata.cli.output import err, out, print_line
from fpdata.model.characters import quote, shorten

if TYPE_CHECKING:
    from fpdata.edit.named_records import NameSearch, ResolvedReference
    from fpdata.edit.tables import Tables
    from fpdata.package.csv_writer import RowDict
    from fpdata.package.locate import Package

app = CommandGroup()

TableOption = Annotated[str | None, typer.Option("--table", help="The table, if the id exists in several.")]


@app.add("fpdata edit marco-rubio", "fpdata edit Rubio", "fpdata edit gazette --table outlets")
def edit(
    id: Annotated[
        str, typer.Argument(help="The id of the record, or its name; join the parts of a longer key with '/'.")
    ],
    table: TableOption = None,
    path: PackageOption = Path("."),
) -> None:
    """Edit a record in $EDITOR.

    In the text, a name works in place of an id. If the result has errors, the editor opens again and shows them. Empty
    the file to cancel.
    """
    from fpdata.access.package_names import package_names
    from fpdata.edit.editor import edit_in_editor
    from fpdata.package.locate import find_package

    package = find_package(path)
    with package_names(package) as search:
        name, meant = _record_meant(package, id, table, search)
        result = edit_in_editor(path, meant, name, retry=sys.stdin.isatty(), search=search, report=_say_what_is_meant)
    if result is None:
        out.print("Nothing was changed.")
    else:
        print_change(result, [f"edited {meant}"])


def _record_meant(package: Package, text: str, table: str | None, search: NameSearch) -> tuple[str | None, str]:
    """Return the table and the id of the record to edit; a person at a terminal chooses one that a name may mean."""
    from fpdata.edit.named_records import find_meant, only_exact
    from fpdata.edit.terminal import Terminal, cancellable

    found = find_meant(package, text, table, search)
    if not found:
        return table, text
    if sys.stdin.isatty():
        with cancellable():
            number = Terminal(err).choose([(record.id, f"{record.name}, of {name}") for name, record in found])
        return found[number][0], found[number][1].id
    record = only_exact((record for _, record in found), quote(text))
    if record is None:
        return table, text
    name = next(name for name, other in found if other is record)
    print_line(f"{shorten(text)!r} is taken as {record.name} ({record.id}, of {name})", err)
    return name, record.id


def _say_what_is_meant(meant: ResolvedReference) -> None:
    print_line(f"{meant.column}: {shorten(meant.typed)!r} is taken as {meant.name} ({meant.id})", err)


@app.add("fpdata rename axios-scoop 2025-11-18-axios-scoop")
def rename(
    old: Annotated[str, typer.Argument(help="The id to retire.")],
    new: Annotated[str, typer.Argument(help="The new id.")],
    reason: Annotated[str, typer.Option("--reason", help="Why the id changes.")] = "The id was changed.",
    table: TableOption = None,
    path: PackageOption = Path("."),
) -> None:
    """Change a record's id; references follow, the old id redirects."""
    from fpdata.edit import rename_merge
    from fpdata.edit.change import change

    result = change(path, lambda tables: rename_merge.rename(tables, old, new, reason, _today(), table))
    print_change(result, [f"renamed {old} to {new}"])


@app.add("fpdata merge volodymyr-zelenskyy volodymyr-zelensky")
def merge(
    loser: Annotated[str, typer.Argument(help="The id to retire.")],
    winner: Annotated[str, typer.Argument(help="The id of the record to keep.")],
    reason: Annotated[str | None, typer.Option("--reason", help="Why they are the same.")] = None,
    despite_judgements: Annotated[
        bool,
        typer.Option("--despite-judgements", help="Do not ask about judgements on the records; overrule a 'no'."),
    ] = False,
    table: TableOption = None,
    path: PackageOption = Path("."),
) -> None:
    """Merge two records; references follow, the first id redirects.

    The winner keeps its values. Values of the loser that are not kept are listed. Judgements on the records, such
    as that they are different, are shown, and you are asked.
    """
    from fpdata.edit import rename_merge
    from fpdata.edit.change import change
    from fpdata.edit.tables import EditError

    judgements = [] if despite_judgements else _ask_about_judgements(path, loser, winner, table)
    dropped: list[str] = []

    def merge_records(tables: Tables) -> None:
        judged = judgements and judgements[0]["table"]
        if not despite_judgements and rename_merge.judgements_on(tables, loser, winner, judged or table) != judgements:
            raise EditError("another command changed the judgements in the meantime; merge again")
        why = reason or f"It is the same as {winner}."
        dropped.extend(rename_merge.merge(tables, loser, winner, why, _today(), table, overrule=True))

    result = change(path, merge_records)
    print_change(result, [f"merged {loser} into {winner}"])
    for line in dropped:
        print_line(f"  not kept: {line}")


def _ask_about_judgements(path: Path, loser: str, winner: str, table: str | None) -> list[RowDict]:
    """Show the judgements on two records that are to be merged, and ask; return them."""
    from fpdata.cli.confirm import require_yes
    from fpdata.edit.merge_judgements import read_judgements

    judgements, lines = read_judgements(path, loser, winner, table)
    if judgements:
        for line in lines:
            print_line(line, err)
        require_yes(f"Merge {loser} into {winner} all the same?", default=False, option="--despite-judgements")
    return judgements


@app.add("fpdata withdraw some-claim --reason 'No source supports it.'")
def withdraw(
    id: Annotated[str, typer.Argument(help="The id of the record.")],
    reason: Annotated[str, typer.Option("--reason", help="Why it is withdrawn.")],
    table: TableOption = None,
    path: PackageOption = Path("."),
) -> None:
    """Remove a record; its id and the reason stay on record.

    Refused while other records refer to it. Its citations, corrections and judgements go with it, and are listed.
    """
    from fpdata.edit import rename_merge
    from fpdata.edit.change import change

    gone: list[str] = []
    result = change(path, lambda tables: gone.extend(rename_merge.withdraw(tables, id, reason, _today(), table)))
    print_change(result, [f"withdrew {id}"])
    for line in gone:
        print_line(f"  with it: {line}")


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
