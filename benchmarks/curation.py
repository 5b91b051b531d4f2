"""What the tables say that are about other tables: redirects, corrections, judgements, coverage."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.batch import PREFIXES, Batch, Columns
from benchmarks.world import mix


def _halves(batch: Batch, table: str) -> list[str]:
    """Return the table that each row of an annotation table is about: actors in its first half, documents in its second."""
    middle = batch.world.rows[table] // 2
    return ["actors" if number < middle else "documents" for number in batch.numbers]


def _redirects(batch: Batch) -> Columns:
    tables = _halves(batch, "redirects")
    return {
        "table": tables,
        "old_id": [f"retired-{number:08}" for number in batch.numbers],
        "new_id": [
            f"{PREFIXES[table]}-{mix(number, 67) % batch.world.rows[table]:08}" if number % 4 else ""
            for number, table in zip(batch.numbers, tables, strict=True)
        ],
    }


def _corrections(batch: Batch) -> Columns:
    tables = _halves(batch, "corrections")
    ids = _spread(batch, tables)
    return {
        "table": tables,
        "record_id": ids,
        "field": ["actor_id" if table == "actors" else "document_id" for table in tables],
        "value": ids,
    }


def _judgements(batch: Batch) -> Columns:
    tables = _halves(batch, "judgements")
    left = _spread(batch, tables)
    return {
        "table": tables,
        "left_id": left,
        "right_id": [f"{identity[:-1]}{min(int(identity[-1]) + 1, 9)}" for identity in left],
        "same": ["no"] * len(batch),
    }


def _spread(batch: Batch, tables: list[str]) -> list[str]:
    # One record in ten at most: an annotation table has hundreds of times fewer rows than statements or documents.
    return [f"{PREFIXES[table]}-{number * 10:08}" for number, table in zip(batch.numbers, tables, strict=True)]


def _coverage(batch: Batch) -> Columns:
    return {
        "table": ["roles"] * len(batch),
        "source_id": [f"document-{number // 2:08}" for number in batch.numbers],
        "scope": [f"part {number % 2 + 1} of the office holders" for number in batch.numbers],
        "from": ["1985"] * len(batch),
        "to": [".."] * len(batch),
    }


#: The function that gives the columns of each of these tables.
CURATION: dict[str, Callable[[Batch], Columns]] = {
    "redirects": _redirects,
    "corrections": _corrections,
    "judgements": _judgements,
    "coverage": _coverage,
}
