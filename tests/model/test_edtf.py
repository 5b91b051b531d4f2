"""Dates: forms, bounds, messages; and the same bounds as the reference implementation."""

from __future__ import annotations

import calendar
from contextlib import suppress
from datetime import date
from time import struct_time

import edtf as oracle
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fpdata.model.edtf import Edtf, EdtfError, End, bounds, normalize
from fpdata.strategies import dates
from fpdata.strategies import edtf as edtf_dates


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2025-11-18", date(2025, 11, 18), date(2025, 11, 18)),
        ("2025-11", date(2025, 11, 1), date(2025, 11, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("1884?", date(1884, 1, 1), date(1884, 12, 31)),
        ("2025-11-16~", date(2025, 11, 16), date(2025, 11, 16)),
        ("194X", date(1940, 1, 1), date(1949, 12, 31)),
        ("18XX", date(1800, 1, 1), date(1899, 12, 31)),
        ("000X", date(1, 1, 1), date(9, 12, 31)),
        ("2004-XX", date(2004, 1, 1), date(2004, 12, 31)),
        ("2004-XX-XX", date(2004, 1, 1), date(2004, 12, 31)),
        ("2004-06-XX", date(2004, 6, 1), date(2004, 6, 30)),
        ("2001-21", date(2001, 3, 1), date(2001, 5, 31)),
        ("2001-24", date(2001, 12, 1), date(2002, 2, 28)),
        ("2025-10-24/2025-10-26", date(2025, 10, 24), date(2025, 10, 26)),
        ("../2025-11-26", None, date(2025, 11, 26)),
        ("/2025", None, date(2025, 12, 31)),
        ("2025-11/..", date(2025, 11, 1), None),
        ("2025-11/", date(2025, 11, 1), None),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_bounds(text: str, earliest: date | None, latest: date | None) -> None:
    assert bounds(text) == (earliest, latest)
    assert (Edtf(text).earliest, Edtf(text).latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2025-02-30", "2025-02 has 28 days"),
        ("2025-13", "months are 01 to 12"),
        ("2025-22-01", "a season"),
        ("18.11.2025", "write '18.11.2025' as 2025-11-18"),
        ("November 2025", "write 'November 2025' as 2025-11"),
        ("3/4/2025", "year-month-day"),
        ("2025-3-7", "two digits"),
        ("2025-11-18T15:00", "EDTF allows times of day, but times are not recorded here"),
        ("Talks in Florida", "not an EDTF date"),
        ("[2025-11-18,2025-11-19]", "level 2"),
        ("2025-11-26/2025-11-24", "before it starts"),
        ("..", "only the end of a period"),
        ("../..", "not an EDTF date"),
        ("0000", "0001 to 9999"),
        ("9999-24", "0001 to 9999"),
        *[
            (text, "valid EDTF of level 1, but years run from 0001 to 9999 here")
            for text in ("-0044", "-0044-03-15", "-0044/0014", "0014/-0001", "Y17000", "Y-17000", "-004X")
        ],
        *[(text, "years run from 0001 to 9999 here") for text in ("44 BC", "44 B.C.E.", "17000", "10000-01-01")],
        *[(text, "times are not recorded here") for text in ("2025-11-18Z", "2025-11-18+01:00", "2025-11-18 09:30")],
        ("20251118", "write hyphens, such as 2025-11-18"),
        ("19XX-12", "not an EDTF date"),
        ("yesterday", "not an EDTF date"),
        ("2025-11-18\n", "not an EDTF date"),
        ("２０２５", "not an EDTF date"),
        ("", "not an EDTF date"),
    ],
)
def test_refused_with_what_to_do(text: str, says: str) -> None:
    with pytest.raises(EdtfError, match=says):
        bounds(text)


def test_open_end() -> None:
    assert End("..").is_ongoing
    assert End("..").earliest is None
    assert End("..").latest is None
    assert not End("2025").is_ongoing


def test_qualifiers() -> None:
    assert Edtf("1884?").is_uncertain
    assert Edtf("1884~").is_approximate
    assert Edtf("1884%").is_uncertain
    assert Edtf("1884%").is_approximate
    assert not Edtf("1884").is_uncertain


@given(dates())
def test_same_bounds_as_the_reference_implementation(text: str) -> None:
    assume(not text.rstrip("?~%").endswith("-24"))  # winter: the reference ends it on December 31, we in February
    theirs = oracle.parse_edtf(text)
    assert bounds(text) == (_day(theirs.lower_strict()), _day(theirs.upper_strict()))


@given(edtf_dates())
def test_what_we_accept_the_reference_accepts(text: str) -> None:
    assert oracle.parse_edtf(text) is not None


@given(edtf_dates())
def test_bounds_are_in_order(text: str) -> None:
    earliest, latest = bounds(text)
    assert earliest is None or latest is None or earliest <= latest


@given(st.text("0123456789-/.X?~%T ", max_size=12))
def test_what_the_reference_refuses_we_refuse(text: str) -> None:
    with suppress(EdtfError):
        bounds(text)
        assert oracle.parse_edtf(text) is not None


@given(st.integers(1, 9999), st.integers(1, 12))
def test_every_month_has_its_days(year: int, month: int) -> None:
    last = calendar.monthrange(year, month)[1]
    assert bounds(f"{year:04}-{month:02}").latest == date(year, month, last)
    with pytest.raises(EdtfError, match="does not exist"):
        bounds(f"{year:04}-{month:02}-{last + 1}")


def _day(time: struct_time) -> date:
    return date(time.tm_year, time.tm_mon, time.tm_mday)


@given(edtf_dates())
def test_a_date_in_normal_form_means_the_same(text: str) -> None:
    assert bounds(normalize(text)) == bounds(text)
    assert normalize(normalize(text)) == normalize(text)
    first, _, last = text.partition("/")
    assert normalize(text) == text or first == last


@given(st.text("0123456789-/.?~%XxuopenT–", max_size=21))
def test_normal_form_is_idempotent_and_makes_no_wrong_date(text: str) -> None:
    written = normalize(text)
    assert normalize(written) == written
    if written not in (text, ".."):
        bounds(written)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("19uu", "19XX"), ("2004–06–11", "2004-06-11"), ("1884~?", "1884%"), ("open/2004", "../2004"), ("unknown/2004", "/2004"),
        ("OPEN", ".."), ("..", ".."), ("2025-11/2025-11", "2025-11"), ("3 May", "3 May"), ("2004-1-2", "2004-1-2"), ("../..", "../.."), ("unknown", "unknown"),
    ],
)  # fmt: skip
def test_normal_forms(text: str, expected: str) -> None:
    assert normalize(text) == expected
