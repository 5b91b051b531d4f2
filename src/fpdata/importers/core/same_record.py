"""Tell whether a record still means what the row of its id means: a permanent id never comes to mean something else."""

from __future__ import annotations

from datetime import timedelta
from difflib import SequenceMatcher

from fpdata.model.edtf import Edtf
from fpdata.package.csv_writer import RowDict

#: A date that moves further than this is a slip, or the id has passed to another event.
_MAX_MOVE = timedelta(days=2 * 365)
#: A text that is corrected stays at least so similar.
_SIMILAR = 0.5
#: If so many things that tell documents apart change at once, it is another document.
_MIN_CHANGED = 2


def why_other_event(before: RowDict, after: RowDict) -> str | None:
    """Return why `after`, the cells of an event as upstream now has them, are not those of the event `before`.

    None if they may be: an event may change its name or its days, but not both, and its days not by years.
    """
    old, new = before["date"], after.get("date")
    if not old or not new or old == new:
        return None
    one, other = Edtf(old), Edtf(new)
    if not (one.earliest and one.latest and other.earliest and other.latest):
        return None
    gap = max(other.earliest - one.latest, one.earliest - other.latest)
    if gap > _MAX_MOVE:
        return f"upstream has moved it from {old} to {new}"
    if gap > timedelta(0) and before["name"] != after.get("name"):
        return f"upstream now has {after.get('name')!r} on {new} instead of {before['name']!r} on {old}"
    return None


def why_other_document(before: RowDict, after: RowDict) -> str | None:
    """Return why `after` is not the document `before`: two of title, date and file are others, or title and kind.

    None if it may be: upstream corrects one or the other.
    """
    is_other = {column: _is_other_text(before[column], after.get(column)) for column in ("title", "archive_file")}
    days = before["date"], after.get("date")
    count = sum(is_other.values()) + (None not in days and days[0] != days[1])
    if count + (is_other["title"] and before["kind"] != after.get("kind", before["kind"])) < _MIN_CHANGED:
        return None
    return f"upstream now has {after.get('title')!r} ({days[1] or 'undated'}) instead of {before['title']!r} ({days[0] or 'undated'})"


def _is_other_text(before: str | None, after: str | None) -> bool:
    """Whether a text is not a correction of another."""
    return bool(before and after) and SequenceMatcher(None, before or "", after or "").ratio() < _SIMILAR


def why_other_person(before: RowDict, after: RowDict) -> str | None:
    """Return why `after` is not the person `before`: upstream changed the name, the name to sort by and the year of birth.

    None if they may be: people change their names, and upstream corrects one or the other.
    """
    years = [(cells.get("born") or "")[:4] for cells in (before, after)]
    is_same = any(before[column] == after.get(column, before[column]) for column in ("name", "sort_name"))
    if is_same or not all(years) or years[0] == years[1]:
        return None
    return f"upstream now has {after['name']!r}, born {after['born']}, instead of {before['name']!r}"


def why_other_role(before: RowDict, after: RowDict) -> str | None:
    """Return why `after` is not the role `before`: somebody else held it, or it was in another office."""
    for column in ("actor_id", "office_id"):
        if before[column] and after.get(column) and before[column] != after[column]:
            return f"upstream now has a role of {after[column]} instead of {before[column]}"
    return None
