"""Resolve ids for look-ups: a known id to itself, a retired one to its replacement; any other is an error."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fpdata.access.callers import caller_stacklevel
from fpdata.access.errors import RedirectWarning, UnknownIdError
from fpdata.access.locate import read_exported, require_exported
from fpdata.checks.suggest import suggestions
from fpdata.model.characters import SURROGATE
from fpdata.model.redirects import RedirectResolver

if TYPE_CHECKING:
    import pyarrow as pa


def describe_redirect(redirect: dict[str, Any]) -> str:
    """Return a sentence on a retired id from its row of `redirects`: its replacement or withdrawal, when and why."""
    status = f"is retired; use {redirect['new_id']}" if redirect["new_id"] else "was withdrawn"
    return f"{redirect['old_id']} {status} ({redirect['date']}: {redirect['reason']})"


def id_column(table: str) -> str:
    """Return the column that holds the ids of a table.

    Raises UnknownIdError for an unknown table, ValueError for one whose rows have no id.
    """
    from fpdata.model.tables import TABLES

    require_exported(table)
    if table not in TABLES or len(TABLES[table].key) > 1:
        raise ValueError(f"the rows of {table} have no id; filter fpdata.load({table!r}) instead")
    return TABLES[table].key[0]


def resolve_record(table: str, id: str, path: Path | str | None) -> str:
    """Return the current id of a record of `table`; warns and raises as `resolve` and `id_column` do."""
    from fpdata.model.tables import TABLES

    key = id_column(table)
    if not isinstance(id, str):
        raise TypeError(f"id must be a string, not {type(id).__name__}")

    def redirects() -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = read_exported("redirects", path).to_pylist()
        return [row for row in rows if row["table"] == table]

    return resolve(TABLES[table].model.__name__.lower(), id, [read_exported(table, path, [key])[key]], redirects)


def resolve(kind: str, id: str, known: Sequence[pa.ChunkedArray], redirects: Callable[[], list[dict[str, Any]]]) -> str:
    """Return `id` if it is one of the `known` ids, else the id to which `redirects` lead from it.

    Warns and raises as `current_id` does, and raises UnknownIdError, with suggestions, for an id that never existed.
    """
    from fpdata.model.slugs import slug

    if (current := current_id(kind, id, known, redirects)) is not None:
        return current
    # A name is a frequent mistake: 'Marco Rubio' for 'marco-rubio'.
    raise UnknownIdError(kind, id, suggestions(slug(id) or id, chain.from_iterable(ids.to_pylist() for ids in known)))


def current_id(
    kind: str, id: str, known: Sequence[pa.ChunkedArray], redirects: Callable[[], list[dict[str, Any]]]
) -> str | None:
    """Return `id` if it is one of the `known` ids, else the id to which `redirects` lead from it, or None.

    Each redirect that is followed gives a RedirectWarning. Raises UnknownIdError, with the reason, for an id that was
    withdrawn.
    """
    import pyarrow.compute as pc

    if not SURROGATE.search(id) and any(pc.index(ids, id).as_py() >= 0 for ids in known):
        return id
    by_old_id = {row["old_id"]: row for row in redirects()}
    if id not in by_old_id:
        return None
    live = set(chain.from_iterable(ids.to_pylist() for ids in known))
    resolver = RedirectResolver({old_id: row["new_id"] for old_id, row in by_old_id.items()}, live)
    for retired in resolver.steps(id):
        message = describe_redirect(by_old_id[retired])
        if by_old_id[retired]["new_id"] is None:
            raise UnknownIdError(kind, id, hint=message)
        warnings.warn(message, RedirectWarning, stacklevel=caller_stacklevel())
    outcome, current = resolver.resolve(id)
    return current if outcome == "live" else None
