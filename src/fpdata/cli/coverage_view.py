"""Print below a list what its records were taken from, and what the sources leave out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from fpdata.cli.output import TableFormat, err, out, print_line, uses_table

if TYPE_CHECKING:
    import pyarrow as pa

#: What the coverage of a series says that is read by volume: those that are, and what they lack.
_VOLUMES = re.compile(r"All volumes of these years but (?P<volumes>[^;]+); (?P<rest>.+)")


def print_coverage(
    what: str,
    table: Literal["documents", "events"],
    ids: pa.Array,
    period: tuple[date | None, date | None],
    format: TableFormat | None,
    data: Path | None,
) -> None:
    """Say what is on record, what the records with `ids` were taken from, and what their sources leave out.

    A person reads it below the table; beside other formats, it is on standard error.
    """
    from fpdata.access.coverage import coverage_of

    if not len(ids):
        return
    console = out if uses_table(format) else err
    coverage = coverage_of(table, ids.to_pylist(), data, start=period[0], end=period[1])
    print_line(f"{what}{', taken from:' if coverage.rows else ''}", console)
    for line in _covered(coverage.rows):
        print_line(f"  {line}", console)
    if coverage.outside:
        print_line(f"  and {coverage.outside:,} more of other years: fpdata coverage {table}", console)
    if coverage.single:
        print_line(
            f"  {coverage.single:,} from pages that were read one by one; nothing says how many there are.", console
        )


def _covered(rows: Sequence[dict[str, Any]]) -> list[str]:
    """Return what sources cover and leave out; volumes of a series are counted, and what they all lack is said once."""
    lines = []
    lacking: dict[str, str] = {}
    for row in rows:
        # A scope such as "Foreign Relations, 1961-63" says the years itself.
        span = "" if str(row["from"]) in row["scope"] else f", {row['from'] or '…'} to {row['to'] or '…'}"
        scope = f"{row['scope']}{span}"
        if found := _VOLUMES.fullmatch(row["missing"]):
            volumes = found["volumes"].count(",") + 1
            lines.append(f"{row['source_id']}: {volumes} {'volume' if volumes == 1 else 'volumes'} of {scope}")
            lacking[found["rest"]] = row["table"]
        else:
            lines.append(f"{row['source_id']}: {scope}. Missing: {row['missing']}")
    for rest, table in lacking.items():
        lines.append(f"Not read: the other volumes of these years; in those read, {rest}")
        lines.append(f"Which are read: fpdata coverage {table}")
    return lines
