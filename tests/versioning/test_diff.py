"""Differences: nothing differs from itself, and a difference applied to the old gives the new."""

from __future__ import annotations

import json
import shutil
from functools import partial
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fpdata.edit.change import change
from fpdata.edit.tables import Tables
from fpdata.export.disagreements import contested_subjects
from fpdata.export.parquet import build
from fpdata.generate.package import write_package
from fpdata.model.tables import TABLES
from fpdata.strategies import PackageDict, packages
from fpdata.versioning.diff import Change, apply, compare
from fpdata.versioning.diff_render import render_markdown, render_text, summarize_difference
from fpdata.versioning.snapshot import SnapshotError, files_at_revision, read_snapshot
from tests.helpers import examples, git, run
from tests.sample import exported, row, sample
from tests.versioning.revisions import altered, before


def in_order(tables: Tables) -> Tables:
    return {
        name: sorted(rows, key=lambda row: [row[part] or "" for part in TABLES[name].key])
        for name, rows in tables.items()
    }


@given(packages())
@examples(20)
def test_nothing_differs_from_itself(package: PackageDict) -> None:
    difference = compare(package, package)
    assert not difference
    assert difference.newly_contested == ()
    assert summarize_difference(difference) == "No differences."
    assert apply(difference, package) == in_order(package)


@given(packages(), packages())
@examples(20)
def test_a_difference_applied_to_the_old_gives_the_new(old: PackageDict, new: PackageDict) -> None:
    assert apply(compare(old, new), old) == in_order(new)


def test_what_is_applied_is_sorted_by_each_part_of_the_key() -> None:
    """Joined by a slash, `a-b/x` would come before `a/x`."""
    rows = [row("participations", event_id="talks", actor_id=id, part="host", presence="known") for id in ("a", "a-b")]
    assert apply(compare({}, {"participations": rows[::-1]}), {})["participations"] == rows


@given(packages(), st.data())
@examples(20)
def test_each_record_that_differs_is_told_once(package: PackageDict, data: st.DataObject) -> None:
    places = [(name, number) for name, rows in package.items() for number in range(len(rows))]
    assume(places)
    name, number = data.draw(st.sampled_from(places))
    fewer = package | {name: package[name][:number] + package[name][number + 1 :]}
    (added,) = compare(fewer, package).changes
    assert (added.kind, added.table, added.before) == ("added", name, None)
    others = [change.table for change in compare(package, fewer).changes]
    assert others == [name]


@given(packages())
@examples(8)
def test_contested_is_what_the_view_says(tmp_path_factory: pytest.TempPathFactory, package: PackageDict) -> None:
    view = exported(tmp_path_factory.mktemp("contested"), package)["contested"].to_pylist()
    assert contested_subjects(package["claims"]) == {
        (f"{r['subject_kind']} {r['subject_id']}", r["predicate"]) for r in view
    }


def test_what_happened_to_a_record_is_told_by_the_redirects() -> None:
    difference = compare(before(), altered())

    def told(kind: str) -> set[tuple[str, str, str | None]]:
        return {(change.table, change.id, change.to) for change in difference.changes if change.kind == kind}

    assert told("renamed") == {
        ("actors", "ada-lake", "ada-brook"),
        ("participations", "1890-talks/ada-lake/head", "1890-talks/ada-brook/head"),
        ("participations", "1890-talks/b-moor/party", "1890-talks/ben-moor/party"),
        ("names", "ada-lake/A. Lake", "ada-brook/A. Lake"),
        ("identifiers", "register/17/ada-lake", "register/17/ada-brook"),
    }
    assert told("merged") == {("actors", "b-moor", "ben-moor")}
    assert told("withdrawn") == {("claims", "moor-supports", None)}
    assert ("topics", "talks", None) in told("removed")
    assert ("topics", "chats", None) in told("added")
    (title,) = [change for change in difference.of("changed") if change.id == "ben-moor-envoy-1885"]
    assert title.fields == {"title": ("Envoy", "Envoy | <b>")}


