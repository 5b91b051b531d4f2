"""Find the existing records that a new one may duplicate.

Names are compared without case, accents and the order of words, and across scripts (see `fpdata.model.slugs`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from fpdata.edit.table_rows import TableRows
from fpdata.edit.tables import Tables
from fpdata.model.addresses import distinctive_part, is_same_page
from fpdata.model.edtf import EdtfError, bounds
from fpdata.model.slugs import fold, fold_ascii_lines, plain_letters
from fpdata.model.table import Table, record_id
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict

if TYPE_CHECKING:
    import pyarrow as pa

_TEXT_COLUMNS = ("name", "title", "quote", "summary", "value")
_DATE_COLUMNS = ("date", "born", "start")
#: Records with different values in one of these are similar at most: every country has a foreign minister.
_CONTEXT_COLUMNS = ("country_id", "outlet_id", "office_id")
#: Records with different values in one of these are not compared: the same words of two speakers are two statements.
_OWNER_COLUMNS = {"speaker_id", "statement_id", "actor_id"}
_MIN_SIMILARITY = 0.84  # matches Zelensky with Zelenskyy, and Yermak with Ermak
_MAX_MATCHES = 5
_YEAR = "(?:[1-9][0-9]{3}|0[1-9][0-9]{2})"
_MONTH = "(?:0[1-9]|1[0-2])"
#: A month and its day, but for 29 February, which exists in some years: any other text of that form is another day.
_MONTH_DAY = f"(?:{_MONTH}-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
_DAY = re.compile(f"^{_YEAR}-{_MONTH_DAY}$")
#: A day, month or year that is not approximate, as Arrow matches it.
_PLAIN_DATE = f"^{_YEAR}(?:-(?:{_MONTH}|{_MONTH_DAY}))?$"
#: Each letter before the same one; to replace several by one, as a template, takes ten times as long.
_DOUBLED = re.compile(r"([^\n])(?=\1)")
_SAME_LETTERS = str.maketrans("yj", "ii")


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
    names = _other_names(tables) if table == "actors" else {}
    others = _comparable(tables[table], described, row, names)
    names = {id: names[id] for other in others if (id := record_id(described, other)) in names}
    similar = {
        column: _similar(mine, [*(text for other in others if (text := other.get(column))), *_texts_of(names, column)])
        for column in _TEXT_COLUMNS
        if (mine := row.get(column))
    }
    owners = _OWNER_COLUMNS & set(described.names) - set(described.key)
    referenced = {row.get(column.name) for column in described.references if column.target_table == table}
    matches: list[DuplicateMatch] = []
    for other in others:
        id = record_id(described, other)
        if id not in referenced and all(_is_compatible(row, other, column) for column in owners):
            match = _match(described, row, other, names.get(id, []), similar)
            matches += [match] if match else []
    return sorted(matches, key=lambda match: (not match.is_same, -match.similarity, match.id))[:_MAX_MATCHES]


def _other_names(tables: Tables) -> dict[str, list[str]]:
    """Return the names of actors besides those in their own rows, by id."""
    rows, names = tables["names"], dict[str, list[str]]()
    for name in rows.select(["actor_id", "name"]) if isinstance(rows, TableRows) else rows:
        names.setdefault(name["actor_id"] or "", []).append(name["name"] or "")
    return names


def _texts_of(names: Mapping[str, Iterable[str]], column: str) -> Iterator[str]:
    """Yield the names with which those in a column are compared."""
    if column == "name":
        yield from chain(*names.values())


def _comparable(
    rows: Sequence[RowDict], table: Table, row: RowDict, names: Mapping[str, list[str]]
) -> Sequence[RowDict]:
    """Return the rows that may have the address of `row`, or a similar text and no date that excludes its dates; and maybe others."""
    if not isinstance(rows, TableRows):
        return rows
    page = distinctive_part(row.get("url") or "")
    days = {column: day for column in _DATE_COLUMNS if _DAY.fullmatch(day := row.get(column) or "")}

    def may_match(columns: pa.Table) -> pa.ChunkedArray:
        import pyarrow as pa
        import pyarrow.compute as pc

        key = columns[table.key[0]]
        is_of_day, is_similar = pc.is_valid(key), pc.is_null(key)  # all rows, and none
        for column, day in days.items():
            is_plain = pc.coalesce(pc.match_substring_regex(columns[column], _PLAIN_DATE), False)
            is_other = pc.and_(
                is_plain, pc.invert(pc.is_in(columns[column], pa.array([day, day[:7], day[:4]], pa.string())))
            )
            is_of_day = pc.and_(is_of_day, pc.invert(is_other))
        compared = columns.filter(is_of_day)
        for column in _TEXT_COLUMNS:
            if mine := row.get(column):
                texts = {*compared[column].unique().drop_null().to_pylist()}
                similar = _similar(mine, [*texts, *_texts_of(names, column)])
                named = [
                    id for id, theirs in names.items() if column == "name" and not similar.keys().isdisjoint(theirs)
                ]
                for cells, found in ((columns[column], texts.intersection(similar)), (key, filter(str.isascii, named))):
                    is_similar = pc.or_(is_similar, pc.is_in(cells, pa.array([*found], pa.string())))
        found = pc.and_(is_of_day, is_similar)
        if page:
            found = pc.or_(found, pc.coalesce(pc.match_substring(columns["url"], page, ignore_case=True), False))
        return found

    compared = {*table.key, "url", *_DATE_COLUMNS, *_TEXT_COLUMNS, *_CONTEXT_COLUMNS, *_OWNER_COLUMNS}
    return rows.select([name for name in table.names if name in compared], may_match)


def _match(
    table: Table, row: RowDict, other: RowDict, other_names: list[str], similar: Mapping[str, Mapping[str, float]]
) -> DuplicateMatch | None:
    id = record_id(table, other)
    if (url := row.get("url")) and (other_url := other.get("url")) and is_same_page(url, other_url):
        return DuplicateMatch(True, 1, id, f"the same address, {other_url}")
    if not all(_can_overlap(row.get(column), other.get(column)) for column in _DATE_COLUMNS):
        return None
    same_context = all(_is_compatible(row, other, column) for column in _CONTEXT_COLUMNS if column not in table.key)
    best: DuplicateMatch | None = None
    for column, similar_texts in similar.items():
        for theirs in (other.get(column), *(other_names if column == "name" else ())):
            if theirs and (similarity := similar_texts.get(theirs)):
                is_same = column != "value" and same_context and _words(row[column] or "") == _words(theirs)
                best = max(filter(None, (best, DuplicateMatch(is_same, similarity, id, f"{column}: {theirs}"))))
    return best


def _is_compatible(row: RowDict, other: RowDict, column: str) -> bool:
    """Whether two records have the same value in a column, or one of them has none."""
    return not (row.get(column) and other.get(column) and row[column] != other[column])


def _similar(mine: str, texts: Iterable[str]) -> dict[str, float]:
    """Return those of the texts that are similar to `mine`, and how much, whatever the order of words."""
    texts = [*{*texts}]
    first, *skeletons = _skeletons([mine, *texts])
    if not first:
        return {mine: 1}
    letters = [(letter, first.count(letter)) for letter in set(first)]
    found = {}
    for text, second in zip(texts, skeletons, strict=True):
        # Upper bounds of the ratio, which is slow to compute: what two texts of these lengths share, then of these letters.
        missing = len(first) - _MIN_SIMILARITY * (len(first) + len(second)) / 2 + 1e-9
        if missing < 0 or len(first) - len(second) > missing:
            continue
        for letter, count in letters:
            if (lack := count - second.count(letter)) > 0:
                missing -= lack
                if missing < 0:
                    break
        else:
            if (ratio := SequenceMatcher(None, first, second).ratio()) >= _MIN_SIMILARITY:
                found[text] = ratio
    return found


def _words(text: str) -> list[str]:
    """Return the words of a text, sorted; if `fold` leaves none, those of the text itself."""
    return sorted(fold(text).split()) or text.casefold().split()


def _skeletons(texts: Sequence[str]) -> list[str]:
    """Return the words of each text, sorted, without what transliterations differ in: y and j for i, doubled letters."""
    lines = "\n".join((text if text.isascii() else plain_letters(text)).replace("\n", " ") for text in texts)
    plain = _DOUBLED.sub("", fold_ascii_lines(lines.encode("ascii", "replace")).decode().translate(_SAME_LETTERS))
    return [" ".join(sorted(line.split())) for line in plain.split("\n")]


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
