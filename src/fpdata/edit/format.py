"""Format the files of a package: canonical form for all of them, or no change."""

from __future__ import annotations

from pathlib import Path

from fpdata.edit.canonical_files import CanonicalFiles
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import canonical_bytes
from fpdata.package.locate import Package, find_package
from fpdata.package.transaction import replace_files, write_lock


def misformatted(
    package: Package, *, add_columns: bool = False, known: CanonicalFiles | None = None
) -> dict[str, tuple[bytes, bytes]]:
    """Return every file that is not in canonical form: its content and its canonical content, by relative path.

    Files that are `known` to be canonical are not read as records again, and those found to be so are added.
    Raises FormatError if a file cannot be parsed or lacks a column, unless `add_columns` allows to add it empty;
    PackageError if there is no file.
    """
    package.require_tables()
    found = {}
    for name, file in package.files.items():
        before = file.read_bytes()
        if known and known.has(name, before):
            continue
        after = canonical_bytes(TABLES[name], file, add_columns=add_columns)
        if before != after:
            found[package.relative(name)] = before, after
        elif known:
            known.add(name, before)
    if known:
        known.save()
    return found


def format_package(path: Path | str, *, add_columns: bool = False) -> dict[str, tuple[bytes, bytes]]:
    """Format the files of the package at `path`. Returns the changed files, and raises, as `misformatted` does."""
    root = find_package(path).root
    with write_lock(root):
        changed = misformatted(find_package(root), add_columns=add_columns)
        replace_files(root, {name: after for name, (_, after) in changed.items()})
    return changed
