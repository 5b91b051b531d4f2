"""fpdata: who makes U.S. foreign policy, on the record.

>>> import fpdata
>>> fpdata.load("roles").num_rows > 0
True

`load` gives Arrow tables, `records` and `record` typed model instances, `connect` DuckDB with every
table and view; `as_of`, `office` and `travel` answer the usual questions. Nothing heavy is imported until it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from fpdata._version import __version__

if TYPE_CHECKING:
    from fpdata.check.run import check as check
    from fpdata.export.parquet import build as build
    from fpdata.use.connect import connect as connect
    from fpdata.use.history import as_of as as_of
    from fpdata.use.history import office as office
    from fpdata.use.history import travel as travel
    from fpdata.use.load import RecordNotFoundError as RecordNotFoundError
    from fpdata.use.load import RedirectWarning as RedirectWarning
    from fpdata.use.load import load as load
    from fpdata.use.load import tables as tables
    from fpdata.use.records import record as record
    from fpdata.use.records import records as records

_WHERE = {
    "RecordNotFoundError": "fpdata.use.load",
    "RedirectWarning": "fpdata.use.load",
    "as_of": "fpdata.use.history",
    "build": "fpdata.export.parquet",
    "check": "fpdata.check.run",
    "connect": "fpdata.use.connect",
    "load": "fpdata.use.load",
    "office": "fpdata.use.history",
    "record": "fpdata.use.records",
    "records": "fpdata.use.records",
    "tables": "fpdata.use.load",
    "travel": "fpdata.use.history",
}

__all__ = [
    "RecordNotFoundError",
    "RedirectWarning",
    "__version__",
    "as_of",
    "build",
    "check",
    "connect",
    "load",
    "office",
    "record",
    "records",
    "tables",
    "travel",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'fpdata' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_WHERE[name]), name)
    return value


def __dir__() -> list[str]:
    return __all__
