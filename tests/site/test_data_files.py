"""The files that scripts read, on the sample package; site/test/ compares what scripts answer with `fpdata`."""

from __future__ import annotations

import gzip
import html
import json
import re
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from fpdata.access.questions import ExampleQuery, questions
from fpdata.model.views import VIEWS
from fpdata.site import sql_page
from fpdata.site.database_chunks import CHUNK_BYTES

pytestmark = pytest.mark.xdist_group("site")


def read(site: Path, name: str) -> Any:
    return json.loads((site / "data" / name).read_text(encoding="utf-8"))


def contents(site: Path) -> Any:
    """Return what the SQL page gives to its script."""
    page = (site / "sql.html").read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="sql-contents">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


@pytest.fixture(scope="module")
def chunked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of the browser, put together from its chunks."""
    manifest = contents(site)["database"]
    folder = site / "data" / "db" / manifest["folder"]
    assert len(list(folder.iterdir())) == manifest["chunks"]
    pieces = [gzip.decompress((folder / f"{number}.bin").read_bytes()) for number in range(manifest["chunks"])]
    assert {len(piece) for piece in pieces[:-1]} <= {CHUNK_BYTES}
    file = tmp_path_factory.mktemp("chunked") / "whole.sqlite"
    file.write_bytes(b"".join(pieces))
    assert file.stat().st_size == manifest["bytes"]
    return file


def test_the_chunks_have_every_table_and_view_row_by_row(database: Path, chunked: Path) -> None:
    with closing(sqlite3.connect(chunked)) as whole:
        whole.execute("attach ? as original", (str(database),))
        assert whole.execute("pragma main.integrity_check").fetchone() == ("ok",)
        names = [
            name for (name,) in whole.execute("select name from original.sqlite_schema where type in ('table', 'view')")
        ]
        for name in names:
            if not name.startswith(("sqlite_", "search")):
                rows = [Counter(whole.execute(f'select * from {of}."{name}"')) for of in ("main", "original")]
                assert rows[0] == rows[1], name
        found = "select id from main.search where search match 'lake'"
        assert ("ada-lake",) in whole.execute(found).fetchall()
        for view in VIEWS:
            indexed = whole.execute(
                "select count(*) from main.sqlite_schema where type = 'index' and tbl_name = ?", (view,)
            )
            assert indexed.fetchone()[0] > 0, view
        for question in questions():
            assert whole.execute(question.sql).description


def test_the_sql_page_links_keys_and_references_whose_records_all_have_pages(site: Path) -> None:
    references = contents(site)["references"]
    assert references["office_id"] == "offices"
    assert references["document_id"] == references["source_id"] == "documents"
    assert "actor_id" not in references  # not every actor has a page
    assert "part_of_id" not in references  # of an event or of a document


def test_the_sql_page_opens_with_the_answer_to_the_first_question(
    site: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (site / "sql.html").read_text(encoding="utf-8")
    (text,) = re.findall("<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert html.unescape(text) == questions()[0].sql.strip()
    assert '<option value="1" selected>' in page
    assert "<p>No row matches.</p>" in page  # the sample has no such plan
    numbers = "with recursive n (x) as (select 1 union all select x + 1 from n where x < 250) select x, 'a' as a from n"
    monkeypatch.setattr(sql_page, "questions", lambda: [ExampleQuery(1, "Numbers", "", numbers)])
    answer = sql_page.first_answer(database)
    assert answer.rows == [(number, "a") for number in range(1, 101)]
    assert (answer.columns, answer.numeric, answer.more) == (["x", "a"], [True, False], True)


def test_the_whole_database_can_be_downloaded(site: Path, database: Path) -> None:
    with ZipFile(site / "data" / "fpdata.sqlite.zip") as archive:
        assert archive.read("fpdata.sqlite") == database.read_bytes()


def test_search_has_a_line_for_each_page_the_most_mentioned_first(site: Path) -> None:
    lines = (site / "data" / "search" / "names.txt").read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines]
    assert {len(line) for line in cells} == {5}
    assert {(table, id) for table, id, *_ in cells} == {
        (table, path.stem)
        for table in ("actors", "offices", "countries", "outlets", "topics")
        for path in (site / table).iterdir()
        if "This id is retired" not in path.read_text(encoding="utf-8")
    }
    assert cells[0][1] == "ada-lake"
    assert cells[0][3:] == ["A. Lake", "Envoy, from 1889"]
    statements = (site / "data" / "search" / "statements.txt").read_text(encoding="utf-8")
    assert "statements\tgazette-reports\tReports the talks.\t\tThe Gazette, 1890-01-02\n" in statements


def test_holders_have_their_days(site: Path) -> None:
    file = read(site, "holders.json")

    def value(role: list[Any], column: str) -> Any:
        cell = role[file["columns"].index(column)]
        return value(role, file["same"][column]) if cell == 0 and column in file["same"] else cell

    envoys = [role for role in file["roles"] if file["offices"][role[1]][0] == "envoy"]
    by_name = {file["people"][role[0]][0]: role for role in envoys}
    moor = by_name["ben-moor"]
    columns = ("possible_from", "presumed_from", "certain_from", "certain_to", "presumed_to", "possible_to")
    assert [value(moor, column) for column in columns] == ["1885-06-07"] * 3 + ["1889-03-04"] * 3
    assert file["offices"][moor[1]] == ["envoy", "Envoy", "envoy", None]
    assert value(by_name["ada-lake"], "end") == ".."


def test_the_network_has_who_met_and_wrote(site: Path) -> None:
    file = read(site, "network.json")
    ids = [id for id, *_ in file["people"]]
    lake, moor = ids.index("ada-lake"), ids.index("ben-moor")
    assert [1890, 1890, None, [lake, moor]] in [[*meeting[:3], sorted(meeting[3])] for meeting in file["meetings"]]
    assert file["letters"] == [[lake, moor, 1890, 1890, 1]]
    assert file["people"][lake] == ["ada-lake", "Ada Lake", 1]


def test_travel_without_journeys_is_empty(site: Path) -> None:
    assert read(site, "travel.json") == {"people": [], "countries": [], "journeys": []}
