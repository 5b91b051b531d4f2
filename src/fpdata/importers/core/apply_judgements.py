"""Carry out what a human judged: two actors who are one become one."""

from __future__ import annotations

from fpdata.importers.core.store import Row, Store, is_imported, key_of
from fpdata.model.tables import TABLES

_MENTIONS = tuple(
    (name, column.name)
    for name, table in TABLES.items()
    for column in table.references
    if column.references == "actors"
)


def apply_judgements(store: Store) -> int:
    """Merge each two actors judged the same; return how many there were.

    The one written by hand stays, else the lesser id. All that was said of the other is said of it,
    the other's name becomes one of its names, and its id redirects.
    """
    merged = 0
    for judgement in list(store.rows("judgements")):
        left, right = (store.get("actors", judgement[side] or "") for side in ("left_id", "right_id"))
        if judgement["table"] == "actors" and judgement["same"] == "yes" and left and right:
            stays, goes = (right, left) if is_imported(left) and not is_imported(right) else (left, right)
            _merge(store, stays, goes, judgement)
            merged += 1
    return merged


def _merge(store: Store, stays: Row, goes: Row, judgement: Row) -> None:
    for table, column in _MENTIONS:
        for row in [row for row in store.rows(table) if row[column] == goes["actor_id"]]:
            moved = row | {column: stays["actor_id"]}
            if key_of(TABLES[table], moved) != key_of(TABLES[table], row):
                store.delete(table, row)
                if store.get(table, *key_of(TABLES[table], moved)) is not None:
                    continue
            store.put(table, moved)
    store.delete("actors", goes)
    if goes["name"] != stays["name"] and store.get("names", stays["actor_id"] or "", goes["name"] or "") is None:
        alias: Row = {"actor_id": stays["actor_id"], "name": goes["name"], "kind": "alias", "language": None}
        store.put("names", alias | {"source_id": goes["source_id"]})
    store.put(
        "redirects",
        {
            "table": "actors",
            "old_id": goes["actor_id"],
            "new_id": stays["actor_id"],
            "date": judgement["date"],
            "reason": judgement["reason"],
        },
    )
