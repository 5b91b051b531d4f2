"""Describe a table to the scan in C: columns, constraints, and what of a row is wanted, all from its model.

The scan knows the syntax of each kind of column. A column of a kind with another pattern than the one it knows, or a
constraint that it cannot hold, is an error here, not a difference between two engines.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import fpdata_scan as c

from fpdata.checks.columnar.retained import emitted_columns, emitted_days
from fpdata.checks.rows.quality import LABEL_WORDS, PLACEHOLDER_COLUMNS
from fpdata.checks.sameness import DIGESTED, columns_of
from fpdata.model.constraints import AllOrNone, AllowedFields, AllowedValues, DateOrder, FieldCount, RequiredIf
from fpdata.model.edtf import PATTERN as DATE_PATTERN
from fpdata.model.slugs import fold
from fpdata.model.table import Column, Table
from fpdata.model.tables import TABLES

#: Characters that are safe wherever they stand: no combining mark is among them that could change them. All of these part
#: words, as "_" and the digits of ASCII do.
SAFE_PUNCTUATION = " -@[-`{-~¡-©«¬®-±´¶-¸»¿×÷–—‘’“”…"
#: Letters of Latin; of scripts that no letter of another is taken for; signs that stand within a word.
SAFE_LETTERS = "A-Za-zªºÀ-ÖØ-öø-ſ" + "א-תء-غف-يぁ-ゖァ-ヺー一-鿯가-힣" + "²³µ¹¼-¾"
#: Letters that must not touch those of Latin.
SAFE_CYRILLIC = "Ѐ-ҁҊ-ԯ"

_KINDS = {"text": 0, "id": 1, "reference": 2, "code": 3, "edtf": 4, "integer": 5, "language": 6, "url": 7}
#: The patterns that the scan knows; of a reference, it only wants to know that it is filled.
_PATTERNS = {
    "id": ("[a-z0-9]+(?:-[a-z0-9]+)*",),
    "edtf": (DATE_PATTERN, rf"(?:{DATE_PATTERN}|\.\.)"),
    "integer": ("[1-9][0-9]{0,5}",),
    "language": ("[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*",),
    "url": (r"https?://[^\s/?#@:]+(?::[0-9]{1,5})?(?:[/?#][^\s]*)?",),
}
_REQUIRED, _OWN_WORDS, _MAY_BE_OPEN, _YEAR_ENDS, _KEY = 1, 2, 4, 8, 16
_MAX_BYTES = 1 << 31


@dataclass(frozen=True)
class ScanTable:
    """A table as the scan is told about it, and the names of what it gives back, in its order."""

    table: Table
    described: Any
    spans: tuple[str, ...]
    """The columns whose cells are wanted."""
    days: tuple[str, ...]
    """The columns of dates whose days are wanted."""
    kept: tuple[Any, ...]
    """What `described` has only the address of: with several threads, the cache may keep another one."""


@cache
def scan_table(name: str, whole: bool) -> ScanTable:
    """Return the description of a table: of all cells and dates if the `whole` is wanted, else of what checks need."""
    table = TABLES[name]
    spans = table.names if whole else emitted_columns(table)
    days = tuple(each.name for each in table.columns if each.kind == "edtf") if whole else emitted_days(table)
    columns = [_column(table, each, spans, days) for each in table.columns]
    counts, orders, values = _constraints(table)
    classes, folds = _classes(), _folds()
    digests = [_digest(table, each.fields, each.required) for each in DIGESTED.get(name, ())]
    described = c.Table(
        columns=_array(c.Column, columns),
        counts=_array(c.CountRule, counts),
        orders=_array(c.OrderRule, orders),
        values=_array(c.ValueRule, values),
        digests=_array(c.Digest, digests),
        classes=ctypes.addressof(classes),
        folds=ctypes.addressof(folds),
        first_label=_labels()[0],
        labels=_labels()[1],
        column_count=len(columns),
        count_count=len(counts),
        order_count=len(orders),
        value_count=len(values),
        digest_count=len(digests),
    )
    return ScanTable(table, described, tuple(spans), days, (classes, folds))


def _array(kind: Any, items: Sequence[Any]) -> Any:
    return (kind * len(items))(*items)


def _column(table: Table, column: Column, spans: Sequence[str], days: Sequence[str]) -> c.Column:
    known = _PATTERNS.get(column.kind)
    if known and column.pattern not in known:
        raise RuntimeError(f"the scan does not know the pattern of {table.name}.{column.name}")
    traits = 0 if column.nullable else _REQUIRED
    if column.prose:
        traits |= _OWN_WORDS
    if known and column.kind == "edtf" and column.pattern != known[0]:
        traits |= _MAY_BE_OPEN
    if column.name in PLACEHOLDER_COLUMNS.get(table.name, ()):
        traits |= _YEAR_ENDS
    if table.key == (column.name,):
        traits |= _KEY
    return c.Column(
        kind=_KINDS[column.kind],
        traits=traits,
        max_bytes=column.max_length or _MAX_BYTES,  # a text has at least as many bytes as characters
        span=spans.index(column.name) if column.name in spans else -1,
        days=days.index(column.name) if column.name in days else -1,
        codes=_texts(column.codes or ()),
    )


def _texts(codes: Iterable[object]) -> c.Texts:
    return c.Texts.of([str(code).encode() for code in codes])


def _digest(table: Table, fields: Iterable[str], required: Iterable[str]) -> c.Digest:
    described = []
    for field in fields:
        first, *others = [table.names.index(name) for name in columns_of(field)]
        described.append(c.DigestField(first, others[0] if others else -1, field in required))
    return c.Digest(_array(c.DigestField, described), len(described))


# --- constraints ------------------------------------------------------------------------------------------------------


def _constraints(table: Table) -> tuple[list[c.CountRule], list[c.OrderRule], list[c.ValueRule]]:
    number = {column.attribute: place for place, column in enumerate(table.columns)}
    counts: list[c.CountRule] = []
    orders, values = [], []

    def count(
        fields: Iterable[str], allowed: Iterable[int], by: str | None = None, codes: Iterable[object] = ()
    ) -> None:
        """Let only so many of some fields be filled as are `allowed`, where the field `by` has one of some codes."""
        places = [_code_number(table.columns[number[by]], code) for code in codes] if by else []
        words = _bits(place for place in places if place < 64), _bits(place - 64 for place in places if place >= 64)
        filled = _bits(number[field] for field in fields)
        counts.append(c.CountRule(filled, words, _bits(allowed), number[by] if by else -1))

    def known_codes(by: str) -> list[object]:
        column = table.columns[number[by]]
        if column.nullable:
            raise RuntimeError(f"a constraint depends on {table.name}.{column.name}, which may be empty")
        return [*(column.codes or ())]

    for constraint in table.model.CONSTRAINTS:
        match constraint:
            case DateOrder(first, last):
                orders.append(c.OrderRule(number[first], number[last]))
            case RequiredIf(field, by, codes):
                count([field], [1], by, codes)
            case AllOrNone(one, other):
                count([one, other], [0, 2])
            case FieldCount(fields, least, most, unless=None):
                count(fields, range(least, most + 1))
            case FieldCount(fields, least, most, unless=(by, codes)):
                count(fields, range(least, most + 1), by, [code for code in known_codes(by) if code not in codes])
            case AllowedFields(fields, by, allowed, required):
                for some, choosing in _by_value({code: allowed.get(code, frozenset()) for code in known_codes(by)}):
                    count([field for field in fields if field not in some], [0], by, choosing)
                if required:
                    count(fields, range(1, len(fields) + 1), by, required)
            case AllowedValues(field, by, lists):
                known_codes(by)
                for code, texts in lists.items():
                    place = _code_number(table.columns[number[by]], code)
                    values.append(c.ValueRule(number[by], place, number[field], _texts(texts)))
    return counts, orders, values


def _by_value(values: Mapping[Any, Any]) -> list[tuple[Any, list[Any]]]:
    """Return the distinct values of a mapping, each with its keys."""
    return [(value, [key for key in values if values[key] == value]) for value in dict.fromkeys(values.values())]


def _code_number(column: Column, code: object) -> int:
    return [str(each) for each in column.codes or ()].index(str(code))


def _bits(numbers: Iterable[int]) -> int:
    return sum(1 << number for number in set(numbers))


# --- texts ------------------------------------------------------------------------------------------------------------


@cache
def _classes() -> Any:
    """Return the class of each character up to U+FFFF, as `enum character` in ``scan.h`` numbers them."""
    classes = (ctypes.c_uint8 * 0x10000)()
    for number, characters in enumerate((SAFE_PUNCTUATION, SAFE_LETTERS, SAFE_CYRILLIC), 1):
        for first, last in re.findall("(.)(?:-(.))?", characters):
            for character in range(ord(first), ord(last or first) + 1):
                classes[character] = number
    return classes


@cache
def _folds() -> Any:
    """Return the letters that `words_key` leaves of each character, if they are known and at most four."""
    folds = (ctypes.c_uint32 * 0x10000)()
    ctypes.memset(folds, 0xFF, ctypes.sizeof(folds))
    for character in (*range(0x180), *range(0x400, 0x530), *range(0x5D0, 0x64B), *range(0x2010, 0x2027)):
        if len(letters := fold(chr(character)).replace(" ", "").encode()) <= 4 and _classes()[character]:
            folds[character] = int.from_bytes(letters, "little")
    return folds


@cache
def _labels() -> tuple[Any, c.Texts]:
    """Return the pejorative labels, and for each pair of first letters the number of the first that begins so."""
    words = sorted(LABEL_WORDS)
    pairs = [(ord(word[0]) - ord("a")) * 26 + ord(word[1]) - ord("a") for word in words]
    first = [sum(each < pair for each in pairs) for pair in range(26 * 26 + 1)]
    return (ctypes.c_uint16 * len(first))(*first), c.Texts.of([word.encode() for word in words])
