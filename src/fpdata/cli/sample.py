"""Commands that measure the data: sample, quality."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fpdata.cli.group import CommandGroup
from fpdata.cli.options import DataOption, PackageArgument, TableFormatOption
from fpdata.cli.output import TableFormat, fail, is_terminal, print_rows
from fpdata.model.escape import escape_lines
from fpdata.package.csv_reader import CsvRow, read_csv

app = CommandGroup(pages=True)


@app.add("fpdata sample --table roles --seed 42 -n 50", "fpdata sample --table events --source travels --format csv")
def sample(
    table: Annotated[str, typer.Option("--table", "-t", help="The table to draw from.")],
    n: Annotated[int, typer.Option("-n", min=1, help="The number of cells.")] = 50,
    seed: Annotated[int, typer.Option("--seed", help="The same seed draws the same cells of the same data.")] = 0,
    source: Annotated[str | None, typer.Option("--source", help="Only records of this source, by document id.")] = None,
    data: DataOption = None,
    format: TableFormatOption = None,
) -> None:
    """Draw cells at random to check against their sources.

    All filled cells but ids and sources are equally likely. The share of drawn cells that are right estimates the
    precision of the table; docs/quality.md says how to record it.
    """
    from fpdata.access.errors import UnknownIdError
    from fpdata.access.sample import sample as draw

    try:
        cells = draw(table, n, seed=seed, source=source, path=data)  # type: ignore[arg-type]
    except UnknownIdError:
        raise
    except ValueError as error:  # nothing to draw from
        fail(str(error))
    if format is TableFormat.TABLE or (format is None and is_terminal()):
        cells = cells.drop_columns(["source_id", "title"])  # the address says as much
    print_rows(cells.column_names, [list(row.values()) for row in cells.to_pylist()], format)


@app.add("fpdata quality > docs/quality.md")
def quality(path: PackageArgument = Path(".")) -> None:
    """Print the quality report of a package.

    It says what records rest on, the precision of the samples in docs/audits.csv, how far the coders in
    docs/codings.csv agree, what is doubted, and how far the record reaches. 'make quality' writes it to docs/quality.md.
    """
    from fpdata.edit.tables import read_tables
    from fpdata.generate.agreement import CODING_COLUMNS
    from fpdata.generate.quality import AUDIT_COLUMNS, quality_page
    from fpdata.package.locate import find_package

    package = find_package(path)
    audits = _rows_of(package.root / "docs" / "audits.csv", AUDIT_COLUMNS)
    codings = _rows_of(package.root / "docs" / "codings.csv", CODING_COLUMNS)
    typer.echo(escape_lines(quality_page(read_tables(package), audits, codings)), nl=False)


def _rows_of(file: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Return the complete rows of a CSV file with these columns; none if there is no such file."""
    items = [item for item in read_csv(file) if isinstance(item, CsvRow)] if file.is_file() else []
    return [dict(zip(columns, item.cells, strict=True)) for item in items[1:] if len(item.cells) == len(columns)]
