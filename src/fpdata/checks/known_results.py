"""Known results: what checks across rows found before, by what they read, so that a change runs few of them again.

A result is remembered under a hash of all that it depends on: the files of the tables that the check reads (for a rule,
`Rule.tables`), the code and, if it asks for it, the day. So it is the result that the check would have again. A file of
them counts only with the hash of its content; whatever does not fit is computed.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import astuple
from datetime import date
from functools import lru_cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from fpdata.checks.issue import Issue
from fpdata.checks.rule import Rule
from fpdata.package.files import write_atomically

_HASH_BYTES = 32
#: A released id that no row has as its key: the line of the list, its table and itself.
LostId = tuple[int, str, str]


class KnownResults:
    """The known results of one state of a package, whose tables have `hashes`."""

    def __init__(self, file: Path, stamp: str, today: date) -> None:
        self._file = file
        self._stamp = stamp
        self._today = today
        self._known: dict[str, Any] = self._load()
        self._current: dict[str, Any] = {}
        self.hashes: dict[str, str] = {}
        """The hash of the file of each table that was read."""

    def issues_of(self, rule: Rule) -> list[Issue] | None:
        """Return the issues that a rule finds; None if not all of them are known."""
        known = [self.issues_among(rule, tables) for tables in rule.table_sets]
        found = [issues for issues in known if issues is not None]
        return [*chain(*found)] if len(found) == len(known) else None

    def issues_among(self, rule: Rule, tables: Collection[str]) -> list[Issue] | None:
        """Return the issues that a rule finds in one of its `table_sets`; None if they are not known."""
        found = self._get(self._key_of(rule, tables))
        return None if found is None else [Issue(*cells) for cells in found]

    def add_issues(self, rule: Rule, tables: Collection[str], issues: Sequence[Issue]) -> None:
        """Remember the issues that a rule found in one of its `table_sets`."""
        self._put(self._key_of(rule, tables), [astuple(issue) for issue in issues])

    def resolve(self, table: str, target: str) -> bool:
        """Whether all references of a table to another are known to be those of valid records."""
        return bool(self._get(self._key(f"references of {table}", (table, target))))

    def add_resolving(self, table: str, target: str) -> None:
        """Remember that all references of a table to another are those of valid records."""
        self._put(self._key(f"references of {table}", (table, target)), True)

    def lost_ids(self, released: str, table: str) -> list[LostId] | None:
        """Return the ids of a table in the text of released ids that are no keys; None if they are not known."""
        found = self._get(self._key(f"released {_hash_of_list(released)}", (table,)))
        return None if found is None else [(line, name, id) for line, name, id in found]

    def add_lost_ids(self, released: str, table: str, lost: Sequence[LostId]) -> None:
        """Remember the ids of a table in the text of released ids that are no keys."""
        self._put(self._key(f"released {_hash_of_list(released)}", (table,)), lost)

    def save(self) -> None:
        """Keep the results of this check for the next one."""
        if self._current == self._known:
            return
        content = json.dumps(self._current).encode()
        with suppress(OSError):
            write_atomically(self._file, self._digest(content) + content, sync=False)

    def _key_of(self, rule: Rule, tables: Collection[str]) -> str | None:
        return self._key(f"{rule.name} {self._today if rule.asks_for_today else ''}", tables)

    def _key(self, name: str, tables: Collection[str]) -> str | None:
        """Return the hash of what a result depends on; None if a table was not read."""
        if not self.hashes.keys() >= {*tables}:
            return None
        return _hash("\n".join([name, *(f"{table} {self.hashes[table]}" for table in sorted(tables))]))

    def _get(self, key: str | None) -> Any:
        if key is None or (found := self._known.get(key)) is None:
            return None
        self._current[key] = found
        return found

    def _put(self, key: str | None, value: Any) -> None:
        if key is not None:
            self._current[key] = value

    def _load(self) -> dict[str, Any]:
        try:
            stored = self._file.read_bytes()
        except OSError:
            return {}
        content = stored[_HASH_BYTES:]
        return json.loads(content) if stored[:_HASH_BYTES] == self._digest(content) else {}

    def _digest(self, content: bytes) -> bytes:
        return sha256(self._stamp.encode() + content).digest()


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


@lru_cache(maxsize=1)
def _hash_of_list(released: str) -> str:
    """Return the hash of the list of released ids: megabytes, of which each table asks for the same hash."""
    return _hash(released)
