"""Folders of exports: complete or as they were, and nothing replaced that somebody else wrote."""

from __future__ import annotations

import builtins
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from fpdata.access.errors import MissingExtraError, UnknownIdError
from fpdata.access.save import SaveError, SaveFormat, save
from fpdata.export.verify import verify
from fpdata.generate.descriptor import content_hash
from tests.helpers import run


def _names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def test_an_export_replaces_an_earlier_one(export: Path, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "csv"
    save(folder, SaveFormat.CSV, ["roles"], path=export)
    result = run("export", "--to", "csv", folder, "--table", "roles", "-t", "actors", "-t", "roles", "--data", export)
    assert result.output.replace("\n", "") == f"5 rows of 2 tables written to {folder} (csv)"
    result = run("export", "--to", "excel", tmp_path / "excel", "--table", "roles", "--data", export)
    assert (result.exit_code, _names(tmp_path / "excel")) == (0, {"fpdata.xlsx", "datapackage.json"}), result.output
    assert _names(folder) == {"roles.csv", "actors.csv", "datapackage.json"}
    save(folder, SaveFormat.CSV, path=export)
    assert {"roles.csv", "timeline.csv", "datapackage.json"} <= _names(folder)


@pytest.mark.parametrize("format", [SaveFormat.CSV, SaveFormat.SQLITE])
def test_an_export_of_fewer_tables_does_not_replace_one_of_more(
    export: Path, tmp_path: Path, format: SaveFormat
) -> None:
    folder = tmp_path / "folder"
    save(folder, format, ["roles", "actors", "topics"], path=export)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    result = run("export", "--to", format, folder, "-t", "roles", "--data", export)
    assert result.exit_code == 2
    assert "holds 2 other tables, such as actors, of an earlier export" in " ".join(result.output.split())
    with pytest.raises(SaveError, match="holds the table topics of an earlier export, which would be lost; nothing"):
        save(folder, format, ["roles", "actors"], path=export)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_what_was_exported_can_be_verified(export: Path, tmp_path: Path) -> None:
    for format in SaveFormat:
        folder = tmp_path / format
        save(folder, format, ["actors", "roles"], path=export)
        assert verify(folder) == []
        files = sorted(_names(folder) - {"datapackage.json"})
        (folder / files[0]).write_bytes(b"Another")
        assert [line.partition(" is ")[0] for line in verify(folder)][:1] == [f"{files[0]}: hash"]
        (folder / files[-1]).unlink()
        assert verify(folder)[-1] == f"{files[-1]}: is missing"


def test_the_descriptor_describes_the_files(export: Path, tmp_path: Path) -> None:
    for format in SaveFormat:
        save(tmp_path / format, format, ["actors"], path=export)
        descriptor = json.loads((tmp_path / format / "datapackage.json").read_bytes())
        (resource,) = descriptor["resources"]
        content = (tmp_path / format / resource["path"]).read_bytes()
        assert (resource["hash"], resource["bytes"]) == (content_hash(content), len(content))
        assert descriptor["exported_by"] == f"fpdata export --to {format}"


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (lambda folder: (folder / "notes.txt").write_text("mine"), "holds notes.txt, which 'fpdata export' did not"),
        (lambda folder: (folder / "roles.csv").write_text("mine"), "holds roles.csv, which was changed since"),
        (lambda folder: (folder / "datapackage.json").unlink(), "did not write"),
        (lambda folder: (folder / "datapackage.json").write_text("[" * 10_000), "did not write"),
        (lambda folder: (folder / "datapackage.json").write_text('{"exported_by": 1}'), "did not write"),
    ],
)
def test_what_an_export_did_not_write_is_kept(
    export: Path, tmp_path: Path, spoil: Callable[[Path], object], problem: str
) -> None:
    folder = tmp_path / "csv"
    save(folder, SaveFormat.CSV, ["roles"], path=export)
    spoil(folder)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    with pytest.raises(SaveError, match=problem):
        save(folder, SaveFormat.CSV, ["roles"], path=export)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_other_places_are_refused(export: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(tmp_path / "csv", SaveFormat.CSV, ["roles"], path=export)
    with pytest.raises(SaveError, match=r"holds an export in another format \(csv\)"):
        save(tmp_path / "csv", SaveFormat.JSONL, ["roles"], path=export)
    with pytest.raises(SaveError, match="'fpdata export' did not write"):
        save(export, SaveFormat.PARQUET, ["roles"], path=export)
    (tmp_path / "link").symlink_to(tmp_path / "csv")
    with pytest.raises(SaveError, match="is a symbolic link"):
        save(tmp_path / "link", SaveFormat.CSV, ["roles"], path=export)
    (tmp_path / "file").touch()
    with pytest.raises(SaveError, match="is a file"):
        save(tmp_path / "file", SaveFormat.CSV, ["roles"], path=export)
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    with pytest.raises(SaveError, match="is the current folder"):
        save(".", SaveFormat.CSV, ["roles"], path=export)
    result = run("export", "--to", "csv", ".", "--data", export)
    assert (result.exit_code, "is the current folder" in result.output) == (2, True)


def test_an_export_that_fails_leaves_nothing(export: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownIdError, match="did you mean 'roles'"):
        save(tmp_path / "x" / "csv", SaveFormat.CSV, ["roels"], path=export)

    def stop(name: str) -> None:
        if name == "events":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        save(tmp_path / "x" / "csv", SaveFormat.CSV, path=export, progress=stop)
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("format", [SaveFormat.CSV, SaveFormat.XLSX, SaveFormat.SQLITE])
def test_a_full_disk_is_one_message(
    export: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: SaveFormat
) -> None:
    def is_full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    def store(book: xlsxwriter.Workbook) -> None:
        store_workbook(book)
        is_full()

    def connect(path: Path) -> sqlite3.Connection:
        database = real(path)
        database.execute("pragma max_page_count = 2")
        return database

    real, store_workbook = sqlite3.connect, xlsxwriter.Workbook._store_workbook
    monkeypatch.setattr(sqlite3, "connect", connect)
    monkeypatch.setattr(xlsxwriter.Workbook, "_store_workbook", store)
    monkeypatch.setattr("fpdata.access.formats.text_files.write_csv", is_full)
    with pytest.raises(SaveError) as raised:
        save(tmp_path / "x", format, path=export)
    assert str(raised.value) == (
        f"{tmp_path / 'x'} cannot be written: no space left on device; nothing was changed;"
        " free some space on the disk, then run this again"
    )
    assert not (tmp_path / "x").exists()


def test_views_that_were_not_built_are_left_out(export: Path, tmp_path: Path) -> None:
    (export / "timeline.parquet").unlink()
    written = save(tmp_path / "csv", SaveFormat.CSV, path=export)
    assert "timeline" not in [table.name for table in written]


@pytest.mark.parametrize(("format", "library"), [(SaveFormat.XLSX, "xlsxwriter"), (SaveFormat.DTA, "pandas")])
def test_a_missing_library_is_named(
    export: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: SaveFormat, library: str
) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == library:
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtraError, match=rf"run: pip install 'fpdata\[{format}\]'"):
        save(tmp_path / "x", format, ["roles"], path=export)
    assert not (tmp_path / "x").exists()
