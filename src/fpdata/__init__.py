"""fpdata: who makes U.S. foreign policy, on the record.

>>> import fpdata
>>> fpdata.load("roles").num_rows > 0
True

- `load` returns a table or view as Arrow, `frame` as a data frame of pandas, Polars or DuckDB; `records` and `record`
  return typed instances; `connect` opens DuckDB with every table and view; `tables` lists the tables.
- `find` finds records by words of a name, title or summary.
- `as_of`, `office_holders`, `travel`, `letters`, `letter_counts`, `room` and `timeline` answer common questions; `chain`
  follows a statement through those who report it, `contested` lists claims that disagree, `denials` who denied what;
  `power` says who led, was in the room or was left out, by whose account; `sample` draws cells to check against their
  sources.
- `cite` says how to cite the data set, or a record with its source.
- `plot` draws tenures, timelines, travel, networks and power (needs the extra 'plot').
- `check` validates a package of CSV files and returns a report; `build` also writes its Parquet export.

Conventions: the first argument says what to look for; filters are keyword-only names or ids (`office`, `person`,
`country`, `organization`, `sender`, `recipient`); days are `day` (in `as_of`, also a month or year), `start` and `end`,
as a date or YYYY-MM-DD; `path`, keyword-only, is a folder that `build` wrote, by default the data installed with
fpdata. In `check` and `build`, `path` is the package to read.

An unknown table, name or id raises UnknownIdError with suggestions, a name that may be several AmbiguousNameError, a
missing export DataNotFoundError, a damaged one UnreadableDataError; a retired id resolves to its replacement with a
RedirectWarning. Modules are imported when first used, so that `import fpdata` is fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from fpdata._version import __version__

if TYPE_CHECKING:
    from fpdata import plot as plot
    from fpdata.access.chain import chain as chain
    from fpdata.access.cite import cite as cite
    from fpdata.access.contested import contested as contested
    from fpdata.access.denials import denials as denials
    from fpdata.access.duckdb import connect as connect
    from fpdata.access.errors import AmbiguousNameError as AmbiguousNameError
    from fpdata.access.errors import DataNotFoundError as DataNotFoundError
    from fpdata.access.errors import MissingExtraError as MissingExtraError
    from fpdata.access.errors import RedirectWarning as RedirectWarning
    from fpdata.access.errors import StaleDataWarning as StaleDataWarning
    from fpdata.access.errors import UnknownIdError as UnknownIdError
    from fpdata.access.errors import UnreadableDataError as UnreadableDataError
    from fpdata.access.find import find as find
    from fpdata.access.frame import frame as frame
    from fpdata.access.letters import letter_counts as letter_counts
    from fpdata.access.letters import letters as letters
    from fpdata.access.load import load as load
    from fpdata.access.locate import tables as tables
    from fpdata.access.power import power as power
    from fpdata.access.records import record as record
    from fpdata.access.records import records as records
    from fpdata.access.room import room as room
    from fpdata.access.sample import sample as sample
    from fpdata.access.tenure_queries import as_of as as_of
    from fpdata.access.tenure_queries import office_holders as office_holders
    from fpdata.access.timeline import timeline as timeline
    from fpdata.access.travel import travel as travel
    from fpdata.checks.api import check as check
    from fpdata.export.parquet import BuildError as BuildError
    from fpdata.export.parquet import build as build
    from fpdata.package.locate import PackageError as PackageError

_MODULES = {
    "AmbiguousNameError": "fpdata.access.errors",
    "BuildError": "fpdata.export.parquet",
    "DataNotFoundError": "fpdata.access.errors",
    "MissingExtraError": "fpdata.access.errors",
    "PackageError": "fpdata.package.locate",
    "RedirectWarning": "fpdata.access.errors",
    "StaleDataWarning": "fpdata.access.errors",
    "UnknownIdError": "fpdata.access.errors",
    "UnreadableDataError": "fpdata.access.errors",
    "as_of": "fpdata.access.tenure_queries",
    "build": "fpdata.export.parquet",
    "chain": "fpdata.access.chain",
    "check": "fpdata.checks.api",
    "cite": "fpdata.access.cite",
    "connect": "fpdata.access.duckdb",
    "contested": "fpdata.access.contested",
    "denials": "fpdata.access.denials",
    "find": "fpdata.access.find",
    "frame": "fpdata.access.frame",
    "letter_counts": "fpdata.access.letters",
    "letters": "fpdata.access.letters",
    "load": "fpdata.access.load",
    "office_holders": "fpdata.access.tenure_queries",
    "power": "fpdata.access.power",
    "record": "fpdata.access.records",
    "records": "fpdata.access.records",
    "room": "fpdata.access.room",
    "sample": "fpdata.access.sample",
    "tables": "fpdata.access.locate",
    "timeline": "fpdata.access.timeline",
    "travel": "fpdata.access.travel",
}

__all__ = [
    "AmbiguousNameError",
    "BuildError",
    "DataNotFoundError",
    "MissingExtraError",
    "PackageError",
    "RedirectWarning",
    "StaleDataWarning",
    "UnknownIdError",
    "UnreadableDataError",
    "__version__",
    "as_of",
    "build",
    "chain",
    "check",
    "cite",
    "connect",
    "contested",
    "denials",
    "find",
    "frame",
    "letter_counts",
    "letters",
    "load",
    "office_holders",
    "plot",
    "power",
    "record",
    "records",
    "room",
    "sample",
    "tables",
    "timeline",
    "travel",
]


def __getattr__(name: str) -> Any:
    if name == "plot":
        return import_module("fpdata.plot")
    if name not in _MODULES:
        raise AttributeError(f"module 'fpdata' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_MODULES[name]), name)
    return value


def __dir__() -> list[str]:
    return __all__
