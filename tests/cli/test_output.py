"""No output is a command: whatever the data says, no command prints it so that a terminal or a runner obeys it."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.main import get_command

from fpdata.checks.codes import CODES
from fpdata.cli.errors import print_traceback
from fpdata.generate.quality import AUDIT_COLUMNS
from fpdata.model.characters import FORBIDDEN_CHARACTERS
from fpdata.model.escape import escape_cell, escape_control, escape_csv, escape_json, escape_lines
from fpdata.model.tables import TABLES
from fpdata.package.transaction import replace_files, write_lock
from fpdata.package.typed_command import typed_command
from tests.helpers import app, git, run
from tests.importers import upstream

# Workflow commands in both forms, an OSC link, a CSI sequence in 7 and in 8 bits, bidirectional and invisible
# characters, markup that Rich refuses, an emoji code, Markdown and HTML.
HOSTILE = (
    "::stop-commands::evil[/evil]\x1b]8;;https://evil.example\x07\x1b[2J\x9b31m\u202e\ufeff\u3164\U000e0041 :warning: "
    "\r\n::error::evil\n  ::add-mask::evil\n##[error]evil|<img src=evil>`@evil`[x](https://evil.example)"
)
# As Rich writes them: links to addresses without signs that a runner could obey, colors, the cursor, and the line of a step that is overwritten.
_BY_RICH = re.compile(
    r"\x1b\]8;(?:id=\d+;https?://[\w.~/?%=&-]+|;)\x1b\\|\x1b\[(?:[\d;]*m|\?25[lh]|2K|1A)|\r(?=\x1b\[2K)"
)
_OUR_ANNOTATION = re.compile(rf"::(?:error|warning) file=[^:]*,line=\d+,title=(?:{'|'.join(CODES)})[^:]*::")


def assert_harmless(output: str, *, annotations: bool = False) -> None:
    """Assert that nothing in an output is obeyed; `annotations` allows those that this program makes."""
    for line in _BY_RICH.sub("", output).split("\n"):
        assert not re.search(FORBIDDEN_CHARACTERS, line), ascii(line)
        assert "##[" not in line, line
        assert not line.lstrip().startswith("::") or (annotations and _OUR_ANNOTATION.match(line)), line


def _run(*args: object, input: str | None = None, annotations: bool = False) -> str:
    result = run(*args, input=input)
    # Any other exception is a bug; markup that was read as such raises MarkupError.
    assert result.exception is None or isinstance(result.exception, SystemExit), (args, result.exception)
    assert_harmless(result.output, annotations=annotations)
    return result.output


@pytest.fixture(params=["piped", pytest.param("terminal", marks=pytest.mark.slow)])
def output(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let commands print as when piped, and as on a narrow terminal, which wraps."""
    if request.param == "terminal":
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("COLUMNS", "60")
    return str(request.param)


@pytest.fixture
def hostile_package(package: Path, tmp_path: Path) -> Path:
    """A package in which every table has a record of hostile cells, one per kind of damage, and a hostile descriptor."""
    folder = Path(shutil.copytree(package, tmp_path / "::error::hostile ##[error]"))
    for path in (folder / "datasets").iterdir():
        text = io.StringIO(newline="")
        rows = list(csv.reader(io.StringIO(path.read_text(), newline="")))
        good = rows[1]
        rows.append([HOSTILE] * len(good))
        rows += [[*good[:at], HOSTILE, *good[at + 1 :]] for at in range(len(good))]
        rows.append([HOSTILE])
        csv.writer(text, lineterminator="\n").writerows(rows)
        path.write_text(text.getvalue())
    (folder / "datasets" / "topics.csv").write_text(f"topic_id,name,description\ntalks,##[add-mask]a,\n\n{HOSTILE}")
    (folder / "datasets" / "outlets.csv").write_text(f'"{HOSTILE}"\n')
    (folder / "datasets" / "##[error]::x.csv").write_text(HOSTILE)
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text())
    path.write_text(json.dumps(_hostile_texts(descriptor)))
    return folder


