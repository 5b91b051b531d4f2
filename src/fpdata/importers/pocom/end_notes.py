"""Why a role ended: pocom's free words before the date of an end, as a code.

pocom has some 350 different notes, nearly all of a few forms ("Left post on", "Presented recall about",
"Died at Cochabamba"). The first form that fits decides, so the particular ones come first. A note
that fits none is `other`: the source names an end for which we have no code.
"""

from __future__ import annotations

import re

from fpdata.model.offices import EndKind

_FORMS: tuple[tuple[EndKind, str], ...] = (
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
        r"(embassy|legation)\b.*\bclosed|closed the legation|closing of|suspended operations|occupied|occupation"
        r"|annexed|incorporated|absorbed|ceased|abolished|eliminated|transferred to|withdrew from|withdrawn"
        r"|mission moved|left yugoslavia on.*king|japan assumed direction",
    ),
    (
        EndKind.LEFT_POST,
        r"\b(left|departed)\b|relinquished|farewell|final interview|leave|last despatch|departure|termination",
    ),
)
_CODED = tuple((kind, re.compile(form, re.IGNORECASE)) for kind, form in _FORMS)

#: Words by which a note says that the day is not exact.
_ABOUT = re.compile(
    r"\b(about|approximately|soon after|shortly (before|after)|on or (before|after|about)|late in|probably|between)\b",
    re.IGNORECASE,
)


def end_kind(note: str) -> EndKind | None:
    """Return the code of an end; None where the note is empty.

    >>> str(end_kind("Left post on or soon after"))
    'left-post'
    """
    if not note:
        return None
    return next((kind for kind, form in _CODED if form.search(note)), EndKind.OTHER)


def is_about(note: str) -> bool:
    """Whether a note makes the day beside it approximate."""
    return _ABOUT.search(note) is not None
