"""The last changes that commands made to a package, kept so that they can be taken back.

They are kept in the folder of git (`.git/fpdata/undo`), or in the user's cache folder for a package outside git; never
in the package, because whatever is in it may have come with a branch of others. Of each changed file only the bytes
that differ are kept, between the longest beginning and the longest end that both contents share, and hashes of both
contents: nothing is restored into a file that is no longer as the change left it.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from fpdata.package.files import path_problem, write_atomically
from fpdata.package.own_folder import own_folder
from fpdata.package.typed_command import typed_command

#: How many changes are kept, and how many bytes of them.
KEPT = 20
MAX_KEPT_BYTES = 256 << 20
_MAX_COMMAND = 200
_MAX_HEADER = 1 << 20
_SUFFIX = ".change"


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
    return None if content is None else blake2b(content, digest_size=16).hexdigest()


def kept_changes(root: Path) -> list[KeptChange]:
    """Return the changes that are kept of the package at `root`, the newest first. Raises HistoryError if one is damaged."""
    folder = own_folder(root, "undo")
    return [_read_header(path) for path in reversed(_files(folder))] if folder else []


def keep_change(root: Path, contents: Mapping[str, bytes | Path | None]) -> None:
    """Keep what files of the package at `root` have, before they get `contents`; requires its `write_lock`.

    A change that is not made after all does no harm: its files are then as before it. If nothing can be kept, for
    example without a home folder, the change can be made all the same.
    """
    with suppress(OSError):
        if (folder := own_folder(root, "undo")) is None:
            return
        differing = list(_differing(root, contents))
        if not differing:
            return
        header, stored = _packed(differing)
        content = json.dumps(header).encode() + b"\n" + b"".join(stored)
        files = _files(folder)
        number = int(files[-1].stem) + 1 if files else 1
        write_atomically(folder / f"{number:08}{_SUFFIX}", content)
        _remove_oldest(_files(folder))


def forget_changes(changes: Iterable[KeptChange]) -> None:
    """Forget changes that were taken back."""
    for change in changes:
        change.path.unlink(missing_ok=True)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob(f"*{_SUFFIX}") if path.stem.isdecimal())


def _differing(
    root: Path, contents: Mapping[str, bytes | Path | None]
) -> Iterator[tuple[str, bytes | None, bytes | None]]:
    for name, content in contents.items():
        file = root / name
        before = file.read_bytes() if file.is_file() else None
        after = content.read_bytes() if isinstance(content, Path) else content
        if before != after:
            yield name, before, after


def _packed(differing: list[tuple[str, bytes | None, bytes | None]]) -> tuple[dict[str, Any], list[bytes]]:
    """Return the header of a change, and the compressed bytes of each file; none if the change is too large."""
    files, stored, size = [], [], 0
    for name, before, after in differing:
        old, new = before or b"", after or b""
        beginning = _shared_beginning(old, new)
        end = _shared_end(old[beginning:], new[beginning:])
        middle = zlib.compress(old[beginning : len(old) - end], level=1)
        size += len(middle)
        stored.append(middle)
        files.append([name, hash_of(before), hash_of(after), beginning, end, len(old) - beginning - end, len(middle)])
    is_complete = size <= MAX_KEPT_BYTES
    header = {
        "command": typed_command.get()[:_MAX_COMMAND],
        "time": datetime.now(UTC).isoformat(sep=" ", timespec="seconds").removesuffix("+00:00"),
        "files": files,
        "is_complete": is_complete,
    }
    return header, stored if is_complete else []


def _shared_beginning(one: bytes, other: bytes) -> int:
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _shared_end(one: bytes, other: bytes) -> int:
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def _remove_oldest(files: list[Path]) -> None:
    """Remove the oldest changes beyond the limits; the newest is kept."""
    sizes = [path.stat().st_size for path in files]
    while len(files) > 1 and (len(files) > KEPT or sum(sizes) > MAX_KEPT_BYTES):
        files.pop(0).unlink(missing_ok=True)
        sizes.pop(0)


def _read_header(path: Path) -> KeptChange:
    try:
        with path.open("rb") as file:
            header = json.loads(file.readline(_MAX_HEADER))
        files = tuple(ChangedFile(*cells) for cells in header["files"])
        change = KeptChange(path, str(header["command"]), str(header["time"]), files, bool(header["is_complete"]))
        is_damaged = any(path_problem(changed.name) for changed in files)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        is_damaged = True
    if is_damaged:
        raise HistoryError(f"{path} is damaged; delete the folder {path.parent}, and use git instead")
    return change
