"""What a cell of a query's answer is in JSON, and as text: JSON has no NaN, and DuckDB has lists and structs."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

_PRINTABLE = range(0x20, 0x7F)


def json_line(columns: Sequence[str], row: Iterable[object]) -> str:
    """Return a row as a JSON object on one line; a number that JSON does not have is null, a date a string."""
    record = dict(zip(columns, row, strict=True))
    try:
        return _encode(record)
    except (TypeError, ValueError):  # NaN, or a key that is no string
        return _encode(to_json(record))


def to_json(value: Any) -> Any:
    r"""Return a value as JSON has it.

    >>> to_json({1: float("nan"), "of": [b"a\xff", Decimal("1.5")]})
    {'1': None, 'of': ['a\\xFF', 1.5]}
    """
    match value:
        case None | bool() | str() | int():
            return value
        case float() | Decimal():
            return float(value) if math.isfinite(value) else None
        case bytes():
            return "".join(
                chr(byte) if byte in _PRINTABLE and byte != ord("\\") else f"\\x{byte:02X}" for byte in value
            )
        case dict():
            return {str(key): to_json(item) for key, item in value.items()}
        case list() | tuple():
            return [to_json(item) for item in value]
    return str(value)


def cell_text(value: object) -> str:
    """Return a value as text: of a list or a struct, its JSON."""
    if isinstance(value, dict | list | tuple):
        return _encode(to_json(value))
    return "" if value is None else str(to_json(value) if isinstance(value, bytes) else value)


def distinct_names(columns: Iterable[str]) -> list[str]:
    """Return the names of columns, each once: a second is numbered, as DuckDB does in a subquery.

    >>> distinct_names(["name", "name", "name_1"])
    ['name', 'name_2', 'name_1']
    """
    given = [*columns]
    names: list[str] = []
    for name in given:
        number, own = 0, name
        while own in names or (number and own in given):
            number += 1
            own = f"{name}_{number}"
        names.append(own)
    return names


_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=to_json).encode
