"""Build the Parquet export: check the package, then write every table and view, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from fpdata.check.run import Report, check
from fpdata.export.arrow import arrow_schema, arrow_table
from fpdata.export.descriptor import PACKAGE, dump_json, export_descriptor
from fpdata.export.views import compute_views
from fpdata.files import replace_folder, write_atomically
from fpdata.model.record import Table
from fpdata.model.tables import TABLES
from fpdata.model.views import VIEWS
from fpdata.read.package import DESCRIPTOR

_ROW_GROUP = 131_072  # rows; fixed, because the bytes of a file depend on it
# What repeats within a column; a dictionary of ids, names and days, most of them unlike, only adds to the file.
_REPEATED = {"code", "reference", "language"}


class BuildError(Exception):
    """Nothing was written; the message says why. `report` holds the issues, where the check found any."""

    def __init__(self, message: str, report: Report | None = None) -> None:
        super().__init__(message)
        self.report = report


def build(source: Path | str, target: Path | str, progress: Callable[[str], None] = lambda name: None) -> Report:
    """Check the package at `source` and write its Parquet export to the folder `target`.

    The folder gets one file a table and view, and a ``datapackage.json`` that describes them. The same package, fpdata and pyarrow give the same bytes. Returns the report of
    the check. Raises BuildError where the package has errors, or where `target` cannot be written or
    holds files of others; what was there before is then untouched.
    """
    target = Path(target)
    if foreign := _foreign_file(target):
        raise BuildError(f"{target} holds {foreign}, which is no export; name a new folder or an earlier export")
    report = check(source, progress)
    if not report.ok:
        raise BuildError(f"the package has {len(report.errors):,} errors; nothing was exported", report)
    try:
        with replace_folder(target) as folder:
            _write_export(report, folder, progress)
    except OSError as error:
        raise BuildError(
            f"{error.filename or target}: {error.strerror or error}; nothing was changed", report
        ) from error
    return report


def export_tables(report: Report) -> dict[str, pa.Table]:
    """Return every table and view of a valid package, as exported."""
    metadata = _metadata(_about(report))
    tables = {}
    for name, table in TABLES.items():
        key = [table.names.index(part) for part in table.key]
        rows = sorted((raw.cells for raw in report.data[name].raw), key=lambda cells: [cells[part] for part in key])
        tables[name] = arrow_table(table, rows, arrow_schema(table, metadata))
    return tables | compute_views(tables, metadata)


def _write_export(report: Report, folder: Path, progress: Callable[[str], None]) -> None:
    parts: list[tuple[Table, Path, int]] = []
    for name, content in export_tables(report).items():
        progress(name)
        table, path = (TABLES | VIEWS)[name], folder / f"{name}.parquet"
        pq.write_table(
            content.combine_chunks(),
            path,
            row_group_size=_ROW_GROUP,
            compression="zstd",
            compression_level=9,
            use_dictionary=[column.name for column in table.columns if column.kind in _REPEATED],
            write_page_index=True,
            write_statistics=True,
        )
        parts.append((table, path, content.num_rows))
    write_atomically(folder / DESCRIPTOR, dump_json(export_descriptor(parts, _about(report))))


def _about(report: Report) -> dict[str, Any]:
    """Return what the package says of itself, its resources aside."""
    return PACKAGE | {name: value for name, value in report.package.descriptor.items() if name != "resources"}


def _metadata(about: dict[str, Any]) -> dict[str, str]:
    licenses = ", ".join(str(item.get("name", "")) for item in about["licenses"] if isinstance(item, dict))
    return {"package": str(about["name"]), "version": str(about["version"]), "license": licenses}


def _foreign_file(folder: Path) -> str | None:
    """Return a file in the folder that no export of this or an earlier version has put there."""
    if not folder.exists():
        return None
    if not folder.is_dir():
        return f"{folder.name}, a file"
    own = {DESCRIPTOR, *(f"{name}.parquet" for name in TABLES | VIEWS)}
    with suppress(OSError, ValueError, KeyError, TypeError):  # no descriptor of an earlier export: nothing more is ours
        own |= {str(resource["path"]) for resource in json.loads((folder / DESCRIPTOR).read_bytes())["resources"]}
    return next((file.name for file in sorted(folder.iterdir()) if file.name not in own), None)
