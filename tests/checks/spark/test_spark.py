"""On Spark, a check finds what it finds on one machine: the same issues, whole or cut into many files."""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from fpdata.checks.api import check
from fpdata.checks.issue import Issue
from fpdata.checks.report import Report
from fpdata.checks.spark import engine, session
from fpdata.checks.spark.session import SparkError, require_java, spark_context
from fpdata.cli.app import application
from fpdata.export.parquet import build
from fpdata.generate.package import write_package
from fpdata.model.tables import TABLES
from fuzz.compare import BLOCK_SIZES, Folder
from fuzz.mutate import base, mutate
from tests.sample import find, row, sample

pytestmark = pytest.mark.filterwarnings(
    "ignore::FutureWarning", "ignore::ResourceWarning", "ignore::DeprecationWarning"
)

#: Mutated packages that are compared, whole and cut; each takes seconds, whatever its size.
_RUNS = int(os.environ.get("FPDATA_SPARK_RUNS", "6"))
Check = Callable[..., Report]


@pytest.fixture
def on_spark(spark: Any) -> Check:
    """The check on Spark."""
    return engine.check_spark


def cut(root: Path, files: int, chance: random.Random | None = None) -> dict[str, list[tuple[str, int]]]:
    """Cut the tables of a package, line by line; return for each part the table's file, and how many lines come before."""
    shifts: dict[str, list[tuple[str, int]]] = {}
    for name in TABLES:
        path = root / "datasets" / f"{name}.csv"
        header, *lines = path.read_bytes().splitlines(keepends=True)
        path.unlink()
        folder = root / "datasets" / name
        folder.mkdir()
        ends = sorted((chance or random).randrange(len(lines) + 1) for _ in range(files - 1))
        for number, (begin, end) in enumerate(zip([0, *ends], [*ends, len(lines)], strict=True)):
            part = folder / f"part-{number:05}.csv"
            part.write_bytes(header + b"".join(lines[begin:end]))
            shifts[f"datasets/{name}/{part.name}"] = [(f"datasets/{name}.csv", begin)]
        (folder / "_SUCCESS").touch()
    return shifts


def whole(issue: Issue, shifts: dict[str, list[tuple[str, int]]]) -> Issue:
    """Return an issue in a part as it is in the table that was cut."""
    for part, [(file, before)] in shifts.items():
        if issue.file == part:
            issue = replace(issue, file=file, line=issue.line + before if issue.line > 1 else issue.line)
    message, hint = issue.message, issue.hint
    for part, [(file, before)] in shifts.items():
        if message.endswith(f" of {part}"):  # the key is already used in line 3 of datasets/…
            words = message.removesuffix(f" of {part}").split(" ")
            message = " ".join([*words[:-1], str(int(words[-1]) + before)])
        folder = part.rsplit("/", 1)[0] + "/"
        hint = hint.replace(f" to {folder}.", f" to {file}.")
    return replace(issue, message=message, hint=hint)


def plain(files: dict[str, bytes]) -> bool:
    """Whether a package can be cut at line ends: every table has its header, and no cell has a line end."""
    return all(
        content.startswith((",".join(TABLES[name].names) + "\n").encode())
        and content.endswith(b"\n")
        and b"\r" not in content
        and not any(line.count(b'"') % 2 for line in content.splitlines())
        for name, content in files.items()
    )


def test_the_sample_is_clean(on_spark: Check, package: Path) -> None:
    report = on_spark(package)
    assert report.ok
    assert (report.issues, report.rows, report.tables) == ((), 32, 22)


