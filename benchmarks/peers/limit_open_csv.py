"""A limit: pyarrow's ``open_csv``, block after block, nothing kept."""

from __future__ import annotations

from pyarrow import csv

from benchmarks.peers.arrow import options
from benchmarks.peers.common import Specification, run

LEAVES_OUT = ("everything",)


def count(specification: Specification) -> int:
    """Read a package; no problem is ever found, though a record of a wrong width would end it."""
    for table in specification.tables.values():
        parse, convert = options(table)
        with csv.open_csv(table.path, parse_options=parse, convert_options=convert) as reader:
            for _ in reader:
                pass
    return 0


if __name__ == "__main__":
    run(count)
