"""What commands read and print on any system and terminal: UTF-8, sentences for errors, lines that fit."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fpdata.export.parquet import build
from tests.helpers import ROOT, run


def _program(package: Path, *args: str, input: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command line as on a system whose code page is not UTF-8."""
    return subprocess.run(
        [sys.executable, "-m", "fpdata", *args],
        cwd=package,
        input=input,
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "cp1252", "PYTHONPATH": str(ROOT / "src")} | environment,
    )


def test_output_is_utf_8_whatever_the_code_page(package: Path, tmp_path: Path) -> None:
    path = package / "datasets" / "topics.csv"
    path.write_text(path.read_text().replace("Talks", "Pećanin"))
    assert run("schema", package).exit_code == 0
    build(package, tmp_path / "data")
    for format in ("json", "csv", "table"):
        done = _program(package, "query", "from topics", "--data", str(tmp_path / "data"), "-f", format)
        assert "Pećanin" in done.stdout.decode(), done.stderr.decode()
    path.write_bytes(path.read_bytes() + "x,Pećanin\u200b,\n".encode())
    done = _program(package, "check")
    assert (done.returncode, b"row-characters" in done.stdout) == (1, True)


@pytest.mark.skipif(sys.platform == "win32", reason="where arguments are Unicode")
def test_arguments_and_names_of_files_are_utf_8_whatever_the_locale(package: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(package, tmp_path / "Pećanin"))
    given = ("new", "topics", "-p", str(folder), "--set", "name=Talks with Pećanin")
    done = _program(package, *given, LC_ALL="POSIX", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0, done.stderr
    assert "talks-with-pecanin,Talks with Pećanin," in (folder / "datasets" / "topics.csv").read_text("utf-8")


def test_input_is_utf_8_whatever_the_code_page(package: Path) -> None:
    record = '{"name": "Talks with Pećanin"}'
    for encoded in (record.encode(), b"\xef\xbb\xbf" + record.encode()):
        done = _program(package, "new", "topics", "--dry-run", input=encoded)
        assert "new topics talks-with-pecanin" in done.stdout.decode(), done.stderr.decode()
    before = (package / "datasets" / "topics.csv").read_bytes()
    done = _program(package, "new", "topics", input=record.encode("cp1250"))
    assert done.returncode == 2
    assert done.stderr.decode().startswith("error: the input is not UTF-8 (byte 24)")
    assert (package / "datasets" / "topics.csv").read_bytes() == before


def test_an_error_of_the_system_is_a_sentence(tmp_path: Path) -> None:
    result = run("new", "topic", "-f", tmp_path / "none.yaml", "-p", tmp_path)
    assert (result.exit_code, result.stderr) == (
        2,
        f"error: {tmp_path / 'none.yaml'}: no such file or directory; check the path\n",
    )


@pytest.mark.parametrize(
    "command", [("show",), ("cite",), ("chain",), ("office",), ("contested",), ("travel", "--person")]
)
def test_an_empty_name_is_an_error_and_a_very_long_one_is_not_repeated(export: Path, command: tuple[str, ...]) -> None:
    for name in ("", " "):
        result = run(*command, name, "--data", export)
        assert (result.exit_code, "give an id or a name" in result.stderr) == (2, True)
    result = run(*command, "x" * 5000, "--data", export)
    assert result.exit_code == 2
    assert "xxx…" in result.stderr
    assert len(result.stderr) < 400


@pytest.mark.parametrize("width", [20, 80, 140])
def test_messages_fit_the_terminal(export: Path, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", str(width))
    for command in (
        ("show", "no such record at all in the whole of this package"),
        ("timeline", "--from", "the day on which the talks began"),
        ("room", "--with", "lake", "--from", "1890", "--to", "1880"),
        ("as-of", "1890-01-01", "--office", "Envoy to Utopia"),
    ):
        result = run(*command, "--data", export)
        assert "Traceback" not in result.output
        shown = re.sub(r"\x1b\]8;[^\x1b]*\x1b\\\\|\x1b\[[\d;]*m", "", result.output)
        assert all(len(line) <= width or len(line.split()) == 1 or "fpdata" in line for line in shown.splitlines())
