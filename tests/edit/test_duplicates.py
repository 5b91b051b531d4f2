"""Possible duplicates: the same ones whether the rows are in memory or in a file, and whatever texts they are compared with."""

from __future__ import annotations

import re
from functools import partial

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fpdata.edit.duplicates import _skeletons, find_duplicates
from fpdata.edit.table_rows import TableRows
from fpdata.model.slugs import fold
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import read_table, render
from tests.helpers import examples

DATES = ["2025-11-21", "2025-11-22", "2025-11", "2025-12", "2025", "1969", "2025-11-21~", "202X", "2025-11-20/..", None]
URLS = [
    "https://www.gazette.example/a/1?utm_source=x",
    "http://GAZETTE.example/a/1/#top",
    "https://gazette.example/a/1?p=2",
    "https://gazette.example/a/2",
    "https://gazette.example",
    None,
]
TITLES = [
    "Talks in Geneva",
    "Geneva: talks",
    "Talks in Genève",
    "Переговори",
    "和平",
    "Another thing",
    "Talks in Genoa",
]


@given(
    st.lists(st.tuples(st.sampled_from(DATES), st.sampled_from(URLS), st.sampled_from(TITLES)), min_size=2, max_size=12)
)
@examples(60)
def test_a_file_that_is_not_read_as_a_whole_has_the_same_duplicates(
    tmp_path_factory: pytest.TempPathFactory, values: list[tuple[str | None, str | None, str]]
) -> None:
    table = TABLES["documents"]
    new, *rows = [
        dict.fromkeys(table.names) | {"document_id": f"d{number:02}", "date": date, "url": url, "title": title}
        for number, (date, url, title) in enumerate(values)
    ]
    path = tmp_path_factory.mktemp("duplicates") / "documents.csv"
    path.write_bytes(render(table, rows))
    in_file = TableRows(table, path, partial(read_table, table, path))
    assert find_duplicates({"documents": in_file}, "documents", new) == find_duplicates(
        {"documents": rows}, "documents", new
    )


@given(st.lists(st.text(), min_size=1, max_size=4))
@example(["Zelenskyy", "O'Neill, J.", "a\nb", "Володимир\r\n“Йосип”", "", "和平", "İi ſs", "𝕊", "a\udcffb"])
def test_texts_are_folded_together_as_one_by_one(texts: list[str]) -> None:
    def skeleton(text: str) -> str:
        return " ".join(sorted(re.sub(r"(.)\1+", r"\1", re.sub("[yj]", "i", fold(text))).split()))

    assert _skeletons(texts) == [skeleton(text) for text in texts]
