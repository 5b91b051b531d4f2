"""Pages of the White House in other words: who speaks, what is the same post, who issues a statement, what it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from fpdata.importers.core.draft import DraftRef
from fpdata.importers.whitehouse.acts import act_of
from fpdata.importers.whitehouse.dates import event_date
from fpdata.importers.whitehouse.delegations import members_of
from fpdata.importers.whitehouse.leaders import leaders_in
from fpdata.importers.whitehouse.offices import is_same_post
from fpdata.importers.whitehouse.orders import note_of, proclamations_revised_by, revisions_of
from fpdata.importers.whitehouse.pages import Page
from fpdata.importers.whitehouse.reader import read_whitehouse
from fpdata.importers.whitehouse.tellings import told_of_meeting
from fpdata.importers.whitehouse.told_places import told_place
from tests.importers.upstream import rows
from tests.importers.whitehouse_pages import names, page, parts, run, small_package, write_pages

pytest.importorskip("yaml")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return small_package(tmp_path / "package")


def _page(title: str, text: str, day: str = "2022-03-02") -> Page:
    return Page(f"presidential-actions/{day[:7]}/{day}-x.md", day, None, "", title, text)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        (
            "Background Press Call Previewing President Biden's Trip to Japan",
            "Press call on President Biden's Trip to Japan",
        ),
        ("Background Press Call By Officials On President Biden's Day", "Press call on President Biden's Day"),
        ("Background Press Call to Preview President Biden's Day", "Press call on President Biden's Day"),
        ("Press Call Ahead of President Biden's Trip", "Press call ahead of President Biden's Trip"),
        (
            "Press Briefing by the White House Tide Team and Experts",
            "Press briefing by White House Tide Team and Experts",
        ),
    ],
)
def test_whom_a_briefing_is_about_did_not_speak(package: Path, tmp_path: Path, title: str, name: str) -> None:
    root = write_pages(
        tmp_path / "wh", {"press-briefings/2022-03/2022-03-02-b.md": page(title, "Via Teleconference\n\n9:05 A.M. EST")}
    )
    run(package, root)
    (event,) = rows(package, "events").values()
    assert event["name"] == name
    assert parts(package, event["event_id"]) == {}


def test_remarks_among_the_briefings_are_no_briefing(tmp_path: Path) -> None:
    root = write_pages(
        tmp_path / "wh",
        {
            "press-briefings/2022-03/2022-03-02-b.md": page(
                "Remarks by President Biden on the Flooding", "3:05 P.M. EST"
            ),
            "press-briefings/2022-03/2022-03-03-b.md": page("Biden Announces Members of a Team", "Text.", "2022-03-03"),
        },
    )
    assert names(root) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Chief Executive Officer, Aid Corporation", "Chief Executive Officer of the Aid Corporation", True),
        ("Under Secretary for Trade, U.S. Department of State", "Under Secretary of State for Trade", True),
        ("Director of Tides with the Rank of Ambassador", "Director of Tides", True),
        ("Deputy Director of Tides", "Director of Tides", False),
        ("Governor of the Bank of Asia", "Governor of the Bank of Africa", False),
    ],
)
def test_a_post_is_the_same_in_other_words(one: str, other: str, expected: bool) -> None:
    assert is_same_post(one, other) is is_same_post(other, one) is expected


def test_an_announcement_in_other_words_is_a_source_of_the_nomination(package: Path, tmp_path: Path) -> None:
    sent = "Ada M. Lake, of Ohio, for the rank of Ambassador during her tenure of service as U.S. Representative to the Talks."
    root = write_pages(
        tmp_path / "wh",
        {
            "statements-releases/2022-03/2022-03-02-n.md": page(
                "President Biden Announces Key Nominees",
                "Ada Lake, Nominee for U.S. Representative to the Talks with the rank of Ambassador",
            ),
            "presidential-actions/2022-03/2022-03-09-n.md": page("Nominations Sent to the Senate", sent, "2022-03-09"),
        },
    )
    run(package, root)
    (event,) = rows(package, "events").values()
    (role,) = (row for row in rows(package, "roles").values() if row["basis"] == "designated")
    assert (event["date"], event["status"], role["title"]) == ("2022-03-09", "held", "U.S. Representative to the Talks")
    assert sum(row["record_id"] == event["event_id"] for row in rows(package, "citations").values()) == 2


def test_a_withdrawal_that_corrects_a_name_leaves_the_nominee_designated(package: Path, tmp_path: Path) -> None:
    line = "{}, of Ohio, to be Ambassador Extraordinary and Plenipotentiary of the United States of America to the Republic of Chile"
    root = write_pages(
        tmp_path / "wh",
        {
            "presidential-actions/2022-03/2022-03-02-n.md": page(
                "Nominations Sent to the Senate", line.format("Ada Dobra Lake") + "."
            ),
            "presidential-actions/2022-03/2022-03-09-n.md": page(
                "Nominations and Withdrawal Sent to the Senate",
                f"{line.format('Ada Debora Lake')}.\n\nWITHDRAWAL\n\n"
                f"{line.format('Ada Dobra Lake')}, which was sent to the Senate on March 2, 2022.",
                "2022-03-09",
            ),
        },
    )
    run(package, root)
    roles = [row for row in rows(package, "roles").values() if row["office_id"] == "ambassador-to-chile"]
    assert [row["basis"] for row in roles] == ["designated"]


@pytest.mark.parametrize(
    ("title", "text", "note"),
    [
        (
            "Ending It",
            "(a) Executive Order 13993 of January 20, 2021 (Revising Policies and Priorities of the Port of Lake City), Executive"
            " Order 14010 of February 2, 2021 (Creating a Framework for the Ports of the Whole Region), and Executive Order 14012"
            " of February 2, 2021 (Restoring Faith) are hereby revoked",
            "Revokes Executive Orders 13993, 14010 and 14012.",
        ),
        (
            "Ending It",
            "I hereby terminate the emergency declared in Executive Order 13928 of June 11, 2020 (Blocking It), and revoke that"
            " order, and further order:",
            "Revokes Executive Order 13928.",
        ),
        (
            "Ending It",
            "Proclamation 10294, except sections 1 and 6 thereof, is revoked.",
            "Revokes Proclamation 10294 except sections 1 and 6.",
        ),
        (
            "Helping Ports and Amending Executive Order 13694 and Executive Order 14144",
            "Text.",
            "Amends Executive Orders 13694 and 14144.",
        ),
        (
            "Modifying Duties Addressing the Flow of Goods",
            "Executive Order 14228 of March 3, 2025 (Further Amendment to Duties Addressing the Flow of Goods) raised the duty of"
            " Executive Order 14195 of February 1, 2025 (Imposing Duties To Address the Flow of Goods).",
            "Amends Executive Order 14195.",
        ),
    ],
)
def test_orders_name_all_that_they_amend_or_revoke(title: str, text: str, note: str) -> None:
    order = _page(title, text)
    assert note_of(revisions_of(order)[0], proclamations_revised_by(order)) == note


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Joint Statement from Japan and the United States", "They met.", ["japan", "united-states"]),
        (
            "Quad Joint Statement",
            "Australia, India, Japan, and the United States met.",
            ["australia", "india", "japan", "united-states"],
        ),
        (
            "Joint Statement of the Ports Initiative",
            "The members – Chile, the Council of Europe, France, INTERPOL, and the United States – met.",
            ["chile", "council-of-europe", "france", "international-criminal-police-organization", "united-states"],
        ),
    ],
)
def test_authors_are_in_the_order_of_the_page(tmp_path: Path, title: str, text: str, expected: list[str]) -> None:
    root = write_pages(tmp_path / "wh", {"statements-releases/2022-03/2022-03-02-j.md": page(title, text)})
    (batch,) = read_whitehouse(root)
    found = {
        int(str(draft.cells["sequence"])): draft.cells["actor_id"]
        for draft in batch.drafts
        if draft.table == "contributions"
    }
    actors = [found[number] for number in sorted(found)]
    assert [actor.locator.rpartition("/")[2] for actor in actors if isinstance(actor, DraftRef)] == expected


@pytest.mark.parametrize(
    ("who", "matter", "text", "medium", "act"),
    [
        ("NSC Spokesperson Ann Hill", " on Chile's Rocket Launch", "The United States strongly condemns Chile's launch.", "official-release", "criticize"),
        ("NSC Spokesperson Ann Hill", " on Steps Announced by Chile", "We welcome the steps.", "official-release", "praise"),
        ("NSC Spokesperson Ann Hill", " on Aid", "The United States is announcing new aid.", "official-release", "announce"),
        ("NSC Spokesperson Ann Hill", " on Chile", "We condemn the attack, and we urge Chile to talk.", "official-release", "assert"),
        ("NSC Spokesperson Ann Hill", " on Chile", "The Senate condemns it.", "official-release", "assert"),
        ("First Lady Jill Biden at a Reception", " Celebrating Food", "Welcome.", "speech", "assert"),
        ("President Biden", " Announcing New Steps", "Thank you.", "speech", "announce"),
    ],
)  # fmt: skip
def test_what_a_statement_does_is_what_its_speaker_says(
    who: str, matter: str, text: str, medium: str, act: str
) -> None:
    assert act_of(_page("Statement", text), who, matter, medium) == act


def test_all_members_of_a_delegation_in_public_office_are_named() -> None:
    lines = (
        "The Honorable Ada Lake, Representative of the United States of America to the United Nations, will lead the delegation.",
        "The Honorable Bob Moor, Ph.D., Chair of the National Endowment for the Arts",
        "Ms. Cy Field, Consul General, U.S. Consulate Dubai",
        "Mr. Max Hill, Founder, Hill Foods",
    )
    members, others = members_of(_page("Presidential Delegation to Chile", "\n\n".join(lines)))
    assert [(one.name, one.is_head) for one in members] == [
        ("Ada Lake", True),
        ("Bob Moor", False),
        ("Cy Field", False),
    ]
    assert others == 1


def test_a_head_may_be_named_after_the_office() -> None:
    line = "First Lady of the United States Ada Lake will lead the delegation."
    (head,), _ = members_of(_page("Presidential Delegation to Chile", line))
    assert (head.name, head.title, head.is_head) == ("Ada Lake", "First Lady of the United States", True)


@pytest.mark.parametrize(
    ("line", "heads"),
    [
        (
            "The Honorable Ada Lake, Special Envoy to the South and Bob Moor, nominee for Secretary of Trade, will lead the delegation.",
            [("Ada Lake", "Special Envoy to the South"), ("Bob Moor", "nominee for Secretary of Trade")],
        ),
        (
            "Ada Lake, Assistant to the President and Senior Director, National Security Council, will lead the delegation.",
            [("Ada Lake", "Assistant to the President and Senior Director, National Security Council")],
        ),
    ],
)
def test_two_heads_of_a_delegation_stand_in_one_sentence(line: str, heads: list[tuple[str, str]]) -> None:
    members, _ = members_of(_page("Presidential Delegation to Chile", line))
    assert [(one.name, one.title) for one in members if one.is_head] == heads


def test_for_whom_somebody_works_took_no_part() -> None:
    text = "Ada Lake, Chief of Cabinet for European Commission President Bea Moor, and President Cy Field of Chile"
    assert [one.name for one in leaders_in(text, "2022-03-02")] == ["Ada Lake", "Cy Field"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("European Commission President Ada Lake", "European Commission President"),
        ("NATO Secretary General Ada Lake", "NATO Secretary General"),
        ("Chairperson Ada Lake of the African Union Commission", "Chairperson of the African Union Commission"),
        ("President Ada Lake of Chile", "President"),
    ],
)
def test_the_head_of_a_body_has_the_title_with_the_body(text: str, title: str) -> None:
    (one,) = leaders_in(text, "2022-03-02")
    assert one.full_title == title


def test_an_earlier_occasion_is_not_the_date() -> None:
    text = "Following the talks in Dubai on December 2, she directed Dr. Lake to travel to Israel December 4-5."
    assert event_date(text, "2023-12-05", 15).edtf == "2023-12-04/2023-12-05"


@pytest.mark.parametrize(
    ("text", "place", "date"),
    [
        ("President Biden met today with President Emmanuel Macron of France in Tokyo, Japan.", "Tokyo, Japan", "2022-03-02"),
        ("President Biden met today with President Emmanuel Macron of France at the White House.", "White House", "2022-03-01/2022-03-02"),
        ("President Biden met today with President Emmanuel Macron of France.", "", "2022-03-01/2022-03-02"),
    ],
)  # fmt: skip
def test_a_day_abroad_begins_before_that_in_washington(
    package: Path, tmp_path: Path, text: str, place: str, date: str
) -> None:
    title = "Readout of President Biden's Meeting with President Emmanuel Macron of France"
    root = write_pages(
        tmp_path / "wh", {"statements-releases/2022-03/2022-03-02-r.md": page(title, text, time="03:10:00")}
    )
    run(package, root)
    (event,) = rows(package, "events").values()
    assert (event["place"], event["date"]) == (place, date)


def test_the_americans_may_stand_in_the_text_only(package: Path, tmp_path: Path) -> None:
    text = "National Security Advisor (NSA) Jake Sullivan convened the Group today."
    title = "Readout of U.S.-Chile Consultative Group"
    root = write_pages(tmp_path / "wh", {"statements-releases/2022-03/2022-03-02-r.md": page(title, text)})
    run(package, root)
    (event,) = rows(package, "events").values()
    assert event["name"] == "Jacob J. Sullivan: U.S.-Chile Consultative Group"
    assert set(parts(package, event["event_id"])) == {"jake-sullivan"}


def test_a_page_may_say_who_placed_the_call(package: Path, tmp_path: Path) -> None:
    title = "Readout of President Biden's Call with President Emmanuel Macron of France"
    text = "President Biden called President Macron today."
    root = write_pages(tmp_path / "wh", {"statements-releases/2022-03/2022-03-02-r.md": page(title, text)})
    run(package, root)
    (event,) = rows(package, "events")
    assert {actor: part for actor, (part, _, _) in parts(package, event).items()} == {
        "joe-biden": "caller",
        "emmanuel-macron": "callee",
    }


def test_a_statement_may_tell_of_a_call(package: Path, tmp_path: Path) -> None:
    readout = "Readout of President Biden's Meeting with President Emmanuel Macron of France"
    root = write_pages(
        tmp_path / "wh",
        {
            "statements-releases/2022-03/2022-03-02-r.md": page(readout, "They met today."),
            "statements-releases/2022-04/2022-04-02-s.md": page(
                "Statement by President Joe Biden on Ukraine",
                "This morning, I spoke with President Macron of France about Ukraine.",
                "2022-04-02",
            ),
        },
    )
    run(package, root)
    events = {row["date"]: row["kind"] for row in rows(package, "events").values()}
    assert events == {"2022-03-02": "meeting", "2022-04-02": "call"}


def test_a_planned_journey_was_made_if_the_traveler_met_somebody_there(package: Path, tmp_path: Path) -> None:
    root = write_pages(
        tmp_path / "wh",
        {
            "statements-releases/2022-03/2022-03-02-t.md": page(
                "Statement by Press Secretary Ann Hill on President Biden's Travel to France",
                "President Biden will travel to Paris, France from March 9 to March 11.",
            ),
            "statements-releases/2022-03/2022-03-10-r.md": page(
                "Readout of President Biden's Meeting with President Emmanuel Macron of France",
                "President Biden met today with President Emmanuel Macron of France in Paris.",
                "2022-03-10",
            ),
        },
    )
    run(package, root)
    assert {row["kind"]: row["status"] for row in rows(package, "events").values()} == {
        "trip": "held",
        "meeting": "held",
    }


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ada Lake, Diplomatic Advisor to the Italian Prime Minister", "Diplomatic Advisor to the Prime Minister"),
        ("Polish National Security Bureau Chief Ada Lake", "National Security Bureau Chief"),
        ("Brazilian National Security Advisor Ambassador Ada Lake", "National Security Advisor"),
        (
            "Jordanian Minister of Foreign Affairs and Expatriates Ada Lake",
            "Minister of Foreign Affairs and Expatriates",
        ),
    ],
)
def test_a_title_is_whole(text: str, title: str) -> None:
    assert [(one.title, one.name) for one in leaders_in(text, "2022-03-02")] == [(title, "Ada Lake")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Lake met in Washington, D.C. with Bob Moor.", ("Washington, D.C.", "united-states")),
        ("Ada Lake met with Bob Moor in Accra, Ghana to discuss Paris.", ("Accra, Ghana", "ghana")),
        ("Ada Lake met with Bob Moor to discuss the talks in Rome.", ("", None)),
    ],
)
def test_the_place_is_that_of_the_meeting(text: str, expected: tuple[str, str | None]) -> None:
    assert told_place(told_of_meeting(text)) == expected
