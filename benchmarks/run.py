"""Run the benchmark: ``python -m benchmarks.run --sizes 10k,100k,1M --repeat 5``. See benchmarks/README.md.

Every contender is run once a round, and the rounds repeat, so that a disturbance of the machine falls on all alike. Each
run is a line of docs/benchmarks.jsonl; from all lines come the tables of docs/benchmarks.md and the plot beside it.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.contenders import OUTPUT, PACKAGE, ROOT, Contender, contenders, problems
from benchmarks.measure import Measurement, measure

RESULTS = ROOT / "docs" / "benchmarks.jsonl"
_LARGE = 1_000_000
_UNITS = {"k": 1_000, "M": 1_000_000}


class WrongCountError(Exception):
    """A contender did not find what is there, or found what is not, so its time means nothing."""


def package(cache: Path, size: int, bad: str) -> Path:
    """Return the folder of a package, which is generated where it is missing."""
    folder = cache / f"{size}-{bad}"
    if not (folder / "datapackage.json").exists():
        shutil.rmtree(folder, ignore_errors=True)
        command = [sys.executable, "-m", "benchmarks.generate", str(size), str(folder), "--bad", bad]
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)  # noqa: S603 (a fixed command)
    return folder


def run_once(contender: Contender, cache: Path, size: int, limit: float) -> Measurement:
    """Run a contender on a package of a size, and see that it found what it had to find.

    Raises WrongCountError where it did not.
    """
    folder = package(cache, size, contender.bad)
    with tempfile.TemporaryDirectory(dir=cache) as output:
        replace = {PACKAGE: str(folder), OUTPUT: f"{output}/export"}
        command = [replace.get(part, part) for part in contender.command]
        result = measure(command, ROOT, contender.environment, limit)
    if result.status >= 0:
        _check(contender, result)
    return result


def _check(contender: Contender, result: Measurement) -> None:
    found = problems(result.output) if contender.counts else 0
    expected = found is not None and (found > 0) == (contender.bad != "none")
    if not expected or result.status not in ((0, 1) if contender.bad != "none" else (0,)):
        raise WrongCountError(
            f"{contender.name}: {found} problems, exit status {result.status}\n{result.output[-2000:]}"
        )


def rounds(chosen: list[Contender], cache: Path, size: int, repeat: int, limit: float) -> Iterator[dict[str, Any]]:
    """Yield a line of results for each run; a contender that takes longer than `limit` seconds is not run again."""
    left_out: set[str] = set()
    for bad in {contender.bad for contender in chosen}:
        for file in package(cache, size, bad).rglob("*.csv"):  # into the system's cache, for all alike
            with file.open("rb") as stream:
                while stream.read(1 << 20):
                    pass
    for number in range(repeat):
        turn = number * 3 % len(chosen)
        for contender in chosen[turn:] + chosen[:turn]:
            if contender.name in left_out:
                continue
            result = run_once(contender, cache, size, limit)
            figures = asdict(result)
            output = figures.pop("output")
            print(f"  {contender.name}: {result.wall:.2f} s, {result.memory >> 20} MiB", flush=True)
            yield {
                "contender": contender.name,
                "size": size,
                "round": number,
                **figures,
                "problems": problems(output) if contender.counts else None,
            }
            if result.status < 0:
                left_out.add(contender.name)


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def _too_slow(results: list[dict[str, Any]], contender: Contender, size: int, limit: float) -> bool:
    """Whether a contender was over the limit at a smaller size, or would be at this one, if its time grows as that does."""
    return any(
        line["status"] < 0 or line["wall"] * size / line["size"] > limit * 1.5
        for line in results
        if line["contender"] == contender.name and 100_000 <= line["size"] < size
    )


def _size(text: str) -> int:
    return int(text[:-1]) * _UNITS[text[-1]] if text[-1] in _UNITS else int(text)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10k,100k,1M", help="numbers of statements; above 1M, only those who can")
    parser.add_argument("--repeat", type=int, default=5, help="how many rounds")
    parser.add_argument("--only", help="contenders to run, as parts of their names, with commas between")
    parser.add_argument("--without", help="contenders to leave out, likewise")
    parser.add_argument("--python", default=sys.executable, help="the Python that fpdata is installed for")
    parser.add_argument("--cache", type=Path, default=ROOT / "build" / "benchmarks", help="where packages are kept")
    parser.add_argument("--limit", type=float, default=600, help="seconds after which a run is ended")
    parser.add_argument("--memory-limit", type=float, help="MiB; say so and fail where fpdata takes more")
    parser.add_argument("--add", action="store_true", help="add to earlier results, and replace those of the same runs")
    parser.add_argument("--results", type=Path, default=RESULTS, help="the lines of results")
    parser.add_argument("--report-only", action="store_true", help="run nothing; write tables and plot anew")
    options = parser.parse_args()
    results = _read(options.results) if options.add or options.report_only else []
    options.cache.mkdir(parents=True, exist_ok=True)
    for size in () if options.report_only else sorted(map(_size, options.sizes.split(","))):
        results = _run_size(options, size, results)
        options.results.write_text("".join(json.dumps(line) + "\n" for line in results))
    from benchmarks import report  # the plot's library is large, and would count as theirs

    report.write(results, options.results.parent)
    over = [
        line
        for line in results
        if options.memory_limit
        and line["contender"].startswith("fpdata")
        and line["memory"] > options.memory_limit * 2**20
    ]
    if over:
        sys.exit("over the limit of memory: " + ", ".join(sorted({f"{o['contender']} at {o['size']:,}" for o in over})))


def _run_size(options: argparse.Namespace, size: int, results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Run one size; return the results with those of the size in place of earlier ones."""
    wanted = options.only.split(",") if options.only else [""]
    unwanted = options.without.split(",") if options.without else []
    chosen = [
        contender
        for contender in contenders(options.python)
        if any(part in contender.name for part in wanted)
        and not any(part in contender.name for part in unwanted)
        and (size <= _LARGE or contender.large)
        and not (contender.group == "start" and any(line["contender"] == contender.name for line in results))
        and not _too_slow(results, contender, size, options.limit)
    ]
    print(f"{size:,} statements, {len(chosen)} contenders", flush=True)
    fresh = list(rounds(chosen, options.cache, size, options.repeat, options.limit)) if chosen else []
    replaced = {(line["contender"], line["size"]) for line in fresh}
    return [line for line in results if (line["contender"], line["size"]) not in replaced] + fresh


if __name__ == "__main__":
    main()
