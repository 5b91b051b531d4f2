"""The command line: every command is a thin layer over one function of the library."""

from __future__ import annotations


def main() -> None:
    """Run the command line; the console script's entry point."""
    from fpdata.cli.app import app  # noqa: PLC0415 - importing fpdata.cli costs nothing

    app()
