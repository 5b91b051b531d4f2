"""The engines of a check. The command line's help lists them, so this module imports nothing slow."""

from __future__ import annotations

from enum import StrEnum


class Engine(StrEnum):
    """An implementation of the check. All engines find the same issues."""

    ROWS = "rows"
    """Row by row, with pydantic alone: simple, and faster for less than about a thousand records."""
    COLUMNAR = "columnar"
    """On whole columns, with Arrow; pydantic validates only the rows that Arrow does not prove valid."""
    SPARK = "spark"
    """Columnar, spread over the workers of a Spark cluster; tables may be split into many files."""
