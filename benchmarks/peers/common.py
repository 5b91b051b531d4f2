"""What every peer needs: the specification of a package, and to be run as a script."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Column:
    """A column: the constraints on its cells (see `fpdata.model.table.Column`)."""

    name: str
    kind: str
    nullable: bool
    codes: list[str] | None
    marked: list[str] | None
    pattern: str | None
    max_length: int | None
    references: str | None
    prose: bool
    may_be_open: bool


@dataclass(frozen=True)
class Table:
    """A table: its file, key and columns."""

    name: str
    path: Path
    key: list[str]
    columns: list[Column]

    @property
    def names(self) -> list[str]:
        """The names of the columns."""
        return [column.name for column in self.columns]

    @property
    def references(self) -> list[Column]:
        """The columns that name a record of a table."""
        return [column for column in self.columns if column.references]

    @property
    def dates(self) -> list[Column]:
        """The columns with dates."""
        return [column for column in self.columns if column.kind == "edtf"]

    def column(self, name: str) -> Column:
        """Return the column called `name`."""
        return next(column for column in self.columns if column.name == name)


@dataclass(frozen=True)
class Specification:
    """All that a peer is told of a package."""

    folder: Path
    data: dict[str, Any]

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The tables by name."""
        return {
            name: Table(
                name,
                self.folder / "datasets" / f"{name}.csv",
                table["key"],
                [Column(**column) for column in table["columns"]],
            )
            for name, table in self.data["tables"].items()
        }

    def key_of(self, table: str) -> str:
        """Return the one column of a table's key."""
        (key,) = self.tables[table].key
        return key


def run(count: Callable[[Specification], int]) -> None:
    """Run a peer as a script on the package that the command line names; print the number of problems."""
    folder = Path(sys.argv[1])
    print(count(Specification(folder, json.loads((folder / "specification.json").read_bytes()))))
