"""The tables and views of a package as its CSV files are now, each exported when it is asked for.

What the last build wrote is used for each table whose file has what was built. Any other is read from its file, and
kept in the user's cache folder until the file changes again. All that one `CurrentExport` gives is of one state of the
files: if another command changes them meanwhile, it refuses.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from fpdata.package.cache_folder import code_stamp, kept_folder
from fpdata.package.files import file_hash, last_change, write_atomically
from fpdata.package.transaction import recover
from fpdata.table_names import TableName

if TYPE_CHECKING:
    import pyarrow as pa


_TABLES: tuple[str, ...] = get_args(TableName)
_TENURE_SOURCES: tuple[TableName, ...] = (
    "actors", "citations", "countries", "coverage", "documents", "events", "offices", "participations", "roles",
)  # fmt: skip
#: The tables from which each view is computed, here too so that a command need not compile the views to know them.
VIEW_SOURCES: dict[str, tuple[TableName, ...]] = {
    "role_holders": _TENURE_SOURCES,
    "statement_chain": ("actors", "statements"),
    "contested": ("actors", "claims", "statements"),
    "denials": ("actors", "claims", "statement_links", "statements"),
    "positions": ("actors", "claims", "statements"),
    "power": ("actors", "claims", "events", "participations", "statements", "topics"),
    "correspondence": ("actors", "contributions", "documents"),
    "country_lineage": ("countries",),
    "timeline": ("documents", "events", "roles", "statements"),
    "country_years": (*_TENURE_SOURCES, "contributions"),
    "dyad_years": (*_TENURE_SOURCES, "contributions"),
}
_DESCRIPTOR = "datapackage.json"
_State = tuple[int, int, int]
_held: dict[Path, CurrentExport] = {}


class CurrentExportError(Exception):
    """A table of the package cannot be exported as it is now; the message says why and what to do."""


class CurrentExport:
    """The export of the package at `root` as its files are now."""

    def __init__(self, root: Path) -> None:
        """Note the state of every file, after completing an interrupted change."""
        self.root = root
        recover(root)
        self._states = {name: _state(self._source(name)) for name in _TABLES}
        self._built_at = self._time_of_build()
        self._as_built: dict[str, bool] = {}

    @property
    def is_built(self) -> bool:
        """Whether there is an export of a build, current or not."""
        return self._built_at > 0

    @property
    def built(self) -> Path:
        """The folder of the last build."""
        return self.root / "build" / "parquet"

    def changed_tables(self) -> list[str]:
        """Return the tables whose files are not as they were built: all if there was no build."""
        return [name for name in _TABLES if not self._is_current(name)]

    def file(self, name: str) -> Path:
        """Return the Parquet file of a table or view. Raises CurrentExportError if it cannot be made."""
        sources = [name] if name in _TABLES else VIEW_SOURCES[name]
        if all(map(self._is_current, sources)) and (built := self.built / f"{name}.parquet").is_file():
            return built
        hash = blake2b(self._stamp, digest_size=12)
        for source in sources:
            hash.update(repr((source, self._states[source])).encode())
        file = self._folder / f"{name}-{hash.hexdigest()}.parquet"
        if not file.is_file():
            self._export(name, file)
        return file

    def _source(self, table: str) -> Path:
        return self.root / "datasets" / f"{table}.csv"

    def _is_current(self, table: str) -> bool:
        state = self._states[table]
        return state is not None and (self._built_at >= state[0] or self._is_as_built(table))

    def _is_as_built(self, table: str) -> bool:
        """Whether a file that was written after the build has what was built, as after 'fpdata undo' or a change of branch."""
        if table not in self._as_built:
            file, state, built = self._source(table), self._states[table], self._built_from.get(table, {})
            self._as_built[table] = False
            if state is not None and state[1] == built.get("bytes"):
                with suppress(OSError):
                    self._as_built[table] = f"sha256:{file_hash(file)}" == built.get("hash") and _state(file) == state
        return self._as_built[table]

    @cached_property
    def _built_from(self) -> dict[str, dict[str, Any]]:
        """Of which file each table was built, as the descriptor of the export says."""
        with suppress(OSError, ValueError, RecursionError, LookupError, TypeError, AttributeError):
            resources = json.loads((self.built / _DESCRIPTOR).read_bytes())["resources"]
            return {resource["name"]: resource.get("builtFrom", {}) for resource in resources}
        return {}

    def _time_of_build(self) -> int:
        with suppress(OSError):
            return (self.built / _DESCRIPTOR).stat().st_mtime_ns
        return 0

    @cached_property
    def _stamp(self) -> bytes:
        """What a file depends on besides the tables: the code, and what the descriptor says of the package."""
        return f"{code_stamp()} {json.dumps(self._about, sort_keys=True)}".encode()

    @cached_property
    def _about(self) -> dict[str, Any]:
        with suppress(OSError, ValueError, RecursionError):
            descriptor = json.loads((self.root / _DESCRIPTOR).read_bytes())
            return {name: descriptor[name] for name in ("name", "version", "licenses") if name in descriptor}
        return {}

    @cached_property
    def _folder(self) -> Path:
        """The folder of exported tables."""
        return kept_folder("tables", str(self.root))

    def _export(self, name: str, file: Path) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        content = self._read_table(name) if name in _TABLES else self._compute_view(name)
        sink = pa.BufferOutputStream()
        pq.write_table(content, sink, compression="zstd", compression_level=1)
        try:
            write_atomically(file, sink.getvalue().to_pybytes())
            for old in file.parent.glob(f"{name}-*.parquet"):
                if old != file:
                    old.unlink(missing_ok=True)
        except OSError as error:
            raise CurrentExportError(f"{file} cannot be written: {error.strerror or error}") from None

    def _read_table(self, name: str) -> pa.Table:
        from fpdata.export.single_table import export_table
        from fpdata.package.locate import find_package

        package = find_package(self.root)
        if name in package.unreadable:
            path, fault = package.unreadable[name]
            raise CurrentExportError(f"{path}: {fault.message}; run 'fpdata check' for details")
        content, errors = export_table(package, name, self._metadata)
        if errors:
            line = min(issue.line for issue in errors)
            raise CurrentExportError(self._refusal(package.relative(name), len(errors), line))
        if _state(package.files[name]) != self._states[name]:
            raise CurrentExportError(f"another command changed {name} in the meantime; run this again")
        return content

    def _refusal(self, file: str, errors: int, line: int) -> str:
        older = f"; to read the last export instead, add: --data {self.built}" if self.is_built else ""
        found = "an error" if errors == 1 else f"{errors} errors, the first"
        return f"{file} has {found} in line {line}, so it cannot be read; run 'fpdata check' for details{older}"

    def _compute_view(self, name: str) -> pa.Table:
        from fpdata.export.views import compute_views

        return compute_views(_TablesOfExport(self), self._metadata, [name])[name]

    @cached_property
    def _metadata(self) -> dict[str, str]:
        from fpdata.export.parquet_writer import schema_metadata
        from fpdata.generate.descriptor import PACKAGE, metadata_of

        return schema_metadata(PACKAGE | metadata_of(self._about))


class _TablesOfExport(Mapping[str, Any]):
    """The exported tables as Arrow, each read when it is asked for."""

    def __init__(self, export: CurrentExport) -> None:
        self._export = export

    def __getitem__(self, name: str) -> pa.Table:
        import pyarrow.parquet as pq

        if name not in _TABLES:
            raise KeyError(name)
        return pq.ParquetFile(self._export.file(name), memory_map=True).read()

    def __iter__(self) -> Iterator[str]:
        return iter(_TABLES)

    def __len__(self) -> int:
        return len(_TABLES)


def current_export(root: Path) -> CurrentExport | None:
    """Return the export of the package at `root` as its files are now, or as they were when it was held.

    None if no package is there.
    """
    if not is_package(root):
        return None
    root = root.resolve()
    return _held.get(root) or CurrentExport(root)


def hold_export(root: Path) -> CurrentExport:
    """Return the export of the package at `root`, whose state `current_export` gives from now on: for one command."""
    root = root.resolve()
    _held[root] = CurrentExport(root)
    return _held[root]


def release_exports() -> None:
    """Let `current_export` give the files as they are now again."""
    _held.clear()


def is_package(root: Path) -> bool:
    """Whether a folder looks like a package of these tables."""
    return (root / "datasets" / "actors.csv").is_file() and (root / _DESCRIPTOR).is_file()


def _state(file: Path) -> _State | None:
    """Return what changes whenever a file is written or replaced; None if there is none."""
    try:
        status = file.stat()
        return last_change(file), status.st_size, status.st_ino
    except OSError:
        return None
