"""Build a partitioned Parquet export on Spark: each table a folder of files, which the workers write.

First the package is checked; then each worker reads some parts of its tables again, and writes one file for each, with
the types and metadata of the export that one machine writes. The folder takes its place once all files are there.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa

from fpdata.checks.columnar.batch import ColumnBatch
from fpdata.checks.columnar.limits import BLOCK_SIZE
from fpdata.checks.report import Report
from fpdata.checks.spark.engine import check_partitions
from fpdata.checks.spark.partitions import FilePart, find_partitions, group_parts
from fpdata.checks.spark.scan import scan_part
from fpdata.checks.spark.session import SparkError, run_tasks
from fpdata.export.arrow import arrow_columns, arrow_schema
from fpdata.export.parquet import BuildError, require_replaceable, require_valid
from fpdata.export.parquet_writer import COMPRESSION_LEVEL, TableWriter, schema_metadata
from fpdata.generate.descriptor import PACKAGE, dump_json, metadata_of, partitioned_resource
from fpdata.model.tables import TABLES
from fpdata.package.files import file_hash, replace_folder, write_atomically
from fpdata.package.locate import DESCRIPTOR, require_path
from fpdata.package.system_errors import not_written

#: Bytes of CSV that become one Parquet file, of about a fifth of that.
PART_BYTES = 64 << 20


def build_partitioned(
    path: Path | str, to: Path | str, *, progress: Callable[[str], None] = lambda step: None
) -> Report:
    """Check a package on Spark, let its workers write its tables as Parquet, and return the report of the check.

    `path` and `to` are those of `fpdata.build`, and every worker must find both folders at these paths. Each table is a
    folder of files ``part-*.parquet``, whose names sort as their rows do; the columns, types and metadata are those of
    `fpdata.build`. There are no views. The rows of a table that is not sorted stay in their order.

    Raises BuildError, with the folder unchanged, if the package has errors or the folder cannot be written or holds
    other files; PackageError if there is no package at `path`; SparkError if Spark cannot be used.
    """
    require_path(to, "to")
    target, package = Path(os.path.abspath(to)), find_partitions(path)
    require_replaceable(target, package.package.root)
    report = check_partitions(package, progress)
    require_valid(report)
    about = PACKAGE | metadata_of(package.package.descriptor)
    parts = [part for name in TABLES for each in package.by_table[name] for part in each.parts(PART_BYTES)]
    progress("writing")
    try:
        with replace_folder(target) as folder:
            for name in TABLES:
                (folder / name).mkdir()
            work = partial(_write_parts, folder=folder, metadata=schema_metadata(about))
            with run_tasks(group_parts(parts, PART_BYTES), work) as contents:
                written = [json.loads(content) for content in contents]
            _require_all(folder, written)
            by_table = {name: [each for each in written if each["path"].startswith(f"{name}/")] for name in TABLES}
            resources = [partitioned_resource(TABLES[name], files) for name, files in by_table.items()]
            write_atomically(folder / DESCRIPTOR, dump_json(about | {"resources": resources}))
            require_replaceable(target, package.package.root)  # as a check may take long
    except OSError as error:
        raise BuildError(not_written(target, error)) from error
    return report


def _require_all(folder: Path, written: Sequence[Mapping[str, Any]]) -> None:
    """Raise SparkError if a file is not there, and remove those that lost workers left unfinished."""
    paths = {folder / each["path"] for each in written}
    for each in written:
        path = folder / each["path"]
        if not path.is_file() or path.stat().st_size != each["bytes"]:
            raise SparkError(f"a worker wrote {path}, which is not here; every worker must have the folder there")
    for path in folder.glob("*/*"):
        if path not in paths:
            path.unlink()


def _write_parts(parts: Sequence[FilePart], folder: Path, metadata: dict[str, str]) -> Iterator[bytes]:
    """Write a file for each of some parts, in a worker; yield its path, hash, size and rows as JSON."""
    for part in parts:
        table = TABLES[part.partition.table]
        name = f"{table.name}/part-{part.partition.number:05}-{part.bytes.start:015}.parquet"
        unfinished = folder / table.name / f".{uuid4().hex}"  # the task may also run elsewhere, or end in the middle
        schema = arrow_schema(table, metadata)
        with ThreadPoolExecutor(1) as pool:
            file = TableWriter(unfinished, table, schema, pool, COMPRESSION_LEVEL)
            with closing(file):
                for rows in _exported_rows(part, schema):
                    file.write(rows)
        os.replace(unfinished, path := folder / name)
        written = {"path": name, "hash": f"sha256:{file_hash(path)}", "bytes": path.stat().st_size, "rows": file.rows}
        yield json.dumps(written).encode()


def _exported_rows(part: FilePart, schema: pa.Schema) -> Iterator[pa.Table]:
    """Yield the rows of a part with the types of the export."""

    def prepare(batch: ColumnBatch) -> pa.Table:
        return arrow_columns(batch, schema)

    for found in scan_part(part, BLOCK_SIZE, prepare):
        if found.result is not None and found.result.prepared is not None:
            yield found.result.prepared
        elif found.block and (found.block.start or found.result):  # not the header of a file that passed the check
            raise RuntimeError(f"{part.partition.path} changed during the build; run it again")
