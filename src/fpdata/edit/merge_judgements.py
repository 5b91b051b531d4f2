"""What judgements say about two records that somebody is about to merge."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fpdata.edit.rename_merge import is_on_both, judgements_on
from fpdata.edit.tables import find_record, read_tables
from fpdata.package.csv_writer import RowDict
from fpdata.package.locate import find_package

_VERDICTS = {
    "yes": "{} and {} are judged the same",
    "no": "{} and {} are judged different",
    "unsure": "whether {} and {} are the same is judged unsure",
}


def read_judgements(
    path: Path | str, loser: str, winner: str, table: str | None = None
) -> tuple[list[RowDict], list[str]]:
    """Return the judgements that a merge would drop or hand on, and the lines that show them with their reasons.

    If there are any, raises EditError as `find_record` does.
    """
    tables = read_tables(find_package(path))
    judgements = judgements_on(tables, loser, winner, table)
    if judgements:
        found, _ = find_record(tables, loser, table)
        find_record(tables, winner, found)
        judgements = judgements_on(tables, loser, winner, found)
    return judgements, list(_lines(judgements, loser, winner))


def _lines(judgements: list[RowDict], loser: str, winner: str) -> Iterator[str]:
    for row in judgements:
        verdict = _VERDICTS.get(row["same"] or "", "{} and {} are judged").format(row["left_id"], row["right_id"])
        yield f"{verdict} ({row['date']}): {row['reason']}"
        if is_on_both(row, loser, winner):
            yield "  A merge says that they are the same, and drops this judgement."
        elif loser in (row["left_id"], row["right_id"]):
            yield f"  After the merge, this judgement is on {winner}."
        else:
            yield f"  After the merge, this judgement is on {loser}, too."
