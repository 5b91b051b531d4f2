"""Version numbers and the steps between them (semver.org); docs/versions.md says what each step promises.

Before 1.0.0, a MAJOR change raises the second number, as a MINOR one does.
"""

from __future__ import annotations

import re
from enum import IntEnum


class Bump(IntEnum):
    """Which of the three numbers of a version goes up."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


#: Three numbers without leading zeros.
VERSION = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)")


def parse_version(version: str) -> tuple[int, int, int]:
    """Return the major, minor and patch number of a version. Raises ValueError if it is not three numbers."""
    if (match := VERSION.fullmatch(version)) is None:
        raise ValueError(f"{version!r} is not a version; use three numbers, such as 1.4.0")
    major, minor, patch = map(int, match.groups())
    return major, minor, patch


def next_version(version: str, bump: Bump) -> str:
    """Return the version after `version`. Raises ValueError as `parse_version` does.

    >>> next_version("1.4.2", Bump.MAJOR), next_version("0.4.2", Bump.MAJOR)
    ('2.0.0', '0.5.0')
    """
    major, minor, patch = parse_version(version)
    match bump:
        case Bump.MAJOR if major:
            return f"{major + 1}.0.0"
        case Bump.MAJOR | Bump.MINOR:
            return f"{major}.{minor + 1}.0"
        case Bump.PATCH:
            return f"{major}.{minor}.{patch + 1}"
        case _:
            return version


def bump_between(old: str, new: str) -> Bump:
    """Return the greatest bump that the step from `old` to `new` allows; NONE if `new` is not later.

    Raises ValueError as `parse_version` does.

    >>> bump_between("1.4.2", "1.5.0").name, bump_between("0.4.2", "0.5.0").name
    ('MINOR', 'MAJOR')
    """
    before, after = parse_version(old), parse_version(new)
    if after <= before:
        return Bump.NONE
    first_difference = [one != other for one, other in zip(before, after, strict=True)].index(True)
    return (Bump.MAJOR, Bump.MINOR if before[0] else Bump.MAJOR, Bump.PATCH)[first_difference]
