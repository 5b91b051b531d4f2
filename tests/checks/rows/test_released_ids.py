"""Released ids: the file as 'fpdata release' writes it is read without a parser, and means the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from fpdata.checks.api import check
from fpdata.checks.engine import Engine
from fpdata.checks.rows.released_ids import read_released_ids

LINES = ["table,id", "actors,ada-lake", "topics,war-2"]


@pytest.mark.parametrize("quote", ["", '"'])
def test_quoted_cells_mean_the_same(package: Path, quote: str) -> None:
    path = package / "schema" / "released-ids.csv"
    path.parent.mkdir(exist_ok=True)
    lines = [",".join(f"{quote}{cell}{quote}" for cell in line.split(",")) for line in LINES]
    path.write_bytes("".join(f"{line}\n" for line in lines).encode())
    assert list(read_released_ids(package)) == [(2, "actors", "ada-lake"), (3, "topics", "war-2")]


@pytest.mark.parametrize("line", ["actors", "actors,a,b", "actors,Ada Lake", "actors,ada\udcfflake", "", "actors,é"])
def test_any_other_line_is_parsed(package: Path, line: str) -> None:
    path = package / "schema" / "released-ids.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes("\n".join([*LINES, line, ""]).encode("utf-8", "surrogateescape"))
    found = list(read_released_ids(package))
    assert found[:2] == [(2, "actors", "ada-lake"), (3, "topics", "war-2")]
    cells = line.split(",")
    assert found[2:] == [(4, *(cells if len(cells) == 2 else ("", "")))]


@pytest.mark.parametrize("engine", [Engine.ROWS, Engine.COLUMNAR])
@pytest.mark.parametrize(("id", "codes"), [("\u00e9", []), ("\u00e8", ["key-lost"]), ("\udcff", ["row-encoding"])])
def test_an_id_that_is_not_ascii_is_looked_up_as_any_other(
    package: Path, engine: Engine, id: str, codes: list[str]
) -> None:
    with (package / "datasets" / "topics.csv").open("a", encoding="utf-8") as topics:
        topics.write("\u00e9,\u00c9t\u00e9,\n")
    path = package / "schema" / "released-ids.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(f"table,id\ntopics,{id}\n".encode("utf-8", "surrogateescape"))
    found = [issue.code for issue in check(package, engine=engine).issues if issue.file == "schema/released-ids.csv"]
    assert found == codes
