"""The scan in C accepts only what pydantic accepts, gives the columns that Python would give, and stays within its bounds."""

from __future__ import annotations

import csv
import ctypes
import gc
import io
import re
from collections.abc import Iterator, Sequence

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

pytest.importorskip(
    "fpdata_scan", reason="without a compiler, or the distribution fpdata-scan, pydantic reads all rows"
)

from fpdata.checks.columnar.batch import RowBatch, RowMark
from fpdata.checks.columnar.block_candidates import text_candidates
from fpdata.checks.columnar.block_check import check_block
from fpdata.checks.columnar.scan import ScannedBatch, scan_block
from fpdata.checks.columnar.scan_table import _classes, _folds, scan_table
from fpdata.checks.rows.quality import LABELS
from fpdata.checks.rows.validate import validate_cells
from fpdata.checks.sameness import DIGESTED
from fpdata.model.edtf import bounds
from fpdata.model.record import Record
from fpdata.model.table import Table
from fpdata.model.tables import TABLES
from fpdata.package.blocks import Block
from fuzz.mutate import TEXTS, base
from tests.helpers import examples
from tests.sample import row

TOPICS = TABLES["topics"]


def lines(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8", "surrogateescape")


def block(content: bytes) -> Block:
    return Block(2, 0, content.count(b"\n"), len(content), content)


def scanned(table: Table, rows: Sequence[Sequence[str]]) -> ScannedBatch:
    batch = scan_block(table, block(lines(rows)), whole=True)
    assert batch is not None
    return batch


def proved(table: Table, rows: Sequence[Sequence[str]]) -> list[bool]:
    marked = scanned(table, rows).marked
    return [not marked.get(number, 0) & RowMark.OPEN for number in range(len(rows))]


def is_in_one_line(text: str | None) -> bool:
    return bool(text) and not re.search("[\r\n\ud800-\udfff]", text or "")


@st.composite
def rows_of_a_table(draw: st.DrawFn) -> tuple[Table, list[list[str]]]:
    table = TABLES[
        draw(st.sampled_from(["actors", "statements", "claims", "documents", "coverage", "roles", "relationships"]))
    ]
    texts = st.one_of(
        st.just(""),
        st.sampled_from(
            [*filter(is_in_one_line, TEXTS), "1890", "..", "ada-lake", "en", "https://x.org:80/a?b#c", "2001-21"]
        ),
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), min_size=1, max_size=6),
        st.text(st.sampled_from("0123456789-/.X?~%"), min_size=4, max_size=12),
    )
    own = [st.sampled_from([*map(str, column.codes)]) if column.codes else texts for column in table.columns]
    return table, [list(cells) for cells in draw(st.lists(st.tuples(*own), min_size=1, max_size=5))]


@given(rows_of_a_table())
@examples(200)
def test_pydantic_confirms_what_the_scan_proves(given: tuple[Table, list[list[str]]]) -> None:
    """Cell by cell, with text of every kind; and who accepts nothing is no acceptor."""
    table, rows = given
    for accepted, cells in zip(proved(table, rows), rows, strict=True):
        if accepted:
            # References are proved elsewhere; here they are any id.
            own = [
                "x" if column.target_table and cell else cell for column, cell in zip(table.columns, cells, strict=True)
            ]
            judged = validate_cells(table, "", 1, own)
            assert isinstance(judged, Record), (cells, judged)


def test_the_scan_proves_ordinary_records() -> None:
    for name, records in base().items():
        rows = [[record[column] or "" for column in TABLES[name].names] for record in records]
        assert proved(TABLES[name], rows) == [True] * len(rows), name


def test_digests_of_every_script_are_those_of_python() -> None:
    texts = ["Émile Škoda", "Переговоры, ґанок", "Talks: שלום", "Talks: محادثات"]
    computed_in_c = range(len(texts))
    texts += [f"Word {chr(point)}{chr(point).lower()}" for point in range(0xA1, 0x700) if chr(point).isprintable()]
    rows = [[f"id-{number}", text, ""] for number, text in enumerate(texts)]
    (sameness,) = DIGESTED["topics"]
    batch, expected = scanned(TOPICS, rows), RowBatch(TOPICS, rows).digests(sameness)
    left = {row for row, marks in batch.marked.items() if marks & RowMark.UNDIGESTED}
    assert left.isdisjoint(computed_in_c)
    found = batch.digests(sameness)
    assert [found[row] for row in range(len(rows)) if row not in left] == [
        expected[row] for row in range(len(rows)) if row not in left
    ]


