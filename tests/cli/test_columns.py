"""Columns that fit the terminal, links to sources, and the pager."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from fpdata.access.days import short_date
from fpdata.cli import columns, pager
from fpdata.cli.columns import SourcedLine, host, linked, print_sourced
from fpdata.cli.output import out
from tests.helpers import run


def _printed(monkeypatch: pytest.MonkeyPatch, width: int, *lines: SourcedLine) -> list[str]:
    console = Console(file=io.StringIO(), width=width, highlight=False, soft_wrap=True, emoji=False)
    monkeypatch.setattr(columns, "out", console)
    print_sourced(lines)
    return console.file.getvalue().splitlines()  # type: ignore[attr-defined, no-any-return]


_LINE = SourcedLine(("2025-11-22",), "Says that it is so", (), "https://www.gazette.example/a/b?c")


def test_only_words_wrap(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _printed(monkeypatch, 60, _LINE) == ["   2025-11-22  Says that it is so  gazette.example"]
    narrow = _printed(monkeypatch, 40, _LINE)
    assert narrow == ["   2025-11-22  Says that it is so", "               gazette.example"]
    assert "2025-11-22" in _printed(monkeypatch, 12, _LINE)[0]


def test_a_long_word_or_date_is_never_split(monkeypatch: pytest.MonkeyPatch) -> None:
    id = "a-very-long-id-of-a-statement-that-somebody-made"
    for width in (20, 40, 80):
        assert any(id in line for line in _printed(monkeypatch, width, SourcedLine(("1890",), f"see {id} there")))
    lines = _printed(monkeypatch, 60, SourcedLine(("2025-10-22~/2025-11-20",), "Drafting"), _LINE)
    assert lines[:2] == ["   2025-10-22~/2025-11-20", "               Drafting"]


def test_a_long_host_leaves_room_for_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    url = "https://thenational-the-national-prod.cdn.example.com/a"
    (line,) = _printed(monkeypatch, 60, SourcedLine(("1890",), "Says that it is so", (), url))
    assert line == "   1890  Says that it is so  thenational-the-nationa…"


@given(st.text(max_size=30))
def test_an_address_of_any_text_has_a_host_or_none(text: str) -> None:
    assert isinstance(host(text), str)
    assert isinstance(host(f"https://{text}/x"), str)


@pytest.mark.parametrize(
    "url", ["javascript:x()", "https://x.example/\x1b[2J", "https://x.example/##[error]", "https://x.example/::a", "https://é.example"]
)  # fmt: skip
def test_what_is_no_plain_address_is_no_link(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = linked("x", url)
    assert shown.plain == "x"
    assert linked("x", "https://x.example/a").plain == "x ↗"


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2025-11-22", "2025-11-22"),
        ("2025-11-22/2025-11-29", "2025-11-22/29"),
        ("2025-11-22/2025-12-02", "2025-11-22/12-02"),
        ("2025-12-31/2026-01-02", "2025-12-31/2026-01-02"),
        ("2025-11~/2025-12", "2025-11~/2025-12"),
        ("../2025-11-26", "../2025-11-26"),
        (None, "undated"),
    ],
)
def test_a_span_is_shortened_only_between_days(date: str | None, shown: str) -> None:
    assert short_date(date) == shown


def test_what_is_piped_is_not_paged(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "false")
    assert "Ada Lake" in run("show", "ada-lake", "-f", "text", "--data", export).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script is the pager")
@pytest.mark.parametrize(("height", "paged"), [(5, True), (100, False)])
def test_only_what_is_longer_than_a_terminal_is_paged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], height: int, paged: bool
) -> None:
    seen = tmp_path / "seen"
    script = tmp_path / "pager"
    script.write_text(f'#!/bin/sh\necho "$LESS" > {seen}\ncat >> {seen}\n')
    script.chmod(0o755)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.delenv("LESS", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", str(height))
    for command, by_it in ((str(script), paged), ("cat", False), ("", False), ("no-such-pager", False)):
        monkeypatch.setenv("PAGER", command)
        seen.unlink(missing_ok=True)
        with pager.paged():
            for number in range(20):
                out.print(number)
        assert seen.exists() is by_it
        assert ("19" in capsys.readouterr().out.split()) is not by_it
        if by_it:
            assert seen.read_text().split() == ["FRX", *map(str, range(20))]
    assert "LESS" not in os.environ


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize(
    "command", [("as-of", "1890"), ("office", "envoy"), ("timeline",), ("find", "lake", "-f", "json"), ("tables",)]
)
def test_every_long_answer_is_paged_on_a_terminal(tmp_path: Path, export: Path, command: tuple[str, ...]) -> None:
    import pty

    script = tmp_path / "pager"
    script.write_text(f"#!/bin/sh\ncat > {tmp_path}/seen\n")
    script.chmod(0o755)
    environment = os.environ | {"PAGER": str(script), "LINES": "3", "COLUMNS": "80"}
    ours, theirs = pty.openpty()
    arguments = [sys.executable, "-m", "fpdata", *command, "--data", str(export)]
    process = subprocess.run(arguments, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, check=False)
    os.close(theirs)
    os.close(ours)
    assert process.returncode == 0
    assert (tmp_path / "seen").read_text().count("\n") >= 3


def test_what_was_printed_before_an_error_is_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)

    @pager.paged()
    def fails() -> None:
        out.print("so far")
        raise SystemExit(2)

    with pytest.raises(SystemExit):
        fails()
    assert capsys.readouterr().out == "so far\n"
