"""Snapshots: the data of one version, read from a package, a Parquet export, a wheel or a git revision."""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from fpdata.checks.rows.released_ids import HEADER, read_released_ids
from fpdata.edit.tables import Tables
from fpdata.export.wheel import WheelError, read_wheel
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import FormatError, RowDict, read_table
from fpdata.package.json_text import parse_json
from fpdata.package.locate import (
    DESCRIPTOR,
    RELEASED_IDS,
    TABLES_FOLDER,
    Package,
    PackageError,
    find_package,
    resources_by_name,
)
from fpdata.versioning.releases import newest_release, release_tag

_IN_WHEEL = "fpdata/data/"
_FILE_MODES = ("100644", "100755", "100664")  # of git: a file, an executable, and a file in old repositories


class SnapshotError(Exception):
    """The snapshot cannot be read; the message says what was looked for, where, and what is wrong."""


@dataclass(frozen=True)
class Snapshot:
    """The data of one version, by the columns that it has: an older version may have had others."""

    name: str
    tables: Tables
    descriptor: dict[str, Any] = field(default_factory=dict)
    released_ids: frozenset[tuple[str, str]] = frozenset()
    """Table and id of every record that a release up to this version had."""

    @property
    def version(self) -> str:
        """The version that the descriptor states; empty if it states none."""
        return str(self.descriptor.get("version", ""))


def read_last_release(repository: Path | str = ".") -> Snapshot:
    """Return the newest release of the package in a git repository. Raises SnapshotError if there is none."""
    tag = newest_release(Path(repository))
    if tag is None:
        raise SnapshotError(
            "there is no release to compare with: no tag v* leads to this commit; name a version, or fetch the tags"
            " (git fetch --tags)"
        )
    return read_snapshot(f"rev:{tag}", repository)


def read_snapshot(name: str, repository: Path | str = ".") -> Snapshot:
    """Return the snapshot called `name`: a folder, a wheel, or a revision of the git repository at `repository`.

    The version of a release, such as 0.1.0, means its tag.

    A folder is a package or a Parquet export. If a folder has the same name as a revision, ``rev:NAME`` means
    the revision. Raises SnapshotError if it does not exist or cannot be read.
    """
    path = Path(name)
    try:
        if path.is_file() and path.suffix == ".whl":
            return _read_wheel(name, path)
        if path.is_dir() and list(path.glob("*.parquet")):
            return _read_export(name, lambda file: (path / file).read_bytes() if (path / file).is_file() else None)
        if path.is_dir() or path.name == DESCRIPTOR:
            return _read_package(name, path)
        return _read_revision(name, name.removeprefix("rev:"), Path(repository))
    except (PackageError, FormatError, WheelError, OSError, csv.Error, ValueError) as error:
        raise SnapshotError(f"{name}: {error}") from None


def _read_package(name: str, path: Path) -> Snapshot:
    package = find_package(path)
    # An earlier version may lack a table of today's.
    package.require_tables(optional=TABLES.keys() - resources_by_name(package.descriptor).keys())
    tables = {table: read_table(TABLES[table], file, partial=True) for table, file in package.files.items()}
    ids = frozenset((table, id) for _, table, id in read_released_ids(package.root) if table)
    return _snapshot(name, tables, package.descriptor, ids)


def _read_wheel(name: str, path: Path) -> Snapshot:
    contents = read_wheel(path)
    return _read_export(name, lambda file: contents.get(_IN_WHEEL + file))


def _read_export(name: str, read: Callable[[str], bytes | None]) -> Snapshot:
    import pyarrow as pa  # slow to import, and only exports need it
    import pyarrow.parquet as pq

    tables: dict[str, list[RowDict]] = {}
    for table, described in TABLES.items():
        content = read(f"{table}.parquet")
        if content is not None:
            try:
                columns = pq.read_table(pa.BufferReader(content))
            except pa.ArrowException as error:
                raise SnapshotError(f"{name}: {table}.parquet: {str(error).partition(chr(10))[0]}") from None
            names = columns.column_names
            if len(set(names)) < len(names) or not set(described.key) <= set(names):
                raise SnapshotError(f"{name}: {table}.parquet does not have the columns of {table}")
            bounds = {bound for column in described.columns for bound in column.bounds or ()}
            own = [column for column in names if column not in bounds]
            tables[table] = [
                {key: None if value is None else str(value) for key, value in row.items()}
                for row in columns.select(own).to_pylist()
            ]
    if not tables:
        raise SnapshotError(f"{name} has no fpdata tables")
    released_ids = read("schema/" + PurePosixPath(RELEASED_IDS).name) or b""
    return _snapshot(name, tables, _parse_descriptor(read(DESCRIPTOR)), _parse_released_ids(released_ids.decode()))


def _parse_descriptor(content: bytes | None) -> dict[str, Any]:
    descriptor = parse_json(content or b"{}")
    if not isinstance(descriptor, dict):
        raise SnapshotError(f"{DESCRIPTOR} is not an object")
    return descriptor


