"""The engines of a check, in a module that loads nothing: the help of the command line lists them."""

from __future__ import annotations

from enum import StrEnum


class Engine(StrEnum):
    """What a check runs on. All engines find the same issues."""

    ROWS = "rows"
    """Row by row, with pydantic alone: slow and simple."""
    COLUMNAR = "columnar"
    """On whole columns, with Arrow; pydantic sees only the rows that this does not prove valid."""
    SPARK = "spark"
    """Columnar, spread over the workers of a Spark cluster; tables may be cut into many files."""
