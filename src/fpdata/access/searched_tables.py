"""Which texts of each table are searched, and the index of them."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Literal

from fpdata.access.locate import parquet_file, read_exported
from fpdata.access.text_index import TextIndex, WordMatch

#: Tables that can be searched by words.
SearchedTable = Literal["actors", "offices", "countries", "outlets", "topics", "events", "statements", "documents"]


class TextPart(IntEnum):
    """What a searched text is to its record."""

    ID = 0
    NAME = 1
    ALIAS = 2
    TITLE = 3
    """A title under which an office was held: a name of it unless others were held under it, too."""
    CONTEXT = 4
    """What is said of the record, and no name of it."""


@dataclass(frozen=True)
class SearchSpec:
    """The columns of a table that are searched and shown, and those of other tables that belong to its records."""

    key: str
    name: str
    kind: str | None
    parts: tuple[tuple[TextPart, str], ...] = ()
    """Further columns of the table itself."""
    others: tuple[tuple[TextPart, str, str], ...] = ()
    """Columns of tables that refer to this one: the part, the table and the column with the text."""
    referring: tuple[tuple[str, str], ...] = ()
    """The columns whose references count, to rank records by how much is known of them."""
    shown: tuple[str, ...] = ()
    """Columns from which the description is made."""


SPECS: dict[SearchedTable, SearchSpec] = {
    "actors": SearchSpec(
        "actor_id",
        "name",
        "kind",
        parts=((TextPart.ID, "actor_id"),),
        others=((TextPart.ALIAS, "names", "name"), (TextPart.CONTEXT, "roles", "title")),
        referring=(
            ("roles", "actor_id"),
            ("participations", "actor_id"),
            ("contributions", "actor_id"),
            ("statements", "speaker_id"),
            ("claims", "about_actor_id"),
            ("claims", "object_actor_id"),
            ("relationships", "other_id"),
            ("actors", "parent_id"),
            ("offices", "organization_id"),
        ),
        shown=("description",),
    ),
    "offices": SearchSpec(
        "office_id",
        "title",
        "kind",
        parts=((TextPart.ID, "office_id"),),
        others=((TextPart.TITLE, "roles", "title"),),
        referring=(("roles", "office_id"), ("claims", "about_office_id")),
    ),
    "countries": SearchSpec(
        "country_id",
        "name",
        "kind",
        parts=((TextPart.ID, "country_id"), (TextPart.ALIAS, "iso_alpha2"), (TextPart.ALIAS, "iso_alpha3")),
        referring=(
            ("actors", "country_id"),
            ("offices", "country_id"),
            ("roles", "country_id"),
            ("events", "country_id"),
        ),
        shown=("start", "end"),
    ),
    "outlets": SearchSpec(
        "outlet_id",
        "name",
        "kind",
        parts=((TextPart.ID, "outlet_id"),),
        referring=(("documents", "outlet_id"),),
        shown=("description",),
    ),
    "topics": SearchSpec(
        "topic_id",
        "name",
        None,
        parts=((TextPart.ID, "topic_id"), (TextPart.CONTEXT, "description")),
        referring=(("events", "topic_id"), ("statements", "topic_id"), ("claims", "topic_id")),
        shown=("description",),
    ),
    "events": SearchSpec(
        "event_id",
        "name",
        "kind",
        referring=(("participations", "event_id"), ("claims", "about_event_id")),
        shown=("date",),
    ),
    "statements": SearchSpec(
        "statement_id",
        "summary",
        None,
        parts=((TextPart.ID, "statement_id"), (TextPart.ALIAS, "quote"), (TextPart.ALIAS, "speaker_id")),
        referring=(("claims", "statement_id"), ("statement_links", "to_id"), ("statement_links", "from_id")),
        shown=("date", "speaker_id"),
    ),
    "documents": SearchSpec(
        "document_id",
        "title",
        "kind",
        referring=(
            ("statements", "document_id"),
            ("citations", "document_id"),
            ("claims", "about_document_id"),
            ("claims", "object_document_id"),
        ),
        shown=("date",),
    ),
}
#: The other tables whose records have ids, and the column that holds them.
ONLY_IDS = {"roles": "role_id", "claims": "claim_id", "relationships": "relationship_id", "citations": "citation_id"}


@dataclass(frozen=True)
class RecordMatch:
    """How the record of that number matches some words: by the worst match of any of them."""

    number: int
    match: WordMatch
    named: bool
    """Whether its own names have all the words, rather than some of them the offices that it held."""


class SearchIndex:
    """The records of one table, and the texts by which they are found."""

    def __init__(self, table: SearchedTable, path: Path | str | None) -> None:
        """Read the columns that are searched."""
        import pyarrow as pa
        import pyarrow.compute as pc

        self.table = table
        self.spec = spec = SPECS[table]
        columns = dict.fromkeys([spec.key, spec.name, *(column for _, column in spec.parts)])
        content = read_exported(table, path, [*columns])
        self._ids, self._names = content[spec.key], content[spec.name]
        numbers = list(range(len(content)))
        groups = [(TextPart.NAME, numbers, self._names)]
        groups += [(part, numbers, content[column]) for part, column in spec.parts]
        for part, other, column in spec.others:
            rows = read_exported(other, path, [spec.key, column])
            rows = rows.filter(pc.is_in(rows[spec.key], self._ids))
            groups.append((part, pc.index_in(rows[spec.key], self._ids).to_pylist(), rows[column]))
        self._parts = [part for part, _, _ in groups]
        self._ends = [*accumulate(len(owners) for _, owners, _ in groups)]
        self._owners = [number for _, owners, _ in groups for number in owners]
        texts = [texts.cast(pa.string()) for _, _, texts in groups]
        self._texts = TextIndex(pa.chunked_array([chunk for column in texts for chunk in column.chunks], pa.string()))

    def id(self, number: int) -> str:
        """Return the id of a record."""
        return str(self._ids[number])

    def name(self, number: int) -> str:
        """Return the name of a record."""
        return str(self._names[number])

    def number(self, id: str) -> int | None:
        """Return the number of the record with an id, or None."""
        import pyarrow.compute as pc

        number: int = pc.index(self._ids, id).as_py() if id.isascii() else -1
        return number if number >= 0 else None

    def exact(self, folded: str) -> dict[int, TextPart]:
        """Return the records of which a name is equal to `folded`, each with the best such name."""
        found: dict[int, TextPart] = {}
        for line in self._texts.exact(folded):
            number, part = self._owners[line], self._part(line)
            if part is not TextPart.CONTEXT:
                found[number] = min(found.get(number, part), part)
        titled = [number for number, part in found.items() if part is TextPart.TITLE]
        return {number: part for number, part in found.items() if number not in titled or len(titled) == 1}

    def with_words(self, words: Iterable[str], *, slips: bool = False) -> list[RecordMatch]:
        """Return the records that have all the words, or words that begin with them; with `slips`, also similar ones."""
        found: dict[int, tuple[WordMatch, bool, bool]] | None = None
        for word in sorted(words, key=len, reverse=True):
            if found is not None and not found:
                break
            best: dict[int, tuple[WordMatch, bool]] = {}
            for line, match in self._lines(word, slips).items():
                number, named = self._owners[line], self._part(line) < TextPart.TITLE
                if found is None or number in found:
                    best[number] = max(best.get(number, (WordMatch.SLIP, False)), (match, named))
            if found is None:
                found = {number: (match, named, named) for number, (match, named) in best.items()}
            else:
                found = {
                    number: (min(match, found[number][0]), named and found[number][1], named or found[number][2])
                    for number, (match, named) in best.items()
                }
        # A record of which no name has any of the words is about something else.
        return [RecordMatch(number, match, all_) for number, (match, all_, any_) in (found or {}).items() if any_]

    def _lines(self, word: str, slips: bool) -> dict[int, WordMatch]:
        return (self._texts.with_slip(word) | self._texts.with_word(word)) if slips else self._texts.with_word(word)

    def _part(self, line: int) -> TextPart:
        return self._parts[bisect_right(self._ends, line)]


def search_index(table: SearchedTable, path: Path | str | None) -> SearchIndex:
    """Return the index of a table, which is kept until its file changes."""
    file = parquet_file(table, path)
    return _search_index(table, None if path is None else str(path), str(file), file.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _search_index(table: SearchedTable, path: str | None, _file: str, _changed: int) -> SearchIndex:
    return SearchIndex(table, path)


def count_references(table: SearchedTable, ids: Iterable[str], path: Path | str | None) -> dict[str, int]:
    """Return how often each of the records is referred to, by the columns that count."""
    import pyarrow as pa
    import pyarrow.compute as pc

    sought = pa.array(ids, pa.string())
    columns: defaultdict[str, list[str]] = defaultdict(list)
    for other, column in SPECS[table].referring:
        columns[other].append(column)
    counts: defaultdict[str, int] = defaultdict(int)
    for other, names in columns.items():
        content = read_exported(other, path, names)
        for name in names:
            found = content[name].filter(pc.is_in(content[name], sought))
            for row in pc.value_counts(found).to_pylist():
                counts[row["values"]] += row["counts"]
    return counts
