"""What Datasette needs to show the SQLite database: titles, descriptions, labels and the twenty questions."""

from __future__ import annotations

from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from socket import create_server, socket
from typing import Any

from fpdata.access.about import about_data_set
from fpdata.access.database import DATABASE
from fpdata.access.errors import MissingExtraError
from fpdata.access.questions import questions
from fpdata.access.searched_tables import SPECS
from fpdata.export.arrow import arrow_schema
from fpdata.generate.descriptor import PACKAGE
from fpdata.model.table import Table
from fpdata.model.tables import TABLES
from fpdata.model.titles import title_of
from fpdata.model.views import VIEWS

HOST = "127.0.0.1"
"""The address at which it is served: no other machine reaches it."""
#: Every word is quoted, as it may have signs that mean something to FTS5; the last may be the beginning of one.
_FIND = """select "table", id, text, mentions
from search
where search match '"' || replace(replace(trim(:words), '"', ''), ' ', '" "') || '"*'
order by mentions desc, rank
limit 100
"""
_CODEBOOK = {
    "tables": "Every table and view: its key, its number of rows, and what it holds.",
    "columns": "Every column: its type, the table that it refers to, and what it holds.",
    "codes": "Every code of every column, and what it means.",
    "about": "The data set: its version, license, and how to cite it.",
    "tenures": "On which days each role was certainly, presumably and possibly held; role_holders has these columns, too.",
    "panel": "What is counted by state and year; country_years and dyad_years have these columns, with names and codes.",
    "search": "The names, titles, summaries and quotes of each record, for full-text search.",
}
_UNITS = {"coverage": {"lag": "day"}}
#: Views are computed for each page, and Datasette's own limit is a second.
_SETTINGS = {"sql_time_limit_ms": 10_000, "max_returned_rows": 5_000, "suggest_facets": 0}


class PortError(Exception):
    """A port cannot be listened on; the message says why."""


def datasette_metadata() -> dict[str, Any]:
    """Return the metadata of the database for Datasette: each table, view and column, and the questions as queries."""
    about = about_data_set()
    data_set = {
        "title": "fpdata",
        "description": PACKAGE["description"],
        "license": about.license,
        "license_url": PACKAGE["licenses"][0]["path"],
        "source": f"fpdata {about.version}",
        "source_url": about.address,
    }
    tables: dict[str, Any] = {name: {"description": text} for name, text in _CODEBOOK.items()}
    tables |= {table.name: _describe_table(table) for table in (TABLES | VIEWS).values()}
    find = {"title": "Find records by words of their names, titles, summaries and quotes", "sql": _FIND}
    queries: dict[str, Any] = {"find": find | {"hide_sql": True}}
    for question in questions():
        queries[f"question-{question.number:02}"] = {
            "title": f"{question.number}. {question.title}",
            "description": question.note.replace("`", ""),
            "sql": question.sql,
            "hide_sql": True,  # one click away: the answer comes first
        }
    database = data_set | {"tables": tables, "queries": queries}
    return data_set | {"databases": {Path(DATABASE).stem: database}}


def require_datasette() -> None:
    """Raise MissingExtraError unless Datasette is installed."""
    if find_spec("datasette") is None:
        raise MissingExtraError(
            "fpdata serve needs Datasette, which is not installed; run: pip install 'fpdata[datasette]'"
        )


def datasette_app(database: Path) -> Any:
    """Return the ASGI application of Datasette that shows a database, read-only."""
    from datasette.app import Datasette  # an extra

    return Datasette(immutables=[str(database)], metadata=datasette_metadata(), settings=_SETTINGS).app()


def listen(port: int) -> socket:
    """Return a socket that listens on a port of this machine alone; 0 is any free one. Raises PortError if it is in use."""
    try:
        return create_server((HOST, port))
    except OSError as error:
        raise PortError(f"port {port}: {error.strerror or error}; choose another with --port") from None


def serve(application: Any, listener: socket) -> None:
    """Answer requests until the process is interrupted."""
    import uvicorn  # which Datasette brings

    server = uvicorn.Server(uvicorn.Config(application, log_level="warning", lifespan="on"))
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listener])


def _describe_table(table: Table) -> dict[str, Any]:
    described: dict[str, Any] = {
        "title": title_of(table.name),
        "description": table.description,
        "columns": {field.name: field.metadata[b"description"].decode() for field in arrow_schema(table, {})},
    }
    if table.name in SPECS:
        described["label_column"] = SPECS[table.name].name
    if table.name in _UNITS:
        described["units"] = _UNITS[table.name]
    return described
