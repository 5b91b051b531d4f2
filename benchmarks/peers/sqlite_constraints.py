"""SQLite: STRICT tables with CHECK constraints, and foreign keys."""

from __future__ import annotations

import csv
import re
import sqlite3
from collections.abc import Iterator

from benchmarks.peers.common import Column, Specification, Table, run

LEAVES_OUT = (
    "cross-row rules, and periods other than two plain days",
    "NFC and mixed scripts",
    "reversed intervals, and impossible calendar days in qualified dates",
    "which check a row failed and where; each row counts as one problem",
    "invalid UTF-8",
    "canonical form",
)

_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"


def count(specification: Specification) -> int:
    """Return the number of problems found in a package: rows that a constraint refuses, and dangling references."""
    db = sqlite3.connect("", isolation_level=None)  # a file of its own, gone at the end
    db.create_function("regexp", 2, _regexp, deterministic=True)
    db.execute("pragma journal_mode = off")
    db.execute("pragma synchronous = off")
    db.execute("begin")
    problems = 0
    for table in specification.tables.values():
        db.execute(_create(specification, table))
        places = ", ".join(["nullif(?, '')"] * len(table.columns))
        insert = f'insert or ignore into "{table.name}" values ({places})'
        before = db.total_changes
        rows = _Rows(table)
        db.executemany(insert, rows)
        problems += rows.refused + rows.read - (db.total_changes - before)
    db.execute("commit")
    return problems + sum(1 for _ in db.execute("pragma foreign_key_check"))


_patterns: dict[str, re.Pattern[str]] = {}


def _regexp(pattern: str, text: str | None) -> bool | None:
    if text is None:
        return None
    if pattern not in _patterns:
        _patterns[pattern] = re.compile(pattern)
    return _patterns[pattern].fullmatch(text) is not None


class _Rows:
    """The records of a table that have as many cells as it has columns; counts them, and the others."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self.read = 0
        self.refused = 0

    def __iter__(self) -> Iterator[list[str]]:
        width = len(self._table.columns)
        with self._table.path.open(encoding="utf-8", errors="replace", newline="") as file:
            reader = csv.reader(file)
            next(reader)
            for cells in reader:
                if len(cells) == width:
                    self.read += 1
                    yield cells
                else:
                    self.refused += 1


def _create(specification: Specification, table: Table) -> str:
    lines = []
    for column in table.columns:
        checks = " and ".join(f"({check})" for check in _checks(specification, column))
        lines.append(f'"{column.name}" text{"" if column.nullable else " not null"} check ({checks})')
    lines.append(f"primary key ({', '.join(_name(name) for name in table.key)})")
    lines += [
        f'foreign key ("{column.name}") references "{column.references}" ("{specification.key_of(column.references or "")}")'
        for column in table.references
    ]
    lines += [f"check ({rule})" for rule in _rules(table)]
    return f'create table "{table.name}" ({", ".join(lines)}) strict'


def _checks(specification: Specification, column: Column) -> Iterator[str]:
    """Yield the conditions on a cell, null or true where it is right."""
    name = _name(column.name)
    match column.kind:
        case "code":
            yield f"{name} in ({', '.join(map(_text, column.codes or ()))})"
        case "edtf":
            other = f"regexp({_text(column.pattern or '')}, {name})"
            yield f"case when {name} glob '{_DAY}' then date({name}, '+0 days') = {name} else {other} end"
        case "text":
            yield f"length({name}) <= {column.max_length}"
            yield f"trim({name}) = {name}"
            visible = f"regexp({_text(_visible(specification.data['forbidden']))}, {name})"
            yield f"case when {name} glob '*[^ -~]*' then {visible} else 1 end"
            yield f"substr({name}, 1, 1) not in ({', '.join(map(_text, specification.data['formula']))})"
        case "id" | "reference":
            yield f"length({name}) <= {column.max_length}"
            yield f"{name} not glob '*[^a-z0-9-]*' and {name} not glob '-*' and {name} not glob '*-' and {name} not glob '*--*'"
        case _:
            yield f"length({name}) <= {column.max_length}"
            yield f"regexp({_text(column.pattern or '')}, {name})"


def _visible(forbidden: str) -> str:
    """Return the pattern of a text without forbidden characters, escaped: a text of SQL ends at a NUL."""
    escaped = "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in forbidden[1:-1])
    return f"[^{escaped}]*"


def _rules(table: Table) -> Iterator[str]:
    """Yield the rules within a row."""
    for first, last in (("start", "end"), ("from", "to"), ("born", "died")):
        if {first, last} <= set(table.names):
            days = f"\"{first}\" glob '{_DAY}' and \"{last}\" glob '{_DAY}'"
            yield f'not ({days} and "{last}" < "{first}")'

    def marked(column: str) -> str:
        return ", ".join(_text(code) for code in table.column(column).marked or ())

    match table.name:
        case "statements":
            yield f"not (form in ({marked('form')}) and quote is null)"
            yield "not (form = 'suggested' and within_id is null)"
        case "claims":
            yield (
                "(about_actor_id is null) + (about_event_id is null) + (about_document_id is null)"
                " + (about_office_id is null) = 3"
            )
            yield '(object_actor_id is null) + (object_document_id is null) + (object_event_id is null) + ("value" is null) >= 3'
        case "documents":
            yield "(copy_of_id is null) = (copy_kind is null)"
        case "relationships":
            yield f"not (kind in ({marked('kind')}) and statement_id is null)"


def _name(name: str) -> str:
    return f'"{name}"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


if __name__ == "__main__":
    run(count)
