"""The command line: every command is a thin layer over one function of the library."""

from __future__ import annotations

import gc
import os


def main() -> None:
    """Run the command line; the console script's entry point."""
    # Records and issues may be very many, and none is garbage: to look among them for garbage as often as Python
    # does by default takes a fifth of the time of a check that finds much.
    gc.set_threshold(100_000, 20, 20)
    # numpy, which pyarrow loads, would start threads that wait busily for work that nobody gives them.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Arrow's allocators would set addresses aside by the gigabyte and keep them, which fails where these are limited.
    os.environ.setdefault("JE_ARROW_MALLOC_CONF", "retain:false")
    os.environ.setdefault("MIMALLOC_ARENA_RESERVE", "65536")  # in KiB
    from fpdata.cli.app import app  # noqa: PLC0415 - importing fpdata.cli costs nothing
    from fpdata.cli.output import fail  # noqa: PLC0415

    try:
        app()
    except MemoryError:
        fail("there is not enough memory; free some, or raise the limit (ulimit -v)")
