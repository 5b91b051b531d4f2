"""Exports: every row arrives, typed; the same bytes; whole or not at all."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpdata.access.duckdb import connect
from fpdata.checks.api import check
from fpdata.export.parquet import BuildError, build
from fpdata.export.views import derived_tables, views_sql
from fpdata.model.edtf import bounds
from fpdata.model.tables import TABLES
from fpdata.model.views import VIEWS
from fpdata.package.locate import DESCRIPTOR
from fpdata.strategies import PackageDict, packages
from tests.helpers import THOROUGH, examples
from tests.sample import checked, exported, row, sample, write_tables


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def data_digests(folder: Path) -> dict[str, str]:
    """Return those of the files besides the descriptor, which says of which files they were built."""
    return {name: digest for name, digest in digests(folder).items() if name != DESCRIPTOR}


@given(packages())
@examples(15)
def test_the_laws_of_an_export(tmp_path_factory: pytest.TempPathFactory, package: PackageDict) -> None:
    """One export for all of them, which takes longer to build than they do."""
    tables = exported(tmp_path_factory.mktemp("laws"), package)
    every_row_arrives_as_it_was(package, tables)
    the_views_are_the_same_in_duckdb_and_by_hand(package, tables)


def every_row_arrives_as_it_was(package: PackageDict, tables: dict[str, pa.Table]) -> None:
    for name, table in TABLES.items():
        exported = tables[name]
        expected = sorted(package[name], key=lambda row: [row[part] or "" for part in table.key])
        numbers = {column.name for column in table.columns if column.kind == "integer"}
        rows = [{k: int(v) if v and k in numbers else v for k, v in row.items()} for row in expected]
        assert exported.select(table.names).to_pylist() == rows
        for column in table.columns:
            if column.bounds:
                for side, bound in enumerate(column.bounds):
                    days = [
                        None if row[column.name] in (None, "..") else bounds(row[column.name] or "")[side]
                        for row in expected
                    ]
                    assert exported[bound].to_pylist() == days


def the_views_are_the_same_in_duckdb_and_by_hand(package: PackageDict, tables: dict[str, pa.Table]) -> None:
    connection = duckdb.connect()
    for name in TABLES:
        connection.register(name, tables[name])
    for name, content in derived_tables(tables).items():
        connection.register(name, content)
    connection.execute(views_sql())
    for name in VIEWS:
        fields = ", ".join(f'"{field}"' for field in tables[name].column_names)
        theirs = connection.execute(f'select {fields} from "{name}"').fetchall()
        assert sorted(map(repr, theirs)) == sorted(repr(tuple(row.values())) for row in tables[name].to_pylist())
    chains = {row["statement_id"]: row for row in tables["statement_chain"].to_pylist()}
    statements = {row["statement_id"]: row for row in package["statements"]}
    assert chains.keys() == statements.keys()
    for id, said in statements.items():
        around = [said]
        while outer := around[0]["within_id"]:
            around.insert(0, statements[outer])
        speakers = [statement["speaker_id"] for statement in around]
        assert chains[id]["chain"] == " > ".join(map(str, speakers))
        assert chains[id]["depth"] == len(speakers) - 1
    assert {row["claim_id"] for row in tables["contested"].to_pylist()} == _contested(package)


def test_a_sender_without_a_place_comes_last_in_every_database(tmp_path: Path) -> None:
    """SQLite puts nulls first where DuckDB puts them last, unless the view says which."""
    package = sample()
    package["contributions"] = [
        row("contributions", document_id="plan-7", actor_id=actor, part="sender", sequence=sequence)
        for actor, sequence in (("ada-lake", None), ("gazette", "1"))
    ]
    tables = exported(tmp_path, package)
    assert tables["correspondence"]["sender_id"].to_pylist() == ["gazette", "ada-lake"]
    the_views_are_the_same_in_duckdb_and_by_hand(package, tables)


def _contested(package: PackageDict) -> set[str | None]:
    from fpdata.model.predicates import Predicate

    def parts(row: dict[str, str | None]) -> tuple[Any, Any, str | None, str | None]:
        subject = (row["about_actor_id"], row["about_event_id"], row["about_document_id"])
        thing = row["object_actor_id"] or row["object_document_id"] or row["object_event_id"] or row["value"]
        return subject, row["predicate"], thing, row["polarity"]

    found = set()
    for one in package["claims"]:
        for other in package["claims"]:
            (subject, predicate, thing, polarity), theirs = parts(one), parts(other)
            if (subject, predicate) == theirs[:2]:
                opposed = thing == theirs[2] and polarity != theirs[3]
                rival = Predicate(predicate).single and thing != theirs[2] and polarity == theirs[3] == "affirmed"
                if opposed or rival:
                    found.add(one["claim_id"])
    return found


def test_dictionaries_have_every_code_in_its_order(package: Path, tmp_path: Path) -> None:
    build(package, tmp_path / "out")
    for name, table in (TABLES | VIEWS).items():
        content = pq.read_table(tmp_path / "out" / f"{name}.parquet")
        if content.num_rows:
            for column in table.columns:
                if column.codes:
                    (chunk,) = content[column.name].chunks
                    assert chunk.dictionary.to_pylist() == [*map(str, column.codes)], (name, column.name)


def test_types_and_metadata(package: Path, tmp_path: Path) -> None:
    build(package, tmp_path / "out")
    file = pq.ParquetFile(tmp_path / "out" / "roles.parquet")
    schema = file.schema_arrow
    assert schema.field("basis").type == pa.dictionary(pa.int32(), pa.string())
    assert schema.field("start").type == pa.string()
    assert schema.field("start_min").type == pa.date32()
    assert not schema.field("title").nullable
    assert schema.field("actor_id").metadata[b"references"] == b"actors"
    assert schema.metadata[b"version"] == json.loads((package / "datapackage.json").read_text())["version"].encode()
    assert schema.metadata[b"license"] == b"CC-BY-4.0"
    assert schema.metadata[b"org.apache.spark.version"] == b"3.0.0"  # else Spark 3 refuses days before 1582
    names = [field["name"] for field in json.loads(schema.metadata[b"table_schema"])["fields"]]
    assert names == schema.names
    group = file.metadata.row_group(0).column(0)
    assert group.compression == "ZSTD"
    assert group.is_stats_set
    assert group.has_offset_index


def test_an_export_describes_itself(package: Path, tmp_path: Path) -> None:
    build(package, tmp_path / "out")
    descriptor = json.loads((tmp_path / "out" / "datapackage.json").read_text())
    assert [resource["name"] for resource in descriptor["resources"]] == [*TABLES, *VIEWS]
    for resource in descriptor["resources"]:
        path = tmp_path / "out" / resource["path"]
        assert resource["hash"] == f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
        assert resource["bytes"] == path.stat().st_size
        assert resource["rows"] == pq.read_metadata(path).num_rows
        assert [field["name"] for field in resource["schema"]["fields"]] == pq.read_schema(path).names


def test_the_same_input_gives_the_same_bytes(package: Path, tmp_path: Path) -> None:
    build(package, tmp_path / "one")
    build(package, tmp_path / "two")
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    header, *rows = (package / "datasets" / "actors.csv").read_text().splitlines(keepends=True)
    (package / "datasets" / "actors.csv").write_text(header + "".join(reversed(rows)))
    build(package, tmp_path / "two")
    assert data_digests(tmp_path / "one") == data_digests(tmp_path / "two")


def test_a_package_keeps_its_own_name_and_version(package: Path, tmp_path: Path) -> None:
    path = package / "datapackage.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"name": "mine", "version": "7.1.0"}))
    build(package, tmp_path / "out")
    metadata = pq.read_schema(tmp_path / "out" / "actors.parquet").metadata
    assert (metadata[b"package"], metadata[b"version"]) == (b"mine", b"7.1.0")


def test_a_package_with_errors_is_not_exported(tmp_path: Path) -> None:
    checked(tmp_path / "package", sample())
    build(tmp_path / "package", tmp_path / "out")
    before = digests(tmp_path / "out")
    tables = sample()
    tables["actors"][0]["kind"] = "human"
    checked(tmp_path / "package", tables)
    with pytest.raises(BuildError, match="1 error;") as caught:
        build(tmp_path / "package", tmp_path / "out")
    assert caught.value.report is not None
    assert digests(tmp_path / "out") == before


def test_files_of_others_are_left_alone(package: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work")
    with pytest.raises(BuildError, match=r"holds .*, which is not part of an export"):
        build(package, tmp_path)
    with pytest.raises(BuildError, match="is a file"):
        build(package, tmp_path / "thesis.doc")
    assert (tmp_path / "thesis.doc").read_text() == "years of work"


def alter(path: Path, **changes: object) -> None:
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


@pytest.mark.parametrize("kind", ["a document", "a table", "tables only", "a descriptor only", "a name", "a listed file", "a link", "a folder", "not JSON"])  # fmt: skip
def test_a_package_of_others_is_left_alone(package: Path, tmp_path: Path, kind: str) -> None:
    """Even if it has a descriptor, and names its tables as we do."""
    folder = tmp_path / "own"
    folder.mkdir()
    descriptor = folder / "datapackage.json"
    if kind in ("a document", "a table", "tables only", "a descriptor only"):
        name = "thesis.doc" if kind == "a document" else "events.parquet"
        descriptor.write_text(json.dumps({"name": "fpdata", "resources": [{"path": name}]}))
        pq.write_table(pa.table({"event_id": ["mine"]}), folder / name)
        if kind == "tables only":
            descriptor.unlink()
        if kind == "a descriptor only":
            (folder / name).unlink()
    else:
        build(package, folder)
        listed = json.loads(descriptor.read_text())["resources"]
        if kind == "a name":
            alter(descriptor, name="mine")
        elif kind == "a listed file":
            alter(descriptor, resources=[*listed, {"path": "notes.txt"}])
            (folder / "notes.txt").write_text("years of work")
        elif kind == "not JSON":
            descriptor.write_text("[" * 99999)
        else:
            (folder / "topics.parquet").rename(tmp_path / "topics.parquet")
            if kind == "a link":
                (folder / "topics.parquet").symlink_to(tmp_path / "topics.parquet")
            else:
                (folder / "topics.parquet").mkdir()
    before = sorted((path.name, path.read_bytes() if path.is_file() else None) for path in folder.iterdir())
    with pytest.raises(BuildError, match="which is not part of an export; nothing was changed"):
        build(package, folder)
    assert sorted((path.name, path.read_bytes() if path.is_file() else None) for path in folder.iterdir()) == before
    assert sorted({path.name for path in tmp_path.iterdir()} - {"topics.parquet"}) == ["own", "package"]


def test_a_link_that_came_with_the_package_is_not_followed(package: Path, tmp_path: Path) -> None:
    build(package, tmp_path / "victim" / "parquet")
    before = digests(tmp_path / "victim" / "parquet")
    (package / "build").symlink_to(tmp_path / "victim")
    with pytest.raises(BuildError, match="is a symbolic link, or is reached through one"):
        build(package, package / "build" / "parquet")
    (package / "build").unlink()
    (package / "build").mkdir()
    (package / "build" / "parquet").symlink_to(tmp_path / "victim" / "parquet")
    with pytest.raises(BuildError, match="is a symbolic link"):
        build(package, package / "build" / "parquet")
    assert digests(tmp_path / "victim" / "parquet") == before
    assert [path.name for path in (package / "build").iterdir()] == ["parquet"]


def test_a_file_that_appears_while_the_package_is_checked_is_kept(package: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(BuildError, match=r"holds thesis\.doc"):
        build(package, tmp_path / "out", progress=lambda _: (tmp_path / "out" / "thesis.doc").touch())
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["thesis.doc"]


def test_an_export_of_an_earlier_version_is_replaced(package: Path, tmp_path: Path) -> None:
    """Even where it had a view that is gone."""
    build(package, tmp_path / "out")
    path = tmp_path / "out" / "datapackage.json"
    descriptor = json.loads(path.read_text())
    descriptor["resources"].append({"name": "gone", "path": "gone.parquet"})
    path.write_text(json.dumps(descriptor))
    shutil.copy(tmp_path / "out" / "topics.parquet", tmp_path / "out" / "gone.parquet")
    build(package, tmp_path / "out")
    assert not (tmp_path / "out" / "gone.parquet").exists()


@given(packages(), st.sampled_from([1, 100, 1000]))
@examples(8)
def test_the_bytes_do_not_depend_on_the_blocks(
    tmp_path_factory: pytest.TempPathFactory, package: PackageDict, block_size: int
) -> None:
    folder = tmp_path_factory.mktemp("blocks")
    write_tables(folder / "package", package)
    build(folder / "package", folder / "large")
    build(folder / "package", folder / "small", block_size=block_size)
    assert digests(folder / "large") == digests(folder / "small")


def test_the_bytes_do_not_depend_on_the_row_groups_being_filled_at_once(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fpdata.export.parquet_writer.ROW_GROUP_SIZE", 2)
    build(package, tmp_path / "large")
    build(package, tmp_path / "small", block_size=1)
    assert digests(tmp_path / "large") == digests(tmp_path / "small")
    assert pq.read_metadata(tmp_path / "small" / "statements.parquet").num_row_groups == 2


def test_records_out_of_order_are_exported_in_order(package: Path, tmp_path: Path) -> None:
    build(package, tmp_path / "sorted")
    path = package / "datasets" / "actors.csv"
    header, *lines = path.read_text().splitlines(keepends=True)
    path.write_text(header + "".join(reversed(lines)))
    report = build(package, tmp_path / "unsorted")
    assert [issue.code for issue in report.issues] == ["file-order"]
    assert data_digests(tmp_path / "unsorted") == data_digests(tmp_path / "sorted")


def test_an_export_says_of_which_files_it_was_built(package: Path, tmp_path: Path) -> None:
    build(package, tmp_path / "out")
    resources = {item["name"]: item for item in json.loads((tmp_path / "out" / DESCRIPTOR).read_bytes())["resources"]}
    stated = {item["name"]: item for item in json.loads((package / DESCRIPTOR).read_bytes())["resources"]}
    for name in TABLES:
        assert resources[name]["builtFrom"] == {key: stated[name][key] for key in ("path", "hash", "bytes")}
    assert not any("builtFrom" in resources[name] for name in VIEWS)


def test_an_export_without_views(package: Path, tmp_path: Path) -> None:
    build(package, tmp_path / "out", views=False)
    assert {path.stem for path in tmp_path.joinpath("out").glob("*.parquet")} == set(TABLES)
    assert connect(path=tmp_path / "out").execute("select count(*) from actors").fetchall() == [(3,)]


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), OSError(30, "Read-only file system")])
def test_a_full_or_read_only_disk_changes_nothing(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: OSError
) -> None:
    target = tmp_path / "build" / "out"
    build(package, target)
    before = digests(target)
    write = pq.ParquetWriter.write_table

    def fail_at_events(writer: pq.ParquetWriter, table: pa.Table, **options: Any) -> None:
        if "event_id" in table.column_names:
            raise failure
        write(writer, table, **options)

    monkeypatch.setattr(pq.ParquetWriter, "write_table", fail_at_events)
    with pytest.raises(BuildError, match=f"{target} cannot be written: {str(failure.strerror).lower()}; nothing was"):
        build(package, target)
    assert digests(target) == before
    assert [path.name for path in target.parent.iterdir()] == ["out"]


def test_files_opened_before_the_disk_is_full_are_closed(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else each of Arrow's writers prints a traceback when it is destroyed."""
    opened: list[pq.ParquetWriter] = []

    def open_two(*args: Any, **options: Any) -> pq.ParquetWriter:
        if len(opened) == 2:
            raise OSError(28, "No space left on device")
        opened.append(writer := open_writer(*args, **options))
        return writer

    open_writer = pq.ParquetWriter
    monkeypatch.setattr(pq, "ParquetWriter", open_two)
    with pytest.raises(BuildError, match="free some space on the disk, then run this again"):
        build(package, tmp_path / "out")
    assert [writer.is_open for writer in opened] == [False, False]


