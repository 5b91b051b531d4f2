"""Check what holds between the records of shelves: keys, references, rules.

Whole columns tell which records may break a rule. These are read again, with what the rule has to see
beside them, and the rule judges them as if they were the whole package.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

import pyarrow as pa

from fpdata.checks.columnar.candidates import (
    ALWAYS_LOADED,
    CANDIDATE_QUERIES,
    RULE_CONTEXT,
    ColumnRef,
    RowNumbers,
    Rule,
)
from fpdata.checks.columnar.table_index import TableIndex, dangling_references, encodable
from fpdata.checks.issue import Issue
from fpdata.checks.records import LocatedRecord, PackageRecords, RawRow, TableRecords
from fpdata.checks.rows.keys import KnownKeys, WrongKeys, check_keys, check_references
from fpdata.checks.rows.quality import QUALITY_RULES
from fpdata.checks.rows.released_ids import check_released, read_released
from fpdata.checks.rows.rules import RULES
from fpdata.checks.rows.validate import validate_row
from fpdata.model.tables import TABLES
from fpdata.package.locate import RELEASED_IDS

TableIndexes = dict[str, TableIndex]
_RULES = (*RULES, *QUALITY_RULES)


class AcrossRunner:
    """The checks across records of the package in the folder `root`."""

    def __init__(self, root: Path, shelves: TableIndexes, pool: ThreadPoolExecutor) -> None:
        self._root = root
        self._shelves = shelves
        self._pool = pool
        self._read: dict[str, dict[int, RawRow]] = {name: {} for name in shelves}
        self._located: dict[str, dict[int, LocatedRecord]] = {name: {} for name in shelves}
        self._lines: dict[str, dict[str, int]] = {}

    def check(self) -> Iterator[Issue]:
        """Yield the issues of keys, references and rules."""
        suspect_keys = self._pool.map(TableIndex.suspect_keys, self._shelves.values())
        suspects, doubtful = self._dangling(), dict(zip(self._shelves, suspect_keys, strict=True))
        self._read_at_once(suspects, doubtful)
        for name, rows in suspects.items():
            yield from self._judge(name, rows)
        for name, rows in doubtful.items():
            shelf = self._shelves[name]
            yield from check_keys(TableRecords(shelf.table, shelf.file, raw=[*self._raws(name, rows).values()]))
        found = [*self._pool.map(self._find, _RULES)]
        self._read_at_once(*found, {name: [*chain(*shelf.flagged.values())] for name, shelf in self._shelves.items()})
        nominated = {rule: self._nominated(rule, rows) for rule, rows in zip(_RULES, found, strict=True)}
        self._look_up(suspects, nominated)
        yield from check_references(self._data(suspects, raw=True), self._known)
        for rule, chosen in nominated.items():
            yield from rule(self._data(chosen))
        yield from check_released(self._root, self._data({}))

    def _dangling(self) -> RowNumbers:
        """Return the rows that may have a reference to no right key."""
        waiting = defaultdict(list)
        rows: defaultdict[str, set[int]] = defaultdict(set)
        for name, shelf in self._shelves.items():
            for target, references in shelf.take_waiting():
                waiting[target].append(references)
            width = len(shelf.table.columns)
            rows[name] = {row for row, raw in shelf.odd.items() if raw is not None and len(raw.cells) == width}
            rows[name] |= shelf.settled()
        targets = [self._shelves[target] for target in waiting]
        keys, wrong = map(TableIndex.ids, targets), map(TableIndex.wrong_ids, targets)
        for found in self._pool.map(dangling_references, waiting.values(), keys, wrong):
            for name, row in found:
                rows[name].add(row)
        waiting.clear()
        pa.default_memory_pool().release_unused()  # what other threads gave back, before more is asked for
        return {name: sorted(numbers) for name, numbers in rows.items() if numbers}

    def _read_at_once(self, *several: RowNumbers) -> None:
        """Read the rows that are asked for, so that no block is read again for each of them."""
        for name in self._shelves:
            self._raws(name, chain(*(rows.get(name, ()) for rows in several)))

    def _judge(self, name: str, rows: Iterable[int]) -> Iterator[Issue]:
        """Judge rows that were accepted on the ground that their references are ids; yield what is wrong with them."""
        shelf = self._shelves[name]
        for row, raw in self._raws(name, rows).items():
            if row not in shelf.wrong:
                judged = validate_row(shelf.table, shelf.file, raw.line, raw.cells)
                yield from judged.issues
                if judged.issues:
                    shelf.wrong[row] = judged.raw.wrong
                    self._read[name][row] = judged.raw
                else:
                    self._located[name][row] = LocatedRecord(raw.line, judged.record)

    def _find(self, rule: Rule) -> RowNumbers:
        def kept(table: str, column: str) -> pa.ChunkedArray:
            return self._shelves[table].valid(column)

        return CANDIDATE_QUERIES[rule].find(kept) if rule in CANDIDATE_QUERIES else {}

    def _nominated(self, rule: Rule, found: RowNumbers) -> RowNumbers:
        """Return the rows that a rule is to judge and those that it is to see."""
        rows = dict(found)
        for name, shelf in self._shelves.items():
            if flagged := shelf.flagged.get(rule):
                rows[name] = flagged
        self._show(rows, CANDIDATE_QUERIES[rule].sees if rule in CANDIDATE_QUERIES else RULE_CONTEXT.get(rule, ()))
        return rows

    def _show(self, rows: RowNumbers, places: Iterable[ColumnRef]) -> None:
        """Add to `rows` those that they refer to by the columns `places`."""
        for table, column in places:
            index, target = TABLES[table].names.index(column), TABLES[table].column(column).references or ""
            ids = {raw.cells[index] for raw in self._raws(table, rows.get(table, ())).values()}
            if ids:
                seen = self._shelves[target].rows_of(pa.array(encodable(ids), pa.string()))
                rows[target] = [*rows.get(target, ()), *seen]

    def _look_up(self, suspects: RowNumbers, nominated: dict[Rule, RowNumbers]) -> None:
        """Find where the ids are that somebody will ask about: in references, and in tables that name records of others."""
        wanted = {id for _, _, id in read_released(self._root / RELEASED_IDS)}
        for name, rows in suspects.items():
            places = [TABLES[name].names.index(column.name) for column in TABLES[name].references]
            for raw in self._raws(name, rows).values():
                wanted.update(raw.cells[place] for place in places)
        naming: RowNumbers = {name: [*range(self._shelves[name].size)] for name in ALWAYS_LOADED}
        naming["citations"] = [row for rows in nominated.values() for row in rows.get("citations", ())]
        for name, rows in naming.items():
            for raw in self._raws(name, rows).values():
                wanted.update(raw.cells)
        ids = pa.array(encodable(wanted), pa.string())
        for name, shelf in self._shelves.items():
            self._lines[name] = shelf.among(ids) if len(ids) else {}

    def _known(self, wrong: WrongKeys) -> KnownKeys:
        return {name: self._shelves[name].keys_beside(ids) for name, ids in wrong.items()}

    def _data(self, rows: RowNumbers, raw: bool = False) -> PackageRecords:
        """Return a package of the tables kept by hand and of some rows of the others; `raw` for rows that may be wrong."""
        data = PackageRecords()
        for name, shelf in self._shelves.items():
            numbers = range(shelf.size) if name in ALWAYS_LOADED else rows.get(name, ())
            data[name] = TableRecords(
                shelf.table,
                shelf.file,
                shelf.complete,
                [*self._raws(name, rows.get(name, ())).values()] if raw else [],
                self._valid(name, numbers),
                self._lines[name],
            )
        return data

    def _valid(self, name: str, rows: Iterable[int]) -> list[LocatedRecord]:
        shelf, located = self._shelves[name], self._located[name]
        for row, raw in self._raws(
            name, (row for row in rows if row not in located and row not in shelf.wrong)
        ).items():
            record = validate_row(shelf.table, shelf.file, raw.line, raw.cells).record
            if record is not None:
                located[row] = LocatedRecord(raw.line, record)
        return [located[row] for row in sorted(set(rows)) if row in located]

    def _raws(self, name: str, rows: Iterable[int]) -> dict[int, RawRow]:
        """Return rows as they were read, in order; each is read once."""
        read, rows = self._read[name], sorted(set(rows))
        read.update(self._shelves[name].raws((row for row in rows if row not in read), self._pool))
        return {row: read[row] for row in rows if row in read}
