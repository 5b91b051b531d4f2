"""The columnar engine finds the same issues as the row engine, in the same order, whatever is wrong with a package."""

from __future__ import annotations

import random
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fpdata.checks.api import check
from fpdata.generate.package import write_package
from fpdata.model.tables import TABLES
from fpdata.package.blocks import split_blocks
from fpdata.strategies import PackageDict, packages
from fuzz.compare import BLOCK_SIZES, Folder, compare
from fuzz.mutate import CHANGES, SPOILS, base, mutate
from tests.helpers import THOROUGH, examples


@given(packages(), st.randoms(use_true_random=False), st.sampled_from(BLOCK_SIZES), st.booleans())
@examples(20)
def test_engines_agree_on_mutated_packages(
    tmp_path_factory: pytest.TempPathFactory,
    package: PackageDict,
    chance: random.Random,
    block_size: int,
    low_memory: bool,
) -> None:
    folder = Folder(tmp_path_factory.mktemp("same"), package)
    folder.write(mutate(chance, folder.files))
    assert compare(folder.root, block_size, low_memory)[1] == []


def test_engines_agree_on_an_id_that_was_changed_by_hand(package: Path) -> None:
    path = package / "datasets" / "actors.csv"
    path.write_text(path.read_text().replace("ada-lake,person", "ada-laik,person"))
    rows, columnar = (check(package, engine=engine) for engine in ("rows", "columnar"))
    assert rows.issues == columnar.issues
    assert len(rows.errors) == 10
    hints = {issue.hint for issue in rows.errors if issue.code == "key-reference"}
    assert len(hints) == 1
    assert "Did you mean 'ada-laik'? If it is the new id of that record, change it back and run" in hints.pop()


@pytest.mark.slow
def test_engines_agree_after_each_kind_of_mutation(tmp_path: Path) -> None:
    """Each kind of change, several times, on a package with every kind of record."""
    folder = Folder(tmp_path, base())
    issues = 0
    for seed in range(2 * THOROUGH * (len(CHANGES) + len(SPOILS))):
        chance = random.Random(f"test {seed}")
        folder.write(mutate(chance, folder.files))
        number, differences = compare(folder.root, chance.choice(BLOCK_SIZES), low_memory=seed % 2 == 1)
        assert differences == [], seed
        issues += number
    assert issues > 50  # the changes are not in vain


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A package of which only the topics are written, again and again."""
    return Folder(tmp_path_factory.mktemp("keys"), base())


def write_topics(folder: Folder, lines: list[str]) -> None:
    text = "".join(f"{line}\n" for line in ("topic_id,name,description", *lines))
    folder.write(folder.files | {"topics": text.encode(errors="surrogateescape")})


LINES = st.builds("{}{}".format, st.sampled_from("abcdefgh"), st.sampled_from([",N,T.", ",N,T.", ",N,T.", ",N", ",N,T.,x", ",N,\udcff", "\udcff,N,T."]))  # fmt: skip


@pytest.mark.slow
@given(st.lists(st.one_of(LINES, LINES, st.sampled_from(["", ",N,T."])), max_size=12), st.sampled_from([7, 20, 1000]), st.booleans())  # fmt: skip
@example([",N,T.", ",N,T.", "b,N,T.", "a,N,T."], 1000, False)  # keys that are empty are not the first out of order
@examples(30)
def test_engines_agree_on_duplicated_and_unordered_keys(
    keys: Folder, lines: list[str], block_size: int, low_memory: bool
) -> None:
    """Few keys in any order, between lines that have too many or too few cells, are not UTF-8, or empty."""
    write_topics(keys, lines)
    assert compare(keys.root, block_size, low_memory)[1] == []


def test_an_empty_key_does_not_make_keys_too_many_for_the_best_hint(tmp_path: Path) -> None:
    """Of three keys all are looked at, of more (here, with low memory) only those next to the wrong one."""
    tables = base()
    tables["events"][0]["topic_id"] = "talks"
    folder = Folder(tmp_path, tables)
    write_topics(folder, [",N", "talks-16-33,N,T.", "talks-38,N,T.", "war,N,T."])
    assert compare(folder.root, 1000, low_memory=True)[1] == []


def test_the_row_engine_does_not_use_the_scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scan that proves too much shows as a difference: the row engine has none."""
    tables = base()
    tables["actors"][0]["born"] = "1890-02-30"
    write_package(tmp_path, tables)
    monkeypatch.setattr("fpdata.checks.columnar.scan.ScannedBatch.marked", {})
    assert check(tmp_path, engine="columnar").issues == ()
    assert [issue.code for issue in check(tmp_path, engine="rows").issues] == ["row-date"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("begin", "what", "megabytes", "end", "code"),
    [
        (b"x,", b"y", 100, b",\n", "row-length"),
        (b"", b"x", 100, b"", "row-cell-count"),
        (b"", b'"', 10, b"", "row-cell-count"),
        (b"", b'"', 10, b'"', "file-quotes"),
        (b"x", b",", 1, b"\n", "row-cell-count"),
        (b"", b",", 1, b"\n", "row-blank-line"),
    ],
    ids=["a cell", "a line without end", "quotes", "quotes and one more", "commas", "commas alone"],
)
def test_a_huge_line_is_an_ordinary_issue(
    tmp_path: Path, begin: bytes, what: bytes, megabytes: int, end: bytes, code: str
) -> None:
    write_package(tmp_path, base())
    path = tmp_path / "datasets" / "topics.csv"
    path.write_bytes(path.read_bytes() + begin + what * (megabytes << 20) + end)
    issues = check(tmp_path).issues
    assert {issue.file for issue in issues} == {"datasets/topics.csv"}
    assert code in {issue.code for issue in issues}


