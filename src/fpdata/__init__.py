"""fpdata: who makes U.S. foreign policy, on the record.

>>> import fpdata
>>> fpdata.load("roles").num_rows > 0
True

`load` gives Arrow tables, `records` and `record` typed model instances, `connect` DuckDB with every
table and view; `as_of`, `office_holders` and `travel` answer the usual questions. Nothing heavy is imported until it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from fpdata._version import __version__

if TYPE_CHECKING:
    from fpdata.access.duckdb import connect as connect
    from fpdata.access.load import RecordNotFoundError as RecordNotFoundError
    from fpdata.access.load import RedirectWarning as RedirectWarning
    from fpdata.access.load import load as load
    from fpdata.access.load import tables as tables
    from fpdata.access.records import record as record
    from fpdata.access.records import records as records
    from fpdata.access.tenure_queries import as_of as as_of
    from fpdata.access.tenure_queries import office_holders as office_holders
    from fpdata.access.tenure_queries import travel as travel
    from fpdata.checks.api import check as check
    from fpdata.export.parquet import build as build

_WHERE = {
    "RecordNotFoundError": "fpdata.access.load",
    "RedirectWarning": "fpdata.access.load",
    "as_of": "fpdata.access.tenure_queries",
    "build": "fpdata.export.parquet",
    "check": "fpdata.checks.api",
    "connect": "fpdata.access.duckdb",
    "load": "fpdata.access.load",
    "office_holders": "fpdata.access.tenure_queries",
    "record": "fpdata.access.records",
    "records": "fpdata.access.records",
    "tables": "fpdata.access.load",
    "travel": "fpdata.access.tenure_queries",
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
    "office_holders",
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