def _hostile_texts(value: object, key: str = "") -> object:
    """Return a descriptor with hostile texts in place of its own, except for those that make it one of this program."""
    if isinstance(value, dict):
        return {name: _hostile_texts(part, name) for name, part in value.items()} | {HOSTILE: HOSTILE}
    if isinstance(value, list):
        return [_hostile_texts(part, key) for part in value]
    return HOSTILE if key in ("title", "description", "hash", "version", "created") else value


@pytest.fixture
def hostile_data(export: Path) -> Path:
    """An export in which all texts of all tables, ids apart, are hostile, and the descriptions, too."""
    for path in export.glob("*.parquet"):
        table = pq.read_table(path)
        for at, field in enumerate(table.schema):
            if pa.types.is_string(field.type) and not field.name.endswith("_id"):
                cells = pc.if_else(pc.is_valid(table[field.name]), HOSTILE, table[field.name])
                table = table.set_column(at, field.with_metadata({"description": HOSTILE}), cells)
        pq.write_table(table, path)
    return export


@pytest.mark.parametrize("engine", ["columnar", "rows"])
def test_check_prints_no_commands(hostile_package: Path, output: str, engine: str) -> None:
    for format in ("text", "json", "markdown", "github"):
        printed = _run(
            "check",
            hostile_package,
            "-f",
            format,
            "--engine",
            engine,
            "--max-issues",
            0,
            annotations=format == "github",
        )
        assert "row-characters" in printed


