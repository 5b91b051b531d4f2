"""The command that takes back changes: undo."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fpdata.cli.confirm import require_yes
from fpdata.cli.group import CommandGroup
from fpdata.cli.options import PackageOption
from fpdata.cli.output import changes, print_line

app = CommandGroup()


@app.add("fpdata undo", "fpdata undo --list", "fpdata undo --yes")
def undo(
    path: PackageOption = Path("."),
    show: Annotated[
        bool, typer.Option("--list", help="List the changes that can be taken back; change nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Take back the last change that a command made.

    Restores the files byte for byte, if they are still as the command left them. Run it again to go
    one change further back. The last 20 changes are kept, in the clone's folder .git.
    """
    from fpdata.versioning.undo import changes_to_undo, describe_change, plan_undo
    from fpdata.versioning.undo import undo as take_back

    if show:
        found = changes_to_undo(path)
        for number, change in enumerate(found, 1):
            print_line(f"{number:>3}  {describe_change(change)}")
        if not found:
            print_line("No command made a change that can be taken back.")
        return
    planned = plan_undo(path)
    print_line("This takes back:")
    for line in planned.lines():
        print_line(line)
    if not yes:
        require_yes("Take it back?", default=True, option="--yes")
    written = take_back(planned)
    changes.append(f"the change was taken back: {', '.join(written)}")
    print_line("Taken back.")
