"""What the sources of some records cover: said of their table, or of the data set from which their document comes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fpdata import build
from fpdata.access.coverage import coverage_of
from fpdata.generate.package import write_package
from tests.sample import Row, row, sample


def _coverage(scope: str, start: str, end: str) -> Row:
    cells = {"table": "documents", "source_id": "register", "scope": scope, "to": end, "missing": "Much."}
    return row("coverage", **cells) | {"from": start}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tables = sample()
    tables["documents"].append(
        row("documents", document_id="letter", kind="letter", title="Letter", date="1890", source_id="register")
    )
    tables["documents"].append(
        row("documents", document_id="undated", kind="letter", title="Undated", source_id="register")
    )
    tables["events"].append(
        row("events", event_id="noted", kind="meeting", name="Noted", date="1890-05", status="held", source_id="letter")
    )
    tables["coverage"] += [_coverage("letters, 1880-95", "1880", "1895"), _coverage("letters, 1900-10", "1900", "1910")]
    folder = tmp_path_factory.mktemp("covered")
    write_package(folder, tables)
    build(folder, folder / "data")
    return folder / "data"


def test_what_is_said_of_the_table(data: Path) -> None:
    found = coverage_of("roles", ["ada-lake-envoy-1889"], data)
    assert [row["scope"] for row in found.rows] == ["envoys"]
    assert found.single == 0


def test_what_is_said_of_the_documents_of_that_time(data: Path) -> None:
    found = coverage_of("events", ["noted"], data)
    assert [row["scope"] for row in found.rows] == ["letters, 1880-95"]
    assert found.single == 0


def test_records_of_single_pages_are_counted(data: Path) -> None:
    found = coverage_of("events", ["1890-talks", "1890-talks-dinner", "noted"], data)
    assert found.single == 2
    assert coverage_of("events", [], data) == type(found)((), 0)


def test_what_is_said_of_another_time_than_was_asked_about_is_counted(data: Path) -> None:
    found = coverage_of("documents", ["letter"], data, start=date(1890, 1, 1), end=date(1890, 12, 31))
    assert ([row["scope"] for row in found.rows], found.outside) == (["letters, 1880-95"], 1)
    found = coverage_of("documents", ["letter"], data, start=date(1900, 1, 1))
    assert (found.rows, found.outside) == ((), 2)


def test_an_undated_record_is_taken_to_be_of_the_time_of_the_others(data: Path) -> None:
    found = coverage_of("documents", ["letter", "undated"], data)
    assert [row["scope"] for row in found.rows] == ["letters, 1880-95"]
    found = coverage_of("documents", ["undated"], data)
    assert [row["scope"] for row in found.rows] == ["letters, 1880-95", "letters, 1900-10"]
