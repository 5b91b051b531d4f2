"""Known blocks: what an earlier check retained of blocks without an issue of their own, so that a change is checked fast.

What the check of a block finds depends on its bytes and on the code alone. So it is remembered by their hash: a block
that is as it was is not parsed and validated again, and its retained columns are read from here. All checks across rows
run on all columns in any case. So the issues are those of a whole check, whatever was changed.

What is remembered is in the package's own folder (`package.own_folder`), one file a table. It is never trusted: a file
counts only with the hash of its content, and a block only with that of its bytes. Whatever does not fit is checked.
"""

from __future__ import annotations

import json
import platform
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
from pydantic import VERSION

from fpdata.checks.columnar.block_check import BlockResult
from fpdata.checks.columnar.retained import retained_names
from fpdata.checks.columnar.table_index import TableIndex
from fpdata.checks.known_results import KnownResults
from fpdata.checks.rule_runner import ALL_RULES
from fpdata.model.table import Table
from fpdata.model.tables import TABLES
from fpdata.package.blocks import Block
from fpdata.package.cache_folder import code_stamp
from fpdata.package.files import read_hashed, write_atomically
from fpdata.package.locate import Package
from fpdata.package.own_folder import own_folder

#: Bytes of a block: few enough to be checked in no time, enough not to be many.
KNOWN_BLOCK_SIZE = 256 << 10
#: Bytes of the largest package of which blocks are remembered; they take as many again.
_MAX_BYTES = 512 << 20
#: Of how many packages of a clone, or of the user, blocks are remembered.
_KEPT = 4
_MARK_BYTES = 80
_HASH_BYTES = 32
_RULES = {rule.name: rule for rule in ALL_RULES}


class _KnownBlock(NamedTuple):
    hash: str
    mark: bytes
    """How its first line begins: where to look for it."""
    lines: int
    size: int
    candidates: dict[str, list[int]]
    """By the name of the rule."""
    columns: pa.RecordBatch
    """The retained columns, and the references to other tables."""


class _File(NamedTuple):
    hash: str
    header: int
    size: int

    def consists_of(self, blocks: Mapping[int, _KnownBlock]) -> bool:
        """Whether the file has nothing besides its header and `blocks`, by where they start."""
        end = self.header
        for start, block in sorted(blocks.items()):
            if start != end:
                return False
            end += block.size
        return end == self.size


