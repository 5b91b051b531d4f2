"""The first and last possible day of each date in a column.

Arrow parses days and intervals of days, by far the most frequent forms, if the form is
unambiguous. The model's own parser (`model.edtf`) handles everything else, each distinct text once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.model.edtf import EdtfError, bounds
from fpdata.package.arrow_scalars import FALSE, NO_TEXT, TRUE

# A day that exists in every month of every year.
_DAY = "(?:000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
_SIDE = f"{_DAY}[?~%]?"
_INTERVAL = rf"{_SIDE}|{_SIDE}/(?:{_SIDE}|\.\.)?|(?:\.\.)?/{_SIDE}"


_NO_DAY = pa.scalar(None, pa.date32())


class DateBounds(NamedTuple):
    """For each date: whether it is valid EDTF, and the first and last day it can mean (null if open or unknown)."""

    valid: pa.BooleanArray
    earliest: pa.Date32Array
    latest: pa.Date32Array


def date_bounds(values: pa.StringArray) -> DateBounds:
    """Return the bounds of a column of dates; all null if a cell is empty."""
    if values.null_count == len(values):
        return _unknown(len(values))
    return _parse(values, (_DAY, _parse_days), (_INTERVAL, _parse_intervals), ("", _parse_others))


def _parse(values: pa.StringArray, *forms: tuple[str, Callable[[pa.StringArray], DateBounds]]) -> DateBounds:
    """Parse each value by the first form that it matches; the last form takes all."""
    (pattern, parser), *others = forms
    if not others:
        return parser(values)
    matching = pc.match_substring_regex(values, f"^(?:{pattern})$")
    if matching.true_count == len(values):
        return parser(values)
    parts = []
    if matching.true_count:
        parts.append((matching, parser(values.filter(matching))))
    if matching.false_count:
        rest = pc.invert(matching)
        parts.append((rest, _parse(values.filter(rest), *others)))
    return reduce(lambda bounds, part: _replace(bounds, *part), parts, _unknown(len(values)))


def _unknown(count: int) -> DateBounds:
    return DateBounds(*(pa.nulls(count, type) for type in (pa.bool_(), pa.date32(), pa.date32())))


def _replace(bounds: DateBounds, mask: pa.BooleanArray, new: DateBounds) -> DateBounds:
    if len(mask) == mask.true_count:
        return new
    mask = pc.coalesce(mask, FALSE)
    return DateBounds(*(pc.replace_with_mask(one, mask, other) for one, other in zip(bounds, new, strict=True)))


def _parse_days(values: pa.StringArray) -> DateBounds:
    days = values.cast(pa.date32())
    return DateBounds(pc.is_valid(days), days, days)


def _parse_intervals(values: pa.StringArray) -> DateBounds:
    """Parse days with a qualifier, and intervals of days."""
    bare = pc.replace_substring_regex(values, "[?~%]", "")
    sides = (pc.utf8_slice_codeunits(bare, 0, 10), "^[0-9]"), (pc.utf8_slice_codeunits(bare, -10), "[0-9]$")
    first, last = (
        pc.if_else(pc.match_substring_regex(bare, known), side, NO_TEXT).cast(pa.date32()) for side, known in sides
    )
    forward = pc.coalesce(pc.less_equal(first, last), TRUE)
    return DateBounds(forward, *(pc.if_else(forward, side, _NO_DAY) for side in (first, last)))


def _parse_others(values: pa.StringArray) -> DateBounds:
    encoded = values.dictionary_encode()
    spans = [_span(text) for text in encoded.dictionary.to_pylist()]
    valid = pa.array([span is not None for span in spans], pa.bool_())
    first, last = (pa.array([span and span[side] for span in spans], pa.date32()) for side in (0, 1))
    return DateBounds(*(each.take(encoded.indices) for each in (valid, first, last)))


def _span(text: str) -> tuple[object, object] | None:
    if text == "..":
        return None, None
    try:
        return bounds(text)
    except EdtfError:
        return None
