"""Commands that take data out: export, cite, data-path."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from fpdata.access.save import SaveFormat
from fpdata.cli.chosen import describe_choice
from fpdata.cli.group import CommandGroup
from fpdata.cli.options import DataOption
from fpdata.cli.output import changes, err, print_line, progress
from fpdata.model.escape import escape_json, escape_lines

app = CommandGroup()


class CiteFormatOption(StrEnum):
    """The format of a citation."""

    TEXT = "text"
    BIBTEX = "bibtex"
    CSL_JSON = "csl-json"


class ExportFormatOption(StrEnum):
    """The format of an export, also by the name of the program that reads it."""

    CSV = "csv"
    XLSX = "xlsx"
    DTA = "dta"
    SQLITE = "sqlite"
    PARQUET = "parquet"
    JSONL = "jsonl"
    EXCEL = "excel"
    STATA = "stata"

    @property
    def canonical(self) -> SaveFormat:
        """The format itself."""
        return SaveFormat({"excel": "xlsx", "stata": "dta"}.get(self, self))


@app.add(
    "fpdata export --to csv fpdata-csv",
    "fpdata export --to xlsx tenures -t roles -t role_holders",
    "fpdata export --to dta stata",
)
def export(
    folder: Annotated[
        Path, typer.Argument(help="The folder to write: a new one, or an earlier export of the same tables or fewer.")
    ],
    to: Annotated[ExportFormatOption, typer.Option("--to", help="The format; excel is xlsx, and stata is dta.")],
    table: Annotated[
        list[str] | None, typer.Option("--table", "-t", help="Only this table or view; may be repeated.")
    ] = None,
    data: DataOption = None,
) -> None:
    """Write tables and views in the format of another program.

    The columns that end with _min and _max are real dates; other dates are EDTF text. Excel needs the extra 'xlsx',
    Stata the extra 'dta'. A datapackage.json describes every column and code.
    """
    from fpdata.access.save import save
    from fpdata.checks.render import count

    with progress("Writing") as step:
        written = save(folder, to.canonical, table or (), path=data, progress=step)
    changes.append(f"the data were written to {folder}")
    rows = sum(exported.content.num_rows for exported in written)
    print_line(f"{count(rows, 'row')} of {count(len(written), 'table')} written to {folder} ({to.canonical})")


@app.add(
    "fpdata cite", "fpdata cite plan-28 -f bibtex", "fpdata cite rubio-wish-list -f csl-json > sources.json", pages=True
)
def cite(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="RECORD", help="The id or name of a record (default: the data set).")
    ] = None,
    format: Annotated[CiteFormatOption, typer.Option("--format", "-f", help="Output format.")] = CiteFormatOption.TEXT,
    data: DataOption = None,
) -> None:
    """Print how to cite the data set, or a record with its source."""
    from fpdata.access import cite as citing
    from fpdata.access.resolver import choose_record

    resolved = None
    if words:
        asked = " ".join(words)
        resolved = choose_record("record", asked, data)
        if line := describe_choice(asked, resolved):
            print_line(line, err)
    text = citing.cite(resolved, format=format.value, path=data)
    typer.echo(escape_json(text) if format is CiteFormatOption.CSL_JSON else escape_lines(text), nl=False)


@app.add("fpdata data-path", "duckdb -c \"from '$(fpdata data-path)/roles.parquet' limit 5\"", name="data-path")
def data_path() -> None:
    """Print the folder of the Parquet files that all commands read."""
    from fpdata.access.locate import data_folder

    print_line(str(data_folder()), wrap=False)
