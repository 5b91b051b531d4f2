"""Repair tables that a spreadsheet saved: restore from the last commit what the program changed, and nothing else.

A record is found in the last commit by its key, or by the only key that a spreadsheet may have made into the one that
it has. Then each cell that a spreadsheet may have made of the committed value becomes that value again; every other
cell is what a person wrote, and stays. So does whatever has more than one answer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fpdata.checks.render import count
from fpdata.model.edtf import EdtfError, bounds
from fpdata.model.spreadsheet_values import (
    DateOrder,
    bucket,
    could_become,
    date_order,
    formula_text,
    is_foreign_date,
    looks_damaged,
    plain_date,
    proven_order,
)
from fpdata.model.table import Table, record_id, record_key
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import FormatError, RowDict, render
from fpdata.package.locate import Package, find_package
from fpdata.package.spreadsheet_reader import ForeignTable, foreign_words, read_foreign
from fpdata.package.transaction import replace_files, write_lock
from fpdata.versioning.snapshot import changed_tables

_Key = tuple[str, ...]


@dataclass
class TableRepair:
    """What was repaired in the file of a table, and what is left."""

    file: str
    before: bytes = b""
    after: bytes | None = None
    """The repaired content; None if the file cannot be read at all, and is left as it is."""
    changes: list[str] = field(default_factory=list)
    """What the file was instead of CSV in UTF-8, a clause each."""
    restored: Counter[str] = field(default_factory=Counter)
    """How many cells became again what they were, by column."""
    left: list[str] = field(default_factory=list)
    """What has several answers or none, a line each."""
    gone: int = 0
    """Records of the last commit that the file does not have."""

    def lines(self, most: int = 20) -> Iterator[str]:
        """Yield what was done, and what is left with a way back, in words."""
        if self.after is None:
            yield f"left {self.file} as it is: {'; '.join(self.left)}"
        else:
            done = [f"was saved {', '.join(self.changes)}"] if self.changes else []
            if self.restored:
                columns = ", ".join(f"{number:,} of {name}" for name, number in self.restored.items())
                done.append(f"restored {count(self.restored.total(), 'cell')}: {columns}")
            yield f"repaired {self.file}" + (f" ({'; '.join(done)})" if done else "")
            yield from (f"  left: {line}" for line in self.left[:most])
            if len(self.left) > most:
                yield f"  left: … and {len(self.left) - most:,} more"
        if self.gone:
            yield f"  {count(self.gone, 'record')} of the last commit {'is' if self.gone == 1 else 'are'} not in the file"
        if self.left or self.gone:
            yield f"  To take back everything since the last commit: git checkout -- {self.file}"


def repair_package(path: Path | str, *, dry_run: bool = False) -> list[TableRepair]:
    """Repair every table of the package at `path` that differs from the last commit; return what was done to each.

    Without a commit, files are only read as a spreadsheet saves them. All files are written together, or, with
    `dry_run`, none. Raises PackageError if a table is missing, SnapshotError if the commit cannot be read.
    """
    root = find_package(path).root
    with write_lock(root):
        package = find_package(root)
        package.require_tables()
        repairs = [*_repairs(package)]
        changed = {
            repair.file: repair.after
            for repair in repairs
            if repair.after is not None and repair.after != repair.before
        }
        if not dry_run:
            replace_files(root, changed)
    return repairs


def _repairs(package: Package) -> Iterator[TableRepair]:
    committed = changed_tables("HEAD", package)
    for name, path in package.files.items():
        repair = TableRepair(package.relative(name), path.read_bytes())
        old_content = committed.get(name)
        try:
            old = read_foreign(TABLES[name], f"{name}.csv at HEAD", old_content).rows if old_content else []
            _repair_table(TABLES[name], repair, [row for _, row in old])
        except FormatError as error:
            repair.left.append(str(error))
        if repair.after != repair.before:
            yield repair


def _repair_table(table: Table, repair: TableRepair, committed: list[RowDict]) -> None:
    found = read_foreign(table, Path(repair.file).name, repair.before, foreign_words(committed))
    repair.changes = found.changes
    missing = [name for name in table.names if name not in found.columns]
    if missing and not committed:
        raise FormatError(f"{', '.join(missing)} is missing, and there is no commit to restore it from")
    if set(table.key) - set(found.columns):
        raise FormatError(f"{', '.join(missing)} is missing, without which no record can be told from another")
    missing += [name for name in found.columns if name not in table.key and _is_emptied(name, found, committed)]
    pairs = _match(table, found, committed, repair)
    order = _date_order(table, pairs)
    rows = []
    for line, row, original in pairs:
        whole: RowDict = {name: row.get(name) for name in table.names}
        for column in table.columns:
            old, shown = (original or {}).get(column.name), row.get(column.name)
            if column.name in missing or could_become(old or "", shown or ""):
                new = old
            elif shown is None or shown == old:
                continue
            else:
                new = _tidy(shown, column.kind == "edtf", order)
            if new != shown:
                whole[column.name] = new
                repair.restored[column.name] += 1
            elif shown and (reason := _doubt(shown, column.kind == "edtf")):
                repair.left.append(f"line {line}, {column.name}: {shown!r} {reason}")
        rows.append(whole)
    repair.after = render(table, rows)
    repair.gone = len(committed) - sum(original is not None for _, _, original in pairs)


def _is_emptied(name: str, found: ForeignTable, committed: list[RowDict]) -> bool:
    """Whether a column that had values has none at all: lost by the program rather than emptied cell by cell."""
    return not any(row[name] for _, row in found.rows) and any(row.get(name) for row in committed)


def _match(
    table: Table, found: ForeignTable, committed: list[RowDict], repair: TableRepair
) -> list[tuple[int, RowDict, RowDict | None]]:
    """Return each record with its line and what it was in the last commit, None if it is new or cannot be told."""
    by_key: dict[_Key, RowDict] = {record_key(table, row): row for row in committed}
    taken: dict[int, RowDict] = {}
    used: set[_Key] = set()
    for number, (_, row) in enumerate(found.rows):
        key = record_key(table, row)
        if key in by_key and key not in used:
            taken[number] = by_key[key]
            used.add(key)
    others: dict[tuple[str, ...], list[RowDict]] = defaultdict(list)
    for key, row in by_key.items():
        if key not in used:
            others[tuple(map(bucket, key))].append(row)
    claims: dict[_Key, list[int]] = defaultdict(list)
    for number, (line, row) in enumerate(found.rows):
        if number in taken or not others:
            continue
        candidates = [old for old in _candidates(table, row, others) if _is_key_of(table, old, row)]
        if len(candidates) > 1:
            candidates = [old for old in candidates if _agrees(old, row)] or candidates
        if len(candidates) == 1:
            claims[record_key(table, candidates[0])].append(number)
        elif candidates:
            ids = ", ".join(record_id(table, old) for old in candidates[:3])
            repair.left.append(f"line {line}: {record_id(table, row)!r} may be {ids}{' …' * (len(candidates) > 3)}")
    for key, numbers in claims.items():
        if len(numbers) == 1:
            taken[numbers[0]] = by_key[key]
        else:
            lines = ", ".join(str(found.rows[number][0]) for number in numbers[:5])
            repair.left.append(f"lines {lines}: each may be {'/'.join(key)}")
    return [(line, row, taken.get(number)) for number, (line, row) in enumerate(found.rows)]


def _candidates(table: Table, row: RowDict, others: Mapping[tuple[str, ...], list[RowDict]]) -> list[RowDict]:
    key = tuple(formula_text(part) or part.removeprefix("'") for part in record_key(table, row))
    return others.get(tuple(map(bucket, key)), [])


def _is_key_of(table: Table, old: RowDict, row: RowDict) -> bool:
    return all(old[part] == row.get(part) or could_become(old[part] or "", row.get(part) or "") for part in table.key)


def _agrees(old: RowDict, row: RowDict) -> bool:
    """Whether a spreadsheet alone may have made the one row of the other."""
    return all(old[name] == shown or could_become(old[name] or "", shown or "") for name, shown in row.items())


def _date_order(table: Table, pairs: list[tuple[int, RowDict, RowDict | None]]) -> DateOrder | None:
    """Return the order of day and month in the file, if all dates that show one show the same."""
    orders: set[DateOrder] = set()
    for _, row, original in pairs:
        for column in table.columns:
            if column.kind == "edtf" and (shown := row.get(column.name)):
                old = (original or {}).get(column.name)
                order = date_order(old, shown) if old and could_become(old, shown) else proven_order(shown)
                orders |= {order} if order else set()
    return orders.pop() if len(orders) == 1 else None


def _tidy(shown: str, is_date: bool, order: DateOrder | None) -> str:
    """Return what a new cell holds, if that is certain: the text of a formula that is only a text, an EDTF date."""
    shown = formula_text(shown) or shown
    return (plain_date(shown, order) or shown) if is_date and not _is_date(shown) else shown


def _doubt(shown: str, is_date: bool) -> str | None:
    if looks_damaged(shown):
        return "is what a spreadsheet writes, and no committed value tells what it was"
    if is_date and not _is_date(shown) and is_foreign_date(shown):
        return "may be several days; write it as year-month-day"
    return None


def _is_date(text: str) -> bool:
    if text == "..":
        return True
    try:
        bounds(text)
    except EdtfError:
        return False
    return True
