"""Run the fuzz from the command line: `python -m fuzz --runs 20000`."""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor

from fuzz.compare import run

_BATCH = 250


def main() -> int:
    """Compare the engines on as many packages as the command line says; return 1 where any differ, else 0."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description="Compare the engines of the check.")
    parser.add_argument("--runs", type=int, default=20_000, help="number of packages")
    parser.add_argument("--seed", type=int, default=0, help="first seed")
    parser.add_argument("--jobs", type=int, default=2, help="number of processes")
    parser.add_argument("--only", type=int, help="run this seed alone")
    options = parser.parse_args()
    seeds = [options.only] if options.only is not None else list(range(options.seed, options.seed + options.runs))
    batches = [seeds[start : start + _BATCH] for start in range(0, len(seeds), _BATCH)]
    packages, issues, differences = 0, 0, 0
    with ProcessPoolExecutor(options.jobs) as pool:
        for outcome in pool.map(run, batches):
            packages, issues = packages + outcome.packages, issues + outcome.issues
            differences += len(outcome.differences)
            for line in outcome.differences:
                print(line, flush=True)
            print(f"{packages:,} of {len(seeds):,}", end="\r", file=sys.stderr, flush=True)
    print(f"{packages:,} packages, {issues:,} issues, {differences:,} differences")
    return int(differences > 0)


if __name__ == "__main__":
    sys.exit(main())
