"""Tell whether a record still means what the row of its id means: a permanent id never comes to mean something else.

A reason says what a version or a source "now has" instead.
"""

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
#: What tells the records of other tables apart: a text, and columns that do not all change when it is corrected.
_IDENTIFYING: dict[str, tuple[str, tuple[str, ...]]] = {
    "actors": ("name", ("kind",)),
    "offices": ("title", ("kind", "organization_id", "country_id")),
    "outlets": ("name", ("kind",)),
    "roles": ("title", ("actor_id",)),
    "statements": ("summary", ("speaker_id",)),
    "topics": ("name", ("description",)),
}


def why_other(table: str, before: RowDict, after: RowDict) -> str | None:
    """Return why `after`, the row of an id in a new version, is not the record that `before` is in an old one.

    None if it may be. Every row may have been corrected by hand, so only what changes altogether is another record.
    """
    match table:
        case "events" if _is_other_text(before["name"], after["name"]) and not _continues(
            before["name"], after["name"]
        ):
            reason = why_other_event(before, after)
        case "documents" if not (before["title"] or "").startswith("["):  # such a title was not the document's own
            reason = why_other_document(before, after)
        case "actors":
            reason = why_other_person(before, after)
        case _:
            reason = None
    if reason or table not in _IDENTIFYING:
        return reason
    text, others = _IDENTIFYING[table]
    changed = [column for column in others if _differs(before.get(column), after.get(column))]
    if not changed or not _is_other_text(before.get(text), after.get(text)):
        return None
    return f"now has {after[text]!r} instead of {before[text]!r}, with another {' and '.join(changed)}"


def _continues(before: str | None, after: str | None) -> bool:
    """Whether a text only says more than another: "Press call", and "Press call on the visit"."""
    return (after or "").startswith(before or "")


def _differs(before: str | None, after: str | None) -> bool:
    """Whether two values are others: of longer texts, neither is a correction."""
    return bool(before and after) and before != after and (" " not in (before or "") or _is_other_text(before, after))


def why_other_event(before: RowDict, after: RowDict) -> str | None:
    """Return why `after`, the cells of an event as its source now has them, are not those of the event `before`.

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
        return f"now has it on {new} instead of {old}"
    if gap > timedelta(0) and before["name"] != after.get("name"):
        return f"now has {after.get('name')!r} on {new} instead of {before['name']!r} on {old}"
    return None


def why_other_document(before: RowDict, after: RowDict) -> str | None:
    """Return why `after` is not the document `before`: two of title, date and file are others, or title and kind.

    None if it may be: one or the other is corrected.
    """
    is_other = {column: _is_other_text(before[column], after.get(column)) for column in ("title", "archive_file")}
    days = before["date"], after.get("date")
    count = sum(is_other.values()) + (None not in days and days[0] != days[1])
    if count + (is_other["title"] and before["kind"] != after.get("kind", before["kind"])) < _MIN_CHANGED:
        return None
    return f"now has {after.get('title')!r} ({days[1] or 'undated'}) instead of {before['title']!r} ({days[0] or 'undated'})"


def _is_other_text(before: str | None, after: str | None) -> bool:
    """Whether a text is not a correction of another."""
    return bool(before and after) and SequenceMatcher(None, before or "", after or "").ratio() < _SIMILAR


def why_other_person(before: RowDict, after: RowDict) -> str | None:
    """Return why `after` is not the person `before`: the name, the name to sort by and the year of birth are others.

    None if they may be: people change their names, and one or the other is corrected.
    """
    years = [(cells.get("born") or "")[:4] for cells in (before, after)]
    is_same = any(before[column] == after.get(column, before[column]) for column in ("name", "sort_name"))
    if is_same or not all(years) or years[0] == years[1]:
        return None
    return f"now has {after['name']!r}, born {after['born']}, instead of {before['name']!r}"


def why_other_role(before: RowDict, after: RowDict) -> str | None:
    """Return why `after` is not the role `before`: somebody else held it, or it was in another office."""
    for column in ("actor_id", "office_id"):
        if before[column] and after.get(column) and before[column] != after[column]:
            return f"now has a role of {after[column]} instead of {before[column]}"
    return None
