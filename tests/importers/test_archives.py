"""The importers on the real sources, if their archives are next to the repository."""

from __future__ import annotations

import itertools
import random
import re
import shutil
import tarfile
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest

from fpdata.checks.api import check
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.run import run_import, run_imports
from fpdata.importers.core.source import ImportBatch
from fpdata.importers.countries.crosswalk import FORMER_STATES, country_id
from fpdata.importers.countries.overrides import HISTORICAL_STATES
from fpdata.importers.countries.reader import read_countries
from fpdata.importers.frus.reader import read_frus
from fpdata.importers.legislators.reader import read_legislators
from fpdata.importers.people.reader import read_people
from fpdata.importers.pocom.reader import read_pocom
from fpdata.importers.travels.reader import read_travels
from fpdata.importers.visits.reader import read_visits
from fpdata.importers.whitehouse.reader import read_whitehouse
from tests.importers.upstream import ARCHIVES, archives, contents, holders, rows, small_package

pytest.importorskip("yaml")

pytestmark = [
    pytest.mark.skipif(not list(archives()), reason="the archives of the sources are not next to the repository"),
    pytest.mark.xdist_group("archives"),  # they are imported once
    pytest.mark.archives,
]
#: States whose successor today comes after others in gsh that are not countries of the data set.
_SUCCESSIONS_THROUGH_OTHERS = {"albania-1912-1946", "hawaii", "joseon-korea", "two-sicilies"}
#: Records with an error that corrections.csv corrects in the data set, and that are invalid without it.
_INVALID_RECORDS = {"secr-1866-hunt", "es-1858-pres-01"}


