"""Check the text of a cell: reject characters that can mislead a reader, a spreadsheet or a comparison."""

from __future__ import annotations

import re
from collections.abc import Callable
from unicodedata import category, is_normalized

from pydantic_core import PydanticCustomError

from fpdata.model.characters import (
    MAX_COUNTED,
    SURROGATE,
    describe_character,
    describe_characters,
    forbidden_character,
    shorten,
)

#: Characters that start a formula in a spreadsheet, including the full-width forms.
FORMULA_PREFIXES = tuple("=+-@＝＋－＠")

#: What spreadsheets and data frames write in place of a missing value, a long number or a range of pages.
_MONTHS = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
PLACEHOLDER_PATTERN = (
    r"#(?:REF|N/A|NAME|VALUE|DIV/0|NUM|NULL|SPILL|CALC|FIELD|BUSY|BLOCKED|CONNECT|GETTING_DATA|NV|BEZUG|WERT|ZAHL|NOM|VALEUR"
    r"|VALOR|NOME|NÚM|NULO|NOMBRE|N/D|RIF|VALORE|ЗНАЧ|ССЫЛКА|ИМЯ|ДЕЛ/0|ЧИСЛО|ПУСТО|Н/Д)[!?]?"
    r"|#[¡¿][^\s!?]+[!?]|Err:[0-9]{3}|\[object [A-Za-z]+\]"
    r"|#{3,}|[-+]?[Nn]a[Nn]|NAN|NaT|<NA>|[Nn]/[Aa]|NULL|Null|null|\(null\)|None|undefined|\\N|~"
    rf"|[-+]?[0-9](?:[.,][0-9]+[Ee][+-]?|[Ee][+-])[0-9]+|[0-9]{{1,2}}-{_MONTHS}(?:-[0-9]{{2}})?|{_MONTHS}-[0-9]{{2}}"
)
_PLACEHOLDER = re.compile(PLACEHOLDER_PATTERN)
#: How the files of a spreadsheet keep a character that XML does not, wherever it stands: _x000D_ is a carriage return.
_ESCAPED = re.compile("_x[0-9A-F]{4}_")

#: Scripts and alphabets with letters that look alike (UTS 39). Whole scripts are told by the names of their characters
#: in Unicode 14.0, so that a word in one of them is never a mixture.
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
    "mathematical": re.compile("[\U0001d400-\U0001d7ff]"),
    # What else UTS 39 (confusables.txt of Unicode 15.1) takes for a Latin letter or a digit.
    "look-alike": re.compile(
        "[\u06f1\u06f5\u06f7\u0966\u09e6\u09ea\u09ed\u0a66\u0a67\u0a6a\u0ae6\u0b20\u0b66\u0b68\u0be6\u0c66\u0ce6"
        "\u0d20\u0d66\u0d6d\u0e50\u0ed0\u101d\u1040\u10e7\u10ff\u1200\u12d0\u142f\u144c\u146d\u146f\u1472\u148d"
        "\u14aa\u14bf\u1541\u157c\u157d\u1587\u15af\u15b4\u15c5\u15de\u15ea\u15f0\u15f7\u16b7\u16c1\u16d5\u16d6"
        "\u2102\u210a-\u210e\u2110-\u2113\u2115\u2119-\u211d\u2124\u2128\u212a\u212c\u212d\u212f-\u2131"
        "\u2133\u2134\u2139\u213d\u2145-\u2149\u2160\u2164\u2169\u216c-\u2170\u2174\u2179\u217c-\u217e"
        "\u2d38\u2d39\u2d4f\u2d54\u2d55\u2d5d\u3007\ua6df\ua6ef\U00010282\U00010286\U00010287\U0001028a\U00010290"
        "\U00010292\U00010295-\U00010297\U000102a0-\U000102a2\U000102a5\U000102ab\U000102b0-\U000102b2\U000102b4"
        "\U000102cf\U000102f5\U00010301\U00010302\U00010309\U00010311\U00010315\U00010317\U0001031a\U00010320"
        "\U00010322\U00010404\U00010415\U0001041b\U00010420\U0001042c\U0001043d\U00010448\U000104b4\U000104c2"
        "\U000104ce\U000104d2\U000104ea\U000104f6\U00010513\U00010516\U00010518\U0001051c\U0001051d"
        "\U00010525-\U00010527\U000114d0\U00011706\U0001170a\U0001170e\U0001170f\U000118a0\U000118a2-\U000118a4"
        "\U000118a6\U000118a9\U000118ac\U000118ae\U000118af\U000118b2\U000118b5\U000118b8\U000118bb\U000118bc"
        "\U000118c0-\U000118c4\U000118c6\U000118c8\U000118ca\U000118cc\U000118d5-\U000118d8\U000118dc\U000118e0"
        "\U000118e5\U000118e6\U000118e9\U000118ec\U000118ef\U000118f2\U00016f08\U00016f0a\U00016f16\U00016f28"
        "\U00016f35\U00016f3a\U00016f3b\U00016f40\U00016f42\U00016f43\U0001fbf0-\U0001fbf9]"
    ),
}
_WORD = re.compile(r"[^\W_0-9]+")


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
            length = len(text) if len(text) <= MAX_COUNTED else f"more than {MAX_COUNTED:,}"
            raise PydanticCustomError(
                "row-length", "{length} characters; the limit is {limit}", {"length": length, "limit": max_length}
            )
        if (found := forbidden_character(text)) is not None:
            raise PydanticCustomError(
                "row-characters",
                "contains the invisible or undefined character {character}",
                {"character": describe_character(found)},
            )
        if text != text.strip():
            place = "begins" if text != text.lstrip() else "ends"
            raise PydanticCustomError(
                "row-whitespace", "{text} {place} with a blank", {"text": repr(shorten(text)), "place": place}
            )
        if is_free_text:
            _check_free_text(text)
        if full and not full.fullmatch(text):
            raise PydanticCustomError(code, "{expected}", {"expected": expected + _why_not(text)})
        return text

    return check


def _why_not(text: str) -> str:
    """Return, as a clause, where a text comes from that is no id, address or tag; "" if nothing shows it."""
    if not text.isascii():
        return f": {describe_characters(''.join(c for c in text if not c.isascii()))}"
    return "; a spreadsheet may have made a date or a number of it" if _PLACEHOLDER.fullmatch(text) else ""


def _check_free_text(text: str) -> None:
    """Reject text that a spreadsheet would run or has spoiled, that is not in NFC, or that mixes look-alike scripts in a word."""
    if text.startswith(FORMULA_PREFIXES):
        raise PydanticCustomError("row-formula", "starts with {sign}", {"sign": text[0]})
    if _PLACEHOLDER.fullmatch(text):
        raise PydanticCustomError("row-placeholder", "a spreadsheet or a program wrote this, not a person", {})
    if "_x" in text and (found := _ESCAPED.search(text)):
        message = "contains {code}, as the files of spreadsheets write a character"
        raise PydanticCustomError("row-placeholder", message, {"code": found[0]})
    if text.isascii():
        return
    if category(text[0])[0] == "M":
        mark = describe_character(text[0])
        raise PydanticCustomError(
            "row-characters", "begins with the mark {mark}, which needs a letter before it", {"mark": mark}
        )
    if "\ufffd" in text:
        raise PydanticCustomError("row-encoding", "contains U+FFFD: a letter was lost in a conversion", {})
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
    return describe_characters("".join(odd))
