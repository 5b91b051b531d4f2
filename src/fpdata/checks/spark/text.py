"""Texts that Spark can hold: it refuses lone surrogates, which represent bytes that are not UTF-8."""

from __future__ import annotations

import json
from typing import Any

from fpdata.model.characters import SURROGATE

# Characters of private use up to U+10FFFF, the end of the last plane: no id contains one.
_PRIVATE_USE = 0x10F800
_SURROGATES = 0xD800


def to_json(value: Any) -> str:
    """Return JSON in ASCII, in which surrogates are escaped."""
    return json.dumps(value)


def escape_surrogates(text: str) -> str:
    """Return a text with private-use characters in place of lone surrogates."""
    return SURROGATE.sub(lambda found: chr(_PRIVATE_USE + ord(found[0]) - _SURROGATES), text)


def unescape_surrogates(text: str) -> str:
    """Return the text that was escaped by `escape_surrogates`."""
    return "".join(chr(ord(c) - _PRIVATE_USE + _SURROGATES) if ord(c) >= _PRIVATE_USE else c for c in text)
