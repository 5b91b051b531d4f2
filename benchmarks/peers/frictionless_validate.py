"""Frictionless: ``validate`` with the package's own descriptor."""

from __future__ import annotations

from frictionless import validate

from benchmarks.peers.common import Specification, run

LEAVES_OUT = (
    "rules within and across rows",
    "days that no calendar has, and intervals that run backwards",
    "invisible characters, NFC, scripts and formulas in texts",
    "canonical form",
    "more than 1,000 errors a table are not counted",
)


def count(specification: Specification) -> int:
    """Return the number of problems found in a package."""
    report = validate(str(specification.folder / "datapackage.json"))
    return int(report.stats["errors"])


if __name__ == "__main__":
    run(count)
