"""The rows of a table: whether its file was read as a whole or not, they and what they are written as are the same."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpdata.edit.table_rows import TableRows
from fpdata.model.table import record_id
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import FormatError, RowDict, read_table, render
from fpdata.strategies import packages, records
from tests.helpers import examples

TOPICS = TABLES["topics"]
HEADER = b"topic_id,name,description\n"


def rows_of(path: Path, table: str = "topics") -> TableRows:
    return TableRows(TABLES[table], path, partial(read_table, TABLES[table], path))


def unread(path: Path, table: str = "topics") -> TableRows:
    """Return rows that must not be read as a whole."""

    def read() -> list[RowDict]:
        raise AssertionError("read as a whole")

    return TableRows(TABLES[table], path, read)


@given(st.data(), st.sampled_from(list(TABLES)))
@examples(25)
def test_a_change_is_written_as_if_all_rows_were_read(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, name: str
) -> None:
    """Records found and altered, their keys as well, and added; in files of any order, and with faults."""
    table, package = TABLES[name], data.draw(packages(max_rows=3))
    path = tmp_path_factory.mktemp("rows") / "t.csv"
    content = render(table, package.get(name, []))
    for _ in range(data.draw(st.integers(0, 2))):
        lines = content.splitlines(keepends=True)
        lines.insert(data.draw(st.integers(1, len(lines))), data.draw(st.sampled_from([*lines[1:], b",,\n", b"\n"])))
        content = b"".join(lines)
    path.write_bytes(content)
    try:
        before = read_table(table, path)
    except FormatError:
        return
    expected, rows = [row.copy() for row in before], rows_of(path, name)
    for _ in range(data.draw(st.integers(0, 3))):
        column = data.draw(st.sampled_from(table.names))
        value = data.draw(st.sampled_from(["x", 'a "b", c', "é", None]))
        if expected and data.draw(st.sampled_from([False, True])):
            id = record_id(table, data.draw(st.sampled_from(expected)))
            wanted = [row for row in expected if record_id(table, row) == id]
            found = rows.with_id(id)
            assert found == wanted
            assert rows.has_id(id)
            for row in (found[0], wanted[0]):
                row[column] = value
        else:
            new = data.draw(records(name))
            rows.append(new)
            expected.append(new.copy())
    assert rows.has_id("zzz/zzz/zzz") is False
    assert rows.changed_content() == (None if expected == before else render(table, expected))
    assert list(rows) == expected


def test_a_record_is_found_added_and_written_without_reading_the_others(tmp_path: Path) -> None:
    path = tmp_path / "topics.csv"
    path.write_bytes(HEADER + b'arms,"Arms, ""control""",\ntrade,Cafe\xcc\x81,\n')
    rows = unread(path)
    assert rows.with_id("arms") == [{"topic_id": "arms", "name": 'Arms, "control"', "description": None}]
    assert rows.with_id("peace") == []
    assert rows.changed_content() is None
    rows.append({"topic_id": "peace", "name": "Peace", "description": None})
    rows.with_id("arms")[0]["name"] = "Arms"
    assert rows.has_id("peace")
    # The last line is not canonical, and stays: `fpdata fmt --check` tells.
    assert rows.changed_content() == HEADER + b"arms,Arms,\npeace,Peace,\ntrade,Cafe\xcc\x81,\n"


@pytest.mark.parametrize(
    ("lines", "tidied"),
    [
        (b"arms,Arms,\ntrade,Trade,\n", []),
        (b"trade,Trade,\narms,Arms,\n", ["put 1 row in order"]),
        (b"war,War,\ntrade,Trade,\narms,Arms,\n", ["put 2 rows in order"]),
        (b"arms,Arms,\r\ntrade,Trade,\r\n", ["wrote 2 other lines as 'fpdata fmt' does"]),
        (b'trade,Trade,\n"arms",Arms,\n', ["put 1 row in order", "wrote 1 other line as 'fpdata fmt' does"]),
    ],
)
def test_what_is_done_to_other_rows_is_known(tmp_path: Path, lines: bytes, tidied: list[str]) -> None:
    path = tmp_path / "topics.csv"
    path.write_bytes(HEADER + lines)
    rows = rows_of(path)
    rows.append({"topic_id": "peace", "name": "Peace", "description": None})
    content = rows.changed_content()
    assert content is not None
    assert [*rows.tidied(content)] == tidied


def test_rows_are_selected_without_reading_the_others(tmp_path: Path) -> None:
    path = tmp_path / "topics.csv"
    path.write_bytes(HEADER + b"arms,Arms,Long.\ntrade,Trade,\n")
    rows = unread(path)
    rows.append({"topic_id": "peace", "name": "Peace", "description": None})
    found = rows.select(["topic_id", "description"], lambda columns: pc.is_valid(columns["description"]))
    assert [(row["topic_id"], row["description"]) for row in found] == [("arms", "Long."), ("peace", None)]


def test_a_record_is_known_by_the_id_that_it_has_now(tmp_path: Path) -> None:
    path = tmp_path / "topics.csv"
    path.write_bytes(HEADER + b"arms,Arms,\ntrade,Trade,\n")
    rows = unread(path)
    rows.with_id("arms")[0]["topic_id"] = "weapons"
    assert (rows.has_id("arms"), rows.has_id("weapons"), rows.has_id("trade")) == (False, True, True)
    assert rows.changed_content() == HEADER + b"trade,Trade,\nweapons,Arms,\n"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"topic_id,description,name\narms,,Arms\n", id="columns in another order"),
        pytest.param(HEADER + b"trade,Trade,\narms,Arms,\n", id="lines in another order"),
        pytest.param(HEADER + b"arms,Arms,\narms,Arms,\n", id="a key twice"),
        pytest.param(HEADER + b'arms,"Ar\nms",\n', id="a line break in a cell"),
        pytest.param(HEADER + b'arms,x"y,"\ntrade,z,\n",,\n', id="a stray quote"),
        pytest.param(HEADER + b'"arms",Arms,\n', id="a key in quotes"),
        pytest.param(HEADER + b"arms,Arms,\r\n", id="another line ending"),
        pytest.param(HEADER + b"arms,Arms,", id="no last line ending"),
    ],
)
def test_other_files_are_read_as_a_whole(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "topics.csv"
    path.write_bytes(content)
    rows = unread(path)
    with pytest.raises(AssertionError, match="read as a whole"):
        rows.with_id("arms")