def _edit_hostile(package: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    editor = tmp_path / "editor.py"
    editor.write_text(f"import sys; open(sys.argv[1], 'a').write({'# ' + HOSTILE!r})")
    monkeypatch.setenv("VISUAL", f"{sys.executable} {editor}")
    return _run("edit", "ada-lake", "-p", package)


@pytest.mark.slow
def test_no_command_on_a_package_prints_a_command(
    hostile_package: Path,
    package: Path,
    hostile_data: Path,
    tmp_path: Path,
    output: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every command, on a package, an export and arguments in which everything is hostile."""
    hostile_object = json.dumps({"topic_id": HOSTILE, "name": HOSTILE, HOSTILE: HOSTILE})
    hostile_topic = json.dumps({"topic_id": "more-talks", "name": HOSTILE})
    copy = Path(shutil.copytree(package, tmp_path / "##[error]copy"))
    (copy / "datasets" / "topics.csv").write_text('topic_id,name,description\n"talks",##[add-mask]evil,::error::evil\n')
    base, ours, theirs = (tmp_path / name for name in ("base", "ours", "theirs"))
    for path, value in ((base, "a"), (ours, HOSTILE), (theirs, HOSTILE[::-1])):
        path.write_text(f'topic_id,name,description\n"{HOSTILE}",Talks,"{value}"\n', newline="")
    revision = Path(shutil.copytree(package, tmp_path / "repository"))
    git(revision, "init", "-q")
    committed = _commit_hostile(package, tmp_path / "committed")
    readable = _readable_hostile(package, tmp_path / "readable")
    commands: dict[str, Callable[[], object]] = {
        "pre-commit": lambda: [_run("pre-commit", copy), _run("pre-commit", committed, "--since", HOSTILE_BRANCH)],
        "fmt": lambda: [
            [_run("fmt", "--check", folder) for folder in (copy, hostile_package, readable)],
            [_run("fmt", "--from-spreadsheet", "--check", folder) for folder in (copy, hostile_package, readable)],
            _run("fmt", copy),
            [_run("fmt", "--from-spreadsheet", *check, committed) for check in (["--check"], [])],
        ],
        "diff": lambda: [
            [_run("diff", one, other, "-f", format) for format in ("text", "json", "markdown")]
            for one, other in ((package, hostile_package), (copy, package), (package, hostile_data), (HOSTILE, package), (package, readable))
        ]
        + [_run("diff", HOSTILE_BRANCH, f"rev:{HOSTILE_BRANCH}"), _run("check", committed, "--since", HOSTILE_BRANCH)],
        "verify": lambda: [_run("verify", hostile_package), _run("verify", hostile_data), _run("verify", package / HOSTILE[:20])],
        "build": lambda: [_run("build", hostile_package), _run("build", copy, "--to", tmp_path / "##[error]to")],
        "schema": lambda: [_run("schema", *check, folder) for folder in (hostile_package, readable, copy) for check in (["--check"], [])],
        "release": lambda: [
            _run("release", package, "--dry-run", "--last", hostile_data),
            _run("release", hostile_package, "--dry-run", "--last", package),
            _run("release", package, "--dry-run", "--last", hostile_package),
        ],
        "explain": lambda: _run("explain", HOSTILE),
        "new": lambda: [
            _run("new", "topics", "-p", package, input=hostile_object),
            _run("new", "topics", "-p", package, input=hostile_topic),
            _run("new", "topics", "-p", hostile_package, input=hostile_topic),
            _run("new", HOSTILE, "-p", package, input=HOSTILE),
            _run("new", "topics", "-p", package, input=HOSTILE),
        ],
        "edit": lambda: [_edit_hostile(package, monkeypatch, tmp_path), _run("edit", HOSTILE, "-p", package)],
        "rename": lambda: [_run("rename", "talks", HOSTILE, "-p", package), _run("rename", HOSTILE, "x", "-p", hostile_package)],
        "merge": lambda: [_run("merge", "ada-lake", HOSTILE, "-p", package), _run("merge", HOSTILE, "x", "-p", hostile_package)],
        "withdraw": lambda: [
            _run("withdraw", "lake-rival-of-moor", "--reason", HOSTILE, "-p", package),
            _run("withdraw", HOSTILE, "--reason", HOSTILE, "-p", package),
        ],
        "setup-git": lambda: [_run("setup-git", revision), _run("setup-git", copy)],
        "merge-driver": lambda: _run("merge-driver", base, ours, theirs, f"{HOSTILE[:20]}/datasets/topics.csv"),
        "tables": lambda: [_run("tables", "--data", hostile_data), *_formats("tables", "actors", "--data", hostile_data)],
        "show": lambda: [
            [_run("show", id, "--data", hostile_data, *form) for form in ([], ["--json"], ["-f", "text"], ["-f", "markdown"])]
            for id in ("ada-lake", "ada-pond", "gazette", "lake-wrote-it", "envoy", HOSTILE)
        ],
        "query": lambda: [
            _formats("query", "from actors", "--data", hostile_data),
            _formats("query", "select name, name as \"::x##[y[/evil]\" from actors", "--data", hostile_data),
            _formats("query", f"select {HOSTILE}", "--data", hostile_data),
        ],
        "find": lambda: [
            *(_formats("find", words, "--data", hostile_data) for words in ("ada", "lake", "evil", HOSTILE)),
            _run("find", "lake", "--in", HOSTILE, "--data", hostile_data),
        ],
        "as-of": lambda: [_formats("as-of", "1890-01-01", "--data", hostile_data), _run("as-of", HOSTILE)],
        "office": lambda: [_formats("office", "envoy", "--data", hostile_data), _run("office", HOSTILE, "--data", hostile_data)],
        "sample": lambda: [_formats("sample", "--table", "actors", "--data", hostile_data), _run("sample", "--table", HOSTILE)],
        "quality": lambda: [_run("quality", readable), _run("quality", hostile_package), _run("quality", package / HOSTILE[:20])],
        "travel": lambda: [_formats("travel", "--data", hostile_data), _run("travel", "--person", HOSTILE, "--data", hostile_data)],
        "letters": lambda: [_formats("letters", "--data", hostile_data), _run("letters", "--to", HOSTILE, "--data", hostile_data)],
        "correspondence": lambda: _run("correspondence", "--to", HOSTILE, "--data", hostile_data),
        "plot": lambda: [
            *(_run("plot", "tenures", office, "-o", tmp_path / "::error::evil.svg", "--data", hostile_data) for office in ("envoy", HOSTILE)),
            _run("plot", "network", "--with", HOSTILE, "-o", tmp_path / "x.svg", "--data", hostile_data),
        ],
        "room": lambda: [_formats("room", "--with", "ada-lake", "--data", hostile_data), _run("room", "--with", HOSTILE, "--data", hostile_data)],
        "timeline": lambda: [
            *(_formats("timeline", "--data", hostile_data, *of) for of in ([], ["--person", "ada-lake"], ["--event", "1890-talks"])),
            *(_run("timeline", option, HOSTILE, "--data", hostile_data) for option in ("--person", "--topic", "--event", "--from")),
        ],
        "chain": lambda: [
            *(_formats("chain", id, "--data", hostile_data) for id in ("lake-wrote-it", "moor-denies", "gazette-reports")),
            _run("chain", HOSTILE, "--data", hostile_data),
        ],
        "contested": lambda: [
            *(_formats("contested", *of, "--data", hostile_data) for of in ([], ["plan-7"], ["plan-7", "authored"])),
            _run("contested", HOSTILE, "--data", hostile_data),
            _run("contested", "plan-7", HOSTILE, "--data", hostile_data),
        ],
        "denials": lambda: [
            *(_formats("denials", *of, "--data", hostile_data) for of in ([], ["plan-7"], ["--by", "ben-moor"])),
            _run("denials", HOSTILE, "--by", HOSTILE, "--data", hostile_data),
        ],
        "power": lambda: [*(_formats("power", *of, "--data", hostile_data) for of in ([], ["talks"])), _run("power", f"{HOSTILE} more", "--data", hostile_data)],
        "coverage": lambda: [_formats("coverage", "--data", hostile_data), _run("coverage", HOSTILE, "--data", hostile_data)],
        "export": lambda: [
            _run("export", "--to", format, tmp_path / f"##[error]evil-{format}", "--data", hostile_data)
            for format in ("csv", "xlsx", "dta", "sqlite", "parquet", "jsonl")
        ]
        + [_run("export", "--to", "csv", hostile_data, "-t", HOSTILE), _run("export", "--to", "csv", copy)],
        "cite": lambda: [
            _run("cite", *id, "--data", hostile_data, "-f", format)
            for id in ([], ["ada-lake"], ["gazette"], ["plan-7"], [HOSTILE])
            for format in ("text", "bibtex", "csl-json")
        ],
        "data-path": lambda: _run("data-path"),
        "serve": lambda: [_run("serve", "--port", HOSTILE), _run("serve", "--data", HOSTILE)],
        "import": lambda: _import_hostile(package, tmp_path),
        "undo": lambda: _undo_hostile(package),
        "check": lambda: None,  # above
    }  # fmt: skip
    assert set(commands) == set(get_command(app).commands)  # type: ignore[attr-defined]
    # Otherwise a command that prints nothing of what is hostile would pass.
    silent = {name for name, command in commands.items() if "evil" not in str(command())}
    assert silent == {"check", "data-path", "schema", "setup-git", "release"}


def _undo_hostile(package: Path) -> list[str]:
    """Return what is printed of a change by a hostile command."""
    typed_command.set(HOSTILE)
    with write_lock(package):
        replace_files(package, {"notes.md": b""})
    return [_run("undo", *options, "-p", package) for options in (["--list"], [], ["--yes"])]


#: What git allows in the name of a branch.
HOSTILE_BRANCH = "##evil]|<img>`@evil`\u202e\u3164"


def _commit_hostile(package: Path, folder: Path) -> Path:
    """Return a clone with a hostile branch, in which a spreadsheet changed hostile records."""
    shutil.copytree(package, folder)
    path = folder / "datasets" / "topics.csv"
    path.write_text("topic_id,name,description\ntalks,::error::evil,##[error]evil\x1b[2J\n")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "One")
    git(folder, "branch", HOSTILE_BRANCH)
    path.write_text(
        "topic_id;name;description\n::error::evil;##[error]evil\x1b[2J;\n1/2/2025;#NAME?;=##[x]evil\u202e()\n"
    )
    return folder


def _readable_hostile(package: Path, folder: Path) -> Path:
    """Return a package that every command can read, with hostile texts and dates, and audits of the same kind."""
    shutil.copytree(package, folder)
    for name, table in TABLES.items():
        path = folder / "datasets" / f"{name}.csv"
        text = io.StringIO(newline="")
        rows = csv.reader(io.StringIO(path.read_text(), newline=""))
        spoiled = {column.name for column in table.columns if column.kind in ("text", "url", "edtf")} - set(table.key)
        header = next(rows)
        out = csv.writer(text, lineterminator="\n")
        out.writerow(header)
        out.writerows(
            [HOSTILE if name in spoiled else cell for name, cell in zip(header, row, strict=True)] for row in rows
        )
        path.write_text(text.getvalue())
    (folder / "docs").mkdir(exist_ok=True)
    audits = io.StringIO(newline="")
    csv.writer(audits, lineterminator="\n").writerows(
        [AUDIT_COLUMNS, [{"kind": "sample", "cells": "2", "right": "1"}.get(name, HOSTILE) for name in AUDIT_COLUMNS]]
    )
    (folder / "docs" / "audits.csv").write_text(audits.getvalue())
    return folder


@pytest.mark.parametrize("text", [HOSTILE, "##[error]evil", "\x1b[2Jevil", "--##[error]evil"])
def test_an_error_of_usage_prints_no_command(output: str, package: Path, text: str) -> None:
    for arguments in (
        (text,),
        ("check", package, text),
        ("check", package, "--format", text),
        ("diff", text, "a", "b"),
    ):
        assert _run(*arguments).strip()


def test_the_traceback_of_a_bug_prints_no_command(capsys: pytest.CaptureFixture[str]) -> None:
    error = KeyError(HOSTILE)
    error.__cause__ = RuntimeError(f"##[error]evil\n{HOSTILE}")
    print_traceback(KeyError, error, None)
    printed = capsys.readouterr().err
    assert "KeyError" in printed
    assert_harmless(printed)


def _formats(*args: object) -> list[str]:
    return [_run(*args, "--format", format) for format in ("table", "json", "csv")]


def _import_hostile(package: Path, tmp_path: Path) -> list[str]:
    # What XML can hold.
    text = HOSTILE.replace("\x1b", "").replace("\x07", "").replace("<", "&lt;").replace("&lt;img", "&amp;")
    source = upstream.travels(
        tmp_path / "##[error]travels",
        upstream.trip(text, "1890-01-01", "1890-01-03", "ruritania", text),
        upstream.trip("2", text, "1890-01-03", text, text, who=text),
        upstream.trip("2", "1890-01-01", "1890-01-03", "ruritania", text, who="ada-lake"),
    )
    return [_run("import", "travels", source, "--into", package), _run("import", "pocom", source, "--into", package)]


def test_a_name_of_a_file_is_on_one_line_and_whole_in_json(package: Path) -> None:
    names = ["x\n. matches its descriptor.\n.csv", "##[error]x.csv", "\x1by.csv"]
    for name in names:
        (package / "datasets" / name).touch()
    assert ". matches its descriptor." not in _run("verify", package).splitlines()
    printed = _run("check", package, "-f", "json")
    assert {json.loads(line)["file"] for line in printed.splitlines()} == {f"datasets/{name}" for name in names}


@given(st.text(st.one_of(st.sampled_from(":#[ \n\x1b\u202e\u200d"), st.characters(codec=None)), max_size=20))
def test_what_is_escaped_is_harmless_however_often(text: str) -> None:
    for escape in (escape_control, escape_cell, escape_lines):
        shown = escape(text)
        assert_harmless(shown)
        assert escape(shown) == shown
    assert_harmless(escape_json(json.dumps([text], ensure_ascii=False)))
    assert json.loads(escape_json(json.dumps([text], ensure_ascii=False))) == [text]


@pytest.mark.parametrize(
    "cell", ["میرحسین\u200cزاده", "« Oui\u00a0»", "std::move", "::error::x", "❤\ufe0f", 'a "b", c']
)
def test_a_valid_cell_is_the_same_in_csv(export: Path, cell: str) -> None:
    printed = _run("query", f"select '{cell}' as name, 1 as one", "--data", export, "--format", "csv")
    assert list(csv.reader(io.StringIO(printed))) == [["name", "one"], [cell, "1"]]


def test_csv_escapes_what_a_cell_cannot_hold() -> None:
    assert escape_csv(["a\nb", None, 1, "##[x"]) == [r"a\nb", "", "1", r"##\x5bx"]
