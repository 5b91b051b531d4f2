"""Generate the documentation pages: the data dictionary and the issue codes."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import cleandoc

from fpdata.checks.codes import CODES
from fpdata.checks.examples import EXAMPLES, Example, format_content
from fpdata.generate.record_artifacts import GENERATED
from fpdata.model.fields import Code
from fpdata.model.predicates import PREDICATE_USES, Predicate
from fpdata.model.table import Column, Table
from fpdata.model.tables import TABLES
from fpdata.model.views import VIEWS

_CODES_OF_TABLES = {column.codes for table in TABLES.values() for column in table.columns}


def data_dictionary() -> str:
    """Return the data dictionary: every table, column and code, in Markdown."""
    return "\n".join(_dictionary()) + "\n"


def _dictionary() -> Iterator[str]:
    yield "# Data dictionary"
    yield ""
    yield GENERATED.format("src/fpdata/model/")
    yield ""
    yield "Each table is one CSV file in `datasets/`, one Parquet file and one model. Columns in **bold** are the primary key."
    yield 'In SQL, the columns `end`, `from`, `table` and `to` need double quotes (`"end"`), being words of the language.'
    yield "An empty cell is null: *not recorded*. For each EDTF column `x`, exports add `x_min` and `x_max`, the first"
    yield "and last day it can mean (type date; null if open or unknown)."
    yield ""
    yield "Tables: " + ", ".join(f"[{name}](#{name})" for name in TABLES) + "."
    yield "Views, in exports only: " + ", ".join(f"[{name}](#{name})" for name in VIEWS) + "."
    for table in (*TABLES.values(), *VIEWS.values()):
        yield from _table(table)


def _table(table: Table) -> Iterator[str]:
    yield ""
    yield f"## {table.name}"
    yield ""
    yield table.description
    yield ""
    yield "| column | type | description | example |"
    yield "| --- | --- | --- | --- |"
    for column in table.columns:
        example = f"`{column.example}`" if column.example else ""
        name = f"**{column.name}**" if column.name in table.key else column.name
        yield f"| {name} | {_type(column)} | {column.description} | {example} |"
    for column in table.columns:
        if column.codes and (table.name in TABLES or column.codes not in _CODES_OF_TABLES):
            yield from _meanings(column.codes, f"`{table.name}.{column.name}`: ")
            if column.codes is Predicate:
                for values in dict.fromkeys(use.values for use in PREDICATE_USES.values() if use.values):
                    yield from _meanings(values)


def _meanings(codes: type[Code], of: str = "") -> Iterator[str]:
    yield ""
    yield of + cleandoc(codes.__doc__ or "")
    yield ""
    yield from (f"- `{code}`: {code.description}" for code in codes)


def _type(column: Column) -> str:
    base = (
        f"→ [{column.target_table}](#{column.target_table})"
        if column.target_table
        else "EDTF"
        if column.kind == "edtf"
        else column.kind
    )
    return base if not column.nullable else f"{base}, may be empty"


def code_pages() -> str:
    """Return the page of issue codes, in Markdown."""
    return "\n".join(_codes()) + "\n"


def _codes() -> Iterator[str]:
    yield "# Issue codes"
    yield ""
    yield GENERATED.format("codes.py and examples.py in src/fpdata/checks/")
    yield ""
    yield "`fpdata check` reports issues with these codes. An error blocks the export; a warning asks for a second look."
    yield "`fpdata explain CODE` prints one entry. The examples come from a small fictional package, and the tests run them."
    group = ""
    for code, info in CODES.items():
        if group != (group := code.split("-")[0]):
            yield ""
            yield f"## {group}"
        yield ""
        yield f"### {code}"
        yield ""
        yield f"{info.title} ({info.severity}). {info.why} **Fix:** {info.fix}"
        yield ""
        yield from _example(EXAMPLES[code])


def _example(example: Example) -> Iterator[str]:
    for word, content in (("Wrong", example.wrong), ("Right", example.right)):
        yield f"{word}, in `{example.place}`:"
        yield ""
        yield "```text"
        yield format_content(content)
        yield "```"
        if word == "Wrong":
            yield ""
