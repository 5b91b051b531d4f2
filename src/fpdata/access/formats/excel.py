"""One Excel workbook: a sheet for each table, the columns and codes explained, and what was exported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fpdata.access.formats.exported_table import (
    CODES,
    COLUMNS,
    ExportedTable,
    describe_codes,
    describe_columns,
    missing_extra,
)

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

#: Excel has no day before 1900, and counts a 29 February 1900 that never was.
_FIRST_DAY = date(1900, 3, 1)
#: What a sheet holds besides the line of names.
_MAX_ROWS = 1_048_575
_MAX_TEXT = 32_767
_ABOUT = "about"
_DATES = (
    "The days of a sheet (columns of type date in the sheet 'columns') are Excel's dates if all are since 1 March 1900."
    " Excel has no earlier ones, so a sheet with such a day has all its days as text (YYYY-MM-DD), which sorts and filters"
    " by date; DATEVALUE makes dates of later ones. Other dates (type edtf) are text, as precise as their source."
)


class SpreadsheetLimitError(ValueError):
    """A table does not fit into a sheet; the message says which, and what to use instead."""


def write_xlsx(tables: Sequence[ExportedTable], path: Path, about: Mapping[str, str]) -> None:
    """Write all tables to one workbook. Text is never read as a formula or a link.

    Raises MissingExtraError if XlsxWriter is not installed, SpreadsheetLimitError if a table has too many rows or too long a text.
    """
    try:
        import xlsxwriter  # an extra
    except ImportError:
        raise missing_extra("xlsx", "XlsxWriter") from None
    for table in tables:
        _require_room(table)
    # in_memory: no temporary files but the workbook; constant_memory: each row is written and forgotten.
    book: Workbook = xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": str(path.parent)})
    try:
        book.set_properties({"title": about["title"], "comments": about["citation"]})
        _add_sheet(book, _ABOUT, ("item", "text"), [*about.items(), ("dates", _DATES)])
        for table in tables:
            _add_sheet(book, table.name, table.columns, (row.values() for row in _days_as_one_type(table).rows()))
        _add_sheet(book, "columns", COLUMNS, describe_columns(tables))
        _add_sheet(book, "codes", CODES, describe_codes(tables))
    finally:
        try:
            book.close()
        except xlsxwriter.exceptions.FileCreateError as error:  # has the system's error in it
            raise error.args[0] from None


def _require_room(table: ExportedTable) -> None:
    import pyarrow as pa
    import pyarrow.compute as pc

    if table.content.num_rows > _MAX_ROWS:
        raise SpreadsheetLimitError(
            f"{table.name} has {table.content.num_rows:,} rows, and a sheet at most {_MAX_ROWS:,}; use --to csv or --to sqlite"
        )
    for name, column in zip(table.columns, table.content.columns, strict=True):
        if pa.types.is_string(column.type) and (pc.max(pc.utf8_length(column)).as_py() or 0) > _MAX_TEXT:
            raise SpreadsheetLimitError(
                f"{table.name}.{name} has a text of more than {_MAX_TEXT:,} characters, which a cell cannot hold;"
                " use --to csv or --to sqlite"
            )


def _days_as_one_type(table: ExportedTable) -> ExportedTable:
    """Return a table whose days are text if Excel lacks one of them: dates mixed with text would sort 1882 after 2025."""
    import pyarrow as pa
    import pyarrow.compute as pc

    days = [field for field in table.content.schema if pa.types.is_date(field.type)]
    first = min(filter(None, (pc.min(table.content[field.name]).as_py() for field in days)), default=_FIRST_DAY)
    if first >= _FIRST_DAY:
        return table
    fields = [field.with_type(pa.string()) if field in days else field for field in table.content.schema]
    return replace(table, content=table.content.cast(pa.schema(fields)))


def _add_sheet(book: Workbook, name: str, header: Sequence[str], rows: Iterable[Iterable[Any]]) -> None:
    sheet: Worksheet = book.add_worksheet(name)
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(header) - 1, 18)
    for place, column in enumerate(header):
        sheet.write_string(0, place, column, bold)
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, place, value, day)
            elif isinstance(value, int):
                sheet.write_number(number, place, value)
            elif value is not None:
                sheet.write_string(number, place, value)
