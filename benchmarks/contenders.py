"""Who is measured: fpdata's own commands, its peers, and the limits; each a command on a package."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).resolve().parent.parent
Group = Literal["fpdata", "peer", "limit", "start"]

#: Where a command names the package, and where it may write.
PACKAGE, OUTPUT = "{package}", "{output}"
#: What all others are compared with.
BASE = "fpdata check"


@dataclass(frozen=True)
class Contender:
    """A command, the package it is run on, and what is known of it."""

    name: str
    group: Group
    command: tuple[str, ...]
    bad: Literal["none", "some", "all"] = "none"
    """What is wrong with the package: nothing, one row in a thousand, every row."""
    counts: bool = True
    """Whether it says how many problems it found."""
    large: bool = False
    """Whether it is for packages of more than a million statements too."""
    environment: dict[str, str] = field(default_factory=dict)
    leaves_out: tuple[str, ...] = ()


def contenders(python: str = sys.executable) -> tuple[Contender, ...]:
    """Return all contenders. `python` runs fpdata, and says which commands it has; the others run as this program does."""
    return (*_own(python), *_peers(), *_start(python))


def problems(output: str) -> int | None:
    """Return the number of problems that a contender printed: our own summary, or a number alone."""
    if found := re.search(r"([0-9,]+) errors?(?: in ([0-9,]+) places)?, ([0-9,]+) warnings?", output):
        errors, places, warnings = (int((number or "0").replace(",", "")) for number in found.groups())
        return (places or errors) + warnings  # one error is about all references to one missing record
    last = output.strip().rpartition("\n")[2]
    return int(last) if last.isdecimal() else None


def _own(python: str) -> Iterator[Contender]:
    check = (python, "-m", "fpdata", "check", PACKAGE)
    rows = (*check, "--engine", "rows")
    build = (python, "-m", "fpdata", "build", PACKAGE, "--to", OUTPUT)
    yield Contender(BASE, "fpdata", check, large=True)
    yield Contender("fpdata check --engine rows", "fpdata", rows)
    yield Contender("fpdata check, 0.1% of rows bad", "fpdata", check, "some", large=True)
    yield Contender("fpdata check, all rows bad", "fpdata", check, "all")
    yield Contender("fpdata check --engine rows, 0.1% of rows bad", "fpdata", rows, "some")
    yield Contender("fpdata check --engine rows, all rows bad", "fpdata", rows, "all")
    yield Contender("fpdata build", "fpdata", build, counts=False, large=True)
    if without := _option(python, "build", "--no-views"):
        yield Contender("fpdata build --no-views", "fpdata", (*build, *without), counts=False, large=True)


def _option(python: str, command: str, option: str) -> tuple[str, ...]:
    """Return an option where fpdata has it; older versions do not."""
    help = subprocess.run(  # noqa: S603 (a fixed command)
        [python, "-m", "fpdata", command, "--help"],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"COLUMNS": "200", "NO_COLOR": "1"},
    )
    return (option,) if option in help.stdout else ()


def _peers() -> Iterator[Contender]:
    # glibc gives memory back to the system with each row that SQLite inserts and takes it again with the next, which
    # triples the time; told to keep it, it does.
    keep = {"MALLOC_TRIM_THRESHOLD_": "1000000000", "MALLOC_TOP_PAD_": "67108864"}
    yield _peer("frictionless validate", "frictionless_validate")
    yield _peer("SQLite constraints", "sqlite_constraints", environment=keep)
    yield _peer("pandera (polars)", "pandera_polars")
    yield _peer("dataframely", "dataframely_filter")
    yield _peer("DuckDB SQL", "duckdb_sql", large=True)
    yield _peer("polars by hand", "polars_by_hand", large=True)
    yield _peer("limit: pyarrow csv to Parquet", "limit_csv_to_parquet", "limit", large=True)
    yield _peer("limit: pyarrow read_csv", "limit_read_csv", "limit", large=True)
    yield _peer("limit: pyarrow open_csv", "limit_open_csv", "limit", large=True)
    yield _peer("limit: read the bytes", "limit_bytes", "limit", large=True)


def _peer(
    name: str, module: str, group: Group = "peer", large: bool = False, environment: dict[str, str] | None = None
) -> Contender:
    command = (sys.executable, "-m", f"benchmarks.peers.{module}", PACKAGE)
    return Contender(name, group, command, large=large, environment=environment or {}, leaves_out=_left_out(module))


def _left_out(module: str) -> tuple[str, ...]:
    """Return the constant of a peer's module that says what it leaves out; the module is read, not imported."""
    source = Path(__file__).parent / "peers" / f"{module}.py"
    for statement in ast.parse(source.read_text()).body:
        if isinstance(statement, ast.Assign) and isinstance(name := statement.targets[0], ast.Name):  # noqa: SIM102
            if name.id == "LEAVES_OUT":
                return tuple(ast.literal_eval(statement.value))
    return ()


def _start(python: str) -> Iterator[Contender]:
    for name, command in {
        "python -c pass": (python, "-c", "pass"),
        "python -c 'import fpdata'": (python, "-c", "import fpdata"),
        "fpdata --help": (python, "-m", "fpdata", "--help"),
        "fpdata check of this package": (python, "-m", "fpdata", "check", str(ROOT)),
    }.items():
        yield Contender(name, "start", command, counts=False)
