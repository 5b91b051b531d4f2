"""R and JavaScript read every cell that was written: `make test-programs`, which needs R, Node.js and npm."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import fpdata
from fpdata.access.locate import tables, views
from fpdata.access.save import SaveFormat, save
from fpdata.export.parquet import build
from fpdata.generate.package import write_package
from tests.sample import find, sample

pytestmark = pytest.mark.programs

NAMES = (*tables(), *views())
PROGRAMS = Path(__file__).parent / "programs"
LONG = "Příliš žluťoučký kůň — " * 80


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of the sample with a country of the year 301 and a text that Stata holds as strL."""
    folder = tmp_path_factory.mktemp("old")
    package = sample()
    find(package, "countries", "ruritania")["start"] = "0301"
    find(package, "topics", "talks")["description"] = LONG.strip()
    write_package(folder / "package", package)
    build(folder / "package", folder / "export")
    return folder / "export"


def _run(*command: object) -> str:
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    done = subprocess.run([*map(str, command)], check=True, stdout=subprocess.PIPE, env=environment, encoding="utf-8")
    return done.stdout


def _rows(name: str, export: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = fpdata.load(name, path=export).to_pylist()  # type: ignore[arg-type]
    return rows


def _read_csv(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return [*csv.reader(lines)][1:]


@pytest.mark.parametrize("format", [SaveFormat.DTA, SaveFormat.XLSX])
def test_r_reads_every_cell(old: Path, tmp_path: Path, format: SaveFormat) -> None:
    save(tmp_path / "out", format, path=old)
    _run("Rscript", PROGRAMS / f"{format}.R", tmp_path / "out" / ("fpdata.xlsx" if format is SaveFormat.XLSX else ""))
    for name in NAMES:
        expected = [["" if v is None else str(v) for v in row.values()] for row in _rows(name, old)]
        assert _read_csv(tmp_path / "out" / f"{name}.csv") == expected, name


def test_javascript_reads_every_cell(old: Path, tmp_path: Path) -> None:
    shutil.copy(PROGRAMS / "parquet.mjs", tmp_path)
    _run("npm", "install", "--silent", "--no-package-lock", "--prefix", tmp_path, "hyparquet", "hyparquet-compressors")
    read = dict(map(json.loads, _run("node", tmp_path / "parquet.mjs", old).splitlines()))
    assert read.keys() == {f"{name}.parquet" for name in NAMES}
    for name in NAMES:
        expected = [{column: _in_json(value) for column, value in row.items()} for row in _rows(name, old)]
        assert read[f"{name}.parquet"] == expected, name


def _in_json(value: object) -> object:
    return f"{value.isoformat()}T00:00:00.000Z" if isinstance(value, date) else value
