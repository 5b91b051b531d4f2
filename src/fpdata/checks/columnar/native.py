"""Whether the scan in C is there: the distribution fpdata-scan, of the interface that this fpdata was written for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from fpdata.package.blocks import count_line_feeds

_INTERFACE = 2


@cache
def has_scan() -> bool:
    """Whether blocks can be scanned; without the scan, pydantic reads every row."""
    try:
        import fpdata_scan
    except (ImportError, OSError):  # not installed, or its library is of another platform
        return False
    return bool(fpdata_scan.INTERFACE == _INTERFACE)


def line_counter() -> Callable[[bytes], int]:
    """Return the fastest function there is that counts the lines of a block."""
    if not has_scan():
        return count_line_feeds
    import fpdata_scan

    count_lines: Callable[[bytes], int] = fpdata_scan.count_lines
    return count_lines
