"""The nominators as SQL: rows for which a rule across records may have something to say.

Each says what its namesake in `check.nominate` says, on Spark's tables: it may name too many rows, and
none too few. Where several records have one key it takes them all, of which the rule heeds the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import reduce
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from fpdata.checks.columnar.candidates import MAX_PRUNING_ROUNDS, Rule
from fpdata.checks.rows import quality, rules
from fpdata.checks.rows.rules import NOT_SEATED
from fpdata.checks.spark.scan_result import ScanResult
from fpdata.model.offices import Seats
from fpdata.model.tables import TABLES

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

# The tables of a query stand in braces; each gives table (tab) and place (at) of rows.
_QUERIES: dict[Rule, str] = {
    rules.nobody_acts_before_birth: """
      select 'roles' as tab, role.at from {roles} role join {actors} actor on role.actor_id = actor.identity
      where role.start_max < actor.born_min
      union all
      select 'statements', said.at from {statements} said join {actors} actor on said.speaker_id = actor.identity
      where said.date_max < actor.born_min
      union all
      select 'participations', part.at from {participations} part
      join {events} event on part.event_id = event.identity join {actors} actor on part.actor_id = actor.identity
      where event.date_max < actor.born_min
    """,
    rules.nobody_serves_after_death: """
      select 'roles' as tab, role.at from {roles} role join {actors} actor on role.actor_id = actor.identity
      where actor.died_max < role.start_min or (role.`end` = '..' and actor.died is not null)
    """,
    rules.records_are_named: """
      select 'citations' as tab, cite.at from {citations} cite
      left anti join {valid} named on cite.`table` = named.tab and cite.record_id = named.identity
      union all
      select 'citations', cite.at from {citations} cite
      left anti join {columns} col on cite.`table` = col.tab and cite.field = col.name
      where cite.field is not null
    """,
    rules.one_holder_a_seat: """
      with held as (
        select role.office_id, role.start_max as start,
          case when role.`end` = '..' then date'9999-12-31' else coalesce(role.end_min, role.start_max) end as last
        from {roles} role left semi join {offices} office on role.office_id = office.identity and office.seats = {one}
        where role.start_max is not null and not array_contains(split({never}, ' '), role.basis)
      ), follow as (
        select *, lead(start) over (partition by office_id order by start, last) as next from held
      )
      select 'roles' as tab, role.at from {roles} role
      left semi join (select * from follow where next < last) taken on role.office_id = taken.office_id
    """,
    rules.reports_follow: """
      select 'statements' as tab, said.at from {statements} said
      join {statements} report on said.within_id = report.identity
      where report.date_max < said.date_min
    """,
    rules.what_goes_on_is_witnessed: """
      with goes_on as (
        select 'roles' as tab, at, identity, source_id, start_max from {roles} where `end` = '..'
        union all
        select 'relationships', at, identity, source_id, start_max from {relationships} where `end` = '..'
      ), unseen as (
        select goes_on.tab, goes_on.at, goes_on.identity from goes_on
        left join {documents} source on goes_on.source_id = source.identity
        left anti join {coverage} current
        on current.`to` = '..' and current.`table` = goes_on.tab and current.source_id = goes_on.source_id
        where not (
          coalesce(source.date_max > goes_on.start_max, false) or coalesce(source.accessed_max > goes_on.start_max, false)
          or (goes_on.start_max is null and coalesce(source.date_max, source.accessed_max) is not null)
        )
      )
      select tab, at from unseen
      union all
      select 'citations', cite.at from {citations} cite left semi join unseen on cite.record_id = unseen.identity
    """,
    quality.actors_are_not_doubled: """
      select 'actors' as tab, actor.at from {actors} actor
      left semi join (select name from {actors} group by name having count(*) > 1) often on actor.name = often.name
    """,
    quality.ids_do_not_look_alike: """
      with misread as (select distinct tab, hasty from {valid} where hasty is not null),
      alike as (
        select id.tab, id.at, id.identity, misread.hasty from {valid} id
        join misread on id.tab = misread.tab and coalesce(id.hasty, id.identity) = misread.hasty
      )
      select alike.tab, alike.at from alike left semi join (
        select tab, hasty from alike group by tab, hasty having count(distinct identity) > 1
      ) several on alike.tab = several.tab and alike.hasty = several.hasty
    """,
}


def find_candidates(found: ScanResult) -> DataFrame:
    """Return the rows that rules are to judge: rule (by name), table, place."""
    parts = [found.kind("flag").selectExpr("name as rule", "tab", "at")]
    for rule, query in _QUERIES.items():
        named: dict[str, Any] = {name: table() for name, table in _tables(found) if "{" + name + "}" in query}
        if "{never}" in query:
            named |= {"one": str(Seats.ONE), "never": " ".join(sorted(NOT_SEATED))}
        parts.append(found.spark.sql(query, **named).selectExpr(f"'{rule.__name__}' as rule", "tab", "at"))
    if chains := _in_chains(found):
        parts.append(chains.selectExpr(f"'{rules.no_chain_closes.__name__}' as rule", "tab", "at"))
    return reduce(lambda one, other: one.unionAll(other), parts).distinct()


def _tables(found: ScanResult) -> Iterator[tuple[str, Callable[[], DataFrame]]]:
    """Yield the name of every table that a query may read, and what gives it."""
    for name in TABLES:
        yield name, lambda name=name: found.records(name)  # type: ignore[misc]
    yield "valid", lambda: found.kind("row").filter("valid").select("tab", "at", "identity", "hasty")
    columns = [(name, column) for name, table in TABLES.items() for column in table.names]
    yield "columns", lambda: found.spark.createDataFrame(columns, "tab string, name string")


def _in_chains(found: ScanResult) -> DataFrame | None:
    """Return the rows that references within their table lead round and round, or to such a ring; None where none does.

    As in `check.nominate`, what leads out of the table or to a row that was peeled off is peeled off,
    until nothing more is, or so little is left that this machine goes on.
    """
    places = [
        (name, column.name)
        for name, table in TABLES.items()
        for column in table.references
        if column.references == name
    ]
    steps = [
        found.records(table).selectExpr(f"'{table}' as tab", f"'{column}' as name", "identity", f"`{column}` as next")
        for table, column in places
    ]
    left = reduce(lambda one, other: one.unionAll(other), steps).filter("next is not null").persist()
    number, peels = left.count(), 0
    while number > found.most and peels < MAX_PRUNING_ROUNDS:
        inner = found.spark.sql(
            """
            select one.* from {left} one
            left semi join {left} other on one.tab = other.tab and one.name = other.name and one.next = other.identity
            """,
            left=left,
        ).persist()
        before, number, peels = number, inner.count(), peels + 1
        left.unpersist()
        left = inner
        if number == before:
            break
    ringed = left.select("tab", "identity")
    if number <= found.most:
        ringed = found.sent(_ringed(left.toArrow()))
        left.unpersist()
    if not ringed.count():
        return None
    return (
        found.kind("row").filter("valid").join(ringed.distinct(), ["tab", "identity"], "left_semi").select("tab", "at")
    )


def _ringed(steps: pa.Table) -> pa.Table:
    """Return table and id of the steps that never lead out."""
    left = [(row["tab"], row["name"], row["identity"], row["next"]) for row in steps.to_pylist()]
    number = -1
    while number != len(left):
        number, there = len(left), {step[:3] for step in left}
        left = [step for step in left if (step[0], step[1], step[3]) in there]
    ids = sorted({(table, identity) for table, _, identity, _ in left})
    columns = zip(*ids, strict=True) if ids else ((), ())
    return pa.table([pa.array(column, pa.string()) for column in columns], names=["tab", "identity"])
