"""Did you mean, for tables whose keys are too many to be brought together: each word that is asked for is looked up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import pyarrow as pa

from fpdata.check.issue import Issue
from fpdata.check.suggest import MOST_CANDIDATES, MOST_LOOKUPS, Having, asked
from fpdata.model.tables import TABLES
from fpdata.spark.found import Found
from fpdata.spark.scan import unescaped


def hints(found: Found, issues: Iterable[Issue]) -> dict[str, Having]:
    """Return by table what a `Suggester` asks for, that it may find the ids closest to those in some issues of references."""
    wrong: dict[str, dict[str, None]] = defaultdict(dict)
    for issue in issues:
        target = TABLES[issue.table].column(issue.field).references or ""
        if issue.code == "key-reference" and len(wrong[target]) < MOST_LOOKUPS:
            wrong[target][issue.value] = None
    pairs = sorted({(table, word) for table, values in wrong.items() for value in values for word in asked(value)})
    if not pairs:
        return {}
    words = found.sent(
        pa.table([pa.array(column, pa.string()) for column in zip(*pairs, strict=True)], names=["tab", "word"])
    )
    having = found.spark.sql(
        """
        select ids.tab, ids.at, ids.identity, ids.word from (
          select tab, at, identity, explode(array_distinct(split(identity, '-') || array(substring(identity, 1, 3)))) as word
          from {rows} where identity is not null
        ) ids left semi join {words} words on ids.tab = words.tab and ids.word = words.word
        """,
        rows=found.kind("row"),
        words=words,
    )
    numbers = having.groupBy("tab", "word").count().toArrow().to_pylist()
    first = found.spark.sql(
        """
        select tab, word, at, identity from (
          select *, row_number() over (partition by tab, word order by at) as number from {having}
        ) where number <= {most}
        """,
        having=having,
        most=MOST_CANDIDATES,
    )
    ids: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in sorted(first.toArrow().to_pylist(), key=lambda row: row["at"]):
        ids[row["tab"], row["word"]].append(unescaped(row["identity"]))
    counts = {(row["tab"], row["word"]): row["count"] for row in numbers}

    def of(table: str) -> Having:
        def having(word: str) -> tuple[int, Sequence[str]]:
            return counts.get((table, word), 0), ids.get((table, word), ())

        return having

    return {table: of(table) for table in wrong}
