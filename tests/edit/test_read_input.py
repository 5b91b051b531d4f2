"""What is given to `fpdata new`: files, pipes and standard input, but nothing that never begins or never ends."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from fpdata.edit import read_input as module
from fpdata.edit.read_input import read_input
from fpdata.edit.tables import EditError
from tests.helpers import contents, run

NOTHING = io.BytesIO()


def test_files_and_standard_input_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"{}")
    (tmp_path / "link.json").symlink_to(tmp_path / "a.json")
    assert read_input(tmp_path / "link.json", NOTHING) == b"{}"
    for file in (None, Path("-")):
        assert read_input(file, io.BytesIO(b"[]")) == b"[]"


def test_a_pipe_of_the_shell_is_read() -> None:
    """As `-f <(echo …)` opens one."""
    reading, writing = os.pipe()
    os.write(writing, b"name: War\n")
    os.close(writing)
    try:
        assert read_input(Path(f"/dev/fd/{reading}"), NOTHING) == b"name: War\n"
    finally:
        os.close(reading)


@pytest.mark.parametrize("kind", ["device", "pipe"])
def test_what_may_never_end_or_begin_is_refused(package: Path, tmp_path: Path, kind: str) -> None:
    file = Path("/dev/zero")
    if kind == "pipe":
        os.mkfifo(file := tmp_path / "pipe")
    before = contents(package)
    result = run("new", "-f", file, "-p", package)
    assert result.exit_code == 2
    assert f"{file} is not a regular file; to read what a program writes, pipe it to: fpdata new -f -" in " ".join(
        result.stderr.split()
    )
    assert contents(package) == before


def test_what_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/zero").open("rb") as endless, pytest.raises(EditError, match="standard input has more than 64 MB"):
        read_input(None, endless)
    monkeypatch.setattr(module, "MAX_INPUT_BYTES", 4)
    (tmp_path / "a").write_bytes(b"12345")
    with pytest.raises(EditError, match="give the records in several files"):
        read_input(tmp_path / "a", NOTHING)


def test_a_folder_and_a_missing_file_are_errors(package: Path, tmp_path: Path) -> None:
    for file, says in ((tmp_path, "is a directory"), (tmp_path / "b", "no such file or directory; check the path")):
        result = run("new", "topics", "-f", file, "-p", package)
        assert result.exit_code == 2
        assert says in " ".join(result.stderr.split())