def test_the_same_issues(on_spark: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mutated packages with one file a table, which workers read in parts."""
    folder, issues = Folder(tmp_path.resolve(), base()), 0
    for seed in range(_RUNS):
        chance = random.Random(f"spark {seed}")
        monkeypatch.setattr(engine, "PART_BYTES", chance.choice((400, 2000)))
        folder.write(mutate(chance, mutate(chance, folder.files)))
        expected = check(folder.root)
        report = on_spark(folder.root, block_size=chance.choice(BLOCK_SIZES))
        assert report.issues == expected.issues, seed
        assert (report.rows, report.tables) == (expected.rows, expected.tables), seed
        issues += len(report.issues)
    assert issues > _RUNS


def test_the_same_issues_in_partitioned_tables(on_spark: Check, tmp_path: Path) -> None:
    folder, issues, seed, done = Folder(tmp_path.resolve() / "package", base()), 0, 0, 0
    while done < _RUNS:
        chance = random.Random(f"spark parts {(seed := seed + 1)}")
        files = mutate(chance, folder.files)
        if plain(files):
            folder.write(files)
            expected = check(folder.root)
            shutil.copytree(folder.root, tmp_path / "cut")
            shifts = cut(tmp_path / "cut", 3, chance)
            report = on_spark(tmp_path / "cut", block_size=chance.choice(BLOCK_SIZES))
            assert sorted(whole(issue, shifts) for issue in report.issues) == list(expected.issues), seed
            assert (report.rows, report.tables) == (expected.rows, expected.tables), seed
            shutil.rmtree(tmp_path / "cut")
            issues, done = issues + len(report.issues), done + 1
    assert issues > _RUNS


def test_every_rule_across_rows_runs(on_spark: Check, tmp_path: Path) -> None:
    """One package that breaks each of them, cut into parts."""
    tables = sample()
    find(tables, "actors", "ada-lake")["born"] = "1889-06"  # before her role and her words
    find(tables, "actors", "ben-moor")["died"] = "1884"
    find(tables, "events", "1890-talks")["part_of_id"] = "1890-talks-dinner"
    find(tables, "statements", "gazette-reports")["date"] = "1889-12-30"
    find(tables, "documents", "register")["date"] = "1880"
    find(tables, "citations", "talks-dated-otherwise")["record_id"] = "1890-walks"
    find(tables, "roles", "ben-moor-envoy-1885")["end"] = "1891"
    find(tables, "roles", "ben-moor-envoy-1885")["start"] = "1885-01-01"
    find(tables, "topics", "talks")["name"] = "Corrupt talks"
    tables["actors"].append(find(tables, "actors", "ada-lake") | {"actor_id": "ada-1ake"})
    tables["redirects"].append(
        row("redirects", table="actors", old_id="ben-moor", new_id="nobody", date="1901", reason="Wrong.")
    )
    package = tmp_path / "package"
    write_package(package, tables)
    expected = check(package).issues
    assert {issue.code for issue in expected} >= {
        "rule-birth", "rule-death", "rule-cycle", "rule-report-date", "rule-ongoing", "key-record", "rule-overlapping-holders",
        "quality-label", "quality-placeholder", "quality-duplicate", "quality-lookalike", "key-reused",
    }  # fmt: skip
    shifts = cut(package, 2, random.Random(0))
    assert sorted(whole(issue, shifts) for issue in on_spark(package).issues) == list(expected)


def two_parts(root: Path, table: str, one: list[dict[str, Any]], other: list[dict[str, Any]]) -> None:
    """Give a package a table of two files."""
    path = root / "datasets" / f"{table}.csv"
    folder = path.with_suffix("")
    folder.mkdir()
    for number, rows in enumerate((one, other)):
        content = "".join(",".join(each[name] or "" for name in TABLES[table].names) + "\n" for each in rows)
        (folder / f"{number}.csv").write_text(",".join(TABLES[table].names) + "\n" + content)
    path.unlink()


def test_issues_between_files(on_spark: Check, package: Path) -> None:
    """A key used in two parts, parts out of order, and a reference to what no part has."""
    (talks,) = sample()["topics"]
    two_parts(package, "topics", [row("topics", topic_id="x", name="X"), row("topics", topic_id="y", name="Y")], [talks, row("topics", topic_id="x", name="Z")])  # fmt: skip
    (outlet,) = sample()["outlets"]
    two_parts(package, "outlets", [], [outlet | {"actor_id": "gazete"}])
    said = [(issue.code, issue.place, issue.message, issue.hint) for issue in on_spark(package).issues]
    assert said == [
        ("key-reference", f"datasets/outlets/1.csv:2:{TABLES['outlets'].names.index('actor_id') + 1}", "there is no record 'gazete' in actors", "Did you mean 'gazette'? If not, add an actor 'gazete' to datasets/actors.csv."),
        ("file-order", "datasets/topics/1.csv:2:1", "'talks' is out of order after 'y'", ""),
        ("key-duplicate", "datasets/topics/1.csv:3:1", "the key 'x' is already used in line 2 of datasets/topics/0.csv", ""),
    ]  # fmt: skip


def test_an_id_that_was_changed_by_hand(on_spark: Check, package: Path) -> None:
    path = package / "datasets" / "actors.csv"
    path.write_text(path.read_text().replace("ada-lake,person", "ada-laik,person"))
    assert on_spark(package).issues == check(package, engine="rows").issues


def test_parquet_parts(on_spark: Check, package: Path, tmp_path: Path) -> None:
    """Text as in the CSV, and the typed export; an issue names the number of the row."""
    build(package, tmp_path / "export")
    for name in ("roles", "statements", "topics"):
        path = package / "datasets" / f"{name}.csv"
        path.with_suffix("").mkdir()
        shutil.copy(tmp_path / "export" / f"{name}.parquet", path.with_suffix(""))
        path.unlink()
    assert on_spark(package).issues == ()
    names = TABLES["topics"].names
    texts = pa.array([b"Bad", b"Talks", b"\xff"], pa.binary()).buffers()
    text = [pa.array(["Bad", "talks", "x"]), pa.Array.from_buffers(pa.string(), 3, texts)]
    text += [pa.nulls(3, pa.string())] * (len(names) - 2)
    pq.write_table(pa.table(text, names=names), package / "datasets" / "topics" / "topics.parquet")
    (package / "datasets" / "topics" / "z.parquet").write_bytes(b"PAR1")
    pq.write_table(pa.table({"topic_id": ["x"]}), package / "datasets" / "topics" / "y.parquet")
    said = [(issue.code, issue.place.removeprefix("datasets/topics/")) for issue in on_spark(package).issues]
    assert said == [
        ("row-id", "topics.parquet:1:1"),
        ("row-encoding", "topics.parquet:3:2"),
        ("file-header", "y.parquet"),
        ("file-unreadable", "z.parquet"),
    ]


def test_on_the_command_line(on_spark: Check, package: Path) -> None:
    result = CliRunner().invoke(application(), ["check", "--engine", "spark", str(package)])
    assert (result.exit_code, result.output) == (0, "32 records in 22 tables: 0 errors, 0 warnings\n")
    path = package / "datasets" / "roles.csv"
    path.write_text(path.read_text().replace("Envoy,appointed", "Envoy,apointed", 1))
    result = CliRunner().invoke(application(), ["check", "--engine", "spark", str(package)])
    assert result.exit_code == 1
    assert result.output == CliRunner().invoke(application(), ["check", str(package)]).output


def test_without_java_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(session, "_version", lambda: (4, 0))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SparkError, match="Spark needs Java, which was not found; install Java 17 or newer"):
        require_java()
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\necho 'openjdk version \"11.0.2\"' >&2\n")
    java.chmod(0o755)
    with pytest.raises(SparkError, match=r"Spark needs Java 17 or newer; .*java is 11"):
        require_java()


def test_without_pyspark_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, package: Path) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    result = CliRunner().invoke(application(), ["check", "--engine", "spark", str(package)])
    assert result.exit_code == 2
    assert "pyspark is not installed; run: pip install 'fpdata[spark]'" in result.output


def test_an_old_pyspark_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", ModuleType("pyspark"))
    monkeypatch.setattr(sys.modules["pyspark"], "__version__", "3.4.1", raising=False)
    with pytest.raises(SparkError, match=r"PySpark 3\.4 is too old; run: pip install 'pyspark>=3\.5'"):
        spark_context()


def test_an_error_of_a_worker_is_a_line_of_its_own() -> None:
    class WorkerError(Exception):
        __module__ = "pyspark.errors"

    traceback = "An exception was thrown:\n  File x\nModuleNotFoundError: No module named 'fpdata'\n\n\tat java.X"
    with pytest.raises(SparkError) as caught, session._explained():
        raise WorkerError(traceback)
    expected = "a worker failed: No module named 'fpdata'; every worker needs fpdata with its dependencies"
    assert str(caught.value) == expected
