"""Hypothesis strategies for valid dates, records and whole packages, which shrink.

>>> from hypothesis import given
>>> @given(packages())
... def test_my_importer(package): ...

A package is a mapping of table name to rows, and a row a mapping of column name to text or None. References
lead to records of the same package and no rule is broken, so `fpdata.check` reports no errors (it may give
warnings). Needs the extra ``strategies``.
"""

from __future__ import annotations

try:
    import hypothesis  # noqa: F401
except ImportError:
    raise ImportError("fpdata.strategies needs hypothesis; install it with: pip install 'fpdata[strategies]'") from None

from fpdata.strategies.repair import PackageDict
from fpdata.strategies.rows import packages, records
from fpdata.strategies.values import cells, dates, edtf, ids, texts

__all__ = ["PackageDict", "cells", "dates", "edtf", "ids", "packages", "records", "texts"]
