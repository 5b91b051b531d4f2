"""Write the files of an export while the check reads the package: row groups, sorting, views, descriptor."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from fpdata.checks.columnar.batch import ColumnBatch
from fpdata.export.arrow import arrow_columns, arrow_schema, sort_by_key
from fpdata.export.views import compute_views
from fpdata.generate.descriptor import dump_json, export_descriptor
from fpdata.model.table import Table
from fpdata.model.tables import TABLES
from fpdata.model.views import VIEWS
from fpdata.package.files import write_atomically
from fpdata.package.locate import DESCRIPTOR

#: Rows of a row group; fixed, because the bytes of a file depend on it.
ROW_GROUP_SIZE = 131_072
# Dictionary-encode only columns whose values repeat: for ids, names and days, dictionaries make files larger.
_DICTIONARY_KINDS = {"code", "reference", "language"}
#: The kinds of columns whose texts begin as those before them do: ids, by which tables are sorted, and addresses.
_SHARED_BEGINNINGS = {"id", "url"}
#: The level of zstd: 3 needs an eighth more bytes, 15 saves 6 percent of them and takes five times as long.
COMPRESSION_LEVEL = 6
#: Spark 3 refuses days before 1582 of files that do not say whether they follow the Julian calendar, as those of Spark 2
#: do. Spark's only way to say so is the version of the Spark that a file could be of: from 3.0 on, days are as in Arrow.
_SPARK = "org.apache.spark.version"


class ExportWriter:
    """The files of one export, written block by block while the check runs."""

    def __init__(self, folder: Path, about: dict[str, Any], pool: ThreadPoolExecutor, compression_level: int) -> None:
        """Open a file in `folder` for every table; `about` is the descriptor without its resources."""
        self._compression_level = compression_level
        self._folder = folder
        self._about = about
        self._metadata = schema_metadata(about)
        self._pool = pool  # compresses and writes a row group while the next blocks are checked
        self._files: dict[str, TableWriter] = {}
        try:
            for name, table in TABLES.items():
                self._files[name] = self._open(table)
        except OSError:  # such as a full disk
            with suppress(OSError):
                self.close()
            raise

    def prepare(self, cells: ColumnBatch) -> pa.Table:
        """Return some rows with their exported types. Safe to call from several threads."""
        return arrow_columns(cells, self._files[cells.table.name].schema)

    def write(self, table: str, records: pa.Table) -> None:
        """Append rows to a table."""
        self._files[table].write(records)

    def close(self) -> None:
        """Close every file, complete or not."""
        with ExitStack() as stack:
            for file in self._files.values():
                stack.callback(file.close)

    def finish(
        self,
        views: Collection[str],
        unsorted: Collection[str],
        sources: Mapping[str, dict[str, Any]],
        progress: Callable[[str], None],
    ) -> None:
        """Close the tables, sort the `unsorted` ones by key, and write some `views` and the descriptor.

        `sources` is that of `export_descriptor`.
        """
        self.close()
        for name in unsorted:
            rows = pq.read_table(self._files[name].path)
            self._write_whole(TABLES[name], sort_by_key(TABLES[name], rows))
        if views:
            tables = {name: pq.ParquetFile(file.path, memory_map=True).read() for name, file in self._files.items()}
            for name, content in compute_views(tables, self._metadata, views).items():
                progress(name)
                self._write_whole(VIEWS[name], content)
        files = [(file.table, file.path, file.rows) for file in self._files.values()]
        write_atomically(self._folder / DESCRIPTOR, dump_json(export_descriptor(files, self._about, sources)))

    def _write_whole(self, table: Table, content: pa.Table) -> None:
        self._files[table.name] = file = self._open(table)
        file.write(content)
        file.close()

    def _open(self, table: Table) -> TableWriter:
        schema = arrow_schema(table, self._metadata)
        return TableWriter(self._folder / f"{table.name}.parquet", table, schema, self._pool, self._compression_level)


class TableWriter:
    """One Parquet file, written in row groups of a fixed size, so that its bytes do not depend on the blocks."""

    def __init__(
        self, path: Path, table: Table, schema: pa.Schema, pool: ThreadPoolExecutor, compression_level: int
    ) -> None:
        self.path = path
        self.table = table
        self.schema = schema
        self.rows = 0
        self._pool = pool
        self._writing: Future[None] | None = None
        self._pending: list[pa.Table] = []
        self._pending_rows = 0
        self._writer = pq.ParquetWriter(
            self.path,
            self.schema,
            compression="zstd",
            compression_level=compression_level,
            use_dictionary=[column.name for column in table.columns if column.kind in _DICTIONARY_KINDS],
            column_encoding={
                column.name: "DELTA_BYTE_ARRAY" for column in table.columns if column.kind in _SHARED_BEGINNINGS
            },
            write_page_index=True,
            write_statistics=True,
        )

    def write(self, records: pa.Table) -> None:
        """Append rows; full row groups are written in the background."""
        self._pending.append(records)
        self._pending_rows += len(records)
        while self._pending_rows >= ROW_GROUP_SIZE:
            self._submit(ROW_GROUP_SIZE)

    def close(self) -> None:
        """Write what is pending, and close the file."""
        if self._pending_rows:
            self._submit(self._pending_rows)
        try:
            self._wait()
            self._writer.close()
        finally:
            self._writer.is_open = False  # else its destructor tries again to close it, and prints the error

    def _submit(self, rows: int) -> None:
        self._wait()  # one row group at a time, to bound memory
        pending = pa.concat_tables(self._pending)
        self._writing = self._pool.submit(self._write_group, pending.slice(0, rows))
        self.rows += rows
        self._pending_rows -= rows
        self._pending = [pending.slice(rows)]

    def _write_group(self, group: pa.Table) -> None:
        self._writer.write_table(group.combine_chunks(), row_group_size=ROW_GROUP_SIZE)

    def _wait(self) -> None:
        """Wait for the row group that is being written; raise its error."""
        writing, self._writing = self._writing, None
        if writing is not None:
            writing.result()


def schema_metadata(about: dict[str, Any]) -> dict[str, str]:
    """Return what every exported file says of its package."""
    licenses = ", ".join(str(item.get("name", "")) for item in about["licenses"] if isinstance(item, dict))
    own = {"package": str(about["name"]), "version": str(about["version"]), "license": licenses}
    return own | {_SPARK: "3.0.0"}
