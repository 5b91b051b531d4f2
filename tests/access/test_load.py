"""Using the data: load, records, connect, look up; light until used, and clear when something is missing."""

from __future__ import annotations

import builtins
import os
import subprocess
import sys
import typing
import warnings
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

import fpdata
from fpdata.access import locate
from fpdata.access.record_index import RecordIndex
from fpdata.access.record_labels import record_label
from fpdata.export.parquet import build
from fpdata.generate.package import write_package
from fpdata.model.offices import Basis, Role
from fpdata.model.tables import TABLES
from fpdata.model.views import VIEWS
from tests.helpers import app, run
from tests.sample import Row, row, sample


@pytest.fixture
def data(export: Path) -> Path:
    return export


def test_every_table_and_view_loads(data: Path) -> None:
    for name in [*TABLES, *VIEWS]:
        assert isinstance(fpdata.load(name, path=data), pa.Table)  # type: ignore[arg-type]


def test_one_record(data: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert fpdata.load("actors", id="ada-lake", path=data)["name"].to_pylist() == ["Ada Lake"]
        assert fpdata.record("actors", "ada-lake", path=data).kind == "person"


def test_a_retired_id_resolves_to_its_replacement(package: Path, tmp_path: Path) -> None:
    def redirect(old: str, new: str | None, reason: str, table: str = "actors") -> Row:
        return row("redirects", table=table, old_id=old, new_id=new, date="1901", reason=reason)

    tables = sample()
    tables["redirects"] += [
        redirect("a-pond", "ada-pond", "Spelled out."),
        redirect("nobody", None, "No source names her."),
        redirect("talks-of-1890", None, "It is an event.", "topics"),
    ]
    write_package(package, tables)
    data = tmp_path / "data"
    build(package, data)
    with pytest.warns(fpdata.RedirectWarning) as warned:
        assert fpdata.record("actors", "a-pond", path=data).actor_id == "ada-lake"
    assert [str(warning.message) for warning in warned] == [
        "a-pond is retired; use ada-pond (1901: Spelled out.)",
        "ada-pond is retired; use ada-lake (1901: Her name at marriage was taken for another person.)",
    ]
    with pytest.warns(fpdata.RedirectWarning) as warned:
        assert fpdata.load("actors", id="ada-pond", path=data).num_rows == 1
    assert {warning.filename for warning in warned} == {__file__}  # where the id stands that is to be changed
    with pytest.raises(fpdata.UnknownIdError, match=r"unknown actor 'nobody'; nobody was withdrawn \(1901: No source"):
        fpdata.load("actors", id="nobody", path=data)
    with pytest.raises(fpdata.UnknownIdError, match="did you mean 'ada-lake'"):
        fpdata.record("actors", "ada-laek", path=data)
    with pytest.raises(fpdata.UnknownIdError, match=r"^unknown actor 'talks-of-1890'$"):
        fpdata.load("actors", id="talks-of-1890", path=data)  # another table's
    with pytest.raises(ValueError, match=r"names have no id; filter fpdata.load\('names'\)"):
        fpdata.load("names", id="ada-lake", path=data)
    result = CliRunner().invoke(app, ["show", "nobody", "--data", str(data)])
    assert (result.exit_code, result.stderr) == (
        2,
        "error: unknown record 'nobody'; nobody was withdrawn (1901: No source names her.)\n",
    )


def test_redirects_in_a_circle_end(data: Path) -> None:
    circle = fpdata.load("redirects", path=data).to_pylist() * 2
    circle[1] = circle[0] | {"old_id": "a-pond", "new_id": "ada-pond"}
    circle[0] = circle[0] | {"new_id": "a-pond"}
    schema = fpdata.load("redirects", path=data).schema
    pq.write_table(pa.Table.from_pylist(circle, schema), data / "redirects.parquet")
    with pytest.warns(fpdata.RedirectWarning), pytest.raises(fpdata.UnknownIdError):
        fpdata.load("actors", id="ada-pond", path=data)
    assert CliRunner().invoke(app, ["show", "ada-pond", "--data", str(data)]).exit_code == 2


def test_records_are_typed(data: Path) -> None:
    role = fpdata.records("roles", path=data)[0]
    assert isinstance(role, Role)
    assert role.basis == "appointed"
    assert role.basis is Basis.APPOINTED
    assert role.start is not None
    assert role.start.earliest is not None
    assert role.end is not None
    assert role.end.is_ongoing
    for name in [*TABLES, *VIEWS]:
        assert len(fpdata.records(name, path=data)) == fpdata.load(name, path=data).num_rows  # type: ignore[call-overload,arg-type]


def test_sql(data: Path) -> None:
    connection = fpdata.connect(path=data)
    for name in [*TABLES, *VIEWS]:
        connection.execute(f'select * from "{name}"')
    assert connection.execute("select chain from statement_chain where depth = 1").fetchall() == [
        ("gazette > ada-lake",)
    ]


def test_the_names_are_public() -> None:
    assert fpdata.tables() == tuple(TABLES)
    assert {*fpdata.__all__} <= {*dir(fpdata)}
    assert all(getattr(fpdata, name) is not None for name in fpdata.__all__)
    with pytest.raises(AttributeError, match="no attribute 'laod'"):
        fpdata.laod  # noqa: B018


def test_completions_name_every_table() -> None:
    from fpdata.access import records as module

    def named(function: Any) -> set[str]:
        return {str(typing.get_args(hint)[0]) for f in typing.get_overloads(function) if (hint := _hint(f))}

    assert named(module.records) == {*TABLES, *VIEWS}
    assert named(module.record) == {name for name, table in TABLES.items() if len(table.key) == 1}


def _hint(function: Any) -> Any:
    return eval(function.__annotations__["table"], {"Literal": typing.Literal})


@pytest.mark.parametrize(("name", "says"), [("rolls", "did you mean 'roles'"), ("zzz", "the tables are actors, roles")])
def test_an_unknown_table(data: Path, name: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        fpdata.load(name, path=data)  # type: ignore[arg-type]


def test_a_missing_export_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(fpdata.DataNotFoundError, match="run 'fpdata build'"):
        fpdata.load("roles", path=tmp_path)


@pytest.mark.parametrize(
    ("file", "folder", "says"),
    [
        ("x", "none", "there is no folder .*none; pass a package"),
        ("actors.csv", ".", r"has \.csv files, but data are read from Parquet"),
        ("parquet/roles.parquet", ".", r"roles.parquet is missing; pass .*parquet$"),
    ],
)
def test_a_folder_of_something_else_says_what_to_pass(tmp_path: Path, file: str, folder: str, says: str) -> None:
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).touch()
    with pytest.raises(fpdata.DataNotFoundError, match=says):
        fpdata.load("roles", path=tmp_path / folder)


def test_the_tables_of_a_package_are_read_by_its_folder(package: Path) -> None:
    with pytest.raises(fpdata.DataNotFoundError, match=f"pass the package, {package}"):
        fpdata.load("roles", path=package / "datasets")


def test_a_checkout_reads_its_build_and_says_when_it_is_old(
    package: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (package / "src" / "fpdata").mkdir(parents=True)
    monkeypatch.setattr(locate, "_PACKAGE", package / "src" / "fpdata")
    locate.data_folder.cache_clear()
    with pytest.raises(fpdata.DataNotFoundError, match="no exported tables"):
        fpdata.load("roles")
    build(package, package / "build" / "parquet")
    assert fpdata.load("roles").num_rows == 2
    locate.data_folder.cache_clear()
    later = (package / "build" / "parquet" / "datapackage.json").stat().st_mtime + 10
    path = package / "datasets" / "roles.csv"
    path.write_bytes(path.read_bytes().replace(b"Envoy,", b"Agent,", 1))
    os.utime(path, (later, later))
    with pytest.warns(
        fpdata.StaleDataWarning, match=f"datasets was edited after the build; run 'fpdata build {package}'"
    ):
        fpdata.load("roles")
    monkeypatch.chdir(package)
    locate.data_folder.cache_clear()
    result = run("tables", "roles")
    assert result.stderr == "newer than the last build, so read from the CSV files: roles ('fpdata build' ends this)\n"
    assert result.exit_code == 0
    assert run("data-path").stdout == f"{package / 'build' / 'parquet'}\n"
    (package / "src" / "fpdata" / "data").mkdir()
    locate.data_folder.cache_clear()
    assert locate.data_folder() == package / "src" / "fpdata" / "data"
    locate.data_folder.cache_clear()


def test_without_duckdb_the_message_says_what_to_install(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "duckdb":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(fpdata.MissingExtraError, match=r"pip install 'fpdata\[duckdb\]'"):
        fpdata.connect(path=data)


def test_import_is_light() -> None:
    heavy = "{'pyarrow', 'pydantic', 'duckdb', 'pandas', 'typer', 'rich', 'hypothesis'}"
    code = f"import sys, fpdata; fpdata.tables; print(sorted({heavy} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "[]"


def test_loading_imports_no_model() -> None:
    code = "import sys, fpdata.access.load; from fpdata import load; import pyarrow.parquet; print('pydantic' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "False"


def test_a_record_is_found_with_all_that_refers_to_it(data: Path) -> None:
    index = RecordIndex(path=data)
    (found,) = index.look_up("ada-lake")
    assert found.table == "actors"
    assert found.names == {"source_id": "Register"}
    assert [(link.table, link.field) for link in found.backlinks] == [
        ("roles", "actor_id"),
        ("statements", "speaker_id"),
        ("participations", "actor_id"),
        ("relationships", "actor_id"),
        ("claims", "object_actor_id"),
        ("claims", "object_actor_id"),
        ("names", "actor_id"),
        ("identifiers", "actor_id"),
        ("redirects", "new_id"),
        ("judgements", "left_id"),
    ]
    labels = [str(index.label(link)) for link in found.backlinks]
    assert labels[0] == "1889-03-04 – ?  Envoy (appointed, last seen 1900-01-01)"
    assert labels[1] == "1890-01-01  Says her side wrote the plan. “ours, every word” (per The Gazette)"
    assert labels[5] == "1890-01-03  Ben Moor: [Seven-point plan] was not written by Ada Lake (fact; disputed)"
    assert index.address("claims", found.backlinks[5].row) == "https://gazette.example/1"


def test_every_record_has_a_label(data: Path) -> None:
    index = RecordIndex(path=data)
    for name in TABLES:
        for record in fpdata.load(name, path=data).to_pylist():  # type: ignore[arg-type]
            assert str(record_label(index, name, record)).strip()
            for field in ("", *(column.name for column in TABLES[name].references)):
                assert record_label(index, name, record, field).text
    assert index.name("actors", "nobody") == "nobody"
