"""Drafts: where they are, which one is meant, and what is said of a damaged one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpdata.edit.drafts import ConversationDraft, DraftError, DraftFolder
from fpdata.edit.tables import EditError
from tests.helpers import git


@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"]))
    )
)
def test_what_is_saved_is_opened(answers: dict[str, str]) -> None:
    drafts = DraftFolder(Path("/package"))
    draft = ConversationDraft("topics-1", "topics", answers, {"x": "\u0416"})
    drafts.save(draft)
    assert drafts.open("topics-1") == draft
    assert "\u0416".encode() in (drafts.path / "topics-1.json").read_bytes()  # UTF-8, to be read and repaired
    drafts.discard(draft)


def test_a_draft_is_among_the_files_of_git_or_in_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    clone, tree = tmp_path / "clone", tmp_path / "tree"
    clone.mkdir()
    assert DraftFolder(clone).path.parent == tmp_path / "cache" / "fpdata" / "drafts"
    git(clone, "init", "-q")
    git(clone, "commit", "-q", "--allow-empty", "-m", "Begin")
    git(clone, "worktree", "add", "-q", str(tree))
    (clone / "data").mkdir()
    assert DraftFolder(clone / "data").path.parent == clone / ".git" / "fpdata" / "drafts"
    assert DraftFolder(tree).path.parent == clone / ".git" / "worktrees" / "tree" / "fpdata" / "drafts"
    (clone / "data" / ".git").symlink_to(tmp_path)
    assert DraftFolder(clone / "data").path.parent == clone / ".git" / "fpdata" / "drafts"  # no link is followed
    drafts = DraftFolder(clone)
    drafts.save(drafts.start("topics"))
    assert git(clone, "status", "--porcelain", "--untracked-files=all") == ""


def test_the_newest_draft_is_meant_or_one_that_is_named(tmp_path: Path) -> None:
    drafts = DraftFolder(tmp_path)
    with pytest.raises(DraftError, match="there is no draft; 'fpdata new TABLE' begins one"):
        drafts.open()
    for day, table in enumerate(["topics", "topics", "statements"], 1):
        draft = drafts.start(table)
        drafts.save(draft)
        os.utime(drafts.path / f"{draft.name}.json", (day, day))
    assert drafts.names() == ["statements-1", "topics-2", "topics-1"]
    assert drafts.open().name == "statements-1"
    assert drafts.open("topics").name == "topics-2"
    assert drafts.open("topics-1").name == "topics-1"
    with pytest.raises(DraftError, match="there is no draft 'topix-1'; did you mean 'topics-1'"):
        drafts.open("topix-1")
    with pytest.raises(DraftError, match="there is no draft"):
        drafts.open("../topics-1")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "not JSON"),
        (b'{"fpdata": "draft", "format": 1', "not JSON: .* \\(line 1\\)"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b"[]", "not a draft"),
        (b'{"fpdata": "draft", "format": 9}', "another version"),
        (b'{"fpdata": "draft", "format": 1, "table": "x"}', "no table"),
        (
            b'{"fpdata": "draft", "format": 1, "table": "topics", "saved": "", "answers": {"a": 1}}',
            "answers are not texts",
        ),
        (b" " * (1 << 20) + b"1", "larger than"),
    ],
)
def test_a_damaged_draft_is_named_and_left_alone(tmp_path: Path, content: bytes, says: str) -> None:
    drafts = DraftFolder(tmp_path)
    drafts.save(drafts.start("topics"))
    file = drafts.path / "topics-1.json"
    file.write_bytes(content)
    with pytest.raises(DraftError, match=f"the draft topics-1 is damaged: .*{says}") as raised:
        drafts.open()
    assert str(file) in str(raised.value)
    assert file.read_bytes() == content


def test_a_draft_that_cannot_be_saved_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "cache").write_text("a file in the place of a folder")
    drafts = DraftFolder(tmp_path)
    with pytest.raises(EditError, match=r"the draft cannot be saved in .*cache"):
        drafts.save(drafts.start("topics"))


@pytest.mark.skipif(os.name == "nt", reason="there are no named pipes, and links need a right")
@pytest.mark.parametrize("kind", ["link", "pipe", "link to a pipe", "dangling link"])
def test_a_draft_that_is_no_file_is_refused_and_neither_followed_nor_waited_for(tmp_path: Path, kind: str) -> None:
    drafts = DraftFolder(tmp_path)
    drafts.save(drafts.start("statements"))
    secret = tmp_path / "secret.json"
    secret.write_bytes((drafts.path / "statements-1.json").read_bytes())
    file = drafts.path / "topics-1.json"
    if kind == "link":
        file.symlink_to(secret)
    elif kind == "dangling link":
        file.symlink_to(tmp_path / "nothing")
    else:
        pipe = file if kind == "pipe" else tmp_path / "pipe"
        os.mkfifo(pipe)
        if pipe != file:
            file.symlink_to(pipe)
    assert drafts.names() == ["statements-1"]
    with pytest.raises(DraftError, match="topics-1 is damaged: it is a link or a device"):
        drafts.open("topics-1")
    new = drafts.start("topics")
    assert new.name == "topics-2"  # what is there is not overwritten
    drafts.save(new)
    assert secret.exists()
