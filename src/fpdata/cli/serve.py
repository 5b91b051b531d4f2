"""The command that shows the data in a browser: serve."""

from __future__ import annotations

import webbrowser
from typing import Annotated

import typer

from fpdata.cli.group import CommandGroup
from fpdata.cli.options import DataOption
from fpdata.cli.output import err, print_line

app = CommandGroup()


@app.add("fpdata serve", "fpdata serve --port 8080 --no-open")
def serve(
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="The port of this machine; 0 for a free one.")
    ] = 8001,
    open: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in a browser.")] = True,
    data: DataOption = None,
) -> None:
    """Show the data in a browser (needs the extra 'datasette').

    Tables, views, search, SQL, and the twenty questions of docs/questions.md: Datasette serves the SQLite database to this
    machine alone, until Ctrl-C. The database is build/fpdata.sqlite if it is current, else one in your cache folder, which
    is made when it is first needed.
    """
    from fpdata.access import datasette
    from fpdata.access.database import find_database, make_database

    datasette.require_datasette()
    database = find_database(data)
    if database is None:
        print_line("making the database (once; it is kept until the data change) …", err, "dim")
        database = make_database(data)
    with datasette.listen(port) as listener:
        address = f"http://{datasette.HOST}:{listener.getsockname()[1]}/{database.stem}"
        print_line(f"{address} shows {database}; Ctrl-C stops it", wrap=False)
        if open:
            webbrowser.open(address)
        datasette.serve(datasette.datasette_app(database), listener)
