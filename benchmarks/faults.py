"""What can be wrong with a row: each fault by name, and who gets which.

Keys that other tables refer to are left alone, so that a fault is one issue, or few, and not a flood of dangling
references elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from fpdata.model.table import Column, Table
from fpdata.model.tables import TABLES

Cells = list[str]

# One row in so many is spoiled by --bad some, or by one fault. Both are prime, so that they keep step with nothing else.
_SOME = 997
_ONE_FAULT = 13

# Faults of one cell: which columns can have them, and what becomes of the cell.
_CELL: dict[str, tuple[Callable[[Column], bool], Callable[[Column, str], str]]] = {
    "required": (lambda column: not column.nullable, lambda column, cell: ""),
    "code": (lambda column: column.kind == "code", lambda column, cell: "no-such-code"),
    "date": (lambda column: column.kind == "edtf", lambda column, cell: "12/05/2024"),
    "calendar": (lambda column: column.kind == "edtf", lambda column, cell: "2023-02-29"),
    "interval": (lambda column: column.kind == "edtf", lambda column, cell: "2024-05/2023-01"),
    "id": (lambda column: column.kind in {"id", "reference"}, lambda column, cell: "Not an id"),
    "url": (lambda column: column.kind == "url", lambda column, cell: "ftp://user@host.example/"),
    "language": (lambda column: column.kind == "language", lambda column, cell: "English"),
    "reference": (lambda column: column.kind == "reference", lambda column, cell: "no-such-record"),
    "whitespace": (lambda column: column.kind == "text", lambda column, cell: f"{cell or 'a note'} "),
    "invisible": (lambda column: column.kind == "text", lambda column, cell: f"{cell}\u200bfurther on"),
    "length": (lambda column: column.kind == "text", lambda column, cell: "word " * 420 + "end"),
    "encoding": (lambda column: column.kind == "text", lambda column, cell: f"{cell or 'a note'} caf\udce9"),
    "nfc": (lambda column: column.kind == "text", lambda column, cell: f"{cell or 'a note'} cafe\u0301"),
    "script": (lambda column: column.kind == "text", lambda column, cell: f"{cell or 'a note'} M\u043escow"),
    "formula": (lambda column: column.kind == "text", lambda column, cell: f"={cell}"),
}


def _too_few(table: Table, cells: Cells, above: Cells) -> bool:
    cells.pop()
    return True


def _same_key(table: Table, cells: Cells, above: Cells) -> bool:
    if not above or table.name in _referred() or len(above) != len(cells):
        return False
    for part in table.key:
        cells[table.names.index(part)] = above[table.names.index(part)]
    return True


def _backwards(table: Table, cells: Cells, above: Cells) -> bool:
    return _put(table, cells, {"start": "2015-05-05", "end": "2010-01-02"}) or _put(
        table, cells, {"born": "1990-05-05", "died": "1980-01-02"}
    )


def _half(table: Table, cells: Cells, above: Cells) -> bool:
    """Break the rule that a record has within itself."""
    match table.name:
        case "statements":
            return _put(table, cells, {"form": "verbatim", "quote": ""})
        case "claims":
            return _put(
                table,
                cells,
                {"about_actor_id": "", "about_event_id": "", "about_document_id": "", "about_office_id": ""},
            )
        case "documents":
            return _put(table, cells, {"copy_of_id": "", "copy_kind": "quoted"})
        case "relationships":
            return _put(table, cells, {"kind": "rival-of", "statement_id": ""})
    return False


def _ring(table: Table, cells: Cells, above: Cells) -> bool:
    own = next((column for column in table.references if column.target_table == table.name), None)
    return own is not None and _put(table, cells, {own.name: cells[0]})


def _born_later(table: Table, cells: Cells, above: Cells) -> bool:
    # Role, statement and event lie centuries before anybody's birth; not everybody's birth is known.
    return table.name == "statements" and _put(
        table, cells, {"date": "1801-05-05", "within_id": "", "form": "paraphrase"}
    )


def _dead(table: Table, cells: Cells, above: Cells) -> bool:
    return table.name == "actors" and _put(table, cells, {"born": "", "died": "1975-05-05"})


def _reported_first(table: Table, cells: Cells, above: Cells) -> bool:
    return (
        table.name == "statements"
        and bool(cells[table.names.index("within_id")])
        and _put(table, cells, {"date": "2031-01-01"})
    )


def _unwitnessed(table: Table, cells: Cells, above: Cells) -> bool:
    return table.name == "roles" and _put(
        table, cells, {"start": "2027-05-05", "end": "..", "source_id": "document-00000020"}
    )


def _unnamed(table: Table, cells: Cells, above: Cells) -> bool:
    return table.name == "citations" and _put(table, cells, {"record_id": "no-such-record"})


def _put(table: Table, cells: Cells, values: dict[str, str]) -> bool:
    if not values.keys() <= set(table.names):
        return False
    for name, value in values.items():
        cells[table.names.index(name)] = value
    return True


# Faults of a row: they change its cells and return True, or return False where the row cannot have them.
_ROW: dict[str, Callable[[Table, Cells, Cells], bool]] = {
    "cell-count": _too_few,
    "duplicate": _same_key,
    "period": _backwards,
    "rule": _half,
    "cycle": _ring,
    "birth": _born_later,
    "death": _dead,
    "report-date": _reported_first,
    "ongoing": _unwitnessed,
    "record": _unnamed,
}

#: Every fault by name.
FAULTS = (*_CELL, *_ROW)
#: What --bad can be.
BAD = ("none", "some", "all", *FAULTS)


class Spoiler:
    """Spoils rows as they come: none, one in a thousand, all, or some of them with one sort of fault."""

    def __init__(self, bad: str) -> None:
        self._bad = bad
        self._seen = 0
        self._turn = 0

    def spoil(self, table: Table, rows: list[Cells]) -> int:
        """Spoil some of `rows`, in place; return how many. The order of calls is part of what comes out."""
        if self._bad == "none":
            return 0
        every = {"some": _SOME, "all": 1}.get(self._bad, _ONE_FAULT)
        faults = {"some": FAULTS, "all": tuple(_CELL)}.get(self._bad, (self._bad,))
        spoiled = 0
        for position, cells in enumerate(rows):
            self._seen += 1
            if self._seen % every == 0:
                spoiled += self._spoil(table, cells, rows[position - 1] if position else [], faults)
        return spoiled

    def _spoil(self, table: Table, cells: Cells, above: Cells, faults: tuple[str, ...]) -> bool:
        """Give a row the next fault in turn that it can have."""
        for _ in faults:
            self._turn += 1
            fault = faults[self._turn % len(faults)]
            if fault in _ROW:
                if _ROW[fault](table, cells, above):
                    return True
            elif columns := _spoilable(table, fault):
                position = columns[self._turn % len(columns)]
                cells[position] = _CELL[fault][1](table.columns[position], cells[position])
                return True
        return False


@cache
def _spoilable(table: Table, fault: str) -> list[int]:
    """Return the positions of the cells that can have a fault, keys aside."""
    can = _CELL[fault][0]
    return [
        position
        for position, column in enumerate(table.columns)
        # A value where there is none would be a second object of the claim, which is a fault of its own.
        if can(column) and column.name not in table.key and (table.name, column.name) != ("claims", "value")
    ]


@cache
def _referred() -> set[str]:
    """Return the tables whose records are named elsewhere, by references or by citations."""
    return {column.target_table for table in TABLES.values() for column in table.references} | {"claims"}
