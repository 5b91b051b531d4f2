"""Column checks: prove from a field's description that cells are valid, a whole column at a time.

A column check may only accept. If it accepts a cell, pydantic would accept it, too; if not, nothing is
proved, and the row goes to `rows.validate`, which alone makes issues. So a column check may be narrower
than the model, to be simple or fast, but never wider.

References are accepted without reading them. `pending_references` proves each of them to be a valid key
of an existing record, and therefore well-formed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, reduce

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.columnar.date_bounds import DateBounds, date_bounds
from fpdata.model.constraints import (
    AllOrNone,
    AllowedFields,
    AllowedValues,
    Constraint,
    DateOrder,
    FieldCount,
    RequiredIf,
)
from fpdata.model.table import Column, Table
from fpdata.model.tables import TABLES
from fpdata.model.text_checks import FORMULA_PREFIXES, PLACEHOLDER_PATTERN
from fpdata.package.arrow_scalars import FALSE, number, text

# Characters that are known to be valid wherever they stand: no combining mark is among them that could change them.
_PUNCTUATION = " -@[-`{-~¡-©«¬®-±´¶-¸»¿×÷–—‘’“”…"  # all of it parts words, as "_" and ASCII digits do
_LETTERS = (
    "A-Za-zªºÀ-ÖØ-öø-ſ" + "א-תء-غف-يぁ-ゖァ-ヺー一-鿯가-힣" + "²³µ¹¼-¾"
)  # Latin; scripts that no letter of another is taken for; signs that stand within a word
_CYRILLIC = "Ѐ-ҁҊ-ԯ"
_BEFORE_CYRILLIC = f"(?:[{_PUNCTUATION}{_LETTERS}]*[{_PUNCTUATION}])?"
#: Text that is known to be valid: of these characters, with no word of both Latin and Cyrillic letters. Other text may be
#: valid, too; pydantic decides.
SAFE_TEXT = (
    f"(?:[{_PUNCTUATION}{_LETTERS}]*|{_BEFORE_CYRILLIC}[{_CYRILLIC}]+"
    f"(?:[{_PUNCTUATION}]{_BEFORE_CYRILLIC}[{_CYRILLIC}]+)*(?:[{_PUNCTUATION}][{_PUNCTUATION}{_LETTERS}]*)?)"
)

_FORBIDDEN_STARTS = pa.array([" ", *FORMULA_PREFIXES], pa.string())


class ColumnBatch:
    """The columns of some rows of a table, with the bounds of their dates (computed once)."""

    def __init__(self, table: Table, columns: pa.Table) -> None:
        self.table = table
        self.columns = columns
        self._cells: dict[str, pa.StringArray] = {}
        self._bounds: dict[str, DateBounds] = {}

    def __len__(self) -> int:
        return int(self.columns.num_rows)

    def __getitem__(self, name: str) -> pa.StringArray:
        """The cells of a column; null if empty."""
        if name not in self._cells:
            column = self.columns.column(name)
            self._cells[name] = column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
        return self._cells[name]

    def is_filled(self, name: str) -> bool:
        """Whether any row has a value in a column."""
        return bool(self[name].null_count < len(self))

    def masks(
        self, names: Sequence[str], search: Callable[[pa.StringArray], pa.BooleanArray]
    ) -> dict[str, pa.BooleanArray]:
        """Return what `search` finds in each of some columns; it gets all cells at once, to prepare its patterns once."""
        if not names:
            return {}
        found = search(pa.concat_arrays([self[name] for name in names]))
        return {name: found.slice(number * len(self), len(self)) for number, name in enumerate(names)}

    def date_bounds(self, name: str) -> DateBounds:
        """The bounds of a column of dates."""
        if name not in self._bounds:
            self._bounds[name] = date_bounds(self[name])
        return self._bounds[name]


def proved_rows(batch: ColumnBatch) -> pa.BooleanArray:
    """Return which rows are proved valid, apart from their references; false leaves a row unproved."""
    # An optional column without values, as most are in most blocks, needs no proof.
    columns = [column for column in batch.table.columns if not column.nullable or batch.is_filled(column.name)]
    safe = batch.masks([column.name for column in columns if column.kind == "text"], _are_safe_texts)
    proofs = (_column_proof(column, batch, safe) for column in columns)
    return pc.coalesce(_all(*proofs, *(_satisfies(each, batch) for each in batch.table.model.CONSTRAINTS)), FALSE)


def _column_proof(column: Column, batch: ColumnBatch, safe: Mapping[str, pa.BooleanArray]) -> pa.BooleanArray:
    """Return which cells of a column are proved valid; null or false leaves a cell unproved."""
    values = batch[column.name]
    if column.name in safe:
        proved = pc.and_(safe[column.name], _fit(values, column.max_length))
    else:
        proved = _proofs(batch.table.name)[column.name](batch)
    return pc.or_kleene(proved, pc.is_null(values)) if column.nullable and values.null_count else proved


@cache
def _proofs(table: str) -> dict[str, Callable[[ColumnBatch], pa.BooleanArray]]:
    return {column.name: _proof(column) for column in TABLES[table].columns if column.kind != "text"}


def _proof(column: Column) -> Callable[[ColumnBatch], pa.BooleanArray]:
    """Return a function that proves filled cells valid; it returns null or false for an empty cell."""
    name = column.name
    match column.kind:
        case "code":
            codes = pa.array([str(code) for code in column.codes or ()], pa.string())
            return lambda batch: pc.is_in(batch[name], codes)
        case "reference":
            return lambda batch: pc.is_valid(batch[name])
        case "edtf":
            may_be_open = re.fullmatch(column.pattern or "", "..") is not None
            return lambda batch: _are_dates(batch, name, may_be_open)
        case _:
            return lambda batch: _match(batch[name], f"^(?:{column.pattern})$", column.max_length)


def _are_dates(batch: ColumnBatch, name: str, may_be_open: bool) -> pa.BooleanArray:
    valid = batch.date_bounds(name).valid
    return valid if may_be_open else pc.and_(valid, pc.not_equal(batch[name], text("..")))


def _match(values: pa.StringArray, pattern: str, max_length: int | None) -> pa.BooleanArray:
    # On printable ASCII the pattern matches the same texts in RE2, which runs here, as in Python.
    return _all(pc.ascii_is_printable(values), _fit(values, max_length), pc.match_substring_regex(values, pattern))


def _are_safe_texts(values: pa.StringArray) -> pa.BooleanArray:
    safe = pc.ascii_is_printable(values)
    if (others := pc.invert(safe)).true_count:
        safe = pc.or_(safe, match_among(others, values, f"^{SAFE_TEXT}$"))
    spoiled = pc.match_substring_regex(values, f"^(?:{PLACEHOLDER_PATTERN})$")
    starts_badly = pc.is_in(pc.utf8_slice_codeunits(values, 0, 1), _FORBIDDEN_STARTS)
    refused = pc.or_(pc.or_(spoiled, starts_badly), pc.ends_with(values, " "))
    return pc.and_(safe, pc.invert(refused))


def match_among(rows: pa.BooleanArray, values: pa.StringArray, pattern: str) -> pa.BooleanArray:
    """Return which of some rows match a pattern; only these are searched."""
    return pc.replace_with_mask(rows, rows, pc.match_substring_regex(values.filter(rows), pattern))


def _fit(values: pa.StringArray, max_length: int | None) -> pa.BooleanArray:
    return pc.less_equal(
        pc.binary_length(values), number(max_length)
    )  # a text has at least as many bytes as characters


def _satisfies(constraint: Constraint, batch: ColumnBatch) -> pa.BooleanArray:
    """Return which rows satisfy a constraint of the model."""
    name = {column.attribute: column.name for column in batch.table.columns}
    match constraint:
        case DateOrder(first, last):
            ends_early = pc.less(batch.date_bounds(name[last]).latest, batch.date_bounds(name[first]).earliest)
            return pc.invert(pc.coalesce(ends_early, FALSE))
        case RequiredIf(field, by, codes):
            required = _is_one_of(batch[name[by]], codes)
            return pc.or_(pc.is_valid(batch[name[field]]), pc.invert(required))
        case FieldCount(fields, least, most, unless=unless):
            filled = (pc.is_valid(batch[name[field]]).cast(pa.int8()) for field in fields)
            count = reduce(pc.add, filled)
            counted = pc.and_(pc.greater_equal(count, number(least)), pc.less_equal(count, number(most)))
            return pc.or_(counted, _is_one_of(batch[name[unless[0]]], unless[1])) if unless else counted
        case AllOrNone(one, other):
            return pc.equal(pc.is_valid(batch[name[one]]), pc.is_valid(batch[name[other]]))
        case AllowedFields(fields, by, allowed, required):
            given = {field: pc.is_valid(batch[name[field]]) for field in fields}
            takes = {field: [code for code, names in allowed.items() if field in names] for field in fields}
            fits = [pc.or_(pc.invert(given[field]), _is_one_of(batch[name[by]], takes[field])) for field in fields]
            needs_none = pc.invert(_is_one_of(batch[name[by]], required))
            return _all(*fits, pc.or_(needs_none, reduce(pc.or_, given.values())))
        case AllowedValues(field, by, lists):
            return _all(
                pc.is_valid(batch[name[by]]),
                *(
                    pc.or_(
                        pc.is_null(value),
                        pc.or_(_is_one_of(value, codes), pc.invert(_is_one_of(batch[name[by]], [code]))),
                    )
                    for value in [batch[name[field]]]
                    for code, codes in lists.items()
                ),
            )


def _is_one_of(values: pa.StringArray, codes: Iterable[object]) -> pa.BooleanArray:
    return pc.is_in(values, pa.array([str(code) for code in codes], pa.string()))


def _all(*conditions: pa.BooleanArray) -> pa.BooleanArray:
    return reduce(pc.and_kleene, conditions)
