"""The rules within and across rows, as SQL for DuckDB: each query counts the rows that break a rule."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.peers.common import Specification, Table

#: Columns that the rules need, besides keys, references and dates.
KEPT: dict[str, tuple[str, ...]] = {
    "actors": ("name", "kind"),
    "roles": ("basis", "start", "end"),
    "relationships": ("end",),
    "documents": ("kind",),
    "offices": ("seats",),
    "citations": ("table", "record_id", "field", "stance"),
    "redirects": ("new_id",),
    "coverage": ("to",),
}
_SELF = (
    ("actors", "parent_id"),
    ("countries", "successor_id"),
    ("documents", "copy_of_id"),
    ("documents", "version_of_id"),
    ("documents", "revises_id"),
    ("events", "part_of_id"),
    ("statements", "within_id"),
)
# The tables about records of other tables, and their columns that name a record.
_NAMED = (
    ("citations", "record_id"),
    ("corrections", "record_id"),
    ("judgements", "left_id"),
    ("judgements", "right_id"),
)


def of_a_row(table: Table) -> Iterator[str]:
    """Yield a condition for each rule within a row of a table, true where it is broken."""
    for first, last in (("start", "end"), ("from", "to"), ("born", "died")):
        if {first, last} <= set(table.names):
            yield f"{last}_last < {first}_first"

    def marked(column: str) -> str:
        return ", ".join(f"'{code}'" for code in table.column(column).marked or ())

    match table.name:
        case "statements":
            yield f"form in ({marked('form')}) and quote is null"
            yield "form = 'suggested' and within_id is null"
        case "claims":
            yield (
                "(about_actor_id is null)::int + (about_event_id is null)::int + (about_document_id is null)::int"
                " + (about_office_id is null)::int <> 3"
            )
            yield (
                "(object_actor_id is null)::int + (object_document_id is null)::int + (object_event_id is null)::int"
                ' + ("value" is null)::int < 3'
            )
        case "documents":
            yield "(copy_of_id is null) <> (copy_kind is null)"
        case "relationships":
            yield f"kind in ({marked('kind')}) and statement_id is null"


def queries(specification: Specification) -> Iterator[str]:
    """Yield a query for each rule across rows."""
    for table, column, when, event in (
        ("roles", "actor_id", "t.start_last", ""),
        ("statements", "speaker_id", "t.date_last", ""),
        ("participations", "actor_id", "e.date_last", "join events as e using (event_id)"),
    ):
        yield f"select count(*) from {table} as t {event} join actors as a on t.{column} = a.actor_id where {when} < a.born_first"
    yield (
        "select count(*) from roles as t join actors as a using (actor_id) where a.died_last is not null and (t.\"end\" = '..'"
        " or a.died_last < t.start_first)"
    )
    yield "select count(*) from statements as t join statements as o on t.within_id = o.statement_id where o.date_last < t.date_first"
    yield from (_cycle(specification.key_of(table), table, column) for table, column in _SELF)
    yield _SEATS
    yield from (_ongoing(table, f"{key}_id") for table, key in (("roles", "role"), ("relationships", "relationship")))
    yield from _annotations(specification)
    yield (
        "select count(*) from roles as t join documents as d on t.source_id = d.document_id where d.kind = 'dataset'"
        " and (regexp_full_match(t.start, '[0-9]{4}-(01-01|12-31)') or regexp_full_match(t.\"end\", '[0-9]{4}-(01-01|12-31)'))"
    )
    yield (
        "select sum(n - 1) from (select count(*) as n from actors group by lower(name), kind, born_first[1:4] having count(*) > 1)"
    )


def _cycle(key: str, table: str, column: str) -> str:
    """Return the query that counts the rows of a table from which a chain never ends: those that no end leads back to."""
    return (
        f"with recursive edges as materialized (select {key} as child, {column} as parent from {table}"
        f" where {column} is not null), ending as (select child from edges anti join (select child as c from edges) on parent = c"
        " union all select e.child from edges as e join ending on e.parent = ending.child)"
        " select (select count(*) from edges) - count(*) from ending"
    )


# The same as the rule of fpdata: sorted by the last day on which a term can have begun, a seat is taken until the
# first day on which the term can have ended.
_SEATS = """
    with held as (
        select t.office_id as office, t.start_last as begin,
            case when t."end" = '..' then '9999-99-99' else coalesce(t.end_first, t.start_last) end as until
        from roles as t join offices as o using (office_id)
        where o.seats = 'one' and t.basis not in ('acting', 'nominated-not-served', 'designated') and t.start_last is not null
    ), before as (
        select begin, max(until) over (partition by office order by begin, until rows between unbounded preceding and 1 preceding)
            as until from held
    )
    select count(*) from before where begin < until
"""


def _ongoing(table: str, key: str) -> str:
    return f"""
        with source as (
            select {key} as id, source_id as document, start_last as start from {table} where "end" = '..'
            union all
            select t.{key}, c.document_id, t.start_last from {table} as t join citations as c
                on c."table" = '{table}' and c.record_id = t.{key}
            where t."end" = '..' and c.stance = 'supports' and (c.field is null or c.field = 'end')
        ), witnessed as (
            select s.id from source as s join documents as d on s.document = d.document_id
            where s.start is null and (d.date_last is not null or d.accessed_last is not null)
                or d.date_last > s.start or d.accessed_last > s.start
            union all
            select s.id from source as s join coverage as c on c."table" = '{table}' and c.source_id = s.document
            where c."to" = '..'
        )
        select count(distinct id) from source where id not in (select id from witnessed)
    """


def _annotations(specification: Specification) -> Iterator[str]:
    identities = " union all ".join(
        f"select '{table.name}' as t, concat_ws('/', {', '.join(table.key)}) as id from {table.name}"
        for table in specification.tables.values()
        if table.name not in {"redirects", "corrections", "judgements", "coverage"}
    )
    live_or_retired = f'{identities} union all select "table", old_id from redirects'
    for table, column in _NAMED:
        yield f'select count(*) from {table} as l anti join ({live_or_retired}) as r on l."table" = r.t and l.{column} = r.id'
    yield f'select count(*) from redirects as l join ({identities}) as r on l."table" = r.t and l.old_id = r.id'
    yield (
        f'select count(*) from redirects as l anti join ({live_or_retired}) as r on l."table" = r.t and l.new_id = r.id'
        " where l.new_id is not null"
    )
    fields = ", ".join(f"('{table.name}', '{name}')" for table in specification.tables.values() for name in table.names)
    for table in ("citations", "corrections"):
        yield f'select count(*) from {table} where field is not null and ("table", field) not in ({fields})'
    tables = ", ".join(f"'{name}'" for name in specification.tables)
    yield f'select count(*) from coverage where "table" not in ({tables})'
