"""The judge of one record: pydantic's verdict on its cells, as issues at those cells.

This is the reference: slow, plain, and the only place where an issue of a row is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

from pydantic import ValidationError

from fpdata.checks.codes import CODES
from fpdata.checks.issue import Issue
from fpdata.checks.records import RawRow
from fpdata.model.record import Record, Table

# What pydantic calls the errors for which we have no message of our own.
# What git leaves in a file where it could not merge.
_MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_CONFLICT = "A conflict of git: keep one of the two forms, or what is right of both, and delete the lines with marks."
_CODES = {
    "enum": "row-code",
    "missing": "row-required",
    "string_type": "row-required",
    "string_unicode": "row-encoding",
}
_MESSAGES = {
    "row-required": "{field} is empty, and every {noun} has it",
    "row-encoding": "the bytes of this cell are not UTF-8",
}


class RowResult(NamedTuple):
    """A record as it was read, the record of the model that it is or None, and its issues."""

    raw: RawRow
    record: Record | None
    issues: list[Issue]


def validate_row(table: Table, file: str, line: int, cells: list[str]) -> RowResult:
    """Judge one row of a file, whatever its number of cells."""
    if len(cells) != len(table.columns):
        return RowResult(RawRow(line, cells, frozenset(table.names)), None, [_wrong_number(table, file, line, cells)])
    found = validate_cells(table, file, line, cells)
    if isinstance(found, list):
        return RowResult(RawRow(line, cells, frozenset(issue.field for issue in found)), None, found)
    return RowResult(RawRow(line, cells, frozenset()), found, [])


def validate_cells(table: Table, file: str, line: int, cells: list[str]) -> Record | list[Issue]:
    """Return the record that `cells` are, or every issue that pydantic finds with them.

    `cells` has as many members as the table has columns; an empty one is null.
    """
    values = {name: cell or None for name, cell in zip(table.names, cells, strict=True)}
    try:
        return table.model.model_validate(values)
    except ValidationError as error:
        found = error.errors(include_url=False)
    return sorted(_issue(table, file, line, values, detail) for detail in found)


def record_id(table: Table, cells: Mapping[str, str | None]) -> str:
    """Return the primary key of a record as one text: its parts joined by ``/``."""
    return "/".join(record_key(table, cells))


def record_key(table: Table, cells: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return the primary key of a record, part by part: the order of a table is that of these."""
    return tuple(cells.get(part) or "" for part in table.key)


def _wrong_number(table: Table, file: str, line: int, cells: list[str]) -> Issue:
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
        message=f"{len(cells)} cells, and {table.name} has {len(table.columns)} columns",
        hint=_CONFLICT if cells[0].startswith(_MARKERS) else "",
    )


def _issue(table: Table, file: str, line: int, values: dict[str, str | None], detail: Any) -> Issue:
    context = detail.get("ctx", {})
    field = str(detail["loc"][0]) if detail["loc"] else context["field"]
    code = _CODES.get(detail["type"], detail["type"])
    if code not in CODES:
        raise RuntimeError(f"pydantic reports {code!r}, which is no issue code: {detail}")
    value = values[field] or ""
    message, hint = _MESSAGES.get(code, detail["msg"]), ""
    if code == "row-code":
        codes = table.column(field).codes or ()
        message = f"{value!r} is no code of {table.name}.{field}"
        hint = f"{_did_you_mean(value, list(map(str, codes)))}The codes are {', '.join(codes)}."
    return Issue(
        file=file,
        line=line,
        column=table.names.index(field) + 1,
        code=code,
        table=table.name,
        record=record_id(table, values),
        field=field,
        value=value,
        message=message.format(field=field, noun=table.model.__name__.lower()) if code in _MESSAGES else message,
        hint=hint,
    )


def _did_you_mean(value: str, options: list[str]) -> str:
    close = get_close_matches(value.lower(), options, n=1, cutoff=0.6)
    return f"Did you mean {close[0]!r}? " if close else ""
