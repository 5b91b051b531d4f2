"""Write a release: the files that state its version, its changes and its ids.

Nothing here commits, tags or publishes; the maintainer does.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from fpdata._version import SCHEMA_VERSION
from fpdata.checks.rows.released_ids import HEADER
from fpdata.generate.artifacts import artifacts
from fpdata.generate.descriptor import PACKAGE, metadata_of
from fpdata.model.tables import TABLES
from fpdata.package.files import differs
from fpdata.package.locate import DESCRIPTOR, RELEASED_IDS, find_package
from fpdata.package.transaction import replace_files, write_lock
from fpdata.versioning.changelog import insert_entry
from fpdata.versioning.release_plan import ReleasePlan
from fpdata.versioning.snapshot import read_snapshot


def release(root: Path, plan: ReleasePlan, date: str) -> list[str]:
    """Write the files of a planned release, dated `date` (YYYY-MM-DD), all or none; return the paths of those that changed."""
    root = find_package(root).root
    with write_lock(root):
        changed = {name: content for name, content in _contents(root, plan, date) if differs(root / name, content)}
        replace_files(root, changed)
    return list(changed)


def _contents(root: Path, plan: ReleasePlan, date: str) -> Iterator[tuple[str, bytes]]:
    version = plan.version
    schema_version = version if plan.schema_changed else SCHEMA_VERSION
    yield "CHANGELOG.md", insert_entry(_read_text(root / "CHANGELOG.md") or "# Changes\n", plan, date).encode()
    for name, replacements in {
        "src/fpdata/_version.py": (
            (r'(?m)^__version__ = ".*"$', f'__version__ = "{version}"'),
            (r'(?m)^RELEASED = ".*"$', f'RELEASED = "{date}"'),
            (r'(?m)^SCHEMA_VERSION = ".*"$', f'SCHEMA_VERSION = "{schema_version}"'),
        ),
        "CITATION.cff": (
            (r"(?m)^version: .*$", f"version: {version}"),
            (r"(?m)^date-released: .*$", f"date-released: {date}"),
        ),
        "docs/cite.md": ((r"\(version [0-9.]+\)", f"(version {version})"),),
    }.items():
        if (text := _read_text(root / name)) is not None:
            for pattern, new in replacements:
                text = re.sub(pattern, new, text)
            yield name, text.encode()
    yield RELEASED_IDS, _released_ids(root).encode()
    package = find_package(root)
    about = metadata_of(package.descriptor)
    if about.get("name") == PACKAGE["name"]:
        about = PACKAGE | {"schemaVersion": schema_version}
    for name, content in artifacts(root, about | {"version": version}, date).items():
        if name == DESCRIPTOR or (root / name).is_file():
            yield name, content


def _released_ids(root: Path) -> str:
    """Return the list of all ids ever released, with those of this release."""
    snapshot = read_snapshot(str(root))
    live = {
        (name, row[TABLES[name].key[0]] or "")
        for name, rows in snapshot.tables.items()
        if len(TABLES[name].key) == 1
        for row in rows
    }
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(sorted(live | snapshot.released_ids))
    return text.getvalue()


def _read_text(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None
