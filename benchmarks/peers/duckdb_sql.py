"""DuckDB: the checks as SQL, one query to read and check each table, then keys, references and rules as joins."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from benchmarks.peers import duckdb_rules
from benchmarks.peers.common import Column, Specification, Table, run
from benchmarks.peers.patterns import DATE, MISREAD, PLAIN_DAY, bare, hasty, mixed, unprintable

LEAVES_OUT = (
    "line, column and message of an error",
    "canonical form: row order, byte order mark, CRLF, blank lines, a missing final newline",
    "which of two records with the same key came first",
)

# A date as the least and the greatest text it can mean, to be compared as text: 2004-06 is 2004-06-00 to 2004-06-99.
_MACROS = f"""
create macro side(x) as rtrim(x, '?~%');
create macro season(x, s, a, w, i) as case x[6:7] when '21' then s when '22' then a when '23' then w else i end;
create macro first_of(x) as case
    when x is null or x in ('', '..') then null
    when regexp_full_match(x, '[0-9]{{4}}-2[1-4]') then x[1:5] || season(x, '03-00', '06-00', '09-00', '12-00')
    else replace(side(x), 'X', '0') || substr('0000-00-00', length(side(x)) + 1) end;
create macro last_of(x) as case
    when x is null or x in ('', '..') then null
    when regexp_full_match(x, '[0-9]{{4}}-24') then format('{{:04d}}', try_cast(x[1:4] as int) + 1) || '-02-99'
    when regexp_full_match(x, '[0-9]{{4}}-2[1-3]') then x[1:5] || season(x, '05-99', '08-99', '11-99', '')
    else replace(side(x), 'X', '9') || substr('0000-99-99', length(side(x)) + 1) end;
create macro earliest(x) as case when regexp_full_match(x, '{PLAIN_DAY}') then x else first_of(split_part(x, '/', 1)) end;
create macro latest(x) as case when regexp_full_match(x, '{PLAIN_DAY}') then x
    when contains(x, '/') then last_of(split_part(x, '/', 2)) else last_of(x) end;
"""


def count(specification: Specification) -> int:
    """Return the number of problems found in a package."""
    db = duckdb.connect()
    db.execute(_MACROS)
    problems = 0
    for table in specification.tables.values():
        db.execute(_load(specification, table))
        problems += _number(db, f"select sum(problems) from {table.name}")
    problems += _number(db, "select count(*) from (select distinct file_id, line from reject_errors)")
    for query in (*_keys(specification), *duckdb_rules.queries(specification)):
        problems += _number(db, query)
    return problems + _lookalikes(db, specification)


def _number(db: duckdb.DuckDBPyConnection, query: str) -> int:
    row = db.execute(query).fetchone()
    return int(row[0] or 0) if row else 0


def _load(specification: Specification, table: Table) -> str:
    """Return the statement that reads a table, keeps what other queries need, and counts the problems of each row."""
    columns = ", ".join(f"{_text(column.name)}: 'varchar'" for column in table.columns)
    checks = [check for column in table.columns for check in _cell(specification, table, column)]
    checks += duckdb_rules.of_a_row(table)
    kept = {*table.key, *(column.name for column in table.references), *duckdb_rules.KEPT.get(table.name, ())}
    bounds = [f"{column.name}_{side}" for column in table.dates for side in ("first", "last")]
    bounded = [
        f"earliest({_name(name)}) as {name}_first, latest({_name(name)}) as {name}_last"
        for name in (column.name for column in table.dates)
    ]
    counted = " + ".join(f"coalesce(({check})::int, 0)" for check in checks)
    return (
        f"create table {table.name} as select {', '.join([*map(_name, sorted(kept)), *bounds])}, {counted} as problems"
        f" from (select {', '.join(['*', *bounded])} from read_csv({_text(str(table.path))}, header = true,"
        " auto_detect = false, delim = ',', quote = '\"', escape = '\"', new_line = '\\n', store_rejects = true,"
        f" columns = {{{columns}}}))"
    )


def _cell(specification: Specification, table: Table, column: Column) -> Iterator[str]:
    """Yield a condition for each check of a cell, true where it fails."""
    name = _name(column.name)
    if not column.nullable:
        yield f"{name} is null"
    match column.kind:
        case "code":
            yield f"{name} not in ({', '.join(map(_text, column.codes or ()))})"
        case "edtf":
            or_open = f" and {name} <> '..'" if column.may_be_open else ""
            yield f"not regexp_full_match({name}, {_text(DATE)}){or_open}"
            yield f"{column.name}_last < {column.name}_first"
        case "text":
            yield f"length({name}) > {column.max_length}"
            yield f"regexp_matches({name}, {_text(unprintable(specification, True))})"
            foreign = f"nfc_normalize({name}) <> {name} or regexp_matches({name}, {_text(mixed(specification))})"
            yield f"case when strlen({name}) <> length({name}) then {foreign} end"
            if column.prose:
                but = " and kind <> 'person'" if (table.name, column.name) == ("actors", "name") else ""
                yield f"regexp_matches({name}, {_text('(?i)' + specification.data['labels'])}){but}"
        case _:
            yield f"length({name}) > {column.max_length}"
            yield f"not regexp_full_match({name}, {_text(bare(column.pattern or ''))})"
            if column.kind == "url":
                yield f"regexp_matches({name}, {_text(unprintable(specification, False))})"


def _keys(specification: Specification) -> Iterator[str]:
    """Yield a query for each key and reference, which counts the rows that break it."""
    for table in specification.tables.values():
        key = ", ".join(map(_name, table.key))
        yield f"select count(*) - (select count(*) from (select distinct {key} from {table.name})) from {table.name}"
        for column in table.references:
            target = column.references or ""
            yield (
                f"select count(*) from {table.name} as t anti join {target} as o"
                f" on t.{_name(column.name)} = o.{specification.key_of(target)} where t.{_name(column.name)} is not null"
            )


def _lookalikes(db: duckdb.DuckDBPyConnection, specification: Specification) -> int:
    """Return how many ids may be misread as another: the few that can be misread at all are put as they may be."""
    problems = 0
    for table in specification.tables.values():
        if len(table.key) > 1:
            continue
        query = f"select {table.key[0]} from {table.name} where regexp_matches({table.key[0]}, '{MISREAD}')"
        if ids := [identity for (identity,) in db.execute(query).fetchall()]:
            read = [hasty(identity) for identity in ids]
            row = db.execute(
                f"select count(*) from {table.name} where list_contains(?, {table.key[0]})", [read]
            ).fetchone()
            problems += len(read) - len(set(read)) + (row[0] if row else 0)
    return problems


def _name(name: str) -> str:
    return f'"{name}"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


if __name__ == "__main__":
    run(count)
