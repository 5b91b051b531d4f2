"""The record that somebody means who types an id or a name: the command says which one it takes, and what else it may be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fpdata.cli.output import err, print_line

if TYPE_CHECKING:
    from fpdata.access.resolver import RecordKind, ResolvedName

_SHOWN = 3


def chosen_id(kind: RecordKind, text: str | None, data: Path | None) -> str | None:
    """Return the id of the record that an option names, and say on standard error which it is unless that is clear."""
    from fpdata.access.resolver import choose_record

    if text is None:
        return None
    resolved = choose_record(kind, text, data)
    if line := describe_choice(text, resolved):
        print_line(line, err)
    return resolved.id


def describe_choice(text: str, resolved: ResolvedName) -> str:
    """Return which record is taken for what was typed, and what else it may be; nothing if only it can be meant."""
    from fpdata.model.characters import shorten
    from fpdata.model.slugs import fold

    if not resolved.candidates or (not resolved.others and fold(resolved.candidates[0].name) == fold(text)):
        return ""
    others = name_others(resolved)
    return f"{shorten(text)!r} is taken as {resolved.candidates[0].name} ({resolved.id})" + (
        f"; {others}" if others else ""
    )


def name_others(resolved: ResolvedName) -> str:
    """Return what else may be meant, in a few words; "" if nothing."""
    others = [candidate.id for candidate in resolved.others]
    more = f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
    return f"also: {', '.join(others[:_SHOWN])}{more}" if others else ""
