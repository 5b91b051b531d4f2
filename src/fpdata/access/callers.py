"""Where a warning belongs: at the line of the caller who can act on it."""

from __future__ import annotations

import sys
from pathlib import Path

_FOLDER = str(Path(__file__).parent)


def caller_stacklevel() -> int:
    """Return the `stacklevel` with which `warnings.warn`, called next, names the first caller outside this folder.

    From Python 3.12 on, `skip_file_prefixes` of `warnings.warn` does the same.
    """
    frame, level = sys._getframe(1), 1
    while frame.f_back and frame.f_code.co_filename.startswith(_FOLDER):
        frame, level = frame.f_back, level + 1
    return level
