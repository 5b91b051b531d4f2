"""Whether the scan in C is there: the distribution fpdata-scan, of the interface that this fpdata was written for."""

from __future__ import annotations

from functools import cache

_INTERFACE = 1


@cache
def has_scan() -> bool:
    """Whether blocks can be scanned; without the scan, pydantic reads every row."""
    try:
        import fpdata_scan
    except (ImportError, OSError):  # not installed, or its library is of another platform
        return False
    return bool(fpdata_scan.INTERFACE == _INTERFACE)
