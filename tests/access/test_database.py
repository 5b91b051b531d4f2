"""Which database is found, when one is made, and what is never overwritten."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from fpdata.access.database import DatabaseError, find_database, make_database, write_database
from fpdata.access.locate import tables, views
from fpdata.export.parquet import build
from tests.helpers import run


def _count(file: Path, table: str) -> int:
    with closing(sqlite3.connect(file)) as database:
        (count,) = database.execute(f'select count(*) from "{table}"').fetchone()
    return int(count)


def test_a_build_writes_the_database_that_is_found(package: Path) -> None:
    result = run("build", package)
    file = package / "build" / "fpdata.sqlite"
    assert str(file) in result.output.replace("\n", "")
    assert find_database(package / "build" / "parquet") == file
    assert oct(file.stat().st_mode)[-3:] == oct((package / "build" / "parquet" / "roles.parquet").stat().st_mode)[-3:]


@pytest.mark.parametrize("options", [["--no-database"], ["--to", "{}/out"]])
def test_a_build_may_leave_it_out(package: Path, options: list[str]) -> None:
    assert run("build", package, *(option.format(package) for option in options)).exit_code == 0
    assert not list(package.rglob("fpdata.sqlite"))


def test_a_database_of_other_data_is_not_found(package: Path) -> None:
    built, file = package / "build" / "parquet", package / "build" / "fpdata.sqlite"
    run("build", package)
    topics = package / "datasets" / "topics.csv"
    topics.write_text(topics.read_text() + "war,War,\n")
    build(package, built)
    assert find_database(built) is None  # older than the export
    os.utime(file, (2**32, 2**32))
    assert find_database(built) is None  # newer, with other numbers of rows
    file.write_text("no database")
    os.utime(file, (2**32, 2**32))
    assert find_database(built) is None


def test_a_database_is_made_once_for_each_state_of_the_data(export: Path) -> None:
    assert find_database(export) is None
    file = make_database(export)
    assert find_database(export) == file
    assert _count(file, "roles") == _count(file, "role_holders") == 2
    (export / "topics.parquet").touch()
    assert find_database(export) is None
    assert make_database(export) != file
    assert not file.exists()


def test_a_database_of_a_package_has_its_tables_as_they_are_now(package: Path) -> None:
    topics = package / "datasets" / "topics.csv"
    topics.write_text(topics.read_text() + "war,War,\n")
    file = make_database(package)
    assert _count(file, "topics") == 2
    assert _count(file, "tables") == len(tables()) + len(views())


def test_a_file_of_somebody_else_is_kept(package: Path, export: Path, tmp_path: Path) -> None:
    file = package / "build" / "fpdata.sqlite"
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as database:
        database.execute("create table mine (a)")
    before = file.read_bytes()
    result = run("build", package)
    assert result.exit_code == 2
    assert "was not written by fpdata; nothing was changed" in result.output.replace("\n", " ")
    assert file.read_bytes() == before
    for make in (Path.mkdir, lambda path: path.symlink_to(file)):
        other = tmp_path / f"{make.__name__}.sqlite"
        make(other)
        with pytest.raises(DatabaseError, match="was not written by fpdata"):
            write_database(other, export)


def test_a_database_that_cannot_be_written_is_an_error(export: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseError, match="cannot be written"):
        write_database(tmp_path / "file" / "fpdata.sqlite", export)
