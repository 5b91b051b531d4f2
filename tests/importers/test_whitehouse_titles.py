"""What titles and first lines of pages say of offices, places, acts and orders."""

from __future__ import annotations

from pathlib import Path

import pytest

from fpdata.importers.core.draft import DraftRef
from fpdata.importers.core.source import ImportBatch
from fpdata.importers.whitehouse.nominations import read_nominations
from fpdata.importers.whitehouse.offices import is_foreign_policy, offices_of
from fpdata.importers.whitehouse.orders import note_of, proclamations_revised_by, revisions_of
from fpdata.importers.whitehouse.pages import Page
from fpdata.importers.whitehouse.reader import SOURCE, read_whitehouse
from fpdata.importers.whitehouse.told_places import place_of
from tests.importers.upstream import rows
from tests.importers.whitehouse_pages import READOUT, names, page, parts, run, small_package, write_pages


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return small_package(tmp_path / "package")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ambassador to the Republic of Angola and the Democratic Republic of Sao Tome & Principe",
            ["angola", "sao-tome-and-principe"],
        ),
        ("U.S. Ambassador to the Republic of The Gambia", ["gambia"]),
    ],
)
def test_announcements_call_a_mission_by_a_short_name(text: str, expected: list[str]) -> None:
    assert [one.office_id for one in offices_of(text)] == [f"ambassador-to-{country}" for country in expected]


@pytest.mark.parametrize(
    ("text", "bureau"),
    [
        ("Assistant Secretary for Legislative Affairs, Department of State", "legislative-affairs"),
        ("Assistant Secretary, Bureau of Political-Military Affairs, Department of State", "politico-military-affairs"),
        ("Assistant Secretary of State, Consular Affairs, Department of State", "consular-affairs"),
        ("Assistant Secretary of State for African Affairs and to be a Member of the Board", "african-affairs"),
        ("an Assistant Secretary of State (Near Eastern Affairs), vice Bob Moor", "near-eastern-affairs"),
    ],
)
def test_a_bureau_is_the_same_however_it_is_written(text: str, bureau: str) -> None:
    assert [one.office_id for one in offices_of(text)] == [f"assistant-secretary-of-state-for-{bureau}"]


def test_a_bureau_of_another_department_is_no_office_of_the_department_of_state() -> None:
    assert [one.office_id for one in offices_of("Assistant Secretary for African Affairs, Department of Trade")] == [
        None
    ]


def test_a_session_is_the_same_in_words_and_in_figures() -> None:
    texts = (
        "a Representative of the United States of America to the Seventy-eighth Session of the General Assembly",
        "Representative of the United States to the 78th Session of the General Assembly",
    )
    assert {offices_of(text)[0].key for text in texts} == {"representative-to-general-assembly-78"}


@pytest.mark.parametrize("agency", ["Geological Survey", "Fish and Wildlife Service"])
def test_domestic_agencies_are_not_foreign_policy(agency: str) -> None:
    assert not is_foreign_policy(f"Director of the United States {agency}")


def test_two_nominations_in_one_paragraph_are_two() -> None:
    body = (
        "Ada Lake, of Ohio, to be an Assistant Attorney General. Bob Moor, of Iowa, to be Ambassador Extraordinary and"
        " Plenipotentiary of the United States of America to the Republic of Chile."
    )
    found = read_nominations(Page("a/2022-03/x.md", "2022-03-02", None, "", "Nominations", body), ImportBatch(SOURCE))
    assert [(one.name, one.offices[0].office_id) for one in found] == [("Bob Moor", "ambassador-to-chile")]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("James S. Brady Press Briefing Room\n\n3:05 P.M. EST", "James S. Brady Press Briefing Room"),
        ("Hotel\nRome, Italy\n\n(March 1, 2022)\n\n3:05 P.M.", "Hotel Rome, Italy"),
        ("Hotel\nWashington, D.C.\n\n(March 1, 2022)\n\n3:05 P.M.", "Hotel Washington, D.C."),
        ("Hotel\nRome, Italy.\n\n3:05 P.M.", "Hotel Rome, Italy"),
        ("MS. LAKE: Hello. It is 3:05 P.M.", ""),
    ],
)
def test_a_place_may_have_initials(first: str, expected: str) -> None:
    assert place_of(Page("a/2022-03/x.md", "2022-03-02", None, "", "Remarks", first)) == expected


@pytest.mark.parametrize(
    ("title", "text", "act"),
    [
        ("on the Chile Summit", "President Biden will host the Chile Summit on May 1.", "announce"),
        ("on Chile", "President Biden will never forget Chile.", "assert"),
        ("on Chile", "Chile is a friend. President Biden will host a dinner.", "assert"),
    ],
)
def test_a_statement_that_begins_with_what_is_to_come_announces(
    package: Path, tmp_path: Path, title: str, text: str, act: str
) -> None:
    root = write_pages(tmp_path / "wh", {READOUT: page(f"Statement by Press Secretary Ann Hill {title}", text)})
    run(package, root)
    assert [row["act"] for row in rows(package, "statements").values()] == [act]


