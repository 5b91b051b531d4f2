"""Days and periods as arguments: what they may be, and what the errors say."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpdata.access.days import is_of_period, to_day, to_days
from fpdata.model.edtf import bounds


@given(st.dates())
def test_a_day_is_the_same_in_every_form(day: date) -> None:
    moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    assert to_day("day", day) == to_day("day", day.isoformat()) == to_day("day", moment) == day


@pytest.mark.parametrize("value", ["19621022", "1962-W43-1", "1962-02-30", "1962-10", "today", ""])
def test_another_text_is_no_day(value: str) -> None:
    with pytest.raises(ValueError, match=f"day must be an existing day as YYYY-MM-DD, not '{value}'"):
        to_day("day", value)


def test_another_type_is_no_day() -> None:
    with pytest.raises(TypeError, match="day must be a date or a string, not int"):
        to_day("day", 1962)  # type: ignore[arg-type]


def test_a_month_or_year_begins_with_its_first_day_and_ends_with_its_last() -> None:
    assert to_days("1962", "1962-02") == (date(1962, 1, 1), date(1962, 2, 28))
    assert to_days(None, "1962") == (None, date(1962, 12, 31))
    assert to_days(date(1962, 2, 3), None) == (date(1962, 2, 3), None)
    with pytest.raises(ValueError, match="1963"):
        to_days("1963", "1962")


@pytest.mark.parametrize(
    ("kind", "text", "is_own"),
    [
        ("event", "1890-01-02", True),
        ("event", "1889-12-30/1890-01-02", True),  # it lasted from one day to the other
        ("role-start", "1889-12-30/1890-01-02", False),  # it was on a day between the two
        ("statement", "1890-01", True),
        ("statement", "1890", False),
        ("event", "1800/1900", False),
        ("document", "../1890-01-05", False),
    ],
)
def test_what_may_be_of_a_period_is_of_it_if_all_its_days_are(kind: str, text: str, is_own: bool) -> None:
    first, last = bounds(text)
    row = {"kind": kind, "date": text, "date_min": first, "date_max": last}
    assert is_of_period(row, date(1890, 1, 1), date(1890, 1, 31)) is is_own
    assert is_of_period(row, None, None)
