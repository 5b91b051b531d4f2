"""One version of the data, wherever it is kept: a folder of CSV or Parquet files, a wheel, a git revision."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from fpdata.checks.rows.released_ids import HEADER
from fpdata.edit.edit import Row, Tables
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import FormatError, read_table
from fpdata.package.locate import DESCRIPTOR, RELEASED_IDS, TABLES_FOLDER, PackageError, find_package

_IN_WHEEL = "fpdata/data/"


class SnapshotError(Exception):
    """There is no version to read; the message says what was looked for and where."""


@dataclass(frozen=True)
class Snapshot:
    """The rows of every table, the descriptor, and the ids released before."""

    name: str
    tables: Tables
    descriptor: dict[str, Any] = field(default_factory=dict)
    released: frozenset[tuple[str, str]] = frozenset()

    @property
    def number(self) -> str:
        """The version that the descriptor states; empty where it states none."""
        return str(self.descriptor.get("version", ""))


def read_snapshot(name: str, repository: Path | str = ".") -> Snapshot:
    """Return the version called `name`: a folder, a wheel, or a revision of the git repository at `repository`.

    A folder is a package or a Parquet export. ``rev:`` before a revision tells it from a folder of the
    same name. Raises VersionError where there is no such thing, or it cannot be understood.
    """
    path = Path(name)
    try:
        if path.is_file() and path.suffix == ".whl":
            return _of_wheel(name, path)
        if path.is_dir() and list(path.glob("*.parquet")):
            return _of_export(name, lambda file: (path / file).read_bytes() if (path / file).is_file() else None)
        if path.is_dir() or path.name == DESCRIPTOR:
            return _of_package(name, path)
        return _of_revision(name, name.removeprefix("rev:"), Path(repository))
    except (PackageError, FormatError, OSError, zipfile.BadZipFile, csv.Error, ValueError) as error:
        raise SnapshotError(f"{name}: {error}") from None


def _of_package(name: str, path: Path) -> Snapshot:
    package = find_package(path)
    tables = {table: read_table(TABLES[table], file) for table, file in package.files.items()}
    released = package.root / RELEASED_IDS
    ids = _released(released.read_text("utf-8")) if released.is_file() else frozenset()
    return _version(name, tables, package.descriptor, ids)


def _of_wheel(name: str, path: Path) -> Snapshot:
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        return _of_export(name, lambda file: archive.read(_IN_WHEEL + file) if _IN_WHEEL + file in names else None)


def _of_export(name: str, read: Callable[[str], bytes | None]) -> Snapshot:
    import pyarrow as pa  # noqa: PLC0415 - the other kinds do without
    import pyarrow.parquet as pq  # noqa: PLC0415

    tables: Tables = {}
    for table, described in TABLES.items():
        content = read(f"{table}.parquet")
        if content is not None:
            columns = pq.read_table(pa.BufferReader(content))
            bounds = {bound for column in described.columns for bound in column.bounds or ()}
            own = [column for column in columns.column_names if column not in bounds]
            tables[table] = [
                {key: None if value is None else str(value) for key, value in row.items()}
                for row in columns.select(own).to_pylist()
            ]
    if not tables:
        raise SnapshotError(f"{name} holds no tables of fpdata")
    schema = read("schema/" + PurePosixPath(RELEASED_IDS).name) or b""
    return _version(name, tables, json.loads(read(DESCRIPTOR) or b"{}"), _released(schema.decode()))


def _of_revision(name: str, revision: str, repository: Path) -> Snapshot:
    found = files_of_revision(revision, repository)
    if found is None:
        raise SnapshotError(f"{name} is no folder, no wheel and no revision of the git repository at {repository}")
    files = {path: content.decode("utf-8-sig") for path, content in found.items()}
    tables = {table: _rows(files[path]) for table in TABLES if (path := f"{TABLES_FOLDER}/{table}.csv") in files}
    if not tables:
        raise SnapshotError(f"{name} has no {TABLES_FOLDER}/ with tables of fpdata")
    return _version(name, tables, json.loads(files.get(DESCRIPTOR, "{}")), _released(files.get(RELEASED_IDS, "")))


def files_of_revision(revision: str, repository: Path) -> dict[str, bytes] | None:
    """Return the files of the package in `repository` as they are at a revision of it; None where there is none.

    These are the tables, the descriptor and the list of released ids, whatever else is in the folder.
    """
    commit = _git(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if not commit:
        return None
    prefix = (_git(repository, "rev-parse", "--show-prefix") or b"").decode().strip()
    archive = _git(repository, "archive", "--format=tar", f"{commit.decode().strip()}:{prefix}")
    wanted = {DESCRIPTOR, RELEASED_IDS, *(f"{TABLES_FOLDER}/{table}.csv" for table in TABLES)}
    files: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(archive or b"")) as contents:
        for member in contents:
            if member.name in wanted and (content := contents.extractfile(member)):
                files[member.name] = content.read()
    return files


def _git(repository: Path, *arguments: str) -> bytes | None:
    """Return what git prints, None where it fails."""
    command = ["git", "-C", str(repository), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - arguments, no shell
    except FileNotFoundError:
        raise SnapshotError("git is not installed; name a folder or a wheel") from None
    return done.stdout if done.returncode == 0 else None


def _rows(text: str) -> list[Row]:
    """Return the rows of a file by its own header: an earlier version may have had other columns."""
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    return [{name: cell or None for name, cell in zip(header, cells, strict=True)} for cells in rows if cells]


def _released(text: str) -> frozenset[tuple[str, str]]:
    rows = csv.reader(io.StringIO(text, newline=""))
    return frozenset((row[0], row[1]) for row in rows if len(row) == len(HEADER) and row != HEADER)


def _version(name: str, tables: Tables, descriptor: dict[str, Any], released: frozenset[tuple[str, str]]) -> Snapshot:
    for table, rows in tables.items():
        key = TABLES[table].key
        seen = set()
        for row in rows:
            identity = tuple(row.get(part) for part in key)
            if identity in seen:
                raise SnapshotError(f"{name}: {table} has the key {'/'.join(map(str, identity))!r} twice")
            seen.add(identity)
    return Snapshot(name, tables, descriptor, released)
