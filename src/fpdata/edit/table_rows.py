"""The rows of one table in memory, read from its file as late as possible.

To find a record by its id, to add one and to write the result, a file is not read as a whole if it is plain: each line
is a record, and they are in the order of their keys. Whatever else is asked for reads all of its rows.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, MutableSequence, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import ge, itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, overload

from fpdata.model.fields import ID_PATTERN
from fpdata.model.table import Table, record_id, record_key
from fpdata.package.csv_writer import RowDict, render_change, render_row

if TYPE_CHECKING:
    import pyarrow as pa


#: A cell in quotes that are where they may be, on one line.
_QUOTED_CELL = re.compile(rb'"(?<=[,\n].)[^"\n]*+(?:""[^"\n]*+)*+"(?=[,\n])')


class TableRows(MutableSequence[RowDict]):
    """The rows of a table, which may be altered; `read` reads all of them, and raises what it does when it is called."""

    def __init__(self, table: Table, path: Path, read: Callable[[], list[RowDict]]) -> None:
        self._table = table
        self._path = path
        self._read = read
        self._before: list[RowDict] = []
        self._rows: list[RowDict] | None = None
        self._found: dict[int, tuple[RowDict, RowDict]] = {}  # by the number of the line: as it is there, and altered
        self._added: list[RowDict] = []

    def with_id(self, id: str) -> list[RowDict]:
        """Return the rows of that id, themselves and not copies: in a valid table at most one."""
        rows = self._in_memory
        if self._rows is None and self._may_have(id):
            if (lines := self._lines) is None:
                rows = self._all
            elif (number := lines.numbers.get(id.encode("utf-8", "surrogateescape"))) is not None:
                self._at(lines, number)
                rows = self._in_memory
        return [row for row in rows if record_id(self._table, row) == id]

    def has_id(self, id: str) -> bool:
        """Whether there is a row of that id."""
        return (not self._found and self.has_line_of(id)) or bool(self.with_id(id))

    def has_line_of(self, id: str) -> bool:
        """Whether a line begins with an id and a comma, as that of its record does unless the id is quoted."""
        return self._rows is None and self._has_ids_first(id) and f"\n{id},".encode() in (self._content or b"")

    def select(
        self, columns: Sequence[str], condition: Callable[[pa.Table], pa.ChunkedArray] | None = None
    ) -> Sequence[RowDict]:
        """Return the rows that meet a condition on columns, and maybe others, with at least these columns; copies of them."""
        if self._rows is None and not self._found and (content := self._plain) is not None:
            import pyarrow as pa
            from pyarrow import csv as pacsv

            options = pacsv.ConvertOptions(
                include_columns=columns,
                column_types=dict.fromkeys(columns, pa.string()),
                strings_can_be_null=True,
                null_values=[""],
            )
            with suppress(pa.ArrowInvalid):  # such as a row with too few cells
                table = pacsv.read_csv(pa.BufferReader(content), convert_options=options)
                if len(table) == content.count(b"\n") - 1:
                    return [*(table.filter(condition(table)) if condition else table).to_pylist(), *self._added]
        return self._all

    def changed_content(self) -> bytes | None:
        """Return what the file has to have now; None if no row was altered."""
        if self._rows is not None:
            if self._rows == self._before:
                return None
            return render_change(self._table, self._content or b"", self._before, self._rows)
        changed = [(before, row) for before, row in self._found.values() if row != before]
        if not (changed or self._added) or self._lines is None:
            return None
        gone, new = [before for before, _ in changed], [row for _, row in changed]
        return self._lines.replaced(self._table, gone, new + self._added)

    def tidied(self, content: bytes) -> Iterator[str]:
        """Yield what `changed_content`, which returned `content`, does to other rows than those that were altered."""
        if self._rows is None:
            return
        keys = [record_key(self._table, row) for row in self._before]
        if moved := sum(key < latest for key, latest in zip(keys, accumulate(keys, max), strict=True)):
            yield f"put {moved:,} {'row' if moved == 1 else 'rows'} in order"
        before = {*map(_cells, self._before)}
        altered = sum(_cells(row) not in before for row in self._rows)
        lines = {*(self._content or b"").splitlines(keepends=True)}
        rewritten = sum(line not in lines for line in content.splitlines(keepends=True)[1:]) - altered
        if rewritten > 0:
            yield f"wrote {rewritten:,} other {'line' if rewritten == 1 else 'lines'} as 'fpdata fmt' does"

    def is_as_read(self) -> bool:
        """Whether the file still has the bytes of which the rows were read."""
        with suppress(OSError):
            return self._path.read_bytes() == self._content
        return self._content is None

    @property
    def _in_memory(self) -> list[RowDict]:
        """The rows that were read or added, as they are now."""
        return [*(row for _, row in self._found.values()), *self._added] if self._rows is None else self._rows

    @property
    def _all(self) -> list[RowDict]:
        if self._rows is None:
            _ = self._content  # first, so that what is saved while the rows are read is noticed
            self._before = self._read()
            rows = [row.copy() for row in self._before]
            for number, (before, row) in self._found.items():
                if rows[number : number + 1] == [before]:  # else, without a lock, another process changed the file
                    rows[number] = row
            self._rows = rows + self._added
        return self._rows

    @cached_property
    def _content(self) -> bytes | None:
        with suppress(OSError):  # `read` says why
            return self._path.read_bytes()
        return None

    @cached_property
    def _plain(self) -> bytes | None:
        """The content of the file if each of its lines can only be one record; else None."""
        content = self._content
        if content is None or not content.startswith(self._header) or not content.endswith(b"\n"):
            return None
        is_odd = b"\r" in content or b"\0" in content or b'"' in _QUOTED_CELL.sub(b"", content)
        return None if is_odd else content

    @property
    def _header(self) -> bytes:
        return f"{','.join(self._table.names)}\n".encode()

    def _has_ids_first(self, id: str) -> bool:
        """Whether the first column is all of the key, and `id` a possible id: it needs no quotes."""
        return self._table.key == self._table.names[:1] and re.fullmatch(ID_PATTERN, id) is not None

    @cached_property
    def _lines(self) -> _RecordLines | None:
        return None if self._plain is None else _RecordLines.of(self._table, self._plain)

    def _may_have(self, id: str) -> bool:
        """Whether the file has the words of an id at all, and where the ids of its own records are if these come first."""
        parts = id.split("/")
        if len(parts) < len(self._table.key):
            return False
        content = self._content
        if content is None or '"' in id:
            return True
        if not all(part.encode("utf-8", "surrogateescape") in content for part in parts):
            return False
        if not self._has_ids_first(id) or b"\r" in content or not content.startswith(self._header):
            return True
        return any(mark in content for mark in (f"\n{id},".encode(), f'\n"{id}"'.encode()))

    def _at(self, lines: _RecordLines, number: int) -> RowDict:
        """Return the row of a line of a plain file."""
        if number not in self._found:
            text = lines.text(number).decode("utf-8", "surrogateescape")
            (cells,) = csv.reader([text], strict=True)
            if len(cells) != len(self._table.names):
                return self._all[number]  # which raises an error that says where that is
            row: RowDict = dict(zip(self._table.names, [cell or None for cell in cells], strict=True))
            self._found[number] = row, row.copy()
        return self._found[number][1]

    @overload
    def __getitem__(self, index: int) -> RowDict: ...
    @overload
    def __getitem__(self, index: slice) -> list[RowDict]: ...
    def __getitem__(self, index: Any) -> Any:
        return self._all[index]

    def __setitem__(self, index: Any, value: Any) -> None:
        self._all[index] = value

    def __delitem__(self, index: int | slice) -> None:
        del self._all[index]

    def __len__(self) -> int:
        return len(self._all)

    def insert(self, index: int, value: RowDict) -> None:
        """Insert a row before another."""
        self._all.insert(index, value)

    def append(self, value: RowDict) -> None:
        """Add a row."""
        (self._added if self._rows is None and self._lines is not None else self._all).append(value)


def _cells(row: RowDict) -> tuple[str | None, ...]:
    return tuple(row.values())


@dataclass(frozen=True)
class _RecordLines:
    """A plain file as lines after its header, each found by the key of its record."""

    content: bytes
    keys: list[bytes]
    """What each line is sorted by (`_sort_key`), in ascending order."""
    numbers: dict[bytes, int]
    """The number of each line by the id of its record."""

    @classmethod
    def of(cls, table: Table, content: bytes) -> Self | None:
        """Return the lines of a content of which each can only be one record; None if they are not in order by key."""
        parts = len(table.key)
        if table.key != table.names[:parts]:
            return None
        # After each line ending but the last: no line is found that is blank or has too few cells for a key.
        keys = re.compile(rb"\n([^,\n]*%b)," % (rb",[^,\n]*" * (parts - 1))).findall(content, content.find(b"\n"))
        if parts == 1:
            ids = keys
        else:
            ids = [key.replace(b",", b"/") for key in keys]
            keys = [key.replace(b",", b"\0") for key in keys]
        is_odd = any(map(ge, keys, keys[1:])) or b'"' in b"".join(keys) or keys[:1] == [b"\0" * (parts - 1)]
        if is_odd or len(keys) != content.count(b"\n") - 1:
            return None
        numbers = {id: number for number, id in enumerate(ids)}
        return cls(content, keys, numbers) if len(numbers) == len(keys) else None

    def text(self, number: int) -> bytes:
        """Return a line with its line ending."""
        return self.content[self._ends[number] : self._ends[number + 1]]

    def replaced(self, table: Table, without: Iterable[RowDict], rows: Iterable[RowDict]) -> bytes:
        """Return the content of the file without the lines of some records, and with rows in canonical form."""
        # What is between two places of the content gives way to a text; a key orders the texts of one place.
        gone = (bisect_left(self.keys, _sort_key(record_key(table, row))) for row in without)
        changes = [(self._ends[number], self._ends[number + 1], b"", b"") for number in gone]
        for key, text in ((_sort_key(key), text) for key, text in (render_row(table, row) for row in rows)):
            place = self._ends[bisect_right(self.keys, key)]
            changes.append((place, place, key, text))
        content, pieces, at = memoryview(self.content), list[bytes | memoryview](), 0
        for start, end, _, text in sorted(changes, key=itemgetter(0, 1, 2)):
            pieces += [content[at:start], text]
            at = end
        return b"".join([*pieces, content[at:]])

    @cached_property
    def _ends(self) -> list[int]:
        """Where the header and each line end."""
        return [match.end() for match in re.finditer(b"\n", self.content)]


def _sort_key(key: Iterable[str]) -> bytes:
    """Return bytes that sort as keys do: no cell of a plain file has a NUL, and all else sorts after it."""
    return "\0".join(key).encode("utf-8", "surrogateescape")
