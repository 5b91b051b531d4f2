"""The application: the version, the groups of commands, and what every command has in common."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from fpdata._version import __version__
from fpdata.cli import build, check, edit, imports, query, release, review, sample
from fpdata.cli.errors import report_errors
from fpdata.cli.output import out, warnings_as_messages


class _Group(TyperGroup):
    """Prints the library's errors and warnings as messages, whichever command raises them."""

    def invoke(self, ctx: Any) -> Any:
        with warnings_as_messages(), report_errors():
            return super().invoke(ctx)


app = typer.Typer(
    name="fpdata",
    cls=_Group,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with: fpdata tables · fpdata show marco-rubio · fpdata check",
)
for module in (query, sample, check, build, edit, review, release):
    app.add_typer(module.app)
app.add_typer(imports.app, name="import", rich_help_panel=imports.app.panel)


def _print_version(requested: bool) -> None:
    if requested:
        out.print(f"fpdata {__version__}")
        raise typer.Exit


@app.callback()
def _fpdata(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Who makes U.S. foreign policy, on the record: look it up, check it, build it."""
