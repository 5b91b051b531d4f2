"""Find records by the words of their names, titles and summaries: ranked, across scripts, with small slips."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from fpdata.access.descriptions import RecordDescriptions
from fpdata.access.errors import UnknownIdError
from fpdata.access.locate import require_exported
from fpdata.access.lookup_database import LookupDatabase, lookup_database
from fpdata.access.searched_tables import (
    ONLY_IDS,
    SPECS,
    SearchedTable,
    SearchIndex,
    TextPart,
    count_references,
)
from fpdata.access.spoken_forms import variants
from fpdata.access.text_index import WordMatch
from fpdata.model.characters import shorten
from fpdata.model.slugs import fold

if TYPE_CHECKING:
    import pyarrow as pa

#: Tables of what has a name, which are listed first, and those of texts, of which the matches are counted.
NAMED: tuple[SearchedTable, ...] = ("actors", "offices", "countries", "outlets", "topics")
TEXTS: tuple[SearchedTable, ...] = ("statements", "events", "documents")
FIND_COLUMNS = ("table", "id", "kind", "name", "description", "match", "references")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
#: Words that are not looked for, unless there are no others.
_SMALL_WORDS = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "or", "the", "to", "with"})
#: Only so many matches are ranked by how much is known of them; more are too many to read.
_MAX_RANKED = 5000


class Tier(IntEnum):
    """How a record matches what was typed, the best first."""

    ID = 0
    NAME = 1
    ALIAS = 2
    WORDS = 3
    OFFICES = 4
    BEGINNINGS = 5
    SLIPS = 6


_EXACT = {TextPart.ID: Tier.ID, TextPart.NAME: Tier.NAME}


@dataclass(frozen=True)
class Candidate:
    """A record that matches what was typed."""

    table: str
    id: str
    name: str
    tier: Tier
    references: int = 0


def find(
    words: str, table: SearchedTable | None = None, *, limit: int = 20, path: Path | str | None = None
) -> pa.Table:
    """Return the records that are named by some words, the best match first.

    Searched are ids, names and other names of actors, the titles of offices and of their holders, countries (also by
    ISO code), outlets, topics, events, documents, and statements by summary, quote and speaker. Case, accents,
    punctuation and the order of the words do not matter, Cyrillic is transliterated, a word may be only begun, and if
    nothing has the words as they are, a slip is allowed in a word of four letters, two in one of eight.

    `table` is the table to search. By default, what has a name is returned: actors, offices, countries, outlets,
    topics; statements, events and documents only if nothing else has the words. The metadata of the table's schema have,
    as JSON, the number of matches in each table ("counts") and what else was searched for, such as "united kingdom" for
    "UK" ("searched_as"). `limit` is the largest number of rows.
    `path` is that of `load`.

    Columns: table, id, kind, name, description, match, references (int64). match is, in this order, "id", "name" or
    "alias" if what was typed is all of it, "words" if its names have all the words (or, of several persons with a family
    name, one who is known by nothing else), "offices" if the titles of
    offices that it held have some of them, "beginnings" if some are only begun, "slips"; references is the number of records that refer to this one, by which equal matches are ordered.

    Raises UnknownIdError for another table, ValueError if `words` has no letters that can be searched or `limit` is not
    positive, DataNotFoundError if the export is missing.

    >>> find("witkof, steve").select(["id", "match"]).to_pylist()[0]
    {'id': 'steve-witkoff', 'match': 'beginnings'}
    """
    import pyarrow as pa

    rows, counts, meanings = find_rows(words, table, limit=limit, path=path)
    schema = pa.schema([(name, pa.int64() if name == "references" else pa.string()) for name in FIND_COLUMNS])
    metadata = {"counts": json.dumps(counts), "searched_as": json.dumps(meanings)}
    return pa.Table.from_pylist(rows, schema.with_metadata(metadata))


def find_rows(
    words: str, table: SearchedTable | None, *, limit: int, path: Path | str | None
) -> tuple[list[dict[str, Any]], dict[str, int], list[str]]:
    """Return the rows of `find`, the number of matches in each table, and what else was searched for; raises as it does."""
    if limit < 1:
        raise ValueError(f"limit must be at least 1, not {limit}")
    database = lookup_database(path)
    candidates, counts, meanings = search(words, [table] if table else None, database, limit=limit)
    return list(_described(candidates, database)), counts, meanings


def search(
    words: str, tables: Sequence[SearchedTable] | None, database: LookupDatabase, *, limit: int
) -> tuple[list[Candidate], dict[str, int], list[str]]:
    """Return the best matches in some tables, the number of matches in each, and what else the words may mean.

    Raises as `find` does.

    `tables` are searched alike; None searches all as `find` does.
    """
    if not isinstance(words, str):
        raise TypeError(f"words must be a string, not {type(words).__name__}")
    for name in tables or ():
        require_searchable(name)
    query = _Query(words, database)
    if tables:
        named = query.matches(tables)
        return query.best(named, limit), _count(named), query.meanings
    with_id = [*query.with_id()]
    # Who types an id makes no slip, and to look for its many words with slips takes seconds.
    slips = not with_id and not query.is_id_in(TEXTS)
    named = query.matches(NAMED, slips=slips)
    texts = query.matches(TEXTS, slips=slips and not _count(named))
    exact = {table: {n: tier for n, tier in tiers.items() if tier <= Tier.NAME} for table, tiers in texts.items()}
    found = [*with_id, *query.best({**named, **exact}, limit)][:limit]
    if all(candidate.tier is Tier.SLIPS for candidate in found):
        found = [*query.best(texts, (limit + 1) // 2 if found else limit), *found][:limit]
    return found, _count({**named, **texts}), query.meanings


def require_searchable(table: str) -> None:
    """Raise UnknownIdError unless a table can be searched by words."""
    if table not in SPECS:
        require_exported(table)
        raise UnknownIdError("table", table, (), f"search one of {', '.join(get_args(SearchedTable))}")


def _count(matches: Mapping[SearchedTable, Mapping[int, Tier]]) -> dict[str, int]:
    return {table: len(found) for table, found in matches.items() if found}


class _Query:
    """What was typed, and what it may mean."""

    def __init__(self, words: str, database: LookupDatabase) -> None:
        self._typed = words.strip()
        folded = fold(words)
        if not folded:
            raise ValueError(
                f"there is nothing to search for in {shorten(words)!r}; use Latin or Cyrillic letters, or digits"
            )
        self._variants = list(dict.fromkeys(variants(folded, cyrillic=bool(_CYRILLIC.search(words)))))
        self.meanings = self._variants[1:]
        self._database = database
        self._indexes: dict[str, SearchIndex] = {}

    def matches(self, tables: Iterable[SearchedTable], *, slips: bool = True) -> dict[SearchedTable, dict[int, Tier]]:
        """Return the numbers of all matches in some tables; those with slips only if there are no others."""
        found = {table: self._tiers(self._index(table)) for table in tables}
        if slips and not any(found.values()):
            words = _content_words(self._variants[0])
            for table in found:
                similar = self._index(table).with_words(words, slips=True)
                found[table] = {match.number: Tier.SLIPS for match in similar}
        if min(min(tiers.values(), default=Tier.SLIPS) for tiers in found.values()) <= Tier.ALIAS:
            # Who types all of a name does not mean those that begin with it.
            found = {table: {n: t for n, t in tiers.items() if t < Tier.BEGINNINGS} for table, tiers in found.items()}
        return found

    def is_id_in(self, tables: Iterable[SearchedTable]) -> bool:
        """Return whether some of the tables have a record with what was typed as its id."""
        return any(self._index(table).number(self._typed) is not None for table in tables)

    def with_id(self) -> Iterator[Candidate]:
        """Yield the records of tables without names that have what was typed as their id."""
        if " " not in self._typed:
            for table in ONLY_IDS:
                if self._database[table].number(self._typed) is not None:
                    yield Candidate(table, self._typed, self._typed, Tier.ID)

    def best(self, matches: Mapping[SearchedTable, Mapping[int, Tier]], limit: int) -> list[Candidate]:
        """Return the best of some matches in order."""
        all_matches = [(tier, table, number) for table, found in matches.items() for number, tier in found.items()]
        ranked: list[Candidate] = []
        for tier, of_tier in groupby(sorted(all_matches, key=lambda match: match[0]), key=lambda match: match[0]):
            if len(ranked) >= limit:
                break
            ranked += sorted(self._candidates(tier, islice(of_tier, _MAX_RANKED)), key=self._rank)
        return ranked[:limit]

    def _candidates(self, tier: Tier, matches: Iterable[tuple[Tier, SearchedTable, int]]) -> Iterator[Candidate]:
        """Yield the candidates of one tier, with the number of references to each."""
        for table, of_table in groupby(matches, key=lambda match: match[1]):
            records = [*self._index(table).records(number for _, _, number in of_table)]
            counts = count_references(table, {id for _, id, _ in records}, self._database)
            for _, id, name in records:
                yield Candidate(table, id, name, tier, counts[id])

    def _rank(self, candidate: Candidate) -> tuple[int, int, int, str]:
        """Return what orders candidates of one tier: likeness, then how much is known of each, then table and id."""
        order = [*SPECS].index(candidate.table)  # type: ignore[arg-type]
        return self._distance(candidate), -candidate.references, order, candidate.id

    def _index(self, table: SearchedTable) -> SearchIndex:
        if table not in self._indexes:
            self._indexes[table] = SearchIndex(table, self._database)
        return self._indexes[table]

    def _tiers(self, index: SearchIndex) -> dict[int, Tier]:
        """Return the records of a table that match without slips, and how."""
        tiers: dict[int, Tier] = {}

        def note(number: int, tier: Tier) -> None:
            tiers[number] = min(tiers.get(number, tier), tier)

        for place, variant in enumerate(self._variants):
            for number, part in index.exact(variant).items():
                tier = _EXACT.get(part, Tier.ALIAS)
                note(number, max(tier, Tier.ALIAS) if place else tier)
            for match in index.with_words(_content_words(variant)):
                whole = Tier.WORDS if match.named else Tier.OFFICES
                note(match.number, whole if match.match is WordMatch.WHOLE else Tier.BEGINNINGS)
        for id, tier in ((self._typed, Tier.ID), *((id, Tier.ALIAS) for id in self._retired(index.table))):
            if (with_id := index.number(id)) is not None:
                note(with_id, tier)
        return self._with_families(index, tiers)

    def _with_families(self, index: SearchIndex, tiers: dict[int, Tier]) -> dict[int, Tier]:
        """Return the matches, with a person who is known by a family name only among all who have that name.

        Whoever types a family name means the best known of them.
        """
        word = self._variants[0]
        if index.table != "actors" or " " in word or Tier.WORDS not in tiers.values():
            return tiers
        known = (number for number, tier in tiers.items() if tier <= Tier.NAME)
        with_it = (number for number, _, name in index.records(known) if fold(name) == word)
        return tiers | dict.fromkeys(index.of_kind(with_it, "person"), Tier.WORDS)

    def _retired(self, table: str) -> Iterator[str]:
        """Yield the ids to which redirects lead from what was typed."""
        redirects = self._redirects.get(table, {}).copy()
        id = self._typed
        while id in redirects:
            id = redirects.pop(id)
            yield id

    @cached_property
    def _redirects(self) -> dict[str, dict[str, str]]:
        """The new id of each old one, by table."""
        redirects: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for table, old_id, new_id in self._database["redirects"].select(['"table"', '"old_id"', '"new_id"']):
            redirects[table][old_id] = new_id
        return redirects

    def _distance(self, candidate: Candidate) -> int:
        """Return how far a name is from what was typed: 0 if it ends with it (a title: begins), 1 if it has it, else 2.

        With slips: by how many words it is longer or shorter.
        """
        if candidate.tier < Tier.WORDS:
            return 0
        if candidate.tier is Tier.SLIPS:
            return abs(len(fold(candidate.name).split()) - len(self._variants[0].split()))
        name = f" {fold(candidate.name)} "
        is_at_its_place = name.startswith if candidate.table == "offices" else name.endswith
        if any(is_at_its_place(f" {variant} ") for variant in self._variants):
            return 0
        return 1 if any(f" {variant} " in name for variant in self._variants) else 2


def _content_words(folded: str) -> list[str]:
    words = folded.split()
    return [word for word in words if word not in _SMALL_WORDS] or words


def _described(candidates: Iterable[Candidate], database: LookupDatabase) -> Iterator[dict[str, Any]]:
    """Yield the rows of candidates, with what each of them is."""
    describe = RecordDescriptions(database)
    for candidate in candidates:
        kind, description = describe(candidate.table, candidate.id)
        match = candidate.tier.name.lower()
        values = candidate.table, candidate.id, kind, candidate.name, description, match, candidate.references
        yield dict(zip(FIND_COLUMNS, values, strict=True))
