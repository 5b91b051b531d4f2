"""What the dates of a column mean, as days.

Days and intervals of days, by far the most, are read by Arrow where they have a form that leaves no
question; whatever else there is, by the model's own reader (`model.edtf`), each different text once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.model.edtf import EdtfError, bounds

# A day that is there in every month of every year.
_DAY = "(?:000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
_PLAIN = f"^{_DAY}$"
_SIDE = f"{_DAY}[?~%]?"
_DAYS = rf"^(?:{_SIDE}|{_SIDE}/(?:{_SIDE}|\.\.)?|(?:\.\.)?/{_SIDE})$"


class Days(NamedTuple):
    """The dates of a column: which are dates at all, and the first and last day that each can mean."""

    valid: pa.BooleanArray
    earliest: pa.Date32Array
    latest: pa.Date32Array


def days_of(values: pa.StringArray) -> Days:
    """Return what a column of dates means; null where it is empty, and for a bound that is open or unknown."""
    plain = pc.match_substring_regex(values, _PLAIN)
    days = _day(values, plain)
    return _refined(Days(plain, days, days), values, _days_and_intervals)


def _days_and_intervals(values: pa.StringArray) -> Days:
    """Read days with a qualifier, and intervals of days."""
    matches = pc.match_substring_regex(values, _DAYS)
    bare = pc.replace_substring_regex(values, "[?~%]", "")
    first = _day(pc.utf8_slice_codeunits(bare, 0, 10), pc.and_(matches, pc.match_substring_regex(bare, "^[0-9]")))
    last = _day(pc.utf8_slice_codeunits(bare, -10), pc.and_(matches, pc.match_substring_regex(bare, "[0-9]$")))
    backward = pc.coalesce(pc.less(last, first), False)
    return _refined(Days(pc.and_(matches, pc.invert(backward)), first, last), values, _others)


def _others(values: pa.StringArray) -> Days:
    encoded = values.dictionary_encode()
    spans = [_span(text) for text in encoded.dictionary.to_pylist()]
    valid = pa.array([span is not None for span in spans], pa.bool_())
    first, last = (pa.array([span and span[side] for span in spans], pa.date32()) for side in (0, 1))
    return Days(*(each.take(encoded.indices) for each in (valid, first, last)))


def _span(text: str) -> tuple[object, object] | None:
    if text == "..":
        return None, None
    try:
        return bounds(text)
    except EdtfError:
        return None


def _refined(days: Days, values: pa.StringArray, reader: Callable[[pa.StringArray], Days]) -> Days:
    """Return `days` with what was not recognised read by another reader."""
    unknown = pc.coalesce(pc.invert(days.valid), False)
    if not unknown.true_count:
        return days
    more = reader(values.filter(unknown))
    return Days(*(pc.replace_with_mask(*each) for each in zip(days, (unknown,) * 3, more, strict=True)))


def _day(values: pa.StringArray, matches: pa.BooleanArray) -> pa.Date32Array:
    return pc.if_else(matches, values, None).cast(pa.date32())