class KnownBlocks:
    """The known blocks of a package. One check at a time uses them; it adds those that it finds to be without issues."""

    def __init__(self, folder: Path, block_size: int = KNOWN_BLOCK_SIZE, today: date | None = None) -> None:
        self._folder = folder
        self._block_size = block_size
        self._stamp = f"{code_stamp()} {platform.python_version()} {pa.__version__} {VERSION}"
        self.results = KnownResults(folder / "results", self._stamp, today or date.today())
        self._known: dict[str, list[_KnownBlock]] = {}
        self._known_files: dict[str, str] = {}
        """Of which file the known blocks are all lines after the header, by its hash: they need not be looked for."""
        self._files: dict[str, _File] = {}
        self._current: defaultdict[str, dict[int, _KnownBlock]] = defaultdict(dict)
        self._found: dict[tuple[str, int], _KnownBlock] = {}

    @classmethod
    def of(cls, package: Package) -> KnownBlocks | None:
        """Return those of a package; None if there is no place for them, or if it is too large to be kept twice."""
        folder = own_folder(package.root, "checked") if package.size <= _MAX_BYTES else None
        return cls(folder) if folder else None

    def split(self, index: TableIndex) -> Iterator[Block]:
        """Yield the header of a table's file, then the rest in blocks: known ones where their bytes are, others between.

        As with `split_blocks`, a last line without a line ending is a block of its own.
        """
        name = index.table.name
        content, hash = read_hashed(index.path)
        self.results.hashes[name] = f"{index.file} {hash}"
        if name not in self._known:
            self._known_files[name], self._known[name] = self._load(index.table)
        self._current[name].clear()
        is_as_it_was = hash == self._known_files[name]
        header = content.find(b"\n") + 1 or len(content)
        self._files[name] = _File(hash, header, len(content))
        place = _Place(content, self._block_size)
        yield from place.up_to(header)
        for known in self._known[name]:
            at = place.start if is_as_it_was else place.find(known)
            if at is not None:
                yield from place.up_to(at)
                self._found[name, at] = known
                yield place.take(known.size, known.lines)
        yield from place.up_to(len(content))

    def result(self, table: Table, block: Block) -> BlockResult | None:
        """Return what the check of a block found; None if it is not known."""
        if (known := self._found.pop((table.name, block.start), None)) is None:
            return None
        columns = pa.Table.from_batches([known.columns])
        retained = columns.select(retained_names(table))
        references = {column.name: columns.column(column.name).chunk(0) for column in table.references}
        candidates = {_RULES[name]: rows for name, rows in known.candidates.items()}
        self._current[table.name][block.start] = known
        lines = range(block.line, block.line + block.lines)
        return BlockResult(lines, block, references, retained, candidates, is_known=True)

    def add(self, table: Table, block: Block, result: BlockResult) -> None:
        """Remember what the check of a block found, if it was not known, and if it has no issue."""
        if result.is_known or result.issues or result.malformed or not block.content:
            return
        retained = {name: result.retained.column(name) for name in retained_names(table)}
        columns = pa.table({**result.references, **retained}).combine_chunks().to_batches()
        candidates = {rule.name: rows for rule, rows in result.candidates.items()}
        known = _KnownBlock(
            _hash(block.content), block.content[:_MARK_BYTES], block.lines, block.size, candidates, columns[0]
        )
        self._current[table.name][block.start] = known

    def save(self) -> None:
        """Keep what is known now for the next check. What cannot be written costs time, nothing else."""
        with suppress(OSError):
            for name, by_place in self._current.items():
                blocks = [by_place[start] for start in sorted(by_place)]
                if [known.hash for known in blocks] != [known.hash for known in self._known[name]]:
                    file = self._files[name]
                    hash = file.hash if file.consists_of(by_place) else ""
                    dumped = self._dump(TABLES[name], hash, blocks)
                    write_atomically(self._folder / f"{name}.blocks", dumped, sync=False)
                    self._known_files[name], self._known[name] = hash, blocks
            self.results.save()
            folders = sorted(self._folder.parent.iterdir(), key=lambda path: path.stat().st_mtime)
            for old in folders[:-_KEPT]:
                shutil.rmtree(old, ignore_errors=True)

    def _dump(self, table: Table, file: str, blocks: list[_KnownBlock]) -> bytes:
        described = [
            [each.hash, each.mark.decode("latin-1"), each.lines, each.size, each.candidates] for each in blocks
        ]
        schema = blocks[0].columns.schema if blocks else pa.schema([])
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, schema.with_metadata({"file": file, "blocks": json.dumps(described)})) as writer:
            for each in blocks:
                writer.write_batch(each.columns.replace_schema_metadata(None))
        content: bytes = sink.getvalue().to_pybytes()
        return self._digest(table, content) + content

    def _load(self, table: Table) -> tuple[str, list[_KnownBlock]]:
        try:
            stored = (self._folder / f"{table.name}.blocks").read_bytes()
        except OSError:
            return "", []
        content = memoryview(stored)[_HASH_BYTES:]
        if stored[:_HASH_BYTES] != self._digest(table, content):
            return "", []
        with pa.ipc.open_stream(pa.py_buffer(content)) as reader:
            described = json.loads(reader.schema.metadata[b"blocks"])
            return reader.schema.metadata[b"file"].decode(), [
                _KnownBlock(hash, mark.encode("latin-1"), lines, size, candidates, batch)
                for (hash, mark, lines, size, candidates), batch in zip(described, reader, strict=True)
            ]

    def _digest(self, table: Table, content: bytes | memoryview) -> bytes:
        digest = sha256(f"{self._stamp} {table.name}\n".encode())
        digest.update(content)
        return digest.digest()


class _Place:
    """How far a file is split."""

    def __init__(self, content: bytes, block_size: int) -> None:
        self._content = content
        self._block_size = block_size
        self.start = 0
        self._line = 1

    def find(self, known: _KnownBlock) -> int | None:
        """Return where the bytes of a block are, from here on; None if they are nowhere."""
        at = self.start
        if not self._content.startswith(known.mark, at):
            at = self._content.find(b"\n" + known.mark, max(at - 1, 0)) + 1
        if at and _hash(memoryview(self._content)[at : at + known.size]) == known.hash:
            return at
        return None

    def take(self, size: int, lines: int | None = None) -> Block:
        """Return the next bytes as a block; `lines` is how many line endings they have, if that is known."""
        content = self._content[self.start : self.start + size]
        lines = content.count(b"\n") if lines is None else lines
        block = Block(self._line, self.start, lines, size, content)
        self.start, self._line = self.start + size, self._line + lines
        return block

    def up_to(self, end: int) -> Iterator[Block]:
        """Yield the bytes before `end`, which is the end of a line, in blocks of about the same size."""
        while self.start < end:
            stop = end
            if end - self.start >= 2 * self._block_size:
                stop = self._content.find(b"\n", self.start + self._block_size, end) + 1 or end
            if not self._content.endswith(b"\n", self.start, stop):
                stop = self._content.rfind(b"\n", self.start, stop) + 1 or stop
            yield self.take(stop - self.start)


def _hash(content: bytes | memoryview) -> str:
    return sha256(content).hexdigest()
