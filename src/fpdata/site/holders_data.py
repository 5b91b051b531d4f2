"""Write what the page "Who ran it on a day" reads: every role with the days on which it was held."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fpdata.site.store import Row, Store

#: The columns of a role; names and offices are numbers in `people` and `offices`.
COLUMNS = (
    *("person", "office", "title", "basis", "country", "start", "end"),
    *("possible_from", "presumed_from", "certain_from", "certain_to", "presumed_to", "possible_to"),
    *("last_seen", "source"),
)


def write_holders(store: Store, folder: Path) -> None:
    """Write `holders.json`: `columns`, `roles` (rows of these), `people` and `countries` ([id, name] each), `sources` (ids), and
    `offices`, each [id, title, kind, precedence].

    Roles are in order of precedence, then of the day from which they may have been held; who never served is left out.
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
                *(row[column] for column in COLUMNS[5:-1]),
                number(sources, row["last_seen_document_id"] or row["source_id"]),
            ]
        )
    described = {
        "columns": COLUMNS,
        "roles": rows,
        "people": [[id, store.name("actors", id)] for id in people],
        "offices": [_office(store, id) for id in offices],
        "countries": [[id, store.name("countries", id)] for id in countries],
        "sources": [*sources],
    }
    text = json.dumps(described, ensure_ascii=False, separators=(",", ":"))
    (folder / "holders.json").write_text(text, encoding="utf-8")


def _order(row: Row) -> tuple[object, ...]:
    return row["precedence"] is None, row["precedence"] or 0, row["possible_from"] or "", row["role_id"]


def _office(store: Store, id: str) -> list[Any]:
    row = store["offices"].row(id) or {}
    return [id, row["title"], row["kind"], row["precedence"]]
