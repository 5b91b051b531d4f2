"""Query the timeline: what happened, was said and written, and who took and left a role, in order of date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from fpdata.access.absence import explain_absence
from fpdata.access.days import to_days
from fpdata.access.load import load
from fpdata.access.lookup_columns import add_addresses, add_names
from fpdata.access.resolver import resolve_name

if TYPE_CHECKING:
    import pyarrow as pa

#: The parts in which an actor is named, but the event is none of theirs.
_NOT_THEIRS = ("absent",)


def timeline(
    *,
    person: str | None = None,
    topic: str | None = None,
    event: str | None = None,
    start: date | str | None = None,
    end: date | str | None = None,
    kind: Literal["event", "statement", "document", "role-start", "role-end"] | None = None,
    path: Path | str | None = None,
) -> pa.Table:
    """Return dated events, statements, documents, and starts and ends of roles, in order of date.

    Filters, all of which must hold:

    - `person`: a person or other actor, by name or actor_id: the events in which they had a part, what they said and wrote,
      and their roles. For what was sent to and by them, see `letters`.
    - `topic`: events and statements about it, and statements with a claim about it.
    - `event`: the event with its parts, what was said at them, and the statements with a claim about them.
    - `start`, `end`: the first and last day of a period, as a date or text: a day, month or year. An entry is in it if any
      of the days that its date can mean is.
    - `kind`: the kind of entry.

    Retired ids resolve to their replacement, with a RedirectWarning. `path` is that of `load`.

    Columns: those of the view `timeline` (date, date_min, date_max, kind, record_id, actor_id, text, source_id);
    actor_name; url, the address of the source. If there is no row, "explanation" in the metadata of the table's schema says
    what was asked.

    Raises UnknownIdError for an unknown person, topic or event, AmbiguousNameError for a name that may be several; ValueError
    for text that is none of these, or if `start` is after `end`; DataNotFoundError if the export is missing.

    >>> timeline(person="marco-rubio", start="2025-01-21", end="2025-01-21", kind="role-start")["text"].to_pylist()
    ['Secretary of State']
    """
    import pyarrow as pa  # keeps `import fpdata` fast
    import pyarrow.compute as pc

    first, last = to_days(start, end)
    found = load("timeline", path=path)
    if person is not None:
        person = resolve_name("person", person, path)
        own = pc.fill_null(pc.equal(found["actor_id"], person), False)
        found = found.filter(pc.or_(own, _are(found, "event", _events_of(person, path))))
    if topic is not None:
        topic = resolve_name("topic", topic, path)
        events = _ids("events", "event_id", {"topic_id": [topic]}, path)
        found = found.filter(_are_about(found, events, {"topic_id": [topic]}, {"topic_id": [topic]}, path))
    if event is not None:
        event = resolve_name("event", event, path)
        events = _with_parts(event, path)
        about = {"about_event_id": events, "object_event_id": events}
        found = found.filter(_are_about(found, events, {"event_id": events}, about, path))
    if kind is not None:
        found = found.filter(pc.equal(found["kind"].cast(pa.string()), kind))
    for column, bound, compare in (("date_max", first, pc.greater_equal), ("date_min", last, pc.less_equal)):
        if bound is not None:
            found = found.filter(pc.fill_null(compare(found[column], pa.scalar(bound, pa.date32())), True))
    found = add_addresses(add_names(found, "actor_id", "actor_name", path), "source_id", path)
    asked = {"of": person, "about": topic, "at or about": event, "on or after": first, "on or before": last}
    return explain_absence(found, f"dated {kind or 'entry'}", asked, _COVERED.get(kind or "event", "roles"))


#: The table whose coverage says what entries of a kind leave out.
_COVERED = {"event": "events", "statement": "statements", "document": "documents"}


def _events_of(actor: str, path: Path | str | None) -> list[str]:
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = load("participations", path=path).select(["event_id", "actor_id", "part"])
    rows = rows.filter(pc.equal(rows["actor_id"], actor))
    return _texts(rows.filter(pc.invert(pc.is_in(rows["part"].cast(pa.string()), pa.array(_NOT_THEIRS))))["event_id"])


def _with_parts(event: str, path: Path | str | None) -> list[str]:
    """Return the ids of an event and of its parts, of any depth."""
    found, added = [event], [event]
    while added := _ids("events", "event_id", {"part_of_id": added}, path):
        found += added
    return found


def _are_about(
    rows: pa.Table,
    events: Iterable[str],
    statements: Mapping[str, Iterable[str]],
    claims: Mapping[str, Iterable[str]],
    path: Path | str | None,
) -> Any:
    """Return for each row whether it is one of `events`, or a statement that, or of which a claim, refers to those ids."""
    import pyarrow.compute as pc

    said = {*_ids("statements", "statement_id", statements, path), *_ids("claims", "statement_id", claims, path)}
    return pc.or_(_are(rows, "event", events), _are(rows, "statement", said))


def _are(rows: pa.Table, kind: str, ids: Iterable[str]) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    return pc.and_(
        pc.equal(rows["kind"].cast(pa.string()), kind), pc.is_in(rows["record_id"], pa.array([*ids], pa.string()))
    )


def _ids(
    table: Literal["events", "statements", "claims"],
    column: str,
    referring: Mapping[str, Iterable[str]],
    path: Path | str | None,
) -> list[str]:
    """Return a column of the rows of which any of the columns `referring` holds one of its ids."""
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = load(table, path=path).select([column, *referring])
    found = [
        rows[column].filter(pc.is_in(rows[name], pa.array([*ids], pa.string()))) for name, ids in referring.items()
    ]
    return [id for ids in found for id in _texts(ids)]


def _texts(column: pa.ChunkedArray) -> list[str]:
    return [*dict.fromkeys(column.to_pylist())]
