"""What is documented of an issue code: its severity, what is wrong, why it matters, and how to fix it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How serious an issue is: an error blocks the export, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class CodeInfo:
    """The documentation of one code."""

    code: str
    title: str
    """What is wrong, as a heading."""
    why: str
    """Why it matters, in one sentence."""
    fix: str
    """What to do, as an imperative."""
    severity: Severity = Severity.ERROR
