"""Arrow scalars whose type is stated.

To infer a type, pyarrow imports dateutil, for each scalar anew. Where dateutil is not installed, as in a reader's
environment, each such import fails after a search of every folder of the path: a fifth of a millisecond, thousands of
times in a check.
"""

from __future__ import annotations

from functools import cache

import pyarrow as pa

FALSE = pa.scalar(False, pa.bool_())


@cache
def text(value: str) -> pa.StringScalar:
    """Return a text as an Arrow scalar."""
    return pa.scalar(value, pa.string())


@cache
def number(value: int) -> pa.Int32Scalar:
    """Return a number as an Arrow scalar of 32 bits."""
    return pa.scalar(value, pa.int32())
