"""What Datasette is told of the database, and, where it is installed, what it shows."""

from __future__ import annotations

import asyncio
import html
import socket
import sqlite3
import sys
import types
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from fpdata.access import datasette
from fpdata.access.database import write_database
from fpdata.access.datasette import HOST, PortError, datasette_app, datasette_metadata, listen
from fpdata.access.errors import MissingExtraError
from fpdata.access.questions import questions
from tests.helpers import run


@pytest.fixture(scope="module")
def database(_export: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("datasette") / "fpdata.sqlite"
    write_database(file, _export)
    return file


def test_the_metadata_describe_all_that_is_there(database: Path) -> None:
    (described,) = datasette_metadata()["databases"].values()
    with closing(sqlite3.connect(database)) as connection:
        names = {
            name for (name,) in connection.execute("select name from sqlite_master where type in ('table', 'view')")
        }
        assert {name for name in names if not name.startswith("search_")} == described["tables"].keys()
        for name, table in described["tables"].items():
            assert table["description"]
            columns = {row[1]: row for row in connection.execute(f'pragma table_info("{name}")')}
            assert {*table.get("columns", columns)} == {*columns}
            assert {table.get("label_column"), *table.get("units", {})} <= {None, *columns}
        assert described["tables"]["coverage"]["units"] == {"lag": "day"}
        assert names.isdisjoint(described["queries"])  # whose pages would have the same address
        assert len(described["queries"]) == len(questions()) + 1


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ada", True),
        ("lake ad", True),
        ("a.", True),
        ('"ada', True),
        ("ada nobody", False),
        ("", False),
        ("- *", False),
    ],
)
def test_words_are_found_whatever_signs_they_have(database: Path, words: str, found: bool) -> None:
    (described,) = datasette_metadata()["databases"].values()
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(described["queries"]["find"]["sql"], {"words": words}).fetchall()
    assert ("ada-lake" in [row[1] for row in rows]) is found


def test_without_datasette_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, export: Path) -> None:
    monkeypatch.setattr(datasette, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"run: pip install 'fpdata\[datasette\]'"):
        datasette.require_datasette()
    result = run("serve", "--data", export)
    assert (result.exit_code, "pip install 'fpdata[datasette]'" in result.output.replace("\n", " ")) == (2, True)


def test_a_port_in_use_is_an_error() -> None:
    with closing(socket.socket()) as other:
        other.bind((HOST, 0))
        other.listen()
        with pytest.raises(PortError, match=r"port \d+: .*; choose another with --port"):
            listen(other.getsockname()[1])


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Stands in for Datasette and its server, and notes what these are asked for."""
    seen: dict[str, Any] = {}

    class Datasette:
        def __init__(self, **settings: Any) -> None:
            seen.update(settings)

        def app(self) -> str:
            return "application"

    class Server:
        def __init__(self, config: Any) -> None:
            seen["application"] = config

        def run(self, sockets: list[socket.socket]) -> None:
            (listener,) = sockets
            seen["address"] = listener.getsockname()
            raise KeyboardInterrupt

    modules: dict[str, dict[str, Callable[..., Any]]] = {
        "datasette": {},
        "datasette.app": {"Datasette": Datasette},
        "uvicorn": {"Server": Server, "Config": lambda application, **_: application},
    }
    for name, content in modules.items():
        module = types.ModuleType(name)
        module.__dict__.update(content)
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr(datasette, "find_spec", lambda name: name)
    return seen


def test_serve_makes_the_database_once(export: Path, server: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    first = run("serve", "--port", "0", "--data", export)
    assert first.exit_code == 0, first.output
    assert "making the database (once" in first.output
    host, port = server["address"]
    assert (host, opened) == (HOST, [f"http://{HOST}:{port}/fpdata"])
    (file,) = server["immutables"]
    assert Path(file).is_file()
    assert f"{opened[0]} shows {file}; Ctrl-C stops it" in first.output
    second = run("serve", "--port", "0", "--no-open", "--data", export)
    assert (second.exit_code, "making" in second.output, len(opened)) == (0, False, 1)


def test_datasette_shows_every_table_and_answers_the_questions(database: Path) -> None:
    pytest.importorskip("datasette")
    import httpx  # which Datasette brings

    application = datasette_app(database)
    (described,) = datasette_metadata()["databases"].values()

    async def ask() -> None:
        transport = httpx.ASGITransport(app=application)
        async with httpx.AsyncClient(transport=transport, base_url="http://datasette") as client:
            front = await client.get("/fpdata")
            assert front.status_code == 200
            for name, table in described["tables"].items():
                page = await client.get(f"/fpdata/{name}")
                assert page.status_code == 200, name
                assert table["description"][:30] in html.unescape(page.text)
            for name, query in described["queries"].items():
                assert query["title"][:20] in html.unescape(front.text)
                answer = await client.get(f"/fpdata/{name}.json", params={"words": "lake", "_shape": "array"})
                assert answer.status_code == 200, name
            assert (await client.get("/fpdata/search?_search=lake")).status_code == 200

    asyncio.run(ask())
