"""Verifying: what was written is what it says; one byte flipped anywhere in it is found."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from typer.testing import CliRunner

from fpdata.export.parquet import build
from fpdata.export.verify import VerifyError, verify
from fpdata.generate.package import write_package
from fpdata.model.tables import TABLES
from fpdata.model.views import VIEWS
from tests.helpers import ROOT, app, examples
from tests.sample import sample


def flip(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample as package and as export."""
    folder = tmp_path_factory.mktemp("verify")
    write_package(folder / "package", sample())
    build(folder / "package", folder / "export")
    return folder


def test_what_was_written_is_what_it_says(written: Path) -> None:
    assert verify(written / "package") == []
    assert verify(written / "package" / "datapackage.json") == []
    assert verify(written / "export") == []
    assert verify(ROOT) == []


@given(st.data(), st.sampled_from(["package", "export"]))
@examples(40)
def test_a_flipped_byte_is_found(written: Path, data: st.DataObject, form: str) -> None:
    files = sorted(path for path in (written / form).rglob("*") if path.is_file() and ".fpdata" not in path.parts)
    path = data.draw(st.sampled_from(files))
    content = path.read_bytes()
    try:
        flipped = flip(content, data.draw(st.integers(0, len(content) - 1)))
        # Under another name it is the package of somebody else, who may say of it what they like.
        assume(path.name != "datapackage.json" or b'"name": "fpdata"' in flipped)
        path.write_bytes(flipped)
        assert verify(written / form) != []
    finally:
        path.write_bytes(content)


def test_rows_schema_and_version_are_compared(written: Path, tmp_path: Path) -> None:
    def altered(**values: object) -> list[str]:
        for path in (written / "export").iterdir():
            (tmp_path / path.name).write_bytes(path.read_bytes())
        descriptor = json.loads((tmp_path / "datapackage.json").read_text())
        about = {name: value for name, value in values.items() if name == "version"}
        descriptor["resources"][0].update({name: value for name, value in values.items() if name not in about})
        (tmp_path / "datapackage.json").write_text(json.dumps(descriptor | about, indent=2, ensure_ascii=False) + "\n")
        return verify(tmp_path)

    assert altered() == []
    assert altered(rows=7) == ["actors.parquet: 3 rows; datapackage.json says 7"]
    assert any("columns" in line for line in altered(schema={"fields": []}))
    assert len([line for line in altered(version="9.9.9") if "version is" in line]) == len(TABLES | VIEWS)
    (tmp_path / "roles.parquet").unlink()
    (tmp_path / "extra.parquet").write_bytes(b"")
    assert {"roles.parquet: is missing", "extra.parquet: not listed in datapackage.json"} <= set(verify(tmp_path))


@pytest.mark.xdist_group("data_set")
def test_a_wheel(wheel: Path, tmp_path: Path) -> None:
    assert verify(wheel) == []
    copy = tmp_path / wheel.name
    content = wheel.read_bytes()
    for part in range(1, 12):  # in the contents of the archive, which come before its directory
        copy.write_bytes(flip(content, len(content) * part // 13))
        assert verify(copy) != []
    copy.write_bytes(content[:-100])
    assert verify(copy) != []
    other = tmp_path / wheel.name.replace("fpdata-", "fpdata-9.")
    other.write_bytes(content)
    assert any("the file name says version" in line for line in verify(other))
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name) + b" " * name.endswith("roles.parquet"))
    assert "fpdata/data/roles.parquet: hash or size differs from RECORD" in verify(copy)


def test_nothing_to_verify(tmp_path: Path) -> None:
    with pytest.raises(VerifyError, match="neither a package nor an export"):
        verify(tmp_path)
    with pytest.raises(VerifyError, match="there is no folder"):
        verify(tmp_path / "nowhere")


def test_verify_by_command(written: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    result = run(app, ["verify", str(written / "export")])
    assert result.output.endswith("matches its descriptor.\n")
    write_package(tmp_path, sample())
    with (tmp_path / "datasets" / "topics.csv").open("a") as file:
        file.write("war,War,\n")
    result = run(app, ["verify", str(tmp_path)])
    assert result.exit_code == 1
    assert "datasets/topics.csv: hash is" in result.output
    assert run(app, ["verify", str(tmp_path / "nowhere")]).exit_code == 2
