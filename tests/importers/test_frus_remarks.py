"""Roles from what the lists of persons in volumes remark: only where office, start and end are clear."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from fpdata.importers.core.findings import FindingKind, Summary
from fpdata.importers.core.run import run_imports
from fpdata.importers.frus.reader import read_frus
from fpdata.importers.frus.remarks import roles_in
from tests.importers.upstream import contents, rows, small_package, write

_LETTER = (
    '<div type="document" xml:id="d1" n="1"><head>1. Letter From <persName corresp="#p_AL1" type="from">Long</persName> to '
    'President Smith</head><dateline><placeName>Paris</placeName>, <date when="1958-03-04">March 4, 1958</date>.</dateline>'
    "</div>"
)


def frus(root: Path, volumes: Mapping[str, Mapping[str, str]]) -> Path:
    """Write volumes with a document and a list of persons each: remarks by name."""
    for id, remarks in volumes.items():
        persons = "".join(
            f'<item><persName xml:id="p_{"".join(word[0] for word in reversed(name.split(", ")))}1">{name}</persName>, '
            f"{remark}</item>"
            for name, remark in ({"Long, Ada": "an officer"} | dict(remarks)).items()
        )
        write(
            root / f"volumes/{id}.xml",
            f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}"><teiHeader><fileDesc><titleStmt>'
            f'<title type="complete">Foreign Relations, {id}</title></titleStmt><publicationStmt><date>1990</date>'
            f"</publicationStmt></fileDesc></teiHeader><text><list>{persons}</list><div>{_LETTER}</div></text></TEI>",
        )
    return root


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with three persons of the lists of three volumes, some offices, and roles in them."""
    actors = {"ada-long": "Long, Ada", "ben-moor": "Moor, Ben", "carl-wood": "Wood, Carl", "eve-stone": "Stone, Eve"}
    countries = {"ben-moor": "ruritania", "carl-wood": "france"}
    volumes = ("frus1958-60v01", "frus1958-60v02", "frus1958-60v03")
    offices = {
        "prime-minister-of-france": ("foreign", "france", "by-hand"),
        "ambassador-of-france-to-united-states": ("foreign", "france", "by-hand"),
        "secretary-of-defense": ("cabinet", "united-states", "by-hand"),
        "ambassador-to-france": ("chief-of-mission", "france", "pocom"),
        "legal-adviser": ("principal-officer", "united-states", "pocom"),
    }
    return small_package(
        tmp_path / "package",
        countries=[{"country_id": "france", "name": "France", "kind": "state"}],
        documents=[{"document_id": "pocom", "kind": "dataset", "title": "pocom"}],
        actors=[
            {"actor_id": id, "kind": "person", "name": id, "sort_name": sort, "country_id": countries.get(id, "")}
            | {"source_id": "by-hand"}
            for id, sort in actors.items()
        ],
        identifiers=[
            {"scheme": "frus", "value": f"{volume}/{person}", "actor_id": actor, "source_id": "by-hand"}
            for volume in volumes
            for person, actor in (("p_AL1", "ada-long"), ("p_BM1", "ben-moor"), ("p_CW1", "carl-wood"))
        ],
        offices=[
            {"office_id": id, "title": id, "kind": kind, "country_id": country, "seats": "one", "source_id": source}
            for id, (kind, country, source) in offices.items()
        ],
        roles=[
            {"role_id": f"{actor}-{office}", "actor_id": actor, "office_id": office, "title": office}
            | {"basis": "appointed", "start": start, "end": end, "source_id": "by-hand"}
            for actor, office, start, end in (
                ("eve-stone", "secretary-of-defense", "1953-01-28", "1957-10-08"),
                ("eve-stone", "ambassador-to-france", "1956-01-01", "1961-01-01"),
                ("carl-wood", "prime-minister-of-france", "1950-01-01", "1957-11-15"),
            )
        ],
    )


def run(package: Path, source: Path) -> Summary:
    """Import volumes into a package."""
    return run_imports(package, read_frus(source))


def remarked(package: Path, tmp_path: Path, remark: str, person: str = "Long, Ada") -> list[tuple[str, ...]]:
    """Return office, basis, start and end of the roles that become of a remark on a person."""
    assert run(package, frus(tmp_path / "frus", {"frus1958-60v01": {person: remark}})).ok
    found = [row for row in rows(package, "roles").values() if row["source_id"] == "frus"]
    return sorted((row["office_id"], row["basis"], row["start"], row["end"]) for row in found)


