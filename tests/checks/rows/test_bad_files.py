"""Every fault of a file gives its issue, where the file is bad; and every code has a failing example."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fpdata.checks.api import check
from fpdata.checks.codes import CODES
from fpdata.checks.engine import Engine
from fpdata.checks.render import IssueFormat, render_issues
from fpdata.generate.descriptor import table_path
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import canonical_bytes
from fpdata.package.locate import RELEASED_IDS
from tests.checks.rows.broken_rules import BROKEN
from tests.helpers import run


def _write(name: str, content: bytes) -> Callable[[Path], object]:
    return lambda root: (root / name).write_bytes(content)


def _edit(name: str, old: str, new: str) -> Callable[[Path], object]:
    def edit(root: Path) -> None:
        path = root / name
        text = path.read_bytes().decode()
        assert old in text
        path.write_bytes(text.replace(old, new, 1).encode("utf-8", "surrogateescape"))

    return edit


def _edit_descriptor(**values: Any) -> Callable[[Path], object]:
    def edit(root: Path) -> None:
        descriptor = json.loads((root / "datapackage.json").read_text())
        descriptor["resources"][0].update(values)
        (root / "datapackage.json").write_text(json.dumps(descriptor))

    return edit


def _link(root: Path) -> None:
    (root / "elsewhere.csv").write_bytes((root / "datasets/topics.csv").read_bytes())
    (root / "datasets/topics.csv").unlink()
    (root / "datasets/topics.csv").symlink_to(root / "elsewhere.csv")


def _make_folder(root: Path) -> None:
    (root / TOPICS).unlink()
    (root / TOPICS).mkdir()


def _released(lines: str, header: str = "table,id\n") -> Callable[[Path], object]:
    def write(root: Path) -> None:
        (root / RELEASED_IDS).parent.mkdir()
        (root / RELEASED_IDS).write_text(header + lines)

    return write


TOPICS = "datasets/topics.csv"
# Bad input, as files have it: what is done to the sample on disk, and (code, file, line, column) of every issue.
BAD_FILES: list[tuple[str, Callable[[Path], object], list[tuple[str, str, int, int]]]] = [
    ("missing descriptor", lambda root: (root / "datapackage.json").unlink(), [("package-descriptor", "datapackage.json", 0, 0)]),
    ("descriptor no JSON", _write("datapackage.json", b"{\n  name: x}"), [("package-descriptor", "datapackage.json", 2, 0)]),
    ("descriptor no UTF-8", _write("datapackage.json", b'{"name": "\xff"}'), [("package-descriptor", "datapackage.json", 0, 0)]),
    ("descriptor nested", _write("datapackage.json", b"[" * 100_000), [("package-descriptor", "datapackage.json", 0, 0)]),
    ("descriptor a list", _write("datapackage.json", b"[]"), [("package-descriptor", "datapackage.json", 0, 0)]),
    ("resource without a name", _edit_descriptor(name=None), [("package-descriptor", "datapackage.json", 0, 0), ("package-resource", "datapackage.json", 0, 0)]),
    ("unknown resource", _edit_descriptor(name="colors"), [("package-resource", "datapackage.json", 0, 0)] * 2),
    ("resource twice", _edit_descriptor(name="roles"), [("package-resource", "datapackage.json", 0, 0)] * 2 + [("file-header", "datasets/actors.csv", 1, 0)]),
    ("path out of the folder", _edit_descriptor(path="datasets/../../actors.csv"), [("package-path", "datapackage.json", 0, 0)]),
    ("absolute path", _edit_descriptor(path="/etc/passwd"), [("package-path", "datapackage.json", 0, 0)]),
    *[
        (f"the path {path}, which is another one on Windows", _edit_descriptor(path=path), [("package-path", "datapackage.json", 0, 0)])
        for path in ("datasets\\actors.csv", "C:actors.csv", "datasets/AUX.csv", "datasets/com1", "datasets/actors.csv.", "datasets/actors.csv::$DATA")
    ],
    ("remote path", _edit_descriptor(path="https://example.org/actors.csv"), [("package-path", "datapackage.json", 0, 0)]),
    ("several paths", _edit_descriptor(path=["a.csv", "b.csv"]), [("package-path", "datapackage.json", 0, 0)]),
    ("a symbolic link", _link, [("package-path", TOPICS, 0, 0)]),
    ("missing file", lambda root: (root / TOPICS).unlink(), [("file-missing", TOPICS, 0, 0)]),
    ("a folder for a file", _make_folder, [("file-missing", TOPICS, 0, 0)]),
    ("extra file", _write("datasets/topic.csv", b""), [("file-extra", "datasets/topic.csv", 0, 0)]),
    ("UTF-16", _write(TOPICS, "topic_id,name,description\ntalks,Talks,\n".encode("utf-16")), [("file-encoding", TOPICS, 1, 0)]),
    ("UTF-16 without a mark", _write(TOPICS, "topic_id,name,description\ntalks,Talks,\n".encode("utf-16-le")), [("file-encoding", TOPICS, 1, 0)]),
    ("UTF-32", _write(TOPICS, "topic_id,name,description\ntalks,Talks,\n".encode("utf-32")), [("file-encoding", TOPICS, 1, 0)]),
    ("a workbook", _write(TOPICS, b"PK\x03\x04\x14\x00\x06"), [("file-encoding", TOPICS, 1, 0)]),
    ("CR", _edit(TOPICS, "\n", "\r"), [("file-line-ends", TOPICS, 1, 0)]),
    *[
        (f"cells separated by {sign!r}", _edit(TOPICS, ",", sign), [("file-header", TOPICS, 1, 0)])
        for sign in (";", "\t", "|")
    ],
    ("rows without values", _edit(TOPICS, "talks,Talks,", 'talks,Talks,\n,,\n"","",\n,'), [("row-blank-line", TOPICS, line, 0) for line in (3, 4, 5)]),
    ("byte order mark", _edit(TOPICS, "topic_id", "\ufefftopic_id"), [("file-bom", TOPICS, 1, 0)]),
    ("two byte order marks", _edit(TOPICS, "topic_id", "\ufeff\ufefftopic_id"), [("file-bom", TOPICS, 1, 0)]),
    ("no header", _edit("datasets/actors.csv", ",".join(TABLES["actors"].names) + "\n", ""), [("file-header", "datasets/actors.csv", 1, 0)]),
    *[
        (f"a first line {line!r}", _edit("datasets/actors.csv", "actor_id,", f"{line}actor_id,"), [("file-header", "datasets/actors.csv", 1, 0)])
        for line in ("sep=,\n", "sep=;\r\n", '"SEP=,"\n', "\ufeffsep=\t\n", "sep=,,,\n")
    ],
    ("CRLF", _edit(TOPICS, "\n", "\r\n"), [("file-line-ends", TOPICS, 1, 0)]),
    ("unclosed quote", _edit(TOPICS, "talks,", '"talks,'), [("file-quotes", TOPICS, 2, 0)]),
    ("quote in an unquoted cell", _edit(TOPICS, "Talks", 'The "Talks"'), [("row-quotes", TOPICS, 2, 0)]),
    ("inches", _edit(TOPICS, "Talks,", '"T, ""x""",6"'), [("row-quotes", TOPICS, 2, 0)]),
    ("a quote after a quoted line break", _edit(TOPICS, "Talks,", '"T\nx",6"'), [("row-quotes", TOPICS, 2, 0), ("row-characters", TOPICS, 2, 2)]),
    ("empty file", _write(TOPICS, b""), [("file-header", TOPICS, 1, 0)]),
    ("wrong header", _edit(TOPICS, "name", "label"), [("file-header", TOPICS, 1, 0)]),
    ("doubled header", _edit(TOPICS, "description", "name"), [("file-header", TOPICS, 1, 0)]),
    ("columns in another order", _edit(TOPICS, "name,description", "description,name"), [("file-header", TOPICS, 1, 0)]),
    ("blank line", _edit(TOPICS, "talks,", "\ntalks,"), [("row-blank-line", TOPICS, 2, 0)]),
    ("header repeated", _edit(TOPICS, "talks,", "topic_id,name,description\ntalks,"), [("row-header", TOPICS, 2, 0)]),
    ("missing cell", _edit(TOPICS, "talks,Talks,", "talks,Talks"), [("row-cell-count", TOPICS, 2, 2)]),
    ("extra cell", _edit(TOPICS, "talks,Talks,", "talks,Talks,,"), [("row-cell-count", TOPICS, 2, 3)]),
    ("not in NFC", _edit(TOPICS, "Talks", "Cafe\u0301"), [("row-nfc", TOPICS, 2, 2)]),
    ("a released id is gone", _released("topics,chats\ntopics,talks\nactors,ada-pond\n"), [("key-lost", RELEASED_IDS, 2, 2)]),
    ("a list of released ids that is none", _released("topics\n"), [("row-cell-count", RELEASED_IDS, 2, 0)]),
    ("a list of released ids without its header", _released('x,y\n"', ""), [("file-header", RELEASED_IDS, 1, 0)]),
    ("NUL", _edit(TOPICS, "Talks", "Ta\x00lks"), [("row-characters", TOPICS, 2, 2)]),
    ("invalid UTF-8", _edit(TOPICS, "Talks", "Ta\udcfflks"), [("row-encoding", TOPICS, 2, 2)]),
    ("invalid UTF-8 in a code", _edit("datasets/actors.csv", "person", "pers\udcffn"), [("row-encoding", "datasets/actors.csv", 2, 2)]),
    ("a cell of 10 MB", _edit(TOPICS, "Talks", "x" * 10_000_000), [("row-length", TOPICS, 2, 2)]),
    ("quoted line break", _edit(TOPICS, "talks,Talks,", '"a\nb",Talks,\ntalks,Talks,'), [("row-characters", TOPICS, 2, 1)]),
    ("an id in capitals", _edit("datasets/claims.csv", "moor-supports", "Moor-supports"), [("row-id", "datasets/claims.csv", 4, 1)]),
    ("not sorted", _edit(TOPICS, "talks,Talks,", "talks,Talks,\nplans,Plans,"), [("file-order", TOPICS, 3, 1)]),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "expected"), [case[1:] for case in BAD_FILES], ids=[case[0] for case in BAD_FILES])
