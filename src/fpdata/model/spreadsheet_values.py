"""What spreadsheets make of values: dates in the form of a country, rounded numbers, curly quotes, formulas.

`could_become` tells whether a spreadsheet may have turned one value into another. It answers yes only for what
programs do of their own accord, so that a record can be restored without touching what a person changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from fpdata.model.mojibake import likely_reading
from fpdata.model.text_checks import PLACEHOLDER_PATTERN

#: Whether the month or the day comes first in 3/4/2025.
DateOrder = Literal["month first", "day first"]

_ERROR = re.compile(r"#[A-Z/0]+[!?]?|#[¡¿][^\s!?]+[!?]|Err:[0-9]{3}|#{3,}")
_PLACEHOLDER = re.compile(PLACEHOLDER_PATTERN)
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp][Mm])?$")
_ISO = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_NUMERIC_DATE = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})\.?")
_TWO_NUMBERS = re.compile(r"(\d{1,4})[-/.](\d{1,4})\.?")
_DAY_AND_MONTH = re.compile(r"(?:[^\W\d_]+, ?)?(\d{1,2})\.?[-/ ]?([^\W\d_]{3,})\.?(?:[-/, ]+(\d{4}|\d{2}))?")
_MONTH_AND_DAY = re.compile(r"(?:[^\W\d_]+, ?)?([^\W\d_]{3,})\.?[-/ ]?(\d{1,4})(?:[-/, ]+(\d{4}|\d{2}))?")
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?(?:[Ee][-+]?\d{1,3})?")
_FORMULA = re.compile(r'=(?:HYPERLINK\()?"((?:[^"]|"")*)"(?:[,;]"((?:[^"]|"")*)")?\)?', re.IGNORECASE)
# Months in English, German, French, Spanish and Italian, without accents; an abbreviation is how a name begins.
_MONTHS = (
    "january januar janvier enero gennaio", "february februar fevrier febrero febbraio", "march marz mrz mars marzo",
    "april avril abril aprile", "may mai mayo maggio", "june juni juin junio giugno", "july juli juillet julio luglio",
    "august aout agosto", "september septembre septiembre settembre", "october oktober octobre octubre ottobre",
    "november novembre noviembre", "december dezember decembre diciembre dicembre",
)  # fmt: skip
# What typing aids put in place of plain signs.
_TYPED = {
    **dict.fromkeys("‘’‚‛′", "'"), **dict.fromkeys("“”„‟″", '"'), **dict.fromkeys("–—‑−", "-"),
    "…": "...", "\u00a0": " ", "\u202f": " ", "\n": " ", "\r": " ", "\t": " ", "©": "(c)", "®": "(r)", "™": "(tm)",
}  # fmt: skip
_TYPING_AIDS = str.maketrans(_TYPED)
#: Digits that spreadsheets keep of a number; of longer ones they also show the exponent.
_KEPT_DIGITS, _LONG = 15, 12
_EPOCH = date(1899, 12, 30)  # day 0 of a serial number, as spreadsheets count them


class _DateReading(NamedTuple):
    """A day or month that a text may mean: its year as written (None if it has none; 25 is any century's)."""

    year: int | None
    month: int
    day: int
    order: DateOrder | None = None
    is_month: bool = False


def could_become(original: str, shown: str) -> bool:
    """Whether a spreadsheet may show `original` as `shown`, which differs from it.

    >>> could_become("2025-11-18", "11/18/2025"), could_become("00136", "136"), could_become("Talks", "Talk")
    (True, True, False)
    """
    if not original or not shown or original == shown:
        return False
    if _ERROR.fullmatch(shown) or shown.startswith("="):
        return True  # no value is ever one of these
    if shown.startswith("'") and shown[1:] == original:
        return True
    if (original.lower(), shown) in (("true", "TRUE"), ("false", "FALSE")):
        return True
    if plain_text(original) == plain_text(shown) or _is_other_encoding(original, shown):
        return True
    return _is_same_number(original, shown) or bool(_common_orders(original, shown))


def date_order(original: str, shown: str) -> DateOrder | None:
    """Return the order in which a spreadsheet wrote the date `original`, if it shows."""
    orders = _common_orders(original, shown)
    return next(iter(orders)) if len(orders) == 1 else None


def plain_date(shown: str, order: DateOrder | None = None) -> str | None:
    """Return the only day or month that a date in another form can mean, as EDTF; None if there is none, or several.

    `order` is the one that the file is known to use.

    >>> plain_date("11/18/2025"), plain_date("3/4/2025"), plain_date("3/4/2025", "day first"), plain_date("Nov 2025")
    ('2025-11-18', None, '2025-04-03', '2025-11')
    """
    found = {
        f"{reading.year:04}-{reading.month:02}" + ("" if reading.is_month else f"-{reading.day:02}")
        for reading in _readings(shown)
        if reading.year is not None and reading.year > 99 and reading.order in (None, order or reading.order)
    }
    return found.pop() if len(found) == 1 else None


def proven_order(shown: str) -> DateOrder | None:
    """Return the order of day and month in a date in which one of the two is above 12."""
    orders = {reading.order for reading in _readings(shown) if reading.order and reading.year is not None}
    return orders.pop() if len(orders) == 1 else None


def is_foreign_date(shown: str) -> bool:
    """Whether a text is a date in the form of a spreadsheet, whatever it means."""
    return not _ISO.fullmatch(shown) and any(_readings(shown))


def formula_text(shown: str) -> str | None:
    """Return the text of a formula that is nothing but a text or a link, such as ``="00136"``; None for another.

    >>> formula_text('="00136"'), formula_text("=A1+B1")
    ('00136', None)
    """
    found = _FORMULA.fullmatch(shown)
    if found is None or found[1] == "":
        return None
    return str(found[1]).replace('""', '"')


def looks_damaged(shown: str) -> bool:
    """Whether only a spreadsheet writes such a value: an error, a formula, a rounded number, 3-Apr."""
    return shown.startswith("=") or _PLACEHOLDER.fullmatch(shown) is not None or _ERROR.fullmatch(shown) is not None


def bucket(text: str) -> str:
    """Return a text that two values share if a spreadsheet may have made one of the other; others may share it, too."""
    if number := _NUMBER.fullmatch(text):
        value = Decimal(number[0].replace(",", "."))
        long = value.adjusted() + 1 >= _LONG
        return f"number of {value.adjusted() + 1} digits" if long else f"number {value.normalize():f}"
    if any(_readings(text)):
        return "date"
    return "".join(c for c in plain_text(text) if c.isascii() and c.isalnum())


@lru_cache(maxsize=65536)
def plain_text(text: str) -> str:
    """Return a text without what typing aids and line breaks make of it: straight quotes, hyphens, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_TYPING_AIDS).replace("--", "-").split())


def _is_other_encoding(original: str, shown: str) -> bool:
    """Whether `shown` is `original` read in, or reduced to, the code page of a system."""
    if original.isascii():
        return False
    if likely_reading(shown) == original:
        return True
    pages = ("ascii", "cp1252", "mac_roman", "cp437")
    return any(original.encode(page, "replace").decode(page) == shown for page in pages)


def _is_same_number(original: str, shown: str) -> bool:
    if not _NUMBER.fullmatch(original):
        return False
    if re.fullmatch(r"[-+]?\d{1,3}(?:[,. '\u00a0\u202f]\d{3})+", shown):  # with signs between thousands
        grouped = re.sub(r"[,. '\u00a0\u202f]", "", shown)
        if Decimal(grouped) == Decimal(original.replace(",", ".")):
            return True
    if not _NUMBER.fullmatch(shown):
        return False
    value, seen = (Decimal(text.replace(",", ".")) for text in (original, shown))
    if value == seen:
        return True
    if value.adjusted() + 1 < _LONG:
        return False
    if "E" in shown.upper():
        decimals = len(re.split("[Ee]", shown)[0].lstrip("+-").replace(",", "").replace(".", "")) - 1
        return f"{value:.{decimals}E}" == f"{seen:.{decimals}E}"
    kept, rest = shown[:_KEPT_DIGITS], shown[_KEPT_DIGITS:]
    if len(original) != len(shown) or not rest or rest.strip("0"):
        return False
    decimals = _KEPT_DIGITS - 1
    return kept == original[:_KEPT_DIGITS] or f"{value:.{decimals}E}" == f"{seen:.{decimals}E}"


def _common_orders(original: str, shown: str) -> set[DateOrder | None]:
    """Return the orders of the readings of `shown` that are readings of `original`, too."""
    if _ISO.fullmatch(shown) and _ISO.fullmatch(original):
        return set()  # a person gave the date another precision
    if _TWO_NUMBERS.fullmatch(shown) and not _ISO.fullmatch(original):
        return set()  # 3-4 becomes 3-Apr, never 4-3
    wanted = [*_readings(original)]
    return {
        reading.order
        for reading in (*_readings(shown), *_serial(shown))
        for one in wanted
        if (reading.month, reading.day) == (one.month, one.day) and _is_same_year(one.year, reading.year)
    }


def _is_same_year(one: int | None, other: int | None) -> bool:
    if one is None or other is None:
        return True
    return one % 100 == other % 100 if min(one, other) < 100 else one == other


def _readings(text: str) -> Iterator[_DateReading]:
    """Yield each day or month that a spreadsheet may take a text for, or may mean by it."""
    if not text or not any(c.isdigit() for c in text):
        return
    text = _TIME.sub("", text.strip())
    for reading in _possible_readings(text):
        last = 29 if reading.month == 2 else 30 if reading.month in (4, 6, 9, 11) else 31
        if 1 <= reading.month <= 12 and 1 <= reading.day <= last:
            yield reading


def _possible_readings(text: str) -> Iterator[_DateReading]:
    if found := _NUMERIC_DATE.fullmatch(text):
        first, second, third = int(found[1]), int(found[3]), int(found[4])
        if len(found[1]) == 4 and len(found[4]) <= 2:
            yield _DateReading(first, second, third)
        elif len(found[1]) <= 2 and len(found[4]) in (2, 4):
            yield _DateReading(third, first, second, "month first")
            yield _DateReading(third, second, first, "day first")
            if len(found[4]) == len(found[1]) == 2:
                yield _DateReading(first, second, third)
    elif found := _TWO_NUMBERS.fullmatch(text):
        first, second = int(found[1]), int(found[2])
        if len(found[1]) == 4:
            yield _DateReading(first, second, 1, is_month=True)
        elif len(found[2]) == 4:
            yield _DateReading(second, first, 1, is_month=True)
        else:
            yield _DateReading(None, first, second, "month first")
            yield _DateReading(None, second, first, "day first")
    elif (found := _DAY_AND_MONTH.fullmatch(text)) and (month := _month_number(found[2])):
        yield _DateReading(int(found[3]) if found[3] else None, month, int(found[1]))
        if not found[3]:
            yield _DateReading(int(found[1]), month, 1, is_month=True)
    elif (found := _MONTH_AND_DAY.fullmatch(text)) and (month := _month_number(found[1])):
        if found[3]:
            yield _DateReading(int(found[3]), month, int(found[2]))
        else:
            yield _DateReading(None, month, int(found[2]))
            yield _DateReading(int(found[2]), month, 1, is_month=True)


def _serial(text: str) -> Iterator[_DateReading]:
    """Yield the day of a serial number, which a cell shows that is no longer formatted as a date."""
    if re.fullmatch("[1-9][0-9]{0,5}", text):
        day = _EPOCH + timedelta(days=int(text))
        yield _DateReading(day.year, day.month, day.day)


def _month_number(name: str) -> int | None:
    folded = unicodedata.normalize("NFD", name.lower()).encode("ascii", "ignore").decode()
    return next((number for number, names in enumerate(_MONTHS, 1) if f" {folded}" in f" {names}"), None)
