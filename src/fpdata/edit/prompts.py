"""Prompt for a new record field by field, and for the records it refers to on the way."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fpdata.checks.suggest import Suggester
from fpdata.edit.add import complete_row, field_errors, insert_row
from fpdata.edit.change import ChangeResult, RefusedError, change
from fpdata.edit.duplicates import find_duplicates
from fpdata.edit.editor_form import describe_column
from fpdata.edit.ids import propose_id
from fpdata.edit.tables import Tables
from fpdata.edit.terminal import CancelledError, Terminal, escape_markup
from fpdata.model.slugs import slug
from fpdata.model.table import Column, record_id
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict

# Asked first, because they show whether the record exists already.
_IDENTIFYING = ("name", "title", "url", "speaker_id", "actor_id", "statement_id", "date", "start", "quote", "summary")


class RecordPrompter:
    """Prompts for records; `planned` collects them, each after those it refers to."""

    def __init__(self, tables: Tables, terminal: Terminal) -> None:
        self._tables = tables
        self._terminal = terminal
        self.planned: list[tuple[str, RowDict]] = []

    def ask_record(self, name: str, given: Mapping[str, object]) -> str | None:
        """Prompt for a record of table `name`, plan it and return its id, or the id of an existing match.

        Fields in `given` are not asked for. Returns None if the table's key has several columns.
        """
        table = TABLES[name]
        self._terminal.print(f"\n[bold]{name}[/]: {escape_markup(table.description)}")
        self._terminal.print("[dim]Enter: leave empty · ?: explain · Tab: complete · Ctrl-C: cancel, change nothing[/]")
        row = complete_row(self._tables, name, given)
        key = table.key[0] if len(table.key) == 1 else None
        if key and key not in given:
            row[key] = None
        rejected: set[str] = set()
        if (match := self._ask_match(name, row, rejected)) is not None:
            return match
        columns = [column for column in table.columns if column.name not in given and column.name != key]
        identifying = [column for column in columns if column.name in _IDENTIFYING]
        for column in identifying:
            row[column.name] = self.ask_field(name, column, row)
        if (match := self._ask_match(name, row, rejected)) is not None:
            return match
        for column in columns:
            if column not in identifying:
                row[column.name] = self.ask_field(name, column, row)
        if key and key not in given:
            row[key] = self.ask_field(name, table.column(key), row, propose_id(self._tables, name, row))
        while wrong := field_errors(name, row):
            self._correct(name, row, wrong)
        self._tables[name].append(row)
        self.planned.append((name, row))
        return row[key] if key else None

    def confirm(self) -> None:
        """Show the planned records and ask whether to write them. Raises CancelledError if not."""
        self._terminal.print()
        for name, row in self.planned:
            id = record_id(TABLES[name], row)
            fields = ", ".join(f"{field}: {value}" for field, value in row.items() if value and value != id)
            self._terminal.print(f"  {escape_markup(f'new {name} {id} ({fields})')}")
        if not self._terminal.confirm("Write this?", default=True):
            raise CancelledError("Nothing was changed.")

    def write(self, path: Path, dry_run: bool = False) -> ChangeResult:
        """Write the planned records to the package at `path` as one change.

        If the check refuses a field of one of them, prompts for that field and tries again. Raises as `change` does.
        """
        while True:
            try:
                return change(path, self._add_planned, dry_run)
            except RefusedError as error:
                messages = {(issue.table, issue.record): (issue.field, issue.message) for issue in error.issues}
                for name, row in self.planned:
                    field, message = messages.get((name, record_id(TABLES[name], row)), ("", ""))
                    if field:
                        self._correct(name, row, {field: message})
                        break
                else:
                    raise

    def ask_field(self, name: str, column: Column, row: RowDict, default: str = "") -> str | None:
        """Prompt for a field of `row` until the answer is valid; return it, or None if it is left empty.

        An answer that names no existing record leads to an offer to use a similar one, or to create it.
        """
        options: list[str] = [str(code) for code in column.codes or ()]
        if column.target_table:
            options = [other[TABLES[column.target_table].key[0]] or "" for other in self._tables[column.target_table]]
        self._terminal.print(f"\n[dim]{escape_markup(describe_column(column))}[/]")
        while True:
            answer = self._terminal.ask(f"{column.name}{f' [{default}]' if default else ''}: ", options) or default
            if answer == "?":
                self._explain(column)
                continue
            if answer and column.target_table and answer not in options:
                if (id := self._offer_record(column.target_table, answer, options)) is not None:
                    return id
                continue
            message = field_errors(name, row | {column.name: answer or None}).get(column.name)
            if not message or (column.nullable and not answer):
                return answer or None
            self._terminal.print(f"[red]{escape_markup(message)}[/]")

    def _add_planned(self, tables: Tables) -> None:
        for name, row in self.planned:
            insert_row(tables, name, row)

    def _correct(self, name: str, row: RowDict, messages: Mapping[str, str]) -> None:
        """Prompt again for the fields that have a message."""
        for field, message in messages.items():
            current = escape_markup(row[field] or "empty")
            self._terminal.print(f"[bold red]{field}[/]: {escape_markup(message)} [dim](now: {current})[/]")
            row[field] = self.ask_field(name, TABLES[name].column(field), row)

    def _ask_match(self, name: str, row: RowDict, rejected: set[str]) -> str | None:
        """Show possible duplicates of `row` and return the id of the one chosen, or None if it is new.

        Records in `rejected` are not offered again.
        """
        matches = [match for match in find_duplicates(self._tables, name, row) if match.id not in rejected]
        rejected.update(match.id for match in matches)
        if not matches:
            return None
        self._terminal.print("\n[bold yellow]Possible duplicates:[/]")
        for number, match in enumerate(matches, 1):
            self._terminal.print(f"  {number}  {escape_markup(match.id)}  [dim]{escape_markup(match.reason)}[/]")
        while answer := self._terminal.ask("Number of the match, or Enter for none: "):
            if answer.isdecimal() and 1 <= int(answer) <= len(matches):
                return matches[int(answer) - 1].id
        return None

    def _offer_record(self, table: str, answer: str, options: list[str]) -> str | None:
        """Offer the closest id to `answer`, then to create the record; return an id, or None if both are declined.

        `answer` may also be a name, a title or a URL: nobody knows all ids.
        """
        id = slug(answer)
        close = None if answer.startswith("http") else id if id in options else Suggester(options).closest(id)
        if close and self._terminal.confirm(f"No record {answer!r}. Did you mean {close!r}?", default=True):
            return close
        if not self._terminal.confirm(f"Create a record in {table} for {answer!r} now?", default=False):
            return None
        known = "url" if answer.startswith("http") else TABLES[table].key[0] if id == answer else ""
        field = next((field for field in (known, "name", "title", "summary") if field in TABLES[table].names), None)
        return self.ask_record(table, {field: answer} if field else {})

    def _explain(self, column: Column) -> None:
        for code in column.codes or ():
            self._terminal.print(f"  {code}  [dim]{escape_markup(code.description)}[/]")
        if not column.codes:
            self._terminal.print(f"  {escape_markup(describe_column(column))}")
