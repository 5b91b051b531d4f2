"""Release a version: what changed since the last one, which number that asks for, and the files that state it.

The tag is the maintainer's: nothing here commits, tags or publishes.
"""

from __future__ import annotations

import csv
import io
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fpdata._version import __version__
from fpdata.checks.api import check
from fpdata.checks.rows.released_ids import HEADER
from fpdata.generate.artifacts import artifacts
from fpdata.generate.descriptor import PACKAGE, dump_json, package_descriptor, table_path
from fpdata.model.tables import TABLES
from fpdata.package.locate import DESCRIPTOR, RELEASED_IDS, find_package
from fpdata.package.transaction import replace_files, write_lock
from fpdata.versioning.diff import Difference, compare
from fpdata.versioning.semver import Bump, Reason, next_version, parse, reasons, version_step
from fpdata.versioning.snapshot import Snapshot, read_snapshot

_UNRELEASED = "(not yet released)"
_HEADING = re.compile(r"^## .*$", re.MULTILINE)


class ReleaseError(Exception):
    """The release cannot be made; the message says why. Nothing was changed."""


@dataclass(frozen=True)
class Plan:
    """What a release would be: the number, why, and the difference to the last release."""

    last: str | None
    version: str
    least: str
    reasons: list[Reason]
    difference: Difference


def plan(root: Path, last: str | None = None, version: str | None = None) -> Plan:
    """Return what releasing the package at `root` would mean.

    `last` is the last release: a folder, a wheel or a revision; the newest tag ``v*`` by default, and
    none where there is no such tag. `version` is the number wanted; the least that the rule allows by
    default. Raises ReleaseError where the package is not valid or the number is too small.
    """
    root = find_package(root).root
    report = check(root)
    if not report.ok:
        raise ReleaseError(f"the package has {len(report.errors):,} errors; run 'fpdata check'")
    new = read_snapshot(str(root))
    name = last or _newest_tag(root)
    if name is None:
        number = version or __version__
        _parse(number)
        return Plan(None, number, number, [], compare({}, new.tables))
    old = read_snapshot(name, root)
    difference = compare(old.tables, new.tables)
    why = reasons(difference, old.descriptor, package_descriptor(_files(root)))
    needed = max((reason.bump for reason in why), default=Bump.NONE)
    if needed is Bump.NONE and version is None:
        raise ReleaseError(f"nothing changed for users since {name}; to release the code alone, give --version")
    _require_kept(old, new)
    least = next_version(old.number, needed)
    wanted = version or least
    _parse(wanted)
    if version_step(old.number, wanted) < max(needed, Bump.PATCH):
        raise ReleaseError(
            f"{wanted} is too small a step from {old.number}: {why[0].text if why else 'it is no later version'} asks for {needed.name}, {least} or later"
        )
    return Plan(name, wanted, least, why, difference)


def release(root: Path, planned: Plan, date: str) -> list[str]:
    """Write the files that state the release; return their paths. All are written, or none."""
    root = find_package(root).root
    with write_lock(root):
        contents = {name: content for name, content in _contents(root, planned, date) if _differs(root / name, content)}
        replace_files(root, contents)
    return list(contents)


def entry(planned: Plan) -> str:
    """Return the text of the changelog on the data: what changed, and for whom it matters."""
    if planned.last is None:
        added = len(planned.difference.of("added"))
        return f"Data: the first release, {added:,} records.\n"
    moved = [change for kind in ("withdrawn", "merged", "renamed") for change in planned.difference.of(kind)]
    gone = [
        f"  - {change.table} `{change.id}` {f'is `{change.to}` now' if change.to else 'is withdrawn'}"
        for change in moved
        if len(TABLES[change.table].key) == 1
    ]
    lines = [f"Data, since {planned.last}:", ""]
    for bump, who in (
        (Bump.MAJOR, "May break what you have, if you hold ids or columns"),
        (Bump.MINOR, "More to find"),
        (Bump.PATCH, "Other values"),
    ):
        if texts := [reason.text for reason in planned.reasons if reason.bump is bump]:
            lines += [f"- {who}: {'; '.join(texts)}.", *(gone if bump is Bump.MAJOR else ())]
    if planned.difference.contested:
        count = len(planned.difference.contested)
        lines.append(
            f"- Claims disagree on {count:,} more subject{'s' if count > 1 else ''}; see the view `contested`."
        )
    return "\n".join(lines) + "\n"


