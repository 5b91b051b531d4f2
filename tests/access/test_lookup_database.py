"""The lookup database: its rows are those of the export, whatever happens to its files and whoever makes them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given

import fpdata
from fpdata.access import lookup_database as module
from fpdata.access import lookup_file
from fpdata.access.lookup_database import lookup_database
from fpdata.access.lookup_file import announce_preparation
from fpdata.access.record_index import RecordIndex
from fpdata.model.references import referring_columns
from fpdata.model.tables import TABLES
from fpdata.model.views import VIEWS
from fpdata.strategies import PackageDict, packages
from fpdata.table_names import TableName, ViewName
from tests.helpers import examples
from tests.sample import exported, sample

NAMES: tuple[TableName | ViewName, ...] = (*get_args(TableName), *get_args(ViewName))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("looked-up")
    exported(root, sample())
    return root / "export"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache of its own for each test, of which this process has read nothing."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    module.release_files()
    yield tmp_path / "cache" / "fpdata" / "lookup"
    module.release_files()


def files(cache: Path) -> dict[str, Path]:
    return {file.name.partition("-")[0]: file for file in cache.glob("*/*.sqlite")}


def found(data: Path) -> list[object]:
    return [fpdata.find("lake", path=data).to_pylist(), RecordIndex(path=data).look_up("ada-lake")[0].to_dict()]


@given(packages())
@examples(15)
def test_its_rows_are_those_of_the_export(tmp_path_factory: pytest.TempPathFactory, package: PackageDict) -> None:
    root = tmp_path_factory.mktemp("law")
    exported(root, package)
    for _ in range(2):  # as it is made, and as it is read again
        module.release_files()
        database = lookup_database(root / "export")
        for name in NAMES:
            rows = fpdata.load(name, path=root / "export").to_pylist()
            assert database[name].rows() == rows, name
            for row in rows[:3]:
                (column, *others) = database[name].structure.key
                if not others:
                    assert database[name].row(row[column]) == row
                for column in database[name].structure.references:
                    if row[column]:
                        referring = [other for other in rows if other[column] == row[column]]
                        assert database[name].rows_with(column, row[column]) == referring


def test_it_knows_the_tables_without_their_models(data: Path) -> None:
    database = lookup_database(data)
    for name, table in (TABLES | VIEWS).items():
        structure = database[name].structure
        assert (structure.key, structure.names) == (table.key, table.names)
        assert structure.record == table.model.__name__.lower()
    index = RecordIndex(path=data)
    for name in TABLES:
        assert tuple(index.referring(name)) == referring_columns(name)


def test_texts_that_no_cell_can_hold_are_not_found(data: Path) -> None:
    table = lookup_database(data)["actors"]
    for text in ("\ud800", "ada-lake\0", "", "Ada-Lake", "1 or 1"):
        assert (table.row(text), table.number(text)) == (None, None)


def overwritten(file: Path) -> None:
    file.write_bytes(b"something else")


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def changed_by_another_program(file: Path) -> None:
    import sqlite3

    database = sqlite3.connect(file)
    for (table,) in database.execute("select name from sqlite_master where type = 'table'").fetchall():
        database.execute(f'delete from "{table}" where rowid = 1')
    database.commit()
    database.close()


def damaged_unnoticed(file: Path) -> None:
    status = file.stat()
    content = file.read_bytes()
    file.write_bytes(content[:20000] + b"\xff" * (len(content) - 20000))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def with_names_that_are_no_text(file: Path) -> None:
    """SQLite names a damaged table in the text of its error."""
    file.write_bytes(file.read_bytes().replace(b"CREATE TABLE made", b"CREATE \xff\xf5\xffLE ma\xf5e"))


@pytest.mark.parametrize(
    "damage",
    [
        with_names_that_are_no_text,
        overwritten,
        emptied,
        cut,
        changed_by_another_program,
        damaged_unnoticed,
        Path.unlink,
    ],
)
def test_a_damaged_file_is_made_again(data: Path, cache: Path, damage: Callable[[Path], None]) -> None:
    expected = found(data)
    for file in files(cache).values():
        damage(file)
    module.release_files()
    assert found(data) == expected
    module.release_files()
    assert found(data) == expected


def test_only_a_table_that_changed_is_made_again(data: Path, cache: Path, tmp_path: Path) -> None:
    export = tmp_path / "export"
    shutil.copytree(data, export)
    found(export)
    before = files(cache)
    os.utime(export / "topics.parquet", ns=(1, 1))
    found(export)
    after = files(cache)
    assert {name for name in before if after[name] != before[name]} == {"topics", "topics.texts"}
    assert len([*cache.glob("*/*.sqlite")]) == len(after)


def test_what_cannot_be_kept_is_read_all_the_same(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    expected = found(data)
    module.release_files()
    shutil.rmtree(cache)

    def refuse(_path: Path) -> None:
        raise PermissionError("read only")

    with monkeypatch.context() as patch:
        patch.setattr(lookup_file, "replace_file", refuse)
        assert found(data) == expected
    assert not files(cache)
    module.release_files()
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert found(data) == expected


def test_several_threads_and_processes_make_it_at_once(data: Path, cache: Path) -> None:
    command = [sys.executable, "-m", "fpdata", "show", "ada-lake", "--data", str(data)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(3)]
    with ThreadPoolExecutor(4) as pool:
        answers = [*pool.map(found, [data] * 4)]
    assert answers == [found(data)] * 4
    outputs = {process.communicate()[0] for process in running}
    assert len(outputs) == 1
    assert b'"ada-lake"' in outputs.pop()
    assert not [*cache.glob("*/.*")]


def test_a_look_up_imports_neither_arrow_nor_the_models(data: Path) -> None:
    script = """
import sys
from fpdata.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code
print(*sorted({"pyarrow", "fpdata.model.tables", "rich.console"} & sys.modules.keys()), file=sys.stderr)
"""
    for arguments in (
        ["find", "lake"],
        ["show", "ada-lake"],
        ["as-of", "1890", "--office", "envoy"],
        ["office", "envoy"],
    ):
        command = [sys.executable, "-c", script, *arguments, "--data", str(data)]
        subprocess.run(command, check=True, capture_output=True)
        assert subprocess.run(command, check=True, capture_output=True).stderr.split(b"\n")[-2] == b"", arguments


def test_a_long_preparation_is_announced_once(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    announce_preparation(lambda: said.append("preparing"))
    found(data)
    monkeypatch.setattr(lookup_file, "_NOTICEABLE", 0.0)
    module.release_files()
    announce_preparation(lambda: said.append("preparing"))
    found(data)
    assert len(said) <= 1  # nothing is made a second time
    os.utime(data / "actors.parquet", ns=(1, 1))
    os.utime(data / "roles.parquet", ns=(1, 1))
    found(data)
    assert said[-1:] == ["preparing"]
