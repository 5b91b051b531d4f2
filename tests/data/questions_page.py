"""The page docs/questions.md: its queries, and the tables of their answers.

`PYTHONPATH=src:. python -m tests.data.questions_page` writes both anew: the queries are those of
src/fpdata/access/questions.sql, the answers those of the export that `fpdata build` wrote.
"""

from __future__ import annotations

import re
from typing import Any

import duckdb

from fpdata import connect
from fpdata.access.questions import questions
from tests.helpers import ROOT

PAGE = ROOT / "docs" / "questions.md"
_QUERY = re.compile(r"```sql\n(.*?)```\n(?:\n\|.*?\|\n(?=\n|\Z))?(?:\nThe first \d+ of \d+ rows\.\n)?", re.DOTALL)
_MOST_ROWS = 60

Answer = list[dict[str, Any]]


def answers(page: str, sql: duckdb.DuckDBPyConnection) -> list[Answer]:
    """Return the answers to the queries of the page, in order."""
    return [_ask(sql, query) for query in _QUERY.findall(page)]


def with_tables(page: str, sql: duckdb.DuckDBPyConnection) -> str:
    """Return the page with the query of each question, and the answer to it in a table below."""
    queries = (question.sql for question in questions())
    return _QUERY.sub(lambda _: f"```sql\n{(query := next(queries))}```\n\n{_table(_ask(sql, query))}", page)


def _ask(sql: duckdb.DuckDBPyConnection, query: str) -> Answer:
    result = sql.execute(query)
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _table(answer: Answer) -> str:
    shown = answer[:_MOST_ROWS]
    rows = [list(answer[0]), ["---"] * len(answer[0]), *([_cell(value) for value in row.values()] for row in shown)]
    cut = f"\nThe first {len(shown)} of {len(answer)} rows.\n" if len(shown) < len(answer) else ""
    return "".join(f"| {' | '.join(row)} |\n" for row in rows) + cut


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value).replace("|", r"\|")


if __name__ == "__main__":
    PAGE.write_text(with_tables(PAGE.read_text(), connect(path=ROOT / "build" / "parquet")))
