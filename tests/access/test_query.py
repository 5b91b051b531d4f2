"""Queries of others: one statement that reads, and no file but the tables."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.helpers import run


@pytest.mark.parametrize(
    "sql",
    [
        "copy (select 1) to '{file}'",
        "with gone as (copy (from topics) to '{file}' (use_tmp_file false)) select 1",
        "copy (pivot (from actors) on kind using count(*)) to '{file}' (use_tmp_file false)",
        "explain analyze copy topics to '{file}' (use_tmp_file false)",
        "export database '{folder}'",
        "attach '{folder}/other.db'",
        "create table topics as select 1",
        "set enable_external_access = true",
        "install httpfs",
        "select 1; drop view roles",
        "from '{file}'",
        "from '{folder}/secret.csv'",
        "from read_text('{folder}/secret.csv')",
        "from glob('{folder}/*')",
        "from query('from read_text(''{folder}/secret.csv'')')",
    ],
)
def test_a_query_reaches_no_file_and_changes_nothing(export: Path, tmp_path: Path, sql: str) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "secret.csv").write_text("word\nxyzzy\n")
    file = export / "topics.parquet"
    before, listed = file.read_bytes(), sorted(os.listdir(export))
    result = run("query", sql.format(file=file, folder=folder), "--data", export)
    assert (result.exit_code, result.stdout, "xyzzy" in result.stderr) == (2, "", False)
    assert "a query" in result.stderr or "statements; write one SELECT" in result.stderr
    assert (file.read_bytes(), sorted(os.listdir(export)), os.listdir(folder)) == (before, listed, ["secret.csv"])


@pytest.mark.parametrize(
    "sql",
    [
        "from TOPICS",
        "with held as (from \"as_of\"('1890')) from held",
        "pivot actors on kind using count(*)",
        "describe topics",
        "explain from topics",
        "select (select count(*) from room('ada-lake')) as met, (select count(*) from contested) as claims",
    ],
)
def test_a_query_reads_tables_views_and_macros(export: Path, sql: str) -> None:
    result = run("query", sql, "--data", export)
    assert (result.exit_code, bool(json.loads(result.stdout))) == (0, True), result.stderr
