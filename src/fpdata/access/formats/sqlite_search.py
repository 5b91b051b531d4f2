"""Full-text search in an SQLite database, over the texts in which `fpdata find` looks."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from functools import lru_cache

from fpdata.access.searched_tables import SPECS, SearchedTable
from fpdata.model.slugs import fold
from fpdata.model.tables import TABLES

#: What `fold` may spell otherwise than FTS5 does: other than ASCII letters, and signs that it drops within a word.
_SPELLED = re.compile(r"[.'`](?=\w)|[^\x00-\x7f]")


def add_search(database: sqlite3.Connection, tables: Collection[str]) -> None:
    """Add the table `search`: for each record of the `tables` its table, id and text, other spellings, and mentions.

    The text has the record's names, titles, summary and quote, a line each. FTS5 finds words in any case, with or
    without accents; `spelling` has the words that `fpdata find` spells otherwise: "us" for "U.S.", "lodz" for "Łódź",
    "kyiv" for "Київ". `mentions` is the number of records that refer to this one.
    """
    database.execute(
        'create virtual table search using fts5("table" unindexed, id unindexed, text, spelling, mentions unindexed,'
        " tokenize = 'unicode61 remove_diacritics 2')"
    )
    for table in SPECS:
        if table in tables:
            mentions = _mentions(database, table, tables)
            texts = _texts(database, table, tables)
            rows = ((table, id, text, _spelling(text), mentions[id]) for id, text in texts)
            database.executemany("insert into search values (?, ?, ?, ?, ?)", rows)
    database.execute("insert into search (search) values ('optimize')")


def _mentions(database: sqlite3.Connection, table: SearchedTable, tables: Collection[str]) -> Counter[str]:
    """Return how many records refer to each record of a table, by its id."""
    mentions: Counter[str] = Counter()
    for other, column in SPECS[table].referring:
        if other in tables:
            query = f'select "{column}", count(*) from "{other}" group by 1'  # noqa: S608 - names of the model
            mentions.update(dict(database.execute(query)))
    return mentions


def _texts(database: sqlite3.Connection, table: SearchedTable, tables: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the id of each record of a table, and its texts in lines, each once."""
    spec, own = SPECS[table], TABLES[table]
    columns = [spec.name, *(column for _, column in spec.parts if own.column(column).kind not in ("id", "reference"))]
    sources: list[tuple[str, str]] = [(table, column) for column in columns]
    sources += [(other, column) for _, other, column in spec.others if other in tables]
    queries = [
        f'select "{spec.key}", {number}, rowid, "{column}" from "{source}" where "{spec.key}" is not null'  # noqa: S608 - names of the model
        for number, (source, column) in enumerate(sources)
    ]
    found: dict[str, dict[str, None]] = {}
    for id, _, _, text in database.execute(f"{' union all '.join(queries)} order by 1, 2, 3"):
        if text:
            found.setdefault(id, {})[text] = None
    yield from ((id, "\n".join(texts)) for id, texts in found.items())


def _spelling(text: str) -> str | None:
    """Return the words of a text that `fold` spells otherwise than FTS5 does, folded, each once."""
    if not _SPELLED.search(text):
        return None
    return " ".join(dict.fromkeys(filter(None, map(_respelled, text.split())))) or None


@lru_cache(maxsize=1 << 16)
def _respelled(word: str) -> str:
    """Return a word as `fold` spells it; empty if FTS5 spells it so, too: letters and digits without case and accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))
    folded = fold(word)
    return "" if folded.split() == re.findall(r"[^\W_]+", plain) else folded
