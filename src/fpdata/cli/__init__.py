"""The command line: every command is a thin layer over one function of the library."""

from __future__ import annotations

import os


def main() -> None:
    """Run the command line; the console script's entry point."""
    # Arrow's allocator gives what a block took back to the system and takes it again for the next, which costs an
    # eighth of the time of a check. Told to wait a second, it does so less; it reads this when it is loaded.
    os.environ.setdefault("MIMALLOC_PURGE_DELAY", "1000")
    # numpy, which pyarrow loads, would start threads that wait busily for work that nobody gives them.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from fpdata.cli.app import app  # noqa: PLC0415 - importing fpdata.cli costs nothing

    app()
