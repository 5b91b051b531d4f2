"""Git: the merge of tables as a law over rows, and as real repositories do it; the hooks."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from fpdata.checks.api import check
from fpdata.generate.artifacts import stale, write_artifacts
from fpdata.generate.package import write_package
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict, render
from fpdata.strategies import records
from fpdata.versioning.git_merge import merge_file
from tests.helpers import app, contents, examples, git, tables_of
from tests.sample import sample

TOPICS = TABLES["topics"]


def rows() -> st.SearchStrategy[list[RowDict]]:
    few = st.sampled_from(["a", "b", "c", "d"])
    text = st.sampled_from(["x", "y", "z"])
    row = st.builds(lambda i, n, d: {"topic_id": i, "name": n, "description": d}, few, text, text | st.none())
    return st.lists(row, max_size=4, unique_by=lambda row: row["topic_id"])


@given(rows(), rows(), rows())
@examples(100)
def test_a_merge_keeps_what_either_side_did(
    tmp_path_factory: pytest.TempPathFactory, base: list[RowDict], ours: list[RowDict], theirs: list[RowDict]
) -> None:
    folder = tmp_path_factory.mktemp("merge")
    paths = [folder / name for name in ("base", "ours", "theirs")]
    for path, content in zip(paths, (base, ours, theirs), strict=True):
        path.write_bytes(render(TOPICS, content))
    o, a, b = paths

    def merged(o: Path, a: Path, b: Path) -> tuple[bytes, int]:
        found = merge_file("datasets/topics.csv", o, a, b)
        assert found is not None
        return found.content, len(found.conflicts)

    assert merged(o, a, o) == merged(o, o, a) == merged(o, a, a) == (a.read_bytes(), 0)
    result, conflicts = merged(o, a, b)
    assert conflicts == merged(o, b, a)[1]
    if not conflicts:
        assert result == merged(o, b, a)[0]
        was, mine, other = ({row["topic_id"] for row in version} for version in (base, ours, theirs))
        lines = result.decode()
        for id in (mine | other) - was:
            assert f"\n{id}," in lines
        for id in was - (mine & other):
            assert f"\n{id}," not in lines
    else:
        assert b"<<<<<<< ours\n" in result


@given(st.lists(records("statements"), max_size=4, unique_by=lambda row: row["statement_id"]))
@examples(20)
def test_any_records_merge_with_their_like(tmp_path_factory: pytest.TempPathFactory, rows: list[RowDict]) -> None:
    path = tmp_path_factory.mktemp("merge") / "statements.csv"
    empty = path.with_name("empty")
    path.write_bytes(render(TABLES["statements"], rows))
    empty.write_bytes(b"")
    merged = merge_file("statements.csv", empty, path, path)
    assert merged is not None
    assert merged.content == path.read_bytes()


def run(*args: object) -> str:
    result = CliRunner().invoke(app, [str(arg) for arg in args])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def _repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample in a git repository that is set up, on a branch main; committed with the hooks."""
    package = tmp_path_factory.mktemp("repository") / "package"
    write_package(package, sample())
    git(package, "init", "-q", "-b", "main")
    for name in ("name", "email"):
        git(package, "config", f"user.{name}", "a@b")
    write_artifacts(package)
    run("setup-git", package)
    git(package, "add", ".")
    git(package, "commit", "-qm", "One")
    return package


@pytest.fixture
def repository(_repository: Path, tmp_path: Path) -> Path:
    """A copy of that repository."""
    return Path(shutil.copytree(_repository, tmp_path / "package"))


def on_branch(repository: Path, name: str, *command: str) -> None:
    """Make a branch of main on which one command was run and committed; the hooks of a commit have tests of their own."""
    git(repository, "switch", "-qc", name, "main")
    run(*command, "-p", repository)
    git(repository, "commit", "-qam", name, "--no-verify")


def edit(repository: Path, table: str, old: str, new: str) -> None:
    path = repository / "datasets" / f"{table}.csv"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    run("schema", repository)


@pytest.mark.slow
def test_branches_with_different_records_merge(repository: Path) -> None:
    on_branch(repository, "one", "new", "topics", "--set", "name=Chats")
    on_branch(repository, "two", "new", "topics", "--set", "name=Borders")
    git(repository, "switch", "-q", "main")
    git(repository, "merge", "-q", "--no-edit", "one")
    git(repository, "merge", "-q", "--no-edit", "two")
    assert [row["topic_id"] for row in tables_of(repository)["topics"]] == ["borders", "chats", "talks"]
    assert check(repository).issues == ()
    assert list(stale(repository)) == []
    assert git(repository, "status", "--porcelain") == ""


