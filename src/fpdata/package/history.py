"""The last changes that commands made to a package, kept so that they can be taken back.

They are kept in the folder of git (`.git/fpdata/undo`), or in the user's cache folder for a package outside git; never
in the package, because whatever is in it may have come with a branch of others. Of each changed file only the bytes
that differ are kept, between the longest beginning and the longest end that both contents share, and hashes of both
contents: nothing is restored into a file that is no longer as the change left it.
"""

from __future__ import annotations

import io
import json
import shutil
import tempfile
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from fpdata.package.cache_folder import cache_folder
from fpdata.package.files import file_hash, path_problem, temporary_folder, write_atomically
from fpdata.package.own_folder import own_folder
from fpdata.package.typed_command import typed_command

#: How many changes are kept, and how many bytes of them.
KEPT = 20
MAX_KEPT_BYTES = 256 << 20
_MAX_COMMAND = 200
_MAX_HEADER = 1 << 20
_SUFFIX = ".change"
#: How much of a file is in memory while a change is kept.
_BLOCK_BYTES = 1 << 18


class HistoryError(Exception):
    """The kept changes cannot be read; the message says what to do."""


@dataclass(frozen=True)
class ChangedFile:
    """A file that a change wrote: the hashes of its contents, and where these differ; None is no file."""

    name: str
    before: str | None
    after: str | None
    beginning: int
    end: int
    length: int
    stored: int

    def restore(self, content: bytes | None, middle: bytes) -> bytes | None:
        """Return what the file had before the change; `content` is what the change left. Raises HistoryError."""
        if self.before is None:
            return None
        now = content or b""
        try:
            own = zlib.decompressobj().decompress(middle, max(self.length, 1))
        except zlib.error:
            own = b""
        before = now[: self.beginning] + own + now[len(now) - self.end :]
        if hash_of(before) != self.before:
            raise HistoryError(f"what {self.name} was before is damaged in the kept change; use git instead")
        return before


@dataclass(frozen=True)
class KeptChange:
    """A change that a command made: what was typed, when (UTC), and the files that it wrote."""

    path: Path
    command: str
    time: str
    files: tuple[ChangedFile, ...]
    is_complete: bool
    """Whether the contents are kept: of a change that is too large, only the hashes are."""
    is_of_another: bool = False
    """Whether another folder was at the path of the package when it was made."""

    def restore(self, contents: Mapping[str, bytes | None]) -> dict[str, bytes | None]:
        """Return what each file had before; `contents` is what the change left or found. Raises HistoryError if damaged."""
        restored: dict[str, bytes | None] = {}
        with self.path.open("rb") as file:
            file.readline()
            for changed in self.files:
                content, stored = contents[changed.name], file.read(changed.stored)
                is_restored = hash_of(content) == changed.before  # by git, for example
                restored[changed.name] = content if is_restored else changed.restore(content, stored)
        return restored


def hash_of(content: bytes | None) -> str | None:
    """Return the hash by which a content is known again; None if there is no file."""
    return None if content is None else sha256(content).hexdigest()


def kept_changes(root: Path) -> list[KeptChange]:
    """Return the changes that are kept of the package at `root`, the newest first, down to one that is damaged.

    Those of a package that was at that path before are among them. Raises HistoryError if the newest is damaged.
    """
    if (folder := own_folder(root, "undo")) is None:
        return []
    identity = _identity(root, folder)
    kept: list[KeptChange] = []
    for path in reversed(_files(folder)):
        try:
            kept.append(_read_header(path, identity))
        except HistoryError:
            if not kept:
                raise
            break
    return kept


def keep_change(root: Path, contents: Mapping[str, bytes | Path | None]) -> None:
    """Keep what files of the package at `root` have, before they get `contents`; requires its `write_lock`.

    A change that is not made after all does no harm: its files are then as before it. If nothing can be kept, for
    example without a home folder, the change can be made all the same.
    """
    with suppress(OSError):
        if (folder := own_folder(root, "undo")) is None:
            return
        with tempfile.TemporaryFile() as stored:
            files = list(_differing(root, contents, stored))
            if not files:
                return
            is_complete = stored.tell() <= MAX_KEPT_BYTES
            header = _header(files, _identity(root, folder), is_complete=is_complete)
            with temporary_folder() as work:
                change = work / f"new{_SUFFIX}"
                with change.open("wb") as file:
                    file.write(json.dumps(header).encode() + b"\n")
                    if is_complete:
                        stored.seek(0)
                        shutil.copyfileobj(stored, file)
                kept = _files(folder)
                number = int(kept[-1].stem) + 1 if kept else 1
                write_atomically(folder / f"{number:08}{_SUFFIX}", change)
        _remove_oldest(_files(folder))


def forget_changes(changes: Iterable[KeptChange]) -> None:
    """Forget changes that were taken back."""
    for change in changes:
        change.path.unlink(missing_ok=True)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob(f"*{_SUFFIX}") if path.stem.isdecimal())