def test_newly_contested() -> None:
    old, new = sample(), sample()
    old["claims"] = [claim for claim in old["claims"] if claim["claim_id"] != "moor-not-authored"]
    assert compare(old, new).newly_contested == (("document plan-7", "authored"),)
    assert compare(new, old).newly_contested == ()


def test_claims_of_an_older_version_may_lack_columns() -> None:
    older = [{name: claim[name] for name in claim if "event" not in name} for claim in sample()["claims"]]
    assert contested_subjects(older) == {("document plan-7", "authored")}


def test_a_difference_is_shown_and_escaped() -> None:
    difference = compare(before(), altered())
    text = "\n".join(render_text(difference))
    assert "    title: Envoy → Envoy | <b>" in text
    assert "actors b-moor → ben-moor  B. Moor" in text
    page = "\n".join(render_markdown(difference))
    assert "| roles | ben-moor-envoy-1885 | title | Envoy | Envoy \\| &lt;b&gt; |" in page
    assert "<b>" not in page
    hostile = Change("added", "topics", "x\n::error::", None, row("topics", name="\u202e@all ![x](http://x)"))
    page = "\n".join(render_markdown(type(difference)((hostile,), ())))
    assert "\n::error" not in page
    assert "\u202e" not in page
    assert "![" not in page
    assert "more | | | | |" in "\n".join(render_markdown(difference, max_records=1))


# Versions, wherever they are kept.


@pytest.fixture
def repository(package: Path) -> Path:
    """The sample in git: v1 as it is, then a topic more."""
    git(package, "init", "-q")
    git(package, "add", ".")
    git(package, "commit", "-qm", "One")
    git(package, "tag", "v1")
    change(package, lambda tables: tables["topics"].append(row("topics", topic_id="chats", name="Chats")))
    git(package, "commit", "-qam", "Two")
    return package


def test_a_version_is_the_same_wherever_it_is_kept(repository: Path, tmp_path: Path) -> None:
    build(repository, tmp_path / "parquet")
    wheel = tmp_path / "fpdata-1-py3-none-any.whl"
    shutil.make_archive(str(tmp_path / "wheel"), "zip", tmp_path, "parquet")
    import zipfile

    with zipfile.ZipFile(wheel, "w") as archive:
        for path in (tmp_path / "parquet").iterdir():
            archive.write(path, f"fpdata/data/{path.name}")
    versions = [
        read_snapshot(str(name), repository) for name in (repository, tmp_path / "parquet", wheel, "rev:HEAD", "HEAD")
    ]
    for version in versions:
        assert not compare(versions[0].tables, version.tables)
        assert version.version == versions[0].version
    (added,) = compare(read_snapshot("v1", repository).tables, versions[0].tables).changes
    assert (added.kind, added.id) == ("added", "chats")


def test_an_older_version_may_have_other_columns(repository: Path) -> None:
    path = repository / "datasets" / "topics.csv"
    path.write_text("topic_id,name,color\ntalks,Talks,red\n")
    git(repository, "commit", "-qam", "Three")
    tables = read_snapshot("HEAD", repository).tables
    assert tables["topics"] == [{"topic_id": "talks", "name": "Talks", "color": "red"}]
    assert apply(compare(tables, sample()), tables) == in_order(sample())


