"""Whom pages of the White House name: leaders, delegations and groups."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.likely_persons import agree
from fpdata.importers.whitehouse.countries import countries_in, country_of
from fpdata.importers.whitehouse.dates import event_date
from fpdata.importers.whitehouse.leaders import leaders_in
from fpdata.importers.whitehouse.offices import offices_of
from fpdata.importers.whitehouse.reader import read_whitehouse
from tests.importers.upstream import rows
from tests.importers.whitehouse_pages import READOUT, names, page, parts, run, small_package, write_pages

pytest.importorskip("yaml")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return small_package(tmp_path / "package")


def test_private_members_of_a_delegation_are_not_named(package: Path, tmp_path: Path) -> None:
    body = (
        "President Joseph R. Biden, Jr. today announced a delegation to attend the inauguration on March 11, 2022.\n\n"
        "The Honorable Ada Lake, Secretary of Labor, will lead the delegation.\n\n"
        "The Honorable Bob Moor, U.S. Ambassador to the Republic of Chile\n\nMr. Carl Field, Singer and Friend of Chile\n"
    )
    title = "President Biden Announces Presidential Delegation to the Republic of Chile to Attend the Inauguration"
    root = write_pages(tmp_path / "wh", {"statements-releases/2022-03/2022-03-02-d.md": page(title, body)})
    run(package, root)
    (event,) = rows(package, "events").values()
    assert (event["date"], event["country_id"], event["status"]) == ("2022-03-11", "chile", "planned")
    assert {actor: part for actor, (part, _, _) in parts(package, event["event_id"]).items()} == {
        "ada-lake": "head",
        "bob-moor": "member",
    }
    assert "Carl" not in (package / "datasets/actors.csv").read_text(encoding="utf-8")


def test_groups_are_undisclosed_and_family_names_alone_name_nobody(package: Path, tmp_path: Path) -> None:
    root = write_pages(
        tmp_path / "wh",
        {
            READOUT: page(
                "Readout of National Security Advisor Jake Sullivan's Call with Ukrainian Counterparts",
                "He spoke today.",
            ),
            "statements-releases/2022-03/2022-03-03-r.md": page(
                "Readout of President Biden's Call with Prime Minister Doe of India", "They spoke today.", "2022-03-03"
            ),
        },
    )
    summary = run(package, root)
    assert {row["actor_id"]: row["presence"] for row in rows(package, "participations").values()} == {
        "jake-sullivan": "confirmed",
        "ukraine": "undisclosed",
        "joe-biden": "confirmed",
    }
    (unresolved,) = [one.message for one in summary.findings if one.kind is FindingKind.UNRESOLVED]
    assert "Prime Minister Doe" in unresolved


@pytest.mark.parametrize(
    ("text", "published", "hour", "planned", "expected"),
    [
        ("They spoke today about much.", "2022-03-02", 15, False, "2022-03-02"),
        ("They spoke yesterday.", "2022-03-02", 15, False, "2022-03-01"),
        ("They spoke tonight.", "2022-02-24", 0, False, "2022-02-23/2022-02-24"),
        ("They met virtually on November 15.", "2021-11-16", 0, False, "2021-11-15"),
        ("On Wednesday, they spoke.", "2025-01-23", 12, False, "2025-01-22"),
        ("He traveled from May 10-11, to Vienna.", "2023-05-11", 12, False, "2023-05-10/2023-05-11"),
        ("He will travel on January 3.", "2022-12-20", 12, True, "2023-01-03"),
        ("They spoke about much.", "2022-03-02", 12, False, "2022-03-02~"),
        ("Following their talks of last November 13, 2021, they spoke.", "2022-03-02", 12, False, "2022-03-02~"),
    ],
)
def test_dates_of_events_come_from_the_first_sentences(
    text: str, published: str, hour: int, planned: bool, expected: str
) -> None:
    assert event_date(text, published, hour, is_planned=planned).edtf == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prime Minister of Italy Giorgia Meloni", [("Prime Minister", "Giorgia Meloni", "italy")]),
        ("Brazilian Presidential Advisor Celso Amorim", [("Presidential Advisor", "Celso Amorim", "brazil")]),
        (
            "Ibrahim Kalin, Spokesperson and Chief Advisor to the President of Turkey",
            [("Spokesperson and Chief Advisor to the President", "Ibrahim Kalin", "turkey")],
        ),
        (
            "President Ferdinand R. Marcos, Jr. of the Philippines",
            [("President", "Ferdinand R. Marcos Jr.", "philippines")],
        ),
        (
            "President Macron of France, Chancellor Scholz of Germany",
            [("President", "Macron", "france"), ("Chancellor", "Scholz", "germany")],
        ),
        ("European Commission President Ursula von der Leyen", [("President", "Ursula von der Leyen", "")]),
        ("President-elect Boric of Chile", [("President-elect", "Boric", "chile")]),
    ],
)
def test_leaders_are_read_with_title_name_and_country(text: str, expected: Sequence[tuple[str, str, str]]) -> None:
    assert [(one.title, one.name, one.country_id) for one in leaders_in(text, "2022-03-02")] == list(expected)


def test_a_name_that_runs_into_the_next_word_ends_before_it() -> None:
    (one,) = leaders_in("Call with King Hamad bin Isa Al Khalifaand the Amir of Qatar", "2025-01-10", "bahrain")
    assert one.name == "Hamad bin Isa Al Khalifa"


@pytest.mark.parametrize(
    ("one", "other"), [("Tahnoon bin Zayed Al Nahyan", "Tahnoun bin Zayed"), ("Noor Salman", "Nour Salman")]
)
def test_oo_and_ou_are_one_sound(one: str, other: str) -> None:
    assert agree(one, other)


def test_countries_have_many_names_and_some_names_are_others() -> None:
    assert country_of("the Socialist Republic of Vietnam") == country_of("Vietnamese") == "vietnam"
    assert countries_in("Democratic Republic of the Congo and the Republic of the Congo") == [
        "congo-democratic-republic",
        "congo-republic",
    ]
    assert countries_in("American Samoa, New Mexico and Puerto Rico") == []
    assert [
        one.office_id
        for one in offices_of(
            "Ambassador Extraordinary and Plenipotentiary of the United States of America to the French Republic, and to serve concurrently to the Principality of Monaco"
        )
    ] == [
        "ambassador-to-france",
        "ambassador-to-monaco",
    ]


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        (
            "Readout of National Security Advisor Jake Sullivan's Call with the National Security Advisors of Japan and India",
            "National Security Advisor Sullivan held a call with National Security Advisor Abe Sato of Japan and National"
            " Security Advisor Ravi Nair of India to discuss the talks of President Emmanuel Macron of France.",
            ["jake sullivan", "Abe Sato", "Ravi Nair"],
        ),
        (
            "Readout of National Security Advisor Jake Sullivan's Meeting with French Officials",
            "Jake Sullivan met with Luc Bois, Chief Advisor to President Emmanuel Macron of France.",
            ["jake sullivan", "Luc Bois"],
        ),
        (
            "Readout of National Security Advisor Jake Sullivan's Meeting with Politburo Member Li Han",
            "National Security Advisor Jake Sullivan met with Chinese Communist Party Politburo Member and Director of the"
            " Office of the Foreign Affairs Commission Li Han in Rome. Their meeting followed up on the call between"
            " President Biden and President Emmanuel Macron of France.",
            ["jake sullivan", "Li Han"],
        ),
        (
            "Readout of President Biden's Meeting with Cardinal Ugo Bianchi of the Holy See",
            "President Biden met with Cardinal Ugo Bianchi. He shared his wishes for Pope Pius.",
            ["biden", "Ugo Bianchi"],
        ),
        (
            "Readout of National Security Advisor Jake Sullivan's Meeting on Trade with Chile",
            "Jake Sullivan hosted the meeting of the network announced by President Emmanuel Macron of France in 2021.",
            ["jake sullivan"],
        ),
        (
            "Readout of the U.S.-Japan Economic Dialogue",
            "Following the summit led by President Emmanuel Macron of France, officials convened a meeting in Rome.",
            [],
        ),
        (
            "Readout of President Biden's Call with President Emmanuel Macron of France",
            "This afternoon, President Biden and Vice President Harris spoke with President Macron to discuss Ukraine.",
            ["biden", "harris", "Emmanuel Macron"],
        ),
        (
            "Statement by President Joe Biden on Call with President Emmanuel Macron of France",
            "President Macron reached out to me tonight.",
            ["biden", "Emmanuel Macron"],
        ),
        (
            "Readout of President Biden's Call with Taoiseach Nora Harris of Ireland",
            "They spoke today.",
            ["biden", "Nora Harris"],
        ),
    ],
)
def test_only_those_met_or_spoke_of_whom_the_page_says_so(
    tmp_path: Path, title: str, body: str, expected: list[str]
) -> None:
    root = write_pages(tmp_path / "wh", {READOUT: page(title, body)})
    assert names(root) == [expected]


def test_a_family_name_without_a_country_must_be_spelled_as_the_leader_s(tmp_path: Path) -> None:
    root = write_pages(
        tmp_path / "wh",
        {
            "statements-releases/2022-03/2022-03-01-r.md": page(
                "Readout of President Biden's Call with President-elect Juan Muri of Chile", "They spoke.", "2022-03-01"
            ),
            READOUT: page(
                "Readout of National Security Advisor Jake Sullivan and Chairman Moury Call with Ukrainian Counterparts",
                "They spoke today.",
            ),
        },
    )
    assert names(root)[1] == ["jake sullivan", "ukraine"]


def test_members_of_a_delegation_who_held_another_office_before_are_in_public_office(tmp_path: Path) -> None:
    body = (
        "The Honorable Ada Lake, United States Ambassador to Japan and Former United States Ambassador to Chile\n\n"
        "The Honorable Bob Moor, United States Representative (D), Ohio\n\n"
        "The Honorable Cy Field, United States Trade Representative\n\nThe Honorable Dan Hill, Former Secretary of State\n"
    )
    title = "President Biden Announces Presidential Delegation to the Republic of Chile to Attend the Inauguration"
    root = write_pages(tmp_path / "wh", {"statements-releases/2022-03/2022-03-02-d.md": page(title, body)})
    (batch,) = read_whitehouse(root)
    titles = [draft.cells["title"] for draft in batch.drafts if draft.table == "participations"]
    assert titles == [
        "United States Ambassador to Japan",
        "United States Representative (D), Ohio",
        "United States Trade Representative",
    ]
