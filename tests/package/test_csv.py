"""Reading and writing: physical lines, faults, and the canonical form as a round trip."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpdata.model.tables import TABLES
from fpdata.package.csv_reader import CsvRow, FileFault, read_csv
from fpdata.package.csv_writer import FormatError, RowDict, canonical_bytes, read_table, render, render_change
from fpdata.package.locate import PackageError, find_package
from fpdata.strategies import packages, records
from tests.helpers import examples


def read(tmp_path: Path, content: bytes | str) -> list[CsvRow | FileFault]:
    path = tmp_path / "t.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_csv(path))


def test_lines_are_physical(tmp_path: Path) -> None:
    assert read(tmp_path, 'a,b\n"x\ny",1\n\n"",2\n') == [
        CsvRow(1, ["a", "b"]),
        CsvRow(2, ["x\ny", "1"]),
        FileFault("row-blank-line", 4, "the line is empty"),
        CsvRow(5, ["", "2"]),
    ]


def test_a_byte_order_mark_does_not_stick_to_the_first_column(tmp_path: Path) -> None:
    fault, header = read(tmp_path, b"\xef\xbb\xbfa,b\n")
    assert isinstance(fault, FileFault)
    assert fault.code == "file-bom"
    assert header == CsvRow(1, ["a", "b"])


def test_foreign_line_ends_are_reported_once_where_they_begin(tmp_path: Path) -> None:
    found = read(tmp_path, "a\n1\n2\r\n3\r\n")
    assert [item.cells for item in found if isinstance(item, CsvRow)] == [["a"], ["1"], ["2"], ["3"]]
    assert [(item.code, item.line) for item in found if isinstance(item, FileFault)] == [("file-line-ends", 3)]


def test_a_missing_last_line_end_is_reported(tmp_path: Path) -> None:
    found = read(tmp_path, "a\n1")
    assert [(item.code, item.line) for item in found if isinstance(item, FileFault)] == [("file-line-ends", 2)]


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        ('a\n1\n"2\n3\n', 3, "never closed"),
        ('a,b\n"1"x,2\n', 2, "text follows a closing quote"),
        ("a,b\n1\r2,3\n", 2, "carriage return"),
    ],
)
def test_reading_ends_where_quotes_do_not_pair(tmp_path: Path, content: str, line: int, says: str) -> None:
    *_, last = read(tmp_path, content)
    assert isinstance(last, FileFault)
    assert (last.code, last.line) == ("file-quotes", line)
    assert says in last.message


def test_undecodable_bytes_stay_in_their_cell(tmp_path: Path) -> None:
    _, row = read(tmp_path, b"a,b\nx\xff,y\n")
    assert row == CsvRow(2, ["x\udcff", "y"])


def test_an_empty_file_has_no_rows(tmp_path: Path) -> None:
    assert read(tmp_path, "") == []


@given(packages())
@examples(30)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, package: dict[str, list[dict[str, str | None]]]
) -> None:
    folder = tmp_path_factory.mktemp("read")
    for name, rows in package.items():
        table = TABLES[name]
        path = folder / f"{name}.csv"
        path.write_bytes(render(table, rows))
        header, *found = read_csv(path)
        assert isinstance(header, CsvRow)
        assert tuple(header.cells) == table.names
        assert all(isinstance(item, CsvRow) for item in found)
        assert [item.line for item in found] == list(range(2, len(rows) + 2))
        key = [table.names.index(part) for part in table.key]
        expected = sorted(
            ([row[name] or "" for name in table.names] for row in rows), key=lambda cells: [cells[i] for i in key]
        )
        assert [item.cells for item in found if isinstance(item, CsvRow)] == expected


@given(st.lists(records("documents"), max_size=5), st.randoms(), st.sampled_from(["\n", "\r\n"]), st.booleans())
@examples(50)
def test_formatting_is_idempotent_and_forgives_dialect(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str | None]], random: object, end: str, quoted: bool
) -> None:
    table = TABLES["documents"]
    path = tmp_path_factory.mktemp("format") / "documents.csv"
    canonical = render(table, rows)
    # The same records as another program may save them: columns reordered, quotes, line ends.
    columns = list(reversed(table.names))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator=end, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode())
    assert canonical_bytes(table, path) == canonical
    path.write_bytes(canonical)
    assert canonical_bytes(table, path) == canonical


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "the file is empty"),
        ("topic_id,topic_id\n", "twice"),
        ("topic_id,color\n", "no column 'color'"),
        ("topic_id,n\u0430me\n", "U.0430 CYRILLIC SMALL LETTER A"),
        ("topic_id;name;description\n", "separated by semicolons; to repair what a spreadsheet changed"),
        ("sep=;\ntopic_id;name;description\n", "the first line is .sep=;."),
        ("topic_id,name,description,\n", "a column has no name"),
        ("topic_id,name,description\na\n", ":2: 1 cells instead of 3"),
        ('topic_id,name,description\n"a,b\n', ":2: a quote"),
        ("topic_id,name\na,b\n", "lacks description, and would be written without its values"),
    ],
)
def test_formatting_refuses_what_it_does_not_understand(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "topics.csv"
    path.write_text(content)
    with pytest.raises(FormatError, match=says):
        canonical_bytes(TABLES["topics"], path)


def test_a_package_is_a_folder_or_its_descriptor(package: Path) -> None:
    assert find_package(package).root == find_package(package / "datapackage.json").root == package.resolve()
    with pytest.raises(PackageError, match="there is no folder"):
        find_package(package / "nowhere")
    with pytest.raises(PackageError, match="contains neither"):
        find_package(package / "datasets")


@given(st.data(), st.sampled_from(list(TABLES)))
@examples(20)
def test_a_change_leaves_the_lines_of_other_records(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, name: str
) -> None:
    table = TABLES[name]
    rows = data.draw(packages(max_rows=3))[name]
    content = render(table, rows)
    header, *lines = content.splitlines(keepends=True)
    # A line that is not canonical: its cells are all in quotes.
    quoted = data.draw(st.sets(st.sampled_from(range(len(lines))))) if lines else set()
    for at in quoted:
        (cells,) = csv.reader([lines[at].decode()])
        text = io.StringIO()
        csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerow(cells)
        lines[at] = text.getvalue().encode()
    path = tmp_path_factory.mktemp("change") / "t.csv"
    path.write_bytes(header + b"".join(lines))
    before = read_table(table, path)
    after = [row.copy() for row in before if data.draw(st.booleans())]
    for row in after:
        if data.draw(st.booleans()):
            row[data.draw(st.sampled_from(table.names))] = data.draw(st.sampled_from(["x", 'a "b"', "e\u0301", None]))
    after += [data.draw(records(name)) for _ in range(data.draw(st.integers(0, 2)))]
    changed = render_change(table, path.read_bytes(), before, after)
    assert _sorted_rows(changed, path, name) == _sorted_rows(render(table, after), path, name)
    if not quoted:
        assert changed == render(table, after)
    kept = [line for row, line in zip(before, lines, strict=True) if row in after]
    assert not set(kept) - {*changed.splitlines(keepends=True)}


def _sorted_rows(content: bytes, path: Path, name: str) -> list[RowDict]:
    path.write_bytes(content)
    return sorted(read_table(TABLES[name], path), key=str)
