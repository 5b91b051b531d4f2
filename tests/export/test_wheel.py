"""The wheel: it carries the tables, their descriptor and the schemas, and works away from the checkout."""

from __future__ import annotations

import email
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from fpdata import __version__
from fpdata.generate.artifacts import METADATA_FILES
from fpdata.model.tables import TABLES
from fpdata.model.views import VIEWS
from fpdata.table_names import OMITTED_VIEWS
from tests.helpers import ROOT

pytestmark = pytest.mark.xdist_group("data_set")


def test_the_wheel_carries_the_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        descriptor = json.loads(archive.read("fpdata/data/datapackage.json"))
    carried = {*TABLES, *VIEWS} - {*OMITTED_VIEWS}
    assert {f"fpdata/data/{name}.parquet" for name in carried} == {name for name in names if name.endswith(".parquet")}
    assert {f"fpdata/data/schema/{name}.json" for name in TABLES} <= names
    assert "fpdata/py.typed" in names
    assert not [name for name in names if name.endswith((".csv", ".sqlite"))]
    assert descriptor["version"] == __version__
    assert f"-{__version__}-" in wheel.name
    assert wheel.stat().st_size < 10_000_000


def test_the_readme_of_the_wheel_has_absolute_links(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        metadata = email.message_from_bytes(archive.read(name))
    (url,) = metadata.get_all("Project-URL", [])
    page = str(metadata.get_payload())
    links = re.findall(r"\]\(([^)]*)\)", page)
    assert f"{url.removeprefix('Repository, ')}/blob/HEAD/docs/questions.md" in links
    assert all(link.startswith("https://") for link in links)


def test_the_address_of_the_repository_has_one_place() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    with (ROOT / "pyproject.toml").open("rb") as file:
        url = tomllib.load(file)["project"]["urls"]["Repository"].removeprefix("https://")
    # The figures are drawn, and the metadata generated, by a program.
    written = ("datasets/", "tests/data/", "docs/img/", *METADATA_FILES)
    paths = [ROOT / name for name in listed.splitlines() if not name.startswith(written)]
    assert [path.name for path in paths if url.encode() in path.read_bytes()] == ["pyproject.toml"]


def test_the_wheel_works_by_itself(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    code = "import fpdata; print(fpdata.__file__); print(fpdata.load('roles').num_rows, fpdata.__version__)"
    # -P and an empty folder keep the checkout out; the environment's other packages stay.
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-P", "-c", code], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
    )
    where, answer = run.stdout.splitlines()
    assert Path(where).is_relative_to(tmp_path)
    rows, version = answer.split()
    assert int(rows) > 40
    assert version == __version__


@pytest.mark.slow
def test_data_are_taken_out_of_a_wheel_without_a_clone(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path / "site"), *filter(None, sys.path)])}

    def fpdata(*arguments: str) -> str:
        command = [sys.executable, "-P", "-m", "fpdata", *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True)
        assert done.stderr == ""
        return done.stdout

    assert fpdata("data-path") == f"{tmp_path / 'site' / 'fpdata' / 'data'}\n"
    with (ROOT / "pyproject.toml").open("rb") as file:
        address = tomllib.load(file)["project"]["urls"]["Repository"]
    assert f"(version {__version__}) [Data set]. {address}." in fpdata("cite")
    for format in ("csv", "xlsx", "dta", "sqlite", "parquet", "jsonl"):
        assert "rows of 2 tables" in fpdata("export", "--to", format, format, "-t", "offices", "-t", "country_lineage")
        assert (tmp_path / format / "datapackage.json").is_file()
