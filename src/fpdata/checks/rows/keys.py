"""Keys and references: every key is used once, every reference names a record of its table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from fpdata.checks.issue import Issue
from fpdata.checks.records import PackageRecords, RawRow, TableRecords, record_noun
from fpdata.checks.suggest import MAX_LOOKUPS, Suggester
from fpdata.model.record import Column
from fpdata.model.tables import TABLES

#: Ids that are no key of a table, by its name.
WrongKeys = Mapping[str, Collection[str]]
#: The ids among which a `Suggester` finds those meant, by table; and whether these are only some of very many.
KnownKeys = Mapping[str, tuple[Iterable[str], bool]]


def check_keys(data: TableRecords) -> Iterator[Issue]:
    """Fill in the keys of a table; yield an issue for each that is used again, and one for disorder."""
    part = [data.table.names.index(name) for name in data.table.key]
    ordered, last = True, ("",) * len(part)
    for raw in data.raw:
        if len(raw.cells) <= max(part):
            continue
        key = tuple(raw.cells[index] for index in part)
        first = data.lines.setdefault(identity := "/".join(key), raw.line)
        if first != raw.line and not raw.wrong.intersection(data.table.key):
            yield data.issue(
                "key-duplicate", raw, data.table.key[0], f"the key {identity!r} is used in line {first} already"
            )
        elif key < last and ordered:
            ordered = False
            yield data.issue("file-order", raw, data.table.key[0], f"{identity!r} stands after {'/'.join(last)!r}")
        last = key


def check_references(tables: PackageRecords, known: Callable[[WrongKeys], KnownKeys] | None = None) -> Iterator[Issue]:
    """Yield an issue for every reference to a record that is not in its table.

    `known` gives the ids of which one may have been meant, where `tables` has not all.
    """
    dangling = [*_dangling(tables)]
    wrong: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for _, _, column, value in dangling:
        target = column.references or ""
        if (target, value) not in tables.redirects and len(wrong[target]) < MAX_LOOKUPS:
            wrong[target][value] = None
    ids = known(wrong) if known and wrong else {target: (tables[target].lines, False) for target in wrong}
    suggesters = {target: Suggester(*some) for target, some in ids.items()}
    for data, raw, column, value in dangling:
        yield _dangling_issue(tables, data, raw, column, value, suggesters)


def _dangling(tables: PackageRecords) -> Iterator[tuple[TableRecords, RawRow, Column, str]]:
    for data in tables.values():
        for column in data.table.references:
            target = tables[column.references or ""]
            position = data.table.names.index(column.name)
            for raw in data.raw:
                if len(raw.cells) != len(data.table.columns) or column.name in raw.wrong:
                    continue
                value = raw.cells[position]
                if value and value not in target.lines and target.complete:
                    yield data, raw, column, value


def _dangling_issue(
    tables: PackageRecords,
    data: TableRecords,
    raw: RawRow,
    column: Column,
    value: str,
    suggesters: dict[str, Suggester],
) -> Issue:
    target = column.references or ""
    if (target, value) in tables.redirects:
        live = tables.resolve(target, value)
        where = f"it is {live!r} now" if live else "it was withdrawn"
        return data.issue(
            "key-redirected", raw, column.name, f"{value!r} was given up; {where}", f"Write {live!r}." if live else ""
        )
    others = [name for name in TABLES if name != target and value in tables[name].lines]
    if others:
        message = f"{value!r} is {record_noun(others[0])}, and {column.name} names {record_noun(target)}"
    else:
        message = f"there is no row {value!r} in {target}"
    close = suggesters[target].closest(value)
    hint = (
        f"Did you mean {close!r}? Else add {record_noun(target)} {value!r} to {tables[target].file}." if close else ""
    )
    return data.issue("key-reference", raw, column.name, message, hint)
