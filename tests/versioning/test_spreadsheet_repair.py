"""Spreadsheets: what they change of their own accord is undone, what a person changed is kept, the rest is left."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from fpdata.checks.api import check
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import FormatError, read_table
from tests.helpers import contents, git, run, tables_of
from tests.sample import row

Rows = list[list[str]]


@pytest.fixture
def repository(package: Path) -> Path:
    """The sample, committed, with an identifier that a spreadsheet takes for a number, and one it takes for a date."""
    path = package / "datasets" / "identifiers.csv"
    lines = ["register,00136,ben-moor,,,", "register,3-4,ben-moor,,,", "register,123456789012345678,ben-moor,,,"]
    header, *rest = path.read_text().splitlines()
    path.write_text("\n".join([header, *sorted([*lines, *rest]), ""]))
    run("schema", package)
    assert check(package).issues == ()
    git(package, "init", "-q")
    git(package, "add", ".")
    git(package, "commit", "-qm", "One", "--no-verify")
    return package


def save(package: Path, table: str, change: Callable[[Rows], Rows], encoding: str = "utf-8", **dialect: str) -> None:
    """Write a table again, as a spreadsheet may save it."""
    path = package / "datasets" / f"{table}.csv"
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=dialect.pop("ends", "\r\n"), **dialect)  # type: ignore[arg-type]
    writer.writerows(change(list(csv.reader(io.StringIO(path.read_text(), newline="")))))
    path.write_bytes(text.getvalue().encode(encoding))


def cells(change: Callable[[str], str]) -> Callable[[Rows], Rows]:
    """Return a change of every cell below the header."""
    return lambda rows: [rows[0], *([change(cell) for cell in cells] for cells in rows[1:])]


def in_us_form(cell: str) -> str:
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", cell):
        return f"{int(found[2])}/{int(found[3])}/{found[1]}"
    found = re.fullmatch(r"(\d{4})-(\d\d)", cell)
    return f"Jan-{found[1][2:]}" if found else cell


def as_numbers(cell: str) -> str:
    return {"00136": "136", "3-4": "4-Mar", "123456789012345678": "1.23457E+17"}.get(cell, cell)


def without_column(name: str) -> Callable[[Rows], Rows]:
    return lambda rows: [[cell for index, cell in enumerate(row) if rows[0][index] != name] for row in rows]


DAMAGE: list[tuple[str, str, Callable[[Rows], Rows], dict[str, str]]] = [
    ("semicolons", "actors", list, {"delimiter": ";"}),
    ("tabs in UTF-16", "roles", list, {"delimiter": "\t", "encoding": "utf-16"}),
    ("UTF-16 without a mark", "roles", list, {"encoding": "utf-16-le"}),
    ("a byte order mark", "roles", list, {"encoding": "utf-8-sig"}),
    ("line ends of an old Mac", "roles", list, {"ends": "\r"}),
    ("dates as in the United States", "documents", cells(in_us_form), {}),
    ("such dates, and another separator", "statements", cells(in_us_form), {"delimiter": ";", "encoding": "utf-8-sig"}),
    ("dates with a time", "statements", cells(lambda cell: re.sub(r"^(\d{4}-\d\d-\d\d)$", r"\1 00:00:00", cell)), {}),
    ("keys that became numbers and dates", "identifiers", cells(as_numbers), {}),
    ("blank rows and columns", "actors", lambda rows: [[*row, ""] for row in rows] + [[""] * 20] * 30, {}),
    ("a column that is lost", "roles", without_column("source_id"), {}),
    ("a column that is emptied", "roles", lambda rows: blank(rows, "end"), {}),
    ("a line for the spreadsheet itself", "actors", lambda rows: [["sep=;"], *rows], {"delimiter": ";"}),
    ("the same with commas", "actors", lambda rows: [["sep=", ""], *rows], {}),
    ("columns in another order", "actors", lambda rows: [row[::-1] for row in rows], {}),
    ("curly quotes and dashes", "statements", cells(lambda cell: cell.replace("'", "’").replace("-", "–")), {}),
    ("formulas", "identifiers", cells(lambda cell: f'="{cell}"' if cell[:1] == "0" else cell), {}),
    ("errors", "documents", cells(lambda cell: "#NAME?" if cell.startswith("[") else cell), {}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "change", "dialect"), [case[1:] for case in DAMAGE], ids=[case[0] for case in DAMAGE]
)
def test_what_a_spreadsheet_does_is_undone(
    repository: Path, table: str, change: Callable[[Rows], Rows], dialect: dict[str, str]
) -> None:
    before = contents(repository / "datasets")
    save(repository, table, change, **dialect)
    assert contents(repository / "datasets") != before
    result = run("fmt", "--from-spreadsheet", repository)
    assert (result.exit_code, f"repaired datasets/{table}.csv" in result.output) == (0, True), result.output
    assert contents(repository / "datasets") == before


def test_a_letter_that_a_code_page_lost_is_restored(package: Path) -> None:
    path = package / "datasets" / "topics.csv"
    path.write_text("topic_id,name,description\nparis,Paris,Café Pećanin\ntalks,Talks,Ruritanian Café\n")
    git(package, "init", "-q")
    git(package, "add", ".")
    git(package, "commit", "-qm", "One")
    before = path.read_bytes()
    path.write_bytes(before.decode().encode("cp1252", "replace"))
    assert run("fmt", "--from-spreadsheet", package).exit_code == 0
    assert path.read_bytes() == before
    path.write_bytes(before.decode("cp1252").encode())  # UTF-8 read as Windows-1252
    assert run("fmt", "--from-spreadsheet", package).exit_code == 0
    assert path.read_bytes() == before


def test_what_a_person_changed_is_kept(repository: Path) -> None:
    header = read_header(repository, "documents")
    save(repository, "documents", lambda rows: edit_documents(header, cells(in_us_form)(rows)), delimiter=";")
    assert run("fmt", "--from-spreadsheet", repository).exit_code == 0
    documents = {row["document_id"]: row for row in tables_of(repository)["documents"]}
    assert documents["gazette-1890-01-02"]["title"] == "Talks open again"
    assert documents["gazette-1890-01-02"]["date"] == "1890-01-02"
    assert documents["memo"]["date"] == "1891-03-04"  # month first, as every other date of the file


def read_header(package: Path, table: str) -> list[str]:
    return (package / "datasets" / f"{table}.csv").read_text().splitlines()[0].split(",")


def edit_documents(header: list[str], rows: Rows) -> Rows:
    """Change a title, and add documents of 4 March and 22 January 1891."""
    changed = [[cell.replace("Talks open", "Talks open again") for cell in cells] for cells in rows]
    for id, day in (("memo", "3/4/1891"), ("memo-2", "1/22/1891")):
        values = {"document_id": id, "kind": "letter", "title": "A memo", "date": day}
        changed.append([values.get(name, "") for name in header])
    return changed


def test_what_has_several_answers_is_left_with_a_way_back(repository: Path) -> None:
    header = read_header(repository, "documents")
    values = {"document_id": "memo", "kind": "letter", "title": "#NAME?", "date": "3/4/1891"}
    save(repository, "documents", lambda rows: [*rows, [values.get(name, "") for name in header]])
    result = run("fmt", "--from-spreadsheet", repository)
    assert result.exit_code == 1
    assert "left: line 5, date: '3/4/1891' may be several days; write it as year-month-day" in result.output
    assert "left: line 5, title: '#NAME?' is what a spreadsheet writes" in result.output
    assert "git checkout -- datasets/documents.csv" in result.output
    assert [row["date"] for row in tables_of(repository)["documents"] if row["document_id"] == "memo"] == ["3/4/1891"]


def test_a_key_that_may_be_either_of_two_is_left(repository: Path) -> None:
    path = repository / "datasets" / "identifiers.csv"
    path.write_text(path.read_text().replace("register,00136,", "register,0136,ben-moor,,,\nregister,00136,"))
    run("fmt", repository)
    git(repository, "commit", "-qam", "Two", "--no-verify")
    save(repository, "identifiers", cells(lambda cell: "136" if cell in ("0136", "00136") else cell))
    result = run("fmt", "--from-spreadsheet", repository)
    assert result.exit_code == 1
    assert "'register/136/ben-moor' may be register/00136/ben-moor, register/0136/ben-moor" in result.output
    assert "2 records of the last commit are not in the file" in result.output


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04workbook", "a workbook or another archive; save it as CSV"),
        (b"topic_id,name,description,color\ntalks,Talks,,red\n", "topics has no 'color'"),
        (b"topic_id,name,description\ntalks,Talks,,red\n", "a column 4 without a name"),
        (b"name,description\nTalks,\n", "without which no record can be told"),
    ],
)
def test_a_file_that_cannot_be_read_is_left(repository: Path, content: bytes, says: str) -> None:
    path = repository / "datasets" / "topics.csv"
    path.write_bytes(content)
    result = run("fmt", "--from-spreadsheet", repository)
    assert (result.exit_code, path.read_bytes()) == (1, content)
    assert "left datasets/topics.csv as it is" in result.output
    assert says in result.output
    assert "git checkout -- datasets/topics.csv" in result.output


def test_nothing_is_written_to_a_package_as_committed_or_by_a_check(repository: Path) -> None:
    assert "No table differs" in run("fmt", "--from-spreadsheet", repository).output
    save(repository, "actors", list, delimiter=";")
    before = contents(repository)
    assert run("fmt", "--from-spreadsheet", "--check", repository).exit_code == 1
    assert contents(repository) == before


def test_a_package_outside_git_is_only_read_as_spreadsheets_save_it(package: Path) -> None:
    before = contents(package / "datasets")
    save(package, "actors", list, delimiter=";")
    assert run("fmt", "--from-spreadsheet", package).exit_code == 0
    assert contents(package / "datasets") == before


def test_no_command_writes_a_table_that_lacks_a_column(repository: Path) -> None:
    save(repository, "roles", without_column("source_locator"), ends="\n")
    before = contents(repository)
    for command in (
        ("fmt", repository),
        ("fmt", "--check", repository),
        ("rename", "ada-lake-envoy-1889", "lake-envoy", "-p", repository),
        ("withdraw", "ada-lake-envoy-1889", "--reason", "Not so.", "-p", repository),
    ):
        result = run(*command)
        assert result.exit_code == 2, command
        assert "the file lacks source_locator, and would be written without its values" in result.output
        assert "git checkout -- datasets/roles.csv" in result.output
    assert contents(repository) == before
    assert run("new", "topics", "--set", "name=Chats", "-p", repository).exit_code == 0  # which writes no roles
    assert contents(repository)["datasets/roles.csv"] == before["datasets/roles.csv"]
    assert run("fmt", "--add-columns", repository).exit_code == 0
    assert read_header(repository, "roles") == list(TABLES["roles"].names)


def test_a_table_that_lacks_a_column_is_read_only_on_request(tmp_path: Path) -> None:
    path = tmp_path / "topics.csv"
    path.write_text("topic_id,name\ntalks,Talks\n")
    assert read_table(TABLES["topics"], path, partial=True) == [row("topics", topic_id="talks", name="Talks")]
    with pytest.raises(FormatError, match="lacks description"):
        read_table(TABLES["topics"], path)


def test_a_column_that_a_change_empties_is_a_warning(repository: Path) -> None:
    count = sum(row["end"] is not None for row in tables_of(repository)["roles"])
    save(repository, "roles", lambda rows: blank(rows, "end"), ends="\n")
    run("schema", repository)
    result = run("check", repository)
    assert result.exit_code == 0
    assert "warning file-emptied-column" in result.output
    assert f"datasets/roles.csv:1:10: end has {count} values at HEAD, and none now" in " ".join(result.output.split())
    assert "git checkout HEAD -- datasets/roles.csv" in result.output
    assert "file-emptied-column" in run("pre-commit", repository, "--since", "HEAD").output
    git(repository, "commit", "-qam", "Empty it", "--no-verify")
    assert "file-emptied-column" not in run("check", repository).output
    assert "file-emptied-column" in run("check", repository, "--since", "HEAD~1").output


def blank(rows: Rows, column: str) -> Rows:
    index = rows[0].index(column)
    return [rows[0], *([*row[:index], "", *row[index + 1 :]] for row in rows[1:])]


def test_a_table_without_records_has_no_emptied_columns(repository: Path) -> None:
    save(repository, "names", lambda rows: rows[:1], ends="\n")
    assert "file-emptied-column" not in run("check", repository).output
