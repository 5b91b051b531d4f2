"""The errors and warnings of loading and looking up."""

from __future__ import annotations

from collections.abc import Iterable


class DataNotFoundError(FileNotFoundError):
    """The exported tables are missing; the message says how to build them."""


class UnreadableDataError(ValueError):
    """An exported table is damaged, or is not the table that its name says; the message says how to build it."""


class MissingExtraError(ImportError):
    """An optional dependency is not installed; the message says how to install it."""


class RedirectWarning(UserWarning):
    """A retired id was used; the message says which id replaces it, since when and why."""


class UnknownIdError(LookupError, ValueError):
    """No table, office, person or other record has that name or id.

    `kind` says what was looked for ("table", "office", "actor"), `id` is the text that was given, and
    `suggestions` are known ids that resemble it, the closest first. `hint` is used in the message
    if there are no suggestions, for example to say that the id was withdrawn.
    """

    def __init__(self, kind: str, id: str, suggestions: Iterable[str] = (), hint: str = "") -> None:
        self.kind = kind
        self.id = id
        self.suggestions = tuple(suggestions)
        self.hint = hint
        super().__init__(kind, id, self.suggestions, hint)  # all arguments, so that the error can be pickled

    def __str__(self) -> str:
        hint = f"did you mean {self.suggestions[0]!r}?" if self.suggestions else self.hint
        return f"unknown {self.kind} {self.id!r}" + (f"; {hint}" if hint else "")