def test_bad_files_are_found_where_they_are_bad(
    package: Path, spoil: Callable[[Path], object], expected: list[tuple[str, str, int, int]]
) -> None:
    spoil(package)
    issues = check(package).issues
    assert [(issue.code, issue.file, issue.line, issue.column) for issue in issues] == expected
    assert all(issue.message for issue in issues)
    assert check(package, engine=Engine.COLUMNAR).issues == issues


def test_a_header_that_is_missing_is_named(package: Path) -> None:
    """By every command that reads the file, rather than that the columns of a record are unknown."""
    path = package / TOPICS
    header, _, records = path.read_text().partition("\n")
    path.write_text(records)
    for command in ("check", "fmt", "fmt --from-spreadsheet", "rename talks chats -p"):
        result = run(*command.split(), package)
        assert f"there is no header: the first line names no column; it must be {header}" in result.output, command
    assert path.read_text() == records


@pytest.mark.parametrize("marks", [1, 2])
@pytest.mark.parametrize("command", ["fmt", "fmt --from-spreadsheet"])
def test_byte_order_marks_are_removed(package: Path, marks: int, command: str) -> None:
    path = package / TOPICS
    before = path.read_bytes()
    path.write_bytes("\ufeff".encode() * marks + before)
    assert run(*command.split(), package).exit_code == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize("engine", ["rows", "columnar"])
