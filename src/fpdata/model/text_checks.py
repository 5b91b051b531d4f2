"""Check the text of a cell: reject characters that can mislead a reader, a spreadsheet or a comparison."""

from __future__ import annotations

import re
from collections.abc import Callable
from unicodedata import is_normalized

from pydantic_core import PydanticCustomError

from fpdata.model.characters import SURROGATE, describe_character, forbidden_character

#: Characters that start a formula in a spreadsheet, including the full-width forms.
FORMULA_PREFIXES = tuple("=+-@＝＋－＠")

#: Scripts and alphabets with letters that look alike (UTS 39), by the names of their characters in Unicode 14.0.
CONFUSABLE_SCRIPTS = {
    "Latin": re.compile(
        "[A-Za-zªºÀ-ÖØ-öø-ʯ\u1d00-\u1d25\u1d2c-\u1d5c\u1d62-\u1d65\u1d6b-\u1d77\u1d79-\u1d9a\u1e00-\u1eff"
        "\u2071\u207f\u2090-\u209c\u2184\u2c60-\u2c7f\ua722-\ua787\ua78b-\ua7ff\uab30-\uab5a"
        "\uab60-\uab64\uab66-\uab68\ufb00-\ufb06\U0001df00-\U0001df1e]"
    ),
    "Greek": re.compile("[Ͱ-ϡϰ-Ͽ\u1d26-\u1d2a\u1d5d-\u1d61\u1d66-\u1d6a\u1f00-\u1fff\uab65]"),
    "Cyrillic": re.compile("[Ѐ-ԯ\u1c80-\u1c8a\u1d2b\u1d78\ua640-\ua69f]"),
    "Armenian": re.compile("[\u0531-\u0559\u0560-\u0588\ufb13-\ufb17]"),
    "Coptic": re.compile("[\u03e2-\u03ef\u2c80-\u2ce4\u2ceb-\u2cf3]"),
    "Cherokee": re.compile("[\u13a0-\u13fd\uab70-\uabbf]"),
    "Lisu": re.compile("[\ua4d0-\ua4fd\U00011fb0]"),
    "full-width": re.compile("[\uff21-\uff3a\uff41-\uff5a]"),
    "mathematical": re.compile("[\U0001d400-\U0001d7cb]"),
}
_WORD = re.compile(r"[^\W\d_]+")


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
        if (found := forbidden_character(text)) is not None:
            raise PydanticCustomError(
                "row-characters",
                "contains the invisible or undefined character {character}",
                {"character": describe_character(found)},
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
            "row-script",
            "the word {word} mixes {scripts} letters: {odd}",
            {"word": word, "scripts": scripts, "odd": _odd_letters(word)},
        )


def mixed_script_word(text: str) -> tuple[str, str] | None:
    """Return the first word that mixes confusable scripts, and those scripts ('Latin and Cyrillic'); None without one."""
    for word in _WORD.findall(text):
        scripts = [name for name, letters in CONFUSABLE_SCRIPTS.items() if letters.search(word)]
        if len(scripts) > 1:
            return word, " and ".join(scripts)
    return None


def _odd_letters(word: str) -> str:
    """Return the letters of the rarest script in a word of several, with their code points: 'А is U+0410'."""
    found = [letters.findall(word) for letters in CONFUSABLE_SCRIPTS.values()]
    # Of scripts that are equally frequent, the later: a Latin word with a foreign letter is the usual fault.
    odd = min(reversed([letters for letters in found if letters]), key=len)
    return ", ".join(f"{letter} is {describe_character(letter)}" for letter in list(dict.fromkeys(odd))[:5])
