"""The SQLite database: complete, searchable, explained, and the same bytes for the same data."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from fpdata import connect
from fpdata.access.database import write_database
from fpdata.access.formats.sqlite_search import add_search
from fpdata.access.locate import tables, views
from fpdata.access.questions import ExampleQuery, questions
from fpdata.access.save import SaveFormat, save
from fpdata.generate.schemas import sql_schema
from fpdata.model.tables import TABLES
from fpdata.model.views import VIEWS
from tests.helpers import ROOT


@pytest.fixture(scope="module")
def database(_export: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    file = tmp_path_factory.mktemp("sqlite") / "fpdata.sqlite"
    write_database(file, _export)
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
        yield connection


def _found(database: sqlite3.Connection, query: str) -> list[tuple[str, str]]:
    sql = 'select "table", id from search where search match ? order by 1, 2'
    return database.execute(sql, (query,)).fetchall()


def test_an_export_and_a_build_write_the_same_bytes(export: Path, tmp_path: Path) -> None:
    write_database(tmp_path / "built.sqlite", export)
    save(tmp_path / "saved", SaveFormat.SQLITE, path=export)
    assert (tmp_path / "saved" / "fpdata.sqlite").read_bytes() == (tmp_path / "built.sqlite").read_bytes()


def test_words_are_found_in_names_titles_summaries_and_quotes(database: sqlite3.Connection) -> None:
    assert _found(database, "ada lake") == [("actors", "ada-lake")]
    assert ("actors", "ben-moor") in _found(database, "envoy")  # by the title under which an office was held
    assert _found(database, '"wrote the plan"') == [("statements", "lake-wrote-it")]
    assert _found(database, "every word") == [("statements", "lake-wrote-it")]
    assert _found(database, "gaz*")
    assert _found(database, "nobody") == []


def test_the_text_of_a_record_has_each_of_its_names_once(database: sqlite3.Connection) -> None:
    (row,) = database.execute("select text, spelling, mentions from search where id = 'ada-lake'")
    roles = [title for (title,) in database.execute("select title from roles where actor_id = 'ada-lake'")]
    assert row[0].split("\n") == list(dict.fromkeys(["Ada Lake", "A. Lake", *roles]))
    assert row[1] is None
    assert row[2] > 1


@pytest.mark.parametrize(
    ("name", "query", "found"),
    [
        ("Łódź", "lodz", True),
        ("José Muñoz", "jose munoz", True),
        ("Jose Munoz", "josé", True),
        ("Київ", "kyiv", True),
        ("Київ", "київ", True),
        ("U.S. envoy", "us", True),
        ("U.S. envoy", '"u s"', True),
        ("Sean O’Neill", "oneill", True),
        ("Robert Smith, Jr.", "jr", True),
        ("Kyiv", "kiev", False),
    ],
)
def test_words_are_found_however_they_are_spelled(name: str, query: str, found: bool) -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(sql_schema(TABLES["topics"]))
        database.execute("insert into topics (topic_id, name) values ('x', ?)", (name,))
        add_search(database, ["topics"])
        assert bool(_found(database, query)) is found
        if name in ("Jose Munoz", "Robert Smith, Jr."):  # which FTS5 spells as `fpdata find` does
            assert database.execute("select spelling from search").fetchall() == [(None,)]


def test_the_database_explains_every_column_and_code(database: sqlite3.Connection, export: Path) -> None:
    listed = database.execute('select "table", kind, key, rows from tables').fetchall()
    assert [(name, kind) for name, kind, _, _ in listed] == [
        *((name, "table") for name in tables()),
        *((name, "view") for name in views()),
    ]
    for name, _, key, rows in listed:
        assert key == ", ".join((TABLES | VIEWS)[name].key)
        assert database.execute(f'select count(*) from "{name}"').fetchone() == (rows,)
        columns = [row[1] for row in database.execute(f'pragma table_info("{name}")')]
        described = database.execute('select "column", description from columns where "table" = ?', (name,)).fetchall()
        assert {column for column, description in described if description} == {*columns}
        used = pq.read_table(export / f"{name}.parquet")
        for column in (TABLES | VIEWS)[name].columns:
            if column.codes:
                query = 'select code from codes where "table" = ? and "column" = ?'
                codes = [code for (code,) in database.execute(query, (name, column.name))]
                assert codes == [str(code) for code in column.codes]
                assert {*used[column.name].to_pylist()} <= {None, *codes}
    assert dict(database.execute("select * from about"))["license"] == "CC-BY-4.0"


def test_days_compare_with_years(database: sqlite3.Connection) -> None:
    """In a column of type date, SQLite would take a year for a number, which is below every text."""
    for table, column in (("roles", "start_min"), ("role_holders", "possible_from")):
        assert database.execute(f"select count(*) from {table} where {column} < '1889'").fetchone() == (1,)
        types = {row[1]: row[2] for row in database.execute(f"pragma table_info({table})")}
        assert types[column].lower() == "text"


def test_references_are_looked_up_by_an_index(database: sqlite3.Connection) -> None:
    for query in (
        "select * from roles where actor_id = ?",
        "select * from documents where copy_of_id = ?",  # few documents have one, and only these are in the index
        "select * from events where date_min > ?",
        "select * from citations where \"table\" = 'roles' and record_id = ?",
        "select * from actors a join roles r on r.actor_id = a.actor_id where a.actor_id = ?",
    ):
        plan = database.execute(f"explain query plan {query}", ("x",)).fetchall()
        assert all("USING" in row[3] and "INDEX" in row[3] for row in plan), plan


def test_some_tables_have_the_search_of_these_only(export: Path, tmp_path: Path) -> None:
    save(tmp_path / "some", SaveFormat.SQLITE, ["actors", "role_holders"], path=export)
    with closing(sqlite3.connect(tmp_path / "some" / "fpdata.sqlite")) as database:
        assert (
            database.execute("select name, type from sqlite_master where name = 'role_holders'").fetchall()[0][1]
            == "table"
        )
        assert {table for table, _ in _found(database, "lake OR moor OR gazette")} == {"actors"}


def test_the_query_of_the_page_runs(database: sqlite3.Connection) -> None:
    (query,) = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / "use.md").read_text(), re.DOTALL)
    assert database.execute(query.replace("rubio", "lake")).fetchone()[:2] == ("actors", "ada-lake")


@pytest.mark.parametrize("question", questions(), ids=lambda question: str(question.number))
def test_sqlite_runs_the_questions(database: sqlite3.Connection, question: ExampleQuery) -> None:
    database.execute(question.sql).fetchall()
    page = (ROOT / "docs" / "questions.md").read_text()
    assert f"## {question.number}. {question.title}\n" in page
    assert question.note in page.replace("\n", " ")


@pytest.mark.slow
@pytest.mark.xdist_group("data_set")
def test_sqlite_and_duckdb_answer_the_questions_alike(data_set: Path, tmp_path: Path) -> None:
    write_database(tmp_path / "fpdata.sqlite", data_set)
    duckdb = connect(path=data_set)
    with closing(sqlite3.connect(tmp_path / "fpdata.sqlite")) as database:
        assert database.execute("pragma foreign_key_check").fetchall() == []
        for question in questions():
            answers = [engine.execute(question.sql).fetchall() for engine in (database, duckdb)]
            in_sqlite, in_duckdb = (sorted(tuple(map(_as_text, row)) for row in rows) for rows in answers)
            assert in_sqlite, question.title
            assert in_sqlite == in_duckdb, question.title


def _as_text(value: object) -> str:
    return str(int(value) if isinstance(value, bool) else value)
