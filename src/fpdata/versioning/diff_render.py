"""Render a difference as text for a terminal, as Markdown for a pull request and as JSON; every value is escaped.

A difference may have a million changes, so each form is made line by line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from fpdata.checks.render import count
from fpdata.model.escape import escape_control, escape_json, markdown_cell
from fpdata.versioning.diff import CHANGE_KINDS, Change, Difference

_MAX_LENGTH = 120  # characters of a value
_LABEL_COLUMNS = ("name", "title", "summary", "value")


def summarize_difference(difference: Difference) -> str:
    """Return one line: how many records differ, by kind of change."""
    parts = [f"{len(changes):,} {kind}" for kind in CHANGE_KINDS if (changes := difference.of(kind))]
    if difference.newly_contested:
        parts.append(f"{len(difference.newly_contested):,} newly contested")
    return f"{count(len(difference.changes), 'record')}: {', '.join(parts)}" if parts else "No differences."


def render_text(difference: Difference) -> Iterator[str]:
    """Yield the lines of a difference for a terminal, without markup."""
    for kind in CHANGE_KINDS:
        if changes := difference.of(kind):
            yield f"{kind} ({len(changes):,})"
            for change in changes:
                yield f"  {_heading(change)}"
                if kind in ("changed", "renamed"):
                    for name, (before, after) in change.fields.items():
                        yield f"    {name}: {_value(before)} → {_value(after)}"
            yield ""
    if difference.newly_contested:
        yield f"newly contested ({len(difference.newly_contested):,})"
        yield from (
            f"  {escape_control(subject)}: {escape_control(predicate)}"
            for subject, predicate in difference.newly_contested
        )
        yield ""
    yield summarize_difference(difference)


def render_markdown(difference: Difference, max_records: int = 200) -> Iterator[str]:
    """Yield the lines of a difference in Markdown, with at most `max_records` records of each kind."""
    yield f"### {summarize_difference(difference)}"
    for kind in CHANGE_KINDS:
        if changes := difference.of(kind):
            yield ""
            yield f"**{kind}** ({len(changes):,})"
            yield ""
            yield "| table | record | field | before | after |"
            yield "| --- | --- | --- | --- | --- |"
            for change in changes[:max_records]:
                yield from _markdown_rows(change)
            if len(changes) > max_records:
                yield f"| … {len(changes) - max_records:,} more | | | | |"
    if difference.newly_contested:
        yield ""
        yield f"**newly contested** ({len(difference.newly_contested):,}): claims now disagree on these"
        yield ""
        yield from (
            f"- {markdown_cell(f'{subject}: {predicate}')}" for subject, predicate in difference.newly_contested
        )


def render_json(difference: Difference) -> Iterator[str]:
    """Yield the lines of a difference as a JSON object, with one change a line."""
    counts = {kind: len(difference.of(kind)) for kind in CHANGE_KINDS}
    contested = [{"subject": subject, "predicate": predicate} for subject, predicate in difference.newly_contested]
    yield f'{{"counts": {_json(counts)},'
    yield '"changes": ['
    last = len(difference.changes) - 1
    for number, change in enumerate(difference.changes):
        yield _json(change.to_dict()) + ("," if number < last else "")
    yield "],"
    yield f'"newly_contested": {_json(contested)}}}'


def _json(value: Any) -> str:
    return escape_json(json.dumps(value, ensure_ascii=False))


def _markdown_rows(change: Change) -> Iterator[str]:
    if change.kind in ("changed", "renamed"):
        for name, (before, after) in change.fields.items():
            cells = (change.table, change.id, name, (before or "")[:_MAX_LENGTH], (after or "")[:_MAX_LENGTH])
            yield "| " + " | ".join(map(markdown_cell, cells)) + " |"
        return
    label = _label(change)
    cells = (change.table, change.id, "", label if change.before else "", change.to or ("" if change.before else label))
    yield "| " + " | ".join(map(markdown_cell, cells)) + " |"


def _heading(change: Change) -> str:
    label = f"  {escape_control(_label(change), _MAX_LENGTH)}" if change.kind != "changed" else ""
    to = f" → {escape_control(change.to)}" if change.to else ""
    return f"{change.table} {escape_control(change.id)}{to}{label}"


def _label(change: Change) -> str:
    row = change.after or change.before or {}
    return next((row[name] or "" for name in _LABEL_COLUMNS if row.get(name)), "")


def _value(value: str | None) -> str:
    return "(empty)" if value is None else escape_control(value, _MAX_LENGTH)
