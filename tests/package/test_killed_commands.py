"""Commands that are killed, and commands that run at once: nothing is lost, and nothing is half done.

Builds that are killed are in tests/export/test_parquet.py.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fpdata.checks.api import check
from fpdata.generate.artifacts import write_artifacts
from fpdata.package.locate import find_package
from tests.helpers import THOROUGH, contents, git, tables_of

pytestmark = pytest.mark.slow

FPDATA = [sys.executable, "-m", "fpdata"]
COMMANDS = {
    "fmt": ["fmt", "."],
    "new": ["new", "topics", "--set", "name=War"],
    "rename": ["rename", "ada-lake", "ada-brook"],
    "undo": ["undo", "--yes"],
}


def start(root: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*FPDATA, *arguments], cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def package_files(root: Path) -> dict[str, bytes]:
    return {name: content for name, content in contents(root).items() if not name.startswith(".git/")}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_killed_command_leaves_the_old_or_the_new(package: Path, tmp_path: Path, name: str) -> None:
    write_artifacts(package)
    if name == "fmt":
        for table in ("actors", "events", "roles", "topics"):
            path = package / "datasets" / f"{table}.csv"
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    if name == "undo":
        git(package, "init", "--quiet")  # a copy of a clone has its changes
        assert start(package, *COMMANDS["rename"]).wait() == 0
    old = package_files(package)
    root = tmp_path / "copy"
    shutil.copytree(package, root)
    begun = time.monotonic()
    assert start(root, *COMMANDS[name]).wait() == 0
    length, new = time.monotonic() - begun, package_files(root)
    assert old != new
    dice = random.Random(name)
    for turn in range(4 * THOROUGH):
        shutil.rmtree(root)
        shutil.copytree(package, root)
        process = start(root, *COMMANDS[name])
        if turn % 2:
            time.sleep(length * dice.uniform(0.3, 1.1))
        else:  # in the midst of writing: the moments that matter are few, and short
            until = time.monotonic() + 10
            while not (root / ".fpdata" / "staged").exists() and process.poll() is None and time.monotonic() < until:
                time.sleep(0.0002)
            time.sleep(dice.uniform(0, 0.012))
        process.kill()
        process.wait()
        find_package(root)  # as every next command does
        assert package_files(root) in (old, new)
    assert start(root, *COMMANDS["new"][:-1], "name=Another").wait() == 0
    assert check(root).errors == () or name == "fmt"


def test_commands_at_once_lose_nothing_of_each_other(package: Path) -> None:
    names = ["Arms", "Borders", "Courts", "Debts"]
    running = [start(package, "new", "topics", "--set", f"name={name}") for name in names]
    running.append(start(package, "rename", "ada-lake", "ada-brook"))
    for process in running:
        assert process.wait(timeout=60) == 0
    found = {row["topic_id"] for row in tables_of(package)["topics"]}
    assert found == {"talks", *(name.lower() for name in names)}
    assert check(package).issues == ()


def test_the_same_command_at_once_is_done_once(package: Path) -> None:
    running = [start(package, "rename", "ada-lake", "ada-brook") for _ in range(3)]
    assert sorted(process.wait(timeout=60) for process in running) == [0, 2, 2]
    assert check(package).issues == ()


def test_a_killed_import_leaves_the_old_or_the_new(package: Path, tmp_path: Path) -> None:
    upstream = tmp_path / "upstream"
    (upstream / "president-travels").mkdir(parents=True)
    (upstream / "secretary-travels").mkdir()
    trip = "<trip role='secretary' who='lake-ada'><id>1</id><role>Secretary</role><name>Ada Lake</name><start-date>1890-01-0{n}</start-date><end-date>1890-01-0{n}</end-date><country id='ruritania'>Ruritania</country><locale>Zenda</locale><remarks/></trip>"
    (upstream / "secretary-travels" / "lake-ada.xml").write_text(f"<trips>{trip.format(n=1)}</trips>")
    old = contents(package)
    root = tmp_path / "copy"
    shutil.copytree(package, root)
    command = ["import", "travels", str(upstream), "--into", "."]
    begun = time.monotonic()
    start(root, *command).wait()
    length, new = time.monotonic() - begun, contents(root)
    assert old != new
    dice = random.Random(7)
    for _ in range(4 * THOROUGH):
        shutil.rmtree(root)
        shutil.copytree(package, root)
        process = start(root, *command)
        time.sleep(length * dice.uniform(0.5, 1.0))
        process.kill()
        process.wait()
        find_package(root)  # finishes what was decided
        assert contents(root) in (old, new)
