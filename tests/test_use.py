"""Using the data: load, records, connect, look up; light until used, and clear when something is missing."""

from __future__ import annotations

import builtins
import os
import subprocess
import sys
import typing
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import fpdata
from fpdata.export.parquet import build
from fpdata.model.offices import Basis, Role
from fpdata.model.tables import TABLES
from fpdata.model.views import VIEWS
from fpdata.use import load as loading
from fpdata.use.connect import MissingExtraError
from fpdata.use.load import DataNotFoundError
from fpdata.use.lookup import Library, label


@pytest.fixture
def data(package: Path, tmp_path: Path) -> Path:
    build(package, tmp_path / "data")
    return tmp_path / "data"


def test_every_table_and_view_loads(data: Path) -> None:
    for name in [*TABLES, *VIEWS]:
        assert isinstance(fpdata.load(name, data), pa.Table)  # type: ignore[arg-type]


def test_records_are_typed(data: Path) -> None:
    role = fpdata.records("roles", data)[0]
    assert isinstance(role, Role)
    assert role.basis == "appointed"
    assert role.basis is Basis.APPOINTED
    assert role.start is not None
    assert role.start.earliest is not None
    assert role.end is not None
    assert role.end.is_ongoing
    for name in [*TABLES, *VIEWS]:
        assert len(fpdata.records(name, data)) == fpdata.load(name, data).num_rows  # type: ignore[call-overload,arg-type]


def test_sql(data: Path) -> None:
    connection = fpdata.connect(data)
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
    from fpdata.use import records as module

    named = {str(typing.get_args(hint)[0]) for f in typing.get_overloads(module.records) if (hint := _hint(f))}
    assert named == {*TABLES, *VIEWS}


def _hint(function: Any) -> Any:
    return eval(function.__annotations__["table"], {"Literal": typing.Literal})


@pytest.mark.parametrize(("name", "says"), [("rolls", "did you mean 'roles'"), ("zzz", "the tables are actors, roles")])
def test_an_unknown_table(data: Path, name: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        fpdata.load(name, data)  # type: ignore[arg-type]


def test_a_missing_export_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(DataNotFoundError, match="run 'fpdata build'"):
        fpdata.load("roles", tmp_path)


def test_a_checkout_reads_its_build_and_says_when_it_is_old(
    package: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (package / "src" / "fpdata").mkdir(parents=True)
    monkeypatch.setattr(loading, "_PACKAGE", package / "src" / "fpdata")
    loading.data_folder.cache_clear()
    with pytest.raises(DataNotFoundError, match="no exported tables"):
        fpdata.load("roles")
    build(package, package / "build" / "parquet")
    assert fpdata.load("roles").num_rows == 2
    loading.data_folder.cache_clear()
    later = (package / "build" / "parquet" / "datapackage.json").stat().st_mtime + 10
    os.utime(package / "datasets" / "roles.csv", (later, later))
    with pytest.warns(UserWarning, match="run 'fpdata build'"):
        fpdata.load("roles")
    (package / "src" / "fpdata" / "data").mkdir()
    loading.data_folder.cache_clear()
    assert loading.data_folder() == package / "src" / "fpdata" / "data"
    loading.data_folder.cache_clear()


def test_without_duckdb_the_message_says_what_to_install(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "duckdb":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtraError, match=r"pip install 'fpdata\[duckdb\]'"):
        fpdata.connect(data)


def test_import_is_light() -> None:
    heavy = "{'pyarrow', 'pydantic', 'duckdb', 'pandas', 'typer', 'rich', 'hypothesis'}"
    code = f"import sys, fpdata; fpdata.tables; print(sorted({heavy} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "[]"


def test_loading_imports_no_model() -> None:
    code = (
        "import sys, fpdata.use.load; from fpdata import load; import pyarrow.parquet; print('pydantic' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "False"


def test_a_record_is_found_with_all_that_refers_to_it(data: Path) -> None:
    (found,) = Library(data).look_up("ada-lake")
    assert found.table == "actors"
    assert found.names == {"source_id": "Register"}
    assert [(mention.table, mention.field) for mention in found.mentions] == [
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
    labels = [mention.label for mention in found.mentions]
    assert labels[0] == "1889-03-04 – now  Ada Lake: Envoy (appointed)"
    assert labels[1] == "1890-01-01  Ada Lake (per The Gazette): Says her side wrote the plan. “ours, every word”"
    assert labels[5] == "1890-01-03  Ben Moor: [Seven-point plan] not authored Ada Lake (fact, stated; unchecked)"


def test_every_record_has_a_label(data: Path) -> None:
    library = Library(data)
    for name in TABLES:
        for row in fpdata.load(name, data).to_pylist():  # type: ignore[arg-type]
            assert label(library, name, row)
    assert library.redirect("ada-pond") is not None
    assert library.name("actors", "nobody") == "nobody"
    assert "plan-7" in set(library.ids())