def _differing(
    root: Path, contents: Mapping[str, bytes | Path | None], stored: IO[bytes]
) -> Iterator[list[str | int | None]]:
    """Yield what a `ChangedFile` says of each file that gets other contents; write what it had, compressed, to `stored`."""
    for name, content in contents.items():
        path = root / name
        before, after = path if path.is_file() else None, content
        hashes = [file_hash(each) if isinstance(each, Path) else hash_of(each) for each in (before, after)]
        if hashes[0] == hashes[1]:
            continue
        with _opened(before) as old, _opened(after) as new:
            beginning = _shared_beginning(old, new)
            end = _shared_end(old, new, min(_size(old), _size(new)) - beginning)
            length = _size(old) - beginning - end
            yield [name, *hashes, beginning, end, length, _compress(old, beginning, length, stored)]


@contextmanager
def _opened(content: bytes | Path | None) -> Iterator[IO[bytes]]:
    """Open a content, which may be too large for the memory; an empty one if there is no file."""
    with content.open("rb") if isinstance(content, Path) else io.BytesIO(content or b"") as file:
        yield file


def _size(file: IO[bytes]) -> int:
    return file.seek(0, io.SEEK_END)


def _blocks(file: IO[bytes], start: int, length: int) -> Iterator[bytes]:
    for at in range(start, start + length, _BLOCK_BYTES):
        file.seek(at)
        yield file.read(min(_BLOCK_BYTES, start + length - at))


def _compress(file: IO[bytes], start: int, length: int, target: IO[bytes]) -> int:
    """Append a part of a file, compressed, to `target`; return the number of bytes that it has there."""
    compressor, before = zlib.compressobj(level=1), target.tell()
    for block in _blocks(file, start, length):
        target.write(compressor.compress(block))
    target.write(compressor.flush())
    return target.tell() - before


def _identity(root: Path, folder: Path) -> int | None:
    """Return what tells the package from another one at its path; None for changes that are kept in its own clone."""
    cache = cache_folder("undo")
    return root.stat().st_ino if cache and folder.is_relative_to(cache) else None


def _header(files: list[list[str | int | None]], identity: int | None, *, is_complete: bool) -> dict[str, Any]:
    """Return the header of a change; one that is too large is not complete, and has no contents."""
    return {
        "command": typed_command.get()[:_MAX_COMMAND],
        "time": datetime.now(UTC).isoformat(sep=" ", timespec="seconds").removesuffix("+00:00"),
        "files": files,
        "is_complete": is_complete,
        "identity": identity,
    }


def _shared_beginning(one: IO[bytes], other: IO[bytes]) -> int:
    length = min(_size(one), _size(other))
    return _shared(_blocks(one, 0, length), _blocks(other, 0, length))


def _shared_end(one: IO[bytes], other: IO[bytes], limit: int) -> int:
    """Return how many of at most `limit` bytes at the end are the same."""
    return _shared(
        _blocks_backwards(one, limit), _blocks_backwards(other, limit), lambda block, length: block[-length:]
    )


def _blocks_backwards(file: IO[bytes], length: int) -> Iterator[bytes]:
    """Yield the last bytes of a file, the last one first."""
    size = _size(file)
    for at in range(0, length, _BLOCK_BYTES):
        count = min(_BLOCK_BYTES, length - at)
        file.seek(size - at - count)
        yield file.read(count)


def _shared(
    one: Iterable[bytes],
    other: Iterable[bytes],
    part: Callable[[bytes, int], bytes] = lambda block, length: block[:length],
) -> int:
    """Return how many bytes of two sequences of equally long blocks are the same; `part` is the beginning of a block."""
    shared = 0
    for mine, theirs in zip(one, other, strict=True):
        if mine != theirs:
            differs = range(1, len(mine) + 1)
            return shared + bisect_left(differs, True, key=lambda length: part(mine, length) != part(theirs, length))
        shared += len(mine)
    return shared


def _remove_oldest(files: list[Path]) -> None:
    """Remove the oldest changes beyond the limits; the newest is kept."""
    sizes = [path.stat().st_size for path in files]
    while len(files) > 1 and (len(files) > KEPT or sum(sizes) > MAX_KEPT_BYTES):
        files.pop(0).unlink(missing_ok=True)
        sizes.pop(0)


def _read_header(path: Path, identity: int | None) -> KeptChange:
    try:
        with path.open("rb") as file:
            header = json.loads(file.readline(_MAX_HEADER))
        files = tuple(ChangedFile(*cells) for cells in header["files"])
        change = KeptChange(
            path,
            str(header["command"]),
            str(header["time"]),
            files,
            bool(header["is_complete"]),
            header.get("identity") not in (None, identity),
        )
        is_damaged = any(path_problem(changed.name) for changed in files)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        is_damaged = True
    if is_damaged:
        raise HistoryError(f"{path} is damaged; delete the folder {path.parent}, and use git instead")
    return change
