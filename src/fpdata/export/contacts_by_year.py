"""Count journeys, visits, meetings, calls and letters between the United States and other states, by year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.export.state_years import HOME, StateYears
from fpdata.model.documents import ContributionPart
from fpdata.model.events import EventKind, EventStatus, ParticipationPart
from fpdata.model.presence import NOT_THERE, PRESENCES, ROOM_KINDS

_MEETING_KINDS = tuple(kind for kind in ROOM_KINDS if kind not in (EventKind.CALL, EventKind.VISIT))
_TRAVELERS = {"president-of-the-united-states": "president_trips", "secretary-of-state": "secretary_trips"}
_LETTERS = ("letters_to", "letters_from")
#: What is counted.
CONTACTS = ("president_trips", "secretary_trips", "visits", "meetings", "calls", *_LETTERS)
_Counted = tuple[str, str, str]  # what is counted, the event or document, the country


def count_contacts(states: StateYears, tables: Mapping[str, pa.Table]) -> Counter[tuple[str, int, str]]:
    """Return how many contacts there were of each kind, by state, year and kind.

    A contact counts in the year in which it began. An event counts once, and not beside its own parts; so does a
    document, whoever else it was sent to.
    """
    homes = dict(_columns(tables["actors"], "actor_id", "country_id"))
    found = {*_events(tables, homes), *_letters(tables, homes)}
    years_of_events = _years(tables["events"], "event_id")
    years_of_documents = _years(tables["documents"], "document_id")
    wholes = dict(_columns(tables["events"], "event_id", "part_of_id"))
    in_parts = {(kind, wholes.get(id), country) for kind, id, country in found}
    counts: Counter[tuple[str, int, str]] = Counter()
    for kind, id, country in found - in_parts:
        year = (years_of_documents if kind in _LETTERS else years_of_events)[id]
        if year and country != HOME:
            counts[states.state_in(country, year), year, kind] += 1
    return counts


def _columns(table: pa.Table, *names: str) -> Iterator[tuple[Any, ...]]:
    """Return some columns as rows; codes as text, which Arrow converts faster."""
    columns = (table[name] for name in names)
    texts = (column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column for column in columns)
    return zip(*(column.to_pylist() for column in texts), strict=True)


def _years(table: pa.Table, key: str) -> dict[str, int | None]:
    years = pc.year(pc.coalesce(table["date_min"], table["date_max"]))
    return dict(zip(table[key].to_pylist(), years.to_pylist(), strict=True))


def _any_of(table: pa.Table, column: str, values: Iterable[str]) -> pa.Table:
    return table.filter(pc.is_in(table[column].cast(pa.string()), pa.array(map(str, values), pa.string())))


def _events(tables: Mapping[str, pa.Table], homes: Mapping[str, str | None]) -> Iterator[_Counted]:
    held = _any_of(tables["events"], "status", [EventStatus.HELD])
    held = _any_of(held, "kind", [EventKind.TRIP, EventKind.VISIT, EventKind.CALL, *_MEETING_KINDS])
    events = {id: (kind, country) for id, kind, country in _columns(held, "event_id", "kind", "country_id")}
    offices = dict(_columns(_any_of(tables["roles"], "office_id", _TRAVELERS), "role_id", "office_id"))
    present: dict[str, set[str | None]] = defaultdict(set)
    parts = _any_of(tables["participations"], "presence", PRESENCES)
    for id, actor_id, part, role_id in _columns(parts, "event_id", "actor_id", "part", "role_id"):
        if id not in events or part in NOT_THERE:
            continue
        kind, country = events[id]
        present[id].add(homes[actor_id])
        if kind == EventKind.TRIP:
            if country and role_id in offices and part in (ParticipationPart.TRAVELER, ParticipationPart.HEAD):
                yield _TRAVELERS[offices[role_id]], id, country
        elif kind == EventKind.VISIT and part == ParticipationPart.VISITOR and (home := homes[actor_id]):
            yield "visits", id, home
    for id, countries in present.items():
        kind, _ = events[id]
        counted = "meetings" if kind in _MEETING_KINDS else "calls" if kind == EventKind.CALL else None
        if counted and HOME in countries:
            yield from ((counted, id, country) for country in countries if country)


def _letters(tables: Mapping[str, pa.Table], homes: Mapping[str, str | None]) -> Iterator[_Counted]:
    ends: dict[str, dict[str, set[str | None]]] = defaultdict(lambda: defaultdict(set))
    sent = _any_of(tables["contributions"], "part", [ContributionPart.SENDER, ContributionPart.RECIPIENT])
    for id, actor_id, part in _columns(sent, "document_id", "actor_id", "part"):
        ends[id][part].add(homes[actor_id])
    for id, parts in ends.items():
        senders, recipients = parts[ContributionPart.SENDER], parts[ContributionPart.RECIPIENT]
        if HOME in senders:
            yield from (("letters_to", id, country) for country in recipients if country)
        if HOME in recipients:
            yield from (("letters_from", id, country) for country in senders if country)
