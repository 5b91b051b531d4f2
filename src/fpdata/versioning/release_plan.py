"""Plan a release: what changed since the last one, and which version that requires."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from fpdata._version import __version__
from fpdata.checks.api import check
from fpdata.checks.render import count
from fpdata.generate.descriptor import package_descriptor, read_files
from fpdata.package.locate import RELEASED_IDS, find_package
from fpdata.versioning.bump_reasons import BumpReason, bump_reasons, schema_changed
from fpdata.versioning.diff import Difference, compare
from fpdata.versioning.releases import newest_release
from fpdata.versioning.semver import Bump, bump_between, next_version, parse_version
from fpdata.versioning.snapshot import Snapshot, read_snapshot

# A release in the changelog, as `insert_entry` writes it; one that is "(not yet released)" has no date.
_RELEASED = re.compile(r"(?m)^## ((?:(?:0|[1-9][0-9]{0,8})\.){2}(?:0|[1-9][0-9]{0,8})) \([0-9]")


class ReleaseError(Exception):
    """The release cannot be made; the message says why. Nothing was changed."""


@dataclass(frozen=True)
class ReleasePlan:
    """A release before it is written."""

    last: str | None
    """The last release, as it was named or found; None for the first."""
    version: str
    reasons: list[BumpReason]
    difference: Difference
    """Every change of records since the last release."""
    schema_changed: bool = True
    """Whether tables, columns, types, keys or codes changed, so that the schema version is that of this release."""


def plan_release(root: Path, last: str | None = None, version: str | None = None) -> ReleasePlan:
    """Return the plan for releasing the package at `root`.

    `last` is the last release: a folder, a wheel or a git revision; by default the newest tag ``v*``; if
    there is none, this release is the first. `version` is by default the smallest that the changes
    allow. Raises ReleaseError if the package has errors, has lost released ids or has not changed, if the tag of
    an earlier release is missing, or if `version` is too small; SnapshotError if `last` cannot be read.
    """
    package = find_package(root)
    report = check(package.root)
    if not report.ok:
        raise ReleaseError(f"the package has {count(len(report.errors), 'error')}; run 'fpdata check'")
    new = read_snapshot(str(package.root))
    name = last or newest_release(package.root)
    if not last:
        _require_tags(package.root, name, new)
    if name is None:
        first = version or __version__
        _require_version(first)
        return ReleasePlan(None, first, [], compare({}, new.tables))
    old = read_snapshot(name, package.root)
    difference = compare(old.tables, new.tables)
    try:
        parse_version(old.version)
        descriptor = package_descriptor(read_files(package))
        reasons = bump_reasons(difference, old.descriptor, descriptor)
        changed = schema_changed(old.descriptor, descriptor)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ReleaseError(f"the descriptor of {old.name} is not that of a release of this data set: {error}") from None
    _require_released_ids(old, new)
    return ReleasePlan(name, _choose_version(old, reasons, version), reasons, difference, changed)


def _choose_version(old: Snapshot, reasons: list[BumpReason], version: str | None) -> str:
    """Return `version`, or the smallest that `reasons` allow. Raises ReleaseError if `version` is smaller."""
    needed = max((reason.bump for reason in reasons), default=Bump.NONE)
    if version is None and needed is Bump.NONE:
        raise ReleaseError(f"nothing has changed for users since {old.name}; to release the code alone, pass --version")
    smallest = next_version(old.version, max(needed, Bump.PATCH))
    if version is None:
        return smallest
    _require_version(version)
    bump = bump_between(old.version, version)
    if bump is Bump.NONE:
        raise ReleaseError(f"{version} is not later than {old.version}; use {smallest} or later")
    if bump < needed:
        texts = "; ".join(reason.text for reason in reasons if reason.bump is needed)
        raise ReleaseError(
            f"{version} is too small: these changes require a {needed.name} release, {smallest} or later: {texts}"
        )
    return version


def _require_released_ids(old: Snapshot, new: Snapshot) -> None:
    if lost := old.released_ids - new.released_ids:
        table, id = min(lost)
        raise ReleaseError(
            f"{RELEASED_IDS} lacks {len(lost):,} ids that {old.name} has, such as {id} of {table}; restore them"
        )


def _require_tags(root: Path, tag: str | None, new: Snapshot) -> None:
    """Raise ReleaseError if the package had a release after `tag`: a clone may lack tags, or the commits they name."""
    path = root / "CHANGELOG.md"
    text = path.read_text("utf-8", "replace") if path.is_file() else ""
    versions = _RELEASED.findall(text)
    newest = max(versions, key=parse_version, default=None)
    if newest and (tag is None or parse_version(newest) > parse_version(tag[1:])):
        shown = f"CHANGELOG.md has release {newest}"
    elif new.released_ids and tag is None:
        shown = f"{RELEASED_IDS} has ids of earlier releases"
    else:
        return
    raise ReleaseError(
        f"{shown}, but {f'the newest tag found is {tag}' if tag else 'no tag of a release was found'}; fetch the tags and"
        " the history (git fetch --tags --unshallow; without --unshallow in a full clone), or name the last release"
        " with --last"
    )


def _require_version(version: str) -> None:
    try:
        parse_version(version)
    except ValueError as error:
        raise ReleaseError(str(error)) from None
