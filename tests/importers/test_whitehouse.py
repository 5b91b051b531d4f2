"""Reading pages of the White House: what a title and the first sentences become."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from fpdata.edit.change import change
from fpdata.edit.rename_merge import merge
from fpdata.edit.tables import Tables
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.likely_persons import agree
from fpdata.importers.core.source import SourceError
from fpdata.importers.whitehouse.countries import countries_in, country_of
from fpdata.importers.whitehouse.dates import event_date
from fpdata.importers.whitehouse.leaders import leaders_in
from fpdata.importers.whitehouse.nominations import nominee_key
from fpdata.importers.whitehouse.offices import offices_of
from fpdata.importers.whitehouse.reader import read_whitehouse
from tests.importers.upstream import contents, kinds, rows
from tests.importers.whitehouse_pages import READOUT, names, page, parts, run, small_package, write_pages

pytest.importorskip("yaml")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return small_package(tmp_path / "package")


def test_a_readout_becomes_a_call_of_both_sides_in_their_offices(package: Path, tmp_path: Path) -> None:
    title = "Readout of President Biden\u2019s Call with President Emmanuel Macron of\\_France"
    title = title.replace("\\_", "\\u00a0")
    root = write_pages(tmp_path / "wh", {READOUT: page(title, "President Biden spoke today with President Macron.")})
    summary = run(package, root)
    assert summary.ok
    (event,) = rows(package, "events").values()
    assert (event["event_id"], event["kind"], event["date"], event["status"]) == (
        "2022-03-02-call-joe-biden-emmanuel-macron",
        "call",
        "2022-03-02",
        "held",
    )
    assert event["name"] == "Call of Joe Biden with Emmanuel Macron"
    assert parts(package, event["event_id"]) == {
        "joe-biden": ("party", "joe-biden-role", ""),
        "emmanuel-macron": ("party", "emmanuel-macron-role", "President"),
    }
    documents = [row for row in rows(package, "documents").values() if row["outlet_id"] == "white-house"]
    assert [(row["kind"], row["title"], row["date"]) for row in documents] == [
        ("release", "Readout of President Biden\u2019s Call with President Emmanuel Macron of France", "2022-03-02")
    ]
    (citation,) = rows(package, "citations").values()
    assert (citation["record_id"], citation["document_id"]) == (event["event_id"], documents[0]["document_id"])
    assert "spoke" not in (package / "datasets/events.csv").read_text(encoding="utf-8")


def test_an_event_merged_into_one_of_another_source_stays_merged(package: Path, tmp_path: Path) -> None:
    title = "Readout of President Biden's Call with President Emmanuel Macron of France"
    root = write_pages(tmp_path / "wh", {READOUT: page(title, "President Biden spoke today with President Macron.")})
    assert run(package, root).ok

    def merge_by_hand(tables: Tables) -> None:
        (event,) = tables["events"]
        tables["events"].append(event | {"event_id": "the-call", "source_id": "by-hand", "source_locator": None})
        merge(tables, event["event_id"] or "", "the-call", "The same call.", "2026", "events")

    change(package, merge_by_hand)
    before = contents(package)
    assert kinds(run(package, root)) == [FindingKind.BY_HAND]
    assert contents(package) == before


def test_importing_twice_changes_nothing_and_the_order_of_files_does_not_matter(package: Path, tmp_path: Path) -> None:
    pages = {
        READOUT: page("Readout of President Biden's Meeting with President Macron of France", "They met today."),
        "speeches-remarks/2022-03/2022-03-02-remarks.md": page(
            "Remarks by President Biden and President Emmanuel Macron of France Before Bilateral Meeting",
            "Oval Office\n\n1:06 P.M. EST\n\nPRESIDENT BIDEN: Welcome.",
        ),
        "statements-releases/2022-03/2022-03-03-statement.md": page(
            "Statement by President Joe Biden on the Earthquake in Japan", "We mourn.", "2022-03-03"
        ),
        "presidential-actions/2022-03/2022-03-03-nominations.md": page(
            "Nominations Sent to the Senate",
            "Ada Lake, of Ohio, to be Ambassador Extraordinary and\nPlenipotentiary of the United States of America to"
            " the Republic of Chile.",
            "2022-03-03",
        ),
    }
    root = write_pages(tmp_path / "wh", pages)
    assert run(package, root).ok
    before = contents(package)
    assert not run(package, root).files
    other = write_pages(tmp_path / "other", dict(reversed(pages.items())))
    assert not run(package, other / ".").files
    assert contents(package) == before


def test_remarks_beside_a_leader_are_a_source_of_the_readout_s_event(package: Path, tmp_path: Path) -> None:
    root = write_pages(
        tmp_path / "wh",
        {
            READOUT: page(
                "Readout of President Biden's Meeting with President Emmanuel Macron of France", "They met today."
            ),
            "speeches-remarks/2022-03/2022-03-02-remarks.md": page(
                "Remarks by President Biden and President Macron of France Before Bilateral Meeting",
                "Oval Office\n\n1:06 P.M. EST\n\nPRESIDENT BIDEN: Welcome.",
            ),
        },
    )
    run(package, root)
    (event,) = rows(package, "events").values()
    assert (event["kind"], event["place"], event["country_id"]) == ("meeting", "Oval Office", "united-states")
    assert len(rows(package, "citations")) == 2
    kinds = sorted(row["kind"] for row in rows(package, "documents").values() if row["outlet_id"] == "white-house")
    assert kinds == ["release", "transcript"]
    assert not rows(package, "statements")  # such a title says nothing of what was said


def test_two_calls_with_one_title_are_two_events(package: Path, tmp_path: Path) -> None:
    title = "Readout of President Biden's Call with President Emmanuel Macron of France"
    root = write_pages(
        tmp_path / "wh",
        {
            READOUT: page(title, "They spoke today of one thing."),
            "statements-releases/2022-03/2022-03-04-readout-2.md": page(
                title, "They spoke yesterday again.", "2022-03-04"
            ),
        },
    )
    run(package, root)
    assert sorted(row["date"] for row in rows(package, "events").values()) == ["2022-03-02", "2022-03-03"]


def test_copies_of_a_page_are_one_document(package: Path, tmp_path: Path) -> None:
    title = "Readout of President Biden's Call with President Emmanuel Macron of France"
    first = page(title, "They spoke today.", url="https://www.whitehouse.gov/a/")
    root = write_pages(
        tmp_path / "wh",
        {
            "presidential-actions/2025-01/2025-01-23-call.md": first.replace("2022-03-02", "2025-01-23"),
            "briefings-statements/2025-01/2025-01-23-call.md": first.replace("2022-03-02", "2025-01-23").replace(
                "/a/", "/b/"
            ),
        },
    )
    summary = run(package, root)
    assert [one.file for one in summary.findings if one.kind is FindingKind.DUPLICATE] == [
        "presidential-actions/2025-01/2025-01-23-call.md"
    ]
    (document,) = [row for row in rows(package, "documents").values() if row["outlet_id"] == "white-house"]
    assert document["source_locator"] == "pages/briefings-statements/2025-01-23-call"
    assert len(rows(package, "events")) == 1
    assert sorted(row["table"] for row in rows(package, "citations").values()) == ["documents", "events"]


def test_an_announcement_is_planned_until_a_page_tells_of_the_event(package: Path, tmp_path: Path) -> None:
    plan = page(
        "Statement by White House Press Secretary Ann Hill on the Meeting Between President Biden and President Emmanuel"
        " Macron of France",
        "President Biden will meet with President Macron on Friday, March 4.",
    )
    root = write_pages(tmp_path / "wh", {"statements-releases/2022-03/2022-03-02-plan.md": plan})
    run(package, root)
    (event,) = rows(package, "events").values()
    assert (event["status"], event["date"]) == ("planned", "2022-03-04")
    (statement,) = rows(package, "statements").values()
    assert (statement["act"], statement["speaker_id"], statement["form"]) == ("announce", "ann-hill", "paraphrase")
    held = page("Readout of President Biden's Meeting with President Macron of France", "They met today.", "2022-03-04")
    write_pages(root, {"statements-releases/2022-03/2022-03-04-held.md": held})
    run(package, root)
    held_events = [row for row in rows(package, "events").values() if row["status"] == "held"]
    assert [row["date"] for row in held_events] == ["2022-03-04"]


def test_statements_say_who_spoke_on_what_and_quote_the_matter(package: Path, tmp_path: Path) -> None:
    root = write_pages(
        tmp_path / "wh",
        {
            f"statements-releases/2022-03/2022-03-0{day}-s.md": page(title, "Text.", f"2022-03-0{day}")
            for day, title in enumerate(
                (
                    "Statement by President Joe Biden Condemning the Attack in Ukraine",
                    "Statement from National Security Advisor Jake Sullivan on the Elections in Chile",
                    "Statement by NSC Spokesperson Ann Hill Welcoming the Ceasefire in Ukraine",
                    "Statement from the President",
                    "Statement by President Biden on the Tornado in Ohio",
                ),
                start=1,
            )
        },
    )
    summary = run(package, root)
    said = {
        row["speaker_id"]: (row["act"], row["medium"], row["summary"]) for row in rows(package, "statements").values()
    }
    assert said == {
        "joe-biden": ("criticize", "official-release", "Makes a statement: “Condemning the Attack in Ukraine”."),
        "jake-sullivan": ("assert", "official-release", "Makes a statement on “the Elections in Chile”."),
        "ann-hill": ("praise", "official-release", "Makes a statement: “Welcoming the Ceasefire in Ukraine”."),
    }
    assert [one.message for one in summary.findings if one.kind is FindingKind.LEFT_OUT] == [
        "2 pages on domestic matters"
    ]


def test_a_joint_statement_has_all_its_states_as_authors(package: Path, tmp_path: Path) -> None:
    root = write_pages(
        tmp_path / "wh",
        {
            "statements-releases/2022-03/2022-03-02-j.md": page(
                "Joint Statement of Japan, India, and the United States on Shipping", "The three governments met."
            ),
            "statements-releases/2022-03/2022-03-03-j.md": page(
                "Joint Statement of the Leaders", "The Leaders of Germany and Chile welcome this.", "2022-03-03"
            ),
        },
    )
    run(package, root)
    authors: dict[str, set[str]] = {}
    for row in rows(package, "contributions").values():
        authors.setdefault(row["document_id"][12:22], set()).add(row["actor_id"])
    assert authors == {
        "2022-03-02": {"united-states", "japan", "india"},
        "2022-03-03": {"united-states", "germany", "chile"},
    }
    assert rows(package, "actors")["japan"]["kind"] == "state"


def test_nominations_and_withdrawals_name_nominee_and_office(package: Path, tmp_path: Path) -> None:
    line = (
        "Ada M. Lake, of Ohio, a Career Member of the Senior Foreign Service, Class of Counselor, to be Ambassador"
        " Extraordinary and\nPlenipotentiary of the United States of America to the Republic of Chile{}."
    )
    judge = "Max Moor, of Iowa, to be United States District Judge for the Southern District of Iowa."
    root = write_pages(
        tmp_path / "wh",
        {
            "presidential-actions/2022-03/2022-03-02-n.md": page(
                "Nominations Sent to the Senate", f"NOMINATIONS SENT TO THE SENATE:\n\n{line.format('')}\n\n{judge}"
            ),
        },
    )
    run(package, root)
    (event,) = rows(package, "events").values()
    assert event["name"] == "Nomination of Ada M. Lake: Ambassador to Chile"
    assert parts(package, event["event_id"]) == {"ada-m-lake": ("subject", "", "")}
    nominee = next(row for row in rows(package, "roles").values() if row["actor_id"] == "ada-m-lake")
    assert (nominee["office_id"], nominee["basis"], nominee["start"], nominee["career_type"]) == (
        "ambassador-to-chile",
        "designated",
        "",
        "career",
    )
    withdrawn = line.format(", which was sent to the Senate on March 2, 2022")
    write_pages(
        root,
        {
            "presidential-actions/2022-05/2022-05-02-w.md": page(
                "Withdrawals Sent to the Senate", f"WITHDRAWALS SENT TO THE SENATE:\n\n{withdrawn}", "2022-05-02"
            )
        },
    )
    run(package, root)
    nominee = next(row for row in rows(package, "roles").values() if row["actor_id"] == "ada-m-lake")
    assert (nominee["basis"], nominee["end"], nominee["end_kind"]) == ("nominated-not-served", "2022-05-02", "declined")
    assert len(rows(package, "events")) == 2
    assert "max-moor" not in rows(package, "actors")


def test_orders_name_what_they_revoke_and_get_the_number_by_which_others_cite_them(
    package: Path, tmp_path: Path
) -> None:
    cited = "Executive Order 14024 of March 2, 2022 (Blocking Property in Ukraine)"
    root = write_pages(
        tmp_path / "wh",
        {
            "presidential-actions/2022-03/2022-03-02-o.md": page(
                "Executive Order on Blocking Property in Ukraine", "By the International Emergency Economic Powers Act."
            ),
            "presidential-actions/2022-04/2022-04-02-o.md": page(
                "Executive Order on the Termination of Sanctions on Ukraine",
                f"{cited} is hereby revoked. Executive Order 13000 is hereby amended.",
                "2022-04-02",
            ),
        },
    )
    run(package, root)
    first, second = sorted(
        (row for row in rows(package, "documents").values() if row["kind"] == "law"), key=lambda row: row["date"]
    )
    assert (first["number"], second["revises_id"]) == ("14024", first["document_id"])
    assert second["note"] == "Revokes Executive Order 14024. Amends Executive Order 13000."
    assert {row["part"] for row in rows(package, "contributions").values()} == {"signatory"}
    sanctions = [row for row in rows(package, "events").values() if row["kind"] == "sanction"]
    assert {row["document_id"] for row in sanctions} == {first["document_id"], second["document_id"]}


def test_briefings_have_their_speakers_and_background_calls_have_none(package: Path, tmp_path: Path) -> None:
    root = write_pages(
        tmp_path / "wh",
        {
            "press-briefings/2022-03/2022-03-02-b.md": page(
                "Press Briefing by Press Secretary Ann Hill and National Security Advisor Jake Sullivan, March 1, 2022",
                "James S. Brady Press Briefing Room\n\n3:05 P.M. EST",
            ),
            "press-briefings/2022-03/2022-03-03-c.md": page(
                "Background Press Call by Senior Administration Officials on Ukraine", "7:49 P.M. EST", "2022-03-03"
            ),
        },
    )
    run(package, root)
    events = {row["date"]: row for row in rows(package, "events").values()}
    assert set(events) == {"2022-03-01", "2022-03-03"}
    assert set(parts(package, events["2022-03-01"]["event_id"])) == {"ann-hill", "jake-sullivan"}
    assert parts(package, events["2022-03-03"]["event_id"]) == {}


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


def test_rows_by_hand_stay_as_they_are(package: Path, tmp_path: Path) -> None:
    before = {table: rows(package, table) for table in ("actors", "roles", "offices", "countries")}
    root = write_pages(
        tmp_path / "wh",
        {READOUT: page("Readout of President Biden's Call with President Emmanuel Macron of France", "Today.")},
    )
    run(package, root)
    for table, old in before.items():
        assert {id: row for id, row in rows(package, table).items() if id in old} == old


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "no front matter"),
        ("---\ndate: [\n---\ntext", "while parsing"),
        ("---\n- a\n---\ntext", "has no fields"),
        (
            "---\ndate: '2022-03-02'\nsource_url: https://www.whitehouse.gov/a/\ntags: remarks\n---\ntext",
            "title is missing",
        ),
        (page("Readout of a Call", "x").replace("date:", "day:"), "date is missing"),
        (page("Readout of a Call", "x", "2922-03-02"), "in the future"),
        (page("Readout of a Call", "x", "1022-03-02"), "before 1700"),
        (page("Readout of a Call", "x", "2012-03-02"), "when this site began"),
        (page("Readout of a Call", "x", url="https://example.org/a/"), "no address of the White House"),
        (page("https://www.whitehouse.gov/a/", "x"), "is no title"),
        (page("x", "x").replace('title: "x"', "title: {a: b}"), "title is missing"),
    ],
)
def test_a_page_that_cannot_be_read_is_reported_and_the_others_are_imported(
    package: Path, tmp_path: Path, content: str, message: str
) -> None:
    good = page("Readout of President Biden's Call with President Emmanuel Macron of France", "They spoke today.")
    root = write_pages(tmp_path / "wh", {READOUT: "\ufeff" + good, "remarks/2022-03/2022-03-03-bad.md": content})
    summary = run(package, root)
    (finding,) = [one for one in summary.findings if one.kind is FindingKind.MALFORMED]
    assert message in finding.message
    assert (finding.file, finding.record) == ("remarks/2022-03", "2022-03-03-bad")
    assert not summary.ok
    assert len(rows(package, "events")) == 1


def test_the_folder_with_the_sections_or_its_parent_are_read_and_others_refused(package: Path, tmp_path: Path) -> None:
    good = page("Readout of President Biden's Call with President Emmanuel Macron of France", "They spoke today.")
    write_pages(tmp_path / "up" / "whitehouse", {READOUT: good})
    assert run(package, tmp_path / "up").counts["events", "added"] == 1
    with pytest.raises(SourceError, match="has no pages"):
        read_whitehouse(tmp_path / "nothing")


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
            [("Spokesperson and Chief Advisor", "Ibrahim Kalin", "turkey")],
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


def test_a_nominee_has_the_name_under_which_the_senate_got_the_nomination() -> None:
    assert nominee_key("M. Fabiana Jorge") == nominee_key("Maria Fabiana Jorge") == "Maria Fabiana Jorge"


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


def test_copies_may_differ_in_capital_letters(tmp_path: Path) -> None:
    content = page(
        "Readout of President Biden's Call with Omar bin Said of Chile", "The call with Omar bin Said was today."
    )
    copy = content.replace("bin", "Bin").replace("/2022-03-02/", "/copy/")
    root = write_pages(tmp_path / "wh", {READOUT: content, "presidential-actions/2022-03/2022-03-02-readout.md": copy})
    (batch,) = read_whitehouse(root)
    assert [one.kind for one in batch.findings] == [FindingKind.DUPLICATE]


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


@pytest.mark.parametrize("nominee", ["Ada Lake Moor", "Ada Lake", "Ada Q. Lake Moor Field"])
def test_a_nominee_is_who_soon_holds_the_office_under_the_same_full_name(
    package: Path, tmp_path: Path, nominee: str
) -> None:
    def add(table: str, values: dict[str, str]) -> None:
        path = package / f"datasets/{table}.csv"
        header = path.read_text(encoding="utf-8").partition("\n")[0].split(",")
        with path.open("a", encoding="utf-8") as file:
            file.write(",".join(f'"{values[one]}"' if values.get(one) else "" for one in header) + "\n")

    person = {"actor_id": "ada-lake-moor", "kind": "person", "name": "Ada Lake Moor", "sort_name": "Lake Moor, Ada"}
    add("actors", person | {"country_id": "united-states", "source_id": "by-hand"})
    role = {
        "role_id": "moor-role",
        "actor_id": "ada-lake-moor",
        "office_id": "ambassador-to-chile",
        "title": "Ambassador",
    }
    add("roles", role | {"basis": "confirmed", "start": "2022-10-19", "source_id": "by-hand"})
    line = (
        f"{nominee}, of Ohio, to be Ambassador Extraordinary and Plenipotentiary of the United States of America to the"
        " Republic of Chile."
    )
    root = write_pages(
        tmp_path / "wh",
        {"presidential-actions/2022-03/2022-03-02-n.md": page("Nominations Sent to the Senate", line)},
    )
    run(package, root)
    assert [id for id in rows(package, "actors") if id.startswith("ada")] == ["ada-lake-moor"]
    (event,) = rows(package, "events").values()
    assert set(parts(package, event["event_id"])) == {"ada-lake-moor"}
