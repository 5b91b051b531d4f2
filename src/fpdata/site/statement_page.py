"""The page of a statement: nested quotes, each speaker within the one who passes it on, and the claims made."""

from __future__ import annotations

from typing import Any

from fpdata.site.claims import by_date, claim_line
from fpdata.site.store import RecordStore, Row
from fpdata.site.templates import date_in_words


def statement_page(store: RecordStore, row: Row) -> dict[str, Any]:
    """Return what the page of a statement shows."""
    id = row["statement_id"]
    chain = _chain(store, row)
    inner = sorted(store["statements"].rows_with("within_id", id), key=by_date)
    return {
        "title": f"{store.name('actors', row['speaker_id'])}: {row['summary']}",
        "kicker": "Statement",
        "lead": _lead(store, chain),
        "chain": chain,
        "inner": inner,
        "claims": [claim_line(store, claim) for claim in store["claims"].rows_with("statement_id", id)],
        "addressees": store["addressees"].rows_with("statement_id", id),
        "links": [
            (row["kind"], row["to_id"], row["note"]) for row in store["statement_links"].rows_with("from_id", id)
        ],
        "answers": [
            (row["kind"], row["from_id"], row["note"]) for row in store["statement_links"].rows_with("to_id", id)
        ],
    }


def _chain(store: RecordStore, row: Row) -> list[Row]:
    """Return the statements through which one is known, the outermost first, then itself."""
    chain = [row]
    while (outer := store["statements"].row(chain[0]["within_id"])) and outer not in chain:
        chain.insert(0, outer)
    return chain


def _lead(store: RecordStore, chain: list[Row]) -> str:
    """Return who says that who says so, in a sentence."""
    *outer, said = [store.name("actors", row["speaker_id"]) for row in chain]
    when = f" on {date_in_words(chain[-1]['date'])}" if chain[-1]["date"] else ""
    if not outer:
        return f"Said by {said}{when}."
    through = ", who has it from ".join(reversed(outer[:-1])) if len(outer) > 1 else ""
    return f"Said by {said}{when}, as {outer[-1]} reports{f', according to {through}' if through else ''}."
