"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fpdata.cli.output import TableFormat

PackageArgument = Annotated[Path, typer.Argument(help="The package: a folder or its datapackage.json.")]
PackageOption = Annotated[Path, typer.Option("--package", "-p", help="The package: a folder or its datapackage.json.")]
DataOption = Annotated[
    Path | None, typer.Option("--data", help="A folder that 'fpdata build' wrote (default: the installed data).")
]
TableFormatOption = Annotated[
    TableFormat | None,
    typer.Option("--format", "-f", help="Output format (default: a table on a terminal, JSON when piped)."),
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show what would be written; write nothing.")]
