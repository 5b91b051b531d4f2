"""The engines of a check. The command line's help lists them, so this module imports nothing slow."""

from __future__ import annotations

from enum import StrEnum


class Engine(StrEnum):
    """An implementation of the check. All engines find the same issues."""

    ROWS = "rows"
    """Row by row, with pydantic alone: simple, and faster for less than about a thousand records."""
    COLUMNAR = "columnar"
    """In blocks, on all processors: a scan in C proves rows valid, pydantic validates the others, Arrow compares columns.
    The scan is the distribution fpdata-scan; without it, pydantic validates all rows."""
    SPARK = "spark"
    """Columnar, spread over the workers of a Spark cluster; tables may be split into many files."""


class BuildEngine(StrEnum):
    """The engines that can export while they check."""

    COLUMNAR = "columnar"
    SPARK = "spark"
