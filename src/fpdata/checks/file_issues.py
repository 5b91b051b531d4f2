"""Issues about a file as a whole: unreadable, empty, or with the wrong header or several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from fpdata.checks.issue import Issue
from fpdata.model.characters import quote
from fpdata.model.table import Table
from fpdata.package.csv_reader import FileFault, foreign_separator, no_header


def fault_issue(file: str, fault: FileFault, table: str = "") -> Issue:
    """Return the issue for a fault that the reader found."""
    return Issue(file, fault.line, 0, fault.code, table, message=fault.message)


def unreadable(error: OSError) -> FileFault:
    """Return the fault of a file that the operating system refuses to read."""
    return FileFault("file-unreadable", 0, error.strerror or str(error), fatal=True)


def missing_header() -> FileFault:
    """Return the fault of a file that is empty or has only blank lines."""
    return FileFault("file-header", 1, "the file is empty; expected at least a header")


def repeated_header(table: Table, line: int, cells: Sequence[str]) -> FileFault | None:
    """Return the fault of a row that is the header of its table once more; None if it is not."""
    return FileFault("row-header", line, "the header is repeated") if tuple(cells) == table.names else None


def header_fault(table: Table, line: int, header: Sequence[str]) -> FileFault | None:
    """Return the fault of a header of a table's file; None if the header is correct."""
    problem = _header_problem(table, header)
    return None if problem is None else FileFault("file-header", line, problem)


def _header_problem(table: Table, header: Sequence[str]) -> str | None:
    if separator := foreign_separator(header, table.names):
        return f"cells are separated by {separator}, as some spreadsheets do; run 'fpdata fmt --from-spreadsheet'"
    if problem := no_header(header, table.names):
        return problem
    duplicated = [name for name, count in Counter(header).items() if count > 1]
    missing = [name for name in table.names if name not in header]
    unknown = [name for name in header if name not in table.names]
    if "" in header:
        return "a column has no name, as spreadsheets add them; run 'fpdata fmt --from-spreadsheet'"
    if duplicated:
        return f"column {duplicated[0]!r} is duplicated"
    if missing or unknown:
        parts = [f"missing: {', '.join(missing)}"] * bool(missing)
        parts += [f"unknown: {', '.join(map(quote, unknown))}"] * bool(unknown)
        return f"the header does not match {table.name}; {'; '.join(parts)}"
    if tuple(header) != table.names:
        return f"the columns of {table.name} are out of order; expected {','.join(table.names)}"
    return None
