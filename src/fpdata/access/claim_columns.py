"""The columns in which claims name others, and how to find the claims that name one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import TYPE_CHECKING

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


def any_equal(rows: pa.Table, columns: Iterable[str], id: str) -> pa.ChunkedArray:
    """Return for each row whether one of some columns has an id."""
    import pyarrow.compute as pc  # keeps `import fpdata` fast

    return reduce(pc.or_, (pc.fill_null(pc.equal(rows[column], id), False) for column in columns))
