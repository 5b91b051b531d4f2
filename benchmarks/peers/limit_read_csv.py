"""A limit: pyarrow's ``read_csv``, on all cores, each table whole in memory."""

from __future__ import annotations

from pyarrow import csv

from benchmarks.peers.arrow import options
from benchmarks.peers.common import Specification, run

LEAVES_OUT = ("everything",)


def count(specification: Specification) -> int:
    """Read a package; no problem is ever found, though a record of a wrong width would end it."""
    for table in specification.tables.values():
        parse, convert = options(table)
        csv.read_csv(table.path, parse_options=parse, convert_options=convert)
    return 0


if __name__ == "__main__":
    run(count)
