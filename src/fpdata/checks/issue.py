"""An issue as a value: what is wrong, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fpdata.checks.codes import CODES, Severity


def escape_control(text: str, most: int = 1000) -> str:
    """Return `text` on one line of at most `most` characters, with escapes for what cannot be seen."""
    shown = "".join(
        c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in text[: most + 1]
    )
    return shown if len(shown) <= most else shown[: most - 1] + "…"


@dataclass(frozen=True, order=True, slots=True)
class Issue:
    """One thing that is wrong with a package. Sorts by place: file, line, column, then code.

    `line` is the physical line in the file on which the record begins (the header's is 1), `column`
    the position of the cell in the record (the first is 1); both are 0, and texts are empty, where
    the issue is not about one line, cell, table, record or field.
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
        """How grave it is: a package with an error cannot be exported, one with a warning can."""
        return CODES[self.code].severity

    @property
    def place(self) -> str:
        """Where it is, as ``file:line:column``, as far as that is known."""
        return ":".join([self.file, *(str(number) for number in (self.line, self.column) if number)])

    @property
    def shown_value(self) -> str:
        """The value as it can be shown: on one line, at most 200 characters (see `visible`)."""
        return escape_control(self.value, 200)

    def to_dict(self) -> dict[str, Any]:
        """Return the issue as JSON has it; None for what does not apply."""
        values = {name: getattr(self, name) or None for name in ("table", "file", "line", "column", "record", "field")}
        return {
            "code": self.code,
            "severity": str(self.severity),
            **{name: escape_control(value) if isinstance(value, str) else value for name, value in values.items()},
            "value": self.shown_value,
            "message": escape_control(self.message),
            "hint": escape_control(self.hint) or CODES[self.code].fix,
        }
