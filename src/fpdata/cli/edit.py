"""Commands that change records: new, edit, rename, merge, withdraw."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fpdata.cli.group import CommandGroup
from fpdata.cli.options import DryRunOption, PackageOption
from fpdata.cli.output import changes, err, out, print_issue, print_line
from fpdata.model.escape import escape_control

if TYPE_CHECKING:
    from fpdata.edit.change import ChangeResult
    from fpdata.edit.tables import Tables
    from fpdata.package.csv_writer import RowDict

app = CommandGroup()

TableOption = Annotated[str | None, typer.Option("--table", help="The table, if the id exists in several.")]


@app.add("fpdata new statements", "fpdata new topics --set name='Arms control'", "fpdata new events < event.json")
def new(
    table: Annotated[str, typer.Argument(help="The table: statements, documents, actors …")],
    values: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="Set a field; may be repeated.")
    ] = None,
    allow_duplicate: Annotated[
        bool,
        typer.Option(
            "--allow-duplicate", help="Add the record even if an existing one has the same name, text or address."
        ),
    ] = False,
    path: PackageOption = Path("."),
    dry_run: DryRunOption = False,
) -> None:
    """Add a record from prompts, --set, or JSON or YAML on stdin.

    An id is proposed if you give none. Possible duplicates are listed; a record with the name, text or
    address of an existing one is refused. The whole package is checked before anything is written.
    """
    from fpdata.edit.new import add_records
    from fpdata.edit.parse_records import parse_records
    from fpdata.edit.tables import require_table

    require_table(table)
    given = dict(_field_and_value(text) for text in values or ())
    if not given and sys.stdin.isatty():
        _prompt(path, table, dry_run)
        return
    records = [given] if given else parse_records(sys.stdin.buffer.read())  # UTF-8, whatever the locale
    added = add_records(path, table, records, allow_duplicate=allow_duplicate, dry_run=dry_run)
    for match in added.matches:
        print_line(f"possible duplicate: {match.id} ({match.reason})", err)
    _print_change(added.change, _new_lines((table, row) for row in added.rows), dry_run)


def _prompt(path: Path, table: str, dry_run: bool) -> None:
    from fpdata.edit.prompts import RecordPrompter
    from fpdata.edit.tables import read_tables
    from fpdata.edit.terminal import Terminal, cancellable
    from fpdata.package.locate import find_package

    prompter = RecordPrompter(read_tables(find_package(path)), Terminal(err))
    with cancellable():
        id = prompter.ask_record(table, {})
        if not prompter.planned:
            print_line(f"Nothing was changed. To change the record, run: fpdata edit {id}")
            return
        prompter.confirm()
        result = prompter.write(path, dry_run)
    _print_change(result, _new_lines(prompter.planned), dry_run)


@app.add("fpdata edit marco-rubio", "fpdata edit gazette --table outlets")
def edit(
    id: Annotated[str, typer.Argument(help="The id of the record; join the parts of a longer key with '/'.")],
    table: TableOption = None,
    path: PackageOption = Path("."),
) -> None:
    """Edit a record in $EDITOR.

    If the result has errors, the editor opens again and shows them. Empty the file to cancel.
    """
    from fpdata.edit.editor import edit_in_editor

    result = edit_in_editor(path, id, table, retry=sys.stdin.isatty())
    if result is None:
        out.print("Nothing was changed.")
    else:
        _print_change(result, [f"edited {id}"])


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
    _print_change(result, [f"renamed {old} to {new}"])


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
    _print_change(result, [f"merged {loser} into {winner}"])
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

    Refused while other records refer to it.
    """
    from fpdata.edit import rename_merge
    from fpdata.edit.change import change

    result = change(path, lambda tables: rename_merge.withdraw(tables, id, reason, _today(), table))
    _print_change(result, [f"withdrew {id}"])


def _field_and_value(text: str) -> tuple[str, str]:
    field, equals, value = text.partition("=")
    if not equals:
        raise typer.BadParameter(f"{escape_control(repr(text))} has no '='; write FIELD=VALUE", param_hint="--set")
    return field.strip(), value


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _new_lines(records: Iterable[tuple[str, RowDict]]) -> list[str]:
    from fpdata.model.table import record_id
    from fpdata.model.tables import TABLES

    return [f"new {name} {record_id(TABLES[name], row)}" for name, row in records]


def _print_change(result: ChangeResult, done: Sequence[str], dry_run: bool = False) -> None:
    from fpdata.checks.render import summarize_report

    if result.files and not dry_run:
        changes.append(f"the change was made: {', '.join(done)}; wrote {', '.join(result.files)}")
    for line in done:
        print_line(line)
    for issue in result.warnings:
        print_issue(issue)
    for name in result.files:
        print_line(f"{'would write' if dry_run else 'wrote'} {name}")
    print_line(summarize_report(result.report))
