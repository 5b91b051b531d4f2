"""Rows of a block read again: from its content, or from the file at the places that the block knows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpdata.package.blocks import LINE_STEP, Block, read_block_rows, reload_rows, split_blocks


def stored(path: Path, texts: list[str]) -> Block:
    """Write lines of two cells, and return them as a block whose content is to be read again."""
    lines = [f"{number},{text}\n".encode() for number, text in enumerate(texts)]
    path.write_bytes(b"id,text\n" + b"".join(lines))
    _, block = split_blocks(path, 1 << 20)
    starts = [sum(map(len, lines[:number])) for number in range(0, len(lines), LINE_STEP)]
    return block._replace(content=b"", starts=starts)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("blocks") / "topics.csv"


@given(st.data())
def test_rows_are_the_same_wherever_they_are_read(file: Path, data: st.DataObject) -> None:
    texts = data.draw(st.lists(st.text("aé ", max_size=5), min_size=1, max_size=3 * LINE_STEP))
    rows = sorted(data.draw(st.sets(st.integers(0, len(texts) - 1))))
    block = stored(file, texts)
    expected = [[str(row), texts[row]] for row in rows]
    assert reload_rows(file, block, rows) == reload_rows(file, block._replace(starts=()), rows) == expected
    _, whole = split_blocks(file, 1 << 20)
    assert read_block_rows(whole, rows) == expected


def test_a_file_that_has_become_shorter_is_noticed(file: Path) -> None:
    block = stored(file, ["a"] * 2 * LINE_STEP)
    file.write_bytes(b"id,text\n1,a\n")
    with pytest.raises(IndexError):
        reload_rows(file, block, [2 * LINE_STEP - 1])
