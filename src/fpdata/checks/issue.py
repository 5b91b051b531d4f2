"""An issue as a value: what is wrong, where, and how to fix it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fpdata.checks.codes import CODES, Severity
from fpdata.model.escape import escape_control

_MAX_VALUE = 200


@dataclass(frozen=True, order=True, slots=True)
class Issue:
    """One problem in a package. Issues sort by file, line, column, then code.

    `line` is the physical line of the file on which the record begins (the header is on line 1), and
    `column` is the position of the cell in the record (the first is 1). Both are 0, and the texts are
    empty, for an issue that is not about a single line, cell, table, record or field.
    """

    file: str
    line: int
    column: int
    code: str
    table: str = ""
    record: str = ""
    field: str = ""
    value: str = ""
    message: str = ""
    hint: str = ""

    @property
    def severity(self) -> Severity:
        """The severity of its code: a package with an error cannot be exported, one with warnings can."""
        return CODES[self.code].severity

    @property
    def place(self) -> str:
        """Its location as ``file:line:column``, without the parts that do not apply."""
        return ":".join([self.file, *(str(number) for number in (self.line, self.column) if number)])

    @property
    def shown_value(self) -> str:
        """The value for display: on one line, at most 200 characters (see `escape_control`)."""
        return escape_control(self.value, _MAX_VALUE)

    def to_dict(self) -> dict[str, Any]:
        """Return the issue as a JSON object, not escaped; fields that do not apply are None, long texts are cut."""
        values = {name: getattr(self, name) or None for name in ("table", "file", "line", "column", "record", "field")}
        return {
            "code": self.code,
            "severity": str(self.severity),
            **{name: _cut(value, 1000) if isinstance(value, str) else value for name, value in values.items()},
            "value": _cut(self.value, _MAX_VALUE),
            "message": _cut(self.message, 1000),
            "hint": self.hint or CODES[self.code].fix,
        }


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
