"""Render issues as text, JSON, GitHub annotations or Markdown. Every renderer escapes what it shows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from fpdata.checks.codes import CODES, Severity
from fpdata.checks.issue import Issue
from fpdata.model.escape import escape_control, escape_json, markdown_cell

if TYPE_CHECKING:  # the command line imports IssueFormat for its help, which must not load pyarrow
    from fpdata.checks.report import Report


#: Issues of these codes that have the same value and message are about one id.
_ABOUT_IDS = ("key-reference", "key-record", "key-redirected", "rule-redirect")
#: Issues of these codes in one file are mended together, by 'fpdata fmt'.
_FORMATTED = ("row-blank-line", "row-header", "row-quotes", "row-nfc")
_LISTED_LINES = 10


class IssueFormat(StrEnum):
    """The formats in which issues can be rendered."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    MARKDOWN = "markdown"


def render_issues(report: Report, format: IssueFormat, max_issues: int = 20) -> Iterator[str]:
    """Yield the lines of a report, with at most `max_issues` issues of each code; 0 shows all.

    The issues of one missing id are one, with the number of records in each table that refer to it, and so are those of
    one file that 'fpdata fmt' mends; only JSON (one object per line) has each. JSON and GitHub annotations show issues without a limit.
    """
    match format:
        case IssueFormat.JSON:
            return (escape_json(json.dumps(issue.to_dict(), ensure_ascii=False)) for issue in report.issues)
        case IssueFormat.GITHUB:
            return map(_annotation, group_alike(report.issues))
        case IssueFormat.MARKDOWN:
            return _markdown(report, max_issues)
        case IssueFormat.TEXT:
            return _text(report, max_issues)


def summarize_report(report: Report) -> str:
    """Return one line that says how much was checked and how many issues were found."""
    warnings = [issue for issue in report.issues if issue.severity is Severity.WARNING]
    issues = f"{count_issues(report.errors, 'error')}, {count_issues(warnings, 'warning')}"
    return f"{count(report.rows, 'record')} in {count(report.tables, 'table')}: {issues}"