@given(rows_of_a_table())
@examples(200)
def test_the_columns_are_those_that_python_makes(given: tuple[Table, list[list[str]]]) -> None:
    """Cells, days, digests and skeletons, after Python has completed the rows that are left to it."""
    table, rows = given
    batch, expected = scanned(table, rows), RowBatch(table, rows)
    for number, marks in batch.marked.items():
        if marks & (RowMark.OPEN | RowMark.UNDIGESTED):
            batch.complete(number, rows[number])
    for column in table.columns:
        assert batch[column.name].equals(expected[column.name])
        if column.kind == "edtf":
            for found, right in zip(batch.days(column.name), expected.days(column.name), strict=True):
                assert found.equals(right), (column.name, found, right)
    for sameness in DIGESTED.get(table.name, ()):
        assert batch.digests(sameness).equals(expected.digests(sameness)), sameness.name
    if len(table.key) == 1:
        assert batch.skeletons().equals(expected.skeletons())


@given(rows_of_a_table())
@examples(200)
def test_no_candidate_is_missed(given: tuple[Table, list[list[str]]]) -> None:
    table, rows = given
    marked = scanned(table, rows).marked
    for number, cells in enumerate(rows):
        if any(text_candidates(table, cells)):
            assert marked.get(number, 0) & (
                RowMark.LABEL | RowMark.SPOILED | RowMark.TRACKED | RowMark.YEAR_END
            ), cells  # fmt: skip


@given(st.text(st.sampled_from("ſSsıİiIkK\u212aTtUuPpDdEeVvLl -"), max_size=12))
@example("the Fools’ war")
@example("un dictator")
def test_every_label_is_marked(text: str) -> None:
    if LABELS.search(text):
        cells = ["" if column.name != "name" else f"a {text}." for column in TOPICS.columns]
        assert scanned(TOPICS, [cells]).marked[0] & RowMark.LABEL


def test_dates_of_every_form() -> None:
    """The scan reads what Python reads, to the day, and leaves nothing of these forms to it."""
    forms = [
        "2024-02-29", "1900-02-28", "0001-01-01", "9999-12-31", "1890", "1890-05?", "194X", "19XX~", "2004-XX", "2004-06-XX",
        "2004-XX-XX", "2001-21", "2001-24", "1999-02-10/2000-02-29", "../1999", "1999/..", "/1999-05", "1999~/", "1900?/1900",
    ]  # fmt: skip
    table = TABLES["events"]
    cells = [value or "" for value in row("events", event_id="x", kind="meeting", name="x", status="happened").values()]
    place = table.names.index("date")
    batch = scanned(table, [[*cells[:place], form, *cells[place + 1 :]] for form in forms])
    assert [(days, *both) for days, *both in zip(forms, *map(pa.Array.to_pylist, batch.days("date")), strict=True)] == [
        (form, *bounds(form)) for form in forms
    ]
    wrong = [
        "1900-02-29",
        "2024-13",
        "0000",
        "1999/1998",
        "2001-25",
        "2001-21?",
        "19X4",
        "199X/2000",
        "..",
        "/",
        "1890-1",
        "１890",
    ]
    batch = scanned(table, [[*cells[:place], form, *cells[place + 1 :]] for form in wrong])
    assert all(batch.marked[number] & RowMark.OPEN for number in range(len(wrong)))
    assert batch.days("date").earliest.null_count == len(wrong)


def characters() -> Iterator[str]:
    return (chr(point) for point in range(0x20, 0x10000) if not 0xD800 <= point < 0xE000)


def safe(texts: Sequence[str]) -> list[str]:
    """Return the texts that the scan takes for valid, between two words."""
    rows = [["x", f"a {text} b", ""] for text in texts]
    return [text for text, accepted in zip(texts, proved(TOPICS, rows), strict=True) if accepted]


