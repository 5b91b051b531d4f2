"""What a new record may be called, and which existing records it may be.

Names are compared without case, accents and order of words, and across scripts: Cyrillic is put into
Latin letters by the simplest of the usual tables, which is enough to see that two spellings meet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from fpdata.checks.rows.validate import record_id
from fpdata.edit.edit import Row, Tables
from fpdata.model.edtf import EdtfError, bounds
from fpdata.model.record import ID_LENGTH, Table
from fpdata.model.tables import TABLES

_CYRILLIC = dict(
    zip(
        "абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюяў",
        "a b v g g d e ie e zh z y i i i k l m n o p r s t u f kh ts ch sh shch . y . e iu ia u".split(),  # noqa: SIM905
        strict=True,
    )
)
_LETTERS = str.maketrans(
    {letter: latin.strip(".") for letter, latin in _CYRILLIC.items()}
    | {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "’": "", "'": ""}
)
#: From which columns an id is made, in their order; the others have their key from other records.
_PARTS = {
    "actors": ("name",),
    "roles": ("actor_id", "title", "start"),
    "events": ("date", "name"),
    "statements": ("speaker_id", "date", "summary"),
    "outlets": ("name",),
    "documents": ("outlet_id", "date", "title"),
    "offices": ("title", "country_id"),
    "countries": ("name",),
    "relationships": ("actor_id", "kind", "other_id"),
    "claims": ("statement_id", "predicate"),
    "citations": ("record_id", "field", "document_id"),
    "topics": ("name",),
}
_TEXTS = ("name", "title", "quote", "summary", "value")
#: Where records differ in one of these, they are two though a text is the same: every country has a foreign minister.
_APART = ("country_id", "outlet_id", "office_id")
_WORDS = 6  # of a title or summary, as many as tell it from others
_ALIKE = 0.84  # from here on two names are shown as perhaps one: Zelensky and Zelenskyy, Yermak and Ermak
_MOST = 5


class DuplicateMatch(NamedTuple):
    """An existing record that a new one may be: whether it says the same, how alike (0 to 1), which, and why it is shown."""

    same: bool
    score: float
    id: str
    why: str


def slug(text: str) -> str:
    """Return `text` as the words of an id: Latin letters and digits, joined by hyphens; empty where it has none.

    >>> slug("Volodymyr Zelenskyy’s «План»")
    'volodymyr-zelenskyys-plan'
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(c for c in plain.translate(_LETTERS) if not unicodedata.combining(c))
    return "-".join(re.findall("[a-z0-9]+", plain))


def propose_id(tables: Tables, table: str, row: Row) -> str:
    """Return a free id for a record of `table` with the fields of `row`; empty where they give none."""
    words: list[str] = []
    for column in _PARTS.get(table, ()):
        value = row.get(column) or ""
        if column in ("start", "date"):
            value = re.split("[/?~%]", value)[0]
            words.append(slug(value[:4] if column == "start" else value))
        elif column in ("title", "summary"):
            words += slug(value).split("-")[:_WORDS]
        else:
            words.append(slug(value))
    proposal = "-".join(word for word in words if word)[:ID_LENGTH].strip("-")
    if not proposal:
        return ""
    (key,) = TABLES[table].key
    taken = {other[key] for other in tables[table]}
    taken |= {other["old_id"] for other in tables["redirects"] if other["table"] == table}
    return next(id for id in (proposal, *_numbered(proposal)) if id not in taken)


def _numbered(proposal: str) -> Iterator[str]:
    for number in range(2, 10_000):
        yield f"{proposal[: ID_LENGTH - 5]}-{number}"


def find_duplicates(tables: Tables, table: str, row: Row) -> list[DuplicateMatch]:
    """Return the existing records of `table` that the new `row` may be, the most alike first, at most five.

    What counts is a shared address or quote, and a similar name (for actors any of their `names`);
    where both records are dated, the dates must be able to meet. A record that `row` itself refers to,
    as a copy does to its original, is another.
    """
    names: dict[str, list[str]] = {}
    for name in tables["names"] if table == "actors" else ():
        names.setdefault(name["actor_id"] or "", []).append(name["name"] or "")
    whose = {"speaker_id", "statement_id", "actor_id"} & set(TABLES[table].names) - set(TABLES[table].key)
    others = {row.get(column.name) for column in TABLES[table].references if column.references == table}
    found: list[DuplicateMatch] = []
    for other in tables[table]:
        identity = record_id(TABLES[table], other)
        if identity not in others and all(_agree(row, other, column) for column in whose):
            likeness = _likeness(TABLES[table], row, other, names.get(identity, []))
            found += [likeness] if likeness else []
    return sorted(found, key=lambda one: (not one.same, -one.score, one.id))[:_MOST]


def _likeness(table: Table, row: Row, other: Row, names: list[str]) -> DuplicateMatch | None:
    identity = record_id(table, other)
    if row.get("url") and row["url"] == other.get("url"):
        return DuplicateMatch(True, 1, identity, f"the same address, {other['url']}")
    if not all(_can_meet(row.get(column), other.get(column)) for column in ("date", "born", "start")):
        return None
    apart = not all(_agree(row, other, column) for column in _APART if column not in table.key)
    best: DuplicateMatch | None = None
    for column in _TEXTS:
        mine = row.get(column)
        for theirs in (other.get(column), *(names if column == "name" else ())):
            if mine and theirs and (score := _similarity(mine, theirs)) >= _ALIKE:
                same = column != "value" and not apart and _words(mine) == _words(theirs)
                best = max(filter(None, (best, DuplicateMatch(same, score, identity, f"{column}: {theirs}"))))
    return best


def _agree(row: Row, other: Row, column: str) -> bool:
    """Whether two records can have the same value in a column; true where either has none."""
    return not (row.get(column) and other.get(column) and row[column] != other[column])


def _similarity(one: str, other: str) -> float:
    """Return how alike two names are, 0 to 1, whatever the order of their words."""
    first, second = map(_skeleton, (one, other))
    if not first or not second:
        return float(one == other)
    matcher = SequenceMatcher(None, first, second)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0
    return matcher.ratio()


def _words(text: str) -> list[str]:
    """Return the words of a text in order, folded; the text itself where it has none in Latin letters."""
    return sorted(slug(text).split("-")) if slug(text) else [text]


def _skeleton(name: str) -> str:
    """Return the words of a name in order, without what transliterations differ in: y and j for i, doubled letters."""
    plain = re.sub(r"(.)\1+", r"\1", re.sub("[yj]", "i", slug(name)))
    return " ".join(sorted(plain.split("-")))


def _can_meet(one: str | None, other: str | None) -> bool:
    """Whether two dates can mean a common day; true where either is not recorded or no date."""
    if not one or not other:
        return True
    try:
        (begin, end), (start, last) = bounds(one), bounds(other)
    except EdtfError:
        return True
    return not ((end and start and end < start) or (last and begin and last < begin))
