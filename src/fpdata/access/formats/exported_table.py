"""A table or view as the writers of all formats get it: its rows, its description, and the meaning of its codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fpdata.access.about import about_data_set
from fpdata.access.bibliography import data_set_item
from fpdata.access.bibliography_formats import to_plain_text
from fpdata.access.current import is_package
from fpdata.access.errors import MissingExtraError
from fpdata.access.locate import read_exported, tables, views
from fpdata.model.table import Column, Table
from fpdata.model.tables import TABLES
from fpdata.model.views import VIEWS

if TYPE_CHECKING:
    import pyarrow as pa

    from fpdata.export.arrow import ExportedRow

#: The columns of a list of tables, of a codebook, and of its list of codes.
TABLES_LISTED = ("table", "kind", "key", "rows", "description")
COLUMNS = ("table", "column", "type", "references", "description")
CODES = ("table", "column", "code", "meaning")


@dataclass(frozen=True)
class ExportedTable:
    """A table or view of an export."""

    table: Table
    content: pa.Table

    @property
    def name(self) -> str:
        """The name of the table."""
        return self.table.name

    @property
    def version(self) -> str:
        """The version of the data set, as its file says."""
        return str((self.content.schema.metadata or {}).get(b"version", b"").decode("utf-8", "replace"))

    @property
    def columns(self) -> list[str]:
        """The names of the columns, the bounds of dates included."""
        return list(self.content.column_names)

    def rows(self) -> Iterator[ExportedRow]:
        """Yield the rows, as dicts of Python values; days are dates."""
        for batch in self.content.to_batches(max_chunksize=10_000):
            yield from batch.to_pylist()

    def stored_rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the rows as tuples for a format without dates: days as YYYY-MM-DD."""
        import pyarrow as pa

        for batch in self.content.to_batches(max_chunksize=10_000):
            columns = [
                column.cast(pa.string()) if pa.types.is_date(column.type) else column for column in batch.columns
            ]
            yield from zip(*(column.to_pylist() for column in columns), strict=True)

    def described(self, column: str) -> Column | None:
        """Return the column of the model with that name; None for a bound of a date."""
        return self.table.column(column) if column in self.table.names else None

    def description(self, column: str) -> str:
        """Return what a column holds, in a sentence."""
        metadata = self.content.schema.field(column).metadata or {}
        return str(metadata.get(b"description", b"").decode("utf-8", "replace"))


def read_tables(names: Sequence[str], path: Path | str | None) -> list[ExportedTable]:
    """Return some tables and views, each once; without names all, but for views that were left out of the export."""
    if not names:
        kept = path is None or is_package(Path(path))
        names = [*tables(), *(name for name in views() if kept or (Path(path or "") / f"{name}.parquet").is_file())]
    contents = {name: read_exported(name, path) for name in dict.fromkeys(names)}
    return [ExportedTable((TABLES | VIEWS)[name], content) for name, content in contents.items()]


def describe_data_set(exported: Sequence[ExportedTable]) -> dict[str, str]:
    """Return what a reader should know of the data: what they are, how they are cited, and their license."""
    version = exported[0].version
    about = about_data_set(version)
    return {
        "title": about.title,
        "version": about.version,
        "license": about.license,
        "address": about.address,
        "citation": to_plain_text([data_set_item(version)]).strip(),
    }


def describe_tables(exported: Iterable[ExportedTable]) -> Iterator[Sequence[str | int]]:
    """Yield every table and view with the columns of its key, its number of rows, and what it holds."""
    for table in exported:
        kind = "view" if table.name in VIEWS else "table"
        yield table.name, kind, ", ".join(table.table.key), table.content.num_rows, table.table.description


def describe_columns(tables: Iterable[ExportedTable]) -> Iterator[Sequence[str | None]]:
    """Yield the rows of a codebook: every column with its type, the table that it refers to, and what it holds."""
    for table in tables:
        for column in table.columns:
            described = table.described(column)
            kind, target = (described.kind, described.target_table) if described else ("date", "")
            yield table.name, column, kind, target or None, table.description(column)


def describe_codes(tables: Iterable[ExportedTable]) -> Iterator[Sequence[str]]:
    """Yield every code of every column with its meaning."""
    for table in tables:
        for column in table.table.columns:
            for code in column.codes or ():
                yield table.name, column.name, str(code), code.description


def missing_extra(format: str, library: str) -> MissingExtraError:
    """Return the error of a format whose library is not installed."""
    return MissingExtraError(
        f"--to {format} needs {library}, which is not installed; run: pip install 'fpdata[{format}]'"
    )


def to_text(value: Any) -> Any:
    """Return a value for a format without dates: a day as YYYY-MM-DD, anything else as it is."""
    return value.isoformat() if hasattr(value, "isoformat") else value
