"""The columns of claims that name others or say in which manner something is claimed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

#: The kinds of records that a claim can be about, each with its table, the table's key and name.
SUBJECTS = {
    "actor": ("actors", "actor_id", "name"),
    "event": ("events", "event_id", "name"),
    "document": ("documents", "document_id", "title"),
    "office": ("offices", "office_id", "title"),
}
#: The columns for the subject, each with the kind that it names.
ABOUT = {f"about_{kind}_id": kind for kind in SUBJECTS}
#: The columns for the object, each with the kind that it names.
OBJECTS = {f"object_{kind}_id": kind for kind in ("actor", "document", "event")}
#: What is usual of a claim, and so not said of each; that it is of what is or was, its sentence says.
_USUAL = {"certainty": "stated", "coding": "explicit", "extent": None}


def manner(claim: Mapping[str, Any]) -> list[str]:
    """Return the codes that say how something is claimed: the mode, and what else is unusual."""
    return [claim["mode"], *(claim[column] for column, usual in _USUAL.items() if claim[column] != usual)]


def any_equal(rows: pa.Table, columns: Iterable[str], id: str) -> pa.ChunkedArray:
    """Return for each row whether one of some columns has an id."""
    import pyarrow.compute as pc  # keeps `import fpdata` fast

    return reduce(pc.or_, (pc.fill_null(pc.equal(rows[column], id), False) for column in columns))
