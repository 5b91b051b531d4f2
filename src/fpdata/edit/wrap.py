"""Wrap text for a terminal: between words, never within an id, an address or a command, which are copied as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: A word of a command: what is quoted may have blanks.
_PART = r"""(?:'[^']*'|"[^"]*"|\S)+?"""
#: A command in quotes, or one that begins a line or follows a colon, and ends with the line or at a mark of the sentence.
_COMMAND = (
    r"'(?:fpdata|git|pip) [^']*'\S*"
    rf"|(?:(?<=: )|(?<=  )|(?<=^)|(?<=run ))(?:fpdata|git|pip)(?: {_PART})+?(?=[.;,)]?(?:  |$)|[;,)] |\. )[.;,)]?"
)
_WORDS = re.compile(rf"( *)({_COMMAND}|\S+)")
#: What goes on below an indented line stands so much further right.
_HANGING = 2


def wrap_text(text: str, width: int) -> str:
    """Return a text whose lines are wrapped to a width in cells; the parts of an indented line are indented further."""
    return "\n".join(part for line in text.split("\n") for part in _wrap_line(line, width))


def wrap_words(text: str, width: int) -> list[str]:
    """Return the lines of a text of one line, wrapped to a width in cells; "" gives one empty line."""
    return [*_wrap_line(text, width)]


def _wrap_line(line: str, width: int) -> Iterator[str]:
    from rich.cells import cell_len  # only where something is printed

    if cell_len(line) <= width:
        yield line
        return
    leading = len(line) - len(line.lstrip(" "))
    further = " " * (leading + _HANGING if leading else 0)
    current = ""
    for blanks, word in _WORDS.findall(line):
        if current.strip() and cell_len(current) + len(blanks) + cell_len(word) > width:
            yield current
            current = further + word
        else:
            current += blanks + word
    yield current
