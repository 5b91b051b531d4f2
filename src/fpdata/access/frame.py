"""A table as a data frame: days as dates, codes as ordered categories, what is not recorded as missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args, overload

from fpdata.access.errors import MissingExtraError
from fpdata.access.load import load
from fpdata.checks.suggest import did_you_mean
from fpdata.table_names import TableName, ViewName

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow as pa

#: The library whose frame is returned.
FrameBackend = Literal["pandas", "polars", "duckdb", "arrow"]
#: The columns that `sources=True` adds; no table or view has one of these names.
SOURCE_COLUMNS = ("source_title", "source_url")


@overload
def frame(
    table: TableName | ViewName,
    backend: Literal["pandas"] = "pandas",
    *,
    sources: bool = False,
    path: Path | str | None = None,
) -> pd.DataFrame: ...
@overload
def frame(
    table: TableName | ViewName,
    backend: Literal["polars"],
    *,
    sources: bool = False,
    path: Path | str | None = None,
) -> pl.DataFrame: ...
@overload
def frame(
    table: TableName | ViewName,
    backend: Literal["duckdb"],
    *,
    sources: bool = False,
    path: Path | str | None = None,
) -> duckdb.DuckDBPyRelation: ...
@overload
def frame(
    table: TableName | ViewName,
    backend: Literal["arrow"],
    *,
    sources: bool = False,
    path: Path | str | None = None,
) -> pa.Table: ...
def frame(
    table: TableName | ViewName,
    backend: FrameBackend = "pandas",
    *,
    sources: bool = False,
    path: Path | str | None = None,
) -> Any:
    """Return a table or view as a data frame of pandas, Polars or DuckDB, or as a pyarrow Table, with types to work with.

    ======== ===================== ============== ============= ==================
    columns  pandas                Polars         DuckDB        pyarrow
    ======== ===================== ============== ============= ==================
    codes    ordered Categorical   Enum           ENUM          ordered dictionary
    days     datetime64            Date           DATE          date32
    numbers  Int32                 Int32          INTEGER       int32
    texts    string                String         VARCHAR       string
    ======== ===================== ============== ============= ==================

    A code column has all codes of the data dictionary as categories, in its order, whatever the rows have. Days are the
    columns that end with ``_min`` and ``_max``; other dates are EDTF text. What is not recorded is missing (NA, null).

    `sources=True` adds the title and the address of the document that says so, as ``source_title`` and ``source_url``: that
    of ``source_id`` or, where that is empty or no column, of ``document_id`` or of the statement. No other column has
    these names. `path` is that of `load`.

    Raises ValueError for an unknown backend, and for `sources` with a table that refers to no document; MissingExtraError
    if the library is not installed; else as `load` does.

    >>> frame("actors")["kind"].cat.categories[0]
    'person'
    >>> frame("roles", "polars", sources=True).columns[-2:]
    ['source_title', 'source_url']
    """
    if backend not in get_args(FrameBackend):
        hint = did_you_mean(str(backend), get_args(FrameBackend)) or f"use one of {', '.join(get_args(FrameBackend))}"
        raise ValueError(f"unknown backend {backend!r}; {hint}")
    content = with_all_codes(table, load(table, path=path))
    if sources:
        content = _with_sources(table, content, path)
    match backend:
        case "pandas":
            return _to_pandas(content)
        case "polars":
            return _to_polars(content)
        case "duckdb":
            return _to_duckdb(content)
    return content


def with_all_codes(table: str, content: pa.Table) -> pa.Table:
    """Return an exported table with ordered dictionaries that have every code of the model, in its order.

    A code that the model lacks, since the export is of another version, comes after them.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    from fpdata.model.tables import TABLES
    from fpdata.model.views import VIEWS

    for column in (TABLES | VIEWS)[table].columns:
        if not column.codes:
            continue
        texts = content[column.name].cast(pa.string())
        known = [str(code) for code in column.codes]
        others = sorted({*pc.unique(texts).to_pylist()} - {None, *known})
        codes = pa.array([*known, *others], pa.string())
        numbers = pc.index_in(texts.combine_chunks(), codes)
        place = content.column_names.index(column.name)
        field = content.schema.field(place)
        values = pa.DictionaryArray.from_arrays(numbers, codes, ordered=True)
        content = content.set_column(place, field.with_type(values.type), values)
    return content


def _with_sources(table: str, content: pa.Table, path: Path | str | None) -> pa.Table:
    """Return a table with the title and the URL of the document that says so."""
    import pyarrow as pa
    import pyarrow.compute as pc

    names = content.column_names
    documents = [content[name] for name in ("source_id", "document_id") if name in names]
    if not documents and "statement_id" in names:
        statements = load("statements", path=path)
        rows = pc.index_in(content["statement_id"].combine_chunks(), statements["statement_id"].combine_chunks())
        documents = [statements["document_id"].take(rows)]
    if not documents:
        raise ValueError(f"{table} refers to no document, so sources=True adds nothing; leave it out")
    sources = load("documents", path=path)
    rows = pc.index_in(pa.chunked_array(pc.coalesce(*documents)), sources["document_id"].combine_chunks())
    for name, column in zip(SOURCE_COLUMNS, ("title", "url"), strict=True):
        content = content.append_column(name, sources[column].take(rows))
    return content


def _to_pandas(content: pa.Table) -> pd.DataFrame:
    try:
        import pandas as pd  # an extra
    except ImportError:
        raise _missing("pandas", "pandas") from None
    import pyarrow as pa

    types = {pa.string(): pd.StringDtype(), pa.int32(): pd.Int32Dtype()}
    return content.to_pandas(types_mapper=types.get, date_as_object=False)


def _to_polars(content: pa.Table) -> pl.DataFrame:
    try:
        import polars as pl  # an extra
    except ImportError:
        raise _missing("polars", "Polars") from None
    return pl.DataFrame(_codes_as_text(content)).with_columns(
        pl.col(name).cast(pl.Enum(values)) for name, values in _codes(content).items()
    )


def _to_duckdb(content: pa.Table) -> duckdb.DuckDBPyRelation:
    try:
        import duckdb  # an extra
    except ImportError:
        raise _missing("duckdb", "DuckDB") from None
    relation = duckdb.connect().from_arrow(_codes_as_text(content))
    casts = []
    for name, values in _codes(content).items():
        quoted = ", ".join("'" + value.replace("'", "''") + "'" for value in values)
        casts.append(f'cast("{name}" as enum({quoted})) as "{name}"')
    return relation.project(f"* replace ({', '.join(casts)})" if casts else "*")


def _codes(content: pa.Table) -> dict[str, list[str]]:
    """Return the categories of each code column by name."""
    import pyarrow as pa

    return {
        field.name: content[field.name].chunk(0).dictionary.to_pylist()
        for field in content.schema
        if pa.types.is_dictionary(field.type)
    }


def _codes_as_text(content: pa.Table) -> pa.Table:
    import pyarrow as pa

    fields = [field.with_type(pa.string()) if pa.types.is_dictionary(field.type) else field for field in content.schema]
    return content.cast(pa.schema(fields))


def _missing(extra: str, library: str) -> MissingExtraError:
    return MissingExtraError(
        f"a frame of {library} needs {library}, which is not installed; run: pip install 'fpdata[{extra}]'"
    )
