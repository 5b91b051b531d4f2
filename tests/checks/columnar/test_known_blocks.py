"""Known blocks: whatever was changed, a check that knows most of a package finds what a whole check finds."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpdata.checks.columnar import known_blocks as module
from fpdata.checks.columnar.block_check import BlockResult
from fpdata.checks.columnar.engine import check_columnar
from fpdata.checks.columnar.known_blocks import KnownBlocks
from fpdata.checks.issue import Issue
from fpdata.edit.rename_merge import rename
from fpdata.generate.package import write_package
from fpdata.model.table import Table
from fpdata.model.tables import TABLES
from fpdata.package.blocks import Block
from fpdata.package.locate import find_package
from fpdata.strategies import PackageDict, packages
from fuzz.compare import Folder
from fuzz.mutate import CHANGES, SPOILS, base, mutate
from tests.helpers import THOROUGH, examples, tables_of
from tests.sample import find

TODAY = date(2025, 12, 1)
BLOCK_SIZES = [1, 60, 300, 10_000]


def whole(root: Path, today: date = TODAY) -> list[Issue]:
    return sorted(check_columnar(find_package(root), today=today)[1])


def known(root: Path, folder: Path, block_size: int = 300, today: date = TODAY) -> list[Issue]:
    blocks = KnownBlocks(folder, block_size, today)
    return sorted(check_columnar(find_package(root), today=today, known=blocks)[1])


@given(packages(), st.randoms(use_true_random=False), st.sampled_from(BLOCK_SIZES))
@examples(5)
def test_a_change_has_the_issues_of_a_whole_check(
    tmp_path_factory: pytest.TempPathFactory, package: PackageDict, chance: random.Random, block_size: int
) -> None:
    """Records added, deleted, renamed and spoiled, in a package with or without issues, one change after the other."""
    path = tmp_path_factory.mktemp("known")
    folder = Folder(path / "package", package)
    files = folder.files
    for _ in range(4):
        folder.write(files)
        assert known(folder.root, path / "checked", block_size) == whole(folder.root)
        files = mutate(chance, chance.choice([files, folder.files]))


@pytest.mark.slow
def test_each_kind_of_change_has_the_issues_of_a_whole_check(tmp_path: Path) -> None:
    folder, issues = Folder(tmp_path / "package", base()), 0
    for seed in range(2 * THOROUGH * (len(CHANGES) + len(SPOILS))):
        chance = random.Random(f"known {seed}")
        folder.write(mutate(chance, folder.files))
        found = known(folder.root, tmp_path / "checked", chance.choice(BLOCK_SIZES))
        assert found == whole(folder.root), seed
        issues += len(found)
    assert issues > 50


@given(st.data())
@examples(6)
def test_a_changed_record_has_the_issues_of_a_whole_check(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Cells are copied between records, and records and redirects removed: dates, seats, names and ids that clash."""
    path, tables = tmp_path_factory.mktemp("known"), base()
    for _ in range(3):
        write_package(path / "package", tables)
        assert known(path / "package", path / "checked") == whole(path / "package")
        table = data.draw(st.sampled_from([name for name in TABLES if tables[name]]))
        row = data.draw(st.sampled_from(tables[table]))
        if data.draw(st.booleans()):
            column = data.draw(st.sampled_from(TABLES[table].names))
            row[column] = data.draw(st.sampled_from(tables[table]))[column]
        else:
            tables[table].remove(row)


def test_a_rename_and_its_redirect(package: Path, tmp_path: Path) -> None:
    (package / "schema").mkdir()
    (package / "schema" / "released-ids.csv").write_text("table,id\nactors,ada-lake\ntopics,talks\n")
    assert known(package, tmp_path / "checked") == whole(package)
    tables = tables_of(package)
    rename(tables, "ada-lake", "ada-lakes", "Spelt wrongly.", "2025-01-01")
    write_package(package, tables)
    assert known(package, tmp_path / "checked") == whole(package)
    tables["redirects"][:] = [row for row in tables["redirects"] if row["old_id"] != "ada-lake"]
    write_package(package, tables)
    assert "key-lost" in {issue.code for issue in known(package, tmp_path / "checked")}
    assert known(package, tmp_path / "checked") == whole(package)


def test_another_day_is_another_check(package: Path, tmp_path: Path) -> None:
    tables = tables_of(package)
    find(tables, "statements", next(row["statement_id"] or "" for row in tables["statements"])).update(
        date=(TODAY + timedelta(90)).isoformat()
    )
    write_package(package, tables)
    for day in (TODAY, TODAY + timedelta(200), TODAY):
        assert known(package, tmp_path / "checked", today=day) == whole(package, day)


@pytest.mark.parametrize("damage", ["cut", "another byte", "of another version", "not there"])
def test_what_is_damaged_is_not_trusted(
    package: Path, tmp_path: Path, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = tmp_path / "checked"
    known(package, checked)
    hash, blocks = KnownBlocks(checked)._load(TABLES["actors"])
    assert hash
    assert blocks
    for file in checked.iterdir():
        content = file.read_bytes()
        match damage:
            case "cut":
                file.write_bytes(content[: len(content) // 2])
            case "another byte":
                file.write_bytes(content[:-20] + bytes([content[-20] ^ 1]) + content[-19:])
            case "not there":
                file.unlink()
            case _:
                monkeypatch.setattr(module, "code_stamp", lambda: "another")
    assert KnownBlocks(checked)._load(TABLES["actors"]) == ("", [])
    assert known(package, checked) == whole(package)


def test_only_the_blocks_of_a_change_are_checked_again(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known(package, tmp_path / "checked")
    checked: list[bytes] = []
    add = KnownBlocks.add

    def counted(self: KnownBlocks, table: Table, block: Block, result: BlockResult) -> None:
        if not result.is_known:
            checked.append(block.content)
        add(self, table, block, result)

    monkeypatch.setattr(KnownBlocks, "add", counted)
    path = package / "datasets" / "topics.csv"
    path.write_text(path.read_text() + "zzz,Z,The last.\n")
    assert known(package, tmp_path / "checked") == whole(package)
    assert [content.count(b"\n") < 20 and content.endswith(b"zzz,Z,The last.\n") for content in checked] == [True]
    checked.clear()
    known(package, tmp_path / "checked")
    assert checked == []


def test_blocks_that_begin_alike_are_told_apart(package: Path, tmp_path: Path) -> None:
    """A file is put back as it was, with a block that is not known, because of its issue, between such that are."""
    path = package / "datasets" / "topics.csv"
    lines = [f"t{number:03},{'A long name ' * 9}{number},\n" for number in range(9)]
    contents = ["".join(["topic_id,name,description\n", *lines])]
    contents += [contents[0].replace("name 4,", "name 4 ,"), contents[0].replace("name 0", "name 1"), contents[0]]
    for content in (*contents, *contents):
        path.write_text(content)
        for _ in range(2):
            assert known(package, tmp_path / "checked", block_size=1) == whole(package)
