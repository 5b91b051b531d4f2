"""The front page: what the site answers, and where to begin."""

from __future__ import annotations

from fpdata.site.browse_pages import LISTED, first_address
from fpdata.site.contested_pages import count_questions
from fpdata.site.page import SitePage
from fpdata.site.store import RecordStore, Row

#: Offices and topics with which a reader may begin, if the data have them.
_BEGINNINGS = (
    ("offices", "secretary-of-state"),
    ("offices", "president-of-the-united-states"),
    ("offices", "national-security-adviser"),
    ("actors", "henry-a-kissinger"),
    ("actors", "marco-rubio"),
    ("countries", "russia"),
    ("documents", "plan-28"),
)


def front_page(store: RecordStore) -> SitePage:
    """Return the front page."""
    tables = ("actors", "offices", "countries", "events", "documents", "statements", "topics", "outlets")
    context = {
        "title": "Who makes U.S. foreign policy, on the record",
        "description": "Who held power over U.S. foreign policy, what they did and said, and who says so, each with its source.",
        "counts": [
            (table, len(store[table].rows), first_address(table) if table in LISTED else "") for table in tables
        ],
        "beginnings": [(table, id) for table, id in _BEGINNINGS if store.has_page(table, id)],
        "topics": _topics(store),
        "contested": count_questions(store["contested"].rows),
    }
    return SitePage("index.html", "index.html", context)


def _topics(store: RecordStore) -> list[Row]:
    """Return the topics on which statements are on record, that with most first."""
    numbers = {
        topic["topic_id"]: len(store["statements"].rows_with("topic_id", topic["topic_id"]))
        for topic in store["topics"].rows
    }
    spoken_of = [topic for topic in store["topics"].rows if numbers[topic["topic_id"]]]
    return sorted(spoken_of, key=lambda topic: -numbers[topic["topic_id"]])
