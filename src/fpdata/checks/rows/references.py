"""Check references: each must be the id of a record of its target table."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from fpdata.checks.issue import Issue
from fpdata.checks.records import PackageRecords, RawRow, TableRecords, record_noun
from fpdata.checks.suggest import MAX_LOOKUPS, Suggester
from fpdata.model.characters import quote
from fpdata.model.fields import ID_PATTERN
from fpdata.model.table import Column
from fpdata.model.tables import TABLES

#: Dangling ids, by the table that should have them.
DanglingIds = Mapping[str, Collection[str]]
#: The keys from which to suggest, by table, and whether they are only the nearest of very many.
KnownKeys = Mapping[str, tuple[Iterable[str], bool]]


class _DanglingReference(NamedTuple):
    records: TableRecords
    row: RawRow
    column: Column
    id: str

    @property
    def target(self) -> str:
        return self.column.target_table

    def issue(self, code: str, message: str, hint: str = "") -> Issue:
        return self.records.issue(code, self.row, self.column.name, message, hint)


def check_references(
    package: PackageRecords, known_keys: Callable[[DanglingIds], KnownKeys] | None = None
) -> Iterator[Issue]:
    """Yield an issue for every reference to a record that does not exist.

    `known_keys` returns the keys from which to suggest, if `package` does not hold all of them.
    """
    dangling = [*_dangling_references(package)]
    ids: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for reference in dangling:
        if (reference.target, reference.id) not in package.redirects and len(ids[reference.target]) < MAX_LOOKUPS:
            ids[reference.target][reference.id] = None
    keys = known_keys(ids) if known_keys and ids else {target: (package[target].ids, False) for target in ids}
    suggesters = {target: Suggester(*some) for target, some in keys.items()}
    times = Counter((reference.target, reference.id) for reference in dangling)
    for reference in dangling:
        yield _issue(package, reference, suggesters, times[reference.target, reference.id])


def describe_retired(package: PackageRecords, table: str, id: str) -> tuple[str, str] | None:
    """Return the message and the hint on a reference to a retired id; None if the id is not retired."""
    if (table, id) not in package.redirects:
        return None
    resolution = package.resolve(table, id)
    if resolution.outcome == "live":
        return f"{id!r} is retired", f"Use {resolution.id!r}."
    return (
        f"{id!r} is retired and was not replaced by another record",
        "Refer to another record; if there is none, leave the cell empty, or remove the row if the cell is required.",
    )


def _dangling_references(package: PackageRecords) -> Iterator[_DanglingReference]:
    for records in package.values():
        for column in records.table.references:
            target = package[column.target_table]
            position = records.table.names.index(column.name)
            for row in records.raw:
                if len(row.cells) != len(records.table.columns) or column.name in row.invalid_fields:
                    continue
                id = row.cells[position]
                if id and id not in target.ids and target.complete:
                    yield _DanglingReference(records, row, column, id)


def _issue(
    package: PackageRecords, reference: _DanglingReference, suggesters: dict[str, Suggester], times: int
) -> Issue:
    id, target = reference.id, reference.target
    if retired := describe_retired(package, target, id):
        return reference.issue("key-redirected", *retired)
    others = [name for name in TABLES if name != target and id in package[name].ids]
    if others:
        message = f"{reference.column.name} must reference {record_noun(target)}; {id!r} is {record_noun(others[0])}"
    else:
        message = f"there is no record {id!r} in {target}"
    close = suggesters[target].closest(id)
    hint = ""
    if close:
        renamed = (  # several references to it: the id of the record was changed, rather than that of each
            f" If it is the new id of that record, change it back and run 'fpdata rename {id} {close}'."
            if times > 1 and re.fullmatch(ID_PATTERN, id)
            else ""
        )
        hint = (
            f"Did you mean {quote(close)}?{renamed} If not, add {record_noun(target)} {id!r} to {package[target].file}."
        )
    return reference.issue("key-reference", message, hint)
