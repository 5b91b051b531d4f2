"""Check a package record by record: the plain path, slow and obviously right.

It says what the fast path (`columns`) has to find.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fpdata.check.data import Data, Located, TableData
from fpdata.check.files import fault_issue, header_fault, no_header, unreadable
from fpdata.check.issue import Issue
from fpdata.check.keys import check_keys, check_references
from fpdata.check.quality import CHECKS
from fpdata.check.released import check_released
from fpdata.check.rows import judge_row
from fpdata.check.rules import RULES
from fpdata.model.tables import TABLES
from fpdata.read.csvfile import Fault, read_csv
from fpdata.read.package import Package


def check_records(package: Package, progress: Callable[[str], None] = lambda table: None) -> tuple[Data, list[Issue]]:
    """Read every record of a package; return them, and the issues of tables, rows and rules, in no order."""
    issues: list[Issue] = []
    data = Data()
    for name, table in TABLES.items():
        progress(name)
        data[name] = read = TableData(table, package.relative(name) if name in package.files else "")
        if name in package.files:
            issues += _read_table(read, package)
            issues += check_keys(read)
    issues += check_references(data)
    for rule in (*RULES, *CHECKS):
        issues += rule(data)
    issues += check_released(package.root, data)
    return data, issues


def _read_table(data: TableData, package: Package) -> Iterator[Issue]:
    """Read a table's file into `data`; yield the issues of the file and of its rows, each by itself."""
    table, header = data.table, False

    def issue(fault: Fault) -> Issue:
        return fault_issue(data.file, fault, table.name)

    try:
        for item in read_csv(package.files[table.name]):
            if isinstance(item, Fault):
                yield issue(item)
                if item.code == "file-quotes":
                    return
            elif not header:
                header = True
                if fault := header_fault(table, item.line, item.cells):
                    yield issue(fault)
                    return
            else:
                judged = judge_row(table, data.file, item.line, item.cells)
                yield from judged.issues
                data.raw.append(judged.raw)
                if judged.record is not None:
                    data.valid.append(Located(item.line, judged.record))
    except OSError as error:
        yield issue(unreadable(error))
        return
    if header:
        data.complete = True
    else:
        yield issue(no_header())
