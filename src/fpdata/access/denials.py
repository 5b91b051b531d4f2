"""Query denials: who denied what, about a subject or by an actor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fpdata.access.absence import explain_absence
from fpdata.access.load import load
from fpdata.access.lookup_columns import add_addresses
from fpdata.access.resolver import resolve_name

if TYPE_CHECKING:
    import pyarrow as pa

_ABOUT = ("about_actor_id", "about_event_id", "about_document_id", "about_office_id")
_OBJECTS = ("object_actor_id", "object_document_id", "object_event_id")


def denials(subject: str | None = None, *, by: str | None = None, path: Path | str | None = None) -> pa.Table:
    """Return who denied what, by date.

    Three things deny: a claim that negates, a statement that denies or contradicts another, and a statement whose act is a
    denial. `subject` is an actor, event, document, office or topic, by name or id: what is denied is a claim about it or
    with it as its object, or in a statement that makes one, or the statement that denies is on that topic. `by` is the
    actor who denied, or whose denial is reported. Retired ids resolve to their replacement, with a RedirectWarning. `path` is
    that of `load`.

    Columns: those of the view `denials`, and url, the address of the document. If there is no row, "explanation" in the
    metadata of the table's schema says why.

    Raises UnknownIdError for an unknown subject or actor, AmbiguousNameError for a name that may be several;
    DataNotFoundError if the export is missing.

    >>> "Angus King" in denials("plan-28", by="tommy-pigott")["denied_speaker_name"].to_pylist()
    True
    """
    import pyarrow.compute as pc  # keeps `import fpdata` fast

    found = load("denials", path=path)
    if by is not None:
        by = resolve_name("person", by, path)
        found = found.filter(pc.or_(pc.equal(found["speaker_id"], by), pc.equal(found["holder_id"], by)))
    if subject is not None:
        subject = resolve_name("record", subject, path)
        found = found.filter(_are_about(found, subject, path))
    found = found.sort_by([(name, "ascending") for name in ("date_min", "date_max", "statement_id", "sequence")])
    return explain_absence(add_addresses(found, "document_id", path), "denial", {"about": subject, "by": by}, "claims")


def _are_about(rows: pa.Table, subject: str, path: Path | str | None) -> pa.ChunkedArray:
    """Return for each denial whether it is about a subject."""
    import pyarrow.compute as pc

    statements, claims = load("statements", path=path), load("claims", path=path)
    claiming = claims["statement_id"].filter(_any_equal(claims, (*_ABOUT, *_OBJECTS, "topic_id"), subject))
    on_topic = statements["statement_id"].filter(_any_equal(statements, ("topic_id",), subject))
    making = [*claiming.to_pylist(), *on_topic.to_pylist()]
    whole = pc.and_(pc.equal(rows["kind"].cast("string"), "denial"), pc.is_in(rows["statement_id"], _ids(making)))
    denied = pc.is_in(rows["denied_statement_id"], _ids(making))
    return pc.or_(_any_equal(rows, ("subject_id", "object", "topic_id"), subject), pc.or_(whole, denied))


def _any_equal(rows: pa.Table, columns: tuple[str, ...], id: str) -> pa.ChunkedArray:
    """Return for each row whether one of some columns has an id."""
    import pyarrow.compute as pc

    found = pc.fill_null(pc.equal(rows[columns[0]], id), False)
    for column in columns[1:]:
        found = pc.or_(found, pc.fill_null(pc.equal(rows[column], id), False))
    return found


def _ids(ids: list[str]) -> pa.Array:
    import pyarrow as pa

    return pa.array(ids, pa.string())
