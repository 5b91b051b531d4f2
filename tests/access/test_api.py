"""The public API: one order and one set of names; nothing unknown gives an empty result; no module hides a name."""

from __future__ import annotations

import inspect
import pickle
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import fpdata
from fpdata.export.parquet import build
from fpdata.generate.package import write_package
from tests.helpers import app
from tests.sample import row, sample

FILTERS = ["office", "person", "country", "organization"]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export of the sample, with an office that nobody has held and a retired id for each filter."""
    folder = tmp_path_factory.mktemp("api")
    tables = sample()
    tables["offices"].append(tables["offices"][0] | {"office_id": "consul", "title": "Consul"})
    redirects = [
        ("offices", "minister", "envoy"),
        ("actors", "a-pond", "ada-lake"),
        ("countries", "rurik", "ruritania"),
    ]
    tables["redirects"] += [
        row("redirects", table=table, old_id=old, new_id=new, date="1901", reason="Renamed.")
        for table, old, new in redirects
    ]
    write_package(folder / "package", tables)
    build(folder / "package", folder / "data")
    return folder / "data"


@pytest.mark.parametrize("name", [name for name in fpdata.__all__ if name[0].islower() and name != "plot"])
def test_parameters_have_one_order(name: str) -> None:
    _require_one_order(name, inspect.signature(getattr(fpdata, name)).parameters)


@pytest.mark.parametrize("name", ["network", "tenures", "timeline", "travel"])
def test_parameters_of_figures_have_the_same_order(name: str) -> None:
    _require_one_order(name, inspect.signature(getattr(fpdata.plot, name)).parameters)


def _require_one_order(name: str, parameters: Mapping[str, inspect.Parameter]) -> None:
    positional = [each.name for each in parameters.values() if each.kind is not each.KEYWORD_ONLY]
    filters = [each for each in parameters if each in FILTERS and each not in positional]
    assert filters == [each for each in FILTERS if each in filters]
    if name in ("check", "build"):
        assert positional[0] == "path"
    elif name != "tables":
        assert [*parameters][-1] == "path"
        assert "path" not in positional


CALLS: list[tuple[str, str, str, Callable[[Path], object]]] = [
    ("table", "rolls", "roles", lambda data: fpdata.load("rolls", path=data)),  # type: ignore[arg-type]
    ("table", "contestd", "contested", lambda data: fpdata.records("contestd", path=data)),  # type: ignore[call-overload]
    ("table", "actor", "actors", lambda data: fpdata.record("actor", "ada-lake", path=data)),  # type: ignore[call-overload]
    ("table", "actor", "actors", lambda data: fpdata.load("actor", id="ada-lake", path=data)),  # type: ignore[arg-type]
    ("actor", "Ada Lake", "ada-lake", lambda data: fpdata.load("actors", id="Ada Lake", path=data)),
    ("table", "actor", "actors", lambda data: fpdata.find("ada", "actor", path=data)),  # type: ignore[arg-type]
    ("office", "envoi", "envoy", lambda data: fpdata.as_of("1890-01-01", office="envoi", path=data)),
    ("person", "ada-leak", "ada-lake", lambda data: fpdata.as_of("1890-01-01", person="ada-leak", path=data)),
    ("country", "Ruritanai", "ruritania", lambda data: fpdata.as_of("1890-01-01", country="Ruritanai", path=data)),
    ("organization", "gazete", "gazette", lambda data: fpdata.as_of("1890-01-01", organization="gazete", path=data)),
    ("office", "envoi", "envoy", lambda data: fpdata.office_holders("envoi", path=data)),
    ("person", "ada-leak", "ada-lake", lambda data: fpdata.travel(person="ada-leak", path=data)),
    ("sender", "Ada Leke", "ada-lake", lambda data: fpdata.letters(sender="Ada Leke", path=data)),
    ("recipient", "ben-more", "ben-moor", lambda data: fpdata.letters(recipient="ben-more", path=data)),
    ("person", "ada-leak", "ada-lake", lambda data: fpdata.room(["ben-moor", "ada-leak"], path=data)),
    ("country", "Ruritana", "ruritania", lambda data: fpdata.travel(country="Ruritana", path=data)),
]


@pytest.mark.parametrize(("kind", "id", "meant", "call"), CALLS)
def test_what_is_unknown_is_an_error_with_suggestions(
    data: Path, kind: str, id: str, meant: str, call: Callable[[Path], object]
) -> None:
    with pytest.raises(fpdata.UnknownIdError) as caught:
        call(data)
    error = caught.value
    assert (error.kind, error.id, error.suggestions[0]) == (kind, id, meant)
    assert str(error).startswith(f"unknown {kind} {id!r}; did you mean {meant!r}")
    assert isinstance(error, LookupError)
    assert isinstance(error, ValueError)
    copy = pickle.loads(pickle.dumps(error))
    assert (str(copy), copy.suggestions) == (str(error), error.suggestions)


def test_known_ids_without_rows_give_empty_tables(data: Path) -> None:
    assert fpdata.office_holders("consul", path=data).num_rows == 0
    assert fpdata.as_of("1890-01-01", office="consul", path=data).num_rows == 0
    assert fpdata.travel(person="gazette", path=data).num_rows == 0
    assert fpdata.office_holders("consul", path=data).schema == fpdata.office_holders("envoy", path=data).schema


def test_filters_resolve_retired_ids(data: Path) -> None:
    queries: list[tuple[Callable[..., Any], str, str]] = [
        (fpdata.as_of, "office", "minister"),
        (fpdata.as_of, "person", "a-pond"),
        (fpdata.as_of, "country", "rurik"),
        (fpdata.office_holders, "office", "minister"),
        (fpdata.travel, "person", "a-pond"),
        (fpdata.travel, "country", "rurik"),
        (fpdata.letters, "sender", "a-pond"),
        (fpdata.letters, "recipient", "a-pond"),
        (fpdata.room, "person", "a-pond"),
    ]
    current = {"minister": "envoy", "a-pond": "ada-lake", "rurik": "ruritania"}
    for query, name, old in queries:
        arguments: dict[str, Any] = {"path": data} | ({"day": "1890-01-01"} if query is fpdata.as_of else {})
        with pytest.warns(fpdata.RedirectWarning, match=f"{old} is retired; use {current[old]}") as warned:
            found = query(**arguments, **{name: old})
        assert found.equals(query(**arguments, **{name: current[old]}))
        assert [warning.filename for warning in warned] == [__file__]


@pytest.mark.parametrize(
    ("error", "says", "call"),
    [
        (TypeError, "table must be a string", lambda data: fpdata.load(5, path=data)),  # type: ignore[arg-type]
        (TypeError, "id must be a string", lambda data: fpdata.load("actors", id=5, path=data)),  # type: ignore[arg-type]
        (TypeError, "id must be a string", lambda data: fpdata.record("actors", None, path=data)),  # type: ignore[call-overload]
        (TypeError, "office must be a string", lambda data: fpdata.office_holders(None, path=data)),  # type: ignore[arg-type]
        (TypeError, "day must be a date", lambda data: fpdata.as_of(1890, path=data)),  # type: ignore[arg-type]
        (ValueError, "day must be an existing day as YYYY-MM-DD", lambda data: fpdata.as_of("1890-02-30", path=data)),
        (
            ValueError,
            "end must be an existing day as YYYY-MM-DD",
            lambda data: fpdata.travel(end="18900230", path=data),
        ),
        (ValueError, "is after end", lambda data: fpdata.travel(start="1891-01-01", end="1890-01-01", path=data)),
        (ValueError, "kind must be", lambda data: fpdata.travel(kind="flight", path=data)),  # type: ignore[arg-type]
        (ValueError, "path is empty", lambda data: fpdata.load("actors", path="")),
        (ValueError, "path is empty", lambda data: fpdata.connect(path="")),
        (TypeError, "path must be a string or a Path", lambda data: fpdata.load("actors", path=5)),  # type: ignore[arg-type]
    ],
)
def test_wrong_arguments_are_clear_errors(
    data: Path, error: type[Exception], says: str, call: Callable[[Path], object]
) -> None:
    with pytest.raises(error, match=says):
        call(data)


def test_days_are_dates_or_text(data: Path) -> None:
    expected = fpdata.as_of("1890-01-01", path=data)
    assert expected.num_rows
    assert fpdata.as_of(date(1890, 1, 1), path=data).equals(expected)
    assert fpdata.as_of(datetime(1890, 1, 1, 12), path=data).equals(expected)


def test_the_commands_say_the_same(data: Path) -> None:
    def run(*command: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, [*command, "--data", str(data)])
        return result.exit_code, result.stderr

    assert run("office", "minister") == (0, "warning: minister is retired; use envoy (1901: Renamed.)\n")
    empty = "No holder of the office consul is recorded; 'fpdata coverage roles' says what the sources cover.\n"
    assert run("office", "consul") == (0, empty)
    assert run("coverage", "rolls") == (2, "error: unknown table 'rolls'; did you mean 'roles'?\n")
    search = "\n  To search: fpdata find ada leke --in actors\n"
    assert run("travel", "--person", "Ada Leke") == (
        2,
        f"error: unknown person 'Ada Leke'; did you mean 'ada-lake'?{search}",
    )


def test_no_module_hides_a_public_name() -> None:
    code = """
import importlib, pkgutil, types
import fpdata
for module in pkgutil.walk_packages(fpdata.__path__, "fpdata."):
    if not module.name.endswith("__main__"):
        try:
            importlib.import_module(module.name)
        except ModuleNotFoundError as error:
            assert not error.name.startswith("fpdata"), error  # an extra that is not installed
hidden = [name for name in fpdata.__all__ if isinstance(getattr(fpdata, name), types.ModuleType) and name != "plot"]
print(hidden, [name for name in ("build", "check") if not callable(getattr(fpdata, name))])
"""
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "[] []"
