"""Build the Parquet export: check the package, then write every table and view, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from fpdata.checks.api import check_package
from fpdata.checks.columnar.column_checks import ColumnBatch
from fpdata.checks.report import Report
from fpdata.export.arrow import arrow_columns, arrow_schema
from fpdata.export.views import compute_views
from fpdata.generate.descriptor import PACKAGE, dump_json, export_descriptor
from fpdata.model.table import Table
from fpdata.model.tables import TABLES
from fpdata.model.views import VIEWS
from fpdata.package.blocks import BLOCK_SIZE
from fpdata.package.files import replace_folder, write_atomically
from fpdata.package.locate import DESCRIPTOR, Package, find_package

_ROW_GROUP = 131_072  # rows; fixed, because the bytes of a file depend on it
# What repeats within a column; a dictionary of ids, names and days, most of them unlike, only adds to the file.
_REPEATED = {"code", "reference", "language"}


class BuildError(Exception):
    """Nothing was written; the message says why. `report` holds the issues, where the check found any."""

    def __init__(self, message: str, report: Report | None = None) -> None:
        super().__init__(message)
        self.report = report


def build(
    source: Path | str,
    target: Path | str,
    progress: Callable[[str], None] = lambda name: None,
    views: bool = True,
    block_size: int = BLOCK_SIZE,
) -> Report:
    """Check the package at `source` and write its Parquet export to the folder `target`.

    The folder gets one file a table and view, and a ``datapackage.json`` that describes them. The
    same package, fpdata and pyarrow give the same bytes. Every table is read once: what is checked is
    what is exported. `views` may be left out of large packages; `block_size` is that of
    `check`. Returns the report of the check. Raises BuildError where the package has errors, or
    where `target` cannot be written or holds files of others; what was there before is then untouched.
    """
    target = Path(target)
    if foreign := _foreign_file(target):
        raise BuildError(f"{target} holds {foreign}, which is no export; name a new folder or an earlier export")
    package = find_package(source)
    try:
        with (
            replace_folder(target) as folder,
            ThreadPoolExecutor(1) as pool,
            closing(_Export(folder, PACKAGE | _about(package), pool)) as export,
        ):
            report = check_package(package, progress, export, block_size)
            _require_valid(report)
            unsorted = {issue.table for issue in report.issues if issue.code == "file-order"}
            export.finish(views, unsorted, progress)
    except OSError as error:
        raise BuildError(f"{error.filename or target}: {error.strerror or error}; nothing was changed") from error
    return report


def _require_valid(report: Report) -> None:
    if not report.ok:
        raise BuildError(f"the package has {len(report.errors):,} errors; nothing was exported", report)


class _Export:
    """The files of an export that are being written, block by block as the check goes on."""

    def __init__(self, folder: Path, about: dict[str, Any], pool: ThreadPoolExecutor) -> None:
        self._folder = folder
        self._about = about
        self._metadata = _metadata(about)
        self._pool = pool  # a row group is packed and written while the next blocks are checked
        self._files = {name: self._file(table) for name, table in TABLES.items()}

    def prepare(self, batch: ColumnBatch) -> pa.Table:
        """Return some records as they are exported; may run beside others."""
        return arrow_columns(batch, self._files[batch.table.name].schema)

    def write(self, table: str, records: pa.Table) -> None:
        """Add the next records of a table."""
        self._files[table].write(records)

    def close(self) -> None:
        """Close every file, whether it is whole or not."""
        for file in self._files.values():
            file.close()

    def finish(self, views: bool, unsorted: Collection[str], progress: Callable[[str], None]) -> None:
        """End every table, sort those that need it, and write the views and the descriptor."""
        self.close()
        for name in unsorted:
            self._write(
                TABLES[name],
                pq.read_table(self._files[name].path).sort_by([(part, "ascending") for part in TABLES[name].key]),
            )
        if views:
            tables = {name: pq.read_table(file.path, memory_map=True) for name, file in self._files.items()}
            for name, content in compute_views(tables, self._metadata).items():
                progress(name)
                self._write(VIEWS[name], content)
        parts = [(file.table, file.path, file.rows) for file in self._files.values()]
        write_atomically(self._folder / DESCRIPTOR, dump_json(export_descriptor(parts, self._about)))

    def _write(self, table: Table, content: pa.Table) -> None:
        self._files[table.name] = file = self._file(table)
        file.write(content)
        file.close()

    def _file(self, table: Table) -> _File:
        return _File(self._folder / f"{table.name}.parquet", table, arrow_schema(table, self._metadata), self._pool)


class _File:
    """One Parquet file, written in row groups of a fixed size, on which its bytes depend."""

    def __init__(self, path: Path, table: Table, schema: pa.Schema, pool: ThreadPoolExecutor) -> None:
        self.path = path
        self.table = table
        self.schema = schema
        self.rows = 0
        self._pool = pool
        self._writing: Future[None] | None = None
        self._waiting: list[pa.Table] = []
        self._number = 0
        self._writer = pq.ParquetWriter(
            self.path,
            self.schema,
            compression="zstd",
            compression_level=3,  # 9 saves a tenth of the bytes, for four times the time
            use_dictionary=[column.name for column in table.columns if column.kind in _REPEATED],
            write_page_index=True,
            write_statistics=True,
        )

    def write(self, records: pa.Table) -> None:
        self._waiting.append(records)
        self._number += len(records)
        while self._number >= _ROW_GROUP:
            self._write_group(_ROW_GROUP)

    def close(self) -> None:
        if self._number:
            self._write_group(self._number)
        self._written()
        self._writer.close()

    def _write_group(self, number: int) -> None:
        self._written()  # one at a time, so that no more waits in memory
        waiting = pa.concat_tables(self._waiting)
        self._writing = self._pool.submit(self._pack, waiting.slice(0, number))
        self.rows += number
        self._number -= number
        self._waiting = [waiting.slice(number)]

    def _pack(self, group: pa.Table) -> None:
        self._writer.write_table(group.combine_chunks(), row_group_size=_ROW_GROUP)

    def _written(self) -> None:
        """Wait for the last row group; raise what went wrong with it."""
        writing, self._writing = self._writing, None
        if writing is not None:
            writing.result()


def _about(package: Package) -> dict[str, Any]:
    """Return what the package says of itself, its resources aside."""
    return {name: value for name, value in package.descriptor.items() if name != "resources"}


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
