"""Cite the data set, or a record with its source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from fpdata.access.resolver import ResolvedName

CiteFormat = Literal["text", "bibtex", "csl-json"]


def cite(id: str | ResolvedName | None = None, *, format: CiteFormat = "text", path: Path | str | None = None) -> str:
    """Return how to cite the data set or, with the id or name of a record, its source and the data set.

    A record that is a document is cited alone. `format` is "text", "bibtex" or "csl-json"; `path` is that of `load`.

    Raises UnknownIdError for an unknown id, AmbiguousNameError for a name that may be several, ValueError for an unknown
    format, DataNotFoundError if the export is missing.

    >>> "[Data set]" in cite()
    True
    >>> cite("plan-28", format="bibtex").partition(",")[0]
    '@misc{plan-28'
    """
    from fpdata.access.bibliography import bibliography
    from fpdata.access.bibliography_formats import to_bibtex, to_csl_json, to_plain_text

    formats = {"text": to_plain_text, "bibtex": to_bibtex, "csl-json": to_csl_json}
    if format not in formats:
        raise ValueError(f"format must be one of {', '.join(formats)}, not {format!r}")
    return formats[format](bibliography(id, path))
