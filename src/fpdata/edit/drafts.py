"""Drafts: the answers of a conversation that is not finished, kept in a file of its own until its records are written.

A draft is in the folder of git's own files, if the package is in a clone, and else in the user's cache folder; never
among the files of the package, which may come from others. It is written after every answer, so that whatever ends the
command loses none.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from fpdata.checks.suggest import did_you_mean
from fpdata.edit.tables import EditError
from fpdata.model.characters import quote
from fpdata.model.tables import TABLES
from fpdata.package.files import write_atomically
from fpdata.package.json_text import parse_json
from fpdata.package.own_folder import own_folder

_FORMAT = 1
_MAX_BYTES = 1 << 20
_NAME = r"[a-z_]+-\d+"


@dataclass
class ConversationDraft:
    """The answers given so far, by the key of their question, and those that were taken back, which are offered again."""

    name: str
    table: str
    given: dict[str, str] = field(default_factory=dict)
    taken_back: dict[str, str] = field(default_factory=dict)
    saved: str = ""
    """When it was saved last; empty if it never was."""

    @property
    def answers(self) -> int:
        """The number of answers that it keeps, empty ones included."""
        return len(self.given) + len(self.taken_back)


class DraftError(EditError):
    """There is no such draft, its file is damaged, or it cannot be saved; the message says which, and what to do."""


class DraftFolder:
    """The drafts of one package."""

    def __init__(self, root: Path) -> None:
        path = own_folder(root, "drafts")
        if path is None:
            raise EditError("there is no home folder to keep a draft in; set XDG_CACHE_HOME")
        self.path = path

    def names(self) -> list[str]:
        """Return the names of all drafts, the one saved last first; what is no regular file is none."""
        files = [path for path in self.path.glob("*.json") if _is_regular(path) and not path.name.startswith(".")]
        return [path.stem for path in sorted(files, key=lambda path: (-path.lstat().st_mtime_ns, path.name))]

    def start(self, table: str) -> ConversationDraft:
        """Return a new draft of a record of `table`; it is saved with its first answer."""
        names = (f"{table}-{number}" for number in count(1))
        return ConversationDraft(next(name for name in names if not os.path.lexists(self._file(name))), table)

    def save(self, draft: ConversationDraft) -> None:
        """Write a draft. Raises DraftError if that is not possible, with the file as it was."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        content = {
            "fpdata": "draft",
            "format": _FORMAT,
            "table": draft.table,
            "saved": now,
            "answers": draft.given,
            "taken_back": draft.taken_back,
        }
        try:
            write_atomically(self._file(draft.name), json.dumps(content, ensure_ascii=False, indent=1).encode())
        except OSError as error:
            raise DraftError(
                f"the draft cannot be saved in {self.path}: {error.strerror or error}; free space or change its permissions"
            ) from None
        draft.saved = now

    def discard(self, draft: ConversationDraft) -> None:
        """Delete the file of a draft, if it has one; where that is not possible, it is listed as a draft again."""
        if draft.saved:
            with suppress(OSError):
                self._file(draft.name).unlink(missing_ok=True)

    def open(self, name: str | None = None) -> ConversationDraft:
        """Return a draft by its name, or the one saved last of all, or of the table that is called `name`.

        Raises DraftError if there is none, or if its file is not one that `save` wrote.
        """
        names = self.names()
        if name is not None and re.fullmatch(_NAME, name) and os.path.lexists(self._file(name)):
            return self._read(name)
        if not names:
            raise DraftError("there is no draft; 'fpdata new TABLE' begins one")
        if name is None:
            return self._read(names[0])
        of_table = [known for known in names if known.rpartition("-")[0] == name]
        if not of_table:
            hint = did_you_mean(name, names) or f"the drafts are {', '.join(names)}"
            raise DraftError(f"there is no draft {quote(name)}; {hint}")
        return self._read(of_table[0])

    def _file(self, name: str) -> Path:
        return self.path / f"{name}.json"

    def _read(self, name: str) -> ConversationDraft:
        file = self._file(name)
        try:
            is_regular = _is_regular(file)
            is_large = is_regular and file.lstat().st_size > _MAX_BYTES
            content: Any = parse_json(file.read_bytes()) if is_regular and not is_large else None
            if is_regular:
                problem = f"it is larger than {_MAX_BYTES >> 20} MB" if is_large else _problem(content)
            else:
                problem = "it is a link or a device, not a file, and is not read"
        except json.JSONDecodeError as error:
            problem = f"not JSON: {error.msg} (line {error.lineno})"
        except (OSError, ValueError) as error:
            problem = getattr(error, "strerror", None) or str(error)
        if problem:
            raise DraftError(
                f"the draft {name} is damaged: {problem}. Nothing was changed. Repair {file}, or delete it to begin again"
            )
        return ConversationDraft(name, content["table"], content["answers"], content["taken_back"], content["saved"])


def _is_regular(path: Path) -> bool:
    """Whether a path is that of a file: no link, which may lead anywhere, and no pipe, which may never end."""
    return stat.S_ISREG(path.lstat().st_mode)


def _problem(content: Any) -> str:
    """Return why a value is not the content of a draft; "" if it is."""
    if not isinstance(content, Mapping) or content.get("fpdata") != "draft":
        return "it is not a draft of fpdata"
    if content.get("format") != _FORMAT:
        return "another version of fpdata wrote it"
    if content.get("table") not in TABLES:
        return "it has no table"
    if not isinstance(content.get("saved"), str):
        return "it has no time"
    for part in ("answers", "taken_back"):
        answers = content.get(part)
        if not isinstance(answers, dict) or not all(isinstance(answer, str) for answer in answers.values()):
            return f"its {part} are not texts by question"
    return ""
