"""Frictionless: ``validate`` with the package's own descriptor."""

from __future__ import annotations

from frictionless import validate

from benchmarks.peers.common import Specification, run

LEAVES_OUT = (
    "rules within and across rows",
    "impossible calendar days and reversed intervals",
    "invisible characters, NFC, mixed scripts and formulas in text",
    "canonical form",
    "it stops counting at 1,000 errors per table",
)


def count(specification: Specification) -> int:
    """Return the number of problems found in a package."""
    report = validate(str(specification.folder / "datapackage.json"))
    return int(report.stats["errors"])


if __name__ == "__main__":
    run(count)
