"""The command that prepares a release."""

from __future__ import annotations

import shlex
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from fpdata.cli.group import CommandGroup
from fpdata.cli.options import PackageArgument
from fpdata.cli.output import changes, print_line

app = CommandGroup()


@app.add("fpdata release --dry-run", "fpdata release", "fpdata release --version 2.0.0")
def release(
    path: PackageArgument = Path("."),
    last: Annotated[
        str | None,
        typer.Option("--last", help="The last release: a folder, wheel or revision (default: the newest tag v*)."),
    ] = None,
    version: Annotated[
        str | None, typer.Option("--version", help="Version number (default: the smallest allowed).")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the plan; write nothing.")] = False,
) -> None:
    """Prepare a release: version, changelog, released ids.

    The changes since the last release decide which version numbers are allowed (docs/versions.md). You
    commit and tag.
    """
    from fpdata.versioning import release as releases
    from fpdata.versioning.changelog import changelog_entry
    from fpdata.versioning.release_plan import plan_release

    plan = plan_release(path, last, version)
    print_line(f"{plan.last or 'no release'} → {plan.version}")
    for reason in plan.reasons:
        print_line(f"  {reason.bump.name}: {reason.text}")
        for detail in reason.details:
            print_line(f"    {detail}")
    print_line(f"\n{changelog_entry(plan)}", wrap=False)
    if dry_run:
        return
    written = releases.release(path, plan, datetime.now(UTC).date().isoformat())
    changes.append(f"version {plan.version} was written to {', '.join(written)}")
    for name in written:
        print_line(f"wrote {name}")
    # The list of released ids is new at the first release, and 'commit -a' would leave it out.
    added = shlex.join(["git", "add", "--", *written])
    commands = f"{added} && git commit -am 'Release {plan.version}' && git tag v{plan.version}"
    print_line(f"Review the changes, then publish: {commands}")
