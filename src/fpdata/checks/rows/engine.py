"""The row engine: every row through the standard CSV reader and pydantic, every check over every record.

Slow and simple. The other engines must find exactly what this one finds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date

from fpdata.checks.file_issues import fault_issue, header_fault, missing_header, repeated_header, unreadable
from fpdata.checks.issue import Issue
from fpdata.checks.records import LocatedRecord, PackageRecords, RawRow, TableRecords
from fpdata.checks.rows.references import DanglingIds, KnownKeys
from fpdata.checks.rows.validate import validate_row
from fpdata.checks.rule import Rule
from fpdata.checks.rule_runner import ALL_RULES, Positions, run_checks
from fpdata.model.tables import TABLES
from fpdata.package.csv_reader import FileFault, read_csv
from fpdata.package.locate import Package


def check_rows(
    package: Package, progress: Callable[[str], None] = lambda table: None, today: date | None = None
) -> tuple[PackageRecords, list[Issue]]:
    """Read and check every record of a package; return the records, and all issues except the package's faults.

    The issues are in no particular order.
    """
    issues: list[Issue] = []
    records = PackageRecords(today)
    for name, table in TABLES.items():
        progress(name)
        records[name] = TableRecords(table, package.relative(name) if name in package.files else "")
        if name in package.files:
            issues += _read_table(records[name], package)
        records[name].ids = dict.fromkeys(id for id, _ in _keys(records[name]))  # in their order, unlike a set
    issues += run_checks(_AllRows(package, records))
    return records, issues


def _read_table(records: TableRecords, package: Package) -> Iterator[Issue]:
    """Read a table's file into `records`; yield the issues of the file and of its rows."""
    table, header = records.table, False

    def issue(fault: FileFault) -> Issue:
        return fault_issue(records.file, fault, table.name)

    try:
        for item in read_csv(package.files[table.name]):
            if isinstance(item, FileFault):
                yield issue(item)
                if item.fatal:
                    return
            elif not header:
                header = True
                if fault := header_fault(table, item.line, item.cells):
                    yield issue(fault)
                    return
            elif fault := repeated_header(table, item.line, item.cells):
                yield issue(fault)
            else:
                result = validate_row(table, records.file, item.line, item.cells)
                yield from result.issues
                records.raw.append(result.raw)
                if result.record is not None:
                    records.valid.append(LocatedRecord(item.line, result.record))
    except OSError as error:
        yield issue(unreadable(error))
        return
    if header:
        records.complete = True
    else:
        yield issue(missing_header())


class _AllRows:
    """Every row is a candidate for every check. A position is the index of a row in its file."""

    has_all_rows = True

    def __init__(self, package: Package, records: PackageRecords) -> None:
        self.root = package.root
        self.today = records.today
        self._records = records
        self._everything: Positions = {name: range(len(table.raw)) for name, table in records.items()}

    def key_candidates(self) -> Positions:
        return self._everything

    def reference_candidates(self) -> Positions:
        return self._everything

    def rule_candidates(self) -> dict[Rule, Positions]:
        return dict.fromkeys(ALL_RULES, self._everything)

    def load(self, *needed: Positions) -> None:
        pass

    def all_positions(self, table: str) -> Iterable[int]:
        return self._everything[table]

    def table(self, name: str) -> TableRecords:
        table = self._records[name]
        return TableRecords(table.table, table.file, table.complete)

    def raw_rows(self, table: str, positions: Iterable[int]) -> list[RawRow]:
        raw = self._records[table].raw
        return [raw[position] for position in sorted(set(positions))]

    def valid_records(self, table: str, positions: Iterable[int]) -> list[LocatedRecord]:  # noqa: ARG002 - always all
        return self._records[table].valid

    def find_keys(self, ids: Collection[str]) -> dict[str, dict[str, list[int]]]:
        return {name: dict(self._find(records, ids)) for name, records in self._records.items()}

    def unknown_keys(self, ids: Mapping[str, Collection[str]]) -> dict[str, set[str]]:
        return {name: {*wanted} - {id for id, _ in _keys(self._records[name])} for name, wanted in ids.items()}

    def nearest_keys(self, dangling: DanglingIds) -> KnownKeys:
        return {table: (self._records[table].ids, False) for table in dangling}

    @staticmethod
    def _find(records: TableRecords, ids: Collection[str]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for id, position in _keys(records):
            if id in ids:
                found[id].append(position)
        return found


def _keys(records: TableRecords) -> Iterator[tuple[str, int]]:
    """Yield the key of every row that is long enough to have one, and its position."""
    indexes = [records.table.names.index(part) for part in records.table.key]
    for position, row in enumerate(records.raw):
        if len(row.cells) > max(indexes):
            yield "/".join(row.cells[index] for index in indexes), position
