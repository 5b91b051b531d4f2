"""The benchmark's generator and peers, on packages small enough for a test."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.contenders import ROOT, contenders, problems
from benchmarks.faults import FAULTS
from benchmarks.generate import generate
from benchmarks.measure import measure
from benchmarks.peers.limit_csv_to_parquet import _LEVEL, _REPEATED, _ROW_GROUP, _SHARED_BEGINNINGS
from benchmarks.world import World
from fpdata.checks.api import check
from fpdata.checks.rows.engine import check_rows
from fpdata.export.parquet_writer import _DICTIONARY_KINDS, COMPRESSION_LEVEL, ROW_GROUP_SIZE
from fpdata.export.parquet_writer import _SHARED_BEGINNINGS as _EXPORTED_BEGINNINGS
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import canonical_bytes
from fpdata.package.locate import find_package

pytestmark = pytest.mark.slow

SIZE = 300

# What a peer needs besides Python.
NEEDS = {
    "duckdb_sql": "duckdb",
    "polars_by_hand": "polars",
    "pandera_polars": "pandera",
    "dataframely_filter": "dataframely",
    "frictionless_validate": "frictionless",
    "sqlite_constraints": "sqlite3",
    "limit_bytes": "sys",
    "limit_open_csv": "pyarrow",
    "limit_read_csv": "pyarrow",
    "limit_csv_to_parquet": "pyarrow",
}


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clean")
    generate(SIZE, folder)
    return folder


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    generate(SIZE, folder, "all")
    return folder


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_limit_of_an_export_writes_as_the_export_does() -> None:
    limit = (_LEVEL, _ROW_GROUP, _REPEATED, _SHARED_BEGINNINGS)
    assert limit == (COMPRESSION_LEVEL, ROW_GROUP_SIZE, _DICTIONARY_KINDS, _EXPORTED_BEGINNINGS)


@pytest.mark.parametrize("bad", ["none", "some", "all"])
def test_the_same_arguments_give_the_same_bytes(tmp_path: Path, bad: str) -> None:
    for name in ("one", "other"):
        generate(SIZE, tmp_path / name, bad, seed=3)
    assert _digests(tmp_path / "one") == _digests(tmp_path / "other")


def test_another_seed_gives_other_bytes(tmp_path: Path, clean: Path) -> None:
    generate(SIZE, tmp_path, seed=1)
    assert _digests(tmp_path)["datasets/statements.csv"] != _digests(clean)["datasets/statements.csv"]


def test_a_clean_package_is_valid_and_canonical(clean: Path) -> None:
    report = check(clean)
    assert report.issues == ()
    assert report.rows == sum(World(SIZE).rows.values())
    for name, table in TABLES.items():
        path = clean / "datasets" / f"{name}.csv"
        assert path.read_bytes() == canonical_bytes(table, path), name


def test_the_descriptor_has_the_measures_of_the_files(clean: Path) -> None:
    descriptor = json.loads((clean / "datapackage.json").read_bytes())
    for resource in descriptor["resources"]:
        content = (clean / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_where_all_is_bad_every_row_has_an_error(bad: Path) -> None:
    report = check(bad)
    wrong = {(issue.file, issue.line) for issue in report.errors}
    every = {(data.file, raw.line) for data in check_rows(find_package(bad))[0].values() for raw in data.raw}
    assert len(every) == sum(World(SIZE).rows.values())
    assert every <= wrong


def test_where_some_is_bad_few_rows_have_an_error(tmp_path: Path) -> None:
    spoiled = sum(generate(20 * SIZE, tmp_path, "some").values())
    report = check(tmp_path)
    assert len({(issue.file, issue.line) for issue in report.errors}) >= spoiled - 2  # not everybody's birth is known
    assert 10 <= spoiled <= len(report.errors) <= 2 * spoiled


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found(tmp_path: Path, fault: str) -> None:
    spoiled = sum(generate(100, tmp_path, fault).values())
    report = check(tmp_path)
    assert spoiled
    assert report.errors, Counter(issue.code for issue in report.issues)


@pytest.mark.parametrize("module", sorted(NEEDS))
def test_a_peer_finds_nothing_in_a_clean_package_and_much_in_a_bad_one(module: str, clean: Path, bad: Path) -> None:
    pytest.importorskip(NEEDS[module])
    command = [sys.executable, "-m", f"benchmarks.peers.{module}"]
    result = measure([*command, str(clean)], ROOT)
    assert (result.status, problems(result.output)) == (0, 0), result.output
    assert result.wall > 0
    assert result.cpu > 0
    assert result.memory > 1 << 20
    if not module.startswith("limit"):
        result = measure([*command, str(bad)], ROOT)
        assert result.status == 0, result.output
        assert (problems(result.output) or 0) > 0


def test_every_contender_is_a_command_and_every_peer_says_what_it_leaves_out() -> None:
    all_of_them = contenders()
    assert len({contender.name for contender in all_of_them}) == len(all_of_them)
    assert {part for c in all_of_them for part in c.command if part.startswith("benchmarks.")} == {
        f"benchmarks.peers.{module}" for module in NEEDS
    }
    assert all(contender.leaves_out for contender in all_of_them if contender.group in ("peer", "limit"))


def test_a_run_over_the_limit_is_ended(tmp_path: Path) -> None:
    result = measure([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path, limit=0.2)
    assert result.status < 0
    assert result.wall < 10


def test_problems_are_read_from_what_a_contender_prints() -> None:
    assert problems("1,234 records in 20 tables: 1,002 errors, 3 warnings\n") == 1005
    assert problems("1 record in 1 table: 1 error, 1 warning") == 2
    assert problems("9 records in 1 table: 2 errors in 1,007 places, 0 warnings") == 1007
    assert problems("warm\n17\n") == 17
    assert problems("Traceback") is None


def test_the_generator_is_a_command(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.generate", "100", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "rows, 0 of them spoiled" in done.stdout
