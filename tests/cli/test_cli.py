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
import typer
from typer.main import get_command

from fpdata import __version__
from fpdata.cli.app import COMMANDS
from fpdata.cli.errors import report_errors
from fpdata.edit.add import DuplicateError
from fpdata.edit.duplicates import DuplicateMatch
from fpdata.edit.terminal import CancelledError
from fpdata.package.locate import PackageError
from tests.helpers import ROOT, app, contents, run


@pytest.fixture
def data(export: Path) -> Path:
    return export


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands print as on a terminal of 100 columns."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")


def break_it(package: Path) -> None:
    path = package / "datasets" / "roles.csv"
    path.write_text(path.read_text().replace("Envoy,appointed", "Envoy,apointed", 1))


def test_help_names_every_command_and_teaches_by_example() -> None:
    assert __version__ in run("--version").output
    commands = set(get_command(app).commands)  # type: ignore[attr-defined]
    assert commands == {
        "as-of", "build", "check", "coverage", "fmt", "office", "query", "schema", "show", "tables", "travel", "letters", "correspondence", "room", "plot", "timeline", "chain", "contested", "denials", "power", "find", "sample", "quality", "export", "cite", "data-path", "serve",
        "new", "edit", "rename", "merge", "withdraw", "undo", "explain", "diff", "verify", "release", "setup-git", "pre-commit", "merge-driver",
        "import",
    }  # fmt: skip
    for name in commands - {"import", "plot", "correspondence"}:
        assert name in run("--help").output
        help = re.sub(r"\s+", " ", run(name, "--help").output)
        assert re.search(r"Examples: fpdata " + name, help)
        # Arguments are written in one way: FOLDER, or [FOLDER] if it can be left out.
        assert re.match(rf" ?Usage: \S+ {name} \[OPTIONS\](?: [A-Z]+| \[[A-Z]+\])* [A-Z][a-z]", help)


def test_check_a_valid_package(package: Path) -> None:
    result = run("check", package)
    assert result.exit_code == 0
    assert result.output.endswith("32 records in 22 tables: 0 errors, 0 warnings\n")


def test_check_as_text(package: Path) -> None:
    break_it(package)
    result = run("check", package)
    assert result.exit_code == 1
    assert "error row-code: Unknown code (1)" in result.output
    assert (
        "datasets/roles.csv:2:5 ada-lake-envoy-1889.basis: 'apointed' is not a valid value for roles.basis"
        in result.output
    )
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
        "::error file=datasets/roles.csv,line=2,title=row-code basis::'apointed' is not a valid value"
    )


def test_check_as_markdown(package: Path) -> None:
    break_it(package)
    result = run("check", package, "--format", "markdown")
    assert result.output.startswith("### Not valid: 32 records in 22 tables: 1 error, 0 warnings\n")
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
    assert run("check", package, "--max-issues", 0).output.count(".name:") == 300
    assert "280 more" in run("check", package, "-f", "markdown").output


def test_check_where_there_is_no_package(tmp_path: Path) -> None:
    result = run("check", tmp_path / "nowhere")
    assert result.exit_code == 2
    assert "there is no folder" in result.output


def test_the_help_says_of_each_command_what_its_own_help_says_first() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    listed = {name: summary for group in COMMANDS.values() for name, (_, summary) in group.items()}
    assert list(commands) == list(listed)
    first = {name: "" if command.hidden else command.help.split("\n\n")[0] for name, command in commands.items()}
    assert first == listed


def test_the_help_imports_no_command_and_no_printer() -> None:
    code = "import sys; from fpdata.cli import main\ntry: main()\nexcept SystemExit: print(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code, "--help"], capture_output=True, text=True, check=True)
    assert not {"rich", "pyarrow", "pydantic", "fpdata.cli.query"} & set(done.stdout.split())


def test_a_group_without_a_command_prints_its_help() -> None:
    assert "\n  whitehouse " in run("import").output


def test_out_of_memory_is_reported() -> None:
    script = "from fpdata.cli import app, main; app.application = lambda: bytearray(1 << 60); main()"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr[:24]) == (2, "error: not enough memory")


#: As Python reads the bytes b"x\xff" of an argument.
NOT_UTF_8 = "x\udcff"


