"""Run a fuzz from the command line: `python -m fuzz --runs 20000`."""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from fuzz import compare, surfaces

_BATCH = 25


def main() -> int:
    """Run the fuzz as often as the command line says; return 1 if anything was found, else 0."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description="Search for faults with random damage.")
    parser.add_argument("--surface", choices=["tables", *surfaces.SURFACES], default="tables", help="what is damaged")
    parser.add_argument("--runs", type=int, default=20_000, help="number of runs")
    parser.add_argument("--seed", type=int, default=0, help="first seed")
    parser.add_argument("--jobs", type=int, default=2, help="number of processes")
    parser.add_argument("--only", type=int, help="run this seed alone")
    options = parser.parse_args()
    seeds = [options.only] if options.only is not None else list(range(options.seed, options.seed + options.runs))
    batches = [seeds[start : start + _BATCH] for start in range(0, len(seeds), _BATCH)]
    tables = options.surface == "tables"
    run = compare.run if tables else partial(surfaces.run, options.surface)
    done, issues, faults = 0, 0, 0
    with ProcessPoolExecutor(options.jobs) as pool:
        try:
            for outcome in pool.map(run, batches):
                done, issues, faults = done + outcome.runs, issues + outcome.issues, faults + len(outcome.faults)
                for line in outcome.faults:
                    print(line, flush=True)
                print(f"{done:,} of {len(seeds):,}", end="\r", file=sys.stderr, flush=True)
        except BrokenProcessPool:
            faults += 1
            print(f"a process died in one of the runs after seed {seeds[0] + done}")
    found = "issues" if tables else "refused"
    print(f"{options.surface}: {done:,} runs, {issues:,} {found}, {faults:,} faults")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
