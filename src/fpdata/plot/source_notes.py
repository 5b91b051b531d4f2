"""What stands below a figure: the data set and its version, the sources, and what they leave out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from fpdata.access.cite import cite
from fpdata.access.coverage import CoveredTable, coverage_of
from fpdata.access.locate import read_exported
from fpdata.model.slugs import fold
from fpdata.plot.titles import number

#: So many scopes of sources are told, and so many characters of each.
_SCOPES, _LENGTH = 4, 320
_LEAST_WORD = 4


def source_notes(
    records: Mapping[CoveredTable, Collection[str]], path: Path | str | None, *, about: Iterable[str] = ()
) -> list[str]:
    """Return the notes on the records with these ids of these tables, a paragraph each.

    Of a source that covers several things, only those are told whose words are most like those of what the figure is
    `about`.
    """
    words = [_words(text) for text in dict.fromkeys(about)]
    names = read_exported("documents", path, ["document_id", "title"])
    titles = dict(zip(names["document_id"].to_pylist(), names["title"].to_pylist(), strict=True))
    single = 0
    chosen: list[str] = []
    for table, ids in records.items():
        coverage = coverage_of(table, ids, path)
        single += coverage.single
        by_source = sorted(coverage.rows, key=lambda row: str(row["source_id"]))
        for source, group in groupby(by_source, lambda row: row["source_id"]):
            title = titles.get(source, source)
            chosen += [note for row in _likest([*group], words) if (note := _note(row, title)) not in chosen]
    notes = [f"Data: {cite(path=path).strip()}", *chosen[:_SCOPES]]
    if (more := len(chosen) - _SCOPES) > 0:
        notes.append(f"What {number(more, 'more source')} cover and leave out: fpdata coverage {' or '.join(records)}.")
    if single:
        notes.append(
            f"{number(single, 'record')} from pages that were read one by one; nothing says how many there are."
        )
    return notes


def _likest(rows: list[dict[str, Any]], words: list[set[str]]) -> list[dict[str, Any]]:
    """Return the rows of one source whose scopes have most words in common with any of `words`, or all if none has."""
    likeness = [[len(mine & _words(row["scope"])) for row in rows] for mine in words]
    alike = [like for like in likeness if any(like)]
    return [row for at, row in enumerate(rows) if not alike or any(like[at] == max(like) for like in alike)]


def _note(row: dict[str, Any], title: str) -> str:
    missing = row["missing"]
    if len(missing) > _LENGTH:
        missing = f"much, which 'fpdata coverage {row['table']}' lists."
    span = f", {row['from'] or '…'} to {row['to'] or '…'}" if row["from"] or row["to"] else ""
    return f"Source: {title} ({row['scope']}{span}). Not covered: {missing}"


def _words(text: str) -> set[str]:
    """Return the longer words of a text, singular."""
    words = (word for word in re.split(r"\W+", fold(text).replace("united states", "")) if len(word) >= _LEAST_WORD)
    return {re.sub(r"s$", "", re.sub(r"ies$", "y", word)) for word in words}
