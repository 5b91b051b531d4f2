"""The command line: one module per group of commands, each a thin layer over functions of the library."""

from __future__ import annotations

import gc
import os
import sys
from importlib.abc import MetaPathFinder


class _WithoutPandas(MetaPathFinder):
    """Hides pandas: pyarrow would import it, to know its types, which takes a third of the time of a check."""

    def find_spec(self, name: str, *_: object) -> None:
        if name == "pandas":
            raise ModuleNotFoundError("pandas is hidden", name=name)


def main() -> None:
    """Run the command line; the console script's entry point."""
    # A check may create millions of records and issues, none of them garbage: collecting as often as Python does by
    # default takes a fifth of the time of a check with many issues.
    gc.set_threshold(100_000, 20, 20)
    # Stops numpy, which pyarrow loads, from starting threads that would only spin.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Stops Arrow's allocators from reserving gigabytes of address space, which fails if that is limited.
    os.environ.setdefault("JE_ARROW_MALLOC_CONF", "retain:false")
    os.environ.setdefault("MIMALLOC_ARENA_RESERVE", "65536")  # in KiB
    if not any("spark" in argument for argument in sys.argv):
        sys.meta_path.insert(0, _WithoutPandas())
    from fpdata.cli.app import app  # after the environment is set
    from fpdata.cli.output import fail, use_utf_8

    use_utf_8()
    try:
        app()
    except MemoryError:
        fail("not enough memory; free some, or raise the limit (ulimit -v)")
