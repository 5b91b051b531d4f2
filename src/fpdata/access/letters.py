"""Query who wrote to whom."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from fpdata.access.absence import explain_absence
from fpdata.access.days import to_days
from fpdata.access.load import load
from fpdata.access.resolver import resolve_name

if TYPE_CHECKING:
    import pyarrow as pa


def letters(
    *,
    sender: str | None = None,
    recipient: str | None = None,
    start: date | str | None = None,
    end: date | str | None = None,
    path: Path | str | None = None,
) -> pa.Table:
    """Return the documents that somebody sent to somebody: one row for each sender with each recipient, by date.

    Letters, telegrams, despatches, memoranda and whatever else has a sender or a recipient. Filters, all of which
    must hold:

    - `sender`, `recipient`: a person, department, embassy or other actor, by name or actor_id.
    - `start`, `end`: the first and last day of a period, as a date or text: a day, month or year. A document is in it if any
      of the days that its date can mean is, or if it bears no date.

    Retired ids resolve to their replacement, with a RedirectWarning. `path` is that of `load`. These are the letters
    that the record holds, not all that were written: the table `coverage` says which.

    Columns: those of the view `correspondence`, such as document_id, sender_id, recipient_id, date (EDTF) with
    date_min and date_max (date32), kind, title, url. If there is no row, "explanation" in the metadata of the table's
    schema says what was asked.

    Raises UnknownIdError for an unknown sender or recipient, AmbiguousNameError for a name that may be several; ValueError for text that is none of these, or if `start` is
    after `end`; DataNotFoundError if the export is missing.

    >>> found = letters(sender="john-f-kennedy", recipient="nikita-khrushchev", start="1962-10-22", end="1962-10-28")
    >>> found["date"].to_pylist()[0]
    '1962-10-22'
    """
    import pyarrow as pa  # keeps `import fpdata` fast
    import pyarrow.compute as pc

    first, last = to_days(start, end)
    found = load("correspondence", path=path)
    asked: tuple[tuple[Literal["sender", "recipient"], str | None], ...] = (
        ("sender", sender),
        ("recipient", recipient),
    )
    ids = {name: None if actor is None else resolve_name(name, actor, path) for name, actor in asked}
    for name, id in ids.items():
        if id is not None:
            found = found.filter(pc.equal(found[f"{name}_id"], id))
    for column, bound, compare in (("date_max", first, pc.greater_equal), ("date_min", last, pc.less_equal)):
        if bound is not None:
            found = found.filter(pc.fill_null(compare(found[column], pa.scalar(bound, pa.date32())), True))
    filters = {"from": ids["sender"], "to": ids["recipient"], "on or after": first, "on or before": last}
    return explain_absence(found, "document", filters, "documents")
