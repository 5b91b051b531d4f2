"""Write a package of any size: ``python -m benchmarks.generate N FOLDER [--bad none|some|all|FAULT] [--seed 0]``.

N is the number of statements; all tables together have about 2.25 times as many rows, and 205 bytes a row. The same
arguments give the same bytes. Rows are written as they are made, so memory does not grow with N.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import time
from pathlib import Path

from benchmarks.faults import BAD, Spoiler
from benchmarks.fill import batches
from benchmarks.specification import FILE, specification
from benchmarks.world import World
from fpdata.generate.descriptor import dump_json, package_descriptor, table_path
from fpdata.model.table import Table
from fpdata.model.tables import TABLES
from fpdata.package.locate import DESCRIPTOR


def generate(statements: int, folder: Path, bad: str = "none", seed: int = 0) -> dict[str, int]:
    """Write a package with `statements` statements to `folder`; return how many rows of each table are spoiled."""
    world, spoiler = World(statements, seed), Spoiler(bad)
    spoiled = {}
    descriptor = package_descriptor({name: (table_path(name), b"") for name in TABLES})
    for resource in descriptor["resources"]:
        path = folder / resource["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        spoiled[resource["name"]] = _write(TABLES[resource["name"]], path, world, spoiler)
        # The descriptor describes files in memory, and these do not fit; their measures are taken from the disk.
        with path.open("rb") as file:
            resource["hash"] = f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"
        resource["bytes"] = path.stat().st_size
    (folder / FILE).write_bytes(dump_json(specification()))
    (folder / DESCRIPTOR).write_bytes(dump_json(descriptor))  # last: a folder that has it is whole
    return spoiled


def _write(table: Table, path: Path, world: World, spoiler: Spoiler) -> int:
    spoiled = 0
    # Bytes that are no UTF-8 come as lone surrogates.
    with path.open("w", encoding="utf-8", errors="surrogateescape", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.names)
        for rows in batches(table, world):
            spoiled += spoiler.spoil(table, rows)
            writer.writerows(rows)
    return spoiled


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Write a package of any size.")
    parser.add_argument("statements", type=int, metavar="N", help="how many statements")
    parser.add_argument("folder", type=Path, help="where to write it")
    parser.add_argument("--bad", choices=BAD, default="none", help="0.1 %% of the rows, all, or one sort of fault")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    begin = time.perf_counter()
    spoiled = generate(options.statements, options.folder, options.bad, options.seed)
    size = sum(file.stat().st_size for file in options.folder.rglob("*.csv"))
    rows = sum(World(options.statements).rows.values())
    print(
        f"{rows:,} rows, {sum(spoiled.values()):,} of them spoiled, {size / 1e6:,.1f} MB"
        f" in {time.perf_counter() - begin:.1f} s"
    )


if __name__ == "__main__":
    main()