def _contents(root: Path, planned: Plan, date: str) -> Iterator[tuple[str, bytes]]:
    version = planned.version
    yield "CHANGELOG.md", _changelog(_text(root / "CHANGELOG.md") or "# Changes\n", planned, date).encode()
    for name, pattern, new in (
        ("src/fpdata/_version.py", r'(?m)^__version__ = ".*"$', f'__version__ = "{version}"'),
        ("CITATION.cff", r"(?m)^version: .*$", f"version: {version}"),
        ("CITATION.cff", r"(?m)^date-released: .*$", f"date-released: {date}"),
        ("docs/cite.md", r"\(version [0-9.]+\)", f"(version {version})"),
    ):
        yield from _replaced(root, name, pattern, new)
    yield RELEASED_IDS, _released(root).encode()
    generated = artifacts(root)
    about = {name: value for name, value in find_package(root).descriptor.items() if name != "resources"}
    about = (PACKAGE if about.get("name") == PACKAGE["name"] else about) | {"version": version}
    yield from (
        (name, content) for name, content in generated.items() if name != DESCRIPTOR and (root / name).is_file()
    )
    yield DESCRIPTOR, dump_json(package_descriptor(_files(root), about))


def _replaced(root: Path, name: str, pattern: str, new: str) -> Iterator[tuple[str, bytes]]:
    text = _text(root / name)
    if text is not None:
        yield name, re.sub(pattern, new, text).encode()


def _changelog(text: str, planned: Plan, date: str) -> str:
    """Return the changelog with the release at its head; what was noted as not yet released belongs to it."""
    headings = list(_HEADING.finditer(text))
    title = f"## {planned.version} ({date})"
    if headings and _UNRELEASED in headings[0][0]:
        end = headings[1].start() if len(headings) > 1 else len(text)
        noted = text[headings[0].end() : end].strip()
        return f"{text[: headings[0].start()]}{title}\n\n{noted}\n\n{entry(planned)}\n{text[end:]}".rstrip() + "\n"
    at = headings[0].start() if headings else len(text)
    return f"{text[:at].rstrip()}\n\n{title}\n\n{entry(planned)}\n{text[at:]}".rstrip() + "\n"


def _released(root: Path) -> str:
    """Return the list of all ids ever released, this release's included."""
    version = read_snapshot(str(root))
    live = {
        (name, row[TABLES[name].key[0]] or "")
        for name, rows in version.tables.items()
        if len(TABLES[name].key) == 1
        for row in rows
    }
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(sorted(live | version.released))
    return text.getvalue()


def _require_kept(old: Snapshot, new: Snapshot) -> None:
    if lost := old.released - new.released:
        table, id = min(lost)
        raise ReleaseError(
            f"{RELEASED_IDS} has lost {len(lost):,} ids that {old.name} had, as {id} of {table}; restore them"
        )


def _files(root: Path) -> dict[str, tuple[str, bytes]]:
    return {name: (table_path(name), path.read_bytes()) for name, path in find_package(root).files.items()}


def _newest_tag(root: Path) -> str | None:
    command = ["git", "-C", str(root), "tag", "--list", "v*", "--merged", "HEAD"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    except FileNotFoundError:
        return None
    tags = [tag for tag in done.stdout.split() if re.fullmatch(r"v[0-9]+\.[0-9]+\.[0-9]+", tag)]
    return max(tags, key=lambda tag: parse(tag[1:]), default=None)


def _parse(version: str) -> None:
    try:
        parse(version)
    except ValueError as error:
        raise ReleaseError(str(error)) from None


def _text(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None


def _differs(path: Path, content: bytes) -> bool:
    return not path.is_file() or path.read_bytes() != content
