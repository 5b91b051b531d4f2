"""Which texts of each table are searched, and the index of them."""

from __future__ import annotations

import json
import sqlite3
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, partial
from itertools import accumulate
from typing import Literal

from fpdata.access.lookup_database import LookupDatabase
from fpdata.access.lookup_file import Fill, LookupFile
from fpdata.access.lookup_table import LookupTable
from fpdata.access.text_index import TextIndex, WordMatch, distinct_words, fold_texts

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
    """The columns of a table that are searched, and those of other tables that belong to its records."""

    key: str
    name: str
    kind: str | None
    parts: tuple[tuple[TextPart, str], ...] = ()
    """Further columns of the table itself."""
    others: tuple[tuple[TextPart, str, str], ...] = ()
    """Columns of tables that refer to this one: the part, the table and the column with the text."""
    referring: tuple[tuple[str, str], ...] = ()
    """The columns whose references count, to rank records by how much is known of them."""


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
    ),
    "outlets": SearchSpec(
        "outlet_id",
        "name",
        "kind",
        parts=((TextPart.ID, "outlet_id"),),
        referring=(("documents", "outlet_id"),),
    ),
    "topics": SearchSpec(
        "topic_id",
        "name",
        None,
        parts=((TextPart.ID, "topic_id"), (TextPart.CONTEXT, "description")),
        referring=(("events", "topic_id"), ("statements", "topic_id"), ("claims", "topic_id")),
    ),
    "events": SearchSpec(
        "event_id",
        "name",
        "kind",
        referring=(("participations", "event_id"), ("claims", "about_event_id")),
    ),
    "statements": SearchSpec(
        "statement_id",
        "summary",
        None,
        parts=((TextPart.ID, "statement_id"), (TextPart.ALIAS, "quote"), (TextPart.ALIAS, "speaker_id")),
        referring=(("claims", "statement_id"), ("statement_links", "to_id"), ("statement_links", "from_id")),
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
    """The records of one table by number, and the texts by which they are found."""

    def __init__(self, table: SearchedTable, database: LookupDatabase) -> None:
        """Read the texts that are searched, from their file in the database, which is made if need be."""
        self.table = table
        self.spec = spec = SPECS[table]
        self._rows = database[table]
        sources = dict.fromkeys([table, *(other for _, other, _ in spec.others)])
        self._texts, self._parts, self._ends, self._owners = database.read(
            f"{table}.texts", sources, partial(_prepare_texts, spec, [database[name] for name in sources]), _read_texts
        )

    def records(self, numbers: Iterable[int]) -> Iterator[tuple[int, str, str]]:
        """Yield the number, the id and the name of some records."""
        expressions = ["rowid - 1", f'"{self.spec.key}"', f'"{self.spec.name}"']
        return self._rows.select_with("rowid", (number + 1 for number in numbers), expressions)

    def of_kind(self, numbers: Iterable[int], kind: str) -> set[int]:
        """Return those of some records that are of a kind."""
        found = self._rows.select_with(
            "rowid", (number + 1 for number in numbers), ["rowid - 1", f'"{self.spec.kind}"']
        )
        return {number for number, of in found if of == kind}

    def number(self, id: str) -> int | None:
        """Return the number of the record with an id, or None."""
        return self._rows.number(id)

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


def _prepare_texts(spec: SearchSpec, tables: Sequence[LookupTable]) -> Fill:
    """Return what writes the texts of a table, folded, with the numbers of the records to which they belong."""
    import pyarrow as pa

    own, *others = tables
    columns = dict.fromkeys([spec.key, spec.name, *(column for _, column in spec.parts)])
    rows = own.select([f'"{column}"' for column in columns])
    content: dict[str, Sequence[str | None]] = dict(
        zip(columns, zip(*rows, strict=True) if rows else [()] * len(columns), strict=True)
    )
    numbers = {id: number for number, id in reversed([*enumerate(content[spec.key])])}
    groups: list[tuple[TextPart, Sequence[int], Sequence[str | None]]] = [
        (TextPart.NAME, range(len(rows)), content[spec.name])
    ]
    groups += [(part, range(len(rows)), content[column]) for part, column in spec.parts]
    by_name = {table.name: table for table in others}
    for part, other, column in spec.others:
        referring = [row for row in by_name[other].select([f'"{spec.key}"', f'"{column}"']) if row[0] in numbers]
        groups.append((part, [numbers[id] for id, _ in referring], [text for _, text in referring]))
    owners = array("i", (number for _, of_group, _ in groups for number in of_group))
    ends = [*accumulate(len(of_group) for _, of_group, _ in groups)]
    folded = fold_texts(pa.chunked_array([texts for _, _, texts in groups], pa.string()))

    def fill(database: sqlite3.Connection) -> None:
        database.execute("create table texts (folded blob, owners blob, groups text)")
        parts = json.dumps([[part for part, _, _ in groups], ends])
        database.execute("insert into texts values (?, ?, ?)", (folded, owners.tobytes(), parts))
        database.execute("create table words (lines text)")
        database.execute("insert into words values (?)", ("\n".join(distinct_words(folded)),))

    return fill


def _read_texts(file: LookupFile) -> tuple[TextIndex, list[TextPart], list[int], array[int]]:
    ((folded, numbers, groups),) = file.fetch("select folded, owners, groups from texts")
    owners = array("i")
    owners.frombytes(numbers)
    parts, ends = json.loads(groups)

    def words() -> Iterable[str]:
        ((lines,),) = file.fetch("select lines from words")
        return str(lines).split("\n")

    return TextIndex(folded, cache(words)), [TextPart(part) for part in parts], ends, owners


def count_references(table: SearchedTable, ids: Collection[str], database: LookupDatabase) -> Counter[str]:
    """Return how often each of the records is referred to, by the columns that count."""
    counts: Counter[str] = Counter()
    for other, column in SPECS[table].referring:
        found = database[other].select_with(column, ids, [f'"{column}"', "count(*)"], f'group by "{column}"')
        for id, number in found:
            counts[id] += number
    return counts
