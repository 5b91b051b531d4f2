"""Query trips abroad and visits received."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from fpdata.access.absence import explain_absence
from fpdata.access.days import to_days
from fpdata.access.load import load
from fpdata.access.resolver import resolve_name
from fpdata.model.presence import STAYED

if TYPE_CHECKING:
    import pyarrow as pa


def travel(
    *,
    office: str | None = None,
    person: str | None = None,
    country: str | None = None,
    start: date | str | None = None,
    end: date | str | None = None,
    kind: Literal["trip", "visit"] | None = None,
    path: Path | str | None = None,
) -> pa.Table:
    """Return trips abroad and visits received: one row for each traveler of each, by date.

    Who received them, was absent or was only their subject is left out.

    Filters, all of which must hold:

    - `person`: a traveler, by name or actor_id.
    - `office`: that of a traveler then, by title or id.
    - `country`: by name or country_id; of a trip, the country traveled to; of a visit, the visitor's own.
    - `start`, `end`: the first and last day of a period, as a date or text: a day, month or year. An event is in it if any
      of the days that its date can mean is.
    - `kind`: "trip" or "visit".

    A journey whose legs are recorded is left out, and its legs are returned. Retired ids resolve to their
    replacement, with a RedirectWarning. `path` is that of `load`.

    Columns: event_id, kind ("trip" or "visit"), name, date (EDTF) with date_min and date_max (date32),
    country_id, place, actor_id, part, role_id, source_id. If there is no row, "explanation" in the metadata of the
    table's schema says what was asked.

    Raises UnknownIdError for an unknown person, office or country, AmbiguousNameError for a name that may be several; ValueError for another kind, for text that is not a
    day, or if `start` is after `end`; DataNotFoundError if the export is missing.

    >>> travel(country="france", start="1961-05-01", end="1961-06-30", kind="trip")["name"].to_pylist()
    ['Trip of Dean Rusk: France', 'Trip of John F. Kennedy: France']
    """
    import pyarrow as pa  # keeps `import fpdata` fast
    import pyarrow.compute as pc

    if kind not in (None, "trip", "visit"):
        raise ValueError(f"kind must be 'trip' or 'visit', not {kind!r}")
    first, last = to_days(start, end)
    events = load("events", path=path)
    events = events.filter(pc.is_in(events["kind"].cast(pa.string()), pa.array([kind] if kind else ["trip", "visit"])))
    events = events.filter(pc.invert(pc.is_in(events["event_id"], events["part_of_id"])))
    for column, bound, compare in (("date_max", first, pc.greater_equal), ("date_min", last, pc.less_equal)):
        if bound is not None:
            events = events.filter(pc.fill_null(compare(events[column], pa.scalar(bound, pa.date32())), True))
    participations = load("participations", path=path).select(["event_id", "actor_id", "part", "role_id"])
    participations = participations.filter(
        pc.invert(pc.is_in(participations["part"].cast(pa.string()), pa.array(STAYED)))
    )
    if person is not None:
        person = resolve_name("person", person, path)
        participations = participations.filter(pc.equal(participations["actor_id"], person))
    if office is not None:
        office = resolve_name("office", office, path)
        roles = load("roles", path=path).select(["role_id", "office_id"])
        own = roles["role_id"].filter(pc.equal(roles["office_id"], office))
        participations = participations.filter(pc.is_in(participations["role_id"], own.combine_chunks()))
    columns = ["event_id", "kind", "name", "date", "date_min", "date_max", "country_id", "place", "source_id"]
    found = events.select(columns).join(participations, "event_id", join_type="inner")
    if country is not None:
        country = resolve_name("country", country, path)
        home = load("actors", path=path).select(["actor_id", "country_id"]).rename_columns(["actor_id", "home_id"])
        found = found.join(home, "actor_id")
        is_visit = pc.equal(found["kind"].cast(pa.string()), "visit")
        found = found.filter(pc.equal(pc.if_else(is_visit, found["home_id"], found["country_id"]), country))
    names = [*columns[:-1], "actor_id", "part", "role_id", "source_id"]
    order = [("date_min", "ascending"), ("event_id", "ascending"), ("actor_id", "ascending")]
    asked = {"of": person, "as": office, "to or from": country, "on or after": first, "on or before": last}
    return explain_absence(found.select(names).sort_by(order), kind or "trip or visit", asked, "events")
