"""What a change costs, counted and not timed: what is imported, forced to the disk, hashed and checked again."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from fpdata.checks import api, known_issues
from fpdata.checks.known_results import KnownResults
from fpdata.checks.rule import Rule
from fpdata.checks.rule_runner import ALL_RULES
from fpdata.edit.change import change
from fpdata.generate.artifacts import write_artifacts
from fpdata.package import files, history
from tests.sample import row

#: Modules that a change of a record can do without, and which take a while to import.
UNNEEDED = {
    "duckdb",
    "fpdata.access.find",
    "fpdata.generate.artifacts",
    "fpdata.model.views",
    "numpy",
    "pandas",
    "rich",
    "sqlite3",
    "yaml",
}


@pytest.fixture
def large(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a package that is checked as if it were large, and of which results are kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for module in (api, known_issues):
        monkeypatch.setattr(module, "COLUMNAR_FROM", 0)
    write_artifacts(package)
    add(package, "first")
    return package


def add(package: Path, id: str) -> None:
    change(package, lambda tables: tables["topics"].append(row("topics", topic_id=id, name=id.title())))


def test_a_new_record_imports_only_what_it_needs(package: Path, tmp_path: Path) -> None:
    code = f"""
import atexit, sys
sys.argv[1:] = ["new", "topic", "--set", "name=War", "--package", {str(package)!r}]
atexit.register(lambda: print(*sorted({UNNEEDED} & sys.modules.keys()), file=sys.stderr))
from fpdata.cli import main
main()
"""
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert "new topics war" in done.stdout
    assert done.stderr == "\n"


def test_what_can_be_made_again_is_not_forced_to_the_disk(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append(Path(f"/dev/fd/{descriptor}").resolve().name))
    add(large, "war")
    # The table, the descriptor, the journal that commits the change, and what takes it back.
    assert len(synced) == 4


def test_a_file_is_hashed_once(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: Counter[bytes] = Counter()
    digest, sha256 = hashlib.file_digest, hashlib.sha256

    def count_file(file: Any, name: Any) -> Any:
        hashed[Path(file.name).read_bytes()] += 1
        return digest(file, name)

    def count_content(content: bytes = b"", **options: Any) -> Any:
        hashed[bytes(content)] += 1
        return sha256(content, **options)

    monkeypatch.setattr(hashlib, "file_digest", count_file)
    for module in (hashlib, history):
        monkeypatch.setattr(module, "sha256", count_content)
    monkeypatch.setattr(files, "_hashes", {})  # as in a new process
    before = (large / "datasets" / "topics.csv").read_bytes()
    add(large, "war")
    tables = {path.read_bytes() for path in (large / "datasets").iterdir()}
    assert {content: hashed[content] for content in {*tables, before}} == dict.fromkeys({*tables, before}, 1)


def test_only_rules_that_read_a_changed_table_run_again(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run: dict[str, set[frozenset[str]]] = {}

    def count(self: KnownResults, rule: Rule, tables: frozenset[str], issues: Any) -> None:
        run.setdefault(rule.name, set()).add(tables)
        add_issues(self, rule, tables, issues)

    add_issues = KnownResults.add_issues
    monkeypatch.setattr(KnownResults, "add_issues", count)
    add(large, "war")
    assert run == {
        rule.name: {tables for tables in rule.table_sets if "topics" in tables}
        for rule in ALL_RULES
        if any("topics" in tables for tables in rule.table_sets)
    }
    assert run["single_blanks"] == {frozenset({"topics"})}
    assert "claimed_values_have_form" not in run
