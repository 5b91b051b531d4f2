"""Write rows as a package: canonical CSV files and their descriptor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from fpdata.generate.descriptor import dump_json, package_descriptor, table_path
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowMapping, render
from fpdata.package.files import write_atomically
from fpdata.package.locate import DESCRIPTOR


def write_package(root: Path | str, rows: Mapping[str, Iterable[RowMapping]]) -> None:
    """Write a package to the folder `root`.

    `rows` has the rows by table name. A table without rows gets a file with only a header.
    """
    files = {name: (table_path(name), render(table, rows.get(name, ()))) for name, table in TABLES.items()}
    for path, content in files.values():
        write_atomically(Path(root) / path, content)
    write_atomically(Path(root) / DESCRIPTOR, dump_json(package_descriptor(files)))
