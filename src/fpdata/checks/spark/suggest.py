"""Did you mean, for tables whose keys may be too many to be brought together."""

from __future__ import annotations

from functools import reduce

import pyarrow as pa

from fpdata.checks.rows.keys import KnownKeys, WrongKeys
from fpdata.checks.spark.scan import escaped, unescaped
from fpdata.checks.spark.scan_result import ScanResult
from fpdata.checks.suggest import MAX_INDEXED, NEIGHBOURS


def known_keys(found: ScanResult, wrong: WrongKeys) -> KnownKeys:
    """Return by table the ids among which a `Suggester` finds those closest to the wrong ones.

    They are all, or, where these are very many (then true), those next to each wrong one.
    """
    keys = found.kind("row").filter("identity <> ''").filter(found.all["tab"].isin(*wrong))
    keys = keys.select("tab", "identity").distinct().persist()
    counts = {row["tab"]: row["count"] for row in keys.groupBy("tab").count().toArrow().to_pylist()}
    many = {table for table, number in counts.items() if number > MAX_INDEXED}
    few = [table for table in wrong if table not in many]
    rows = keys.filter(keys["tab"].isin(*few)).toArrow().to_pylist() if few else []
    pairs = [(table, escaped(value)) for table in many for value in wrong[table]]
    if pairs:
        columns = [pa.array(column, pa.string()) for column in zip(*pairs, strict=True)]
        queries = [
            found.spark.sql(
                f"""
                select tab, identity from (
                  select keys.tab, keys.identity,
                    row_number() over (partition by asked.tab, asked.value order by keys.identity {order}) as number
                  from {{keys}} keys join {{asked}} asked on keys.tab = asked.tab and keys.identity {side} asked.value
                ) where number <= {NEIGHBOURS}
                """,  # noqa: S608 - of the two lines below
                keys=keys,
                asked=found.sent(pa.table(columns, names=["tab", "value"])),
            )
            for side, order in (("<", "desc"), (">=", "asc"))
        ]
        rows += reduce(lambda one, other: one.unionAll(other), queries).toArrow().to_pylist()
    keys.unpersist()
    ids: dict[str, list[str]] = {table: [] for table in wrong}
    for row in rows:
        ids[row["tab"]].append(unescaped(row["identity"]))
    return {table: (ids[table], table in many) for table in wrong}
