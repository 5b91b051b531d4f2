"""One way from a name to an id."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpdata.model.fields import ID_PATTERN
from fpdata.model.slugs import ID_LENGTH, fold, fold_ascii_lines, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Marco Rubio", "marco-rubio"),
        ("U.S. envoy", "us-envoy"),
        ("U.S.-Ukraine talks", "us-ukraine-talks"),
        ("Володимир Зеленський", "volodymyr-zelenskyi"),
        ("Щука, подъезд", "shchuka-podezd"),
        ("Łódź’s Æro", "lodzs-aero"),
        ("Gonçalves–d'Ornellas", "goncalves-dornellas"),
        ("Əliyev 习近平", "aliyev"),
        ("«…»", ""),
    ],
)
def test_a_name_becomes_an_id(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_parts_are_joined_and_the_longest_is_shortened() -> None:
    assert slug("Côte d’Ivoire", "Łódź") == "cote-divoire-lodz"
    long = slug("ada", "office " * 30, "1900")
    assert len(long) <= ID_LENGTH
    assert long.startswith("ada-office-")
    assert long.endswith("-1900")


def test_a_text_is_folded() -> None:
    assert fold("Sa’ad  al-Hariri") == "saad al hariri"


@given(st.text())
def test_a_slug_is_an_id_or_empty(text: str) -> None:
    id = slug(text)
    assert not id or re.fullmatch(ID_PATTERN, id)
    assert slug(id) == id
    assert fold(fold(text)) == fold(text)


@given(st.lists(st.text(st.characters(codec="ascii", exclude_characters="\n")), min_size=1))
def test_many_ascii_texts_are_folded_as_each_of_them_is(texts: list[str]) -> None:
    folded = fold_ascii_lines("\n".join(texts).encode()).decode().split("\n")
    assert [" ".join(line.split()) for line in folded] == [fold(text) for text in texts]
    assert all(line.startswith(" ") and line.endswith(" ") for line in folded)