@pytest.mark.slow
def test_different_fields_of_a_record_merge_and_the_same_field_conflicts(repository: Path) -> None:
    for branch, old, new in (
        ("one", "1860-05-06,1899", "1860-05-06,1898"),
        ("two", "Ben Moor,\"Moor, Ben\"", "Benjamin Moor,\"Moor, Ben\""),
        ("three", "1860-05-06,1899", "1860-05-06,1897"),
    ):  # fmt: skip
        git(repository, "switch", "-qc", branch, "main")
        edit(repository, "actors", old, new)
        git(repository, "commit", "-qam", branch, "--no-verify")
    git(repository, "switch", "-q", "main")
    git(repository, "merge", "-q", "--no-edit", "one")
    git(repository, "merge", "-q", "--no-edit", "two")
    path = repository / "datasets" / "actors.csv"
    assert 'Benjamin Moor,"Moor, Ben",1860-05-06,1898' in path.read_text()
    with pytest.raises(subprocess.CalledProcessError) as caught:
        git(repository, "merge", "--no-edit", "three")
    assert "conflict in datasets/actors.csv: ben-moor.died: 1898 here, 1897 there" in caught.value.stderr
    assert path.read_text().count("\n<<<<<<< ours\nben-moor,person,Benjamin Moor") == 1
    assert path.read_text().count("\n=======\nben-moor,person,Benjamin Moor") == 1
    assert git(repository, "diff", "--name-only", "--diff-filter=U") == "datasets/actors.csv"
    marks = [issue for issue in check(repository).issues if issue.code == "row-cell-count"]
    assert len(marks) == 3
    assert all("git merge conflict" in issue.hint for issue in marks)


def test_changed_and_taken_out_is_a_conflict(repository: Path) -> None:
    on_branch(repository, "one", "withdraw", "moor-supports", "--reason", "Not sourced.")
    git(repository, "switch", "-qc", "two", "main")
    edit(repository, "claims", "opinion,stated", "opinion,likely")
    git(repository, "commit", "-qam", "two", "--no-verify")
    with pytest.raises(subprocess.CalledProcessError) as caught:
        git(repository, "merge", "--no-edit", "one")
    assert "moor-supports: changed on one side and deleted on the other" in caught.value.stderr


def test_a_commit_is_checked_first(repository: Path) -> None:
    edit(repository, "roles", "Envoy,appointed,", "Envoy,apointed,")
    with pytest.raises(subprocess.CalledProcessError) as caught:
        git(repository, "commit", "-qam", "Wrong")
    assert "row-code" in caught.value.stdout + caught.value.stderr


@pytest.mark.parametrize("wrong", ["fmt", "schema"])
def test_a_commit_is_canonical_and_its_descriptor_current(repository: Path, wrong: str) -> None:
    path = repository / "datasets" / "topics.csv"
    path.write_text(path.read_text().replace("Talks", '"Talks"' if wrong == "fmt" else "Talk"))
    if wrong == "fmt":
        run("schema", repository)
    with pytest.raises(subprocess.CalledProcessError) as caught:
        git(repository, "commit", "-qam", "Wrong")
    assert f"Run 'fpdata {wrong}'" in caught.value.stdout + caught.value.stderr


@pytest.mark.parametrize("revision", ["nowhere", "", "-q"])
def test_an_unknown_revision_is_an_error_also_where_nothing_is_found(package: Path, revision: str) -> None:
    git(package, "init", "-q")
    assert run("check", package, "--since=HEAD").endswith("0 errors, 0 warnings\n")  # as before the first commit
    result = CliRunner().invoke(app, ["check", str(package), f"--since={revision}"])
    assert (result.exit_code, f"{revision!r} is not a revision of the git repository" in result.stderr) == (2, True)


@pytest.mark.slow
def test_known_warnings_are_left_out(repository: Path) -> None:
    def shown(*args: str) -> list[str]:
        output = CliRunner().invoke(app, ["check", str(repository), "--format", "json", *args]).stdout
        return [json.loads(line)["record"] for line in output.splitlines()]

    edit(repository, "roles", "1889-03-04", "1889-01-01")
    found = shown("--since", "HEAD")
    assert found == shown() != []
    git(repository, "commit", "-qam", "A date that may stand for its year")
    assert shown("--since", "HEAD") == []
    assert shown("--since", "HEAD~1") == found
    result = CliRunner().invoke(app, ["check", str(repository), "--since", "HEAD"])
    assert f"{len(found)} warnings hidden: they existed at HEAD." in result.stderr
    edit(repository, "roles", "Envoy,appointed,", "Envoy,apointed,")
    git(repository, "commit", "-qam", "Wrong", "--no-verify")
    assert "row-code" in CliRunner().invoke(app, ["check", str(repository), "--since", "HEAD"]).stdout  # errors always


