"""Validate one row: turn pydantic's errors into issues, each at its cell.

Issues about single rows are made only here, whichever engine runs.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from pydantic import ValidationError

from fpdata.checks.codes import CODES
from fpdata.checks.issue import Issue
from fpdata.checks.records import RawRow, record_noun
from fpdata.checks.suggest import suggestions
from fpdata.model.characters import SURROGATE, quote
from fpdata.model.record import Record
from fpdata.model.table import Table, record_id

# What git writes into a file that it could not merge.
_CONFLICT_MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_CONFLICT_HINT = "This is a git merge conflict: keep one version of each record and delete the lines with markers."
# pydantic's own error types; those of the model carry an issue code as their type.
_CODES = {
    "enum": "row-code",
    "missing": "row-required",
    "string_type": "row-required",
    "string_unicode": "row-encoding",
}


class RowResult(NamedTuple):
    """A validated row: as read, as a record of the model (None if it is invalid), and its issues."""

    raw: RawRow
    record: Record | None
    issues: list[Issue]


def validate_row(table: Table, file: str, line: int, cells: list[str]) -> RowResult:
    """Validate a row with any number of cells."""
    if len(cells) != len(table.columns):
        return RowResult(RawRow(line, cells, frozenset(table.names)), None, [_cell_count(table, file, line, cells)])
    found = validate_cells(table, file, line, cells)
    if isinstance(found, list):
        return RowResult(RawRow(line, cells, frozenset(issue.field for issue in found)), None, found)
    return RowResult(RawRow(line, cells), found, [])


def validate_cells(table: Table, file: str, line: int, cells: list[str]) -> Record | list[Issue]:
    """Return the record made of `cells`, or every issue that pydantic finds in them.

    `cells` has one text for each column of the table; an empty text is null.
    """
    values = {name: cell or None for name, cell in zip(table.names, cells, strict=True)}
    try:
        return table.model.model_validate(values)
    except ValidationError as error:
        details = error.errors(include_url=False)
    return sorted(_issue(table, file, line, values, detail) for detail in details)


def _cell_count(table: Table, file: str, line: int, cells: list[str]) -> Issue:
    number = min(len(cells), len(table.columns))
    values = dict(zip(table.names, [*cells, *[""] * len(table.columns)], strict=False))
    return Issue(
        file=file,
        line=line,
        column=number,
        code="row-cell-count",
        table=table.name,
        record=record_id(table, values),
        field=table.names[number - 1],
        value=cells[number - 1],
        message=f"{len(cells)} cells, but {table.name} has {len(table.columns)} columns",
        hint=_CONFLICT_HINT if cells[0].startswith(_CONFLICT_MARKERS) else "",
    )


def _issue(table: Table, file: str, line: int, values: dict[str, str | None], detail: Any) -> Issue:
    field = str(detail["loc"][0]) if detail["loc"] else detail["ctx"]["field"]
    code = _CODES.get(detail["type"], detail["type"])
    if code == "row-code" and not values[field]:
        code = "row-required"  # to pydantic, nothing is one more value that the list lacks
    if code not in CODES:
        raise RuntimeError(f"pydantic reports {code!r}, which is not an issue code: {detail}")
    value = values[field] or ""
    message, hint = _text(table, field, value, code, detail["msg"])
    return Issue(
        file=file,
        line=line,
        column=table.names.index(field) + 1,
        code=code,
        table=table.name,
        record=record_id(table, values),
        field=field,
        value=value,
        message=message,
        hint=hint,
    )


def _how_to_name(target: str) -> str:
    """Return what to write into a cell that must refer to a record of a table; "" for no table."""
    if not target:
        return ""
    named = "the document in which it can be read" if target == "documents" else record_noun(target)
    return f"Name {named}; to find it: fpdata find WORDS --in {target}."


def _text(table: Table, field: str, value: str, code: str, message: str) -> tuple[str, str]:
    """Return message and hint. `message` is pydantic's, and used only if the model defines its words."""
    match code:
        case "row-required":
            return f"{field} is empty, but required", _how_to_name(table.column(field).target_table)
        case "row-encoding" if SURROGATE.search(value):
            return "the cell is not valid UTF-8", ""
        case "row-code":
            codes = [str(code) for code in table.column(field).codes or ()]
            suggestion = "".join(f"Did you mean {code!r}? " for code in suggestions(value.lower(), codes, n=1))
            return (
                f"{quote(value)} is not a valid value for {table.name}.{field}",
                f"{suggestion}Valid values are {', '.join(codes)}.",
            )
        case _:
            return message, ""
