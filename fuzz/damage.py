"""Damage to a file that is not a table: what a bad disk, a bad program or a bad person may do to its bytes."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from copy import deepcopy
from typing import Any

SNIPPETS = [
    b"\x00", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r\n", b'"', b"{", b"[", b"]", b"}", b":", b",", b"\\ud800", b"NaN", b"-Infinity", b"1e999",
    b"7" * 5000, b"[" * 300, b"null", b"true", b"../../x", b"/etc/passwd", b"PAR1", b"PK\x03\x04", b"&a *a", b"!!python/object:os.system x", b"<<: *a", b"---\n",
    b"\x7f\xff\xff\xff", b"\x00" * 8, b"\xff" * 8,
]  # fmt: skip
#: What may stand in the place of any value of a JSON text.
VALUES: list[Any] = [
    None, True, 0, -1, 2**63, 10**400, 1e308, "", "x", "\x00", "\ud800", "../x", "/x", "a" * 100_000, "\u202e", [], {}, [[]], [None], {"": None}, {"name": {}},
]  # fmt: skip


def damage(chance: random.Random, content: bytes) -> bytes:
    """Return the bytes with one damage or several, or, for a JSON text, with other values in it."""
    if chance.random() < 0.5 and content[:1] in (b"{", b"["):
        return _other_values(chance, content)
    for _ in range(chance.choice([1, 1, 2, 4, 8])):
        content = chance.choice(_DAMAGES)(chance, content)
    return content


def _other_values(chance: random.Random, content: bytes) -> bytes:
    value = json.loads(content)
    for _ in range(chance.choice([1, 1, 2, 5])):
        at: Any = value
        while True:
            keys = list(at) if isinstance(at, dict) else range(len(at))
            if not keys:
                break
            key = chance.choice(list(keys))
            if isinstance(at[key], dict | list) and chance.random() < 0.8:
                at = at[key]
                continue
            if isinstance(at, dict) and chance.random() < 0.2:
                del at[key]
            else:
                at[key] = deepcopy(chance.choice(VALUES))  # the next damage may be inside it
            break
    return json.dumps(value, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


def _slice(chance: random.Random, content: bytes) -> tuple[int, int]:
    start = chance.randrange(len(content) + 1)
    return start, min(len(content), start + chance.choice([1, 2, 4, 16, 200, len(content)]))


def _flip(chance: random.Random, content: bytes) -> bytes:
    if not content:
        return content
    at = chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :]


def _delete(chance: random.Random, content: bytes) -> bytes:
    start, end = _slice(chance, content)
    return content[:start] + content[end:]


def _repeat(chance: random.Random, content: bytes) -> bytes:
    start, end = _slice(chance, content)
    return content[:end] + content[start:end] * chance.choice([1, 1, 20]) + content[end:]


def _move(chance: random.Random, content: bytes) -> bytes:
    start, end = _slice(chance, content)
    moved, rest = content[start:end], content[:start] + content[end:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + moved + rest[at:]


def _insert(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(SNIPPETS) + content[at:]


def _overwrite(chance: random.Random, content: bytes) -> bytes:
    snippet = chance.choice(SNIPPETS)
    at = chance.randrange(len(content) + 1)
    return content[:at] + snippet + content[at + len(snippet) :]


_DAMAGES: list[Callable[[random.Random, bytes], bytes]] = [
    *[_flip] * 4, _delete, _repeat, _move, *[_insert] * 2, *[_overwrite] * 2,
    lambda chance, content: content[: chance.randrange(len(content) + 1)],
    lambda chance, content: content[::-1],
    lambda chance, content: b"",
]  # fmt: skip
