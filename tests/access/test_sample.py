"""Cells drawn at random, with their sources."""

from __future__ import annotations

from pathlib import Path

import pytest

import fpdata
from fpdata.model.tables import TABLES
from tests.helpers import run
from tests.sample import exported, find, row, sample


def test_a_seed_draws_the_same_cells_and_another_seed_others(export: Path) -> None:
    draws = [fpdata.sample("statements", 8, seed=seed, path=export) for seed in (1, 1, 2)]
    assert draws[0].equals(draws[1])
    assert not draws[0].equals(draws[2])


@pytest.mark.parametrize("table", TABLES)
def test_every_filled_cell_is_drawn_at_most_once_and_is_what_the_table_has(export: Path, table: str) -> None:
    cells = fpdata.sample(table, 1000, path=export).to_pylist()  # type: ignore[arg-type]
    drawn = {(cell["record"], cell["column"]) for cell in cells}
    assert len(drawn) == len(cells) > 0
    content = fpdata.load(table, path=export).to_pylist()  # type: ignore[arg-type]
    rows = {"/".join(str(r[part]) for part in TABLES[table].key): r for r in content}
    assert all(str(rows[cell["record"]][cell["column"]]) == cell["value"] for cell in cells)
    own_id = TABLES[table].key if len(TABLES[table].key) == 1 else ()
    assert not {cell["column"] for cell in cells} & {*own_id, "source_id", "source_locator"}


def test_the_source_is_that_of_the_record_or_of_what_it_belongs_to(export: Path) -> None:
    def source(table: str) -> set[str]:
        return set(fpdata.sample(table, 1000, path=export)["source_id"].to_pylist())  # type: ignore[arg-type]

    assert source("roles") == {"register"}
    assert source("names") == {"register"}  # that of the actor
    assert source("claims") == {"gazette-1890-01-02"}  # that of the statement


def test_a_correction_or_citation_of_the_cell_goes_before_the_source_of_the_record(tmp_path: Path) -> None:
    tables = sample()
    tables["citations"].append(row("citations", citation_id="born", table="actors", record_id="ada-lake", field="born", document_id="plan-7", locator="page 3", stance="supports"))  # fmt: skip
    find(tables, "actors", "ben-moor")
    tables["corrections"][0]["document_id"] = "gazette-1890-01-02"
    exported(tmp_path, tables)
    cells = {
        (cell["record"], cell["column"]): (cell["source_id"], cell["locator"])
        for cell in fpdata.sample("actors", 1000, path=tmp_path / "export").to_pylist()
    }
    assert cells["ada-lake", "born"] == ("plan-7", "page 3")
    assert cells["ben-moor", "born"] == ("gazette-1890-01-02", "correction: In office in 1885.")
    assert cells["ben-moor", "died"] == ("register", None)


def test_a_draw_can_be_limited_to_a_source(export: Path) -> None:
    cells = fpdata.sample("actors", 1000, source="gazette-1890-01-02", path=export)
    assert set(cells["record"].to_pylist()) == {"gazette"}
    with pytest.raises(ValueError, match="no cells of the source 'plan-7'; use one of its sources: register"):
        fpdata.sample("roles", source="plan-7", path=export)


def test_the_command_names_the_sources_of_a_table_that_has_none_of_the_one_asked_for(export: Path) -> None:
    result = run("sample", "--table", "roles", "--source", "plan-7", "--data", export)
    assert result.exit_code == 2
    assert "use one of its sources: register" in result.stderr


@pytest.mark.parametrize(("arguments", "message"), [({"table": "rolls"}, "did you mean 'roles'"), ({"table": "contested"}, "unknown table"), ({"table": "roles", "source": "registry"}, "did you mean 'register'")])  # fmt: skip
def test_an_unknown_table_or_source_is_an_error(export: Path, arguments: dict[str, str], message: str) -> None:
    with pytest.raises(fpdata.UnknownIdError, match=message):
        fpdata.sample(path=export, **arguments)  # type: ignore[arg-type]


def test_the_command_prints_what_the_function_returns(export: Path) -> None:
    output = run("sample", "--table", "roles", "-n", 3, "--seed", 5, "--data", export, "--format", "csv").output
    assert output.splitlines()[0] == "record,column,value,source_id,title,url,locator"
    assert len(output.splitlines()) == 4
    with pytest.raises(ValueError, match="at least 1"):
        fpdata.sample("roles", 0, path=export)