def count(number: int, noun: str) -> str:
    """Return a number with its noun: '1 error', '2,000 errors'."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def group_alike(issues: Iterable[Issue]) -> list[list[Issue]]:
    """Return issues in groups: those of one missing or retired id, or that formatting a file mends; others alone.

    Errors come before warnings, then they are in the order of `CODES`.
    """
    order = {code: (info.severity, number) for number, (code, info) in enumerate(CODES.items())}
    groups: dict[object, list[Issue]] = {}
    for number, issue in enumerate(sorted(issues, key=lambda issue: (order[issue.code], issue))):
        groups.setdefault(_cause(issue) or number, []).append(issue)
    return list(groups.values())


def _cause(issue: Issue) -> tuple[str, str] | None:
    """Return the id or the file that an issue is about, and what is wrong with it; None for any other issue."""
    if issue.code in _FORMATTED:
        return issue.file, issue.message
    if issue.code == "key-lost":  # said of the list of released ids, where references say that it is missing
        return issue.value, f"there is no record {issue.value!r} in {issue.table}"
    return (issue.value, issue.message) if issue.code in _ABOUT_IDS else None


def _by_code(issues: Iterable[Issue]) -> Iterator[tuple[str, list[list[Issue]]]]:
    """Yield each code with the groups of its issues."""
    for code, groups in groupby(group_alike(issues), key=lambda group: group[0].code):
        yield code, list(groups)


def count_issues(issues: Sequence[Issue], noun: str) -> str:
    """Return a number of issues with its noun, those of one cause as one: '2 errors', '1 error in 97 places'."""
    groups = len(group_alike(issues))
    places = f" in {count(len(issues), 'place')}" if groups < len(issues) else ""
    return count(groups, noun) + places


def count_by_table(issues: Sequence[Issue]) -> str:
    """Return how many issues each table has: 'claims 40, roles 57'; files outside the tables by their paths."""
    counts = Counter(issue.table or issue.file for issue in issues)
    return ", ".join(f"{name} {number:,}" for name, number in counts.most_common())


def _text(report: Report, max_issues: int) -> Iterator[str]:
    for code, groups in _by_code(report.issues):
        info = CODES[code]
        yield f"{info.severity} {code}: {info.title} ({_counted(groups)})"
        for group in groups[: max_issues or None]:
            issue = group[0]
            where = (
                f" {escape_control(issue.record)}.{escape_control(issue.field)}" if issue.field and issue.record else ""
            )
            yield f"  {escape_control(issue.place)}{where}: {escape_control(issue.message)}"
            if len(group) > 1:
                yield f"    {describe_group(group)}"
            if issue.hint:
                yield f"    {escape_control(issue.hint)}"
        if more := sum(map(len, groups[max_issues:])) if max_issues else 0:
            yield f"  … and {more:,} more with this code; for all: fpdata check --max-issues 0"
        yield f"  Fix: {info.fix}"
        yield ""
    yield summarize_report(report)


def _markdown(report: Report, max_issues: int) -> Iterator[str]:
    yield f"### {'Valid' if report.ok else 'Not valid'}: {summarize_report(report)}"
    for code, groups in _by_code(report.issues):
        info = CODES[code]
        yield ""
        yield f"**{code}** ({info.severity}, {_counted(groups)}): {info.title}. Fix: {info.fix}"
        yield ""
        yield "| location | record | field | value | problem |"
        yield "| --- | --- | --- | --- | --- |"
        for group in groups[: max_issues or None]:
            issue = group[0]
            repeated = f" {describe_group(group)}" if len(group) > 1 else ""
            problem = _sentences(issue.message, issue.hint) + repeated
            cells = (issue.place, issue.record, issue.field, issue.shown_value, problem)
            yield "| " + " | ".join(map(markdown_cell, cells)) + " |"
        if more := sum(map(len, groups[max_issues:])) if max_issues else 0:
            yield f"| … {more:,} more | | | | |"


def _counted(groups: Sequence[Sequence[Issue]]) -> str:
    places = sum(map(len, groups))
    return f"{len(groups):,}" + (f" in {count(places, 'place')}" if places > len(groups) else "")


def describe_group(group: Sequence[Issue]) -> str:
    """Return on one line in how many records of which tables, or in which lines, several issues of one cause are."""
    if group[0].code in _FORMATTED:
        lines = sorted({issue.line for issue in group})
        more = f" and {len(lines) - _LISTED_LINES:,} more" if len(lines) > _LISTED_LINES else ""
        return f"In lines {', '.join(map(str, lines[:_LISTED_LINES]))}{more}; 'fpdata fmt' mends all of them."
    places = [issue for issue in group if issue.code != "key-lost"]
    records = len({(issue.file, issue.line) for issue in places})
    refer = "refers" if records == 1 else "refer"
    released = " It is a released id, which must not be lost." if len(places) < len(group) else ""
    return escape_control(f"{count(records, 'record')} {refer} to it: {count_by_table(places)}.{released}")


def _sentences(message: str, hint: str) -> str:
    return f"{message}. {hint}" if hint else f"{message}."


def _annotation(group: Sequence[Issue]) -> str:
    issue = group[0]
    # https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    properties = {"file": issue.file, "line": str(issue.line or 1), "title": f"{issue.code} {issue.field}".strip()}
    location = ",".join(f"{name}={_escape_command(escape_control(value), ':,')}" for name, value in properties.items())
    repeated = f" {describe_group(group)}" if len(group) > 1 else ""
    message = _sentences(issue.message, issue.hint or CODES[issue.code].fix) + repeated
    return f"::{issue.severity} {location}::{_escape_command(escape_control(message))}"


def _escape_command(text: str, extra: str = "") -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    for character in extra:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
