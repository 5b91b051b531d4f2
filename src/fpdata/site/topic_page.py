"""The page of a topic: who led by whose account, on what claims disagree, what was said and what happened."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from fpdata.site.claims import by_date
from fpdata.site.excerpt import excerpt
from fpdata.site.store import RecordStore, Row

_MOST = {"statements": 80, "events": 60}


def topic_page(store: RecordStore, row: Row) -> dict[str, Any]:
    """Return what the page of a topic shows."""
    id = row["topic_id"]
    statements = sorted(store["statements"].rows_with("topic_id", id), key=by_date)
    events = sorted(store["events"].rows_with("topic_id", id), key=by_date)
    power = store["power"].rows_with("topic_id", id)
    standings = [
        (
            standing,
            [(actor, list(accounts)) for actor, accounts in groupby(rows, key=lambda account: account["actor_id"])],
        )
        for standing, rows in groupby(power, key=lambda account: account["standing"])
    ]
    statement_ids = {statement["statement_id"] for statement in statements}
    contested = [row for row in store["contested"].rows if row["statement_id"] in statement_ids]
    subjects = dict.fromkeys((row["subject_kind"], row["subject_id"], row["predicate"]) for row in contested)
    return {
        "title": row["name"],
        "kicker": "Topic",
        "lead": row["description"] or "",
        "standings": standings,
        "contested": list(subjects),
        "statements": excerpt(
            statements, _MOST["statements"], f"select * from statements where topic_id = '{id}' order by date_min"
        ),
        "events": excerpt(events, _MOST["events"], f"select * from events where topic_id = '{id}' order by date_min"),
    }
