"""The commands that change records: new, edit, rename, merge, withdraw."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from fpdata.cli.output import FOUND, err, fail, out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fpdata.checks.issue import Issue
    from fpdata.edit.change import ChangeResult
    from fpdata.edit.tables import Tables
    from fpdata.package.csv_writer import RowDict

PathOption = Annotated[Path, typer.Option("--package", "-p", help="The package: a folder, or its datapackage.json.")]
TableOption = Annotated[str | None, typer.Option("--table", help="The table, where the id is in several.")]
_STOPPED = 130  # what a shell reports of a command that Ctrl-C ended


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(
        epilog="Examples: fpdata new statements · fpdata new topics --set name='Arms control' · fpdata new events < event.json"
    )(new)
    app.command(epilog="Examples: fpdata edit marco-rubio · fpdata edit gazette --table outlets")(edit)
    app.command(epilog="Examples: fpdata rename axios-scoop 2025-11-18-axios-scoop")(rename)
    app.command(epilog="Examples: fpdata merge volodymyr-zelenskyy volodymyr-zelensky")(merge)
    app.command(epilog="Examples: fpdata withdraw some-claim --reason 'No source says it.'")(withdraw)


def new(
    table: Annotated[str, typer.Argument(help="The table: statements, documents, actors …")],
    values: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="The value of a field.")
    ] = None,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Add it although a record with the same name, text or address is there.")
    ] = False,
    path: PathOption = Path("."),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check, and write nothing.")] = False,
) -> None:
    """Add a record: asked for field by field, given by --set, or read from standard input as JSON or YAML.

    The id is proposed where it is not given. Records that it may be already are shown; without a person to
    ask, one that has the same name, text or address makes the command refuse. What is written is checked
    with the whole package first.
    """
    from fpdata.edit.add import add_record, complete_row  # noqa: PLC0415
    from fpdata.edit.parse_records import parse_records  # noqa: PLC0415
    from fpdata.edit.tables import require_table  # noqa: PLC0415

    with _told():
        require_table(table)
        given = dict(_pair(text) for text in values or ())
        if sys.stdin.isatty() and not given:
            _ask(path, table, dry_run)
            return
        records = [given] if given else parse_records(sys.stdin.read())
        added: list[RowDict] = []

        def edit(tables: Tables) -> None:
            for record in records:
                row = complete_row(tables, table, record)
                for one in add_record(tables, table, row, anyway):
                    err.print(f"perhaps the same: {one.id} ({one.reason})", markup=False)
                added.append(row)

        _report(_change(path, edit, dry_run), [f"new {table} {_identity(table, row)}" for row in added], dry_run)


def edit(
    id: Annotated[str, typer.Argument(help="The id of the record; parts of a longer key joined by '/'.")],
    table: TableOption = None,
    path: PathOption = Path("."),
) -> None:
    """Open one record in $EDITOR, check what comes back, and write it.

    Where it breaks a rule, the text opens again with the messages. An empty text changes nothing.
    """
    from fpdata.edit.change import RefusedError, update_record  # noqa: PLC0415
    from fpdata.edit.editor_form import parse_form, render_form  # noqa: PLC0415
    from fpdata.edit.tables import EditError, find_record, read_tables  # noqa: PLC0415
    from fpdata.model.tables import TABLES  # noqa: PLC0415
    from fpdata.package.locate import find_package  # noqa: PLC0415

    with _told():
        name, before = find_record(read_tables(find_package(path)), id, table)
        text = render_form(TABLES[name], before)
        while True:
            answer = _in_editor(text)
            try:
                row = parse_form(TABLES[name], answer)
                if row is None or row == before:
                    out.print("Nothing was changed.")
                    return
                changed = update_record(path, name, before, row)
            except RefusedError as error:
                text = render_form(TABLES[name], row or before, error.issues)
            except EditError as error:
                text = f"# ERROR {error}\n{answer}"
            else:
                _report(changed, [f"edited {name} {id}"])
                return
            if not sys.stdin.isatty():
                # No person is there to mend it, and an editor that is a script would go on for ever.
                err.print("\n".join(line[2:] for line in text.splitlines() if line.startswith("# ERROR")), markup=False)
                fail("nothing was changed")


def rename(
    old: Annotated[str, typer.Argument(help="The id that is given up.")],
    new: Annotated[str, typer.Argument(help="The id that takes its place.")],
    reason: Annotated[str, typer.Option("--reason", help="Why.")] = "The id was changed.",
    table: TableOption = None,
    path: PathOption = Path("."),
) -> None:
    """Give a record another id: references follow, and the old id redirects to the new one."""
    from fpdata.edit import rename_merge as move  # noqa: PLC0415

    _move(path, lambda tables: move.rename(tables, old, new, reason, _today(), table), f"renamed {old} to {new}")


def merge(
    loser: Annotated[str, typer.Argument(help="The id that is given up.")],
    winner: Annotated[str, typer.Argument(help="The record that stays.")],
    reason: Annotated[str | None, typer.Option("--reason", help="Why they are one.")] = None,
    table: TableOption = None,
    path: PathOption = Path("."),
) -> None:
    """Make one record of two: references follow, the winner's values stay, the losing id redirects."""
    from fpdata.edit import rename_merge as move  # noqa: PLC0415

    def edit(tables: Tables) -> None:
        told.extend(move.merge(tables, loser, winner, reason or f"It is the same as {winner}.", _today(), table))

    told: list[str] = []
    _move(path, edit, f"merged {loser} into {winner}")
    for line in told:
        out.print(f"  given up: {line}", markup=False)


