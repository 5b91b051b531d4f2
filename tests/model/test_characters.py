"""Which characters text may hold, by property and by neighbor, and how look-alikes are named."""

from __future__ import annotations

import sys
from pathlib import Path
from string import ascii_letters
from unicodedata import category, name

import pytest
from confusable_homoglyphs import confusables
from pydantic_core import PydanticCustomError

from fpdata.checks.api import check
from fpdata.model.characters import describe_character, forbidden_character
from fpdata.model.text_checks import mixed_script_word, string_check
from tests.helpers import run

# Characters of these scripts and signs, and everything else that has ink or is a space, may stand in a text.
_INVISIBLE = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
_VISIBLE_FORMAT = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"


def test_every_code_point_that_is_not_a_visible_character_is_refused() -> None:
    for point in range(sys.maxunicode + 1):
        character = chr(point)
        if category(character) in _INVISIBLE and character not in _VISIBLE_FORMAT:
            assert forbidden_character(f"a{character}b") == character, hex(point)


def test_marks_and_letters_that_cannot_be_seen_are_refused() -> None:
    """Those that Unicode counts among letters, marks and symbols: the only ones beside the categories above."""
    refused = {
        point
        for point in range(sys.maxunicode + 1)
        if category(chr(point)) not in _INVISIBLE and forbidden_character(f"a{chr(point)}b")
    }
    selectors = {*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x180B, 0x180C, 0x180D, 0x180F}
    fillers = {0x115F, 0x1160, 0x3164, 0xFFA0, 0x17B4, 0x17B5, 0x034F}
    blank = {0x1680, *range(0x2000, 0x200B), 0x205F, 0xFFFC, 0x2800, 0x16FE4, 0x1D159} | (
        {0x13441, 0x13442} if category("\U00013441") != "Cn" else set()
    )
    assert refused == selectors | fillers | blank


@pytest.mark.parametrize(
    "text",
    [
        "میرحسین\u200cزاده",  # Persian
        "۵\u200cام",  # a Persian ordinal
        "ക്\u200dരിസ്",  # Malayalam
        "ශ්\u200dරී නිමල්",  # Sinhala
        "র\u200d্যাব",  # Bengali, with the joiner before the virama
        "👩\u200d💻 desk",
        "👩🏽\u200d⚖\ufe0f",
        "🏳\ufe0f\u200d🌈",
        "Thanks ❤\ufe0f",
        "1\ufe0f\u20e3",
        "« Oui\u00a0»",  # a no-break space has its place in French
        "日本\u3000東京",
    ],
)
def test_what_scripts_and_emoji_need_is_allowed(text: str) -> None:
    assert forbidden_character(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "A\u200cda Lake",
        "Ада\u200dЛейк",
        "Αδα\u200cς",
        "زاده\u200c",  # at the end
        "\u200cزاده",
        "زا\u200c ده",  # at the edge of a word
        "زا\u200c\u200cده",  # two of them
        "زا\u200cda",  # between scripts
        "زا\u200c.",
        "👩\u200d",
        "👩\u200dA",
        "A\u200d💻",
        "Ada Lake\ufe0f",
        "❤\ufe0f\ufe0f",
        "❤\ufe0e",
        "1\ufe0f",
        "한\u200d국",
    ],
)
def test_a_joiner_or_selector_elsewhere_is_refused(text: str) -> None:
    assert forbidden_character(text) in ("\u200c", "\u200d", "\ufe0e", "\ufe0f")


def _message(text: str) -> str:
    with pytest.raises(PydanticCustomError) as error:
        string_check(100, is_free_text=True, pattern=None, code="", expected="")(text)
    return f"{error.value.type}: {error.value.message()}"


def test_messages_name_code_points() -> None:
    assert _message("Ada\u3164") == (
        "row-characters: contains the invisible or undefined character U+3164 HANGUL FILLER"
    )
    assert describe_character("\ue000") == "U+E000 (private use)"
    assert describe_character("\uffff").startswith("U+FFFF (unassigned in Unicode ")
    assert _message("Аda Lake") == (
        "row-script: the word Аda mixes Latin and Cyrillic letters: А is U+0410 CYRILLIC CAPITAL LETTER A"
    )


def test_look_alikes_are_named_wherever_a_name_is_repeated(package: Path) -> None:
    """In ids, codes, columns and names of files, and in what somebody types."""
    a, o = "\u0430", "\u043e"
    named = {a: f"{a} is U+0430 CYRILLIC SMALL LETTER A", o: f"{o} is U+043E CYRILLIC SMALL LETTER O"}
    actors, topics = (package / "datasets" / f"{name}.csv" for name in ("actors", "topics"))
    actors.write_text(
        actors.read_text().replace("ada-lake,pers", f"{a}da-lake,pers").replace("organizati", f"{o}rganizati")
    )
    topics.write_text(topics.read_text().replace("name", f"n{a}me"))
    topics.with_name(f"t{o}pics.csv").touch()
    issues = {issue.code: issue for issue in check(package).issues}
    for code, letter in (("row-id", a), ("row-code", o), ("file-header", a), ("file-extra", o)):
        assert named[letter] in issues[code].message, code
    assert named[a] in issues["key-reference"].hint  # did you mean
    for arguments, letter in (
        (("new", f"t{o}pics", "-p", package, "--set", "name=x"), o),
        (("new", "topics", "-p", package, "--set", "name=x"), a),
        (("explain", f"r{o}w-date"), o),
    ):
        assert named[letter] in run(*arguments).output


@pytest.mark.parametrize(
    "text",
    [
        "\u1d00а",
        "Ꭺda",
        "Lаke",
        "L\uff41ke",
        "L\U0001d41ake",
        "\u0555da",
        "\u2c9fda",
        "\ua4d0da",
        "Αda",
        "\u1c82да\ua64bx",
    ],
)
def test_look_alikes_of_other_scripts_are_found(text: str) -> None:
    assert mixed_script_word(text)


def test_every_look_alike_of_a_latin_letter_is_found() -> None:
    """As UTS 39 has them, in a Latin word: letters of any script but the Latin itself, where ı is no fault, and digits."""
    pairs = [
        (character, other["c"])
        for character, others in confusables.confusables_data.items()
        for other in others
        if len(character) == len(other["c"]) == 1
    ]
    look_alikes = {
        one
        for pair in pairs
        for one, other in (pair, pair[::-1])
        if other in ascii_letters and not one.isascii() and not name(one).startswith("LATIN") and one.isalnum()
    }
    assert len(look_alikes) > 1000
    for character in look_alikes:
        assert mixed_script_word(f"Lak{character}"), describe_character(character)
        assert mixed_script_word(character) is None


@pytest.mark.parametrize("text", ["ＮＨＫ", "Ada Лейк", "東京Tower", "وكالةAP", "µm", "Mᵉ Dupont", "5ª", "ⅣA"])
def test_words_that_mix_scripts_which_differ_are_allowed(text: str) -> None:
    assert mixed_script_word(text) is None