def test_of_files_that_were_joined_only_the_headers_are_reported(package: Path, engine: str) -> None:
    files = {name: package / table_path(name) for name in TABLES}
    before = {name: file.read_bytes() for name, file in files.items()}
    for name, file in files.items():  # where neither is in order
        header, *records = before[name].splitlines(keepends=True)
        file.write_bytes(b"".join([header, *records[:1], header, *records[1:], header]))
    issues = check(package, engine=engine).issues
    assert {issue.code for issue in issues} == {"row-header"}
    assert [issue.table for issue in issues] == sorted([*TABLES, *TABLES])
    assert {name: canonical_bytes(TABLES[name], file) for name, file in files.items()} == before


def test_the_blank_lines_of_a_file_are_shown_as_one_fault(package: Path) -> None:
    with (package / TOPICS).open("a") as file:
        file.write(",,\n" * 30)
    report = check(package)
    assert len(report.errors) == 30
    lines = [*render_issues(report, IssueFormat.TEXT)]
    assert lines[0] == "error row-blank-line: Blank line (1 in 30 places)"
    assert lines[2] == "    In lines 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 20 more; 'fpdata fmt' mends all of them."
    assert len([*render_issues(report, IssueFormat.GITHUB)]) == 1
    assert len([*render_issues(report, IssueFormat.JSON)]) == 30


def test_a_file_that_may_not_be_read(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Permissions do not stop root, as whom tests may run: let the opening fail instead.
    opening = Path.open

    def refuse(path: Path, *args: Any, **kwargs: Any) -> Any:
        if path.name == "topics.csv":
            raise PermissionError(13, "Permission denied")
        return opening(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    (issue,) = check(package).issues
    assert (issue.code, issue.file, issue.message) == ("file-unreadable", TOPICS, "Permission denied")


def test_every_code_has_a_failing_example() -> None:
    shown = {code for code, *_ in BROKEN} | {code for *_, expected in BAD_FILES for code, *_ in expected}
    # The test of the one stands by itself, above; the other needs a git clone.
    assert set(CODES) - shown == {"file-unreadable", "file-emptied-column"}