def withdraw(
    id: Annotated[str, typer.Argument(help="The id of the record.")],
    reason: Annotated[str, typer.Option("--reason", help="Why it is withdrawn.")],
    table: TableOption = None,
    path: PathOption = Path("."),
) -> None:
    """Take a record out and say why; refused while others refer to it. Its id stays known."""
    from fpdata.edit import rename_merge as move  # noqa: PLC0415

    _move(path, lambda tables: move.withdraw(tables, id, reason, _today(), table), f"withdrew {id}")


def _move(path: Path, edit: Callable[[Tables], object], done: str) -> None:
    with _told():
        _report(_change(path, edit), [done])


def _change(path: Path, edit: Callable[[Tables], object], dry_run: bool = False) -> ChangeResult:
    from fpdata.edit.change import change  # noqa: PLC0415

    return change(path, edit, dry_run)


def _ask(path: Path, table: str, dry_run: bool) -> None:
    """Ask for a record and those it refers to, and write them as one change."""
    from fpdata.edit import prompts as asking  # noqa: PLC0415
    from fpdata.edit.change import RefusedError  # noqa: PLC0415
    from fpdata.edit.tables import read_tables  # noqa: PLC0415
    from fpdata.package.locate import find_package  # noqa: PLC0415

    talk = asking.Conversation(read_tables(find_package(path)))
    known = talk.ask_record(table, {})
    if not talk.planned:
        out.print(f"Nothing was changed. To change the record, run: fpdata edit {known}", markup=False)
        return
    err.print()
    for name, row in talk.planned:
        err.print(f"  {_line(name, row)}", markup=False)
    if asking.read_line("Write it? [Y/n] ").lower() not in ("", "y", "yes"):
        raise KeyboardInterrupt
    while True:
        try:
            changed = _change(path, talk.write, dry_run)
        except RefusedError as error:
            mine = {(i.table, i.record): (i.field, i.message) for i in error.issues if i.field}
            for name, row in talk.planned:
                if (about := mine.get((name, _identity(name, row)))) is not None:
                    talk.correct(name, row, {about[0]: about[1]})
                    break
            else:
                raise
        else:
            _report(changed, [f"new {name} {_identity(name, row)}" for name, row in talk.planned], dry_run)
            return


def _in_editor(text: str) -> str:
    """Return `text` as the person leaves it in $VISUAL or $EDITOR."""
    import os  # noqa: PLC0415
    import shlex  # noqa: PLC0415
    import subprocess  # noqa: PLC0415
    import tempfile  # noqa: PLC0415

    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ("notepad" if os.name == "nt" else "vi")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.yaml"
        path.write_text(text, encoding="utf-8")
        try:
            subprocess.run([*shlex.split(editor), str(path)], check=True)  # noqa: S603 - the person's own editor
        except (OSError, subprocess.CalledProcessError) as error:
            fail(f"the editor exited with an error ({error}); nothing was changed. Set $EDITOR to use another")
        return path.read_text(encoding="utf-8")


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        fail(f"--set {text}: write it as --set name=value")
    return name.strip(), value


def _identity(table: str, row: RowDict) -> str:
    from fpdata.checks.rows.validate import record_id  # noqa: PLC0415
    from fpdata.model.tables import TABLES  # noqa: PLC0415

    return record_id(TABLES[table], row)


def _line(table: str, row: RowDict) -> str:
    fields = ", ".join(f"{name}: {value}" for name, value in row.items() if value and value != _identity(table, row))
    return f"new {table} {_identity(table, row)} ({fields})"


def _today() -> str:
    from datetime import UTC, datetime  # noqa: PLC0415

    return datetime.now(UTC).date().isoformat()


def _report(changed: ChangeResult, done: Sequence[str], dry_run: bool = False) -> None:
    from fpdata.checks.render import summarize_report  # noqa: PLC0415

    for line in done:
        out.print(line, markup=False)
    for issue in changed.warnings:
        _print_issue(issue)
    for name in changed.files:
        out.print(f"{'would write' if dry_run else 'wrote'} {name}", markup=False)
    out.print(summarize_report(changed.report), markup=False)


def _print_issue(issue: Issue) -> None:
    from fpdata.checks.issue import escape_control  # noqa: PLC0415

    told = issue.to_dict()
    where = f"{issue.table} {escape_control(issue.record)}.{issue.field}" if issue.field else escape_control(issue.file)
    err.print(f"{told['severity']} {told['code']}: {where}: {told['message']}. {told['hint']}", markup=False)


@contextmanager
def _told() -> Iterator[None]:
    """Tell what goes wrong: what was refused with exit status 1, everything else with 2; Ctrl-C ends quietly."""
    from fpdata.edit.add import DuplicateError  # noqa: PLC0415
    from fpdata.edit.change import RefusedError  # noqa: PLC0415
    from fpdata.edit.tables import EditError  # noqa: PLC0415
    from fpdata.package.locate import PackageError  # noqa: PLC0415
    from fpdata.package.transaction import TransactionError  # noqa: PLC0415

    try:
        yield
    except RefusedError as error:
        for issue in error.issues[:20]:
            _print_issue(issue)
        _end(f"{error}; nothing was changed. 'fpdata explain {error.issues[0].code}' says more.", FOUND)
    except DuplicateError as error:
        _end(f"{error}. Nothing was changed.", FOUND)
    except (EditError, TransactionError, PackageError, OSError, typer.BadParameter) as error:
        fail(str(error))
    except (KeyboardInterrupt, EOFError):
        _end("\nNothing was changed.", _STOPPED)


def _end(message: str, status: int) -> NoReturn:
    err.print(message, markup=False)
    raise typer.Exit(status)
