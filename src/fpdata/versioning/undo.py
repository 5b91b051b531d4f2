"""Take back the last change that a command made to a package, byte for byte.

A change is taken back only from files that are still as it left them. Whatever was edited since, by hand or by git,
is left alone.
"""

from __future__ import annotations

import csv
import shlex
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fpdata.checks.render import count
from fpdata.model.escape import escape_control
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict
from fpdata.package.history import (
    ChangedFile,
    KeptChange,
    forget_changes,
    hash_of,
    kept_changes,
)
from fpdata.package.locate import Package, find_package
from fpdata.package.own_folder import git_folder
from fpdata.package.transaction import replace_files, write_lock
from fpdata.versioning.diff import CHANGE_KINDS, compare
from fpdata.versioning.snapshot import parse_rows

_Contents = dict[str, bytes | None]


class UndoError(Exception):
    """The last change cannot be taken back; the message says why and what to do. Nothing was changed."""


@dataclass(frozen=True)
class Undo:
    """The last change that a command made, and the contents to which its files return."""

    package: Package
    change: KeptChange
    skipped: tuple[KeptChange, ...]
    """Newer changes that were never made, or were taken back otherwise: their files are as before them."""
    now: _Contents
    before: _Contents

    def lines(self) -> Iterator[str]:
        """Yield what is taken back: the command, the records by table, and the files without a record that differs."""
        yield describe_change(self.change)
        files = {self.package.relative(table): table for table in self.package.files}
        tables = {name: files[name] for name in self.before if name in files}
        records = _records_by_table(self, tables)
        for name, before in self.before.items():
            table = tables.get(name, "")
            if table in records:
                yield f"  {table}: {records[table]}"
            elif before is None:
                yield f"  {name}: the file is deleted"
            else:
                yield f"  {name}" + (": no record differs, only how the file is written" if table else "")


def describe_change(change: KeptChange) -> str:
    """Return on one line when a change was made, and what was typed, which may have quotes of its own."""
    typed = f"fpdata {escape_control(change.command)}" if change.command else "a change by a program"
    return f"{escape_control(change.time)} UTC, {count(len(change.files), 'file')}: {typed}"


def changes_to_undo(path: Path | str) -> list[KeptChange]:
    """Return the changes that `undo` takes back one after the other, the next one first.

    Raises HistoryError if one that is kept is damaged.
    """
    root = find_package(path).root
    kept = [change for change in kept_changes(root) if not change.is_of_another]
    return kept[_undone(root, kept) :]


def plan_undo(path: Path | str) -> Undo:
    """Return the last change that a command made to the package at `path`, to be taken back by `undo`.

    Raises UndoError if there is none, or if a file is no longer as the change left it; HistoryError if it is damaged.
    """
    package = find_package(path)
    every = kept_changes(package.root)
    kept = [change for change in every if not change.is_of_another]
    skipped = _undone(package.root, kept)
    if len(kept) == skipped:
        raise UndoError(_nothing(package.root, [change for change in every if change.is_of_another]))
    change = kept[skipped]
    now = {changed.name: _read(package.root, changed) for changed in change.files}
    for changed in change.files:
        if hash_of(now[changed.name]) not in (changed.after, changed.before):  # git may have taken back some files
            raise UndoError(_refusal(package.root, change, changed))
    if not change.is_complete:
        raise UndoError(
            f"{_command(change)} changed more than is kept to be taken back; {_with_git(package.root, change.files)}"
        )
    return Undo(package, change, tuple(kept[:skipped]), now, change.restore(now))


def undo(planned: Undo) -> list[str]:
    """Take back the planned change, all files or none; return their paths.

    Raises UndoError if another command changed the package since, TransactionError if a file cannot be written.
    """
    root = planned.package.root
    with write_lock(root):
        again = plan_undo(root)
        if again.change != planned.change:
            raise UndoError("another command changed the package in the meantime; run 'fpdata undo' again")
        replace_files(root, again.before, keep=False)
        forget_changes([*again.skipped, again.change])
    return list(again.before)


def _undone(root: Path, kept: list[KeptChange]) -> int:
    """Return how many of the newest changes are undone already: every file is as it was before them."""
    for number, change in enumerate(kept):
        if any(hash_of(_read(root, changed)) != changed.before for changed in change.files):
            return number
    return len(kept)


def _read(root: Path, changed: ChangedFile) -> bytes | None:
    file = root / changed.name
    return file.read_bytes() if file.is_file() else None


def _command(change: KeptChange) -> str:
    return f"'fpdata {escape_control(change.command)}'" if change.command else "a change by a program"


def _nothing(root: Path, others: Sequence[KeptChange]) -> str:
    """Return why there is nothing to take back; `others` are the changes of a package that was here before."""
    if others:
        return (
            f"{root} is another folder than the one that {_command(others[0])} changed, which was moved or deleted since;"
            " nothing was changed. No command made a change to this one that can be taken back"
        )
    return "no command made a change that can be taken back; for what was committed, see git log"


def _refusal(root: Path, change: KeptChange, changed: ChangedFile) -> str:
    name = shlex.quote(changed.name)
    own = f" ('git diff {name}' shows it; if it was committed, 'git log -p {name}')" if git_folder(root) else ""
    return (
        f"{changed.name} is no longer as {_command(change)} left it; nothing was changed."
        f" Take out by hand what was changed since{own}, then run this again"
    )


def _with_git(root: Path, files: Sequence[ChangedFile]) -> str:
    names = " ".join(shlex.quote(changed.name) for changed in files)
    if git_folder(root) is None:
        return "compare with a copy of the package"
    return f"see what changed since the last commit: git diff {names}; to give all of that up: git restore {names}"


def _records_by_table(planned: Undo, tables: Mapping[str, str]) -> dict[str, str]:
    """Return how many records of each table differ, by kind of change; tables without any are left out."""
    old, new = {}, {}
    result: dict[str, str] = {}
    for name, table in tables.items():
        try:
            before, now = planned.before[name] or b"", planned.now[name] or b""
            old[table], new[table] = _differing_rows(table, before, now), _differing_rows(table, now, before)
        except (ValueError, csv.Error):
            result[table] = "the whole file"
    kinds: Counter[tuple[str, str]] = Counter()
    for change in compare({table: old[table] for table in new}, new).changes:
        kinds[change.table, change.kind] += 1
    for table in new:
        found = [count(number, "record") + f" {kind}" for kind in CHANGE_KINDS if (number := kinds[table, kind])]
        if found:
            result[table] = ", ".join(found)
    return result


def _differing_rows(table: str, content: bytes, other: bytes) -> list[RowDict]:
    """Return the rows of a file that another does not have: those of its own lines, if every line is a record.

    Raises ValueError or csv.Error for a file that is no such table.
    """
    lines, others = content.splitlines(keepends=True), other.splitlines(keepends=True)
    if lines[:1] == others[:1] and not any(line.count(b'"') % 2 for line in (*lines, *others)):
        shared = set(others)
        lines = lines[:1] + [line for line in lines[1:] if line not in shared]
    rows = parse_rows(b"".join(lines).decode("utf-8-sig")) if lines else []
    if rows and not rows[0].keys() >= set(TABLES[table].key):
        raise ValueError(f"not a table of {table}")
    return rows
