"""Show a difference: to a person, and in Markdown for a pull request. Everything shown is escaped."""

from __future__ import annotations

from collections.abc import Iterator

from fpdata.checks.issue import escape_control
from fpdata.checks.render import count, markdown_cell
from fpdata.versioning.diff import CHANGE_KINDS, Change, Difference

_MOST = 120  # characters of a value
_LABELS = ("name", "title", "summary", "value")


def summary(difference: Difference) -> str:
    """Return the difference in one line."""
    parts = [f"{len(found):,} {kind}" for kind in CHANGE_KINDS if (found := difference.of(kind))]
    if difference.contested:
        parts.append(f"{len(difference.contested):,} newly contested")
    return f"{count(len(difference.changes), 'record')}: {', '.join(parts)}" if parts else "No record differs."


def as_text(difference: Difference) -> Iterator[str]:
    """Yield the lines for a terminal."""
    for kind in CHANGE_KINDS:
        if found := difference.of(kind):
            yield f"{kind} ({len(found):,})"
            for change in found:
                yield f"  {_head(change)}"
                if kind in ("changed", "renamed"):
                    for name, (before, after) in change.fields.items():
                        yield f"    {name}: {_value(before)} → {_value(after)}"
            yield ""
    if difference.contested:
        yield f"newly contested ({len(difference.contested):,})"
        yield from (
            f"  {escape_control(subject)}: {escape_control(predicate)}" for subject, predicate in difference.contested
        )
        yield ""
    yield summary(difference)


def as_markdown(difference: Difference, most: int = 200) -> Iterator[str]:
    """Yield the lines for a pull request; at most `most` records of each kind."""
    yield f"### {summary(difference)}"
    for kind in CHANGE_KINDS:
        if found := difference.of(kind):
            yield ""
            yield f"**{kind}** ({len(found):,})"
            yield ""
            yield "| table | record | field | before | after |"
            yield "| --- | --- | --- | --- | --- |"
            for change in found[:most]:
                yield from _markdown_rows(change)
            if len(found) > most:
                yield f"| … {len(found) - most:,} more | | | | |"
    if difference.contested:
        yield ""
        yield f"**newly contested** ({len(difference.contested):,}): on these, claims disagree now"
        yield ""
        yield from (f"- {markdown_cell(f'{subject}: {predicate}')}" for subject, predicate in difference.contested)


def _markdown_rows(change: Change) -> Iterator[str]:
    if change.kind in ("changed", "renamed"):
        for name, (before, after) in change.fields.items():
            cells = (change.table, change.id, name, (before or "")[:_MOST], (after or "")[:_MOST])
            yield "| " + " | ".join(map(markdown_cell, cells)) + " |"
        return
    label = _label(change)
    cells = (change.table, change.id, "", label if change.before else "", change.to or ("" if change.before else label))
    yield "| " + " | ".join(map(markdown_cell, cells)) + " |"


def _head(change: Change) -> str:
    label = f"  {escape_control(_label(change), _MOST)}" if change.kind != "changed" else ""
    to = f" → {escape_control(change.to)}" if change.to else ""
    return f"{change.table} {escape_control(change.id)}{to}{label}"


def _label(change: Change) -> str:
    row = change.after or change.before or {}
    return next((row[name] or "" for name in _LABELS if row.get(name)), "")


def _value(value: str | None) -> str:
    return "(empty)" if value is None else escape_control(value, _MOST)