def _read_revision(name: str, revision: str, repository: Path) -> Snapshot:
    found = files_at_revision(revision, repository)
    if found is None and (tag := release_tag(revision)):
        found = files_at_revision(f"refs/tags/{tag}", repository)
    if found is None:
        raise SnapshotError(f"{name} is not a folder, a wheel or a revision of the git repository at {repository}")
    files = {path: content.decode("utf-8-sig") for path, content in found.items()}
    tables = {table: parse_rows(files[path]) for table in TABLES if (path := f"{TABLES_FOLDER}/{table}.csv") in files}
    if not tables:
        raise SnapshotError(f"{name} has no fpdata tables in {TABLES_FOLDER}/")
    return _snapshot(
        name, tables, _parse_descriptor(found.get(DESCRIPTOR)), _parse_released_ids(files.get(RELEASED_IDS, ""))
    )


def files_at_revision(
    revision: str, repository: Path, wanted: Collection[str] | None = None
) -> dict[str, bytes] | None:
    """Return the files of the package in the folder `repository` at a git revision, by relative path.

    With `wanted`, only those of these paths.

    These are the tables, the descriptor and the list of released ids, as the revision stores them: read object by
    object, since `git archive` would obey the attributes of the revision, which can leave files out or change them.
    None if there is no such revision; empty if the revision has no package. Raises SnapshotError if git is not
    installed, or if a file is a symbolic link or is missing from the repository.
    """
    found = _git(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if not found:
        return None
    commit = found.decode().strip()
    paths = {DESCRIPTOR, RELEASED_IDS, *(f"{TABLES_FOLDER}/{table}.csv" for table in TABLES)}
    wanted = paths if wanted is None else paths & set(wanted)
    folders = {path.partition("/")[0] for path in wanted}
    if not wanted:
        return {}
    expected = wanted | folders  # a folder only as a link in its place
    objects: dict[str, str] = {}
    for entry in (_git(repository, "ls-tree", "-r", "-z", commit, "--", *sorted(folders)) or b"").split(b"\0"):
        about, _, path = entry.decode("utf-8", "surrogateescape").partition("\t")
        if path in expected:
            mode, _, object = about.split()
            if mode not in _FILE_MODES:
                raise SnapshotError(f"{revision}: {path} is a symbolic link or a submodule; replace it with a file")
            objects[path] = object
    output = io.BytesIO(_git(repository, "cat-file", "--batch", input="\n".join(objects.values()).encode()) or b"")
    return {path: _read_object(output, f"{revision}: {path}") for path in objects}


def has_revision(revision: str, repository: Path) -> bool:
    """Return whether the git repository of a folder has a revision; the folder may be in none."""
    return bool(_git(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"))


def is_unborn(repository: Path) -> bool:
    """Return whether a folder is in a git repository that has no commit yet on its branch."""
    return _git(repository, "rev-parse", "--git-dir") is not None and not has_revision("HEAD", repository)


def changed_tables(revision: str, package: Package) -> dict[str, bytes]:
    """Return the file at a git revision of each table that has another now, by table.

    Empty if the package is in no repository, or if there is no such revision. Raises as `files_at_revision` does.
    """
    here = ("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative", revision, "--", TABLES_FOLDER)
    if not has_revision(revision, package.root):
        return {}
    changed = (_git(package.root, *here) or b"").decode("utf-8", "surrogateescape").split("\0")
    files = files_at_revision(revision, package.root, changed) or {}
    return {table: files[path] for table in package.files if (path := f"{TABLES_FOLDER}/{table}.csv") in files}


def _read_object(output: io.BytesIO, name: str) -> bytes:
    """Return the next file of the output of `git cat-file --batch`: a line that ends with its size, and its bytes."""
    size = output.readline().split()[-1:]
    if not size or not size[0].isdigit():
        raise SnapshotError(f"{name} is missing from the repository; run 'git fetch --refetch' or use a full clone")
    content = output.read(int(size[0]))
    output.readline()
    return content


def _git(repository: Path, *arguments: str, input: bytes | None = None) -> bytes | None:
    """Return the output of a git command, None if it fails."""
    command = ["git", "-C", str(repository), *arguments]
    try:
        done = subprocess.run(command, input=input, capture_output=True, check=False)  # noqa: S603 - arguments, no shell
    except FileNotFoundError:
        raise SnapshotError("git is not installed; use a folder or a wheel") from None
    return done.stdout if done.returncode == 0 else None


def parse_rows(text: str) -> list[RowDict]:
    """Return the rows of a CSV file by its own header, as an older version may have had other columns."""
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    return [{name: cell or None for name, cell in zip(header, cells, strict=True)} for cells in rows if cells]


def _parse_released_ids(text: str) -> frozenset[tuple[str, str]]:
    rows = csv.reader(io.StringIO(text, newline=""))
    return frozenset((row[0], row[1]) for row in rows if len(row) == len(HEADER) and row != HEADER)


def _snapshot(
    name: str, tables: Tables, descriptor: dict[str, Any], released_ids: frozenset[tuple[str, str]]
) -> Snapshot:
    for table, rows in tables.items():
        keys = set()
        for row in rows:
            if (key := tuple(row.get(part) for part in TABLES[table].key)) in keys:
                raise SnapshotError(f"{name}: duplicate key {'/'.join(map(str, key))!r} in {table}")
            keys.add(key)
    return Snapshot(name, tables, descriptor, released_ids)