@pytest.mark.slow
def test_a_push_after_a_rebase_asks_for_the_descriptor(repository: Path, tmp_path: Path) -> None:
    git(repository, "init", "-q", "--bare", str(tmp_path / "remote"))
    git(repository, "push", "-q", str(tmp_path / "remote"), "main")
    on_branch(repository, "one", "new", "topics", "--set", "name=Chats")
    on_branch(repository, "two", "new", "topics", "--set", "name=Borders")
    git(repository, "rebase", "-q", "one")
    with pytest.raises(subprocess.CalledProcessError) as caught:
        git(repository, "push", "-q", str(tmp_path / "remote"), "two")
    assert "Run 'fpdata schema'" in caught.value.stdout + caught.value.stderr
    run("schema", repository)
    git(repository, "commit", "-qam", "Renew the descriptor", "--no-verify")
    git(repository, "push", "-q", str(tmp_path / "remote"), "two")


def test_what_is_no_table_merges_by_lines(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("base", "ours", "theirs")]
    for path, text in zip(paths, ("a\n\n\nb\n", "a1\n\n\nb\n", "a\n\n\nb1\n"), strict=True):
        path.write_text(text)
    result = CliRunner().invoke(app, ["merge-driver", *map(str, paths), "datasets/topics.csv"])
    assert result.exit_code == 0
    assert paths[1].read_text() == "a1\n\n\nb1\n"
    paths[2].write_text("a2\n\n\nb\n")
    assert CliRunner().invoke(app, ["merge-driver", *map(str, paths), "notes.txt"]).exit_code == 1
    assert "<<<<<<< ours" in paths[1].read_text()


def test_a_missing_version_is_an_error_and_no_conflict(tmp_path: Path) -> None:
    ours = tmp_path / "ours"
    ours.write_text("a\n")
    result = CliRunner().invoke(app, ["merge-driver", str(tmp_path / "base"), str(ours), str(ours), "notes.txt"])
    assert (result.exit_code, "conflict" in result.output) == (2, False)


def test_a_commit_hears_of_its_records_before_the_files_made_of_them(repository: Path) -> None:
    path = repository / "datasets" / "roles.csv"
    path.write_text(
        path.read_text().replace("Envoy,appointed,", "Envoy,apointed,", 1).replace("1885-06-07", "June 1885")
    )
    result = CliRunner().invoke(app, ["pre-commit", str(repository), "--since", "HEAD"])
    assert result.exit_code == 1, result.output
    places = [result.output.index(part) for part in ("row-date", "row-code", "stale datapackage.json", "fpdata schema")]
    assert places == sorted(places)


def test_setup_leaves_the_hooks_of_others(repository: Path, tmp_path: Path) -> None:
    hook = repository / ".git" / "hooks" / "pre-commit"
    hook.write_text("#!/bin/sh\nexit 0\n")
    attributes = (repository / ".gitattributes").read_text()
    assert "fpdata pre-commit --since HEAD" in run("setup-git", repository)
    assert hook.read_text() == "#!/bin/sh\nexit 0\n"
    assert (repository / ".gitattributes").read_text() == attributes
    assert CliRunner().invoke(app, ["setup-git", str(tmp_path)]).exit_code == 2


#: Modules that the command imports while it starts, or while it works.
IMPORTED = ("typer.py", "json.py", "csv.py", "yaml.py", "rich/__init__.py", "fpdata/__init__.py", "fpdata/__main__.py")


@pytest.mark.slow
@pytest.mark.parametrize("paths", [None, ":/nowhere"])
def test_no_file_of_a_branch_is_run(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paths: str | None
) -> None:
    """Not by a merge, a commit or a push, even if the environment names the current folder as one of modules."""
    if paths is None:
        monkeypatch.delenv("PYTHONPATH", raising=False)
    else:
        monkeypatch.setenv("PYTHONPATH", paths)
    proof = tmp_path / "proof"
    git(repository, "switch", "-qc", "evil", "main")
    for name in IMPORTED:
        (repository / name).parent.mkdir(exist_ok=True)
        (repository / name).write_text(f"open({str(proof)!r}, 'a').write({name!r})\nraise SystemExit(0)\n")
    edit(repository, "topics", "Talks", "Talk")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "Evil", "--no-verify")
    on_branch(repository, "mine", "new", "topics", "--set", "name=Chats")
    git(repository, "merge", "-q", "--no-edit", "evil")
    git(repository, "commit", "-q", "--allow-empty", "-m", "Mine")
    git(repository, "init", "-q", "--bare", str(tmp_path / "remote"))
    git(repository, "push", "-q", str(tmp_path / "remote"), "mine")
    assert not proof.exists()
    assert check(repository).issues == ()


