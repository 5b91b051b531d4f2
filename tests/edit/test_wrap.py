"""Text that is wrapped for a terminal: what is copied as a whole is never split."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from fpdata.edit.wrap import wrap_text, wrap_words
from tests.helpers import examples

_TEXT = st.text(st.sampled_from("ab-/: 会é"), max_size=80)


@examples(200)
@given(_TEXT, st.integers(1, 30))
def test_every_word_is_kept_and_only_a_long_one_is_wider(text: str, width: int) -> None:
    lines = wrap_words(text, width)
    assert " ".join(lines).split() == text.split()
    for line in lines:
        assert cell_len(line) <= width or len(line.split()) <= 1 or not line.strip()


def test_what_fits_stays_as_it_is() -> None:
    assert wrap_text("  two   blanks", 20) == "  two   blanks"
    assert wrap_words("", 10) == [""]


def test_an_indented_line_goes_on_further_right() -> None:
    assert wrap_text("  one two three\nfour five six", 10) == "  one two\n    three\nfour five\nsix"


@pytest.mark.parametrize(
    "command",
    [
        "fpdata find rubio --in statements -n 44",
        "fpdata find 'secretary of state' --in offices",
        "pip install 'fpdata[plot]'",
        "fpdata new --resume -p ../mine",
    ],
)
def test_a_command_is_not_split(command: str) -> None:
    for text in (
        f"There are more of them. To search: {command}",
        f"Something is saved; to go on, run: {command}; nothing else is needed",
        f"many words before a command that is quoted as '{command.replace(chr(39), '')}' in the text",
    ):
        lines = wrap_text(text, 30).split("\n")
        assert any(command in line or command.replace("'", "") in line for line in lines)
        assert len(lines) > 1


def test_addresses_and_ids_are_not_split() -> None:
    address = "https://history.state.gov/historicaldocuments/frus1961-63v06/d60"
    assert address in wrap_text(f"It is at {address} and elsewhere", 20).split("\n")
