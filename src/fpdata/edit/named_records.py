"""Records meant by a name or an address: what is typed where an id belongs is turned into the id.

Who searches is above this stage, so it is passed on as a function; records that are added in the same change are found
here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from fpdata.checks.issue import Issue
from fpdata.checks.suggest import Suggester, list_candidates
from fpdata.edit.addressed_records import is_address, rows_at
from fpdata.edit.tables import EditError, Tables, has_id, read_tables, record_noun, require_table
from fpdata.model.characters import quote
from fpdata.model.fields import ID_PATTERN
from fpdata.model.slugs import fold, slug
from fpdata.model.table import Table, record_id
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict
from fpdata.package.locate import Package

_SHOWN = 5
_SUGGESTED = 3
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


class UnresolvedReference(NamedTuple):
    """What was given for a reference and is the id of no record, nor the name or the address of exactly one."""

    column: str
    typed: str
    table: str
    found: tuple[NamedRecord, ...]
    """The records whose name it is; if it is that of none, those that resemble it."""

    def issue(self, table: Table, row: RowDict) -> Issue:
        """Return what is wrong with it in a row of a table, and what to do."""
        is_exact = any(record.is_exact for record in self.found)
        is_id = re.fullmatch(ID_PATTERN, self.typed) is not None
        if is_exact:
            message = f"{quote(self.typed)} may be one of {len(self.found)} in {self.table}"
        else:
            message = f"there is no record {quote(self.typed)} in {self.table}"
        return Issue(
            file="",
            line=0,
            column=table.names.index(self.column) + 1,
            code="key-reference",
            table=table.name,
            record=record_id(table, row),
            field=self.column,
            value=self.typed,
            message=message,
            hint=self._advice(is_exact, "id" if is_id else "address" if is_address(self.typed) else "name"),
        )

    def _advice(self, is_exact: bool, given: str) -> str:
        listed = [f"{quote(one.id)} ({one.name})" if is_exact and one.name else quote(one.id) for one in self.found]
        if is_exact:
            return f"Use the id of one: {', '.join(listed)}."
        words = "WORDS" if given == "address" else fold(self.typed) or "WORDS"
        # Roles have no names to search by.
        search = "fpdata show ACTOR -f json" if self.table == "roles" else f"fpdata find {words} --in {self.table}"
        similar = f"Did you mean {' or '.join(listed[:_SUGGESTED])}? " if listed else ""
        return (
            f"{similar}To search: {search}. "
            f"If it is new, write the fields of the {record_noun(self.table)} in place of its {given}."
        )


def explain_references(issues: Iterable[Issue], unresolved: Iterable[Issue]) -> list[Issue]:
    """Return the issues that a check found, with what is said of the `unresolved` references in place of those in their cells."""
    left = {(issue.table, issue.record, issue.field): issue for issue in unresolved}
    explained = []
    for issue in issues:
        own = left.pop((issue.table, issue.record, issue.field), None)
        if own is None or issue.code == "key-redirected":
            explained.append(issue)
        elif issue.code == "key-reference" and own.message.startswith("there is no record"):
            explained.append(replace(issue, hint=own.hint))
        else:
            explained.append(own)
    return [*explained, *left.values()]


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


def records_meant(
    tables: Tables,
    search: NameSearch,
    table: str,
    text: str,
    added: Sequence[tuple[str, RowDict]],
    ids: Callable[[], Collection[str]],
) -> list[NamedRecord]:
    """Return the records of a table that a text may mean: by their address, by a name, or by one of `ids` that resembles it."""
    if is_address(text):
        return [NamedRecord(record_id(TABLES[table], row), name_of(row), True) for row in rows_at(tables, table, text)]
    if found := records_named(search, table, text, added):
        return found
    known, id = ids(), slug(text)
    close = id if id in known else Suggester(known).closest(id or text)
    return [NamedRecord(close, "", False)] if close else []


def resolve_references(
    tables: Tables,
    table: Table,
    row: RowDict,
    search: NameSearch,
    added: Sequence[tuple[str, RowDict]] = (),
) -> tuple[list[ResolvedReference], list[UnresolvedReference]]:
    """Replace the names and addresses in the reference columns of `row` by ids.

    Returns what each of them is taken for, and those that are left as they are because they mean no record or several.
    A name may be that of a record `added` in the same change.
    """
    resolved: list[ResolvedReference] = []
    unresolved: list[UnresolvedReference] = []
    for column in table.references:
        typed, target = row[column.name], column.target_table
        if not typed or has_id(tables, target, typed):
            continue

        def known_ids(target: str = target) -> set[str]:
            return {record_id(TABLES[target], other) for other in tables[target]}

        found = records_meant(tables, search, target, typed, added, known_ids)
        exact = [record for record in found if record.is_exact]
        if len(exact) == 1:
            row[column.name] = exact[0].id
            resolved.append(ResolvedReference(column.name, typed, exact[0].id, exact[0].name))
        else:
            unresolved.append(UnresolvedReference(column.name, typed, target, tuple(exact or found)))
    return resolved, unresolved


def find_meant(package: Package, text: str, table: str | None, search: NameSearch) -> list[tuple[str, NamedRecord]]:
    """Return the records of `table`, or of any, that a text may mean, each with its table; none if it is an id."""
    names = [require_table(table).name] if table else list(TABLES)
    tables = read_tables(package)
    if is_address(text):
        rows = [(name, row) for name in names for row in rows_at(tables, name, text)]
        return [(name, NamedRecord(record_id(TABLES[name], row), name_of(row), True)) for name, row in rows]
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
