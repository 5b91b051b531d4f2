"""Resolve ids for look-ups: a known id to itself, a retired one to its replacement; any other is an error."""

from __future__ import annotations

import warnings
from collections.abc import Collection
from pathlib import Path
from typing import Any

from fpdata.access.callers import caller_stacklevel
from fpdata.access.errors import RedirectWarning, UnknownIdError
from fpdata.access.locate import require_exported, views
from fpdata.access.lookup_database import LookupDatabase, lookup_database
from fpdata.access.lookup_table import KnownIds
from fpdata.checks.suggest import suggestions
from fpdata.model.redirects import RedirectResolver
from fpdata.model.slugs import slug


def describe_redirect(redirect: dict[str, Any]) -> str:
    """Return a sentence on a retired id from its row of `redirects`: its replacement or withdrawal, when and why."""
    status = f"is retired; use {redirect['new_id']}" if redirect["new_id"] else "was withdrawn"
    return f"{redirect['old_id']} {status} ({redirect['date']}: {redirect['reason']})"


def resolve_record(table: str, id: str, path: Path | str | None) -> tuple[str, str]:
    """Return the column of the ids of `table`, and the current id of a record; warns and raises as `resolve` does.

    Raises UnknownIdError for an unknown table, ValueError for one whose rows have no id.
    """
    require_exported(table)
    database = lookup_database(path)
    if table in views() or len(database[table].structure.key) > 1:
        raise ValueError(f"the rows of {table} have no id; filter fpdata.load({table!r}) instead")
    if not isinstance(id, str):
        raise TypeError(f"id must be a string, not {type(id).__name__}")
    structure = database[table].structure
    return structure.key[0], resolve(structure.record, id, [table], database)


def resolve(kind: str, id: str, tables: Collection[str], database: LookupDatabase) -> str:
    """Return `id` if it is that of a record of some tables, else the id to which `redirects` lead from it.

    Warns and raises as `current_id` does, and raises UnknownIdError, with suggestions, for an id that never existed.
    """
    if (current := current_id(kind, id, tables, database)) is not None:
        return current
    # A name is a frequent mistake: 'Marco Rubio' for 'marco-rubio'.
    raise UnknownIdError(kind, id, suggestions(slug(id) or id, KnownIds(map(database.__getitem__, tables))))


def current_id(kind: str, id: str, tables: Collection[str], database: LookupDatabase) -> str | None:
    """Return `id` if it is that of a record of some tables, else the id to which `redirects` lead from it, or None.

    Each redirect that is followed gives a RedirectWarning. Raises UnknownIdError, with the reason, for an id that was
    withdrawn.
    """
    known = KnownIds(map(database.__getitem__, tables))
    if id in known:
        return id
    by_old_id = {row["old_id"]: row for row in database["redirects"].rows() if row["table"] in tables}
    if id not in by_old_id:
        return None
    resolver = RedirectResolver({old_id: row["new_id"] for old_id, row in by_old_id.items()}, known)
    for retired in resolver.steps(id):
        message = describe_redirect(by_old_id[retired])
        if by_old_id[retired]["new_id"] is None:
            raise UnknownIdError(kind, id, hint=message)
        warnings.warn(message, RedirectWarning, stacklevel=caller_stacklevel())
    outcome, current = resolver.resolve(id)
    return current if outcome == "live" else None
