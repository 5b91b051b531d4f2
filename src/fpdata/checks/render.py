"""Render issues as text, JSON, GitHub annotations or Markdown. Every renderer escapes what it shows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from fpdata.checks.codes import CODES
from fpdata.checks.issue import Issue
from fpdata.model.escape import escape_control, escape_json

if TYPE_CHECKING:  # the command line imports IssueFormat for its help, which must not load pyarrow
    from fpdata.checks.report import Report


class IssueFormat(StrEnum):
    """The formats in which issues can be rendered."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    MARKDOWN = "markdown"


def render_issues(report: Report, format: IssueFormat, max_issues: int = 20) -> Iterator[str]:
    """Yield the lines of a report, with at most `max_issues` issues of each code; 0 shows all.

    In text and Markdown, the issues of one missing id are one, with their number in each table. JSON (one object per line) and GitHub annotations always show every issue.
    """
    match format:
        case IssueFormat.JSON:
            return (escape_json(json.dumps(issue.to_dict(), ensure_ascii=False)) for issue in report.issues)
        case IssueFormat.GITHUB:
            return (_annotation(issue) for issue in report.issues)
        case IssueFormat.MARKDOWN:
            return _markdown(report, max_issues)
        case IssueFormat.TEXT:
            return _text(report, max_issues)


def summarize_report(report: Report) -> str:
    """Return one line that says how much was checked and how many issues were found."""
    errors = len(report.errors)
    warnings = len(report.issues) - errors
    return f"{count(report.rows, 'record')} in {count(report.tables, 'table')}: {count(errors, 'error')}, {count(warnings, 'warning')}"


def count(number: int, noun: str) -> str:
    """Return a number with its noun: '1 error', '2,000 errors'."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def by_code(issues: Iterable[Issue]) -> Iterator[tuple[str, list[Issue]]]:
    """Yield each code with its issues: errors before warnings, then in the order of `CODES`."""
    order = {code: (info.severity, number) for number, (code, info) in enumerate(CODES.items())}
    ordered = sorted(issues, key=lambda issue: (order[issue.code], issue))
    for code, group in groupby(ordered, key=lambda issue: issue.code):
        yield code, list(group)


def group_alike(issues: Iterable[Issue]) -> list[list[Issue]]:
    """Return issues in groups: those of one missing or retired id, which one change mends, together; others alone."""
    groups: dict[object, list[Issue]] = {}
    for number, issue in enumerate(issues):
        is_about_id = issue.code in ("key-reference", "key-record", "key-redirected", "rule-redirect")
        groups.setdefault((issue.code, issue.value, issue.message) if is_about_id else number, []).append(issue)
    return list(groups.values())


def count_by_table(issues: Sequence[Issue]) -> str:
    """Return how many issues each table has: 'claims 40, roles 57'; files outside the tables by their paths."""
    counts = Counter(issue.table or issue.file for issue in issues)
    return ", ".join(f"{name} {number:,}" for name, number in counts.most_common())


def _text(report: Report, max_issues: int) -> Iterator[str]:
    for code, issues in by_code(report.issues):
        info = CODES[code]
        yield f"{info.severity} {code}: {info.title} ({len(issues):,})"
        groups = group_alike(issues)
        for group in groups[: max_issues or None]:
            issue = group[0]
            where = (
                f" {escape_control(issue.record)}.{escape_control(issue.field)}" if issue.field and issue.record else ""
            )
            yield f"  {escape_control(issue.place)}{where}: {escape_control(issue.message)}"
            if len(group) > 1:
                yield f"    {_repeated(group)}"
            if issue.hint:
                yield f"    {escape_control(issue.hint)}"
        if more := sum(map(len, groups[max_issues:])) if max_issues else 0:
            yield f"  … and {more:,} more with this code"
        yield f"  Fix: {info.fix}"
        yield ""
    yield summarize_report(report)


def _markdown(report: Report, max_issues: int) -> Iterator[str]:
    yield f"### {'Valid' if report.ok else 'Not valid'}: {summarize_report(report)}"
    for code, issues in by_code(report.issues):
        info = CODES[code]
        yield ""
        yield f"**{code}** ({info.severity}, {len(issues):,}): {info.title}. Fix: {info.fix}"
        yield ""
        yield "| location | record | field | value | problem |"
        yield "| --- | --- | --- | --- | --- |"
        groups = group_alike(issues)
        for group in groups[: max_issues or None]:
            issue = group[0]
            repeated = f" {_repeated(group)}" if len(group) > 1 else ""
            problem = _sentences(issue.message, issue.hint) + repeated
            cells = (issue.place, issue.record, issue.field, issue.shown_value, problem)
            yield "| " + " | ".join(map(markdown_cell, cells)) + " |"
        if more := sum(map(len, groups[max_issues:])) if max_issues else 0:
            yield f"| … {more:,} more | | | | |"


def _repeated(group: Sequence[Issue]) -> str:
    return escape_control(f"The same {count(len(group), 'time')}, by table: {count_by_table(group)}.")


def _sentences(message: str, hint: str) -> str:
    return f"{message}. {hint}" if hint else f"{message}."


def markdown_cell(text: str) -> str:
    """Return `text` as plain text for one cell of a Markdown table: no markup, HTML or mentions, on one line."""
    escaped = escape_control(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join("\\" + c if c in "\\`*_{}[]()#+!|~@" else c for c in escaped)


def _annotation(issue: Issue) -> str:
    # https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    properties = {"file": issue.file, "line": str(issue.line or 1), "title": f"{issue.code} {issue.field}".strip()}
    location = ",".join(f"{name}={_escape_command(escape_control(value), ':,')}" for name, value in properties.items())
    message = _sentences(issue.message, issue.hint or CODES[issue.code].fix)
    return f"::{issue.severity} {location}::{_escape_command(escape_control(message))}"


def _escape_command(text: str, extra: str = "") -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    for character in extra:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
