"""Parse JSON that is not trusted: whatever it holds, it can be compared, counted and written again as UTF-8."""

from __future__ import annotations

import json
import math
from typing import Any

#: Levels of nesting; a descriptor needs six.
MAX_DEPTH = 64
#: Characters of a number; a double has at most 24, a 64-bit integer 20.
MAX_NUMBER = 100


class JsonError(ValueError):
    """The text is JSON, but not of the kind that is accepted; the message says why."""


def parse_json(content: bytes) -> Any:
    """Return the value of a JSON text in UTF-8.

    Raises json.JSONDecodeError if it is not JSON. Raises JsonError if it is JSON that readers disagree on or fail at:
    another encoding, a key given twice, NaN or an infinity, a huge number, a lone surrogate, deep nesting.
    """
    if content.startswith(b"\xef\xbb\xbf"):
        raise JsonError("starts with a byte order mark; save it as UTF-8 without one")
    try:
        value = json.loads(
            content.decode(),
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_int=_integer,
            parse_float=_float,
        )
    except UnicodeDecodeError:
        raise JsonError("is not UTF-8; save it as UTF-8") from None
    except RecursionError:
        raise too_deep() from None
    _require_shallow(value)
    if b"\\u" in content:  # only an escape can be a lone surrogate
        _require_characters(value)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        seen: set[str] = set()
        key = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise JsonError(f"the key {key[:100]!r} is given twice; keep one")
    return value


def _constant(name: str) -> Any:
    raise JsonError(f"{name} is not a number in JSON; use a finite number or null")


def _integer(text: str) -> int:
    _require_short(text)
    return int(text)


def _float(text: str) -> float:
    _require_short(text)
    if math.isinf(value := float(text)):
        raise JsonError(f"the number {text} is too large")
    return value


def _require_short(text: str) -> None:
    if len(text) > MAX_NUMBER:
        raise JsonError(f"a number has {len(text):,} characters; the limit is {MAX_NUMBER}")


def _require_shallow(value: Any) -> None:
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        containers = [item for item in level if isinstance(item, list | dict)]
        level = [item for found in containers for item in (found.values() if isinstance(found, dict) else found)]
    if level:
        raise too_deep()


def _require_characters(value: Any) -> None:
    match value:
        case str():
            try:
                value.encode()
            except UnicodeEncodeError:
                raise JsonError(f"the text {value[:100]!r} has a lone surrogate, which is not a character") from None
        case list():
            for item in value:
                _require_characters(item)
        case dict():
            for key, item in value.items():
                _require_characters(key)
                _require_characters(item)


def too_deep() -> JsonError:
    """Return the error for a text whose values are nested too deeply."""
    return JsonError(f"is nested more than {MAX_DEPTH} levels deep")
