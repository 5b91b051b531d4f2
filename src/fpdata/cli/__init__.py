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
    from fpdata.cli.app import app  # noqa: PLC0415 - importing fpdata.cli costs nothing

    app()
