"""Query who was in the room: the participants of meetings and calls, by how often they met somebody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fpdata.access.absence import explain_absence
from fpdata.access.days import to_days
from fpdata.access.load import load
from fpdata.access.resolver import resolve_name
from fpdata.model.presence import NOT_THERE, PRESENCES, ROOM_KINDS

if TYPE_CHECKING:
    import pyarrow as pa


def room(
    person: str | Sequence[str],
    *,
    start: date | str | None = None,
    end: date | str | None = None,
    path: Path | str | None = None,
) -> pa.Table:
    """Return the persons who took part in the meetings and calls of a person, the most frequent first.

    `person` is a name or actor_id, or several: then the meetings are those in which all of them took part. `start` and `end`
    are the first and last day of a period, as a date or text: a day, month or year; a meeting is in it if any of the days
    that its date can mean is. Only events that were held are counted, and only participants who are confirmed or
    reported; a round of talks whose meetings are recorded counts by these. Retired ids resolve to their replacement,
    with a RedirectWarning. `path` is that of `load`.

    A count says how often two met on the record that is held, not how often they met: the table `coverage` says what
    that record is. Compare counts only within what one source covers.

    Columns: actor_id; name; meetings (int64), in which the actor took part; held (int64), the number of
    meetings of `person` on record; first and last (date32), the days of the first and the last of them; event_ids (list of text), by date.
    If there is no row, "explanation" in the metadata of the table's schema says what was asked.

    Raises UnknownIdError for an unknown person, AmbiguousNameError for a name that may be several; ValueError for text that is none of these, or if `start` is after `end`;
    DataNotFoundError if the export is missing.

    >>> room("steve-witkoff", start="2025-11-01", end="2025-12-31")["name"].to_pylist()[0]
    'Jared Kushner'
    """
    import pyarrow as pa  # keeps `import fpdata` fast

    ids = [person] if isinstance(person, str) else list(person)
    sought = {resolve_name("person", id, path) for id in ids}
    first_day, last_day = to_days(start, end)
    events = _events(first_day, last_day, path)
    present = _present(events, path)
    held = [id for id, actors in present.items() if sought <= actors]
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for event in held:
        if whole := events[event]["part_of_id"]:
            parts[whole].append(event)
    number = sum(event not in parts for event in held)
    persons = _persons(set().union(*(present[event] for event in held)), path)
    together: defaultdict[str, list[str]] = defaultdict(list)
    for event in sorted(held, key=lambda event: (str(events[event]["date_min"] or events[event]["date_max"]), event)):
        for actor in present[event] & persons.keys() - sought:
            if not any(actor in present[part] for part in parts.get(event, ())):
                together[actor].append(event)
    order = sorted(together, key=lambda actor: (-len(together[actor]), persons[actor], actor))
    spans = [_span(events[event] for event in together[actor]) for actor in order]
    rows = pa.table(
        {
            "actor_id": pa.array(order, pa.string()),
            "name": pa.array([persons[actor] for actor in order], pa.string()),
            "meetings": pa.array([len(together[actor]) for actor in order], pa.int64()),
            "held": pa.array([number] * len(order), pa.int64()),
            "first": pa.array([first for first, _ in spans], pa.date32()),
            "last": pa.array([last for _, last in spans], pa.date32()),
            "event_ids": pa.array([together[actor] for actor in order], pa.list_(pa.string())),
        }
    )
    asked = {"of": sorted(sought), "on or after": first_day, "on or before": last_day}
    return explain_absence(rows, "meeting or call with others", asked, "events")


def pairs(
    *, start: date | str | None = None, end: date | str | None = None, path: Path | str | None = None
) -> pa.Table:
    """Return the pairs of persons who took part in the same meetings and calls, the most frequent first.

    Counts, the period and errors are as in `room`. Columns: actor_id, name, other_id, other_name; meetings (int64);
    first and last (date32); event_ids (list of text), by date. Of each pair there is one row.

    >>> pairs(start="2025-11-01", end="2025-12-31").num_rows > 0
    True
    """
    import pyarrow as pa

    first_day, last_day = to_days(start, end)
    events = _events(first_day, last_day, path)
    present = _present(events, path)
    names = _persons(set().union(*present.values()), path)
    counted: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for event in present:
        if whole := events[event]["part_of_id"]:
            parts[whole].append(event)
    for event in sorted(
        present, key=lambda event: (str(events[event]["date_min"] or events[event]["date_max"]), event)
    ):
        for pair in combinations(sorted(present[event] & names.keys()), 2):
            if not any(present[part].issuperset(pair) for part in parts.get(event, ())):
                counted[pair].append(event)
    order = sorted(counted, key=lambda pair: (-len(counted[pair]), names[pair[0]], names[pair[1]], pair))
    spans = [_span(events[event] for event in counted[pair]) for pair in order]
    rows = pa.table(
        {
            "actor_id": pa.array([one for one, _ in order], pa.string()),
            "name": pa.array([names[one] for one, _ in order], pa.string()),
            "other_id": pa.array([other for _, other in order], pa.string()),
            "other_name": pa.array([names[other] for _, other in order], pa.string()),
            "meetings": pa.array([len(counted[pair]) for pair in order], pa.int64()),
            "first": pa.array([first for first, _ in spans], pa.date32()),
            "last": pa.array([last for _, last in spans], pa.date32()),
            "event_ids": pa.array([counted[pair] for pair in order], pa.list_(pa.string())),
        }
    )
    return explain_absence(rows, "meeting or call", {"on or after": first_day, "on or before": last_day}, "events")


def _span(events: Iterable[dict[str, Any]]) -> tuple[date | None, date | None]:
    """Return the first and the last day that the dates of events can mean."""
    days = [day for event in events for day in (event["date_min"], event["date_max"]) if day]
    return min(days, default=None), max(days, default=None)


def _events(first: date | None, last: date | None, path: Path | str | None) -> dict[str, dict[str, Any]]:
    """Return the meetings and calls of a period by id."""
    import pyarrow as pa
    import pyarrow.compute as pc

    events = load("events", path=path).select(["event_id", "kind", "status", "date_min", "date_max", "part_of_id"])
    events = events.filter(pc.is_in(events["kind"].cast(pa.string()), pa.array(ROOM_KINDS)))
    events = events.filter(pc.equal(events["status"].cast(pa.string()), "held"))
    for column, bound, compare in (("date_max", first, pc.greater_equal), ("date_min", last, pc.less_equal)):
        if bound is not None:
            events = events.filter(pc.fill_null(compare(events[column], pa.scalar(bound, pa.date32())), True))
    return {row["event_id"]: row for row in events.to_pylist()}


def _present(events: dict[str, dict[str, Any]], path: Path | str | None) -> dict[str, set[str]]:
    """Return who took part in each event."""
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = load("participations", path=path).select(["event_id", "actor_id", "part", "presence"])
    rows = rows.filter(pc.is_in(rows["event_id"], pa.array(events, pa.string())))
    rows = rows.filter(pc.invert(pc.is_in(rows["part"].cast(pa.string()), pa.array(NOT_THERE))))
    rows = rows.filter(pc.is_in(rows["presence"].cast(pa.string()), pa.array(PRESENCES)))
    present: defaultdict[str, set[str]] = defaultdict(set)
    for event, actor in zip(rows["event_id"].to_pylist(), rows["actor_id"].to_pylist(), strict=True):
        present[event].add(actor)
    return present


def _persons(actors: Collection[str], path: Path | str | None) -> dict[str, str]:
    """Return the names of those actors that are persons, by id."""
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = load("actors", path=path).select(["actor_id", "name", "kind"])
    rows = rows.filter(pc.is_in(rows["actor_id"], pa.array(actors, pa.string())))
    rows = rows.filter(pc.equal(rows["kind"].cast(pa.string()), "person"))
    return dict(zip(rows["actor_id"].to_pylist(), rows["name"].to_pylist(), strict=True))