@pytest.fixture(scope="module")
def upstream(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archives, extracted."""
    root = tmp_path_factory.mktemp("upstream")
    for name in archives():
        with tarfile.open(ARCHIVES / name) as archive:
            archive.extractall(root, filter="data")
    return root


@pytest.fixture(scope="module")
def batches(upstream: Path) -> list[ImportBatch]:
    """All sources, read in the order in which they are to be imported."""
    return [
        *read_countries(upstream / "gsh", upstream / "country-codes"),
        read_pocom(upstream / "pocom"),
        read_legislators(upstream / "legislators"),
        read_travels(upstream / "travels"),
        read_visits(upstream / "visits"),
    ]


@pytest.fixture(scope="module")
def package(batches: list[ImportBatch], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package into which all sources were imported."""
    package = small_package(tmp_path_factory.mktemp("package"))
    (package / "datasets/countries.csv").write_text(
        (package / "datasets/countries.csv").read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8"
    )
    summaries = [run_import(package, batch) for batch in batches]
    assert {one.record for summary in summaries for one in summary.findings if one.kind.is_error} == _INVALID_RECORDS
    return package


def test_importing_everything_twice_changes_nothing(package: Path, batches: list[ImportBatch], upstream: Path) -> None:
    before = contents(package)
    assert read_visits(upstream / "visits") == batches[-1]
    for batch in batches:
        assert not run_import(package, batch).files
    assert contents(package) == before


def test_every_upstream_record_is_imported(package: Path, upstream: Path) -> None:
    appointments = sum(
        element.tag in ("principal", "chief")
        for folder in ("positions-principals", "missions-countries", "missions-orgs")
        for file in (upstream / "pocom" / folder).glob("*.xml")
        for element in ET.parse(file).iter()
    )
    assert appointments == 7262
    roles = [role for role in rows(package, "roles").values() if role["source_id"] == "pocom"]
    assert len(roles) == 7262 - 2 - len(_INVALID_RECORDS)  # two are duplicates
    assert len({role["source_locator"] for role in roles}) == len(roles)
    people = [actor for actor in rows(package, "actors").values() if actor["source_locator"].startswith("people/")]
    assert len(people) == 4261
    events = Counter(event["source_locator"].partition("/")[0] for event in rows(package, "events").values())
    assert events == {"trips": 4271 - 4, "journeys": 365 + 1098, "visits": 3264 - 1}


def test_the_package_is_valid(package: Path) -> None:
    assert [issue for issue in check(package).errors if issue.code != "package-descriptor"] == []


def test_former_states_have_the_years_and_successors_of_gsh(upstream: Path) -> None:
    roots = {root.findtext("id"): root for file in (upstream / "gsh/data/territories").glob("*.xml") for root in [ET.parse(file).getroot()]}  # fmt: skip
    years = {}
    for id, state in HISTORICAL_STATES.items():
        if state.territory:
            root = roots[state.territory]
            years[id] = int(root.findtext("valid-since") or 0), int(root.findtext("valid-until") or 0)
            successors = {country_id(one.text or "") for one in root.findall("successors/successor")}
            later = HISTORICAL_STATES.get(state.successor_id)
            is_named = {state.successor_id, later.territory if later else ""} & successors
            assert is_named or id in _SUCCESSIONS_THROUGH_OTHERS
    for former in FORMER_STATES.values():
        for id, first, last in former:
            assert years[id][0] <= first <= last <= years[id][1]


def test_visits_and_trips_stand_under_the_states_of_their_time(package: Path) -> None:
    events, actors = rows(package, "events"), rows(package, "actors")
    (moscow,) = (event for event in events.values() if event["source_locator"] == "trips/2847")  # Nixon, 1972
    assert moscow["country_id"] == "soviet-union"
    assert not [
        event for event in events.values() if event["country_id"] == "russia" and event["date"] < "1992" and event["kind"] == "trip"
    ]  # fmt: skip
    states = {actors[part["actor_id"]]["country_id"] for part in rows(package, "participations").values()}
    assert {"soviet-union", "south-vietnam", "united-arab-republic", "kingdom-of-yugoslavia"} <= states


def test_secretaries_of_state_follow_each_other_without_overlap(package: Path) -> None:
    held = [role for role in rows(package, "roles").values() if role["office_id"] == "secretary-of-state"]
    in_office = sorted(
        (role for role in held if role["basis"] not in ("acting", "nominated-not-served")),
        key=lambda role: role["start"],
    )
    assert (len(in_office), in_office[0]["actor_id"], in_office[-1]["end"]) == (73, "thomas-jefferson", "")
    assert all(one["end"] <= next["start"] for one, next in itertools.pairwise(in_office))
    assert sum(role["basis"] == "acting" for role in held) == 42


def test_a_missing_end_does_not_make_a_role_ongoing(package: Path) -> None:
    ongoing = {role["source_id"] for role in rows(package, "roles").values() if role["end"] == ".."}
    assert ongoing == {"congress-legislators"}


def test_only_nominees_and_five_others_never_served(package: Path) -> None:
    never = [
        role["source_locator"] for role in rows(package, "roles").values() if role["basis"] == "nominated-not-served"
    ]
    assert sum("/nominees/" in locator for locator in never) == 418 - 5
    assert {locator.rpartition("/")[2] for locator in never if "/nominees/" not in locator} == {
        "affa-1956-ridd",
        "affa-1959-dowl",
        "secr--schu",
        "secr--mora",
        "gene-2008-betr",
    }


def test_five_of_the_nominees_did_serve(package: Path) -> None:
    served = {
        role["source_locator"].rpartition("/")[2]: (role["basis"], role["start"])
        for role in rows(package, "roles").values()
        if "/nominees/" in role["source_locator"] and role["basis"] != "nominated-not-served"
    }
    assert served == {
        "affa-2017-risc": ("appointed", "2017-08-11"),
        "lb-1976-melo-01": ("appointed", "1976-05-01"),
        "mx-1895-rans-01": ("appointed", "1895-04-18"),
        "rs-1903-jack-01": ("recess-appointed", "1904-05-09"),
        "terr-2017-sale": ("appointed", "2017-08-10"),
    }


def test_roles_have_the_career_types_and_the_states_of_their_time(package: Path) -> None:
    roles = [role for role in rows(package, "roles").values() if role["source_id"] == "pocom"]
    types = Counter(role["career_type"] for role in roles)
    assert (types["career"], types["non-career"], types["pre-1915"], types[""]) == (3573, 2220, 1429, 36)
    for role in roles:
        if role["office_id"] == "ambassador-to-russia" and role["start"]:
            periods = (
                ("1917-11", "russian-empire"),
                ("1933-11", "russia"),
                ("1991-12", "soviet-union"),
                ("9", "russia"),
            )
            assert role["country_id"] == next(state for end, state in periods if role["start"] < end)
    states = Counter(role["country_id"] for role in roles)
    assert (states["soviet-union"], states["ottoman-empire"], states["united-arab-republic"]) == (20, 27, 6)


def test_concurrent_groups_are_complete(package: Path) -> None:
    groups = Counter(role["concurrent_group"] for role in rows(package, "roles").values() if role["concurrent_group"])
    assert len(groups) >= 331  # an appointment in two groups is in the later one
    assert max(groups.values()) == 8


def test_persons_are_matched_across_sources(package: Path) -> None:
    registers: dict[str, set[str]] = {}
    for identifier, actor in holders(package).items():
        registers.setdefault(actor, set()).add(identifier.partition("/")[0])
    both = [actor for actor, schemes in registers.items() if {"pocom", "bioguide"} <= schemes]
    assert len(both) >= 370
    taft = holders(package)["govtrack/412359"]
    assert taft != holders(package)["pocom/taft-william-howard"]
    bush = holders(package)["pocom/bush-george-herbert-walker"]
    assert holders(package)["bioguide/B001166"] == bush
    traveled = {part["actor_id"] for part in rows(package, "participations").values() if part["part"] == "traveler"}
    assert len(traveled) == 21 + 34
    assert {taft, bush, "joe-biden", "marco-rubio", "george-f-kennan"} - traveled == {"george-f-kennan"}


def test_sampled_roles_agree_with_upstream(package: Path, upstream: Path) -> None:
    by_locator = {role["source_locator"]: role for role in rows(package, "roles").values()}
    actors, people = rows(package, "actors"), holders(package)
    files = sorted((upstream / "pocom/missions-countries").glob("*.xml"))
    chosen = random.Random(1778)
    compared = 0
    for file in chosen.sample(files, 60):
        root = ET.parse(file).getroot()
        for chief in chosen.sample(root.findall("chiefs/chief"), min(4, len(root.findall("chiefs/chief")))):
            locator = f"missions/{root.findtext('territory-id')}/{chief.findtext('id')}"
            if locator not in by_locator:
                continue
            role = by_locator[locator]
            assert people[f"pocom/{chief.findtext('person-id')}"] == role["actor_id"]
            assert role["actor_id"] in actors
            dates = {
                part: chief.findtext(f"{part}/date") or "" for part in ("appointed", "arrived", "started", "ended")
            }
            start = dates["started"] or dates["arrived"] or dates["appointed"]
            assert re.sub("~$", "", role["start"]) == start
            assert re.sub("~$", "", role["end"]) == dates["ended"]
            assert (role["appointed"].rstrip("~"), role["arrived"]) == (dates["appointed"], dates["arrived"])
            compared += 1
    assert compared > 150


def test_no_upstream_prose_is_copied(package: Path) -> None:
    for table in ("actors", "events", "offices"):
        for row in rows(package, table).values():
            assert not row.get("description")
            assert not row.get("summary")
    assert not [role for role in rows(package, "roles").values() if role["note"] and role["source_id"] == "pocom"]


def test_the_findings_are_the_known_ones(batches: list[ImportBatch]) -> None:
    kinds = {batch.source.document_id: Counter(one.kind for one in batch.findings) for batch in batches}
    assert kinds["pocom"] == {FindingKind.DUPLICATE: 2}
    assert kinds["travels"] == {FindingKind.DUPLICATE: 4}
    assert kinds["visits"] == {FindingKind.DUPLICATE: 1}
    assert not kinds["congress-legislators"]


#: A volume of the fifties, of letters of two leaders, of the e-volumes, without marks, and without a list of persons.
_VOLUMES = ("frus1955-57v02", "frus1961-63v06", "frus1969-76ve13", "frus1969-76ve14p1", "frus1914-20v02")


@pytest.fixture(scope="module")
def correspondence(package: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The package with the persons and some volumes of frus, and the volumes."""
    if not all((ARCHIVES / name).exists() for name in ("people.tar.xz", "frus.tar.xz")):
        pytest.skip("the archives of people and frus are not next to the repository")
    root, copy = tmp_path_factory.mktemp("frus"), tmp_path_factory.mktemp("correspondence")
    for name, wanted in (("people.tar.xz", "data/"), ("frus.tar.xz", "volumes/")):
        with tarfile.open(ARCHIVES / name) as archive:
            members = (
                member
                for member in archive
                if wanted in member.name and (wanted == "data/" or Path(member.name).stem in _VOLUMES)
            )
            archive.extractall(root, members, filter="data")
    shutil.copytree(package, copy / "package")
    people, volumes = (next(root.rglob(folder)).parent for folder in ("data", "volumes"))
    assert run_import(copy / "package", read_people(people)).ok
    assert run_imports(copy / "package", read_frus(volumes)).ok
    return copy / "package", volumes


def test_every_document_of_a_volume_is_imported_once(correspondence: tuple[Path, Path]) -> None:
    package, volumes = correspondence
    documents = rows(package, "documents")
    for volume in _VOLUMES:
        content = (volumes / f"volumes/{volume}.xml").read_text(encoding="utf-8")
        expected = {f"frus/{volume}/{id}" for tag in re.findall(r"<div [^>]*type=\"document\"[^>]*>", content) for id in re.findall(r'xml:id="(d[0-9A-Za-z]+)"', tag)}  # fmt: skip
        found = [row["source_locator"] for row in documents.values() if row["part_of_id"] == volume.lower()]
        assert sorted(found) == sorted(expected)
    before = contents(package)
    assert not run_imports(package, read_frus(volumes)).files
    assert contents(package) == before


def test_the_letters_of_kennedy_and_khrushchev(correspondence: tuple[Path, Path]) -> None:
    package, _ = correspondence
    kennedy, khrushchev = (holders(package)[f"frus/frus1961-63v06/{person}"] for person in ("p_KJF2", "p_KNS2"))
    assert rows(package, "actors")[kennedy]["source_locator"].startswith("legislators/")
    assert rows(package, "actors")[khrushchev]["name"] == "Nikita Khrushchev"
    parts: dict[str, set[tuple[str, str]]] = {}
    for row in rows(package, "contributions").values():
        parts.setdefault(row["document_id"], set()).add((row["part"], row["actor_id"]))
    assert {("sender", khrushchev), ("recipient", kennedy)} <= parts["frus1961-63v06-d18"]  # marked wrong upstream
    letters = [found for found in parts.values() if {("sender", kennedy), ("recipient", khrushchev)} <= found]
    assert len(letters) > 30


@pytest.mark.skipif(not (ARCHIVES / "whitehouse.tar.xz").is_file(), reason="the archive of the pages is not there")
def test_pages_of_the_white_house_become_one_event_each_and_change_nothing_the_second_time(
    package: Path, tmp_path: Path
) -> None:
    with tarfile.open(ARCHIVES / "whitehouse.tar.xz") as archive:
        archive.extractall(tmp_path, filter="data")
    copy = tmp_path / "package"
    shutil.copytree(package, copy)
    (batch,) = read_whitehouse(tmp_path)
    summary = run_import(copy, batch)
    assert FindingKind.MALFORMED not in {one.kind for one in summary.findings}
    assert not run_import(copy, batch).files
    events = [row for row in rows(copy, "events").values() if row["source_id"] == "wh-briefings"]
    counts = Counter(row["kind"] for row in events)
    assert counts["call"] > 250  # the others are of advisers whose offices were entered by hand
    assert counts["meeting"] > 300
    assert counts["press-conference"] > 1000
    calls = {
        row["date"] for row in events if row["kind"] == "call" and "Netanyahu" in row["name"] and "Biden" in row["name"]
    }
    assert len([day for day in calls if day.startswith("2023-10")]) == 10
    documents = [row for row in rows(copy, "documents").values() if row["source_id"] == "wh-briefings"]
    assert len({row["url"] for row in documents}) == len(documents)
    nominees = [row for row in rows(copy, "roles").values() if row["source_id"] == "wh-briefings"]
    assert {row["basis"] for row in nominees} == {"designated", "nominated-not-served"}
