"""The changelog: a release's entry, and its place in the file."""

from __future__ import annotations

import re

from fpdata.checks.render import count
from fpdata.model.escape import escape_control
from fpdata.model.tables import TABLES
from fpdata.versioning.release_plan import ReleasePlan
from fpdata.versioning.semver import Bump

_UNRELEASED = "(not yet released)"
_HEADING = re.compile(r"^## .*$", re.MULTILINE)
_EFFECTS = (
    (Bump.MAJOR, "Queries may fail or miss records"),
    (Bump.MINOR, "Queries may find more"),
    (Bump.PATCH, "Queries may find other values"),
)


def changelog_entry(plan: ReleasePlan) -> str:
    """Return the entry in Markdown, without a heading: what changed in the data, the greatest bump first."""
    if plan.last is None:
        return f"Data: the first release, {len(plan.difference.of('added')):,} records.\n"
    lines = [f"Data, since {plan.last}:", ""]
    for bump, effect in _EFFECTS:
        if texts := [reason.text for reason in plan.reasons if reason.bump is bump]:
            lines.append(f"- {effect}: {'; '.join(texts)}.")
            lines += _retired_ids(plan) if bump is Bump.MAJOR else []
    if contested := len(plan.difference.newly_contested):
        lines.append(f"- Claims disagree on {count(contested, 'more subject')}; see the view `contested`.")
    return "\n".join(lines) + "\n"


def insert_entry(changelog: str, plan: ReleasePlan, date: str) -> str:
    """Return the text of a changelog with the release, dated `date`, as its first section.

    A first section that is marked "(not yet released)" becomes the section of the release, notes included.
    """
    headings = list(_HEADING.finditer(changelog))
    title, entry = f"## {plan.version} ({date})", changelog_entry(plan)
    start = headings[0].start() if headings else len(changelog)
    end, notes = start, ""
    if headings and _UNRELEASED in headings[0][0]:
        end = headings[1].start() if len(headings) > 1 else len(changelog)
        notes = f"{changelog[headings[0].end() : end].strip()}\n\n".lstrip()
    return f"{changelog[:start].rstrip()}\n\n{title}\n\n{notes}{entry}\n{changelog[end:]}".rstrip() + "\n"


def _retired_ids(plan: ReleasePlan) -> list[str]:
    retired = [change for kind in ("withdrawn", "merged", "renamed") for change in plan.difference.of(kind)]
    return [
        f"  - {change.table} {_code(change.id)} {f'is now {_code(change.to)}' if change.to else 'was withdrawn'}"
        for change in retired
        if len(TABLES[change.table].key) == 1
    ]


def _code(id: str) -> str:
    """Return an id as Markdown code; one of the last release may be anything."""
    return f"`{escape_control(id).replace('`', '')}`"
