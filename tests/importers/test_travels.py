"""Reading travels: trips become legs of journeys."""

from __future__ import annotations

from pathlib import Path

import pytest

from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.run import run_import
from fpdata.importers.travels.reader import read_travels
from tests.importers import upstream
from tests.importers.upstream import contents, replace_in_file, rows, trip


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


_JOURNEY = (
    trip("1", "1890-01-01", "1890-01-03", "ruritania", "Strelsau"),
    trip("2", "1890-01-04", "1890-01-04", "graustark", "Edelweiss"),
    trip("3", "1890-01-05", "1890-01-06", "ruritania", "Zenda"),
)


def _imported(package: Path, source: Path, *trips: str) -> dict[str, bytes]:
    """Write a source with these trips, import it, and return the tables."""
    assert run_import(package, read_travels(upstream.travels(source, *trips))).ok
    return dict(contents(package))


@pytest.mark.parametrize(
    "copy",
    [
        trip("2", "1891-05-01", "1891-05-02", "graustark", "Ganlook"),  # elsewhere in time
        trip("1", "1890-01-07", "1890-01-08", "graustark", "Ganlook"),  # in the same journey
        trip("3", "1891-05-01", "1891-05-02", "graustark", "Ganlook", role="secretary", who="moor-ben"),
    ],
)
def test_an_id_of_two_trips_leaves_both_and_their_journey_unchanged(
    package_with_pocom: Path, tmp_path: Path, copy: str
) -> None:
    other = trip("9", "1891-09-01", "1891-09-02", "ruritania")
    before = _imported(package_with_pocom, tmp_path / "travels", *_JOURNEY, other)
    source = upstream.travels(tmp_path / "travels", *_JOURNEY, copy, other.replace("1891-09-02", "1891-09-03"))
    summary = run_import(package_with_pocom, read_travels(source))
    assert not summary.ok
    found = [one for one in summary.findings if one.kind is FindingKind.AMBIGUOUS]
    assert {one.file for one in found} >= {"secretary-travels/lake-ada-mary.xml"}
    assert not [one for one in summary.findings if one.kind is FindingKind.GONE]
    after = dict(contents(package_with_pocom))
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"events.csv", "coverage.csv"}
    assert "1891-09-01/1891-09-03" in after["events.csv"].decode()  # the rest goes on
    assert before["events.csv"].replace(b"1891-09-01/1891-09-02", b"1891-09-01/1891-09-03") == after["events.csv"]
    assert not run_import(package_with_pocom, read_travels(source)).files


def test_a_copy_of_a_trip_with_its_id_is_one_trip(package_with_pocom: Path, tmp_path: Path) -> None:
    before = _imported(package_with_pocom, tmp_path / "travels", *_JOURNEY)
    assert _imported(package_with_pocom, tmp_path / "travels", *_JOURNEY, _JOURNEY[0]) == before


def test_a_traveler_is_found_by_a_former_id(package_with_pocom: Path, tmp_path: Path) -> None:
    _imported(
        package_with_pocom, tmp_path / "travels", trip("1", "1890-01-01", "1890-01-03", "ruritania", who="stone-e")
    )
    assert "1890-01-01-eve-stone-ruritania" in rows(package_with_pocom, "events")


@pytest.mark.parametrize("year", ["2107", "1990", "1790", "1921"])
def test_a_day_years_from_the_term_is_reported_and_the_row_kept(
    package_with_pocom: Path, tmp_path: Path, year: str
) -> None:
    before = _imported(package_with_pocom, tmp_path / "travels", _JOURNEY[0])
    source = upstream.travels(tmp_path / "travels", _JOURNEY[0].replace("1890", year))
    summary = run_import(package_with_pocom, read_travels(source))
    assert not summary.ok
    assert {one.record for one in summary.findings if one.kind.is_error} == {"1"}
    assert contents(package_with_pocom) == before


def test_a_day_after_the_archive_was_made_is_reported(package_with_pocom: Path, tmp_path: Path) -> None:
    made = "<created-datetime>1890-02-01T12:00:00-04:00</created-datetime></trip>"
    late = trip("2", "1891-05-01", "1891-05-02", "graustark")
    source = upstream.travels(tmp_path / "travels", _JOURNEY[0].replace("</trip>", made), late)
    summary = run_import(package_with_pocom, read_travels(source))
    (found,) = summary.findings
    assert (found.kind, found.record) == (FindingKind.MALFORMED, "2")
    assert {row["to"] for row in rows(package_with_pocom, "coverage").values() if row["source_id"] == "travels"} == {
        "1890-01-03"
    }


def test_an_id_that_passes_to_another_trip_does_not_change_the_row(package_with_pocom: Path, tmp_path: Path) -> None:
    before = _imported(package_with_pocom, tmp_path / "travels", _JOURNEY[0])
    source = upstream.travels(tmp_path / "travels", trip("1", "1891-03-01", "1891-03-02", "graustark"))
    assert not run_import(package_with_pocom, read_travels(source)).ok
    assert contents(package_with_pocom)["events.csv"] == before["events.csv"]


