"""Strategies for single values: ids, texts, dates, the cells of a column."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Literal

from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from fpdata.checks.rows.quality import has_label
from fpdata.model.edtf import bounds
from fpdata.model.fields import TEXT_LENGTH
from fpdata.model.table import Column
from fpdata.model.text_checks import string_check

_CHECK_TEXT = string_check(TEXT_LENGTH, is_free_text=True, pattern=None, code="row-text", expected="")
_WORD = st.text("abcxyz019", min_size=1, max_size=4)
_QUALIFIER = st.sampled_from(["", "", "", "?", "~", "%"])
_INVISIBLE: tuple[Literal["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"], ...] = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


# Cached: Hypothesis takes longer to set up a strategy than to draw from it, and packages draw from hundreds.
@cache
def ids() -> st.SearchStrategy[str]:
    """Return a strategy for ids: lower-case words joined by hyphens."""
    return st.lists(_WORD, min_size=1, max_size=3).map("-".join)


@cache
def texts() -> st.SearchStrategy[str]:
    """Return a strategy for one-line texts in Unicode NFC, with quotes, commas and letters of every script."""
    characters = st.one_of(st.sampled_from(' ,";=é'), st.characters(exclude_categories=_INVISIBLE))
    return (
        st.text(characters, min_size=1, max_size=12)
        .map(lambda text: unicodedata.normalize("NFC", text.strip()))
        .filter(lambda text: text and not has_label(text) and _is_valid(text))
    )


def _is_valid(text: str) -> bool:
    try:
        return bool(_CHECK_TEXT(text))
    except PydanticCustomError:
        return False


@st.composite
def dates(draw: st.DrawFn, masked: bool = True) -> str:
    """Return a strategy for EDTF dates of levels 0 and 1 without intervals; `masked` includes unspecified digits."""
    year, month = draw(st.integers(1789, 2026)), draw(st.integers(1, 12))
    forms = ["day", "month", "year", "season"] + ["decade", "century", "masked-day", "masked-month"] * masked
    form = draw(st.sampled_from(forms))
    match form:
        case "day":
            text = f"{year}-{month:02}-{draw(st.integers(1, 28)):02}"
        case "month":
            text = f"{year}-{month:02}"
        case "year":
            text = f"{year}"
        case "decade":
            text = f"{year // 10}X"
        case "century":
            text = f"{year // 100}XX"
        case "season":
            return f"{year}-{draw(st.integers(21, 24))}"
        case "masked-day":
            text = f"{year}-{month:02}-XX"
        case _:
            text = f"{year}-XX"
    return text + draw(_QUALIFIER)


@st.composite
def edtf(draw: st.DrawFn) -> str:
    """Return a strategy for EDTF dates and intervals of levels 0 and 1."""
    form = draw(st.sampled_from(["date"] * 3 + ["interval", "open-start", "open-end", "unknown-start", "unknown-end"]))
    first = draw(dates(masked=form == "date"))
    match form:
        case "interval":
            last = draw(dates(masked=False))
            (begin, _), (_, end) = bounds(first), bounds(last)
            return f"{first}/{last}" if begin and end and begin <= end and first != last else first
        case "open-start":
            return f"../{first}"
        case "open-end":
            return f"{first}/.."
        case "unknown-start":
            return f"/{first}"
        case "unknown-end":
            return f"{first}/"
        case _:
            return first


@cache
def cells(column: Column) -> st.SearchStrategy[str | None]:
    """Return a strategy for valid cells of a column, with None if it may be empty; a reference is any id."""
    match column.kind:
        case "code":
            values: st.SearchStrategy[str] = st.sampled_from([str(code) for code in column.codes or ()])
        case "edtf":
            values = edtf()
        case "url":
            values = st.builds("https://{}.example/{}".format, _WORD, _WORD)
        case "language":
            values = st.sampled_from(["en", "uk", "ru", "zh-Hant"])
        case "text":
            values = texts()
        case "integer":
            values = st.integers(1, 999_999).map(str)
        case _:
            values = ids()
    return st.one_of(st.none(), values) if column.nullable else values
