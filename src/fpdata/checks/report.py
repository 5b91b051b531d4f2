"""The report of a check: its issues, and how much was read."""

from __future__ import annotations

from dataclasses import dataclass

from fpdata.checks.codes import Severity
from fpdata.checks.issue import Issue
from fpdata.package.locate import Package


@dataclass(frozen=True)
class Report:
    """The result of a check."""

    package: Package
    issues: tuple[Issue, ...]
    """Every issue, sorted by file, line, column and code."""
    rows: int
    """The number of records that were read."""
    tables: int
    """The number of tables that were read to their end."""

    @property
    def errors(self) -> tuple[Issue, ...]:
        """The issues of severity error, which prevent an export."""
        return tuple(issue for issue in self.issues if issue.severity is Severity.ERROR)

    @property
    def ok(self) -> bool:
        """Whether there is no error. There may be warnings."""
        return not self.errors
