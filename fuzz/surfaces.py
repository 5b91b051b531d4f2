"""Give damaged files to everything that reads them; whatever they hold, the answer is an issue or a message.

The tables have a fuzz of their own (`fuzz.compare`). Here are the other files that may come from anybody: the
descriptor, the list of released ids, exports, wheels, records on standard input, and the state in `.fpdata/`.
"""

from __future__ import annotations

import json
import random
import shutil
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import fpdata
from fpdata.checks.api import check
from fpdata.edit.new import add_records
from fpdata.edit.parse_records import parse_records
from fpdata.export.parquet import build
from fpdata.export.verify import verify
from fpdata.generate.artifacts import write_artifacts
from fpdata.generate.package import write_package
from fpdata.package.locate import find_package
from fpdata.versioning.snapshot import read_snapshot
from fuzz.compare import Outcome
from fuzz.damage import damage
from fuzz.mutate import base
from tests.helpers import contents
from tests.helpers import run as command


class Surface(NamedTuple):
    """A kind of file that others may have written, and everything that reads it."""

    name: str
    files: tuple[str, ...]
    """Paths in the folder of the fuzz (see `workplace`); each run damages one of them."""
    readers: tuple[Callable[[Path], object], ...]
    """Each is called with the folder. It may raise only the library's own errors."""
    prepare: Callable[[Path], object] = lambda root: None


@contextmanager
def workplace() -> Iterator[Path]:
    """Yield a folder with a package, its export, a wheel of the export, and records in JSON and YAML."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name).resolve()
        write_package(root / "package", base())
        write_artifacts(root / "package")
        (root / "package" / "schema" / "released-ids.csv").write_text("table,id\nactors,ada-lake\ntopics,talks\n")
        build(root / "package", root / "export")
        with zipfile.ZipFile(root / "fpdata-1-py3-none-any.whl", "w", zipfile.ZIP_DEFLATED) as wheel:
            for path in sorted((root / "export").iterdir()):
                wheel.write(path, f"fpdata/data/{path.name}")
        records = [{"name": "Chats", "description": "Of peace."}, {"topic_id": "war", "name": "War"}]
        (root / "records.json").write_text(json.dumps(records))
        (root / "records.yaml").write_text("- name: Chats\n  description: |\n    Of peace.\n- topic_id: war\n  name: 'War'\n")  # fmt: skip
        yield root


def _interrupt(root: Path) -> None:
    """Leave the state of commands that were killed after a commit and while files were put back.

    It is of this folder, so no copy would do.
    """
    state = root / "package" / ".fpdata"
    (state / "staged").mkdir(parents=True, exist_ok=True)
    names = ["datasets/topics.csv", "datapackage.json"]
    for number, name in enumerate(names):
        for staged in (f"{number}", f"{number}.old"):
            (state / "staged" / staged).write_bytes((root / "package" / name).read_bytes())
    identity = state.stat()
    journal = {"folder": [identity.st_dev, identity.st_ino], "files": names, "deleted": [], "created": ["docs/new.md"]}
    for name in ("journal.json", "rollback.json"):
        (state / name).write_text(json.dumps(journal))


def _engines_agree(root: Path) -> None:
    columnar = check(root / "package", engine="columnar").issues
    assert columnar == check(root / "package", engine="rows").issues


def _commands(*commands: list[str]) -> Callable[[Path], None]:
    """Return a reader that runs commands, with the folder in place of '{}'; each ends with a status, not an exception."""

    def read(root: Path) -> None:
        for words in commands:
            result = command(*(word.replace("{}", str(root)) for word in words))
            if result.exception is not None and not isinstance(result.exception, SystemExit):
                raise result.exception

    return read


def _recover(root: Path) -> None:
    """Only files of the package may change."""

    def outside() -> dict[str, bytes]:
        return {name: content for name, content in contents(root).items() if not name.startswith("package/")}

    before = outside()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        find_package(root / "package")
    assert outside() == before


def _records(name: str) -> Callable[[Path], None]:
    def read(root: Path) -> None:
        records = [("topics", record) for record in parse_records((root / name).read_bytes())]
        add_records(root / "package", records, dry_run=True)

    return read


_TABLES = ("actors", "topics", "roles", "role_holders", "coverage", "redirects")
SURFACES = {
    surface.name: surface
    for surface in (
        Surface(
            "descriptor",
            ("package/datapackage.json",),
            (
                _engines_agree,
                lambda root: verify(root / "package"),
                lambda root: read_snapshot(str(root / "package")),
                _commands(["schema", "--check", "{}/package"], ["fmt", "--check", "{}/package"], ["build", "{}/package", "--to", "{}/new"]),
            ),
        ),
        Surface(
            "released-ids",
            ("package/schema/released-ids.csv",),
            (_engines_agree, _commands(["release", "--dry-run", "{}/package", "--last", "{}/export"])),
        ),
        Surface(
            "export",
            (*(f"export/{name}.parquet" for name in _TABLES), "export/datapackage.json"),
            (
                lambda root: verify(root / "export"),
                lambda root: read_snapshot(str(root / "export")),
                *(lambda root, name=name: fpdata.load(name, path=root / "export") for name in _TABLES),
                _commands(
                    ["show", "ada-lake", "--data", "{}/export"],
                    ["as-of", "1890-01-01", "--data", "{}/export"],
                    ["query", "from role_holders", "--data", "{}/export"],
                    ["coverage", "--data", "{}/export"],
                    ["tables", "actors", "--data", "{}/export"],
                ),
            ),
        ),
        Surface(
            "wheel",
            ("fpdata-1-py3-none-any.whl",),
            (
                lambda root: verify(root / "fpdata-1-py3-none-any.whl"),
                lambda root: read_snapshot(str(root / "fpdata-1-py3-none-any.whl")),
            ),
        ),
        Surface("json", ("records.json",), (_records("records.json"),)),
        Surface("yaml", ("records.yaml",), (_records("records.yaml"),)),
        Surface("journal", tuple(f"package/.fpdata/{name}" for name in ("journal.json", "rollback.json")), (_recover,), _interrupt),
    )
}  # fmt: skip


def run(name: str, seeds: list[int]) -> Outcome:
    """Damage a file of a surface once for each seed; the outcome counts errors of the library as issues."""
    surface = SURFACES[name]
    refused, failures = 0, []
    with workplace() as clean, tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch).resolve() / "root"
        for seed in seeds:
            chance = random.Random(f"{surface.name} {seed}")
            file = chance.choice(surface.files)
            shutil.rmtree(root, ignore_errors=True)
            shutil.copytree(clean, root)
            surface.prepare(root)
            (root / file).write_bytes(damage(chance, (root / file).read_bytes()))
            for reader in surface.readers:
                try:
                    reader(root)
                except Exception as error:
                    if type(error).__module__.startswith("fpdata."):
                        refused += 1
                    else:
                        failures.append(f"{surface.name}, seed {seed}, {file}: {error!r}")
    return Outcome(len(seeds), refused, failures)
