"""Write the static site: `python -m fpdata.site [-o FOLDER]`, in a clone after `fpdata build`."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Write the site and return the exit status: 1 if something is missing."""
    parser = argparse.ArgumentParser(
        prog="python -m fpdata.site", description="Write the static site from the last build."
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("build/site"),
        help="folder to write, new or an earlier site (default: build/site)",
    )
    parser.add_argument(
        "--database", type=Path, default=Path("build/fpdata.sqlite"), help="database that 'fpdata build' wrote"
    )
    parser.add_argument("--address", help="where the site will be published, for the sitemap and JSON-LD")
    parser.add_argument("--processes", type=int, help="how many at once (default: one for each processor)")
    options = parser.parse_args(arguments)
    try:
        from fpdata.site.build import SiteError, build_site  # noqa: PLC0415 - an optional dependency
    except ModuleNotFoundError as error:
        sys.stderr.write(f"the site needs {error.name}; install 'fpdata[site]'\n")
        return 1
    begun = time.perf_counter()
    try:
        built = build_site(
            options.database,
            Path(),
            options.output,
            address=options.address,
            processes=options.processes,
            progress=_show_progress,
        )
    except SiteError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    seconds = time.perf_counter() - begun
    sys.stdout.write(
        f"{built.pages:,} pages, {built.size / 1e6:,.0f} MB in {seconds:.0f} s, written to {options.output}\n"
        f"largest: {built.largest}, {built.largest_size / 1e3:,.0f} kB\n"
    )
    return 0


def _show_progress(done: int, total: int) -> None:
    """Say on a terminal how far the pages are: they take minutes."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done:,} of {total:,} pages of records" + "\n" * (done == total))
        sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