@pytest.mark.parametrize("size", [1_000_000, 1_000_001, (32 << 20) - 3, (32 << 20) + 1])
def test_engines_agree_on_cells_that_are_cut(tmp_path: Path, size: int) -> None:
    """Of text in a line of more than 32 MB, the reader keeps a million characters; the issue says no number then."""
    write_package(tmp_path, base())
    path = tmp_path / "datasets" / "topics.csv"
    path.write_bytes(path.read_bytes() + b"zz," + b"x" * size + b",\n")
    (issue,) = check(tmp_path).issues
    assert issue.message == f"{'1000000' if size == 1_000_000 else 'more than 1,000,000'} characters; the limit is 2000"
    assert check(tmp_path, engine="rows").issues == (issue,)


@pytest.mark.parametrize(
    "more",
    [b'za,b,"bad\xff\nc",d,e\n', b'za,"b\nbad\xff\nc",d\n', b'za,"b\nbad\xff","c\nd"\n', b'za,b\xff,"c""\n"\n'],
)
def test_a_byte_that_is_not_utf8_in_a_record_of_several_lines(tmp_path: Path, more: bytes) -> None:
    write_package(tmp_path, base())
    path = tmp_path / "datasets" / "topics.csv"
    path.write_bytes(path.read_bytes() + more)
    assert check(tmp_path).issues == check(tmp_path, engine="rows").issues


@given(st.lists(st.text(st.sampled_from('a,"\n\ré\ufeff'), max_size=8), max_size=8), st.integers(1, 30))
def test_blocks_are_the_lines_of_the_file(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], size: int
) -> None:
    path = tmp_path_factory.mktemp("cut") / "t.csv"
    path.write_text("\n".join(lines), newline="")
    content = path.read_bytes()
    blocks = list(split_blocks(path, size))
    assert b"".join(block.content for block in blocks) == content
    assert all(block.content == content[block.start : block.start + block.size] for block in blocks)
    assert [block.line for block in blocks] == [1 + content[: block.start].count(b"\n") for block in blocks]
    assert all(block.content.endswith(b"\n") for block in blocks[:-1])


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """What Python itself allocates; Arrow's own pool is watched by the benchmark."""
    write_package(tmp_path, base())
    path = tmp_path / "datasets" / "statement_links.csv"
    line = "moor-denies,denies,lake-wrote-it," + "x" * 900 + "\n"
    path.write_text(",".join(TABLES["statement_links"].names) + "\n" + line * 20_000)
    tracemalloc.start()
    next(iter(split_blocks(path, 1 << 20)))
    for _ in split_blocks(path, 1 << 20):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 << 20
