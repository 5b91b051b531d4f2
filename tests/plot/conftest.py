"""The data that figures are drawn from in these tests: an office held in all manners, trips, meetings, hostile names."""

from __future__ import annotations

from pathlib import Path

import pytest

from fpdata import build
from fpdata.generate.package import write_package
from tests.plot.figures import HOSTILE
from tests.sample import Tables, row, sample


def _actor(tables: Tables, id: str, name: str) -> None:
    cells = {"kind": "person", "name": name, "sort_name": name, "source_id": "register"}
    tables["actors"].append(row("actors", actor_id=id, **cells))


def _role(tables: Tables, id: str, actor: str, start: str | None, end: str | None, basis: str = "appointed") -> None:
    cells = {"title": "Consul", "basis": basis, "start": start, "end": end, "source_id": "register"}
    tables["roles"].append(row("roles", role_id=id, actor_id=actor, office_id="consul", **cells))


def _event(tables: Tables, id: str, kind: str, when: str, *actors: str, **cells: str) -> None:
    cells = {"name": id.title(), "date": when, "status": "held", "source_id": "register"} | cells
    tables["events"].append(row("events", event_id=id, kind=kind, **cells))
    for actor in actors:
        part = {"trip": "traveler"}.get(kind, "member")
        role = "ada-consul-1880" if kind == "trip" and actor == "ada-lake" else None
        cells = {"part": part, "presence": "confirmed", "source_id": "register"}
        tables["participations"].append(row("participations", event_id=id, actor_id=actor, role_id=role, **cells))


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export with an office, trips and meetings."""
    tables = sample()
    tables["offices"].append(
        row("offices", office_id="consul", title="Consul", kind="principal-officer", seats="one", source_id="register")
    )
    tables["offices"].append(
        row("offices", office_id="herald", title="Herald", kind="principal-officer", seats="one", source_id="register")
    )
    tables["countries"].append(row("countries", country_id="strelsau", name="Strelsau", kind="state"))
    _actor(tables, "eva-hostile", HOSTILE)
    _actor(tables, "vo-thuong", "Võ Văn Thưởng")
    _role(tables, "ada-consul-1880", "ada-lake", "1880-01-02", "1882-03-04")
    _role(tables, "ben-consul-1882", "ben-moor", "1882-03-04", "1882-03-20", "acting")
    _role(tables, "eva-consul-1884", "eva-hostile", "1884-01-01", "1886/1888")
    _role(tables, "vo-consul-1889", "vo-thuong", "1889-02-03", "..")
    for number in range(3):
        _event(tables, f"trip-{number}", "trip", f"188{number}-02-06", "ada-lake", country_id="ruritania")
    _event(tables, "trip-3", "trip", "1881-07-08", "ada-lake", country_id="strelsau")
    for number in range(4):
        _event(tables, f"call-{number}", "call", f"1885-01-0{number + 1}", "ada-lake", "vo-thuong")
    _event(tables, "council", "meeting", "1885-02-01", "ada-lake", "eva-hostile", "vo-thuong")
    folder = tmp_path_factory.mktemp("plotted")
    write_package(folder, tables)
    build(folder, folder / "data")
    return folder / "data"
