"""The twenty questions of docs/questions.md, each as one query."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True)
class ExampleQuery:
    """A question, and the query that answers it, which SQLite and DuckDB both run."""

    number: int
    title: str
    note: str
    """How the question is meant; often empty."""
    sql: str


def questions() -> list[ExampleQuery]:
    """Return the questions in order.

    >>> questions()[1].title
    'The chain of speakers behind "wish list", and who denied it'
    """
    text = files("fpdata.access").joinpath("questions.sql").read_text(encoding="utf-8")
    found = re.findall(r"^-- (\d+)\. (.*)\n((?:-- .*\n)*)((?:(?!-- ).*\n)*)", text, re.MULTILINE)
    return [
        ExampleQuery(int(number), title, " ".join(note.replace("-- ", "").splitlines()), sql.strip() + "\n")
        for number, title, note, sql in found
    ]
