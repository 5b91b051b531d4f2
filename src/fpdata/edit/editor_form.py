"""One record as text to be edited: ``field: value``, a line each, with what the field says as comments.

The text is YAML: a value that YAML would read otherwise stands in double quotes, as JSON writes it.
It is read back by its own few rules, so that nobody needs a YAML parser to mend a typing error.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from fpdata.checks.issue import Issue
from fpdata.edit.edit import EditError, Row
from fpdata.model.record import Column, Table

# What YAML takes literally wherever it stands: no indicator at the beginning, no ': ' or ' #' within.
_PLAIN = re.compile(r"[^\W_](?:[^:#\"'\\]|:(?=[^\s]))*")
_LINE = re.compile(r"([a-z_0-9]+):(?:[ \t]+(.*?))?[ \t]*")


def render_form(table: Table, row: Row, issues: Sequence[Issue] = ()) -> str:
    """Return a record as text; `issues` stand above the fields they are about."""
    return "\n".join(_lines(table, row, issues)) + "\n"


def _lines(table: Table, row: Row, issues: Sequence[Issue]) -> Iterator[str]:
    yield f"# {table.name}: {table.description}"
    yield "# A field left empty is not recorded. Lines that begin with # are not read; an empty text changes nothing."
    for issue in issues:
        if issue.field not in row or issue.table != table.name:
            yield f"# ERROR {_shown(issue)}"
    for column in table.columns:
        yield ""
        yield f"# {describe_column(column)}"
        for issue in issues:
            if issue.field == column.name and issue.table == table.name:
                yield f"# ERROR {_shown(issue)}"
        yield f"{column.name}: {_quoted(row[column.name])}".rstrip()


def _shown(issue: Issue) -> str:
    told = issue.to_dict()
    return f"{told['code']}: {told['message']}. {told['hint']}"


def describe_column(column: Column) -> str:
    """Return what a field says, its codes or the table it refers to, and an example: one line."""
    parts = [column.description]
    if column.codes:
        parts.append(f"One of: {', '.join(column.codes)}.")
    if column.references:
        parts.append(f"The id of a record of {column.references}.")
    if column.example:
        parts.append(f"Example: {column.example}")
    return " ".join(parts) + ("" if column.nullable else " (required)")


def _quoted(value: str | None) -> str:
    if value is None:
        return ""
    plain = _PLAIN.fullmatch(value) and value.isprintable() and value == value.strip()
    return value if plain else json.dumps(value, ensure_ascii=False)


def parse_form(table: Table, text: str) -> Row | None:
    """Return the record that `text` holds, None where no line of it does. Raises EditError where a line is neither."""
    row: Row = dict.fromkeys(table.names)
    seen = set()
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.rstrip("\r")
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None or match[1] not in row:
            raise EditError(f"line {number} is no 'field: value' of {table.name}: {line.strip()[:60]}")
        if match[1] in seen:
            raise EditError(f"line {number}: {match[1]} is there twice")
        seen.add(match[1])
        row[match[1]] = _unquoted(match[2] or "") or None
    return row if seen else None


def _unquoted(text: str) -> str:
    if text.startswith('"') and text.endswith('"') and len(text) > 1:
        try:
            return str(json.loads(text))
        except json.JSONDecodeError:
            return text
    return text
