"""Write what the page "Who ran it on a day" reads: every role with the days on which it was held."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fpdata.site.store import RecordStore, Row
from fpdata.site.templates import source_label

#: The columns of a role; names and offices are numbers in `people` and `offices`.
COLUMNS = (
    *("person", "office", "title", "basis", "country", "start", "end"),
    *("possible_from", "presumed_from", "certain_from", "certain_to", "presumed_to", "possible_to"),
    *("last_seen", "source"),
)
#: Most days are equal to another one, which is written instead.
SAME = {
    "possible_from": "presumed_from",
    "presumed_from": "certain_from",
    "certain_from": "start",
    "certain_to": "end",
    "presumed_to": "certain_to",
    "possible_to": "presumed_to",
    "last_seen": "certain_to",
}


def write_holders(store: RecordStore, folder: Path) -> None:
    """Write `holders.json`.

    It has `columns`, `roles` (rows of these), `people`, `countries` and `sources` ([id, name] each), and `offices`, each
    [id, title, kind, precedence]. A 0 means that the day is the one in SAME. Roles are in order of
    precedence, then of the day from which they may have been held; those without any date are left out.
    """
    people: dict[str, int] = {}
    offices: dict[str, int] = {}
    countries: dict[str, int] = {}
    sources: dict[str, int] = {}

    def number(numbers: dict[str, int], id: str | None) -> int | None:
        return None if id is None else numbers.setdefault(id, len(numbers))

    roles = [row for row in store["role_holders"].rows if row["possible_from"] or row["possible_to"]]
    rows: list[list[Any]] = []
    for row in sorted(roles, key=_order):
        rows.append(
            [
                number(people, row["actor_id"]),
                number(offices, row["office_id"]),
                None if row["title"] == row["office_title"] else row["title"],
                row["basis"],
                number(countries, row["country_id"]),
                *(0 if _is_same(row, column) else row[column] for column in COLUMNS[5:-1]),
                number(sources, row["last_seen_document_id"] or row["source_id"]),
            ]
        )
    described = {
        "columns": COLUMNS,
        "same": SAME,
        "roles": rows,
        "people": [[id, store.name("actors", id)] for id in people],
        "offices": [_office(store, id) for id in offices],
        "countries": [[id, store.name("countries", id)] for id in countries],
        "sources": [[id, source_label(store, id)] for id in sources],
    }
    text = json.dumps(described, ensure_ascii=False, separators=(",", ":"))
    (folder / "holders.json").write_text(text, encoding="utf-8")


def _is_same(row: Row, column: str) -> bool:
    return column in SAME and row[column] is not None and row[column] == row[SAME[column]]


def _order(row: Row) -> tuple[object, ...]:
    return row["precedence"] is None, row["precedence"] or 0, row["possible_from"] or "", row["role_id"]


def _office(store: RecordStore, id: str) -> list[Any]:
    row = store["offices"].row(id) or {}
    return [id, row["title"], row["kind"], row["precedence"]]