def test_a_file_named_like_an_option_is_merged_as_a_file(repository: Path) -> None:
    for branch, text in (("one", "a1\n\n\nb\n"), ("two", "a2\n\n\nb\n")):
        git(repository, "switch", "-qc", branch, "main")
        (repository / "--help").write_text(text)
        (repository / ".gitattributes").write_text("* merge=fpdata\n")
        git(repository, "add", ".")
        git(repository, "commit", "-qm", branch, "--no-verify")
    with pytest.raises(subprocess.CalledProcessError) as caught:
        git(repository, "merge", "--no-edit", "one")
    assert "conflict in --help: both sides changed the same lines" in caught.value.stderr


def test_a_descriptor_that_is_nested_too_deeply_merges_by_lines(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("base", "ours", "theirs")]
    for path in paths:
        path.write_text("[" * 100_000)
    assert merge_file("datapackage.json", *paths) is None


@pytest.mark.parametrize("scope", ["--global", "--local"])
def test_hooks_that_other_repositories_run_are_left_alone(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scope: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    git(package, "init", "-q")
    before = sorted(os.listdir(package))
    git(package, "config", scope, "core.hooksPath", str(tmp_path / "hooks"))
    result = CliRunner().invoke(app, ["setup-git", str(package)])
    assert result.exit_code == 2
    assert not (tmp_path / "hooks").exists()
    assert sorted(os.listdir(package)) == before
    command = " ".join(result.output.split()).partition("run: git ")[2].removesuffix(".")
    git(package, *shlex.split(command))  # the message says how to use hooks of this clone
    run("setup-git", package)
    assert (package / ".git" / "hooks" / "pre-commit").exists()
    assert not (tmp_path / "hooks").exists()


def test_a_worktree_runs_the_hooks_of_its_clone(repository: Path, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    git(repository, "worktree", "add", "-q", str(tree), "-b", "other")
    before = contents(tree)
    run("setup-git", tree)
    assert contents(tree) == before
    edit(tree, "roles", "Envoy,appointed,", "Envoy,apointed,")
    with pytest.raises(subprocess.CalledProcessError):
        git(tree, "commit", "-qam", "Wrong")


def test_a_submodule_is_set_up_and_the_repository_around_it_is_not(repository: Path, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "-q")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(repository), "data")
    run("setup-git", outer / "data")
    edit(outer / "data", "roles", "Envoy,appointed,", "Envoy,apointed,")
    with pytest.raises(subprocess.CalledProcessError):
        git(outer / "data", "commit", "-qam", "Wrong")
    git(outer, "commit", "-qm", "Add the data")
    assert not (outer / ".git" / "hooks" / "pre-commit").exists()
    assert "fpdata" not in (outer / ".git" / "config").read_text()


def test_a_global_path_within_this_clone_is_refused_too(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    git(package, "init", "-q")
    git(package, "config", "--global", "core.hooksPath", str(package / "hooks"))
    assert CliRunner().invoke(app, ["setup-git", str(package)]).exit_code == 2
    git(package, "config", "--local", "core.hooksPath", "hooks")
    run("setup-git", package)
    assert (package / "hooks" / "pre-push").exists()


def test_setup_follows_no_links(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "other").write_text("theirs\n")
    (repository / ".gitattributes").unlink()
    (repository / ".gitattributes").symlink_to(tmp_path / "other")
    result = CliRunner().invoke(app, ["setup-git", str(repository)])
    assert result.exit_code == 2
    assert ".gitattributes is a symbolic link" in " ".join(result.output.split())
    (repository / ".gitattributes").unlink()
    hook = repository / ".git" / "hooks" / "pre-commit"
    hook.unlink()
    hook.symlink_to(tmp_path / "other")
    assert "kept the existing hook" in " ".join(run("setup-git", repository).split())
    assert (tmp_path / "other").read_text() == "theirs\n"


@pytest.mark.parametrize("below", [False, True])
def test_hooks_pass_where_there_is_no_package(tmp_path: Path, package: Path, below: bool) -> None:
    root = tmp_path / "root"
    folder = shutil.copytree(package, root / "data" if below else root)
    git(root, "init", "-q")
    run("setup-git", folder)
    git(root, "switch", "-q", "--orphan", "pages")
    shutil.rmtree(root / "data" if below else root / "datasets")
    if not below:
        (root / "datapackage.json").unlink()
    (root / "index.html").write_text("")
    git(root, "add", "index.html")
    done = subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qm", "A page"],
        cwd=root, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout + done.stderr == ""
