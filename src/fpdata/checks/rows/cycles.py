"""The rule that references lead to no circle, also where they are of different columns or of relationships."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from fpdata.checks.issue import Issue
from fpdata.checks.records import LocatedRecord, PackageRecords
from fpdata.checks.rule import rule
from fpdata.model.actors import RelationshipKind
from fpdata.model.tables import TABLES


class Link(NamedTuple):
    """Where a record of `target` refers to another one: in a column of its own, or by a row of another table."""

    target: str
    table: str
    column: str
    """The column that names the record to which it leads."""
    origin: str = ""
    """Of a table of its own, such as `relationships`: the column that names the record from which it leads."""
    kind: str = ""
    """Of a table of its own: the kind of row that counts."""


def _relationship(kind: RelationshipKind) -> Link:
    return Link("actors", "relationships", "other_id", "actor_id", str(kind))


#: Columns of one table that mean "from that document, and later than it" or "within it": no circle mixes them.
#: `source_id` is not among them: the only source of an original may be a copy.
_DERIVATIONS = {"documents": ("copy_of_id", "part_of_id", "version_of_id", "revises_id")}

#: The links that form no circle together. A statement that is reported within another may well respond to it, and two
#: statements to each other.
ACYCLIC: tuple[tuple[Link, ...], ...] = (
    *(tuple(Link(table, table, column) for column in columns) for table, columns in _DERIVATIONS.items()),
    *(
        (Link(name, name, column.name),)
        for name, table in TABLES.items()
        for column in table.self_references
        if column.name not in _DERIVATIONS.get(name, ()) and (name, column.name) != ("actors", "parent_id")
    ),
    (Link("actors", "actors", "parent_id"), _relationship(RelationshipKind.MEMBER_OF)),
    (_relationship(RelationshipKind.CHILD_OF),),
)


#: The references that the rule follows.
_REFERENCES = dict.fromkeys(
    (link.table, column) for links in ACYCLIC for link in links for column in (link.origin, link.column) if column
)


#: Most chains are short: after so many rounds that drop what leads nowhere, few references are left to follow.
_PRUNINGS = 3


class _Edge(NamedTuple):
    """A reference: its place in the order of references, the two records, and where it is."""

    order: tuple[bool, int, int]
    origin: str
    target: str
    link: Link
    row: LocatedRecord


@rule(*_REFERENCES)
def no_cycles(records: PackageRecords) -> Iterator[Issue]:
    """References of one sense (part of, copy of, within, member of …) lead to no circle; a circle is one issue."""
    known = {table: records.by_id(table) for table in dict.fromkeys(link.target for links in ACYCLIC for link in links)}
    for links in ACYCLIC:
        edges = [
            edge for number, link in enumerate(links) for edge in _edges(records, known[link.target], link, number)
        ]
        for cycle in _cycles(edges):
            link, row = cycle[0].link, cycle[0].row
            names = list(dict.fromkeys(edge.link.kind or edge.link.column for edge in cycle))
            forms = "forms" if len(names) == 1 else "form"
            chain = " → ".join([*(edge.origin for edge in cycle), cycle[0].origin])
            message = f"{' and '.join(names)} {forms} a cycle: {chain}"
            yield records[link.table].issue("rule-cycle", row, link.column, message)


def _edges(records: PackageRecords, known: Collection[str], link: Link, number: int) -> Iterator[_Edge]:
    """Yield the references of one link between `known` records."""
    for row in records.rows(link.table):
        if link.kind and row.record.kind != link.kind:
            continue
        origin = getattr(row.record, link.origin) if link.origin else row.record.identity
        target = getattr(row.record, link.column)
        if origin in known and target in known:
            yield _Edge((link.table != link.target, row.line, number), origin, target, link, row)


def _cycles(edges: Collection[_Edge]) -> Iterator[list[_Edge]]:
    """Yield one cycle of each set of records that lead to each other: the shortest one through its first reference."""
    for _ in range(_PRUNINGS):
        origins = {edge.origin for edge in edges}
        edges = [edge for edge in edges if edge.target in origins]
    component = _components(edges)
    inner: defaultdict[int, list[_Edge]] = defaultdict(list)
    for edge in sorted(edges):
        if component[edge.origin] == component.get(edge.target):
            inner[component[edge.origin]].append(edge)
    for among in inner.values():
        yield _shortest_cycle(among[0], among)


def _shortest_cycle(first: _Edge, edges: Iterable[_Edge]) -> list[_Edge]:
    leading: defaultdict[str, list[_Edge]] = defaultdict(list)
    for edge in edges:
        leading[edge.origin].append(edge)
    by = {first.target: first}  # the reference by which each record is reached
    reached = [first.target]
    for at in reached:
        if at == first.origin:
            break
        new = {edge.target: edge for edge in reversed(leading[at]) if edge.target not in by}
        by |= new
        reached += new
    cycle = [by[first.origin]]
    while cycle[-1] is not first:
        cycle.append(by[cycle[-1].origin])
    return cycle[::-1]


def _components(edges: Collection[_Edge]) -> dict[str, int]:
    """Return a number for each record that refers to another, the same for those that lead to each other.

    Kosaraju's algorithm, without recursion, as chains may be long.
    """
    forward: defaultdict[str, list[str]] = defaultdict(list)
    backward: defaultdict[str, list[str]] = defaultdict(list)
    for edge in edges:
        forward[edge.origin].append(edge.target)
        backward[edge.target].append(edge.origin)
    left: list[str] = []
    seen: set[str] = set()
    for start in forward:
        open_ = [(start, iter(forward[start]))] if start not in seen else []
        seen.add(start)
        while open_:
            at, targets = open_[-1]
            if (target := next((each for each in targets if each in forward and each not in seen), None)) is None:
                left.append(at)
                open_.pop()
            else:
                seen.add(target)
                open_.append((target, iter(forward[target])))
    component: dict[str, int] = {}
    for start in reversed(left):
        waiting = [start] if start not in component else []
        while waiting:
            at = waiting.pop()
            if at not in component:
                component[at] = len(component) if at == start else component[start]
                waiting.extend(origin for origin in backward.get(at, ()) if origin not in component)
    return component
