"""Check a package record by record: the plain path, slow and obviously right.

It says what the fast path (`columns`) has to find.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fpdata.checks.file_issues import fault_issue, header_fault, no_header, unreadable
from fpdata.checks.issue import Issue
from fpdata.checks.records import LocatedRecord, PackageRecords, TableRecords
from fpdata.checks.rows.keys import check_keys, check_references
from fpdata.checks.rows.quality import QUALITY_RULES
from fpdata.checks.rows.released_ids import check_released
from fpdata.checks.rows.rules import RULES
from fpdata.checks.rows.validate import validate_row
from fpdata.model.tables import TABLES
from fpdata.package.csv_reader import FileFault, read_csv
from fpdata.package.locate import Package


def check_records(
    package: Package, progress: Callable[[str], None] = lambda table: None
) -> tuple[PackageRecords, list[Issue]]:
    """Read every record of a package; return them, and the issues of tables, rows and rules, in no order."""
    issues: list[Issue] = []
    data = PackageRecords()
    for name, table in TABLES.items():
        progress(name)
        data[name] = read = TableRecords(table, package.relative(name) if name in package.files else "")
        if name in package.files:
            issues += _read_table(read, package)
            issues += check_keys(read)
    issues += check_references(data)
    for rule in (*RULES, *QUALITY_RULES):
        issues += rule(data)
    issues += check_released(package.root, data)
    return data, issues


def _read_table(data: TableRecords, package: Package) -> Iterator[Issue]:
    """Read a table's file into `data`; yield the issues of the file and of its rows, each by itself."""
    table, header = data.table, False

    def issue(fault: FileFault) -> Issue:
        return fault_issue(data.file, fault, table.name)

    try:
        for item in read_csv(package.files[table.name]):
            if isinstance(item, FileFault):
                yield issue(item)
                if item.code == "file-quotes":
                    return
            elif not header:
                header = True
                if fault := header_fault(table, item.line, item.cells):
                    yield issue(fault)
                    return
            else:
                judged = validate_row(table, data.file, item.line, item.cells)
                yield from judged.issues
                data.raw.append(judged.raw)
                if judged.record is not None:
                    data.valid.append(LocatedRecord(item.line, judged.record))
    except OSError as error:
        yield issue(unreadable(error))
        return
    if header:
        data.complete = True
    else:
        yield issue(no_header())
