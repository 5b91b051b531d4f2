"""Undo: the last change of a command is taken back byte for byte, or not at all."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpdata.edit.change import change
from fpdata.edit.format import format_package
from fpdata.edit.rename_merge import rename, withdraw
from fpdata.edit.tables import EditError
from fpdata.generate.artifacts import write_artifacts
from fpdata.generate.package import write_package
from fpdata.package import history
from fpdata.package.csv_writer import FormatError
from fpdata.package.history import HistoryError, kept_changes
from fpdata.package.transaction import replace_files, write_lock
from fpdata.versioning.undo import UndoError, changes_to_undo, plan_undo, undo
from tests.helpers import TODAY, contents, examples, git, run
from tests.sample import sample


def files_of(root: Path) -> dict[str, bytes]:
    """Return the files of a package without those of git."""
    return {name: content for name, content in contents(root).items() if not name.startswith(".git/")}


def add_topic(root: Path, name: str) -> None:
    row = {"topic_id": name.lower(), "name": name}
    change(root, lambda tables: tables["topics"].append(dict.fromkeys(tables["topics"][0]) | row))


def rename_actor(root: Path, old: str, new: str) -> None:
    change(root, lambda tables: rename(tables, old, new, "Spelling.", TODAY))


Command = Callable[[Path], object]
COMMANDS: dict[str, Command] = {
    "add": lambda root: add_topic(root, "War"),
    "add another": lambda root: add_topic(root, "Peace"),
    "withdraw": lambda root: change(root, lambda tables: withdraw(tables, "war", "Unused.", TODAY, "topics")),
    "rename": lambda root: rename_actor(root, "ada-lake", "ada-brook"),
    "rename again": lambda root: rename_actor(root, "ada-brook", "ada-pond"),
    "generate": write_artifacts,
    "format": format_package,
    "write a new file": lambda root: replace(root, {"docs/notes/new.md": os.urandom(40)}),
    "empty a file": lambda root: replace(root, {"datasets/topics.csv": b""}),
}


def replace(root: Path, files: dict[str, bytes | None]) -> None:
    with write_lock(root):
        replace_files(root, dict(files))


@examples(25)
@given(names=st.lists(st.sampled_from(sorted(COMMANDS)), max_size=6), crlf=st.booleans(), in_git=st.booleans())
def test_as_many_undos_as_changes_give_the_first_bytes(names: list[str], crlf: bool, in_git: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve() / "package"
        write_package(root, sample())
        if in_git:
            git(root, "init", "--quiet")
        if crlf:
            for file in (root / "datasets").glob("*.csv"):
                file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
        states = [files_of(root)]
        for name in names:
            with suppress(EditError, FormatError):  # a command that fails changes nothing
                COMMANDS[name](root)
            if files_of(root) != states[-1]:
                states.append(files_of(root))
        assert len(changes_to_undo(root)) == len(states) - 1
        for state in reversed(states[:-1]):
            undo(plan_undo(root))
            assert files_of(root) == state
        with pytest.raises(UndoError, match="no command made a change that can be taken back"):
            plan_undo(root)


@examples(25)
@given(before=st.text("ab", max_size=12), after=st.text("ab", max_size=12))
def test_wherever_a_file_changes_it_gets_its_first_bytes_back(before: str, after: str) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(history, "_BLOCK_BYTES", 3)
        root = Path(folder).resolve() / "package"
        write_package(root, sample())
        (root / "notes.md").write_text(before)
        replace(root, {"notes.md": after.encode()})
        if before != after:
            undo(plan_undo(root))
        assert (root / "notes.md").read_text() == before
        assert not kept_changes(root)


def test_a_change_of_a_large_file_is_kept_in_little_memory(package: Path, tmp_path: Path) -> None:
    before = b"a" + bytes(8 << 20) + b"a"
    (package / "notes.md").write_bytes(before)
    (tmp_path / "new.md").write_bytes(before.replace(b"a", b"b"))
    with write_lock(package):
        tracemalloc.start()
        replace_files(package, {"notes.md": tmp_path / "new.md"})
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 2 << 20
    undo(plan_undo(package))
    assert (package / "notes.md").read_bytes() == before


def test_what_is_taken_back_is_shown_by_table(package: Path) -> None:
    write_artifacts(package)
    rename_actor(package, "ada-lake", "ada-brook")
    lines = list(plan_undo(package).lines())
    assert re.fullmatch(r"\S+ \S+ UTC, \d+ files: a change by a program", lines[0])
    assert lines[1] == "  actors: 1 record renamed"
    assert "  claims: 2 records changed" in lines
    assert lines[-1] == "  datapackage.json"


def test_a_change_of_form_is_shown_as_such(package: Path) -> None:
    file = package / "datasets" / "topics.csv"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    format_package(package)
    assert list(plan_undo(package).lines())[1:] == [
        "  datasets/topics.csv: no record differs, only how the file is written"
    ]


def test_a_file_that_is_no_table_is_shown_as_a_whole(package: Path) -> None:
    file = package / "datasets" / "topics.csv"
    replace(package, {"datasets/topics.csv": file.read_bytes().replace(b",", b";")})
    assert list(plan_undo(package).lines())[1:] == ["  topics: the whole file"]


def test_a_file_that_was_edited_since_is_left_alone(package: Path) -> None:
    git(package, "init", "--quiet")
    add_topic(package, "War")
    file = package / "datasets" / "topics.csv"
    edited = file.read_bytes() + b"peace,Peace,\n"
    file.write_bytes(edited)
    with pytest.raises(UndoError) as raised:
        plan_undo(package)
    assert str(raised.value).startswith("datasets/topics.csv is no longer as a change by a program left it")
    assert "git diff datasets/topics.csv" in str(raised.value)
    assert file.read_bytes() == edited


def test_files_that_git_took_back_already_are_left_as_they_are(package: Path) -> None:
    write_artifacts(package)
    before = contents(package)
    add_topic(package, "War")
    (package / "datasets" / "topics.csv").write_bytes(before["datasets/topics.csv"])
    assert contents(package) != before  # the descriptor
    undo(plan_undo(package))
    assert contents(package) == before


def test_a_file_of_another_change_may_be_edited(package: Path) -> None:
    write_artifacts(package)
    add_topic(package, "War")
    (package / "datasets" / "events.csv").write_bytes(b"edited")
    undo(plan_undo(package))
    assert (package / "datasets" / "events.csv").read_bytes() == b"edited"


def test_a_file_that_git_changed_since_is_left_alone(package: Path) -> None:
    git(package, "init", "--quiet")
    add_topic(package, "War")
    git(package, "add", ".")
    git(package, "commit", "--quiet", "-m", "War")
    file = package / "datasets" / "topics.csv"
    file.write_text(file.read_text() + "peace,Peace,\n")
    git(package, "commit", "--quiet", "-am", "Peace, by hand")
    before = files_of(package)
    with pytest.raises(UndoError, match=r"if it was committed, 'git log -p datasets/topics\.csv'"):
        plan_undo(package)
    assert files_of(package) == before


def test_nothing_is_taken_back_from_another_package_at_the_same_path(package: Path, tmp_path: Path) -> None:
    """Not even from a copy of the one that was changed, whose files are as the change left them."""
    assert run("new", "topics", "--set", "name=War", "-p", package).exit_code == 0
    shutil.copytree(package, tmp_path / "other")
    package.rename(tmp_path / "first")
    (tmp_path / "other").rename(package)
    before = files_of(package)
    assert changes_to_undo(package) == []
    with pytest.raises(UndoError, match="is another folder than the one that 'fpdata new topics --set name=War"):
        plan_undo(package)
    add_topic(package, "Peace")
    undo(plan_undo(package))
    with pytest.raises(UndoError, match="is another folder"):
        plan_undo(package)
    assert files_of(package) == before
    shutil.rmtree(package)
    (tmp_path / "first").rename(package)
    undo(plan_undo(package))
    assert b"War" not in files_of(package)["datasets/topics.csv"]


def test_a_change_that_git_took_back_is_passed_over(package: Path) -> None:
    git(package, "init", "--quiet")
    write_artifacts(package)
    first = files_of(package)
    add_topic(package, "War")
    git(package, "add", ".")
    git(package, "commit", "--quiet", "-m", "War")
    add_topic(package, "Peace")
    git(package, "restore", ".")
    undo(plan_undo(package))
    assert files_of(package) == first
    assert kept_changes(package)[0].files[0].name != "datasets/topics.csv"


def test_a_change_made_in_the_meantime_is_not_taken_back(package: Path) -> None:
    add_topic(package, "War")
    planned = plan_undo(package)
    add_topic(package, "Peace")
    after = files_of(package)
    with pytest.raises(UndoError, match="in the meantime"):
        undo(planned)
    assert files_of(package) == after


def test_changes_are_kept_in_the_folder_of_git_also_of_a_linked_tree(package: Path, tmp_path: Path) -> None:
    git(package, "init", "--quiet")
    git(package, "add", ".")
    git(package, "commit", "--quiet", "-m", "All")
    linked = tmp_path / "linked"
    git(package, "worktree", "add", "--quiet", str(linked))
    add_topic(package, "War")
    add_topic(linked, "Peace")
    (own,), (other,) = kept_changes(package), kept_changes(linked)
    assert own.path.is_relative_to(package / ".git" / "fpdata")
    assert other.path.is_relative_to(package / ".git" / "worktrees" / "linked")
    assert not git(package, "status", "--porcelain", "--", ".git")


def test_a_link_in_place_of_the_folder_is_not_followed(package: Path, tmp_path: Path) -> None:
    git(package, "init", "--quiet")
    (tmp_path / "elsewhere").mkdir()
    (package / ".git" / "fpdata").symlink_to(tmp_path / "elsewhere")
    add_topic(package, "War")
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert len(changes_to_undo(package)) == 1


def test_a_bounded_number_of_changes_is_kept(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "KEPT", 3)
    for number in range(5):
        replace(package, {"notes.md": str(number).encode()})
    for _ in range(3):
        undo(plan_undo(package))
    assert (package / "notes.md").read_bytes() == b"1"
    with pytest.raises(UndoError, match="no command made a change"):
        plan_undo(package)


def test_a_change_that_is_too_large_is_not_kept(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MAX_KEPT_BYTES", 1000)
    replace(package, {"notes.md": os.urandom(2000)})
    replace(package, {"notes.md": b"short"})
    with pytest.raises(UndoError, match="changed more than is kept"):
        plan_undo(package)


@pytest.mark.parametrize("damage", [b"", b"[]", b"{", b'{"files": [["../../x", "a", "b", 0, 0, 0, 0]]}'])
def test_a_damaged_change_is_refused(package: Path, damage: bytes) -> None:
    add_topic(package, "War")
    kept_changes(package)[0].path.write_bytes(damage)
    with pytest.raises(HistoryError, match="is damaged; delete the folder"):
        plan_undo(package)


def test_changes_after_a_damaged_one_are_taken_back(package: Path) -> None:
    add_topic(package, "War")
    kept_changes(package)[0].path.write_bytes(b"{")
    before = contents(package)
    add_topic(package, "Peace")
    undo(plan_undo(package))
    assert contents(package) == before


def test_damaged_content_is_not_restored(package: Path) -> None:
    rename_actor(package, "ada-lake", "ada-brook")
    path = kept_changes(package)[0].path
    header, _, stored = path.read_bytes().partition(b"\n")
    path.write_bytes(header + b"\n" + bytes(len(stored)))
    with pytest.raises(HistoryError, match="is damaged in the kept change"):
        plan_undo(package)


def test_a_file_that_a_command_created_is_deleted(package: Path) -> None:
    replace(package, {"new.md": b"new"})
    assert "  new.md: the file is deleted" in list(plan_undo(package).lines())
    undo(plan_undo(package))
    assert not (package / "new.md").exists()


def test_without_a_folder_to_keep_it_in_a_change_is_made_all_the_same(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    add_topic(package, "War")
    assert changes_to_undo(package) == []


def test_the_command_takes_back_one_change_after_the_other(package: Path) -> None:
    first = files_of(package)
    assert run("new", "topics", "--set", "name=War", "-p", package).exit_code == 0
    assert run("rename", "ada-lake", "ada-brook", "-p", package).exit_code == 0
    listed = run("undo", "--list", "-p", package).stdout.splitlines()
    assert re.fullmatch(r"  1  \S+ \S+ UTC, \d+ files: fpdata rename ada-lake ada-brook .*", listed[0])
    assert listed[1].endswith(f"2 files: fpdata new topics --set name=War -p {package}")
    for _ in range(2):
        done = run("undo", "--yes", "-p", package)
        assert (done.exit_code, done.stdout.splitlines()[-1]) == (0, "Taken back.")
    assert files_of(package) == first
    assert run("undo", "--yes", "-p", package).exit_code == 2


def test_without_a_terminal_the_command_asks_for_an_option(package: Path) -> None:
    add_topic(package, "War")
    after = files_of(package)
    done = run("undo", "-p", package)
    assert done.exit_code == 2
    assert "add --yes" in done.stderr
    assert files_of(package) == after


@pytest.mark.parametrize(("answer", "is_undone"), [("y\n", True), ("\n", True), ("n\n", False), ("", False)])
def test_on_a_terminal_the_command_asks(
    package: Path, monkeypatch: pytest.MonkeyPatch, answer: str, is_undone: bool
) -> None:
    first = files_of(package)
    replace(package, {"new.md": b"new"})
    monkeypatch.setattr("fpdata.cli.confirm.on_terminal", lambda: True)
    done = run("undo", "-p", package, input=answer)
    assert done.exit_code == (0 if is_undone else 130)
    assert (files_of(package) == first) is is_undone