@pytest.mark.parametrize(
    ("remark", "role"),
    [
        (
            "French Prime Minister, June 1, 1958–April 1959",
            ("prime-minister-of-france", "unknown", "1958-06-01", "1959-04"),
        ),
        (
            "Prime Minister of France from June 1958 until April 1959; banker",
            ("prime-minister-of-france", "unknown", "1958-06", "1959-04"),
        ),
        (
            "lawyer; then acting Prime Minister of France, June 1958 to July 1958",
            ("prime-minister-of-france", "acting", "1958-06", "1958-07"),
        ),
        (
            "French Prime Minister and Minister of Finance, June 1958 - July 1959",
            ("prime-minister-of-france", "unknown", "1958-06", "1959-07"),
        ),
        (
            "French Prime Minister until May 1957, and again March 1958–July 1959",
            ("prime-minister-of-france", "unknown", "1958-03", "1959-07"),
        ),
        (
            "French Ambassador to the United States, May 1956–May 1959",
            ("ambassador-of-france-to-united-states", "unknown", "1956-05", "1959-05"),
        ),
        (
            "Secretary of Defense, December 1957–May 1959",
            ("secretary-of-defense", "unknown", "1957-12", "1959-05"),
        ),
        (
            "Chargé d’Affaires ad interim in France from March 2, 1958 until May 5, 1958",
            ("ambassador-to-france", "acting", "1958-03-02", "1958-05-05"),
        ),
        (
            "Acting Legal Adviser, Department of State, March 1958–May 1959",
            ("legal-adviser", "acting", "1958-03", "1959-05"),
        ),
    ],
)
def test_a_clause_with_office_start_and_end_becomes_a_role(
    package: Path, tmp_path: Path, remark: str, role: tuple[str, ...]
) -> None:
    assert remarked(package, tmp_path, remark) == [role]


@pytest.mark.parametrize(
    "remark",
    [
        pytest.param("French Prime Minister", id="no dates"),
        pytest.param("French Prime Minister until April 1959", id="no start"),
        pytest.param("French Prime Minister from June 1958", id="no end"),
        pytest.param("French Prime Minister, 1958–1959", id="no months"),
        pytest.param("French Prime Minister, June–October 1958", id="no year of the start"),
        pytest.param("French Prime Minister, September until February 1959", id="a year lost"),
        pytest.param(
            "French Prime Minister to June 1958; thereafter Minister until May 1959", id="start in another clause"
        ),
        pytest.param("French Prime Minister, mid-June 1958–April 1959", id="about a month"),
        pytest.param("French Prime Minister, February 30, 1958–April 1959", id="no such day"),
        pytest.param("French Prime Minister, June 1959–April 1958", id="reversed"),
        pytest.param("French Prime Minister, January 1958–April 1959", id="the first month of the volume"),
        pytest.param("French Prime Minister, June 1958–December 1960", id="the last month of the volume"),
        pytest.param("Prime Minister, June 1958–April 1959", id="no country"),
        pytest.param("British Prime Minister, June 1958–April 1959", id="no such office"),
        pytest.param("Deputy French Prime Minister, June 1958–April 1959", id="a deputy"),
        pytest.param("Adviser to the Prime Minister of France, June 1958–April 1959", id="an adviser"),
        pytest.param("French Minister to the United States, June 1958–April 1959", id="not the chief of mission"),
        pytest.param("Secretary of Defense, March 1957–May 1959", id="somebody else held it"),
        pytest.param("Legal Adviser, March 1958–May 1959", id="pocom lists all"),
        pytest.param("Ambassador to France, March 1958–May 1959", id="pocom lists all chiefs of mission"),
        pytest.param("British Chargé in France, March 1958–May 1959", id="of another country"),
    ],
)
def test_what_is_not_clear_gives_no_role(package: Path, tmp_path: Path, remark: str) -> None:
    assert remarked(package, tmp_path, remark) == []


@pytest.mark.parametrize(
    ("remark", "offices"),
    [
        ("Soviet Ambassador to the United States, May 1956–May 1959", []),
        ("President of the Republic of China, May 1956–May 1959", []),
        ("President of the Federal Republic of Germany, May 1956–May 1959", ["president-of-germany"]),
        ("Special Assistant to the President for National Security Affairs, May 1956–May 1959", ["national-security-adviser"]),
        ("Special Assistant to the President for National Security Affairs, May 1970–May 1971", []),
        ("President of Egypt, June 1956–May 1957", ["president-of-egypt"]),
        ("President of Egypt, June 1965–May 1967", []),
    ],
)  # fmt: skip
def test_an_office_is_that_of_the_state_of_the_time(remark: str, offices: list[str]) -> None:
    assert [id for _, office, _, _ in roles_in(remark) for id in office.ids] == offices


def test_two_periods_of_a_clause_are_two_roles(package: Path, tmp_path: Path) -> None:
    found = remarked(package, tmp_path, "French Prime Minister, May 1958–June 1958, and again August 1958–July 1959")
    assert [(start, end) for _, _, start, end in found] == [("1958-05", "1958-06"), ("1958-08", "1959-07")]


@pytest.mark.parametrize(("start", "count"), [("May 1958", 0), ("June 1958", 1)])
def test_what_another_source_says_within_half_a_year_stands(
    package: Path, tmp_path: Path, start: str, count: int
) -> None:
    remark = f"French Prime Minister, {start}–April 1959"
    assert len(remarked(package, tmp_path, remark, "Wood, Carl")) == count


def test_a_foreigner_does_not_get_an_office_of_another_state(package: Path, tmp_path: Path) -> None:
    assert remarked(package, tmp_path, "French Prime Minister, June 1958–April 1959", "Moor, Ben") == []


