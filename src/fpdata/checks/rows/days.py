"""Compare dates that may be imprecise: by what is certain of them."""

from __future__ import annotations

import re
from datetime import date

from fpdata.model.edtf import Edtf

#: A day has begun in the east, and not ended in the west, for this many days: no rule takes them for another day.
ZONE_DAYS = 1
#: Days in a year, at most.
YEAR = 366
_DAY = re.compile(r"\d{4}-\d\d-\d\d[?~%]?")


def on(date: Edtf) -> str:
    """Return a date with its preposition: "on 1865-04-15", "in 1865"."""
    return f"{'on' if _DAY.fullmatch(date) else 'in'} {date}"


def days_between(one: Edtf | date | None, other: Edtf | date | None) -> int:
    """Return by how many days at least `other` is after `one`; 0 if that is not certain."""
    last = one.latest if isinstance(one, Edtf) else one
    first = other.earliest if isinstance(other, Edtf) else other
    return max((first - last).days, 0) if last and first else 0
