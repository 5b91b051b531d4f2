"""Records meant by a name: what is typed where an id belongs is turned into the id.

Who searches is above this stage, so it is passed on as a function; records that are added in the same change are found
here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from fpdata.checks.suggest import list_candidates
from fpdata.edit.tables import EditError, read_tables, record_noun, require_table
from fpdata.model.characters import quote
from fpdata.model.fields import ID_PATTERN
from fpdata.model.slugs import fold
from fpdata.model.table import Table, record_id
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict
from fpdata.package.locate import Package

_SHOWN = 5
#: The columns that hold the name of a record.
NAME_COLUMNS = ("name", "title", "summary")


class NamedRecord(NamedTuple):
    """A record that may be meant."""

    id: str
    name: str
    is_exact: bool
    """Whether its names have all that was typed, and no other record is nearer; otherwise it only resembles it."""


#: Returns the records of a table that a text may mean, the most likely first.
NameSearch = Callable[[str, str], Sequence[NamedRecord]]


def no_search(table: str, text: str) -> Sequence[NamedRecord]:  # noqa: ARG001 - as every search is called
    """Find nothing: only ids are understood."""
    return ()


class AmbiguousReferenceError(EditError):
    """A name is that of several records; the message names them. Nothing was changed."""


class ResolvedReference(NamedTuple):
    """A name that was given for a reference, and the record that it means."""

    column: str
    typed: str
    id: str
    name: str


def name_of(row: RowDict) -> str:
    """Return the name, title or summary of a record; "" if it has none."""
    return next((value for column in NAME_COLUMNS if (value := row.get(column))), "")


def records_named(
    search: NameSearch, table: str, text: str, added: Iterable[tuple[str, RowDict]] = (), limit: int = _SHOWN
) -> list[NamedRecord]:
    """Return the records of a table that may be meant, at most `limit`: those `added` in this change, then the others."""
    words = set(fold(text).split())
    found = [
        NamedRecord(record_id(TABLES[table], row), name_of(row), True)
        for name, row in added
        if name == table and words and words <= set(fold(name_of(row)).split())
    ]
    return [*found, *(search(table, text) if words else ())][:limit]


def resolve_references(
    table: Table,
    row: RowDict,
    has_id: Callable[[str, str], bool],
    search: NameSearch,
    added: Sequence[tuple[str, RowDict]] = (),
) -> Iterator[ResolvedReference]:
    """Replace the names in the reference columns of `row` by ids, and yield what each of them is taken for.

    `has_id` is whether a table has a record of that id. What looks like an id and means no record stays: the check says
    what is wrong with it. Raises AmbiguousReferenceError if a name may be that of several records, EditError if it is
    that of none.
    """
    for column in table.references:
        typed, target = row[column.name], column.target_table
        is_added = any(name == target and record_id(TABLES[name], other) == typed for name, other in added)
        if not typed or is_added or has_id(target, typed):
            continue
        found = records_named(search, target, typed, added)
        if record := only_exact(found, f"{column.name}: {quote(typed)}"):
            row[column.name] = record.id
            yield ResolvedReference(column.name, typed, record.id, record.name)
        elif not re.fullmatch(ID_PATTERN, typed):
            similar = " or ".join(record.id for record in found)
            raise EditError(
                f"{column.name}: there is no {record_noun(target)} {quote(typed)}"
                + (f"; did you mean {similar}?" if similar else f"; add it to {target} first")
            )


def find_meant(package: Package, text: str, table: str | None, search: NameSearch) -> list[tuple[str, NamedRecord]]:
    """Return the records of `table`, or of any, that a text may mean, each with its table; none if it is an id."""
    names = [require_table(table).name] if table else list(TABLES)
    tables = read_tables(package)
    if "/" in text or any(tables[name].has_line_of(text) for name in names):
        return []
    found = [(name, record) for name in names for record in records_named(search, name, text)]
    exact = [(name, record) for name, record in found if record.is_exact]
    return (exact or found)[:_SHOWN]


def only_exact(found: Iterable[NamedRecord], typed: str) -> NamedRecord | None:
    """Return the record that has a name, None if others only resemble it. Raises AmbiguousReferenceError for several."""
    exact = [record for record in found if record.is_exact]
    if len(exact) > 1:
        listed = list_candidates([(record.id, record.name) for record in exact])
        raise AmbiguousReferenceError(f"{typed} may be one of {len(exact)}; use the id of one:\n{listed}")
    return exact[0] if exact else None
