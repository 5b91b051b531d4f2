"""Reading travels: trips become legs of journeys."""

from __future__ import annotations

from pathlib import Path

from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.run import run_import
from fpdata.importers.travels.reader import read_travels
from tests.importers import upstream
from tests.importers.upstream import rows, trip


def test_a_trip_becomes_a_leg_of_a_journey_in_the_role_held_that_day(package_with_pocom: Path, tmp_path: Path) -> None:
    source = upstream.travels(
        tmp_path / "travels",
        trip("1", "1890-01-01", "1890-01-03", "ruritania", "Strelsau"),
        trip("2", "1890-01-04", "1890-01-04", "graustark", "Edelweiss, Ganlook"),
        trip("3", "1890-01-06", "1890-01-07", "ruritania"),
        trip("4", "1889-01-06", "1889-01-07", "ruritania"),
    )
    assert run_import(package_with_pocom, read_travels(source)).ok
    events = {id: event for id, event in rows(package_with_pocom, "events").items() if event["kind"] == "trip"}
    leg = events["1890-01-04-ada-m-lake-graustark"]
    assert (leg["part_of_id"], leg["place"], leg["name"]) == (
        "1890-01-01-ada-m-lake-journey",
        "Edelweiss, Ganlook",
        "Trip of Ada M. Lake: Graustark",
    )
    journey = events["1890-01-01-ada-m-lake-journey"]
    assert (journey["date"], journey["name"], journey["country_id"]) == (
        "1890-01-01/1890-01-04",
        "Journey of Ada M. Lake: Ruritania, Graustark",
        "",
    )
    assert events["1890-01-06-ada-m-lake-ruritania"]["part_of_id"] == "1890-01-06-ada-m-lake-journey"
    parts = rows(package_with_pocom, "participations")
    assert (
        parts["1890-01-04-ada-m-lake-graustark/ada-m-lake/traveler"]["role_id"] == "ada-m-lake-secretary-of-state-1889"
    )
    assert parts["1889-01-06-ada-m-lake-ruritania/ada-m-lake/traveler"]["role_id"] == ""  # not yet in office
    assert "Prose" not in (package_with_pocom / "datasets/events.csv").read_text(encoding="utf-8")


def test_duplicate_legs_become_one(package_with_pocom: Path, tmp_path: Path) -> None:
    source = upstream.travels(
        tmp_path / "travels",
        trip("1", "1890-01-01", "1890-01-03", "ruritania", "Strelsau"),
        trip("9", "1890-01-01", "1890-01-03", "ruritania", "Strelsau"),
        trip("2", "1890-02-01", "1890-02-01", "ruritania", "Strelsau"),
        trip("3", "1890-02-01", "1890-02-01", "graustark", "Edelweiss"),
        trip("4", "1890-02-01", "1890-02-01", "ruritania", "Strelsau"),
    )
    summary = run_import(package_with_pocom, read_travels(source))
    assert [one.record for one in summary.findings if one.kind is FindingKind.DUPLICATE] == ["9"]
    assert "1890-02-01-ada-m-lake-ruritania-2" in rows(package_with_pocom, "events")  # there and back in a day


def test_a_malformed_trip_is_reported_and_a_changed_one_is_updated(package_with_pocom: Path, tmp_path: Path) -> None:
    good = trip("1", "1890-01-01", "1890-01-03", "ruritania", "Strelsau")
    source = upstream.travels(tmp_path / "travels", good, trip("2", "1890-02-30", "1890-03-01", "ruritania"))
    summary = run_import(package_with_pocom, read_travels(source))
    (found,) = summary.findings
    assert (found.kind, found.file, found.record) == (FindingKind.MALFORMED, "secretary-travels/lake-ada-mary.xml", "2")
    before = rows(package_with_pocom, "events")
    upstream.travels(tmp_path / "travels", good.replace("Strelsau", "Zenda"))
    run_import(package_with_pocom, read_travels(source))
    after = rows(package_with_pocom, "events")
    assert [id for id in after if after[id] != before.get(id)] == ["1890-01-01-ada-m-lake-ruritania"]


def test_unknown_travelers_and_countries_are_reported(package_with_pocom: Path, tmp_path: Path) -> None:
    source = upstream.travels(
        tmp_path / "travels",
        trip("1", "1890-01-01", "1890-01-03", "laputa"),
        trip("2", "1890-05-01", "1890-05-03", "ruritania", who="gulliver-lemuel"),
    )
    summary = run_import(package_with_pocom, read_travels(source))
    messages = " ".join(one.message for one in summary.findings if one.kind is FindingKind.INVALID)
    assert "laputa" in messages
    assert "gulliver-lemuel" in messages
    assert not summary.ok
