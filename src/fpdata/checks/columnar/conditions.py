"""Evaluate the conditions of rules on Arrow columns."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.conditions import (
    Among,
    Condition,
    Differ,
    Empty,
    Equal,
    Every,
    Filled,
    Later,
    Some,
    Unlike,
)
from fpdata.package.arrow_scalars import FALSE, number

#: Returns the column of a value, one for each row.
Value = Callable[[str], Any]


def holds(condition: Condition, value: Value) -> Any:
    """Return for which rows a condition holds; never null. `value` returns columns, and a scalar for `TODAY`."""
    match condition:
        case Later(one, other, 0):
            mask = pc.greater(value(one), value(other))
        case Later(one, other, days):
            mask = pc.greater(_days(value(one)), pc.add(_days(value(other)), number(days)))
        case Equal(one, other):
            mask = pc.equal(value(one), value(other))
        case Differ(one, other):
            mask = pc.not_equal(value(one), value(other))
        case Among(of, texts):
            mask = _among(value(of), texts)
        case Unlike(of, pattern):
            mask = pc.invert(pc.match_substring_regex(value(of), f"^(?:{pattern})$"))
        case Filled(of):
            mask = pc.is_valid(value(of))
        case Empty(of):
            mask = pc.is_null(value(of))
        case Every(conditions):
            return reduce(pc.and_, (holds(each, value) for each in conditions))
        case Some(conditions):
            return reduce(pc.or_, (holds(each, value) for each in conditions))
    return pc.coalesce(mask, FALSE)


def _among(values: Any, texts: frozenset[str]) -> Any:
    if not pa.types.is_dictionary(values.type):
        return pc.is_in(values, pa.array(sorted(texts), pa.string()))
    return pa.chunked_array([_codes_among(chunk, texts) for chunk in values.chunks], pa.bool_())


def _codes_among(codes: pa.DictionaryArray, texts: frozenset[str]) -> pa.BooleanArray:
    # A few comparisons of single bytes take a tenth of the time of `is_in`.
    known = (code for code, text in enumerate(codes.dictionary.to_pylist()) if text in texts)
    masks = (pc.equal(codes.indices, pa.scalar(code, codes.indices.type)) for code in known)
    none = pc.not_equal(codes.indices, codes.indices)  # false, or null where the cell is empty
    return reduce(pc.or_, masks, none)


def _days(values: Any) -> Any:
    """Return days as numbers, with which one can reckon."""
    return pc.cast(values, pa.int32())
