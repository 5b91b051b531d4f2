"""Escape text of cells, names, paths and descriptors before it is printed: no output is a command.

A terminal obeys control characters, GitHub's runner obeys lines that begin with ``::`` or contain ``##[``, Rich obeys
its markup, and Markdown its own. `escape_control` is the rule; the others are for a format of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from fpdata.model.characters import FORBIDDEN_CHARACTERS, JOINERS

_FORBIDDEN = re.compile(FORBIDDEN_CHARACTERS)
# https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs: "##[" anywhere in a line, "::" after
# white space. A text may be printed anywhere, also after a line was wrapped, so "::" is broken wherever it is.
_COMMAND = re.compile(r"(?<=##)\[|(?<=:):")
_PRINTABLE_ASCII = bytes(range(0x20, 0x7F))
# Unprintable for Python, but they have a place in a cell: joiners, no-break spaces, the ideographic space.
_KEPT = f"{JOINERS}\u00a0\u202f\u3000"


def escape_control(text: str, max_length: int = 1000) -> str:
    """Return `text` on one line of at most `max_length` characters, with unprintable ones and commands escaped."""
    shown = _escape(text[: max_length + 1])
    return shown if len(shown) <= max_length else shown[: max_length - 1] + "…"


def escape_lines(text: str) -> str:
    """Return a text of several lines, each escaped as by `escape_control`, of any length."""
    return "\n".join(_escape(line) for line in text.split("\n"))


def escape_cell(text: str) -> str:
    """Return a cell for a table on a terminal: as by `escape_control`, but with the spaces and joiners that it may have."""
    return _escape(text, _KEPT)


def escape_csv(row: Iterable[object]) -> list[str]:
    """Return the cells of a row to be written as CSV; only unprintable characters and ``##[`` are changed.

    Whoever writes it must quote all cells if `is_command` is true of the first.
    """
    return [_visible("" if cell is None else str(cell), _KEPT).replace("##[", r"##\x5b") for cell in row]


def markdown_cell(text: str) -> str:
    """Return `text` as plain text for one cell of a Markdown table: no markup, HTML or mentions, on one line."""
    escaped = escape_control(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join("\\" + c if c in "\\`*_{}[]()#+!|~@" else c for c in escaped)


def is_command(line: str) -> bool:
    """Whether a runner takes a line that begins like this for a command."""
    return line.lstrip().startswith("::")


def escape_json(text: str) -> str:
    """Return a JSON document that means the same, with unprintable characters and workflow commands escaped."""
    # Line breaks are layout: within a string, JSON has already escaped them. No line of JSON begins with "::".
    return _replace_invisible(text, "\n", _utf_16).replace("##[", r"##\u005b")


def _escape(text: str, kept: str = "") -> str:
    return _COMMAND.sub(lambda found: f"\\x{ord(found[0]):02x}", _visible(text, kept))


def _visible(text: str, kept: str) -> str:
    return _replace_invisible(text, kept, _backslash)


def _replace_invisible(text: str, kept: str, escape: Callable[[str], str]) -> str:
    """Return a text with its invisible characters escaped, but for those `kept`; a text of megabytes is no slower."""
    if text.isprintable() and not _FORBIDDEN.search(text):
        return text
    # Each character that a text has is looked at once; to drop ASCII first takes a tenth of the time.
    unusual = text.encode("utf-8", "surrogatepass").translate(None, _PRINTABLE_ASCII).decode("utf-8", "surrogatepass")
    for character in {c for c in set(unusual) if c not in kept and not _is_visible(c)}:
        text = text.replace(character, escape(character))
    return text


def _is_visible(character: str) -> bool:
    return character.isprintable() and not _FORBIDDEN.match(character)


def _backslash(character: str) -> str:
    return character.encode("unicode_escape", "surrogatepass").decode()


def _utf_16(character: str) -> str:
    code = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{code[at]:02x}{code[at + 1]:02x}" for at in range(0, len(code), 2))
