"""Find the days on which documents show a holder in office, for the roles whose own dates leave that open.

They are read from what the package has anyway:

- the documents that a role cites, if it is ongoing (``..``) or has no date at all: a document shows the holder in
  office on its own day. A data set or a book does not, because it names former holders, too; it shows an ongoing role
  up to the day to which `coverage` says that it reaches, or to some day within its `lag` before that.
- the events that were held and in which a source says that the holder took part in this role.

The day on which somebody opened a page is not used: a page stays as it was written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from fpdata.export.arrow import ExportedRow
from fpdata.model.documents import DocumentKind
from fpdata.model.events import EventStatus, Presence

_RETROSPECTIVE = frozenset({DocumentKind.DATASET, DocumentKind.BOOK})
NO_LAG = timedelta(0)
_PRESENT = frozenset({Presence.CONFIRMED, Presence.REPORTED})


class Sighting(NamedTuple):
    """A document shows the holder in office on some day between `earliest` and `latest`."""

    earliest: date
    latest: date
    document_id: str


def exported_rows(table: pa.Table, *columns: str) -> list[ExportedRow]:
    """Return some columns of an exported table as rows of Python values."""
    rows: list[ExportedRow] = table.select(columns).to_pylist()
    return rows


def find_sightings(
    tables: Mapping[str, pa.Table], roles: Iterable[ExportedRow], reach: Mapping[str, date]
) -> Mapping[str, list[Sighting]]:
    """Return the sightings of each of `roles` by role_id; `reach` is the day to which each role's source reaches."""
    dates = _document_dates(tables)
    covered = covered_to(tables)
    lags = lags_of(tables)
    cited = defaultdict(list)
    citations = tables["citations"]
    citations = citations.filter(pc.equal(citations["table"], "roles"))
    for row in exported_rows(citations, "record_id", "field", "document_id", "stance"):
        if row["stance"] == "supports" and row["field"] in (None, "end"):
            cited[row["record_id"]].append(row["document_id"])
    found: dict[str, list[Sighting]] = defaultdict(list)
    wanted = set()
    for role in roles:
        id, source = role["role_id"], role["source_id"]
        wanted.add(id)
        if role["end"] != ".." and (role["start"] or role["end"]):
            continue
        documents = [source, *cited[id]]
        found[id] += [Sighting(*dates[document], document) for document in documents if document in dates]
        if role["end"] == "..":
            reached = [(other, covered[other]) for other in cited[id] if other in covered]
            if id in reach:
                reached.append((source, reach[id]))
            found[id] += [Sighting(day - lags.get(other, NO_LAG), day, other) for other, day in reached]
    for id, sighting in _participations(tables, wanted):
        found[id].append(sighting)
    return found


def covered_to(tables: Mapping[str, pa.Table]) -> dict[str, date]:
    """Return the day to which each source covers roles: of several scopes, the one that ends first."""
    covered: dict[str, date] = {}
    for row in exported_rows(tables["coverage"], "table", "source_id", "to_min"):
        if row["table"] == "roles" and row["to_min"]:
            covered[row["source_id"]] = min(row["to_min"], covered.get(row["source_id"], date.max))
    return covered


def lags_of(tables: Mapping[str, pa.Table]) -> dict[str, timedelta]:
    """Return for how long each source that lags may still name somebody who left: of several scopes, the longest."""
    lags: dict[str, timedelta] = {}
    for row in exported_rows(tables["coverage"], "table", "source_id", "lag"):
        if row["table"] == "roles" and row["lag"]:
            lags[row["source_id"]] = max(timedelta(days=row["lag"]), lags.get(row["source_id"], NO_LAG))
    return lags


def _document_dates(tables: Mapping[str, pa.Table]) -> dict[str, tuple[date, date]]:
    """Return the day of each document that can show somebody in office; of a copy, that of the original."""
    rows = exported_rows(tables["documents"], "document_id", "kind", "date_min", "date_max", "copy_of_id")
    own = {
        row["document_id"]: (row["date_min"], row["date_max"])
        for row in rows
        if row["kind"] not in _RETROSPECTIVE and row["date_min"] and row["date_max"]
    }
    copies = {row["document_id"]: own[row["copy_of_id"]] for row in rows if row["copy_of_id"] in own}
    return own | copies


def _participations(tables: Mapping[str, pa.Table], wanted: set[str]) -> list[tuple[str, Sighting]]:
    parts, events = tables["participations"], tables["events"]
    parts = parts.filter(pc.is_in(parts["role_id"], pa.array(wanted, pa.string())))
    events = events.filter(pc.is_in(events["event_id"], parts["event_id"]))
    held = {
        row["event_id"]: (row["date_min"], row["date_max"])
        for row in exported_rows(events, "event_id", "status", "date_min", "date_max")
        if row["status"] == EventStatus.HELD and row["date_min"] and row["date_max"]
    }
    return [
        (part["role_id"], Sighting(*held[part["event_id"]], part["source_id"]))
        for part in exported_rows(parts, "event_id", "presence", "role_id", "source_id")
        if part["presence"] in _PRESENT and part["event_id"] in held
    ]
