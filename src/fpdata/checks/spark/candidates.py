"""Candidates in Spark's SQL: the conditions of rules, and the queries that `columnar.candidates` states on Arrow columns.

A query may return too many rows, never too few. If several records share a key, it considers all of
them; the rule sees the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from fpdata.checks.columnar.candidates import MAX_PRUNING_ROUNDS
from fpdata.checks.rows import quality, rules
from fpdata.checks.rule import Rule
from fpdata.checks.rule_runner import ALL_RULES
from fpdata.checks.spark.conditions import is_local, query
from fpdata.checks.spark.scan_result import ScanResult, union
from fpdata.model.offices import NOT_SEATED, Seats
from fpdata.model.tables import TABLES

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

# Data frames are named in braces. Each query returns table (tab) and position (at) of rows.
_QUERIES: dict[Rule, str] = {
    rules.record_references_exist: """
      select 'citations' as tab, cite.at from {citations} cite
      left anti join {valid} named on cite.`table` = named.tab and cite.record_id = named.identity
      union all
      select 'citations', cite.at from {citations} cite
      left anti join {columns} col on cite.`table` = col.tab and cite.field = col.name
      where cite.field is not null
    """,
    rules.one_holder_per_seat: """
      with held as (
        select role.office_id, role.start_max as start,
          case when role.`end` = '..' then date'9999-12-31' else coalesce(role.end_min, role.start_max) end as last
        from {roles} role left semi join {offices} office on role.office_id = office.identity and office.seats = {one}
        where role.start_max is not null and not array_contains(split({not_seated}, ' '), role.basis)
      ), follow as (
        select *, lead(start) over (partition by office_id order by start, last) as next from held
      )
      select 'roles' as tab, role.at from {roles} role
      left semi join (select * from follow where next < last) taken on role.office_id = taken.office_id
    """,
    rules.ongoing_has_evidence: """
      with ongoing as (
        select 'roles' as tab, at, identity, source_id, start_max from {roles} where `end` = '..'
        union all
        select 'relationships', at, identity, source_id, start_max from {relationships} where `end` = '..'
      ), unsupported as (
        select ongoing.tab, ongoing.at, ongoing.identity from ongoing
        left join {documents} source on ongoing.source_id = source.identity
        left anti join {coverage} current
        on current.`to` = '..' and current.`table` = ongoing.tab and current.source_id = ongoing.source_id
        where not (
          coalesce(source.date_max > ongoing.start_max, false) or coalesce(source.accessed_max > ongoing.start_max, false)
          or (ongoing.start_max is null and coalesce(source.date_max, source.accessed_max) is not null)
        )
      )
      select tab, at from unsupported
      union all
      select 'citations', cite.at from {citations} cite left semi join unsupported on cite.record_id = unsupported.identity
    """,
    quality.no_confusable_ids: """
      with confusable as (select distinct tab, skeleton from {valid} where skeleton is not null),
      alike as (
        select id.tab, id.at, id.identity, confusable.skeleton from {valid} id
        join confusable on id.tab = confusable.tab and coalesce(id.skeleton, id.identity) = confusable.skeleton
      )
      select alike.tab, alike.at from alike left semi join (
        select tab, skeleton from alike group by tab, skeleton having count(distinct identity) > 1
      ) several on alike.tab = several.tab and alike.skeleton = several.skeleton
    """,
}


def find_candidates(found: ScanResult, today: date) -> DataFrame:
    """Return the candidates of all rules: rule (by name), table (tab), position (at)."""
    frames = [found.kind("candidate").selectExpr("name as rule", "tab", "at")]
    queries = [*_QUERIES.items()]
    queries += [(rule, query(each, today)) for rule in ALL_RULES for each in rule.candidates if not is_local(each)]
    for rule, text in queries:
        named: dict[str, Any] = {name: table() for name, table in _tables(found) if "{" + name + "}" in text}
        if "{not_seated}" in text:
            named |= {"one": str(Seats.ONE), "not_seated": " ".join(sorted(NOT_SEATED))}
        frames.append(found.spark.sql(text, **named).selectExpr(f"'{rule.name}' as rule", "tab", "at"))
    if cycles := _cyclic_references(found):
        frames.append(cycles.selectExpr(f"'{rules.no_cycles.name}' as rule", "tab", "at"))
    return union(frames).distinct()


def _tables(found: ScanResult) -> Iterator[tuple[str, Callable[[], DataFrame]]]:
    """Yield the name of every data frame that a query may read, and a function that returns it."""
    for name in TABLES:
        yield name, lambda name=name: found.records(name)  # type: ignore[misc]
    yield "valid", lambda: found.kind("row").filter("valid").select("tab", "at", "identity", "skeleton")
    columns = [(name, column) for name, table in TABLES.items() for column in table.names]
    yield "columns", lambda: found.spark.createDataFrame(columns, "tab string, name string")


def _cyclic_references(found: ScanResult) -> DataFrame | None:
    """Return the rows on a cycle of references within their table, or leading to one; None if there is no cycle.

    As in `columnar.candidates`, what refers to nothing or to something pruned is pruned, until nothing
    more can be, or so few are left that the driver finishes the work.
    """
    references = [(name, column.name) for name, table in TABLES.items() for column in table.self_references]
    steps = [
        found.records(table).selectExpr(f"'{table}' as tab", f"'{column}' as name", "identity", f"`{column}` as next")
        for table, column in references
    ]
    left = union(steps).filter("next is not null").persist()
    number, rounds = left.count(), 0
    while number > found.max_rows and rounds < MAX_PRUNING_ROUNDS:
        inner = found.spark.sql(
            """
            select one.* from {left} one
            left semi join {left} other on one.tab = other.tab and one.name = other.name and one.next = other.identity
            """,
            left=left,
        ).persist()
        before, number, rounds = number, inner.count(), rounds + 1
        left.unpersist()
        left = inner
        if number == before:
            break
    cyclic = left.select("tab", "identity")
    if number <= found.max_rows:
        cyclic = found.send(_cyclic(left.toArrow()))
        left.unpersist()
    if not cyclic.count():
        return None
    rows = found.kind("row").filter("valid")
    return rows.join(cyclic.distinct(), ["tab", "identity"], "left_semi").select("tab", "at")


def _cyclic(steps: pa.Table) -> pa.Table:
    """Return table and id of the steps on a cycle, or leading to one."""
    left = [(row["tab"], row["name"], row["identity"], row["next"]) for row in steps.to_pylist()]
    number = -1
    while number != len(left):
        number, sources = len(left), {step[:3] for step in left}
        left = [step for step in left if (step[0], step[1], step[3]) in sources]
    ids = sorted({(table, identity) for table, _, identity, _ in left})
    columns = zip(*ids, strict=True) if ids else ((), ())
    return pa.table([pa.array(column, pa.string()) for column in columns], names=["tab", "identity"])
