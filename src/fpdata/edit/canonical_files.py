"""Which files were found in canonical form, so that the commit hook formats only those that have changed.

A file is known by the hash of its table's name and its content. What is known is kept in the package's own folder
(`package.own_folder`), for this version of the code.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from fpdata.package.cache_folder import code_stamp
from fpdata.package.files import write_atomically
from fpdata.package.own_folder import own_folder


class CanonicalFiles:
    """The files of the package at `root` that are known to be canonical."""

    def __init__(self, root: Path) -> None:
        folder = own_folder(root, "canonical")
        self._file = folder / "hashes" if folder else None
        self._current: set[str] = set()
        self._known: set[str] = set()
        with suppress(OSError, UnicodeDecodeError):
            if self._file:
                self._known = set(self._file.read_text("ascii").split())

    def has(self, table: str, content: bytes) -> bool:
        """Return whether the content of a table's file is known to be canonical."""
        if (hash := _hash(table, content)) not in self._known:
            return False
        self._current.add(hash)
        return True

    def add(self, table: str, content: bytes) -> None:
        """Remember that the content of a table's file is canonical."""
        self._current.add(_hash(table, content))

    def save(self) -> None:
        """Keep what was asked for or added, for the next time. What cannot be written costs time, nothing else."""
        if self._file and self._current != self._known:
            with suppress(OSError):
                write_atomically(self._file, "\n".join(sorted(self._current)).encode(), sync=False)


def _hash(table: str, content: bytes) -> str:
    digest = sha256(f"{code_stamp()} {table}\n".encode())
    digest.update(content)
    return digest.hexdigest()
