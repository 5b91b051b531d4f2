"""Print cells side by side: words wrap at blanks, ids, days and hosts do not; a source is a link where a terminal shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from urllib.parse import urlsplit

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from fpdata.cli.output import out
from fpdata.edit.wrap import wrap_words
from fpdata.model.escape import escape_cell, escape_control

#: Columns are this far from the margin and from each other.
INDENT, GAP = 3, 2
#: The least width of a column of text. If less is left, the other cells go on a line of their own.
_LEAST = 20
#: A cell beside the words that takes more than this part of the terminal stands on a line of its own.
_WIDEST = 0.3
#: A host is shown with so many characters at most.
_LONGEST_HOST = 24
#: Nested words stand so much further right than those around them.
_STEP = 3
_LINKED = re.compile(r"https?://[!-~]+")


def host(url: str | None) -> str:
    """Return the host of an address, without "www."; "" if there is none."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def short_host(url: str | None) -> str:
    """Return the host of an address, cut if it is so long that it would take the room of the words beside it.

    >>> short_host("https://www.gazette.example/1"), short_host("https://irishtimes-irishtimes-prod.cdn.example/1")
    ('gazette.example', 'irishtimes-irishtimes-p…')
    """
    name = host(url)
    return name if len(name) <= _LONGEST_HOST else f"{name[: _LONGEST_HOST - 1]}…"


def linked(text: str, url: str | None, style: str = "") -> Text:
    """Return text as a link to an address, followed by an arrow; without either where output is no terminal or `url` no address."""
    shown = Text(escape_cell(text), style)
    if url and out.is_terminal and _LINKED.fullmatch(url) and escape_control(url, len(url)) == url:
        shown.append(" ↗")
        shown.stylize(Style(link=url))
    return shown


@dataclass(frozen=True)
class SourcedLine:
    """One line of a list: the cells before its text (such as a date), the text, the cells after it, and its source."""

    before: tuple[str, ...]
    words: str
    after: tuple[str, ...] = ()
    url: str | None = None
    style: str = ""
    depth: int = 0
    """How deep the words are nested in those of the lines above."""


def print_columns(cells: Sequence[str | Text], widths: Sequence[int], style: str = "", *, indent: int = INDENT) -> None:
    """Print cells side by side, each wrapped between words; a word that is longer than its column is not broken."""
    columns = [
        [cell] if isinstance(cell, Text) else _wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)
    ]
    for parts in zip_longest(*columns, fillvalue=Text()):
        line = Text(" " * indent, style)
        for part, width in zip(parts, widths, strict=True):
            line.append_text(part)
            line.append(" " * (width - part.cell_len + GAP))
        line.rstrip()
        out.print(line)


def _wrapped(cell: str, width: int) -> list[Text]:
    if cell.startswith(" "):  # a mark of nesting
        return [Text(cell)]
    return [Text(line) for line in wrap_words(escape_cell(cell), width)]


def print_sourced(lines: Sequence[SourcedLine], *, indent: int = INDENT, among: Sequence[SourcedLine] = ()) -> None:
    """Print lines as columns that fit the terminal: only the words wrap.

    A long cell before them stands on the line above; the source stands on the line below where the terminal is narrow.
    The columns are as wide as for all lines `among` which they are.
    """
    among = among or lines
    prefixes = [_width(cells) for cells in zip(*(line.before for line in among), strict=True)]
    afters = [_width(cells) for cells in zip(*(line.after for line in among), strict=True)]
    source = max((_source(line).cell_len for line in among), default=0)
    room = out.width - indent - sum(width + GAP for width in (*prefixes, *afters)) - 1
    below = source > 0 and room - source - GAP < _LEAST
    words = room if below or not source else room - source - GAP
    words = max(min(words, max((cell_len(line.words) + _STEP * line.depth for line in among), default=1)), 1)
    for line in lines:
        shown = _source(line)
        before = list(line.before)
        for place, (cell, width) in enumerate(zip(line.before, prefixes, strict=True)):
            if cell_len(cell) > width:
                print_columns([cell], [cell_len(cell)], line.style, indent=indent)
                before[place] = ""
        nested = [(" " * _STEP * (line.depth - 1) + "└", _STEP * line.depth - GAP)] if line.depth else []
        cells: list[tuple[str | Text, int]] = [
            *zip(before, prefixes, strict=True),
            *nested,
            (line.words, max(words - _STEP * line.depth, 1)),
            *zip(line.after, afters, strict=True),
        ]
        if not below:
            cells.append((shown, source))
        print_columns([cell for cell, _ in cells], [width for _, width in cells], line.style, indent=indent)
        if below and shown.cell_len:
            print_columns([shown], [source], line.style, indent=indent + sum(width + GAP for width in prefixes))


def _source(line: SourcedLine) -> Text:
    return linked(short_host(line.url), line.url, "dim") if host(line.url) else Text()


def _width(cells: Sequence[str]) -> int:
    widths = [cell_len(cell) for cell in cells]
    return max((width for width in widths if width <= _WIDEST * out.width), default=0)
