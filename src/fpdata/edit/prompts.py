"""Ask a person for a record, field by field: what is known is completed, what it refers to can be made on the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.markup import escape

from fpdata.checks.suggest import Suggester
from fpdata.cli.output import err
from fpdata.edit.add import complete_row, field_errors, insert_row
from fpdata.edit.duplicates import find_duplicates
from fpdata.edit.editor_form import describe_column
from fpdata.edit.ids import propose_id
from fpdata.edit.tables import Tables
from fpdata.model.slugs import slug
from fpdata.model.table import Column
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict

# What tells whether the record is there already is asked first.
_FIRST = ("name", "title", "url", "speaker_id", "actor_id", "statement_id", "date", "start", "quote", "summary")


def read_line(prompt: str, options: Iterable[str] = ()) -> str:
    """Return a line that the person types; Tab completes it to one of `options`. Raises EOFError at the end."""
    try:
        import readline  # noqa: PLC0415 - not on every system
    except ImportError:
        return input(prompt).strip()
    known = sorted(options)
    readline.set_completer_delims("")
    readline.set_completer(lambda text, state: [*(one for one in known if one.startswith(text)), None][state])
    readline.parse_and_bind("tab: complete")
    return input(prompt).strip()


class Conversation:
    """Records that a person describes: `planned` holds them, those that others refer to first."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self.planned: list[tuple[str, RowDict]] = []

    def ask_record(self, name: str, given: Mapping[str, object]) -> str | None:
        """Ask for a record of table `name` and plan it; return its id, or that of the record it turns out to be.

        None where the table has no single id.
        """
        table = TABLES[name]
        err.print(f"\n[bold]{name}[/]: {escape(table.description)}")
        err.print("[dim]Enter leaves a field empty, ? explains it, Tab completes, Ctrl-C ends and changes nothing.[/]")
        row = complete_row(self._tables, name, given)
        key = table.key[0] if len(table.key) == 1 else None
        if key and key not in given:
            row[key] = None
        denied: set[str] = set()
        if (known := self._ask_which(name, row, denied)) is not None:
            return known
        rest = [column for column in table.columns if column.name not in given and column.name != key]
        first = [column for column in rest if column.name in _FIRST]
        for column in first:
            row[column.name] = self._ask_field(name, column, row)
        if (known := self._ask_which(name, row, denied)) is not None:
            return known
        for column in rest:
            if column not in first:
                row[column.name] = self._ask_field(name, column, row)
        if key and key not in given:
            row[key] = self._ask_field(name, table.column(key), row, propose_id(self._tables, name, row))
        while wrong := field_errors(name, row):
            self.correct(name, row, wrong)
        self._tables[name].append(row)
        self.planned.append((name, row))
        return row[key] if key else None

    def write(self, tables: Tables) -> None:
        """Add what is planned to `tables`; raises as `insert_row` does."""
        for name, row in self.planned:
            insert_row(tables, name, row)

    def correct(self, name: str, row: RowDict, wrong: Mapping[str, str]) -> None:
        """Ask again for the fields that are wrong."""
        for field, message in wrong.items():
            err.print(f"[bold red]{field}[/]: {escape(message)} [dim](it is {escape(row[field] or 'empty')})[/]")
            row[field] = self._ask_field(name, TABLES[name].column(field), row)

    def _ask_which(self, name: str, row: RowDict, denied: set[str]) -> str | None:
        """Show the records that the new one may be; return the id of the one it is, None where it is new.

        Those `denied` are not shown again.
        """
        likely = [one for one in find_duplicates(self._tables, name, row) if one.id not in denied]
        denied.update(one.id for one in likely)
        if not likely or len(TABLES[name].key) > 1:
            return None
        err.print("\n[bold yellow]It may be there already:[/]")
        for number, one in enumerate(likely, 1):
            err.print(f"  {number}  {one.id}  [dim]{escape(one.reason)}[/]")
        while answer := read_line("Its number, or Enter if it is another: "):
            if answer.isdecimal() and 1 <= int(answer) <= len(likely):
                return likely[int(answer) - 1].id
        return None

    def _ask_field(self, name: str, column: Column, row: RowDict, default: str = "") -> str | None:
        options: list[str] = [str(code) for code in column.codes or ()]
        if column.references:
            options = [other[TABLES[column.references].key[0]] or "" for other in self._tables[column.references]]
        err.print(f"\n[dim]{escape(describe_column(column))}[/]")
        while True:
            answer = read_line(f"{column.name}{f' [{default}]' if default else ''}: ", options) or default
            if answer == "?":
                self._explain(column)
                continue
            if answer and column.references and answer not in options:
                if (made := self._offer(column.references, answer, options)) is not None:
                    return made
                continue
            message = field_errors(name, row | {column.name: answer or None}).get(column.name)
            if not message or (column.nullable and not answer):
                return answer or None
            err.print(f"[red]{escape(message)}[/]")

    def _offer(self, table: str, answer: str, options: list[str]) -> str | None:
        """Offer what resembles `answer`, then to make the record; return an id, None where neither is wanted.

        Not everybody knows the ids: a name or an address will do.
        """
        id = slug(answer)
        close = None if answer.startswith("http") else id if id in options else Suggester(options).closest(id)
        if close and read_line(f"There is no {answer!r}. Did you mean {close!r}? [Y/n] ").lower() in ("", "y", "yes"):
            return close
        if read_line(f"Make a record of {table} for {answer!r} now? [y/N] ").lower() not in ("y", "yes"):
            return None
        known = "url" if answer.startswith("http") else TABLES[table].key[0] if id == answer else ""
        said = next((field for field in (known, "name", "title", "summary") if field in TABLES[table].names), None)
        return self.ask_record(table, {said: answer} if said else {})

    def _explain(self, column: Column) -> None:
        for code in column.codes or ():
            err.print(f"  {code}  [dim]{escape(code.description)}[/]")
        if not column.codes:
            err.print(f"  {escape(describe_column(column))}")
