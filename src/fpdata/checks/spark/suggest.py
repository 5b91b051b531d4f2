"""Collect the keys from which to suggest a replacement for a dangling id: all, or the nearest if they are too many."""

from __future__ import annotations

import pyarrow as pa

from fpdata.checks.rows.references import DanglingIds, KnownKeys
from fpdata.checks.spark.scan_result import ScanResult, union
from fpdata.checks.spark.text import escape_surrogates, unescape_surrogates
from fpdata.checks.suggest import MAX_INDEXED, NEIGHBORS


def known_keys(found: ScanResult, dangling: DanglingIds) -> KnownKeys:
    """Return, by table, all keys; if they are more than a `Suggester` indexes, those nearest to the ids, and true."""
    keys = found.kind("row").filter("identity <> ''").filter(found.all["tab"].isin(*dangling))
    keys = keys.select("tab", "identity").distinct().persist()
    counts = {row["tab"]: row["count"] for row in keys.groupBy("tab").count().toArrow().to_pylist()}
    large = {table for table, number in counts.items() if number > MAX_INDEXED}
    small = [table for table in dangling if table not in large]
    rows = keys.filter(keys["tab"].isin(*small)).toArrow().to_pylist() if small else []
    pairs = [(table, escape_surrogates(id)) for table in large for id in dangling[table]]
    if pairs:
        columns = [pa.array(column, pa.string()) for column in zip(*pairs, strict=True)]
        queries = [
            found.spark.sql(
                f"""
                select tab, identity from (
                  select keys.tab, keys.identity,
                    row_number() over (partition by id.tab, id.value order by keys.identity {order}) as number
                  from {{keys}} keys join {{ids}} id on keys.tab = id.tab and keys.identity {side} id.value
                ) where number <= {NEIGHBORS}
                """,  # noqa: S608 - only constants
                keys=keys,
                ids=found.send(pa.table(columns, names=["tab", "value"])),
            )
            for side, order in (("<", "desc"), (">=", "asc"))
        ]
        rows += union(queries).toArrow().to_pylist()
    keys.unpersist()
    ids: dict[str, list[str]] = {table: [] for table in dangling}
    for row in rows:
        ids[row["tab"]].append(unescape_surrogates(row["identity"]))
    return {table: (ids[table], table in large) for table in dangling}
