"""The page of a topic: who led by whose account, on what claims disagree, what was said and what happened."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

from fpdata.access.claim_columns import SUBJECTS
from fpdata.access.power import THINGS, account_of, by_thing, things_of
from fpdata.model.views import STANDINGS
from fpdata.site.claims import by_date
from fpdata.site.excerpt import excerpt
from fpdata.site.store import RecordStore, Row

_MOST = {"statements": 80, "events": 60}


def topic_page(store: RecordStore, row: Row) -> dict[str, Any]:
    """Return what the page of a topic shows."""
    id = row["topic_id"]
    statements = sorted(store["statements"].rows_with("topic_id", id), key=by_date)
    events = sorted(store["events"].rows_with("topic_id", id), key=by_date)
    standings = [
        (standing, [(actor, list(accounts)) for actor, accounts in groupby(rows, key=lambda row: row["actor_id"])])
        for standing, rows in groupby(_power(store, id), key=lambda row: row["standing"])
    ]
    statement_ids = {statement["statement_id"] for statement in statements}
    contested = [row for row in store["contested"].rows if row["statement_id"] in statement_ids]
    subjects = dict.fromkeys((row["subject_kind"], row["subject_id"], row["predicate"]) for row in contested)
    return {
        "title": row["name"],
        "kicker": "Topic",
        "lead": row["description"] or "",
        "standings": standings,
        "by_thing": by_thing,
        "contested": list(subjects),
        "statements": excerpt(
            statements, _MOST["statements"], f"select * from statements where topic_id = '{id}' order by date_min"
        ),
        "events": excerpt(events, _MOST["events"], f"select * from events where topic_id = '{id}' order by date_min"),
    }


def _power(store: RecordStore, topic_id: str) -> Iterator[Row]:
    """Yield the rows of power on a topic, with what each account is of."""
    things = _things(store)
    for row in store["power"].rows_with("topic_id", topic_id):
        key = account_of(row)
        yield row | {f"{polarity}_of": things.get((*key, polarity), []) for polarity in ("affirmed", "negated")}


@cache
def _things(store: RecordStore) -> dict[tuple[str | None, ...], list[str]]:
    claims = (claim for predicate in STANDINGS for claim in store["claims"].rows_with("predicate", predicate))
    return things_of(_with_names(store, claim) for claim in claims)


def _with_names(store: RecordStore, claim: Row) -> Row:
    statement = store["statements"].row(claim["statement_id"]) or {}
    named = claim | {"statement_topic": statement.get("topic_id"), "speaker_id": statement.get("speaker_id")}
    for column, kind in THINGS.items():
        table, _, name = SUBJECTS[kind]
        named[f"{column}.name"] = (store[table].row(claim[column]) or {}).get(name)
    return named
