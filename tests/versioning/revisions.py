"""Two revisions of the sample: `before()`, and `altered()` with a change of every kind."""

from __future__ import annotations

from fpdata.edit.rename_merge import merge, rename, withdraw
from fpdata.edit.tables import Tables
from tests.helpers import TODAY
from tests.sample import find, row, sample


def before() -> Tables:
    """Return the sample with a second actor who will turn out to be Ben Moor."""
    tables = sample()
    tables["actors"].append(
        row("actors", actor_id="b-moor", kind="person", name="B. Moor", sort_name="M", source_id="register")
    )
    tables["participations"].append(
        row(
            "participations",
            event_id="1890-talks",
            actor_id="b-moor",
            part="party",
            presence="reported",
            source_id="register",
        )
    )
    return tables  # fmt: skip


def altered() -> Tables:
    """Return the tables of `before()` after a rename, a merge, a withdrawal, and records changed, removed and added."""
    tables = before()
    rename(tables, "ada-lake", "ada-brook", "She married.", TODAY)
    merge(tables, "b-moor", "ben-moor", "One man.", TODAY)
    withdraw(tables, "moor-supports", "Not sourced.", TODAY)
    find(tables, "roles", "ben-moor-envoy-1885")["title"] = "Envoy | <b>"
    tables["topics"][:] = [row("topics", topic_id="chats", name="Chats")]
    tables["claims"][0]["polarity"] = "negated"
    return tables
