"""The command that releases a version."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fpdata.cli.output import FOUND, err, fail, out


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command(epilog="Examples: fpdata release --dry-run · fpdata release · fpdata release --version 2.0.0")(release)


def release(
    path: Annotated[Path, typer.Argument(help="The package: a folder, or its datapackage.json.")] = Path("."),
    last: Annotated[
        str | None, typer.Option("--last", help="The last release: a folder, wheel or revision; the newest tag v*.")
    ] = None,
    version: Annotated[str | None, typer.Option("--version", help="The number, if not the least possible.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell, and write nothing.")] = False,
) -> None:
    """Release a version: what changed since the last, the number that asks for, and the files that state it.

    A number smaller than the changes ask for (docs/versions.md) is refused. Commit and tag are yours.
    """
    from datetime import UTC, datetime  # noqa: PLC0415

    from fpdata.package.locate import PackageError  # noqa: PLC0415
    from fpdata.package.transaction import TransactionError  # noqa: PLC0415
    from fpdata.versioning import release as releasing  # noqa: PLC0415
    from fpdata.versioning.changelog import changelog_entry  # noqa: PLC0415
    from fpdata.versioning.release_plan import ReleaseError, plan_release  # noqa: PLC0415
    from fpdata.versioning.snapshot import SnapshotError  # noqa: PLC0415

    try:
        planned = plan_release(path, last, version)
        out.print(f"{planned.last or 'no release'} → {planned.version}", markup=False)
        for reason in planned.reasons:
            out.print(f"  {reason.bump.name}: {reason.text}", markup=False)
        out.print(f"\n{changelog_entry(planned)}", markup=False)
        if dry_run:
            return
        for name in releasing.release(path, planned, datetime.now(UTC).date().isoformat()):
            out.print(f"wrote {name}", markup=False)
    except ReleaseError as error:
        err.print(str(error), markup=False)
        raise typer.Exit(FOUND) from None
    except (SnapshotError, PackageError, TransactionError, OSError) as error:
        fail(str(error))
    tag = f"v{planned.version}"
    out.print(
        f"To publish, look at it, then: git commit -am 'Release {planned.version}' && git tag {tag}", markup=False
    )
