"""Words in texts: as a plain search through the folded texts finds them, and with slips."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fpdata.access.slips import allowed_slips, slipped_words, slips
from fpdata.access.text_index import TextIndex, WordMatch, distinct_words, fold_texts
from fpdata.model.slugs import fold

TEXTS = st.lists(st.text(st.sampled_from("abAé .'-Йи\n–"), max_size=8), max_size=6)
WORDS = st.text("abcde", min_size=5, max_size=12)


def text_index(texts: Sequence[str | None]) -> TextIndex:
    folded = fold_texts(pa.chunked_array([texts], pa.string()))
    return TextIndex(folded, lambda: distinct_words(folded))


@given(TEXTS, st.text("abei", min_size=1, max_size=3))
def test_words_are_found_as_a_plain_search_finds_them(texts: list[str], word: str) -> None:
    index = text_index(texts)
    expected = {}
    for number, text in enumerate(texts):
        words = fold(text).split()
        if any(other.startswith(word) for other in words):
            expected[number] = WordMatch.WHOLE if word in words else WordMatch.PREFIX
    assert index.with_word(word) == expected
    assert [*index.exact(word)] == [number for number, text in enumerate(texts) if fold(text) == word]


def test_the_article_does_not_matter() -> None:
    index = text_index(["The Gazette", "Gazette", "Gazette, the Second", None, ""])
    assert [*index.exact("gazette")] == [*index.exact("the gazette")] == [0, 1]
    assert [*index.exact("the gazette the second")] == [*index.exact("gazette second")] == [2]


@given(WORDS, st.data())
def test_a_slip_of_one_letter_is_one_slip(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    changed = {
        "left out": word[:at] + word[at + 1 :],
        "added": f"{word[:at]}x{word[at:]}",
        "changed": f"{word[:at]}x{word[at + 1 :]}",
        "swapped": f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}",
    }
    for typed in changed.values():
        assert slips(typed, word, 2) <= 1
        if len(typed) >= 5:
            assert [*slipped_words(typed, [word])] == [word]


@given(WORDS, WORDS)
def test_slips_are_counted_up_to_the_limit(typed: str, meant: str) -> None:
    assume(typed != meant)
    exact = slips(typed, meant, 20)
    assert min(slips(typed, meant, 2), 3) <= max(exact, 0) or exact >= 3
    assert (exact <= 2) == (slips(typed, meant, 2) <= 2)


@pytest.mark.parametrize(("word", "allowed"), [("war", 0), ("1963", 0), ("sate", 1), ("kissing", 1), ("kissenger", 2)])
def test_short_words_and_numbers_have_no_slips(word: str, allowed: int) -> None:
    assert allowed_slips(word) == allowed
