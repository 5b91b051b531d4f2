"""Dates in EDTF (ISO 8601-2:2019), levels 0 and 1.

A value is a date (``2025-11-18``, ``2025-11``, ``2025``), optionally qualified (``1884?`` uncertain,
``2025-11-16~`` approximate, ``%`` both), with unspecified digits (``194X``, ``2004-XX``), a season
(``2001-21``), or an interval of two dates, either of which may be open (``../2025-11-26``) or
unknown (``2004/``).

Deliberately not supported, and rejected with a message: times of day (records are by day), years before 0001
or after 9999 (consumers of Arrow ``date32`` disagree on them), and level 2.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

if TYPE_CHECKING:  # pydantic takes longer to import than most look-ups, which only ask for bounds
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import core_schema

_PLAIN = r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
# A masked digit may only be followed by masks: 194X, 2004-XX, 2004-06-XX, 2004-XX-XX.
_MASKED = r"(?:[0-9]{2}XX|[0-9]{3}X|[0-9]{4}-(?:XX(?:-XX)?|[0-9]{2}-XX))"
_SIDE = rf"{_PLAIN}[?~%]?"

#: The syntax of levels 0 and 1 as one regular expression. A match may still be invalid, such as 2025-02-30.
PATTERN = rf"(?:(?:{_PLAIN}|{_MASKED})[?~%]?|{_SIDE}/(?:{_SIDE}|\.\.)?|(?:\.\.)?/{_SIDE})"
_FORM = re.compile(PATTERN)

# First and last month of a season; winter ends in February of the next year.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class EdtfError(ValueError):
    """The text is not an EDTF date of level 0 or 1; the message says why."""


class Bounds(NamedTuple):
    """The first and the last day a date can mean; None if it is open or unknown on that side."""

    earliest: date | None
    latest: date | None


@lru_cache(maxsize=65536)
def bounds(text: str) -> Bounds:
    """Return the earliest and the latest day that `text` can mean.

    A qualifier (``?``, ``~``, ``%``) does not widen the bounds, because any margin would be arbitrary.

    >>> bounds("2025-11")
    Bounds(earliest=datetime.date(2025, 11, 1), latest=datetime.date(2025, 11, 30))

    Raises EdtfError if `text` is not an EDTF date of level 0 or 1, or is an interval that ends before it starts.
    """
    if not _FORM.fullmatch(text):
        raise EdtfError(_why_not(text))
    first, slash, last = text.partition("/")
    if not slash:
        return _date_bounds(text)
    earliest = _date_bounds(first).earliest if first not in ("", "..") else None
    latest = _date_bounds(last).latest if last not in ("", "..") else None
    if earliest and latest and latest < earliest:
        raise EdtfError(f"the interval ends ({last}) before it starts ({first})")
    return Bounds(earliest, latest)


def known_bounds(text: str | None) -> Bounds | None:
    """Return the bounds of a cell with a date; None if it is empty, open (``..``) or not a date.

    >>> known_bounds("1890-05"), known_bounds("..")
    (Bounds(earliest=datetime.date(1890, 5, 1), latest=datetime.date(1890, 5, 31)), None)
    """
    if not text or text == "..":
        return None
    try:
        return bounds(text)
    except EdtfError:
        return None


def normalize(text: str) -> str:
    """Return a date in normal form, with the same meaning; any other text is returned unchanged.

    Dashes become hyphens, and ``x`` becomes ``X``. Notation of the 2012 draft is replaced by that of the standard
    (``open`` by ``..``, ``unknown`` by nothing, ``?~`` by ``%``, ``u`` by ``X``), and an interval from a date to
    itself by that date.

    >>> normalize("196x"), normalize("2004-06?~"), normalize("1984/open"), normalize("2004/2004")
    ('196X', '2004-06%', '1984/..', '2004')
    """
    if not text.strip("0123456789-"):
        return text  # a plain date, or none
    sides = [_normal_side(side) for side in re.sub("[\u2010-\u2015\u2212]", "-", text).split("/")]
    written = sides[0] if len(sides) == 2 and sides[0] == sides[1] != ".." else "/".join(sides)
    return written if written == ".." or _is_date(written) else text


def _normal_side(side: str) -> str:
    side = {"open": "..", "unknown": ""}.get(side.lower(), side)
    return re.sub("[xu]", "X", side).replace("?~", "%").replace("~?", "%")


def _is_date(text: str) -> bool:
    try:
        bounds(text)
    except EdtfError:
        return False
    return True


def _date_bounds(text: str) -> Bounds:
    year, _, rest = text.rstrip("?~%").partition("-")
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if first_year == 0 and "X" in year:
        first_year = 1  # 000X: the calendar of the exports has no year 0
    if first_year == 0:
        raise EdtfError("the year 0000 is not supported; years run from 0001 to 9999")
    month, _, day = rest.partition("-")
    if month in ("", "XX"):
        return Bounds(date(first_year, 1, 1), date(last_year, 12, 31))
    number = int(month)
    if number in _SEASONS:
        if day or text[-1] in "?~%":
            raise EdtfError(f"{text!r}: a season (21 to 24) has no day and no qualifier")
        begin, end = _SEASONS[number]
        end_year = first_year + (end < begin)
        if end_year > 9999:
            raise EdtfError("years run from 0001 to 9999")
        return Bounds(date(first_year, begin, 1), _last_of_month(end_year, end))
    if not 1 <= number <= 12:
        raise EdtfError(f"month {month} does not exist; months are 01 to 12, seasons 21 to 24")
    if day in ("", "XX"):
        return Bounds(date(first_year, number, 1), _last_of_month(first_year, number))
    last = _last_of_month(first_year, number)
    if not 1 <= int(day) <= last.day:
        raise EdtfError(f"day {text} does not exist; {year}-{month} has {last.day} days")
    exact = date(first_year, number, int(day))
    return Bounds(exact, exact)


def _last_of_month(year: int, month: int) -> date:
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return date(year, month, _DAYS[month - 1] + leap)


_COMPACT = re.compile("[0-9]{8}")
_YEARS = "years run from 0001 to 9999 here"
_NO_TIMES = "times are not recorded here; give the day, such as 2025-11-18"
# Beyond those years: a minus sign before the year, Y before one of any length, or a calendar era in words.
_OTHER_YEAR = re.compile(
    r"(?:-[0-9]{3}[0-9X]|Y-?[0-9]+(?:E[0-9]+)?(?:S[0-9]+)?)(?:-[0-9X]{2}){0,2}[?~%]?(?:/.*)?|.+/(?:-[0-9]{4}|Y-?[0-9]).*"
)
_ERA = re.compile(r".*[0-9]\s*B\.?\s?C\.?(?:\s?E\.?)?", re.IGNORECASE)
_ZONE = re.compile(rf"{_PLAIN}\s?(?:Z|[+-][0-9]{{2}}:?(?:[0-9]{{2}})?)")


def _why_not(text: str) -> str:
    if re.search("[0-9]T[0-9]|[0-9]T$|[0-9] [0-9]{1,2}:[0-9]{2}", text):
        return f"EDTF allows times of day, but {_NO_TIMES}"
    if _ZONE.fullmatch(text):
        return f"a time zone is part of a time, and {_NO_TIMES}"
    if _OTHER_YEAR.fullmatch(text):
        return f"valid EDTF of level 1, but {_YEARS}"
    if _ERA.fullmatch(text) or (re.fullmatch("[0-9]{5,}(?:-[0-9]{2}){0,2}", text) and not _COMPACT.fullmatch(text)):
        return _YEARS
    if _COMPACT.fullmatch(text):
        return f"write hyphens, such as {text[:4]}-{text[4:6]}-{text[6:]}"
    if text == "..":
        return "only the end of a period can be '..'; leave an unknown date empty"
    from fpdata.model.characters import quote
    from fpdata.model.spreadsheet_values import is_foreign_date, plain_date  # both only for what is wrong

    if is_foreign_date(text) and not text[:4].isdigit():
        meant = plain_date(text) or "year-month-day, such as 2025-11-18"
        return (
            f"write {quote(text)} as {meant} (if a spreadsheet changed the file, run 'fpdata fmt --from-spreadsheet')"
        )
    if re.fullmatch(r"[0-9]{4}[-/.][0-9]{1,2}([-/.][0-9]{1,2})?", text):
        return "write month and day with two digits and hyphens, such as 2025-03-07"
    if "X" in text and "/" in text:
        return "unspecified digits (X) in an interval are EDTF level 2; give its first and last possible day"
    if text[:1] in ("[", "{"):
        return "sets are EDTF level 2; use an interval, such as 2025-11-18/2025-11-19"
    return "not an EDTF date of level 0 or 1, such as 2025-11-18, 2025-11, 1884?, 194X or 2025-10-24/2025-10-26"


class Edtf(str):
    """A date as text, with the days it can mean. It compares, sorts and prints as its text.

    >>> Edtf("2025-11").latest
    datetime.date(2025, 11, 30)
    """

    __slots__ = ()
    _may_be_open: ClassVar[bool] = False

    @property
    def earliest(self) -> date | None:
        """The first day the date can mean; None if it is open or unknown."""
        return None if self == ".." else bounds(self).earliest

    @property
    def latest(self) -> date | None:
        """The last day the date can mean; None if it is open or unknown."""
        return None if self == ".." else bounds(self).latest

    @property
    def is_ongoing(self) -> bool:
        """Whether this is the open end (``..``) of a period that is ongoing."""
        return self == ".."

    @property
    def is_uncertain(self) -> bool:
        """Whether any part of the date is uncertain (``?`` or ``%``)."""
        return "?" in self or "%" in self

    @property
    def is_approximate(self) -> bool:
        """Whether any part of the date is approximate (``~`` or ``%``)."""
        return "~" in self or "%" in self

    @classmethod
    def _validate(cls, text: str) -> Edtf:
        if not (cls._may_be_open and text == ".."):
            try:
                bounds(text)
            except EdtfError as error:
                from pydantic_core import PydanticCustomError

                raise PydanticCustomError("row-date", "{reason}", {"reason": str(error)}) from None
        return cls(text)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_after_validator_function(
            cls._validate,
            core_schema.str_schema(strict=True),
            serialization=core_schema.plain_serializer_function_ser_schema(str, return_schema=core_schema.str_schema()),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{cls.pattern()}$"}

    @classmethod
    def pattern(cls) -> str:
        """The regular expression, unanchored, that every value matches (see PATTERN)."""
        return rf"(?:{PATTERN}|\.\.)" if cls._may_be_open else PATTERN


class End(Edtf):
    """The end of a period: a date, or ``..`` while it is ongoing; empty if it is unknown."""

    __slots__ = ()
    _may_be_open: ClassVar[bool] = True
