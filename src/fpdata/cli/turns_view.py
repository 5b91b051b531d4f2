"""Print the holders of an office in turn for a person, and count them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from rich.cells import cell_len

from fpdata.cli.columns import GAP, INDENT, print_columns
from fpdata.cli.output import out, print_line

Row = dict[str, Any]

#: Bases that are told, because the holder is not the regular one.
TOLD_BASES = frozenset({"acting", "designated"})
#: The basis of a role that its holder never took up.
NOT_SERVED = "nominated-not-served"
#: No column of words is narrower.
_LEAST = 12


def print_turns(rows: Sequence[Row], title: str, period: tuple[date | None, date | None] = (None, None)) -> None:
    """Print the holders of an office in turn, with the days on which nobody held it; `period` is what was asked for."""
    start, end = period
    holders = [row["actor_id"] for row in rows if row["actor_id"]]
    counted = f"{len({*holders})} {'holder' if len({*holders}) == 1 else 'holders'}"
    periods = f" in {len(holders)} periods" if len(holders) > len({*holders}) else ""
    asked = (f" from {start}" if start else "") + (f" to {end}" if end else "")
    print_line(f"{title}{asked}: {counted}{periods}", style="bold")
    out.print()
    turns = [(_days(row), _holder(row), row) for row in rows]
    days = max((cell_len(text) for text, _, _ in turns), default=0)
    widths = days, max(out.width - INDENT - GAP - days, _LEAST)
    for text, holder, row in turns:
        unsure = row["actor_id"] is None or row["certain_from"] is None or row["end"] in (None, "..")
        print_columns((text, holder), widths, "dim" if unsure else "")


def count_periods(roles: Iterable[Row]) -> str:
    """Return how many people held an office, in how many periods, and how many were nominated and did not serve."""
    bases = [(role["actor_id"], role["basis"]) for role in roles]
    holders = [actor for actor, basis in bases if basis != NOT_SERVED]
    held, nominated = len({*holders}), len(bases) - len(holders)
    counted = f"{held:,} in {len(holders):,} periods" if len(holders) > held else f"{held:,}"
    return f"{counted}, {nominated:,} nominated" if nominated else counted


def _days(row: Row) -> str:
    start, end = row["start"] or "?", row["end"]
    if end == start:
        return str(start)
    return f"{start} – {end if end not in (None, '..') else 'presumed' if end == '..' else '?'}"


def _holder(row: Row) -> str:
    if row["actor_id"] is None:
        return "vacant" if row["note"] == "vacant" else "not covered by the sources"
    notes = [str(row["basis"])] if row["basis"] in TOLD_BASES else []
    if row["end"] in (None, "..") and row["last_seen"]:
        notes.append(f"last seen {row['last_seen']}")
    if row["note"] == "overlap":
        notes.append("overlaps an earlier holder")
    return f"{row['actor_name']} ({', '.join(notes)})" if notes else str(row["actor_name"])