def test_a_bilateral_meeting_that_is_announced_is_an_event(package: Path, tmp_path: Path) -> None:
    title = (
        "Statement from Press Secretary Ann Hill on the Bilateral Meeting Between President Biden and President Emmanuel"
        " Macron of France"
    )
    root = write_pages(
        tmp_path / "wh", {READOUT: page(title, "On March 4, President Biden will host President Macron.")}
    )
    run(package, root)
    (event,) = rows(package, "events").values()
    assert (event["kind"], event["date"], event["status"]) == ("meeting", "2022-03-04", "planned")
    assert set(parts(package, event["event_id"])) == {"joe-biden", "emmanuel-macron"}


def test_an_order_amends_the_one_whose_title_its_own_title_repeats() -> None:
    text = "It adjusts Executive Order 14193 of February 1, 2025 (Imposing Duties to Address Drugs at Our Border)."
    order = Page("a/2025-03/x.md", "2025-03-06", None, "", "Amendment to Duties to Address Drugs at Our Border", text)
    assert revisions_of(order) == ({"Amends": ["14193"]}, "14193")
    other = Page("a/2025-03/x.md", "2025-03-06", None, "", "Duties to Address Drugs at Our Border", text)
    assert revisions_of(other) == ({}, None)


def test_guests_of_a_briefing_speak_too(tmp_path: Path) -> None:
    title = "Press Briefing by Press Secretary Ann Hill, FEMA Administrator Bob Moor, and Surgeon General Dr. Cy Field"
    root = write_pages(tmp_path / "wh", {"press-briefings/2022-03/2022-03-02-b.md": page(title, "3:05 P.M. EST")})
    assert names(root) == [["Ann Hill", "Bob Moor", "Cy Field"]]


def test_members_and_speakers_in_one_post_are_one_person(tmp_path: Path) -> None:
    delegation = "The Honorable Robert J. Moor, Secretary of Labor of the United States, will lead the delegation.\n"
    pages = {
        READOUT: page("President Biden Announces Presidential Delegation to the Republic of Chile", delegation),
        "press-briefings/2022-03/2022-03-03-b.md": page(
            "Press Briefing by Secretary of Labor Rob Moor", "3:05 P.M. EST", "2022-03-03"
        ),
    }
    (batch,) = read_whitehouse(write_pages(tmp_path / "wh", pages))
    assert [draft.cells["name"] for draft in batch.drafts if draft.person] == ["Robert J. Moor"]
    actors = {draft.cells["actor_id"] for draft in batch.drafts if draft.table == "participations"}
    assert len(actors) == 1
    assert all(isinstance(one, DraftRef) for one in actors)


def test_of_several_roles_the_one_with_the_title_is_meant(package: Path, tmp_path: Path) -> None:
    header = (package / "datasets/roles.csv").read_text(encoding="utf-8").partition("\n")[0].split(",")
    offices = package / "datasets/offices.csv"
    columns = offices.read_text(encoding="utf-8").partition("\n")[0].split(",")
    office = {"office_id": "minister-of-france", "title": "Minister", "kind": "foreign", "seats": "one"}
    office |= {"country_id": "france", "source_id": "by-hand"}
    role = {"role_id": "macron-minister", "actor_id": "emmanuel-macron", "office_id": "minister-of-france"}
    role |= {
        "title": "Minister",
        "basis": "unknown",
        "start": "2014-08-26",
        "end": "2016-01-01/",
        "source_id": "by-hand",
    }
    for path, names_of, values in ((offices, columns, office), (package / "datasets/roles.csv", header, role)):
        text = path.read_text(encoding="utf-8").replace(
            "emmanuel-macron,president-of-france,president-of-france", "emmanuel-macron,president-of-france,President"
        )
        path.write_text(f"{text}{','.join(values.get(one, '') for one in names_of)}\n", encoding="utf-8")
    root = write_pages(
        tmp_path / "wh",
        {
            READOUT: page(
                "Readout of President Biden's Call with President Emmanuel Macron of France", "They spoke today."
            )
        },
    )
    run(package, root)
    (event,) = rows(package, "events").values()
    assert parts(package, event["event_id"])["emmanuel-macron"] == ("party", "emmanuel-macron-role", "President")


def test_proclamations_that_are_revoked_are_named() -> None:
    text = "Proclamation 10014, section 1 of Proclamation 10052, and section 1 of Proclamation 10131 are revoked."
    order = Page("a/2021-02/x.md", "2021-02-24", None, "", "A Proclamation on Revoking Proclamation 10014", text)
    assert note_of({}, proclamations_revised_by(order)) == "Revokes Proclamations 10014, 10052 and 10131."
    letter = Page("a/2021-02/y.md", "2021-02-24", None, "", "Letter on Revoking Proclamation 10014", text)
    assert proclamations_revised_by(letter) == {}