@pytest.mark.parametrize("element", ["id", "end-date", "start-date", "country", "locale", "remarks", "trip"])
def test_a_renamed_element_is_reported_and_loses_nothing(
    package_with_pocom: Path, tmp_path: Path, element: str
) -> None:
    before = _imported(package_with_pocom, tmp_path / "travels", *_JOURNEY)
    file = tmp_path / "travels/secretary-travels/lake-ada-mary.xml"
    for mark in (f"<{element}>", f"</{element}>", f"<{element} "):
        if mark in file.read_text(encoding="utf-8"):
            replace_in_file(file, mark, mark.replace(element, f"the-{element}"))
    summary = run_import(package_with_pocom, read_travels(tmp_path / "travels"))
    assert not summary.ok
    assert {one.file for one in summary.findings if one.kind.is_error} == {"secretary-travels/lake-ada-mary.xml"}
    assert contents(package_with_pocom) == before


def test_a_president_elect_travels_as_such(package_with_pocom: Path, tmp_path: Path) -> None:
    remark = "<remarks>Vacation. [Visit made as President-elect.]</remarks>"
    _imported(package_with_pocom, tmp_path / "travels", _JOURNEY[0].replace("<remarks>Prose.</remarks>", remark))
    parts = rows(package_with_pocom, "participations")
    assert parts["1890-01-01-ada-m-lake-ruritania/ada-m-lake/traveler"]["title"] == "President-elect"


@pytest.mark.parametrize("leg", [0, 1, 2])
@pytest.mark.parametrize("slip", [("1890", "2107"), ("1890", "1990"), ("1890", "1790"), ("<locale>", "<place>")])
def test_the_journey_of_a_left_out_trip_stays_whole(
    package_with_pocom: Path, tmp_path: Path, leg: int, slip: tuple[str, str]
) -> None:
    later = trip("9", "1891-09-01", "1891-09-02", "ruritania")
    before = _imported(package_with_pocom, tmp_path / "travels", *_JOURNEY, later)
    slipped = (
        _JOURNEY[leg].replace(*slip).replace("</locale>", f"</{slip[1][1:-1]}>" if "<" in slip[1] else "</locale>")
    )
    source = upstream.travels(tmp_path / "travels", *(*_JOURNEY[:leg], slipped, *_JOURNEY[leg + 1 :], later))
    for _ in range(2):
        summary = run_import(package_with_pocom, read_travels(source))
        assert not summary.ok
        assert [(one.kind, one.record) for one in summary.findings] == [(FindingKind.MALFORMED, str(leg + 1))]
        assert contents(package_with_pocom) == before
    assert _imported(package_with_pocom, tmp_path / "travels", *_JOURNEY, later) == before


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        ("1890-01", "1890-02-01", "are not exact days"),
        ("1890-02-02", "1890-02-01", "ends (1890-02-01) before it starts"),
    ],
)
def test_a_trip_without_exact_days_in_order_is_reported(
    package_with_pocom: Path, tmp_path: Path, start: str, end: str, message: str
) -> None:
    source = upstream.travels(tmp_path / "travels", trip("1", start, end, "ruritania"))
    (finding,) = run_import(package_with_pocom, read_travels(source)).findings
    assert (finding.kind, message in finding.message) == (FindingKind.MALFORMED, True)
    assert not rows(package_with_pocom, "events")


def test_a_stay_that_overlaps_another_at_the_same_place_is_told(package_with_pocom: Path, tmp_path: Path) -> None:
    trips = (trip(str(day), f"1890-01-0{day}", f"1890-01-0{day + 3}", "ruritania", "Strelsau") for day in (1, 2))
    summary = run_import(package_with_pocom, read_travels(upstream.travels(tmp_path / "travels", *trips)))
    assert [one.message for one in summary.findings] == [
        "may duplicate 1: same place on overlapping days; both are kept"
    ]
    assert len([row for row in rows(package_with_pocom, "events").values() if row["kind"] == "trip"]) == 3


def test_a_president_is_found_by_the_family_name(package_with_pocom: Path, tmp_path: Path) -> None:
    office = "president-of-the-united-states"
    for table, values in {
        "offices": {"office_id": office, "title": "President", "kind": "head-of-state", "seats": "one"},
        "roles": {"role_id": "lake-president", "actor_id": "ada-m-lake", "office_id": office, "title": "President"}
        | {"basis": "elected", "start": "1893-03-04", "end": "1895-03-04"},
    }.items():
        file = package_with_pocom / f"datasets/{table}.csv"
        columns = file.read_text(encoding="utf-8").partition("\n")[0].split(",")
        with file.open("a", encoding="utf-8") as rows_of:
            rows_of.write(",".join((values | {"source_id": "by-hand"}).get(one, "") for one in columns) + "\n")
    source = upstream.travels(tmp_path / "travels", trip("1", "1890-01-01", "1890-01-02", "ruritania"))
    one = trip("2", "1893-04-01", "1893-04-02", "graustark", role="president", who="lake-ada")
    upstream.write(source / "president-travels/lake-ada.xml", f"<trips>{one}</trips>")
    assert run_import(package_with_pocom, read_travels(source)).ok
    parts = rows(package_with_pocom, "participations")
    assert parts["1893-04-01-ada-m-lake-graustark/ada-m-lake/traveler"]["role_id"] == "lake-president"
