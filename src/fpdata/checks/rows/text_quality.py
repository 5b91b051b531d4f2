"""Rules about texts that are valid, but probably not as somebody wrote them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from fpdata.checks.issue import Issue
from fpdata.checks.records import PackageRecords
from fpdata.checks.rule import Rule, rule
from fpdata.model.addresses import TRACKED_ADDRESS_PATTERN, tracking_parameters
from fpdata.model.mojibake import MOJIBAKE_PATTERN, likely_reading

#: References to characters, tags, and the marks of wikis, Markdown and comments.
MARKUP_PATTERN = (
    r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]+);"
    r"|</?(?i:a|abbr|b|big|blockquote|br|center|cite|code|div|em|font|h[1-6]|hr|i|img|li|nowiki|ol|p|pre|q|ref|s|script|small|span"
    r"|strong|style|sub|sup|table|tbody|td|th|tr|tt|u|ul)(?:[ /][^<>]*)?>"
    r"|<!--|\[\[|\]\]|\{\{|\}\}|'''|\]\(https?:|\*\*"
)
_MARKUP = re.compile(MARKUP_PATTERN)

#: Two blanks, or one that forbids a line break; some of these are as they should be.
BLANKS_PATTERN = "[ \u00a0\u202f\u3000]{2}|[\u00a0\u202f]"
_BLANKS = re.compile(BLANKS_PATTERN)
# A no-break space stands before high punctuation and inside quotation marks in French, and between groups of digits.
_RIGHT_NO_BREAK = re.compile("(?<=[«‹0-9–—])[\u00a0\u202f](?! )|(?<! )[\u00a0\u202f](?=[»›:;!?%‰°€£$0-9–—])")


def _find_markup(text: str) -> str:
    for found in _MARKUP.finditer(text):
        if not found[0].startswith("&"):
            return f"contains the markup {found[0]}"
        if (character := html.unescape(found[0])) != found[0]:
            return f"contains {found[0]}, the HTML reference for {character!r}"
    return ""


def _find_blanks(text: str) -> str:
    found = _BLANKS.search(_RIGHT_NO_BREAK.sub("", text))
    if not found:
        return ""
    return "contains a no-break space" if len(found[0]) == 1 else "contains several blanks in a row"


def _find_mojibake(text: str) -> str:
    reading = likely_reading(text)
    return f"was probably {reading!r} before it was read in a wrong encoding" if reading else ""


def _find_tracking(url: str) -> str:
    names = tracking_parameters(url)
    return f"the parameter {names[0]} tracks readers" if names else ""


def _text_rule(name: str, doc: str, code: str, kind: str, find: Callable[[str], str]) -> Rule:
    """Return a rule about single cells of one kind; `find` returns what is wrong with a text, or nothing."""

    def check(records: PackageRecords) -> Iterator[Issue]:
        for table in records.values():
            columns = [column for column in table.table.columns if column.kind == kind]
            for row in table.valid:
                for column in columns:
                    text = getattr(row.record, column.attribute)
                    if text and (message := find(text)):
                        yield table.issue(code, row, column.name, message)

    check.__name__, check.__doc__ = name, doc
    return rule(is_by_record=True)(check)


no_mojibake = _text_rule(
    "no_mojibake", "No text was read in a wrong encoding.", "quality-mojibake", "text", _find_mojibake
)
no_markup = _text_rule("no_markup", "Text is plain, without markup.", "quality-markup", "text", _find_markup)
single_blanks = _text_rule("single_blanks", "Blanks are single spaces.", "quality-blanks", "text", _find_blanks)
no_tracking = _text_rule("no_tracking", "No address tracks its readers.", "quality-tracking", "url", _find_tracking)


class TextPattern(NamedTuple):
    """What a cell contains that may break a rule."""

    kind: str
    """The kind of the columns."""
    pattern: str


TEXT_PATTERNS: dict[Rule, TextPattern] = {
    no_mojibake: TextPattern("text", MOJIBAKE_PATTERN),
    no_markup: TextPattern("text", MARKUP_PATTERN),
    single_blanks: TextPattern("text", BLANKS_PATTERN),
    no_tracking: TextPattern("url", TRACKED_ADDRESS_PATTERN),
}

#: The rules about texts, in the order in which they run.
TEXT_RULES: tuple[Rule, ...] = (no_mojibake, no_markup, single_blanks, no_tracking)
