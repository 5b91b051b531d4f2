"""When each record last changed: the day of the last commit that touched its line, from git."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from fpdata.model.tables import TABLES
from fpdata.package.locate import TABLES_FOLDER
from fpdata.site.store import PAGE_TABLES

Changes = Mapping[str, Mapping[str, str]]


def last_changes(clone: Path) -> Changes:
    """Return the day (YYYY-MM-DD) on which each record last changed, by table and id; {} outside git or in a shallow clone.

    A column that is added to a table, or an id that its records refer to and that is renamed, changes them as well.
    """
    if _git(clone, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    with ThreadPoolExecutor(2) as pool:
        days = pool.map(lambda table: _table_changes(clone, table), PAGE_TABLES)
        return dict(zip(PAGE_TABLES, days, strict=True))


def _table_changes(clone: Path, table: str) -> dict[str, str]:
    file = Path(TABLES_FOLDER) / f"{table}.csv"
    days = dict(_line_days(_git(clone, "blame", "--incremental", "--", file.as_posix())))
    key = TABLES[table].names.index(TABLES[table].key[0])
    with (clone / file).open(encoding="utf-8", newline="") as lines:
        # No cell contains a line break, so each record is a line.
        return {
            row[key]: days[number] for number, row in enumerate(csv.reader(lines), 1) if number > 1 and number in days
        }


def _line_days(blame: str) -> Iterator[tuple[int, str]]:
    """Yield the number of each line with the day of the commit that it is from."""
    days: dict[str, str] = {}
    commit, first, count = "", 0, 0
    for line in blame.splitlines():
        word, _, rest = line.partition(" ")
        if word == "committer-time":
            days[commit] = datetime.fromtimestamp(int(rest), UTC).date().isoformat()
        elif word == "filename":
            yield from ((number, days[commit]) for number in range(first, first + count))
        elif len(word) == 40 and rest.count(" ") == 2:
            commit = word
            _, first, count = map(int, rest.split())


def _git(folder: Path, *arguments: str) -> str:
    """Return what git prints; "" if it cannot answer."""
    try:
        command = ["git", "-C", str(folder), *arguments]
        done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout
