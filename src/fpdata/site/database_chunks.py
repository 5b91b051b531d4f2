"""Cut the SQLite database into chunks that a browser fetches as a query reads them.

A page that runs SQL must not download the whole database to answer one question, and a static host may serve neither
ranges nor compressed responses. So the file is cut into pieces of one size, each compressed on its own. A virtual file
system in the page (`site/src/sql/chunk-vfs.ts`) fetches a chunk when SQLite first reads from it.
"""

from __future__ import annotations

import gzip
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory

from fpdata.model.views import VIEWS

CHUNK_BYTES = 256 * 1024
"""Bytes of the database in a chunk: small enough to wait for, large enough that a scan takes few requests."""
_PAGE_BYTES = 4096
_SEARCH = "search"
#: By what a question finds rows, beyond the indexes of the database: of a view it has none.
_INDEXES: dict[str, tuple[str, ...]] = {
    "contested": ("subject_id", "claimant_id", "holder_id"),
    "correspondence": ("document_id", "sender_id", "recipient_id"),
    "country_lineage": ("country_id", "successor_id"),
    "country_years": ("country_id, year",),
    "denials": ("statement_id, sequence", "topic_id", "subject_id"),
    "dyad_years": ("from_id, year", "to_id, year"),
    "participations": ("part",),
    "positions": ("holder_id", "claim_id"),
    "power": ("topic_id", "actor_id"),
    "role_holders": ("role_id", "actor_id", "office_id, possible_from", "country_id"),
    "statement_chain": ("statement_id", "speaker_id", "outermost_id"),
    "timeline": ("date_max", "coalesce(date_max, '9999-12-31')", "record_id", "actor_id"),
}
#: By what the rows of a view are stored, where those of one question lay scattered over many chunks otherwise.
_ORDERS = {"role_holders": "office_id, possible_from"}


@dataclass(frozen=True)
class ChunkManifest:
    """What a page needs to know to read the chunks."""

    folder: str
    """The name of their folder, made from their content, so that a browser never mixes two versions."""
    chunks: int
    """How many there are."""
    chunk_bytes: int
    bytes: int
    """Size of the whole database."""


def write_database_chunks(database: Path, folder: Path) -> ChunkManifest:
    """Write the database that `fpdata build` made, in chunks, to a folder within `folder`; return what describes them.

    Chunk n is the file `<n>.bin`: gzip of its part of the database. The views of the original are tables here, with
    indexes, so that a query reads only the rows that it asks for.

    Raises sqlite3.Error if the file is not such a database.
    """
    with TemporaryDirectory() as scratch:
        prepared = Path(scratch) / "browser.sqlite"
        _prepare(database, prepared)
        content = prepared.read_bytes()
    version = blake2b(content, digest_size=6).hexdigest()
    chunks = folder / version
    chunks.mkdir(parents=True, exist_ok=True)
    pieces = [content[start : start + CHUNK_BYTES] for start in range(0, len(content), CHUNK_BYTES)]
    with ThreadPoolExecutor() as threads:  # zlib releases the interpreter's lock
        for number, compressed in enumerate(threads.map(_compress, pieces)):
            (chunks / f"{number}.bin").write_bytes(compressed)
    return ChunkManifest(version, len(pieces), CHUNK_BYTES, len(content))


def _compress(piece: bytes) -> bytes:
    return gzip.compress(piece, compresslevel=6, mtime=0)


def _prepare(database: Path, target: Path) -> None:
    """Copy a database with its views as tables, the smallest first.

    A table's indexes follow it, so a query on small tables stays within the first chunks.
    """
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        for setting in (
            f"page_size = {_PAGE_BYTES}",
            "journal_mode = off",
            "synchronous = off",
            "cache_size = -131072",
        ):
            copy.execute(f"pragma {setting}")
        copy.execute("attach ? as original", (str(database),))
        copy.execute("begin")
        copy.execute("analyze main")  # makes its table the first one
        rows = _count_rows(copy)
        for name in sorted(rows, key=lambda name: (rows[name], name)):
            _copy_table(copy, name)
        copy.execute(_definition(copy, _SEARCH))
        copy.execute(f"insert into main.{_SEARCH} select * from original.{_SEARCH}")
        copy.execute(f"insert into main.{_SEARCH} ({_SEARCH}) values ('optimize')")
        copy.execute("analyze main")
        copy.execute("commit")
        copy.execute("detach original")
        copy.execute("vacuum")  # the schema and all roots come first, then each table with its indexes


def _count_rows(copy: sqlite3.Connection) -> dict[str, int]:
    names = copy.execute(
        "select name from original.sqlite_schema where type in ('table', 'view') and name not like 'sqlite\\_%' escape '\\'"
        f" and name <> '{_SEARCH}' and name not like '{_SEARCH}\\_%' escape '\\'"
    )
    return {name: copy.execute(f'select count(*) from original."{name}"').fetchone()[0] for (name,) in names.fetchall()}


def _copy_table(copy: sqlite3.Connection, name: str) -> None:
    if name in VIEWS:
        order = f" order by {_ORDERS[name]}" if name in _ORDERS else ""
        copy.execute(f'create table main."{name}" as select * from original."{name}"{order}')
    else:
        copy.execute(_definition(copy, name))
        copy.execute(f'insert into main."{name}" select * from original."{name}"')
    indexes = copy.execute(
        "select sql from original.sqlite_schema where type = 'index' and tbl_name = ? and sql is not null", (name,)
    )
    for (sql,) in indexes.fetchall():
        copy.execute(sql)
    for number, columns in enumerate(_INDEXES.get(name, ())):
        copy.execute(f'create index main."{name}_browser_{number}" on "{name}" ({columns})')


def _definition(copy: sqlite3.Connection, name: str) -> str:
    sql: str = copy.execute("select sql from original.sqlite_schema where name = ?", (name,)).fetchone()[0]
    return sql
