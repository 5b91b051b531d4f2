"""Classify the notes of pocom on the end of an appointment as an EndKind.

pocom has some 350 different notes, nearly all of a few forms ("Left post on", "Presented recall about",
"Died at Cochabamba"). The first pattern that matches decides, so specific patterns come first. A note that
matches none is coded `other`.
"""

from __future__ import annotations

import re

from fpdata.model.offices import EndKind

_PATTERNS: tuple[tuple[EndKind, str], ...] = (
    (EndKind.DIED, r"\b(died|assassinated)\b"),
    (EndKind.ABOLISHED, r"^(embassy|government) .*terminated"),
    (EndKind.TERM_ENDED, r"recess appointment expired|\bterminat(ed|ion)\b(?!.*\brelations\b)|assignment"),
    (
        EndKind.RELATIONS_SEVERED,
        r"declared war|severed|broke relations|relations (were |had been )?(interrupted|suspended)"
        r"|suspended political|normal relations|no further relations|further dealings|requested passports",
    ),
    (
        EndKind.RECALLED,
        r"recall|persona non grata|departure requested|informed government .* mission",
    ),
    (EndKind.RESIGNED, r"\bresign"),
    (
        EndKind.PROMOTED,
        r"promoted|recommissioned (as|with)|credentials as ambassador|title changed|^appointed director|became acting",
    ),
    (EndKind.SUPERSEDED, r"superseded|successor|relieved|recommissioned|reaccredited|reappointed"),
    (
        EndKind.ABOLISHED,
        r"(embassy|legation)\b.*\bclosed|closed the legation|closing of|occupied|occupation"
        r"|annexed|incorporated|absorbed|ceased|abolished|eliminated|transferred to|withdrew from|withdrawn"
        r"|mission moved|left yugoslavia on.*king|japan assumed direction",
    ),
    (
        EndKind.LEFT_POST,
        r"\b(left|departed)\b|relinquished|farewell|final interview|leave|last despatch|departure|termination",
    ),
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)

#: Words that mark the date of a note as approximate.
_APPROXIMATE = re.compile(
    r"\b(about|approximately|soon after|shortly (before|after)|on or (before|after|about)|late in|probably|between)\b",
    re.IGNORECASE,
)


def end_kind(note: str) -> EndKind | None:
    """Return the kind of end that a note describes; None if the note is empty.

    >>> str(end_kind("Left post on or soon after"))
    'left-post'
    """
    if not note:
        return None
    return next((kind for kind, pattern in _COMPILED if pattern.search(note)), EndKind.OTHER)


def is_approximate(note: str) -> bool:
    """Whether a note says that its date is approximate."""
    return _APPROXIMATE.search(note) is not None
