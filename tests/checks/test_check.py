"""The check: a valid package passes; one changed cell gives exactly its issue, at exactly that cell."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from time import process_time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fpdata.access.duckdb import connect
from fpdata.checks.api import check
from fpdata.checks.codes import CODES, Severity
from fpdata.checks.issue import Issue
from fpdata.edit.add import field_errors
from fpdata.export.parquet import build
from fpdata.generate.package import write_package
from fpdata.model.escape import escape_control
from fpdata.model.table import Column
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import render
from fpdata.strategies import PackageDict, packages
from tests.helpers import examples
from tests.sample import checked, row, sample, write_tables

# A value that is wrong for every column of its kind, and the code that says so.
WRONG = {
    "id": ("Not An Id", "row-id"),
    "reference": ("no-such-record", "key-reference"),
    "code": ("no-such-code", "row-code"),
    "edtf": ("2025-02-30", "row-date"),
    "url": ("ftp://example.org/x", "row-url"),
    "language": ("English", "row-language"),
    "integer": ("007", "row-integer"),
}
WRONG_ANYWHERE = [
    (" blank", "row-whitespace"),
    ("a\x00b", "row-characters"),
    ("a\u202eb", "row-characters"),
    ("a\nb", "row-characters"),
    ("x" * 2001, "row-length"),
]


def test_a_small_package_is_checked_by_row(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = sum(path.stat().st_size for path in (package / "datasets").iterdir())
    monkeypatch.setattr("fpdata.checks.api.check_rows", lambda *_: pytest.fail("checked by row"))
    monkeypatch.setattr("fpdata.checks.api.COLUMNAR_FROM", size)
    assert check(package).ok
    monkeypatch.setattr("fpdata.checks.api.COLUMNAR_FROM", size + 1)
    with pytest.raises(pytest.fail.Exception, match="checked by row"):
        check(package)


def test_the_sample_is_clean(tmp_path: Path) -> None:
    assert checked(tmp_path, sample()).issues == ()


@given(packages())
@examples(20)
def test_a_valid_package_has_no_error(tmp_path_factory: pytest.TempPathFactory, package: PackageDict) -> None:
    report = checked(tmp_path_factory.mktemp("valid"), package)
    assert report.errors == ()
    assert report.rows == sum(map(len, package.values()))


@given(st.data())
@examples(15)
def test_one_wrong_cell_gives_exactly_its_issue(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder, package = tmp_path_factory.mktemp("mutated"), data.draw(packages())
    write_tables(folder, package)
    for _ in range(4):  # to draw and to write a package takes as long as to check it
        _spoil_a_cell(folder, package, data)


def _spoil_a_cell(folder: Path, package: PackageDict, data: st.DataObject) -> None:
    places = [
        (name, column)
        for name, rows in package.items()
        if rows
        for column in TABLES[name].columns
        if _is_plain(name, column)
    ]
    assume(places)
    name, column = data.draw(st.sampled_from(places))
    table = TABLES[name]
    rows = sorted(package[name], key=lambda row: [row[part] or "" for part in table.key])
    number = data.draw(st.integers(0, len(rows) - 1))
    value, code = data.draw(st.sampled_from(_wrong_values(column)))
    rows[number] = rows[number] | {column.name: value}
    if code == "key-reference":  # a reference where there was none may break a constraint, which is an issue of its own
        assume(not field_errors(name, rows[number]))
    path = folder / "datasets" / f"{name}.csv"
    valid = path.read_bytes()
    path.write_bytes(render(table, rows))
    report = check(folder)
    path.write_bytes(valid)
    expected = (f"datasets/{name}.csv", number + 2, table.names.index(column.name) + 1, code, column.name)
    assert [_place(issue) for issue in report.errors] == [expected]
    assert report.errors[0].record == "/".join(rows[number][part] or "" for part in table.key)


def _is_plain(name: str, column: Column) -> bool:
    """Whether a wrong value in the column is an error of that cell alone: not a key, nor a discriminator."""
    return column.name not in TABLES[name].key and (name, column.name) not in {
        ("citations", "table"), ("citations", "record_id"), ("redirects", "new_id"),
        ("corrections", "field"), ("citations", "field"),
    }  # fmt: skip


def _wrong_values(column: Column) -> list[tuple[str, str]]:
    own = [WRONG[column.kind]] if column.kind in WRONG else []
    if column.kind in ("code", "integer"):
        return own
    if column.kind == "text":
        own = [("=1+1", "row-formula"), ("P\u0430ul", "row-script")]
    # A date with an invisible character in it is no date: its form is checked first, and alone.
    return own if column.kind == "edtf" else own + WRONG_ANYWHERE


def _place(issue: Issue) -> tuple[str, int, int, str, str]:
    return issue.file, issue.line, issue.column, issue.code, issue.field


def test_several_faults_in_one_record_are_all_reported(tmp_path: Path) -> None:
    tables = sample()
    tables["statements"][0] |= {"form": "parafrase", "date": "1890-13-01", "document_id": "gazete-1890-01-02"}
    report = checked(tmp_path, tables)
    assert [(issue.field, issue.code) for issue in report.issues] == [
        ("date", "row-date"),
        ("form", "row-code"),
        ("document_id", "key-reference"),
    ]


def test_a_wrong_record_does_not_make_others_wrong(tmp_path: Path) -> None:
    tables = sample()
    tables["actors"][0]["kind"] = "human"
    assert [issue.code for issue in checked(tmp_path, tables).issues] == ["row-code"]


def test_a_code_gets_a_suggestion(tmp_path: Path) -> None:
    tables = sample()
    tables["roles"][0]["basis"] = "apointed"
    (issue,) = checked(tmp_path, tables).issues
    assert issue.hint.startswith("Did you mean 'appointed'?")


def test_a_reference_gets_a_suggestion(tmp_path: Path) -> None:
    tables = sample()
    tables["roles"][0]["actor_id"] = "ada-laek"
    (issue,) = checked(tmp_path, tables).issues
    assert issue.message == "there is no record 'ada-laek' in actors"
    assert issue.hint.startswith("Did you mean 'ada-lake'?")


def test_a_reference_to_another_table_says_so(tmp_path: Path) -> None:
    tables = sample()
    tables["roles"][0]["actor_id"] = "plan-7"
    (issue,) = checked(tmp_path, tables).issues
    assert issue.message == "actor_id must reference an actor; 'plan-7' is a document"


def test_a_missing_file_is_not_blamed_on_those_who_refer_to_it(package: Path) -> None:
    (package / "datasets" / "actors.csv").unlink()
    assert [issue.code for issue in check(package).issues] == ["file-missing"]


def test_issues_are_in_order_of_place(tmp_path: Path) -> None:
    tables = sample()
    tables["roles"][1]["basis"] = "x"
    tables["roles"][0]["title"] = ""
    tables["actors"][0]["kind"] = "x"
    issues = checked(tmp_path, tables).issues
    assert list(issues) == sorted(issues)
    assert [issue.place for issue in issues] == [
        "datasets/actors.csv:2:2",
        "datasets/roles.csv:2:4",
        "datasets/roles.csv:3:5",
    ]


def test_a_warning_does_not_make_a_package_invalid(tmp_path: Path) -> None:
    write_package(tmp_path, sample())
    path = tmp_path / "datasets" / "actors.csv"
    header, *rows = path.read_text().splitlines(keepends=True)
    path.write_text(header + "".join(reversed(rows)))
    report = check(tmp_path)
    assert report.ok
    assert [(issue.code, issue.severity) for issue in report.issues] == [("file-order", Severity.WARNING)]


def test_every_code_says_what_it_means_why_and_what_to_do() -> None:
    for code, info in CODES.items():
        assert code == info.code
        assert info.title
        assert info.why.endswith(".")
        assert info.fix.endswith(".")
        assert code.split("-")[0] in {"package", "file", "row", "key", "rule", "quality"}


@given(st.text(st.characters()))
def test_what_is_shown_is_on_one_line_and_visible(text: str) -> None:
    shown = escape_control(text, 50)
    assert len(shown) <= 50
    assert shown.isprintable()


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["columnar", "rows"])
@pytest.mark.parametrize("end", ["ada-lake", "z0"])
def test_long_chains_of_redirects_take_linear_time(tmp_path: Path, engine: str, end: str) -> None:
    size = 20_000  # a chain, or a circle; in time that grows with the square this takes minutes
    tables = sample()
    tables["redirects"] = [
        row("redirects", table="actors", old_id=f"z{n}", new_id=f"z{n + 1}" if n + 1 < size else end, date="1901", reason="The same.")
        for n in range(size)
    ]  # fmt: skip
    write_package(tmp_path, tables)
    start = process_time()
    issues = check(tmp_path, engine=engine).issues
    assert process_time() - start < 30
    assert len(issues) == (size if end == "z0" else 0)


def test_misuse_is_a_clear_error(package: Path, tmp_path: Path) -> None:
    for function in (check, partial(build, to=tmp_path / "out")):
        with pytest.raises(ValueError, match="path is empty; pass a folder"):
            function("")
        with pytest.raises(TypeError, match="path must be a string or a Path, not int"):
            function(5)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="to is empty"):
        build(package, "")
    with pytest.raises(ValueError, match="block_size is 0"):
        check(package, block_size=0)
    with pytest.raises(TypeError, match="path must be a string or a Path, not int"):
        connect(path=5)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="path is empty"):
        connect(path="")
