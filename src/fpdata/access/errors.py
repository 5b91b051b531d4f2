"""The errors and warnings of loading and looking up."""

from __future__ import annotations

from collections.abc import Iterable


class DataNotFoundError(FileNotFoundError):
    """The exported tables are missing; the message says how to build them."""


class UnreadableDataError(ValueError):
    """An exported table is damaged, or is not the table that its name says; the message says how to build it."""


class MissingExtraError(ImportError):
    """An optional dependency is not installed; the message says how to install it."""


class QueryRefusedError(ValueError):
    """A query does more than read the tables; the message says what."""


class RedirectWarning(UserWarning):
    """A retired id was used; the message says which id replaces it, since when and why."""


class StaleDataWarning(UserWarning):
    """The tables of a checkout were edited after the export was built; the message says how to build it."""


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
        from fpdata.model.characters import quote  # only where something went wrong

        hint = f"did you mean {_one_of(map(repr, self.suggestions))}?" if self.suggestions else self.hint
        return f"unknown {self.kind} {quote(self.id)}" + (f"; {hint}" if hint else "")


class AmbiguousNameError(UnknownIdError):
    """Several records have that name, and the id of one is needed: `suggestions` are their ids, the best known first."""

    def __init__(self, kind: str, id: str, candidates: Iterable[tuple[str, str]]) -> None:
        """Make an error from the ids of the candidates, each with what it is."""
        self.candidates = tuple(candidates)
        super().__init__(kind, id, [candidate for candidate, _ in self.candidates])
        self.args = (kind, id, self.candidates)  # so that the error can be pickled

    def __str__(self) -> str:
        from fpdata.checks.suggest import list_candidates
        from fpdata.model.characters import quote

        which = f"{self.kind} {quote(self.id)} may be one of {len(self.candidates)}; use the id of one"
        return f"{which}:\n{list_candidates(self.candidates)}"


def _one_of(names: Iterable[str]) -> str:
    """Return names as an alternative in words."""
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last
