"""Prompt for a new record field by field, and for the records it refers to on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from fpdata.edit.add import field_errors
from fpdata.edit.claim_prompts import CLAIMS_ALIKE, claim_prompts
from fpdata.edit.duplicates import DuplicateMatch, find_duplicates
from fpdata.edit.editor_form import describe_column
from fpdata.edit.field_prompts import (
    IDENTIFYING,
    MORE,
    FieldPrompt,
    code_meant,
    codes_of,
    describe_prompt,
    field_of_text,
    is_asked,
    numbered,
    prompts_in_order,
)
from fpdata.edit.ids import propose_id
from fpdata.edit.interview import ADD, BACK, NOTHING, Interview, Question
from fpdata.edit.named_records import NamedRecord, NameSearch, name_of, no_search, records_meant
from fpdata.edit.tables import EditError, Tables, record_noun
from fpdata.edit.terminal import Terminal
from fpdata.model.characters import quote
from fpdata.model.table import Column, record_id
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict

_YES = "y"


class RecordPrompter:
    """Prompts for records; `planned` collects them, each after those it refers to."""

    def __init__(
        self, tables: Tables, terminal: Terminal, interview: Interview, search: NameSearch = no_search
    ) -> None:
        self._tables = tables
        self._terminal = terminal
        self._interview = interview
        self._search = search
        self._matches: dict[object, list[DuplicateMatch]] = {}
        self._ids: dict[str, set[str]] = {}
        self.planned: list[tuple[str, RowDict]] = []
        self.places: list[str] = []
        """The place of each planned record: what the keys of its questions begin with."""

    def ask_all(self, name: str) -> str | None:
        """Prompt for a record of table `name`, then for the claims of the statements that are planned.

        Begins again whenever it is called, with the answers that are known. Returns as `ask_record` does.
        """
        self._forget_planned()
        self._interview.restart()
        id = self.ask_record(name, {}, name)
        statements = [(row, place) for (table, row), place in self._planned_at() if table == "statements"]
        for row, place in statements:
            self._ask_claims(row, place)
        return id

    def ask_record(
        self, name: str, given: Mapping[str, str], place: str, proposed: Mapping[str, str] | None = None
    ) -> str | None:
        """Prompt for a record of table `name`, plan it and return its id, or the id of an existing match.

        Fields in `given` are not asked for; for those in `proposed`, Enter takes the value. Returns None if the table's
        key has several columns.
        """
        table, proposed = TABLES[name], proposed or {}
        row: RowDict = {**dict.fromkeys(table.names), **proposed, **given}
        key = table.key[0] if len(table.key) == 1 else None
        if key:
            row[key] = None
        rejected: set[str] = set()
        if (match := self._ask_match(name, row, rejected, place)) is not None:
            return match
        choose = partial(self._choose, place)
        prompts = claim_prompts(row, choose) if name == "claims" else prompts_in_order(table)
        checked = False
        for prompt in prompts:
            if prompt.column in given or prompt.column == key or not is_asked(table, row, prompt.column):
                continue
            if prompt.column == MORE:
                if self._ask_for_more(name, prompt.allowed, place):
                    continue
                break
            if not checked and name != "claims" and prompt.column not in IDENTIFYING:
                checked = True
                if (match := self._ask_match(name, row, rejected, place)) is not None:
                    return match
            default = proposed.get(prompt.column) or prompt.default
            row[prompt.column] = self.ask_field(name, replace(prompt, default=default), row, place)
        if key:
            proposal = proposed.get(key) or propose_id(self._tables, name, row)
            row[key] = self.ask_field(name, FieldPrompt(key, default=proposal), row, place)
        if wrong := field_errors(name, row):
            self._take_back(place, wrong)
        self._plan(name, row, place)
        return row[key] if key else None

    def ask_field(self, name: str, prompt: FieldPrompt, row: RowDict, place: str) -> str | None:
        """Prompt for a field of `row` until the answer is valid; return it, or None if it is left empty.

        An answer that names no existing record leads to an offer to use a similar one, or to add it.
        """
        column = TABLES[name].column(prompt.column)
        answer = self._interview.ask(
            Question(
                key := f"{place}.{column.name}",
                column.name,
                problem=partial(self._problem, name, column, row, prompt),
                settle=partial(self._settle, column, prompt),
                default=prompt.default,
                options=lambda: prompt.allowed or self._options(column),
                heading=self._heading(name, place),
                about=describe_prompt(column, prompt),
                explain=partial(self._explain, column, prompt),
            )
        )
        if answer.startswith(ADD) and column.target_table:
            text = answer.removeprefix(ADD)
            target = column.target_table
            return self.ask_record(target, {}, f"{key}/{target}", field_of_text(TABLES[target], text))
        return answer or prompt.default or None

    def take_back_refused(self, messages: Mapping[tuple[str, str], Mapping[str, str]]) -> None:
        """Take back the answers that a check refuses: its messages by table and id of the record, then by field.

        Raises AskAgain, or returns if none of them is an answer.
        """
        for (name, row), place in self._planned_at():
            wrong = messages.get((name, record_id(TABLES[name], row)), {})
            if asked := self._by_question(place, wrong):
                self._interview.take_back(asked)

    def describe_planned(self) -> Iterator[tuple[str, str]]:
        """Yield a line on each planned record, and its fields."""
        for name, row in self.planned:
            id = record_id(TABLES[name], row)
            fields = " · ".join(f"{field}: {value}" for field, value in row.items() if value and value != id)
            yield f"new {name} {id}", fields

    def _plan(self, name: str, row: RowDict, place: str) -> None:
        self._tables[name].append(row)
        self._ids.pop(name, None)
        self.planned.append((name, row))
        self.places.append(place)

    def _forget_planned(self) -> None:
        for name, _ in self.planned:
            self._tables[name].pop()
            self._ids.pop(name, None)
        self.planned, self.places = [], []

    def _planned_at(self) -> list[tuple[tuple[str, RowDict], str]]:
        return list(zip(self.planned, self.places, strict=True))

    def _ask_claims(self, statement: RowDict, place: str) -> None:
        id = statement["statement_id"] or ""
        number = 1
        alike: dict[str, str] = {}
        while self._interview.ask(
            Question(
                f"{place}/claims-{number}?",
                f"Add {'a' if number == 1 else 'another'} claim of this statement? [y/N]",
                settle=_settle_yes,
                heading=f"Claims of {id}",
                about="Each assertion of the statement is a claim: one subject, and at most one object. Its claimant, date "
                f"and source are those of the statement: {self._said(statement)}.",
                explain=lambda: self._terminal.print_wrapped(TABLES["claims"].description),
            )
        ):
            self.ask_record("claims", {"statement_id": id}, f"{place}/claims-{number}", alike)
            table, row = self.planned[-1]
            if table == "claims":
                alike = {column: value for column in CLAIMS_ALIKE if (value := row[column])}
            number += 1

    def _said(self, statement: RowDict) -> str:
        return ", ".join(filter(None, (statement[column] for column in ("speaker_id", "date", "document_id"))))

    def _ask_for_more(self, name: str, fields: Sequence[str], place: str) -> bool:
        """Return whether the person wants to be asked for the fields that can be left empty, too."""
        about = f"{len(fields)} more fields can be left empty: {', '.join(fields)}."
        question = Question(
            f"{place}:{MORE}",
            "Fill in some of them? [y/N]",
            settle=_settle_yes,
            heading=self._heading(name, place),
            about=about,
            explain=lambda: self._terminal.print_list(
                ("", column.name, column.description) for column in TABLES[name].columns if column.name in fields
            ),
        )
        return bool(self._interview.ask(question))

    def _choose(self, place: str, name: str, about: str, choices: Mapping[str, str]) -> str:
        """Return one of `choices`, which have descriptions; "" is one if it is among them."""

        def explain() -> None:
            self._terminal.print_list(
                (str(number) if choice else "", choice or "Enter", description)
                for number, (choice, description) in enumerate(choices.items(), 1)  # "" is the last one
            )

        codes = [choice for choice in choices if choice]
        listed = ", ".join(codes)
        return self._interview.ask(
            Question(
                f"{place}:{name}",
                f"kind of {name}",
                problem=lambda answer: "" if answer in choices else f"use one of {listed}",
                settle=partial(self._settle_code, codes),
                options=lambda: choices,
                heading=self._heading("claims", place),
                about=f"{about} One of: {numbered(codes)}." + (" Enter for none." if "" in choices else ""),
                explain=explain,
            )
        )

    def _heading(self, name: str, place: str) -> str:
        noun = record_noun(name).capitalize()
        if place == name:
            return f"{noun} · draft {self._interview.draft.name}, saved after each answer"
        outer, _, own = place.rpartition("/")
        if name == "claims":
            return f"{noun} {own.rpartition('-')[2]}"
        return f"{noun}, for {outer.rpartition('.')[2]}"

    def _problem(self, name: str, column: Column, row: RowDict, prompt: FieldPrompt, answer: str) -> str:
        """Return why an answer is not valid for a field; "" if it is."""
        value = answer or prompt.default
        if not value and (prompt.required or not column.nullable) and (codes := prompt.allowed or column.codes):
            return f"{column.name} is empty; use one of {', '.join(map(str, codes))}"
        if not value and column.nullable:
            return f"{column.name} is empty" if prompt.required else ""
        if prompt.allowed and value and value not in prompt.allowed:
            return f"{quote(value)} does not fit here; use {', '.join(prompt.allowed)}"
        if column.target_table and value:
            if value.startswith(ADD):
                return "" if value.strip(ADD) else f"write the name of the new record after {ADD}"
            if value not in self._known_ids(column.target_table):
                return f"there is no record {quote(value)} in {column.target_table}"
        if TABLES[name].key == (column.name,) and value in self._known_ids(name):
            return f"{name} already has a record {quote(value)}"
        return field_errors(name, row | {column.name: value or None}).get(column.name, "")

    def _settle(self, column: Column, prompt: FieldPrompt, typed: str) -> str | None:
        """Return what is kept of an answer: the id of the record that a name means, once the person has chosen it."""
        target = column.target_table
        if not typed and column.codes:
            return prompt.default  # what Enter meant when it was typed
        if codes := codes_of(column, prompt):
            return self._settle_code(codes, typed)
        if not typed or not target or typed.startswith(ADD) or typed in self._known_ids(target):
            return typed
        known = partial(self._known_ids, target)
        found = records_meant(self._tables, self._search, target, typed, self.planned, known)
        if not found:
            self._terminal.print_wrapped(f"No record of {target} is called {quote(typed)}.")
        items = [(str(number), one.id, self._about_record(target, one)) for number, one in enumerate(found, 1)]
        self._terminal.print_list(items, cut=True)
        self._terminal.print_list([(ADD, "", f"add {quote(typed)} to {target}")])
        only = found[0].id if len(found) == 1 else None
        enter = f"Enter for {only} ({NOTHING} to answer again)" if only else "Enter to answer again"
        choice = self._terminal.ask(f"{f'Number or {ADD}' if found else ADD}, or {enter}: ")
        if choice == BACK:
            self._interview.step_back()
        if choice == ADD:
            return f"{ADD}{typed}"
        if not choice:
            return only
        return found[int(choice) - 1].id if choice.isdecimal() and 1 <= int(choice) <= len(found) else None

    def _settle_code(self, codes: Sequence[str], typed: str) -> str:
        """Return the code that is meant, and print it if it was not written out."""
        if (code := code_meant(codes, typed)) != typed:
            self._terminal.print_wrapped(code)
        return code

    def _about_record(self, table: str, record: NamedRecord) -> str:
        """Return the name of a record and what tells it from others of that name."""
        row = next((row for row in self._tables[table] if row[TABLES[table].key[0]] == record.id), {})
        dates = row.get("date") or "–".join(filter(None, (row.get("born"), row.get("died"))))
        parts = (record.name or name_of(row), row.get("description") or row.get("kind"), dates)
        return ", ".join(part.rstrip(".") for part in parts if part)

    def _ask_match(self, name: str, row: RowDict, rejected: set[str], place: str) -> str | None:
        """Show possible duplicates of `row` and return the id of the one chosen, or None if it is new.

        Records in `rejected` are not offered again.
        """
        matches = [match for match in self._duplicates(name, row) if match.id not in rejected]
        if not matches:
            return None
        number = len(rejected)
        rejected.update(match.id for match in matches)
        shown = " ".join(f"{at}) {match.id}: {match.reason}." for at, match in enumerate(matches, 1))

        def settle(typed: str) -> str | None:
            if typed.isdecimal():
                return matches[int(typed) - 1].id if 1 <= int(typed) <= len(matches) else None
            return typed

        def list_matches() -> None:
            self._terminal.print_list((str(number), match.id, match.reason) for number, match in enumerate(matches, 1))

        return (
            self._interview.ask(
                Question(
                    f"{place}?match-{number}",
                    "Number of the match, or Enter for none",
                    problem=lambda answer: "" if not answer or answer in rejected else "type a number of the list",
                    settle=settle,
                    heading=self._heading(name, place),
                    about=f"Is it one of these? {shown}",
                    explain=list_matches,
                )
            )
            or None
        )

    def _duplicates(self, name: str, row: RowDict) -> list[DuplicateMatch]:
        key = (name, len(self._tables[name]), *row.items())
        if key not in self._matches:
            self._matches[key] = find_duplicates(self._tables, name, row)
        return self._matches[key]

    def _options(self, column: Column) -> list[str]:
        if column.target_table:
            return [*self._known_ids(column.target_table)]
        return [str(code) for code in column.codes or ()]

    def _known_ids(self, table: str) -> set[str]:
        if table not in self._ids:
            self._ids[table] = {record_id(TABLES[table], row) for row in self._tables[table]}
        return self._ids[table]

    def _take_back(self, place: str, wrong: Mapping[str, str]) -> None:
        """Take back the answers that do not fit together, or the answer that hid a field which must be filled."""
        said, more = "; ".join(f"{field}: {message}" for field, message in wrong.items()), f"{place}:{MORE}"
        hidden = {more: said} if more in self._interview.asked and not self._interview.draft.given[more] else {}
        if not (keys := self._by_question(place, wrong) or hidden):
            raise EditError(said)
        self._interview.take_back(keys)

    def _by_question(self, place: str, messages: Mapping[str, str]) -> dict[str, str]:
        """Return messages on fields by the keys of their questions, for those that were asked."""
        by_key = {f"{place}.{field}": message for field, message in messages.items()}
        return {key: message for key, message in by_key.items() if key in self._interview.asked}

    def _explain(self, column: Column, prompt: FieldPrompt) -> None:
        codes = [code for code in column.codes or prompt.codes or () if not prompt.allowed or code in prompt.allowed]
        self._terminal.print_list((str(number), str(code), code.description) for number, code in enumerate(codes, 1))
        if not column.codes and not prompt.codes:
            self._terminal.print_wrapped(describe_column(column))
        if column.target_table:
            self._terminal.print_wrapped(
                f"Type an id (Tab completes it), or words of a name to choose from those that have them. {ADD} and a name "
                f"adds a record to {column.target_table}."
            )


def _settle_yes(typed: str) -> str:
    return _YES if typed.lower() in (_YES, "yes") else ""
