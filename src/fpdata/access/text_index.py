"""Find words in many short texts: whole words, beginnings of words, and words with a slip."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from itertools import groupby
from typing import TYPE_CHECKING

from fpdata.access.slips import slipped_words
from fpdata.model.slugs import fold_ascii_lines, plain_letters

if TYPE_CHECKING:
    import pyarrow as pa


class WordMatch(IntEnum):
    """How a word that was asked for matches a text; a higher number is a better match."""

    SLIP = 1
    PREFIX = 2
    WHOLE = 3


class TextIndex:
    """Texts, folded into one string, a line each, in which words are looked up.

    Looking through a few megabytes takes a millisecond, so nothing else is built. Texts and words are compared as
    `fold` returns them; each text is known by its number.
    """

    def __init__(self, folded: bytes, words: Callable[[], Iterable[str]]) -> None:
        """Search texts that `fold_texts` folded; `words` returns the words in them, each once."""
        self._folded = folded
        self._words = words

    def exact(self, folded: str) -> Iterator[int]:
        """Yield the number of each text that is equal to `folded`, but for the word "the"."""
        words = [word for word in folded.split() if word != "the" or folded == word]
        pattern = re.compile(f"\n +(?:the +)?{' +(?:the +)?'.join(words)} +(?=\n)".encode())
        # To find the longest word and then to match its line is far faster than to match the pattern everywhere.
        found = self._positions(f" {max(words, key=len, default='')} ".encode())
        lines = (self._folded.rfind(b"\n", 0, position) for position in found)
        positions = (line for line, _ in groupby(lines) if pattern.match(self._folded, line))
        return (number for number, _ in self._numbered(positions))

    def with_word(self, word: str) -> dict[int, WordMatch]:
        """Return the texts with a word, or with one that begins with it, and how well they match."""
        start = f" {word}".encode()
        end, space = len(start), ord(" ")
        found: dict[int, WordMatch] = {}
        for number, position in self._numbered(self._positions(start)):
            if self._folded[position + end] == space:
                found[number] = WordMatch.WHOLE
            else:
                found.setdefault(number, WordMatch.PREFIX)
        return found

    def with_slip(self, word: str) -> dict[int, WordMatch]:
        """Return the texts with a word that differs from `word` by a slip or two."""
        return {
            number: WordMatch.SLIP
            for similar in slipped_words(word, self._words())
            for number, match in self.with_word(similar).items()
            if match is WordMatch.WHOLE
        }

    def _positions(self, part: bytes) -> Iterator[int]:
        position = self._folded.find(part)
        while position >= 0:
            yield position
            position = self._folded.find(part, position + 1)

    def _numbered(self, positions: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Yield each position, in order, after the number of the text that it is in."""
        number, before = -1, 0
        for position in positions:
            number += self._folded.count(b"\n", before, position + 1)
            before = position + 1
            yield number, position


def fold_texts(texts: pa.ChunkedArray) -> bytes:
    """Return texts folded, each between two line breaks; an empty cell is an empty text."""
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = pc.fill_null(texts.combine_chunks(), "")
    # Few texts have other letters, and only these go through Python.
    is_other = pc.invert(pc.string_is_ascii(texts))
    others = [plain_letters(text) for text in texts.filter(is_other).to_pylist()]
    texts = pc.replace_with_mask(texts, is_other, pa.array(others, texts.type))
    lines = _join_lines(texts)
    if lines.count(b"\n") != max(len(texts) - 1, 0):
        lines = _join_lines(pc.replace_substring(texts, "\n", " "))
    return b"\n" + fold_ascii_lines(lines) + b"\n"


def distinct_words(folded: bytes) -> list[str]:
    """Return the words of folded texts, each once, in order."""
    return sorted({*folded.decode().split()})


def _join_lines(texts: pa.Array) -> bytes:
    """Return texts as lines of one text."""
    import pyarrow as pa
    import pyarrow.compute as pc

    offsets = pa.array([0, len(texts)], pa.int32())
    joined: bytes = pc.binary_join(pa.ListArray.from_arrays(offsets, texts), "\n")[0].as_buffer().to_pybytes()
    return joined
