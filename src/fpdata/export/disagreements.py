"""Claims that disagree: the SQL that defines them, and the subjects it finds among rows of claims."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from importlib.resources import files

from fpdata.model.claims import Modality
from fpdata.model.edtf import known_bounds
from fpdata.model.predicates import CLOSED_PREDICATES, Predicate
from fpdata.model.tables import TABLES
from fpdata.model.views import SubjectKind


def disagreements_sql() -> str:
    """Return the SELECT over the table `claims` that yields each claim that disagrees with another, for SQLite and DuckDB."""
    template = files("fpdata.export").joinpath("disagreements.sql").read_text(encoding="utf-8")
    single, closed = ([p for p in Predicate if p.single], sorted(CLOSED_PREDICATES))
    for name, predicates in (("single", single), ("closed", closed)):
        template = template.replace(f"{{{name}}}", ", ".join(f"'{predicate}'" for predicate in predicates))
    return with_subjects(template)


def with_subjects(sql: str) -> str:
    """Return SQL over `claims` with the expressions for the kind and the id of a claim's subject put in."""
    kinds = " ".join(f"when about_{kind}_id is not null then '{kind}'" for kind in SubjectKind)
    ids = ", ".join(f"about_{kind}_id" for kind in SubjectKind)
    return sql.replace("{subject_kind}", f"case {kinds} end").replace("{subject_id}", f"coalesce({ids})")


def contested_subjects(claims: Iterable[Mapping[str, str | None]]) -> set[tuple[str, str]]:
    """Return each subject (kind and id, as "actor ada-lake") and predicate on which claims disagree.

    The claims may be of an older version: a column that they lack counts as empty, and a modality as actual.
    """
    names = (*TABLES["claims"].names, "start_min", "end_max")
    database = sqlite3.connect(":memory:")
    try:
        columns = ", ".join(f'"{name}"' for name in names)
        database.execute(f"create table claims ({columns})")
        marks = ", ".join("?" * len(names))
        rows = ([(claim | _time(claim)).get(name) for name in names] for claim in map(dict, claims))
        database.executemany(f"insert into claims values ({marks})", rows)  # noqa: S608 - as many marks as columns
        subjects = "select distinct subject_kind || ' ' || subject_id, predicate"
        found = database.execute(f"{subjects} from ({disagreements_sql()}) where subject_id is not null")
        return set(found)
    finally:
        database.close()


def _time(claim: Mapping[str, str | None]) -> dict[str, str | None]:
    """Return the modality of a claim, and the bounds of the time at which it held, as an export has them."""
    start, end = (known_bounds(claim.get(name)) for name in ("start", "end"))
    return {
        "modality": claim.get("modality") or Modality.ACTUAL,
        "start_min": start.earliest.isoformat() if start and start.earliest else None,
        "end_max": end.latest.isoformat() if end and end.latest else None,
    }