@pytest.mark.parametrize(
    "command",
    [
        ["show", NOT_UTF_8],
        ["office", NOT_UTF_8],
        ["as-of", "1890-01-01", "--person", NOT_UTF_8],
        ["travel", "--country", NOT_UTF_8],
        ["query", NOT_UTF_8],
        ["coverage", NOT_UTF_8],
        ["tables", NOT_UTF_8],
        ["quality", NOT_UTF_8],
        ["sample", "--table", NOT_UTF_8],
        ["sample", "--table", "roles", "--source", NOT_UTF_8],
        ["explain", NOT_UTF_8],
        ["rename", "ada-lake", NOT_UTF_8, "-p", "."],
        ["rename", NOT_UTF_8, "b", "-p", "."],
        ["merge", NOT_UTF_8, "ada-lake", "-p", "."],
        ["withdraw", "moor-supports", "--reason", NOT_UTF_8, "-p", "."],
        ["edit", NOT_UTF_8, "-p", "."],
        ["new", "topics", "--set", f"name={NOT_UTF_8}", "-p", "."],
        ["new", "topics", "--set", f"{NOT_UTF_8}=x", "-p", "."],
        ["diff", NOT_UTF_8, "."],
        ["verify", NOT_UTF_8],
        ["check", NOT_UTF_8],
        ["build", "--to", NOT_UTF_8],
        ["release", "--last", NOT_UTF_8, "--dry-run"],
        ["release", "--version", NOT_UTF_8, "--dry-run"],
        ["setup-git", NOT_UTF_8],
        ["pre-commit", NOT_UTF_8],
        ["import", "pocom", NOT_UTF_8],
        ["merge-driver", *[NOT_UTF_8] * 4],
    ],
    ids=" ".join,
)
def test_an_argument_that_is_not_utf_8(
    export: Path, package: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.chdir(package)
    before = contents(package)
    reads_data = command[0] in ("show", "office", "as-of", "travel", "query", "coverage", "tables", "sample")
    result = run(*command, *(["--data", export] if reads_data else []))
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in (1, 2)
    assert contents(package) == before


def test_an_empty_query_is_an_error(data: Path) -> None:
    for sql in ("", " ; ", "/* nothing */"):
        result = run("query", sql, "--data", data)
        assert (result.exit_code, "the query is empty" in result.output) == (2, True)


def test_a_column_that_is_a_word_of_sql_gets_a_hint(data: Path) -> None:
    result = run("query", "select role_id, start, end from roles", "--data", data)
    assert (result.exit_code, 'needs quotes: "end"' in result.stderr) == (2, True)
    assert "needs quotes" not in run("query", "select ,", "--data", data).stderr
    for sql in ("select case when true then 1 end frm from x", "select case when true the 1 end from actors"):
        assert "needs quotes" not in run("query", sql, "--data", data).stderr
    assert 'needs quotes: "from", "to"' in run("query", "select from, to from coverage", "--data", data).stderr


def test_a_table_without_stated_coverage(data: Path) -> None:
    assert "No coverage is stated for topics" in run("coverage", "topics", "--data", data).stderr


def test_a_check_looks_for_no_package_that_it_does_not_need(package: Path) -> None:
    """pyarrow looks for dateutil each time it infers a type, and imports pandas where that is installed."""
    code = """
import sys

class Finder:
    def find_spec(self, name, *_):
        if name in ("dateutil", "dateutil.tz"):
            searches.append(name)
            raise ModuleNotFoundError(name)

searches = []
sys.meta_path.insert(0, Finder())
from fpdata.cli import main

try:
    main()
finally:
    print(len(searches), "pandas" in sys.modules)
"""
    command = [sys.executable, "-c", code, "check", "--engine", "columnar", str(package)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "0 False"


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
    assert run("schema", package, "--check").output == "All generated files are up to date.\n"
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
    assert run("fmt", package, "--check").output == "All files are in canonical form.\n"
    path.write_text("topic_id,color\n")
    assert run("fmt", package).exit_code == 2
    assert path.read_text() == "topic_id,color\n"


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
    result = run("show", "ada-pond", "--data", data)
    assert "ada-pond is retired; use ada-lake (1901" in result.stderr
    assert json.loads(result.stdout)["id"] == "ada-lake"


def test_show_suggests(data: Path, tmp_path: Path) -> None:
    result = run("show", "ada-laek", "--data", data)
    assert result.exit_code == 2
    assert "did you mean 'ada-lake'?" in result.output
    assert run("show", "x", "--data", tmp_path / "nowhere").exit_code == 2


def test_show_on_a_terminal(data: Path, terminal: None) -> None:
    result = run("show", "ada-lake", "--data", data)
    assert result.exit_code == 0
    shown = result.output
    assert "Ada Lake" in shown
    assert "Offices and roles (1)" in shown
    assert "1889-03-04 – ?  Envoy (appointed" in shown


def test_rows_on_a_terminal(data: Path, terminal: None) -> None:
    result = run("query", "select '[red]' as markup, null as nothing", "--data", data)
    assert result.exit_code == 0
    assert "markup   nothing" in result.output
    assert "[red]" in result.output
    assert max(map(len, run("tables", "--data", data).output.splitlines())) <= 100


def test_query(data: Path) -> None:
    sql = "select actor_id, born_min from actors order by 1"
    assert json.loads(run("query", sql, "--data", data).output)[0] == {"actor_id": "ada-lake", "born_min": "1850-01-01"}
    rows = list(csv.reader(io.StringIO(run("query", sql, "--data", data, "-f", "csv").output)))
    assert rows[:2] == [["actor_id", "born_min"], ["ada-lake", "1850-01-01"]]
    result = run("query", "select no_such_column from actors", "--data", data)
    assert result.exit_code == 2
    assert "no_such_column" in result.output
    assert run("query", sql, "--data", ROOT / "nowhere").exit_code == 2


def test_what_json_does_not_have(data: Path) -> None:
    sql = """select 'nan'::double as n, '-inf'::double as i, 1.5 as d, 'a\\xFF'::blob as b, 1 as n,
        {'x': ['inf'::double, 2]} as s, map {date '1890-01-01': 'é'} as m"""
    (found,) = json.loads(run("query", sql, "--data", data).stdout, parse_constant=pytest.fail)
    nested = {"s": {"x": [None, 2.0]}, "m": {"1890-01-01": "é"}}
    assert found == {"n": None, "i": None, "d": 1.5, "b": "a\\xFF", "n_1": 1, **nested}
    header, cells = csv.reader(io.StringIO(run("query", sql, "--data", data, "-f", "csv").stdout))
    assert header == ["n", "i", "d", "b", "n_1", "s", "m"]
    assert cells == ["nan", "-inf", "1.5", "a\\xFF", "1", '{"x": [null, 2.0]}', '{"1890-01-01": "é"}']


def test_wrong_days_are_messages(data: Path) -> None:
    for words in (
        ["as-of", "2025-02-30"],
        ["travel", "--from", "1962-13"],
        ["travel", "--from", "1962-10-23", "--to", "1962-10-22"],
    ):
        result = run(*words, "--data", data)
        assert result.exit_code == 2
        assert "YYYY-MM-DD" in result.output or "is after 1962-10-22" in result.output


def test_letters_are_also_found_as_correspondence() -> None:
    letters, correspondence = (get_command(app).commands[name] for name in ("letters", "correspondence"))  # type: ignore[attr-defined]
    assert [option.name for option in correspondence.params] == [option.name for option in letters.params]
    assert correspondence.hidden
    assert "correspondence" not in run("--help").output


def test_every_command_fits_on_one_line_of_the_help() -> None:
    group = get_command(app)
    nested = [group.commands[name].commands for name in ("import", "plot")]  # type: ignore[attr-defined]
    for name, command in {**group.commands, **nested[0], **nested[1]}.items():  # type: ignore[attr-defined]
        summary = command.help.split("\n\n")[0]
        assert re.fullmatch(r"[A-Z].*\.", summary), name
        assert len(summary) <= 62, name


def test_engines_print_the_same_issues(package: Path) -> None:
    break_it(package)
    result = run("check", package, "--engine", "rows")
    assert result.exit_code == 1
    assert result.output == run("check", package, "--engine", "columnar").output
    assert run("check", package, "--engine", "flink").exit_code == 2


def test_errors_of_the_library_become_messages(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as failed, report_errors():
        raise PackageError("no package")
    assert failed.value.code == 2
    with pytest.raises(typer.Exit) as cancelled, report_errors():
        raise CancelledError("Nothing was changed.")
    assert cancelled.value.exit_code == 130
    with pytest.raises(typer.Exit) as refused, report_errors():
        raise DuplicateError("topics", [DuplicateMatch(True, 1, "talks", "name: Talks")])
    assert refused.value.exit_code == 1
    messages = capsys.readouterr().err
    assert "error: no package\nNothing was changed.\n" in messages
    assert "talks" in messages


@pytest.mark.parametrize("error", [ZeroDivisionError("a bug"), BrokenPipeError("closed")])
def test_other_errors_pass_through(error: Exception) -> None:
    with pytest.raises(type(error)), report_errors():
        raise error


def test_schema_does_not_drop_a_table_whose_file_is_missing(package: Path) -> None:
    descriptor = (package / "datapackage.json").read_bytes()
    (package / "datasets" / "topics.csv").unlink()
    result = run("schema", package)
    assert result.exit_code == 2
    assert "datasets/topics.csv is missing; nothing was written; restore it first" in result.output
    assert (package / "datapackage.json").read_bytes() == descriptor
