"""Acceptors: the description of a field in, a predicate over a whole column out.

An acceptor may only accept. Where it says yes, pydantic would find nothing wrong with the cell; where
it does not, nothing is said, and the record goes to the judge (`rows.judge`), who alone writes
issues. So an acceptor may be narrower than the model, to be simple or fast, and never wider.

References are not looked at here: that the id is that of a record, which `keys` proves, is enough.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, reduce

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.checks.columnar.date_bounds import DateBounds, date_bounds
from fpdata.model.constraints import AllOrNone, Constraint, DateOrder, FieldCount, RequiredIf
from fpdata.model.record import FORMULA, Column, Table
from fpdata.model.tables import TABLES

#: Text with characters of no danger: printable ones of ASCII and Latin letters that no accent joins,
#: with the usual marks of print. Anything else may be good as well; that is for the judge to see.
SAFE_TEXT = "[ -~¡-¬®-ſ–—‘’“”…]*"


class ColumnBatch:
    """The columns of some records of a table, and their dates as days."""

    def __init__(self, table: Table, columns: pa.Table) -> None:
        self.table = table
        self.columns = columns
        self._days: dict[str, DateBounds] = {}

    def __len__(self) -> int:
        return int(self.columns.num_rows)

    def __getitem__(self, name: str) -> pa.StringArray:
        """The cells of a column; null where they are empty."""
        column = self.columns.column(name)
        return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()

    def days(self, name: str) -> DateBounds:
        """The days of a column of dates."""
        if name not in self._days:
            self._days[name] = date_bounds(self[name])
        return self._days[name]


def proved_rows(cells: ColumnBatch) -> pa.BooleanArray:
    """Return which records are proved valid, but for their references: true, or false where that is open."""
    proofs = (acceptor(cells) for acceptor in _acceptors(cells.table.name))
    return _all(*proofs, *(_keeps(rule, cells) for rule in cells.table.model.RULES))


@cache
def _acceptors(table: str) -> list[Callable[[ColumnBatch], pa.BooleanArray]]:
    return [column_check(column) for column in TABLES[table].columns]


def column_check(column: Column) -> Callable[[ColumnBatch], pa.BooleanArray]:
    """Return the acceptor of a column: it tells which cells of a cells are proved valid."""
    proves = _proof(column)

    def acceptor(cells: ColumnBatch) -> pa.BooleanArray:
        proved = pc.coalesce(proves(cells), False)
        return pc.or_(proved, pc.is_null(cells[column.name])) if column.nullable else proved

    return acceptor


def _proof(column: Column) -> Callable[[ColumnBatch], pa.BooleanArray]:
    """Return what proves the filled cells of a column; an empty one it finds null or false."""
    name = column.name
    match column.kind:
        case "code":
            codes = pa.array([str(code) for code in column.codes or ()])
            return lambda cells: pc.is_in(cells[name], codes)
        case "reference":
            return lambda cells: pc.is_valid(cells[name])
        case "edtf":
            closed = re.fullmatch(column.pattern or "", "..") is None
            return lambda cells: _are_dates(cells, name, closed)
        case "text":
            return lambda cells: _are_text(cells[name], column.max_length)
        case _:
            return lambda cells: _match(cells[name], f"^(?:{column.pattern})$", column.max_length)


def _are_dates(cells: ColumnBatch, name: str, closed: bool) -> pa.BooleanArray:
    valid = cells.days(name).valid
    return pc.and_(valid, pc.not_equal(cells[name], "..")) if closed else valid


def _match(values: pa.StringArray, pattern: str, most: int | None) -> pa.BooleanArray:
    # In printable ASCII the pattern means the same to RE2, which is asked here, as to Python, which judges.
    return _all(pc.ascii_is_printable(values), _is_short(values, most), pc.match_substring_regex(values, pattern))


def _are_text(values: pa.StringArray, most: int | None) -> pa.BooleanArray:
    plain = pc.ascii_is_printable(values)
    if (others := pc.invert(plain)).true_count:
        plain = pc.replace_with_mask(plain, others, pc.match_substring_regex(values.filter(others), f"^{SAFE_TEXT}$"))
    begins_ill = [pc.starts_with(values, sign) for sign in (" ", *FORMULA)]
    return _all(plain, _is_short(values, most), *map(pc.invert, (*begins_ill, pc.ends_with(values, " "))))


def _is_short(values: pa.StringArray, most: int | None) -> pa.BooleanArray:
    return pc.less_equal(pc.binary_length(values), most)  # in bytes, of which there are no fewer than characters


def _keeps(rule: Constraint, cells: ColumnBatch) -> pa.BooleanArray:
    """Return which records keep a rule within them."""
    name = {column.attribute: column.name for column in cells.table.columns}
    match rule:
        case DateOrder(first, last):
            ends_early = pc.less(cells.days(name[last]).latest, cells.days(name[first]).earliest)
            return pc.invert(pc.coalesce(ends_early, False))
        case RequiredIf(field, by, codes):
            asked = pc.is_in(cells[name[by]], pa.array(map(str, codes)))
            return pc.or_(pc.is_valid(cells[name[field]]), pc.invert(asked))
        case FieldCount(fields, least, most):
            filled = (pc.is_valid(cells[name[field]]).cast(pa.int8()) for field in fields)
            number = reduce(pc.add, filled)
            return pc.and_(pc.greater_equal(number, least), pc.less_equal(number, most))
        case AllOrNone(one, other):
            return pc.equal(pc.is_valid(cells[name[one]]), pc.is_valid(cells[name[other]]))


def _all(*conditions: pa.BooleanArray) -> pa.BooleanArray:
    return reduce(pc.and_, conditions)
