"""Data of a clone: commands answer for its tables as they are now, whenever it was built."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from time import sleep
from typing import get_args

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import fpdata
from fpdata.access import current
from fpdata.access.current import VIEW_SOURCES, CurrentExport, CurrentExportError
from fpdata.edit.change import change
from fpdata.edit.rename_merge import rename
from fpdata.export.parquet import build
from fpdata.export.views import compute_views
from fpdata.generate.artifacts import write_artifacts
from fpdata.model.views import VIEWS
from fpdata.package.locate import find_package
from fpdata.table_names import TableName, ViewName
from tests.helpers import TODAY, run
from tests.sample import row

NAMES: tuple[str, ...] = (*get_args(TableName), *get_args(ViewName))


@pytest.fixture
def clone(package: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The sample package as the current folder, without a build."""
    write_artifacts(package)
    monkeypatch.chdir(package)
    yield package
    current.release_exports()


def built(package: Path) -> Path:
    folder = package / "build" / "parquet"
    build(package, folder)
    return folder


def make_newer(package: Path, *tables: str) -> None:
    """Date the files of tables as if they had been written some seconds after the build."""
    later = (package / "build" / "parquet" / "datapackage.json").stat().st_mtime + 10
    for table in tables:
        os.utime(package / "datasets" / f"{table}.csv", (later, later))


def edit(package: Path, table: str, column: str) -> None:
    """Change a cell of a table, later than the build."""
    change(package, lambda tables: tables[table][0].update({column: "Another"}))
    make_newer(package, table)


def test_what_is_read_from_the_files_is_what_a_build_writes(package: Path, tmp_path: Path) -> None:
    write_artifacts(package)
    build(package, tmp_path / "export")
    export = CurrentExport(package)
    for name in NAMES:
        read, written = (pq.read_table(path) for path in (export.file(name), tmp_path / "export" / f"{name}.parquet"))
        assert read.equals(written), name
        assert read.schema.equals(written.schema, check_metadata=True), name


def test_the_sources_of_each_view_are_those_that_it_asks_for(export: Path) -> None:
    class Asked(Mapping[str, pa.Table]):
        def __init__(self) -> None:
            self.names: set[str] = set()

        def __getitem__(self, name: str) -> pa.Table:
            self.names.add(name)
            return pq.read_table(export / f"{name}.parquet")

        def __iter__(self) -> Iterator[str]:
            return iter(NAMES)

        def __len__(self) -> int:
            return len(NAMES)

    assert VIEW_SOURCES.keys() == VIEWS.keys()
    for name, sources in VIEW_SOURCES.items():
        asked = Asked()
        compute_views(asked, {}, [name])
        assert asked.names == set(sources), name


def test_a_record_just_added_is_found(clone: Path) -> None:
    built(clone)
    assert run("new", "topics", "--set", "name=War").exit_code == 0
    make_newer(clone, "topics")
    shown = run("show", "war")
    assert shown.exit_code == 0
    assert json.loads(shown.stdout)["id"] == "war"
    assert shown.stderr == "newer than the last build, so read from the CSV files: topics ('fpdata build' ends this)\n"
    assert json.loads(run("find", "war").stdout)[0]["id"] == "war"


def test_a_renamed_actor_is_everywhere_by_the_new_id(clone: Path) -> None:
    built(clone)
    change(clone, lambda tables: rename(tables, "ada-lake", "ada-brook", "Spelling.", TODAY))
    make_newer(clone, "actors", "roles", "redirects", "names", "participations", "claims", "statements")
    answer = run("as-of", "1890", "--format", "json").stdout
    assert '"ada-brook"' in answer
    assert '"ada-lake"' not in answer


def test_only_what_changed_is_read_again(clone: Path) -> None:
    folder = built(clone)
    edit(clone, "topics", "name")
    export = CurrentExport(clone)
    assert export.changed_tables() == ["topics"]
    assert export.file("actors") == folder / "actors.parquet"
    assert export.file("role_holders") == folder / "role_holders.parquet"
    assert export.file("topics").parent != folder
    edit(clone, "offices", "title")
    assert CurrentExport(clone).file("role_holders").parent != folder


def test_a_table_that_has_again_what_was_built_is_not_newer(clone: Path) -> None:
    folder = built(clone)
    edit(clone, "topics", "name")
    assert CurrentExport(clone).changed_tables() == ["topics"]
    assert run("undo", "--yes").exit_code == 0
    make_newer(clone, "topics")
    assert CurrentExport(clone).file("topics") == folder / "topics.parquet"
    assert run("show", "ada-lake").stderr == ""
    path = clone / "datasets" / "topics.csv"
    path.write_bytes(path.read_bytes().replace(b"Talks", b"Walks"))
    assert CurrentExport(clone).changed_tables() == ["topics"]


