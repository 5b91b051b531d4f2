"""The page of an office: its holders in turn, with the gaps and overlaps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fpdata.access.tenure_queries import turns_in_office
from fpdata.site.claims import claims_about
from fpdata.site.excerpt import excerpt
from fpdata.site.store import RecordStore, Row
from fpdata.site.templates import date_in_words
from fpdata.site.time_scale import scale_of

#: A page lists so many holders.
_MOST_HOLDERS = 160
_DAYS = (
    *("start_min", "start_max", "end_min", "end_max", "last_seen", "covered_to"),
    *("possible_from", "presumed_from", "certain_from", "certain_to", "presumed_to", "possible_to"),
)


def office_page(store: RecordStore, row: Row) -> dict[str, Any]:
    """Return what the page of an office shows."""
    id = row["office_id"]
    roles = store["role_holders"].rows_with("office_id", id)
    turns = office_turns(roles)
    scale = scale_of(turn for turn in turns if turn.get("role_id"))
    entries = [(turn, scale.spans(turn) if scale and turn.get("role_id") else []) for turn in turns]
    # The latest first, as they are asked for most often; whose time is not known, last.
    entries.reverse()
    entries.sort(key=lambda entry: entry[0]["start_min"] or entry[0].get("possible_from") or "", reverse=True)
    not_served = [role for role in roles if role["basis"] == "nominated-not-served"]
    query = f"select * from role_holders where office_id = '{id}' order by start_min"
    return {
        "title": row["title"],
        "kicker": f"Office · {row['kind'].replace('-', ' ')}",
        "lead": _lead(row, turns),
        "turns": excerpt(entries, _MOST_HOLDERS, query),
        "marks": scale.marks() if scale else [],
        "gaps": sum(turn["note"] == "vacant" for turn in turns),
        "overlaps": sum(turn["note"] == "overlap" for turn in turns),
        "not_served": excerpt(not_served, 30, query),
        "about": claims_about(store, "about_office_id", id),
    }


def office_turns(roles: list[Row]) -> list[Row]:
    """Return the holders of an office in turn with the gaps, as `office_holders` does; days are text."""
    dated = [
        role | {column: date.fromisoformat(role[column]) if role[column] else None for column in _DAYS}
        for role in roles
    ]
    return [
        {column: value.isoformat() if isinstance(value, date) else value for column, value in turn.items()}
        for turn in turns_in_office(dated)
    ]


def _lead(row: Row, turns: list[Row]) -> str:
    """Return who held the office last, and how often it was held, in two sentences."""
    held = [turn for turn in turns if turn.get("role_id")]
    if not held:
        return "No holder is on record."
    count = f"{len(held):,} {'turn' if len(held) == 1 else 'turns'} in office on record"
    if row["seats"] != "one":
        return f"{count}. Several can hold it at once."
    return f"{_last_holder(row['title'], held[-1])} {count}."


def _last_holder(title: str, role: Mapping[str, Any]) -> str:
    """Return who held an office last, and how far the sources reach, in a sentence."""
    name, end = role["actor_name"], role["end"]
    start = f"from {date_in_words(role['start'])} " if role["start"] else ""
    if end and end != "..":
        return f"The last {title} on record is {name}, {start}to {date_in_words(end)}."
    since = f", since {date_in_words(role['start'])}" if role["start"] else ""
    seen = f"; last seen in office on {date_in_words(role['last_seen'])}" if role["last_seen"] else ""
    return f"{f'The last {title} on record is {name}{since}{seen}'.removesuffix('.')}."
