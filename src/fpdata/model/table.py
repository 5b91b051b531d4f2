"""Derive the description of a table from its model.

A field is described once, on its pydantic model. Everything else that needs it (the CSV
reader, the Arrow schema, the descriptor, the data dictionary, the strategies) reads it from here, as a
`Column` of a `Table`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, get_args

from pydantic.fields import FieldInfo

from fpdata.model.edtf import Edtf
from fpdata.model.fields import (
    AnyReference,
    Code,
    FieldKind,
    OwnWords,
    RecordReference,
    Reference,
    StringFormat,
    TableReference,
)
from fpdata.model.record import Record
from fpdata.model.titles import title_of

# Types that only views have.
_DERIVED: dict[Any, FieldKind] = {int: "integer", date: "date"}


@dataclass(frozen=True)
class Column:
    """One column of a table: a field of a model, with everything that its type declares."""

    name: str
    attribute: str
    kind: FieldKind
    nullable: bool
    title: str
    description: str
    example: str | None = None
    reference: AnyReference | None = None
    codes: type[Code] | None = None
    prose: bool = False
    pattern: str | None = None
    max_length: int | None = None

    @property
    def target_table(self) -> str:
        """The table that the column refers to, if it is a fixed one; otherwise empty."""
        return self.reference.table if isinstance(self.reference, Reference) else ""

    @property
    def bounds(self) -> tuple[str, str] | None:
        """The names of the two date columns that exports add after an EDTF column."""
        return (f"{self.name}_min", f"{self.name}_max") if self.kind == "edtf" else None


@dataclass(frozen=True)
class Table:
    """One table of the package."""

    name: str
    model: type[Record]
    key: tuple[str, ...]
    description: str
    columns: tuple[Column, ...]

    def __hash__(self) -> int:
        return hash(self.name)  # its columns are many

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The column names, in order: the header of the table's CSV file."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def references(self) -> tuple[Column, ...]:
        """The columns that hold the id of a record of a fixed table."""
        return tuple(column for column in self.columns if column.target_table)

    @cached_property
    def self_references(self) -> tuple[Column, ...]:
        """Those of `references` that hold the id of a record of this table itself."""
        return tuple(column for column in self.references if column.target_table == self.name)

    @cached_property
    def table_column(self) -> str | None:
        """The column that names the table a row is about; None if the table has no such column."""
        return next((column.name for column in self.columns if isinstance(column.reference, TableReference)), None)

    @cached_property
    def record_references(self) -> tuple[Column, ...]:
        """The columns that hold the id of a record of the table that the row names in `table_column`."""
        return tuple(column for column in self.columns if isinstance(column.reference, RecordReference))

    def column(self, name: str) -> Column:
        """Return the column called `name`. Raises KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


def record_id(table: Table, cells: Mapping[str, str | None]) -> str:
    """Return the primary key of a record as one text: its parts joined by ``/``."""
    return "/".join(record_key(table, cells))


def record_key(table: Table, cells: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return the primary key of a record, part by part. Tables are sorted by it."""
    return tuple(cells.get(part) or "" for part in table.key)


def describe_table(model: type[Record]) -> Table:
    """Return the table whose rows `model` validates. Raises TypeError for a field whose type is not from `fields` or `edtf`."""
    columns = tuple(_describe_column(name, info) for name, info in model.model_fields.items())
    return Table(model.TABLE, model, model.KEY, _first_paragraph(model.__doc__ or ""), columns)


def _describe_column(attribute: str, info: FieldInfo) -> Column:
    base, metadata, nullable = _unwrap(info)
    reference = next((mark for mark in metadata if isinstance(mark, AnyReference)), None)
    common: dict[str, Any] = {
        "name": info.alias or attribute,
        "attribute": attribute,
        "nullable": nullable,
        "title": title_of(attribute),
        "description": info.description or "",
        "example": info.examples[0] if info.examples else None,
    }
    if isinstance(base, type) and issubclass(base, Code):
        return Column(kind="code", codes=base, **common)
    if isinstance(base, type) and issubclass(base, Edtf):
        return Column(kind="edtf", pattern=base.pattern(), **common)
    string = next((mark for mark in metadata if isinstance(mark, StringFormat)), None)
    if string is None and base in _DERIVED:
        return Column(kind=_DERIVED[base], **common)
    if string is None:
        raise TypeError(f"field {attribute!r} has an unsupported type")
    return Column(
        kind="reference" if isinstance(reference, Reference) else string.kind,
        reference=reference,
        prose=any(isinstance(mark, OwnWords) for mark in metadata),
        pattern=string.pattern,
        max_length=string.max_length,
        **common,
    )


def _unwrap(info: FieldInfo) -> tuple[Any, list[Any], bool]:
    """Return a field's own type, its metadata, and whether it may be empty."""
    nullable = type(None) in get_args(info.annotation)
    base: Any = info.annotation
    if nullable:
        (base,) = (arg for arg in get_args(info.annotation) if arg is not type(None))
    metadata = list(info.metadata)
    if hasattr(base, "__metadata__"):
        metadata += base.__metadata__
        base = base.__origin__
    return base, metadata, nullable


def _first_paragraph(docstring: str) -> str:
    return " ".join(docstring.split("\n\n", maxsplit=1)[0].split())
