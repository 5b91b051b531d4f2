"""Compute the days on which each role was certainly and possibly held, from its EDTF dates.

The certain days run from the latest possible start to the earliest possible end. The possible days are all that no
date rules out. Missing dates are not guessed:

- Without an end, only the start is certain (if it is a single day). The role is possible until the first of: the
  holder's death, the start of the next holder of a one-seat office, the end of the office, 60 years.
- Without a start, the role is possible back to the last of: the holder's birth, the start of the previous holder of a
  one-seat office, 60 years before the end.
- An open end (``..``) is certain up to the latest document that supports it, and possible after that.
- A qualified date (``?``, ``~``, ``%``) is read as the next coarser one: 2025-02-25~ as 2025-02.
- A nominee who never served has no tenure; neither has a role without dates.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

import pyarrow as pa

from fpdata.export.arrow import ExportedRow
from fpdata.model.edtf import Bounds, bounds
from fpdata.model.offices import NOT_SEATED, Basis, Seats

_MAX_YEARS = 60  # nobody has held an office for longer

#: One row for each role that has a tenure; a bound is null if it is open, or if no day is certain.
TENURE_SCHEMA = pa.schema(
    [("role_id", pa.string())]
    + [(name, pa.date32()) for name in ("possible_from", "certain_from", "certain_to", "possible_to")]
)


def compute_tenures(tables: Mapping[str, pa.Table]) -> pa.Table:
    """Return the tenures of the roles in `tables`, the exported tables of a package, as `TENURE_SCHEMA` describes them."""
    born = {row["actor_id"]: row["born_min"] for row in _rows(tables["actors"], "actor_id", "born_min")}
    died = {row["actor_id"]: row["died_max"] for row in _rows(tables["actors"], "actor_id", "died_max")}
    closed = {row["office_id"]: row["end_max"] for row in _rows(tables["offices"], "office_id", "end_max")}
    roles = [
        row
        for row in _rows(tables["roles"], "role_id", "actor_id", "office_id", "basis", "start", "end", "source_id")
        if row["basis"] != Basis.NOMINATED_NOT_SERVED and (row["start"] or row["end"])
    ]
    starts = _starts_by_seat(tables, roles)
    supported = _days_supported(tables)
    tenures = []
    for role in roles:
        start = _span(role["start"])
        certain_from = start.latest
        others = starts.get(role["office_id"], [])
        if role["end"] == "..":
            certain_to, possible_to = max(supported[role["role_id"]] + supported[role["source_id"]], default=None), None
            certain_from = certain_from or certain_to
        elif role["end"]:
            certain_to, possible_to = _span(role["end"])
        else:
            certain_to = start.latest if start.earliest == start.latest else None
            limits = [died.get(role["actor_id"]), closed.get(role["office_id"]), _years_after(start.latest, _MAX_YEARS)]
            limits.append(_first_after(others, start.latest))
            possible_to = min((day for day in limits if day), default=None)
        possible_from = start.earliest
        if role["start"] is None and possible_to:
            limits = [
                born.get(role["actor_id"]),
                _years_after(possible_to, -_MAX_YEARS),
                _last_before(others, possible_to),
            ]
            possible_from = max((day for day in limits if day), default=None)
        certain = certain_from and certain_to and certain_from <= certain_to
        tenures.append(
            {
                "role_id": role["role_id"],
                "possible_from": possible_from,
                "certain_from": certain_from if certain else None,
                "certain_to": certain_to if certain else None,
                "possible_to": possible_to,
            }
        )
    return pa.Table.from_pylist(tenures, schema=TENURE_SCHEMA)


def _rows(table: pa.Table, *columns: str) -> list[ExportedRow]:
    rows: list[ExportedRow] = table.select(columns).to_pylist()
    return rows


def _starts_by_seat(tables: Mapping[str, pa.Table], roles: Iterable[ExportedRow]) -> dict[str, list[date]]:
    """Return, for each office with one seat, the latest possible start of each of its holders, sorted."""
    offices = _rows(tables["offices"], "office_id", "seats")
    single = {row["office_id"] for row in offices if row["seats"] == Seats.ONE}
    starts = defaultdict(list)
    for role in roles:
        if role["office_id"] in single and role["basis"] not in NOT_SEATED and (day := _span(role["start"]).latest):
            starts[role["office_id"]].append(day)
    return {office: sorted(days) for office, days in starts.items()}


def _days_supported(tables: Mapping[str, pa.Table]) -> Mapping[str, list[date]]:
    """Return the days on which documents certainly support what they are cited for, by role_id and by document_id."""
    supported: dict[str, list[date]] = defaultdict(list)

    def add(key: str, *days: date | None) -> None:
        supported[key] += [day for day in days if day]

    for row in _rows(tables["documents"], "document_id", "date_min", "accessed_min"):
        add(row["document_id"], row["date_min"], row["accessed_min"])
    for row in _rows(tables["coverage"], "table", "source_id", "to_min"):
        if row["table"] == "roles":
            add(row["source_id"], row["to_min"])
    for row in _rows(tables["citations"], "table", "record_id", "field", "document_id", "stance"):
        if row["table"] == "roles" and row["stance"] == "supports" and row["field"] in (None, "end"):
            add(row["record_id"], *supported[row["document_id"]])
    return supported


def _first_after(days: list[date], day: date | None) -> date | None:
    position = bisect_right(days, day) if day else len(days)
    return days[position] if position < len(days) else None


def _last_before(days: list[date], day: date) -> date | None:
    position = bisect_left(days, day)
    return days[position - 1] if position else None


def _years_after(day: date | None, years: int) -> date | None:
    if day is None or not 1 <= day.year + years <= 9999:
        return None
    return date(day.year + years, day.month, min(day.day, 28))


def _span(text: str | None) -> Bounds:
    """Return the days that a date can mean, with a qualified date read as the next coarser one."""
    if text is None:
        return Bounds(None, None)
    first, slash, last = text.partition("/")
    if not slash:
        return bounds(_coarser(text))
    return Bounds(
        bounds(_coarser(first)).earliest if first not in ("", "..") else None,
        bounds(_coarser(last)).latest if last not in ("", "..") else None,
    )


def _coarser(text: str) -> str:
    plain = text.rstrip("?~%")
    if plain == text or "X" in plain:
        return plain
    return plain.rpartition("-")[0] if "-" in plain else re.sub(".$", "X", plain)