def test_an_older_file_put_in_the_place_of_what_was_built_is_noticed(clone: Path) -> None:
    topics, backup = clone / "datasets" / "topics.csv", clone / "backup.csv"
    backup.write_bytes(topics.read_bytes().replace(b"Talks", b"Walks"))
    os.utime(backup, (1, 1))
    built(clone)
    sleep(0.02)  # longer than the clock of a file system ticks
    backup.replace(topics)
    assert CurrentExport(clone).changed_tables() == ["topics"]


def test_an_export_that_does_not_say_of_what_it_was_built_is_older_than_any_newer_file(clone: Path) -> None:
    descriptor = built(clone) / "datapackage.json"
    time = descriptor.stat().st_mtime_ns
    for content in (descriptor.read_bytes().replace(b'"builtFrom"', b'"made"'), b"[]", b"{", b'{"resources": [1]}'):
        descriptor.write_bytes(content)
        os.utime(descriptor, ns=(time, time))
        make_newer(clone, "topics")
        assert CurrentExport(clone).changed_tables() == ["topics"]


def test_a_table_is_read_once_for_each_state(clone: Path) -> None:
    first = CurrentExport(clone).file("topics")
    written = first.stat().st_mtime_ns
    assert CurrentExport(clone).file("topics") == first
    assert first.stat().st_mtime_ns == written
    make = clone / "datasets" / "topics.csv"
    os.utime(make, (1, 1))
    second = CurrentExport(clone).file("topics")
    assert second != first
    assert not first.exists()


def test_after_a_build_nothing_is_said(clone: Path) -> None:
    without = run("tables", "roles")
    assert without.stderr == "there is no build, so the CSV files are read; 'fpdata build' makes this faster\n"
    built(clone)
    assert run("tables", "roles").stderr == ""


def test_a_folder_within_the_clone_is_of_the_clone(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (clone / "notes").mkdir()
    monkeypatch.chdir(clone / "notes")
    assert json.loads(run("show", "ada-lake").stdout)["id"] == "ada-lake"


def test_a_change_in_the_meantime_is_never_mixed_with_what_was(clone: Path) -> None:
    export = CurrentExport(clone)
    export.file("actors")
    change(clone, lambda tables: rename(tables, "ada-lake", "ada-brook", "Spelling.", TODAY))
    with pytest.raises(CurrentExportError, match="another command changed roles in the meantime"):
        export.file("roles")


@pytest.mark.parametrize("moment", ["claims", "timeline"])
def test_a_table_that_is_changed_while_it_is_exported_is_newer(package: Path, moment: str) -> None:
    topics = package / "datasets" / "topics.csv"
    content = topics.read_bytes().replace(b"Talks", b"Walks")

    def progress(step: str) -> None:
        if step == moment:
            topics.write_bytes(content)

    build(package, package / "build" / "parquet", progress=progress)
    assert CurrentExport(package).changed_tables() == ["topics"]


def test_a_file_with_an_error_is_not_answered_from(clone: Path) -> None:
    file = clone / "datasets" / "topics.csv"
    file.write_bytes(file.read_bytes() + b"War,War,\n")
    done = run("show", "talks")
    assert done.exit_code == 2
    assert "datasets/topics.csv has an error in line 3, so it cannot be read; run 'fpdata check'" in done.stderr
    assert "--data" not in done.stderr
    built_before = clone / "build" / "parquet"
    built_before.mkdir(parents=True)
    (built_before / "datapackage.json").touch()
    make_newer(clone, "topics")
    assert f"add: --data {built_before}" in run("show", "talks").stderr


def test_a_missing_file_is_named(clone: Path) -> None:
    (clone / "datasets" / "topics.csv").unlink()
    done = run("find", "talks")
    assert done.exit_code == 2
    assert "datasets/topics.csv: the file of table topics is missing" in done.stderr


def test_records_in_any_order_are_read_in_order(package: Path) -> None:
    cells = {
        "event_id": "1890-talks",
        "actor_id": "ben-moor",
        "part": "member",
        "presence": "confirmed",
        "source_id": "register",
    }
    change(package, lambda tables: tables["participations"].append(row("participations", **cells)))
    file = package / "datasets" / "participations.csv"
    header, *rows = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join([header, *reversed(rows)]))
    read = fpdata.load("participations", path=package)
    build(package, package / "build" / "parquet")
    assert read.equals(pq.read_table(package / "build" / "parquet" / "participations.parquet"))
    keys = [tuple(cells[part] for part in ("event_id", "actor_id", "part")) for cells in read.to_pylist()]
    assert keys == sorted(keys)
    assert len(keys) > 1


def test_the_api_reads_a_package_as_it_is_at_each_call(package: Path) -> None:
    assert fpdata.load("topics", path=package).num_rows == 1
    change(package, lambda tables: tables["topics"].append(row("topics", topic_id="war", name="War")))
    assert fpdata.load("topics", path=package).num_rows == 2
    assert find_package(package).root == package.resolve()


def test_without_a_cache_the_tables_are_read_all_the_same(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert fpdata.load("topics", path=package).num_rows == 1
