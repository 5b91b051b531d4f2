"""A record as text for an editor: ``field: value``, one per line, with each field's description as comments.

The text is YAML; a value that YAML would read differently is written in double quotes, as JSON. It is read back by
rules of its own, simpler than YAML's, so that every error can name its line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from fpdata.checks.issue import Issue
from fpdata.edit.tables import EditError
from fpdata.model.escape import escape_control
from fpdata.model.table import Column, Table
from fpdata.package.csv_writer import RowDict

# What YAML reads literally: no indicator at the start, and neither ': ' nor ' #' inside.
_PLAIN = re.compile(r"[^\W_](?:[^:#\"'\\]|:(?=[^\s]))*")
_LINE = re.compile(r"([a-z_0-9]+):(?:[ \t]+(.*?))?[ \t]*")


def render_form(table: Table, row: RowDict, issues: Sequence[Issue] = ()) -> str:
    """Return a record as text for an editor, with each of `issues` as a comment above its field."""
    return "\n".join(_lines(table, row, issues)) + "\n"


def _lines(table: Table, row: RowDict, issues: Sequence[Issue]) -> Iterator[str]:
    yield f"# {table.name}: {table.description}"
    yield "# Leave a field empty if nothing is recorded. Lines that start with # are ignored. Delete all lines to cancel."
    for issue in issues:
        if issue.field not in row or issue.table != table.name:
            yield f"# ERROR {_issue_text(issue)}"
    for column in table.columns:
        yield ""
        yield f"# {describe_column(column)}"
        for issue in issues:
            if issue.field == column.name and issue.table == table.name:
                yield f"# ERROR {_issue_text(issue)}"
        yield f"{column.name}: {_quoted(row[column.name])}".rstrip()


def _issue_text(issue: Issue) -> str:
    shown = issue.to_dict()
    return escape_control(f"{shown['code']}: {shown['message']}. {shown['hint']}")


def describe_column(column: Column) -> str:
    """Return one line on a column: its description, its codes or the table it references, and an example."""
    parts = [column.description]
    if column.codes:
        parts.append(f"One of: {', '.join(column.codes)}.")
    if column.target_table:
        parts.append(f"An id from {column.target_table}.")
    if column.example:
        parts.append(f"Example: {column.example}")
    return " ".join(parts) + ("" if column.nullable else " (required)")


def _quoted(value: str | None) -> str:
    if value is None:
        return ""
    plain = _PLAIN.fullmatch(value) and value.isprintable() and value == value.strip()
    return value if plain else json.dumps(value, ensure_ascii=False)


def parse_form(table: Table, text: str) -> RowDict | None:
    """Return the row that `text` describes, None if it has only comments and empty lines.

    Raises EditError, with the line, if a line is not 'field: value' with a field of the table, or repeats a field.
    """
    row: RowDict = dict.fromkeys(table.names)
    seen = set()
    for number, raw_line in enumerate(text.split("\n"), 1):
        line = raw_line.rstrip("\r")
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None or match[1] not in row:
            raise EditError(
                f"line {number}: expected 'field: value' with a field of {table.name}, not {line.strip()[:60]!r}"
            )
        if match[1] in seen:
            raise EditError(f"line {number}: {match[1]} is there twice; keep one")
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
