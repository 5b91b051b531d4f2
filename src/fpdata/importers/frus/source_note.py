"""Read what the source note of a document says: the archive and file, and the classification."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Classifications as the notes and headings write them, the longer ones first.
_CLASSIFICATIONS = (
    ("top secret", "top-secret"),
    ("secret", "secret"),
    ("confidential", "confidential"),
    ("limited official use", "restricted"),
    ("official use only", "restricted"),
    ("restricted", "restricted"),
    ("unclassified", "unclassified"),
    ("no classification marking", "none"),
    ("no classification", "none"),
)
_MARKING = "|".join(text for text, _ in _CLASSIFICATIONS)
_SENTENCE = re.compile(rf"(?:^|(?<=[.;] )|(?<=[.]))\s*({_MARKING})\b(?=[;.,:/\s-]|$)", re.IGNORECASE)
#: A classification after the reference to the file without a stop: "751G.5/6–1157 Secret; Priority".
_UNSTOPPED = re.compile(r"(?<!Strictly)[, ]\s*(Top Secret|Secret|Confidential|Unclassified)(?=[;/]|\.?$)")
#: Where the reference to the file ends: at the classification, or at a sentence about the text.
_END = re.compile(
    rf"\.\s+(?=(?:{_MARKING})\b|\[|(?:Administratively|Drafter|Drafted|Also|The|This|A|An|No|Sent|Repeated|Printed|Transmitted|Received|Approved|Prepared"
    r"|Copies|Cleared|According|For|In|It|Not|Original|Attached|Limit|Eyes|Priority|Niact|Immediate|Exdis|Nodis|Text"
    r"|Another|Published|Signed|Typed|Enclosed|Addressed|Extract|Initialed|Marked|Written|Handwritten|Personal|Other|All"
    r"|Transcribed|a copy|Lansdale|President|See|Reproduced|Telegram|On|At|Source|Part(?! [IVX0-9])|Portions|Only|Under|Two|Three|Pouched|By)\b)"
    r"|,\s+(?=(?:Drafted|Transcribed) by\b)|\.\s+(?=[A-Z][a-z]+\.?(?: [A-Z][a-z.]+){0,2} (?:was|were) )"
)
_LINE = re.compile(
    rf"(?:(?:{_MARKING}|priority|niact|(?:us )?urgent|immediate|eyes only|personal|official)(?:[ ;,—–-]+|\.?$))+",
    re.IGNORECASE,
)
_STOP = re.compile(r"\s*\((?:(?:Top )?Secret|Confidential|Unclassified)[^)]*\)")


def archive_file(note: str) -> str | None:
    """Return the archive and file that a source note names, without what it says about the text.

    >>> archive_file("Source: Department of State, Central Files, 611.61/10–2062. Secret; Priority. Drafted by X.")
    'Department of State, Central Files, 611.61/10–2062'
    >>> archive_file("790B.00/3–1852: Telegram")
    '790B.00/3–1852'
    >>> archive_file("Source: Eisenhower Library, Dulles Papers, Telephone Conversations. Transcribed by Bernau.")
    'Eisenhower Library, Dulles Papers, Telephone Conversations'
    """
    text = re.sub(r"^(?:Summary:.*?)?\[?Source:?\]?\s*", "", note.strip(), flags=re.DOTALL)
    text = re.split(r"\s*:\s*(?:Circular )?(?:Telegram|Airgram|Despatch|Letter|Instruction)\b", text)[0]
    text = _END.split(text, maxsplit=1)[0]
    if found := _SENTENCE.search(text):
        text = text[: found.start()]
    if found := _UNSTOPPED.search(text):
        text = text[: found.start()]
    text = _STOP.sub("", text).strip(" .;,:")
    if not re.search(r"[0-9]", text) and not re.search(
        r"Files?|Library|Archives|Papers|Records|Department|Agency|Box|Collection", text
    ):
        return None
    return (
        text
        if text and len(text) <= 300 and not re.match(r"(?:Printed|Reprinted|The|This|No|Summary:) ", text)
        else None
    )


def is_marking(text: str) -> bool:
    """Return whether a line says nothing but how a document is classified and to be handled.

    >>> is_marking("Top Secret Priority"), is_marking("Priority is given to")
    (True, False)
    """
    return bool(_LINE.fullmatch(text))


def classification(note: str, markings: Iterable[str]) -> str | None:
    """Return the code of the classification that a source note gives, else the one that the document bears at its top.

    >>> classification("Source: X, 1. Top Secret; Eyes Only.", ())
    'top-secret'
    """
    for text in (note, *markings):
        if found := (_SENTENCE.search(text) if text is note else re.search(rf"\b({_MARKING})\b", text, re.IGNORECASE)):
            return dict(_CLASSIFICATIONS)[found[1].lower()]
    return None
