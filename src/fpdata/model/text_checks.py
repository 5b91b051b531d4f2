"""Check the text of a cell: reject characters that can mislead a reader, a spreadsheet or a comparison."""

from __future__ import annotations

import re
from collections.abc import Callable
from unicodedata import is_normalized

from pydantic_core import PydanticCustomError

# C0, DEL and C1 controls; line separators; bidirectional marks, embeddings, overrides and isolates;
# zero-width and other invisible characters. None carries meaning in a cell, all can mislead.
FORBIDDEN_CHARACTERS = "[\x00-\x1f\x7f-\x9f\u2028\u2029\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
_FORBIDDEN = re.compile(FORBIDDEN_CHARACTERS)

#: Characters that start a formula in a spreadsheet, including the full-width forms.
FORMULA_PREFIXES = tuple("=+-@＝＋－＠")

#: Scripts with letters that look alike.
CONFUSABLE_SCRIPTS = {
    "Latin": re.compile("[A-Za-zªºÀ-ÖØ-öø-ʯḀ-ỿꜢ-ꟿ]"),
    "Greek": re.compile("[Ͱ-ϡϰ-Ͽἀ-῾]"),
    "Cyrillic": re.compile("[Ѐ-ԯᲀ-ᲊꙀ-ꚟ]"),
}
_WORD = re.compile(r"[^\W\d_]+")

#: Lone surrogates: undecodable bytes, as ``surrogateescape`` reads them.
SURROGATE = re.compile("[\ud800-\udfff]")


def string_check(
    max_length: int, *, is_free_text: bool, pattern: str | None, code: str, expected: str
) -> Callable[[str], str]:
    """Return a validator of strings, for pydantic: it returns its argument or raises an error with an issue code.

    `code` and `expected` are the issue code and message of a string that `pattern` does not match as a whole.
    """
    full = re.compile(pattern) if pattern else None

    def check(text: str) -> str:
        if not text.isascii() and SURROGATE.search(text):
            raise PydanticCustomError("row-encoding", "the cell is not valid UTF-8", {})
        if len(text) > max_length:
            raise PydanticCustomError(
                "row-length", "{length} characters; the limit is {limit}", {"length": len(text), "limit": max_length}
            )
        if found := _FORBIDDEN.search(text):
            raise PydanticCustomError(
                "row-characters", "contains the invisible character U+{point}", {"point": f"{ord(found[0]):04X}"}
            )
        if text != text.strip():
            raise PydanticCustomError("row-whitespace", "has leading or trailing whitespace", {})
        if is_free_text:
            _check_free_text(text)
        if full and not full.fullmatch(text):
            raise PydanticCustomError(code, "{expected}", {"expected": expected})
        return text

    return check


def _check_free_text(text: str) -> None:
    """Reject text that a spreadsheet would run, that is not in NFC, or that mixes look-alike scripts in a word."""
    if text.startswith(FORMULA_PREFIXES):
        raise PydanticCustomError("row-formula", "starts with {sign}", {"sign": text[0]})
    if text.isascii():
        return
    if not is_normalized("NFC", text):
        raise PydanticCustomError("row-nfc", "is not in Unicode normalization form NFC", {})
    if mixed := mixed_script_word(text):
        word, scripts = mixed
        raise PydanticCustomError(
            "row-script", "the word {word} mixes {scripts} letters", {"word": word, "scripts": scripts}
        )


def mixed_script_word(text: str) -> tuple[str, str] | None:
    """Return the first word that mixes confusable scripts, and those scripts ('Latin and Cyrillic'); None without one."""
    for word in _WORD.findall(text):
        scripts = [name for name, letters in CONFUSABLE_SCRIPTS.items() if letters.search(word)]
        if len(scripts) > 1:
            return word, " and ".join(scripts)
    return None
