"""Check a package: its files, every row, keys and references, the rules across rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fpdata.check.codes import Severity
from fpdata.check.data import Data, Located, Raw, TableData
from fpdata.check.issue import Issue
from fpdata.check.keys import check_keys, check_references
from fpdata.check.quality import CHECKS
from fpdata.check.released import check_released
from fpdata.check.rows import judge
from fpdata.check.rules import RULES
from fpdata.model.record import Table
from fpdata.model.tables import TABLES
from fpdata.read.csvfile import Fault, read_csv
from fpdata.read.package import Package, find_package

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Report:
    """What a check found: the package, every issue in order of place, and the records that are valid."""

    package: Package
    issues: tuple[Issue, ...]
    data: Data

    @property
    def errors(self) -> tuple[Issue, ...]:
        """The issues that forbid an export."""
        return tuple(issue for issue in self.issues if issue.severity is Severity.ERROR)

    @property
    def ok(self) -> bool:
        """Whether the package has no error; it may have warnings."""
        return not self.errors

    @property
    def rows(self) -> int:
        """How many records were read."""
        return sum(len(table.raw) for table in self.data.values())


def check(path: Path | str = ".", progress: Progress = lambda table: None) -> Report:
    """Check the package at `path`, a folder or its datapackage.json, and return what was found.

    Never raises for what is in the package; raises PackageError where there is none. `progress` is
    called with the name of each table before it is read.
    """
    package = find_package(path)
    issues = [_of_fault(file, fault) for file, fault in package.faults]
    data = Data()
    for name, table in TABLES.items():
        progress(name)
        read = TableData(table, package.relative(name) if name in package.files else "")
        if name in package.files:
            issues += _read_table(read, package.files[name])
            issues += check_keys(read)
        data[name] = read
    issues += check_references(data)
    for rule in (*RULES, *CHECKS):
        issues += rule(data)
    issues += check_released(package.root, data)
    return Report(package, tuple(sorted(issues)), data)


def _of_fault(file: str, fault: Fault, table: str = "") -> Issue:
    return Issue(file, fault.line, 0, fault.code, table, message=fault.message)


def _read_table(data: TableData, path: Path) -> list[Issue]:
    """Read a table's file into `data`; return the issues of the file and of its rows, each by itself."""
    table, issues, header = data.table, [], False
    try:
        for item in read_csv(path):
            if isinstance(item, Fault):
                issues.append(_of_fault(data.file, item, table.name))
                if item.code == "file-quotes":
                    return issues
            elif not header:
                header = True
                if problem := _header_problem(table, item.cells):
                    return [*issues, _of_fault(data.file, Fault("file-header", item.line, problem), table.name)]
            elif len(item.cells) != len(table.columns):
                raw = Raw(item.line, item.cells, frozenset(table.names))
                data.raw.append(raw)
                column = table.names[min(len(item.cells), len(table.columns)) - 1]
                issues.append(
                    data.issue(
                        "row-cells",
                        raw,
                        column,
                        f"{len(item.cells)} cells, and {table.name} has {len(table.columns)} columns",
                    )
                )
            else:
                found = judge(table, data.file, item.line, item.cells)
                if isinstance(found, list):
                    issues += found
                    data.raw.append(Raw(item.line, item.cells, frozenset(issue.field for issue in found)))
                else:
                    data.raw.append(Raw(item.line, item.cells, frozenset()))
                    data.valid.append(Located(item.line, found))
    except OSError as error:
        return [*issues, _of_fault(data.file, Fault("file-unreadable", 0, error.strerror or str(error)), table.name)]
    if not header:
        return [
            *issues,
            _of_fault(data.file, Fault("file-header", 1, "the file is empty: not even a header"), table.name),
        ]
    data.complete = True
    return issues


def _header_problem(table: Table, header: list[str]) -> str | None:
    doubled = [name for name, count in Counter(header).items() if count > 1]
    missing = [name for name in table.names if name not in header]
    unknown = [name for name in header if name not in table.names]
    if doubled:
        return f"column {doubled[0]!r} is there twice"
    if missing or unknown:
        parts = [f"missing: {', '.join(missing)}"] * bool(missing) + [
            f"unknown: {', '.join(map(repr, unknown))}"
        ] * bool(unknown)
        return f"the header is not that of {table.name}; {'; '.join(parts)}"
    if tuple(header) != table.names:
        return f"the columns of {table.name} stand in another order; expected {','.join(table.names)}"
    return None
