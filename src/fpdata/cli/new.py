"""The command that adds records: new."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from fpdata.cli.change_report import new_lines, print_change
from fpdata.cli.group import CommandGroup
from fpdata.cli.options import DryRunOption, PackageOption
from fpdata.cli.output import err, fail, print_line
from fpdata.model.characters import shorten
from fpdata.model.escape import escape_control

app = CommandGroup()


@app.add(
    "fpdata new statement",
    "fpdata new --resume",
    "fpdata new topic --set name='Arms control'",
    "fpdata new -f records.yaml",
)
def new(
    table: Annotated[
        str | None,
        typer.Argument(
            help="The table: statements, documents, actors …; with --resume, a draft (default: the newest)."
        ),
    ] = None,
    values: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="FIELD=VALUE", help="Set a field; may be repeated. A name works in place of an id."
        ),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file",
            "-f",
            help="Read JSON, YAML or an issue form's answers from a file ('-': stdin); without TABLE, of several tables.",
        ),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Continue an unfinished draft.")] = False,
    allow_duplicate: Annotated[
        bool,
        typer.Option(
            "--allow-duplicate", help="Add the record even if an existing one has the same name, text or address."
        ),
    ] = False,
    path: PackageOption = Path("."),
    dry_run: DryRunOption = False,
) -> None:
    """Add records from prompts, --set, JSON or YAML.

    On a terminal, without --set or --file, it asks for each field, and offers to add the document, outlet or person
    that the record names, and the claims of a statement. Each answer is saved in a draft. An id is proposed if you give
    none. The whole package is checked before anything is written.
    """
    from fpdata.edit.tables import table_of_new

    name = table_of_new(table).name if table and not resume else table
    given = _fields_and_values(values or ())
    if sum((bool(given), file is not None, resume)) > 1:
        raise typer.BadParameter("give one of --set, --file and --resume", param_hint="--set, --file, --resume")
    if resume and not sys.stdin.isatty():
        fail("--resume asks questions, so it needs a terminal")
    if name is None and (given or (file is None and not resume and sys.stdin.isatty())):
        _fail_without_table(path)
    if resume or (not given and file is None and sys.stdin.isatty()):
        _converse(path, name, resume, dry_run)
    else:
        _add(path, name, given, file, allow_duplicate, dry_run)


def _add(
    path: Path, table: str | None, given: dict[str, str], file: Path | None, allow_duplicate: bool, dry_run: bool
) -> None:
    """Add the records that are given as options, in a file or on standard input."""
    from fpdata.access.package_names import package_names
    from fpdata.edit.new import add_records
    from fpdata.edit.parse_records import parse_records, parse_tables
    from fpdata.edit.read_input import read_input
    from fpdata.package.locate import find_package

    if given and table:
        records = [(table, dict[str, object](given))]
    else:
        content = read_input(file, sys.stdin.buffer)  # UTF-8, whatever the locale
        records = (
            [(table, dict(record)) for record in parse_records(content)]
            if table
            else [(name, dict(record)) for name, record in parse_tables(content)]
        )
    with package_names(find_package(path)) as search:
        added = add_records(path, records, search=search, allow_duplicate=allow_duplicate, dry_run=dry_run)
    for match in added.matches:
        print_line(f"possible duplicate: {match.id} ({match.reason})", err)
    for meant in added.resolved:
        print_line(f"{meant.column}: {shorten(meant.typed)!r} is taken as {meant.name} ({meant.id})", err)
    print_change(added.change, new_lines(added.rows), dry_run)


def _converse(path: Path, table: str | None, resume: bool, dry_run: bool) -> None:
    """Ask for a record of a table, or go on with the draft called `table`."""
    from fpdata.access.package_names import package_names
    from fpdata.edit.drafts import DraftFolder
    from fpdata.edit.new_session import NewRecordSession
    from fpdata.edit.terminal import CancelledError, Terminal
    from fpdata.package.locate import find_package

    package = find_package(path)
    drafts = DraftFolder(package.root)
    others = drafts.names()
    draft = drafts.open(table) if resume else drafts.start(table or "")
    if left := [name for name in others if name != draft.name]:
        print_line(
            f"Other drafts: {', '.join(left)}; to go on with one, run: fpdata new --resume {left[0]}", err, "dim"
        )
    with package_names(package) as search:
        session = NewRecordSession(path, drafts, draft, Terminal(err), search)
        if resume:
            session.describe_draft()
        try:
            result = session.run(dry_run=dry_run)
        except CancelledError:
            raise
        except Exception:
            if kept := session.kept():
                print_line(kept, err)
            raise
    if result.change is not None:
        print_change(result.change, new_lines(result.added), dry_run)
    if result.message:
        print_line(result.message)


def _fail_without_table(path: Path) -> None:
    from fpdata.edit.drafts import DraftFolder
    from fpdata.package.locate import find_package

    names = DraftFolder(find_package(path).root).names()
    fail(
        "name a table, such as: fpdata new statement"
        + (f"\n  Drafts: {', '.join(names)}; to go on with the first, run: fpdata new --resume" if names else "")
    )


def _fields_and_values(texts: list[str] | tuple[()]) -> dict[str, str]:
    given: dict[str, str] = {}
    for text in texts:
        field, equals, value = text.partition("=")
        if not equals:
            raise typer.BadParameter(
                f"{escape_control(repr(shorten(text)))} has no '='; write FIELD=VALUE", param_hint="--set"
            )
        if (name := field.strip()) in given:
            raise typer.BadParameter(
                f"{escape_control(repr(shorten(name)))} is given twice; keep one", param_hint="--set"
            )
        given[name] = value
    return given
