"""What is on a figure: its texts, and its signs by the ids that they have."""

from __future__ import annotations

import re
from typing import Any

#: A name that would be markup, a comment, mathematics or a command somewhere.
HOSTILE = 'Eva <script>alert("x")</script> --> $\\frac{1}{2}$ & ]]>'


def texts(figure: Any) -> list[str]:
    """Return the texts of a figure in the order in which they were set."""
    return [text.get_text() for text in figure.axes[0].texts]


def whole_text(figure: Any) -> str:
    """Return all texts of a figure on one line: a text may wrap."""
    return " ".join(texts(figure))


def signs(figure: Any, prefix: str) -> dict[str, Any]:
    """Return the signs whose ids begin with a prefix, by the rest of the id."""
    found = {}
    for artist in figure.axes[0].get_children():
        id = artist.get_gid() or ""
        if id.startswith(f"{prefix}:"):
            found[id.removeprefix(f"{prefix}:")] = artist
    return found


def labels(figure: Any, prefix: str) -> dict[str, str]:
    """Return the texts whose ids begin with a prefix, by the rest of the id; lines of one text are joined."""
    found: dict[str, str] = {}
    for text in figure.axes[0].texts:
        id = text.get_gid() or ""
        if id.startswith(f"{prefix}:"):
            key = id.removeprefix(f"{prefix}:")
            found[key] = f"{found[key]} {text.get_text()}" if key in found else text.get_text()
    return found


def comments(svg: str) -> str:
    """Return the texts of an SVG file, which Matplotlib writes as comments beside their outlines."""
    return " ".join(re.findall(r"<!-- (.*?) -->", svg))
