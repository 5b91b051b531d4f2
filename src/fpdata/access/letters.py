"""Query who wrote to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from fpdata.access.absence import explain_absence
from fpdata.access.days import to_days
from fpdata.access.load import load
from fpdata.access.lookup_columns import add_names
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


def letter_counts(
    by: Literal["sender", "recipient", "year"],
    *,
    sender: str | None = None,
    recipient: str | None = None,
    start: date | str | None = None,
    end: date | str | None = None,
    path: Path | str | None = None,
) -> pa.Table:
    """Return how many documents each sender sent, each recipient received, or are of each year.

    Filters, days and errors are as in `letters`. A document to several recipients counts once for each of them, and once
    for its sender and its year. Senders and recipients come in order of number, the most frequent first; years in order of time.

    Columns: sender_id or recipient_id, name; or year (text), several with a slash between if the date does not say which,
    null if there is none. Then letters (int64), undated (int64), first and last (date32), the bounds of the dates. An
    empty answer is explained as in `letters`.

    >>> letter_counts("year", sender="john-f-kennedy", recipient="nikita-khrushchev").column_names
    ['year', 'letters', 'undated', 'first', 'last']
    """
    return count_letters(letters(sender=sender, recipient=recipient, start=start, end=end, path=path), by, path)


def count_letters(found: pa.Table, by: Literal["sender", "recipient", "year"], path: Path | str | None) -> pa.Table:
    """Return the counts of `letter_counts` for the documents that `letters` found."""
    import pyarrow as pa

    key = "year" if by == "year" else f"{by}_id"
    documents: defaultdict[str | None, dict[str, tuple[date | None, date | None]]] = defaultdict(dict)
    columns = ["document_id", "date_min", "date_max", *([] if by == "year" else [key])]
    for row in found.select(columns).to_pylist():
        days = row["date_min"], row["date_max"]
        documents[_years(*days) if by == "year" else row[key]][row["document_id"]] = days
    counted = [_count(group, days.values()) for group, days in documents.items()]
    schema = pa.schema(
        [
            (key, pa.string()),
            ("letters", pa.int64()),
            ("undated", pa.int64()),
            ("first", pa.date32()),
            ("last", pa.date32()),
        ]
    )
    rows = pa.Table.from_pylist([{key: group, **numbers} for group, numbers in counted], schema)
    if by == "year":
        rows = rows.sort_by([("year", "ascending")])
    else:
        rows = add_names(rows, key, "name", path)
        rows = rows.select([key, "name", "letters", "undated", "first", "last"])
        rows = rows.sort_by([("letters", "descending"), ("name", "ascending"), (key, "ascending")])
    return rows.replace_schema_metadata(found.schema.metadata if not found.num_rows else None)


def _years(first: date | None, last: date | None) -> str | None:
    """Return the year of a document, several with a slash between, or None if its date does not say."""
    years = dict.fromkeys(f"{day.year:04}" for day in (first, last) if day)
    return "/".join(years) or None


def _count(group: str | None, days: Iterable[tuple[date | None, date | None]]) -> tuple[str | None, dict[str, object]]:
    days = list(days)
    known = [day for pair in days for day in pair if day]
    undated = sum(pair == (None, None) for pair in days)
    first, last = min(known, default=None), max(known, default=None)
    return group, {"letters": len(days), "undated": undated, "first": first, "last": last}
