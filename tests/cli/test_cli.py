"""The command line, as a person and as a program use it."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from fpdata import __version__
from fpdata.cli import app as commands
from fpdata.cli import output
from fpdata.cli import record_view as showing
from fpdata.export.parquet import build
from tests.conftest import ROOT


def run(*args: object) -> Result:
    return CliRunner().invoke(commands.app, [str(arg) for arg in args])


@pytest.fixture
def data(package: Path, tmp_path: Path) -> Path:
    build(package, tmp_path / "data")
    return tmp_path / "data"


def break_it(package: Path) -> None:
    path = package / "datasets" / "roles.csv"
    path.write_text(path.read_text().replace("Envoy,appointed", "Envoy,apointed", 1))


def test_help_names_every_command_and_teaches_by_example() -> None:
    assert __version__ in run("--version").output
    commands_named = {
        (command.name or command.callback.__name__).replace("_", "-")
        for command in commands.app.registered_commands
        if command.callback
    }
    assert commands_named == {
        "as-of", "build", "check", "coverage", "fmt", "office", "query", "schema", "show", "tables", "travel",
        "new", "edit", "rename", "merge", "withdraw", "explain", "diff", "verify", "release", "setup-git", "merge-driver",
    }  # fmt: skip
    for name in commands_named:
        assert name in run("--help").output
        assert re.search(r"Examples: fpdata " + name, re.sub(r"\s+", " ", run(name, "--help").output))


def test_check_a_valid_package(package: Path) -> None:
    result = run("check", package)
    assert result.exit_code == 0
    assert result.output.endswith("30 records in 20 tables: 0 errors, 0 warnings\n")


def test_check_as_text(package: Path) -> None:
    break_it(package)
    result = run("check", package)
    assert result.exit_code == 1
    assert "error row-code: Unknown code (1)" in result.output
    assert "datasets/roles.csv:2:5 ada-lake-envoy-1889.basis: 'apointed' is no code of roles.basis" in result.output
    assert "Did you mean 'appointed'?" in result.output


def test_check_as_json(package: Path) -> None:
    break_it(package)
    result = run("check", package, "--format", "json")
    assert result.exit_code == 1
    issue = json.loads(result.output)
    expected = {"code": "row-code", "severity": "error", "table": "roles", "file": "datasets/roles.csv", "line": 2, "column": 5, "record": "ada-lake-envoy-1889", "field": "basis", "value": "apointed"}  # fmt: skip
    assert {name: issue[name] for name in expected} == expected
    assert issue["message"]
    assert issue["hint"]


def test_check_for_github(package: Path) -> None:
    break_it(package)
    result = run("check", package, "--format", "github")
    assert result.output.startswith(
        "::error file=datasets/roles.csv,line=2,title=row-code basis::'apointed' is no code"
    )


def test_check_as_markdown(package: Path) -> None:
    break_it(package)
    result = run("check", package, "--format", "markdown")
    assert result.output.startswith("### Not valid: 30 records in 20 tables: 1 error, 0 warnings\n")
    assert "| datasets/roles.csv:2:5 | ada-lake-envoy-1889 | basis | apointed |" in result.output


HOSTILE = "x|<script>*\u202e::error::%0A[a](javascript:b)"


@pytest.mark.parametrize("format", ["text", "json", "github", "markdown"])
def test_hostile_text_is_shown_harmless(package: Path, format: str) -> None:
    path = package / "datasets" / "topics.csv"
    path.write_text(f'topic_id,name,description\n"{HOSTILE}\n::warning::y",Talks,\ntalks,Talks,\n')
    result = run("check", package, "--format", format)
    assert result.exit_code == 1
    assert "\u202e" not in result.output
    assert "\n::warning::" not in result.output
    if format == "markdown":
        assert "<script>" not in result.output
        assert "x\\|" in result.output
    if format == "github":
        assert all(line.startswith(("::error file=", "::warning file=")) for line in result.output.splitlines())


def test_what_is_printed_is_bounded_and_what_is_counted_is_not(package: Path) -> None:
    path = package / "datasets" / "topics.csv"
    path.write_text(
        "topic_id,name,description\n" + "".join(f"t-{n:03}, Talks,\n" for n in range(300)) + "talks,Talks,\n"
    )
    result = run("check", package)
    assert "Leading or trailing whitespace (300)" in result.output
    assert "and 280 more with this code" in result.output
    assert result.output.count(".name:") == 20
    assert run("check", package, "--most", 0).output.count(".name:") == 300
    assert "280 more" in run("check", package, "-f", "markdown").output


def test_check_where_there_is_no_package(tmp_path: Path) -> None:
    result = run("check", tmp_path / "nowhere")
    assert result.exit_code == 2
    assert "there is no folder" in result.output


def test_where_memory_ends_a_command_ends_with_a_message() -> None:
    script = "from fpdata.cli import app, main; app.app = lambda: bytearray(1 << 60); main()"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr[:33]) == (2, "error: there is not enough memory")


def test_build(package: Path) -> None:
    result = run("build", package)
    assert result.exit_code == 0
    assert "exported to" in result.output
    assert (package / "build" / "parquet" / "roles.parquet").is_file()
    assert run("build", package / "datapackage.json").exit_code == 0
    break_it(package)
    result = run("build", package)
    assert result.exit_code == 1
    assert "nothing was exported" in result.output
    assert run("build", package, "--to", package / "datasets").exit_code == 2
    assert run("build", package / "nowhere").exit_code == 2


def test_schema(package: Path) -> None:
    assert run("schema", package, "--check").exit_code == 1
    assert "wrote schema/roles.json" in run("schema", package).output
    assert run("schema", package, "--check").output == "Everything generated is up to date.\n"
    assert run("schema", package / "nowhere").exit_code == 2


def test_fmt(package: Path) -> None:
    path = package / "datasets" / "topics.csv"
    canonical = path.read_text()
    path.write_text('topic_id,name,description\r\n"talks","Talks",\r\n')
    result = run("fmt", package, "--check")
    assert result.exit_code == 1
    assert "+talks,Talks," in result.output
    assert run("fmt", package).output == "formatted datasets/topics.csv\n"
    assert path.read_text() == canonical
    assert run("fmt", package, "--check").output == "Every file is in canonical form.\n"
    path.write_text("topic_id,colour\n")
    assert run("fmt", package).exit_code == 2
    assert path.read_text() == "topic_id,colour\n"


def test_tables(data: Path) -> None:
    rows = json.loads(run("tables", "--data", data).output)
    assert next(row for row in rows if row["table"] == "roles")["rows"] == 2
    columns = json.loads(run("tables", "roles", "--data", data).output)
    assert columns[1] | {"description": ""} == {
        "column": "actor_id",
        "type": "string",
        "references": "actors",
        "description": "",
    }
    result = run("tables", "rolls", "--data", data)
    assert result.exit_code == 2
    assert "did you mean 'roles'" in result.output


def test_show_as_json(data: Path) -> None:
    found = json.loads(run("show", "plan-7", "--data", data).output)
    assert found["table"] == "documents"
    assert found["record"]["title"] == "[Seven-point plan]"
    assert {mention["record"]["claim_id"] for mention in found["referred_to_by"]} == {
        "lake-authored",
        "moor-not-authored",
        "moor-supports",
    }


def test_show_follows_redirects_and_says_so(data: Path) -> None:
    result = CliRunner().invoke(commands.app, ["show", "ada-pond", "--data", str(data)])
    assert "ada-pond is retired; use ada-lake (1901" in result.stderr
    assert json.loads(result.stdout)["id"] == "ada-lake"


def test_show_suggests(data: Path, tmp_path: Path) -> None:
    result = run("show", "ada-laek", "--data", data)
    assert result.exit_code == 2
    assert "did you mean 'ada-lake'?" in result.output
    assert run("show", "x", "--data", tmp_path / "nowhere").exit_code == 2


def test_show_to_a_person(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(commands, "is_terminal", lambda: True)
    monkeypatch.setattr(showing, "Console", lambda **_: Console(file=screen, width=100))
    assert run("show", "ada-lake", "--data", data).exit_code == 0
    shown = screen.getvalue()
    assert "Ada Lake" in shown
    assert "Roles by actor_id (1)" in shown
    assert "1889-03-04 – now  Ada Lake: Envoy (appointed)" in shown


def test_query(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sql = "select actor_id, born_min from actors order by 1"
    assert json.loads(run("query", sql, "--data", data).output)[0] == {"actor_id": "ada-lake", "born_min": "1850-01-01"}
    rows = list(csv.reader(io.StringIO(run("query", sql, "--data", data, "-f", "csv").output)))
    assert rows[:2] == [["actor_id", "born_min"], ["ada-lake", "1850-01-01"]]
    screen = io.StringIO()
    monkeypatch.setattr(output, "Console", lambda **_: Console(file=screen, width=100))
    assert run("query", "select '[red]' as markup, null as nothing", "--data", data, "-f", "table").exit_code == 0
    assert "[red]" in screen.getvalue()
    result = run("query", "select no_such_column from actors", "--data", data)
    assert result.exit_code == 2
    assert "no_such_column" in result.output
    assert run("query", sql, "--data", ROOT / "nowhere").exit_code == 2
