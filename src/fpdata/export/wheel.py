"""Read the members of a wheel that is not trusted: bounded in size, and any fault of the archive as one error."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections import Counter
from pathlib import Path

#: Bytes of all members together, uncompressed; a wheel of this data set has 20 MB. Bounds the memory that a bomb takes.
MAX_WHEEL_BYTES = 256 << 20


class WheelError(Exception):
    """The wheel cannot be read; the message says why."""


def read_wheel(path: Path) -> dict[str, bytes]:
    """Return the content of every member of a wheel by name. Raises WheelError if that is not possible or too large."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _require_readable(members)
            # zipfile reads no more than the size that a member states, so that the sum above is a bound.
            return {member.filename: archive.read(member) for member in members}
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error) as error:
        raise WheelError(f"not a zip archive, or damaged: {error}") from None
    except (OSError, ValueError, EOFError, RuntimeError, OverflowError) as error:
        raise WheelError(str(error) or "a member ends early") from None


def _require_readable(members: list[zipfile.ZipInfo]) -> None:
    if encrypted := next((member for member in members if member.flag_bits & 1), None):
        raise WheelError(f"{encrypted.filename!r} is encrypted; a wheel is not")
    if (size := sum(member.file_size for member in members)) > MAX_WHEEL_BYTES:
        raise WheelError(f"its members have {size:,} bytes; the limit is {MAX_WHEEL_BYTES:,}")
    name, number = max(
        Counter(member.filename for member in members).items(), key=lambda item: item[1], default=("", 0)
    )
    if number > 1:
        raise WheelError(f"it has {number} members called {name!r}")
