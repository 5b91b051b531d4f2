"""A conversation that adds records: questions, a last look, one change; its draft stays until the records are written."""

from __future__ import annotations

import re
import shlex
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from fpdata.checks.render import count
from fpdata.edit.add import insert_row
from fpdata.edit.change import ChangeResult, RefusedError, change
from fpdata.edit.drafts import ConversationDraft, DraftFolder
from fpdata.edit.interview import BACK, AskAgain, Interview, describe_answer, describe_question
from fpdata.edit.named_records import NameSearch, no_search
from fpdata.edit.prompts import RecordPrompter
from fpdata.edit.tables import Tables, read_tables, record_noun
from fpdata.edit.terminal import CancelledError, Terminal, cancellable, escape_markup
from fpdata.package.csv_writer import RowDict
from fpdata.package.locate import find_package


class SessionResult(NamedTuple):
    """How a conversation ended: with the records that were added and the change, or with a message and neither."""

    added: tuple[tuple[str, RowDict], ...]
    change: ChangeResult | None
    message: str = ""


class NewRecordSession:
    """One conversation about a record and what belongs to it, from a new draft or from one that is resumed."""

    def __init__(
        self,
        path: Path | str,
        drafts: DraftFolder,
        draft: ConversationDraft,
        terminal: Terminal,
        search: NameSearch = no_search,
    ) -> None:
        self._path = path
        self._drafts = drafts
        self._draft = draft
        self._terminal = terminal
        self.interview = Interview(terminal, draft, drafts.save)
        self._prompter = RecordPrompter(read_tables(find_package(path)), terminal, self.interview, search)

    def describe_draft(self) -> None:
        """Print which draft is resumed, and the answers it has."""
        draft = self._draft
        self._terminal.print(
            f"Draft [bold]{escape_markup(draft.name)}[/]: a new {record_noun(draft.table)}, "
            f"{count(draft.answers, 'answer')}, saved {escape_markup(_minute(draft.saved))}"
        )
        for key, answer in draft.given.items():
            if answer:
                self._terminal.print_wrapped(f"{describe_question(key)}: {describe_answer(key, answer)}")

    def run(self, *, dry_run: bool = False) -> SessionResult:
        """Ask until the records are written, or until the person saves or discards the draft.

        A field that the check of the whole package refuses is asked for again. Raises CancelledError if the person
        cancels or discards, and else as `change` does; the draft then stays, unless it is discarded.
        """
        while True:
            with cancellable(self.kept):
                result = self._converse()
            if result is not None:
                return result
            try:
                done = change(self._path, self._insert, dry_run)
            except RefusedError as error:
                with _repeated():
                    self._take_back(error)
                    raise
                continue
            added = tuple(self._prompter.planned)
            if dry_run:
                return SessionResult(added, done, self.kept())
            self._drafts.discard(self._draft)
            return SessionResult(added, done)

    def kept(self) -> str:
        """Return where the answers are that were given, and how to go on; "" if there are none."""
        if not self._draft.saved:
            return ""
        where = "" if Path(self._path) == Path() else f" -p {shlex.quote(str(self._path))}"
        answers = count(self._draft.answers, "answer")
        return f"{answers} saved as draft {self._draft.name}; to go on, run: fpdata new --resume{where}"

    def _converse(self) -> SessionResult | None:
        """Ask all questions and whether to write; return None to write, else how the conversation ended."""
        while True:
            with _repeated():
                id = self._prompter.ask_all(self._draft.table)
                if not self._prompter.planned:
                    self._drafts.discard(self._draft)
                    return SessionResult((), None, f"Nothing was changed. To change the record, run: fpdata edit {id}")
                return self._ask_to_write()

    def _ask_to_write(self) -> SessionResult | None:
        self._terminal.print()
        for line, fields in self._prompter.describe_planned():
            self._terminal.print(escape_markup(line))
            self._terminal.print_wrapped(fields)
        while True:
            question = f"Ready to write: {self._counted()}. [Y]es, [e]dit, [s]ave draft, [d]iscard? "
            match self._terminal.ask(question).lower():
                case "" | "y" | "yes":
                    return None
                case "e" | "edit":
                    self._ask_what_to_edit()
                case "s" | "save" | "save draft":
                    return SessionResult((), None, f"Nothing was written. {self.kept()}")
                case "d" | "discard":
                    if self._terminal.confirm(f"Discard {count(self._draft.answers, 'answer')}?", default=False):
                        self._drafts.discard(self._draft)
                        raise CancelledError("Nothing was changed. The draft was discarded.")
                case answer if answer == BACK:
                    self.interview.step_back()
                case _:
                    self._terminal.print("[dim]Type y, e, s or d. Enter writes.[/]")

    def _ask_what_to_edit(self) -> None:
        """Ask for an answer to change, and begin again without it."""
        asked = self.interview.asked
        self._terminal.print_list(
            (str(number), describe_question(key), describe_answer(key, self.interview.meant[key]) or "–")
            for number, key in enumerate(asked, 1)
        )
        answer = self._terminal.ask("Number of the answer to change, or Enter for none: ")
        if answer.isdecimal() and 1 <= int(answer) <= len(asked):
            self.interview.take_back({asked[int(answer) - 1]: ""})

    def _take_back(self, error: RefusedError) -> None:
        """Take back the answers that a check refuses, and raise AskAgain; return if none of them is an answer."""
        messages: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for issue in error.issues:
            text = f"{issue.message}. {issue.hint}" if issue.hint else issue.message
            messages[issue.table, issue.record].setdefault(issue.field, text)
        self._prompter.take_back_refused(messages)

    def _insert(self, tables: Tables) -> None:
        for name, row in self._prompter.planned:
            insert_row(tables, name, row)

    def _counted(self) -> str:
        counts = Counter(name for name, _ in self._prompter.planned)
        first = self._draft.table
        tables = sorted(counts, key=lambda name: (name != first, name == "claims"))
        return ", ".join(_count_records(counts[name], name) for name in tables)


def _minute(time: str) -> str:
    """Return a time as a person reads it: to the minute."""
    return re.sub(r"T(\d\d:\d\d).*", r" \1 UTC", time)


def _count_records(number: int, table: str) -> str:
    return f"{number:,} {record_noun(table) if number == 1 else table.replace('_', ' ')}"


@contextmanager
def _repeated() -> Iterator[None]:
    """Go on after the block if an answer was taken back."""
    try:
        yield
    except AskAgain:
        return
