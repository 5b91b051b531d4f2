"""Candidates for the rules about single records: found in a block, without any other row."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.columnar.column_checks import ColumnBatch
from fpdata.checks.rows.quality import LABELS, PLACEHOLDER, neutral_text, no_placeholder_dates
from fpdata.checks.rule import Rule

#: Pejorative labels for RE2. Python's case-folding also matches İ, ı, ſ and the Kelvin sign with i, k and s.
LABEL_PATTERN = f"(?i:{LABELS.pattern})|[İıſ\u212a]"


def block_candidates(batch: ColumnBatch) -> dict[Rule, list[int]]:
    """Return the rows of a block that may break a rule about single records."""
    found = {}
    if neutral := [column.name for column in batch.table.columns if column.prose]:
        found[neutral_text] = _any(_matches(batch[name], LABEL_PATTERN) for name in neutral)
    if batch.table.name == "roles":
        pattern = f"^(?:{PLACEHOLDER.pattern})$"
        found[no_placeholder_dates] = _any(_matches(batch[name], pattern) for name in ("start", "end"))
    return {rule: pc.indices_nonzero(mask).to_pylist() for rule, mask in found.items()}


def _matches(values: pa.StringArray, pattern: str) -> pa.BooleanArray:
    if values.null_count == len(values):
        return pc.is_valid(values)
    return pc.match_substring_regex(values, pattern).fill_null(False)


def _any(masks: Iterable[pa.BooleanArray]) -> pa.BooleanArray:
    return reduce(pc.or_, masks)
