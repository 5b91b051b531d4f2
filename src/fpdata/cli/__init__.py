"""The command line: one module per group of commands, each a thin layer over functions of the library."""

from __future__ import annotations

import gc
import os
import sys
from typing import Any

CANCELLED = 130  # the exit status that shells report after Ctrl-C


def _open_closed_streams() -> None:
    """Connect closed standard streams to nothing: the next file that is opened would take their place."""
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            descriptor = os.open(os.devnull, os.O_RDWR)  # the lowest free number, so usually that of the stream
            if descriptor != number:
                os.dup2(descriptor, number)
                os.close(descriptor)
            setattr(sys, name, open(number, mode, encoding="utf-8"))  # noqa: SIM115 - open until the end


def _require_utf_8() -> None:
    """Start again in Python's UTF-8 mode, if the locale has another encoding: arguments and names of files are read by it."""
    if os.name == "posix" and sys.getfilesystemencoding().lower() != "utf-8" and not sys.flags.utf8_mode:
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 - this program


class _WithoutPandas:
    """Hides pandas and numpy from commands that do not need them: pyarrow would import them, to know their types, which takes longer than a small check."""

    def find_spec(self, name: str, *_: object) -> None:
        if name in ("pandas", "numpy"):
            raise ModuleNotFoundError(f"{name} is hidden", name=name)


def main() -> None:
    """Run the command line; the console script's entry point."""
    try:
        _run()
    except KeyboardInterrupt:  # while modules are imported, or after the command: within it, typer does the same
        sys.exit(CANCELLED)


def _run() -> None:
    _require_utf_8()
    # A check may create millions of records and issues, none of them garbage: collecting as often as Python does by
    # default takes a fifth of the time of a check with many issues.
    gc.set_threshold(100_000, 20, 20)
    # Stops numpy, which Spark needs, from starting threads that would only spin.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Stops Arrow's allocators from reserving gigabytes of address space, which fails if that is limited.
    os.environ.setdefault("JE_ARROW_MALLOC_CONF", "retain:false")
    os.environ.setdefault("MIMALLOC_ARENA_RESERVE", "65536")  # in KiB
    # Stops pydantic from searching every installed distribution for plugins, which we would not use.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if not any(word in argument for argument in sys.argv for word in ("spark", "dta", "plot")):
        finder: Any = _WithoutPandas()  # its base class takes 20 ms to import
        sys.meta_path.insert(0, finder)
    _open_closed_streams()
    from fpdata.cli.app import application  # after the environment is set
    from fpdata.cli.errors import print_traceback
    from fpdata.cli.output import OutputError, discard_output, fail, fail_to_print, use_utf_8

    use_utf_8()
    sys.excepthook = print_traceback
    try:
        try:
            application()()
        finally:
            sys.stdout.flush()  # what was printed outside a command, such as help
    except OutputError as error:
        fail_to_print(error)
    except BrokenPipeError:
        discard_output()
        sys.exit(1)
    except MemoryError:
        fail("not enough memory; free some, or raise the limit (ulimit -v)")
