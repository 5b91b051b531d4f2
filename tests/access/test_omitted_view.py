"""A view that an export leaves out, as a wheel does, loads as if it had it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import fpdata
from fpdata.access.locate import parquet_file


@pytest.fixture
def without_timeline(export: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "parquet"
    shutil.copytree(export, folder)
    (folder / "timeline.parquet").unlink()
    return folder


def test_it_has_the_rows_and_the_schema_of_the_view(without_timeline: Path, export: Path) -> None:
    computed, built = (fpdata.load("timeline", path=path) for path in (without_timeline, export))
    assert computed.equals(built, check_metadata=True)
    assert computed.num_rows > 10


def test_it_is_computed_again_only_for_other_tables(without_timeline: Path) -> None:
    file = parquet_file("timeline", without_timeline)
    first = file.stat().st_mtime_ns
    assert parquet_file("timeline", without_timeline).stat().st_mtime_ns == first
    rows = fpdata.load("timeline", path=without_timeline).num_rows
    statements = without_timeline / "statements.parquet"
    pq.write_table(pq.read_table(statements).slice(1), statements)
    assert fpdata.load("timeline", path=without_timeline).num_rows == rows - 1
    assert not file.exists()


def test_without_one_of_its_tables_the_error_says_what_to_do(without_timeline: Path) -> None:
    (without_timeline / "roles.parquet").unlink()
    with pytest.raises(fpdata.DataNotFoundError, match="fpdata build"):
        fpdata.load("timeline", path=without_timeline)


@pytest.mark.parametrize("damage", [b"", b"PAR1 and no more"])
def test_a_damaged_table_is_named(without_timeline: Path, damage: bytes) -> None:
    (without_timeline / "roles.parquet").write_bytes(damage)
    with pytest.raises(fpdata.UnreadableDataError, match=r"roles\.parquet cannot be read"):
        fpdata.load("timeline", path=without_timeline)


def test_what_a_crash_left_in_the_cache_is_written_again(without_timeline: Path, export: Path) -> None:
    parquet_file("timeline", without_timeline).write_bytes(b"")
    assert fpdata.load("timeline", path=without_timeline).equals(fpdata.load("timeline", path=export))


def test_it_is_computed_where_the_cache_cannot_be_written(without_timeline: Path, export: Path) -> None:
    cached = parquet_file("timeline", without_timeline)
    cached.unlink()
    cached.mkdir()  # no file can be renamed to it, not even by root
    assert fpdata.load("timeline", path=without_timeline).equals(fpdata.load("timeline", path=export))