def test_a_description_keeps_what_it_points_to() -> None:
    """If two threads make one at the same time, the caches keep what one of them has made; the other's must stay, too."""
    described = scan_table.__wrapped__("topics", True)
    for made in (_classes, _folds):
        made.cache_clear()
    gc.collect()
    classes, folds = described.kept
    assert described.described.classes == ctypes.addressof(classes) != ctypes.addressof(_classes())
    assert described.described.folds == ctypes.addressof(folds) != ctypes.addressof(_folds())
    assert bytes(classes) == bytes(_classes())


def test_safe_text_is_valid_text() -> None:
    """Each character, and each two of them as one word: none is invisible, in two forms, or makes a word of two scripts."""
    plain = safe([*characters()])
    assert len(plain) > 30_000
    few = [letter for letter in plain if letter < "\u0250"] + plain[:: len(plain) // 100]
    pairs = safe([one + other for one in few for other in few])
    assert len(few) ** 2 / 2 < len(pairs) < len(few) ** 2, "some pairs are of two scripts"
    between = safe([f"A{letter}Б" for letter in plain])
    assert safe(["A-Б", "A Б", "A²Б", "A½Б", "AµБ"]) == ["A-Б", "A Б"], "a digit may be part of a word"
    words = [f"{each}." for each in (*plain, *pairs, *between)]
    for part in range(0, len(words), 100):
        cells = ["x", f"a {' '.join(words[part : part + 100])}", ""]
        assert isinstance(validate_cells(TOPICS, "", 1, cells), Record), cells


@given(st.binary(max_size=90).map(lambda content: content.replace(b"\r", b"")))
@example(b"a,b\xc3\xa9\n")
@example(b'"a""b",c,d\n')
@example(b'"\n')
@example(b'a,"')
@example(b"\xf0\x9f,\x98,\x80\n")
@examples(300)
def test_any_bytes_are_read_within_their_bounds(content: bytes) -> None:
    """The sanitizers of .ci/run see it if not. Whatever is a record has the cells that the CSV reader gives it."""
    content += b"\n"
    batch = scan_block(TOPICS, block(content), whole=True)
    if batch is None:
        return
    read = [*csv.reader(io.StringIO(content.decode("utf-8", "surrogateescape"), newline="\n"), strict=True)]
    assert len(read) == len(batch)
    columns = [batch[name].to_pylist() for name in TOPICS.names]
    for number, cells in enumerate(read):
        if batch.marked.get(number, 0) & RowMark.MALFORMED:
            assert [column[number] for column in columns] == [None] * 3
        else:
            assert [column[number] or "" for column in columns] == cells


@pytest.mark.parametrize("text", ['"a"b,c,\n', 'a,"b" ,\n', '"a,"b,\n', 'a,""b,\n', '"a\nb",c,\n', '"a,b,\n', 'a"b,c,\n', "a,b,c"])  # fmt: skip
def test_what_is_no_record_in_one_line_is_left_to_the_reader(text: str) -> None:
    assert scan_block(TOPICS, block(text.encode()), whole=False) is None


@pytest.mark.parametrize("content", [b"a,b,\r\n", b"\xef\xbb\xbfa,b,\n", b"a,b,c"])
def test_what_is_no_plain_block_is_left_to_the_reader(content: bytes) -> None:
    assert check_block(TOPICS, "", block(content)) is None


@pytest.mark.parametrize("size", [0, 1, 62, 63, 64, 65, 127, 128, 129])
def test_a_block_may_end_anywhere(size: int) -> None:
    """The scan looks at 64 bytes at a time: a cell, a quote or a character may lie on the border."""
    for text in ("x" * size, '"' * size, "é" * size, "x" * size + "  y"):
        batch = scanned(TOPICS, [["a", text, "z" * size]] * 2)
        assert [batch[name].to_pylist() for name in TOPICS.names] == [
            ["a"] * 2,
            [text or None] * 2,
            ["z" * size or None] * 2,
        ]
    assert [
        bool(each & RowMark.SPOILED) for each in scanned(TOPICS, [["a", "x" * size + "  y", ""]]).marked.values()
    ] == [True]
