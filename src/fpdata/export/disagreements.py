"""Claims that disagree: the SQL that defines them, and the subjects it finds among rows of claims."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from importlib.resources import files

from fpdata.model.claims import Predicate
from fpdata.model.tables import TABLES


def disagreements_sql() -> str:
    """Return the SELECT over the table `claims` that yields each claim that disagrees with another, for SQLite and DuckDB."""
    template = files("fpdata.export").joinpath("disagreements.sql").read_text(encoding="utf-8")
    single = ", ".join(f"'{predicate}'" for predicate in Predicate if predicate.single)
    return template.replace("{single}", single)


def contested_subjects(claims: Iterable[Mapping[str, str | None]]) -> set[tuple[str, str]]:
    """Return each subject (kind and id, as "actor ada-lake") and predicate on which claims disagree.

    The claims may be of an older version: a column that they lack counts as empty.
    """
    names = TABLES["claims"].names
    database = sqlite3.connect(":memory:")
    try:
        database.execute(f"create table claims ({', '.join(names)})")
        marks = ", ".join("?" * len(names))
        rows = ([claim.get(name) for name in names] for claim in claims)
        database.executemany(f"insert into claims values ({marks})", rows)  # noqa: S608 - as many marks as columns
        subjects = "select distinct subject_kind || ' ' || subject_id, predicate"
        found = database.execute(f"{subjects} from ({disagreements_sql()}) where subject_id is not null")
        return set(found)
    finally:
        database.close()