def test_a_person_whom_the_package_does_not_have_gets_no_role(package: Path, tmp_path: Path) -> None:
    assert remarked(package, tmp_path, "French Prime Minister, June 1958–April 1959", "Lake, Dora") == []


def test_volumes_that_say_the_same_are_cited_and_those_that_differ_dispute(package: Path, tmp_path: Path) -> None:
    remarks = {
        "frus1958-60v01": "French Prime Minister, July 1958–April 1959",
        "frus1958-60v02": "French Prime Minister, June 3, 1958–April 1959",
        "frus1958-60v03": "Prime Minister of France from June 1958 to April 1959",
    }
    source = frus(tmp_path / "frus", {id: {"Long, Ada": remark} for id, remark in remarks.items()})
    assert run(package, source).ok
    (role,) = (row for row in rows(package, "roles").values() if row["source_id"] == "frus")
    assert (role["start"], role["end"], role["start_kind"], role["title"]) == (
        "1958-06-03",
        "1959-04",
        "",
        "Prime Minister",
    )
    assert role["source_locator"] == "frus/frus1958-60v02/p_AL1/prime-minister-of-france/1958-06-03"
    found = {
        (row["document_id"], row["field"], row["stance"], row["reported_value"])
        for row in rows(package, "citations").values()
        if row["record_id"] == role["role_id"]
    }
    assert found == {
        ("frus1958-60v01", "start", "disputes", "1958-07"),
        ("frus1958-60v01", "end", "supports", ""),
        ("frus1958-60v03", "", "supports", ""),
    }


def test_a_sender_is_linked_to_the_role_on_that_day_at_once(package: Path, tmp_path: Path) -> None:
    remark = "French Ambassador to the United States, May 1956–May 1959"
    source = frus(tmp_path / "frus", {"frus1958-60v01": {"Long, Ada": remark}})
    run(package, source)
    (sent,) = (row for row in rows(package, "contributions").values() if row["part"] == "sender")
    assert sent["role_id"] == "ada-long-ambassador-of-france-to-united-states-1956"
    before = contents(package)
    assert not run(package, source).files
    assert contents(package) == before


def test_importing_some_volumes_leaves_the_roles_of_the_others(package: Path, tmp_path: Path) -> None:
    first = {"frus1958-60v01": {"Long, Ada": "French Prime Minister, June 1958–April 1959"}}
    second = {"frus1958-60v02": {"Long, Ada": "French Prime Minister, July 1958–April 1959"}}
    run(package, frus(tmp_path / "first", first))
    before = rows(package, "roles")
    summary = run(package, frus(tmp_path / "second", second))
    assert rows(package, "roles") == before
    assert not [one for one in summary.findings if one.kind is FindingKind.GONE]
    assert {row["stance"] for row in rows(package, "citations").values()} == {"disputes", "supports"}
    run(package, frus(tmp_path / "both", first | second))
    assert rows(package, "roles") == before


def test_a_corrected_date_keeps_the_id(package: Path, tmp_path: Path) -> None:
    run(
        package,
        frus(tmp_path / "frus", {"frus1958-60v01": {"Long, Ada": "French Prime Minister, June 1958–April 1959"}}),
    )
    (before,) = (row["role_id"] for row in rows(package, "roles").values() if row["source_id"] == "frus")
    summary = run(
        package,
        frus(tmp_path / "frus", {"frus1958-60v01": {"Long, Ada": "French Prime Minister, July 1958–April 1959"}}),
    )
    (after,) = (row for row in rows(package, "roles").values() if row["source_id"] == "frus")
    assert (after["role_id"], after["start"]) == (before, "1958-07")
    assert not [one for one in summary.findings if one.kind is FindingKind.GONE]


def test_a_role_that_a_volume_no_longer_remarks_is_reported_and_stays(package: Path, tmp_path: Path) -> None:
    run(
        package,
        frus(tmp_path / "frus", {"frus1958-60v01": {"Long, Ada": "French Prime Minister, June 1958–April 1959"}}),
    )
    before = rows(package, "roles")
    summary = run(package, frus(tmp_path / "frus", {"frus1958-60v01": {"Long, Ada": "French Prime Minister"}}))
    assert rows(package, "roles") == before
    assert FindingKind.GONE in [one.kind for one in summary.findings]


def test_an_office_that_somebody_else_held_is_reported(package: Path, tmp_path: Path) -> None:
    remark = "Secretary of Defense, March 1957–May 1959"
    summary = run(package, frus(tmp_path / "frus", {"frus1958-60v01": {"Long, Ada": remark}}))
    (finding,) = (one for one in summary.findings if one.kind is FindingKind.DOUBTFUL)
    assert "eve-stone held it then" in finding.message


def test_a_damaged_volume_gives_no_roles(package: Path, tmp_path: Path) -> None:
    source = frus(tmp_path / "frus", {"frus1958-60v01": {"Long, Ada": "French Prime Minister, June 1958–April 1959"}})
    (source / "volumes/frus1958-60v01.xml").rename(source / "volumes/frus1958-60v09.xml")
    assert not run(package, source).ok
    assert not [row for row in rows(package, "roles").values() if row["source_id"] == "frus"]
