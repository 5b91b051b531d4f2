"""Check a package that is too large for one machine: the same check, spread over Spark's workers."""

from __future__ import annotations

from fpdata.checks.spark.engine import check_spark

__all__ = ["check_spark"]
