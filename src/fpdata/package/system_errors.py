"""What an error of the operating system means to whoever reads the message: why it happened, and what to do."""

from __future__ import annotations

import errno
import os

_ADVICE = {
    errno.EACCES: "change its permissions",
    errno.EPERM: "change its owner, permissions or attributes",
    errno.EROFS: "make its file system writable",
    errno.ENOSPC: "free some space on the disk",
    errno.EDQUOT: "free some space, as your quota is used up",
    errno.ENOENT: "check the path",
}


def reason(error: Exception) -> str:
    """Return why it failed, as a clause, in the same words whichever library raised it.

    >>> reason(OSError(errno.ENOSPC, "Error writing bytes to file. Detail: [errno 28] No space left on device"))
    'no space left on device'
    """
    number = _number(error)
    text = os.strerror(number) if number in errno.errorcode else getattr(error, "strerror", None) or str(error)
    return text[:1].lower() + text[1:]


def advice(error: Exception) -> str:
    """Return what to do about the file, as an imperative; "" if that depends on more than the error.

    >>> advice(PermissionError(errno.EACCES, "Permission denied"))
    'change its permissions'
    """
    return _ADVICE.get(_number(error), "")


def not_written(path: object, error: Exception, outcome: str = "nothing was changed") -> str:
    """Return the message for a file or folder that could not be written; `outcome` says how things are now.

    >>> not_written("datasets/roles.csv", OSError(errno.ENOSPC, ""))
    'datasets/roles.csv cannot be written: no space left on device; nothing was changed; free some space on the disk, then run this again'
    """
    todo = f"{advice(error)}, then run this again" if advice(error) else "run this again when it can be"
    return f"{path} cannot be written: {reason(error)}; {outcome}; {todo}"


def _number(error: Exception) -> int:
    """Return the number by which the system calls an error, also one that SQLite made its own; 0 if it has none."""
    if getattr(error, "sqlite_errorname", None) == "SQLITE_FULL":
        return errno.ENOSPC
    return getattr(error, "errno", None) or 0
