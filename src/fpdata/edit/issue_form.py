"""Read what somebody answered in an issue form on GitHub as a record, with those that belong to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from fpdata.edit.tables import EditError
from fpdata.model.characters import quote

#: What GitHub writes where nothing was answered.
_NO_ANSWER = "_No response_"
_START = re.compile(r"\s*### [a-z_.]+[ \t]*\r?\n[ \t]*\r?\n")
_HEADING = re.compile(r"### (.*\S)\s*")
_FENCE = re.compile(r"(`{3,})\w*\s*")


def is_issue_form(text: str) -> bool:
    """Whether a text is the body of an issue that was opened with a form: a column as heading, a blank line, the answer."""
    return _START.match(text) is not None


def read_issue_form(text: str, parse: Callable[[str], Any]) -> dict[str, Any]:
    r"""Return the answers by column, as `fpdata new` takes them: those of `document.title` within `document`.

    `text` is the body of the issue in Markdown; `parse` reads an answer that is JSON or YAML, which the form marks as
    such. What was not answered is left out. Raises EditError if a question is answered twice, or in two ways.

    >>> read_issue_form("### name\n\nArms control\n\n### description\n\n_No response_\n", parse=str)
    {'name': 'Arms control'}
    """
    record: dict[str, Any] = {}
    seen: set[str] = set()
    for question, lines in _answers(text):
        if question in seen:
            raise EditError(f"{quote(question)} is asked twice; keep one")
        seen.add(question)
        answer = _answer(lines, parse)
        if answer is not None:
            _put(record, question.split("."), answer)
    return record


def _answers(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each question with the lines of its answer; a heading within a fence is part of an answer."""
    question, lines, fence = "", list[str](), ""
    for line in text.replace("\r\n", "\n").split("\n"):
        if not fence and (heading := _HEADING.fullmatch(line)):
            if question:
                yield question, lines
            question, lines = heading[1], []
            continue
        if fence:
            fence = "" if line.strip() == fence else fence
        elif opened := _FENCE.fullmatch(line):
            fence = opened[1]
        lines.append(line)
    yield question, lines


def _answer(lines: list[str], parse: Callable[[str], Any]) -> Any:
    answer = "\n".join(lines).strip()
    if answer in ("", _NO_ANSWER):
        return None
    first, *inner = answer.split("\n")
    if (opened := _FENCE.fullmatch(first)) and inner and inner[-1].strip() == opened[1]:
        content = "\n".join(inner[:-1])
        return parse(content) if content.strip() else None
    return answer


def _put(record: dict[str, Any], path: list[str], answer: Any) -> None:
    """Put an answer in its place in a record."""
    name, *rest = path
    if name in record and not (rest and isinstance(record[name], dict)):
        raise EditError(f"{quote(name)} is an existing record and a new one; give its id, or the fields of the new one")
    if rest:
        _put(record.setdefault(name, {}), rest, answer)
    else:
        record[name] = answer
