"""Write what the search of the site reads: a line for each record that has a page, the most mentioned first.

There is no index: a script looks for the words in the folded lines, as `fpdata find` does (`access/find.py`), which takes
a few milliseconds and needs no time to load.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fpdata.access.searched_tables import SPECS, SearchedTable
from fpdata.access.spoken_forms import SPOKEN_FORMS
from fpdata.site.store import RecordStore

#: The files, and the tables of which each has the records: what has a name comes first, and is loaded first.
FILES: dict[str, tuple[SearchedTable, ...]] = {
    "names": ("actors", "offices", "countries", "outlets", "topics"),
    "statements": ("statements",),
    "events": ("events",),
    "documents": ("documents",),
}
_NOT_SERVED = ("nominated-not-served", "designated")
_LONGEST = 160


def write_search_index(store: RecordStore, folder: Path) -> None:
    """Write `search/<file>.txt` for each of FILES, and `search/forms.json` with what people type for a name.

    A line has, between tabs, the table, the id, the name, other names or the quote (between " | "), and what describes the
    record.
    """
    target = folder / "search"
    target.mkdir(parents=True)
    for name, tables in FILES.items():
        lines = sorted(line for table in tables for line in _lines(store, table))
        (target / f"{name}.txt").write_text("".join(line for _, _, line in lines), encoding="utf-8")
    forms = json.dumps(SPOKEN_FORMS, separators=(",", ":"))
    (target / "forms.json").write_text(forms, encoding="utf-8")


def _lines(store: RecordStore, table: SearchedTable) -> Iterable[tuple[int, str, str]]:
    """Yield the line of each record of a table, after what orders it: minus its mentions, and its id."""
    spec = SPECS[table]
    mentions = Counter(row[column] for other, column in spec.referring for row in store[other].rows)
    for id in store.page_ids(table):
        row = store[table].row(id) or {}
        others = dict.fromkeys(text for text in _other_names(store, table, row) if text != row[spec.name])
        cells = (table, id, row[spec.name], " | ".join(others), _description(store, table, row))
        yield -mentions[id], id, "\t".join(map(_plain, cells)) + "\n"


def _plain(cell: str | None) -> str:
    return " ".join((cell or "").split())


def _other_names(store: RecordStore, table: SearchedTable, row: dict[str, Any]) -> list[str]:
    if table == "actors":
        return [other["name"] for other in store["names"].rows_with("actor_id", row["actor_id"])]
    if table == "statements" and row["quote"]:
        return [row["quote"]]
    return []


def _description(store: RecordStore, table: SearchedTable, row: dict[str, Any]) -> str | None:
    """Return what tells a record from others of its name: of a person, the latest office; of a text, who and when."""
    match table:
        case "actors":
            text: str = _latest_office(store, row["actor_id"]) or row["description"] or row["kind"]
            return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"
        case "statements":
            return ", ".join(filter(None, [store.name("actors", row["speaker_id"]), row["date"]]))
        case "events" | "documents":
            return str(row["date"] or "")
        case "countries":
            return f"{row['start'] or '?'} to {row['end']}" if row["end"] not in (None, "..") else None
        case "outlets":
            return str(row["kind"])
        case _:
            return None


def _latest_office(store: RecordStore, actor: str) -> str | None:
    roles = store["roles"].rows_with("actor_id", actor)
    held = [row for row in roles if row["basis"] not in _NOT_SERVED] or roles
    if not held:
        return None
    role = max(held, key=lambda row: (row["start_min"] or "", row["role_id"]))
    title = store.name("offices", role["office_id"]) if role["office_id"] else str(role["title"])
    return f"{title}, from {role['start'][:4]}" if role["start_min"] else title
