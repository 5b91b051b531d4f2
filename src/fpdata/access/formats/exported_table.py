"""A table or view as the writers of all formats get it: its rows, its description, and the meaning of its codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fpdata.access.errors import MissingExtraError
from fpdata.model.table import Column, Table

if TYPE_CHECKING:
    import pyarrow as pa

    from fpdata.export.arrow import ExportedRow

#: The columns of a codebook, and of its list of codes.
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
    def columns(self) -> list[str]:
        """The names of the columns, the bounds of dates included."""
        return list(self.content.column_names)

    def rows(self) -> Iterator[ExportedRow]:
        """Yield the rows, as dicts of Python values; days are dates."""
        for batch in self.content.to_batches(max_chunksize=10_000):
            yield from batch.to_pylist()

    def described(self, column: str) -> Column | None:
        """Return the column of the model with that name; None for a bound of a date."""
        return self.table.column(column) if column in self.table.names else None

    def description(self, column: str) -> str:
        """Return what a column holds, in a sentence."""
        metadata = self.content.schema.field(column).metadata or {}
        return str(metadata.get(b"description", b"").decode("utf-8", "replace"))


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
