"""Records that may be the same: by address, words and day, or name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from fpdata.checks.conditions import Occurs, Shared
from fpdata.checks.issue import Issue
from fpdata.checks.records import LocatedRecord, PackageRecords
from fpdata.checks.rows.days import days_between
from fpdata.checks.rule import Rule, rule
from fpdata.checks.sameness import SAMENESS, Sameness, columns_of, comparable
from fpdata.model.actors import Identifier
from fpdata.model.addresses import address_key
from fpdata.model.edtf import Edtf
from fpdata.model.events import Event
from fpdata.model.slugs import words_key
from fpdata.model.table import Column
from fpdata.model.tables import TABLES

#: A place in an imported data set: a kind of record, then the id.
_UPSTREAM = re.compile(r"([a-z0-9-]+)/[^\s:]+")
#: Tables with a rule of their own, because a name alone is not enough.
_NAMED_ACTORS = ("actors", "names")
#: Records with different values in one of these are two; a value may be missing.
_CONTEXT = {"documents": ("outlet_id", "author_id"), "events": ("country_id",)}


@rule(
    *(
        Shared(table, each.name, each.unless)
        for table, all in SAMENESS.items()
        if table not in _NAMED_ACTORS
        for each in all
    )
)
def no_duplicate_records(records: PackageRecords) -> Iterator[Issue]:
    """No two records agree in what tells them apart, unless a judgement says that they differ or one refers to the other."""
    for table, samenesses in SAMENESS.items():
        seen: set[str] = set()
        for sameness in samenesses if table not in _NAMED_ACTORS else ():
            alike = defaultdict(list)
            for row in records.rows(table):
                if key := _agreement(table, sameness, row):
                    alike[key].append(row)
            for rows in alike.values():
                for row, first in _later_ones(rows, partial(_may_be_one, records, table)):
                    if row.record.identity not in seen:
                        seen.add(row.record.identity)
                        message = f"{first.record.identity} has {sameness.what}"
                        column = _filled(table, sameness.required[-1], row)
                        yield records[table].issue("quality-duplicate", row, column.name if column else "", message)


def _agreement(table: str, sameness: Sameness, row: LocatedRecord) -> tuple[str, ...] | None:
    """Return what a record shares with those that may be the same; None if it lacks what is required."""
    columns = {field: _filled(table, field, row) for field in sameness.fields}
    if not all(columns[field] for field in sameness.required):
        return None
    return tuple(
        comparable(column, getattr(row.record, column.attribute)) if column else "" for column in columns.values()
    )


def _filled(table: str, field: str, row: LocatedRecord) -> Column | None:
    columns = (TABLES[table].column(name) for name in columns_of(field))
    return next((column for column in columns if getattr(row.record, column.attribute) is not None), None)


def _later_ones(
    rows: list[LocatedRecord], may_be_one: Callable[[Any, Any], bool]
) -> Iterator[tuple[LocatedRecord, LocatedRecord]]:
    """Yield each row after the first that may be the same as one before it, and that one."""
    for number, row in enumerate(rows):
        first = next((other for other in rows[:number] if may_be_one(other.record, row.record)), None)
        if first is not None:
            yield row, first


def _may_be_one(records: PackageRecords, table: str, one: Any, other: Any) -> bool:
    if one.identity == other.identity or records.judged_different(table, one.identity, other.identity):
        return False
    for column in TABLES[table].self_references:
        if getattr(one, column.attribute) == other.identity or getattr(other, column.attribute) == one.identity:
            return False  # a copy, a version, a part: known to be another
    if any(_contradict(getattr(one, name), getattr(other, name)) for name in _CONTEXT.get(table, ())):
        return False
    if _are_two_upstream(one, other):
        return False
    # Of one title and day, but at two addresses: two documents.
    return table != "documents" or not (one.url and other.url) or address_key(one.url) == address_key(other.url)


def _are_two_upstream(one: Any, other: Any) -> bool:
    """Whether a data set has two events at two places, or two identifiers that differ in case: it does so on purpose."""
    if isinstance(one, Event):
        places = [_UPSTREAM.fullmatch(each.source_locator or "") for each in (one, other)]
        return (
            all(places)
            and len({place[1] for place in places if place}) == 1
            and one.source_locator != other.source_locator
        )
    return isinstance(one, Identifier) and one.source_id == other.source_id and one.value != other.value


def _contradict(one: Any, other: Any) -> bool:
    return one is not None and other is not None and one != other


@rule(
    Shared("actors", "same_name"),
    Shared("names", "same_name"),
    Occurs("actors", "same_name", "names", "same_name"),
    Occurs("names", "same_name", "actors", "same_name"),
    ("names", "actor_id"),
)
def no_duplicate_actors(records: PackageRecords) -> Iterator[Issue]:
    """No two actors of one kind share a name, other names included, unless they cannot be one or are judged to differ."""
    actors = records.by_id("actors")
    called: dict[str, list[tuple[str, LocatedRecord, Any]]] = defaultdict(list)
    for row in records.rows("actors"):
        called[words_key(row.record.name)].append(("actors", row, row.record))
    for row in records.rows("names"):
        if row.record.actor_id in actors:
            called[words_key(row.record.name)].append(("names", row, actors[row.record.actor_id]))
    for uses in called.values():
        for number, (table, row, actor) in enumerate(uses):
            # Names of record come first. An other name that is one is reported there, and else if it occurred before.
            others = (
                (of, other)
                for at, (of, _, other) in enumerate(uses)
                if (at < number if of == table else table == "actors") and _may_be_one_actor(records, actor, other)
            )
            if found := next(others, None):
                of, other = found
                said = "has the same name" if of == table == "actors" else f"is also called {row.record.name}"
                yield records[table].issue("quality-duplicate", row, "name", f"{other.actor_id} {said}")


def _may_be_one_actor(records: PackageRecords, one: Any, other: Any) -> bool:
    return not (
        one.actor_id == other.actor_id
        or records.judged_different("actors", one.actor_id, other.actor_id)
        or one.kind is not other.kind
        or _contradict(_year(one.born), _year(other.born))
        or days_between(one.died, other.born)
        or days_between(other.died, one.born)
    )


def _year(born: Edtf | None) -> int | None:
    return born.earliest.year if born and born.earliest else None


#: The rules about possible duplicates, in the order in which they run.
DUPLICATE_RULES: tuple[Rule, ...] = (no_duplicate_records, no_duplicate_actors)
