"""Read the text of records that somebody gives to a command: a file, a pipe or standard input, up to a limit."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import IO

from fpdata.edit.tables import EditError

#: More than this data set has in all its tables: whoever gives as much has named another file, or one that never ends.
MAX_INPUT_BYTES = 64 << 20
#: Where a shell puts the pipes of `<(…)` and standard input.
_OPEN_FILES = ("/dev/fd", "/dev/stdin", "/proc/self/fd")


def read_input(file: Path | None, standard_input: IO[bytes]) -> bytes:
    """Return what is in a file, or on standard input for None or `-`.

    Raises EditError for more than `MAX_INPUT_BYTES`, and for a device or a pipe that somebody made, which might never
    end or never begin; OSError if the file cannot be read.
    """
    if file is None or file == Path("-"):
        return _read(standard_input, "standard input")
    mode = file.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(file))
    if not stat.S_ISREG(mode) and not any(Path(os.path.abspath(file)).is_relative_to(place) for place in _OPEN_FILES):
        raise EditError(f"{file} is not a regular file; to read what a program writes, pipe it to: fpdata new -f -")
    with file.open("rb") as stream:
        return _read(stream, str(file))


def _read(stream: IO[bytes], name: str) -> bytes:
    content = stream.read(MAX_INPUT_BYTES + 1)
    if len(content) > MAX_INPUT_BYTES:
        raise EditError(f"{name} has more than {MAX_INPUT_BYTES >> 20} MB; give the records in several files")
    return content
