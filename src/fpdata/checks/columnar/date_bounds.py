"""What the dates of a column mean, as days.

Days and intervals of days, by far the most, are read by Arrow where they have a form that leaves no
question; whatever else there is, by the model's own reader (`model.edtf`), each different text once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.model.edtf import EdtfError, bounds

# A day that is there in every month of every year.
_DAY = "(?:000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
_SIDE = f"{_DAY}[?~%]?"
_INTERVAL = rf"{_SIDE}|{_SIDE}/(?:{_SIDE}|\.\.)?|(?:\.\.)?/{_SIDE}"


class DateBounds(NamedTuple):
    """The dates of a column: which are dates at all, and the first and last day that each can mean."""

    valid: pa.BooleanArray
    earliest: pa.Date32Array
    latest: pa.Date32Array


def date_bounds(values: pa.StringArray) -> DateBounds:
    """Return what a column of dates means; null where it is empty, and for a bound that is open or unknown."""
    return _read(values, (_DAY, _days), (_INTERVAL, _intervals), ("", _others))


def _read(values: pa.StringArray, *forms: tuple[str, Callable[[pa.StringArray], DateBounds]]) -> DateBounds:
    """Read the values by the first form that each has; the last is that of all."""
    (pattern, reader), *others = forms
    if not others:
        return reader(values)
    alike = pc.match_substring_regex(values, f"^(?:{pattern})$")
    if alike.true_count == len(values):
        return reader(values)
    unlike = pc.invert(alike)
    nothing = DateBounds(*(pa.nulls(len(values), type) for type in (pa.bool_(), pa.date32(), pa.date32())))
    parts = (alike, reader(values.filter(alike))), (unlike, _read(values.filter(unlike), *others))
    return reduce(lambda days, part: _with(days, *part), parts, nothing)


def _with(days: DateBounds, which: pa.BooleanArray, these: DateBounds) -> DateBounds:
    which = pc.coalesce(which, False)
    return DateBounds(*(pc.replace_with_mask(one, which, other) for one, other in zip(days, these, strict=True)))


def _days(values: pa.StringArray) -> DateBounds:
    days = values.cast(pa.date32())
    return DateBounds(pc.is_valid(days), days, days)


def _intervals(values: pa.StringArray) -> DateBounds:
    """Read days with a qualifier, and intervals of days."""
    bare = pc.replace_substring_regex(values, "[?~%]", "")
    sides = (pc.utf8_slice_codeunits(bare, 0, 10), "^[0-9]"), (pc.utf8_slice_codeunits(bare, -10), "[0-9]$")
    first, last = (
        pc.if_else(pc.match_substring_regex(bare, known), side, None).cast(pa.date32()) for side, known in sides
    )
    forward = pc.coalesce(pc.less_equal(first, last), True)
    return DateBounds(forward, *(pc.if_else(forward, side, None) for side in (first, last)))


def _others(values: pa.StringArray) -> DateBounds:
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
