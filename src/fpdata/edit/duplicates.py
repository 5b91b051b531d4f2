"""Find the existing records that a new one may duplicate.

Names are compared without case, accents and the order of words, and across scripts (see `fpdata.model.slugs`).
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from fpdata.edit.tables import Tables
from fpdata.model.addresses import address_key
from fpdata.model.edtf import EdtfError, bounds
from fpdata.model.slugs import fold
from fpdata.model.table import Table, record_id
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict

_TEXT_COLUMNS = ("name", "title", "quote", "summary", "value")
_DATE_COLUMNS = ("date", "born", "start")
#: Records with different values in one of these are similar at most: every country has a foreign minister.
_CONTEXT_COLUMNS = ("country_id", "outlet_id", "office_id")
#: Records with different values in one of these are not compared: the same words of two speakers are two statements.
_OWNER_COLUMNS = {"speaker_id", "statement_id", "actor_id"}
_MIN_SIMILARITY = 0.84  # matches Zelensky with Zelenskyy, and Yermak with Ermak
_MAX_MATCHES = 5
_DAY = re.compile("(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])")


class DuplicateMatch(NamedTuple):
    """An existing record that a new one may duplicate."""

    is_same: bool
    """Whether name, text or address is the same, and not only similar."""
    similarity: float
    """From 0 to 1."""
    id: str
    reason: str
    """What matches, for a person to read."""


def find_duplicates(tables: Tables, table: str, row: RowDict) -> list[DuplicateMatch]:
    """Return the records of `table` that the new `row` may duplicate, the most similar first, at most five.

    Two records match by a shared address, or by a similar name or text (for actors, any of their `names`)
    unless their dates exclude each other. A record that `row` refers to, as a copy does to its original,
    never matches, nor does one of a table whose key is several columns: its key says what is the same.
    """
    described = TABLES[table]
    if len(described.key) > 1:
        return []
    names: dict[str, list[str]] = {}
    for name in tables["names"] if table == "actors" else ():
        names.setdefault(name["actor_id"] or "", []).append(name["name"] or "")
    owners = _OWNER_COLUMNS & set(described.names) - set(described.key)
    referenced = {row.get(column.name) for column in described.references if column.target_table == table}
    matches: list[DuplicateMatch] = []
    for other in tables[table]:
        id = record_id(described, other)
        if id not in referenced and all(_is_compatible(row, other, column) for column in owners):
            match = _match(described, row, other, names.get(id, []))
            matches += [match] if match else []
    return sorted(matches, key=lambda match: (not match.is_same, -match.similarity, match.id))[:_MAX_MATCHES]


def _match(table: Table, row: RowDict, other: RowDict, other_names: list[str]) -> DuplicateMatch | None:
    id = record_id(table, other)
    if row.get("url") and other.get("url") and _address(row["url"] or "") == _address(other["url"] or ""):
        return DuplicateMatch(True, 1, id, f"the same address, {other['url']}")
    if not all(_can_overlap(row.get(column), other.get(column)) for column in _DATE_COLUMNS):
        return None
    same_context = all(_is_compatible(row, other, column) for column in _CONTEXT_COLUMNS if column not in table.key)
    best: DuplicateMatch | None = None
    for column in _TEXT_COLUMNS:
        mine = row.get(column)
        for theirs in (other.get(column), *(other_names if column == "name" else ())):
            if mine and theirs and (similarity := _similarity(mine, theirs)) >= _MIN_SIMILARITY:
                is_same = column != "value" and same_context and _words(mine) == _words(theirs)
                best = max(filter(None, (best, DuplicateMatch(is_same, similarity, id, f"{column}: {theirs}"))))
    return best


_address = lru_cache(maxsize=1 << 16)(address_key)


def _is_compatible(row: RowDict, other: RowDict, column: str) -> bool:
    """Whether two records have the same value in a column, or one of them has none."""
    return not (row.get(column) and other.get(column) and row[column] != other[column])


def _similarity(one: str, other: str) -> float:
    """Return how similar two texts are, 0 to 1, whatever the order of their words; 0 below `_MIN_SIMILARITY`."""
    first, second = map(_skeleton, (one, other))
    if not first or not second:
        return float(one == other)
    # Upper bounds of the ratio, which is slow to compute: what two texts of these lengths share, then of these letters.
    if 2 * min(len(first), len(second)) < _MIN_SIMILARITY * (len(first) + len(second)):
        return 0
    matcher = SequenceMatcher(None, first, second)
    if matcher.quick_ratio() < _MIN_SIMILARITY:
        return 0
    return matcher.ratio()


def _words(text: str) -> list[str]:
    """Return the words of a text, sorted; if `fold` leaves none, those of the text itself."""
    return sorted(fold(text).split()) or text.casefold().split()


@lru_cache(maxsize=1 << 16)
def _skeleton(text: str) -> str:
    """Return the words of a text, sorted, without what transliterations differ in: y and j for i, doubled letters."""
    plain = re.sub(r"(.)\1+", r"\1", re.sub("[yj]", "i", fold(text)))
    return " ".join(sorted(plain.split()))


def _can_overlap(one: str | None, other: str | None) -> bool:
    """Whether two EDTF dates can mean a common day; true if either is missing or invalid."""
    if not one or not other or one == other:
        return True
    if _DAY.fullmatch(one) and _DAY.fullmatch(other):
        return False  # which is what their bounds would say
    try:
        (one_min, one_max), (other_min, other_max) = bounds(one), bounds(other)
    except EdtfError:
        return True
    return not ((one_max and other_min and one_max < other_min) or (other_max and one_min and other_max < one_min))