@pytest.mark.parametrize("target", [".git/x", ".GIT/refs/heads/x", ".fpdata/x", "\0", "x\udcff"])
def test_a_target_that_is_none_is_refused(package: Path, target: str) -> None:
    with pytest.raises(BuildError, match="nothing was changed"):
        build(package, package / target)
    assert not (package / ".git").exists()


def test_an_error_is_printed_once(package: Path, tmp_path: Path) -> None:
    """Not again by each of Arrow's writers as it is destroyed."""
    # Without -B, a module that is compiled here would be cut off in its cache, and no later command could import it.
    command = f'ulimit -f 2; exec "{sys.executable}" -B -m fpdata build "{package}" --to "{tmp_path}/out"'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr


def test_a_target_below_a_file_is_refused(package: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BuildError, match="nothing was changed"):
        build(package, tmp_path / "file" / "out")


@pytest.mark.slow
def test_a_killed_build_leaves_the_old_export_or_the_new(package: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    build(package, target)
    old = digests(target)
    (package / "datasets" / "topics.csv").write_text("topic_id,name,description\ntalks,Other talks,\n")
    build(package, tmp_path / "new")
    new = digests(tmp_path / "new")
    command = [sys.executable, "-m", "fpdata", "build", str(package), "--to", str(target)]
    begun = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    length = time.monotonic() - begun
    for number in range(5 * THOROUGH):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(length * (0.4 + 0.15 * number / THOROUGH))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert digests(target) in (old, new)
    build(package, target)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "out", "package"]


def test_pandas_and_polars_get_types(package: Path, tmp_path: Path) -> None:
    import pandas as pd
    import polars as pl

    build(package, tmp_path / "out")
    path = tmp_path / "out" / "roles.parquet"
    frame = pd.read_parquet(path, dtype_backend="pyarrow")
    assert frame["start_min"][0] == datetime.date(1889, 3, 4)
    assert pl.read_parquet(path).schema["start_min"] == pl.Date
    assert pl.from_arrow(pq.read_table(path)).shape == (2, frame.shape[1])
    assert duckdb.connect().execute(f"select start_min from '{path}' order by 1").fetchall()[0] == (
        datetime.date(1885, 6, 7),
    )


def test_a_report_counts_what_was_exported(package: Path, tmp_path: Path) -> None:
    steps: list[str] = []
    report = build(package, tmp_path / "out", progress=steps.append)
    assert report.rows == check(package).rows == sum(map(len, sample().values()))
    assert {*TABLES, *VIEWS} <= set(steps)
