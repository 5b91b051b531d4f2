"""Spoiled exports and wheels: a finding of verify, a message elsewhere, never a traceback."""

from __future__ import annotations

import json
import shutil
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import fpdata
from fpdata.access.errors import UnreadableDataError
from fpdata.export import wheel as wheels
from fpdata.export.verify import verify
from fpdata.versioning.snapshot import SnapshotError, read_snapshot
from tests.helpers import run


def _twice(path: Path) -> None:
    table = pq.read_table(path)
    pq.write_table(
        pa.table([*table.columns, table.column(0)], names=[*table.column_names, table.column_names[0]]), path
    )


def _renamed(path: Path) -> None:
    table = pq.read_table(path)
    pq.write_table(table.rename_columns([f"{table.column_names[0]}x", *table.column_names[1:]]), path)


SPOILED: dict[str, Callable[[Path], object]] = {
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-100]),
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_bytes(b"PAR1 no PAR1"),
    "of another table": lambda path: shutil.copy(path.with_name("topics.parquet"), path),
    "a column twice": _twice,
    "a column of another name": _renamed,
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_a_spoiled_table(export: Path, spoil: Callable[[Path], object]) -> None:
    for table in ("actors", "roles", "role_holders", "coverage"):
        spoil(export / f"{table}.parquet")
    assert any(line.startswith("actors.parquet: ") for line in verify(export))
    with pytest.raises(SnapshotError, match="actors"):
        read_snapshot(str(export))
    with pytest.raises(UnreadableDataError, match=r"actors\.parquet .*fpdata build"):
        fpdata.load("actors", path=export)
    for command in (
        ["show", "ada-lake"],
        ["query", "select count(actor_id), min(name), min(kind) from actors"],
        ["coverage"],
        ["as-of", "1890-01-01"],
        ["office", "envoy"],
        ["tables"],
    ):
        result = run(*command, "--data", export)
        assert result.exit_code == 2, (command, result.output)
        assert isinstance(result.exception, SystemExit), command


DESCRIPTORS: dict[str, bytes] = {
    "list": b"[]",
    "text": b'"x"',
    "deep": b"[" * 100_000,
    "not UTF-8": b'{"name": "\xff"}',
    "surrogate": b'{"name": "\\ud800", "resources": []}',
    "resources an object": b'{"resources": {}}',
    "name a list": b'{"resources": [{"name": []}, 5]}',
    "empty": b"",
}


@pytest.mark.parametrize("content", DESCRIPTORS.values(), ids=DESCRIPTORS)
def test_a_spoiled_descriptor(export: Path, tmp_path: Path, content: bytes) -> None:
    (export / "datapackage.json").write_bytes(content)
    assert verify(export)
    path = tmp_path / "x-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("fpdata/data/datapackage.json", content)
        archive.write(export / "topics.parquet", "fpdata/data/topics.parquet")
    assert verify(path)
    assert run("diff", path, export).exit_code in (0, 2)


@pytest.mark.parametrize("schema", ["x", None, {"fields": 5}, {"fields": ["x"]}, [], {}])
def test_a_spoiled_schema(export: Path, schema: object) -> None:
    descriptor = json.loads((export / "datapackage.json").read_bytes())
    descriptor["resources"][0]["schema"] = schema
    (export / "datapackage.json").write_text(json.dumps(descriptor))
    assert any("columns differ" in line for line in verify(export))


def test_a_version_that_is_not_text(export: Path) -> None:
    path = export / "topics.parquet"
    table = pq.read_table(path)
    pq.write_table(table.replace_schema_metadata({"version": b"\xff"}), path)
    assert r"topics.parquet: version is \xff; datapackage.json says " + fpdata.__version__ in verify(export)


def _member(path: Path, offset: int, value: int) -> None:
    """Set a 16-bit field of the first member, in its own header and in the directory (4.3.7 and 4.3.12 of APPNOTE)."""
    content = bytearray(path.read_bytes())
    struct.pack_into("<H", content, content.index(b"PK\x03\x04") + offset, value)
    struct.pack_into("<H", content, content.index(b"PK\x01\x02") + offset + 2, value)
    path.write_bytes(content)


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[200] ^= 0xFF
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda path: _member(path, 6, 1), "is encrypted"),
        (lambda path: _member(path, 8, 99), "not supported"),
        (_flip, "damaged"),
        (lambda path: path.write_bytes(path.read_bytes()[:300]), "damaged"),
        (lambda path: path.write_bytes(b""), "damaged"),
    ],
)
def test_a_spoiled_wheel(export: Path, tmp_path: Path, spoil: Callable[[Path], object], says: str) -> None:
    path = tmp_path / "fpdata-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(export / "datapackage.json", "fpdata/data/datapackage.json")
        archive.write(export / "topics.parquet", "fpdata/data/topics.parquet")
    spoil(path)
    (line,) = verify(path)
    assert says in line
    result = run("diff", path, export)
    assert result.exit_code == 2
    assert says in result.output


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wheels, "MAX_WHEEL_BYTES", 1 << 20)
    path = tmp_path / "fpdata-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("fpdata/data/datapackage.json", b"0" * (2 << 20))
    assert verify(path) == [f"{path.name}: cannot be read: its members have 2,097,152 bytes; the limit is 1,048,576"]
    with pytest.raises(SnapshotError, match="the limit is"):
        read_snapshot(str(path))


def test_a_member_twice(tmp_path: Path) -> None:
    path = tmp_path / "fpdata-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("fpdata/data/datapackage.json", b"{}")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("fpdata/data/datapackage.json", b"[]")
    assert "2 members called" in verify(path)[0]
