"""UTF-8 that was read as another encoding is found, and text that only looks like it is left alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpdata.model.mojibake import MOJIBAKE_PATTERN, likely_reading

WORDS = ["Péter", "Pećanin", "Lake’s", "Björn", "Émile", "Österreich", "Żukowski", "Gülşen", "İstanbul", "naïve", "10 °C", "£5", "€5", "“so”", "a — b"]  # fmt: skip


@pytest.mark.parametrize("text", WORDS)
def test_western_text_read_as_windows_1252(text: str) -> None:
    spoiled = text.encode().decode("cp1252", "ignore")
    assert likely_reading(spoiled) == text


@pytest.mark.parametrize(
    ("text", "code_page"),
    [
        ("Paweł Żółkiewski", "cp1250"), ("Péter", "cp1250"), ("Raúl", "cp437"), ("it’s", "cp437"), ("Raúl", "cp850"),
        ("Péter", "mac_roman"), ("it’s", "mac_roman"), ("Ольга", "cp1252"), ("Привет", "cp1251"), ("日本", "cp1252"),
    ],
)  # fmt: skip
def test_text_read_in_another_code_page(text: str, code_page: str) -> None:
    assert likely_reading(text.encode().decode(code_page)) == text


def test_text_that_was_read_wrongly_twice() -> None:
    assert likely_reading("Björn".encode().decode("cp1252").encode().decode("cp1252")) == "Björn"


@pytest.mark.parametrize(
    "text",
    [
        "Péter", "«CAFÉ»", "«VOILÀ»", "„JÄ“", "SÃO PAULO", "Äiti", "ÎLE", "Їжак", "ВІЙНА", "Від", "«Ї»", "Ñandú", "PAÍS”", "„Ö“",
        "Straße”", "été…»", "voilà…»", "ŁÓDŹ", "Đặng", "Ólafur", "É…", "Ä’s", "√2", "ƒ(x)", "Σ½", "«В»", "СССР…»", "Љљ",
    ],
)  # fmt: skip
def test_text_as_it_should_be(text: str) -> None:
    assert likely_reading(text) is None


@given(st.text(st.characters(max_codepoint=0x4FF, exclude_categories=["Cc", "Cs"]), max_size=12))
def test_the_pattern_finds_every_reading(text: str) -> None:
    for spoiled in (text, text.encode().decode("cp1252", "ignore")):
        if likely_reading(spoiled) is not None:
            assert re.search(MOJIBAKE_PATTERN, spoiled)
