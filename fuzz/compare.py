"""Check a mutated package with the row engine and the columnar engine, and list where they disagree."""

from __future__ import annotations

import random
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from fpdata.checks import suggest
from fpdata.checks.api import check
from fpdata.checks.columnar import limits
from fpdata.model.tables import TABLES
from fuzz.mutate import base, mutate
from tests.sample import Tables, write_tables

BLOCK_SIZES = (1, 40, 200, 1000, 4 << 20)
#: Limits so low that the columnar engine must do without its caches and indexes, as on a package larger than memory.
LOW_MEMORY: dict[str, Any] = {
    "ROW_CACHE_BYTES": 0,
    "KEY_BYTES": 0,
    "MAX_ORDER_VIOLATIONS": 3,
}


class Outcome(NamedTuple):
    """What some runs found: their number, the issues (or errors) that are as they should be, and a line for each fault."""

    runs: int
    issues: int
    faults: list[str]


class Folder:
    """A package on disk whose tables are rewritten for each run."""

    def __init__(self, root: Path, tables: Tables) -> None:
        self.root = root
        write_tables(root, tables)
        self.files = {name: (root / "datasets" / f"{name}.csv").read_bytes() for name in TABLES}
        self._written = dict(self.files)

    def write(self, files: dict[str, bytes]) -> None:
        """Write the contents of the tables; `files` has one entry for each table."""
        for name, content in files.items():
            if self._written[name] != content:
                (self.root / "datasets" / f"{name}.csv").write_bytes(content)
        self._written = files


def compare(folder: Path, block_size: int, low_memory: bool) -> tuple[int, list[str]]:
    """Check a package with both engines; return the number of issues and the differences, one line each."""
    with ExitStack() as patches:
        if low_memory:
            patches.enter_context(mock.patch.multiple(limits, **LOW_MEMORY))
            patches.enter_context(mock.patch.multiple(suggest, MAX_INDEXED=3, NEIGHBORS=1))
        columnar = check(folder, engine="columnar", block_size=block_size)
        rows = check(folder, engine="rows")
    differences = [f"only columnar: {issue}" for issue in columnar.issues if issue not in rows.issues]
    differences += [f"only rows: {issue}" for issue in rows.issues if issue not in columnar.issues]
    if not differences and columnar.issues != rows.issues:
        differences.append("the same issues in another order or number")
    if (columnar.rows, columnar.tables) != (rows.rows, rows.tables):
        differences.append(f"{columnar.rows} rows in {columnar.tables} tables, not {rows.rows} in {rows.tables}")
    return len(rows.issues), differences


def run(seeds: list[int]) -> Outcome:
    """Compare the engines on one mutated package for each seed."""
    differences, issues = [], 0
    with tempfile.TemporaryDirectory() as root:
        folder = Folder(Path(root).resolve(), base())
        for seed in seeds:
            chance = random.Random(seed)
            folder.write(mutate(chance, folder.files))
            size, low_memory = chance.choice(BLOCK_SIZES), chance.random() < 0.5
            try:
                number, lines = compare(folder.root, size, low_memory)
            except Exception as error:
                number, lines = 0, [repr(error)]
            issues += number
            where = f"seed {seed}, blocks of {size}{', low memory' * low_memory}"
            differences += [f"{where}: {line}" for line in lines]
    return Outcome(len(seeds), issues, differences)