def test_diff_by_command(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    result = run("diff", "v1")
    assert result.output == "added (1)\n  topics chats  Chats\n\n1 record: 1 added\n"
    assert json.loads(run("diff", "v1", ".", "-f", "json").output)["counts"]["added"] == 1
    assert run("diff", "v1", "HEAD", "-f", "markdown").output.startswith("### 1 record: 1 added\n")
    assert run("diff", "v1", "HEAD", "--exit-code").exit_code == 1
    assert run("diff", "HEAD", "HEAD", "--exit-code").exit_code == 0
    assert run("diff", "--", "--output=x", ".").exit_code == 2


def test_diff_alone_compares_with_the_last_release(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(package)
    git(package, "init", "-q")
    git(package, "add", ".")
    git(package, "commit", "-qm", "One")
    result = run("diff")
    assert (result.exit_code, "there is no release to compare with" in result.output) == (2, True)
    for tag in ("v0.9.0", "v0.10.0", "v0.11", "vX"):
        git(package, "tag", tag)
        change(package, partial(_add_topic, id=f"topic-{tag[1:].lower().replace('.', '-')}"))
        git(package, "commit", "-qam", tag)
    result = run("diff")
    assert result.stderr == "Changes since v0.10.0\n"
    assert result.stdout.endswith("3 records: 3 added\n")
    assert run("diff", "0.10.0").stdout == result.stdout == run("diff", "rev:0.10.0", ".").stdout
    assert run("diff", "0.9.0", "0.10.0").stdout.endswith("1 record: 1 added\n")
    assert run("diff", "0.12.0").exit_code == 2


def _add_topic(tables: Tables, id: str) -> None:
    tables["topics"].append(row("topics", topic_id=id, name=id.replace("-", " ").title()))


def test_versions_that_are_none(package: Path, tmp_path: Path) -> None:
    for name in ("no-such-revision", str(tmp_path), "--upload-pack=x"):
        with pytest.raises(SnapshotError):
            read_snapshot(name, tmp_path)
    (tmp_path / "x.whl").write_bytes(b"no wheel")
    with pytest.raises(SnapshotError):
        read_snapshot(str(tmp_path / "x.whl"))
    tables = sample()
    tables["topics"] *= 2
    write_package(tmp_path / "twice", tables)
    with pytest.raises(SnapshotError, match="duplicate key 'talks' in topics"):
        read_snapshot(str(tmp_path / "twice"))


@pytest.mark.parametrize(
    "attributes",
    [
        "datasets/topics.csv export-ignore",
        "* export-ignore",
        "*.csv export-subst",
        "*.csv working-tree-encoding=UTF-16",
        "*.csv text eol=crlf",
        "*.csv ident",
    ],
)
def test_attributes_of_a_revision_hide_and_change_nothing(repository: Path, attributes: str) -> None:
    path = repository / "datasets" / "topics.csv"
    text = path.read_text().replace("Chats", "$Format:%H$ $Id$")
    path.write_text(text)
    git(repository, "add", ".")
    (repository / ".gitattributes").write_text(attributes + "\n")
    git(repository, "add", ".gitattributes")
    git(repository, "commit", "-qm", "Attributes")
    (changed,) = compare(read_snapshot("HEAD^", repository).tables, read_snapshot("HEAD", repository).tables).changes
    assert (changed.kind, changed.id) == ("changed", "chats")
    files = files_at_revision("HEAD", repository)
    assert files is not None
    assert files["datasets/topics.csv"].decode() == text


def test_a_revision_is_read_from_a_folder_below(package: Path, tmp_path: Path) -> None:
    folder = tmp_path / "root" / "a folder"
    shutil.copytree(package, folder)
    git(tmp_path / "root", "init", "-q")
    git(tmp_path / "root", "add", ".")
    git(tmp_path / "root", "commit", "-qm", "One")
    assert not compare(read_snapshot("HEAD", folder).tables, read_snapshot(str(folder)).tables)


@pytest.mark.parametrize("name", ["datasets/topics.csv", "datapackage.json", "datasets"])
def test_a_link_in_a_revision_is_refused(repository: Path, tmp_path: Path, name: str) -> None:
    (repository / name).rename(tmp_path / "elsewhere")
    (repository / name).symlink_to(tmp_path / "elsewhere")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "A link")
    with pytest.raises(SnapshotError, match=f"HEAD: {name} is a symbolic link"):
        read_snapshot("HEAD", repository)


def test_a_revision_whose_objects_are_missing_is_an_error(repository: Path) -> None:
    object = git(repository, "rev-parse", "HEAD:datasets/topics.csv")
    (repository / ".git" / "objects" / object[:2] / object[2:]).unlink()
    with pytest.raises(SnapshotError, match=r"datasets/topics\.csv is missing from the repository"):
        read_snapshot("HEAD", repository)
